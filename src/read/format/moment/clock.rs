//! A time of day, with 12 or 24 hours, and its zone.

use std::sync::LazyLock;

use super::cursor::Cursor;
use crate::lang;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59, if the source writes it.
    pub second: Option<u32>,
    /// Whether it is written as Americans do: `9:04 PM`.
    pub is_american: bool,
    /// Whether it has 12 hours.
    pub has_halves: bool,
}

/// The zone of a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// The source names none, or one that is not known.
    #[default]
    Unknown,
    /// Minutes from UTC.
    Offset(i32),
}

/// Words between a date and the time of day, single words in lower case.
static BEFORE_CLOCK: LazyLock<Vec<String>> = LazyLock::new(|| {
    let plain = |entry: &str| entry.replace("\\.?", "").split(' ').map(str::to_owned).collect::<Vec<_>>();
    lang::merged(|words| words.times.before_clock).into_iter().flat_map(plain).collect()
});

static AFTER_CLOCK: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.times.after_clock));

/// Halves of the day before the time: the mark and whether it is the second half.
const HALVES_BEFORE: [(&str, bool); 6] =
    [("午前", false), ("午後", true), ("上午", false), ("下午", true), ("오전", false), ("오후", true)];

/// Halves of the day after the time that are not written with `a` and `p`: Greek, Arabic, Chinese, German, Hungarian.
const HALVES_AFTER: [(&str, bool); 10] = [
    ("π.μ.", false),
    ("μ.μ.", true),
    ("πμ", false),
    ("μμ", true),
    ("ص", false),
    ("م", true),
    ("vorm.", false),
    ("nachm.", true),
    ("de.", false),
    ("du.", true),
];

/// Zones that have one meaning in talk pages and chats, with their minutes from UTC.
const ZONES: [(&str, i32); 17] = [
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("edt", -240),
    ("est", -300),
    ("pdt", -420),
    ("pst", -480),
];

/// Passes what joins a date and a time, or a time and a date: spaces, a comma, a dash, `à`, `at`, `a las`, `T`.
pub(super) fn join(cursor: &mut Cursor<'_>) {
    for _ in 0..3 {
        cursor.spaces();
        if cursor.eat_if(|c| matches!(c, ',' | '،' | '、' | ';' | '@' | '·' | '|' | '•')).is_some() {
            continue;
        }
        let word = cursor.word();
        let lower = word.to_lowercase();
        if word.is_empty() || !(lower == "t" || BEFORE_CLOCK.contains(&lower)) {
            break;
        }
        cursor.pass(word.len());
        cursor.eat('.');
    }
    cursor.spaces();
}

/// Passes a time of day.
pub(super) fn clock(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut inner = *cursor;
    let before = HALVES_BEFORE.iter().find(|(mark, _)| inner.eat_text(mark)).map(|(_, second)| *second);
    inner.spaces();
    let (hour, width) = inner.number()?;
    if width > 2 || hour > 24 {
        return None;
    }
    let minute = minute(&mut inner)?;
    let mut second = None;
    let mut after = inner;
    if after.eat_if(|c| matches!(c, ':' | '.')).is_some()
        && let Some((value, 2)) = after.number()
        && value < 60
    {
        second = Some(value);
        // Fractions of a second.
        let mut fraction = after;
        if fraction.eat_if(|c| matches!(c, '.' | ',')).is_some() && fraction.number().is_some() {
            after = fraction;
        }
        inner = after;
    }
    let (after, is_american) = half_after(&mut inner);
    let half = before.or(after);
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    if hour > 23 {
        return None;
    }
    let mut words = inner;
    words.spaces();
    if AFTER_CLOCK.contains(&words.word().to_lowercase().as_str()) {
        words.pass(words.word().len());
        inner = words;
    }
    *cursor = inner;
    Some(Clock { hour, minute, second, is_american, has_halves: half.is_some() })
}

/// The minutes after an hour: `:22`, `.22`, `h22`, `h22min`, ` h 22`.
fn minute(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.eat_if(|c| matches!(c, ':' | '.' | '：')).is_none() {
        cursor.spaces();
        cursor.eat_if(|c| matches!(c, 'h' | 'H'))?;
        cursor.spaces();
    }
    let (minute, width) = cursor.number()?;
    if width != 2 || minute > 59 {
        return None;
    }
    let mut after = *cursor;
    after.spaces();
    if after.eat_text("min") {
        *cursor = after;
    }
    Some(minute)
}

/// The half of the day after a time: whether it is the second, and whether it is written as Americans do.
fn half_after(cursor: &mut Cursor<'_>) -> (Option<bool>, bool) {
    let mut inner = *cursor;
    inner.spaces();
    for (mark, second) in HALVES_AFTER {
        let mut marked = inner;
        if marked.eat_text(mark) && !marked.peek().is_some_and(char::is_alphabetic) {
            *cursor = marked;
            return (Some(second), false);
        }
    }
    let Some(letter) = inner.eat_if(|c| matches!(c, 'a' | 'A' | 'p' | 'P')) else { return (None, false) };
    let mut marked = inner.eat('.');
    marked |= inner.spaces();
    if inner.eat_if(|c| matches!(c, 'm' | 'M')).is_none() || inner.peek().is_some_and(char::is_alphanumeric) {
        return (None, false);
    }
    if marked {
        inner.eat('.');
    }
    *cursor = inner;
    (Some(matches!(letter, 'p' | 'P')), letter.is_uppercase() && !marked)
}

/// Passes the zone after a time, in brackets or not: `(CET)`, `UTC`, `+0100`, `Z`. An unknown one in brackets is passed
/// too.
pub(super) fn zone(cursor: &mut Cursor<'_>) -> Zone {
    let mut inner = *cursor;
    inner.spaces();
    let in_brackets = inner.eat('(');
    let word = inner.word();
    let known = ZONES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, minutes)| *minutes);
    let is_plausible = (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut found = None;
    if known.is_some() || in_brackets && is_plausible {
        inner.pass(word.len());
        found = known;
    }
    let is_utc = known == Some(0);
    if (word.is_empty() || is_utc)
        && let Some(offset) = offset(&mut inner)
    {
        found = Some(offset);
    }
    let is_closed = !in_brackets || inner.eat(')');
    let is_passed = inner.offset() > cursor.offset() && is_closed && (found.is_some() || in_brackets && is_plausible);
    if !is_passed || inner.peek().is_some_and(char::is_alphanumeric) {
        return Zone::Unknown;
    }
    *cursor = inner;
    found.map_or(Zone::Unknown, Zone::Offset)
}

/// `+01:00`, `+0100`, `+1`, in minutes.
fn offset(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut inner = *cursor;
    let sign = inner.eat_if(|c| matches!(c, '+' | '-' | '−'))?;
    let (value, width) = inner.number()?;
    let minutes = match width {
        1 | 2 => {
            let mut minutes = 0;
            let mut after = inner;
            if after.eat(':')
                && let Some((value, 2)) = after.number()
            {
                minutes = value;
                inner = after;
            }
            value * 60 + minutes
        }
        4 => value / 100 * 60 + value % 100,
        _ => return None,
    };
    if minutes > 14 * 60 {
        return None;
    }
    *cursor = inner;
    let minutes = i32::try_from(minutes).ok()?;
    Some(if sign == '+' { minutes } else { -minutes })
}
