//! Greetings and addresses before what somebody has to say: `Bonjour,`, `@ Anne (20/10, 14h46)`, `Dear all,`.

use std::sync::LazyLock;

use crate::lang;

/// Greetings of all languages.
static GREETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.cues.greets));

/// An address is at most this long, in characters.
const LENGTH: usize = 60;

/// A greeting without a comma or colon behind it has at most this many words: `Hello there.`
const PLAIN_WORDS: usize = 2;

/// A greeting with one has at most this many: `Bonjour à toutes et tous,`.
const MARKED_WORDS: usize = 6;

/// A name has at most this many words.
const NAME_WORDS: usize = 3;

/// How many addresses in a row are passed over: a greeting, a name, a reference.
const ROW: usize = 3;

/// Whether a line is only a greeting or an address, so that it belongs to what follows.
pub fn is_address(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.chars().nth(LENGTH).is_some() {
        return false;
    }
    line.strip_prefix('@').map_or_else(|| is_greeting(line) || is_called(line), is_mention)
}

/// Where what somebody has to say begins in a text, in bytes: behind the lines that are only an address, and behind a first
/// greeting on the same line. 0 if nothing would remain.
pub fn address_end(text: &str) -> usize {
    let mut end = 0;
    for _ in 0..ROW {
        let rest = text.get(end..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        let rest = rest.get(blank..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        let length = if is_address(line) { line.len() } else { first_greeting(line) };
        let behind = rest.get(length..).unwrap_or("");
        if length == 0 || !behind.contains(char::is_alphanumeric) {
            return if length == 0 { end } else { 0 };
        }
        end += blank + length;
    }
    end
}

/// `Bonjour !`, `Dear all,`: a greeting, alone or with whom it greets.
fn is_greeting(line: &str) -> bool {
    let marked = line.ends_with([',', ':']);
    let most = if marked { MARKED_WORDS } else { PLAIN_WORDS };
    let words = line.trim_end_matches([',', ':', '!', '.', ' ', '\u{a0}', '\u{202f}']);
    greets(line) && !words.contains(['.', '!', '?', '…', ':', ';', ',']) && words.split_whitespace().count() <= most
}

/// Whether a line begins with a greeting.
fn greets(line: &str) -> bool {
    let start: String = line.chars().take(20).flat_map(char::to_lowercase).collect();
    GREETS.iter().any(|greeting| {
        start.strip_prefix(greeting).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })
}

/// `Anne,`, `Jean Dupont :` alone on a line.
fn is_called(line: &str) -> bool {
    let Some(name) = line.strip_suffix([',', ':']) else { return false };
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..NAME_WORDS).contains(&words.len()) && words.iter().all(|word| is_name(word))
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_' | '.'))
}

/// What follows an `@`: a name, perhaps with a comma or colon, perhaps with a date or number in brackets.
fn is_mention(rest: &str) -> bool {
    let (name, behind) = rest.split_once('(').map_or((rest, None), |(name, behind)| (name, Some(behind)));
    let in_order = behind.is_none_or(|behind| {
        let inside = behind.trim_end_matches([' ', ':', ',', '.', '\u{a0}']).strip_suffix(')');
        inside.is_some_and(|inside| inside.contains(|c: char| c.is_ascii_digit()) && !inside.contains(['(', ')']))
    });
    let marked = behind.is_some() || name.ends_with([',', ':']);
    let name = name.trim_end_matches([',', ':', ' ', '\u{a0}']);
    let words = name.split_whitespace().count();
    // `@Anne merci` is a comment, `@Anne Roy,` and `@ Anne` are not.
    let most = if marked { NAME_WORDS } else { PLAIN_WORDS };
    let second = name.split_whitespace().nth(1);
    let is_one_name = marked || second.is_none_or(|word| word.starts_with(char::is_uppercase));
    in_order && (1..=most).contains(&words) && is_one_name && !name.contains(['.', '!', '?', '…', ',', ';', ':', '"'])
}

/// The length of a greeting with the mark behind it, at the beginning of a line that goes on: `Bonjour Anne, je …`.
fn first_greeting(line: &str) -> usize {
    let head = line.char_indices().nth(LENGTH).map_or(line, |(end, _)| line.get(..end).unwrap_or(line));
    let Some(at) = head.find([',', '!', ':', '.', '\n']) else { return 0 };
    let Some(start) = head.get(..=at) else { return 0 };
    let more = line.get(start.len()..).unwrap_or("");
    let marks = more.len() - more.trim_start_matches(['!', '.', ' ', '\u{a0}', '\u{202f}']).len();
    // An abbreviation or a number goes on behind its mark.
    let apart = marks > 0 || start.ends_with('!');
    if greets(start) && start.split_whitespace().count() <= MARKED_WORDS && apart { start.len() + marks } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_and_addresses_alone_are_addresses() {
        for line in [
            "Bonjour,",
            "Bonjour à toutes et tous,",
            "Hello!",
            "Hi there.",
            "Dear Anne,",
            "@ Anne (20/10, 14h46)",
            "@Anne",
            "@Anne Roy :",
            "@anne99,",
            "Anne,",
            "Jean Dupont :",
            "@ Anne (20/10/15 à 14:46) :",
            "Liebe Leute,",
            "Hola,",
        ] {
            assert!(is_address(line), "{line}");
        }
        for line in [
            "Bonjour, je suis contre.",
            "@Anne merci",
            "@Anne : merci !",
            "Oui",
            "Anne exagère,",
            "oui,",
            "",
            "Hello world how are you",
            "@Anne (tu exagères)",
            "Salut l'artiste, bravo pour ce texte :",
        ] {
            assert!(!is_address(line), "{line}");
        }
    }

    #[test]
    fn what_somebody_says_begins_behind_the_address() {
        let says = |text: &str| text.get(address_end(text)..).unwrap_or("").trim_start().to_owned();
        assert_eq!(says("Bonjour,\nJe suis contre."), "Je suis contre.");
        assert_eq!(says("Bonjour Anne, je suis contre."), "je suis contre.");
        assert_eq!(says("@ Anne (20/10, 14h46)\nBonjour !\nNon."), "Non.");
        assert_eq!(says("Hello! I agree."), "I agree.");
        assert_eq!(says("Bonjour !"), "Bonjour !", "nothing follows it");
        assert_eq!(says("Je dis bonjour, moi."), "Je dis bonjour, moi.");
    }
}
