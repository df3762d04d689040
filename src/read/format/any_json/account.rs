//! What is reported about a source of unknown form: which key was taken as what, what was not used, and what may be missing.

use super::choose::{Part, Parts, families};
use super::keys;
use super::profile::Slot;
use super::roles::{Roles, slot};
use super::shape::{Family, Shape};
use crate::diagnostic::Diagnostic;
use crate::read::error::ReadError;
use crate::read::format::csv::Column;
use crate::thread::Thread;

/// How many keys a message names. A longer list is not read.
const NAMED: usize = 20;

/// Longest list of keys in a refusal, in characters.
const LISTED: usize = 400;

const HELP: &str = "--field says what a key is, such as --field author=user.name";

/// What to say about a reading.
pub(super) fn account(shape: &Shape<'_>, roles: &[Roles], parts: &Parts, threads: &[Thread]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for part in [Part::Openings, Part::Comments] {
        for (place, family) in families(shape, parts, part) {
            let Some(roles) = roles.get(place) else { continue };
            diagnostics.push(taken(family, roles, part));
            diagnostics.extend(unused(family, roles));
            if part == Part::Comments {
                diagnostics.extend(guessed(family, roles));
                diagnostics.extend(
                    [Column::Author, Column::Parent, Column::Time]
                        .iter()
                        .filter_map(|role| overlooked(family, roles, *role)),
                );
                diagnostics.extend(unknown_parents(family, roles, threads));
            }
        }
    }
    for place in &parts.others {
        let Some(family) = shape.families.get(*place) else { continue };
        let message = format!("the list `{}` is not read: its {} objects have texts too", name(family), family.count);
        let help = "take it out of the file and read it alone";
        diagnostics.push(Diagnostic::warning("unread-list", message).help(help));
    }
    diagnostics
}

/// The name of a family in messages.
fn name(family: &Family) -> &str {
    if family.path.is_empty() { "the document" } else { family.path.trim_end_matches(".*") }
}

fn taken(family: &Family, roles: &Roles, part: Part) -> Diagnostic {
    let mut named = Vec::new();
    for (role, places) in &roles.places {
        let paths: Vec<&str> =
            places.iter().filter_map(|place| slot(family, *place)).map(|slot| slot.path.as_str()).collect();
        let role = if role.name() == "mark" { format!("{role:?}").to_lowercase() } else { role.name().to_owned() };
        named.push(format!("{role} = {}", paths.join(" or ")));
    }
    let what = match (part, family.path.as_str()) {
        (Part::Openings, _) => "posts",
        _ => "comments",
    };
    let list = if matches!(family.path.as_str(), "" | "*") { String::new() } else { format!(" in `{}`", name(family)) };
    let message = format!("JSON of no known form: {} {what}{list}, taken as {}", family.count, named.join(", "));
    Diagnostic::note("taken-keys", message).help(HELP)
}

fn unused(family: &Family, roles: &Roles) -> Option<Diagnostic> {
    let paths: Vec<&str> = roles
        .unused(family)
        .into_iter()
        .filter_map(|place| slot(family, place))
        .filter(|slot| slot.filled > 0)
        .map(|slot| slot.path.as_str())
        .collect();
    if paths.is_empty() {
        return None;
    }
    let more = if paths.len() > NAMED { format!(" and {} more", paths.len() - NAMED) } else { String::new() };
    let shown = paths.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    Some(Diagnostic::note("unused-keys", format!("keys that are not used: {shown}{more}")))
}

/// Warns if only its values show that a key holds the texts.
fn guessed(family: &Family, roles: &Roles) -> Option<Diagnostic> {
    let text = roles.of(Column::Text).first().and_then(|place| slot(family, *place))?;
    if roles.is_sure {
        return None;
    }
    let message =
        format!("no key is known to hold texts; `{}` is taken, because its values look like sentences", text.path);
    Some(Diagnostic::warning("guessed-text", message).help("--field text=KEY names another key"))
}

