//! The cues that decide whether a line continues the comment above it: one row each, with its weight in log-odds.
//!
//! A positive weight speaks for one comment, a negative one for a new comment. The weights come from a ridge logistic
//! regression over pages whose comments are known (`tests/measure/fit_cuts.py` fits and writes them).

use super::cue::{Cue, Pair, Test, begins, closes, named, smiley_end, starts_with_you};
use super::signs::{Habit, is_emoji, shared};
use super::words;

const fn plain(name: &'static str, weight: f64, why: &'static str, test: fn(&Pair<'_>) -> bool) -> Cue {
    Cue { name, weight, why, test: Test::Plain(test) }
}

const fn graded(name: &'static str, weight: f64, why: &'static str, test: fn(&Pair<'_>) -> f64) -> Cue {
    Cue { name, weight, why, test: Test::Graded(test) }
}

/// The log-odds that a line continues the comment above it, before any cue; it counts only where no number is announced.
pub const BIAS: f64 = -0.08;

/// What a comment of one line adds to the log-likelihood of a cut: short comments come in runs, as do the paragraphs of
/// long ones. Fitted as the weight of a cut neighbour, with the number of comments given.
pub const LONE: f64 = 0.5;

/// What a blank line speaks against one comment, on a page that has both gaps with and without. Set by hand: the pages
/// that the weights are fitted on have no blank lines.
pub const BLANK_LINE: f64 = -3.0;

/// The weight of a reply link between two lines: nearly certain.
pub const PARTED: f64 = -12.0;

/// Every cue. *It* is the lower line.
pub const CUES: &[Cue] = &[
    plain("continuation-word", 1.18, "it begins with a word that carries on a thought", |p| {
        begins(p.b, words::CONTINUES)
    }),
    plain("conjunction", 0.63, "it begins with and, but, or", |p| begins(p.b, words::JOINS)),
    plain("postscript", 0.49, "it is a postscript", |p| begins(p.b, words::POSTSCRIPTS)),
    plain("greeting", -1.36, "it begins with a greeting", |p| begins(p.b, words::GREETS)),
    plain("thanks", -0.61, "it begins with thanks or praise", |p| begins(p.b, words::THANKS)),
    plain("answer-word", -0.73, "it begins as an answer does (yes, no, exactly)", |p| begins(p.b, words::ANSWERS)),
    plain("first-person-start", 0.04, "it begins with I", |p| begins(p.b, words::FIRST_PERSON_STARTS)),
    plain("address", -0.27, "it begins with @ or with a name and a comma", |p| p.b.first == '@' || named(p.b)),
    plain("second-person-start", 0.07, "it speaks to somebody in its first words", |p| starts_with_you(p.b)),
    plain("second-person-only-below", -0.35, "it speaks to somebody, the line above does not", |p| {
        p.b.second && !p.a.second
    }),
    plain("second-person-both", 0.08, "both speak to somebody in the same way", |p| {
        (p.a.polite && p.b.polite) || (p.a.familiar && p.b.familiar)
    }),
    plain("register-changes", -0.88, "one says vous, the other tu", |p| {
        (p.a.polite && !p.a.familiar && p.b.familiar && !p.b.polite)
            || (p.a.familiar && !p.a.polite && p.b.polite && !p.b.familiar)
    }),
    plain("first-person-both", 0.03, "both say I", |p| p.a.first_person && p.b.first_person),
    plain("names-the-article", -0.59, "its first words name the article or its author", |p| {
        p.b.opening_words.iter().take(8).any(|word| words::THE_ARTICLE.contains(&word.as_str()))
    }),
    plain("same-first-word", 0.36, "both begin with the same word", |p| {
        p.a.opening_words.first().is_some_and(|word| p.b.opening_words.first() == Some(word))
    }),
    plain("numbered-on", 0.62, "the numbers of a list go on", |p| p.b.item.is_some_and(|n| n > 1)),
    plain("list-begins", 0.26, "it begins with the first item of a list", |p| p.b.item == Some(1)),
    plain("list-item", 0.66, "it is an item of a list", |p| p.b.listed && p.b.item.is_none()),
    plain("list-both", 0.58, "both are items of a list", |p| p.a.listed && p.b.listed),
    plain("lower-case", -1.31, "it begins in lower case, the line above does not", |p| {
        p.b.first.is_lowercase() && !p.a.first.is_lowercase()
    }),
    plain("lower-case-both", -0.20, "both begin in lower case", |p| {
        p.b.first.is_lowercase() && p.a.first.is_lowercase()
    }),
    plain("parenthesis", 1.12, "it begins with a bracket", |p| matches!(p.b.first, '(' | '[')),
    plain("dots-first", 0.52, "it begins with an ellipsis", |p| {
        p.b.first == '…' || p.b.opening.starts_with("...") || p.b.opening.starts_with("..")
    }),
    plain("link-below", 1.49, "it is only a link", |p| p.b.url && !p.a.url),
    plain("link-above", 0.10, "the line above is only a link", |p| p.a.url && !p.b.url),
    plain("quotation-above", 2.41, "the line above is only a quotation: what follows takes it up", |p| {
        p.a.quoted && !p.b.quoted
    }),
    plain("quotations-both", 0.12, "both lines are quotations", |p| p.a.quoted && p.b.quoted),
    plain("quotation-below", -0.42, "it is only a quotation", |p| p.b.quoted && !p.a.quoted),
    plain("quotes-first", -0.39, "it begins with a quotation and goes on", |p| p.b.quotes_first && !p.b.quoted),
    plain("quotes-above", -1.14, "it quotes the line above", |p| p.b.echoes.is_some() && p.b.echoes == p.above),
    plain("quotes-earlier", -0.22, "it begins by quoting an earlier line", |p| {
        p.b.quotes_first && p.b.echoes.is_some_and(|source| Some(source) != p.above)
    }),
    plain("quotes-on", 0.66, "a few lines up the same text was quoted", |p| p.b.chained),
    plain("answers-quotation-chain", 0.40, "the line above quotes an earlier line", |p| {
        p.a.echoes.is_some() && !p.a.quoted
    }),
    plain("colon", 1.51, "the line above ends with a colon", |p| p.a.last == ':'),
    plain("comma", 1.27, "the line above ends with a comma or semicolon", |p| matches!(p.a.last, ',' | ';')),
    plain("no-stop", -0.11, "the line above ends without punctuation", |p| p.a.last.is_alphanumeric() && !p.a.url),
    plain("question-above", -0.06, "the line above ends with a question mark", |p| p.a.last == '?'),
    plain("exclamation-above", -0.28, "the line above ends with an exclamation mark", |p| p.a.last == '!'),
    plain("dots-above", -0.33, "the line above ends with an ellipsis", |p| {
        p.a.last == '…' || p.a.closing.ends_with("...")
    }),
    plain("closing", -1.35, "the line above ends with a closing formula", |p| closes(p.a)),
    plain("smiley-above", -1.33, "the line above ends with a smiley", |p| is_emoji(p.a.very_last) || smiley_end(p.a)),
    plain("address-above", 1.30, "the line above is only an address", |p| {
        p.a.length < 45 && (p.a.first == '@' || begins(p.a, words::GREETS))
    }),
    plain("postscript-above", -0.99, "the line above is a postscript", |p| begins(p.a, words::POSTSCRIPTS)),
    plain("answer-word-above", -0.07, "the line above is a short answer", |p| {
        begins(p.a, words::ANSWERS) && p.a.length < 80
    }),
    plain("above-tiny", 0.89, "the line above is very short", |p| p.a.length < 30),
    plain("above-short", -0.10, "the line above is short", |p| (30..90).contains(&p.a.length)),
    plain("above-long", 0.23, "the line above is long", |p| (350..800).contains(&p.a.length)),
    plain("above-huge", -0.44, "the line above is very long", |p| p.a.length >= 800),
    plain("below-tiny", -0.34, "it is very short", |p| p.b.length < 30),
    plain("below-short", -0.20, "it is short", |p| (30..90).contains(&p.b.length)),
    plain("below-long", -0.03, "it is long", |p| (350..800).contains(&p.b.length)),
    plain("below-huge", -0.73, "it is very long", |p| p.b.length >= 800),
    plain("short-run", 0.13, "three short lines in a row, as in verse", |p| {
        p.a.length < 90 && p.b.length < 90 && p.before.is_some_and(|x| x.length < 90)
    }),
    plain("same-spacing", 0.24, "both set ? and ! the same way", |p| p.a.spacing.agrees(p.b.spacing)),
    plain("other-spacing", -1.16, "they set ? and ! in different ways", |p| p.a.spacing.clashes(p.b.spacing)),
    plain("same-apostrophe", 0.37, "both use the same apostrophes, on a page with both", |p| {
        p.mixed_apostrophes && p.a.apostrophe.agrees(p.b.apostrophe)
    }),
    plain("other-apostrophe", -0.32, "they use different apostrophes", |p| p.a.apostrophe.clashes(p.b.apostrophe)),
    plain("same-ellipsis", -0.16, "both write an ellipsis the same way", |p| p.a.ellipsis.agrees(p.b.ellipsis)),
    plain("other-ellipsis", -0.46, "they write an ellipsis in different ways", |p| p.a.ellipsis.clashes(p.b.ellipsis)),
    plain("same-marks", 0.20, "both use the same quotation marks", |p| p.a.marks.agrees(p.b.marks)),
    plain("other-marks", -0.68, "they use different quotation marks", |p| p.a.marks.clashes(p.b.marks)),
    plain("careless-both", 0.17, "both leave out capitals", |p| {
        p.a.capitals == Habit::Other && p.b.capitals == Habit::Other
    }),
    plain("capitals-change", -0.84, "one uses capitals, the other does not", |p| p.a.capitals.clashes(p.b.capitals)),
    plain("same-commas", 0.06, "both leave out the space after a comma", |p| {
        p.a.commas == Habit::Other && p.b.commas == Habit::Other
    }),
    plain("other-commas", -0.96, "only one leaves out the space after a comma", |p| p.a.commas.clashes(p.b.commas)),
    plain("shouts-both", 0.37, "both write words in capitals", |p| p.a.shouts && p.b.shouts),
    plain("smiles-both", 0.10, "both use smileys", |p| p.a.smiles && p.b.smiles),
    plain("smiles-below", -0.22, "only the lower one uses smileys", |p| p.b.smiles && !p.a.smiles),
    graded("topic", 0.11, "they share rare words", |p| shared(p.a, p.b).min(3.0)),
    graded("topic-back", 0.09, "it shares rare words with the line before the one above", |p| {
        p.before.map_or(0.0, |before| shared(before, p.b).min(3.0))
    }),
    graded("topic-on", -0.17, "it shares rare words with the next line, not with the one above", |p| {
        p.after.map_or(0.0, |after| (shared(p.b, after) - shared(p.a, p.b)).clamp(0.0, 3.0))
    }),
    graded("above-joined", -0.19, "the line above shares more with the one before it", |p| {
        p.before.map_or(0.0, |before| (shared(before, p.a) - shared(p.a, p.b)).clamp(0.0, 3.0))
    }),
];
