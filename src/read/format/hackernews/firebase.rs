//! Items of the Firebase interface to Hacker News: each by itself, naming its parent and its kids.

use std::collections::HashMap;

use super::{Found, emptied, is_opening, new_thread, opening, words};
use crate::read::json::Value;
use crate::read::when;
use crate::thread::{Comment, Mark, Origin, Thread};

/// One item before its thread is known.
pub(super) struct Item {
    comment: Comment,
    is_opening: bool,
    /// Of a choice of a poll, the poll.
    poll: Option<String>,
    title: Option<String>,
    announced: Option<usize>,
    kids: Vec<String>,
}

/// Whether it is an item: its number, its type, and a time.
pub(super) fn is_item(value: Value<'_>) -> bool {
    let kind = value.get("type").and_then(Value::str);
    kind.is_some_and(|kind| is_opening(&kind) || matches!(&*kind, "comment" | "pollopt"))
        && value.get("id").is_some_and(Value::is_number)
        && value.get("time").is_some_and(|time| time.is_number() || time.is_string())
        && value.get("created_at_i").is_none()
}

/// Takes an item.
pub(super) fn item(item: Value<'_>, at: usize, found: &mut Found) {
    let kind = item.field("type").unwrap_or_default();
    let said = item.get("text").and_then(Value::str).map(|text| words(&text)).unwrap_or_default();
    let title = item.field("title");
    let place = item.get("text").filter(|text| text.is_string()).unwrap_or(item);
    let mut comment = Comment {
        id: item.field("id").unwrap_or_default(),
        parent: item.field("parent"),
        author: item.field("by"),
        time: item.field("time").and_then(|time| when::epoch(&time)),
        text: said.text,
        quotes: said.quotes,
        votes: item.get("score").and_then(Value::whole),
        origin: Origin { span: Some(place.span().shifted(at)), lines: None },
        ..Comment::default()
    };
    let is_opening = is_opening(&kind);
    // A dead item was killed by moderators, readers' flags or filters; its words may have been kept.
    let is_dead = item.flag("dead");
    if is_opening {
        comment = opening(comment, title.as_deref());
    }
    if comment.text.is_empty() && !is_opening || item.flag("deleted") {
        if is_opening {
            comment.text = title.clone().unwrap_or_default();
        } else {
            emptied(&mut comment, is_dead);
        }
    } else if is_dead {
        comment.marks.push(Mark::Hidden);
    }
    found.items.push(Item {
        comment,
        is_opening,
        poll: item.field("poll").filter(|_| kind == "pollopt"),
        title,
        announced: item.get("descendants").and_then(Value::whole).and_then(|count| usize::try_from(count).ok()),
        kids: item.get("kids").into_iter().flat_map(Value::items).filter_map(Value::scalar).collect(),
    });
}

/// The threads of all that was found: those whose story was known, then those of the items, in the order of their first.
pub(super) fn threads(mut found: Found) -> Vec<Thread> {
    let mut items = std::mem::take(&mut found.items);
    let place: HashMap<String, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (item.comment.id.clone(), at)).collect();
    tell_choices(&mut items, &place);
    let parents: Vec<Option<usize>> = items
        .iter()
        .enumerate()
        .map(|(at, item)| item.comment.parent.as_ref().and_then(|id| place.get(id)).copied().filter(|up| *up != at))
        .collect();
    let tops = tops(&parents);
    let mut parts: Vec<Option<Item>> = Vec::with_capacity(items.len());
    let order = reading_order(&items, &parents, &place);
    let names: Vec<String> = tops
        .iter()
        .map(|top| items.get(*top).map(|item| item.comment.parent.clone().unwrap_or_else(|| item.comment.id.clone())))
        .map(Option::unwrap_or_default)
        .collect();
    parts.extend(items.into_iter().map(Some));
    for at in order {
        let Some(item) = parts.get_mut(at).and_then(Option::take) else { continue };
        let Some(story) = names.get(at) else { continue };
        if item.poll.is_some() {
            continue;
        }
        let thread = found.threads.entry(story.clone()).or_insert_with(|| new_thread(story));
        if item.is_opening {
            thread.title = thread.title.take().or(item.title);
            thread.announced = thread.announced.or(item.announced);
            thread.comments.insert(0, item.comment);
        } else {
            thread.comments.push(item.comment);
        }
    }
    found.threads.into_values().collect()
}

