//! Native JSON Lines thread by thread, for inputs that are larger than the memory.
//!
//! In comes a source whose threads stand together, line by line; out go its threads as [`super::read`] gives them, one at
//! a time. Whatever it would have to say something about is not for here: [`survey`] finds that out in a first pass, and
//! the whole way is taken.

use std::io::{self, BufRead, Read};

use rustc_hash::FxHashSet;

use super::{Options, READERS, Source, decode, foreign, jsonl, settle, stem};
use crate::limit;
use crate::span::Span;
use crate::thread::{Comment, Thread};

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

/// Reads all of a source to find out how it can be read, and shows `look` every thread on the way, which answers whether
/// it can go on alone. Of the threads only a hash of each id is remembered.
///
/// # Errors
/// When the source cannot be read.
pub fn survey(mut source: impl BufRead, options: &Options, mut look: impl FnMut(&Thread) -> bool) -> io::Result<Way> {
    let mut head = Vec::new();
    let whole = (&mut source).take(HEAD_BYTES as u64).read_to_end(&mut head)? < HEAD_BYTES;
    if !is_native(&head, whole, options) {
        return Ok(Way::Whole);
    }
    let mut threads = Threads::new(head.as_slice().chain(source), options);
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
        said |= thread.comments.iter().any(jsonl::is_said);
        answered |= thread.comments.iter().any(|comment| !comment.kind.is_opening());
        if !look(&thread) {
            return Ok(Way::Whole);
        }
    }
    let clash = nameless && seen.contains(&hash(&stem(options)));
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

/// Whether a source that begins so is native JSON Lines in UTF-8.
fn is_native(head: &[u8], whole: bool, options: &Options) -> bool {
    if let Some(name) = &options.from {
        return name == "jsonl";
    }
    let end = if whole { head.len() } else { head.iter().rposition(|byte| *byte == b'\n').unwrap_or(0) };
    let decoded = decode(head.get(..end).unwrap_or_default());
    let source = Source::new(&decoded.text);
    let reader = READERS.iter().find(|reader| (reader.detect)(&source));
    foreign::binary(head).is_none() && reader.is_some_and(|reader| reader.name == "jsonl")
}

/// The threads of native JSON Lines that stand together. An item is `None` where the source is not for reading so, and
/// nothing comes after it.
pub struct Threads<'o, R> {
    source: R,
    options: &'o Options,
    number: usize,
    offset: usize,
    buffer: Vec<u8>,
    /// The first comment of the next thread.
    ahead: Option<(String, Comment)>,
    done: bool,
    /// Whether the last thread has no id of its own.
    is_nameless: bool,
    /// Whether every line of the last thread has an ordinal.
    is_ordered: bool,
}

impl<'o, R: BufRead> Threads<'o, R> {
    /// The threads of this source.
    pub fn new(source: R, options: &'o Options) -> Self {
        let (buffer, ahead) = (Vec::new(), None);
        Self {
            source,
            options,
            number: 0,
            offset: 0,
            buffer,
            ahead,
            done: false,
            is_nameless: false,
            is_ordered: false,
        }
    }

    /// The next comment with the id of its thread: `Err` where the line is not for here, `Ok(None)` at the end.
    fn comment(&mut self) -> io::Result<Result<Option<(String, Comment)>, ()>> {
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
            match jsonl::comment(&jsonl::Line { number: self.number, span, text }, self.options) {
                // What a thread says about itself is not known before all of it is read.
                Ok(Some(found)) if found.notes.is_empty() && found.title.is_none() && found.announced.is_none() => {
                    return Ok(Ok(Some((found.thread, found.comment))));
                }
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => return Ok(Err(())),
            }
        }
    }

    fn thread(&mut self) -> io::Result<Result<Option<Thread>, ()>> {
        let first = match self.ahead.take() {
            Some(first) => Some(first),
            None => match self.comment()? {
                Ok(first) => first,
                Err(()) => return Ok(Err(())),
            },
        };
        let Some((id, comment)) = first else { return Ok(Ok(None)) };
        let start = comment.origin.span.map_or(0, |span| span.start);
        let mut comments = vec![comment];
        loop {
            match self.comment()? {
                Err(()) => return Ok(Err(())),
                Ok(Some((same, comment))) if same == id => comments.push(comment),
                Ok(next) => {
                    self.ahead = next;
                    break;
                }
            }
            if self.offset - start > limit::INPUT_BYTES {
                return Ok(Err(()));
            }
        }
        self.is_nameless = id.is_empty();
        self.is_ordered = comments.iter().all(|comment| comment.ordinal.is_some());
        let id = if id.is_empty() { stem(self.options) } else { id };
        let mut thread = Thread { id, comments: jsonl::by_ordinal(comments), ..Thread::default() };
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
