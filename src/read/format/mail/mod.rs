//! Mailboxes, single mails and articles of news groups.
//!
//! In come bytes, since every message has its own encoding. Out comes a thread for each conversation: messages that
//! refer to one another in `In-Reply-To` and `References`, directly or through missing messages. A message answers the
//! one in `In-Reply-To` if that is present, otherwise the last of its references, present or not, so that a missing
//! message shows. Only a reply without these fields is put into a thread by its subject. A message that answers nothing
//! opens its thread, unless its subject says that it is a reply. Digests of mailing lists are read as their messages.
//!
//! Addresses are not stored. An author without a name gets the part of the address before the `@`, with a number if two
//! addresses share it. Attached files are counted and not read.

mod body;
mod date;
mod digest;
mod encoded;
mod mime;
pub(in crate::read) mod parts;
mod quoted;
mod split;
mod subject;
mod thread;

use super::common::left_out;
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::{error::ReadError, options::Options, source::Source};

pub(super) use body::tidy;

/// Header fields of a message, in lower case. At least one of these must be present.
const FIELDS: [&str; 4] = ["from", "message-id", "date", "subject"];
/// Other header fields of a message.
const OTHERS: [&str; 20] = [
    "to",
    "cc",
    "path",
    "received",
    "return-path",
    "delivered-to",
    "reply-to",
    "sender",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "newsgroups",
    "organization",
    "xref",
    "nntp-posting-date",
    "nntp-posting-host",
    "user-agent",
    "list-id",
];

/// How many bytes of a mailbox are examined: its first message shows what it is.
const HEAD_BYTES: usize = 64 << 10;

/// Whether it begins with the header of a message, after a line that begins with `From` or without one.
pub fn detect(source: &Source<'_>) -> bool {
    let bytes = raw(source);
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
    let head = head.trim_ascii_start();
    let boxed = head.starts_with(b"From ");
    let rest =
        if boxed { split::lines(head).nth(1).and_then(|(at, _)| head.get(at..)).unwrap_or_default() } else { head };
    let first = split::lines(rest).next().and_then(|(_, line)| split::field_name(line));
    if first.is_none() {
        return digest::begins(head);
    }
    let header = split::Header::of(rest);
    let have = |names: &[&str]| names.iter().filter(|name| header.has(name)).count();
    let (main, others) = (have(&FIELDS), have(&OTHERS));
    // Without the `From` line the header must have more fields: a paste may begin with "Date: yesterday".
    if boxed { main + others > 0 } else { main >= 2 && main + others >= 3 && header.has("from") }
}

/// The bytes of the messages: those of the input, or of the decoded text if the input is in a two-byte encoding.
fn raw<'t>(source: &Source<'t>) -> &'t [u8] {
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    let same = |length: usize| {
        let (one, two) = (bytes.trim_ascii_start(), source.text.as_bytes().trim_ascii_start());
        one.get(..length.min(one.len())) == two.get(..length.min(two.len()))
    };
    if same(4) { bytes } else { source.text.as_bytes() }
}

/// One thread for each conversation, in the order of their first messages.
///
/// # Errors
/// If there is no message.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let bytes = raw(source);
    let mut left = Left::default();
    let mut messages: Vec<thread::Message> = Vec::new();
    let mut places = thread::Places::new(source.text);
    for place in split::messages(bytes) {
        let header = split::Header::of(place.bytes);
        if header.is_empty() && place.bytes.trim_ascii().is_empty() {
            left.empty += 1;
            continue;
        }
        let boxed = place.from.is_some();
        match digest::of(&header, place.bytes) {
            None => {
                let message = thread::Message::of(place.from, &header, places.of(&place.lines));
                messages.push(left.message(message, header, place.bytes, boxed));
            }
            Some(digest::Digest::Parts(parts)) => {
                left.digests += 1;
                let mut counter = split::LineCounter::new(place.bytes, place.lines.start + usize::from(boxed));
                for part in parts {
                    let lines = counter.lines(&part);
                    let bytes = place.bytes.get(part).unwrap_or_default();
                    let header = split::Header::of(bytes);
                    let message = thread::Message::of(None, &header, places.of(&lines));
                    messages.push(left.message(message, header, bytes, boxed));
                }
            }
            Some(digest::Digest::Texts(texts)) => {
                left.digests += 1;
                let origin = places.of(&place.lines);
                for text in texts {
                    let header = split::Header::of(text.as_bytes());
                    let message = thread::Message::of(None, &header, origin.clone());
                    let text = text.get(header.body..).unwrap_or_default().to_owned();
                    messages.push(left.words(message, &[mime::Text::plain(text)], boxed));
                }
            }
        }
    }
    if messages.is_empty() {
        let why = "there is no message in it".to_owned();
        return Err(ReadError::Unusable { what: "a mailbox", why, help: "export it again, as mbox" });
    }
    let (threads, by_subject) = thread::threads(messages);
    left.by_subject = by_subject;
    Ok(Reading { threads, diagnostics: left.diagnostics() })
}

/// Counts of what is not read, and of what is guessed.
#[derive(Debug, Default)]
struct Left {
    empty: usize,
    files: usize,
    messages: usize,
    unknown: usize,
    /// Messages that were split into those that they collect.
    digests: usize,
    /// Quotations without marks, which were taken to go on to the end of the message.
    open: usize,
    /// Messages in which such a quotation leaves no other words.
    only_quoted: usize,
    /// Messages that only their subject puts into a thread.
    by_subject: usize,
}

impl Left {
    /// A message with the text of its body.
    fn message(
        &mut self,
        message: thread::Message,
        header: split::Header<'_>,
        bytes: &[u8],
        boxed: bool,
    ) -> thread::Message {
        let body = mime::body(header, bytes);
        self.files += body.attached;
        self.messages += body.messages;
        self.unknown += usize::from(body.unknown > 0);
        self.words(message, &body.texts, boxed)
    }

    fn words(&mut self, message: thread::Message, texts: &[mime::Text], boxed: bool) -> thread::Message {
        let (words, unmarked) = body::words(texts, boxed);
        self.open += usize::from(unmarked.is_open);
        self.only_quoted += usize::from(unmarked.is_all);
        message.with(words)
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let note =
            |count: usize, code: &'static str, message: String| (count > 0).then(|| Diagnostic::note(code, message));
        let unknown =
            format!("the encoding of {} messages is not the one they name, or none; it was guessed", self.unknown);
        let digests = format!("{} digests of mailing lists were read as the messages in them", self.digests);
        let open = format!(
            "in {} messages no mark shows where the quotation ends; everything below its first line was taken for it",
            self.open
        );
        let only = format!("{} messages have no words but those that they quote or forward", self.only_quoted);
        let subject = format!(
            "{} messages do not name the one that they answer; their subject shows the thread",
            self.by_subject
        );
        [
            left_out(self.empty, "messages", "there is nothing in them"),
            left_out(self.files, "attached files", "only the texts of messages are read"),
            left_out(self.messages, "attached messages", "only the texts of messages are read"),
            note(self.unknown, "guessed-encoding", unknown),
            note(self.digests, "digest", digests),
            note(self.open, "unmarked-quotation", open),
            note(self.only_quoted, "only-quoted", only),
            note(self.by_subject, "threaded-by-subject", subject),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
