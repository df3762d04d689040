//! A source with one comment per line → its threads, one at a time, for inputs larger than the memory.
//!
//! The threads are the same as [`read`](crate::read::read) gives. The lines of each thread must be contiguous. Input
//! that needs a diagnostic is not handled here: [`survey`] finds it in a first pass, and the caller reads the whole
//! file instead.

use std::io::{self, BufRead, Read};

use rustc_hash::FxHashSet;

use super::line_format::{Found, Line, LineFormat};
use super::lines::{Growing, has_text};
use crate::limit;
use crate::read::decode::decode;
use crate::read::format::{jsonl, readers::READERS};
use crate::read::settle::{settle, stem};
use crate::read::{foreign, options::Options, source::Source};
use crate::span::Span;
use crate::thread::Thread;

/// How many bytes of a source detection looks at.
const HEAD_BYTES: usize = 256 << 10;

/// How a source can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One thread at a time.
    ByThread,
    /// Only as a whole, because the lines of a thread are not contiguous, or the threads are not in order.
    Scattered,
    /// Only as a whole, for another reason: the format, the encoding, or a line that needs a diagnostic.
    Whole,
}

/// The result of a first pass over a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// How it can be read.
    pub way: Way,
    /// The name of its format for [`Threads`], if that has one comment per line.
    pub from: Option<&'static str>,
}

/// Reads a whole source to find out how it can be read. `look` is called with every thread and returns whether the
/// thread can be processed alone. Only a hash of each id is kept.
///
/// # Errors
/// When the source cannot be read.
pub fn survey(
    mut source: impl BufRead,
    options: &Options,
    mut look: impl FnMut(&Thread) -> bool,
) -> io::Result<Survey> {
    let mut head = Vec::new();
    let whole = (&mut source).take(HEAD_BYTES as u64).read_to_end(&mut head)? < HEAD_BYTES;
    let Some(format) = format(&head, whole, options) else { return Ok(Survey { way: Way::Whole, from: None }) };
    let way = way(Threads::of(head.as_slice().chain(source), options, format), &mut look)?;
    Ok(Survey { way, from: Some(format.name) })
}

/// How these threads can be read.
fn way(mut threads: Threads<'_, impl BufRead>, look: &mut dyn FnMut(&Thread) -> bool) -> io::Result<Way> {
    let mut seen = FxHashSet::default();
    let mut last: Option<String> = None;
    let (mut is_sorted, mut is_ordered) = (true, true);
    let (mut has_content, mut has_comment, mut has_nameless) = (false, false, false);
    while let Some(thread) = threads.next() {
        let Some(thread) = thread? else { return Ok(Way::Whole) };
        has_nameless |= threads.is_nameless;
        let id = if threads.is_nameless { "" } else { &thread.id };
        if !seen.insert(hash(id)) {
            return Ok(Way::Scattered);
        }
        is_sorted &= last.as_deref().is_none_or(|last| last < id);
        last = Some(id.to_owned());
        is_ordered &= threads.is_ordered;
        has_content |= thread.comments.iter().any(has_text);
        has_comment |= thread.comments.iter().any(|comment| !comment.kind.is_opening());
        if !look(&thread) {
            return Ok(Way::Whole);
        }
    }
    // A thread without an id is named after the file, which must not be the id of another thread.
    let has_clash = has_nameless && seen.contains(&hash(&stem(threads.options)));
    Ok(if !has_content || !has_comment || has_clash {
        Way::Whole
    } else if is_ordered && !is_sorted {
        Way::Scattered
    } else {
        Way::ByThread
    })
}

/// The hash of a thread's id. If two ids have the same hash, the source is read as a whole, so the output is never
/// wrong.
fn hash(id: &str) -> u64 {
    use std::hash::BuildHasher;
    rustc_hash::FxBuildHasher.hash_one(id)
}

/// The format of a source with this beginning, if it has one comment per line. `whole`: whether `head` is the whole
/// source.
fn format(head: &[u8], whole: bool, options: &Options) -> Option<&'static LineFormat> {
    if let Some(name) = &options.from {
        return named(name);
    }
    let end = if whole { head.len() } else { head.iter().rposition(|byte| *byte == b'\n').unwrap_or(0) };
    let decoded = decode(head.get(..end).unwrap_or_default());
    let source = Source::new(&decoded.text);
    let reader = READERS.iter().find(|reader| (reader.detect)(&source))?;
    if foreign::binary(head).is_some() { None } else { reader.lines }
}

