//! A mistyped name and the known names → the one that was probably meant.

/// `; did you mean …?` with the known name nearest to a mistyped one; empty if none is near.
pub fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|known| (distance(name, known), known))
        .filter(|(distance, known)| *distance * 3 <= known.len().max(name.len()))
        .min()
        .map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"))
}

/// Edit distance (Levenshtein) of two short names, in bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let new = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = new;
            left = new;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_if_it_is_near() {
        let known = || ["skeptic", "irony", "hedge"].into_iter();
        assert_eq!(suggestion("sceptic", known()), "; did you mean `skeptic`?");
        assert_eq!(suggestion("iron", known()), "; did you mean `irony`?");
        assert_eq!(suggestion("banana", known()), "");
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
    }
}
