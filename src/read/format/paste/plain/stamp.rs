//! Dates and times as pages print them.
//!
//! In comes a line. Out come its time, as a prefix of RFC 3339 as precise as the line, and the remaining line. Pages
//! print local time without a zone, and none is added. Relative times (*il y a 3 jours*) keep their words. The words of
//! each language are in [`Times`](crate::lang::Times).

use super::pattern::{Pattern, compile};
use crate::lang::{self, Words};
use crate::sort::Order as _;

/// Longest line that can be a stamp, in bytes.
const STAMP_BYTES: usize = 160;

/// A time read from a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// `2016-06-23T17:21`, `2016-06-23`, or the words of a relative time.
    pub time: String,
    /// The line without it, white space folded.
    pub rest: String,
}

/// The time of day after a date, and what joins the two. Optional.
pub(super) fn time() -> String {
    let before = lang::alternatives(|words| words.times.before_clock);
    let after = lang::alternatives(|words| words.times.after_clock);
    format!(
        r"(?:[\s,\u{{a0}}\u{{202f}}]*(?:{before}|,|-|–|—|@|\||·|•)?[\s\u{{a0}}\u{{202f}}]*(?P<hour>[0-2]?[0-9])[\s\u{{a0}}\u{{202f}}]?(?::|h|\.)[\s\u{{a0}}\u{{202f}}]?(?P<minute>[0-5][0-9])(?:[\s\u{{a0}}]?min)?(?::[0-5][0-9])?(?:[\s\u{{a0}}\u{{202f}}]*(?P<half>[ap])\.?[\s\u{{a0}}]?m\b\.?)?(?:[\s\u{{a0}}]*(?:{after})\b)?(?:[\s\u{{a0}}]*(?:utc|gmt|cet|cest|h\b))?)?"
    )
}

/// The name of a month.
pub(super) fn month() -> String {
    let mut names = month_names();
    names.order_by_key(|name| std::cmp::Reverse(name.len()));
    format!("(?P<month>{})", names.join("|"))
}

/// The names of all months in all languages.
fn month_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = lang::all().flat_map(|words| words.times.months).flatten().copied().collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The shortest parts of month names, one of which every name holds.
pub(super) fn month_parts() -> Vec<&'static str> {
    let names = month_names();
    let holds_other = |name: &str| names.iter().any(|other| *other != name && name.contains(other));
    names.iter().copied().filter(|name| !holds_other(name)).collect()
}

/// `le mardi 3 mars 2014 à 10 h 11`, `23. Juni 2016`.
static DAY_FIRST: Pattern = Pattern::new(month_parts, || {
    let before = lang::alternatives(|words| words.times.before_date);
    let weekdays = lang::alternatives(|words| words.times.weekdays);
    let ordinals = lang::alternatives(|words| words.times.ordinals);
    let before_month = lang::alternatives(|words| words.times.before_month);
    let before_year = lang::alternatives(|words| words.times.before_year);
    let (month, time) = (month(), time());
    compile(&format!(
        r"(?:\b(?:{before}|{weekdays})[.,]?[\s\u{{a0}}]+)*\b(?P<day>[0-3]?[0-9])(?:{ordinals}|\.)?[\s\u{{a0}}\u{{202f}}-]+(?:(?:{before_month})\s+)?{month}\b\.?,?[\s\u{{a0}}\u{{202f}}-]+(?:(?:{before_year})\s+)?(?P<year>[12][0-9]{{3}}){time}"
    ))
});

/// `May 31, 2016`, in the languages that put the month first.
static MONTH_FIRST: Pattern = Pattern::new(month_parts, || {
    let before = lang::alternatives(|words| if words.times.month_first { words.times.before_date } else { &[] });
    let weekdays = lang::alternatives(|words| if words.times.month_first { words.times.weekdays } else { &[] });
    let ordinals = lang::alternatives(|words| if words.times.month_first { words.times.ordinals } else { &[] });
    let (month, time) = (month(), time());
    compile(&format!(
        r"(?:\b(?:{before}|{weekdays})[.,]?\s+)*\b{month}\b\.?\s+(?P<day>[0-3]?[0-9])(?:{ordinals})?,?\s+(?P<year>[12][0-9]{{3}}){time}"
    ))
});

/// `26/08/2013`.
static FIGURES: Pattern = Pattern::new(
    || vec!["/", ".", "-"],
    || {
        let before = lang::alternatives(|words| words.times.before_date);
        let time = time();
        compile(&format!(
            r"(?:\b(?:{before})\s+)?\b(?P<day>[0-3]?[0-9])(?P<sep>[/.\-])(?P<month>[0-3]?[0-9])[/.\-](?P<year>[12][0-9]{{3}}|[0-9]{{2}})\b{time}"
        ))
    },
);

/// `2022-03-04T10:11:12Z`.
static ISO: Pattern = Pattern::new(
    || vec!["-"],
    || {
        let time = time();
        compile(&format!(
            r"\b(?P<year>[12][0-9]{{3}})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])T?{time}(?::[0-9.]+)?(?:Z\b|[+-][0-9]{{2}}:?[0-9]{{2}}\b)?"
        ))
    },
);

/// `3 years ago`.
static RELATIVE: Pattern = Pattern::new(
    || lang::merged(|words| words.times.ago_hints),
    || {
        let ago = lang::alternatives(|words| words.times.ago);
        compile(&format!(r"\b(?P<words>{ago})\b"))
    },
);

/// Which part of a date in figures comes first where both orders would be dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// `31/01/2024`.
    #[default]
    DayFirst,
    /// `01/31/2024`.
    MonthFirst,
}

