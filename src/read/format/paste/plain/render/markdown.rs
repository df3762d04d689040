//! Markdown that a program made of a whole page: links, images, escapes and attributes become what the page showed.
//!
//! This is no reader of Markdown. Texts keep their lists, quotations and emphasis; only what would hide names and dates
//! goes. Links and images may be broken over several lines.

use super::Rendered;
use crate::span::Span;

/// Share of lines with a link or image from which a paste is Markdown made of a page. In a thread written in Markdown few
/// lines have one.
const LINKED: usize = 12;

/// Fewest links of such a page.
const FEWEST: usize = 5;

/// How deep links and images may be in each other: an image in a link, in a list of brackets.
const NESTED: usize = 8;

/// Whether a text is Markdown that a program made of a page.
pub fn is_markdown(source: &str) -> bool {
    let links = source.matches("](").count();
    if source.matches("\n:::").take(FEWEST).count() == FEWEST {
        return true;
    }
    if links < FEWEST {
        return false;
    }
    let lines = source.split('\n').filter(|line| !line.trim().is_empty()).count();
    links * LINKED >= lines
}

/// The text of the page.
pub fn render(source: &str) -> Rendered {
    let mut writer = Writer { source, ..Writer::default() };
    writer.run();
    writer.finish()
}

#[derive(Default)]
struct Writer<'t> {
    source: &'t str,
    out: String,
    /// Where each line of the output begins: in the output, in the source, and the number of the line there.
    lines: Vec<(usize, usize, usize)>,
    /// Open brackets: their places in the output, and whether an image begins there.
    open: Vec<(usize, bool)>,
    number: usize,
}

impl Writer<'_> {
    fn run(&mut self) {
        self.number = 1;
        self.lines.push((0, 0, 1));
        let mut at = fence(self.source);
        while let Some(rest) = self.source.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.step(rest, at);
        }
    }

    /// Writes what the beginning of the remaining source shows, and says how many bytes that was.
    fn step(&mut self, rest: &str, at: usize) -> usize {
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return 1 };
        let second = chars.next();
        match first {
            '\n' => {
                let line = rest.get(1..).unwrap_or("");
                if line.trim_start_matches([' ', '\t']).starts_with('\n') {
                    // No link goes on over a blank line.
                    self.open.clear();
                }
                self.number += 1;
                self.out.push('\n');
                self.lines.push((self.out.len(), at + 1, self.number));
                1 + fence(line)
            }
            '\\' => match second {
                Some('\n') | None => 1,
                Some(c) if c.is_ascii_punctuation() => {
                    self.out.push(c);
                    2
                }
                Some(_) => self.copy(first),
            },
            '!' if second == Some('[') && self.open.len() < NESTED => {
                self.open.push((self.out.len(), true));
                2
            }
            '[' if self.open.len() < NESTED => {
                self.open.push((self.out.len(), false));
                self.copy(first)
            }
            ']' => self.close(rest, at),
            '<' if rest.get(1..).is_some_and(|rest| rest.starts_with("http")) => match rest.find(['>', '\n']) {
                Some(end) if rest.get(end..).is_some_and(|rest| rest.starts_with('>')) => {
                    self.out.push_str(rest.get(1..end).unwrap_or(""));
                    end + 1
                }
                _ => self.copy(first),
            },
            '*' | '_' if second == Some(first) => {
                let marks = rest.chars().take_while(|c| *c == first).count();
                if marks > 3 {
                    self.out.push_str(rest.get(..marks).unwrap_or(""));
                }
                marks
            }
            '_' if self.at_word_edge(second) => 1,
            '*' if self.at_word_edge(second) && !self.begins_line() => 1,
            _ => self.copy(first),
        }
    }

    fn copy(&mut self, c: char) -> usize {
        self.out.push(c);
        c.len_utf8()
    }

    /// Whether a sign is between white space or signs on one side and a word on the other.
    fn at_word_edge(&self, next: Option<char>) -> bool {
        let before = self.out.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let after = next.is_some_and(|c| !c.is_whitespace());
        let inside =
            self.out.chars().next_back().is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        before != after || (before && after && !inside)
    }

    /// Whether only white space is before the place on its line.
    fn begins_line(&self) -> bool {
        let start = self.lines.last().map_or(0, |(start, ..)| *start);
        self.out.get(start..).is_none_or(|line| line.trim().is_empty())
    }

    /// Ends a link, an image or a span with attributes.
    fn close(&mut self, rest: &str, at: usize) -> usize {
        let Some((start, image)) = self.open.pop() else { return self.copy(']') };
        let after = rest.get(1..).unwrap_or("");
        let target = if after.starts_with('(') { enclosed(after, '(', ')') } else { 0 };
        let attributes = |rest: &str| if rest.starts_with('{') { enclosed(rest, '{', '}') } else { 0 };
        let extra = attributes(after.get(target..).unwrap_or(""));
        let length = 1 + target + extra;
        if target + extra == 0 {
            if image {
                self.out.insert_str(start, "![");
            }
            return self.copy(']');
        }
        // The source lines that the link covers become one.
        let lines_in = self.source.get(at..at + length).map_or(0, |part| part.matches('\n').count());
        if image {
            self.out.truncate(start);
            self.lines.retain_from(start);
        } else {
            self.join(start);
            if self.out.get(start..).is_some_and(|rest| rest.starts_with('[')) {
                self.out.remove(start);
            }
        }
        self.number += lines_in;
        length
    }

    /// Makes one line of the output from a place on.
    fn join(&mut self, start: usize) {
        if self.lines.last().is_none_or(|(line, ..)| *line <= start) {
            return;
        }
        self.lines.retain_from(start);
        let tail = self.out.split_off(start);
        for (at, line) in tail.split('\n').enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            self.out.push_str(if at > 0 { line.trim_start() } else { line });
        }
    }

    fn finish(self) -> Rendered {
        let mut rendered = Rendered::default();
        for (at, (start, source, number)) in self.lines.iter().enumerate() {
            let next = self.lines.get(at + 1);
            let end = next.map_or(self.out.len(), |(next, ..)| next.saturating_sub(1));
            let source_end = next.map_or(self.source.len(), |(_, next, _)| next.saturating_sub(1));
            let line = self.out.get(*start..end).unwrap_or("");
            // The end of the comment that Pandoc puts between two lists.
            let line = if is_table_rule(line) || line.trim() == "```" { "" } else { line };
            rendered.push(line, Span::new(*source, source_end.max(*source)), *number);
        }
        rendered
    }
}

