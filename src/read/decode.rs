//! Bytes → text: byte order marks, UTF-8, UTF-16, detection of legacy encodings, line ends, NUL.
//!
//! In come the bytes of an input, out comes the *decoded source*: the text that all spans of this stage refer to.
//! Nothing here fails: invalid bytes become U+FFFD and are counted in a warning.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::mojibake;
use crate::diagnostic::Diagnostic;

/// How many bytes are examined for the NUL pattern of UTF-16 without a byte order mark.
const PATTERN_BYTES: usize = 4096;

/// The decoded source.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The text: no byte order mark, `\n` as the only line end, no NUL.
    pub text: String,
    /// The WHATWG name of its encoding.
    pub encoding: &'static str,
    /// What was guessed or replaced.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decodes an input. The encoding follows from, in this order: byte order mark, NUL pattern, valid or mostly valid
/// UTF-8, the declaration of a page or document, detection. Valid UTF-8 is hardly ever anything else, even if a page
/// declares it.
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut diagnostics = Vec::new();
    let marked = Encoding::for_bom(bytes);
    let body = marked.and_then(|(_, length)| bytes.get(length..)).unwrap_or(bytes);
    let pattern = if marked.is_none() { utf16_without_mark(bytes) } else { None };
    // Nearly all sources are valid UTF-8. It is checked only once, since for text with accents that is most of the
    // work.
    let may_be_utf8 = marked.is_none_or(|(encoding, _)| encoding == UTF_8) && pattern.is_none();
    let valid = if may_be_utf8 { std::str::from_utf8(body).ok() } else { None };
    let (encoding, (text, bad)) = if let Some(text) = valid {
        (UTF_8, (Cow::Borrowed(text), false))
    } else {
        let encoding = marked.map_or_else(|| unmarked(bytes, pattern, &mut diagnostics), |(encoding, _)| encoding);
        (encoding, encoding.decode_without_bom_handling(body))
    };
    let text = normal_lines(&text);
    if bad {
        let count = text.matches('\u{FFFD}').count();
        diagnostics.push(
            Diagnostic::warning(
                "bad-encoding",
                format!("{} not valid {}", counted(count, "byte sequence is", "byte sequences are"), encoding.name()),
            )
            .help("they are shown as U+FFFD; save the source as UTF-8 to keep them"),
        );
    }
    let (text, nuls) = without_nul(text);
    if nuls > 0 {
        diagnostics.push(
            Diagnostic::warning(
                "nul-bytes",
                format!("{} replaced by U+FFFD", counted(nuls, "NUL character was", "NUL characters were")),
            )
            .help("a text file has none; is this the file you meant?"),
        );
    }
    diagnostics.extend(mojibake::detect(&text));
    Decoded { text, encoding: encoding.name(), diagnostics }
}

/// The encoding of a source that has no byte order mark and is not valid UTF-8.
fn unmarked(bytes: &[u8], pattern: Option<&'static Encoding>, diagnostics: &mut Vec<Diagnostic>) -> &'static Encoding {
    if let Some(encoding) = pattern {
        diagnostics.push(guessed(encoding));
        return encoding;
    }
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }
    declared(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        diagnostics.push(guessed(encoding));
        encoding
    })
}

/// How many bytes of a page or document are searched for its declared encoding. The HTML standard says 1024, but sites
/// declare it later.
const DECLARED_BYTES: usize = 4096;

/// The encoding that a page (`<meta charset>`) or a document (`<?xml encoding>`) declares, if it is possible for bytes
/// that are not UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(DECLARED_BYTES))?;
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let keys = ["charset=", "encoding="];
    let (start, length) = keys.iter().filter_map(|key| Some((head.find(key)?, key.len()))).min()?;
    let value = head.get(start + length..)?.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c))).unwrap_or(value.len());
    // A declaration in ASCII bytes cannot be true for UTF-16.
    Encoding::for_label(value.get(..end)?.as_bytes())
        .filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible())
}

