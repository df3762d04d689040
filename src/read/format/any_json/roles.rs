//! What each key of a family is: the text, the author, the time, the parent. Names propose, values decide.

use std::collections::BTreeMap;

use super::keys;
use super::profile::Slot;
use super::shape::Family;
use crate::read::format::csv::Column;
use crate::sort::Order as _;

/// Ids that are at least this long do not coincide with counts and the like. Chosen by hand.
const OPAQUE: usize = 5;

/// Most keys that one role may have; of the same record the first that holds something counts.
const ALTERNATIVES: usize = 4;

/// The keys of one family by role.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub(super) struct Roles {
    /// The places of the keys of each role, the best first.
    pub(super) places: BTreeMap<Column, Vec<usize>>,
    /// Whether the name of the key of the text shows that it is one.
    pub(super) is_sure: bool,
    /// Whether the user named the key of the text.
    pub(super) is_named: bool,
    /// Whether ids are the numbers of an outline, which say what answers what.
    pub(super) is_outline: bool,
    /// Whether some parents are ids of records.
    pub(super) is_linked: bool,
}

impl Roles {
    /// The places of the keys of a role.
    pub(super) fn of(&self, role: Column) -> &[usize] {
        self.places.get(&role).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, role: Column) -> bool {
        !self.of(role).is_empty()
    }

    fn uses(&self, place: usize) -> bool {
        self.places.values().flatten().any(|used| *used == place)
    }

    /// Places that no role uses.
    pub(super) fn unused(&self, family: &Family) -> Vec<usize> {
        (0..family.slots.len()).filter(|place| !self.uses(*place)).collect()
    }

    fn set(&mut self, role: Column, places: Vec<usize>) {
        if !places.is_empty() {
            self.places.insert(role, places);
        }
    }

    /// The roles of the keys of a family. `named` are keys that the user named.
    pub(super) fn choose(family: &Family, named: &[(Column, String)]) -> Roles {
        let mut roles = Roles::default();
        for (role, path) in named {
            let place =
                family.slots.iter().position(|slot| slot.path == *path || slot.path.ends_with(&format!(".{path}")));
            if let Some(place) = place {
                roles.places.entry(*role).or_default().push(place);
                roles.is_named |= *role == Column::Text;
            }
        }
        roles.choose_text(family);
        roles.choose_links(family);
        roles.choose_author(family);
        roles.choose_time(family);
        roles.choose_thread(family);
        for role in [
            Column::Title,
            Column::Votes,
            Column::For,
            Column::Against,
            Column::Kind,
            Column::Relation,
            Column::Lang,
            Column::Depth,
            Column::State,
            Column::Deleted,
            Column::Edited,
            Column::Pinned,
            Column::Featured,
            Column::Moderator,
            Column::Hidden,
            Column::Spam,
        ] {
            let is_count = matches!(role, Column::Votes | Column::For | Column::Against | Column::Depth);
            let fits = |slot: &Slot| match role {
                Column::Title => slot.may_be_text(),
                _ if is_count => slot.mostly(slot.numbers, 50) || slot.mostly(slot.filled - slot.spaced, 90),
                Column::Kind | Column::Relation | Column::Lang | Column::State => slot.strings > 0,
                _ => slot.filled > 0,
            };
            let first: Vec<usize> = roles
                .candidates(family, role)
                .into_iter()
                .filter(|place| slot(family, *place).is_some_and(fits))
                .take(1)
                .collect();
            if !roles.has(role) {
                roles.set(role, first);
            }
        }
        roles
    }

