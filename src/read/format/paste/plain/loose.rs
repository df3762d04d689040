//! Times that only a page with many of them makes credible: no year, no date, or the shortest words (`3h`, `10:42 AM`).
//!
//! A text may hold such a time by chance, so only [`super::rhythm`] asks for them, which looks for lines that repeat.

use super::pattern::{Pattern, compile};
use super::stamp::{Stamp, month, month_parts, time, without};
use crate::lang;

/// Longest line that can be such a time with a name, in bytes.
const LOOSE_BYTES: usize = 90;

/// `Jun 20th at 2:41 am`, `20 juin à 10 h 12`.
static NO_YEAR: Pattern = Pattern::new(month_parts, || {
    let weekdays = lang::alternatives(|words| words.times.weekdays);
    let before = lang::alternatives(|words| words.times.before_date);
    let ordinals = lang::alternatives(|words| words.times.ordinals);
    let (named, clock) = (month(), time());
    let unnamed = named.replace("?P<month>", "?:");
    let lead = format!(r"(?:\b(?:{before}|{weekdays})[.,]?\s+)*");
    compile(&format!(
        r"(?P<words>{lead}\b(?:{named}\b\.?\s+[0-3]?[0-9](?:{ordinals})?\b|[0-3]?[0-9](?:{ordinals}|\.)?\s+{unnamed}\b\.?){clock})(?:$|[^0-9])"
    ))
});

/// `hier à 10:12`, `Monday at 3:04 PM`.
static NEAR: Pattern = Pattern::new(Vec::new, || {
    let days = lang::alternatives(|words| words.times.near_days);
    let weekdays = lang::alternatives(|words| words.times.weekdays);
    let clock = time();
    let needed =
        clock.trim_end_matches('?').replace("?P<hour>", "?:").replace("?P<minute>", "?:").replace("?P<half>", "?:");
    compile(&format!(r"(?P<words>\b(?:{days}|{weekdays})\b{needed})"))
});

/// `10:42 AM`, `08:01`, `14 h 12`, alone or between spaces.
static CLOCK: Pattern = Pattern::new(
    || vec![":", "h", "."],
    || {
        compile(
            r"(?:^|[\s\[(,|·•–—-])(?P<words>[0-2]?[0-9](?::[0-5][0-9]){1,2}(?:[\s\u{a0}\u{202f}]?[ap]\.?m\b\.?)?|[0-2]?[0-9] ?h ?[0-5][0-9])(?:$|[\s\]),|·•–—-])",
        )
    },
);

/// `3h`, `2 d`, `5 min`.
static SHORT: Pattern = Pattern::new(Vec::new, || {
    let units = lang::alternatives(|words| words.times.short_units);
    compile(&format!(r"(?:^|[\s(·•|,])(?P<words>[0-9]{{1,3}} ?(?:{units}))(?:$|[\s).·•|,])"))
});

/// Reads the time on a short line, as the words that are there.
pub fn read(text: &str) -> Option<Stamp> {
    if text.len() > LOOSE_BYTES || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = [&NO_YEAR, &NEAR, &CLOCK, &SHORT].iter().find_map(|pattern| pattern.captures(text))?;
    let words = found.name("words")?;
    Some(Stamp { time: words.as_str().trim().to_owned(), rest: without(text, words.range()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_without_a_year_are_read() {
        for (line, time, rest) in [
            ("Ann Jun 20th at 2:41 am", "Jun 20th at 2:41 am", "Ann"),
            ("20 juin à 10 h 12", "20 juin à 10 h 12", ""),
            ("8:01 AM", "8:01 AM", ""),
            ("Bob 10:42", "10:42", "Bob"),
            ("hier à 10:12", "hier à 10:12", ""),
            ("Monday at 3:04 PM", "Monday at 3:04 PM", ""),
            ("Chloé · 3h", "3h", "Chloé ·"),
        ] {
            assert_eq!(read(line), Some(Stamp { time: time.to_owned(), rest: rest.to_owned() }), "{line}");
        }
        for line in ["Le 12", "Bonjour", "2:1", "1.5 million", "hier"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
