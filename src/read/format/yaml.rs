//! Files of comments of static blogs (Jekyll, Hugo, Staticman): YAML with one mapping for each comment, or one file with
//! one comment.
//!
//! This is not a parser of YAML. It reads what such files hold: a list of mappings, or a mapping between rules with the
//! words below; values that are plain, quoted or blocks; one level of mappings inside. Anything else is not detected.

use std::collections::BTreeMap;

use super::common::{left_out, set_words};
use super::{body, reader::Reading};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::span::Span;
use crate::thread::{Comment, Origin, Thread};

const TEXT: [&str; 6] = ["message", "body", "content", "comment", "text", "msg"];
const AUTHOR: [&str; 7] = ["name", "author", "author.name", "user", "username", "nickname", "author.display_name"];
const TIME: [&str; 6] = ["date", "time", "created_at", "timestamp", "datetime", "created"];
const ID: [&str; 3] = ["id", "_id", "comment_id"];
const PARENT: [&str; 8] =
    ["replying_to", "reply_to", "parent", "parent_id", "in_reply_to", "replyto", "reply_id", "replying_to_id"];

/// Keys of a mapping with its bytes.
#[derive(Debug, Default)]
struct Record {
    values: BTreeMap<String, String>,
    span: Option<Span>,
}

impl Record {
    fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.values.get(*key)).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    fn is_comment(&self) -> bool {
        self.get(&TEXT).is_some() && (self.get(&AUTHOR).is_some() || self.get(&TIME).is_some())
    }
}

/// Whether it is a list of mappings with words and an author or a time, or one mapping with all three.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let Some(records) = records(source.head()) else { return false };
    let comments = records.iter().filter(|record| record.is_comment()).count();
    let is_one = |record: &Record| record.is_comment() && record.get(&AUTHOR).is_some() && record.get(&TIME).is_some();
    match records.as_slice() {
        [one] => is_one(one),
        // The last record may be cut off.
        all => comments > 0 && comments + 1 >= all.len(),
    }
}

/// Reads a file of comments as one thread.
///
/// # Errors
/// When it has no comment.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let records = records(source.text).unwrap_or_default();
    let (comments, others): (Vec<Record>, Vec<Record>) = records.into_iter().partition(Record::is_comment);
    if comments.is_empty() {
        let why = "no mapping in it has the words and the author or time of a comment".to_owned();
        let help = "name the words message, the author name, the time date";
        return Err(ReadError::Unusable { what: "a file in YAML", why, help });
    }
    // Staticman keeps the comments of one post in several files, which name it.
    let key = comments.first().and_then(|record| record.get(&["_parent"])).map(str::to_owned);
    let mut thread = Thread { key, ..Thread::default() };
    let ids: Vec<String> = comments
        .iter()
        .enumerate()
        .map(|(index, record)| record.get(&ID).map_or_else(|| format!("c{}", index + 1), str::to_owned))
        .collect();
    for (record, id) in comments.iter().zip(&ids) {
        let parent = record.get(&PARENT).filter(|parent| !matches!(*parent, "0" | "null" | "~" | "false"));
        // A number that is no id is the place of a comment.
        let place =
            parent.and_then(|parent| parent.parse::<usize>().ok()).and_then(|place| ids.get(place.checked_sub(1)?));
        let parent = parent.map(|parent| {
            if ids.iter().take(WINDOW).any(|id| id == parent) { parent } else { place.map_or(parent, String::as_str) }
        });
        let time = record.get(&TIME);
        let mut comment = Comment {
            id: id.clone(),
            parent: parent.map(str::to_owned),
            author: record.get(&AUTHOR).map(str::to_owned),
            time: time
                .and_then(|time| when::iso(time, false).or_else(|| when::epoch(time)))
                .or(time.map(str::to_owned)),
            origin: Origin { span: record.span, lines: None },
            ..Comment::default()
        };
        let text = record.get(&TEXT).unwrap_or("");
        let has_tags = ["</", "<br", "<p>"].iter().any(|tag| text.contains(tag));
        set_words(&mut comment, if has_tags { body::html(text) } else { body::markdown(text) });
        thread.comments.push(comment);
    }
    let left = left_out(others.len(), "records", "they have no words, author or time of a comment");
    Ok(Reading { threads: vec![thread], diagnostics: left.into_iter().collect() })
}

