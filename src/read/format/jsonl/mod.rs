//! Native JSON Lines: one comment a line, as [`crate::schema::native`] describes it.
//!
//! In: one line. Out: the comment it holds; [`crate::read::stream::lines`] does the rest. A line that cannot be read becomes
//! a diagnostic with its number and column, and the other lines are still read. Gold files are read too; only `eval` uses
//! what they add.

mod extra;
mod foreign;
mod found;
mod quotes;

pub(in crate::read) use found::found;
pub use quotes::mail_quotes;

use crate::read::stream::line_format::{Found, Line, LineFormat};
use crate::read::stream::lines::{self, lines};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::schema::native::NativeRecord;
use extra::extra;
use foreign::Foreign;

/// How many lines are examined to detect native JSON Lines. Chosen by hand.
const DETECTED_LINES: usize = 50;

/// Native JSON Lines, line by line.
pub(in crate::read) const LINES: LineFormat = LineFormat {
    name: "jsonl",
    comment,
    follows: false,
    finish: |_| {},
    unusable: |lines, first| ReadError::NoUsableLine { lines, first },
    help: "the other lines are used; each must be one JSON object with a \"text\"",
};

/// Whether the source is native JSON Lines: most lines are objects, one of the first has a `text`, and no key with another
/// name says what a native one would say, such as `username` where there is no `author`.
pub fn detect(source: &Source<'_>) -> bool {
    let mut foreign = Foreign::default();
    let mut objects = 0_usize;
    let mut others = 0_usize;
    let mut is_native = false;
    for line in lines(source.text).take(DETECTED_LINES) {
        let trimmed = line.text.trim();
        if trimmed.starts_with('{') && trimmed.ends_with('}') {
            objects += 1;
            foreign.see(trimmed);
            is_native = is_native
                || serde_json::from_str::<NativeRecord<'_>>(trimmed).is_ok_and(|record| is_comment_or_gold(&record));
        } else {
            others += 1;
        }
    }
    is_native && objects >= others && !foreign.is_foreign()
}

fn is_comment_or_gold(record: &NativeRecord<'_>) -> bool {
    record.text.is_some() || record.annotated.is_some() || (record.id.is_some() && record.kind.is_some())
}

/// Reads native JSON Lines.
///
/// # Errors
/// When there are lines, but none can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    lines::read(source, options, &LINES)
}

/// The comment of one line; nothing for a line that only serves `eval`.
fn comment(line: &Line<'_>) -> Result<Option<Found>, String> {
    let record: NativeRecord<'_> = serde_json::from_str(line.text).map_err(|error| without_line(&error))?;
    let mut found = found(record, line)?;
    if line.keep_fields
        && let Some(found) = &mut found
    {
        found.comment.extra = extra(line.text);
    }
    Ok(found)
}

/// The message of `serde_json` with its column but not its line, which is always 1 here.
fn without_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", " at column ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Reading {
        read(&Source::new(text), &Options::default()).unwrap()
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let read = reading("{\"text\":\"a\"}\n{\"text\":\nnonsense\n{\"text\":\"b\"}");
        assert_eq!(read.threads[0].comments.len(), 2);
        let messages: Vec<_> = read.diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert!(messages[0].starts_with("line 2 cannot be read"), "{messages:?}");
        assert_eq!(messages.len(), 2);
    }

    #[test]
    fn not_one_usable_line_is_an_error() {
        assert!(matches!(
            read(&Source::new("{\"x\":1}\n[1]"), &Options::default()),
            Err(ReadError::NoUsableLine { lines: 2, .. })
        ));
    }

    #[test]
    fn threads_and_comments_come_in_order() {
        let text = "{\"thread\":\"t2\",\"ordinal\":2,\"text\":\"c\"}\n{\"thread\":\"t1\",\"ordinal\":1,\"text\":\"a\"}\n{\"thread\":\"t2\",\"ordinal\":1,\"text\":\"b\"}";
        let read = reading(text);
        assert_eq!(read.threads.iter().map(|thread| thread.id.as_str()).collect::<Vec<_>>(), ["t1", "t2"]);
        assert_eq!(read.threads[1].comments[0].text, "b");
        let read = reading(&text.replace("\"ordinal\":1,", ""));
        assert_eq!(read.threads.iter().map(|thread| thread.id.as_str()).collect::<Vec<_>>(), ["t2", "t1"]);
    }

    #[test]
    fn depth_is_capped_not_overflowed() {
        let deep =
            format!("{{\"text\":\"a\",\"x\":{}1{}}}\n{{\"text\":\"b\"}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(!reading(&deep).threads.is_empty());
    }
}
