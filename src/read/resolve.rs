//! The second pass of every reader: ids become unique, parents are settled.
//!
//! In comes a thread as its source gave it, flat and in order; out goes the same thread, every comment kept, with unique
//! ids. Parents that name nothing, cycles and self-replies are left as they are: repairing those is the work of `graph`.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::thread::{Kind, Thread};

/// Gives ids where there are none, makes them unique (the first wins, later ones become `id~2`, `id~3`, …, with a
/// warning), then settles parents: an empty parent is none, and the word `article` means the opening whatever its id.
pub fn resolve(thread: &mut Thread) -> Vec<Diagnostic> {
    name_the_nameless(thread);
    let diagnostics = part_the_doubles(thread);
    let opening = thread.opening().and_then(|at| thread.comments.get(at)).map(|comment| comment.id.clone());
    let means_opening = opening.is_some() && thread.comments.iter().all(|comment| comment.id != "article");
    for comment in &mut thread.comments {
        match comment.parent.as_deref().map(str::trim) {
            Some("") => comment.parent = None,
            Some("article") if means_opening => comment.parent.clone_from(&opening),
            _ => {}
        }
    }
    diagnostics
}

/// Comments without an id become `c1`, `c2`, … by their place among the comments, the article `article`, a post `post`;
/// where such a name is taken the next free number serves.
fn name_the_nameless(thread: &mut Thread) {
    if thread.comments.iter().all(|comment| !comment.id.is_empty()) {
        return;
    }
    let mut taken: HashSet<String> =
        thread.comments.iter().filter(|comment| !comment.id.is_empty()).map(|comment| comment.id.clone()).collect();
    let mut place = 0_usize;
    let mut next = 0_usize;
    for comment in &mut thread.comments {
        place += usize::from(!comment.kind.is_opening());
        if !comment.id.is_empty() {
            continue;
        }
        let wanted = match comment.kind {
            Kind::Article => "article".to_owned(),
            Kind::Post => "post".to_owned(),
            _ => format!("c{}", place.max(next + 1)),
        };
        let mut name = wanted;
        next = if comment.kind.is_opening() { next } else { place.max(next + 1) };
        while taken.contains(&name) {
            next += 1;
            name = if comment.kind.is_opening() { format!("{}-{next}", comment.kind) } else { format!("c{next}") };
        }
        taken.insert(name.clone());
        comment.id = name;
    }
}

fn part_the_doubles(thread: &mut Thread) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut once: HashSet<&str> = HashSet::with_capacity(thread.comments.len());
    if thread.comments.iter().all(|comment| once.insert(&comment.id)) {
        return diagnostics;
    }
    let mut taken: HashSet<String> = thread.comments.iter().map(|comment| comment.id.clone()).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for comment in &mut thread.comments {
        let count = seen.entry(comment.id.clone()).or_insert(0);
        *count += 1;
        if *count == 1 {
            continue;
        }
        let mut name = format!("{}~{count}", comment.id);
        while taken.contains(&name) {
            *count += 1;
            name = format!("{}~{count}", comment.id);
        }
        let mut warning = Diagnostic::warning("duplicate-id", format!("the id {} occurs again", comment.id))
            .about(name.clone())
            .help(format!("this one is called {name}; replies go to the first"));
        warning.span = comment.origin.span;
        diagnostics.push(warning);
        taken.insert(name.clone());
        comment.id = name;
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::Comment;

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
    fn the_word_article_means_the_opening() {
        let mut some = thread(&[("p", Kind::Post, None), ("x", Kind::Comment, Some("article"))]);
        resolve(&mut some);
        assert_eq!(some.comments[1].parent.as_deref(), Some("p"));
    }
}
