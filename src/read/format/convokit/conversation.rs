//! The conversations of utterances that name none.
//!
//! In come the threads of a corpus, one of them without a name, of what lost its conversation; out come threads in which
//! every utterance is in the conversation of what it answers.

use std::collections::{HashMap, HashSet};

use crate::thread::{Comment, Thread};

/// Puts the utterances that name no conversation into that of what they answer: one pass up every chain, and no part of a
/// chain is gone through twice. Where a chain ends at nothing that was read, that is the name of the conversation; what goes
/// round in circles is called after the first of them.
pub(super) fn find_conversations(threads: &mut Vec<Thread>) {
    let Some(at) = threads.iter().position(|thread| thread.id.is_empty()) else { return };
    let lost = threads.remove(at);
    let mut known: HashMap<String, String> = HashMap::new();
    for thread in &*threads {
        for comment in &thread.comments {
            known.insert(comment.id.clone(), thread.id.clone());
        }
    }
    let parents: HashMap<&str, Option<&str>> =
        lost.comments.iter().map(|comment| (comment.id.as_str(), comment.parent.as_deref())).collect();
    for comment in &lost.comments {
        let mut way: Vec<&str> = Vec::new();
        let mut at = comment.id.as_str();
        let mut seen: HashSet<&str> = HashSet::new();
        let conversation = loop {
            if let Some(found) = known.get(at) {
                break found.clone();
            }
            if !seen.insert(at) {
                break way.first().copied().unwrap_or(at).to_owned();
            }
            way.push(at);
            match parents.get(at) {
                Some(Some(parent)) => at = parent,
                // It opens its conversation, or it was not read.
                Some(None) | None => break at.to_owned(),
            }
        };
        for id in way {
            known.insert(id.to_owned(), conversation.clone());
        }
    }
    let names: Vec<String> = lost.comments.iter().map(|c| known.get(&c.id).cloned().unwrap_or_default()).collect();
    let mut places: HashMap<String, usize> =
        threads.iter().enumerate().map(|(at, thread)| (thread.id.clone(), at)).collect();
    for (comment, name) in lost.comments.into_iter().zip(names) {
        let place = *places.entry(name.clone()).or_insert_with(|| {
            threads.push(Thread { id: name, ..Thread::default() });
            threads.len() - 1
        });
        if let Some(thread) = threads.get_mut(place) {
            thread.comments.push(comment);
        }
    }
    // In the order of the source, openings first.
    let start = |comment: &Comment| comment.origin.span.map_or(0, |span| span.start);
    for thread in &mut *threads {
        thread.comments.sort_by_key(|comment| (!comment.kind.is_opening(), start(comment)));
    }
    threads.sort_by_key(|thread| thread.comments.iter().map(start).min());
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::read::format::convokit::tests::reading;

    #[test]
    fn conversations_are_found_by_what_is_answered() {
        let line =
            |id: &str, to: &str| format!("{{\"id\":\"{id}\",\"speaker\":\"s\",\"reply-to\":{to},\"text\":\"x\"}}");
        let text = [
            line("c", "\"b\""),
            line("a", "null"),
            line("b", "\"a\""),
            line("d", "\"gone\""),
            line("x", "\"y\""),
            line("y", "\"x\""),
            line("e", "\"e\""),
        ]
        .join("\n");
        let threads = reading(&text);
        let told: Vec<_> = threads
            .iter()
            .map(|thread| {
                (thread.id.as_str(), thread.comments.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(" "))
            })
            .collect();
        let wanted = [("a", "c a b"), ("gone", "d"), ("x", "x y"), ("e", "e")];
        assert_eq!(told, wanted.map(|(id, all)| (id, all.to_owned())));
    }

    #[test]
    fn a_long_chain_without_conversations_is_linear() {
        let mut text = String::new();
        for at in 0..60_000 {
            let to = if at == 59_999 { "null".to_owned() } else { format!("\"{}\"", at + 1) };
            writeln!(text, "{{\"id\":\"{at}\",\"speaker\":\"s\",\"reply-to\":{to},\"text\":\"x\"}}").unwrap();
        }
        let threads = reading(&text);
        assert_eq!((threads.len(), threads[0].comments.len(), &*threads[0].id), (1, 60_000, "59999"));
    }
}
