//! Stage `read`: bytes → [`Thread`]s.
//!
//! Detects the format of an input (by structure and types, never by a file name), decodes it, and finds ids, parents,
//! authors, times, plain text and quotes: first a flat list, then one pass that settles ids and parents. It never
//! guesses positions.

mod account;
mod check;
mod choose;
mod collection;
mod container;
mod decode;
mod error;
mod foreign;
pub mod format;
mod inflate;
pub mod json;
pub mod markup;
mod mojibake;
mod options;
mod parts;
mod resolve;
mod settle;
mod source;
mod stream;
pub mod table;
pub mod when;

use std::borrow::Cow;

pub use collection::{CORPUS_TITLES, is_corpus_metadata, is_utterances, join, make_thread_ids_unique, source_stem};
pub use decode::{Decoded, decode};
pub use error::ReadError;
pub use format::convokit::attach_titles;
pub use format::csv::{Column, Named};
pub use format::paste::{plain, segment};
pub use format::reader::{Reader, Reading};
pub use format::readers::READERS;
pub use inflate::{unpack, unpacking};
pub use options::{Announced, Options};
pub use resolve::resolve;
pub use source::Source;
pub use stream::threads::{Survey, Threads, Way, survey};

use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::thread::Thread;
use choose::choose;
use settle::{assign_missing_ids, settle};

/// Reads all threads of one input. An input without comments is not an error: it gives a `no-comments` diagnostic.
///
/// # Errors
/// When no reader recognises the input, or its reader refuses it.
pub fn read(bytes: &[u8], options: &Options) -> Result<(Vec<Thread>, Vec<Diagnostic>), ReadError> {
    let input = unpacked(bytes, options)?;
    if input.parts.len() > 1 {
        return parts::read(input.parts, input.notes, options);
    }
    read_content(&input.bytes, input.notes, options)
}

/// Reads the content of an input. `notes`: what its container left out.
fn read_content(
    bytes: &[u8],
    mut notes: Vec<Diagnostic>,
    options: &Options,
) -> Result<(Vec<Thread>, Vec<Diagnostic>), ReadError> {
    let decoded = decoded_of(bytes, options);
    let source = Source::of(bytes, &decoded.text);
    let reader = choose(&source, options)?;
    let mut reading = (reader.read)(&source, options)?;
    reading.threads.iter_mut().for_each(|thread| thread.format = reader.name);
    // If the reader decodes the bytes itself, diagnostics about decoding them as one text do not apply.
    let mut diagnostics = if reader.decodes { Vec::new() } else { decoded.diagnostics };
    diagnostics.append(&mut notes);
    diagnostics.append(&mut reading.diagnostics);
    assign_missing_ids(&mut reading.threads, options);
    for thread in &mut reading.threads {
        diagnostics.extend(settle(thread, options));
    }
    reading.threads.retain(|thread| !thread.comments.is_empty());
    if !reading.threads.iter().any(|thread| thread.comments.iter().any(|comment| !comment.kind.is_opening())) {
        diagnostics.push(no_comments(&reading.threads, &decoded.text));
    }
    if reader.lines.is_none() {
        diagnostics.extend(check::check(&reading.threads));
    }
    if reader.is_paste {
        let account = account::Account::of(&decoded.text, &reading.threads);
        diagnostics.extend(account.warning());
        diagnostics.extend(options.account.then(|| account.note()));
    }
    for diagnostic in &mut diagnostics {
        diagnostic.source.clone_from(&options.source);
    }
    Ok((reading.threads, diagnostics))
}

/// How a paste is segmented: where the article ends, and how every line is cut, with cues and posteriors. `explain
/// --segments` shows it. `None` for formats that mark their comments.
///
/// # Errors
/// As [`read`].
pub fn explain(bytes: &[u8], options: &Options) -> Result<Option<(Decoded, plain::Page)>, ReadError> {
    let (reader, decoded) = recognized(bytes, options)?;
    if !reader.is_paste {
        return Ok(None);
    }
    let page = plain::page(&decoded.text, options);
    Ok(Some((decoded, page)))
}

