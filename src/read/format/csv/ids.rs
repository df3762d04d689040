//! Decides which comment answers which in a table: by ids, by row numbers, by hierarchical numbers, or by depth.
//!
//! The header does not say what a parent is, but the cells do. The meaning that fits most of them is taken, and
//! reported unless it is the usual one.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::cell;
use super::packed;
use super::rounded::Rounding;
use crate::diagnostic::Diagnostic;
use crate::place::set;
use crate::read::format::outline::{self, Above};
use crate::text::fold::fold;

/// Cells of a parent column that mean that the comment has no parent.
const NO_PARENT: [&str; 4] = ["0", "-1", "root", "false"];

/// Ids of this length have a form that others do not share by chance.
const LONG: usize = 8;

/// The cells of a column of ids in the form in which they are compared; `None` for a cell without an id, and for an id
/// that is rounded. Of a list of ids, as databases write them, the last is taken: it is the nearest ancestor.
pub(super) fn ids<'a>(
    cells: impl Iterator<Item = std::borrow::Cow<'a, str>>,
    rounding: Rounding,
) -> Vec<Option<String>> {
    let one = |cell: &str| {
        let id = cell::content(cell).filter(|id| !rounding.is_lost(id))?;
        let id = &*packed::inner(id, &packed::ID);
        let inside = id.strip_prefix(['{', '[']).and_then(|id| id.strip_suffix(['}', ']']));
        let last =
            inside.map_or(id, |inside| inside.rsplit(',').next().unwrap_or(inside).trim_matches([' ', '"', '\'']));
        (!last.is_empty()).then(|| last.to_owned())
    };
    let raw: Vec<Option<String>> = cells.map(|cell| one(&cell)).collect();
    let whole: Vec<Option<String>> = raw.iter().map(|id| id.as_deref().and_then(cell::whole)).collect();
    let all_whole = raw.iter().zip(&whole).all(|(id, whole)| id.is_none() || whole.is_some());
    let floats = raw.iter().flatten().any(|id| !cell::is_figures(id));
    if all_whole && floats {
        whole
    } else {
        raw.into_iter().map(|id| id.map(|id| cell::bare_id(&id).to_owned())).collect()
    }
}

/// How many parents are the id of a row.
pub fn matches(ids: &[Option<String>], parents: &[Option<String>]) -> usize {
    let known: HashSet<&str> = ids.iter().flatten().map(String::as_str).collect();
    parents.iter().flatten().filter(|parent| known.contains(parent.as_str())).count()
}

/// How many different ids there are, and how many cells have one.
pub fn distinct(ids: &[Option<String>]) -> (usize, usize) {
    let known: HashSet<&str> = ids.iter().flatten().map(String::as_str).collect();
    (known.len(), ids.iter().flatten().count())
}

/// The ids and parents of all rows, and how they were understood.
#[derive(Debug, Default)]
pub struct Answers {
    /// The id of each row; empty if it has none.
    pub ids: Vec<String>,
    /// The parent of each row.
    pub parents: Vec<Option<String>>,
    /// Decisions that the user should know of.
    pub notes: Vec<Diagnostic>,
}

/// What ids and parents are compared with, a value for each row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'t> {
    /// The numbers of the rows in the table, from 0.
    pub(super) numbers: &'t [usize],
    /// Threads: a parent may name the thread itself.
    pub(super) threads: &'t [String],
    /// Authors: a parent may name a person.
    pub(super) authors: &'t [Option<String>],
}

