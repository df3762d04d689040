//! The text of a record, in the markup of its service → plain text with its quotations.

use std::collections::HashMap;

use super::walk::value_at;
use crate::read::format::any_json::text::{self, rich};
use crate::read::format::{body, markdown};
use crate::read::json::Value;
use crate::read::markup::Words;
use crate::span::Span;
use crate::thread::Quote;

/// How the texts of a service are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::format) enum Markup {
    /// Plain text; lines that begin with `>` are quotations.
    Plain,
    /// HTML.
    Html,
    /// HTML if it has tags, otherwise plain text.
    Either,
    /// Markdown.
    Markdown,
    /// The markup of Slack: `<@U1>`, `<http://x|label>`, `&gt;`.
    Slack,
    /// Plain text with `&amp;`, `&lt;` and `&gt;`, as Twitter gives it.
    Escaped,
    /// The wiki markup of Jira, or its documents in JSON.
    Jira,
}

impl Markup {
    /// The words of the first path that holds something. `people` are names by id, for mentions.
    pub(super) fn words<'p>(
        self,
        record: Value<'_>,
        paths: impl Iterator<Item = &'p str>,
        people: &HashMap<String, String>,
    ) -> Words {
        for path in paths {
            let Some(value) = value_at(record, path) else { continue };
            let words = if self == Markup::Jira && value.is_object() {
                document(value)
            } else {
                let source = if value.is_array() { rich(value) } else { value.str().unwrap_or_default().into_owned() };
                self.words_of(&source, people)
            };
            if !words.text.is_empty() {
                return words;
            }
        }
        Words::default()
    }

    fn words_of(self, source: &str, people: &HashMap<String, String>) -> Words {
        match self {
            Markup::Plain => body::plain(source),
            Markup::Html => body_of_html(source),
            Markup::Either => text::words(source, text::has_tags(source)),
            Markup::Markdown => body::markdown(source),
            Markup::Slack => body::plain(&slack(source, people)),
            Markup::Escaped => body::plain(&markdown::unescape(source)),
            Markup::Jira => wiki(source),
        }
    }
}

/// HTML, whose lines that begin with `>` are quotations if no element is one.
fn body_of_html(source: &str) -> Words {
    text::words(source, true)
}

/// The text of a message of Slack without its markup: mentions become names, links their labels.
fn slack(source: &str, people: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(source.len());
    let mut remaining = source;
    while let Some((before, after)) = remaining.split_once('<') {
        out.push_str(before);
        let Some((inner, behind)) =
            after.split_once('>').filter(|(inner, _)| !inner.contains('<') && !inner.contains('\n'))
        else {
            out.push('<');
            remaining = after;
            continue;
        };
        let (target, label) = inner.split_once('|').unwrap_or((inner, ""));
        match target.split_at_checked(1) {
            Some(("@", id)) => {
                let name = people.get(id).map(String::as_str).filter(|name| !name.is_empty());
                out.push('@');
                out.push_str(name.unwrap_or(if label.is_empty() { id } else { label.trim_start_matches('@') }));
            }
            Some(("#", id)) => {
                out.push('#');
                out.push_str(if label.is_empty() { id } else { label });
            }
            Some(("!", word)) => {
                if label.is_empty() {
                    out.push('@');
                }
                out.push_str(if label.is_empty() { word.split('^').next().unwrap_or(word) } else { label });
            }
            _ => out.push_str(if label.is_empty() { target } else { label }),
        }
        remaining = behind;
    }
    out.push_str(remaining);
    markdown::unescape(&out).into_owned()
}

/// The text of Jira's wiki markup: mentions become names, `{quote}` and `bq.` quotations, links their labels.
fn wiki(source: &str) -> Words {
    let source = body::normalized(source);
    let mut text = String::with_capacity(source.len());
    let mut quotes: Vec<Quote> = Vec::new();
    let mut open: Option<usize> = None;
    for line in source.trim().lines() {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        let is_quoted_line = line.trim_start().starts_with("bq. ");
        let line = if is_quoted_line { line.trim_start().trim_start_matches("bq. ") } else { line };
        for (index, part) in line.split("{quote}").enumerate() {
            if index > 0 {
                match open.take() {
                    Some(start) => quotes.push(Quote { span: Span::new(start, text.len()), to: None }),
                    None => open = Some(text.len()),
                }
            }
            text.push_str(&unlinked(part));
        }
        if is_quoted_line {
            quotes.push(Quote { span: Span::new(start, text.len()), to: None });
        }
    }
    quotes.retain(|quote| quote.span.start < quote.span.end);
    if quotes.is_empty() && text.contains('>') { body::plain(&text) } else { trimmed(&text, quotes) }
}