/// How many ids are compared with a parent; in files with more comments than that, a number is an id.
const WINDOW: usize = 2000;

/// The mappings of a text; `None` if a line is none of what is known.
fn records(text: &str) -> Option<Vec<Record>> {
    let mut reader = Lines::new(text);
    let mut records: Vec<Record> = Vec::new();
    let mut is_new = true;
    let mut base = 0;
    while let Some((start, line)) = reader.next() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if matches!(content, "---" | "...") {
            // Below the second rule of a file with one comment are its words.
            if let [record] = records.as_mut_slice()
                && record.get(&TEXT).is_none()
                && !is_new
            {
                let words = text.get(start + line.len()..).unwrap_or("").trim();
                record.values.insert("body".to_owned(), words.to_owned());
                record.span = record.span.map(|span| span.join(Span::new(start, text.trim_end().len())));
                return Some(records);
            }
            is_new = true;
            continue;
        }
        let item = content.strip_prefix("- ").or(if content == "-" { Some("") } else { None });
        if let Some(item) = item {
            base = indent + 2;
            is_new = false;
            records
                .push(Record { values: BTreeMap::new(), span: Some(Span::new(start, start + line.trim_end().len())) });
            if item.trim().is_empty() {
                continue;
            }
            let key_indent = indent + content.len() - item.len();
            base = base.max(key_indent);
            let record = records.last_mut()?;
            read_field(record, &mut reader, item.trim(), key_indent)?;
            continue;
        }
        // A key above a list, as `comments:`.
        if records.is_empty()
            && content.ends_with(':')
            && is_key(content.trim_end_matches(':'))
            && reader.peek().is_some_and(|next| next.trim_start().starts_with("- "))
        {
            continue;
        }
        if is_new {
            is_new = false;
            base = indent;
            records
                .push(Record { values: BTreeMap::new(), span: Some(Span::new(start, start + line.trim_end().len())) });
        }
        if indent < base.min(1) {
            return None;
        }
        let end = start + line.trim_end().len();
        let record = records.last_mut()?;
        record.span = record.span.map(|span| span.join(Span::new(start, end)));
        read_field(record, &mut reader, content, indent)?;
    }
    Some(records)
}

/// Reads a field; the last line of a source that is cut off need not be one.
fn read_field(record: &mut Record, reader: &mut Lines<'_>, content: &str, indent: usize) -> Option<()> {
    let read = field(record, reader, content, indent);
    if reader.peek().is_none() { Some(()) } else { read }
}

/// Reads a key and its value, with the lines that belong to it.
fn field(record: &mut Record, reader: &mut Lines<'_>, content: &str, indent: usize) -> Option<()> {
    let (key, value) = content.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    if !is_key(key) || !(value.is_empty() || value.starts_with(' ')) {
        return None;
    }
    let value = value.trim();
    let below = reader.below(indent);
    if let Some(last) = below.last() {
        record.span = record.span.map(|span| span.join(Span::new(last.0, last.0 + last.1.trim_end().len())));
    }
    let is_block = value.starts_with(['|', '>']) && value.len() <= 3;
    if value.is_empty() && !below.is_empty() {
        for (_, line) in &below {
            if let Some((inner, value)) = line.trim().split_once(": ").filter(|(inner, _)| is_key(inner)) {
                record.values.insert(format!("{key}.{inner}"), scalar(value.trim()));
            }
        }
        return Some(());
    }
    let text = if is_block {
        let step = below
            .iter()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(_, line)| line.len() - line.trim_start_matches(' ').len())
            .min()
            .unwrap_or(0);
        let lines = below.iter().map(|(_, line)| line.get(step..).unwrap_or("").trim_end());
        let text = lines.collect::<Vec<_>>().join("\n");
        // `>` joins lines; blank lines stay.
        if value.starts_with('>') {
            text.split("\n\n").map(|part| part.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
        } else {
            text
        }
    } else {
        let more = below.iter().map(|(_, line)| line.trim()).map(|line| if line.is_empty() { "\n" } else { line });
        scalar(&std::iter::once(value).chain(more).collect::<Vec<_>>().join(" "))
    };
    record.values.insert(key.to_owned(), text);
    Some(())
}

