//! Records → comments and threads.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::choose::{Part, Parts, families};
use super::keys;
use super::profile::{above, hash, stem, time};
use super::roles::{Roles, slot};
use super::shape::{Family, Shape};
use super::text::{Markup, rich, words};
use crate::diagnostic::Diagnostic;
use crate::read::format::common::{comment_at, left_out, marks, set_words};
use crate::read::format::csv::{Column, cell, threads};
use crate::read::json::Value;
use crate::read::resolve::means_top;
use crate::sort::Order as _;
use crate::thread::{Comment, Kind, Lang, Mark, Thread};

/// A comment with what its record says about its thread.
struct Made {
    comment: Comment,
    /// The record of its thread, or the name of its thread.
    thread: String,
    title: Option<String>,
    is_nested: bool,
}

/// How the texts and times of all records are written.
struct Style {
    markup: Markup,
    time: cell::TimeStyle,
}

/// The threads of all records, and what to say about them.
pub(super) fn threads_of(shape: &Shape<'_>, roles: &[Roles], parts: &Parts) -> (Vec<Thread>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let style = style(shape, roles, parts);
    let topics = are_topics(shape, roles, parts);
    let mut made: Vec<Made> = Vec::new();
    // For each record its comment, and the name of the thread that it opens.
    let mut comments: Vec<Option<usize>> = vec![None; shape.records.len()];
    let mut openings: HashMap<usize, String> = HashMap::new();
    let mut titles: HashMap<String, String> = HashMap::new();
    let mut seen: HashSet<(u64, u64, u64)> = HashSet::new();
    let ids = ids_with_text(shape, roles, parts);
    let mut repeated = 0_usize;
    for (index, record) in shape.records.iter().enumerate() {
        let part = parts.of.get(record.family).copied().unwrap_or_default();
        let Some((family, roles)) = shape.families.get(record.family).zip(roles.get(record.family)) else { continue };
        let outer = around(shape, &comments, record.outer);
        let holder = holder(shape, &openings, record.outer);
        if part == Part::Holders {
            let title = field(family, roles, record.value, Column::Title);
            let id = field(family, roles, record.value, Column::Id);
            let name = id.or_else(|| title.clone()).unwrap_or_else(|| format!("t{}", openings.len() + 1));
            titles.extend(title.map(|title| (name.clone(), title)));
            openings.insert(index, name);
        }
        if !matches!(part, Part::Comments | Part::Openings) {
            continue;
        }
        let mut comment = comment_from(family, roles, record.value, &style);
        let title = field(family, roles, record.value, Column::Title);
        let is_topic = topics && outer.is_none() && title.is_some();
        let is_opening = part == Part::Openings || is_topic;
        if is_opening {
            comment.kind = Kind::Post;
            if comment.text.is_empty() {
                comment.text = title.clone().unwrap_or_default();
            }
        } else if comment.text.is_empty() && comment.kind == Kind::Comment {
            // A record without a text that names another comment is a reference to it.
            if comment.id.is_empty() || ids.contains(&comment.id) {
                continue;
            }
        }
        let made_id = comment.id.is_empty();
        if made_id {
            comment.id =
                if is_opening { format!("post{}", openings.len() + 1) } else { format!("c{}", made.len() + 1) };
        }
        let named = field(family, roles, record.value, Column::Thread).map(|name| stem(&name).to_owned());
        let thread = if is_opening && record.outer.is_none_or(|outer| !comments.get(outer).is_some_and(Option::is_some))
        {
            let is_alone = shape_is_single(shape, parts) && !parts.siblings.contains(&record.family);
            let name = if is_alone { String::new() } else { comment.id.clone() };
            openings.insert(index, name.clone());
            name
        } else {
            holder
                .or_else(|| outer.and_then(|outer| made.get(outer)).map(|outer| outer.thread.clone()))
                .or(named)
                .unwrap_or_default()
        };
        let parent = outer.and_then(|outer| made.get(outer)).map(|outer| outer.comment.id.clone());
        let is_nested = parent.is_some();
        if comment.parent.is_none() && !is_opening {
            comment.parent = parent;
        }
        if !made_id && !seen.insert((hash(&thread), hash(&comment.id), hash(&comment.text))) {
            repeated += 1;
            continue;
        }
        comments.iter_mut().skip(index).take(1).for_each(|place| *place = Some(made.len()));
        made.push(Made { comment, thread, title, is_nested });
    }
    diagnostics.extend(left_out(repeated, "records", "each is the same as an earlier one, with the same id and text"));
    let answered: HashSet<String> = made.iter().filter_map(|made| made.comment.parent.clone()).collect();
    let before = made.len();
    made.retain(|made| {
        let comment = &made.comment;
        comment.kind != Kind::Comment || !comment.text.is_empty() || answered.contains(&comment.id)
    });
    diagnostics.extend(left_out(before - made.len(), "records", "they have no text, and nothing answers them"));
    untangle(&mut made);
    (grouped(made, &titles), diagnostics)
}

