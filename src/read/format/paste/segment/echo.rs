//! Quotations of words from an earlier line or the article: the clearest sign of an answer.

use std::collections::HashMap;

use super::habit::is_quotation_mark;
use super::signs::{Signs, hash, head};
use super::word::{fold, words};
use crate::limit;
use crate::place::set;

/// How many words in a row identify a quotation in an earlier line.
pub(super) const SHINGLE: usize = 4;

/// Within how many lines a word or two in quotation marks are a quotation; the same words farther up are chance.
const WORD_REACH: usize = 25;

/// Within how many lines two quotations of the same source belong to one reply.
pub(super) const REPLY_REACH: usize = 8;

/// The parts of a line inside quotation marks, and the text outside.
fn parts(line: &str) -> (Vec<String>, String) {
    let (mut bits, mut own) = (Vec::new(), String::new());
    if line.starts_with('>') {
        return (vec![line.to_owned()], own);
    }
    let mut inside = false;
    let mut depth = 0_usize;
    let mut bit = String::new();
    for c in line.chars() {
        let opens = matches!(c, '«' | '„') || (c == '“' && depth == 0);
        let closes = matches!(c, '»' | '”') || (c == '“' && depth > 0);
        match c {
            _ if opens => depth += 1,
            _ if closes => depth = depth.saturating_sub(1),
            '"' => inside = !inside,
            _ if inside || depth > 0 => bit.push(c),
            _ => own.push(c),
        }
        if (opens || closes || c == '"') && depth == 0 && !inside {
            bits.push(std::mem::take(&mut bit));
            own.push(' ');
        }
    }
    bits.push(bit);
    bits.retain(|bit| !bit.trim().is_empty());
    (bits, own)
}

/// The hashes of all runs of exactly `length` words.
pub(super) fn runs(words: &[u64], length: usize) -> impl Iterator<Item = u64> + '_ {
    words.windows(length).map(move |run| {
        run.iter().fold(length as u64, |sum, word| sum.rotate_left(13) ^ word.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    })
}

pub(super) fn hashes(text: &str) -> Vec<u64> {
    words(&fold(text)).map(hash).collect()
}

/// What a line quotes: runs of [`SHINGLE`] words, and whole shorter quotations with their length.
#[derive(Default)]
struct Quoted {
    runs: Vec<u64>,
    short: Vec<(usize, u64)>,
}

/// Quoted single words count from this many letters on; shorter ones are too common.
const QUOTED_WORD: usize = 5;

fn quoted(bits: &[String]) -> Quoted {
    let mut quoted = Quoted::default();
    for bit in bits {
        let words = hashes(bit);
        match words.len() {
            0 => {}
            1 if bit.chars().filter(|c| c.is_alphanumeric()).count() < QUOTED_WORD => {}
            length if length < SHINGLE => quoted.short.extend(runs(&words, length).map(|run| (length, run))),
            _ => quoted.runs.extend(runs(&words, SHINGLE)),
        }
    }
    quoted
}

/// Finds the source of the quotations in every line: for long quotations the latest of the lines that were the first to have
/// some of the words as their own, for a word or two the latest line. Also finds whether the article has the words.
pub fn echoes(lines: &[&str], article: &[&str], all: &mut [Signs]) {
    let quotes: Vec<Quoted> = lines
        .iter()
        .zip(all.iter())
        .map(|(line, signs)| {
            if !signs.quotes_first && !line.contains(is_quotation_mark) {
                return Quoted::default();
            }
            let bits = parts(head(line, limit::COMPARED_BYTES)).0;
            quoted(&bits)
        })
        .collect();
    // The first and last line with each wanted run, and whether the article has it.
    let mut wanted: HashMap<u64, (Option<usize>, Option<usize>, bool)> = HashMap::new();
    let mut lengths = [false; SHINGLE + 1];
    for quote in &quotes {
        wanted.extend(quote.runs.iter().map(|run| (*run, (None, None, false))));
        wanted.extend(quote.short.iter().map(|(_, run)| (*run, (None, None, false))));
        for length in quote.short.iter().map(|(length, _)| *length).chain(quote.runs.iter().map(|_| SHINGLE)) {
            set(&mut lengths, length, true);
        }
    }
    if wanted.is_empty() {
        return;
    }
    let used = || lengths.iter().enumerate().filter(|(_, used)| **used).map(|(length, _)| length);
    for line in article {
        let words = hashes(head(line, limit::COMPARED_BYTES));
        for run in used().flat_map(|length| runs(&words, length)) {
            wanted.entry(run).and_modify(|seen| seen.2 = true);
        }
    }
    let mut last: Option<(usize, usize)> = None;
    for (at, ((line, signs), quote)) in lines.iter().zip(all.iter_mut()).zip(&quotes).enumerate() {
        let seen = |run: &u64| wanted.get(run).copied().unwrap_or_default();
        signs.echoes = quote.runs.iter().filter_map(|run| seen(run).0).max();
        let near = |source: &usize| at - *source <= WORD_REACH;
        signs.echoes_word = quote.short.iter().filter_map(|(_, run)| seen(run).1).max().filter(near);
        signs.quotes_article = quote.runs.iter().any(|run| seen(run).2)
            || (signs.quotes_first && quote.short.iter().any(|(_, run)| seen(run).2));
        if let Some(source) = signs.echoes {
            signs.chained =
                last.is_some_and(|(line, before)| at - line <= REPLY_REACH && source.abs_diff(before) <= REPLY_REACH);
            last = Some((at, source));
        }
        let words = hashes(&parts(head(line, limit::COMPARED_BYTES)).1);
        for run in used().flat_map(|length| runs(&words, length)) {
            wanted.entry(run).and_modify(|seen| {
                seen.0.get_or_insert(at);
                seen.1 = Some(at);
            });
        }
    }
}
