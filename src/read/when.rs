//! Times as sources write them → RFC 3339, or a prefix of it if the source is less precise.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// Counts from here on are milliseconds: as seconds they would be after the year 5000.
const MILLISECONDS_FROM: f64 = 1e11;

/// A count of seconds or milliseconds since 1970, with or without a fraction, as `2015-01-01T00:00:00Z` without a
/// fraction. `None` for anything else, for zero, which means *unknown*, and for times outside the years 1 to 9999.
pub fn epoch(text: &str) -> Option<String> {
    let count: f64 = text.trim().parse().ok()?;
    let seconds = if count.abs() >= MILLISECONDS_FROM { count / 1000.0 } else { count };
    if seconds == 0.0 || !seconds.is_finite() {
        return None;
    }
    let time = Timestamp::from_second(seconds.floor() as i64).ok()?;
    (time.as_second() > -62_135_596_800).then(|| time.to_string())
}

/// A date of a mail or of RSS (RFC 2822), converted to UTC.
pub fn mail(text: &str) -> Option<String> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(text.trim()).ok()?;
    Some(zoned.to_string())
}

/// A date, or a date and time separated by `T` or a space, with or without a zone, as RFC 3339 or a prefix of it.
/// `is_utc`: a time without a zone is in UTC and gets a `Z`. `None` for anything else, and for the zero dates of
/// databases.
pub fn iso(text: &str, is_utc: bool) -> Option<String> {
    let text = text.trim();
    let date = text.get(..10)?;
    let is_date = date.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_date || date.starts_with("0000") || date.starts_with("0001-01-01") {
        return None;
    }
    let clock = text.get(10..)?.trim_start_matches(['T', 't', ' ']);
    let Some(first) = clock.bytes().next() else { return Some(date.to_owned()) };
    if !first.is_ascii_digit() {
        return Some(date.to_owned());
    }
    let end = clock.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(clock.len());
    let (time, zone) = clock.split_at(end);
    let zone = zone.trim();
    let zone = match zone {
        "" if is_utc => "Z".to_owned(),
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        _ if zone.starts_with(['+', '-']) => offset(zone),
        _ => String::new(),
    };
    Some(format!("{date}T{time}{zone}"))
}

/// A zone with a colon: `+01:00` for `+0100` and `+01`.
fn offset(zone: &str) -> String {
    let digits: String = zone.chars().skip(1).filter(char::is_ascii_digit).collect();
    match (zone.get(..1), digits.get(..2), digits.get(2..4)) {
        (Some(sign), Some(hours), minutes) => format!("{sign}{hours}:{}", minutes.unwrap_or("00")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_seconds_come_in_every_type() {
        for text in ["1420070400", "1420070400.0", " 1420070400.9 ", "1420070400000"] {
            assert_eq!(epoch(text).as_deref(), Some("2015-01-01T00:00:00Z"), "{text}");
        }
        for text in ["", "0", "soon", "1e300", "NaN", "-99999999999"] {
            assert_eq!(epoch(text), None, "{text}");
        }
    }

    #[test]
    fn dates_keep_the_precision_and_zone_they_have() {
        for (text, is_utc, expected) in [
            ("2014-02-07 10:53:03Z", false, Some("2014-02-07T10:53:03Z")),
            ("2014-02-07 10:53:03", true, Some("2014-02-07T10:53:03Z")),
            ("2014-02-07T10:53", false, Some("2014-02-07T10:53")),
            ("2014-02-07T10:53:03.123+0100", false, Some("2014-02-07T10:53:03.123+01:00")),
            ("2014-02-07", true, Some("2014-02-07")),
            ("0000-00-00 00:00:00", true, None),
            ("7 février 2014", false, None),
            ("", false, None),
        ] {
            assert_eq!(iso(text, is_utc).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn mail_dates_are_read() {
        assert_eq!(mail("Tue, 17 Nov 2009 18:22:12 -0500").as_deref(), Some("2009-11-17T23:22:12Z"));
        assert_eq!(mail("yesterday"), None);
    }
}