/// The ids of all records with a text.
fn ids_with_text(shape: &Shape<'_>, roles: &[Roles], parts: &Parts) -> HashSet<String> {
    let mut ids = HashSet::new();
    for record in &shape.records {
        let is_read = matches!(parts.of.get(record.family), Some(Part::Comments | Part::Openings));
        let Some((family, roles)) = shape.families.get(record.family).zip(roles.get(record.family)).filter(|_| is_read)
        else {
            continue;
        };
        if text(family, roles, record.value).is_some() {
            ids.extend(field(family, roles, record.value, Column::Id));
        }
    }
    ids
}

/// Whether there is one opening at most, so that its thread needs no name.
fn shape_is_single(shape: &Shape<'_>, parts: &Parts) -> bool {
    families(shape, parts, Part::Openings).all(|(_, family)| family.count <= 1)
        && families(shape, parts, Part::Openings).count() > 0
}

/// Whether the records at the top of the main family have titles and those nested in them have none: topics with replies.
fn are_topics(shape: &Shape<'_>, roles: &[Roles], parts: &Parts) -> bool {
    let Some(main) = parts.main else { return false };
    let Some((family, roles)) = shape.families.get(main).zip(roles.get(main)) else { return false };
    if !roles.has(Column::Title) || families(shape, parts, Part::Openings).count() > 0 {
        return false;
    }
    let (mut top, mut titled, mut nested, mut nested_titled) = (0_usize, 0_usize, 0_usize, 0_usize);
    for record in shape.records.iter().filter(|record| record.family == main) {
        let is_nested =
            record.outer.and_then(|outer| shape.records.get(outer)).is_some_and(|outer| outer.family == main);
        let has_title = usize::from(field(family, roles, record.value, Column::Title).is_some());
        if is_nested {
            nested += 1;
            nested_titled += has_title;
        } else {
            top += 1;
            titled += has_title;
        }
    }
    nested > 0 && titled == top && nested_titled == 0
}

/// The comment that a record is in.
fn around(shape: &Shape<'_>, comments: &[Option<usize>], outer: Option<usize>) -> Option<usize> {
    let mut outer = outer;
    while let Some(index) = outer {
        if let Some(comment) = comments.get(index).copied().flatten() {
            return Some(comment);
        }
        outer = shape.records.get(index).and_then(|record| record.outer);
    }
    None
}

/// The thread that the objects around a record open.
fn holder(shape: &Shape<'_>, openings: &HashMap<usize, String>, outer: Option<usize>) -> Option<String> {
    let mut outer = outer;
    // An opening is at most as many levels up as families nest; replies belong to one family and are skipped by `around`.
    for _ in 0..64 {
        let index = outer?;
        if let Some(name) = openings.get(&index) {
            return Some(name.clone());
        }
        outer = shape.records.get(index).and_then(|record| record.outer);
    }
    None
}

/// The value at the end of a path of keys joined by dots. A key may hold dots itself.
fn at<'a>(value: Value<'a>, path: &str) -> Option<Value<'a>> {
    let (mut value, mut remaining) = (value, path);
    loop {
        if let Some(found) = value.get(remaining) {
            return Some(found);
        }
        let dots = remaining.match_indices('.').map(|(dot, _)| dot);
        let mut steps = dots.filter_map(|dot| Some((value.get(remaining.get(..dot)?)?, remaining.get(dot + 1..)?)));
        (value, remaining) = steps.next()?;
    }
}