/// A text without white space at its ends, and its quotations at their new places.
fn trimmed(text: &str, quotes: Vec<Quote>) -> Words {
    let cut = text.len() - text.trim_start().len();
    let text = text.trim().to_owned();
    let shift = |place: usize| place.saturating_sub(cut).min(text.len());
    let quotes = quotes
        .into_iter()
        .map(|quote| Quote { span: Span::new(shift(quote.span.start), shift(quote.span.end)), to: quote.to });
    Words { quotes: quotes.filter(|quote| quote.span.start < quote.span.end).collect(), text }
}

/// A part of wiki markup: `[label|address]` becomes its label, `[~name]` becomes `@name`.
fn unlinked(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut remaining = part;
    while let Some((before, after)) = remaining.split_once('[') {
        out.push_str(before);
        let Some((inner, behind)) = after.split_once(']') else {
            out.push('[');
            remaining = after;
            continue;
        };
        let is_link = inner.contains("://") || inner.starts_with("mailto:");
        match (inner.strip_prefix('~'), inner.split_once('|')) {
            (Some(name), _) => {
                out.push('@');
                out.push_str(name.trim_start_matches("accountid:"));
            }
            (None, Some((label, _))) if is_link => out.push_str(label),
            (None, None) if is_link => out.push_str(inner),
            _ => {
                out.push('[');
                out.push_str(inner);
                out.push(']');
            }
        }
        remaining = behind;
    }
    out.push_str(remaining);
    out
}

/// Kinds of nodes in a document of Jira (ADF) that begin on a new line.
const BLOCKS: [&str; 10] = [
    "paragraph",
    "heading",
    "listItem",
    "codeBlock",
    "blockquote",
    "bulletList",
    "orderedList",
    "tableRow",
    "panel",
    "rule",
];

/// A step of the walk through a document.
enum Step<'a> {
    Enter(Value<'a>),
    EndQuote(usize),
}

/// The words of a document of Jira in JSON (ADF).
fn document(value: Value<'_>) -> Words {
    let mut text = String::new();
    let mut quotes = Vec::new();
    let mut pending = vec![Step::Enter(value)];
    while let Some(step) = pending.pop() {
        let node = match step {
            Step::EndQuote(start) => {
                quotes.push(Quote { span: Span::new(start, text.len()), to: None });
                continue;
            }
            Step::Enter(node) => node,
        };
        let kind = node.text("type");
        if BLOCKS.contains(&&*kind) && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        match &*kind {
            "text" => text.push_str(&node.text("text")),
            "hardBreak" => text.push('\n'),
            "mention" | "emoji" | "status" | "date" => {
                text.push_str(&node.get("attrs").map(|attrs| attrs.text("text")).unwrap_or_default());
            }
            "inlineCard" | "blockCard" => {
                text.push_str(&node.get("attrs").map(|attrs| attrs.text("url")).unwrap_or_default());
            }
            "blockquote" => pending.push(Step::EndQuote(text.len())),
            _ => {}
        }
        let inner: Vec<Value<'_>> = node.list("content").collect();
        pending.extend(inner.into_iter().rev().map(Step::Enter));
    }
    trimmed(&text, quotes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::json::Json;

    #[test]
    fn mentions_and_links_of_slack_are_words() {
        let people = HashMap::from([("U1".to_owned(), "Ann".to_owned())]);
        for (source, expected) in [
            ("<@U1> see <http://x.org|this> &amp; <#C1|bus>", "@Ann see this & #bus"),
            ("<@U9|bob> <!here> <http://x.org>", "@bob @here http://x.org"),
            ("a < b &lt; c", "a < b < c"),
            ("<@U8>: no", "@U8: no"),
            ("<!subteam^S1|@team>", "@team"),
        ] {
            assert_eq!(slack(source, &people), expected, "{source}");
        }
    }

    #[test]
    fn quotations_of_jira_are_marked() {
        for source in ["{quote}one\ntwo{quote}\nno, [~ann], see [this|http://x.org]", "bq. one\nno, @ann, see this"] {
            let words = wiki(source);
            assert!(words.text.ends_with("no, @ann, see this"), "{words:?}");
            assert_eq!(words.quotes.len(), 1);
            assert!(words.quotes[0].span.of(&words.text).starts_with("one"), "{words:?}");
        }
        let json = r#"{"type":"doc","content":[{"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"one"}]}]},
            {"type":"paragraph","content":[{"type":"mention","attrs":{"text":"@ann"}},{"type":"text","text":" no"},{"type":"hardBreak"},{"type":"text","text":"never"}]}]}"#;
        let json = Json::parse(json);
        let words = document(json.root().unwrap());
        assert_eq!(words.text, "one\n@ann no\nnever");
        assert_eq!(words.quotes[0].span.of(&words.text).trim(), "one");
    }
}
