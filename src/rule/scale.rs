//! Scales, as written: a two-sided axis, what is counted for and against its sides, and the words that show it.
//!
//! A `[[scale]]` has weights for *kinds* of evidence rather than for phrases, the same for both sides and for every language. A
//! pack of a language lists the words: `[[concept]]`, `[[operator]]` and `[[topic]]`. `rules/README.md` explains them, and
//! [`super::scale_terms`] makes the terms of rules from them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;
use toml::Spanned;

/// The two sides of a scale.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// That of the label `plus`.
    Plus,
    /// That of the label `minus`.
    Minus,
}

/// A two-sided axis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// Its id, by which concepts, operators and topics belong to it.
    pub id: Spanned<String>,
    /// The label of one side.
    pub plus: String,
    /// The label of the other side.
    pub minus: String,
    /// From this number of tokens on evidence counts less, by the square root of the ratio: a long comment has words of every kind.
    pub long: NonZeroU32,
    /// Whether in a thread about no topic a side is said only if two different groups of words speak for it.
    #[serde(default)]
    pub guarded: bool,
    /// For each kind of evidence what it adds to the log-odds of its side, and to those of the other.
    pub kinds: BTreeMap<String, [f64; 2]>,
    /// What adds to the log-odds of both sides, because it shows whether a side is taken at all: a lexicon of the pack, or a
    /// feature as `is:question`.
    #[serde(default)]
    pub presence: BTreeMap<String, f64>,
}

/// Words of a side, or a thing that both sides name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptEntry {
    /// The scale.
    pub scale: Spanned<String>,
    /// The kind of evidence, for words of which the mere use shows a side.
    #[serde(default)]
    pub kind: Option<Spanned<String>>,
    /// The side whose talk it is; with `kind`.
    #[serde(default)]
    pub side: Option<Side>,
    /// The side of those who speak well of the thing or want more of it; operators need it.
    #[serde(default)]
    pub good: Option<Side>,
    /// How many different phrases count.
    #[serde(default = "two")]
    pub cap: u32,
    /// The phrases.
    pub any: Vec<Spanned<String>>,
}

/// Words that say something of a concept near them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorEntry {
    /// The scale.
    pub scale: Spanned<String>,
    /// The kind of evidence.
    pub kind: Spanned<String>,
    /// What it says of a concept that follows: 1 speaks for it, -1 against it; 0, the default, nothing.
    #[serde(default)]
    pub before: i8,
    /// What it says of a concept before it.
    #[serde(default)]
    pub after: i8,
    /// At most how many tokens lie between them.
    #[serde(default = "six")]
    pub within: u32,
    /// The phrases.
    pub any: Vec<Spanned<String>>,
}

/// Words that show a side only in a thread about one subject.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    /// The scale.
    pub scale: Spanned<String>,
    /// Its id. Packs of several languages have topics with the same id.
    pub id: Spanned<String>,
    /// The words by which an article, or an opening post, is about it.
    pub about: Vec<Spanned<String>>,
    /// The words of the side `plus`.
    #[serde(default)]
    pub plus: Vec<Spanned<String>>,
    /// The words of the side `minus`.
    #[serde(default)]
    pub minus: Vec<Spanned<String>>,
}

fn two() -> u32 {
    2
}

fn six() -> u32 {
    6
}
