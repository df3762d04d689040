//! The first lines of every comment: which line next to the repeating one has the name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::furniture::is_action;
use super::group::{Group, Of};
use super::name;
use super::shape::{Look, Shape};

use crate::sort::Order as _;

/// How far from the repeating line its other lines are searched.
const REACH: usize = 14;

/// Share of comments in which a line must be to belong to all of them.
const MOST: f64 = 0.8;

/// Mean grade that lines must have as names.
const GRADE: f64 = 0.6;

/// How much longer than the name the text of an author's image is, in bytes: *Profilbild von*, *gravatar image*.
const PORTRAIT: usize = 30;

/// How many places of the names are tried.
const SPOTS: usize = 3;

/// The first lines of one comment.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Its author.
    pub name: Option<String>,
    /// Its time.
    pub time: Option<String>,
    /// Its lines.
    pub lines: Range<usize>,
    /// Whom they answer, where that is next to the name.
    pub to: Option<String>,
    /// Columns before the name.
    pub column: usize,
    /// The line below the comment, where a line at its end shows it.
    pub end: Option<usize>,
}

/// Where the name is.
#[derive(Clone, Copy, Debug)]
enum Spot {
    /// Next to the time, on its line.
    Inside,
    /// A number of lines with words above or below the repeating line or the landmark above it.
    Line { landmark: Option<usize>, steps: isize },
    /// On top of the lines without a blank line between them that the repeating line is in.
    Top,
    /// Nowhere.
    None,
}

