//! Rule packs: TOML → [`Pack`] → [`Matcher`] → [`Codebook`].
//!
//! In: the text of packs, embedded or from disk. Out: a matcher that turns a comment into a [`Reading`] (its tokens and
//! the phrases in it) and scores rules on readings. This module reads no thread and opens no file.
//!
//! A score is a probability: logistic(bias + the sum of the weights of the cues found), so the share of every cue is
//! exact.

mod builtin;
mod codebook;
mod compile;
mod evaluate;
mod feature;
mod grow;
mod heritable;
mod info;
pub mod labels;
mod lexicons;
mod lint;
mod matcher;
mod order;
mod pack;
mod pattern;
mod phrase;
mod rewrite;
mod scale;
mod scale_terms;
mod share;
mod shown;
mod subject;
mod suggestion;
mod table;
mod table_rows;
mod thread_kind;
mod topic;
mod trie;
mod weigh;

#[cfg(packs_compiled)]
pub use builtin::builtin;
pub use builtin::{BUILTIN, load};
pub use codebook::{Codebook, PackInfo};
pub use evaluate::{Fired, Forms, Score, logistic};
pub use feature::{PAIR_FEATURES, PairFeature, PairValues, TEXT_FEATURES, TextFeature};
pub use heritable::Heritable;
pub use info::RuleInfo;
pub use labels::LabelNames;
pub use lint::{LINTS, lint};
pub use matcher::{Hit, Label, Matcher, PackId, Reading, Rule, Term, TermKind};
pub use pack::{Axis, Both, Example, Kind, Negation, Pack, Quoted, Scope, Status, Unit};
pub use phrase::expand;
pub use rewrite::{Refit, add_to_topic, rewrite};
pub use scale::{ScaleEntry, Side};
pub use share::Sum;
pub use subject::Subject;
pub use suggestion::suggestion;
pub use table::{COLUMNS, Row, Table, Tone, Weights};
pub use thread_kind::{THREAD_KINDS, ThreadKind};
pub use topic::{Topic, Topics};
pub use trie::LexiconId;
pub use weigh::{Exchange, Found, Weighed};