/// Forgets the lines that begin behind a place.
trait RetainFrom {
    fn retain_from(&mut self, start: usize);
}

impl RetainFrom for Vec<(usize, usize, usize)> {
    fn retain_from(&mut self, start: usize) {
        while self.last().is_some_and(|(line, ..)| *line > start) {
            self.pop();
        }
    }
}

/// The length of a line that only opens or closes a block, without its end; 0 if none begins here. The bullet or number
/// before it goes too.
fn fence(line: &str) -> usize {
    let bare = line.trim_start_matches([' ', '\t', '>', '-', '*']);
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', ')']).trim_start();
    let is_fence = [":::", "```{=html}", "<!-- -->"].iter().any(|sign| bare.starts_with(sign));
    if is_fence { line.find('\n').unwrap_or(line.len()) } else { 0 }
}

/// The length of a part in brackets, inner ones included; 0 if it has no end before a blank line or the next link.
fn enclosed(text: &str, open: char, close: char) -> usize {
    let mut depth = 0_usize;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        if c == open {
            if previous == ']' && at > 0 {
                return 0;
            }
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return at + c.len_utf8();
            }
        } else if c == '\n' && previous == '\n' {
            return 0;
        }
        if !matches!(c, ' ' | '\t' | '\r') {
            previous = c;
        }
    }
    0
}

/// Whether a line only separates the rows of a table.
fn is_table_rule(line: &str) -> bool {
    line.contains("---|") && line.chars().all(|c| matches!(c, '-' | '|' | ' ' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str) -> String {
        render(source).text
    }

    #[test]
    fn links_images_and_attributes_become_what_they_show() {
        for (source, text) in [
            ("[Ann](https://a.example/ann) says", "Ann says"),
            ("![](a.png) [Ann\nB.](https://a.ex-\nample/ann)\nText", " Ann B.\nText"),
            ("[![Ann](a.png)](/ann)[Ann](/ann)", "Ann"),
            ("[21 mars 2014 à\n10 h](x){.url rel=\"a\nb\"}\nTexte", "21 mars 2014 à 10 h\nTexte"),
            ("::: {.comment #c1}\nText [note] and [x]{.y}\n:::", "\nText [note] and x\n"),
            ("27\\. Sept 2018 \\#4\\\nx", "27. Sept 2018 #4\nx"),
            ("a **b** _c_ snake_case * d", "a b c snake_case * d"),
            ("* [A](b)\n* B", "* A\n* B"),
            ("<https://a.example/> [open ( (", "https://a.example/ [open ( ("),
            ("see [a](b (c) d) e", "see a e"),
            ("[x\n\ny](z)", "[x\n\ny](z)"),
            ("![x]\n![](a)", "![x]\n"),
        ] {
            assert_eq!(rendered(source), text, "{source}");
        }
    }

    #[test]
    fn lines_keep_their_places() {
        let source = "[a\nb](c\nd)\nzwei\ndrei";
        let rendered = render(source);
        assert_eq!(rendered.text, "a b\nzwei\ndrei");
        assert_eq!(rendered.origins.iter().map(|(_, number)| *number).collect::<Vec<_>>(), [1, 4, 5]);
        assert_eq!(rendered.origins.first().map(|(span, _)| span.of(source)), Some("[a\nb](c\nd)"));
    }
}
