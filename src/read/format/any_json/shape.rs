//! JSON documents of any shape → the lists of objects in them, and what their keys hold.
//!
//! A *record* is an object in a list, or a whole document. Records of the same list belong to one *family*, and so do those
//! of lists under the same key of the records of one family. Replies belong to the family of what they answer, however deep
//! they are nested. Nothing is recursive, and the number of families and keys is limited.

use std::collections::HashMap;

use super::documents::Documents;
use super::keys;
use super::profile::Slot;
use crate::read::format::csv::Column;
use crate::read::format::records::records;
use crate::read::json::Value;

/// Most families that are kept apart. Records of further ones are ignored.
const FAMILIES: usize = 200;

/// Most keys of one family that are kept apart.
const SLOTS: usize = 400;

/// Deepest nesting of objects inside a record whose keys are looked at. Known formats need four.
const DEEPEST: usize = 5;

/// Most members of a piece of a text.
const PIECE: usize = 4;

/// Records of the same kind of list.
#[derive(Debug, Default)]
pub(super) struct Family {
    /// The family of the objects that hold its lists.
    pub(super) outer: Option<usize>,
    /// The key of its list, with those of the objects between, joined by dots; empty for whole documents.
    pub(super) path: String,
    /// How many records it has.
    pub(super) count: usize,
    /// Its keys, in the order in which they first occur.
    pub(super) slots: Vec<Slot>,
    places: HashMap<String, usize>,
}

impl Family {
    /// The last name of the key of its list.
    pub(super) fn key(&self) -> &str {
        self.path.rsplit('.').find(|part| !part.is_empty() && *part != "*").unwrap_or_default()
    }

    fn slot(&mut self, path: &str) -> Option<&mut Slot> {
        if let Some(place) = self.places.get(path) {
            return self.slots.get_mut(*place);
        }
        if self.slots.len() >= SLOTS {
            return None;
        }
        self.places.insert(path.to_owned(), self.slots.len());
        self.slots.push(Slot { path: path.to_owned(), ..Slot::default() });
        self.slots.last_mut()
    }
}

/// One object in a list, or a whole document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) value: Value<'a>,
    pub(super) family: usize,
    /// The index of the record that it is in.
    pub(super) outer: Option<usize>,
}

/// All records of a source with their families, in document order.
#[derive(Debug, Default)]
pub(super) struct Shape<'a> {
    pub(super) families: Vec<Family>,
    pub(super) records: Vec<Record<'a>>,
    known: HashMap<(Option<usize>, String), usize>,
}

impl<'a> Shape<'a> {
    /// The shape of all documents.
    pub(super) fn of(documents: &'a Documents<'a>) -> Self {
        let mut shape = Shape::default();
        let is_several = documents.roots().nth(1).is_some();
        for root in documents.roots() {
            let is_list = root.is_array() || is_several;
            for record in records(root).map(|record| record.value).filter(|value| value.is_object()) {
                let path = if is_list { "*" } else { "" };
                shape.add(record, path);
            }
            // A list of lists, such as the pages of an answer.
            for value in root.items().filter(|item| item.is_array()).flat_map(Value::items) {
                if value.is_object() {
                    shape.add(value, "*");
                }
            }
        }
        shape
    }

    /// Adds a record at the top and everything in it.
    fn add(&mut self, value: Value<'a>, path: &str) {
        let Some(family) = self.family(None, path) else { return };
        let mut pending = vec![Record { value, family, outer: None }];
        while let Some(record) = pending.pop() {
            let index = self.records.len();
            self.records.push(record);
            let mut inner = Vec::new();
            self.look(record, index, &mut inner);
            pending.extend(inner.into_iter().rev());
        }
    }