fn is_key(key: &str) -> bool {
    (1..=30).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}

/// A plain or quoted value.
fn scalar(value: &str) -> String {
    if let Some(inside) = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        return inside.replace("''", "'");
    }
    let Some(inside) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    // The escapes of double quotes are those of JSON in all these files.
    serde_json::from_str::<String>(&format!("\"{inside}\""))
        .unwrap_or_else(|_| inside.replace("\\\"", "\"").replace("\\n", "\n"))
}

/// The lines of a text with their offsets.
struct Lines<'t> {
    lines: std::iter::Peekable<std::str::Split<'t, char>>,
    start: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Lines { lines: text.split('\n').peekable(), start: 0 }
    }

    fn next(&mut self) -> Option<(usize, &'t str)> {
        let line = self.lines.next()?;
        let start = self.start;
        self.start += line.len() + 1;
        Some((start, line))
    }

    fn peek(&mut self) -> Option<&'t str> {
        self.lines.peek().copied()
    }

    /// The next lines that are blank or indented more than `indent`.
    fn below(&mut self, indent: usize) -> Vec<(usize, &'t str)> {
        let mut below = Vec::new();
        while let Some(line) = self.peek() {
            let own = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && own <= indent {
                break;
            }
            below.extend(self.next());
        }
        while below.last().is_some_and(|(_, line)| line.trim().is_empty()) {
            below.pop();
        }
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let source = Source::new(text);
        if !detect(&source) {
            return Vec::new();
        }
        let reading = read(&source, &Options::default()).unwrap();
        let row = |comment: &Comment| {
            let of = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
            format!(
                "{} {} {} > {}: {}",
                comment.id,
                of(&comment.author),
                of(&comment.time),
                of(&comment.parent),
                comment.text.replace('\n', "/")
            )
        };
        reading.threads[0].comments.iter().map(row).collect()
    }

    #[test]
    fn files_of_several_programs() {
        let list = "comments:\n- id: 7\n  author:\n    name: Anna\n    email: 9f\n  date: 2024-03-09 21:04:00\n  content: |\n    It should run.\n\n    Nurses: they take it.\n- id: 8\n  author: Bruno\n  reply_to: 7\n  date: 2024-03-10\n  content: \"No: it's \\\"empty\\\"\"\n";
        assert_eq!(
            rows(list),
            [
                "7 Anna 2024-03-09T21:04:00 > -: It should run.//Nurses: they take it.",
                "8 Bruno 2024-03-10 > 7: No: it's \"empty\""
            ]
        );
        let one = "_id: ab12\n_parent: night-ferry\nreplying_to: ''\nmessage: \"It should.\\r\\n\\r\\nYes.\"\nname: Anna\nemail: 9f\nhidden: ''\ndate: '2024-03-09T21:04:00.000Z'\n";
        assert_eq!(rows(one), ["ab12 Anna 2024-03-09T21:04:00.000Z > -: It should.//Yes."]);
        let matter =
            "---\nname: Anna\ndate: 2024-03-09 21:04:00 +0100\nemail: x\n---\nIt should.\n\n- yes: it should\n";
        assert_eq!(rows(matter), ["c1 Anna 2024-03-09T21:04:00+01:00 > -: It should.//- yes: it should"]);
        for text in [
            "",
            "name: x\n",
            "title: x\ndate: y\n",
            "- a\n- b\n",
            "Name: a\nDate: b\nMessage: c\n",
            "interactions:\n- request:\n    body: null\n",
            "- yes: no\n- no: yes\n",
        ] {
            assert_eq!(rows(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_survived(text in "(- |  |\n|name: |message: |date: |\\||\"|'|---\n|[a-zé:]{0,4}){0,40}") {
            let source = Source::new(&text);
            let _ = (detect(&source), read(&source, &Options::default()));
        }
    }
}
