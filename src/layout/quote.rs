//! Quotations in pictures and on the terminal: whole sentences of a comment, else whole clauses, else none.

use petgraph::graph::NodeIndex;

use super::clean;
use crate::filter::View;
use crate::issue::{Issue, clause, sentences};
use crate::text::Ui;

/// Most characters of a quotation. Nothing that is shown is longer.
const LONGEST: usize = 2_000;

/// Fewest bytes of a sentence that is quoted instead of the one that shows most: longer than a greeting.
const SHORTEST: usize = 30;

/// What a comment says, in quotation marks: sentences in a row, as many as fit, from the one that shows what it does to what
/// it answers; else the clauses of that sentence that fit; else the first sentence that fits. `None` if none does. `…` marks
/// what is left out.
pub fn quote(view: &View<'_>, ui: Ui, comment: NodeIndex, fits: impl Fn(&str) -> bool) -> Option<String> {
    let text = &view.node(comment)?.comment.text;
    let (spans, first) = sentences(view, comment);
    let words = |from: usize, to: usize| -> Option<String> {
        let (from, to) = (spans.get(from)?, spans.get(to)?);
        Some(flowing(text.get(from.start..to.end)?))
    };
    let marked = |words: &str, from: usize, to: usize| {
        let before = if from > 0 { "…\u{a0}" } else { "" };
        let has_dots = words.ends_with("..") || words.ends_with('…');
        let after = if to + 1 < spans.len() && !has_dots { "\u{a0}…" } else { "" };
        quoted(ui, &format!("{before}{words}{after}"))
    };
    let fitting =
        |from: usize, to: usize| words(from, to).map(|words| marked(&words, from, to)).filter(|all| fits(all));
    let in_a_row = |at: usize| {
        let (one, next) = (spans.get(at)?, spans.get(at + 1)?);
        text.get(one.end..next.start).map(|gap| gap.trim().is_empty())
    };
    if let Some(mut best) = fitting(first, first) {
        for last in first + 1..spans.len() {
            match fitting(first, last).filter(|_| in_a_row(last - 1) == Some(true)) {
                Some(longer) => best = longer,
                None => break,
            }
        }
        return Some(best);
    }
    let sentence = words(first, first)?;
    let cut = |words: &str| quoted(ui, &format!("{}{words}\u{a0}…", if first > 0 { "…\u{a0}" } else { "" }));
    let part = clause(&sentence, |words| fits(&cut(words))).map(cut);
    let is_long = |at: &usize| spans.get(*at).is_some_and(|span| span.len() >= SHORTEST);
    let mut others = (first + 1..spans.len()).chain(0..first).filter(is_long);
    part.or_else(|| others.find_map(|at| fitting(at, at)))
}

/// What is at stake, in quotation marks: its words if they fit, else the clauses that do. `None` if none does.
pub fn stake(ui: Ui, issue: &Issue, fits: impl Fn(&str) -> bool) -> Option<String> {
    let title = ended(&begun(&flowing(&issue.title)));
    if title.is_empty() {
        return None;
    }
    let whole = quoted(ui, &title);
    if fits(&whole) {
        return Some(whole);
    }
    let cut = |words: &str| quoted(ui, &format!("{words}\u{a0}…"));
    clause(&title, |words| fits(&cut(words))).map(cut)
}

/// Words without the rest of what came before them: `", how do you` becomes `… how do you`.
fn begun(words: &str) -> String {
    let rest = words.trim_start_matches(|mark: char| "\"”»),;:.!?".contains(mark) || mark.is_whitespace());
    if rest.len() < words.len() && rest.starts_with(char::is_lowercase) {
        format!("… {rest}")
    } else if words.starts_with('"') {
        words.to_owned()
    } else {
        rest.to_owned()
    }
}

/// Words without a bracket that does not close: `standards (cf. the` becomes `standards …`.
fn ended(words: &str) -> String {
    let is_open = words.matches('(').count() > words.matches(')').count();
    match words.rfind('(').filter(|at| is_open && at * 3 >= words.len()).and_then(|at| words.get(..at)) {
        Some(closed) => format!("{}\u{a0}…", closed.trim_end()),
        None => words.to_owned(),
    }
}

/// Words in the quotation marks of the language. Marks around all of them are replaced.
fn quoted(ui: Ui, words: &str) -> String {
    let mut inner = words.trim();
    for [open, close] in [['“', '”'], ['"', '"'], ['«', '»']] {
        let bare = inner.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner = bare.filter(|bare| !bare.contains([open, close])).map_or(inner, str::trim);
    }
    if ui == Ui::En {
        return format!("“{inner}”");
    }
    // Quotation marks within quotation marks are the others.
    let mut others = inner.to_owned();
    for space in ["\u{a0}", "\u{202f}", " ", ""] {
        others = others.replace(&format!("«{space}"), "“").replace(&format!("{space}»"), "”");
    }
    format!("«\u{a0}{others}\u{a0}»")
}

/// A text on one line, as it is shown.
fn flowing(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect();
    clean::line(clean::head(&words.join(" "), LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_begins_where_its_words_do() {
        assert_eq!(begun("\", how do you expect that?"), "… how do you expect that?");
        assert_eq!(begun("\"Never again\" is a promise."), "\"Never again\" is a promise.");
        assert_eq!(begun(") Second, it costs more."), "Second, it costs more.");
        assert_eq!(begun("…"), "…");
        assert_eq!(ended("It is long (cf. the"), "It is long\u{a0}…");
        assert_eq!(ended("It is (too) long"), "It is (too) long");
    }

    #[test]
    fn quotation_marks_are_those_of_the_language() {
        assert_eq!(quoted(Ui::Fr, "« on verra »"), "«\u{a0}on verra\u{a0}»");
        assert_eq!(quoted(Ui::Fr, "Elle dit « non »."), "«\u{a0}Elle dit “non”.\u{a0}»");
        assert_eq!(quoted(Ui::En, "\"we shall\" see"), "“\"we shall\" see”");
    }
}