fn named(name: &str) -> Option<&'static LineFormat> {
    READERS.iter().find(|reader| reader.name == name)?.lines
}

/// The threads of a source with one comment per line, if the lines of each thread are contiguous. The item `None` means
/// that the source must be read as a whole; it is the last item.
pub struct Threads<'o, R> {
    source: R,
    options: &'o Options,
    format: &'static LineFormat,
    number: usize,
    offset: usize,
    buffer: Vec<u8>,
    /// The comment of the first line of the next thread.
    ahead: Option<Found>,
    done: bool,
    /// Whether the source gives the last thread no id.
    is_nameless: bool,
    /// Whether every line of the last thread has an ordinal.
    is_ordered: bool,
}

impl<'o, R: BufRead> Threads<'o, R> {
    /// The threads of a source in the format that `options.from` names, or in native JSON Lines.
    pub fn new(source: R, options: &'o Options) -> Self {
        let format = options.from.as_deref().and_then(named).unwrap_or(&jsonl::LINES);
        Self::of(source, options, format)
    }

    fn of(source: R, options: &'o Options, format: &'static LineFormat) -> Self {
        let (buffer, ahead) = (Vec::new(), None);
        Self {
            source,
            options,
            format,
            number: 0,
            offset: 0,
            buffer,
            ahead,
            done: false,
            is_nameless: false,
            is_ordered: false,
        }
    }

    /// The comment of the next line: `Err` if the source must be read as a whole, `Ok(None)` at the end.
    fn next_comment(&mut self) -> io::Result<Result<Option<Found>, ()>> {
        loop {
            self.buffer.clear();
            let limit = limit::INPUT_BYTES as u64;
            let length = (&mut self.source).take(limit).read_until(b'\n', &mut self.buffer)?;
            if length == 0 {
                return Ok(Ok(None));
            }
            let bytes = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            let Ok(text) = std::str::from_utf8(bytes) else { return Ok(Err(())) };
            // Other line ends and NUL change what a line is; reading the source as a whole handles them.
            if length as u64 == limit || bytes.contains(&b'\r') || bytes.contains(&0) {
                return Ok(Err(()));
            }
            let span = Span::new(self.offset, self.offset + text.len());
            self.offset = span.end + 1;
            self.number += 1;
            let trimmed = text.trim();
            if trimmed.is_empty() {
                continue;
            }
            if !(trimmed.starts_with('{') && trimmed.ends_with('}')) {
                return Ok(Err(()));
            }
            match (self.format.comment)(&Line {
                number: self.number,
                span,
                text,
                keep_fields: self.options.keep_fields,
            }) {
                Ok(Some(found)) if self.format.follows && found.thread.is_empty() => return Ok(Err(())),
                Ok(Some(found)) if found.notes.is_empty() => return Ok(Ok(Some(found))),
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => return Ok(Err(())),
            }
        }
    }

    /// The next thread: `Err` if the source must be read as a whole, `Ok(None)` at the end.
    fn thread(&mut self) -> io::Result<Result<Option<Thread>, ()>> {
        let first = match self.ahead.take() {
            Some(first) => Some(first),
            None => match self.next_comment()? {
                Ok(first) => first,
                Err(()) => return Ok(Err(())),
            },
        };
        let Some(first) = first else { return Ok(Ok(None)) };
        let id = first.thread;
        let mut growing = Growing::default();
        growing.take(first.title, first.announced, first.comment);
        loop {
            match self.next_comment()? {
                Err(()) => return Ok(Err(())),
                Ok(Some(found)) if found.thread == id => growing.take(found.title, found.announced, found.comment),
                Ok(next) => {
                    self.ahead = next;
                    break;
                }
            }
            if self.offset - growing.start() > limit::INPUT_BYTES {
                return Ok(Err(()));
            }
        }
        self.is_nameless = id.is_empty();
        self.is_ordered = growing.is_ordered();
        let mut thread = growing.thread(id, self.format);
        if self.is_nameless {
            thread.id = stem(self.options);
        }
        let is_clean = settle(&mut thread, self.options).is_empty();
        Ok(if is_clean { Ok(Some(thread)) } else { Err(()) })
    }
}

impl<R: BufRead> Iterator for Threads<'_, R> {
    type Item = io::Result<Option<Thread>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let thread = self.thread().map(Result::transpose);
        self.done = !matches!(thread, Ok(Some(Ok(_))));
        match thread {
            Ok(None) => None,
            Ok(Some(thread)) => Some(Ok(thread.ok())),
            Err(error) => Some(Err(error)),
        }
    }
}