/// Reads the time on a line that is short enough to contain little else. Dates in figures have the day first, unless only
/// the other order is a date.
pub fn read(text: &str) -> Option<Stamp> {
    read_as(text, Order::DayFirst)
}

/// The same where the order of dates in figures is known.
pub fn read_as(text: &str, order: Order) -> Option<Stamp> {
    if text.len() > STAMP_BYTES || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    for (pattern, figures, order) in [
        (&DAY_FIRST, false, Order::DayFirst),
        (&MONTH_FIRST, false, Order::DayFirst),
        (&ISO, true, Order::DayFirst),
        (&FIGURES, true, order),
    ] {
        let Some(found) = pattern.captures(text) else { continue };
        let part = |name| found.name(name).map(|part| part.as_str());
        let (Some(day), Some(month), Some(year)) = (part("day"), part("month"), part("year")) else { continue };
        let half = part("half").map(str::to_lowercase);
        let Some(date) = date(day, month, year, figures, order, half.is_some()) else { continue };
        let clock = part("hour").zip(part("minute")).and_then(|(hour, minute)| clock(hour, minute, half.as_deref()));
        let time = clock.map_or(date.clone(), |clock| format!("{date}T{clock}"));
        return Some(Stamp { time, rest: without(text, found.get(0)?.range()) });
    }
    let found = RELATIVE.captures(text)?;
    let words = found.name("words")?;
    Some(Stamp { time: words.as_str().to_owned(), rest: without(text, words.range()) })
}

/// The two numbers before the year of a date in figures whose parts are separated by slashes or hyphens, and whether its
/// time has a.m. or p.m. Dates with full stops have the day first everywhere.
pub(super) fn figures(text: &str) -> Option<(u32, u32, u32, bool)> {
    if text.len() > STAMP_BYTES || !text.contains(['/', '-']) {
        return None;
    }
    let found = FIGURES.captures(text)?;
    let part = |name| found.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
    let american = found.name("half").is_some();
    found.name("sep").filter(|sep| sep.as_str() != ".")?;
    Some((part("day")?, part("month")?, part("year")?, american))
}

/// The text around a range.
pub(super) fn without(text: &str, range: std::ops::Range<usize>) -> String {
    let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    format!("{} {}", before.trim(), after.trim()).trim().to_owned()
}

/// `2016-06-23`. Dates in figures have the order that is given, unless only the other one is a date or the time has a.m.
/// or p.m.
fn date(day: &str, month: &str, year: &str, figures: bool, order: Order, american: bool) -> Option<String> {
    let mut day: u32 = day.parse().ok()?;
    let mut month: u32 = if figures { month.parse().ok()? } else { month_number(month)? };
    let four = year.len() == 4;
    let swapped = order == Order::MonthFirst || (four && american);
    if figures && ((four && month > 12) || (swapped && day <= 12)) {
        std::mem::swap(&mut day, &mut month);
    }
    let year: u32 = year.parse().ok()?;
    let year = if four { year } else { 2000 + year };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The number of a month, 1 for January, by one of its names.
fn month_number(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let place = |words: &Words| words.times.months.iter().position(|names| names.contains(&name.as_str()));
    lang::all().find_map(place).map(|place| place as u32 + 1)
}

fn clock(hour: &str, minute: &str, half: Option<&str>) -> Option<String> {
    let hour: u32 = hour.parse().ok()?;
    let hour = match half {
        Some("p") if hour < 12 => hour + 12,
        Some("a") if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24).then(|| format!("{hour:02}:{minute}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_that_of_two_months() {
        let mut known: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for words in lang::all() {
            for (place, names) in words.times.months.iter().enumerate() {
                for name in *names {
                    assert_eq!(*known.entry(name).or_insert(place), place, "{name}");
                }
            }
        }
        assert!(month_parts().contains(&"jan") && !month_parts().contains(&"january"));
    }

    #[test]
    fn dates_of_four_languages() {
        for (line, time, rest) in [
            ("23. Juni 2016 um 17:21 Uhr", "2016-06-23T17:21", ""),
            ("August 15, 2020 at 9:35 am", "2020-08-15T09:35", ""),
            ("May 31, 2016 at 3:30 pm", "2016-05-31T15:30", ""),
            ("26 abril 2022 a las 14:02", "2022-04-26T14:02", ""),
            ("26/08/2013 à 6:51 Réponse", "2013-08-26T06:51", "Réponse"),
            ("21 avril 2013 à 20 h 46 min", "2013-04-21T20:46", ""),
            ("1 novembre 2013 à 2 h 13 min", "2013-11-01T02:13", ""),
            ("le 12 août 2015", "2015-08-12", ""),
            ("1er juillet 2015 à 14h02", "2015-07-01T14:02", ""),
            ("2022-03-04T10:11:12Z", "2022-03-04T10:11", ""),
            ("27.06.2016, 12:09", "2016-06-27T12:09", ""),
            ("8/15/2020 at 9:35 pm", "2020-08-15T21:35", ""),
            ("Jean Dupont le 3 mars 2014 à 10:11", "2014-03-03T10:11", "Jean Dupont"),
            ("Marie · il y a 3 jours", "il y a 3 jours", "Marie ·"),
            ("3 years ago", "3 years ago", ""),
            ("vor 3 Jahren", "vor 3 Jahren", ""),
            ("12 de marzo de 2019 a las 8:05", "2019-03-12T08:05", ""),
        ] {
            assert_eq!(read(line), Some(Stamp { time: time.to_owned(), rest: rest.to_owned() }), "{line}");
        }
        for line in ["8 commentaires", "Il y a 3 raisons", "En 2014, rien", "", "45/99/2012"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
