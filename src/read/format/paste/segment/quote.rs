//! Quotations that quotation marks within one line do not show: those over several lines, and copies without marks.
//!
//! In come the lines and their signs; out come the signs [`Signs::inside_quotation`], [`Signs::ends_quotation`],
//! [`Signs::copies`] and [`Signs::copies_on`]. Linear in the text.

use std::collections::HashMap;

use super::echo::{REPLY_REACH, SHINGLE, hashes, runs};
use super::signs::{Signs, head};
use crate::limit;
use crate::place::update;

/// How many lines a quotation may span. Verse and wrapped passages have up to 20; beyond that, a guillemet was left open by
/// mistake.
const OPEN_LINES: usize = 25;

/// How many of the runs of words of a copy are in earlier lines, at least: one word may be mended.
const COPIED: f64 = 0.9;

/// Finds quotations in guillemets that close on a later line. If another guillemet opens before the close, the first was a
/// mistake.
pub fn open_quotations(lines: &[&str], all: &mut [Signs]) {
    // The lines since an unclosed opening mark, that line excluded.
    let mut open: Option<Vec<usize>> = None;
    for (at, line) in lines.iter().enumerate() {
        let (opens, closes) = (line.find('«'), line.find('»'));
        if let Some(mut inside) = open.take() {
            let closed = closes.is_some_and(|close| opens.is_none_or(|other| close < other));
            inside.push(at);
            if closed {
                let ends = line.trim_end_matches(['.', '…', ' ']).ends_with('»');
                for place in inside {
                    update(all, place, |signs| {
                        signs.inside_quotation = true;
                        signs.ends_quotation = place == at && ends;
                    });
                }
            } else if opens.is_none() && inside.len() < OPEN_LINES {
                open = Some(inside);
                continue;
            }
        }
        let more = line.matches('«').count() > line.matches('»').count();
        if more && line.rfind('«') > line.rfind('»') {
            open = Some(Vec::new());
        }
    }
}

/// Finds lines that only repeat earlier ones, and the earlier line with most of their words.
pub fn copies(lines: &[&str], all: &mut [Signs]) {
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut last: Option<(usize, usize)> = None;
    for (at, (line, signs)) in lines.iter().zip(all.iter_mut()).enumerate() {
        let words = hashes(head(line, limit::COMPARED_BYTES));
        let mut sources: Vec<usize> = runs(&words, SHINGLE).filter_map(|run| first.get(&run).copied()).collect();
        let count = (words.len() + 1).saturating_sub(SHINGLE);
        if count > 1 && sources.len() as f64 >= COPIED * count as f64 {
            sources.sort_unstable();
            // The source of most runs, the earliest among equals.
            let most = sources.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len());
            signs.copies = most.and_then(|same| same.first().copied());
        }
        if let Some(source) = signs.copies {
            signs.copies_on = last.is_some_and(|(line, before)| {
                at - line <= REPLY_REACH && (before..=before + REPLY_REACH).contains(&source)
            });
            last = Some((at, source));
        }
        for run in runs(&words, SHINGLE) {
            first.entry(run).or_insert(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::signs::signs;

    #[test]
    fn a_quotation_of_several_lines_is_seen_to_its_end() {
        let all = signs(&["« Un vers,", "un autre,", "le dernier »", "Voilà."], &[]);
        let inside: Vec<bool> = all.iter().map(|signs| signs.inside_quotation).collect();
        assert_eq!(inside, [false, true, true, false]);
        assert!(all[2].ends_quotation && !all[1].ends_quotation);
    }

    #[test]
    fn a_mark_that_never_closes_holds_nothing() {
        let all = signs(&["« Un vers,", "un autre,", "« Ah bon » dit-il.", "Voilà."], &[]);
        assert!(all.iter().all(|signs| !signs.inside_quotation && !signs.ends_quotation));
    }

    #[test]
    fn a_copied_line_knows_its_source() {
        let page = [
            "The ferry should run at night, my friends. Who would pay for that in winter?",
            "Something else altogether, said by another.",
            "The ferry should run at night, my friends.",
            "It already does.",
            "Who would pay for that in winter?",
            "The ferry should run at noon.",
        ];
        let all = signs(&page, &[]);
        let sources: Vec<Option<usize>> = all.iter().map(|signs| signs.copies).collect();
        assert_eq!(sources, [None, None, Some(0), None, Some(0), None]);
        assert!(all[4].copies_on && !all[2].copies_on);
    }
}
