//! `explain --segments`: how a paste was split: the article, the announced count, and why each line begins a comment or
//! continues one.

use super::explain::plain;
use super::words::kind as kind_name;
use crate::privacy::without_contacts;
use std::fmt::Write as _;

use crate::read::format::paste::plain::{How, Page};
use crate::read::format::paste::segment::{Boundary, Segmentation};
use crate::text::Ui;

/// How many characters of a line are shown: its beginning, because the cues look at that.
const HEAD: usize = 72;

/// How many cues of a boundary are named, the strongest first. The others add little.
const CUES: usize = 4;

/// Explains how a paste was split, line by line. `source` is the decoded text that the page was made from.
pub fn segments(source: &str, page: &Page, ui: Ui) -> String {
    let mut out = String::new();
    let source = page.text(source);
    let line = |at: usize| page.lines.get(at).map_or("", |line| line.of(source));
    let number = |at: usize| page.lines.get(at).map_or(0, |line| line.number);
    if !page.article.is_empty() {
        let last = number(page.article.end.saturating_sub(1));
        let (first, words) = (number(page.article.start), head(line(page.article.start)));
        let _ = match ui {
            Ui::En => writeln!(out, "lines {first}–{last}  article: {words}"),
            Ui::Fr => writeln!(out, "lignes {first}–{last}  article\u{a0}: {words}"),
        };
    }
    if let Some(counter) = page.counter {
        let (at, words) = (number(counter.line), head(line(counter.line)));
        let _ = match ui {
            Ui::En => writeln!(out, "line {at}  announces: {words}"),
            Ui::Fr => writeln!(out, "ligne {at}  annonce\u{a0}: {words}"),
        };
    }
    let announced = page
        .announced
        .map_or(String::new(), |count| ui.pick(format!(", {count} announced"), format!(", {count} annoncés")));
    let found = ui.pick("comments found", "commentaires trouvés");
    let _ = writeln!(out, "{} {found}{announced}\n", page.pieces.len());
    match &page.how {
        How::Nothing => {}
        How::Cues { rows, cut } => cues(&mut out, ui, (rows, cut), &|at| (number(at), head(line(at)))),
        How::Marks | How::Blanks => {
            // The words are left out, because they may contain names.
            out.push_str(match page.how {
                How::Blanks => ui.pick(
                    "blank lines separate as many comments as are announced, so nothing had to be weighed:\n",
                    "des lignes vides séparent autant de commentaires qu’annoncés, rien n’était à peser\u{a0}:\n",
                ),
                _ => ui.pick(
                    "names, dates and reply links mark the comments, so nothing had to be weighed:\n",
                    "des noms, des dates et des liens de réponse marquent les commentaires, rien n’était à peser\u{a0}:\n",
                ),
            });
            for piece in &page.pieces {
                let last = piece.lines.end.saturating_sub(1);
                let (kind, first, last) = (piece.kind.to_string(), number(piece.lines.start), number(last));
                let (kind, on) = (kind_name(ui, &kind), ui.pick("on lines", "aux lignes"));
                let _ = writeln!(out, "  {kind} {on} {first}–{last}");
            }
        }
    }
    out
}

/// Every line below the count: `┌` begins a comment, `│` continues one, with the probability and the cues for that.
fn cues(out: &mut String, ui: Ui, (lines, cut): (&[usize], &Segmentation), show: &dyn Fn(usize) -> (usize, String)) {
    for (at, &place) in lines.iter().enumerate() {
        let begins = cut.cuts.binary_search(&at).is_ok();
        if let Some(boundary) = at.checked_sub(1).and_then(|above| cut.boundaries.get(above)) {
            let _ = writeln!(out, "         {}", reasons(boundary, begins, ui));
        }
        let (number, text) = show(place);
        let _ = writeln!(out, "{number:>5}  {} {text}", if begins { '┌' } else { '│' });
    }
    let right = (cut.expected_f1 * 100.0).round();
    let f1 = cut.expected_f1;
    out.push_str(&ui.pick(
        format!("\nabout {right} % of the beginnings should be right (expected F1 {f1:.3})\n"),
        format!("\nenviron {right}\u{a0}% des débuts devraient être justes (F1 attendu {f1:.3})\n"),
    ));
    let _ = writeln!(out, "P {:.3} {}", cut.posterior, ui.pick("for this cut", "pour ce découpage"));
    for rival in &cut.rivals {
        let first = |at: &usize| lines.get(*at).map_or(0, |&place| show(place).0).to_string();
        let begins: Vec<String> = rival.cuts.iter().map(first).collect();
        let at = ui.pick("for comments that begin at lines", "pour des commentaires qui débutent aux lignes");
        let _ = writeln!(out, "P {:.3} {at} {}", rival.posterior, begins.join(", "));
    }
}

/// The probability of a boundary and its strongest cues.
fn reasons(boundary: &Boundary, begins: bool, ui: Ui) -> String {
    let p = if begins { 1.0 - boundary.p_merge } else { boundary.p_merge };
    let what = if begins {
        ui.pick("a new comment", "un nouveau commentaire")
    } else {
        ui.pick("the same comment", "le même commentaire")
    };
    let cues: Vec<String> =
        boundary.cues.iter().take(CUES).map(|cue| format!("{} {:+.1}", cue.name, cue.weight)).collect();
    let cues = if cues.is_empty() { String::new() } else { format!("  {}", cues.join(", ")) };
    let odds = ui.pick("log-odds of one comment", "log-cote d’un seul commentaire");
    format!("P {p:.2} {what} ({odds} {:+.2}){cues}", boundary.log_odds)
}

fn head(line: &str) -> String {
    let mut head = plain(&without_contacts(&line.chars().take(HEAD).collect::<String>()));
    if head.len() < line.len() {
        head.push('…');
    }
    head
}
