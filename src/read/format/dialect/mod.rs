//! Known forms of JSON as rows of tables: where the records are, which keys hold what, what is no comment.
//!
//! In comes a source, out come its threads. A [`Dialect`] is data, with small functions where a form needs one; the walk is
//! the same for all. The rows are in [`chats`], [`trackers`], [`comments`] and [`social`], by kind of service. Records in the
//! envelope of a collector (Perceval) are read as if they had none.

mod chat_rules;
pub(super) mod chats;
pub(super) mod comments;
mod markup;
pub(super) mod social;
mod social_rules;
mod tracker_rules;
pub(super) mod trackers;
mod walk;

use std::cell::OnceCell;

use super::any_json::documents::{Documents, assigned};
use super::any_json::{oldest_first, path_values};
use super::common::{cut_off, left_out};
use super::csv::Column;
use super::reader::Reading;
use crate::diagnostic::Diagnostic;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::sort::Order as _;
use crate::thread::{Comment, Kind, Thread};
pub(super) use markup::Markup;
use walk::Walk;

/// How many records detection looks at.
const DETECTED: usize = 20;

/// Paths of keys joined by dots, the best first. `*` is any member of an object; a list in a path means its first item, and
/// at the end of a path to records all its items.
pub(super) type Paths = &'static [&'static str];

/// Which keys hold what.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) id: Paths,
    pub(super) parent: Paths,
    pub(super) author: Paths,
    /// Times in UTC, whether they say so or not.
    pub(super) utc: Paths,
    /// Times that are in UTC only if they say so.
    pub(super) time: Paths,
    pub(super) text: Paths,
    pub(super) thread: Paths,
    pub(super) title: Paths,
    pub(super) votes: Paths,
    /// Whether its author changed it: `true`, a time, or an object.
    pub(super) edited: Paths,
    /// Whether its text is gone.
    pub(super) deleted: Paths,
}

impl Keys {
    /// No keys.
    pub(super) const NONE: Keys = Keys {
        id: &[],
        parent: &[],
        author: &[],
        utc: &[],
        time: &[],
        text: &[],
        thread: &[],
        title: &[],
        votes: &[],
        edited: &[],
        deleted: &[],
    };
}

