//! Compiled packs, and the reading of a text with them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::feature::{PairFeature, TextFeature};
use super::pack::{Axis, Both, Example, Kind, Negation, Quoted, Scope, Status, Unit};
use super::pattern::Pattern;
use super::table::Table;
use super::thread_kind::ThreadKind;
use super::topic::{Topic, Topics};
use super::trie::{LexiconId, Trie};
use crate::span::Span;
use crate::text::Prose;
use crate::text::token::{UNKNOWN, Vocabulary};
use crate::thread::Lang;

/// What a term looks for.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum TermKind {
    /// A phrase of a lexicon.
    Lexicon(LexiconId),
    /// A phrase of one lexicon near one of another.
    Near {
        /// The first lexicon.
        a: LexiconId,
        /// The second.
        b: LexiconId,
        /// At most this many tokens between them.
        within: usize,
        /// Whether `a` comes first.
        ordered: bool,
        /// Whether the end of a sentence may lie between them.
        across: bool,
    },
    /// A fact about the text.
    Text(TextFeature),
    /// A fact about the pair.
    Pair(PairFeature),
    /// A form of the comment.
    Form(Arc<str>),
    /// A pattern, tried if the text has a phrase of the lexicon.
    Regex {
        /// The lexicon.
        behind: LexiconId,
        /// The pattern.
        pattern: Pattern,
    },
}

/// One summand of a rule's score.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Term {
    /// Its name in evidence: `fr.skeptic.deceit`.
    pub name: Arc<str>,
    /// What it looks for.
    pub kind: TermKind,
    /// What it adds to the log-odds.
    pub weight: f64,
    /// Where it counts.
    pub scope: Scope,
    /// Between quotation marks.
    pub quoted: Quoted,
    /// Under negation.
    pub negation: Negation,
    /// How many distinct phrases count.
    pub cap: u32,
    /// A pair feature that multiplies it.
    pub with: Option<PairFeature>,
    /// The topic in whose threads alone it counts, by its place in [`Matcher::topics`].
    pub topic: Option<usize>,
    /// Whether it counts among the groups that a rule needs.
    pub counts: bool,
}

/// One compiled rule.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Rule {
    /// Pack and rule: `fr.skeptic`.
    pub name: Arc<str>,
    /// Index of its pack in [`Matcher::packs`].
    pub pack: usize,
    /// What it decides.
    pub kind: Kind,
    /// The label or relation it gives.
    pub label: Arc<str>,
    /// Log-odds before anything is found.
    pub bias: f64,
    /// Probability from which on the label is given.
    pub threshold: f64,
    /// How many groups with a positive weight must be found.
    pub need: u32,
    /// Its summands.
    pub terms: Vec<Term>,
    /// How many of them are its own; a scale gives the others.
    pub own_terms: usize,
    /// From this number of tokens on what is found counts less, by the square root of the ratio.
    pub long: Option<u32>,
    /// The topics of its scale, in a thread about none of which one more group is needed; `None` if it is not guarded.
    pub guard: Option<Topics>,
    /// Terms that forbid it.
    pub unless: Vec<Term>,
    /// What a text needs for the rule to find anything: most rules find nothing in most comments.
    pub(super) needs: Needs,
    /// The probability of the label if nothing is found: that of the bias.
    pub(super) rest: f64,
    /// What its cues must share.
    pub within: Unit,
    /// What may be expected of it.
    pub status: Status,
    /// The kinds of threads in which it counts; all if empty.
    pub threads: Vec<ThreadKind>,
    /// What it is about, in the words of its pack.
    pub about: Option<String>,
    /// Texts it must fire on.
    #[serde(skip)]
    pub hits: Vec<Example>,
    /// Texts it must not fire on.
    #[serde(skip)]
    pub misses: Vec<Example>,
    /// Texts it should fire on and does not yet.
    #[serde(skip)]
    pub todo: Vec<Example>,
}

/// What the matcher keeps of a pack.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct PackId {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its text, as lower-case hex.
    pub sha256: String,
    /// The languages it reads; empty means every one.
    pub langs: Vec<Lang>,
    /// What it is for.
    pub describe: String,
}

/// A codebook entry.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Label {
    /// Its name in packs and formats for programs.
    pub name: Arc<str>,
    /// What people see in its place; `None` shows `name`.
    pub shown: Option<Both>,
    /// Position or form.
    pub kind: Axis,
    /// What it is a value of.
    pub axis: Option<Arc<str>>,
    /// What it means, in English.
    pub en: String,
    /// What it means, in French.
    pub fr: String,
    /// The label it excludes.
    pub contrary: Option<Arc<str>>,
    /// Whether those who say no to a proposal of it hold its contrary.
    pub exhaustive: bool,
    /// Whether supporters inherit it.
    pub inherits: bool,
    /// A label that comes with it.
    pub implies: Option<Arc<str>>,
    /// A group of labels of which only the best is kept.
    pub exclusive: Option<Arc<str>>,
    /// What else counts, what does not, a clear and a borderline example, each in both languages if the pack has it.
    pub notes: [Option<Both>; 4],
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The lexicon of the phrase.
    pub lexicon: LexiconId,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The number of the phrase in the lexicon.
    pub phrase: u32,
}

