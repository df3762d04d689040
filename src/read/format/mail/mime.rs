//! The body of a message → its texts, taken out of the MIME parts.
//!
//! In come bytes. Out come the parts that a mail program would show, decoded, in order, and the number of the others.
//! One pass over the lines finds the parts with a stack of boundaries, without recursion. Nesting is limited to a depth
//! that no real mail reaches.

use encoding_rs::Encoding;

use super::encoded::{base64, quoted_printable};
use super::split::{Header, lines};
use crate::read::decode;

/// How many multiparts may be nested; real mail has five. Deeper ones are not opened.
const DEPTH: usize = 32;

/// The readable content of a message.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The texts, in order.
    pub texts: Vec<Text>,
    /// How many files are attached, including pictures.
    pub attached: usize,
    /// How many whole messages are attached.
    pub messages: usize,
    /// How many texts name an unknown encoding or are not in the encoding that they name.
    pub unknown: usize,
}

/// A text of a message.
#[derive(Debug, PartialEq, Eq)]
#[allow(clippy::struct_field_names, reason = "a text has a text")]
pub(super) struct Text {
    /// The decoded text.
    pub text: String,
    /// Whether it is HTML.
    pub is_html: bool,
    /// Whether the program broke its lines and marked that with a space at the end (RFC 3676).
    pub is_flowed: bool,
    /// Whether that space does not belong to the text.
    pub drops_space: bool,
}

impl Text {
    /// A plain text.
    pub fn plain(text: String) -> Self {
        Text { text, is_html: false, is_flowed: false, drops_space: false }
    }
}

/// A parsed `Content-Type` or `Content-Disposition`.
#[derive(Debug, Default)]
pub(super) struct Type {
    /// The type in lower case.
    pub kind: String,
    parameters: Vec<(String, String)>,
}

impl Type {
    pub(super) fn of(field: &str) -> Self {
        let mut pieces = pieces(field).into_iter();
        let kind = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let parameters = pieces
            .filter_map(|piece| {
                let (name, value) = piece.split_once('=')?;
                Some((name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned()))
            })
            .collect();
        Type { kind, parameters }
    }

    /// A parameter by its name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let is = |known: &str| known == name || known.strip_prefix(name).is_some_and(|rest| rest.starts_with('*'));
        self.parameters.iter().find(|(known, _)| is(known)).map(|(_, value)| value.as_str())
    }
}

/// A field split at its semicolons, except those inside quotation marks.
fn pieces(field: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in field.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => {
                escaped = true;
                continue;
            }
            '"' => quoted = !quoted,
            ';' if !quoted => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

/// A multipart that has begun and not ended.
struct Open {
    boundary: Vec<u8>,
    /// The number of the outermost `multipart/alternative` that it is in.
    choice: Option<usize>,
    /// Whether its parts are whole messages unless they say otherwise.
    is_digest: bool,
}

/// A part that contains no others.
pub(super) struct Leaf<'a> {
    /// Its header.
    pub header: Header<'a>,
    /// Its content, still encoded for transfer.
    pub bytes: &'a [u8],
    /// Where its bytes begin in the message.
    start: usize,
    choice: Option<usize>,
    /// Whether it is directly in a `multipart/digest`.
    is_in_digest: bool,
}

/// The whole messages in the digests of a message: their bytes in it.
pub(super) fn digest(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let is_message = |leaf: &Leaf<'_>| {
        let kind = leaf.header.raw("content-type").map(|field| Type::of(&field)).unwrap_or_default();
        leaf.is_in_digest && matches!(kind.kind.as_str(), "" | "message/rfc822") && !leaf.bytes.trim_ascii().is_empty()
    };
    let leaves = leaves(Header::of(bytes), bytes);
    leaves.iter().filter(|leaf| is_message(leaf)).map(|leaf| leaf.start..leaf.start + leaf.bytes.len()).collect()
}

/// Reads the body of a message with this header.
pub(super) fn body(header: Header<'_>, bytes: &[u8]) -> Body {
    let mut body = Body::default();
    let mut texts: Vec<(Option<usize>, Text)> = Vec::new();
    for leaf in leaves(header, bytes) {
        read(&leaf, &mut body, &mut texts);
    }
    // Of the versions of one text the plain one is kept, unless it is empty.
    let mut plain: Vec<usize> = texts
        .iter()
        .filter(|(_, text)| !text.is_html && !text.text.trim().is_empty())
        .filter_map(|(at, _)| *at)
        .collect();
    plain.dedup();
    let keep = |(choice, text): &(Option<usize>, Text)| match choice {
        Some(choice) => plain.binary_search(choice).is_ok() != text.is_html,
        None => true,
    };
    body.texts = texts.into_iter().filter(keep).map(|(_, text)| text).collect();
    body
}

