//! What the readers of several formats do alike.

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::thread::{Comment, Kind, Thread};

/// Gives comments their parents by how deep each stands, in document order, where a source marks depth and nothing else:
/// a comment answers the last one before it that stands less deep. `depths` are counted from any number. Those that
/// stand at the least depth answer the opening, and get none.
///
/// Depth and order are right where the nesting of a page is not: themes end the element of a comment before its replies
/// (three of 36 real WordPress pages do).
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

/// Lets comments at the top of a thread answer its opening, where the source nests replies: there, who stands at the top
/// was not put under anybody else, and nothing has to be inferred. Where no comment answers another the source may not
/// nest at all, and what each answers stays open.
pub fn answer_opening(thread: &mut Thread) {
    let Some(opening) = thread.opening().and_then(|at| thread.comments.get(at)).map(|comment| comment.id.clone())
    else {
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

/// Says that a source breaks off or stops making sense at this byte; what stands before it is used.
pub fn cut_off(broken: Option<usize>, text: &str) -> Option<Diagnostic> {
    let at = broken?;
    let share = 100 * at / text.len().max(1);
    let message = format!("the input breaks off or stops making sense at {share} % of its length");
    let help = "what stands before is used; save or download it again to have the rest";
    Some(Diagnostic::warning("cut-off", message).at(Span::new(at, at)).help(help))
}

/// Says that something was left out of the thread, and why: one note for all of a kind; nothing for none.
pub fn left_out(count: usize, what: &str, why: &str) -> Option<Diagnostic> {
    (count > 0).then(|| Diagnostic::note("left-out", format!("{count} {what} left out: {why}")))
}

/// A place where a source held comments back, such as *load more*: how many, if it says so, and what they answer.
pub fn stub(parent: Option<String>, held: Option<usize>) -> Comment {
    Comment { kind: Kind::Stub, parent, held, ..Comment::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_thread_that_nests_answers_its_opening() {
        let parents = |given: [Option<&str>; 2]| -> Vec<Option<String>> {
            let article = Comment { kind: Kind::Article, ..Comment::default() };
            let comment = |(at, parent): (usize, Option<&str>)| Comment {
                id: at.to_string(),
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
    fn depth_and_order_give_the_parent() {
        let mut comments: Vec<Comment> =
            "abcdef".chars().map(|id| Comment { id: id.to_string(), ..Comment::default() }).collect();
        answer_by_depth(&mut comments, &[1, 2, 3, 2, 1, 3]);
        let parents: Vec<_> = comments.iter().map(|comment| comment.parent.as_deref().unwrap_or("-")).collect();
        assert_eq!(parents, ["-", "a", "b", "a", "-", "e"]);
    }
}
