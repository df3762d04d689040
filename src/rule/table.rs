//! Weighted words and facts, by which replies that attack, support, ask, answer or add are known.
//!
//! A table is a text of a pack, one row a line: what is looked for, and what it adds to the log-odds of the
//! [`COLUMNS`], set apart by tabs; figures that are left out are 0. What is looked for is one thing or two that must both be
//! there, joined by ` & `:
//!
//! | written | found if |
//! |---|---|
//! | `opening:well no` | the reply opens with these words |
//! | `start:`, `first:`, `any:`, `last:` | they are among its first six words, in its first sentence, anywhere, in its last sentence |
//! | `any:[doubt]` | a phrase of the lexicon `doubt` is there and is not denied |
//! | `any:![doubt]` | a phrase of it is there and is denied |
//! | `parent:[doubt]`, `parent:![doubt]` | what is answered has such a phrase |
//! | `is:question`, `parent-is:question` | a feature of the reply, or of what is answered, holds |
//! | `form:irony` | the reply has this form or position |
//! | `pair:denied` | a feature of the pair holds; its value multiplies the weights |
//! | `words:4`, `parent-words:4` | the reply, or what is answered, has 2⁴ to 2⁵ − 1 words; the last bucket is open |
//! | `always:` | always |
//! | `lang:fr` | the reply is in this language |
//! | `thread:attack`, `thread:support` | how the other replies of the thread speak: the [`Tone`] multiplies the weights |
//! | `thread:replies` | the same for how much of the thread there is to judge by |
//!
//! A pack may have several tables. The rows of the first are words, and say how a thread speaks; those of the others
//! are facts. Cited and quoted words are not the
//! reply's own and never count. Lines that begin with `#` are notes.

use serde::{Deserialize, Serialize};

use super::feature::{PairFeature, TextFeature};
use super::pack::Scope;
use super::trie::LexiconId;

/// The columns of a table. A reply that does none of this has the log-odds 0.
pub const COLUMNS: [&str; 5] = ["attack", "support", "question", "answer", "elaboration"];

/// What is added to the log-odds of each of the [`COLUMNS`].
pub type Weights = [f64; COLUMNS.len()];

/// This number of replies that speak neither way is added to a thread before the mean of its words is taken, because a mean of
/// few says little.
const PRIOR_REPLIES: f64 = 4.0;

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub(super) enum Atom {
    /// Words of the table: the lexicon of their scope, and their number in it.
    Words { lexicon: LexiconId, phrase: u32, scope: Scope },
    /// A phrase of a lexicon.
    Class { lexicon: LexiconId, scope: Scope, denied: bool },
    /// A phrase of a lexicon in what is answered.
    ParentClass { lexicon: LexiconId, denied: bool },
    /// A feature of the reply.
    Is(TextFeature),
    /// A feature of what is answered.
    ParentIs(TextFeature),
    /// A form or position of the reply.
    Form(String),
    /// A feature of the pair.
    Pair(PairFeature),
    /// The number of words of the reply: its bucket.
    Length(u32),
    /// The number of words of what is answered: its bucket.
    ParentLength(u32),
    /// Always found.
    Always,
    /// A measure of the thread.
    Thread(Measure),
}

/// A measure of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub(super) enum Measure {
    /// The mean of what words add to attack in the other replies.
    Attack,
    /// The same for support.
    Support,
    /// 0 for a reply alone, towards 1 the more replies there are.
    Replies,
}

/// How the replies of a thread speak: the sums of what their words add to attack and to support.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tone {
    attack: f64,
    support: f64,
    replies: f64,
}

impl Tone {
    /// Adds a reply, by what its words say.
    pub fn add(&mut self, words: [f64; 2]) {
        let [attack, support] = words;
        self.attack += attack;
        self.support += support;
        self.replies += 1.0;
    }

    /// A measure of the thread without a reply whose words say `own`.
    pub(super) fn without(&self, own: [f64; 2], measure: Measure) -> f64 {
        let others = (self.replies - 1.0).max(0.0);
        let [attack, support] = own;
        let sum = match measure {
            Measure::Attack => self.attack - attack,
            Measure::Support => self.support - support,
            Measure::Replies => others,
        };
        sum / (others + PRIOR_REPLIES)
    }
}

/// A row: one or two atoms, by their numbers, and what they add.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// As it is written: `any:[doubt] & pair:asks-question`.
    pub name: String,
    pub(super) first: u32,
    pub(super) second: Option<u32>,
    /// What it adds to the log-odds of each of the [`COLUMNS`].
    pub weights: [f32; COLUMNS.len()],
    /// Whether it is of a table of words.
    pub(super) of_words: bool,
    /// Whether it says something of what the reply says, rather than of where it is or how long.
    pub(super) of_content: bool,
}

/// A compiled table.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Table {
    /// The index of its pack in [`Matcher::packs`](super::Matcher::packs).
    pub pack: usize,
    /// Its rows, in order of their first atoms.
    pub rows: Vec<Row>,
    /// Every atom once.
    pub(super) atoms: Vec<Atom>,
    /// For every atom the place of its first row.
    pub(super) row_starts: Vec<u32>,
    /// The lexicons that atoms look for in the reply, with the atoms of each: those of any phrase first, then by phrase.
    pub(super) by_lexicon: Vec<(LexiconId, Vec<u32>)>,
    /// The atoms that are no phrases of the reply and no measures of the thread.
    pub(super) others: Vec<u32>,
    /// The rows that are measures of the thread.
    pub(super) measures: Vec<(Measure, u32)>,
}

impl Atom {
    /// Whether it looks at what the reply says, rather than at where it is or how long.
    pub(super) fn is_of_content(&self) -> bool {
        match self {
            Atom::Always | Atom::Thread(_) | Atom::Length(_) | Atom::ParentLength(_) => false,
            Atom::Is(feature) => !matches!(feature, TextFeature::Short | TextFeature::Long),
            Atom::Pair(feature) => !matches!(
                feature,
                PairFeature::Article
                    | PairFeature::Post
                    | PairFeature::Comment
                    | PairFeature::SameAuthor
                    | PairFeature::Turn
                    | PairFeature::AsksQuestion
            ),
            _ => true,
        }
    }

    /// The phrase that it looks for in the reply, if any other of its lexicon is none.
    pub(super) fn phrase(&self) -> Option<u32> {
        match self {
            Atom::Words { phrase, .. } => Some(*phrase),
            _ => None,
        }
    }

    /// The lexicon that it looks for in the reply.
    pub(super) fn lexicon(&self) -> Option<LexiconId> {
        match self {
            Atom::Words { lexicon, .. } | Atom::Class { lexicon, .. } => Some(*lexicon),
            _ => None,
        }
    }
}