    /// Takes note of the members of a record, and collects the records in its lists.
    fn look(&mut self, record: Record<'a>, index: usize, inner: &mut Vec<Record<'a>>) {
        self.families.iter_mut().skip(record.family).take(1).for_each(|family| family.count += 1);
        let key = record.value.name();
        let is_keyed =
            !key.is_empty() && self.families.get(record.family).is_some_and(|family| family.path.ends_with(".*"));
        if is_keyed {
            self.slot(record.family, keys::KEY).into_iter().for_each(|slot| slot.add_key(&key));
        }
        let mut pending = vec![(record.value, String::new(), 0)];
        while let Some((object, prefix, depth)) = pending.pop() {
            let mut objects = Vec::new();
            for member in object.values() {
                let name = member.name();
                let path = if prefix.is_empty() { name.into_owned() } else { format!("{prefix}.{name}") };
                if member.is_object() {
                    if depth < DEEPEST && is_map(member) {
                        let lists = member.values().flat_map(|value| {
                            if value.is_array() { value.items().collect::<Vec<_>>() } else { vec![value] }
                        });
                        self.enter(record.family, index, &format!("{path}.*"), lists, inner);
                    } else if depth < DEEPEST {
                        objects.push((member, path, depth + 1));
                    }
                } else if member.is_array() {
                    self.list(record.family, index, &path, member, inner);
                } else {
                    self.slot(record.family, &path).into_iter().for_each(|slot| slot.add(member));
                }
            }
            pending.extend(objects.into_iter().rev());
        }
    }

    /// The values of a key of a family; `None` if it has too many keys.
    fn slot(&mut self, family: usize, path: &str) -> Option<&mut Slot> {
        self.families.get_mut(family)?.slot(path)
    }

    /// Takes note of a list: a text in pieces, scalars, or records.
    fn list(&mut self, family: usize, index: usize, path: &str, list: Value<'a>, inner: &mut Vec<Record<'a>>) {
        let key = path.rsplit('.').next().unwrap_or(path);
        if keys::rank(Column::Text, key).is_some() && !keys::is_comments(key) && is_rich(list) {
            let chars = list.items().map(|item| item.span().end - item.span().start).sum();
            self.slot(family, path).into_iter().for_each(|slot| slot.add_rich(chars));
            return;
        }
        let Some(first) = list.items().next() else { return };
        if !first.is_object() {
            let slot = self.slot(family, path);
            // Of a list of ids the last is the nearest.
            if let Some((slot, last)) = slot.zip(list.items().last()) {
                slot.add(last);
            }
            return;
        }
        self.enter(family, index, path, list.items(), inner);
    }

    fn enter(
        &mut self,
        outer: usize,
        index: usize,
        path: &str,
        values: impl IntoIterator<Item = Value<'a>>,
        inner: &mut Vec<Record<'a>>,
    ) {
        let Some(family) = self.family(Some(outer), path) else { return };
        let records = values.into_iter().filter(|value| value.is_object());
        inner.extend(records.map(|value| Record { value, family, outer: Some(index) }));
    }

    /// The family of the lists under a key of the records of another family. Replies belong to the family of what they
    /// answer.
    fn family(&mut self, outer: Option<usize>, path: &str) -> Option<usize> {
        if let Some(holder) = outer.and_then(|outer| self.families.get(outer)) {
            let is_listed = !holder.path.is_empty();
            let first = path.split('.').find(|part| keys::is_replies(part));
            let again = !holder.key().is_empty() && path.split('.').next_back() == Some(holder.key());
            if is_listed && (first.is_some() || (again && keys::is_comments(holder.key()))) {
                return outer;
            }
        }
        if let Some(known) = self.known.get(&(outer, path.to_owned())) {
            return Some(*known);
        }
        if self.families.len() >= FAMILIES {
            return None;
        }
        let family = self.families.len();
        self.families.push(Family { outer, path: path.to_owned(), ..Family::default() });
        self.known.insert((outer, path.to_owned()), family);
        Some(family)
    }
}

/// Whether an object is a list whose items have their ids as keys.
fn is_map(object: Value<'_>) -> bool {
    let (mut all, mut ids) = (0_usize, 0_usize);
    for member in object.values() {
        let is_list = member.is_array() && member.items().next().is_some_and(Value::is_object);
        if !(member.is_object() || is_list) {
            return false;
        }
        let name = member.name();
        all += 1;
        ids += usize::from(name.contains(|c: char| c.is_ascii_digit()) && !name.contains(' '));
    }
    all > 0 && ids * 5 >= all * 4
}

/// Whether a list is one text in pieces: strings, or objects with a type and a text.
fn is_rich(list: Value<'_>) -> bool {
    let mut some = false;
    // A piece has its type, its text, and at most an address and a style.
    let is_piece = |item: Value<'_>| {
        let is_flat = item.values().take(PIECE + 1).all(|member| !member.is_array());
        item.is_string()
            || (item.has_text("type") && item.has_text("text") && is_flat && item.values().nth(PIECE).is_none())
    };
    for item in list.items() {
        some = true;
        if !is_piece(item) {
            return false;
        }
    }
    some
}
