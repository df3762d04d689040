//! An archive with several files → the threads of all of them, each file read as an input with its own name.
//!
//! Files that no reader knows are skipped with a note, as in a directory. Files without comments count only if no other
//! file has any: exports bring a file that explains them.

use super::container::{self, Part};
use super::{ReadError, read_content, text_bytes};
use crate::diagnostic::Diagnostic;
use crate::read::options::Options;
use crate::thread::Thread;

/// Why an archive inside an archive is not read.
pub(super) const NESTED: ReadError =
    ReadError::Foreign { what: "an archive inside an archive", help: "unpack the outer one and read the inner" };

type Threads = (Vec<Thread>, Vec<Diagnostic>);

/// Reads the files of an archive.
///
/// # Errors
/// When none of them can be read: the error of the first.
pub(super) fn read(parts: Vec<Part>, notes: Vec<Diagnostic>, options: &Options) -> Result<Threads, ReadError> {
    let (mut threads, mut diagnostics) = (Vec::new(), notes);
    let mut empty: Vec<(String, Threads)> = Vec::new();
    let mut first_error = None;
    for part in parts {
        match part_of(&part, options) {
            Ok((read, found)) if has_comments(&read) => {
                threads.extend(read);
                diagnostics.extend(found);
            }
            Ok(read) => empty.push((part.name, read)),
            Err(error) => {
                diagnostics.push(Diagnostic::note("skipped", error.to_string()).within(part.name));
                first_error.get_or_insert(error);
            }
        }
    }
    if threads.is_empty() {
        for (_, (read, found)) in empty {
            threads.extend(read);
            diagnostics.extend(found);
        }
    } else {
        let skipped =
            |(name, _): (String, Threads)| Diagnostic::note("skipped", "there is no comment in it").within(name);
        diagnostics.extend(empty.into_iter().map(skipped));
    }
    match first_error {
        Some(error) if threads.is_empty() => Err(error),
        _ => Ok((threads, diagnostics)),
    }
}

/// Reads one file. Places in it mean nothing in the archive, so only its lines are kept.
fn part_of(part: &Part, options: &Options) -> Result<Threads, ReadError> {
    let options = Options { source: Some(part.name.clone()), ..options.clone() };
    let opened = if container::is_archive(&part.bytes) { return Err(NESTED) } else { container::open(&part.bytes)? };
    let (bytes, notes) = match opened {
        Some(content) => (content.bytes, content.diagnostics),
        None => (text_bytes(part.bytes.as_slice().into(), &options)?.into_owned(), Vec::new()),
    };
    let (mut threads, mut diagnostics) = read_content(&bytes, notes, &options)?;
    for comment in threads.iter_mut().flat_map(|thread| &mut thread.comments) {
        comment.origin.span = None;
    }
    for diagnostic in &mut diagnostics {
        diagnostic.span = None;
    }
    Ok((threads, diagnostics))
}

fn has_comments(threads: &[Thread]) -> bool {
    threads.iter().any(|thread| thread.comments.iter().any(|comment| !comment.kind.is_opening()))
}