/// An object around records that is what they answer, or that names their thread.
#[derive(Debug)]
pub(super) struct Around {
    /// Whether an object is one.
    pub(super) is: fn(Value<'_>) -> bool,
    pub(super) keys: Keys,
    /// Whether it is an article or post with a text. Otherwise it only has the id and title of the thread.
    pub(super) is_post: bool,
}

/// One form of JSON.
pub(super) struct Dialect {
    /// The name of its reader.
    pub(super) name: &'static str,
    /// One line for the help and for tables.
    pub(super) about: &'static str,
    /// What a source in this form is called in messages, with an article.
    pub(super) what: &'static str,
    /// Whether an object is a record. Records that are no comments, such as system messages, count.
    pub(super) is_record: fn(Value<'_>) -> bool,
    /// Whether records are only inside other objects: a list of them alone may be in another form.
    pub(super) is_inside: bool,
    /// Paths from a document to the objects around records; the document itself is one too.
    pub(super) units: Paths,
    /// Paths from such an object to its records; the object may be a record itself.
    pub(super) lists: Paths,
    /// What the objects around records say.
    pub(super) around: Option<Around>,
    pub(super) keys: Keys,
    /// Paths to records that count only if a record answers them, such as the tweets that an answer includes.
    pub(super) context: Paths,
    /// The name of the thread of a record, where no single key has it.
    pub(super) thread_of: fn(Value<'_>) -> Option<String>,
    /// Whether the records of an object are a discussion: all answer the first.
    pub(super) is_discussion: fn(Value<'_>) -> bool,
    /// Paths from a record to its replies.
    pub(super) replies: Paths,
    pub(super) markup: Markup,
    /// What a record is, in the plural, if it is no comment.
    pub(super) left_out: fn(Value<'_>) -> Option<&'static str>,
    /// What else a record says about its comment.
    pub(super) finish: fn(&mut Comment, Value<'_>),
    /// Paths from a document to lists of people: the list, the key of the id, the key of the name.
    pub(super) people: &'static [(&'static str, &'static str, &'static str)],
    /// Whether it is a chat: sorted by time, and replies name only the first message of their thread.
    pub(super) is_chat: bool,
    /// Whether texts are UTF-8 that was escaped byte by byte.
    pub(super) is_mangled: bool,
    /// Finishes a thread after its last record.
    pub(super) settle: fn(&mut Thread),
    /// Why a source in this form cannot be read, and what to do instead.
    pub(super) refusal: Option<(&'static str, &'static str)>,
}

impl Dialect {
    /// The defaults for a row.
    pub(super) const PLAIN: Dialect = Dialect {
        name: "",
        about: "",
        what: "",
        is_record: |_| false,
        is_inside: false,
        units: &[],
        lists: &[],
        around: None,
        keys: Keys::NONE,
        context: &[],
        thread_of: |_| None,
        is_discussion: |_| false,
        replies: &[],
        markup: Markup::Plain,
        left_out: |_| None,
        finish: |_, _| {},
        people: &[],
        is_chat: false,
        is_mangled: false,
        settle: |_| {},
        refusal: None,
    };
}

/// The row of a dialect in the table of readers.
macro_rules! reader {
    ($dialect:path) => {
        Reader {
            name: $dialect.name,
            about: $dialect.about,
            detect: |source| dialect::detect(source, &$dialect),
            read: |source, options| dialect::read(source, options, &$dialect),
            ..Reader::PLAIN
        }
    };
}
pub(super) use reader;

/// The document of a script; `None` if the source is not one.
fn first_assigned<'s>(source: &'s Source<'_>, cell: &'s OnceCell<Option<Json<'s>>>) -> Option<&'s Json<'s>> {
    cell.get_or_init(|| assigned(source.text).map(|start| Json::parse_next(source.text, start))).as_ref()
}

/// Whether one of the first records of a source is in this form.
pub(super) fn detect(source: &Source<'_>, dialect: &'static Dialect) -> bool {
    let assigned = OnceCell::new();
    let json = source.json().or_else(|| first_assigned(source, &assigned));
    let Some(root) = json.and_then(Json::root) else { return false };
    let mut examined = 0;
    for unit in walk::units(root, dialect).take(DETECTED) {
        if !dialect.is_inside && (dialect.is_record)(unit) {
            return true;
        }
        for record in dialect.lists.iter().flat_map(|path| path_values(unit, path)).take(DETECTED) {
            examined += 1;
            if (dialect.is_record)(record) {
                return true;
            }
        }
        if examined > DETECTED {
            break;
        }
    }
    false
}

/// Reads a source in this form.
///
/// # Errors
/// When the form has no comments, or the source breaks off before its first comment.
pub(super) fn read(source: &Source<'_>, options: &Options, dialect: &'static Dialect) -> Result<Reading, ReadError> {
    if let Some((why, help)) = dialect.refusal {
        return Err(ReadError::Unusable { what: dialect.what, why: why.to_owned(), help });
    }
    let named: Vec<(Column, String)> =
        options.fields.iter().map(|field| (field.column, field.header.clone())).collect();
    let documents = Documents::of(source);
    let mut walk = Walk::new(dialect, named);
    for root in documents.roots() {
        walk.see_people(root);
    }
    for root in documents.roots() {
        walk.add(root);
    }
    let Walk { threads, reasons, .. } = walk;
    let mut diagnostics = documents.diagnostics.clone();
    for (reason, count) in &reasons {
        diagnostics.extend(left_out(*count, reason, "they are no comments"));
    }
    let mut silent = 0;
    let mut threads: Vec<Thread> = threads.into_values().collect();
    for thread in &mut threads {
        silent += drop_silent(thread);
        settle(thread, dialect);
    }
    diagnostics.extend(left_out(silent, "messages", "they have no text, only pictures, files and the like"));
    threads.retain(|thread| !thread.comments.is_empty());
    if threads.is_empty() {
        if documents.broken.is_some() {
            let why = "it breaks off before its first comment".to_owned();
            return Err(ReadError::Unusable { what: dialect.what, why, help: "save or download it again" });
        }
        diagnostics.push(nothing(dialect));
    }
    diagnostics.extend(cut_off(documents.broken, source.text));
    Ok(Reading { threads, diagnostics })
}

fn nothing(dialect: &Dialect) -> Diagnostic {
    Diagnostic::note("no-text", format!("{} was read, but no comment with a text is in it", dialect.what))
}

/// Drops comments without a text that nothing answers, and returns how many.
fn drop_silent(thread: &mut Thread) -> usize {
    let answered: std::collections::HashSet<String> =
        thread.comments.iter().filter_map(|comment| comment.parent.clone()).collect();
    let before = thread.comments.len();
    thread
        .comments
        .retain(|comment| comment.kind != Kind::Comment || !comment.text.is_empty() || answered.contains(&comment.id));
    before - thread.comments.len()
}

fn settle(thread: &mut Thread, dialect: &Dialect) {
    if dialect.is_chat {
        by_time(&mut thread.comments);
    } else if dialect.replies.is_empty() {
        oldest_first(&mut thread.comments);
    }
    (dialect.settle)(thread);
    thread.comments.order_by_key(|comment| !comment.kind.is_opening());
    // Without an opening, a message that replies to no other may still answer one.
    if thread.opening().is_some() {
        super::common::answer_opening(thread);
    }
}

/// Sorts by time, if all times can be compared.
fn by_time(comments: &mut [Comment]) {
    oldest_first(comments);
    let zone = |comment: &Comment| {
        comment.time.as_deref().map(|time| {
            time.get(19..).unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned()
        })
    };
    let first = comments.first().and_then(zone);
    if first.is_some() && comments.iter().all(|comment| zone(comment) == first) {
        comments.order_by(|a, b| a.time.cmp(&b.time));
    }
}
