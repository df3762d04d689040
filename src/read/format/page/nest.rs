//! The nesting of comments on a page, and the depth at which a page stops nesting.

use rustc_hash::FxHashMap;

use crate::read::markup::Element;
use crate::thread::{Comment, Kind};

/// The comments around the current element: where the element of each ends, and its id.
#[derive(Debug, Default)]
pub(super) struct Nest(Vec<(usize, String)>);

impl Nest {
    /// The id of the innermost comment around this element. Elements must come in document order.
    pub(super) fn parent_of(&mut self, element: Element<'_>) -> Option<String> {
        while self.0.pop_if(|(end, _)| *end <= element.place()).is_some() {}
        self.0.last().map(|(_, id)| id.clone())
    }

    /// Adds a comment with the element that holds it and its replies.
    pub(super) fn push(&mut self, element: Element<'_>, id: &str) {
        self.0.push((element.end(), id.to_owned()));
    }
}

/// Marks the comments at the deepest level of a page, if several are there and nothing is deeper: the page may have
/// stopped nesting, so that they may answer one another. A level that is a known limit needs no second comment.
///
/// `depths` start at any number. One level below the top is a limit only if some comment there follows another under the
/// same parent, which is checked by the caller's depths: two in a row.
pub(super) fn mark_capped(comments: &mut [Comment], depths: &[usize], known: &[usize]) {
    let (Some(least), Some(most)) = (depths.iter().min().copied(), depths.iter().max().copied()) else { return };
    if most == least {
        return;
    }
    let deepest = |depth: &usize| *depth == most;
    let is_crowded = depths.iter().zip(depths.iter().skip(1)).any(|(one, next)| deepest(one) && deepest(next));
    if is_crowded || known.contains(&(most - least)) {
        for (comment, depth) in comments.iter_mut().zip(depths) {
            comment.capped |= deepest(depth) && matches!(comment.kind, Kind::Comment | Kind::Deleted);
        }
    }
}

/// As [`mark_capped`], with the depths that the parents of the comments give. A comment whose parent comes after it, or is
/// not among them, is at the top.
pub(in crate::read::format) fn mark_deepest(comments: &mut [Comment], known: &[usize]) {
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    let mut depths = Vec::with_capacity(comments.len());
    for comment in comments.iter() {
        let above = comment.parent.as_deref().and_then(|parent| by_id.get(parent)).copied();
        let depth = above.map_or(0, |above| above + 1);
        by_id.entry(&comment.id).or_insert(depth);
        depths.push(depth);
    }
    mark_capped(comments, &depths, known);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_comments_at_the_deepest_level_are_capped() {
        let capped = |parents: &[Option<&str>], known: &[usize]| -> Vec<bool> {
            let comment = |(index, parent): (usize, Option<&str>)| Comment {
                id: index.to_string(),
                parent: parent.map(str::to_owned),
                ..Comment::default()
            };
            let mut comments: Vec<Comment> = parents.iter().copied().enumerate().map(comment).collect();
            mark_deepest(&mut comments, known);
            comments.into_iter().map(|comment| comment.capped).collect()
        };
        assert_eq!(capped(&[None, Some("0"), Some("0"), None], &[]), [false, true, true, false]);
        assert_eq!(capped(&[None, Some("0"), None], &[]), [false; 3], "nothing shows a limit");
        assert_eq!(capped(&[None, Some("0"), None], &[1]), [false, true, false]);
        assert_eq!(capped(&[None, None], &[1]), [false; 2]);
    }
}