/// The headers around the lines of a group, for the best places of the names.
pub fn headers(shapes: &[Shape<'_>], group: &Group, from: usize) -> Vec<Vec<Header>> {
    let least = (group.lines.len() * 8 / 10).max(3);
    let begins;
    let lines: &[usize] = if group.of == Of::Links {
        // A comment begins below the link of the one above it.
        let below = group.lines.iter().map(|at| at + 1).take(group.lines.len() - 1);
        begins = std::iter::once(from).chain(below).collect::<Vec<_>>();
        &begins
    } else {
        &group.lines
    };
    let links = group.of == Of::Links;
    let mut frame = Frame {
        shapes,
        lines,
        links,
        from,
        least,
        fixed: fixed_words(shapes, lines),
        ranks: BTreeSet::new(),
        portraits: BTreeSet::new(),
    };
    frame.ranks = frame.ranks();
    let mut readings = Vec::new();
    for spot in frame.spots(group.of) {
        frame.portraits = BTreeSet::new();
        let headers = frame.headers(spot, group.of);
        frame.portraits = frame.portraits(&headers);
        readings.push(if frame.portraits.is_empty() { headers } else { frame.headers(spot, group.of) });
    }
    readings
}

/// Headers that are a name alone, where the time is below the text: name, text, time. The lines of the group are times, and
/// the first name is the first line below `from`.
pub fn parted(shapes: &[Shape<'_>], group: &Group, from: usize) -> Option<Vec<Header>> {
    if group.of != Of::Times
        || group.lines.len() < 2
        || !group.lines.iter().all(|at| shapes.get(*at).is_some_and(Shape::is_time))
    {
        return None;
    }
    let least = (group.lines.len() * 8 / 10).max(3);
    let frame = Frame {
        shapes,
        lines: &group.lines,
        links: false,
        from,
        least,
        fixed: BTreeSet::new(),
        ranks: BTreeSet::new(),
        portraits: BTreeSet::new(),
    };
    let mut headers = Vec::with_capacity(group.lines.len());
    let mut start = from;
    let mut grades = 0.0;
    for at in &group.lines {
        let line =
            (start..*at).take(REACH).find(|line| shapes.get(*line).is_some_and(|shape| !shape.is_furniture(least)))?;
        let shape = shapes.get(line)?;
        grades += shape.name;
        let (name, to) = frame.names(line);
        let time = shapes.get(*at).and_then(|shape| shape.time.as_ref()).map(|time| time.time.clone());
        headers.push(Header { name, time, lines: start..line + 1, to, column: shape.column, end: Some(at + 1) });
        start = at + 1;
    }
    (grades >= 0.85 * group.lines.len() as f64).then_some(headers)
}

/// The lines of a group that have a name next to them, if nearly all have one: the others are dates in texts.
pub fn named(group: &Group, headers: &[Header]) -> Option<Group> {
    let is_named = |header: &Header| header.name.as_deref().is_some_and(|name| name::grade(name) >= 0.3);
    let lines: Vec<usize> =
        group.lines.iter().zip(headers).filter(|(_, header)| is_named(header)).map(|(at, _)| *at).collect();
    let most = lines.len() < group.lines.len() && lines.len() * 10 >= group.lines.len() * 6 && lines.len() > 2;
    (most && group.of != Of::Links).then_some(Group { of: group.of, lines })
}

/// The words next to the times that most of the lines have: `wrote`, `points`, `edit`.
fn fixed_words(shapes: &[Shape<'_>], lines: &[usize]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in lines {
        let rest = shapes.get(*at).and_then(|shape| shape.time.as_ref()).map(|time| time.rest.as_slice());
        let unique: BTreeSet<&str> = rest.unwrap_or_default().iter().map(String::as_str).collect();
        for word in unique {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    let least = (lines.len() * 6).div_ceil(10).max(3);
    let known = |word: &str| name::joins(word) || is_action(word);
    // A word with a capital may be the name of who wrote most of the comments.
    let all = |word: &str| if word.starts_with(char::is_uppercase) { lines.len() * 9 / 10 } else { 0 };
    let is_fixed = |word: &str, count: usize| count >= least.max(all(word)) || known(word);
    counts.into_iter().filter(|(word, count)| is_fixed(word, *count)).map(|(word, _)| word.to_owned()).collect()
}

/// What the headers of a group share.
struct Frame<'s, 't> {
    shapes: &'s [Shape<'t>],
    lines: &'s [usize],
    /// Whether they are the lines below a link rather than lines with a time or number.
    links: bool,
    from: usize,
    /// How often a line occurs that every comment has.
    least: usize,
    fixed: BTreeSet<String>,
    /// Lines between names and a landmark: the rank of an author in a forum.
    ranks: BTreeSet<usize>,
    /// What images of authors say before and behind the name, on the line above it.
    portraits: BTreeSet<(String, String)>,
}

impl Frame<'_, '_> {
    /// The headers with the names at a place.
    fn headers(&self, spot: Spot, of: Of) -> Vec<Header> {
        let mut headers: Vec<Header> = Vec::with_capacity(self.lines.len());
        for (place, at) in self.lines.iter().enumerate() {
            let lowest = headers.last().map_or(self.from, |header| header.lines.end);
            let highest = self.lines.get(place + 1).copied().unwrap_or(self.shapes.len());
            headers.push(self.header(*at, spot, lowest, highest, of));
        }
        headers
    }

    /// What is around the names on the lines above the headers, where half of them have it: *Portrait of NAME*.
    fn portraits(&self, headers: &[Header]) -> BTreeSet<(String, String)> {
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for header in headers {
            let above = header.lines.start.checked_sub(1).and_then(|above| self.shapes.get(above));
            if let Some(around) = above.zip(header.name.as_deref()).and_then(|(shape, name)| around(shape.bare, name)) {
                *counts.entry(around).or_insert(0) += 1;
            }
        }
        counts
            .into_iter()
            .filter(|(_, count)| *count * 2 >= headers.len() && *count > 1)
            .map(|(around, _)| around)
            .collect()
    }

    /// Where the names may be, the best place first.
    fn spots(&self, of: Of) -> Vec<Spot> {
        if of == Of::Says {
            return vec![Spot::Inside];
        }
        let inside = self.lines.iter().filter(|at| self.inside(**at).is_some()).count();
        if inside as f64 >= MOST * self.lines.len() as f64 {
            return vec![Spot::Inside];
        }
        let mut spots: Vec<(f64, Spot)> = Vec::new();
        let mut landmarks = vec![None];
        landmarks.extend(self.landmarks().into_iter().map(Some));
        for landmark in landmarks {
            let steps: &[isize] = match (of, landmark) {
                (Of::Links, _) => &[1, 2],
                (_, None) => &[-1, 1, -2],
                (_, Some(_)) => &[-1, -2],
            };
            for steps in steps {
                let value = self.value(landmark, *steps);
                spots.push((value, Spot::Line { landmark, steps: *steps }));
            }
        }
        let names: Vec<Option<usize>> = self.lines.iter().map(|at| self.top(*at)).collect();
        if !self.links {
            spots.push((self.worth(&names, 0.05), Spot::Top));
        }
        spots.retain(|(value, _)| *value > 0.0);
        spots.order_by(|(one, _), (other, _)| other.total_cmp(one));
        spots.truncate(SPOTS);
        if spots.is_empty() { vec![Spot::None] } else { spots.into_iter().map(|(_, spot)| spot).collect() }
    }

    /// The line on top of the lines above a repeating line, without a blank line or a sentence between them.
    fn top(&self, at: usize) -> Option<usize> {
        let mut top = None;
        let mut here = at;
        for _ in 0..REACH {
            let shape = self.shapes.get(here)?;
            if here < at && shape.look == Look::Long {
                return None;
            }
            if here < at && shape.name > 0.0 && !shape.is_furniture(self.least) {
                top = Some(here);
            }
            if shape.gap > 0 || here == self.from {
                return top;
            }
            here = here.checked_sub(1)?;
        }
        None
    }

    /// The lines that most comments have above the repeating line.
    fn landmarks(&self) -> Vec<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, at) in self.lines.iter().enumerate() {
            let lowest =
                place.checked_sub(1).and_then(|above| self.lines.get(above)).map_or(self.from, |above| above + 1);
            let ids: BTreeSet<usize> = (lowest.max(at.saturating_sub(REACH))..*at)
                .filter_map(|above| self.shapes.get(above))
                .filter(|shape| shape.id > 0 && shape.often >= self.least && shape.look == Look::Short)
                .map(|shape| shape.id)
                .collect();
            for id in ids {
                *counts.entry(id).or_insert(0) += 1;
            }
        }
        counts.into_iter().filter(|(_, count)| *count >= self.least).map(|(id, _)| id).take(4).collect()
    }

    /// The lines above a landmark that several comments have, each below a line that is a name.
    fn ranks(&self) -> BTreeSet<usize> {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for landmark in self.landmarks() {
            for (place, at) in self.lines.iter().enumerate() {
                let lowest =
                    place.checked_sub(1).and_then(|above| self.lines.get(above)).map_or(self.from, |above| above + 1);
                let shape =
                    |steps| self.shapes.get(self.line(*at, Some(landmark), steps, lowest, self.shapes.len())?);
                if let (Some(rank), Some(name)) = (shape(-1).filter(|rank| rank.id > 0), shape(-2)) {
                    let (all, named) = counts.entry(rank.id).or_default();
                    *all += 1;
                    *named += usize::from(name.name >= 0.85);
                }
            }
        }
        counts.into_iter().filter(|(_, (all, named))| *all > 1 && named * 10 >= all * 8).map(|(id, _)| id).collect()
    }

    /// How well the lines at a place would do as names.
    fn value(&self, landmark: Option<usize>, steps: isize) -> f64 {
        let mut found: Vec<Option<usize>> = Vec::with_capacity(self.lines.len());
        for (place, at) in self.lines.iter().enumerate() {
            let lowest =
                place.checked_sub(1).and_then(|above| self.lines.get(above)).map_or(self.from, |above| above + 1);
            let highest = self.lines.get(place + 1).copied().unwrap_or(self.shapes.len());
            found.push(self.line(*at, landmark, steps, lowest, highest));
        }
        let far = steps.unsigned_abs() as f64 - 1.0;
        let side = if steps > 0 { -0.03 } else { 0.0 };
        // Above the landmark of a forum the name is on top, and a rank or a place below it.
        self.worth(&found, side + if landmark.is_some() { 0.03 * far + 0.1 } else { -0.02 * far })
    }

    /// How well some lines would do as the names of all comments, with a bonus for their place.
    fn worth(&self, found: &[Option<usize>], bonus: f64) -> f64 {
        // What a user selects may begin or end inside a comment.
        let within = match found {
            [None, within @ .., None] | [None, within @ ..] | [within @ .., None] if within.len() > 1 => within,
            _ => found,
        };
        let shapes: Vec<&Shape<'_>> = within.iter().flatten().filter_map(|line| self.shapes.get(*line)).collect();
        let count = within.len() as f64;
        let mean = shapes.iter().map(|shape| shape.name).sum::<f64>() / count.max(1.0);
        if mean < GRADE {
            return 0.0;
        }
        let names: BTreeSet<&str> = shapes.iter().map(|shape| shape.bare).collect();
        mean + 0.3 * (names.len() as f64 / (0.5 * count).max(2.0)).min(1.0) + bonus
    }

    /// The line that is a number of lines with words away from a repeating line or from the landmark above it.
    fn line(&self, at: usize, landmark: Option<usize>, steps: isize, lowest: usize, highest: usize) -> Option<usize> {
        let start = match landmark {
            None => at,
            Some(id) => (lowest.max(at.saturating_sub(REACH))..at)
                .rev()
                .find(|above| self.shapes.get(*above).is_some_and(|shape| shape.id == id))?,
        };
        let mut remaining = steps.unsigned_abs();
        let mut here = start;
        for step in 0..REACH {
            here = match steps {
                ..0 => here.checked_sub(1)?,
                _ if self.links && step == 0 => here,
                _ => here + 1,
            };
            if here < lowest || here >= highest {
                return None;
            }
            let shape = self.shapes.get(here)?;
            if !shape.is_furniture(self.least) && (landmark.is_none() || !self.ranks.contains(&shape.id)) {
                remaining -= 1;
                if remaining == 0 {
                    return Some(here);
                }
            }
        }
        None
    }

    /// The name on the line of a time.
    fn inside(&self, at: usize) -> Option<String> {
        let shape = self.shapes.get(at)?;
        if let Some(name) = &shape.says {
            return Some(name.clone());
        }
        let words = &shape.time.as_ref()?.rest;
        let mut chunk: Vec<&str> = Vec::new();
        for word in words {
            let is_page = self.fixed.contains(word) || !word.contains(char::is_alphabetic);
            if is_page && !chunk.is_empty() {
                break;
            }
            if !is_page {
                chunk.push(word);
            }
        }
        name::tidy(&chunk.join(" ")).filter(|name| name::grade(name) >= 0.2)
    }

    fn header(&self, at: usize, spot: Spot, lowest: usize, highest: usize, of: Of) -> Header {
        let named = match spot {
            Spot::Line { landmark, steps } => self
                .line(at, landmark, steps, lowest, highest)
                .filter(|line| self.shapes.get(*line).is_some_and(|shape| shape.name > 0.0)),
            Spot::Top => self.top(at).filter(|line| *line >= lowest),
            Spot::Inside | Spot::None => None,
        };
        let (name, to) = match (spot, named) {
            (Spot::Inside, _) => (self.inside(at), None),
            (_, Some(line)) => self.names(line),
            _ => (None, None),
        };
        let place = named.unwrap_or(at);
        let (mut first, mut last) = (at.min(place), at.max(place));
        if of == Of::Links && named.is_none() {
            return Header { lines: at..at, column: self.column(at), ..Header::default() };
        }
        let is_part = |line: usize| {
            self.shapes.get(line).is_some_and(|shape| {
                shape.is_furniture(self.least)
                    || name.as_deref().is_some_and(|name| {
                        shape.bare == name
                            || around(shape.bare, name).is_some_and(|around| self.portraits.contains(&around))
                    })
            })
        };
        while of != Of::Links && first > lowest && at - first < REACH && is_part(first - 1) {
            first -= 1;
        }
        // A number below the header may be a text, unless it is marked as one of the page.
        let is_text = |line: usize| {
            self.shapes.get(line).is_some_and(|shape| shape.look == Look::Number && !shape.bare.starts_with('#'))
        };
        while last + 1 < highest && last - at.min(last) < REACH && is_part(last + 1) && !is_text(last + 1) {
            last += 1;
        }
        let time = (first..=last)
            .filter_map(|line| self.shapes.get(line).and_then(|shape| shape.time.as_ref()))
            .next_back()
            .map(|time| time.time.clone());
        let time = self.shapes.get(at).and_then(|shape| shape.time.as_ref()).map(|time| time.time.clone()).or(time);
        // The line that was taken may be the text of an image above the name.
        let shorter = name.as_deref().and_then(|name| {
            let lines = (first..=last).filter_map(|line| self.shapes.get(line)).filter(|shape| shape.name > 0.0);
            lines.map(|shape| shape.bare).find(|bare| bare.len() > 1 && *bare != name && around(name, bare).is_some())
        });
        let name = shorter.map(str::to_owned).or(name);
        Header { name, time, lines: first..last + 1, to, column: self.column(place), end: None }
    }

    /// Columns before a line.
    fn column(&self, line: usize) -> usize {
        self.shapes.get(line).map_or(0, |shape| shape.column)
    }

    /// The author on a line, and whom they answer.
    fn names(&self, line: usize) -> (Option<String>, Option<String>) {
        let Some(shape) = self.shapes.get(line) else { return (None, None) };
        let (author, to) = name::addressed(shape.bare);
        (shape.says.clone().or_else(|| name::tidy(author)), to.and_then(name::tidy))
    }
}

/// What is before and behind a name on a line that is little longer.
fn around(line: &str, name: &str) -> Option<(String, String)> {
    if line.len() > name.len() + PORTRAIT {
        return None;
    }
    line.split_once(name).map(|(before, behind)| (before.to_owned(), behind.to_owned()))
}
