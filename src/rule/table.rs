//! Weighted words and facts: what tells the replies that attack, support, ask, answer or add apart.
//!
//! A table is a text beside a pack, one row a line: what is looked for, and what it adds to the log-odds of the
//! [`COLUMNS`], set apart by tabs; figures that are left out are 0. What is looked for is one thing or two that must both be
//! there, joined by ` & `:
//!
//! | written | found if |
//! |---|---|
//! | `opening:well no` | the reply opens with these words |
//! | `start:`, `first:`, `any:`, `last:` | they stand among its first six words, in its first sentence, anywhere, in its last sentence |
//! | `any:[doubt]` | a phrase of the lexicon `doubt` stands there and is not denied |
//! | `any:![doubt]` | a phrase of it stands there and is denied |
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

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::compile::Compiler;
use super::evaluate::{Forms, in_scope};
use super::feature::{PairFeature, PairValues, TextFeature};
use super::matcher::{Hit, Reading};
use super::pack::{Pack, Scope};
use super::trie::LexiconId;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::Flags;

/// The columns of a table. A reply that does none of this has the log-odds 0.
pub const COLUMNS: [&str; 5] = ["attack", "support", "question", "answer", "elaboration"];

/// What is added to the log-odds of each of the [`COLUMNS`].
pub type Weights = [f64; COLUMNS.len()];

/// The most that words add to the log-odds of attack or support: a long comment has many words of both kinds, and says
/// hardly more than a short one. Of replies in forums, one in a hundred is cut.
const MOST_OF_WORDS: f64 = 4.0;

/// So many replies that speak neither way are added to a thread before the mean of its words is taken, because a mean of
/// few says little.
const PRIOR_REPLIES: f64 = 4.0;

/// The number of the last bucket of lengths: 2⁸ words and more.
const LAST_BUCKET: u32 = 8;

/// The scopes by name.
const SCOPES: [(&str, Scope); 5] = [
    ("opening", Scope::Opening),
    ("start", Scope::Start),
    ("first", Scope::FirstSentence),
    ("any", Scope::Comment),
    ("last", Scope::End),
];

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
enum Atom {
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
enum Measure {
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
    fn without(&self, own: [f64; 2], measure: Measure) -> f64 {
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
    first: u32,
    second: Option<u32>,
    /// What it adds to the log-odds of each of the [`COLUMNS`].
    pub weights: [f32; COLUMNS.len()],
    /// Whether it is of a table of words.
    of_words: bool,
    /// Whether it says something of what the reply says, rather than of where it is or how long.
    of_content: bool,
}

/// A compiled table.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Table {
    /// The index of its pack in [`Matcher::packs`](super::Matcher::packs).
    pub pack: usize,
    /// Its rows, in order of their first atoms.
    pub rows: Vec<Row>,
    /// Every atom once.
    atoms: Vec<Atom>,
    /// For every atom the place of its first row.
    row_starts: Vec<u32>,
    /// The lexicons that atoms look for in the reply, with the atoms of each, in order.
    by_lexicon: Vec<(LexiconId, Vec<u32>)>,
    /// The atoms that are no phrases of the reply and no measures of the thread.
    others: Vec<u32>,
    /// The rows that are measures of the thread.
    measures: Vec<(Measure, u32)>,
}

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its place in [`Table::rows`].
    pub row: usize,
    /// What multiplies its weights: 1, or the value of a feature of the pair.
    pub value: f64,
    /// The words of the reply that show it; `None` if no words do.
    pub span: Option<Span>,
    /// The words of what is answered that show it.
    pub to: Option<Span>,
}

/// What a table finds in a reply and what it answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// What its words add to attack and support, bounded.
    pub words: [f64; 2],
    /// What words and facts add, without the measures of the thread.
    pub sums: Weights,
    /// What of this comes from what the reply says, rather than from where it is or how long.
    pub content: Weights,
    /// The rows that were found, in order.
    pub found: Vec<Found>,
}

/// A reply and what it answers, as a table sees them.
#[derive(Clone, Copy)]
pub struct Exchange<'a> {
    /// The reply.
    pub reply: &'a Reading,
    /// What it answers.
    pub parent: &'a Reading,
    /// The features of the two.
    pub pair: &'a PairValues,
    /// The forms and positions of the reply.
    pub forms: Forms<'a>,
}

