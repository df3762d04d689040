//! `rules suggest`: words that one side of a thread uses and the other does not, for the topics of a pack.
//!
//! The sides are those of one issue of each thread, and those that the pack finds already. A phrase gets the log-odds ratio of its use by both sides with an
//! informative Dirichlet prior, in standard deviations (Monroe, Colaresi & Quinn 2008, *Fightin' Words*, Political Analysis
//! 16:372–403, equations 16 and 22). The prior is how often all comments use it, so that a phrase that everybody has is
//! no sign.

use std::collections::{BTreeMap, BTreeSet};

use crate::filter::View;
use crate::graph::ArgumentMap;
use crate::issue::{Issues, Side};
use crate::place;
use crate::rule::{LexiconId, Matcher, TermKind};
use crate::sort::Order as _;
use crate::span::Span;
use crate::text::token::{NoVocabulary, tokenize};
use crate::text::{Flags, Token, fold};
use crate::thread::Comment;

/// The longest phrase, in words.
const WORDS: usize = 3;

/// A phrase appears in this many comments of one side, by as many authors. Fewer are chance.
const FEWEST: usize = 2;

/// A phrase whose sides differ by fewer standard deviations is no sign of either.
const CLEAR: f64 = 0.7;

/// How many comments the prior counts as. Chosen by hand.
const PRIOR: f64 = 10.0;

/// Marks that end a phrase.
const MARKS: [char; 12] = ['.', ',', ';', ':', '!', '?', '…', '(', ')', '"', '«', '\n'];

/// A comment with a lower probability of its side speaks for neither. Proposals are read before they are taken, so this is
/// lower than what a report needs.
const SURE: f64 = 0.55;

/// A phrase that one side uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// The words, folded, separated by single spaces.
    pub words: String,
    /// The side that uses it more.
    pub side: Side,
    /// The log-odds ratio in standard deviations, above 0.
    pub z: f64,
    /// How many comments of those for the issue have it.
    pub support: usize,
    /// How many comments of those against it have it.
    pub against: usize,
    /// How many authors of its side use it. A comment without a known author counts as one.
    pub authors: usize,
    /// Some words around it in one of these comments.
    pub example: String,
}

/// What was compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// The phrases, the clearest first.
    pub found: Vec<Suggested>,
    /// What the sides are for or against, one issue a thread: the one whose smaller side has the most comments.
    pub issues: Vec<String>,
    /// How many comments are for and against these issues.
    pub sides: [usize; 2],
    /// How many comments are on neither side.
    pub unplaced: usize,
}

/// The pack for which phrases are proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Its id.
    pub id: String,
    /// The labels of its scale with the sides that they are. Who holds one is on that side, even if links say otherwise.
    pub sides: Vec<(String, Side)>,
}

/// One comment with a side.
struct Spoken<'a> {
    comment: &'a Comment,
    side: Side,
    author: String,
}

