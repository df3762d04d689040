//! Which lists hold the comments, and which objects around them are what the comments answer.

use super::keys;
use super::roles::Roles;
use super::shape::{Family, Shape};
use crate::read::format::csv::Column;

/// What the records of a family are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// Comments.
    Comments,
    /// Articles or posts that comments in them answer.
    Openings,
    /// Objects around comments, without a text.
    Holders,
    /// Nothing that is read.
    #[default]
    Nothing,
}

/// The part of each family.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) of: Vec<Part>,
    /// The family with most of the comments.
    pub(super) main: Option<usize>,
    /// Families of posts next to that of the comments, which name them.
    pub(super) siblings: Vec<usize>,
    /// Other families with texts, which are not read.
    pub(super) others: Vec<usize>,
}

/// Chooses the families of comments. There is none if no family has a text.
pub(super) fn choose(shape: &Shape<'_>, roles: &[Roles], is_forced: bool) -> Parts {
    let mut parts = Parts { of: vec![Part::Nothing; shape.families.len()], ..Parts::default() };
    let has_text = |place: usize| roles.get(place).is_some_and(|roles| roles.has(Column::Text));
    let score = |place: usize| {
        let (family, roles) = (shape.families.get(place)?, roles.get(place)?);
        // A text alone may be anything, such as a description or a label.
        let is_enough = roles.is_sure || is_forced || is_of_comments(family, roles);
        if !roles.has(Column::Text) || !is_enough || is_accessory(shape, place) {
            return None;
        }
        let many = [2, 5, 20].iter().filter(|least| family.count >= **least).count();
        let named = if keys::is_comments(family.key()) { 2 } else { 0 };
        let user = if roles.is_named { 100 } else { 0 };
        Some((roles.evidence() + many + named + user, family.count))
    };
    let best = (0..shape.families.len()).filter_map(|place| Some((score(place)?, place)));
    let Some((_, main)) = best.max_by_key(|(score, place)| (*score, std::cmp::Reverse(*place))) else { return parts };
    // The outermost family around it with a text is the top of the discussion.
    let mut top = main;
    let mut outer = shape.families.get(main).and_then(|family| family.outer);
    while let Some(place) = outer {
        if has_text(place) && score(place).is_some() {
            top = place;
        }
        outer = shape.families.get(place).and_then(|family| family.outer);
    }
    set(&mut parts, top, Part::Comments);
    set(&mut parts, main, Part::Comments);
    // Families are in document order, so the family around another comes first.
    for place in 0..shape.families.len() {
        let Some(family) = shape.families.get(place) else { continue };
        let inside = family.outer.is_some_and(|outer| leads_to_comments(shape, &parts, outer));
        if inside && has_text(place) && keys::is_comments(family.key()) && !is_accessory(shape, place) {
            set(&mut parts, place, Part::Comments);
        }
    }
    if is_opening(shape, roles, &parts, top) {
        set(&mut parts, top, Part::Openings);
    }
    parts.main = (0..shape.families.len())
        .filter(|place| parts.of.get(*place) == Some(&Part::Comments))
        .max_by_key(|place| shape.families.get(*place).map_or(0, |family| family.count));
    // An opening without comments is a list of comments.
    if parts.main.is_none() {
        set(&mut parts, top, Part::Comments);
        parts.main = Some(top);
    }
    mark_holders(shape, roles, &mut parts, top);
    mark_siblings(shape, roles, &mut parts);
    parts.others = (0..shape.families.len())
        .filter(|place| parts.of.get(*place) == Some(&Part::Nothing) && score(*place).is_some())
        .filter(|place| {
            shape.families.get(*place).is_some_and(|family| family.count > 1 || keys::is_comments(family.key()))
        })
        .filter(|place| roles.get(*place).is_some_and(|roles| roles.has(Column::Author)))
        .collect();
    parts
}

/// Whether other keys show that objects whose text is not sure are comments: a time, a parent, or an author who is not only
/// a `name`, which everything has.
fn is_of_comments(family: &Family, roles: &Roles) -> bool {
    let author = roles.of(Column::Author).first().and_then(|place| family.slots.get(*place));
    let has_author = author.is_some_and(|slot| !matches!(slot.path.as_str(), "name" | "title"));
    family.count > 1 && (has_author || roles.is_linked || roles.is_outline || roles.has(Column::Time))
}

