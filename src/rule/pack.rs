//! The pack language: one TOML file as written. `rules/README.md` explains the language.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::scale::{ConceptEntry, OperatorEntry, ScaleEntry, TopicEntry};
use super::thread_kind::ThreadKind;
use crate::diagnostic::Diagnostic;
use crate::limit::PACK_BYTES;
use crate::span::Span;

/// The version of the pack language that this program reads.
pub const FORMAT: u32 = 1;

/// The threshold of a rule that gives none: more likely than not.
pub const HALF: f64 = 0.5;

/// One pack, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The version of the pack language.
    pub format: Spanned<u32>,
    /// The table `[pack]`: what the pack is.
    #[serde(rename = "pack")]
    pub header: Header,
    /// Named lists of phrases.
    #[serde(default)]
    pub lexicon: BTreeMap<String, Spanned<Vec<Spanned<String>>>>,
    /// Codebook entries.
    #[serde(default)]
    pub label: Vec<LabelEntry>,
    /// Findings that `rules check` should not report, and why.
    #[serde(default)]
    pub allow: Vec<AllowEntry>,
    /// Two-sided axes.
    #[serde(default)]
    pub scale: Vec<ScaleEntry>,
    /// What scales know by name.
    #[serde(default)]
    pub concept: Vec<ConceptEntry>,
    /// What is said of concepts.
    #[serde(default)]
    pub operator: Vec<OperatorEntry>,
    /// Words that show a side in threads about one subject.
    #[serde(default)]
    pub topic: Vec<TopicEntry>,
    /// Rules.
    #[serde(default)]
    pub rule: Vec<RuleEntry>,
}

/// The description of a pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its id: the first part of every rule's name in evidence.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The languages whose comments it reads; `["*"]` for every comment.
    pub lang: Vec<String>,
    /// Its licence, as an SPDX expression.
    #[serde(default)]
    pub license: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub describe: Option<String>,
    /// Packs that it builds on. It can use their lexicons without the pack's name, and they are compiled before it.
    #[serde(default)]
    pub extends: Vec<Spanned<String>>,
    /// Rules of earlier packs that it switches off, such as `fr.irony`.
    #[serde(default)]
    pub off: Vec<Spanned<String>>,
    /// The tables of weighted words that belong to it, such as `en/relations.tsv`.
    #[serde(default)]
    pub tables: Vec<String>,
}

/// A finding of `rules check` that is intended.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowEntry {
    /// The code of the finding.
    pub code: Spanned<String>,
    /// The lexicon or rule that it is about; all of the pack by default.
    #[serde(default, rename = "in")]
    pub place: Option<String>,
    /// Why it is intended.
    pub because: String,
}

/// A text in both languages of the codebook.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

/// The two axes of labels that rules give to a comment.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// What a comment holds.
    Position,
    /// How it says it.
    Form,
}

/// A codebook entry: what a label means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    /// Its name in packs and formats for programs.
    pub id: String,
    /// Position or form.
    pub kind: Axis,
    /// What people see in place of the id; `None` shows the id.
    #[serde(default)]
    pub name: Option<Both>,
    /// What it is a value of, such as `stance`; positions only.
    #[serde(default)]
    pub axis: Option<String>,
    /// What it means, in English.
    pub en: String,
    /// What it means, in French.
    pub fr: String,
    /// The label it excludes.
    #[serde(default)]
    pub contrary: Option<String>,
    /// Whether those who say no to a proposal of it hold the contrary, because nothing lies between the two.
    #[serde(default)]
    pub exhaustive: bool,
    /// Whether a reply inherits it by supporting a comment or saying yes to a proposal.
    #[serde(default)]
    pub inherits: bool,
    /// A label that every comment with this one has too.
    #[serde(default)]
    pub implies: Option<Spanned<String>>,
    /// A group of labels of which a comment keeps only the best.
    #[serde(default)]
    pub exclusive: Option<String>,
    /// What else counts as it.
    #[serde(default)]
    pub includes: Option<Both>,
    /// What looks like it but does not count.
    #[serde(default)]
    pub excludes: Option<Both>,
    /// A comment that clearly has it.
    #[serde(default)]
    pub clear: Option<Both>,
    /// A borderline comment, and whether it counts.
    #[serde(default)]
    pub border: Option<Both>,
}