#[derive(Default)]
struct Use<'a> {
    comments: [usize; 2],
    authors: [BTreeSet<&'a str>; 2],
    all: usize,
    example: Option<(&'a str, usize)>,
}

/// The phrases of a map by which its two sides differ most, `count` of each. Names of authors, words with a capital inside
/// a sentence, and what the pack `own` has already are never proposed.
pub fn suggest(map: &ArgumentMap, matcher: &Matcher, own: Option<&Own>, count: usize) -> Suggestions {
    let view = View::whole(map);
    let issues = view.issues();
    let mut out = Suggestions::default();
    let split = most_split(&issues);
    out.issues = split.iter().filter_map(|issue| issues.list.get(*issue)).map(|issue| issue.title.clone()).collect();
    let mut spoken = Vec::new();
    let mut others = Vec::new();
    for (node, data) in map.graph.node_indices().zip(map.graph.node_weights()) {
        if data.comment.kind.is_opening() || data.kind_name() != "comment" {
            continue;
        }
        let by_links = || {
            let placements = issues.placements.get(node).map(Vec::as_slice).unwrap_or_default();
            let chosen = placements.iter().find(|placement| split.contains(&placement.issue));
            chosen.and_then(|placement| match placement.p_for {
                p if p >= SURE => Some(Side::For),
                p if p <= 1.0 - SURE => Some(Side::Against),
                _ => None,
            })
        };
        let by_words = own.and_then(|own| {
            let holds = |label: &str| data.tags.holds(label);
            own.sides.iter().find(|(label, _)| holds(label)).map(|(_, side)| *side)
        });
        match by_words.or_else(by_links) {
            Some(side) => {
                let author = data.comment.author.clone().unwrap_or_else(|| data.id.clone());
                spoken.push(Spoken { comment: &data.comment, side, author });
                place::update(&mut out.sides, place_of(side), |count| *count += 1);
            }
            None => others.push(&data.comment),
        }
    }
    out.unplaced = others.len();
    let names = names(map);
    let lists = lists(matcher, own.map(|own| own.id.as_str()));
    let mut uses: BTreeMap<String, Use<'_>> = BTreeMap::new();
    for comment in &spoken {
        for (words, at) in phrases(comment.comment, matcher, &names, &lists) {
            let entry = uses.entry(words).or_default();
            entry.all += 1;
            place::update(&mut entry.comments, place_of(comment.side), |count| *count += 1);
            place::update(&mut entry.authors, place_of(comment.side), |authors| {
                authors.insert(&comment.author);
            });
            entry.example.get_or_insert((&comment.comment.text, at));
        }
    }
    for comment in others {
        for (words, _) in phrases(comment, matcher, &names, &lists) {
            if let Some(entry) = uses.get_mut(&words) {
                entry.all += 1;
            }
        }
    }
    let all = (spoken.len() + out.unplaced) as f64;
    let found = uses.into_iter().filter_map(|(words, used)| suggested(words, &used, out.sides, all));
    let mut found: Vec<Suggested> = found.collect();
    found.order_by(|a, b| {
        b.z.total_cmp(&a.z).then_with(|| b.words.len().cmp(&a.words.len())).then_with(|| a.words.cmp(&b.words))
    });
    out.found = found;
    keep_best(&mut out.found, count);
    out
}

/// Of every thread the issue whose smaller side has the most comments, the main one if several have as many.
fn most_split(issues: &Issues) -> BTreeSet<usize> {
    let mut counts: Vec<[usize; 2]> = vec![[0, 0]; issues.list.len()];
    for placement in issues.placements.iter().flatten() {
        let side = usize::from(placement.p_for < 0.5);
        if placement.p_for.max(1.0 - placement.p_for) >= SURE {
            place::update(&mut counts, placement.issue, |counts| place::update(counts, side, |count| *count += 1));
        }
    }
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, (issue, [support, against])) in issues.list.iter().zip(&counts).enumerate() {
        let smaller = *support.min(against);
        let known = best.entry(issue.thread).or_insert((at, smaller));
        if smaller > known.1 {
            *known = (at, smaller);
        }
    }
    best.into_values().map(|(issue, _)| issue).collect()
}

fn place_of(side: Side) -> usize {
    usize::from(side == Side::Against)
}

fn suggested(words: String, used: &Use<'_>, sides: [usize; 2], all: f64) -> Option<Suggested> {
    let prior = PRIOR * used.all as f64 / all.max(1.0);
    let [support, against] = used.comments.map(|count| count as f64 + prior);
    let [fors, againsts] = sides.map(|count| count as f64 + PRIOR);
    let odds = |uses: f64, of: f64| libm::log(uses / (of - uses).max(0.5));
    let z = (odds(support, fors) - odds(against, againsts)) / (1.0 / support + 1.0 / against).sqrt();
    let side = if z > 0.0 { Side::For } else { Side::Against };
    let authors = used.authors.get(place_of(side)).map_or(0, BTreeSet::len);
    let comments = used.comments.get(place_of(side)).copied().unwrap_or_default();
    let (text, at) = used.example?;
    (comments >= FEWEST && authors >= FEWEST && z.abs() >= CLEAR).then(|| Suggested {
        words,
        side,
        z: z.abs(),
        support: used.comments.first().copied().unwrap_or_default(),
        against: used.comments.last().copied().unwrap_or_default(),
        authors,
        example: around(text, at),
    })
}