/// The parts of a message that contain no others, in order.
pub(super) fn leaves<'a>(header: Header<'a>, bytes: &'a [u8]) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut choices = 0;
    // The current part: its header, where its body begins, its choice.
    let start = header.body;
    let mut part = enter(header, start, &mut open, &mut choices);
    if open.is_empty() {
        let bytes = bytes.get(start..).unwrap_or_default();
        let leaf = |(header, _, choice)| Leaf { header, bytes, start, choice, is_in_digest: false };
        return part.take().map(leaf).into_iter().collect();
    }
    let mut header_until = start;
    for (at, line) in lines(bytes.get(start..).unwrap_or_default()) {
        let at = start + at;
        if at < header_until || !line.starts_with(b"--") {
            continue;
        }
        let Some((depth, last)) = boundary(line, &open) else { continue };
        if let Some((header, from, choice)) = part.take() {
            let bytes = without_last_end(bytes.get(from..at).unwrap_or_default());
            let is_in_digest = open.last().is_some_and(|open| open.is_digest);
            leaves.push(Leaf { header, bytes, start: from, choice, is_in_digest });
        }
        open.truncate(depth + usize::from(!last));
        if last {
            continue;
        }
        let after = at + line.len();
        let after = after + bytes.get(after..).map_or(0, |rest| if rest.starts_with(b"\r\n") { 2 } else { 1 });
        let rest = bytes.get(after..).unwrap_or_default();
        let header = Header::of_part(rest);
        header_until = after + header.body;
        part = enter(header, header_until, &mut open, &mut choices);
    }
    if let Some((header, from, choice)) = part {
        let is_in_digest = open.last().is_some_and(|open| open.is_digest);
        leaves.push(Leaf { header, bytes: bytes.get(from..).unwrap_or_default(), start: from, choice, is_in_digest });
    }
    leaves
}

type Part<'a> = Option<(Header<'a>, usize, Option<usize>)>;

/// Enters a part: opens a multipart, or returns a part without others.
fn enter<'a>(header: Header<'a>, body: usize, open: &mut Vec<Open>, choices: &mut usize) -> Part<'a> {
    let kind = header.raw("content-type").map(|field| Type::of(&field)).unwrap_or_default();
    let outer = open.last().and_then(|last| last.choice);
    let boundary = kind.get("boundary").filter(|boundary| !boundary.is_empty() && boundary.len() <= 200);
    match boundary {
        Some(boundary) if kind.kind.starts_with("multipart/") && open.len() < DEPTH => {
            let choice = outer.or_else(|| {
                (kind.kind == "multipart/alternative").then(|| {
                    *choices += 1;
                    *choices
                })
            });
            let is_digest = kind.kind == "multipart/digest";
            open.push(Open { boundary: boundary.as_bytes().to_vec(), choice, is_digest });
            None
        }
        _ => Some((header, body, outer)),
    }
}

/// The open multipart that a line with two hyphens divides, and whether the line ends it.
fn boundary(line: &[u8], open: &[Open]) -> Option<(usize, bool)> {
    let rest = line.get(2..)?.trim_ascii_end();
    open.iter().enumerate().rev().find_map(|(depth, open)| match rest.strip_prefix(open.boundary.as_slice())? {
        b"" => Some((depth, false)),
        b"--" => Some((depth, true)),
        _ => None,
    })
}