/// What a rule decides.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A position of a comment.
    Position,
    /// A form of a comment.
    Form,
    /// The relation of a reply to the comment that it answers.
    Relation,
    /// Whether a comment answers a candidate.
    Link,
}

/// Where in a comment a cue counts.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Anywhere.
    #[default]
    Comment,
    /// In the first sentence.
    FirstSentence,
    /// Among the first six tokens.
    Start,
    /// As the very first words.
    Opening,
    /// In the last sentence.
    End,
}

/// How a cue between quotation marks counts. Cited words (`>` lines, long quotations) never count.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quoted {
    /// It does not count: a quoted word is mentioned, not asserted.
    #[default]
    Skip,
    /// It counts as usual: the author puts scare quotes around a word of their own.
    Keep,
    /// It counts only between quotation marks.
    Only,
}

/// How a denied cue counts.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Negation {
    /// It does not count.
    #[default]
    Block,
    /// It counts as usual.
    Keep,
    /// Its weight changes sign.
    Flip,
    /// It counts only if it is denied.
    Only,
}

/// Words that a rule looks for, and their weight.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// A lexicon by name.
    #[serde(default)]
    pub lex: Option<Spanned<String>>,
    /// Phrases given in place.
    #[serde(default)]
    pub any: Vec<Spanned<String>>,
    /// Its name in evidence; the name of the lexicon by default.
    #[serde(default)]
    pub name: Option<String>,
    /// What it adds to the log-odds; only a veto has none.
    #[serde(default)]
    pub w: Option<Spanned<f64>>,
    /// Where it counts.
    #[serde(default)]
    pub scope: Scope,
    /// Between quotation marks.
    #[serde(default)]
    pub quoted: Quoted,
    /// Under negation.
    #[serde(default)]
    pub negation: Negation,
    /// How many distinct phrases count.
    #[serde(default = "one")]
    pub cap: u32,
    /// A pair feature whose value multiplies the weight (link and relation rules).
    #[serde(default)]
    pub with: Option<Spanned<String>>,
}

/// Two lexicons close to each other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearEntry {
    /// The first.
    pub a: Spanned<String>,
    /// The second.
    pub b: Spanned<String>,
    /// At most how many tokens apart, within one sentence.
    pub within: u32,
    /// Whether `a` must come first.
    #[serde(default)]
    pub ordered: bool,
    /// Whether the end of a sentence may lie between them.
    #[serde(default)]
    pub across: bool,
    /// Its name in evidence; `a+b` by default.
    #[serde(default)]
    pub name: Option<String>,
    /// What it adds to the log-odds.
    pub w: Spanned<f64>,
    /// Where it counts.
    #[serde(default)]
    pub scope: Scope,
    /// Between quotation marks.
    #[serde(default)]
    pub quoted: Quoted,
    /// Under negation.
    #[serde(default)]
    pub negation: Negation,
    /// How many distinct pairs count.
    #[serde(default = "one")]
    pub cap: u32,
}

/// A feature of the text or the pair that the engine computes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureEntry {
    /// Its name.
    pub is: Spanned<String>,
    /// Whether it counts among the groups that a rule needs.
    #[serde(default = "yes")]
    pub counts: bool,
    /// What it adds to the log-odds, times its value.
    pub w: Spanned<f64>,
    /// A second feature whose value multiplies the weight too.
    #[serde(default)]
    pub with: Option<Spanned<String>>,
}

/// A form of the comment, as a cue of a relation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormEntry {
    /// Its name.
    pub is: Spanned<String>,
    /// What it adds to the log-odds.
    pub w: Spanned<f64>,
    /// A pair feature whose value multiplies the weight.
    #[serde(default)]
    pub with: Option<Spanned<String>>,
}

/// A regular expression, for what phrases cannot express, such as numbers with units.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegexEntry {
    /// A lexicon. The pattern is tried only if the comment has one of its phrases.
    pub behind: Spanned<String>,
    /// The pattern, in the syntax of the `regex` crate, matched against the text as written.
    pub pattern: Spanned<String>,
    /// What it adds to the log-odds.
    pub w: Spanned<f64>,
    /// Its name in evidence.
    pub name: String,
}

/// What may be expected of a rule.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is measured and used.
    #[default]
    Stable,
    /// It is used, and may change much.
    Draft,
    /// It is kept for reference and never fires.
    Retired,
}

