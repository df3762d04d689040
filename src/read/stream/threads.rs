//! Formats of one comment a line, thread by thread, for inputs that are larger than the memory.
//!
//! In comes a source whose threads stand together, line by line; out go its threads as
//! [`read`](crate::read::read) gives them, one at a time. Whatever it would have to say something about is not for here: [`survey`] finds that out in a first pass, and
//! the whole way is taken.

use std::io::{self, BufRead, Read};

use rustc_hash::FxHashSet;

use super::line_format::{Found, Line, LineFormat};
use super::lines::{Growing, is_said};
use crate::limit;
use crate::read::decode::decode;
use crate::read::format::{jsonl, readers::READERS};
use crate::read::settle::{settle, stem};
use crate::read::{foreign, options::Options, source::Source};
use crate::span::Span;
use crate::thread::Thread;

/// How much of a source is looked at to tell its format.
const HEAD_BYTES: usize = 256 << 10;

/// How a source can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Thread by thread.
    ByThread,
    /// Only as a whole, since the lines of its threads do not stand together, or its threads not in their order.
    Scattered,
    /// Only as a whole, for any other reason: another format, another encoding, a line with something to say about.
    Whole,
}

/// What a first pass over a source finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// How it can be read.
    pub way: Way,
    /// The name of its format for [`Threads`], where that has one comment a line.
    pub from: Option<&'static str>,
}

/// Reads all of a source to find out how it can be read, and shows `look` every thread on the way, which answers whether
/// it can go on alone. Of the threads only a hash of each id is remembered.
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
    let (mut ascending, mut ordered, mut said, mut answered, mut nameless) = (true, true, false, false, false);
    while let Some(thread) = threads.next() {
        let Some(thread) = thread? else { return Ok(Way::Whole) };
        nameless |= threads.is_nameless;
        let id = if threads.is_nameless { "" } else { &thread.id };
        if !seen.insert(hash(id)) {
            return Ok(Way::Scattered);
        }
        ascending &= last.as_deref().is_none_or(|last| last < id);
        last = Some(id.to_owned());
        ordered &= threads.is_ordered;
        said |= thread.comments.iter().any(is_said);
        answered |= thread.comments.iter().any(|comment| !comment.kind.is_opening());
        if !look(&thread) {
            return Ok(Way::Whole);
        }
    }
    let clash = nameless && seen.contains(&hash(&stem(threads.options)));
    Ok(match (said && answered && !clash, ordered && !ascending) {
        (false, _) => Way::Whole,
        (true, true) => Way::Scattered,
        (true, false) => Way::ByThread,
    })
}

/// Two ids of one hash are taken for a thread that returns, and the source is read as a whole: never a wrong output.
fn hash(id: &str) -> u64 {
    use std::hash::BuildHasher;
    rustc_hash::FxBuildHasher.hash_one(id)
}

/// The format of a source that begins so, if it has one comment a line and is in UTF-8.
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

/// The threads of a source with one comment a line that stand together. An item is `None` where the source is not for reading so, and
/// nothing comes after it.
pub struct Threads<'o, R> {
    source: R,
    options: &'o Options,
    format: &'static LineFormat,
    number: usize,
    offset: usize,
    buffer: Vec<u8>,
    /// The first line of the next thread.
    ahead: Option<Found>,
    done: bool,
    /// Whether the last thread has no id of its own.
    is_nameless: bool,
    /// Whether every line of the last thread has an ordinal.
    is_ordered: bool,
}

impl<'o, R: BufRead> Threads<'o, R> {
    /// The threads of this source, which is in the format that `from` of the options names, or in native JSON Lines.
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

    /// What the next line says: `Err` where it is not for here, `Ok(None)` at the end.
    fn found(&mut self) -> io::Result<Result<Option<Found>, ()>> {
        loop {
            self.buffer.clear();
            let most = limit::INPUT_BYTES as u64;
            let length = (&mut self.source).take(most).read_until(b'\n', &mut self.buffer)?;
            if length == 0 {
                return Ok(Ok(None));
            }
            let bytes = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            let Ok(text) = std::str::from_utf8(bytes) else { return Ok(Err(())) };
            // Line ends of other systems and NUL change what a line is; the whole way knows how.
            if length as u64 == most || bytes.contains(&b'\r') || bytes.contains(&0) {
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

    fn thread(&mut self) -> io::Result<Result<Option<Thread>, ()>> {
        let first = match self.ahead.take() {
            Some(first) => Some(first),
            None => match self.found()? {
                Ok(first) => first,
                Err(()) => return Ok(Err(())),
            },
        };
        let Some(first) = first else { return Ok(Ok(None)) };
        let id = first.thread;
        let mut growing = Growing::default();
        growing.take(first.title, first.announced, first.comment);
        loop {
            match self.found()? {
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
        let quiet = settle(&mut thread, self.options).is_empty();
        Ok(if quiet { Ok(Some(thread)) } else { Err(()) })
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
