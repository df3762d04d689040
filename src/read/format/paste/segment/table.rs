//! The cues that decide whether a line continues the comment above it: one row each, with its weight in log-odds.
//!
//! A positive weight means that both lines are in one comment, a negative one that the lower line begins another. The
//! weights come from a ridge logistic regression over pages whose comments are known (`tests/measure/fit_cuts.py` fits
//! and writes them). The cues for long and for unmarked quotations were fitted with all other weights fixed. Refitting
//! all weights, with forum threads added, gained two points on flat pastes but made the cuts of the seeds worse.

use super::cue::{
    Cue, Pair, Test, asks_back, begins, begins_with_dots, closes, early, ends_with_dots, is_coda, named, remarks,
    signs_off, smiley_end,
};
use super::signs::{has_topic, is_emoji, shared};
use super::words;

const fn plain(name: &'static str, weight: f64, why: &'static str, test: fn(&Pair<'_>) -> bool) -> Cue {
    Cue { name, weight, why, test: Test::Plain(test) }
}

const fn graded(name: &'static str, weight: f64, why: &'static str, test: fn(&Pair<'_>) -> f64) -> Cue {
    Cue { name, weight, why, test: Test::Graded(test) }
}

/// The log-odds that a line continues the comment above it, before any cue. It makes a difference only if the
/// number of comments is not announced: otherwise every possible cut has it equally often.
pub const BIAS: f64 = 0.52;

/// What a comment of one line adds to the log-likelihood of a cut: short comments come in runs, as do the paragraphs
/// of long ones. In a pseudo-likelihood fit, a cut at the neighbouring boundary has the weight 0.6, but such fits
/// overstate the influence of neighbours. About half of that gave the best cuts into a given number of comments.
pub const LONE: f64 = 0.25;

/// The weight of a gap of more blank lines than the smallest gap on the page. Set by hand: the pages that the weights
/// are fitted on have no blank lines.
pub const BLANK_LINE: f64 = -3.0;

/// The weight of a reply link between two lines, which almost certainly belong to different comments then.
pub const PARTED: f64 = -12.0;

/// Every cue. In the explanations, "it" is the lower line. In the tests, `p.a` is the upper line and `p.b` the lower.
pub const CUES: &[Cue] = &[
    plain("continuation-word", 1.34, "it begins with a word that carries on a thought", |p| {
        begins(p.b, &words::CONTINUES)
    }),
    plain("conjunction", 0.75, "it begins with and, but, or", |p| begins(p.b, &words::JOINS) && !begins_with_dots(p.b)),
    plain("postscript", 1.24, "it is a postscript", |p| begins(p.b, &words::POSTSCRIPTS)),
    plain("greeting", -2.40, "it begins with a greeting", |p| begins(p.b, &words::GREETS)),
    plain("thanks", -0.98, "it begins with thanks or praise", |p| begins(p.b, &words::THANKS)),
    plain("answer-word", -1.06, "it begins as an answer does (yes, no, exactly)", |p| begins(p.b, &words::ANSWERS)),
    plain("address", -0.20, "it begins with a name and a comma or colon", |p| named(p.b)),
    plain("at-name", -1.93, "it begins with @ and a name", |p| p.b.first == '@'),
    plain("second-person-both", 0.43, "both speak to somebody in the same way", |p| {
        (p.a.polite && p.b.polite) || (p.a.familiar && p.b.familiar)
    }),
    plain("register-changes", -0.65, "one says vous, the other tu", |p| {
        (p.a.polite && !p.a.familiar && p.b.familiar && !p.b.polite)
            || (p.a.familiar && !p.a.polite && p.b.polite && !p.b.familiar)
    }),
    plain("names-the-article", -0.50, "its first words name the article or its author", |p| {
        p.b.opening_words.iter().take(8).any(|word| words::THE_ARTICLE.contains(&word.as_str()))
    }),
    plain("same-first-word", 0.36, "both begin with the same word", |p| {
        p.a.opening_words.first().is_some_and(|word| p.b.opening_words.first() == Some(word))
    }),
    plain("numbered-on", 1.70, "the numbers of a list go on", |p| p.b.item.is_some_and(|n| n > 1)),
    plain("list-begins", 0.28, "it begins with the first item of a list", |p| p.b.item == Some(1)),
    plain("list-item", 0.42, "it is an item of a list", |p| p.b.listed && p.b.item.is_none()),
    plain("list-both", 1.31, "both are items of a list", |p| p.a.listed && p.b.listed),
    plain("lower-case", -1.18, "it begins in lower case, the line above does not", |p| {
        p.b.first.is_lowercase() && !p.a.first.is_lowercase()
    }),
    plain("parenthesis", 1.01, "it begins with a bracket", |p| matches!(p.b.first, '(' | '[')),
    plain("dots-first", -0.13, "it begins with an ellipsis, the line above does not end with one", |p| {
        begins_with_dots(p.b) && !ends_with_dots(p.a)
    }),
    plain("dots-on", 1.08, "an ellipsis runs on from the line above", |p| begins_with_dots(p.b) && ends_with_dots(p.a)),
    plain("condition", 0.27, "it begins with if", |p| begins(p.b, &words::CONDITIONS)),
    plain("link-below", 1.30, "it is only a link", |p| p.b.url && !p.a.url),
    plain("quotation-above", 3.23, "the line above is only a quotation: what follows takes it up", |p| {
        p.a.quoted && !p.b.quoted
    }),
    plain("quotation-below", -0.42, "it is only a quotation", |p| p.b.quoted && !p.a.quoted),
    plain("quotes-first", -0.18, "it begins with a quotation and goes on", |p| p.b.quotes_first && !p.b.quoted),
    plain("quotes-above", -2.05, "it quotes the line above", |p| p.b.echoes.is_some() && p.b.echoes == p.above),
    plain("quotes-earlier", -0.36, "it begins by quoting an earlier line", |p| {
        p.b.quotes_first && p.b.echoes.is_some_and(|source| Some(source) != p.above)
    }),
    plain("quotes-on", 0.84, "a few lines up the same text was quoted", |p| p.b.chained),
    plain("answers-quotation-chain", 0.50, "the line above quotes an earlier line", |p| {
        p.a.echoes.is_some() && !p.a.quoted
    }),
    plain("inside-quotation", 3.00, "a quotation that opened above is still open", |p| p.b.inside_quotation),
    plain("long-quotation-above", 2.00, "the line above ends a quotation of several lines", |p| {
        p.a.ends_quotation && !p.b.inside_quotation
    }),
    plain("copies", -0.70, "an earlier line has all its words in a row", |p| p.b.copies.is_some()),
    plain("copies-above", -0.50, "the line above has all its words in a row", |p| {
        p.b.copies.is_some() && p.b.copies == p.above
    }),
    plain("copies-on", 1.10, "a few lines up the same text was copied", |p| p.b.copies_on),
    plain("copy-above", 1.00, "the line above only copies an earlier one: what follows takes it up", |p| {
        p.a.copies.is_some() && p.b.copies.is_none()
    }),
    plain("runs-on", 1.80, "the line above breaks off and it goes on in lower case", |p| {
        p.a.length >= 60 && (p.a.last.is_alphanumeric() || p.a.last == '-') && p.b.first.is_lowercase()
    }),
    plain("colon", 1.97, "the line above ends with a colon", |p| p.a.last == ':'),
    plain("comma", 1.81, "the line above ends with a comma or semicolon", |p| matches!(p.a.last, ',' | ';')),
    plain("no-stop", -0.68, "the line above ends without a stop, as hasty comments do", |p| {
        p.a.last.is_alphanumeric() && !p.a.url
    }),
    plain("exclamation-above", -0.19, "the line above ends with an exclamation mark", |p| p.a.last == '!'),
    plain("dots-above", -0.43, "the line above ends with an ellipsis", |p| {
        p.a.last == '…' || p.a.closing.ends_with("...")
    }),
    plain("closing", -0.93, "the line above ends with a closing formula", |p| closes(p.a)),
    plain("smiley-above", -1.29, "the line above ends with a smiley", |p| is_emoji(p.a.very_last) || smiley_end(p.a)),
    plain("address-above", 1.54, "the line above is only an address", |p| {
        p.a.length < 45 && (p.a.first == '@' || begins(p.a, &words::GREETS))
    }),
    plain("postscript-above", -1.03, "the line above is a postscript", |p| begins(p.a, &words::POSTSCRIPTS)),
    plain("answer-word-above", -0.07, "the line above is a short answer", |p| {
        begins(p.a, &words::ANSWERS) && p.a.length < 80
    }),
    plain("above-short", -0.09, "the line above is short", |p| (30..90).contains(&p.a.length)),
    plain("above-long", 0.37, "the line above is long", |p| (350..800).contains(&p.a.length)),
    plain("above-huge", 0.45, "the line above is very long", |p| p.a.length >= 800),
    plain("below-short", -0.50, "it is short", |p| (30..90).contains(&p.b.length)),
    plain("below-long", 0.20, "it is long", |p| (350..800).contains(&p.b.length)),
    plain("below-huge", -0.22, "it is very long", |p| p.b.length >= 800),
    plain("short-run", 0.24, "three short lines in a row, as in verse", |p| {
        p.a.length < 90 && p.b.length < 90 && p.before.is_some_and(|x| x.length < 90)
    }),
    graded("same-spacing", 0.82, "both set ? and ! the same way", |p| {
        p.habits.spacing.agreement(p.a.spacing, p.b.spacing)
    }),
    plain("other-spacing", -0.97, "they set ? and ! in different ways", |p| p.a.spacing.clashes(p.b.spacing)),
    graded("same-apostrophe", 0.32, "both use the same apostrophes, on a page with both", |p| {
        p.habits.apostrophe.agreement(p.a.apostrophe, p.b.apostrophe)
    }),
    plain("other-apostrophe", -0.55, "they use different apostrophes", |p| p.a.apostrophe.clashes(p.b.apostrophe)),
    graded("same-ellipsis", 0.36, "both write an ellipsis the same way", |p| {
        p.habits.ellipsis.agreement(p.a.ellipsis, p.b.ellipsis)
    }),
    plain("other-ellipsis", -0.56, "they write an ellipsis in different ways", |p| p.a.ellipsis.clashes(p.b.ellipsis)),
    graded("same-marks", 1.08, "both use the same quotation marks", |p| p.habits.marks.agreement(p.a.marks, p.b.marks)),
    plain("other-marks", -0.55, "they use different quotation marks", |p| p.a.marks.clashes(p.b.marks)),
    plain("capitals-change", -1.03, "one uses capitals, the other does not", |p| p.a.capitals.clashes(p.b.capitals)),
    graded("same-commas", 0.81, "both set commas the same way, with a space or without", |p| {
        p.habits.commas.agreement(p.a.commas, p.b.commas)
    }),
    plain("shouts-both", 0.39, "both write words in capitals", |p| p.a.shouts && p.b.shouts),
    plain("smiles-below", -0.17, "only the lower one uses smileys", |p| p.b.smiles && !p.a.smiles),
    graded("topic", 0.17, "they share rare words", |p| shared(p.a, p.b).min(3.0)),
    graded("above-joined", -0.22, "the line above shares more with the one before it", |p| {
        p.before.map_or(0.0, |before| (shared(before, p.a) - shared(p.a, p.b)).clamp(0.0, 3.0))
    }),
    plain("grounds", -0.37, "it begins with because, and the line above does not ask", |p| {
        begins(p.b, &words::GROUNDS) && p.a.last != '?'
    }),
    plain("answers-why", -0.73, "it begins with because, below a question", |p| {
        begins(p.b, &words::GROUNDS) && p.a.last == '?'
    }),
    plain("points-back", 0.21, "it begins with a pronoun for what was just said", |p| begins(p.b, &words::POINTS_BACK)),
    plain("adds", 0.15, "its first sentence adds to what was said (also, too)", |p| early(p.b, &words::ADDS)),
    plain("self-remark", 1.42, "it remarks on its writer's own words", |p| remarks(p.b)),
    plain("coda", 1.30, "it is a short last word behind a longer line", is_coda),
    plain("signs-off", 1.45, "it is a name or closing formula", |p| signs_off(p.b)),
    plain("asks-back", -0.66, "it asks back a few words of the line above", asks_back),
    plain("reblog", -2.16, "it passes the article on", |p| begins(p.b, &words::REBLOGS)),
    plain("repeats", -0.50, "an earlier line begins with the same words", |p| p.b.repeats),
    plain("quotes-word-above", -0.90, "it quotes a word of the line above", |p| {
        p.b.echoes_word.is_some() && p.b.echoes_word == p.above
    }),
    plain("quotes-word-earlier", -0.79, "it begins by quoting a word of an earlier line", |p| {
        p.b.quotes_first && p.b.echoes_word.is_some_and(|source| Some(source) != p.above)
    }),
    plain("quotes-article", -0.45, "it begins by quoting the article", |p| p.b.quotes_first && p.b.quotes_article),
    plain("takes-up-quoted-word", 0.37, "it takes up a word that the line above puts in quotation marks", |p| {
        p.a.quoted_words.iter().any(|topic| has_topic(p.b, *topic))
    }),
    graded("sentences-above", -0.83, "the line above has several sentences", |p| (p.a.sentences as f64 / 4.0).min(2.0)),
    graded("sentences", -0.56, "it has several sentences", |p| (p.b.sentences as f64 / 4.0).min(2.0)),
    plain("asks", -0.47, "it asks something", |p| p.b.asks),
    plain("announces", -1.20, "it announces what it is going to say", |p| begins(p.b, &words::ANNOUNCES)),
    plain("we", 0.24, "its first words say we or our", |p| {
        p.b.opening_words.iter().take(6).any(|word| words::WE.contains(&word.as_str()))
    }),
    plain("long-below-short", -0.47, "it is long and the line above short", |p| p.a.length < 100 && p.b.length > 200),
    plain("both-long", 0.31, "both are long, as the paragraphs of a long comment are", |p| {
        p.a.length > 300 && p.b.length > 300
    }),
    plain(
        "short-before-long",
        -0.46,
        "it is short and the next line long: an answer, or the first words of one",
        |p| p.b.length < 100 && p.after.is_some_and(|after| after.length > 200),
    ),
];
