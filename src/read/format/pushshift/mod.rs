//! Dumps of Reddit with one comment or post per line, by Pushshift and Arctic Shift, and their API results, which are
//! lists.
//!
//! Comments and posts of many threads may be mixed; a thread is everything with one `link_id`. Types vary between years
//! (`created_utc` is a number, a number with a fraction or a string, `edited` a time or a Boolean, `parent_id` for a
//! while a number or null), and strings may contain unpaired surrogates. A line that the strict parser refuses is
//! therefore read by the lenient one. Whether texts are escaped is decided for each line (see [`super::markdown`]),
//! because dumps mix sources.

mod row;

use self::row::Row;
use super::common::cut_off;
use crate::read::json::{Json, Value};
use crate::read::stream::line_format::{Found, Line, LineFormat};
use crate::read::stream::lines::{self, Gathering};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::Thread;

/// The dump, line by line.
pub(in crate::read) const LINES: LineFormat = LineFormat {
    name: "pushshift",
    comment,
    follows: false,
    finish,
    unusable: |lines, first| ReadError::Unusable {
        what: "a dump of Reddit",
        why: format!("not one of {lines} lines can be read as a comment or post ({first})"),
        help: "each line must be one JSON object with an \"id\" and a \"body\" or a \"title\"",
    },
    help: "the other lines are used; each must be one JSON object with an \"id\" and a \"body\" or a \"title\"",
};

/// Whether most of the first lines, or the first item of a list, are comments or posts of Reddit without the wrapping
/// of its API.
pub fn detect(source: &Source<'_>) -> bool {
    if !source.text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    if source.has_mostly(is_row) {
        return true;
    }
    record_list(source).is_some_and(|list| list.items().next().is_some_and(is_row))
        || source.json().and_then(Json::root).is_some_and(is_row)
}

/// The list of records, if the input is one document.
fn record_list<'s>(source: &'s Source<'_>) -> Option<Value<'s>> {
    let root = source.json()?.root()?;
    if root.is_array() { Some(root) } else { root.get("data").filter(|data| data.is_array()) }
}

/// Whether a value is a comment or post of Reddit.
fn is_row(value: Value<'_>) -> bool {
    let is_comment = value.has_text("body")
        && (value.text("link_id").starts_with("t3_") || value.text("parent_id").starts_with("t3_"));
    let is_post = value.has_text("title")
        && (value.has_number("created_utc") || value.has_text("created_utc"))
        && (value.has_text("selftext")
            || value.get("is_self").is_some_and(Value::is_bool)
            || value.text("permalink").starts_with("/r/"));
    (value.has_text("id") || value.has_number("id")) && (is_comment || is_post)
}

/// Reads a dump.
///
/// # Errors
/// When there are lines, and none of them can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let is_list = source.text.trim_start().starts_with('[');
    let is_wrapped = || record_list(source).is_some_and(|list| list.items().next().is_some_and(is_row));
    if !is_list && !is_wrapped() {
        return lines::read(source, options, &LINES);
    }
    let (Some(json), Some(list)) = (source.json(), record_list(source)) else { return Ok(Reading::default()) };
    let mut gathering = Gathering::default();
    for (index, item) in list.items().enumerate() {
        if let Ok(found) = Row::from(item).into_found(item.span(), None, index + 1) {
            gathering.take(found);
        }
    }
    let diagnostics = cut_off(json.broken, source.text).into_iter().collect();
    Ok(Reading { threads: gathering.threads(&LINES), diagnostics })
}

fn finish(thread: &mut Thread) {
    thread.key = (!thread.id.is_empty()).then(|| format!("reddit/{}", thread.id));
}

/// Reads one line, with the lenient parser if the strict one refuses it.
fn comment(line: &Line<'_>) -> Result<Option<Found>, String> {
    let found = match serde_json::from_str::<Row<'_>>(line.text) {
        Ok(row) => row.into_found(line.span, Some(line.number), line.number),
        Err(error) => {
            let json = Json::parse(line.text.trim());
            match json.root().filter(|root| root.is_object() && json.broken.is_none()) {
                Some(root) => Row::from(root).into_found(line.span, Some(line.number), line.number),
                None => Err(error.to_string().replace(" at line 1 column ", " at column ")),
            }
        }
    };
    found.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::{Comment, Kind, Mark, Origin};

    fn reading(text: &str) -> Reading {
        let source = Source::new(text);
        assert!(detect(&source), "{text}");
        read(&source, &Options::default()).unwrap()
    }

    #[test]
    fn types_of_every_year_are_read_alike() {
        let lines = [
            r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","author":"a","body":"x","created_utc":1420070400,"edited":false,"score":2}"#,
            r#"{"id":"c1","link_id":"t3_p","parent_id":null,"author":"a","body":"x","created_utc":"1420070400","edited":0,"score":"2"}"#,
            r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","author":"a","body":"x","created_utc":1420070400.0,"score":2.0}"#,
        ];
        let read: Vec<Comment> = lines.iter().map(|line| reading(line).threads.remove(0).comments.remove(0)).collect();
        let wanted = Comment {
            id: "c1".into(),
            parent: Some("p".into()),
            author: Some("a".into()),
            text: "x".into(),
            time: Some("2015-01-01T00:00:00Z".into()),
            votes: Some(2),
            ..Comment::default()
        };
        for comment in read {
            assert_eq!(Comment { origin: Origin::default(), ..comment }, wanted);
        }
    }

    #[test]
    fn an_unpaired_surrogate_costs_only_itself() {
        let text = r#"{"id":"a","link_id":"t3_p","parent_id":"t3_p","body":"x \ud83d y","created_utc":1,"_meta":7}"#;
        let reading = reading(text);
        assert_eq!(reading.threads[0].comments[0].text, "x \u{FFFD} y");
        assert_eq!(reading.threads[0].comments[0].origin.lines, Some(1..2));
        assert!(reading.diagnostics.is_empty());
    }

    #[test]
    fn a_post_comes_first_even_if_its_line_does_not() {
        let text = concat!(
            r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","body":"x","created_utc":1}"#,
            "\n",
            r#"{"id":"p","title":"A &amp; B","selftext":"[removed]","is_self":true,"created_utc":1,"num_comments":1}"#,
        );
        let thread = &reading(text).threads[0];
        assert_eq!((thread.title.as_deref(), thread.announced), (Some("A & B"), Some(1)));
        assert_eq!(thread.key.as_deref(), Some("reddit/p"));
        let first = &thread.comments[0];
        assert_eq!((first.kind, &*first.text, &*first.marks), (Kind::Post, "A & B", &[Mark::Removed][..]));
    }

    #[test]
    fn lists_are_read_as_lines_are() {
        let row = r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","body":"&gt; x","created_utc":1}"#;
        for text in
            [format!("[{row}]"), format!("{{\"data\":[{row}],\"error\":null}}"), format!("{{\"data\": [\n{row}")]
        {
            let reading = reading(&text);
            assert_eq!(reading.threads[0].comments[0].text, "> x", "{text}");
            assert_eq!(reading.threads[0].comments[0].quotes.len(), 1, "{text}");
        }
    }
}
