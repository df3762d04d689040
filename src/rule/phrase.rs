//! Phrases: `{a,b}` alternation and the `*` prefix.

use crate::limit::EXPANSION;

/// Every phrase that a pattern such as `protectionnis{me,te}` means, in order. Braces do not nest.
///
/// # Errors
/// A sentence if braces do not pair, or if the pattern means more than [`EXPANSION`] phrases.
pub fn expand(pattern: &str) -> Result<Vec<String>, String> {
    let mut phrases = vec![String::new()];
    let mut remaining = pattern;
    while let Some(open) = remaining.find(['{', '}']) {
        let (before, from) = remaining.split_at(open);
        let (Some(inner), true) = (from.strip_prefix('{'), from.starts_with('{')) else {
            return Err(format!("`}}` without `{{` in `{pattern}`"));
        };
        let Some((choices, after)) = inner.split_once('}') else {
            return Err(format!("`{{` without `}}` in `{pattern}`"));
        };
        if choices.contains('{') {
            return Err(format!("braces do not nest: `{pattern}`"));
        }
        let choices: Vec<&str> = choices.split(',').collect();
        if phrases.len() * choices.len() > EXPANSION {
            return Err(format!("`{pattern}` stands for more than {EXPANSION} phrases"));
        }
        phrases = phrases
            .iter()
            .flat_map(|phrase| choices.iter().map(move |choice| format!("{phrase}{before}{choice}")))
            .collect();
        remaining = after;
    }
    for phrase in &mut phrases {
        phrase.push_str(remaining);
    }
    Ok(phrases)
}

/// French words that lose their vowel before another one, and what is left of them.
const ELIDED: [(&str, &str); 13] = [
    ("que", "qu"),
    ("de", "d"),
    ("si", "s"),
    ("je", "j"),
    ("ne", "n"),
    ("se", "s"),
    ("le", "l"),
    ("la", "l"),
    ("me", "m"),
    ("te", "t"),
    ("jusque", "jusqu"),
    ("lorsque", "lorsqu"),
    ("puisque", "puisqu"),
];

/// A French phrase of several words as it is written before a vowel: `vu que` as `vu qu`. `None` if its last word does not
/// change there.
pub fn elided(words: &[String]) -> Option<Vec<String>> {
    let (last, before) = words.split_last().filter(|(_, before)| !before.is_empty())?;
    let (_, short) = ELIDED.iter().find(|(full, _)| full == last)?;
    Some(before.iter().cloned().chain([(*short).to_owned()]).collect())
}

/// What a French phrase whose last word lost its vowel may be before a consonant: `vu qu` is `vu que`. Empty if the last
/// word is none of these.
pub fn unelided(words: &[String]) -> impl Iterator<Item = Vec<String>> {
    let parts = words.split_last().filter(|(_, before)| !before.is_empty());
    parts.into_iter().flat_map(|(last, before)| {
        let full = ELIDED.iter().filter(move |(_, short)| short == last);
        full.map(|(full, _)| before.iter().cloned().chain([(*full).to_owned()]).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_multiply_and_bad_braces_are_named() {
        assert_eq!(expand("{a,b} c{,s}").unwrap(), ["a c", "a cs", "b c", "b cs"]);
        assert_eq!(expand("plain").unwrap(), ["plain"]);
        assert!(expand("a{b").unwrap_err().contains("without `}`"));
        assert!(expand("a}b").is_err());
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(elided(&words("vu que")), Some(words("vu qu")));
        assert_eq!(unelided(&words("afin d")).collect::<Vec<_>>(), [words("afin de")]);
        assert_eq!((elided(&words("que")), elided(&words("vu quoi"))), (None, None));
        assert!(expand(&"{a,b}".repeat(20)).unwrap_err().contains("more than"));
    }
}