impl Table {
    /// What its rows find in a reply and what it answers.
    pub fn weigh(&self, exchange: &Exchange<'_>) -> Weighed {
        let mut seen: Vec<(u32, f64, [Option<Span>; 2])> = Vec::new();
        for (lexicon, atoms) in &self.by_lexicon {
            for hit in exchange.reply.of(*lexicon) {
                for atom in atoms {
                    if let Some(span) = self.atoms.get(*atom as usize).and_then(|it| it.spoken(*hit, exchange.reply)) {
                        seen.push((*atom, 1.0, [Some(span), None]));
                    }
                }
            }
        }
        for atom in &self.others {
            let value = self.atoms.get(*atom as usize).map_or(0.0, |it| it.value(exchange));
            if value != 0.0 {
                let words = self.atoms.get(*atom as usize).map_or([None; 2], |it| it.words(exchange));
                seen.push((*atom, value, words));
            }
        }
        // The first phrase in the text shows an atom: hits are in the order of the text.
        seen.sort_by_key(|(atom, ..)| *atom);
        seen.dedup_by_key(|(atom, ..)| *atom);
        let of = |atom: u32| seen.binary_search_by_key(&atom, |(atom, ..)| *atom).ok().and_then(|at| seen.get(at));
        let mut weighed = Weighed::default();
        for (atom, value, words) in &seen {
            let [span, to] = *words;
            for (row, at) in self.rows_of(*atom) {
                let (factor, [other, other_to]) = match row.second.map(of) {
                    None => (1.0, [None; 2]),
                    Some(Some((_, factor, words))) => (*factor, *words),
                    Some(None) => continue,
                };
                let value = value * factor;
                weighed.add(row, value);
                weighed.found.push(Found { row: at, value, span: span.or(other), to: to.or(other_to) });
            }
        }
        weighed.bound();
        weighed
    }

    /// What the measures of the thread add for a reply whose words say `own`, and the rows that say it.
    pub fn weigh_thread(&self, tone: &Tone, own: [f64; 2]) -> (Weights, Vec<Found>) {
        let mut sums = Weights::default();
        let mut found = Vec::new();
        for (measure, row) in &self.measures {
            let value = tone.without(own, *measure);
            let row = *row as usize;
            let weights = self.rows.get(row).map_or(Default::default(), |row| row.weights);
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += f64::from(weight) * value);
            found.push(Found { row, value, span: None, to: None });
        }
        (sums, found)
    }

    /// The rows whose first atom this is.
    fn rows_of(&self, atom: u32) -> impl Iterator<Item = (&Row, usize)> {
        let start = self.row_starts.get(atom as usize).map_or(self.rows.len(), |start| *start as usize);
        let rows = self.rows.get(start..).unwrap_or_default().iter();
        rows.zip(start..).take_while(move |(row, _)| row.first == atom)
    }

    /// Whether any row was written.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Weighed {
    /// Adds a row.
    fn add(&mut self, row: &Row, value: f64) {
        let added = row.weights.map(|weight| f64::from(weight) * value);
        if row.of_words {
            self.words.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
        }
        if row.of_content {
            self.content.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
        }
        self.sums.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
    }

    /// Bounds what words add.
    fn bound(&mut self) {
        for ((words, sum), content) in self.words.iter_mut().zip(&mut self.sums).zip(&mut self.content) {
            let bounded = words.clamp(-MOST_OF_WORDS, MOST_OF_WORDS);
            *sum += bounded - *words;
            *content += bounded - *words;
            *words = bounded;
        }
    }
}

impl Atom {
    /// The words of a hit, if it is what this atom looks for in the reply.
    fn spoken(&self, hit: Hit, reply: &Reading) -> Option<Span> {
        let is_it = match self {
            Atom::Words { phrase, scope, .. } => hit.phrase == *phrase && in_scope(*scope, hit.first as usize, reply),
            Atom::Class { scope, denied, .. } => {
                in_scope(*scope, hit.first as usize, reply) && is_denied(hit, reply) == *denied
            }
            _ => false,
        };
        (is_it && is_own(hit, reply)).then(|| reply.prose.span(hit.first as usize..hit.end as usize))
    }

