//! A date in figures or words, in the orders that languages have.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cursor::Cursor;
use crate::lang;

/// One number of a date as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Its value.
    pub value: u32,
    /// Its number of digits.
    pub width: usize,
}

/// A date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Its order is clear: a month is named, or the year comes first with four digits.
    Known {
        /// The year; `None` where the source leaves it out.
        year: Option<u32>,
        /// The month, 1 for January.
        month: u32,
        /// The day of the month.
        day: u32,
    },
    /// Three numbers, whose order other dates of the source decide, and what separates them.
    Figures([Figure; 3], char),
}

/// The number of each month by its names in all languages.
static MONTHS: LazyLock<BTreeMap<&'static str, u32>> = LazyLock::new(|| {
    let of = |words: &'static lang::Words| {
        (1..).zip(words.times.months).flat_map(|(number, names)| names.iter().map(move |name| (*name, number)))
    };
    lang::all().flat_map(of).collect()
});

/// Words that may precede a date or the number of its day.
static BEFORE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words = lang::merged(|words| words.times.before_date);
    words.extend(lang::merged(|words| words.times.weekdays));
    // `10h22min de 3 de março de 2021`.
    words.extend(lang::merged(|words| words.times.before_month));
    words
});

static BEFORE_MONTH: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words = lang::merged(|words| words.times.before_month);
    words.extend(lang::merged(|words| words.times.before_year));
    words
});

static ORDINALS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.times.ordinals));

/// Passes a date. Weekdays and words such as `le` before it belong to it.
pub(super) fn day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let mut inner = *cursor;
    // A date has a weekday and one such word at most: `am Dienstag, dem 3. März`.
    for _ in 0..3 {
        let word = inner.word().to_lowercase();
        if word.is_empty() || !BEFORE.contains(&word.as_str()) {
            break;
        }
        // `mar` is a Tuesday or a March: it is the month where a day follows it and no other month.
        let mut after = inner;
        if MONTHS.contains_key(word.as_str()) && month_first(&mut after).is_some() {
            after.spaces();
            if !MONTHS.contains_key(after.word().to_lowercase().as_str()) {
                break;
            }
        }
        inner.pass(inner.word().len());
        inner.eat_if(|c| matches!(c, '.' | ','));
        if !inner.spaces() {
            return None;
        }
    }
    let day = if inner.word().is_empty() { number_first(&mut inner) } else { month_first(&mut inner) }?;
    *cursor = inner;
    Some(day)
}

/// `3 mars 2021`, `3. März 2021`, `31/12/2023`, `2023-12-31`, `2023年12月31日`.
fn number_first(cursor: &mut Cursor<'_>) -> Option<Day> {
    let (first, width) = cursor.number()?;
    let first = Figure { value: first, width };
    if let Some(day) = figures(&mut cursor.clone(), first) {
        figures(cursor, first);
        return Some(day);
    }
    if width == 4 {
        if cursor.eat('年') || cursor.eat('년') {
            return east_asian(cursor, first.value);
        }
        // `2021 March 3`.
        cursor.spaces();
        let month = named_month(cursor)?;
        cursor.spaces();
        let (day, _) = cursor.number()?;
        return known(Some(first.value), month, day);
    }
    if width > 2 {
        return None;
    }
    let word = cursor.word().to_lowercase();
    if ORDINALS.contains(&word.as_str()) {
        cursor.pass(cursor.word().len());
    }
    cursor.eat_if(|c| matches!(c, '.' | 'º' | 'ª'));
    join(cursor);
    let month = named_month(cursor)?;
    let mut after = *cursor;
    join(&mut after);
    let year = year(&mut after);
    if year.is_some() {
        *cursor = after;
    }
    known(year, month, first.value)
}

/// `March 3, 2021`, `Mar 03` before a time and a year.
fn month_first(cursor: &mut Cursor<'_>) -> Option<Day> {
    let month = named_month(cursor)?;
    if !cursor.spaces() && !cursor.eat('-') {
        return None;
    }
    let (day, width) = cursor.number()?;
    if width > 2 || cursor.peek() == Some(':') {
        return None;
    }
    let word = cursor.word().to_lowercase();
    if ORDINALS.contains(&word.as_str()) {
        cursor.pass(cursor.word().len());
    }
    let mut after = *cursor;
    join(&mut after);
    let year = year(&mut after);
    if year.is_some() {
        *cursor = after;
    }
    known(year, month, day)
}