impl Hit {
    /// All fields as one number, which sorts faster than the fields one by one.
    fn place(self) -> u128 {
        [self.lexicon, self.first, self.end, self.phrase].iter().fold(0, |all, part| all << 32 | u128::from(*part))
    }
}

/// A text, read once: its prose and every phrase found in it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Tokens, sentences, quotations, negations, language.
    pub prose: Prose,
    /// The phrases found, by lexicon, then by place. Of overlapping phrases of a lexicon only the longest is kept.
    pub hits: Vec<Hit>,
    /// A bit for every lexicon found, modulo 512. Most terms find nothing, and this rules most of them out without a
    /// search.
    present: Bits,
    /// A bit for every fact that holds.
    facts: u32,
    /// The words that show facts about the comment and the opening of its thread.
    shown: Vec<(TextFeature, Span)>,
    /// The topics of its thread.
    pub(super) topics: Topics,
}

impl Reading {
    /// Whether a rule with these needs can find nothing.
    pub(super) fn lacks(&self, needs: &Needs) -> bool {
        !needs.other && !self.present.meets(&needs.lexicons) && self.facts & needs.facts == 0
    }

    /// Whether there may be phrases of a lexicon. `false` is certain.
    pub(super) fn has(&self, lexicon: LexiconId) -> bool {
        self.present.has(lexicon)
    }

    /// Whether a term counts in the thread of the text: it belongs to no topic, or the thread is about it.
    pub fn allows(&self, term: &Term) -> bool {
        term.topic.is_none_or(|topic| self.topics.has(topic))
    }

    /// Whether there is a phrase of a lexicon.
    pub(super) fn has_phrase(&self, lexicon: LexiconId) -> bool {
        !self.of(lexicon).is_empty()
    }

    /// Adds a fact about the comment and the opening, with the words that show it.
    pub(super) fn show(&mut self, fact: TextFeature, span: Span) {
        self.facts |= 1 << fact as u32;
        self.shown.push((fact, span));
    }

    /// The words that show a fact of a text.
    pub(super) fn words_of(&self, fact: TextFeature, text: &str) -> Option<Span> {
        let shown = self.shown.iter().find(|(known, _)| *known == fact).map(|(_, span)| *span);
        shown.or_else(|| fact.of(&self.prose, text))
    }

    /// Whether a fact holds for the text.
    pub(super) fn holds(&self, fact: TextFeature) -> bool {
        self.facts & 1 << fact as u32 != 0
    }

    /// The phrases of one lexicon, in order.
    pub fn of(&self, lexicon: LexiconId) -> &[Hit] {
        if !self.has(lexicon) {
            return &[];
        }
        let start = self.hits.partition_point(|hit| hit.lexicon < lexicon);
        let end = self.hits.partition_point(|hit| hit.lexicon <= lexicon);
        self.hits.get(start..end).unwrap_or_default()
    }
}

/// Compiled packs: all that the stages know about rules.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Matcher {
    pub(super) trie: Trie,
    /// The packs, in order of loading.
    pub packs: Vec<PackId>,
    /// The codebook, in order of name.
    pub labels: Vec<Label>,
    /// The rules, in order of packs and files.
    pub rules: Vec<Rule>,
    /// The tables of weighted words, in order of packs.
    pub tables: Vec<Table>,
    /// The topics of scales, at most 64.
    pub topics: Vec<Topic>,
}

impl Matcher {
    /// Whether a rule looks for this very folded word, rather than for its beginning.
    pub fn has_word(&self, folded: &str) -> bool {
        self.trie.has(folded)
    }

    /// Whether a rule looks for this folded word, or for words that begin like it.
    pub fn mentions(&self, folded: &str) -> bool {
        self.trie.word(folded).0 != UNKNOWN
    }

