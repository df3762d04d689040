//! Utterances that name no conversation → the conversation of what they answer.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::sort::Order as _;
use crate::thread::{Comment, Thread};

/// Moves the utterances of the thread without an id to the conversations of what they answer. A chain of answers that
/// leaves the corpus is a conversation named after the first missing utterance; a cycle is named after the first
/// utterance of it. Linear: no part of a chain is followed twice.
pub(super) fn find_conversations(threads: &mut Vec<Thread>) {
    let Some(index) = threads.iter().position(|thread| thread.id.is_empty()) else { return };
    let unassigned = threads.remove(index).comments;
    let names = conversations_of(&unassigned, threads);
    let mut by_id: IndexMap<String, Thread> = threads.drain(..).map(|thread| (thread.id.clone(), thread)).collect();
    for (comment, name) in unassigned.into_iter().zip(names) {
        let thread = by_id.entry(name).or_insert_with_key(|id| Thread { id: id.clone(), ..Thread::default() });
        thread.comments.push(comment);
    }
    threads.extend(by_id.into_values());
    // Restore the order of the source, openings first.
    let start = |comment: &Comment| comment.origin.span.map_or(0, |span| span.start);
    for thread in &mut *threads {
        thread.comments.order_by_key(|comment| (!comment.kind.is_opening(), start(comment)));
    }
    threads.order_by_key(|thread| thread.comments.iter().map(start).min());
}

/// The id of the conversation of every unassigned utterance.
fn conversations_of(unassigned: &[Comment], threads: &[Thread]) -> Vec<String> {
    let mut known: HashMap<&str, &str> = HashMap::new();
    for thread in threads {
        for comment in &thread.comments {
            known.insert(&comment.id, &thread.id);
        }
    }
    let parents: HashMap<&str, Option<&str>> =
        unassigned.iter().map(|comment| (comment.id.as_str(), comment.parent.as_deref())).collect();
    for comment in unassigned {
        let mut chain: Vec<&str> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        let mut id = comment.id.as_str();
        let conversation = loop {
            if let Some(conversation) = known.get(id) {
                break *conversation;
            }
            if !seen.insert(id) {
                break chain.first().copied().unwrap_or(id);
            }
            chain.push(id);
            match parents.get(id) {
                Some(Some(parent)) => id = parent,
                // It opens its conversation, or it was not read.
                Some(None) | None => break id,
            }
        };
        known.extend(chain.into_iter().map(|id| (id, conversation)));
    }
    let name = |comment: &Comment| known.get(comment.id.as_str()).copied().unwrap_or_default().to_owned();
    unassigned.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::read::format::convokit::tests::reading;

    #[test]
    fn an_utterance_is_in_the_conversation_of_what_it_answers() {
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
        let conversations: Vec<_> = threads
            .iter()
            .map(|thread| {
                (thread.id.as_str(), thread.comments.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(" "))
            })
            .collect();
        let wanted = [("a", "c a b"), ("gone", "d"), ("x", "x y"), ("e", "e")];
        assert_eq!(conversations, wanted.map(|(id, all)| (id, all.to_owned())));
    }

    #[test]
    fn a_long_chain_without_conversations_is_linear() {
        let mut text = String::new();
        for index in 0..60_000 {
            let to = if index == 59_999 { "null".to_owned() } else { format!("\"{}\"", index + 1) };
            writeln!(text, "{{\"id\":\"{index}\",\"speaker\":\"s\",\"reply-to\":{to},\"text\":\"x\"}}").unwrap();
        }
        let threads = reading(&text);
        assert_eq!((threads.len(), threads[0].comments.len(), &*threads[0].id), (1, 60_000, "59999"));
    }
}