/// Decides ids and parents. `outline` has numbers of an outline next to the ids. `addressees` are the people that
/// comments answer, if there is no column of parents.
pub(super) fn settle(
    table: &Table<'_>,
    ids: Option<&[Option<String>]>,
    parents: Option<Vec<Option<String>>>,
    outline: Option<&[Option<String>]>,
    addressees: &[Option<String>],
) -> Answers {
    let Table { numbers, threads, .. } = *table;
    let mut answers = Answers::default();
    let n = numbers.len();
    let known: HashSet<String> = ids.into_iter().flatten().flatten().cloned().collect();
    let mut parents = parents.unwrap_or_else(|| vec![None; n]);
    // A zero is a parent only if a comment has that id. The name of the thread means its opening post.
    for (parent, thread) in parents.iter_mut().zip(threads) {
        let none = |name: &String| {
            !known.contains(name)
                && (NO_PARENT.contains(&name.to_ascii_lowercase().as_str()) && name != "0"
                    || name.starts_with("t3_")
                    || (!thread.is_empty() && cell::bare_id(thread) == name))
        };
        *parent = parent.take().filter(|name| !none(name));
    }
    let rows =
        by_row(&parents, numbers, ids.is_some() && parents.iter().flatten().any(|parent| known.contains(parent)));
    let zero_is_row = rows == Some(0);
    if !zero_is_row && !known.contains("0") {
        for parent in &mut parents {
            *parent = parent.take().filter(|name| name != "0");
        }
    }
    let given = parents.iter().flatten().count();
    answers.ids = match ids {
        Some(ids) => ids.iter().map(|id| id.clone().unwrap_or_default()).collect(),
        None => vec![String::new(); n],
    };
    answers.parents = parents;
    if given == 0 {
        answers.by_outline(outline, threads);
        if answers.parents.iter().all(Option::is_none) && addressees.iter().any(Option::is_some) {
            answers.by_addressee(addressees, table);
        }
        return answers;
    }
    if let Some(base) = rows {
        answers.by_rows(base, numbers, ids.is_some());
        return answers;
    }
    let unmatched = answers.parents.iter().flatten().filter(|parent| !known.contains(*parent)).count();
    if unmatched == given {
        answers.unmatched(given, table);
    }
    answers
}

impl Answers {
    /// Reads parents as row numbers.
    fn by_rows(&mut self, base: usize, numbers: &[usize], has_ids: bool) {
        if !has_ids {
            self.ids = numbers.iter().map(|number| (number + base).to_string()).collect();
        }
        for parent in &mut self.parents {
            let row =
                parent.as_deref().and_then(|name| name.parse::<usize>().ok()).and_then(|row| row.checked_sub(base));
            let row = row.and_then(|row| numbers.binary_search(&row).ok());
            let id = row.and_then(|row| self.ids.get(row)).filter(|id| !id.is_empty());
            *parent = id.cloned().or_else(|| parent.take());
        }
        let first = match base {
            0 => "the first comment is 0",
            1 => "the first comment is 1",
            _ => "the header is 1",
        };
        let message = format!("parents are taken for row numbers ({first}): they are the id of no comment");
        self.notes.push(Diagnostic::note("row-numbers", message));
    }

    /// Reads parents from the numbers of an outline, which are in another column than the ids, or are the ids.
    fn by_outline(&mut self, outline: Option<&[Option<String>]>, threads: &[String]) {
        let Some(outline) = outline else { return self.by_numbering(threads) };
        let labels: Vec<String> = outline.iter().map(|label| label.clone().unwrap_or_default()).collect();
        let own = std::mem::replace(&mut self.ids, labels);
        self.by_numbering(threads);
        let labels = std::mem::replace(&mut self.ids, own);
        if self.parents.iter().all(Option::is_none) {
            return;
        }
        if self.ids.iter().any(String::is_empty) {
            self.ids = labels;
            return;
        }
        let id_of: HashMap<(&str, &str), &String> = threads
            .iter()
            .zip(&labels)
            .zip(&self.ids)
            .map(|((thread, label), id)| ((thread.as_str(), label.as_str()), id))
            .collect();
        for (parent, thread) in self.parents.iter_mut().zip(threads) {
            *parent =
                parent.take().and_then(|label| id_of.get(&(thread.as_str(), label.as_str())).map(|id| (*id).clone()));
        }
    }

