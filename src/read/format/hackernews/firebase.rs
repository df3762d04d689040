//! Items of Hacker News' Firebase API → threads. Each item names its parent and its kids.

use std::collections::HashMap;

use super::{Collected, delete, is_opening, item_url, new_thread, opening, words};
use crate::place::PerKey;
use crate::read::json::Value;
use crate::thread::{Comment, Mark, Origin, Thread};

/// One value for each item, in the order of the source.
type PerItem<T> = PerKey<usize, T>;

/// An item before its thread is known.
pub(super) struct Item {
    comment: Comment,
    is_opening: bool,
    /// The poll, if this is an option of one.
    poll: Option<String>,
    title: Option<String>,
    announced: Option<usize>,
    kids: Vec<String>,
}

/// Whether it is an item: it has a number, a type and a time.
pub(super) fn is_item(value: Value<'_>) -> bool {
    let kind = value.text("type");
    (is_opening(&kind) || matches!(&*kind, "comment" | "pollopt"))
        && value.has_number("id")
        && (value.has_number("time") || value.has_text("time"))
        && value.get("created_at_i").is_none()
}

/// Adds an item. `offset` is where its document begins in the source.
pub(super) fn add_item(item: Value<'_>, offset: usize, collected: &mut Collected) {
    let kind = item.field("type").unwrap_or_default();
    let title = item.field("title");
    let is_opening = is_opening(&kind);
    let mut comment = comment_from(item, offset);
    // Moderators, flags of readers or filters killed a dead item. Its text may be kept.
    let is_dead = item.flag("dead");
    if is_opening {
        comment = opening(comment, title.as_deref());
    }
    if comment.text.is_empty() && !is_opening || item.flag("deleted") {
        if is_opening {
            comment.text = title.clone().unwrap_or_default();
        } else {
            delete(&mut comment, is_dead);
        }
    } else if is_dead {
        comment.marks.push(Mark::Hidden);
    }
    collected.items.push(Item {
        comment,
        is_opening,
        poll: item.field("poll").filter(|_| kind == "pollopt"),
        title,
        announced: item.count("descendants"),
        kids: item.list("kids").filter_map(Value::scalar).collect(),
    });
}

fn comment_from(item: Value<'_>, offset: usize) -> Comment {
    let text = item.get("text").filter(|text| text.is_string());
    let words = text.and_then(Value::str).map(|text| words(&text)).unwrap_or_default();
    Comment {
        id: item.field("id").unwrap_or_default(),
        parent: item.field("parent"),
        author: item.field("by"),
        time: item.epoch("time"),
        text: words.text,
        quotes: words.quotes,
        votes: item.integer("score"),
        url: item.field("id").map(|id| item_url(&id)),
        origin: Origin { span: Some(text.unwrap_or(item).span().shifted(offset)), lines: None },
        ..Comment::default()
    }
}

/// All threads: those of Algolia, then those of the items, in the order of their first item.
pub(super) fn into_threads(collected: Collected) -> Vec<Thread> {
    let Collected { mut threads, mut items } = collected;
    // The first of several items with one id counts.
    let index_of: HashMap<String, usize> =
        items.iter().enumerate().rev().map(|(index, item)| (item.comment.id.clone(), index)).collect();
    add_options_to_polls(&mut items, &index_of);
    let parents: PerItem<Option<usize>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let parent = item.comment.parent.as_ref().and_then(|id| index_of.get(id)).copied();
            parent.filter(|parent| *parent != index)
        })
        .collect();
    // A thread is named after the parent of its highest item, or after that item itself.
    let name = |root: usize| {
        let comment = items.get(root).map(|item| &item.comment);
        comment.map(|comment| comment.parent.clone().unwrap_or_else(|| comment.id.clone())).unwrap_or_default()
    };
    let names: Vec<String> = roots(&parents).into_iter().map(name).collect();
    let order = reading_order(&items, &parents, &index_of);
    let mut named: Vec<Option<(Item, String)>> = items.into_iter().zip(names).map(Some).collect();
    for index in order {
        let Some((item, story)) = named.get_mut(index).and_then(Option::take) else { continue };
        if item.poll.is_some() {
            continue;
        }
        let thread = threads.entry(story).or_insert_with_key(|story| new_thread(story));
        if item.is_opening {
            thread.title = thread.title.take().or(item.title);
            thread.announced = thread.announced.or(item.announced);
            thread.comments.insert(0, item.comment);
        } else {
            thread.comments.push(item.comment);
        }
    }
    threads.into_values().collect()
}

