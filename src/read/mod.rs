//! Stage `read`: bytes → [`Thread`]s.
//!
//! Decides which format the bytes are in (by structure and types, never by a file's name), decodes them, and finds ids,
//! parents, authors, times, plain text and quotes: a flat list first, then one pass that settles ids and parents. It
//! never guesses positions.

mod collection;
mod decode;
mod foreign;
pub mod format;
mod inflate;
pub mod json;
mod jsonl;
mod lines;
mod loose;
pub mod markup;
mod mojibake;
pub mod plain;
mod resolve;
pub mod segment;
mod source;
pub mod table;
mod threads;
pub mod when;

use std::borrow::Cow;

pub use collection::join;
pub use decode::{Decoded, decode};
pub use format::csv::{Column, Named};
pub use format::{READERS, Reader, Reading};
pub use inflate::{unpack, unpacking};
pub use resolve::resolve;
pub use source::Source;
pub use threads::{Survey, Threads, Way, survey};

use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::thread::{Comment, Thread};

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is in a format that has no reader.
    #[error("this is {what}, which palabre does not read; {help}, or force it with --from text")]
    Foreign {
        /// The format, with an article.
        what: &'static str,
        /// The way out.
        help: &'static str,
    },
    /// `--from` names no reader.
    #[error("no input format is called {name:?}; there are {known}")]
    NoSuchFormat {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// JSON Lines of which not one can be used.
    #[error("not one of {lines} lines can be read as a comment ({first}); each must be a JSON object with a \"text\"")]
    NoUsableLine {
        /// How many there are.
        lines: usize,
        /// What is wrong with the first.
        first: String,
    },
    /// It is in a format that is read, but nothing can be made of this one.
    #[error("this is {what}, but {why}; {help}")]
    Unusable {
        /// The format, with an article.
        what: &'static str,
        /// What is wrong with it.
        why: String,
        /// The way out.
        help: &'static str,
    },
    /// It is packed, and cannot be unpacked.
    #[error("it is packed (gzip or Zstandard) and cannot be unpacked: {why}; unpack it yourself to see what is in it")]
    Packed {
        /// What is wrong.
        why: String,
    },
    /// More bytes than the program takes.
    #[error("{bytes} bytes are more than the {limit} that are read at once; split the input", limit = limit::INPUT_BYTES)]
    TooLarge {
        /// How many there are.
        bytes: usize,
    },
}

/// What to tell the readers.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A format name that forces the reader.
    pub from: Option<String>,
    /// The announced number of comments, overriding what the text says.
    pub comments: Announced,
    /// The article, where the input holds only comments.
    pub article: Option<String>,
    /// Columns of a table that the user named.
    pub columns: Vec<Named>,
    /// The name of the source, for messages and the map.
    pub source: Option<String>,
    /// Whether text that was decoded twice is put right.
    pub mend_encoding: bool,
    /// Whether fields that mean nothing to the program are kept.
    pub keep_fields: bool,
}

/// What the user says about the number of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Announced {
    /// Believe the text.
    #[default]
    AsWritten,
    /// It is this many.
    Exactly(usize),
    /// It may be any number.
    Any,
}

/// Reads all threads of one input. An input without a comment is no error: it gives what there is and a `no-comments`
/// diagnostic.
///
/// # Errors
/// When no reader knows the input, or the one that was named refuses it.
pub fn read(bytes: &[u8], options: &Options) -> Result<(Vec<Thread>, Vec<Diagnostic>), ReadError> {
    let bytes = unpacked(bytes, options)?;
    let decoded = decoded_of(&bytes, options);
    let source = Source::of(&bytes, &decoded.text);
    let reader = choose(&source, options)?;
    let mut reading = (reader.read)(&source, options)?;
    reading.threads.iter_mut().for_each(|thread| thread.format = reader.name);
    // Mail is read from its bytes, every message in its own encoding: how the whole was decoded says nothing about it.
    let mut diagnostics = if reader.name == "mbox" { Vec::new() } else { decoded.diagnostics };
    diagnostics.append(&mut reading.diagnostics);
    name_nameless(&mut reading.threads, options);
    for thread in &mut reading.threads {
        diagnostics.extend(settle(thread, options));
    }
    reading.threads.retain(|thread| !thread.comments.is_empty());
    if !reading.threads.iter().any(|thread| thread.comments.iter().any(|comment| !comment.kind.is_opening())) {
        diagnostics.push(no_comments(&reading.threads, &decoded.text));
    }
    for diagnostic in &mut diagnostics {
        diagnostic.source.clone_from(&options.source);
    }
    Ok((reading.threads, diagnostics))
}

/// What every thread goes through once its reader is done with it.
fn settle(thread: &mut Thread, options: &Options) -> Vec<Diagnostic> {
    thread.source.clone_from(&options.source);
    let mut diagnostics: Vec<Diagnostic> = lend_article(thread, options).into_iter().collect();
    diagnostics.extend(resolve(thread));
    diagnostics
}