    /// Reads ids such as `12.3`, `12-3` and `12_3` as replies to `12`, thread by thread: as the numbers of an outline, or
    /// if nine in ten of them name a comment in this way.
    fn by_numbering(&mut self, threads: &[String]) {
        let mut of_thread: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for (row, thread) in threads.iter().enumerate() {
            of_thread.entry(thread).or_default().push(row);
        }
        let known: HashSet<(&str, &str)> =
            threads.iter().zip(&self.ids).map(|(thread, id)| (thread.as_str(), id.as_str())).collect();
        let stem = |id: &str| {
            let (stem, last) = id.rsplit_once(['.', '-', '_'])?;
            (!stem.is_empty() && !last.is_empty()).then(|| stem.to_owned())
        };
        let mut stems: Vec<Option<String>> = self.ids.iter().map(|id| stem(id)).collect();
        let (mut numbered, mut met) = (0_usize, 0_usize);
        let mut unmet: HashMap<&str, HashSet<&str>> = HashMap::new();
        for (thread, stem) in threads.iter().zip(&stems) {
            let Some(stem) = stem else { continue };
            numbered += 1;
            if known.contains(&(thread.as_str(), stem.as_str())) {
                met += 1;
            } else {
                unmet.entry(thread).or_default().insert(stem);
            }
        }
        // If all ids of a thread begin alike, as in `a7_1`, `a7_1_1`, `a7_2`, those that continue no other are at the top.
        let begins = |(thread, id): (&String, &String)| {
            unmet
                .get(thread.as_str())
                .is_none_or(|stems| stems.len() == 1 && stems.iter().all(|stem| id.starts_with(stem)))
        };
        let is_prefixed = met > 0 && !unmet.is_empty() && threads.iter().zip(&self.ids).all(begins);
        let is_numbering = numbered > 0 && (met * 10 >= numbered * 9 || is_prefixed);
        if is_prefixed {
            for (thread, stem) in threads.iter().zip(&mut stems) {
                *stem = stem.take().filter(|stem| known.contains(&(thread.as_str(), stem.as_str())));
            }
        }
        let mut outlines = self.outlines(of_thread.values());
        if is_numbering && outlines.is_none() {
            outlines = Some(stems);
        }
        if let Some(parents) = outlines {
            self.parents = parents;
        }
    }