/// Appends the options of a poll to its text. Options of a poll that was not read become comments on it.
fn add_options_to_polls(items: &mut [Item], index_of: &HashMap<String, usize>) {
    let mut options: HashMap<usize, String> = HashMap::new();
    for (index, item) in items.iter_mut().enumerate() {
        let Some(poll) = item.poll.take() else { continue };
        match index_of.get(&poll) {
            Some(poll_index) if *poll_index != index => {
                let lines = options.entry(*poll_index).or_default();
                lines.push_str("\n- ");
                lines.push_str(&item.comment.text);
                item.poll = Some(poll);
            }
            _ => item.comment.parent = Some(poll),
        }
    }
    for (index, item) in items.iter_mut().enumerate() {
        item.comment.text.push_str(options.get(&index).map_or("", String::as_str));
    }
}

/// For every item, the highest one above it. Linear: every chain of parents is followed once.
fn roots(parents: &PerItem<Option<usize>>) -> PerItem<usize> {
    let mut roots: PerItem<Option<usize>> = PerItem::filled(parents.len(), None);
    let mut path = Vec::new();
    for start in 0..parents.len() {
        let mut index = start;
        path.clear();
        let root = loop {
            if let Some(known) = *roots.at(index) {
                break known;
            }
            path.push(index);
            match *parents.at(index) {
                Some(parent) => {
                    // If the chain is a cycle, it comes back here. The cycle is a separate thread, named after its
                    // start.
                    *roots.at_mut(index) = Some(start);
                    index = parent;
                }
                None => break index,
            }
        };
        for index in path.drain(..) {
            *roots.at_mut(index) = Some(root);
        }
    }
    roots.into_iter().enumerate().map(|(index, root)| root.unwrap_or(index)).collect()
}

/// The items in reading order: each before its kids, kids in the order that their parent gives, others in the order of
/// the source.
fn reading_order(items: &[Item], parents: &PerItem<Option<usize>>, index_of: &HashMap<String, usize>) -> Vec<usize> {
    let mut replies: PerItem<Vec<usize>> = PerItem::filled(items.len(), Vec::new());
    let mut is_listed: PerItem<bool> = PerItem::filled(items.len(), false);
    for (index, item) in items.iter().enumerate() {
        for kid in item.kids.iter().filter_map(|kid| index_of.get(kid).copied()) {
            if *parents.at(kid) == Some(index) && !*is_listed.at(kid) {
                *is_listed.at_mut(kid) = true;
                replies.at_mut(index).push(kid);
            }
        }
    }
    for (index, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent
            && !*is_listed.at(index)
        {
            replies.at_mut(*parent).push(index);
        }
    }
    let mut order = Vec::with_capacity(items.len());
    let mut is_done: PerItem<bool> = PerItem::filled(items.len(), false);
    // First the items without a parent, then what remains of cycles.
    let tops = (0..items.len()).filter(|index| parents.at(*index).is_none());
    for start in tops.chain(0..items.len()) {
        let mut pending = vec![start];
        while let Some(index) = pending.pop() {
            if !*is_done.at(index) {
                *is_done.at_mut(index) = true;
                order.push(index);
                pending.extend(replies.at(index).iter().rev());
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_over_any_chain() {
        let roots = |parents: &[Option<usize>]| roots(&PerItem::from(parents.to_vec())).into_vec();
        assert_eq!(roots(&[None, Some(0), Some(1), None, Some(3)]), [0, 0, 0, 3, 3]);
        assert_eq!(roots(&[Some(1), Some(2), None]), [2, 2, 2]);
        // A cycle ends, and is one thread.
        let roots = roots(&[Some(1), Some(0), Some(0)]);
        assert!(roots.iter().all(|root| *root == roots[0]), "{roots:?}");
    }

    #[test]
    fn a_long_chain_is_linear() {
        let parents: PerItem<Option<usize>> =
            (0..200_000).map(|index| (index + 1 < 200_000).then_some(index + 1)).collect();
        assert!(roots(&parents).iter().all(|root| *root == 199_999));
    }
}