    /// The unused keys whose names propose a role, the surest first.
    fn candidates(&self, family: &Family, role: Column) -> Vec<usize> {
        let ranks = family.slots.iter().enumerate().filter(|(place, slot)| slot.filled > 0 && !self.uses(*place));
        // In a whole document, an object such as `article` is what the comments next to it answer.
        let outside = |path: &str| family.path.is_empty().then(|| keys::rank_of_opening(role, path)).flatten();
        let rank = |slot: &Slot| keys::rank(role, &slot.path).or_else(|| outside(&slot.path));
        let mut ranked: Vec<(usize, usize)> = ranks.filter_map(|(place, slot)| Some((rank(slot)?, place))).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, place)| place).collect()
    }

    fn choose_text(&mut self, family: &Family) {
        if self.has(Column::Text) {
            self.is_sure = true;
            return;
        }
        let mut places = self.candidates(family, Column::Text);
        places.retain(|place| slot(family, *place).is_some_and(Slot::may_be_text));
        // A key that holds texts precedes one that holds words, such as a state or a subject.
        places.order_by_key(|place| slot(family, *place).is_some_and(|slot| slot.spaced == 0 && slot.rich == 0));
        let is_weak = |place: &usize| slot(family, *place).is_some_and(|slot| slot.path.ends_with("description"));
        if places.iter().any(|place| !is_weak(place)) {
            places.retain(|place| !is_weak(place));
            self.is_sure = true;
        }
        if places.is_empty() {
            let mut prose: Vec<(usize, usize)> = family
                .slots
                .iter()
                .enumerate()
                .filter(|(_, slot)| slot.is_prose() && slot.filled * 2 > family.count && family.count > 1)
                .filter(|(_, slot)| {
                    keys::rank(Column::Title, &slot.path).is_none() && slot.distinct.len() * 2 > slot.filled
                })
                .map(|(place, slot)| (slot.chars, place))
                .collect();
            prose.order_by(|a, b| b.cmp(a));
            places.extend(prose.first().map(|(_, place)| *place));
        }
        places.truncate(ALTERNATIVES);
        self.set(Column::Text, places);
    }

    /// Chooses ids and parents together: parents are ids of other records.
    fn choose_links(&mut self, family: &Family) {
        let ids = self.candidates(family, Column::Id);
        let mut ids: Vec<usize> =
            ids.into_iter().filter(|place| slot(family, *place).is_some_and(|slot| is_id(slot, family))).collect();
        if let [named, ..] = self.of(Column::Id) {
            ids = vec![*named];
        }
        let parents = match self.of(Column::Parent) {
            [] => self.candidates(family, Column::Parent),
            named => named.to_vec(),
        };
        let links = |parent: usize, id: usize| match (slot(family, parent), slot(family, id)) {
            (Some(parent), Some(id)) => parent.within(id),
            _ => 0,
        };
        let mut best: Option<(usize, usize, usize)> = None;
        for parent in &parents {
            for id in ids.iter().filter(|id| *id != parent) {
                let count = links(*parent, *id);
                if best.is_none_or(|(most, ..)| count > most) && count > 0 {
                    best = Some((count, *parent, *id));
                }
            }
        }
        if best.is_none() {
            best = self.linked_by_values(family, &ids);
        }
        // Some programs name a message by the time when it was sent.
        if best.is_none() && !self.has(Column::Id) {
            let holds = |parent: usize| {
                let all = slot(family, parent).filter(|slot| slot.named > 0)?;
                let unique = |(_, slot): &(usize, &Slot)| is_id(slot, family) && all.within(slot) == all.distinct.len();
                let (id, _) = family.slots.iter().enumerate().filter(|(place, _)| *place != parent).find(unique)?;
                Some((1, parent, id))
            };
            best = parents.iter().find_map(|parent| holds(*parent));
        }
        let outline = || family.slots.iter().position(Slot::is_outline).filter(|place| !self.uses(*place));
        if best.is_none()
            && !self.has(Column::Parent)
            && !self.has(Column::Id)
            && let Some(place) = outline()
        {
            (self.is_outline, self.is_linked) = (true, true);
            self.set(Column::Id, vec![place]);
            // Next to such numbers a stance is that of a claim to the claim above it.
            let stance = family.slots.iter().position(|slot| slot.path.eq_ignore_ascii_case("stance"));
            self.set(Column::Relation, stance.into_iter().collect());
            return;
        }
        if let Some((_, parent, id)) = best {
            self.is_linked = true;
            self.set(Column::Id, vec![id]);
            self.set(Column::Parent, vec![parent]);
            return;
        }
        let is_scalar = |place: &usize| {
            slot(family, *place).is_some_and(|slot| slot.named > 0 && !slot.mostly(slot.long, 20) && slot.truths == 0)
        };
        self.set(Column::Id, ids.into_iter().take(1).collect());
        if !self.has(Column::Parent) {
            let free = parents.into_iter().filter(|place| is_scalar(place) && !self.of(Column::Id).contains(place));
            let free: Vec<usize> = free.take(1).collect();
            self.set(Column::Parent, free);
        }
    }

    /// A key without a known name whose values are all ids of records.
    fn linked_by_values(&self, family: &Family, ids: &[usize]) -> Option<(usize, usize, usize)> {
        let id = *ids.first()?;
        let known = slot(family, id)?;
        let is_opaque = known.chars >= OPAQUE * known.strings || known.numbers > 0;
        let smallest = |slot: &Slot| slot.numbers == 0 && slot.chars >= OPAQUE * slot.strings;
        family.slots.iter().enumerate().find_map(|(place, slot)| {
            let count = slot.within(known);
            let fits = place != id
                && !self.uses(place)
                && is_opaque
                && smallest(slot)
                && keys::rank(Column::Thread, &slot.path).is_none()
                && count > 0
                && count == slot.distinct.len()
                && count < known.distinct.len();
            fits.then_some((count, place, id))
        })
    }

    fn choose_author(&mut self, family: &Family) {
        if self.has(Column::Author) {
            return;
        }
        let mut places = self.candidates(family, Column::Author);
        places.retain(|place| slot(family, *place).is_some_and(Slot::may_be_name));
        // Names precede numbers, and keys that every record has precede others.
        places.order_by_key(|place| {
            slot(family, *place).is_none_or(|slot| slot.numbers > slot.strings || slot.filled * 2 < family.count)
        });
        let Some(first) = places.first().and_then(|place| slot(family, *place)) else { return };
        let head = |path: &str| path.split('.').next().unwrap_or_default().to_owned();
        let first_head = first.path.contains('.').then(|| head(&first.path));
        let (full, count) = (first.filled >= family.count, first.filled);
        places.retain(|place| {
            slot(family, *place).is_some_and(|slot| {
                let is_alike = first_head.as_ref().is_some_and(|first| head(&slot.path) == *first);
                slot.filled == count && slot.path == first.path || (!full && (is_alike || !slot.is_constant()))
            })
        });
        places.truncate(ALTERNATIVES);
        self.set(Column::Author, places);
    }

    fn choose_time(&mut self, family: &Family) {
        if self.has(Column::Time) {
            return;
        }
        let places = self.candidates(family, Column::Time);
        let is_time = |place: &usize| slot(family, *place).is_some_and(Slot::is_time);
        let first = places.iter().copied().find(is_time);
        // Words such as *2 days ago* are a time too.
        let words = || {
            let is_words = |place: &usize| {
                slot(family, *place)
                    .is_some_and(|slot| slot.strings > 0 && !slot.mostly(slot.long, 5) && slot.truths == 0)
            };
            places.iter().copied().find(is_words)
        };
        // A key without a known name, if it alone holds times.
        let others = || {
            let mut times = self.unused(family).into_iter().filter(is_time);
            times.next().filter(|_| times.next().is_none())
        };
        // Some programs use the time of a message as its id.
        let id = || {
            let is_named =
                |place: &usize| slot(family, *place).is_some_and(|slot| keys::rank(Column::Time, &slot.path).is_some());
            self.of(Column::Id).iter().copied().find(|place| is_time(place) && is_named(place))
        };
        let chosen = first.or_else(id).or_else(words).or_else(others);
        let is_full = chosen.and_then(|place| slot(family, place)).is_some_and(|slot| slot.filled >= family.count);
        let more = places.iter().copied().filter(|place| !is_full && Some(*place) != chosen && is_time(place));
        self.set(Column::Time, chosen.into_iter().chain(more).take(ALTERNATIVES).collect());
    }

    fn choose_thread(&mut self, family: &Family) {
        if self.has(Column::Thread) {
            return;
        }
        let fits = |slot: &Slot| {
            slot.named * 2 > family.count && (slot.stems.len() < slot.named || family.count == 1) && !slot.is_prose()
        };
        let chosen: Vec<usize> = self
            .candidates(family, Column::Thread)
            .into_iter()
            .filter(|place| slot(family, *place).is_some_and(fits))
            .take(1)
            .collect();
        self.set(Column::Thread, chosen);
    }

    /// How much the keys look like those of comments.
    pub(super) fn evidence(&self) -> usize {
        let points = [(Column::Author, 3), (Column::Time, 2), (Column::Parent, 2), (Column::Id, 1)];
        let named = points.iter().filter(|(role, _)| self.has(*role)).map(|(_, points)| points).sum::<usize>();
        named + usize::from(self.is_linked) + 3 * usize::from(self.is_outline) + 2 * usize::from(self.is_sure)
    }
}

/// The values of the key at a place.
pub(super) fn slot(family: &Family, place: usize) -> Option<&Slot> {
    family.slots.get(place)
}

/// Whether the values of a key can be ids: nearly every record has one, and it differs.
fn is_id(slot: &Slot, family: &Family) -> bool {
    slot.filled * 10 >= family.count * 9 && slot.is_unique() && slot.truths == 0 && !slot.is_prose()
}
