//! The `timestamp` of an utterance → a time, or `None` if it counts something else.

use crate::read::json::Loose;
use crate::read::when;

/// The smallest number that is a time, in seconds since 1970: March 1973. No corpus holds older texts from computers.
const TIMES_FROM: f64 = 1e8;

/// The time, whatever its type.
pub(super) fn time(stamp: &Loose<'_>) -> Option<String> {
    let number = match stamp {
        Loose::Text(text) => {
            let words = text.trim();
            if let Ok(number) = words.parse::<f64>() {
                number
            } else {
                let is_empty = words.is_empty() || words == "None";
                return when::iso(words, false).or_else(|| (!is_empty).then(|| words.to_owned()));
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
    fn positions_are_not_times() {
        for (stamp, time) in [("7", None), ("null", None), ("\"None\"", None), ("\"2014-05-02\"", Some("2014-05-02"))] {
            let text = format!(r#"{{"id":"b","root":"a","user":"s","text":"x","timestamp":{stamp}}}"#);
            assert_eq!(reading(&text)[0].comments[0].time.as_deref(), time, "{stamp}");
        }
    }
}
