//! Text that was decoded twice: UTF-8 that was read as Windows-1252 and saved again, `Ã©` for `é`.
//!
//! It is detected and reported, but repaired only if the user asks for it.

use encoding_rs::WINDOWS_1252;

use crate::diagnostic::Diagnostic;

/// How many broken letters are needed for a report. One or two may come from a text about this very problem.
const SUSPICIOUS: usize = 3;

/// The first byte in UTF-8 of `Â`, `Ã`, `Å` and `â`, with which broken letters and quotation marks of Western languages
/// begin.
const LEAD: u8 = 0xC3;

/// The second byte of each of the four.
const LEADS: [u8; 4] = [0x82, 0x83, 0x85, 0xA2];

/// Reports a text that was decoded twice.
pub fn detect(text: &str) -> Option<Diagnostic> {
    let (broken, first) = count(text);
    if broken < SUSPICIOUS {
        return None;
    }
    // A broken letter is two or three non-ASCII characters.
    let intact = text.bytes().filter(|byte| *byte >= 0xC0).count().saturating_sub(2 * broken);
    // In a text that was decoded twice, most non-ASCII letters are broken.
    if broken * 2 < intact {
        return None;
    }
    let message = format!("the text was decoded twice: {broken} letters look like `{}`", first?);
    let help = "--mend-encoding puts it right; better still, download or export it again as UTF-8";
    Some(Diagnostic::warning("decoded-twice", message).help(help))
}

/// How many letters are broken, and the first of them.
fn count(text: &str) -> (usize, Option<&str>) {
    let mut first = None;
    let mut count = 0;
    let bytes = text.as_bytes();
    for start in memchr::memchr_iter(LEAD, bytes) {
        if !bytes.get(start + 1).is_some_and(|next| LEADS.contains(next)) {
            continue;
        }
        let remaining = text.get(start..).unwrap_or_default();
        let broken = [2, 3].into_iter().find_map(|length| {
            let end = remaining.char_indices().nth(length).map_or(remaining.len(), |(end, _)| end);
            remaining.get(..end).filter(|letters| repaired(letters).is_some_and(|letter| letter.chars().count() == 1))
        });
        if let Some(letters) = broken {
            count += 1;
            first.get_or_insert(letters);
        }
    }
    (count, first)
}

/// The text decoded only once, if all its characters are in Windows-1252 and their bytes are valid UTF-8.
fn repaired(text: &str) -> Option<String> {
    let (bytes, _, failed) = WINDOWS_1252.encode(text);
    if failed { None } else { String::from_utf8(bytes.into_owned()).ok() }
}

/// The text whose bytes in UTF-8 were escaped one by one, as `\u00c3\u00aa` for `ê`: every character is one byte. `None` if it
/// is no such text.
pub(in crate::read) fn bytewise(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|char| u8::try_from(u32::from(char)).ok()).collect();
    String::from_utf8(bytes?).ok()
}

/// The text with every run of letters that was decoded twice repaired; everything else stays.
pub fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some(start) = remaining.find(|c: char| !c.is_ascii()) {
        let (before, after) = remaining.split_at(start);
        out.push_str(before);
        let end = after.find(|c: char| c.is_ascii()).unwrap_or(after.len());
        let (run, behind) = after.split_at(end);
        out.push_str(repaired(run).as_deref().unwrap_or(run));
        remaining = behind;
    }
    out.push_str(remaining);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "« Déjà », dit-il : l’été à Nîmes… ça coûte 5 €, où est l’œuvre ?";

    fn twice(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn a_text_decoded_twice_is_reported_and_repaired() {
        let broken = twice(TEXT);
        assert!(detect(&broken).is_some_and(|warning| warning.message.contains("Â«")), "{broken}");
        assert_eq!(repair(&broken), TEXT);
    }

    #[test]
    fn intact_text_stays() {
        let about = format!("{TEXT} Sur ce site « é » devient « Ã© ».");
        for intact in [TEXT, "Âge, Âme, Pâques ; tâche, théâtre.", "São Paulo, Ångström, Łódź", "Ã Ã Ã", &about]
        {
            assert!(detect(intact).is_none(), "{intact}");
        }
        assert_eq!(repair(TEXT), TEXT);
    }
}
