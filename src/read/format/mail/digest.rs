//! A digest of a mailing list → the messages in it.
//!
//! In comes one message; out come the messages that it collects, if it is a digest: the parts of a `multipart/digest`
//! (RFC 2046), or the text between lines of 30 hyphens below a line of 70 (RFC 1153), as Mailman and LISTSERV write it.

use super::mime;
use super::split::{Header, lines};

/// The shortest line of hyphens that ends the list of contents. RFC 1153 has 70.
const CONTENTS_END: usize = 60;

/// The line of hyphens between two messages, by RFC 1153.
const BETWEEN: usize = 30;

/// The messages of a digest.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Digest {
    /// Whole messages: the bytes of each in the digest.
    Parts(Vec<std::ops::Range<usize>>),
    /// Messages in a decoded text.
    Texts(Vec<String>),
}

/// The messages in a message; `None` if it is not a digest.
pub(super) fn of(header: &Header<'_>, bytes: &[u8]) -> Option<Digest> {
    if header.raw("content-type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/")) {
        let parts = mime::digest(bytes);
        if !parts.is_empty() {
            return Some(Digest::Parts(parts));
        }
    }
    // Only the body of a message without parts, or its first text, can be a digest of the other kind.
    let raw = bytes.get(header.body..)?;
    if !may_be_text_digest(raw) {
        return None;
    }
    let body = mime::body(Header::of(bytes), bytes);
    let text = body.texts.into_iter().find(|text| !text.is_html)?.text;
    texts(&text).map(Digest::Texts)
}

/// Whether a text begins like a digest that was saved without its own header: a list of contents above a long line of
/// hyphens, and below it the header of a message.
pub(super) fn begins(head: &[u8]) -> bool {
    let is_long = |line: &[u8]| line.len() >= CONTENTS_END && line.iter().all(|byte| *byte == b'-');
    let mut rules = lines(head).filter(|(_, line)| is_long(line.trim_ascii()));
    let Some((at, line)) = rules.next() else { return false };
    let below = Header::of(head.get(at + line.len()..).unwrap_or_default());
    ["from", "date", "subject"].iter().all(|name| below.has(name))
}

/// Whether the lines of a body that are readable in any encoding of it can be those of a digest.
fn may_be_text_digest(body: &[u8]) -> bool {
    let is_long = |line: &[u8]| line.len() >= CONTENTS_END && line.iter().all(|byte| *byte == b'-');
    let is_rule = |line: &[u8]| line.len() == BETWEEN && line.iter().all(|byte| *byte == b'-');
    let mut lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.any(is_long) && lines.any(is_rule) || is_base64(body)
}