/// How a paste was understood: where the article ends, and how every line was cut, with cues and posteriors. It is what
/// `explain --segments` shows; `None` for formats that mark their comments.
///
/// # Errors
/// As [`read`].
pub fn explain(bytes: &[u8], options: &Options) -> Result<Option<(Decoded, plain::Page)>, ReadError> {
    let (name, decoded) = recognize(bytes, options)?;
    if name != "text" {
        return Ok(None);
    }
    let page = plain::page(&decoded.text, options);
    Ok(Some((decoded, page)))
}

/// The decoded text of an input, unpacked, and put right where the options ask for it.
///
/// # Errors
/// When it is too large, no text, or packed and damaged.
pub fn decoded(bytes: &[u8], options: &Options) -> Result<Decoded, ReadError> {
    Ok(decoded_of(&unpacked(bytes, options)?, options))
}

/// The name of the reader of an input, and its text.
///
/// # Errors
/// As [`read`].
pub fn recognize(bytes: &[u8], options: &Options) -> Result<(&'static str, Decoded), ReadError> {
    let bytes = unpacked(bytes, options)?;
    let decoded = decoded_of(&bytes, options);
    let name = choose(&Source::of(&bytes, &decoded.text), options)?.name;
    Ok((name, decoded))
}

/// The bytes in an input, unless they are too many or no text.
fn unpacked<'b>(bytes: &'b [u8], options: &Options) -> Result<Cow<'b, [u8]>, ReadError> {
    if bytes.len() > limit::INPUT_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let bytes = unpack(bytes)?;
    match foreign::binary(&bytes) {
        Some(found) if options.from.is_none() => Err(refuse(found)),
        _ => Ok(bytes),
    }
}

fn decoded_of(unpacked: &[u8], options: &Options) -> Decoded {
    let mut decoded = decode(unpacked);
    if options.mend_encoding {
        decoded.text = mojibake::mend(&decoded.text);
        decoded.diagnostics.retain(|diagnostic| diagnostic.code != "decoded-twice");
    }
    decoded
}

/// The reader that the user names, or the first that knows the source. It reads the same [`Source`], so that the source
/// is parsed once.
fn choose(source: &Source<'_>, options: &Options) -> Result<&'static Reader, ReadError> {
    if let Some(name) = &options.from {
        let known = READERS.iter().map(|reader| reader.name).collect::<Vec<_>>().join(", ");
        let named = READERS.iter().find(|reader| reader.name == name);
        return named.ok_or_else(|| ReadError::NoSuchFormat { name: name.clone(), known });
    }
    // Who names columns says that it is a table; only what is marked as something else is not.
    let is_named_table = !options.columns.is_empty() && foreign::structured(source.text).is_none();
    let by_columns = |reader: &&'static Reader| options.columns.is_empty() || reader.name != "text";
    let table = || READERS.iter().find(|reader| reader.name == "csv" && is_named_table);
    READERS.iter().find(|reader| (reader.detect)(source)).filter(by_columns).or_else(table).ok_or_else(|| {
        foreign::structured(source.text)
            .map_or(ReadError::Foreign { what: "no format it knows", help: "paste the thread as text" }, refuse)
    })
}

fn refuse(foreign: foreign::Foreign) -> ReadError {
    ReadError::Foreign { what: foreign.what, help: foreign.help }
}

/// A thread whose source gives it no id is called after its file, without folder and extension, or `thread`.
fn name_nameless(threads: &mut [Thread], options: &Options) {
    let mut name = stem(options);
    while threads.iter().any(|thread| thread.id == name) {
        name.push('~');
    }
    // Readers give at most one thread without an id.
    for thread in threads.iter_mut().filter(|thread| thread.id.is_empty()) {
        thread.id.clone_from(&name);
    }
}

/// The name of the source without folder and extension, or `thread` where it has none.
fn stem(options: &Options) -> String {
    let path = options.source.as_deref().map(std::path::Path::new);
    path.and_then(|path| path.file_stem()).map_or("thread".into(), |stem| stem.to_string_lossy()).into_owned()
}

/// Puts the article of `--article` before a thread that has no opening of its own; says so where it has one.
fn lend_article(thread: &mut Thread, options: &Options) -> Option<Diagnostic> {
    let text = options.article.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    if let Some(opening) = thread.opening().and_then(|at| thread.comments.get(at)) {
        let message = format!("the input has its own {}; the one given with --article is not used", opening.kind);
        let help = "take --article away, or the opening out of the input";
        return Some(Diagnostic::warning("article-unused", message).help(help));
    }
    let article = Comment { kind: crate::thread::Kind::Article, text: text.to_owned(), ..Comment::default() };
    thread.comments.insert(0, article);
    None
}

fn no_comments(threads: &[Thread], text: &str) -> Diagnostic {
    let (message, help) = if text.trim().is_empty() {
        ("the input is empty", "give a file that holds a thread, or paste one to standard input")
    } else if threads.is_empty() {
        ("nothing in the input is a comment", "see `palabre formats` for what can be read")
    } else {
        (
            "there is an article but no comment",
            "paste the comments too, under a line such as \"8 comments\"; if the input is comments only, give the article with --article or their number with --comments",
        )
    };
    Diagnostic::warning("no-comments", message).help(help)
}
