//! `explain --segments`: how a paste was split: the article, the announced count, and why each line begins a comment or
//! continues one.

use super::explain::plain;
use crate::privacy::without_contacts;
use std::fmt::Write as _;

use crate::read::format::paste::plain::{How, Page};
use crate::read::format::paste::segment::{Boundary, Segmentation};

/// How many characters of a line are shown: its beginning, because the cues look at that.
const HEAD: usize = 72;

/// How many cues of a boundary are named, the strongest first. The others add little.
const CUES: usize = 4;

/// Explains how a paste was split, line by line. `source` is the decoded text that the page was made from.
pub fn segments(source: &str, page: &Page) -> String {
    let mut out = String::new();
    let source = page.text(source);
    let line = |at: usize| page.lines.get(at).map_or("", |line| line.of(source));
    let number = |at: usize| page.lines.get(at).map_or(0, |line| line.number);
    if !page.article.is_empty() {
        let last = number(page.article.end.saturating_sub(1));
        let _ =
            writeln!(out, "lines {}–{last}  article: {}", number(page.article.start), head(line(page.article.start)));
    }
    if let Some(counter) = page.counter {
        let _ = writeln!(out, "line {}  announces: {}", number(counter.line), head(line(counter.line)));
    }
    let announced = page.announced.map_or(String::new(), |count| format!(", {count} announced"));
    let _ = writeln!(out, "{} comments found{announced}\n", page.pieces.len());
    match &page.how {
        How::Nothing => {}
        How::Cues { rows, cut } => cues(&mut out, rows, cut, &|at| (number(at), head(line(at)))),
        How::Marks | How::Blanks => {
            // The words are left out, because they may contain names.
            out.push_str(match page.how {
                How::Blanks => {
                    "blank lines separate as many comments as are announced, so nothing had to be weighed:\n"
                }
                _ => "names, dates and reply links mark the comments, so nothing had to be weighed:\n",
            });
            for piece in &page.pieces {
                let last = piece.lines.end.saturating_sub(1);
                let _ = writeln!(out, "  {} on lines {}–{}", piece.kind, number(piece.lines.start), number(last));
            }
        }
    }
    out
}

/// Every line below the count: `┌` begins a comment, `│` continues one, with the probability and the cues for that.
fn cues(out: &mut String, lines: &[usize], cut: &Segmentation, show: &dyn Fn(usize) -> (usize, String)) {
    for (at, &place) in lines.iter().enumerate() {
        let begins = cut.cuts.binary_search(&at).is_ok();
        if let Some(boundary) = at.checked_sub(1).and_then(|above| cut.boundaries.get(above)) {
            let _ = writeln!(out, "         {}", reasons(boundary, begins));
        }
        let (number, text) = show(place);
        let _ = writeln!(out, "{number:>5}  {} {text}", if begins { '┌' } else { '│' });
    }
    let right = (cut.expected_f1 * 100.0).round();
    let _ = writeln!(out, "\nabout {right} % of the beginnings should be right (expected F1 {:.3})", cut.expected_f1);
    let _ = writeln!(out, "P {:.3} for this cut", cut.posterior);
    for rival in &cut.rivals {
        let first = |at: &usize| lines.get(*at).map_or(0, |&place| show(place).0).to_string();
        let begins: Vec<String> = rival.cuts.iter().map(first).collect();
        let _ = writeln!(out, "P {:.3} for comments that begin at lines {}", rival.posterior, begins.join(", "));
    }
}

/// The probability of a boundary and its strongest cues.
fn reasons(boundary: &Boundary, begins: bool) -> String {
    let p = if begins { 1.0 - boundary.p_merge } else { boundary.p_merge };
    let what = if begins { "a new comment" } else { "the same comment" };
    let cues: Vec<String> =
        boundary.cues.iter().take(CUES).map(|cue| format!("{} {:+.1}", cue.name, cue.weight)).collect();
    let cues = if cues.is_empty() { String::new() } else { format!("  {}", cues.join(", ")) };
    format!("P {p:.2} {what} (log-odds of one comment {:+.2}){cues}", boundary.log_odds)
}

fn head(line: &str) -> String {
    let mut head = plain(&without_contacts(&line.chars().take(HEAD).collect::<String>()));
    if head.len() < line.len() {
        head.push('…');
    }
    head
}
