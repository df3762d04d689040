//! Weighted words: a table that tells the replies that attack, support, or do neither, apart.
//!
//! A table is a text beside a pack, one row a line: what is looked for, and what it adds to the log-odds of attack, support
//! and neither, in columns set apart by tabs. What is looked for is one thing or two that must both be there, joined by
//! ` & `:
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
//!
//! Cited and quoted words are not the reply's own and never count. Lines that begin with `#` are notes.

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

/// The columns of a table.
pub const COLUMNS: [&str; 3] = ["attack", "support", "neutral"];

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
}

/// A row: one or two atoms, by their numbers, and what they add.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// As it is written: `any:[doubt] & pair:asks-question`.
    pub name: String,
    first: u32,
    second: Option<u32>,
    /// What it adds to the log-odds of each of the [`COLUMNS`].
    pub weights: [f32; 3],
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
    /// The atoms that are no phrases of the reply.
    others: Vec<u32>,
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
    /// What its rows add to the log-odds of each of the [`COLUMNS`], and the rows that were found.
    pub fn weigh(&self, exchange: &Exchange<'_>) -> ([f64; 3], Vec<Found>) {
        let mut seen: Vec<Option<(f64, Option<Span>)>> = vec![None; self.atoms.len()];
        let mut order: Vec<u32> = Vec::new();
        let mut see = |atom: u32, value: f64, span: Option<Span>| {
            if let Some(slot) = seen.get_mut(atom as usize).filter(|slot| slot.is_none()) {
                *slot = Some((value, span));
                order.push(atom);
            }
        };
        for (lexicon, atoms) in &self.by_lexicon {
            for hit in exchange.reply.of(*lexicon) {
                for atom in atoms {
                    if let Some(span) = self.atoms.get(*atom as usize).and_then(|it| it.spoken(*hit, exchange.reply)) {
                        see(*atom, 1.0, Some(span));
                    }
                }
            }
        }
        for atom in &self.others {
            let value = self.atoms.get(*atom as usize).map_or(0.0, |it| it.value(exchange));
            if value != 0.0 {
                see(*atom, value, None);
            }
        }
        let mut sums = [0.0; 3];
        let mut found = Vec::new();
        let of = |atom: u32| seen.get(atom as usize).copied().flatten();
        for atom in order {
            for (row, at) in self.rows_of(atom) {
                let Some((value, span)) = of(row.first) else { continue };
                let (factor, other) = match row.second.map(of) {
                    None => (1.0, None),
                    Some(Some(second)) => second,
                    Some(None) => continue,
                };
                let value = value * factor;
                sums.iter_mut().zip(row.weights).for_each(|(sum, weight)| *sum += f64::from(weight) * value);
                found.push(Found { row: at, value, span: span.or(other) });
            }
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
            Atom::Words { .. } | Atom::Class { .. } => false,
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
    /// Compiles the table of a pack. Names of lexicons are those that the pack can use. `file` is its name in messages.
    pub(super) fn table(&mut self, text: &str, pack: &Pack, number: usize, file: &str) {
        let mut draft = Draft::default();
        let mut rows: Vec<Row> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match self.table_row(line, pack, &mut draft) {
                Ok(row) => rows.push(row),
                Err(message) => self.report_at(Diagnostic::error("bad-row", message).within(file).at(span)),
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
        let others = draft.atoms.iter().zip(0..).filter(|(atom, _)| atom.lexicon().is_none()).map(|(_, at)| at);
        let others = others.collect();
        self.matcher.tables.push(Table { pack: number, rows, row_starts, by_lexicon, others, atoms: draft.atoms });
    }

    fn table_row(&mut self, line: &str, pack: &Pack, draft: &mut Draft) -> Result<Row, String> {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or_default().to_owned();
        let mut weights = [0.0; 3];
        for (weight, column) in weights.iter_mut().zip(COLUMNS) {
            let field = fields.next().unwrap_or_default();
            *weight = field.parse().map_err(|_| format!("`{field}` is no weight for {column}"))?;
        }
        if fields.next().is_some() {
            return Err("a row has four fields".to_owned());
        }
        let (first, second) = name.split_once(" & ").map_or((name.as_str(), None), |(a, b)| (a, Some(b)));
        let first = self.atom(first, pack, draft)?;
        let second = second.map(|second| self.atom(second, pack, draft)).transpose()?;
        Ok(Row { first, second, weights, name })
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
