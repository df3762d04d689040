//! What an issue is about, in words of the thread: the sentence at stake, and the words that recur among its authors.
//!
//! In: the texts of a map, and a [`Stake`]. Out: a [`Title`]. Nothing is invented: a title is the title of the thread or a
//! sentence, and a subject is a word that somebody wrote.

use std::ops::Range;
use std::sync::LazyLock;

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::manner::{begins_with, is_own_word};
use super::own_words::{Texts, content, prose_of};
use super::stake::Stake;
use crate::graph::{ArgumentMap, Node};
use crate::lang;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Flags, NoVocabulary};
use crate::text::{Prose, token};

/// Longest title, in bytes: three lines of print. A longer sentence is cut after a clause.
pub(super) const LONGEST: usize = 280;

/// A title with more bytes is worth this part of a shorter one, and so is one that begins with *but* or *in fact*, or has a
/// link in it: outside its place it says less. Chosen by hand.
const HANDY: usize = 200;
const LESS: f64 = 0.6;

/// Most bytes of a text that are read for its title. What somebody puts at stake is in the beginning.
const READ: usize = 20_000;

/// Fewest words of a sentence that can be a title.
const FEWEST: usize = 3;

/// How much a question counts for more as what is at stake, and the first sentence. Chosen by hand.
const ASKS: f64 = 0.5;
const FIRST: f64 = 0.3;

/// What an answer that quotes a sentence counts for it as what is at stake: as much as several shared words. Chosen by hand.
const QUOTED: f64 = 6.0;

/// Most words in the subject of an issue.
const SUBJECTS: usize = 3;

/// Fewest authors who use a word that recurs.
const RECURS: usize = 3;

/// How much more frequent a word must be on an issue than in all comments to be one of its subjects. With 1.5, half of them
/// were words like *good*.
const LIFT: f64 = 1.7;

/// What an issue is about.
#[derive(Default)]
pub(super) struct Title {
    /// The words at stake.
    pub(super) text: String,
    /// Where they are in the text of the node at stake.
    pub(super) words: Option<Span>,
    /// Words that recur among its authors.
    pub(super) subject: Vec<String>,
    /// The stems of the words at stake, sorted.
    pub(super) stems: Vec<u32>,
}

/// Finds the words for what is at stake.
pub(super) fn title(map: &ArgumentMap, texts: &Texts, stake: &Stake) -> Title {
    let Some(node) = map.graph.node_weight(stake.node) else { return Title::default() };
    let whole = node.comment.text.as_str();
    let text = whole.get(..whole.floor_char_boundary(READ)).unwrap_or(whole);
    let given = map.threads.get(stake.thread).and_then(|thread| thread.title.as_deref()).map(str::trim);
    let given = given.filter(|title| node.is_opening() && !node.is_claim() && !title.is_empty());
    let words = match given {
        Some(title) => text.find(title).filter(|at| *at < LONGEST).map(|at| Span::new(at, at + title.len())),
        None if node.is_claim() => Some(Span::new(0, text.len())),
        None => headline(node, text).or_else(|| at_stake(map, texts, stake, (node, text))),
    };
    let words = words.map(|words| trimmed(text, words)).filter(|(words, _)| !words.is_empty());
    let cut = |(words, is_cut): (Span, bool)| format!("{}{}", words.of(text), if is_cut { "…" } else { "" });
    let shown = given.map_or_else(|| words.map_or_else(String::new, cut), str::to_owned);
    let words = words.map(|(words, _)| words);
    let mut stems: Vec<u32> = Vec::new();
    token::tokenize(&shown, &NoVocabulary, |token, _, _| {
        stems.extend(content(&token, &shown).and_then(|stem| texts.number(&stem)));
    });
    stems.sort_unstable();
    stems.dedup();
    let subject = if stake.rank == 0 { Vec::new() } else { subject(map, texts, stake) };
    Title { text: shown.split_whitespace().collect::<Vec<_>>().join(" "), words, subject, stems }
}