/// The line end before a boundary belongs to the boundary.
fn without_last_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn read(leaf: &Leaf<'_>, body: &mut Body, texts: &mut Vec<(Option<usize>, Text)>) {
    let kind = leaf.header.raw("content-type").map(|field| Type::of(&field)).unwrap_or_default();
    let disposition = leaf.header.raw("content-disposition").map(|field| Type::of(&field)).unwrap_or_default();
    if kind.kind.starts_with("message/") {
        body.messages += 1;
        return;
    }
    // A multipart without a boundary, or nested too deep, is shown as it is.
    let unsplit = kind.kind.starts_with("multipart/");
    let is_text = unsplit || matches!(kind.kind.as_str(), "" | "text" | "text/plain" | "text/html" | "text/enriched");
    let named = kind.get("name").or(disposition.get("filename")).is_some();
    if !is_text || disposition.kind == "attachment" || named && disposition.kind != "inline" {
        body.attached += 1;
        return;
    }
    let encoding = leaf.header.raw("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.as_str() {
        "quoted-printable" => quoted_printable(leaf.bytes),
        "base64" => base64(leaf.bytes),
        _ => leaf.bytes.to_vec(),
    };
    let (text, good) = decoded(&bytes, kind.get("charset"));
    body.unknown += usize::from(!good);
    let flag = |name: &str, value: &str| kind.get(name).is_some_and(|given| given.eq_ignore_ascii_case(value));
    let text = Text {
        text,
        is_html: kind.kind == "text/html",
        is_flowed: flag("format", "flowed"),
        drops_space: flag("delsp", "yes"),
    };
    texts.push((leaf.choice, text));
}

/// The text of some bytes, and whether they were in the encoding that their label names. Valid UTF-8 is read as UTF-8
/// even if the label names a Latin encoding: half of the mail with such a label is UTF-8. If the label is unknown or
/// missing, the encoding is guessed.
pub(super) fn decoded(bytes: &[u8], charset: Option<&str>) -> (String, bool) {
    let label = charset.map(|charset| charset.trim().trim_matches('\''));
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let latin = named.is_none_or(|encoding| encoding == encoding_rs::WINDOWS_1252 || encoding == encoding_rs::UTF_8);
    if latin && let Ok(text) = std::str::from_utf8(bytes) {
        let known = named.is_some() || label.is_none() || bytes.is_ascii();
        return (text.replace('\0', "\u{FFFD}"), known);
    }
    match named.filter(|encoding| *encoding != encoding_rs::REPLACEMENT) {
        Some(encoding) => {
            let (text, bad) = encoding.decode_without_bom_handling(bytes);
            (text.replace('\0', "\u{FFFD}"), !bad)
        }
        None => (decode(bytes).text, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(message: &[u8]) -> Vec<String> {
        body(Header::of(message), message).texts.into_iter().map(|text| text.text).collect()
    }

    #[test]
    fn of_two_versions_the_plain_one_is_read() {
        let message = b"Content-Type: multipart/mixed; boundary=\"a;b\"\n\npreamble\n--a;b\nContent-Type: multipart/alternative;\n boundary=c\n\n--c\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nd=E9j=\n=E0\n--c\nContent-Type: text/html\n\n<p>d\n--c--\n--a;b\nContent-Type: text/plain\n\nfooter\n--a;b\nContent-Type: image/png; name=x\n\n\x89PNG\n--a;b--\nepilogue";
        assert_eq!(texts(message), ["déjà", "footer"]);
        assert_eq!(body(Header::of(message), message).attached, 1);
    }

    #[test]
    fn html_is_read_where_the_plain_version_is_empty() {
        let message = b"Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\n \r\n--c\r\nContent-Type: text/html\r\n\r\n<p>d\r\n--c--\r\n";
        assert_eq!(texts(message), ["<p>d"]);
    }

    #[test]
    fn encodings_are_those_named_or_guessed() {
        assert_eq!(decoded(b"d\xE9j\xE0", Some("ISO-8859-1")), ("déjà".into(), true));
        assert_eq!(decoded("déjà".as_bytes(), Some("us-ascii")), ("déjà".into(), true));
        assert_eq!(decoded(b"d\xE9j\xE0 vu, c'est l'\xE9t\xE9", Some("unknown-8bit")).0, "déjà vu, c'est l'été");
        assert!(!decoded(b"d\xE9j\xE0", Some("x-nobody")).1);
    }

    #[test]
    fn nesting_is_bounded_and_linear() {
        let mut message = Vec::new();
        for depth in 0..50_000 {
            message.extend(format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n").into_bytes());
        }
        assert!(texts(&message).len() <= 1);
        let flat = "--b\nContent-Type: multipart/mixed; boundary=nowhere\n\nx\n".repeat(50_000);
        let message = format!("Content-Type: multipart/mixed; boundary=b\n\n{flat}");
        assert!(body(Header::of(message.as_bytes()), message.as_bytes()).texts.is_empty());
    }
}