    /// Reads a text with one pass over its bytes and one walk over its tokens. `cited` are the parts that its source
    /// marks as someone else's words.
    pub fn read(&self, text: &str, cited: &[Span]) -> Reading {
        let prose = Prose::read(text, cited, &self.trie);
        // The built-in packs find about one hit in three tokens.
        let mut hits = Vec::with_capacity(prose.tokens.len() / 2);
        for sentence in &prose.sentences {
            let tokens = prose.tokens.get(sentence.tokens.clone()).unwrap_or_default();
            for (at, first) in (sentence.tokens.start as u32..).enumerate().take(tokens.len()) {
                self.trie.walk(tokens.get(at..).unwrap_or_default(), |lexicon, phrase, length| {
                    hits.push(Hit { lexicon, first, end: first + length, phrase });
                });
            }
        }
        hits.sort_unstable_by_key(|hit| hit.place());
        keep_longest(&mut hits);
        let mut present = Bits::default();
        for hit in &hits {
            present.add(hit.lexicon);
        }
        let facts = TextFeature::all_of(&prose, text);
        Reading { prose, hits, present, facts, ..Reading::default() }
    }

    /// The topics of the thread of a text.
    pub fn topics_of(&self, reading: &Reading) -> impl Iterator<Item = &Topic> {
        self.topics.iter().enumerate().filter(|(at, _)| reading.topics.has(*at)).map(|(_, topic)| topic)
    }

    /// The topics of a scale.
    pub(super) fn topics_of_scale(&self, scale: &str) -> Topics {
        let mut topics = Topics::default();
        let of_scale = self.topics.iter().enumerate().filter(|(_, topic)| topic.scale == scale);
        of_scale.for_each(|(at, _)| topics.add(at));
        topics
    }

    /// The codebook entry of a label.
    pub fn label(&self, name: &str) -> Option<&Label> {
        self.labels.iter().find(|label| &*label.name == name)
    }

    /// The rules of a kind for a language.
    pub fn rules_for(&self, kind: Kind, lang: Option<Lang>) -> impl Iterator<Item = &Rule> {
        let used = move |rule: &&Rule| rule.kind == kind && rule.status != Status::Retired && self.reads(rule, lang);
        self.rules.iter().filter(used)
    }

    /// The link rules for a language and a kind of thread.
    pub fn link_rules(&self, lang: Option<Lang>, kind: ThreadKind) -> impl Iterator<Item = &Rule> {
        let rules = self.rules_for(Kind::Link, lang);
        rules.filter(move |rule| rule.threads.is_empty() || rule.threads.contains(&kind))
    }

    /// The table of weighted words for a language.
    pub fn table(&self, lang: Option<Lang>) -> Option<&Table> {
        let reads = |table: &&Table| {
            self.packs.get(table.pack).is_some_and(|pack| lang.is_some_and(|lang| pack.langs.contains(&lang)))
        };
        self.tables.iter().find(reads)
    }

    /// Whether a rule reads comments in a language. Only packs for every language read comments in an unknown one.
    pub fn reads(&self, rule: &Rule, lang: Option<Lang>) -> bool {
        let langs = self.packs.get(rule.pack).map_or(&[][..], |pack| pack.langs.as_slice());
        langs.is_empty() || lang.is_some_and(|lang| langs.contains(&lang))
    }
}

/// What the terms of a rule look for. If a text has none of it, the rule finds nothing.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Needs {
    /// Lexicons, a bit each as in [`Reading`].
    lexicons: Bits,
    /// Facts of the text, a bit each.
    facts: u32,
    /// Whether it looks for features of the pair or for forms, which the text does not show.
    other: bool,
}

impl Needs {
    pub(super) fn of<'a>(terms: impl Iterator<Item = &'a Term>) -> Self {
        let mut needs = Needs::default();
        for term in terms {
            match &term.kind {
                TermKind::Lexicon(lexicon) | TermKind::Regex { behind: lexicon, .. } => needs.lexicons.add(*lexicon),
                TermKind::Near { a, b, .. } => {
                    needs.lexicons.add(*a);
                    needs.lexicons.add(*b);
                }
                TermKind::Text(fact) => needs.facts |= 1 << *fact as u32,
                TermKind::Pair(_) | TermKind::Form(_) => needs.other = true,
            }
        }
        needs
    }
}

/// A set of lexicons, a bit each, modulo 512.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Bits([u64; 8]);

impl Bits {
    fn add(&mut self, lexicon: LexiconId) {
        if let Some(word) = self.0.get_mut(lexicon as usize / 64 % 8) {
            *word |= 1 << (lexicon % 64);
        }
    }

    fn has(&self, lexicon: LexiconId) -> bool {
        self.0.get(lexicon as usize / 64 % 8).is_some_and(|word| word >> (lexicon % 64) & 1 == 1)
    }

    fn meets(&self, other: &Bits) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }
}

/// Keeps the longest of overlapping hits of one lexicon, and of equally long ones the first.
fn keep_longest(hits: &mut Vec<Hit>) {
    hits.dedup_by(|hit, last| {
        let overlaps = hit.lexicon == last.lexicon && hit.first < last.end;
        if overlaps && hit.end - hit.first > last.end - last.first {
            *last = *hit;
        }
        overlaps
    });
}