/// Keeps the best `count` phrases of each side, and none whose words are part of a better one or contain it.
fn keep_best(found: &mut Vec<Suggested>, count: usize) {
    let mut kept: Vec<(Side, String)> = Vec::new();
    found.retain(|next| {
        let padded = format!(" {} ", next.words);
        let of_side = kept.iter().filter(|(side, _)| *side == next.side);
        let is_new =
            of_side.clone().all(|(_, known)| !padded.contains(known.as_str()) && !known.contains(padded.as_str()));
        let takes = is_new && of_side.count() < count;
        if takes {
            kept.push((next.side, padded));
        }
        takes
    });
}

/// The folded words of the names of all authors.
fn names(map: &ArgumentMap) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for author in map.graph.node_weights().filter_map(|node| node.comment.author.as_deref()) {
        tokenize(author, &NoVocabulary, |_, folded, _| {
            names.insert(folded.to_owned());
        });
    }
    names
}

/// The lists of the pack with the id `own`.
fn lists(matcher: &Matcher, own: Option<&str>) -> BTreeSet<LexiconId> {
    let pack = own.and_then(|own| matcher.packs.iter().position(|pack| pack.id == own));
    let rules = matcher.rules.iter().filter(|rule| pack == Some(rule.pack));
    let lists = rules.flat_map(|rule| &rule.terms).filter_map(|term| match term.kind {
        TermKind::Lexicon(lexicon) => Some(lexicon),
        _ => None,
    });
    lists.collect()
}

/// What a token may be in a proposed phrase.
struct Word {
    folded: String,
    span: Span,
    /// It may be part of a phrase.
    is_usable: bool,
    /// A phrase may begin and end with it.
    is_content: bool,
}

/// The phrases of a comment's own words that may show a side, each once, with the byte where it begins.
fn phrases(
    comment: &Comment,
    matcher: &Matcher,
    names: &BTreeSet<String>,
    lists: &BTreeSet<LexiconId>,
) -> BTreeMap<String, usize> {
    let text = comment.text.as_str();
    let cited: Vec<Span> = comment.quotes.iter().map(|quote| quote.span).collect();
    let reading = matcher.read(text, &cited);
    let known: Vec<_> = reading.hits.iter().filter(|hit| lists.contains(&hit.lexicon)).collect();
    let starts: BTreeSet<usize> = reading.prose.sentences.iter().map(|sentence| sentence.tokens.start).collect();
    let of = |(at, token): (usize, &Token)| {
        let span = token.span();
        let folded = fold(span.of(text));
        let is_name = names.contains(&folded) || (token.flags.has(Flags::CAPITAL) && !starts.contains(&at));
        let is_known = known.iter().any(|hit| (hit.first as usize..hit.end as usize).contains(&at));
        let is_word = folded.chars().all(char::is_alphabetic);
        let letters = folded.chars().count();
        Word {
            is_usable: is_word && !is_name && !is_known && !token.flags.has(Flags::CITED) && letters > 1,
            is_content: token.function.votes == 0 && letters > 2,
            folded,
            span,
        }
    };
    let words: Vec<Word> = reading.prose.tokens.iter().enumerate().map(of).collect();
    let mut found = BTreeMap::new();
    for run in (1..=WORDS).flat_map(|length| words.windows(length)) {
        // A mark between two words ends a phrase.
        let joined = run.windows(2).all(|pair| match pair {
            [a, b] => text.get(a.span.end..b.span.start).is_some_and(|gap| !gap.contains(MARKS)),
            _ => true,
        });
        let [Some(first), Some(last)] = [run.first(), run.last()] else { continue };
        if joined && first.is_content && last.is_content && run.iter().all(|word| word.is_usable) {
            let phrase: Vec<&str> = run.iter().map(|word| word.folded.as_str()).collect();
            found.entry(phrase.join(" ")).or_insert(first.span.start);
        }
    }
    found
}

/// Some forty characters on each side of a place, on one line.
fn around(text: &str, at: usize) -> String {
    let start = text.floor_char_boundary(at.saturating_sub(40));
    let end = text.ceil_char_boundary((at + 60).min(text.len()));
    let words = text.get(start..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let before = if start > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    format!("{before}{words}{after}")
}