    /// The parents that the ids show as numbers of an outline in every thread that has more than one comment; `None` if
    /// they are none.
    fn outlines<'r>(&self, threads: impl Iterator<Item = &'r Vec<usize>>) -> Option<Vec<Option<String>>> {
        let mut parents = vec![None; self.ids.len()];
        let mut some = false;
        for rows in threads {
            let labels: Vec<&str> = rows.iter().filter_map(|row| self.ids.get(*row)).map(String::as_str).collect();
            let Some(above) = outline::parents(&labels) else {
                // A thread whose comments are all at the top has plain numbers.
                if labels.iter().all(|label| label.is_empty() || cell::is_figures(label)) {
                    continue;
                }
                return None;
            };
            some = true;
            for (row, above) in rows.iter().zip(above) {
                let parent = match above {
                    Above::Nothing => None,
                    Above::Entry(place) => labels.get(place).map(|label| (*label).to_owned()),
                    Above::Missing => self.ids.get(*row).and_then(|id| outline::stem(id)).map(str::to_owned),
                };
                set(&mut parents, *row, parent);
            }
        }
        some.then_some(parents)
    }

    /// Handles parents none of which is an id: they name people, or comments that are not in the table.
    fn unmatched(&mut self, given: usize, table: &Table<'_>) {
        let people: HashSet<String> = table.authors.iter().flatten().map(|author| person(author)).collect();
        let named = self.parents.iter().flatten().filter(|parent| people.contains(&person(parent))).count();
        if named * 2 > given {
            let addressees = std::mem::replace(&mut self.parents, vec![None; table.numbers.len()]);
            self.by_addressee(&addressees, table);
        } else {
            let message = format!("not one of {given} parents is the id of a comment");
            let help = "name the column of the ids with --column id=HEADER, or that of the parents with --column parent=HEADER";
            // Long ids of the same form are those of comments that the table does not hold.
            let lengths: HashSet<usize> = self.ids.iter().map(String::len).collect();
            let is_elsewhere =
                self.parents.iter().flatten().all(|parent| parent.len() >= LONG && lengths.contains(&parent.len()));
            self.notes.push(if is_elsewhere {
                Diagnostic::note("unknown-parents", message)
            } else {
                Diagnostic::warning("unknown-parents", message).help(help)
            });
        }
    }

    /// Handles a column with the texts that comments answer: the parent is the comment of the thread with that text.
    /// `texts` are those of the comments, and those that they answer.
    pub(super) fn by_text(&mut self, texts: &[Vec<String>; 2], table: &Table<'_>) {
        let [own, above] = texts;
        let mut of: HashMap<(&str, &str), usize> = HashMap::new();
        for (row, (text, thread)) in own.iter().zip(table.threads).enumerate() {
            of.entry((thread, text)).or_insert(row);
        }
        if self.ids.iter().all(String::is_empty) {
            self.ids = table.numbers.iter().map(|number| (number + 1).to_string()).collect();
        }
        let (mut found, mut open) = (0_usize, 0_usize);
        for (row, (text, thread)) in above.iter().zip(table.threads).enumerate() {
            if cell::content(text).is_none() {
                continue;
            }
            let place = of.get(&(thread.as_str(), text.as_str())).filter(|place| **place != row);
            let id = place.and_then(|place| self.ids.get(*place)).filter(|id| !id.is_empty()).cloned();
            found += usize::from(id.is_some());
            open += usize::from(id.is_none());
            set(&mut self.parents, row, id);
        }
        let message =
            format!("parents are given by their texts: {found} are comments of the table, {open} are not in it");
        self.notes.push(if open == 0 {
            Diagnostic::note("parent-texts", message)
        } else {
            Diagnostic::warning("parent-texts", message)
                .help("give the whole thread, or the ids of parents with --column parent=HEADER")
        });
    }

    /// Handles a column of the people that comments answer: the parent is what such a person wrote, if it is one comment
    /// of the thread.
    fn by_addressee(&mut self, addressees: &[Option<String>], table: &Table<'_>) {
        let mut of: HashMap<(&str, String), Option<usize>> = HashMap::new();
        for (row, (author, thread)) in table.authors.iter().zip(table.threads).enumerate() {
            let Some(author) = author else { continue };
            of.entry((thread.as_str(), person(author))).and_modify(|only| *only = None).or_insert(Some(row));
        }
        if self.ids.iter().all(String::is_empty) {
            self.ids = table.numbers.iter().map(|number| (number + 1).to_string()).collect();
        }
        let (mut found, mut open) = (0_usize, 0_usize);
        for (row, (addressee, thread)) in addressees.iter().zip(table.threads).enumerate() {
            let Some(addressee) = addressee else { continue };
            let above = of.get(&(thread.as_str(), person(addressee))).copied().flatten().filter(|above| *above != row);
            let id = above.and_then(|above| self.ids.get(above)).filter(|id| !id.is_empty()).cloned();
            found += usize::from(id.is_some());
            open += usize::from(id.is_none());
            set(&mut self.parents, row, id);
        }
        let message = format!(
            "the column of parents names people: {found} parents are the one comment of such a person, {open} are left open"
        );
        self.notes.push(if open == 0 {
            Diagnostic::note("named-parents", message)
        } else {
            Diagnostic::warning("named-parents", message).help("name a column of ids with --column parent=HEADER")
        });
    }
}

/// The name of a person as it is compared.
fn person(name: &str) -> String {
    fold(name.trim().trim_start_matches('@'))
}

