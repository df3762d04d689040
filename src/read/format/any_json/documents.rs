//! A source → its JSON documents: one, one per line, or several in a row.
//!
//! Scripts that hold one document are read too: `window.YTD.tweets.part0 = [ … ]` of an archive, `callback( … )`. A line of
//! JSON Lines that cannot be parsed costs only itself.

use crate::diagnostic::Diagnostic;
use crate::read::json::{Json, Value};
use crate::read::source::Source;
use crate::span::Span;

/// How many bad lines are reported individually, as for native JSON Lines.
const REPORTED_LINES: usize = 20;

/// How many lines are examined to see whether every line is a document. Chosen by hand.
const SEEN_LINES: usize = 10;

/// Longest name that a script may assign its document to. Chosen by hand.
const NAME_BYTES: usize = 100;

/// The documents of a source.
#[derive(Debug)]
pub(in crate::read::format) struct Documents<'s> {
    first: Option<&'s Json<'s>>,
    others: Vec<Json<'s>>,
    /// Where the source breaks off or stops being JSON.
    pub(in crate::read::format) broken: Option<usize>,
    /// Lines that cannot be parsed.
    pub(in crate::read::format) diagnostics: Vec<Diagnostic>,
    /// Whether every line is a document.
    pub(in crate::read::format) is_lines: bool,
}

impl<'s> Documents<'s> {
    /// The documents of a source; none if it is not JSON.
    pub(in crate::read::format) fn of(source: &'s Source<'_>) -> Self {
        let mut documents =
            Documents { first: None, others: Vec::new(), broken: None, diagnostics: Vec::new(), is_lines: false };
        let text = source.text;
        if is_lines(text) {
            documents.is_lines = true;
            documents.add_lines(text);
            return documents;
        }
        let offset;
        if let Some(first) = source.json() {
            documents.first = Some(first);
            (documents.broken, offset) = (first.broken, first.end());
        } else if let Some(start) = assigned(text) {
            let json = Json::parse_next(text, start);
            (documents.broken, offset) = (json.broken, json.end());
            documents.others.push(json);
        } else {
            return documents;
        }
        documents.add_after(text, offset);
        documents
    }

    /// Adds the documents after `offset`. Commas, semicolons, closing brackets of a script and record separators may be
    /// between them.
    fn add_after(&mut self, text: &'s str, mut offset: usize) {
        while self.broken.is_none() {
            let remaining = text.get(offset..).unwrap_or_default();
            let next =
                remaining.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '\u{1e}'));
            offset += remaining.len() - next.len();
            if next.is_empty() {
                return;
            }
            if !next.starts_with(['{', '[']) {
                self.broken = Some(offset);
                return;
            }
            let json = Json::parse_next(text, offset);
            (self.broken, offset) = (json.broken, json.end().max(offset + 1));
            self.others.push(json);
        }
    }

    fn add_lines(&mut self, text: &'s str) {
        let mut start = 0;
        let mut bad = 0_usize;
        for (index, line) in text.split('\n').enumerate() {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            let content = line.trim_start().trim_start_matches('\u{1e}');
            if content.trim_end().is_empty() {
                continue;
            }
            let json = Json::parse(content);
            let is_whole = json.broken.is_none()
                && content.starts_with(['{', '['])
                && content.get(json.end()..).is_some_and(|after| after.trim().trim_matches(',').is_empty());
            if is_whole {
                self.others.push(Json::parse_next(text, span.end - content.len()));
                continue;
            }
            bad += 1;
            if bad <= REPORTED_LINES {
                let message = format!("line {} cannot be read: it is not one JSON object", index + 1);
                let help = "the other lines are used";
                self.diagnostics.push(Diagnostic::warning("bad-line", message).at(span).help(help));
            }
        }
        if bad > REPORTED_LINES {
            let message = format!("{} more lines could not be read", bad - REPORTED_LINES);
            self.diagnostics.push(Diagnostic::warning("bad-line", message));
        }
    }

    /// The outermost value of each document, in order.
    pub(in crate::read::format) fn roots(&self) -> impl Iterator<Item = Value<'_>> {
        self.first.into_iter().chain(&self.others).filter_map(Json::root)
    }
}

/// Whether the first lines are objects, each complete, and there are several.
fn is_lines(text: &str) -> bool {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).take(SEEN_LINES);
    let (mut objects, mut others) = (0_usize, 0_usize);
    for line in lines {
        let line = line.trim_start_matches('\u{1e}');
        let json = Json::parse(line);
        let is_whole = json.broken.is_none() && line.get(json.end()..).is_some_and(|after| after.trim().is_empty());
        let is_object = line.starts_with('{') && is_whole;
        if objects + others == 0 && !is_object {
            return false;
        }
        objects += usize::from(is_object);
        others += usize::from(!is_object);
    }
    objects > 1 && objects > others
}

/// Where the document of a script begins: after `name = ` or `name(`.
pub(in crate::read::format) fn assigned(text: &str) -> Option<usize> {
    let trimmed = text.trim_start();
    let head = trimmed.get(..trimmed.floor_char_boundary(NAME_BYTES + 20))?;
    let mark = head.find(['=', '('])?;
    let name = head.get(..mark)?.trim();
    let name =
        ["var ", "let ", "const ", "export default "].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$'))
        && name.len() <= NAME_BYTES
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.' | '[' | ']'));
    let after = head.get(mark + 1..)?;
    let value = after.trim_start();
    let offset = text.len() - trimmed.len() + mark + 1 + (after.len() - value.len());
    let squeezed: String = text.get(offset..)?.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    let is_document = ["{\"", "[{", "[]", "{}", "[\""].contains(&squeezed.as_str());
    (is_name && is_document).then_some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(text: &str) -> (Vec<String>, Option<usize>, usize) {
        let source = Source::new(text);
        let documents = Documents::of(&source);
        let roots = documents.roots().map(|root| root.span().of(text).to_owned()).collect();
        (roots, documents.broken, documents.diagnostics.len())
    }

    #[test]
    fn documents_come_in_many_forms() {
        for (text, count, broken, bad) in [
            ("[1, 2]", 1, None, 0),
            ("{\"a\":1}\n{\"a\":2}\n", 2, None, 0),
            ("{\"a\":1}\n{\"a\":\n{\"a\":2}\nx\n{\"a\":3}", 3, None, 2),
            ("{\n \"a\": 1\n}\n{\n \"a\": 2\n}", 2, None, 0),
            ("{\n \"a\": 1\n},\n{\n \"a\": 2\n}", 2, None, 0),
            ("\u{1e}{\"a\":1}\n\u{1e}{\"a\":2}\n", 2, None, 0),
            ("window.YTD.tweets.part0 = [ {\"tweet\":{}} ]", 1, None, 0),
            ("var x = {\"a\":1};", 1, None, 0),
            ("callback({\"a\":1});", 1, None, 0),
            ("{\"a\":1} x", 1, Some(8), 0),
            ("[{\"a\":1", 1, Some(7), 0),
            ("a = b", 0, None, 0),
            ("Alors (je [dis] non)", 0, None, 0),
        ] {
            let (roots, found, diagnostics) = roots(text);
            assert_eq!((roots.len(), found, diagnostics), (count, broken, bad), "{text}: {roots:?}");
        }
    }
}
