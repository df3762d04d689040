//! Habits of typography, which distinguish authors.
//!
//! In comes a line, out comes its way of each habit, if it shows one. Over a page, it computes how rare each way is: a habit
//! of every line shows nothing.

use super::signs::{Signs, is_mark};

/// The way of a line in one habit of typography.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Habit {
    /// It does not show.
    #[default]
    Unseen,
    /// The first of two ways.
    One,
    /// The other.
    Other,
    /// Both.
    Mixed,
}

impl Habit {
    /// The habit of a line that shows the one way, the other, both or neither.
    pub fn of(one: bool, other: bool) -> Self {
        match (one, other) {
            (false, false) => Habit::Unseen,
            (true, false) => Habit::One,
            (false, true) => Habit::Other,
            (true, true) => Habit::Mixed,
        }
    }

    /// Whether both lines show the habit in the same way.
    pub fn agrees(self, with: Habit) -> bool {
        self == with && matches!(self, Habit::One | Habit::Other)
    }

    /// Whether both lines show the habit in opposite ways.
    pub fn clashes(self, with: Habit) -> bool {
        matches!((self, with), (Habit::One, Habit::Other) | (Habit::Other, Habit::One))
    }
}

/// How rare each way of a habit is on a page, among the lines that show the habit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rarity {
    one: f64,
    other: f64,
}

impl Rarity {
    /// Counts one habit over a page.
    pub fn of(all: &[Signs], habit: fn(&Signs) -> Habit) -> Self {
        let count = |wanted: Habit| all.iter().filter(|signs| habit(signs) == wanted).count() as f64;
        let (one, other) = (count(Habit::One), count(Habit::Other));
        let surprise = |some: f64| if some > 0.0 { libm::log((one + other) / some).min(2.0) } else { 0.0 };
        Rarity { one: surprise(one), other: surprise(other) }
    }

    /// How much it means that two lines agree in the habit: 0 if all lines do, up to 2 if few do.
    pub fn agreement(self, a: Habit, b: Habit) -> f64 {
        match (a.agrees(b), a) {
            (true, Habit::One) => self.one,
            (true, Habit::Other) => self.other,
            _ => 0.0,
        }
    }
}

/// Space before `?` and `!` (one) or none (other).
pub fn spacing(line: &str) -> Habit {
    let (mut one, mut other) = (false, false);
    let mut before = ' ';
    for c in line.chars() {
        if matches!(c, '?' | '!') {
            one |= matches!(before, ' ' | '\u{a0}' | '\u{202f}');
            other |= before.is_alphanumeric();
        }
        before = c;
    }
    Habit::of(one, other)
}

/// Sentences begin with a capital (one) or not (other).
pub fn capitals(line: &str) -> Habit {
    let (mut one, mut other) = (false, false);
    let mut ended = true;
    let mut spaced = true;
    for c in line.chars() {
        if c.is_alphabetic() {
            if ended && spaced {
                one |= c.is_uppercase();
                other |= c.is_lowercase();
            }
            ended = false;
        } else if matches!(c, '.' | '!' | '?') {
            ended = true;
            spaced = false;
        } else if c.is_whitespace() {
            spaced = true;
        } else {
            ended &= is_mark(c);
        }
    }
    Habit::of(one, other)
}

/// A space after every comma (one) or after none (other).
pub fn commas(line: &str) -> Habit {
    let (mut spaced, mut tight) = (0, 0);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ',' {
            match chars.peek() {
                Some(next) if next.is_alphabetic() => tight += 1,
                Some(next) if next.is_whitespace() => spaced += 1,
                _ => {}
            }
        }
    }
    // A single comma without a space among others is a mistake, not a habit.
    Habit::of(spaced > 1 || (spaced > 0 && tight > 0), tight > 0)
}