/// How much of a comment a rule's cues must share.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// They may be anywhere in it.
    #[default]
    Comment,
    /// They must be in one sentence; the best sentence counts.
    Sentence,
}

/// A text that a rule must or must not fire on.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Example {
    /// A comment.
    Text(String),
    /// A comment and the comment that it answers.
    Pair {
        /// What is answered.
        parent: String,
        /// The comment.
        reply: String,
    },
    /// A proposal or question that opens a thread, and a comment that answers it.
    Post {
        /// What is answered.
        post: String,
        /// The comment.
        reply: String,
    },
}

/// One rule, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Its name within the pack.
    pub id: Spanned<String>,
    /// What it decides.
    pub kind: Kind,
    /// The label or relation it gives; its id by default.
    #[serde(default)]
    pub label: Option<String>,
    /// Log-odds of the label before anything is found.
    pub bias: Spanned<f64>,
    /// Probability from which on the label is given; [`HALF`] by default.
    #[serde(default)]
    pub threshold: Option<Spanned<f64>>,
    /// How many distinct groups with a positive weight must be found.
    #[serde(default = "one")]
    pub need: u32,
    /// Words.
    #[serde(default)]
    pub cue: Vec<CueEntry>,
    /// Words close to each other.
    #[serde(default)]
    pub near: Vec<NearEntry>,
    /// Facts.
    #[serde(default)]
    pub feature: Vec<FeatureEntry>,
    /// Forms.
    #[serde(default)]
    pub form: Vec<FormEntry>,
    /// Patterns.
    #[serde(default)]
    pub regex: Vec<RegexEntry>,
    /// From this number of tokens on what is found counts less, by the square root of the ratio: a long comment has words of
    /// every kind.
    #[serde(default)]
    pub long: Option<NonZeroU32>,
    /// The scale of which the label is a side: its evidence counts too.
    #[serde(default)]
    pub scale: Option<Spanned<String>>,
    /// What the cues must share.
    #[serde(default)]
    pub within: Unit,
    /// What may be expected of it.
    #[serde(default)]
    pub status: Status,
    /// What it is about, for readers of the pack.
    #[serde(default)]
    pub about: Option<String>,
    /// The kinds of threads in which it counts; all if empty. For link rules.
    #[serde(default)]
    pub threads: Vec<ThreadKind>,
    /// A rule of an earlier pack that this one replaces, such as `fr.irony`.
    #[serde(default)]
    pub replaces: Option<Spanned<String>>,
    /// Words that forbid the label.
    #[serde(default)]
    pub unless: Vec<CueEntry>,
    /// Comments it must fire on.
    #[serde(default)]
    pub hits: Vec<Spanned<Example>>,
    /// Comments it must not fire on.
    #[serde(default)]
    pub misses: Vec<Spanned<Example>>,
    /// Comments it should fire on and does not yet; reported, not a failure.
    #[serde(default)]
    pub todo: Vec<Spanned<Example>>,
    /// The source of the knowledge in the rule.
    #[serde(default)]
    pub source: Option<String>,
}

fn one() -> u32 {
    1
}

fn yes() -> bool {
    true
}

impl Pack {
    /// Reads a pack from its TOML text. `name` is its name in messages.
    ///
    /// # Errors
    /// A located diagnostic if the text is too large, not TOML, not a pack, or of another version.
    pub fn parse(text: &str, name: &str) -> Result<Pack, Box<Diagnostic>> {
        if text.len() > PACK_BYTES {
            let message = format!("the pack has {} bytes; packs are limited to {PACK_BYTES}", text.len());
            return Err(Box::new(Diagnostic::error("pack-too-large", message).within(name)));
        }
        let pack: Pack = toml::from_str(text).map_err(|error| {
            let span = error.span().map_or(Span::new(0, 0), Span::from);
            let help =
                "rules/README.md explains the pack language; `palabre rules show` prints a built-in rule to copy from";
            Box::new(Diagnostic::error("bad-pack", error.message().trim().to_owned()).within(name).at(span).help(help))
        })?;
        if *pack.format.get_ref() != FORMAT {
            let message = format!("format {} is not the one this program reads, {FORMAT}", pack.format.get_ref());
            let span = Span::from(pack.format.span());
            return Err(Box::new(Diagnostic::error("other-format", message).within(name).at(span)));
        }
        Ok(pack)
    }
}
