//! Decides which comment answers which in a table: by ids, by row numbers, by hierarchical numbers, or by depth.
//!
//! The header does not say what a parent is, but the cells do. The meaning that fits most of them is taken, and
//! reported unless it is the usual one.

use std::collections::HashSet;

use super::cell;
use crate::diagnostic::Diagnostic;
use crate::text::fold::fold;

/// Cells of a parent column that mean that the comment has no parent.
const NO_PARENT: [&str; 4] = ["0", "-1", "root", "false"];

/// The cells of a column of ids in the form in which they are compared; `None` for a cell without an id.
pub fn ids<'a>(cells: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> Vec<Option<String>> {
    let raw: Vec<Option<String>> = cells.map(|cell| cell::content(&cell).map(str::to_owned)).collect();
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

/// Decides ids and parents. `numbers` are the numbers of the rows in the table, from 0. `threads` are the threads of
/// the rows: a parent may name the thread itself. `authors` are the authors of the rows: a parent may name a person.
pub fn settle(
    numbers: &[usize],
    ids: Option<&[Option<String>]>,
    parents: Option<Vec<Option<String>>>,
    threads: &[String],
    authors: &[Option<String>],
) -> Answers {
    let mut answers = Answers::default();
    let n = numbers.len();
    let lost = ids.into_iter().chain(parents.as_deref()).flatten().flatten().filter(|id| is_rounded(id)).count();
    if lost > 0 {
        let message = format!("{lost} ids have lost their last digits (as in 2.0151E+16)");
        let help = "a spreadsheet rounds long numbers; export the column as text";
        answers.notes.push(Diagnostic::warning("rounded-ids", message).help(help));
    }
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
        answers.by_numbering();
        return answers;
    }
    if let Some(base) = rows {
        answers.by_rows(base, numbers, ids.is_some());
        return answers;
    }
    let unmatched = answers.parents.iter().flatten().filter(|parent| !known.contains(*parent)).count();
    if unmatched == given {
        answers.unmatched(given, authors);
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

    /// Reads ids such as `12.3` and `12-3` as replies to `12`, if nine in ten of them name a comment in this way.
    fn by_numbering(&mut self) {
        let known: HashSet<&str> = self.ids.iter().map(String::as_str).collect();
        let parents: Vec<Option<String>> = self
            .ids
            .iter()
            .map(|id| {
                let (stem, _) = id
                    .rsplit_once('.')
                    .or_else(|| id.rsplit_once('-'))
                    .filter(|(stem, last)| !stem.is_empty() && !last.is_empty())?;
                Some(stem.to_owned())
            })
            .collect();
        let numbered = parents.iter().flatten().count();
        let met = parents.iter().flatten().filter(|stem| known.contains(stem.as_str())).count();
        if numbered > 0 && met * 10 >= numbered * 9 {
            self.parents = parents;
        }
    }

    /// Handles parents none of which is an id: they name people, or comments that are not in the table.
    fn unmatched(&mut self, given: usize, authors: &[Option<String>]) {
        let name = |name: &str| fold(name.trim().trim_start_matches('@'));
        let people: HashSet<String> = authors.iter().flatten().map(|author| name(author)).collect();
        let named = self.parents.iter().flatten().filter(|parent| people.contains(&name(parent))).count();
        if named * 2 > given {
            let message = format!("{given} parents left out: they name people, not comments");
            self.notes.push(Diagnostic::note("left-out", message));
            self.parents.fill(None);
        } else {
            let message = format!("not one of {given} parents is the id of a comment");
            let help = "name the column of the ids with --column id=HEADER, or that of the parents with --column parent=HEADER";
            self.notes.push(Diagnostic::warning("unknown-parents", message).help(help));
        }
    }
}

/// Whether a spreadsheet has rounded a number.
fn is_rounded(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once(['E', 'e']) else { return false };
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    exponent.strip_prefix('+').is_some_and(cell::is_figures) && digits(mantissa)
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
        ids(text.split(' ').map(std::borrow::Cow::Borrowed))
    }

    fn parents(ids: Option<&str>, parents: &str) -> (String, Vec<&'static str>) {
        let given = cells(parents);
        let n = given.len();
        let answers =
            settle(&(0..n).collect::<Vec<_>>(), ids.map(cells).as_deref(), Some(given), &vec![String::new(); n], &[]);
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
        assert_eq!(parents(Some("2,0151E+16 2,0151E+16 x"), "- - -").1, ["rounded-ids"]);
        assert_eq!(parents(Some("10 11 12"), "nan 10 11").1, [""; 0]);
    }

    #[test]
    fn numbering_tells_parents() {
        let settled = settle(&[0, 1, 2, 3], Some(&cells("1 1.1 1.1.1 2")), None, &vec![String::new(); 4], &[]);
        let shown: Vec<_> = settled.parents.iter().map(|parent| parent.as_deref().unwrap_or("-")).collect();
        assert_eq!(shown, ["-", "1", "1.1", "-"]);
        let settled = settle(&[0, 1], Some(&cells("a-b-c d-e-f")), None, &vec![String::new(); 2], &[]);
        assert_eq!(settled.parents, [None, None]);
    }

    #[test]
    fn parents_that_are_people_are_no_parents() {
        let people = [Some("Ann".to_owned()), Some("Bob".to_owned())];
        let settled = settle(&[0, 1], Some(&cells("1 2")), Some(cells("- @ann")), &vec![String::new(); 2], &people);
        assert_eq!(settled.parents, [None, None]);
        assert!(settled.notes[0].message.contains("people"));
    }
}
