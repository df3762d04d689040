//! A mailbox → its messages; a message → its header fields and its body. In come bytes, out come places. Linear.

use std::borrow::Cow;

use super::encoded;
use crate::read::decode;

/// How many bytes of a header field are read. The longest lists of references have some thousand bytes; only a hostile
/// message has more.
const FIELD_BYTES: usize = 64 << 10;

/// How many header fields of a message or part are read. Mail that passed through many servers has a hundred.
const FIELDS: usize = 1_000;

/// The lines of some bytes, each with its place, without line ends. They end at LF, CRLF or CR, as in the decoded
/// source, so that both have the same line numbers.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let start = at;
        let remaining = bytes.get(start..)?;
        let Some(length) = remaining.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            done = true;
            return Some((start, remaining));
        };
        let crlf = remaining.get(length..length + 2) == Some(b"\r\n");
        at = start + length + if crlf { 2 } else { 1 };
        Some((start, remaining.get(..length)?))
    })
}

/// The name of the header field that a line begins with.
pub(super) fn field_name(line: &[u8]) -> Option<&[u8]> {
    let end = line.iter().take(80).position(|byte| *byte == b':')?;
    let name = line.get(..end)?.trim_ascii_end();
    let good = !name.is_empty() && name.iter().all(|byte| (33..=126).contains(byte));
    good.then_some(name)
}

/// Whether a line may be the one before each message of a mailbox: `From somebody Tue Nov 17 15:28:37 2009`. Some
/// programs omit the time; then the next line decides.
fn is_from_line(line: &[u8]) -> bool {
    line.strip_prefix(b"From ").is_some_and(|rest| !rest.is_empty())
}

fn has_clock(line: &[u8]) -> bool {
    let digit = |at: usize| line.get(at).is_some_and(u8::is_ascii_digit);
    (2..line.len()).any(|at| line.get(at) == Some(&b':') && digit(at - 1) && digit(at + 1) && digit(at + 2))
}

/// The place of a message in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The line before it, if it is in a mailbox.
    pub from: Option<&'a [u8]>,
    /// Its bytes, without that line.
    pub bytes: &'a [u8],
    /// Its lines in the source, from 0, end exclusive, including that line.
    pub lines: std::ops::Range<usize>,
}

/// Where a message of a mailbox begins.
#[derive(Clone, Copy, Debug)]
struct Start<'a> {
    /// The byte at which the line before it begins.
    at: usize,
    /// The byte at which its header begins.
    header: usize,
    /// The number of the line before it.
    number: usize,
    /// That line.
    line: &'a [u8],
}

/// The messages of a mailbox, or the only message. Anything before the first message is left out.
pub(super) fn messages(bytes: &[u8]) -> Vec<Place<'_>> {
    let mut starts: Vec<Start<'_>> = Vec::new();
    let mut blank = true;
    let mut pending: Option<(usize, usize, &[u8], bool)> = None;
    let mut count = 0;
    for (number, (at, line)) in lines(bytes).enumerate() {
        count = number + 1;
        if let Some((from, at_line, text, after_blank)) = pending.take() {
            let headed = field_name(line).is_some() || line.starts_with(b">From ");
            let clock = has_clock(text);
            // A sentence that begins with an unescaped "From" has no time, and no header follows it.
            let is_start = if clock {
                headed || after_blank && line.is_empty()
            } else {
                after_blank && headed && has_header(bytes, at, text)
            };
            if is_start {
                starts.push(Start { at: from, header: at, number: at_line, line: text });
            }
        }
        if is_from_line(line) {
            pending = Some((at, number, line, blank));
        }
        blank = line.trim_ascii().is_empty();
    }
    let starts = without_pasted(bytes, starts);
    if starts.is_empty() {
        return vec![Place { from: None, bytes, lines: 0..count }];
    }
    // A file that is cut off can end within the line before the next message.
    let cut = pending.filter(|(at, _, line, after_blank)| *after_blank && at + line.len() == bytes.len());
    let end = cut.map_or((bytes.len(), count), |(at, number, ..)| (at, number));
    let ends = starts.iter().skip(1).map(|start| (start.at, start.number)).chain([end]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, (end, last))| {
            Some(Place { from: Some(start.line), bytes: bytes.get(start.header..end)?, lines: start.number..last })
        })
        .collect()
}

/// Whether the header of a message begins at a byte, below a line without a time: two of the fields that mail programs
/// write, or one if that line has only a sender. Words before a colon in a text are not fields.
fn has_header(bytes: &[u8], at: usize, line: &[u8]) -> bool {
    let header = Header::of(bytes.get(at..).unwrap_or_default());
    let known = super::FIELDS.iter().chain(&super::OTHERS).filter(|name| header.has(name)).count();
    let has_only_sender = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count() == 2;
    known >= 2 || known == 1 && has_only_sender || header.has("x-mozilla-status")
}

