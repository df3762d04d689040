//! What was found of a comment → its time, by the most precise sign.

use super::parts::Parts;
use crate::read::format::paste::plain::stamp;
use crate::read::markup::Element;
use crate::read::when;

impl Parts<'_> {
    /// The time of the most precise sign.
    pub(super) fn time(&mut self) -> Option<String> {
        self.times.sort_by_key(|(rank, element)| (*rank, element.place()));
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

/// The times that an element gives, each with how precise it is: 3 to the zone, 2 to the minute, 1 to the day, 0 in the
/// words of the page.
fn times_in(element: Element<'_>, rank: u8) -> Vec<(u8, String)> {
    let mut times = Vec::new();
    let precision = |time: &str| if time.len() <= 10 { 1 } else { 2 };
    for attribute in ["datetime", "content", "title"] {
        let Some(value) = element.attr(attribute) else { continue };
        if let Some(time) = when::iso(value, false) {
            let zoned = time.len() > 16
                && (time.ends_with('Z') || time.get(19..).is_some_and(|zone| zone.contains(['+', '-'])));
            times.push((if zoned { 3 } else { precision(&time) }, time));
        } else if let Some(found) = stamp::read(value).filter(|_| attribute == "title") {
            times.push((if is_dated(&found.time) { precision(&found.time) } else { 0 }, found.time));
        }
    }
    if let Some(line) = element.line() {
        match stamp::read(&line) {
            Some(found) if is_dated(&found.time) => times.push((precision(&found.time), found.time)),
            Some(found) => times.push((0, found.time)),
            // What no pattern reads is kept in the page's own words, where it is nothing else.
            None if rank <= 2 && line.len() <= 40 && line.contains(|c: char| c.is_ascii_digit()) => {
                times.push((0, line));
            }
            None => {}
        }
    }
    times
}

fn is_dated(time: &str) -> bool {
    time.get(..5).is_some_and(|year| year.ends_with('-') && year.bytes().take(4).all(|byte| byte.is_ascii_digit()))
}
