//! Raw strings → their characters, also where their escapes are not all sound.

use std::borrow::Cow;

/// A raw string without its escapes. Halves of surrogate pairs, which JSON forbids and dumps have, become U+FFFD.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let quoted = format!("\"{raw}\"");
    match serde_json::from_str::<String>(&quoted) {
        Ok(text) => Cow::Owned(text),
        Err(_) => Cow::Owned(lossily(raw)),
    }
}

/// A string with escapes that are not all sound: each is taken by itself.
fn lossily(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        // A pair of surrogates is twelve characters, any other escape six or two.
        let taken = [11, 5, 1].into_iter().find_map(|length| {
            let escape = after.get(..length)?;
            Some((serde_json::from_str::<String>(&format!("\"\\{escape}\"")).ok()?, length))
        });
        if let Some((text, length)) = taken {
            out.push_str(&text);
            rest = after.get(length..).unwrap_or_default();
        } else {
            out.push('\u{FFFD}');
            let skipped = if after.starts_with('u') { 5 } else { 1 };
            rest = after.get(after.floor_char_boundary(skipped)..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use crate::read::json::Json;

    #[test]
    fn broken_escapes_lose_only_themselves() {
        let json = Json::parse("[\"a\\ud83d b\", \"\\ud83d\\ude00\", \"\\u00e9\", \"tab\there\"]");
        let said: Vec<_> = json.root().unwrap().items().map(|item| item.str().unwrap().into_owned()).collect();
        assert_eq!(said, ["a\u{FFFD} b", "😀", "é", "tab\there"]);
    }
}
