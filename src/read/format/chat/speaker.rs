//! What can be the name of somebody who speaks.

use std::sync::LazyLock;

use crate::lang;
use crate::read::format::moment::is_space;

/// Longest name, in bytes. Names of contacts are cut at 25 characters; those of meetings hold a firm or a role.
const NAME_BYTES: usize = 80;

/// Most words of a name.
const NAME_WORDS: usize = 7;

/// Words with a colon that name no speaker, in lower case.
static NO_SPEAKERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.no_speakers));

/// Small words inside names, which are not in capitals.
const PARTICLES: [&str; 24] = [
    "de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "zu", "di", "da", "do", "dos", "del", "y", "e",
    "bin", "ibn", "al", "el", "ten", "ter",
];

/// How much a text looks like a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// It may be one: short, and no sentence.
    Possible,
    /// Every word begins as names do: `Chloé Dubois`, `M. LEROY`, `J.-P. de la Tour`.
    Name,
}

/// A name without the marks around it; `None` for what cannot be one. After a time stamp anything short is a name, since
/// people call their contacts as they like.
pub(in crate::read::format) fn name(text: &str) -> Option<&str> {
    // Messengers put a tilde before names that are not among the contacts.
    let text = text.trim_matches(is_space).trim_start_matches(|c| c == '~' || is_space(c)).trim_matches(is_space);
    if text.is_empty() || text.len() > NAME_BYTES || text.split(is_space).count() > NAME_WORDS {
        return None;
    }
    let is_odd = |c: char| {
        matches!(c, '?' | '!' | ';' | '"' | '«' | '»' | '“' | '”' | '„' | '{' | '}' | '=' | '<' | '>' | '\\' | '|')
    };
    if text.contains(is_odd) || text.contains("//") || text.ends_with([',', '-', '–']) {
        return None;
    }
    if !text.contains(|c: char| c.is_alphanumeric() || !c.is_ascii()) || has_sentence_end(text) {
        return None;
    }
    Some(text)
}

/// Whether a full stop ends a sentence in it. `M.`, `Dr.` and `J.` are abbreviations.
fn has_sentence_end(text: &str) -> bool {
    let mut letters = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '.' && letters >= 4 && chars.peek().is_some_and(|next| is_space(*next)) {
            return true;
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
    }
    false
}

/// Whether a name after a time can be that of a person: it is no level of a log and no other word that takes a colon.
pub(super) fn can_speak(name: &str) -> bool {
    let lower = name.to_lowercase();
    !NO_SPEAKERS.contains(&lower.as_str())
        && name.contains(|c: char| c.is_alphabetic() || c.is_numeric() || !c.is_ascii())
}

/// How much the beginning of a line without a time stamp looks like the name of a speaker.
pub(super) fn look(text: &str) -> Option<Look> {
    let name = name(text).filter(|name| name.len() <= 60 && name.split(is_space).count() <= 6)?;
    let lower = name.to_lowercase();
    let bare = lower.trim_end_matches('.');
    if NO_SPEAKERS.contains(&bare) || name.contains([',', '/', '|', '*', '#']) {
        return None;
    }
    // Clocks, scores and verses begin with figures.
    if !name.starts_with(char::is_alphabetic) && !name.starts_with('@') {
        return None;
    }
    let outside = name.split('(').next().unwrap_or(name).trim();
    let mut words = outside.split(is_space).filter(|word| !word.is_empty()).peekable();
    let is_nick = words.clone().count() == 1 && outside.len() <= 24;
    let is_cased = name.chars().any(char::is_uppercase);
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_lowercase());
    let is_name = is_cased
        && words.peek().is_some_and(|word| begins(word))
        && words.all(|word| {
            begins(word) || PARTICLES.contains(&word) || word.starts_with(['d', 'l']) && word.contains(['\'', '’'])
        });
    if is_name {
        return Some(Look::Name);
    }
    // `Mme la présidente`, `le maire`, `anna_k`: only if it speaks again.
    (is_nick || name.split(is_space).count() <= 4).then_some(Look::Possible)
}