/// The first line of an article or post, if it reads like a headline: short, and alone or before an empty line.
fn headline(node: &Node, text: &str) -> Option<Span> {
    if !node.is_opening() {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?;
    let line = rest.lines().next()?.trim_end();
    let after = rest.get(line.len()..)?;
    if let Some(words) = named_first(rest) {
        return Some(Span::new(start, start + words));
    }
    let is_alone = after.trim().is_empty()
        || after.trim_start_matches(['\r', ' ']).starts_with("\n\n")
        || after.contains("\n\n") && after.starts_with("\r\n\r\n");
    let words = line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let is_cited = node.comment.quotes.iter().any(|quote| quote.span.start <= start && start < quote.span.end);
    let is_words = words >= 2 && !line.starts_with('>') && !line.contains("://") && !is_cited;
    // Several sentences are no headline.
    let is_one = Prose::read(line, &[], &NoVocabulary).sentences.len() <= 2;
    (is_alone && is_words && is_one && line.len() <= LONGEST).then(|| Span::new(start, start + line.len()))
}

/// The bytes of the words between quotation marks, and the marks, if an article or post begins with these alone: it opens
/// with its name.
fn named_first(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let close = [('«', '»'), ('“', '”')].into_iter().find(|(open, _)| *open == first)?.1;
    let inner = text.get(..text.floor_char_boundary(HANDY))?;
    let end = inner.find(close)? + close.len_utf8();
    let is_whole = text.get(end..)?.trim_start_matches(['.', '\r']).starts_with([' ', '\n']);
    let is_sentence = text.get(end..)?.starts_with(['.', '\r', '\n']);
    (is_whole && is_sentence).then_some(end)
}

/// The sentence that the discussion takes up most: words that several others use, rare ones above all, and words that
/// answers refer to.
fn at_stake(map: &ArgumentMap, texts: &Texts, stake: &Stake, (node, text): (&Node, &str)) -> Option<Span> {
    let prose = prose_of(node, text);
    let stems_of = |tokens: &[token::Token]| {
        let own = tokens.iter().filter(|token| is_own_word(token));
        let mut stems: Vec<u32> = own.filter_map(|token| texts.number(&content(token, text)?)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let mut wanted: FxHashMap<u32, usize> = stems_of(&prose.tokens).into_iter().map(|stem| (stem, 0)).collect();
    for comment in stake.scope.iter().filter(|comment| **comment != stake.node) {
        for stem in texts.stems(*comment) {
            wanted.entry(*stem).and_modify(|count| *count += 1);
        }
    }
    let answers = map.graph.edges_directed(stake.node, Direction::Incoming).filter_map(|edge| edge.weight().link());
    let anchors: Vec<Span> = answers.filter_map(|link| link.anchor).take(256).collect();
    let quoted = quoted_below(map, texts, stake.node);
    let mut best: Option<(f64, Span)> = None;
    for (number, sentence) in unwrapped(&prose, text).into_iter().enumerate() {
        let tokens = prose.tokens.get(sentence.clone()).unwrap_or_default();
        let own = tokens.iter().filter(|token| is_own_word(token)).count();
        if own < FEWEST || own * 2 < tokens.len() || sentence.end <= prose.address {
            continue;
        }
        let span = prose.span(sentence);
        let asks = tokens.last().is_some_and(|token| token.flags.has(Flags::QUESTION));
        // A post that begins with a question is about that question.
        if number == 0 && asks && node.is_opening() {
            return Some(span);
        }
        let stems = stems_of(tokens);
        let taken_up: f64 =
            stems.iter().map(|stem| wanted.get(stem).copied().unwrap_or(0).min(6) as f64 * texts.rarity(*stem)).sum();
        let anchored = anchors.iter().filter(|anchor| anchor.overlaps(span)).count().min(4) as f64;
        let length = libm::sqrt(stems.len() as f64 + 4.0);
        let prominence = 1.0 + f64::from(u8::from(asks)) * ASKS + f64::from(u8::from(number == 0)) * FIRST;
        let repeats = |quoted: &&Vec<u32>| {
            let shared = stems.iter().filter(|stem| quoted.binary_search(stem).is_ok()).count();
            shared >= 2 && shared * 3 >= stems.len() * 2
        };
        let quoting = quoted.iter().filter(repeats).count().min(4) as f64;
        let is_less =
            span.len() > HANDY || tokens.iter().any(|token| token.flags.has(Flags::LINK)) || joins(span.of(text));
        let less = if is_less { LESS } else { 1.0 };
        let score = (0.5 + taken_up / length + anchored + QUOTED * quoting) * prominence * less;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, span));
        }
    }
    best.map(|(_, span)| span)
}

/// The words that join a sentence to the one before it, folded.
static JOINS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lists = [lang::merged(|words| words.cues.continues), lang::merged(|words| words.cues.joins)];
    lists.concat().into_iter().map(fold).collect()
});

/// Whether a sentence begins with a word that joins it to the one before it.
fn joins(sentence: &str) -> bool {
    begins_with(sentence, &JOINS)
}