    /// The value of an atom that is no phrase of the reply; 0 if it does not hold.
    fn value(&self, exchange: &Exchange<'_>) -> f64 {
        let holds = match self {
            Atom::Words { .. } | Atom::Class { .. } | Atom::Thread(_) => false,
            Atom::Always => true,
            Atom::ParentClass { .. } | Atom::ParentIs(_) if is_long(exchange.parent) => false,
            Atom::ParentClass { lexicon, denied } => {
                let hits = exchange.parent.of(*lexicon).iter();
                hits.copied().any(|hit| is_own(hit, exchange.parent) && is_denied(hit, exchange.parent) == *denied)
            }
            Atom::Is(feature) => exchange.reply.holds(*feature),
            Atom::ParentIs(feature) => exchange.parent.holds(*feature),
            Atom::Form(name) => (exchange.forms)(name),
            Atom::Pair(feature) => return exchange.pair.get(*feature),
            Atom::Length(wanted) => bucket(exchange.reply) == *wanted,
            Atom::ParentLength(wanted) => bucket(exchange.parent) == *wanted,
        };
        f64::from(u8::from(holds))
    }

    /// Whether it looks at what the reply says, rather than at where it is or how long.
    fn is_of_content(&self) -> bool {
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

    /// The words that show a feature of the pair: in the reply, and in what is answered.
    fn words(&self, exchange: &Exchange<'_>) -> [Option<Span>; 2] {
        let Atom::Pair(feature) = self else { return [None; 2] };
        let (from, to) = exchange.pair.words(*feature);
        [from, to]
    }

    /// The lexicon that it looks for in the reply.
    fn lexicon(&self) -> Option<LexiconId> {
        match self {
            Atom::Words { lexicon, .. } | Atom::Class { lexicon, .. } => Some(*lexicon),
            _ => None,
        }
    }
}

/// The bucket of the number of words of a text.
fn bucket(reading: &Reading) -> u32 {
    let words = reading.prose.tokens.iter().filter(|token| !token.flags.has(Flags::MARK)).count();
    words.max(1).ilog2().min(LAST_BUCKET)
}

/// Whether a text is an article rather than a comment: words of every kind are in it, and say nothing.
fn is_long(reading: &Reading) -> bool {
    bucket(reading) == LAST_BUCKET
}

/// Whether its author says a phrase, rather than cites or quotes it.
fn is_own(hit: Hit, reading: &Reading) -> bool {
    let first = reading.prose.tokens.get(hit.first as usize);
    first.is_some_and(|token| !token.flags.has(Flags::CITED) && !token.flags.has(Flags::QUOTED))
}

fn is_denied(hit: Hit, reading: &Reading) -> bool {
    reading.prose.is_negated(hit.first as usize..hit.end as usize)
}

/// The rows of a table under construction.
#[derive(Default)]
struct Draft {
    atoms: Vec<Atom>,
    numbers: FxHashMap<Atom, u32>,
    /// For every scope its lexicon of words, and the number of each phrase in it.
    words: FxHashMap<&'static str, (LexiconId, FxHashMap<Vec<String>, u32>)>,
}

impl Compiler {
    /// Compiles the tables of a pack, each with its name in messages. Names of lexicons are those that the pack can use.
    pub(super) fn table(&mut self, tables: &[(&str, &str)], pack: &Pack, number: usize) {
        let mut draft = Draft::default();
        let mut rows: Vec<Row> = Vec::new();
        for ((file, text), of_words) in tables.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let span = Span::new(at, at + line.trim_end().len());
                at += line.len();
                let line = line.trim_end();
                let other_language = line.strip_prefix("lang:").is_some_and(|rest| {
                    let lang = rest.split(['\t', ' ']).next().unwrap_or_default();
                    !pack.header.lang.iter().any(|own| own == lang)
                });
                if line.is_empty() || line.starts_with('#') || other_language {
                    continue;
                }
                match self.table_row(line, pack, &mut draft) {
                    Ok(row) => rows.push(Row { of_words, ..row }),
                    Err(message) => self.report_at(Diagnostic::error("bad-row", message).within(*file).at(span)),
                }
            }
        }
        rows.sort_by_key(|row| row.first);
        let starts = |atom: u32| rows.partition_point(|row| row.first < atom) as u32;
        let row_starts = (0..draft.atoms.len() as u32).map(starts).collect();
        let mut by_lexicon: Vec<(LexiconId, Vec<u32>)> = Vec::new();
        let mut spoken: Vec<(LexiconId, u32)> =
            draft.atoms.iter().zip(0..).filter_map(|(atom, at)| Some((atom.lexicon()?, at))).collect();
        spoken.sort_unstable();
        for (lexicon, atom) in spoken {
            match by_lexicon.last_mut().filter(|(last, _)| *last == lexicon) {
                Some((_, atoms)) => atoms.push(atom),
                None => by_lexicon.push((lexicon, vec![atom])),
            }
        }
        let is_other = |atom: &Atom| atom.lexicon().is_none() && !matches!(atom, Atom::Thread(_));
        let others = draft.atoms.iter().zip(0..).filter(|(atom, _)| is_other(atom)).map(|(_, at)| at).collect();
        let measure = |row: &Row| match draft.atoms.get(row.first as usize) {
            Some(Atom::Thread(measure)) => Some(*measure),
            _ => None,
        };
        let measures = rows.iter().zip(0..).filter_map(|(row, at)| Some((measure(row)?, at))).collect();
        let atoms = draft.atoms;
        self.matcher.tables.push(Table { pack: number, rows, row_starts, by_lexicon, others, measures, atoms });
    }

    fn table_row(&mut self, line: &str, pack: &Pack, draft: &mut Draft) -> Result<Row, String> {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or_default().to_owned();
        let mut weights = [0.0; COLUMNS.len()];
        for ((weight, column), field) in weights.iter_mut().zip(COLUMNS).zip(fields.by_ref()) {
            *weight = field.parse().map_err(|_| format!("`{field}` is no weight for {column}"))?;
        }
        if fields.next().is_some() {
            return Err("a row has too many fields".to_owned());
        }
        let (first, second) = name.split_once(" & ").map_or((name.as_str(), None), |(a, b)| (a, Some(b)));
        let first = self.atom(first, pack, draft)?;
        let second = second.map(|second| self.atom(second, pack, draft)).transpose()?;
        let atoms = [Some(first), second].into_iter().flatten().filter_map(|atom| draft.atoms.get(atom as usize));
        let of_content = atoms.into_iter().any(Atom::is_of_content);
        Ok(Row { first, second, weights, name, of_words: true, of_content })
    }

    /// The number of an atom in a table.
    fn atom(&mut self, written: &str, pack: &Pack, draft: &mut Draft) -> Result<u32, String> {
        let Some((place, what)) = written.split_once(':') else {
            return Err(format!("`{written}` does not say where: `any:{written}`"));
        };
        let text = |what: &str| TextFeature::named(what).ok_or_else(|| format!("there is no feature `{what}`"));
        let bucket = |what: &str| what.parse().map_err(|_| format!("`{what}` is no bucket of lengths"));
        let atom = match place {
            "is" => Atom::Is(text(what)?),
            "parent-is" => Atom::ParentIs(text(what)?),
            "pair" => Atom::Pair(PairFeature::named(what).ok_or_else(|| format!("there is no feature `{what}`"))?),
            "form" => Atom::Form(what.to_owned()),
            "words" => Atom::Length(bucket(what)?),
            "parent-words" => Atom::ParentLength(bucket(what)?),
            "always" | "lang" => Atom::Always,
            "thread" => Atom::Thread(match what {
                "attack" => Measure::Attack,
                "support" => Measure::Support,
                "replies" => Measure::Replies,
                _ => return Err(format!("`{what}` is no measure of a thread")),
            }),
            _ => {
                let denied = what.starts_with('!');
                let class = what.trim_start_matches('!').strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
                let lexicon = class.map(|class| self.lexicon_named(class, pack)).transpose()?;
                match (place, SCOPES.iter().find(|(name, _)| *name == place), lexicon) {
                    ("parent", _, Some(lexicon)) => Atom::ParentClass { lexicon, denied },
                    (_, Some((_, scope)), Some(lexicon)) => Atom::Class { lexicon, scope: *scope, denied },
                    (_, Some((name, scope)), None) => self.words(name, *scope, what, draft)?,
                    _ => return Err(format!("`{place}` is no place")),
                }
            }
        };
        let next = draft.atoms.len() as u32;
        let number = *draft.numbers.entry(atom.clone()).or_insert(next);
        if number == next {
            draft.atoms.push(atom);
        }
        Ok(number)
    }

    /// Words of the table itself.
    fn words(&mut self, name: &'static str, scope: Scope, what: &str, draft: &mut Draft) -> Result<Atom, String> {
        let (lexicon, phrases) = draft.words.entry(name).or_insert_with(|| (self.new_lexicon(), FxHashMap::default()));
        let words = super::lexicons::words_of(what);
        if words.is_empty() {
            return Err("a row without words".to_owned());
        }
        let next = phrases.len() as u32;
        let phrase = *phrases.entry(words.clone()).or_insert(next);
        if phrase == next {
            self.growing.add(&words, *lexicon, phrase);
        }
        Ok(Atom::Words { lexicon: *lexicon, phrase, scope })
    }
}
