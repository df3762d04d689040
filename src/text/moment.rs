//! Dates as they are compared: a date of less than full precision means its whole year, month, day or minute.

/// An interval of time, in seconds since 1970-01-01 UTC. It includes `start` and ends just before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    start: i64,
    end: i64,
}

impl Moment {
    /// Reads RFC 3339, or the beginning of it (the year is enough). A space may replace the `T`, and a time
    /// without a zone is read as UTC. Fractions of a second are cut off. `None` for anything else.
    pub fn parse(text: &str) -> Option<Moment> {
        let (date, time) = match text.find(['T', 't', ' ']) {
            Some(at) => (text.get(..at)?, Some(text.get(at + 1..)?)),
            None => (text, None),
        };
        let mut fields = date.split('-');
        let year = digits(fields.next()?, 4)?;
        let month = fields.next().map(|field| digits(field, 2)).map_or(Some(None), |field| field.map(Some))?;
        let day = fields.next().map(|field| digits(field, 2)).map_or(Some(None), |field| field.map(Some))?;
        if fields.next().is_some() || month.is_some_and(|m| !(1..=12).contains(&m)) {
            return None;
        }
        let Some(month) = month else {
            return (time.is_none()).then(|| Moment::days(days(year, 1), days(year + 1, 1)));
        };
        let next_month = if month == 12 { days(year + 1, 1) } else { days(year, month + 1) };
        let Some(day) = day else { return (time.is_none()).then(|| Moment::days(days(year, month), next_month)) };
        let day_number = days(year, month) + day - 1;
        if day < 1 || day_number >= next_month {
            return None;
        }
        match time {
            None => Some(Moment::days(day_number, day_number + 1)),
            Some(time) => clock(time).map(|(start, length)| {
                let start = day_number * 86_400 + start;
                Moment { start, end: start + length }
            }),
        }
    }

    fn days(start: i64, end: i64) -> Moment {
        Moment { start: start * 86_400, end: end * 86_400 }
    }

    /// Where it starts, in seconds since 1970-01-01 UTC.
    pub fn start(self) -> i64 {
        self.start
    }

    /// Whether part of this interval is at or after the start of the other.
    pub fn is_since(self, other: Moment) -> bool {
        self.end > other.start
    }

    /// Whether part of this interval is before the end of the other.
    pub fn is_until(self, other: Moment) -> bool {
        self.start < other.end
    }
}

/// Reads `09:30` or `09:30:15.5`, each with `Z`, `+01:00` or nothing. Returns its start in seconds from midnight UTC,
/// and its length in seconds: a minute or a second.
fn clock(text: &str) -> Option<(i64, i64)> {
    let (time, zone) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (text.get(..at)?, text.get(at..)?),
        None => (text, ""),
    };
    let mut fields = time.split(':');
    let hour = digits(fields.next()?, 2)?;
    let minute = digits(fields.next()?, 2)?;
    let second = fields.next().map(|field| digits(field.split('.').next()?, 2)).map_or(Some(None), |s| s.map(Some))?;
    if fields.next().is_some() || hour > 24 || minute > 59 || second.is_some_and(|second| second > 60) {
        return None;
    }
    let offset = match zone.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign, ..] => {
            let zone = zone.get(1..)?;
            let (hours, minutes) = zone.split_once(':').or_else(|| zone.split_at_checked(2)).unwrap_or((zone, "00"));
            let minutes = if minutes.is_empty() { "00" } else { minutes };
            let seconds = digits(hours, 2)? * 3_600 + digits(minutes, 2)? * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
    };
    let start = hour * 3_600 + minute * 60 + second.unwrap_or(0) - offset;
    Some((start, if second.is_some() { 1 } else { 60 }))
}

/// A number of exactly `count` digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Days from 1970-01-01 to the first of a month, by the method of Howard Hinnant ("chrono-compatible low-level date
/// algorithms"): years begin in March, so that the leap day is the last.
fn days(year: i64, month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn a_date_is_all_of_itself() {
        assert_eq!(at("1970"), Moment { start: 0, end: 365 * 86_400 });
        assert_eq!(at("2024-02").end - at("2024-02").start, 29 * 86_400);
        assert_eq!(at("2025-01-28T09:30"), Moment { start: 1_738_056_600, end: 1_738_056_660 });
        assert_eq!(at("2025-01-28 10:30:00.25+01:00"), at("2025-01-28T09:30:00Z"));
        assert_eq!(at("2025-01-28T04:30:00-0500"), at("2025-01-28T09:30:00Z"));
    }

    #[test]
    fn since_and_until_include_the_day_they_name() {
        let comment = at("2025-01-28T23:59:59Z");
        assert!(comment.is_until(at("2025-01-28")) && comment.is_since(at("2025-01-28")));
        assert!(!comment.is_until(at("2025-01-27")) && !comment.is_since(at("2025-01-29")));
        assert!(at("2025").is_since(at("2025-06-01")), "some of the year lies after");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "28/01/2025",
            "2025-13",
            "2025-02-29",
            "2025-00-01",
            "20250128",
            "2025-01-28Tnoon",
            "2025T09:00",
            "2025-01-28T09:00+é",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
