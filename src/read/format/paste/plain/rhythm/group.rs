//! Lines of one look that may each belong to one comment.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Form, Look, Shape};

use crate::sort::Order as _;

/// Fewest lines of a group that share a line next to them.
const REFINED: usize = 3;

/// Most groups that are tried, so that the time for a paste stays in proportion to its length.
const GROUPS: usize = 32;

/// What the lines of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Lines with a time.
    Times,
    /// Running numbers: `#1`, `#2`.
    Numbers,
    /// `NAME says:`.
    Says,
    /// A link of the page below every comment.
    Links,
}

/// Some lines, in order.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they are.
    pub of: Of,
    /// Their indexes.
    pub lines: Vec<usize>,
}

/// All groups of at least two lines.
pub fn groups(shapes: &[Shape<'_>]) -> Vec<Group> {
    let mut groups = Groups::default();
    let times: Vec<usize> = indexes(shapes, |shape| shape.time.is_some() && shape.says.is_none());
    let says: Vec<usize> = indexes(shapes, |shape| shape.says.is_some());
    groups.add(Of::Says, says.clone());
    let mut both: Vec<usize> = times.iter().chain(&says).copied().filter(|at| timed(shapes, *at)).collect();
    both.sort_unstable();
    let alone: Vec<usize> = both.iter().copied().filter(|at| is_alone(shapes, *at)).collect();
    let named: Vec<usize> = both.iter().copied().filter(|at| !is_alone(shapes, *at)).collect();
    groups.add(Of::Numbers, numbers(shapes));
    for lines in [&alone, &named, &both] {
        groups.add(Of::Times, lines.clone());
        // Times of the same page are written in one form, or in two where the page has old and new comments.
        groups.add(Of::Times, lines.iter().copied().filter(|at| form(shapes, *at) != Some(Form::Loose)).collect());
        for wanted in [Form::Full, Form::Relative, Form::Loose] {
            groups.add(Of::Times, lines.iter().copied().filter(|at| form(shapes, *at) == Some(wanted)).collect());
        }
    }
    groups.split(&alone, |at| at.checked_sub(1).and_then(|above| fixed(shapes, above)));
    groups.split(&alone, |at| fixed(shapes, at + 1));
    groups.split(&alone, |at| {
        shapes.get(at).map(|shape| usize::from(shape.look == Look::Time) + 2 * usize::from(near_number(shapes, at)))
    });
    groups.split_by_words(shapes, &named);
    let mut links: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, shape) in shapes.iter().enumerate() {
        if matches!(shape.look, Look::Action | Look::Rule) && shape.id > 0 && shape.often >= REFINED {
            links.entry(shape.id).or_default().push(at);
        }
    }
    let mut links: Vec<Vec<usize>> = links.into_values().collect();
    links.order_by_key(|lines| std::cmp::Reverse(lines.len()));
    for lines in links.into_iter().take(4) {
        groups.add(Of::Links, lines);
    }
    groups.all
}

fn indexes(shapes: &[Shape<'_>], test: impl Fn(&Shape<'_>) -> bool) -> Vec<usize> {
    shapes.iter().enumerate().filter(|(_, shape)| test(shape)).map(|(at, _)| at).collect()
}

fn timed(shapes: &[Shape<'_>], at: usize) -> bool {
    shapes.get(at).is_some_and(|shape| shape.time.is_some())
}

fn is_alone(shapes: &[Shape<'_>], at: usize) -> bool {
    shapes.get(at).and_then(|shape| shape.time.as_ref()).is_some_and(|time| time.rest.is_empty())
}

fn form(shapes: &[Shape<'_>], at: usize) -> Option<Form> {
    shapes.get(at).and_then(|shape| shape.time.as_ref()).map(|time| time.form)
}

/// The line, if it is one that repeats.
fn fixed(shapes: &[Shape<'_>], at: usize) -> Option<usize> {
    shapes.get(at).filter(|shape| shape.often >= REFINED).map(|shape| shape.id)
}

fn near_number(shapes: &[Shape<'_>], at: usize) -> bool {
    shapes.get(at + 1).is_some_and(|shape| shape.look == Look::Number && shape.bare.starts_with('#'))
}

/// The longest run of lines with `#1`, `#2`, … or `1.`, `2.`, … alone.
fn numbers(shapes: &[Shape<'_>]) -> Vec<usize> {
    let number = |shape: &Shape<'_>| -> Option<usize> {
        let figures: String = shape.bare.chars().filter(char::is_ascii_digit).collect();
        let marked = shape.bare.starts_with('#') && shape.look == Look::Number;
        if marked { figures.parse().ok() } else { None }
    };
    let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, shape) in shapes.iter().enumerate() {
        let Some(number) = number(shape) else { continue };
        let mut run = number.checked_sub(1).and_then(|before| runs.remove(&before)).unwrap_or_default();
        run.push(at);
        runs.insert(number, run);
    }
    runs.into_values().max_by_key(Vec::len).unwrap_or_default()
}

#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    known: BTreeSet<Vec<usize>>,
}

impl Groups {
    fn add(&mut self, of: Of, lines: Vec<usize>) {
        if !lines.is_empty() && self.all.len() < GROUPS && self.known.insert(lines.clone()) {
            self.all.push(Group { of, lines });
        }
    }

    /// Adds the lines that share a neighbour, for the neighbours that most of them have.
    fn split(&mut self, lines: &[usize], key: impl Fn(usize) -> Option<usize>) {
        let mut parts: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for at in lines {
            parts.entry(key(*at)).or_default().push(*at);
        }
        let mut large: Vec<(&Option<usize>, &Vec<usize>)> =
            parts.iter().filter(|(_, part)| part.len() >= REFINED && part.len() < lines.len()).collect();
        large.order_by_key(|(_, part)| std::cmp::Reverse(part.len()));
        for (key, part) in large.into_iter().take(3) {
            self.add(Of::Times, part.clone());
            if key.is_some() {
                let without = lines.iter().copied().filter(|at| part.binary_search(at).is_err()).collect();
                self.add(Of::Times, without);
            }
        }
    }

    /// Adds the lines with a word next to the time that many of them have.
    fn split_by_words(&mut self, shapes: &[Shape<'_>], lines: &[usize]) {
        let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in lines {
            let words = shapes.get(*at).and_then(|shape| shape.time.as_ref()).map(|time| time.rest.as_slice());
            for word in words.unwrap_or_default() {
                let lines = by_word.entry(word).or_default();
                if lines.last() != Some(at) {
                    lines.push(*at);
                }
            }
        }
        let mut large: Vec<Vec<usize>> =
            by_word.into_values().filter(|part| part.len() >= REFINED && part.len() * 3 >= lines.len()).collect();
        large.order_by_key(|part| std::cmp::Reverse(part.len()));
        for part in large.into_iter().take(4) {
            self.add(Of::Times, part);
        }
    }
}
