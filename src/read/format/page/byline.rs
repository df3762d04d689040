//! A line with the name of an author, a date, or both → the two: `par Anne, le 3 mars 2014 à 10:11`.

use crate::lang;
use crate::read::format::names;
use crate::read::format::paste::plain::pattern::{Pattern, compile};
use crate::read::format::paste::plain::stamp;

/// The longest line that is examined, in bytes. Bylines with long names, dates and roles have about 120.
const LINE_BYTES: usize = 160;

/// The longest name, in bytes. Anything longer is something else.
pub(super) const NAME_BYTES: usize = 80;

/// What joins a name to its date, at either end of what is left when the date is removed.
static JOINTS: Pattern = Pattern::new(Vec::new, || {
    let before = lang::alternatives(|words| words.pages.before_name);
    let after = lang::alternatives(|words| words.pages.name_to_date);
    let says = lang::alternatives(|words| words.pages.says);
    let gap = r"[|·•,;:\s\u{a0}\u{202f}/#>()\[\]–—-]";
    compile(&format!(r"^(?:(?:{before})\b|#?[0-9]+\.?(?:\s|$)|{gap})+|(?:\b(?:{after})|(?:^|\s)(?:{says})|{gap})+$"))
});

/// What is left of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The name, if one is left when the date is removed.
    pub name: Option<String>,
    /// The time.
    pub time: Option<String>,
}

/// Reads a line.
pub(super) fn read(line: &str) -> Byline {
    if line.len() > LINE_BYTES {
        return Byline::default();
    }
    let stamp = stamp::read(line);
    let rest = stamp.as_ref().map_or(line, |stamp| stamp.rest.as_str());
    let name = name(rest);
    Byline { name, time: stamp.map(|stamp| stamp.time) }
}

/// The name in some words: without *by*, *says*, *(not verified)* and marks. `None` if what is left is no name.
pub(super) fn name(words: &str) -> Option<String> {
    let words = without_notice(words);
    let bare = JOINTS.replace_all(words.trim(), "");
    let bare = names::bare(without_notice(bare.trim()));
    is_name(&bare).then_some(bare)
}

/// Whether a line is only what joins a name to a date: *by*, *le*, marks, a number.
pub(super) fn is_joint(line: &str) -> bool {
    line.len() <= 40 && JOINTS.replace_all(line.trim(), "").trim().is_empty()
}

/// Words without what Drupal says about visitors without an account: *Anne (not verified)*.
fn without_notice(words: &str) -> &str {
    let words = words.trim().trim_end_matches([',', ' ']);
    let Some((before, notice)) = words.rsplit_once('(') else { return words };
    let notice = notice.trim_end_matches([')', ' ', ',']).to_lowercase();
    let is_notice = lang::all().any(|words| words.pages.unverified.contains(&notice.as_str()));
    if is_notice { before.trim_end() } else { words }
}

/// Whether words can be a name: few of them, and no sentence.
pub(super) fn is_name(words: &str) -> bool {
    !words.is_empty()
        && words.len() <= NAME_BYTES
        && words.split_whitespace().count() <= 6
        && words.contains(char::is_alphabetic)
        && !words.ends_with(['?', '!', ':', ';', '…'])
        && !words.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_dates_are_separated() {
        for (line, name, time) in [
            ("par Anne, le 3 mars 2014 à 10:11", Some("Anne"), Some("2014-03-03T10:11")),
            ("Soumis par Anne (non vérifié) le 3 mars 2014 - 10:11", Some("Anne"), Some("2014-03-03T10:11")),
            ("Le 12 août 2015 à 14:02, par Jean-Luc B.", Some("Jean-Luc B."), Some("2015-08-12T14:02")),
            ("Posted Feb 22, 2024 15:43 by anna", Some("anna"), Some("2024-02-22T15:43")),
            ("#3 von Bernd am 23. Juni 2016 um 17:21 Uhr", Some("Bernd"), Some("2016-06-23T17:21")),
            ("Zoé · il y a 3 jours", Some("Zoé"), Some("il y a 3 jours")),
            ("Bernd sagte am 23. Juni 2016", Some("Bernd"), Some("2016-06-23")),
            ("26/08/2013 à 6:51", None, Some("2013-08-26T06:51")),
            ("Anne", Some("Anne"), None),
            ("Par Le Meunier, 12 mars 2018 11:05", Some("Le Meunier"), Some("2018-03-12T11:05")),
        ] {
            let found = read(line);
            assert_eq!((found.name.as_deref(), found.time.as_deref()), (name, time), "{line}");
        }
    }
}
