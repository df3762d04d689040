//! The language of a comment whose function words do not show it: a guess by its letters, if there are enough of them.

use whichlang::{Lang as Known, detect_language};

use crate::thread::Lang;

/// Texts with fewer letters are names and exclamations, for which one guess is as good as another.
const LETTERS: usize = 24;

/// How many bytes are used; more bytes do not improve the guess.
const BYTES: usize = 400;

/// The language of a comment whose function words show none, in a thread that is mostly in `common`.
///
/// If the letters suggest a language whose function words we know, `common` is the better guess, because those words
/// are missing in the comment. Any other language is a better guess than `common`.
pub fn guess(text: &str, common: Option<Lang>) -> Option<Lang> {
    match by_letters(text) {
        Some(lang) if lang.words().is_none() => Some(lang),
        letters => common.or(letters),
    }
}

/// The language of a text by its letters, among the sixteen that `whichlang` knows; `None` for short texts. `whichlang`
/// never abstains, so it is asked last.
fn by_letters(text: &str) -> Option<Lang> {
    let head = text.get(..text.floor_char_boundary(BYTES)).unwrap_or(text);
    if head.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return None;
    }
    let code = match detect_language(head) {
        Known::Ara => "ar",
        Known::Cmn => "zh",
        Known::Deu => "de",
        Known::Eng => "en",
        Known::Fra => "fr",
        Known::Hin => "hi",
        Known::Ita => "it",
        Known::Jpn => "ja",
        Known::Kor => "ko",
        Known::Nld => "nl",
        Known::Por => "pt",
        Known::Rus => "ru",
        Known::Spa => "es",
        Known::Swe => "sv",
        Known::Tur => "tr",
        Known::Vie => "vi",
    };
    Lang::parse(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_a_language_and_a_few_of_them_none() {
        let code = |text: &str| guess(text, Some(Lang::FR)).map(|lang| lang.to_string());
        assert_eq!(code("Questa riforma costerà molto ai comuni").as_deref(), Some("it"));
        assert_eq!(code("Эта реформа дорого обойдётся городам").as_deref(), Some("ru"));
        assert_eq!(code("Wow, J.-P. Martin!").as_deref(), Some("fr"), "too short to tell");
        assert_eq!(code("Bernstein Goldman Washington Pennsylvania").as_deref(), Some("fr"), "names tell nothing");
        assert_eq!(guess("Wow!", None), None);
    }
}