/// A count with its noun: `1 comma is`, `2 commas are`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn guessed(encoding: &'static Encoding) -> Diagnostic {
    Diagnostic::note("guessed-encoding", format!("not UTF-8; read as {}", encoding.name()))
        .help("save the source as UTF-8 if accents look wrong")
}

/// UTF-16 without a byte order mark: in Latin text, nearly every second byte is NUL, and no other.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(PATTERN_BYTES))?;
    let pairs = head.len() / 2;
    if pairs == 0 || bytes.len() % 2 == 1 {
        return None;
    }
    let nuls = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (nuls(0), nuls(1));
    // Three quarters leave room for curly quotes and other characters beyond Latin-1.
    if second * 4 >= pairs * 3 && first * 20 <= pairs {
        Some(UTF_16LE)
    } else if first * 4 >= pairs * 3 && second * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 with at most as many invalid sequences as valid multi-byte characters. A damaged UTF-8
/// file is still UTF-8, and a file in a legacy encoding hardly ever has even one valid multi-byte sequence.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad <= good
}

/// Replaces CRLF and single CR by LF.
fn normal_lines(text: &str) -> String {
    if !text.contains('\r') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some((before, after)) = remaining.split_once('\r') {
        out.push_str(before);
        out.push('\n');
        remaining = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(remaining);
    out
}

/// Replaces NUL by U+FFFD and counts it: NUL ends strings in many of the programs that read our outputs.
fn without_nul(text: String) -> (String, usize) {
    let count = memchr::memchr_iter(0, text.as_bytes()).count();
    if count == 0 { (text, 0) } else { (text.replace('\0', "\u{FFFD}"), count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "8 commentaires\nÇa alors, l’été à Nîmes : « déjà » ?\nNon.\n";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_of_the_same_text_decodes_to_it() {
        let with_mark = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
        let cases = [
            ("utf-8", TEXT.as_bytes().to_vec()),
            ("utf-8 with mark", with_mark(b"\xEF\xBB\xBF", TEXT.as_bytes().to_vec())),
            ("utf-16le with mark", with_mark(b"\xFF\xFE", utf16(TEXT, false))),
            ("utf-16be with mark", with_mark(b"\xFE\xFF", utf16(TEXT, true))),
            ("utf-16le", utf16(TEXT, false)),
            ("utf-16be", utf16(TEXT, true)),
            ("windows-1252", encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned()),
            ("crlf", TEXT.replace('\n', "\r\n").into_bytes()),
            ("cr", TEXT.replace('\n', "\r").into_bytes()),
        ];
        for (name, bytes) in cases {
            assert_eq!(decode(&bytes).text, TEXT, "{name}");
        }
    }

    #[test]
    fn invalid_utf8_is_counted_and_kept() {
        let decoded = decode(b"\xC3\xA9t\xC3\xA9 bad\xFFbyte");
        assert_eq!(decoded.text, "été bad\u{FFFD}byte");
        assert_eq!(decoded.diagnostics.len(), 1);
        assert_eq!(decoded.diagnostics[0].code, "bad-encoding");
        assert!(decoded.diagnostics[0].message.starts_with("1 byte sequence is"));
    }

    #[test]
    fn a_declared_encoding_counts_unless_the_bytes_are_utf8() {
        let page = "<html><head><meta charset='iso-8859-2'></head><p>Łódź";
        let bytes = encoding_rs::ISO_8859_2.encode(page).0.into_owned();
        assert_eq!(decode(&bytes).text, page);
        let wrong = page.replace("8859-2", "8859-1");
        assert_eq!(decode(wrong.as_bytes()).text, wrong, "UTF-8 wins over the declaration");
        let document = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>Да</a>";
        assert_eq!(decode(&encoding_rs::WINDOWS_1251.encode(document).0).text, document);
    }

    #[test]
    fn nul_is_replaced() {
        let decoded = decode(b"a\0b");
        assert_eq!(decoded.text, "a\u{FFFD}b");
        assert_eq!(decoded.diagnostics[0].code, "nul-bytes");
    }
}
