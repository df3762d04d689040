//! What the readers of several formats share.

use crate::diagnostic::Diagnostic;
use crate::read::json::Value;
use crate::read::markup::Words;
use crate::span::Span;
pub use crate::thread::is_url;
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// An empty comment with this id, and with the bytes of the JSON value that it is read from.
pub fn comment_at(value: Value<'_>, id: impl Into<String>) -> Comment {
    Comment { id: id.into(), origin: Origin { span: Some(value.span()), lines: None }, ..Comment::default() }
}

/// The text of a JSON value under the first of these names that holds a web address.
pub fn url(value: Value<'_>, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| value.field(name)).find(|url| is_url(url))
}

/// Sets the text of a comment and its quotations.
pub fn set_words(comment: &mut Comment, words: Words) {
    comment.text = words.text;
    comment.quotes = words.quotes;
}

/// The marks whose condition is true, sorted, each once.
pub fn marks<const N: usize>(conditions: [(Mark, bool); N]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = conditions.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Derives parents from depths, for sources that mark nothing else: a comment answers the last one before it with a
/// smaller depth. `comments` are in document order; `depths` may start at any number. Comments at the smallest depth
/// get no parent: they answer the opening. A parent that is already set stays.
///
/// Depth and order are reliable where the nesting of a page is not: some themes close the element of a comment before
/// its replies (three of 36 real WordPress pages do).
pub fn answer_by_depth(comments: &mut [Comment], depths: &[usize]) {
    let mut open: Vec<(usize, String)> = Vec::new();
    for (comment, depth) in comments.iter_mut().zip(depths) {
        if comment.kind.is_opening() {
            continue;
        }
        while open.pop_if(|(other, _)| *other >= *depth).is_some() {}
        if comment.parent.is_none() {
            comment.parent = open.last().map(|(_, id)| id.clone());
        }
        open.push((*depth, comment.id.clone()));
    }
}

/// The id of an article that was not read.
pub const MISSING_ARTICLE: &str = "article";

/// Makes top-level comments answer the opening, if the source nests replies: then a comment at the top was deliberately
/// not placed under another one. If no comment answers another, the source may not nest at all, so parents stay open.
///
/// If the opening was not read, a missing article is put in its place. `link` knows that comments without a parent answer
/// it; the source does not say so, so their parents stay open here.
pub fn answer_opening(thread: &mut Thread) {
    let opening = thread.opening().and_then(|index| thread.comments.get(index));
    let Some(opening) = opening.map(|comment| comment.id.clone()) else {
        let is_taken = thread.comments.iter().any(|comment| comment.id == MISSING_ARTICLE);
        if !is_taken && thread.comments.iter().any(|comment| comment.parent.is_some()) {
            let missing = Comment { id: MISSING_ARTICLE.to_owned(), kind: Kind::Missing, ..Comment::default() };
            thread.comments.insert(0, missing);
        }
        return;
    };
    let opening = if opening.is_empty() { "article".to_owned() } else { opening };
    let nests = thread.comments.iter().any(|comment| comment.parent.as_ref().is_some_and(|parent| *parent != opening));
    if nests {
        for comment in thread.comments.iter_mut().filter(|comment| !comment.kind.is_opening()) {
            comment.parent.get_or_insert_with(|| opening.clone());
        }
    }
}

/// Reports that a source breaks off or stops making sense at byte `broken`. Everything before it is used.
pub fn cut_off(broken: Option<usize>, text: &str) -> Option<Diagnostic> {
    let offset = broken?;
    let share = 100 * offset / text.len().max(1);
    let message = format!("the input breaks off or stops making sense at {share} % of its length");
    let help = "what stands before is used; save or download it again to have the rest";
    Some(Diagnostic::warning("cut-off", message).at(Span::new(offset, offset)).help(help))
}

/// Reports in one note that `count` items were left out of the thread, and why; `None` for zero.
pub fn left_out(count: usize, what: &str, why: &str) -> Option<Diagnostic> {
    (count > 0).then(|| Diagnostic::note("left-out", format!("{count} {what} left out: {why}")))
}

/// A stub for comments that the source held back behind a link such as *load more*: what they answer, and how many they
/// are, if the source says so.
pub fn stub(parent: Option<String>, held: Option<usize>) -> Comment {
    Comment { kind: Kind::Stub, parent, held, ..Comment::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn top_level_comments_answer_the_opening_if_replies_are_nested() {
        let parents = |given: [Option<&str>; 2]| -> Vec<Option<String>> {
            let article = Comment { kind: Kind::Article, ..Comment::default() };
            let comment = |(index, parent): (usize, Option<&str>)| Comment {
                id: index.to_string(),
                parent: parent.map(str::to_owned),
                ..Comment::default()
            };
            let mut thread = Thread { comments: vec![article], ..Thread::default() };
            thread.comments.extend(given.into_iter().enumerate().map(comment));
            answer_opening(&mut thread);
            thread.comments.into_iter().skip(1).map(|comment| comment.parent).collect()
        };
        assert_eq!(parents([None, Some("0")]), [Some("article".to_owned()), Some("0".to_owned())]);
        assert_eq!(parents([None, None]), [None, None], "it may not nest");
    }

    #[test]
    fn an_article_that_was_not_read_is_missing_if_replies_are_nested() {
        let with = |parent: Option<&str>| {
            let comment = |id: &str, parent: Option<&str>| Comment {
                id: id.to_owned(),
                parent: parent.map(str::to_owned),
                ..Comment::default()
            };
            let mut thread = Thread { comments: vec![comment("a", None), comment("b", parent)], ..Thread::default() };
            answer_opening(&mut thread);
            thread.comments.first().map(|comment| comment.kind)
        };
        assert_eq!((with(Some("a")), with(None)), (Some(Kind::Missing), Some(Kind::Comment)));
    }

    #[test]
    fn parents_follow_from_depth_and_order() {
        let mut comments: Vec<Comment> =
            "abcdef".chars().map(|id| Comment { id: id.to_string(), ..Comment::default() }).collect();
        answer_by_depth(&mut comments, &[1, 2, 3, 2, 1, 3]);
        let parents: Vec<_> = comments.iter().map(|comment| comment.parent.as_deref().unwrap_or("-")).collect();
        assert_eq!(parents, ["-", "a", "b", "a", "-", "e"]);
    }
}