/// The decoded text of an input, unpacked, and repaired if the options say so.
///
/// # Errors
/// When it is too large, not text, or damaged.
pub fn decoded(bytes: &[u8], options: &Options) -> Result<Decoded, ReadError> {
    Ok(decoded_of(&unpacked(bytes, options)?.bytes, options))
}

/// The name of the reader of an input, and its text.
///
/// # Errors
/// As [`read`].
pub fn recognize(bytes: &[u8], options: &Options) -> Result<(&'static str, Decoded), ReadError> {
    let (reader, decoded) = recognized(bytes, options)?;
    Ok((reader.name, decoded))
}

fn recognized(bytes: &[u8], options: &Options) -> Result<(&'static Reader, Decoded), ReadError> {
    let bytes = unpacked(bytes, options)?.bytes;
    let decoded = decoded_of(&bytes, options);
    let reader = choose(&Source::of(&bytes, &decoded.text), options)?;
    Ok((reader, decoded))
}

/// The content of an input.
struct Unpacked<'b> {
    /// Its bytes; of an archive with several files, those of the first.
    bytes: Cow<'b, [u8]>,
    /// What its container left out.
    notes: Vec<Diagnostic>,
    /// The files of an archive, if it has several.
    parts: Vec<container::Part>,
}

/// The content of an input, unless it is too large or not text. A container that looks like a mail is not opened for a
/// reader that decodes the bytes itself.
fn unpacked<'b>(bytes: &'b [u8], options: &Options) -> Result<Unpacked<'b>, ReadError> {
    if bytes.len() > limit::INPUT_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let bytes = unpack(bytes)?;
    let decodes = |name: &str| READERS.iter().any(|reader| reader.name == name && reader.decodes);
    let is_opened = container::is_archive(&bytes) || !options.from.as_deref().is_some_and(decodes);
    if is_opened && let Some(content) = container::open(&bytes)? {
        return inner(content, options);
    }
    Ok(Unpacked { bytes: text_bytes(bytes, options)?, notes: Vec::new(), parts: Vec::new() })
}

/// The content of a container. The only file of an archive can be in a container too.
fn inner<'b>(content: container::Content, options: &Options) -> Result<Unpacked<'b>, ReadError> {
    let (mut notes, parts) = (content.diagnostics, content.parts);
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        return Ok(Unpacked { bytes: Cow::Owned(content.bytes), notes, parts: Vec::new() });
    };
    if parts.len() > 0 {
        let bytes = Cow::Owned(first.bytes.clone());
        return Ok(Unpacked { bytes, notes, parts: std::iter::once(first).chain(parts).collect() });
    }
    let bytes = match container::open(&first.bytes)? {
        Some(content) if content.parts.is_empty() => {
            notes.extend(content.diagnostics);
            content.bytes
        }
        Some(_) => return Err(parts::NESTED),
        None => first.bytes,
    };
    Ok(Unpacked { bytes: text_bytes(Cow::Owned(bytes), options)?, notes, parts: Vec::new() })
}

/// The bytes, unless they are not text.
fn text_bytes<'b>(bytes: Cow<'b, [u8]>, options: &Options) -> Result<Cow<'b, [u8]>, ReadError> {
    match foreign::binary(&bytes) {
        Some(foreign) if options.from.is_none() => Err(foreign.into()),
        _ => Ok(bytes),
    }
}

fn decoded_of(unpacked: &[u8], options: &Options) -> Decoded {
    let mut decoded = decode(unpacked);
    if options.mend_encoding {
        decoded.text = mojibake::repair(&decoded.text);
        decoded.diagnostics.retain(|diagnostic| diagnostic.code != "decoded-twice");
    }
    decoded
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
