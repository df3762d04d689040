//! Dates and times as programs and pages write them into lines: at the beginning of a message, at the end of a comment.
//!
//! In comes a text that begins with a date, a time or both. Out comes a [`Moment`] and the bytes it takes. The order of
//! dates in figures is not decided here but once for a whole source, by [`Settled`]. Words of languages are in
//! [`Times`](crate::lang::Times).

mod clock;
mod cursor;
mod day;
mod order;

pub use clock::{Clock, Zone};
pub(in crate::read) use cursor::is_space;
pub use day::{Day, Figure};
pub use order::{Order, Settled};

use cursor::Cursor;

/// A date, a time of day, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The date, if there is one.
    pub day: Option<Day>,
    /// The time of day, if there is one.
    pub clock: Option<Clock>,
    /// The zone.
    pub zone: Zone,
}

impl Moment {
    /// The moment at the beginning of a text, and how many bytes it takes.
    pub fn at_start(text: &str) -> Option<(Moment, usize)> {
        let mut cursor = Cursor::new(text);
        let moment = read(&mut cursor)?;
        Some((moment, cursor.offset()))
    }

    /// The moment that a text consists of.
    pub fn whole(text: &str) -> Option<Moment> {
        let text = text.trim_matches(is_space);
        Self::at_start(text).filter(|(_, length)| *length == text.len()).map(|(moment, _)| moment)
    }

    /// Whether it names a year.
    pub fn has_year(self) -> bool {
        matches!(self.day, Some(Day::Figures(..) | Day::Known { year: Some(_), .. }))
    }

    /// RFC 3339, or a prefix of it as precise as the source; the time of day alone where there is no date.
    pub fn text(self, settled: Settled) -> Option<String> {
        let clock = self.clock.map(|Clock { hour, minute, second, .. }| match second {
            Some(second) => format!("{hour:02}:{minute:02}:{second:02}"),
            None => format!("{hour:02}:{minute:02}"),
        });
        let (year, month, day) = match self.day {
            None => return clock,
            Some(Day::Known { year, month, day }) => match year {
                Some(year) => (year, month, day),
                None => return clock.map(|clock| format!("{month:02}-{day:02} {clock}")),
            },
            Some(Day::Figures(figures, _)) => settled.ymd(figures)?,
        };
        let date = format!("{year:04}-{month:02}-{day:02}");
        let Some(clock) = clock else { return Some(date) };
        let zone = match self.zone {
            Zone::Unknown => String::new(),
            Zone::Offset(0) => "Z".to_owned(),
            Zone::Offset(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        };
        Some(format!("{date}T{clock}{zone}"))
    }
}

/// A date and a time, a time and a date, or one of them.
fn read(cursor: &mut Cursor<'_>) -> Option<Moment> {
    let mut moment = Moment { day: day::day(cursor), ..Moment::default() };
    if moment.day.is_some() {
        let mut inner = *cursor;
        clock::join(&mut inner);
        moment.clock = clock::clock(&mut inner);
        if moment.clock.is_some() {
            *cursor = inner;
            moment.zone = clock::zone(cursor);
        }
        with_late_year(&mut moment, cursor);
        return Some(moment);
    }
    moment.clock = Some(clock::clock(cursor)?);
    moment.zone = clock::zone(cursor);
    let mut inner = *cursor;
    clock::join(&mut inner);
    if let Some(day) = day::day(&mut inner) {
        moment.day = Some(day);
        *cursor = inner;
        if moment.zone == Zone::Unknown {
            moment.zone = clock::zone(cursor);
        }
    }
    Some(moment)
}

/// The year after the time, as C programs write it: `Fri Mar  1 08:00:00 2024`.
fn with_late_year(moment: &mut Moment, cursor: &mut Cursor<'_>) {
    let (Some(Day::Known { year: None, month, day }), Some(_)) = (moment.day, moment.clock) else { return };
    let mut inner = *cursor;
    inner.spaces();
    if let Some((year, 4)) = inner.number()
        && day::is_year(year)
        && !inner.peek().is_some_and(char::is_alphanumeric)
    {
        moment.day = Some(Day::Known { year: Some(year), month, day });
        *cursor = inner;
    }
}

#[cfg(test)]
mod tests;