/// The stems of the words that each direct answer quotes, sorted.
fn quoted_below(map: &ArgumentMap, texts: &Texts, node: NodeIndex) -> Vec<Vec<u32>> {
    let answers =
        map.graph.edges_directed(node, Direction::Incoming).filter_map(|edge| map.graph.node_weight(edge.source()));
    let quoted = answers.filter(|answer| answer.is_comment()).take(256).map(|answer| {
        let text = answer.comment.text.as_str();
        let prose = prose_of(answer, text);
        let cited = prose.tokens.iter().filter(|token| token.flags.has(Flags::CITED));
        let mut stems: Vec<u32> = cited.filter_map(|token| texts.number(&content(token, text)?)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    });
    quoted.filter(|stems| !stems.is_empty()).collect()
}

/// The sentences of a text as tokens. A line that a mail programme broke is joined with the next one.
pub(super) fn unwrapped(prose: &Prose, text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for sentence in &prose.sentences {
        let is_rest = sentences.last().is_some_and(|last| {
            let end = prose.span(last.clone()).end;
            let gap = text.get(end..sentence.span.start).unwrap_or_default();
            let is_lower = sentence.span.of(text).starts_with(char::is_lowercase);
            gap.trim().is_empty() && gap.matches('\n').count() == 1 && is_lower
        });
        match sentences.last_mut().filter(|_| is_rest) {
            Some(last) => last.end = sentence.tokens.end,
            None => sentences.push(sentence.tokens.clone()),
        }
    }
    sentences
}

/// A span without white space at its ends, with the mark that closes its sentence, and at most [`LONGEST`] bytes; and
/// whether it was cut.
fn trimmed(text: &str, words: Span) -> (Span, bool) {
    let mut end = words.end;
    let is_name = text.get(..end).is_some_and(|words| words.ends_with(['»', '”']));
    let next = text.get(end..).and_then(|rest| rest.chars().next()).filter(|next| !is_name && ".?!…".contains(*next));
    end += next.map_or(0, char::len_utf8);
    let is_cut = end - words.start > LONGEST;
    if is_cut {
        let cut = text.floor_char_boundary(words.start + LONGEST);
        end = words.start + clause_end(text.get(words.start..cut).unwrap_or_default());
    }
    let shown = text.get(words.start..end).unwrap_or_default();
    let shown = shown.trim_end_matches(|c: char| ":;,—–-".contains(c) || c.is_whitespace());
    let start = words.start + shown.len() - shown.trim_start().len();
    (Span::new(start, start + shown.trim().len()), is_cut)
}

/// Where the last clause ends that is whole within these words, if that leaves a third of them; else the last word.
fn clause_end(words: &str) -> usize {
    let ends = words.char_indices().filter(|(_, mark)| ",;:—–)".contains(*mark));
    let mut ends = ends.filter(|(at, mark)| {
        words.get(at + mark.len_utf8()..).is_some_and(|after| after.starts_with(char::is_whitespace))
    });
    let last = ends.next_back().map(|(at, mark)| if mark == ')' { at + 1 } else { at });
    last.filter(|at| at * 3 >= words.len()).or_else(|| words.rfind(char::is_whitespace)).unwrap_or(words.len())
}

/// Words of what is at stake that others take up here more than elsewhere, as first written.
fn subject(map: &ArgumentMap, texts: &Texts, stake: &Stake) -> Vec<String> {
    let person = |node: &NodeIndex| map.graph.node_weight(*node).and_then(|node| node.comment.person());
    let mut uses: Vec<(u32, Option<&str>, NodeIndex)> = Vec::new();
    for comment in &stake.scope {
        uses.extend(texts.stems(*comment).iter().map(|stem| (*stem, person(comment), *comment)));
    }
    uses.sort_unstable();
    let mut ranked: Vec<(f64, u32)> = Vec::new();
    for group in uses.chunk_by(|a, b| a.0 == b.0) {
        let Some((stem, ..)) = group.first() else { continue };
        // Comments of unknown authors count as one author each.
        let mut persons: Vec<&str> = group.iter().filter_map(|(_, person, _)| *person).collect();
        let nameless = group.len() - persons.len();
        persons.sort_unstable();
        persons.dedup();
        let authors = persons.len() + nameless;
        let lift = texts.lift(*stem, group.len(), stake.scope.len());
        let is_at_stake = group.iter().any(|(_, _, comment)| *comment == stake.node);
        if is_at_stake && authors >= RECURS && lift >= LIFT {
            ranked.push((authors as f64 * libm::log(lift), *stem));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let chosen = ranked.iter().take(SUBJECTS).filter_map(|(_, stem)| {
        let comment = stake.scope.iter().find(|comment| texts.stems(**comment).binary_search(stem).is_ok())?;
        let text = &map.graph.node_weight(*comment)?.comment.text;
        let mut word = None;
        token::tokenize(text, &NoVocabulary, |token, _, _| {
            if word.is_none() && content(&token, text).and_then(|stem| texts.number(&stem)) == Some(*stem) {
                word = Some(token.span().of(text).to_lowercase());
            }
        });
        word
    });
    chosen.collect()
}