/// The starts that are those of messages. A mail that somebody pasted into theirs looks like one, but it is older than
/// the message before it and has no id, while that message has one. Programs append messages in order.
fn without_pasted<'a>(bytes: &'a [u8], starts: Vec<Start<'a>>) -> Vec<Start<'a>> {
    let has_id = |start: &Start<'_>| Header::of(bytes.get(start.header..).unwrap_or_default()).has("message-id");
    let mut kept: Vec<Start<'a>> = Vec::with_capacity(starts.len());
    let mut last: Option<String> = None;
    for start in starts {
        let time = super::date::posted(start.line);
        let is_older = time.as_ref().zip(last.as_ref()).is_some_and(|(time, last)| time < last);
        if is_older && !has_id(&start) && kept.last().is_some_and(has_id) {
            continue;
        }
        last = time;
        kept.push(start);
    }
    kept
}

/// Counts the lines of a message up to its parts, in order.
pub(super) struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> LineCounter<'a> {
    /// Begins at the first byte, which is on this line.
    pub fn new(bytes: &'a [u8], line: usize) -> Self {
        Self { bytes, at: 0, line }
    }

    /// The lines of some bytes. Calls must be in the order of the bytes.
    pub fn lines(&mut self, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.go_to(range.start);
        start..self.go_to(range.end) + 1
    }

    fn go_to(&mut self, at: usize) -> usize {
        let between = self.bytes.get(self.at.min(at)..at).unwrap_or_default();
        self.line += lines(between).count().saturating_sub(1);
        self.at = at.max(self.at);
        self.line
    }
}

/// The header of a message or of one of its parts.
#[derive(Debug, Default)]
pub(in crate::read) struct Header<'a> {
    /// Names, as written, with their values, folded lines included.
    fields: Vec<(&'a [u8], &'a [u8])>,
    /// Where the body begins.
    pub body: usize,
}

impl<'a> Header<'a> {
    /// The header of a message. Blank lines before it belong to the mailbox.
    pub fn of(bytes: &'a [u8]) -> Self {
        let start = bytes.iter().position(|byte| !matches!(byte, b'\n' | b'\r')).unwrap_or(0);
        Self::from(bytes, start)
    }

    /// The header of a part. A blank line at the beginning means that there is no header.
    pub fn of_part(bytes: &'a [u8]) -> Self {
        Self::from(bytes, 0)
    }

    /// Reads up to the first empty line, or, if that was lost, up to a line that cannot be part of a header.
    fn from(bytes: &'a [u8], start: usize) -> Self {
        let mut header = Header { fields: Vec::new(), body: bytes.len() };
        let mut open: Option<(&'a [u8], usize, usize)> = None;
        for (at, line) in lines(bytes.get(start..).unwrap_or_default()) {
            let at = start + at;
            if line.is_empty() {
                header.body = at + bytes.get(at..).map_or(0, end_of_line);
                break;
            }
            if matches!(line.first(), Some(b' ' | b'\t'))
                && let Some((_, _, end)) = &mut open
            {
                *end = at + line.len();
                continue;
            }
            header.close(bytes, open.take());
            if line.starts_with(b">From ") {
                continue;
            }
            let Some(name) = field_name(line) else {
                header.body = at;
                break;
            };
            let value = line.iter().position(|byte| *byte == b':').map_or(line.len(), |at| at + 1);
            open = Some((name, at + value, at + line.len()));
        }
        header.close(bytes, open);
        header
    }

    fn close(&mut self, bytes: &'a [u8], open: Option<(&'a [u8], usize, usize)>) {
        let Some((name, start, end)) = open else { return };
        let value = bytes.get(start..end.min(start + FIELD_BYTES)).unwrap_or_default();
        if self.fields.len() < FIELDS {
            self.fields.push((name, value));
        }
    }

    /// The first field with this name, on one line, without decoding encoded words.
    pub fn raw(&self, name: &str) -> Option<String> {
        let (_, value) = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()))?;
        let text = match std::str::from_utf8(value) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(decode(value).text),
        };
        let line = text.replace('\0', "\u{FFFD}").split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The first field with this name, with encoded words (RFC 2047) decoded.
    pub fn text(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        if !raw.contains("=?") {
            return Some(raw);
        }
        let line = encoded::words(&raw).split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// Whether there is no field at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether it has a field with this name.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// The length of the line end that these bytes begin with.
fn end_of_line(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\r\n") { 2 } else { usize::from(!bytes.is_empty()) }
}

/// The message ids in a field: the texts in angle brackets, without the white space of folded lines. Archives that hide
/// addresses write ` at ` for `@`. A field with one id and no brackets is that id.
pub(super) fn ids(field: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut rest = field;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((inside, behind)) = after.split_once('>') else { break };
        // An earlier bracket that is never closed.
        let inside = inside.rsplit('<').next().unwrap_or(inside);
        let id: String = inside.replace(" at ", "@").split_whitespace().collect();
        if !id.is_empty() {
            ids.push(id);
        }
        rest = behind;
    }
    if ids.is_empty() && !field.contains('<') {
        let bare = field.trim();
        ids.extend((bare.contains('@') && !bare.contains(char::is_whitespace)).then(|| bare.to_owned()));
    }
    ids
}

