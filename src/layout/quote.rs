//! Quotations in pictures and on the terminal: whole sentences of a comment, else whole clauses, else none.

use petgraph::graph::NodeIndex;

use super::clean;
use crate::filter::View;
use crate::issue::{Issue, clause, sentences};
use crate::text::Ui;

/// Most characters of a quotation. Nothing that is shown is longer.
const LONGEST: usize = 2_000;

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
        let before = if from > 0 { "… " } else { "" };
        let after = if to + 1 < spans.len() { " …" } else { "" };
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
    let cut = |words: &str| quoted(ui, &format!("{}{words} …", if first > 0 { "… " } else { "" }));
    let part = clause(&sentence, |words| fits(&cut(words))).map(cut);
    part.or_else(|| (0..spans.len()).find_map(|at| fitting(at, at)))
}

/// What is at stake, in quotation marks: its words if they fit, else the clauses that do. `None` if none does.
pub fn stake(ui: Ui, issue: &Issue, fits: impl Fn(&str) -> bool) -> Option<String> {
    let title = flowing(&issue.title);
    if title.is_empty() {
        return None;
    }
    let whole = quoted(ui, &title);
    if fits(&whole) {
        return Some(whole);
    }
    let cut = |words: &str| quoted(ui, &format!("{words} …"));
    clause(&title, |words| fits(&cut(words))).map(cut)
}

/// Words in the quotation marks of the language. Marks around all of them are replaced.
fn quoted(ui: Ui, words: &str) -> String {
    let mut inner = words.trim();
    for [open, close] in [['“', '”'], ['"', '"'], ['«', '»']] {
        let bare = inner.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner = bare.filter(|bare| !bare.contains([open, close])).map_or(inner, str::trim);
    }
    ui.pick(format!("“{inner}”"), format!("«\u{a0}{inner}\u{a0}»"))
}

/// A text on one line, as it is shown.
fn flowing(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect();
    clean::line(clean::head(&words.join(" "), LONGEST))
}