/// The objects at the end of a path of keys joined by dots. `*` is any member or item; a list on the way means each of its
/// items, and so does one at the end.
pub(in crate::read::format) fn path_values<'a>(
    value: Value<'a>,
    path: &'static str,
) -> impl Iterator<Item = Value<'a>> {
    let mut values: Box<dyn Iterator<Item = Value<'a>> + 'a> = Box::new(std::iter::once(value));
    for name in path.split('.').filter(|name| !name.is_empty()) {
        let each = values.flat_map(each_item);
        values = match name {
            "*" => Box::new(each.flat_map(Value::values)),
            _ => Box::new(each.filter_map(move |value| value.get(name))),
        };
    }
    values.flat_map(each_item).filter(|value| value.is_object())
}

/// The items of a list; any other value itself.
fn each_item(value: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    let single = (!value.is_array()).then_some(value);
    value.items().chain(single)
}

/// The first value of a role that holds something.
fn field(family: &Family, roles: &Roles, value: Value<'_>, role: Column) -> Option<String> {
    roles.of(role).iter().find_map(|place| {
        let path = &slot(family, *place)?.path;
        if path == keys::KEY {
            return Some(value.name().into_owned());
        }
        let found = at(value, path)?;
        let last = if found.is_array() { found.items().last()? } else { found };
        last.scalar()
    })
}

fn flag(family: &Family, roles: &Roles, value: Value<'_>, role: Column) -> bool {
    let found = roles.of(role).first().and_then(|place| at(value, &slot(family, *place)?.path));
    found.is_some_and(|found| found.is_true() || found.scalar().is_some_and(|text| cell::is_yes(&text)))
}

/// How texts and times are written, judged by all of them.
fn style(shape: &Shape<'_>, roles: &[Roles], parts: &Parts) -> Style {
    let mut markup = Markup::default();
    let mut times = Vec::new();
    for record in &shape.records {
        let is_read = matches!(parts.of.get(record.family), Some(Part::Comments | Part::Openings));
        let Some((family, roles)) = shape.families.get(record.family).zip(roles.get(record.family)).filter(|_| is_read)
        else {
            continue;
        };
        if let Some(text) = text(family, roles, record.value) {
            markup.see(&text);
        }
        times.extend(field(family, roles, record.value, Column::Time).filter(|time| time.len() < 32));
    }
    Style { markup, time: cell::TimeStyle::of(times.iter().map(String::as_str)) }
}

/// The text of a record as its source has it.
fn text(family: &Family, roles: &Roles, value: Value<'_>) -> Option<String> {
    roles.of(Column::Text).iter().find_map(|place| {
        let found = at(value, &slot(family, *place)?.path)?;
        let text = if found.is_array() { rich(found) } else { found.str()?.into_owned() };
        (!text.trim().is_empty()).then_some(text)
    })
}

fn comment_from(family: &Family, roles: &Roles, value: Value<'_>, style: &Style) -> Comment {
    let get = |role| field(family, roles, value, role);
    let mut comment = comment_at(value, get(Column::Id).unwrap_or_default());
    comment.parent =
        match roles.of(Column::Id).first().and_then(|place| slot(family, *place)).filter(|_| roles.is_outline) {
            Some(numbers) => {
                above(&comment.id).filter(|above| numbers.distinct.contains(&hash(above))).map(str::to_owned)
            }
            None => get(Column::Parent),
        };
    comment.parent = comment.parent.take().filter(|parent| *parent != comment.id);
    comment.author = get(Column::Author).filter(|name| !means_top(name));
    comment.time = get(Column::Time).and_then(|text| time(&text, style.time));
    comment.lang = get(Column::Lang).as_deref().and_then(Lang::parse);
    let count = |role| get(role).and_then(|text| cell::count(&text));
    comment.votes = count(Column::Votes).or_else(|| match (count(Column::For), count(Column::Against)) {
        (None, None) => None,
        (up, down) => Some(up.unwrap_or_default() - down.unwrap_or_default()),
    });
    if let Some((kind, _)) = get(Column::Kind).and_then(|kind| cell::kind(&kind)) {
        comment.kind = kind;
    }
    comment.relation = get(Column::Relation).and_then(|side| cell::side(&side).ok().flatten());
    let is = |role| flag(family, roles, value, role);
    let mut noted = marks([
        (Mark::Edited, is(Column::Edited)),
        (Mark::Pinned, is(Column::Pinned)),
        (Mark::Featured, is(Column::Featured)),
        (Mark::Moderator, is(Column::Moderator)),
        (Mark::Hidden, is(Column::Hidden)),
        (Mark::Spam, is(Column::Spam)),
    ]);
    let state = get(Column::State).and_then(|state| cell::state(&state));
    let mut is_gone = is(Column::Deleted);
    match state {
        Some(cell::State::Marked(mark)) => noted.push(mark),
        Some(cell::State::Gone(removed)) => {
            is_gone = true;
            noted.extend(removed.then_some(Mark::Removed));
        }
        _ => {}
    }
    noted.sort_unstable();
    noted.dedup();
    comment.marks = noted;
    let text = style.markup.mended(text(family, roles, value).unwrap_or_default());
    comment.author = comment.author.map(|name| style.markup.mended(name));
    set_words(&mut comment, words(&text, style.markup.of(&text)));
    if !comment.kind.is_opening() {
        if let Some(removed) = cell::gone(&comment.text) {
            comment.text.clear();
            comment.quotes.clear();
            comment.kind = Kind::Deleted;
            comment.marks.extend(removed.then_some(Mark::Removed));
        } else if is_gone && comment.text.is_empty() {
            comment.kind = Kind::Deleted;
        }
    }
    comment
}

