//! Blank lines that separate exactly the announced number of comments.

/// Most numbers of blank lines that are tried.
const GAPS: usize = 4;

/// The rows that begin a comment, if the rows below a number of blank lines, the same for all, are as many as the
/// announced comments. `gaps` are the blank lines above each row.
pub fn starts(gaps: &[usize], announced: usize) -> Option<Vec<usize>> {
    if announced < 2 {
        return None;
    }
    let mut sizes: Vec<usize> = gaps.iter().skip(1).copied().filter(|gap| *gap > 0).collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes.into_iter().take(GAPS).find_map(|least| {
        let below = gaps.iter().enumerate().skip(1).filter(|(_, gap)| **gap >= least).map(|(row, _)| row);
        let starts: Vec<usize> = std::iter::once(0).chain(below).collect();
        (starts.len() == announced).then_some(starts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_the_announced_number_are_the_comments() {
        assert_eq!(starts(&[0, 0, 1, 0, 1], 3), Some(vec![0, 2, 4]));
        assert_eq!(starts(&[1, 1, 2, 1, 2, 1], 3), Some(vec![0, 2, 4]));
        assert_eq!(starts(&[0, 0, 1, 0, 1], 2), None);
        assert_eq!(starts(&[0, 0, 0], 3), None);
        assert_eq!(starts(&[], 2), None);
    }
}
