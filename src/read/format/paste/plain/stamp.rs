//! Dates and times as pages print them, in four languages.
//!
//! In comes a line, out comes what it says about time as an RFC 3339 prefix of the precision it has, and what is left of
//! the line. Pages print local time without a zone; none is added. Relative times (*il y a 3 jours*) keep their words.

use super::pattern::{Pattern, compile};

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

/// Beginnings of month names, by month; three to five letters tell them apart in all four languages at once.
const MONTHS: [(&str, &[&str]); 12] = [
    ("01", &["jan", "ene", "jän"]),
    ("02", &["feb", "fév", "fev"]),
    ("03", &["mar", "mär", "mrz"]),
    ("04", &["apr", "avr", "abr"]),
    ("05", &["mai", "may"]),
    ("06", &["juin", "jun"]),
    ("07", &["juil", "jul"]),
    ("08", &["aug", "aoû", "aou", "ago"]),
    ("09", &["sep", "set"]),
    ("10", &["oct", "okt", "out"]),
    ("11", &["nov"]),
    ("12", &["dec", "déc", "dez", "dic"]),
];

const MONTH: &str = "(?P<month>janv(?:ier)?|january?|januar|jänner|jan|enero|ene|févr?(?:ier)?|fevrier|february?|februar|feb|febrero|mars|march|märz|marzo|mar|mrz|avr(?:il)?|april|apr|abril|abr|mai|may|mayo|juin|june?|juni|junio|jun|juil(?:let)?|july?|juli|julio|jul|août|aout|august|aug|agosto|ago|sept(?:embre|ember|iembre)?|sep|setiembre|oct(?:obre|ober|ubre)?|okt(?:ober)?|nov(?:embre|ember|iembre)?|déc(?:embre)?|dec(?:ember|embre)?|dez(?:ember)?|dic(?:iembre)?)";

const TIME: &str = r"(?:[\s,\u{a0}\u{202f}]*(?:à|at|um|a las|a la|les|le|,|-|–|—|@|\||·|•|kl\.?|el)?[\s\u{a0}\u{202f}]*(?P<hour>[0-2]?[0-9])[\s\u{a0}\u{202f}]?(?::|h|\.)[\s\u{a0}\u{202f}]?(?P<minute>[0-5][0-9])(?:[\s\u{a0}]?min)?(?::[0-5][0-9])?(?:[\s\u{a0}\u{202f}]*(?P<half>[ap])\.?[\s\u{a0}]?m\b\.?)?(?:[\s\u{a0}]*uhr\b)?(?:[\s\u{a0}]*(?:utc|gmt|cet|cest|h\b))?)?";

/// Parts of the words of relative times.
const AGO: &[&str] = &["il y a", " ago", "vor ", "hace "];

/// Parts of month names.
#[rustfmt::skip]
const MONTH_PARTS: &[&str] = &[
    "jan", "jän", "ene", "feb", "fév", "fev", "mar", "mär", "mrz", "avr", "apr", "abr", "mai", "may", "jui", "jun", "jul",
    "aoû", "aou", "aug", "ago", "sep", "set", "oct", "okt", "nov", "déc", "dec", "dez", "dic",
];

static DAY_FIRST: Pattern = Pattern::new(MONTH_PARTS, || {
    compile(&format!(
        r"(?:\b(?:le|el|am|on|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[.,]?[\s\u{{a0}}]+)*\b(?P<day>[0-3]?[0-9])(?:er|st|nd|rd|th|\.)?[\s\u{{a0}}\u{{202f}}-]+(?:de\s+|of\s+)?{MONTH}\b\.?,?[\s\u{{a0}}\u{{202f}}-]+(?:de\s+|del\s+)?(?P<year>[12][0-9]{{3}}){TIME}"
    ))
});

static MONTH_FIRST: Pattern = Pattern::new(MONTH_PARTS, || {
    compile(&format!(
        r"(?:\b(?:on|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[.,]?\s+)*\b{MONTH}\b\.?\s+(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s+(?P<year>[12][0-9]{{3}}){TIME}"
    ))
});

static FIGURES: Pattern = Pattern::new(&["/", ".", "-"], || {
    compile(&format!(
        r"(?:\b(?:le|el|am|on)\s+)?\b(?P<day>[0-3]?[0-9])(?P<sep>[/.\-])(?P<month>[0-3]?[0-9])[/.\-](?P<year>[12][0-9]{{3}}|[0-9]{{2}})\b{TIME}"
    ))
});

static ISO: Pattern = Pattern::new(&["-"], || {
    compile(&format!(
        r"\b(?P<year>[12][0-9]{{3}})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])T?{TIME}(?::[0-9.]+)?(?:Z\b|[+-][0-9]{{2}}:?[0-9]{{2}}\b)?"
    ))
});

static RELATIVE: Pattern = Pattern::new(AGO, || {
    compile(
        r"\b(?P<words>il y a (?:environ )?(?:[0-9]+|une?) (?:ans?|années?|mois|semaines?|jours?|heures?|minutes?|min|h|j)|(?:about )?(?:[0-9]+|an?) (?:years?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)(?: and [0-9]+ \w+)? ago|[0-9]+ ?(?:y|yr|mo|w|d|h|m) ago|vor (?:etwa )?(?:[0-9]+|einem|einer) (?:jahre?n?|monate?n?|wochen?|tage?n?|stunden?|minuten?)|hace (?:[0-9]+|una?) (?:años?|meses|mes|semanas?|días?|horas?|minutos?))\b",
    )
});

/// Reads the time on a line that is short enough to be about nothing else.
pub fn read(text: &str) -> Option<Stamp> {
    if text.len() > STAMP_BYTES || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    for (pattern, figures) in [(&DAY_FIRST, false), (&MONTH_FIRST, false), (&ISO, true), (&FIGURES, true)] {
        let Some(found) = pattern.captures(text) else { continue };
        let part = |name| found.name(name).map(|part| part.as_str());
        let (Some(day), Some(month), Some(year)) = (part("day"), part("month"), part("year")) else { continue };
        let half = part("half").map(str::to_lowercase);
        let Some(date) = date(day, month, year, figures, half.is_some()) else { continue };
        let clock = part("hour").zip(part("minute")).and_then(|(hour, minute)| clock(hour, minute, half.as_deref()));
        let time = clock.map_or(date.clone(), |clock| format!("{date}T{clock}"));
        return Some(Stamp { time, rest: without(text, found.get(0)?.range()) });
    }
    let found = RELATIVE.captures(text)?;
    let words = found.name("words")?;
    Some(Stamp { time: words.as_str().to_owned(), rest: without(text, words.range()) })
}

/// The text around a range.
fn without(text: &str, range: std::ops::Range<usize>) -> String {
    let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    format!("{} {}", before.trim(), after.trim()).trim().to_owned()
}

/// `2016-06-23`. Figures are day first, except where only the other order is a date or the clock has a.m. and p.m.
fn date(day: &str, month: &str, year: &str, figures: bool, american: bool) -> Option<String> {
    let mut day: u32 = day.parse().ok()?;
    let mut month: u32 = if figures { month.parse().ok()? } else { month_number(month)? };
    let four = year.len() == 4;
    if figures && four && (month > 12 || (american && day <= 12)) {
        std::mem::swap(&mut day, &mut month);
    }
    let year: u32 = year.parse().ok()?;
    let year = if four { year } else { 2000 + year };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn month_number(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let (number, _) = MONTHS.iter().find(|(_, starts)| starts.iter().any(|start| name.starts_with(start)))?;
    number.parse().ok()
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
