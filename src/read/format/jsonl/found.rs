//! A record → the comment it holds. Values that have no meaning are reported in a note, and the comment is kept.

use std::collections::BTreeMap;

use super::quotes::{given_quotes, mail_quotes};
use crate::diagnostic::Diagnostic;
use crate::read::format::common::is_url;
use crate::read::stream::line_format::{Found, Line};
use crate::schema::native::NativeRecord;
use crate::schema::{Scalar, Text};
use crate::thread::{Comment, Kind, Lang, Mark, Origin, Relation};

/// The comment of the record in this line; nothing if the record only serves `eval`.
pub(in crate::read) fn found(record: NativeRecord<'_>, line: &Line<'_>) -> Result<Option<Found>, String> {
    if record.annotated.is_some() && record.text.is_none() && record.id.is_none() {
        return Ok(None);
    }
    let mut notes = Vec::new();
    let mut note = |code: &'static str, message: String| {
        notes.push(Diagnostic::warning(code, format!("line {}: {message}", line.number)).at(line.span));
    };
    let mut kind = match record.kind.as_deref() {
        None => Kind::Comment,
        Some(name) => Kind::named(name).unwrap_or_else(|| {
            note("unknown-kind", format!("no kind is called {name:?}; taken for a comment"));
            Kind::Comment
        }),
    };
    let id = record.id.map(Scalar::into_string).unwrap_or_default();
    let text = match record.text.map(Text::into_string) {
        Some(text) if text.contains('\0') => text.replace('\0', "\u{FFFD}"),
        Some(text) => text,
        None if matches!(kind, Kind::Deleted | Kind::Missing | Kind::Stub | Kind::Pingback) => String::new(),
        None if id.is_empty() => return Err("it has no \"text\"".to_owned()),
        None => {
            note("no-text", format!("{id} has no text; kept as deleted"));
            kind = Kind::Deleted;
            String::new()
        }
    };
    let relation = record.relation.as_deref().and_then(|name| {
        let known = relation(name);
        if known.is_none() {
            note("unknown-relation", format!("no relation is called {name:?}; left open"));
        }
        known
    });
    let quotes = record.quotes.map_or_else(|| mail_quotes(&text), |quotes| given_quotes(quotes, &text));
    let mut marks: Vec<Mark> = record.marks.iter().flatten().filter_map(|name| Mark::named(name)).collect();
    marks.sort_unstable();
    marks.dedup();
    let comment = Comment {
        id,
        kind,
        parent: record.parent.map(Scalar::into_string),
        author: record.author.map(Scalar::into_string).filter(|author| !author.trim().is_empty()),
        time: record.time.map(Scalar::into_string).filter(|time| !time.trim().is_empty()),
        lang: record.lang.as_deref().and_then(Lang::parse),
        quotes,
        text,
        relation,
        capped: record.capped.unwrap_or_default(),
        held: record.held,
        ordinal: record.ordinal,
        votes: record.votes,
        url: record.url.map(Text::into_string).filter(|url| is_url(url)),
        marks,
        extra: BTreeMap::new(),
        origin: Origin { span: Some(line.span), lines: Some(line.number..line.number + 1) },
    };
    let thread = record.thread.map(Scalar::into_string).unwrap_or_default();
    Ok(Some(Found { thread, title: record.title.map(Text::into_string), announced: record.announced, comment, notes }))
}

/// The relation of that name. Sources that only know sides say pro and contra.
fn relation(name: &str) -> Option<Relation> {
    let name = name.trim().to_ascii_lowercase();
    Relation::named(&name).or(match name.as_str() {
        "pro" | "for" | "favor" | "agree" => Some(Relation::Support),
        "contra" | "con" | "against" | "attack" | "disagree" => Some(Relation::Rebuttal),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::read::format::jsonl::read;
    use crate::read::{format::reader::Reading, options::Options, source::Source};
    use crate::span::Span;
    use crate::thread::{Kind, Quote, Relation};

    fn reading(text: &str) -> Reading {
        read(&Source::new(text), &Options::default()).unwrap()
    }

    #[test]
    fn only_text_is_required_and_null_is_absent() {
        let read = reading(
            "{\"text\":\"a\"}\n\n{\"text\":\"b\",\"id\":null,\"parent\":null,\"author\":null,\"time\":null,\"lang\":null,\"kind\":null,\"ordinal\":null,\"relation\":null,\"thread\":null,\"extra\":{\"x\":[1]}}",
        );
        assert!(read.diagnostics.is_empty());
        let texts: Vec<_> = read.threads[0].comments.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(texts, ["a", "b"]);
        assert_eq!(read.threads[0].comments[1].origin.lines, Some(3..4));
    }

    #[test]
    fn gold_files_and_numbers_as_ids_are_read() {
        let read = reading(
            "{\"annotated\":{\"positions\":[]}}\n{\"id\":9007199254740993,\"text\":\"a\",\"gold\":{\"links\":[]}}\n{\"id\":2,\"parent\":9007199254740993,\"relation\":\"contra\",\"text\":\"> a\\n> b\\nno\"}",
        );
        let comments = &read.threads[0].comments;
        assert_eq!(comments[0].id, "9007199254740993");
        assert_eq!(comments[1].parent.as_deref(), Some("9007199254740993"));
        assert_eq!(comments[1].relation, Some(Relation::Rebuttal));
        assert_eq!(comments[1].quotes, [Quote { span: Span::new(0, 7), to: None }]);
    }

    #[test]
    fn a_line_without_text_but_with_an_id_keeps_its_place() {
        let read = reading("{\"id\":\"a\",\"text\":null}\n{\"id\":\"b\",\"parent\":\"a\",\"text\":\"x\"}");
        assert_eq!(read.threads[0].comments[0].kind, Kind::Deleted);
        assert_eq!(read.diagnostics[0].code, "no-text");
    }
}
