//! The nesting of comments on a page, and the depth at which a page stops nesting.

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
