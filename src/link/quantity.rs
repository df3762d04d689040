//! Quantities: a number and what it counts, so that two comments can be seen to disagree on a figure.

use super::doc::Stem;
use crate::lang;
use crate::text::fold;

/// A number with what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// Its value.
    pub value: f64,
    /// The stem of the word after it.
    pub of: Option<Stem>,
    /// The token of the number.
    pub token: u32,
}

impl Quantity {
    /// Whether it tells anything to meet it again: one, two and three are in every text; years and figures are not.
    pub fn tells(&self) -> bool {
        self.value > 3.0
    }

    /// Whether another one is the same number.
    pub fn equals(&self, other: &Quantity) -> bool {
        (self.value - other.value).abs() < f64::EPSILON
    }
}

/// The quantities of a text: its words as (stem, token), and the value of each that is a number.
pub fn quantities(words: &[(Stem, u32)], values: &[Option<f64>]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((_, token)) = words.get(at) {
        let mut value: Option<f64> = None;
        while let Some(part) = values.get(at).copied().flatten() {
            value = Some(value.map_or(part, |value| if part > value { value * part } else { value + part }));
            at += 1;
        }
        match value {
            Some(value) => found.push(Quantity { value, of: words.get(at).map(|(stem, _)| *stem), token: *token }),
            None => at += 1,
        }
    }
    found
}

/// The value of a number word.
pub fn word_value(word: &str) -> Option<f64> {
    let folded = fold(word);
    let singular = folded.strip_suffix('s').unwrap_or(&folded);
    let mut numbers = lang::all().flat_map(|words| words.numbers);
    numbers.find(|(name, _)| *name == singular || *name == folded).map(|(_, value)| *value)
}

/// Reads digits with separators: groups of three after a point, comma or space are thousands, else decimals.
pub fn digits(word: &str) -> Option<f64> {
    let parts: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    if rest.iter().all(|part| part.len() == 3) {
        return parts.concat().parse().ok();
    }
    format!("{first}.{}", rest.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn separators_of_thousands_and_decimals_are_told_apart() {
        assert_eq!(digits("2.000"), Some(2000.0));
        assert_eq!(digits("1,5"), Some(1.5));
        assert_eq!(digits("589"), Some(589.0));
        assert_eq!(digits("3\u{202F}000\u{202F}000"), Some(3e6));
        assert_eq!(digits("abc"), None);
    }
}
