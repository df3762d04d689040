//! Quantities: a number and what it counts, so that two comments can be seen to agree or disagree on a figure.

use super::stem::{Stem, Word};
use crate::lang;
use crate::text::fold;

/// How many quantities of one comment are compared with how many of another: a comment with more holds a table. Chosen by
/// hand; it bounds the work per pair of comments.
const COMPARED: usize = 32;

/// A number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// Its value.
    pub value: f64,
    /// The stem of the word after it: what it counts.
    pub of: Option<Stem>,
    /// The token of the number.
    pub token: u32,
}

impl Quantity {
    /// Whether two comments that both have the number have something in common: one, two and three are in every text;
    /// years and figures are not.
    pub fn is_distinctive(&self) -> bool {
        self.value > 3.0
    }

    /// Whether both are the same number, whatever they count.
    pub fn equals(&self, other: &Quantity) -> bool {
        (self.value - other.value).abs() < f64::EPSILON
    }
}

/// The quantities of a comment that are compared with those of another.
pub fn compared(quantities: &[Quantity]) -> &[Quantity] {
    quantities.get(..COMPARED).unwrap_or(quantities)
}

/// Whether two comments give the same distinctive number.
pub fn share_number(ours: &[Quantity], theirs: &[Quantity]) -> bool {
    let mut distinctive = compared(ours).iter().filter(|quantity| quantity.is_distinctive());
    distinctive.any(|ours| compared(theirs).iter().any(|theirs| ours.equals(theirs)))
}

/// The quantities of a text, from its words and the value of each word that is a number. Numbers in a row are one
/// quantity: a larger one multiplies what is before it ("two thousand"), a smaller one is added ("hundred two").
pub fn quantities(words: &[Word], values: &[Option<f64>]) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let mut index = 0;
    while let Some(Word { token, .. }) = words.get(index) {
        let mut value: Option<f64> = None;
        while let Some(part) = values.get(index).copied().flatten() {
            value = Some(value.map_or(part, |value| if part > value { value * part } else { value + part }));
            index += 1;
        }
        match value {
            Some(value) => {
                quantities.push(Quantity { value, of: words.get(index).map(|word| word.stem), token: *token });
            }
            None => index += 1,
        }
    }
    quantities
}

/// The value of a number word such as "twenty", in the singular or plural; `None` for other words.
pub fn word_value(word: &str) -> Option<f64> {
    let folded = fold(word);
    let singular = folded.strip_suffix('s').unwrap_or(&folded);
    let mut numbers = lang::all().flat_map(|words| words.numbers);
    numbers.find(|(name, _)| *name == singular || *name == folded).map(|(_, value)| *value)
}

/// Reads digits with separators. Groups of three digits after a point, comma or space are thousands; other digits after
/// one are decimals. `None` if there are no digits.
pub fn digits(word: &str) -> Option<f64> {
    let parts: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (first, later) = parts.split_first()?;
    if later.iter().all(|part| part.len() == 3) {
        return parts.concat().parse().ok();
    }
    format!("{first}.{}", later.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Key;

    #[test]
    fn separators_of_thousands_and_decimals_are_distinguished() {
        assert_eq!(digits("2.000"), Some(2000.0));
        assert_eq!(digits("1,5"), Some(1.5));
        assert_eq!(digits("589"), Some(589.0));
        assert_eq!(digits("3\u{202F}000\u{202F}000"), Some(3e6));
        assert_eq!(digits("abc"), None);
    }

    #[test]
    fn number_words_in_a_row_are_one_quantity_of_the_next_word() {
        let words: Vec<Word> =
            (0..4).map(|index| Word { stem: Stem::from_index(index), token: index as u32 }).collect();
        let values = ["deux", "mille", "euros", "vingt"].map(word_value);
        let quantities = quantities(&words, &values);
        let euros = Quantity { value: 2000.0, of: Some(Stem::from_index(2)), token: 0 };
        assert_eq!(quantities, [euros, Quantity { value: 20.0, of: None, token: 3 }]);
        assert!(share_number(&quantities, &[euros]));
        assert!(!share_number(&[Quantity { value: 2.0, ..euros }], &[Quantity { value: 2.0, ..euros }]));
    }
}
