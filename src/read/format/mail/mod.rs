//! Mailboxes, single mails and articles of news groups.
//!
//! In come bytes, since every message has its own encoding. Out comes a thread for each conversation: messages that
//! refer to one another in `References` and `In-Reply-To`, directly or through missing messages. A message answers the
//! last of its references, present or not, so that a missing message shows. Nothing is guessed from subjects. A message
//! that answers nothing opens its thread, unless its subject says that it is a reply.
//!
//! Addresses are not stored. An author without a name gets the part of the address before the `@`, with a number if two
//! addresses share it. Attached files are counted and not read.

mod body;
mod date;
mod encoded;
mod mime;
pub(in crate::read) mod parts;
mod quoted;
mod split;
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
        return false;
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
        let message = thread::Message::of(&place, &header, places.of(&place.lines));
        let body = mime::body(header, place.bytes);
        left.files += body.attached;
        left.messages += body.messages;
        left.unknown += usize::from(body.unknown > 0);
        messages.push(message.with(body::words(&body.texts, place.from.is_some())));
    }
    if messages.is_empty() {
        let why = "there is no message in it".to_owned();
        return Err(ReadError::Unusable { what: "a mailbox", why, help: "export it again, as mbox" });
    }
    Ok(Reading { threads: thread::threads(messages), diagnostics: left.diagnostics() })
}

/// Counts of what is not read.
#[derive(Debug, Default)]
struct Left {
    empty: usize,
    files: usize,
    messages: usize,
    unknown: usize,
}

impl Left {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let unknown = (self.unknown > 0).then(|| {
            let message =
                format!("the encoding of {} messages is not the one they name, or none; it was guessed", self.unknown);
            Diagnostic::note("guessed-encoding", message)
        });
        [
            left_out(self.empty, "messages", "there is nothing in them"),
            left_out(self.files, "attached files", "only the texts of messages are read"),
            left_out(self.messages, "attached messages", "only the texts of messages are read"),
            unknown,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