/// Warns if nothing was taken for a role and the name of an unused key hints at it.
fn overlooked(family: &Family, roles: &Roles, role: Column) -> Option<Diagnostic> {
    if roles.has(role) {
        return None;
    }
    let fits = |slot: &&Slot| match role {
        Column::Author => slot.may_be_name() && slot.strings > 0 && slot.named > 0 && !slot.is_constant(),
        Column::Time => slot.strings + slot.numbers > 0 && !slot.is_prose() && slot.named > 0,
        _ => slot.named > 0 && slot.truths == 0 && !slot.is_prose() && slot.mostly(slot.strings + slot.numbers, 90),
    };
    let unused = roles.unused(family).into_iter().filter_map(|place| slot(family, place));
    let ids = roles.of(Column::Id).first().and_then(|place| slot(family, *place));
    let are_ids = |slot: &Slot| {
        role == Column::Parent
            && slot.numbers == 0
            && ids
                .is_some_and(|ids| slot.distinct.len() < ids.distinct.len() && slot.within(ids) == slot.distinct.len())
    };
    // A name inside another object, such as that of a channel, is no author.
    let is_meant =
        |slot: &&Slot| !slot.path.contains('.') && (keys::hints(role, &slot.path) || are_ids(slot)) && !is_count(slot);
    let found = unused.filter(fits).find(is_meant)?;
    let message = format!("no {} was found, but `{}` looks like one and is not used", role.name(), found.path);
    Some(Diagnostic::warning("unused-key", message).help(format!("--field {}={} uses it", role.name(), found.path)))
}

/// Whether a key counts something: `reply_count`, `num_replies`.
fn is_count(slot: &Slot) -> bool {
    let path = slot.path.to_ascii_lowercase();
    slot.strings == 0 && ["count", "num", "total", "nb", "number"].iter().any(|word| path.contains(word))
}

/// Warns if parents are given, and not one of them is a comment.
fn unknown_parents(family: &Family, roles: &Roles, threads: &[Thread]) -> Option<Diagnostic> {
    let parent = roles.of(Column::Parent).first().and_then(|place| slot(family, *place))?;
    if roles.is_linked {
        return None;
    }
    let given = threads.iter().flat_map(|thread| &thread.comments).filter(|comment| comment.parent.is_some()).count();
    if given == 0 || parent.named == 0 {
        return None;
    }
    let known: std::collections::HashSet<&str> =
        threads.iter().flat_map(|thread| &thread.comments).map(|comment| comment.id.as_str()).collect();
    let is_met = |parent: &String| known.contains(parent.as_str());
    if threads.iter().flat_map(|thread| &thread.comments).any(|comment| comment.parent.as_ref().is_some_and(is_met)) {
        return None;
    }
    let message = format!("not one of {given} parents (`{}`) is the id of a comment", parent.path);
    let help = "--field parent=KEY and --field id=KEY name other keys";
    Some(Diagnostic::warning("unknown-parents", message).help(help))
}

/// The refusal of a source without texts.
pub(super) fn refused(shape: &Shape<'_>) -> ReadError {
    let best = shape.families.iter().max_by_key(|family| (family.count > 1, family.count));
    let keys: Vec<&str> =
        best.map(|family| family.slots.iter().map(|slot| slot.path.as_str()).collect()).unwrap_or_default();
    let mut list = keys.join(", ");
    if list.chars().count() > LISTED {
        list = list.chars().take(LISTED).collect::<String>() + "…";
    }
    let why = if keys.is_empty() {
        "no list of objects is in it".to_owned()
    } else {
        format!("no key is known to hold the texts of comments; there are {list}")
    };
    ReadError::Unusable {
        what: "JSON of another kind",
        why,
        help: "name the key with --field text=KEY, or convert it to native JSON Lines",
    }
}

/// The refusal of a key that the user named and that is nowhere.
pub(super) fn no_such_key(path: &str, shape: &Shape<'_>) -> ReadError {
    let known: Vec<&str> =
        shape.families.iter().flat_map(|family| &family.slots).map(|slot| slot.path.as_str()).collect();
    let meant = crate::rule::suggestion(path, known.iter().copied());
    let mut list = known.join(", ");
    if list.chars().count() > LISTED {
        list = list.chars().take(LISTED).collect::<String>() + "…";
    }
    let then = if meant.is_empty() { "; there" } else { " There" };
    let why = format!("no key of it is called `{path}`{meant}{then} are {list}");
    ReadError::Unusable { what: "JSON", why, help: "give --field one of these" }
}
