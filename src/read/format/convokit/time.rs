//! The times of utterances.
//!
//! In comes what stands in `timestamp`; out comes a time, or nothing where it counts something else.

use crate::read::loose::Loose;
use crate::read::when;

/// From this number on, in seconds since 1970 (March 1973), a number is a time; no corpus is of older texts on a computer.
const TIMES_FROM: f64 = 1e8;

/// A time, in any of the types it is written in.
pub(super) fn time(stamp: &Loose<'_>) -> Option<String> {
    let number = match stamp {
        Loose::Text(text) => {
            let words = text.trim();
            if let Ok(number) = words.parse::<f64>() {
                number
            } else {
                let is_told = !words.is_empty() && words != "None";
                return when::iso(words, false).or_else(|| is_told.then(|| words.to_owned()));
            }
        }
        Loose::Whole(number) => *number as f64,
        Loose::Real(number) => *number,
        Loose::Bool(_) | Loose::Nothing => return None,
    };
    if number.abs() < TIMES_FROM || !number.is_finite() { None } else { stamp.epoch() }
}

#[cfg(test)]
mod tests {
    use crate::read::format::convokit::tests::reading;

    #[test]
    fn places_are_no_times() {
        for (stamp, told) in [("7", None), ("null", None), ("\"None\"", None), ("\"2014-05-02\"", Some("2014-05-02"))] {
            let text = format!(r#"{{"id":"b","root":"a","user":"s","text":"x","timestamp":{stamp}}}"#);
            assert_eq!(reading(&text)[0].comments[0].time.as_deref(), told, "{stamp}");
        }
    }
}
