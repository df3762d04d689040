//! Numbers of an outline, such as `2.1.3`, `1_1` or `1-2.`: the number shows what an entry answers.
//!
//! In come the labels of the entries of one thread, in document order. Out comes what each of them answers, or nothing
//! if the labels do not form an outline.

use std::collections::HashMap;

/// Characters between the numbers of a label. A comma occurs where a spreadsheet took the label for a decimal number.
const SEPARATORS: [char; 5] = ['.', '_', '-', '/', ','];

/// Most digits of one number of a label. Longer numbers are ids or times.
const MOST_DIGITS: usize = 6;

/// Of the entries below another, at least this share must find it. Exports leave out comments that were deleted;
/// decimal numbers and dates find no entry above them. Chosen by hand.
const FOUND_SHARE: f64 = 0.75;

/// What an entry of an outline answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// Nothing: it is at the top, or has no label.
    Nothing,
    /// The entry at this place.
    Entry(usize),
    /// An entry that is not there; [`stem`] is its label.
    Missing,
}

/// The label of the entry above: `2.1` for `2.1.3`. `None` for a label of one number.
pub fn stem(label: &str) -> Option<&str> {
    bare(label).rsplit_once(SEPARATORS).map(|(stem, _)| stem)
}

/// What each entry answers. A label may be empty. A label that comes again begins another list: entries answer the
/// last one before them. `None` if a label is no outline number, if labels differ in their separator, if none is below
/// another, or if too few are below an entry that is there.
pub fn parents(labels: &[&str]) -> Option<Vec<Above>> {
    let mut separator = None;
    let mut top = usize::MAX;
    let mut deepest = 0;
    for label in labels.iter().map(|label| bare(label)).filter(|label| !label.is_empty()) {
        let (depth, by) = numbered(label)?;
        if depth > 1 && *separator.get_or_insert(by) != by {
            return None;
        }
        top = top.min(depth);
        deepest = deepest.max(depth);
    }
    if deepest <= top {
        return None;
    }
    let depth = |label: &str| label.matches(SEPARATORS).count() + 1;
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(labels.len());
    for (place, label) in labels.iter().enumerate() {
        first.entry(bare(label)).or_insert(place);
    }
    let mut last: HashMap<&str, usize> = HashMap::with_capacity(labels.len());
    let (mut nested, mut found) = (0_usize, 0_usize);
    let mut above = Vec::with_capacity(labels.len());
    for (place, label) in labels.iter().map(|label| bare(label)).enumerate() {
        let stem = if depth(label) > top { stem(label) } else { None };
        above.push(match stem {
            None => Above::Nothing,
            Some(stem) => {
                nested += 1;
                // Tables that are sorted by votes have replies before what they answer.
                match last.get(stem).or_else(|| first.get(stem)) {
                    Some(place) => {
                        found += 1;
                        Above::Entry(*place)
                    }
                    None => Above::Missing,
                }
            }
        });
        if !label.is_empty() {
            last.insert(label, place);
        }
    }
    (nested > 0 && found as f64 >= nested as f64 * FOUND_SHARE).then_some(above)
}

/// A label without what may follow it: `2.1.` and `2.1)` are `2.1`.
fn bare(label: &str) -> &str {
    label.trim().trim_end_matches(['.', ')', ':'])
}

/// How many numbers a label has, and the character between them; `None` if it is not made of numbers.
fn numbered(label: &str) -> Option<(usize, char)> {
    let by = label.chars().find(|c| !c.is_ascii_digit()).unwrap_or('.');
    let is_number =
        |part: &str| !part.is_empty() && part.len() <= MOST_DIGITS && part.bytes().all(|byte| byte.is_ascii_digit());
    (SEPARATORS.contains(&by) && label.split(by).all(is_number)).then(|| (label.split(by).count(), by))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(labels: &str) -> Option<String> {
        let labels: Vec<&str> = labels.split(' ').map(|label| if label == "-" { "" } else { label }).collect();
        let shown = parents(&labels)?.into_iter().map(|above| match above {
            Above::Nothing => "-".to_owned(),
            Above::Entry(place) => place.to_string(),
            Above::Missing => "?".to_owned(),
        });
        Some(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn numbers_show_what_is_answered() {
        for (labels, wanted) in [
            ("1 1_1 1_1_1 2 2_1", "- 0 1 - 3"),
            ("1 1-1 1-2 2", "- 0 0 -"),
            ("1. 1.1. 1.2. 1.2.1.", "- 0 0 2"),
            ("1 1,1 2 2,1", "- 0 - 2"),
            // The same numbers again: another thread begins.
            ("1 1.1 1 1.1", "- 0 - 2"),
            // Sorted by something else.
            ("1.1 1 1.1.1", "1 - 0"),
            // The entry at the top is missing from the labels.
            ("1.1 1.2 1.2.1", "- - 1"),
            ("- 1 1.1", "- - 1"),
            ("1 1.1 1.1.1 1.3.1 1.2", "- 0 1 ? 0"),
        ] {
            assert_eq!(shown(labels).as_deref(), Some(wanted), "{labels}");
        }
    }

    #[test]
    fn other_numbers_are_no_outline() {
        for labels in [
            "1 2 3",
            "1.5 2.5 3",
            "2024-03-01 2024-03-02 7",
            "1.1 1-2 1",
            "a 1.1 1",
            "1.0 2.0 3.0",
            "",
            "1 1.1234567",
            "192.168.0.1 10.0.0.1 3",
        ] {
            assert_eq!(shown(labels), None, "{labels}");
        }
    }

    #[test]
    fn the_label_above_is_the_label_without_its_last_number() {
        assert_eq!(stem("2.1.3."), Some("2.1"));
        assert_eq!(stem("1_1"), Some("1"));
        assert_eq!(stem("7"), None);
    }
}
