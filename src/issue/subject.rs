//! What an issue is about, in words of the thread: the sentence at stake, and the words that recur among its authors.
//!
//! In: the texts of a map, and a [`Stake`]. Out: a [`Title`]. Nothing is invented: a title is the title of the thread or a
//! sentence, and a subject is a word that somebody wrote.

use std::ops::Range;

use petgraph::Direction;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::manner::Manner;
use super::stake::Stake;
use crate::graph::{ArgumentMap, Node};
use crate::link::stem::stem;
use crate::place::PerNode;
use crate::span::Span;
use crate::text::token::{Flags, NoVocabulary};
use crate::text::{Prose, token};

/// Shortest word that may carry a subject, in bytes of its stem.
const SHORTEST: usize = 4;

/// Longest title, in bytes: two lines of print. A longer sentence is cut between words.
const LONGEST: usize = 200;

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

/// How much more frequent a word must be on an issue than in all comments to be one of its subjects.
const LIFT: f64 = 1.5;

/// The stems of the own words of every comment: no quotations, function words, links and short words.
pub(super) struct Texts {
    numbers: FxHashMap<String, u32>,
    stems: PerNode<Vec<u32>>,
    /// The own words of every comment, with function words.
    words: PerNode<u32>,
    manners: PerNode<Manner>,
    /// In how many comments each stem is.
    frequency: Vec<u32>,
    comments: usize,
}

impl Texts {
    /// Reads a map; linear in its text.
    pub(super) fn of(map: &ArgumentMap) -> Texts {
        let count = map.graph.node_count();
        let mut texts = Texts {
            numbers: FxHashMap::default(),
            stems: PerNode::filled(count, Vec::new()),
            words: PerNode::filled(count, 0),
            manners: PerNode::filled(count, Manner::default()),
            frequency: Vec::new(),
            comments: 0,
        };
        for (index, node) in
            map.graph.node_indices().zip(map.graph.node_weights()).filter(|(_, node)| node.is_comment())
        {
            let prose = prose_of(node, &node.comment.text);
            *texts.manners.at_mut(index) = Manner::of(&prose, &node.comment.text);
            let own = prose.tokens.iter().skip(prose.address).filter(|token| is_own_word(token));
            let mut stems = Vec::new();
            for token in own {
                *texts.words.at_mut(index) += 1;
                if let Some(stem) = content(token, &node.comment.text) {
                    let next = texts.numbers.len() as u32;
                    stems.push(*texts.numbers.entry(stem).or_insert(next));
                }
            }
            stems.sort_unstable();
            stems.dedup();
            texts.frequency.resize(texts.numbers.len(), 0);
            for stem in &stems {
                crate::place::update(&mut texts.frequency, *stem as usize, |frequency| *frequency += 1);
            }
            *texts.stems.at_mut(index) = stems;
            texts.comments += 1;
        }
        texts
    }

    /// The stems of the own words of a comment, sorted.
    pub(super) fn stems(&self, comment: NodeIndex) -> &[u32] {
        self.stems.at(comment)
    }

    /// How many own words a comment has.
    pub(super) fn words(&self, comment: NodeIndex) -> usize {
        *self.words.at(comment) as usize
    }

    /// Whether a comment thanks or asks.
    pub(super) fn manner(&self, comment: NodeIndex) -> Manner {
        *self.manners.at(comment)
    }

    /// The rarity of a stem: greater for stems that few comments have.
    pub(super) fn rarity(&self, stem: u32) -> f64 {
        let frequency = self.frequency.get(stem as usize).copied().unwrap_or(0);
        libm::log(1.0 + self.comments as f64 / f64::from(frequency.max(1)))
    }

    /// How many times as frequent a stem is in `found` of `among` comments than in all.
    fn lift(&self, stem: u32, found: usize, among: usize) -> f64 {
        let all = f64::from(self.frequency.get(stem as usize).copied().unwrap_or(0).max(1));
        found as f64 / among.max(1) as f64 / (all / self.comments.max(1) as f64)
    }
}

/// The text of a node, read up to `text`, with what the source marks as quotations.
fn prose_of(node: &Node, text: &str) -> Prose {
    let cited: Vec<Span> = node.comment.quotes.iter().map(|quote| quote.span).collect();
    Prose::read(text, &cited, &NoVocabulary)
}

