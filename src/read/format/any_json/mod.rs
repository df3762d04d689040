//! JSON of any form: a list, JSON Lines, objects one after the other, an object with the list somewhere in it, replies in
//! lists inside what they answer.
//!
//! In comes a source that no other reader of JSON recognises, or whose keys the user names with `--field`. [`documents`]
//! finds its documents, [`shape`] the lists of objects in them, [`profile`] what their values look like. [`keys`] knows the
//! usual names of keys, and [`roles`] decides by names and values which key is the text, the author, the time, the parent.
//! [`choose`] decides which lists hold the comments, [`build`] makes them, and [`account`] says what was taken as what. A
//! source without a text is refused.

mod account;
mod build;
mod choose;
pub(super) mod documents;
pub(super) mod keys;
mod profile;
mod roles;
mod shape;
pub(super) mod text;

pub(super) use build::{oldest_first, path_values};
pub(super) use profile::time;

use super::common::cut_off;
use super::csv::Column;
use crate::read::format::reader::Reading;
use crate::read::{error::ReadError, options::Options, source::Source};
use documents::Documents;
use roles::Roles;
use shape::Shape;

/// Whether a source is JSON at all.
pub fn detect(source: &Source<'_>) -> bool {
    let squeezed: String = source
        .text
        .trim_start_matches([' ', '\n', '\t', '\u{1e}'])
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(400)
        .collect();
    let is_object = squeezed
        .strip_prefix("{\"")
        .and_then(|rest| rest.split_once('"'))
        .is_some_and(|(_, after)| after.starts_with(':'));
    let is_list = squeezed.starts_with("[{\"") || squeezed.starts_with("[[{\"");
    is_object || is_list || documents::assigned(source.text).is_some()
}

/// Reads JSON of any form.
///
/// # Errors
/// When no key holds texts, or the user names a key that is not there.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let documents = Documents::of(source);
    let shape = Shape::of(&documents);
    let named: Vec<(Column, String)> =
        options.fields.iter().map(|field| (field.column, field.header.clone())).collect();
    for (_, path) in &named {
        let is_there = |slot: &profile::Slot| slot.path == *path || slot.path.ends_with(&format!(".{path}"));
        if !shape.families.iter().flat_map(|family| &family.slots).any(is_there) {
            return Err(account::no_such_key(path, &shape));
        }
    }
    let roles: Vec<Roles> = shape.families.iter().map(|family| Roles::choose(family, &named)).collect();
    let parts = choose::choose(&shape, &roles, !named.is_empty());
    if parts.main.is_none() {
        return Err(account::refused(&shape));
    }
    let (threads, found) = build::threads_of(&shape, &roles, &parts);
    let mut diagnostics = documents.diagnostics.clone();
    diagnostics.extend(account::account(&shape, &roles, &parts, &threads));
    diagnostics.extend(found);
    diagnostics.extend(cut_off(documents.broken, source.text));
    Ok(Reading { threads, diagnostics })
}