/// A `Message-ID`; brackets may be missing.
pub(super) fn message_id(field: &str) -> Option<String> {
    let first = ids(field).into_iter().next();
    first.or_else(|| Some(field.trim().to_owned()).filter(|id| !id.is_empty() && !id.contains(char::is_whitespace)))
}

/// The name and the address of the first person in a `From` field: `Name <a@b>`, `a@b (Name)`, `a at b (Name)`, `a@b`.
pub(super) fn mailbox(field: &str) -> (Option<String>, Option<String>) {
    let field = field.trim();
    if let Some((before, after)) = field.split_once('<') {
        let address = after.split('>').next().unwrap_or(after).trim();
        return (name(before), Some(address.to_owned()).filter(|address| !address.is_empty()));
    }
    if let Some((before, after)) = field.strip_suffix(')').and_then(|field| field.split_once('(')) {
        return (name(after), Some(before.trim().to_owned()).filter(|address| !address.is_empty()));
    }
    if field.contains('@') || field.contains(" at ") {
        return (None, Some(field.to_owned()));
    }
    (name(field), None)
}

/// A name without quotation marks; `None` if it is an address.
fn name(text: &str) -> Option<String> {
    let bare = text.trim().trim_matches(['"', '\'', ',', ' ']).replace("\\\"", "\"").replace("\\\\", "\\");
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    (!bare.is_empty() && !bare.contains('@')).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_cut_where_messages_begin() {
        let text = b"From a@b Tue Nov 17 15:28:37 2009\nFrom: a\n\nHi\nFrom here on, all is well.\n\nFrom now on: no\nx\n\nFrom c\nSubject: x\n\nFrom me\n";
        let found = messages(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].bytes, b"Subject: x\n\nFrom me\n");
        assert_eq!((found[0].lines.clone(), found[1].lines.clone()), (0..9, 9..14));
        assert_eq!(messages(b"From: a\r\nDate: b\r\n\r\nText").len(), 1);
        let cut = messages(b"From a Tue Nov 17 15:28:37 2009\nA: b\n\nHi\n\nFrom a Tue N");
        assert_eq!((cut.len(), cut[0].bytes), (1, b"A: b\n\nHi\n\n".as_slice()));
        let sentence =
            messages(b"From a Tue Nov 17 15:28:37 2009\nA: b\n\nFrom my side:\nCost: who pays?\n\nFrom me:\nnote: x\n");
        assert_eq!(sentence.len(), 1, "words before a colon are no header");
        // No blank line before it, but a time in it.
        assert_eq!(
            messages(b"From a Tue Nov 17 15:28:37 2009\nA: b\n\nHi\nFrom a Tue Nov 17 15:28:38 2009\nA: b\n\n").len(),
            2
        );
    }

    #[test]
    fn a_mail_pasted_into_another_is_part_of_it() {
        let text = b"From a Fri Mar  1 09:00:00 2024\nMessage-ID: <a@b>\n\nSee:\n\nFrom o@x Thu Feb 29 12:00:00 2024\nFrom: o\nSubject: s\n\nno\n\nFrom c Fri Mar  1 10:00:00 2024\nFrom: c\n\nyes\n";
        let found = messages(text);
        assert_eq!(found.len(), 2);
        assert!(found[1].bytes.starts_with(b"From: c"));
    }

    #[test]
    fn fields_are_unfolded_and_decoded() {
        let message = b"Subject: =?ISO-8859-1?Q?R=E9union?=\r\n =?utf-8?B?IGRlIG1haQ==?=\r\nX:y\r\n\r\nbody".as_slice();
        let header = Header::of(message);
        assert_eq!(header.text("subject").as_deref(), Some("Réunion de mai"));
        assert_eq!(header.raw("x").as_deref(), Some("y"));
        assert_eq!(message.get(header.body..), Some(b"body".as_slice()));
        let raw = Header::of(b"From: \xD4\xAC\xB4\xCF <a@b>\n\n").raw("From");
        assert!(raw.is_some_and(|from| from.ends_with("<a@b>")));
    }

    #[test]
    fn people_and_ids_are_told() {
        let some = |text: &str| Some(text.to_owned());
        for (field, expected) in [
            ("\"Lovelace, Ada\" <ada@x.org>", (some("Lovelace, Ada"), some("ada@x.org"))),
            ("ada at x.org (Ada L.)", (some("Ada L."), some("ada at x.org"))),
            ("ada@x.org", (None, some("ada@x.org"))),
            ("\"ada@x.org\" <ada@x.org>", (None, some("ada@x.org"))),
            ("Ada", (some("Ada"), None)),
        ] {
            assert_eq!(mailbox(field), expected, "{field}");
        }
        assert_eq!(ids("Message of Tue <a@b> <c\t d@e> <f"), ["a@b", "cd@e"]);
        assert_eq!(message_id("4CF@x").as_deref(), Some("4CF@x"));
        assert_eq!(message_id(" "), None);
        assert_eq!(ids("a@b"), ["a@b"]);
        assert_eq!(ids("<a at b> < c\n @d>"), ["a@b", "c@d"]);
        assert!(ids("Your message of Monday").is_empty());
    }
}