/// Whether a token is a word that the author did not quote.
pub(super) fn is_own_word(token: &token::Token) -> bool {
    !token.flags.has(Flags::MARK) && !token.flags.has(Flags::LINK) && !token.flags.has(Flags::CITED)
}

/// The stem of a token that carries meaning.
fn content(token: &token::Token, text: &str) -> Option<String> {
    let is_word = token.function.votes == 0 && !token.flags.has(Flags::NUMBER);
    let stem = is_word.then(|| stem(token.span().of(text)))?;
    (stem.len() >= SHORTEST).then_some(stem)
}

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
    let words = words.map(|words| trimmed(text, words)).filter(|words| !words.is_empty());
    let cut = |words: Span| {
        let next = text.get(words.end..).and_then(|rest| rest.chars().next());
        let is_cut = words.len() * 5 > LONGEST * 4 && next.is_some_and(|next| next != '\n');
        format!(
            "{}{}",
            words.of(text),
            if is_cut && !words.of(text).ends_with(['.', '?', '!', '…']) { "…" } else { "" }
        )
    };
    let shown = given.map_or_else(|| words.map_or_else(String::new, cut), str::to_owned);
    let mut stems: Vec<u32> = Vec::new();
    token::tokenize(&shown, &NoVocabulary, |token, _, _| {
        stems.extend(content(&token, &shown).and_then(|stem| texts.numbers.get(&stem)));
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

/// The sentence that the discussion takes up most: words that several others use, rare ones above all, and words that
/// answers refer to.
fn at_stake(map: &ArgumentMap, texts: &Texts, stake: &Stake, (node, text): (&Node, &str)) -> Option<Span> {
    let prose = prose_of(node, text);
    let stems_of = |tokens: &[token::Token]| {
        let own = tokens.iter().filter(|token| is_own_word(token));
        let mut stems: Vec<u32> = own.filter_map(|token| texts.numbers.get(&content(token, text)?).copied()).collect();
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
        let score = (0.5 + taken_up / length + anchored + QUOTED * quoting) * prominence;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, span));
        }
    }
    best.map(|(_, span)| span)
}

/// The stems of the words that each direct answer quotes, sorted.
fn quoted_below(map: &ArgumentMap, texts: &Texts, node: NodeIndex) -> Vec<Vec<u32>> {
    let answers =
        map.graph.edges_directed(node, Direction::Incoming).filter_map(|edge| map.graph.node_weight(edge.source()));
    let quoted = answers.filter(|answer| answer.is_comment()).take(256).map(|answer| {
        let text = answer.comment.text.as_str();
        let prose = prose_of(answer, text);
        let cited = prose.tokens.iter().filter(|token| token.flags.has(Flags::CITED));
        let mut stems: Vec<u32> =
            cited.filter_map(|token| texts.numbers.get(&content(token, text)?).copied()).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    });
    quoted.filter(|stems| !stems.is_empty()).collect()
}

/// The sentences of a text as tokens. A line that a mail programme broke is joined with the next one.
fn unwrapped(prose: &Prose, text: &str) -> Vec<Range<usize>> {
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

/// A span without white space at its ends, with the mark that closes its sentence, and at most [`LONGEST`] bytes.
fn trimmed(text: &str, words: Span) -> Span {
    let mut end = words.end;
    let next = text.get(end..).and_then(|rest| rest.chars().next()).filter(|next| ".?!…".contains(*next));
    end += next.map_or(0, char::len_utf8);
    if end - words.start > LONGEST {
        let cut = text.floor_char_boundary(words.start + LONGEST);
        let before = text.get(words.start..cut).unwrap_or_default();
        end = words.start + before.rfind(char::is_whitespace).unwrap_or(before.len());
    }
    let shown = text.get(words.start..end).unwrap_or_default();
    let start = words.start + shown.len() - shown.trim_start().len();
    Span::new(start, start + shown.trim().len())
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
            if word.is_none() && content(&token, text).and_then(|stem| texts.numbers.get(&stem).copied()) == Some(*stem)
            {
                word = Some(token.span().of(text).to_lowercase());
            }
        });
        word
    });
    chosen.collect()
}