/// Passes what joins the parts of a date: spaces, a comma, a hyphen, `de`.
fn join(cursor: &mut Cursor<'_>) {
    cursor.eat_if(|c| matches!(c, ',' | '-' | '/'));
    cursor.spaces();
    let word = cursor.word().to_lowercase();
    if BEFORE_MONTH.contains(&word.as_str()) {
        cursor.pass(cursor.word().len());
        cursor.spaces();
    }
}

/// Passes the name of a month, with its full stop.
fn named_month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let word = cursor.word();
    let month = *MONTHS.get(word.to_lowercase().as_str())?;
    cursor.pass(word.len());
    cursor.eat('.');
    Some(month)
}

/// A year of four digits, or of two where a time cannot be meant.
fn year(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.eat_if(|c| matches!(c, '\'' | '’'));
    let (value, width) = cursor.number()?;
    let is_clock = matches!(cursor.peek(), Some(':' | '.' | 'h' | 'H'));
    match width {
        4 => Some(value),
        2 if !is_clock => Some(century(value)),
        _ => None,
    }
}

/// The month and the day after a year: `年12月31日`, `년 12월 31일`.
fn east_asian(cursor: &mut Cursor<'_>, year: u32) -> Option<Day> {
    cursor.spaces();
    let (month, _) = cursor.number()?;
    cursor.eat_if(|c| matches!(c, '月' | '월'))?;
    cursor.spaces();
    let (day, _) = cursor.number()?;
    cursor.eat_if(|c| matches!(c, '日' | '일'))?;
    // The weekday may follow: `2021年3月3日 (水) 10:22`.
    let mut after = *cursor;
    after.spaces();
    if after.eat('(') && !after.word().is_empty() {
        after.pass(after.word().len());
        if after.eat(')') {
            *cursor = after;
        }
    }
    known(Some(year), month, day)
}

/// The second and third of three numbers with one separator. A space may follow a full stop: `31. 12. 2023`.
fn figures(cursor: &mut Cursor<'_>, first: Figure) -> Option<Day> {
    let separator = cursor.eat_if(|c| matches!(c, '/' | '.' | '-' | '‐' | '\u{2011}'))?;
    let figure = |cursor: &mut Cursor<'_>| {
        if separator == '.' {
            cursor.spaces();
        } else {
            while cursor.eat_if(super::cursor::is_mark).is_some() {}
        }
        let (value, width) = cursor.number()?;
        Some(Figure { value, width })
    };
    let second = figure(cursor)?;
    while cursor.eat_if(super::cursor::is_mark).is_some() {}
    cursor.eat_if(|c| c == separator)?;
    let third = figure(cursor)?;
    let fits = |figure: Figure| (1..=2).contains(&figure.width) && (1..=31).contains(&figure.value);
    match (first.width, third.width) {
        (4, 1 | 2) if fits(second) && fits(third) => {
            // Hungarian and Korean put a full stop after the day.
            if separator == '.' {
                cursor.eat('.');
            }
            known(Some(first.value), second.value, third.value)
        }
        (1 | 2, 4) if fits(first) && fits(second) => Some(Day::Figures([first, second, third], separator)),
        (1 | 2, 2) if fits(second) && first.value <= 99 => Some(Day::Figures([first, second, third], separator)),
        _ => None,
    }
}

/// A date of these parts, if there can be one.
fn known(year: Option<u32>, month: u32, day: u32) -> Option<Day> {
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && year.is_none_or(is_year);
    is_date.then_some(Day::Known { year, month, day })
}

/// Whether a number of four digits can be a year of a message.
pub(super) fn is_year(year: u32) -> bool {
    (1900..=2199).contains(&year)
}

/// The year that two digits mean. Nobody wrote chats before 1970.
pub(super) fn century(year: u32) -> u32 {
    if year >= 70 { 1900 + year } else { 2000 + year }
}
