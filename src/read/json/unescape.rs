//! Raw strings → their characters, even if some escapes are invalid.

use std::borrow::Cow;

/// Decodes the escapes of a raw string. Unpaired surrogates, which JSON forbids and dumps contain, become U+FFFD.
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

/// Decodes a string with invalid escapes, one escape at a time.
fn lossily(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut remaining = raw;
    while let Some((before, after)) = remaining.split_once('\\') {
        out.push_str(before);
        // A pair of surrogates is twelve characters, any other escape six or two.
        let decoded = [11, 5, 1].into_iter().find_map(|length| {
            let escape = after.get(..length)?;
            Some((serde_json::from_str::<String>(&format!("\"\\{escape}\"")).ok()?, length))
        });
        if let Some((text, length)) = decoded {
            out.push_str(&text);
            remaining = after.get(length..).unwrap_or_default();
        } else {
            out.push('\u{FFFD}');
            let skipped = if after.starts_with('u') { 5 } else { 1 };
            remaining = after.get(after.floor_char_boundary(skipped)..).unwrap_or_default();
        }
    }
    out.push_str(remaining);
    out
}

#[cfg(test)]
mod tests {
    use crate::read::json::Json;

    #[test]
    fn an_invalid_escape_costs_only_itself() {
        let json = Json::parse("[\"a\\ud83d b\", \"\\ud83d\\ude00\", \"\\u00e9\", \"tab\there\"]");
        let texts: Vec<_> = json.root().unwrap().items().map(|item| item.str().unwrap().into_owned()).collect();
        assert_eq!(texts, ["a\u{FFFD} b", "😀", "é", "tab\there"]);
    }
}