/// Whether a body has only characters of base64 in its first line, which is as long as programs make it.
fn is_base64(body: &[u8]) -> bool {
    let line = body.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    line.len() >= 60 && line.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

/// The messages in the text of a digest.
fn texts(text: &str) -> Option<Vec<String>> {
    let is_rule = |line: &str, least: usize, most: usize| {
        let line = line.trim();
        (least..=most).contains(&line.len()) && line.bytes().all(|byte| byte == b'-')
    };
    let mut lines = text.lines();
    lines.by_ref().find(|line| is_rule(line, CONTENTS_END, 80))?;
    let mut chunks: Vec<String> = vec![String::new()];
    let mut was_blank = true;
    for line in lines {
        if was_blank && is_rule(line, BETWEEN, BETWEEN) {
            chunks.push(String::new());
        } else if let Some(chunk) = chunks.last_mut() {
            chunk.push_str(line);
            chunk.push('\n');
        }
        was_blank = line.trim().is_empty();
    }
    let mut messages: Vec<String> = Vec::new();
    let mut numbered = 0;
    for chunk in chunks {
        let header = Header::of(chunk.as_bytes());
        if header.has("from") && (header.has("date") || header.has("subject")) {
            numbered += usize::from(header.has("message") || header.has("message-id"));
            messages.push(chunk);
        } else if let Some(last) = messages.last_mut().filter(|_| !is_footer(&header, &chunk)) {
            // A line of hyphens inside a message.
            last.push_str(&"-".repeat(BETWEEN));
            last.push('\n');
            last.push_str(&chunk);
        }
    }
    (messages.len() >= 2 || messages.len() == 1 && numbered == 1).then_some(messages)
}

/// Whether a chunk without the header of a message is the end of the digest: the footer with its own subject, or the
/// last line, which names the digest above a line of asterisks.
fn is_footer(header: &Header<'_>, chunk: &str) -> bool {
    let has_subject = header.has("subject") && !header.has("from");
    let mut lines = chunk.lines().filter(|line| !line.trim().is_empty());
    let last = (lines.next(), lines.next(), lines.next());
    let is_end = match last {
        (Some(first), Some(second), None) => second.bytes().all(|byte| byte == b'*') && !first.is_empty(),
        (None, ..) => true,
        _ => false,
    };
    has_subject || is_end || chunk.trim_start().starts_with("End of ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "From: ferry-request@b.org\nSubject: Ferry Digest, Vol 2, Issue 3\nDate: Mon, 1 Mar 2021 12:00:00 +0000\n\nSend Ferry mailing list submissions to\n\tferry@b.org\n\nToday's Topics:\n\n   1. Night ferry (Ann)\n   2. Re: Night ferry (Bob)\n\n\n----------------------------------------------------------------------\n\nMessage: 1\nDate: Mon, 1 Mar 2021 10:00:00 +0000\nFrom: Ann <a@b.org>\nSubject: [Ferry] Night ferry\nMessage-ID: <1@b.org>\n\nIt should run.\n\n------------------------------\n\nMessage: 2\nDate: Mon, 1 Mar 2021 11:00:00 +0000\nFrom: Bob <b@b.org>\nSubject: Re: [Ferry] Night ferry\nMessage-ID: <2@b.org>\n\nNo. A rule:\n\n------------------------------\n\nand on.\n\n------------------------------\n\nSubject: Digest Footer\n\n_______________________________________________\nFerry mailing list\n\n------------------------------\n\nEnd of Ferry Digest, Vol 2, Issue 3\n***********************************\n";

    #[test]
    fn text_between_rules_is_messages() {
        let Some(Digest::Texts(texts)) = of(&Header::of(LIST.as_bytes()), LIST.as_bytes()) else { panic!("no digest") };
        assert_eq!(texts.len(), 2);
        let body = LIST.split_once("\n\n").unwrap().1.as_bytes();
        assert!(begins(body) && of(&Header::of(body), body).is_some(), "without its own header");
        assert!(texts[0].contains("It should run.") && texts[1].trim_end().ends_with("and on."), "{texts:?}");
        let plain = "From: a@b.org\n\nA table\n\n----------------------------------------------------------------------\nx\n\n------------------------------\n\ny\n";
        assert_eq!(of(&Header::of(plain.as_bytes()), plain.as_bytes()), None);
        assert!(!begins(plain.as_bytes()));
    }

    #[test]
    fn parts_of_a_digest_are_messages() {
        let text = b"From: x\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\ncontents\n--m\nContent-Type: multipart/digest; boundary=d\n\n--d\n\nFrom: Ann\nSubject: a\n\none\n--d\nContent-Type: message/rfc822\nMIME-Version: 1.0\n\nFrom: Bob\nContent-Type: multipart/alternative; boundary=e\n\n--e\n\ntwo\n--e--\n--d--\n--m--\n";
        let Some(Digest::Parts(parts)) = of(&Header::of(text), text) else { panic!("no digest") };
        let starts: Vec<_> = parts
            .iter()
            .map(|part| String::from_utf8_lossy(&text[part.clone()]).trim().lines().next().unwrap().to_owned())
            .collect();
        assert_eq!(starts, ["From: Ann", "From: Bob"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(text in "(From: a\n|Date: b\n|\n|-{30}\n|-{70}\n|--d\n|--d--\n|Content-Type: multipart/digest; boundary=d\n|x|é){0,40}") {
            let _ = of(&Header::of(text.as_bytes()), text.as_bytes());
            let _ = texts(&text);
        }
    }
}
