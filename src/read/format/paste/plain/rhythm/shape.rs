//! What a line looks like, apart from its words: a time, a number, a link of the page, a short line that may be a name.

use std::collections::BTreeMap;

use super::super::anchor::says;
use super::super::furniture::{is_action, is_badge, is_form, pingback, without_bullet};
use super::super::line::Line;
use super::super::stamp::{self, Order, Stamp};
use super::super::{counter, loose};
use super::name;

/// Longest line that can repeat as furniture of a page, in bytes.
const FIXED_BYTES: usize = 80;

/// Longest text next to a time that can be a name with what a page puts around it, in words. Sentences are longer.
pub const REST: usize = 10;

/// The look of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Signs only: `-----`, `●`, a bullet.
    Rule,
    /// A number only: `#12`, `3.`, `(1.204)`.
    Number,
    /// Reply links, votes and the like.
    Action,
    /// What a page writes next to a name.
    Badge,
    /// A pingback.
    Pingback,
    /// The beginning of a form or notice.
    Form,
    /// A line that announces comments.
    Counter,
    /// A time and nothing else but what a page puts around it.
    Time,
    /// A short line that can be a name.
    Short,
    /// Anything else.
    Long,
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// With day, month and year.
    Full,
    /// `3 days ago`.
    Relative,
    /// Without a year or without a date: credible only where it repeats.
    Loose,
}

/// A time on a line.
#[derive(Clone, Debug)]
pub struct Timed {
    /// As a prefix of RFC 3339, or the words.
    pub time: String,
    /// How it is written.
    pub form: Form,
    /// The words next to it, without signs at their ends.
    pub rest: Vec<String>,
}

/// The look of a line, and what it holds.
#[derive(Clone, Debug)]
pub struct Shape<'t> {
    /// Its text without bullets, avatars and marks of headings.
    pub bare: &'t str,
    /// Its look.
    pub look: Look,
    /// The time on it.
    pub time: Option<Timed>,
    /// The name in `NAME says:`.
    pub says: Option<String>,
    /// How good a name its text would be, from 0 to 1.
    pub name: f64,
    /// Which line it is, apart from its figures; 0 for long lines.
    pub id: usize,
    /// How often that line occurs.
    pub often: usize,
    /// Columns before its text. A single space is no indentation: an avatar leaves one.
    pub column: usize,
    /// Blank lines above it.
    pub gap: usize,
}

impl Shape<'_> {
    /// Whether the line is something that pages put around names and times, and never a name.
    pub fn is_furniture(&self, least: usize) -> bool {
        matches!(self.look, Look::Rule | Look::Number | Look::Action | Look::Time | Look::Counter | Look::Badge)
            || (self.id > 0 && self.often >= least)
            || self.bare.chars().nth(1).is_none()
    }

    /// Whether the time is alone on the line.
    pub fn is_time(&self) -> bool {
        self.look == Look::Time
    }
}

/// The shapes of all lines. Those above `from` count as long.
pub fn shapes<'t>(source: &'t str, lines: &[Line], from: usize, order: Order) -> Vec<Shape<'t>> {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut counts: Vec<usize> = vec![0];
    let mut shapes: Vec<Shape<'t>> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let text = line.of(source);
        if at < from {
            shapes.push(Shape {
                bare: text,
                look: Look::Long,
                time: None,
                says: None,
                name: 0.0,
                id: 0,
                often: 0,
                column: 0,
                gap: 0,
            });
            continue;
        }
        let mut shape = shape(text, line.indent, order);
        shape.gap = line.gap;
        if text.len() <= FIXED_BYTES {
            let next = ids.len() + 1;
            let id = *ids.entry(without_figures(shape.bare)).or_insert(next);
            if id == counts.len() {
                counts.push(0);
            }
            // The text of an image repeats the name below it.
            let again = shapes.last().is_some_and(|above| above.id == id);
            crate::place::update(&mut counts, id, |count| *count += usize::from(!again));
            shape.id = id;
        }
        shapes.push(shape);
    }
    for shape in &mut shapes {
        shape.often = counts.get(shape.id).copied().filter(|_| shape.id > 0).unwrap_or(0);
    }
    shapes
}

/// A line with every figure as 0 and white space folded, without figures in brackets: `Like (4)`.
fn without_figures(text: &str) -> String {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
    let inside = text.strip_suffix(')').map(|text| text.trim_end_matches(is_figure));
    let text = inside.and_then(|text| text.strip_suffix('(')).map_or(text, str::trim_end);
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = if c.is_ascii_digit() { '0' } else { c };
        let repeats = folded.ends_with(c) && (c == '0' || c == ' ');
        if !repeats {
            folded.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    folded
}

fn shape(text: &str, indent: usize, order: Order) -> Shape<'_> {
    let (unbulleted, columns) = without_bullet(text);
    let bare = name::bare(if unbulleted.is_empty() { text } else { unbulleted });
    let column = indent + columns;
    let mut shape = Shape {
        bare,
        look: Look::Long,
        time: None,
        says: None,
        name: 0.0,
        id: 0,
        often: 0,
        column: if column < 2 { 0 } else { column },
        gap: 0,
    };
    shape.look = if !bare.contains(char::is_alphanumeric) || name::is_avatar(unbulleted) {
        Look::Rule
    } else if bare.len() <= 12
        && !bare.contains(char::is_alphabetic)
        && bare.chars().filter(char::is_ascii_digit).count() < 8
    {
        Look::Number
    } else if pingback(bare).is_some() {
        Look::Pingback
    } else if is_action(text) || is_action(bare) {
        Look::Action
    } else if is_badge(bare) {
        Look::Badge
    } else if is_form(bare) {
        Look::Form
    } else {
        Look::Long
    };
    if !matches!(shape.look, Look::Long | Look::Number | Look::Action) {
        return shape;
    }
    // `23. Juni` begins like the item of a list, so the whole line is tried first.
    let full =
        stamp::read_as(text, order).filter(|stamp| stamp.rest.is_empty()).or_else(|| stamp::read_as(bare, order));
    let loose = if full.is_none() { loose::read(bare) } else { None };
    let is_loose = loose.is_some();
    if let Some(Stamp { time, rest }) = full.or(loose) {
        let form = match is_loose {
            true => Form::Loose,
            false if time.starts_with(|c: char| c.is_ascii_digit()) && time.contains('-') => Form::Full,
            false => Form::Relative,
        };
        let words = name::words(&rest);
        if words.len() <= REST {
            let alone =
                words.is_empty() || is_action(&rest) || is_badge(&rest) || words.iter().all(|word| name::joins(word));
            if alone {
                shape.look = Look::Time;
            } else if shape.look == Look::Number {
                shape.look = Look::Long;
            }
            shape.says = says(&rest);
            shape.time = Some(Timed { time, form, rest: if alone { Vec::new() } else { words } });
        }
        return shape;
    }
    if shape.look != Look::Long {
        return shape;
    }
    if counter::read(bare).is_some_and(|(_, strong)| strong) {
        shape.look = Look::Counter;
        return shape;
    }
    shape.says = says(bare);
    shape.name = shape.says.as_ref().map_or_else(|| name::grade(bare), |_| 1.0);
    if shape.name >= 0.5 {
        shape.look = Look::Short;
    }
    shape
}
