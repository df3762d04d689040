//! Text that was decoded twice: UTF-8 taken for Windows-1252 and saved again, `Ã©` for `é`.
//!
//! It is told and reported, and put right where the user asks: the words themselves are never changed unasked.

use encoding_rs::WINDOWS_1252;

use crate::diagnostic::Diagnostic;

/// How many broken letters make a text suspicious: one or two may be talk about the fault itself.
const SUSPICIOUS: usize = 3;

/// First characters of letters of Western languages and of their quotation marks, as they look then: `Â`, `Ã`, `Å` and
/// `â`. In UTF-8 all four begin with the same byte, and these follow.
const LEAD: u8 = 0xC3;
const LEADS: [u8; 4] = [0x82, 0x83, 0x85, 0xA2];

/// Says that a text was decoded twice, where it was.
pub fn found(text: &str) -> Option<Diagnostic> {
    let (broken, first) = count(text);
    if broken < SUSPICIOUS {
        return None;
    }
    // A broken letter is two characters beyond ASCII or three.
    let sound = text.bytes().filter(|byte| *byte >= 0xC0).count().saturating_sub(2 * broken);
    // In a text in which both occur, most are broken where the text was decoded twice.
    if broken * 2 < sound {
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
    for at in memchr::memchr_iter(LEAD, bytes) {
        if !bytes.get(at + 1).is_some_and(|next| LEADS.contains(next)) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let broken = [2, 3].into_iter().find_map(|length| {
            let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
            rest.get(..end).filter(|letters| mended(letters).is_some_and(|letter| letter.chars().count() == 1))
        });
        if let Some(letters) = broken {
            count += 1;
            first.get_or_insert(letters);
        }
    }
    (count, first)
}

/// The text decoded once, where its characters are all of Windows-1252 and their bytes are UTF-8.
fn mended(text: &str) -> Option<String> {
    let (bytes, _, failed) = WINDOWS_1252.encode(text);
    if failed { None } else { String::from_utf8(bytes.into_owned()).ok() }
}

/// The text with every run of letters that was decoded twice put right; what is sound stays.
pub fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let end = after.find(|c: char| c.is_ascii()).unwrap_or(after.len());
        let (run, behind) = after.split_at(end);
        out.push_str(mended(run).as_deref().unwrap_or(run));
        rest = behind;
    }
    out.push_str(rest);
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
    fn a_text_decoded_twice_is_told_and_put_right() {
        let broken = twice(TEXT);
        assert!(found(&broken).is_some_and(|told| told.message.contains("Â«")), "{broken}");
        assert_eq!(mend(&broken), TEXT);
    }

    #[test]
    fn sound_text_is_left_alone() {
        let about = format!("{TEXT} Sur ce site « é » devient « Ã© ».");
        for sound in [TEXT, "Âge, Âme, Pâques ; tâche, théâtre.", "São Paulo, Ångström, Łódź", "Ã Ã Ã", &about]
        {
            assert!(found(sound).is_none(), "{sound}");
        }
        assert_eq!(mend(TEXT), TEXT);
    }
}