fn set(parts: &mut Parts, place: usize, part: Part) {
    parts.of.iter_mut().skip(place).take(1).for_each(|slot| *slot = part);
}

/// Whether a family, or one around it, holds comments.
fn leads_to_comments(shape: &Shape<'_>, parts: &Parts, place: usize) -> bool {
    let mut place = Some(place);
    while let Some(at) = place {
        if parts.of.get(at) == Some(&Part::Comments) {
            return true;
        }
        place = shape.families.get(at).and_then(|family| family.outer);
    }
    false
}

/// Whether a family, or one around it, is a list of something else than comments.
fn is_accessory(shape: &Shape<'_>, place: usize) -> bool {
    let mut place = Some(place);
    while let Some(family) = place.and_then(|place| shape.families.get(place)) {
        if family.path.split('.').any(keys::is_accessory) {
            return true;
        }
        place = family.outer;
    }
    false
}

/// Whether the records at the top are what the comments in them answer.
fn is_opening(shape: &Shape<'_>, roles: &[Roles], parts: &Parts, top: usize) -> bool {
    let children = || {
        shape
            .families
            .iter()
            .enumerate()
            .filter(|(place, family)| family.outer == Some(top) && parts.of.get(*place) == Some(&Part::Comments))
    };
    let Some(family) = shape.families.get(top) else { return false };
    let has_title = roles.get(top).is_some_and(|roles| roles.has(Column::Title));
    // One document is not a list: what is in it answers it.
    let is_single = family.path.is_empty();
    let replies = |child: &Family| {
        keys::is_replies(child.key()) || (!keys::is_comment_list(child.key()) && is_alike(family, child))
    };
    children().count() > 0 && (has_title || is_single || children().any(|(_, child)| !replies(child)))
}

/// Whether most keys of the objects in a list are keys of the objects around it: then both are of one kind.
fn is_alike(outer: &Family, inner: &Family) -> bool {
    let common = inner.slots.iter().filter(|slot| outer.slots.iter().any(|other| other.path == slot.path)).count();
    common * 5 >= inner.slots.len() * 4
}

/// Marks lists of posts next to the comments, which name their post by its id.
fn mark_siblings(shape: &Shape<'_>, roles: &[Roles], parts: &mut Parts) {
    let slots = |place: usize, role| {
        let first = roles.get(place).and_then(|roles| roles.of(role).first().copied());
        first.zip(shape.families.get(place)).and_then(|(slot, family)| family.slots.get(slot))
    };
    let Some(named) = parts.main.and_then(|main| slots(main, Column::Thread)) else { return };
    for place in 0..shape.families.len() {
        let is_free = parts.of.get(place) == Some(&Part::Nothing) && !is_accessory(shape, place);
        let has_text = roles.get(place).is_some_and(|roles| roles.has(Column::Text));
        if is_free && has_text && slots(place, Column::Id).is_some_and(|ids| named.within(ids) > 0) {
            set(parts, place, Part::Openings);
            parts.siblings.push(place);
        }
    }
}

/// Marks the objects around comments that are a thread each: they have an id, a title or an address.
fn mark_holders(shape: &Shape<'_>, roles: &[Roles], parts: &mut Parts, top: usize) {
    let mut outer = shape.families.get(top).and_then(|family| family.outer);
    while let Some(place) = outer {
        let Some((family, roles)) = shape.families.get(place).zip(roles.get(place)) else { return };
        let is_named = [Column::Title, Column::Id, Column::Thread].iter().any(|role| roles.has(*role));
        if is_named {
            set(parts, place, Part::Holders);
            return;
        }
        outer = family.outer;
    }
}

/// The families of the comments, for messages.
pub(super) fn families<'s>(
    shape: &'s Shape<'_>,
    parts: &'s Parts,
    part: Part,
) -> impl Iterator<Item = (usize, &'s Family)> {
    shape.families.iter().enumerate().filter(move |(place, _)| parts.of.get(*place) == Some(&part))
}