/// Choices of a poll become lines of it; those of a poll that was not read stay comments on it.
fn tell_choices(items: &mut [Item], place: &HashMap<String, usize>) {
    for at in 0..items.len() {
        let Some(item) = items.get_mut(at) else { continue };
        let Some(poll) = item.poll.take() else { continue };
        match place.get(&poll) {
            Some(there) if *there != at => {
                let line = format!("\n- {}", item.comment.text);
                item.poll = Some(poll);
                if let Some(poll) = items.get_mut(*there) {
                    poll.comment.text.push_str(&line);
                }
            }
            _ => item.comment.parent = Some(poll),
        }
    }
}

/// For every item the highest one above it that was read. Linear: what was found once is not gone through again.
fn tops(parents: &[Option<usize>]) -> Vec<usize> {
    let mut tops: Vec<Option<usize>> = vec![None; parents.len()];
    let mut way = Vec::new();
    for start in 0..parents.len() {
        let mut at = start;
        way.clear();
        let mut steps = 0;
        let top = loop {
            if let Some(known) = tops.get(at).copied().flatten() {
                break known;
            }
            way.push(at);
            steps += 1;
            match parents.get(at).copied().flatten() {
                // A circle of parents is its own thread, called after where it was entered.
                Some(up) if steps <= parents.len() => {
                    if let Some(slot) = tops.get_mut(at) {
                        *slot = Some(start);
                    }
                    at = up;
                }
                _ => break at,
            }
        };
        for at in way.drain(..) {
            if let Some(slot) = tops.get_mut(at) {
                *slot = Some(top);
            }
        }
    }
    tops.into_iter().enumerate().map(|(at, top)| top.unwrap_or(at)).collect()
}

/// The items as one reads them: each before its kids, kids in the order their parent gives, others as they came in.
fn reading_order(items: &[Item], parents: &[Option<usize>], place: &HashMap<String, usize>) -> Vec<usize> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    let mut listed = vec![false; items.len()];
    for (at, item) in items.iter().enumerate() {
        for kid in item.kids.iter().filter_map(|kid| place.get(kid).copied()) {
            let is_kid = parents.get(kid).copied().flatten() == Some(at);
            if let Some(slot) = listed.get_mut(kid).filter(|slot| is_kid && !**slot) {
                *slot = true;
                below.get_mut(at).into_iter().for_each(|below| below.push(kid));
            }
        }
    }
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent.filter(|_| listed.get(at) == Some(&false)) {
            below.get_mut(parent).into_iter().for_each(|below| below.push(at));
        }
    }
    let mut order = Vec::with_capacity(items.len());
    let mut seen = vec![false; items.len()];
    // Those without a parent first, then what goes round in circles.
    let is_top = |at: &usize| parents.get(*at).copied().flatten().is_none();
    let starts = (0..items.len()).filter(is_top).chain(0..items.len());
    for start in starts {
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let Some(seen) = seen.get_mut(at).filter(|seen| !**seen) else { continue };
            *seen = true;
            order.push(at);
            open.extend(below.get(at).into_iter().flatten().rev());
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_is_found_over_any_way() {
        assert_eq!(tops(&[None, Some(0), Some(1), None, Some(3)]), [0, 0, 0, 3, 3]);
        assert_eq!(tops(&[Some(1), Some(2), None]), [2, 2, 2]);
        // Circles end, and are one thread.
        let tops = tops(&[Some(1), Some(0), Some(0)]);
        assert!(tops.iter().all(|top| *top == tops[0]), "{tops:?}");
    }

    #[test]
    fn a_long_chain_is_linear() {
        let parents: Vec<Option<usize>> = (0..200_000).map(|at| (at + 1 < 200_000).then_some(at + 1)).collect();
        assert!(tops(&parents).iter().all(|top| *top == 199_999));
    }
}