/// Takes back what a key of threads cannot mean: names that most replies cross, and parents that name the thread.
fn untangle(made: &mut [Made]) {
    let ids: Vec<String> = made.iter().map(|made| made.comment.id.clone()).collect();
    let parents: Vec<Option<String>> = made.iter().map(|made| made.comment.parent.clone()).collect();
    let names: Vec<String> = made.iter().map(|made| made.thread.clone()).collect();
    if threads::crosses(&ids, &parents, &names) {
        for made in made.iter_mut() {
            made.thread.clear();
        }
    }
    let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
    for (made, name) in made.iter_mut().zip(&names) {
        let names_thread = |parent: &String| !name.is_empty() && parent == name && !known.contains(parent.as_str());
        made.comment.parent = made.comment.parent.take().filter(|parent| !names_thread(parent));
    }
}

/// The comments by thread, in the order of the first of each.
fn grouped(made: Vec<Made>, titles: &HashMap<String, String>) -> Vec<Thread> {
    let is_nested = made.iter().any(|made| made.is_nested);
    let mut threads: IndexMap<String, (Thread, bool)> = IndexMap::new();
    for Made { comment, thread: name, title, .. } in made {
        let (thread, is_varied) = threads.entry(name.clone()).or_insert_with(|| {
            let key = name.starts_with("http").then(|| name.clone());
            (Thread { id: name.clone(), key, title: titles.get(&name).cloned(), ..Thread::default() }, false)
        });
        match (&thread.title, title) {
            (None, title) if thread.comments.is_empty() || comment.kind.is_opening() => thread.title = title,
            (Some(first), Some(title)) if title != *first && !comment.kind.is_opening() => *is_varied = true,
            _ => {}
        }
        thread.comments.push(comment);
    }
    let mut grouped = Vec::new();
    for (name, (mut thread, is_varied)) in threads {
        // A title that changes from record to record is the subject of comments.
        if is_varied
            && !titles.contains_key(&name)
            && !thread.comments.first().is_some_and(|first| first.kind.is_opening())
        {
            thread.title = None;
        }
        if !is_nested {
            oldest_first(&mut thread.comments);
        }
        thread.comments.order_by_key(|comment| !comment.kind.is_opening());
        answer_opening(&mut thread);
        grouped.push(thread);
    }
    grouped
}

/// Turns the comments of a thread around if they are listed newest first.
pub(in crate::read::format) fn oldest_first(comments: &mut [Comment]) {
    let times: Vec<&str> = comments
        .iter()
        .filter(|comment| !comment.kind.is_opening())
        .filter_map(|comment| comment.time.as_deref())
        .collect();
    let is_full = times.len() >= 2 && times.len() * 10 >= comments.len() * 9;
    let is_falling = times.windows(2).all(|pair| matches!(pair, [first, second] if first >= second));
    let falls = times.first() > times.last();
    if is_full && is_falling && falls {
        comments.reverse();
    }
}

/// Where an opening is known, a parent that names only the opening's own number means the opening.
fn answer_opening(thread: &mut Thread) {
    if thread.opening().is_some() {
        crate::read::format::common::answer_opening(thread);
    }
}
