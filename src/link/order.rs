//! What kind of thread it is, for the choice of the link rules: whether authors are known, and what the times of the
//! comments say of their order.

use crate::rule::ThreadKind;
use crate::thread::{Kind, Thread};

/// The least number of neighbours with times from which their order is read. Chosen by hand.
const LEAST_PAIRS: usize = 3;

/// The least number of comments that are older than the one just before, and their least share, for replies to be
/// below what they answer: one or two are wrong clocks. Chosen by hand.
const LEAST_STEPS_BACK: usize = 2;
const LEAST_SHARE_BACK: f64 = 0.04;

/// From this share of comments on that are older than the one just before, the newest come first, which says nothing of
/// who answers whom.
const MOST_SHARE_BACK: f64 = 0.5;

/// The least share of comments with an author for authors to be known.
const LEAST_SIGNED: f64 = 0.5;

/// What the times or numbers of the comments say of their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Nothing.
    Unknown,
    /// The oldest comes first.
    Rising,
    /// They go back and forth.
    Nested,
}

/// The kind of a thread, of which for each comment is known whether it has an author, and its time. Linear.
pub fn kind(thread: &Thread, known: &[(bool, Option<i64>)]) -> ThreadKind {
    let comments = || thread.comments.iter().zip(known).filter(|(comment, _)| !comment.kind.is_opening());
    let count = comments().count();
    let signed = comments().filter(|(_, (is_signed, _))| *is_signed).count();
    let is_signed = signed > 0 && signed as f64 >= LEAST_SIGNED * count as f64;
    let times = comments().map(|(_, (_, time))| *time).collect::<Vec<_>>();
    let has_article = thread.comments.iter().any(|comment| comment.kind == Kind::Article);
    let has_numbers = count > 1 && comments().all(|(comment, _)| comment.ordinal.is_some());
    match order(&times) {
        Order::Nested => ThreadKind::Nested,
        order if is_signed && (order == Order::Rising || has_numbers) => {
            if has_article {
                ThreadKind::Column
            } else {
                ThreadKind::Forum
            }
        }
        _ if is_signed => ThreadKind::Signed,
        _ if has_article => ThreadKind::Flat,
        _ if thread.opening().is_some() => ThreadKind::Unsigned,
        _ => ThreadKind::Other,
    }
}

/// The order of comments with these times.
fn order(times: &[Option<i64>]) -> Order {
    let neighbours = times.iter().zip(times.iter().skip(1));
    let pairs: Vec<bool> = neighbours.filter_map(|(earlier, later)| Some((*later)? < (*earlier)?)).collect();
    if pairs.len() < LEAST_PAIRS.max(times.len() / 2) {
        return Order::Unknown;
    }
    let back = pairs.iter().filter(|is_back| **is_back).count();
    let share = back as f64 / pairs.len() as f64;
    if back < LEAST_STEPS_BACK || share < LEAST_SHARE_BACK {
        Order::Rising
    } else if share < MOST_SHARE_BACK {
        Order::Nested
    } else {
        Order::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_go_back_and_forth_show_a_nested_page() {
        let of = |times: &[i64]| order(&times.iter().copied().map(Some).collect::<Vec<_>>());
        assert_eq!(of(&[1, 2, 3, 4, 4, 5]), Order::Rising);
        assert_eq!(of(&[1, 2, 3, 2, 4, 5]), Order::Rising, "one wrong clock");
        assert_eq!(of(&[1, 5, 3, 6, 4, 7]), Order::Nested);
        assert_eq!(of(&[6, 5, 4, 3, 2, 1]), Order::Unknown, "the newest first");
        assert_eq!(order(&[Some(1), None, None, Some(2), Some(3), None]), Order::Unknown);
        assert_eq!(order(&[]), Order::Unknown);
    }
}