/// The number of the first row, if parents are row numbers; `None` if they are not, or if some parent is an id
/// (`some_ids`). Comments answer earlier ones, which distinguishes the ways of counting.
fn by_row(parents: &[Option<String>], rows: &[usize], some_ids: bool) -> Option<usize> {
    if some_ids {
        return None;
    }
    let mut numbers = Vec::new();
    let n = rows.last().map_or(0, |last| last + 1);
    for (at, parent) in rows.iter().zip(parents) {
        let Some(parent) = parent else { continue };
        numbers.push((*at, parent.parse::<usize>().ok()?));
    }
    let has_none = numbers.len() < parents.len();
    let counted = |base: usize, zeros: bool, ordered: bool| {
        let mut some = false;
        let fits = numbers.iter().filter(|(_, row)| zeros || *row != 0).all(|(at, row)| {
            some = true;
            row.checked_sub(base).is_some_and(|row| row < n && (!ordered || row < *at))
        });
        fits && some
    };
    let has_zero = numbers.iter().any(|(_, row)| *row == 0);
    if has_zero && has_none && counted(0, true, true) {
        return Some(0);
    }
    [(1, true), (2, true), (1, false)]
        .into_iter()
        .find(|(base, ordered)| counted(*base, false, *ordered))
        .map(|(base, _)| base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Option<String>> {
        ids(text.split(' ').map(std::borrow::Cow::Borrowed), Rounding::default())
    }

    #[expect(clippy::needless_pass_by_value, reason = "each test makes its own columns")]
    fn of(
        ids: Option<Vec<Option<String>>>,
        parents: Option<Vec<Option<String>>>,
        authors: Vec<Option<String>>,
    ) -> Answers {
        let n = authors.len();
        let (numbers, threads) = ((0..n).collect::<Vec<_>>(), vec![String::new(); n]);
        let table = Table { numbers: &numbers, threads: &threads, authors: &authors };
        settle(&table, ids.as_deref(), parents, None, &vec![None; n])
    }

    fn parents(ids: Option<&str>, parents: &str) -> (String, Vec<&'static str>) {
        let given = cells(parents);
        let n = given.len();
        let answers = of(ids.map(cells), Some(given), vec![None; n]);
        let shown: Vec<_> = answers.parents.iter().map(|parent| parent.as_deref().unwrap_or("-")).collect();
        (shown.join(" "), answers.notes.iter().map(|note| note.code).collect())
    }

    #[test]
    fn the_cells_decide_what_a_parent_is() {
        for (ids, given, wanted) in [
            // Ids, plain, as floats of a data frame, with the prefixes of Reddit.
            (Some("10 11 12"), "nan 10 11", "- 10 11"),
            (Some("10 11 12"), "nan 10.0 11.0", "- 10 11"),
            (Some("10 11 12"), "0 10 10", "- 10 10"),
            (Some("0 1 2"), "- 0 1", "- 0 1"),
            (Some("a b c"), "t3_x t1_a t1_b", "- a b"),
            // Row numbers: no ids, ids that no parent is, counted from 1, from the header, from 0.
            (None, "- 1 2", "- 1 2"),
            (Some("x y z"), "- 1 1", "- x x"),
            (Some("x y z"), "- 2 3", "- x y"),
            (None, "0 1 2", "- 1 2"),
            (None, "- 0 0", "- 0 0"),
            (None, "- 0 1", "- 0 1"),
            // Parents that were not read stay as they are.
            (Some("10 11 12"), "7 10 8", "7 10 8"),
        ] {
            assert_eq!(parents(ids, given).0, wanted, "{ids:?} {given}");
        }
    }

    #[test]
    fn what_is_not_plain_is_said() {
        assert_eq!(parents(Some("x y z"), "- 1 1").1, ["row-numbers"]);
        assert_eq!(parents(Some("x y z"), "- p q").1, ["unknown-parents"]);
        assert_eq!(parents(Some("10 11 12"), "nan 10 11").1, [""; 0]);
    }

    #[test]
    fn numbering_tells_parents() {
        let settled = of(Some(cells("1 1.1 1.1.1 2")), None, vec![None; 4]);
        let shown: Vec<_> = settled.parents.iter().map(|parent| parent.as_deref().unwrap_or("-")).collect();
        assert_eq!(shown, ["-", "1", "1.1", "-"]);
        let settled = of(Some(cells("a-b-c d-e-f")), None, vec![None; 2]);
        assert_eq!(settled.parents, [None, None]);
    }

    #[test]
    fn parents_that_are_people_are_their_only_comment() {
        let people = || ["Ann", "Bob", "Bob", "Cy"].map(|name| Some(name.to_owned())).to_vec();
        let settled = of(Some(cells("1 2 3 4")), Some(cells("- @ann Ann bob")), people());
        assert_eq!(settled.parents, [None, Some("1".to_owned()), Some("1".to_owned()), None]);
        assert!(settled.notes[0].message.contains("people"));
    }
}
