//! Writes fitted numbers into the text of a pack and leaves everything else as its author wrote it.

use std::fmt::Write;

use super::pack::{Pack, RuleEntry};
use super::scale::Side;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// New numbers for one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Refit {
    /// Its id within the pack.
    pub id: String,
    /// Its bias.
    pub bias: f64,
    /// Its threshold; `None` leaves it unchanged.
    pub threshold: Option<f64>,
    /// Index in [`super::Rule::terms`] and weight.
    pub weights: Vec<(usize, f64)>,
}

/// The pack with new numbers. Comments, order and examples stay.
///
/// # Errors
/// As [`Pack::parse`].
pub fn rewrite(text: &str, name: &str, refits: &[Refit]) -> Result<String, Box<Diagnostic>> {
    let pack = Pack::parse(text, name)?;
    let mut edits: Vec<(Span, String)> = Vec::new();
    for entry in &pack.rule {
        let Some(refit) = refits.iter().find(|refit| refit.id == *entry.id.get_ref()) else { continue };
        let mut bias = number(refit.bias);
        match (&entry.threshold, refit.threshold) {
            (Some(old), Some(new)) => edits.push((Span::from(old.span()), plain(new))),
            (None, Some(new)) if new != super::pack::HALF => {
                let _ = write!(bias, "\nthreshold = {}", plain(new));
            }
            _ => {}
        }
        edits.push((Span::from(entry.bias.span()), bias));
        let places = weights(entry);
        for (term, weight) in &refit.weights {
            if let Some(Some(place)) = places.get(*term) {
                edits.push((*place, number(*weight)));
            }
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (span, new) in edits {
        out.push_str(text.get(copied..span.start).unwrap_or(""));
        out.push_str(&new);
        copied = span.end;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
    Ok(out)
}

/// The pack with one more phrase in a topic: among the words of the side `plus`, or of the side `minus`.
///
/// `None` if the pack has no such topic.
///
/// # Errors
/// As [`Pack::parse`].
pub fn add_to_topic(
    text: &str,
    name: &str,
    topic: &str,
    side: Side,
    phrase: &str,
) -> Result<Option<String>, Box<Diagnostic>> {
    let pack = Pack::parse(text, name)?;
    let Some(entry) = pack.topic.iter().find(|entry| entry.id.get_ref() == topic) else { return Ok(None) };
    let phrase = format!("\"{}\"", phrase.replace(['"', '\\'], " "));
    let (list, key) = match side {
        Side::Plus => (&entry.plus, "plus"),
        Side::Minus => (&entry.minus, "minus"),
    };
    let (at, new) = match list.last() {
        Some(last) => (last.span().end, format!(", {phrase}")),
        None => (entry.id.span().end, format!("\n{key} = [{phrase}]")),
    };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let changed = format!("{before}{new}{after}");
    Pack::parse(&changed, name)?;
    Ok(Some(changed))
}

/// The places of the weights of a rule, in the order of its terms.
fn weights(entry: &RuleEntry) -> Vec<Option<Span>> {
    let cues = entry.cue.iter().map(|cue| cue.w.as_ref().map(|w| Span::from(w.span())));
    let near = entry.near.iter().map(|near| Some(Span::from(near.w.span())));
    let features = entry.feature.iter().map(|feature| Some(Span::from(feature.w.span())));
    let forms = entry.form.iter().map(|form| Some(Span::from(form.w.span())));
    let patterns = entry.regex.iter().map(|regex| Some(Span::from(regex.w.span())));
    cues.chain(near).chain(features).chain(forms).chain(patterns).collect()
}

/// A weight as people write it: one decimal, or two if it is below 1.
fn number(x: f64) -> String {
    // A weight that rounds to zero has no sign.
    let x = if x.abs() < 0.005 { 0.0 } else { x };
    if x.abs() >= 1.0 || x == 0.0 { format!("{x:.1}") } else { format!("{x:.2}") }
}

/// A probability, with two decimals at most.
fn plain(x: f64) -> String {
    format!("{x:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"format = 1
[pack]
id = "mine"
version = "0.1.0"
lang = ["en"]
# A remark.
[[rule]]
id = "noise"
kind = "form"
bias = -2.0  # quiet
cue = [{ any = ["loud"], w = 3.0 }, { any = ["dog"], w = 1 }]
near = []
feature = [{ is = "shout", w = 0.5 }]
regex = [{ behind = "dogs", pattern = "dog [0-9]+", w = 4.5, name = "numbered" }]
"#;

    #[test]
    fn numbers_change_and_nothing_else_does() {
        let refit = Refit {
            id: "noise".into(),
            bias: -1.25,
            threshold: Some(0.5),
            weights: vec![(0, 2.0), (2, -0.25), (3, 3.5), (9, 1.0)],
        };
        let new = rewrite(TEXT, "mine.toml", std::slice::from_ref(&refit)).unwrap();
        let wanted = TEXT
            .replace("-2.0", "-1.2")
            .replace("w = 3.0", "w = 2.0")
            .replace("w = 0.5", "w = -0.25")
            .replace("w = 4.5", "w = 3.5");
        assert_eq!(new, wanted);
        let new = rewrite(TEXT, "mine.toml", &[Refit { threshold: Some(0.7), ..refit }]).unwrap();
        assert!(new.contains("bias = -1.2\nthreshold = 0.70  # quiet"), "{new}");
    }
}
