//! The own words of every comment of a map: which stems, how many, how rare they are, and whether it thanks or asks.

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use super::manner::{Manner, is_own_word};
use crate::graph::{ArgumentMap, Node};
use crate::link::stem::stem;
use crate::place::PerNode;
use crate::span::Span;
use crate::text::token::{Flags, NoVocabulary};
use crate::text::{Prose, token};

/// Shortest word that may carry a subject, in bytes of its stem.
const SHORTEST: usize = 4;

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

    /// The number of a stem that some comment has.
    pub(super) fn number(&self, stem: &str) -> Option<u32> {
        self.numbers.get(stem).copied()
    }

    /// The rarity of a stem: greater for stems that few comments have.
    pub(super) fn rarity(&self, stem: u32) -> f64 {
        let frequency = self.frequency.get(stem as usize).copied().unwrap_or(0);
        libm::log(1.0 + self.comments as f64 / f64::from(frequency.max(1)))
    }

    /// How many times as frequent a stem is in `found` of `among` comments than in all.
    pub(super) fn lift(&self, stem: u32, found: usize, among: usize) -> f64 {
        let all = f64::from(self.frequency.get(stem as usize).copied().unwrap_or(0).max(1));
        found as f64 / among.max(1) as f64 / (all / self.comments.max(1) as f64)
    }
}

/// The text of a node, read up to `text`, with what the source marks as quotations.
pub(super) fn prose_of(node: &Node, text: &str) -> Prose {
    let cited: Vec<Span> = node.comment.quotes.iter().map(|quote| quote.span).collect();
    Prose::read(text, &cited, &NoVocabulary)
}

/// The stem of a token that carries meaning.
pub(super) fn content(token: &token::Token, text: &str) -> Option<String> {
    let is_word = token.function.votes == 0 && !token.flags.has(Flags::NUMBER);
    let stem = is_word.then(|| stem(token.span().of(text)))?;
    (stem.len() >= SHORTEST).then_some(stem)
}
