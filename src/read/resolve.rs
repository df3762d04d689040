//! The second pass of every reader: ids become unique, parents are settled.
//!
//! In: a thread as its source gave it, flat and in order. Out: the same thread with every comment, each with an id that is
//! unique in the thread. Parents that name nothing, cycles and self-replies are left alone: `graph` repairs those.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::ids::Taken;
use crate::thread::{Kind, Thread};

/// Words in the place of a parent that mean that there is none: programs write them for comments at the top level.
const TOP_LEVEL: [&str; 10] = ["", "0", "-1", "root", "null", "none", "nan", "nil", "false", "undefined"];

/// Whether a parent with this name means that there is none, unless a comment has this id.
pub(in crate::read) fn means_top(name: &str) -> bool {
    let name = name.trim();
    // The longest of these words has nine bytes.
    name.len() <= 9 && TOP_LEVEL.iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// Gives ids to comments without one, makes ids unique (the first keeps its id, later ones become `id~2`, `id~3`, …, with
/// a warning), then settles parents: an empty parent is none, and so is a word such as `root` that is the id of no comment; the
/// word `article` means the opening whatever its id.
pub fn resolve(thread: &mut Thread) -> Vec<Diagnostic> {
    assign_missing_ids(thread);
    let diagnostics = make_ids_unique(thread);
    let opening = thread.opening().and_then(|index| thread.comments.get(index)).map(|comment| comment.id.clone());
    let means_opening = opening.is_some() && thread.comments.iter().all(|comment| comment.id != "article");
    let known: HashSet<String> =
        thread.comments.iter().filter(|comment| means_top(&comment.id)).map(|comment| comment.id.clone()).collect();
    for comment in &mut thread.comments {
        match comment.parent.as_deref().map(str::trim) {
            Some(name) if means_top(name) && !known.contains(name) => comment.parent = None,
            Some("article") if means_opening => comment.parent.clone_from(&opening),
            _ => {}
        }
    }
    diagnostics
}

/// Names comments without an id `c1`, `c2`, … by their place among the comments, the article `article`, a post `post`. A
/// comment whose name is taken gets the next free number.
fn assign_missing_ids(thread: &mut Thread) {
    if thread.comments.iter().all(|comment| !comment.id.is_empty()) {
        return;
    }
    let mut taken: Taken = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
    let mut place = 0;
    for comment in &mut thread.comments {
        place += usize::from(!comment.kind.is_opening() && comment.kind != Kind::Missing);
        if comment.id.is_empty() {
            comment.id = match comment.kind {
                Kind::Article | Kind::Post => taken.free(&comment.kind.to_string()),
                _ => taken.numbered("c", place),
            };
        }
    }
}

/// Gives new ids to comments that have the id of an earlier one.
fn make_ids_unique(thread: &mut Thread) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen: HashSet<&str> = HashSet::with_capacity(thread.comments.len());
    if thread.comments.iter().all(|comment| seen.insert(&comment.id)) {
        return diagnostics;
    }
    let mut taken: Taken = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
    let mut seen: HashSet<String> = HashSet::with_capacity(thread.comments.len());
    for comment in &mut thread.comments {
        if seen.insert(comment.id.clone()) {
            continue;
        }
        let id = taken.free(&comment.id);
        let mut warning = Diagnostic::warning("duplicate-id", format!("the id {} occurs again", comment.id))
            .about(id.clone())
            .help(format!("this one is called {id}; replies go to the first"));
        warning.span = comment.origin.span;
        diagnostics.push(warning);
        comment.id = id;
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::Comment;
    use proptest::prelude::*;

    fn thread(ids: &[(&str, Kind, Option<&str>)]) -> Thread {
        let comments = ids
            .iter()
            .map(|(id, kind, parent)| Comment {
                id: (*id).to_owned(),
                kind: *kind,
                parent: parent.map(str::to_owned),
                ..Comment::default()
            })
            .collect();
        Thread { comments, ..Thread::default() }
    }

    fn ids(thread: &Thread) -> Vec<&str> {
        thread.comments.iter().map(|comment| comment.id.as_str()).collect()
    }

    proptest! {
        #[test]
        fn ids_are_unique_after_reading(wanted in prop::collection::vec(("([ac][12]?(~[23])?)?", 0..3_usize), 0..40)) {
            let kinds = [Kind::Comment, Kind::Post, Kind::Article];
            let some: Vec<_> = wanted.iter().map(|(id, kind)| (id.as_str(), kinds[*kind], None)).collect();
            let mut thread = thread(&some);
            resolve(&mut thread);
            let all: HashSet<_> = ids(&thread).into_iter().collect();
            prop_assert_eq!(all.len(), wanted.len());
            prop_assert!(!all.contains(""));
            let mut first = HashSet::new();
            for ((wanted, _), id) in wanted.iter().zip(ids(&thread)) {
                prop_assert!(wanted.is_empty() || !first.insert(wanted) || wanted == id, "the first keeps its id");
            }
        }
    }

    #[test]
    fn the_first_of_a_double_id_wins() {
        let mut doubled = thread(&[
            ("a", Kind::Comment, None),
            ("a~2", Kind::Comment, None),
            ("a", Kind::Comment, None),
            ("a", Kind::Comment, None),
        ]);
        let diagnostics = resolve(&mut doubled);
        assert_eq!(ids(&doubled), ["a", "a~2", "a~3", "a~4"]);
        assert_eq!(diagnostics.len(), 2);
    }

    #[test]
    fn new_names_do_not_clash_with_given_ones() {
        let mut some = thread(&[
            ("", Kind::Article, None),
            ("c2", Kind::Comment, None),
            ("", Kind::Comment, Some("article")),
            ("", Kind::Comment, Some(" ")),
        ]);
        resolve(&mut some);
        assert_eq!(ids(&some), ["article", "c2", "c3", "c4"]);
        assert_eq!(some.comments[3].parent, None);
    }

    #[test]
    fn two_openings_without_an_id_differ() {
        let mut some = thread(&[("", Kind::Post, None), ("", Kind::Post, None), ("", Kind::Comment, None)]);
        assert_eq!(resolve(&mut some), []);
        assert_eq!(ids(&some), ["post", "post~2", "c1"]);
    }

    #[test]
    fn many_equal_ids_cost_linear_work() {
        let comment = |id: &str| Comment { id: id.to_owned(), ..Comment::default() };
        let mut equal = Thread { comments: vec![comment("same"); 200_000], ..Thread::default() };
        assert_eq!(resolve(&mut equal).len(), 199_999);
        assert_eq!(equal.comments[199_999].id, "same~200000");
        let mut nameless = Thread { comments: vec![comment(""); 200_000], ..Thread::default() };
        nameless.comments[0].id = "c2".to_owned();
        assert_eq!(resolve(&mut nameless), []);
        assert_eq!(nameless.comments[199_999].id, "c200001");
    }

    #[test]
    fn words_for_the_top_level_are_no_parents() {
        for (word, id, wanted) in [
            ("root", "a", None),
            ("0", "a", None),
            ("0", "0", Some("0")),
            ("-1", "a", None),
            ("None", "a", None),
            (" ", "a", None),
            ("rooted", "a", Some("rooted")),
        ] {
            let mut some = thread(&[(id, Kind::Comment, None), ("x", Kind::Comment, Some(word))]);
            resolve(&mut some);
            assert_eq!(some.comments[1].parent.as_deref(), wanted, "{word}");
        }
    }

    #[test]
    fn the_word_article_means_the_opening() {
        let mut some = thread(&[("p", Kind::Post, None), ("x", Kind::Comment, Some("article"))]);
        resolve(&mut some);
        assert_eq!(some.comments[1].parent.as_deref(), Some("p"));
    }
}
