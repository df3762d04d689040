//! Encodings inside mails: encoded words of header fields (RFC 2047), quoted-printable and base64 (RFC 2045).
//!
//! All are read as leniently as mail programs read them. Linear.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::mime::decoded;
use super::split::lines;

/// Base64 without padding. The bits that a cut-off group leaves over are dropped.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// A header field on one line with its encoded words decoded: `=?utf-8?q?d=C3=A9j=C3=A0?=`. White space between two
/// encoded words is dropped; what is no encoded word stays as it is.
pub(super) fn words(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut remaining = field;
    let mut follows_word = false;
    while let Some(start) = remaining.find("=?") {
        let (before, word) = remaining.split_at(start);
        let Some((text, after)) = encoded_word(word) else {
            let (mark, after) = word.split_at("=?".len());
            out.extend([before, mark]);
            remaining = after;
            follows_word = false;
            continue;
        };
        if !(follows_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&text);
        remaining = after;
        follows_word = true;
    }
    out + remaining
}

/// The text of the encoded word that a text begins with, and what follows it.
fn encoded_word(text: &str) -> Option<(String, &str)> {
    let (charset, after) = text.strip_prefix("=?")?.split_once('?')?;
    let (encoding, after) = after.split_once('?')?;
    let (data, after) = after.split_once("?=")?;
    // A language may follow the name of the encoding (RFC 2231).
    let charset = charset.split('*').next().filter(|charset| charset.len() >= 2)?;
    let bytes = match encoding {
        "q" | "Q" => quoted_word(data)?,
        "b" | "B" => {
            let code: Vec<u8> = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
            groups(&code)?
        }
        _ => return None,
    };
    Some((decoded(&bytes, Some(charset)).0, after))
}

/// The bytes of an encoded word in the *Q* encoding; `None` if a code in it is not one.
fn quoted_word(data: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len());
    let mut bytes = data.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'=' => out.push(hex(bytes.next())? * 16 + hex(bytes.next())?),
            b'_' => out.push(b' '),
            byte => out.push(byte),
        }
    }
    Some(out)
}

/// The value of a hexadecimal digit.
fn hex(byte: Option<u8>) -> Option<u8> {
    char::from(byte?).to_digit(16).map(|digit| digit as u8)
}

/// Quoted-printable, with what is no code left as it is.
pub(super) fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'=' {
            let digit = |at: usize| hex(bytes.get(at).copied());
            if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
                out.push(high * 16 + low);
                at += 3;
                continue;
            }
            // White space may come between the mark and the line end that it removes.
            let gap =
                bytes.get(at + 1..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let end = at + 1 + gap;
            match (bytes.get(end), bytes.get(end + 1)) {
                (Some(b'\r'), Some(b'\n')) => {
                    at = end + 2;
                    continue;
                }
                (Some(b'\n' | b'\r'), _) => {
                    at = end + 1;
                    continue;
                }
                _ => {}
            }
        }
        out.push(*byte);
        at += 1;
    }
    out
}

/// Base64. What follows its end, such as the footer of a mailing list, is plain text and kept.
pub(in crate::read) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut code: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut footer: &[u8] = &[];
    for (at, line) in lines(bytes) {
        let line = line.trim_ascii();
        if line.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')) {
            code.extend_from_slice(line);
        } else {
            footer = bytes.get(at..).unwrap_or_default();
            break;
        }
    }
    // A code that was cut off ends within a group of four.
    code.truncate(code.len() / 4 * 4);
    let mut out = groups(&code).unwrap_or_default();
    if !footer.trim_ascii().is_empty() {
        out.push(b'\n');
        out.extend_from_slice(footer);
    }
    out
}

/// The bytes of some base64; padding may be anywhere or missing. `None` if there is another character in it.
fn groups(code: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(code.len() / 4 * 3 + 3);
    for part in code.split(|byte| *byte == b'=') {
        // One character of a group holds no whole byte.
        let whole = part.len() - usize::from(part.len() % 4 == 1);
        BASE64.decode_vec(part.get(..whole)?, &mut out).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_decoded() {
        for (field, expected) in [
            ("=?utf-8?q?d=C3=A9j=C3=A0_vu?=", "déjà vu"),
            ("Re: =?UTF-8?B?w6l0w6k=?= 2020", "Re: été 2020"),
            ("=?iso-8859-1*fr?Q?=E9t?= =?ISO-8859-1?q?=E9?= ici", "été ici"),
            ("a@b (=?utf-8?q?Zo=C3=A9?=)", "a@b (Zoé)"),
            ("=?utf-8?b?w 6 l 0?=", "ét"),
            ("=?utf-8?b?w6l0?=", "ét"),
            ("=?utf-8?q?a?b?=", "a?b"),
            // These are no encoded words.
            ("=?utf-8?q?a=ZZ?= x", "=?utf-8?q?a=ZZ?= x"),
            ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
            ("=?utf-8?b?***?=", "=?utf-8?b?***?="),
            ("a =? b", "a =? b"),
            ("=?=?=?", "=?=?=?"),
            ("2 + 2 =? 5", "2 + 2 =? 5"),
        ] {
            assert_eq!(words(field), expected, "{field}");
        }
    }

    #[test]
    fn transfer_encodings_are_read_leniently() {
        assert_eq!(quoted_printable(b"a=20=C3=A9= \r\nb=\nc=zz ="), "a \u{e9}bc=zz =".as_bytes());
        assert_eq!(base64(b"w6l0\r\nw6k\r\n"), "été".as_bytes().get(..3).map_or(Vec::new(), <[u8]>::to_vec));
        assert_eq!(base64(b"w6l0w6k=\n__________\nlist\n"), "été\n__________\nlist\n".as_bytes());
        assert_eq!(base64(b"YQ==YWI=YWJj"), b"aababc", "several codes in a row, each with its padding");
    }

    proptest::proptest! {
        #[test]
        fn what_is_encoded_is_decoded_again(text in "\\PC{0,40}") {
            let code = base64::engine::general_purpose::STANDARD.encode(&text);
            proptest::prop_assert_eq!(words(&format!("=?utf-8?B?{code}?=")), text.clone());
            proptest::prop_assert_eq!(base64(code.as_bytes()), text.as_bytes());
        }

        #[test]
        fn any_field_is_survived(field in "(=\\?|\\?=|\\?|utf-8|[bq=_ A]){0,30}") {
            let _ = words(&field);
        }
    }
}
