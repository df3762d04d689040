//! The date of a message → RFC 3339 in UTC.
//!
//! In comes the field `Date`, or the line before a message of a mailbox. What the standard allows is read by
//! [`when::mail`]; this module adds what some programs write instead.

use jiff::civil;
use jiff::tz::Offset;

use crate::read::when;

/// Month names of the standard.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Time zones that the standard names, with their hours from UTC. Every other name counts as UTC (RFC 5322, 4.3).
const ZONES: [(&str, i8); 8] =
    [("EDT", -4), ("EST", -5), ("CDT", -5), ("CST", -6), ("MDT", -6), ("MST", -7), ("PDT", -7), ("PST", -8)];

/// The years that are believed: earlier ones are clocks that were never set.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=3000;

/// A date in UTC, as the standard has it or nearly so; `None` if it has no zone or cannot be read.
pub(super) fn date_of(text: &str) -> Option<String> {
    when::mail(text).or_else(|| lenient(text))
}

/// Day, month, year, time and zone in this order; commas, weekdays and other words before the day do not matter,
/// nor do missing seconds.
fn lenient(text: &str) -> Option<String> {
    let text = without_comments(text).replace(',', " ");
    let mut words = text.split_whitespace().skip_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
    let day: i8 = words.next()?.parse().ok()?;
    let month = month(words.next()?)?;
    let year = year(words.next()?)?;
    let clock = words.next()?;
    // The zone may follow the time without a space.
    let end = clock.find(['+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(end);
    let zone = if zone.is_empty() { words.next()? } else { zone };
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let local = civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    let time = offset(zone)?.to_timestamp(local).ok()?;
    Some(time.to_string())
}

/// The text outside brackets, which nest. A bracket that nothing closes hides the rest.
fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

/// The number of a month: by its English name or as digits.
fn month(word: &str) -> Option<i8> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let start = word.get(..3)?;
    let place = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(start))?;
    i8::try_from(place + 1).ok()
}

/// A year of four digits, or of two: 50 to 99 are those of the last century (RFC 5322, 4.3).
fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    let year = match year {
        0..=49 => year + 2000,
        50..=99 => year + 1900,
        _ => year,
    };
    YEARS.contains(&year).then_some(year)
}

/// The offset that a zone names: `+0100`, `EST`.
fn offset(zone: &str) -> Option<Offset> {
    let Some(digits) = zone.strip_prefix(['+', '-']) else {
        let known = zone.get(..3).and_then(|name| ZONES.iter().find(|(known, _)| *known == name));
        return Offset::from_hours(known.map_or(0, |(_, hours)| *hours)).ok();
    };
    let number: i32 = digits.get(..4).unwrap_or(digits).parse().ok()?;
    let seconds = number / 100 % 24 * 3600 + number % 100 % 60 * 60;
    Offset::from_seconds(if zone.starts_with('-') { -seconds } else { seconds }).ok()
}

/// The local time in the line before a message, `From x Tue Nov 17 15:28:37 2009`.
pub(super) fn posted(line: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(line);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(4).find_map(|window| {
        let [month, day, clock, year] = window else { return None };
        let month = MONTHS.iter().position(|name| name == month)? + 1;
        let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let year: u16 = year.parse().ok().filter(|year| (1970..=9999).contains(year))?;
        let is_clock = clock.len() == 8 && clock.split(':').all(|part| part.len() == 2 && part.parse::<u8>().is_ok());
        is_clock.then(|| format!("{year:04}-{month:02}-{day:02}T{clock}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_kinds_are_read() {
        for (text, expected) in [
            ("Tue, 17 Nov 2009 18:22:12 -0500", Some("2009-11-17T23:22:12Z")),
            ("Tue, 17 Nov 2009 18:22:12 -0500 (EST)", Some("2009-11-17T23:22:12Z")),
            ("17 Nov 09 18:22 GMT", Some("2009-11-17T18:22:00Z")),
            ("Tue 17 November 2009 18:22:12 -0500", Some("2009-11-17T23:22:12Z")),
            ("Tuesday,17 nov 2009 8:22:12+0100", Some("2009-11-17T07:22:12Z")),
            ("(sent (late)) 17 Nov 2009 18:22 PST", Some("2009-11-18T02:22:00Z")),
            ("17 Nov 2009 18:22:12 MEST", Some("2009-11-17T18:22:12Z")),
            ("31 Feb 2009 18:22:12 X", None),
            ("17 Nov 2009 18:22:12", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(date_of(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_line_before_a_message_has_its_local_time() {
        assert_eq!(posted(b"From x Tue Nov  7 15:28:37 2009").as_deref(), Some("2009-11-07T15:28:37"));
        assert_eq!(posted(b"From x"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "[0-9A-Za-z:+(), -]{0,60}") {
            let _ = date_of(&text);
            let _ = posted(text.as_bytes());
        }
    }
}
