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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_multiply_and_bad_braces_are_named() {
        assert_eq!(expand("{a,b} c{,s}").unwrap(), ["a c", "a cs", "b c", "b cs"]);
        assert_eq!(expand("plain").unwrap(), ["plain"]);
        assert!(expand("a{b").unwrap_err().contains("without `}`"));
        assert!(expand("a}b").is_err());
        assert!(expand(&"{a,b}".repeat(20)).unwrap_err().contains("more than"));
    }
}
