//! The parts of a comment → its time, from the most precise candidate.

use super::parts::Parts;
use crate::read::format::paste::plain::stamp;
use crate::read::markup::Element;
use crate::read::when;
use crate::sort::Order as _;

impl Parts<'_> {
    /// The most precise time.
    pub(super) fn time(&mut self) -> Option<String> {
        self.times.order_by_key(|(rank, element)| (*rank, element.place()));
        let mut best: Option<(u8, String)> = None;
        for (rank, element) in &self.times {
            for time in times_in(*element, *rank) {
                if best.as_ref().is_none_or(|(known, _)| *known < time.0) {
                    best = Some(time);
                }
            }
            if best.as_ref().is_some_and(|(precision, _)| *precision >= 3) {
                break;
            }
        }
        best.map(|(_, time)| time)
    }
}

/// The times that an element gives, each with its precision: 3 with time zone, 2 to the minute, 1 to the day, 0 only in
/// the words of the page.
fn times_in(element: Element<'_>, rank: u8) -> Vec<(u8, String)> {
    let mut times = Vec::new();
    let precision = |time: &str| if time.len() <= 10 { 1 } else { 2 };
    for attribute in ["datetime", "content", "title"] {
        let Some(value) = element.attr(attribute) else { continue };
        if let Some(time) = when::iso(value, false) {
            let has_zone = time.len() > 16
                && (time.ends_with('Z') || time.get(19..).is_some_and(|zone| zone.contains(['+', '-'])));
            times.push((if has_zone { 3 } else { precision(&time) }, time));
        } else if let Some(stamp) = stamp::read(value).filter(|_| attribute == "title") {
            times.push((if is_dated(&stamp.time) { precision(&stamp.time) } else { 0 }, stamp.time));
        }
    }
    if let Some(line) = element.line() {
        match stamp::read(&line) {
            Some(stamp) if is_dated(&stamp.time) => times.push((precision(&stamp.time), stamp.time)),
            Some(stamp) => times.push((0, stamp.time)),
            // A short line with a digit that no pattern matches is kept as it is.
            None if rank <= 2 && line.len() <= 40 && line.contains(|c: char| c.is_ascii_digit()) => {
                times.push((0, line));
            }
            None => {}
        }
    }
    times
}

/// Whether a time begins with a year.
fn is_dated(time: &str) -> bool {
    time.get(..5).is_some_and(|year| year.ends_with('-') && year.bytes().take(4).all(|byte| byte.is_ascii_digit()))
}
