//! How the rows of a [`Table`] are read.

use rustc_hash::FxHashMap;

use super::compile::{Compiler, is_weight};
use super::feature::{PairFeature, TextFeature};
use super::pack::{Pack, Scope};
use super::table::{Atom, COLUMNS, LookedFor, Measure, Row, Table};
use super::trie::LexiconId;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// The scopes by name.
const SCOPES: [(&str, Scope); 5] = [
    ("opening", Scope::Opening),
    ("start", Scope::Start),
    ("first", Scope::FirstSentence),
    ("any", Scope::Comment),
    ("last", Scope::End),
];

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
        let mut looked_for: Vec<LookedFor> = Vec::new();
        let mut spoken: Vec<(LexiconId, u32)> =
            draft.atoms.iter().zip(0..).filter_map(|(atom, at)| Some((atom.lexicon()?, at))).collect();
        spoken.sort_unstable();
        for (lexicon, atom) in spoken {
            if looked_for.last().is_none_or(|last| last.lexicon != lexicon) {
                looked_for.push(LookedFor { lexicon, ..LookedFor::default() });
            }
            let Some(looked) = looked_for.last_mut() else { continue };
            match draft.atoms.get(atom as usize) {
                // The atoms of a scope are numbered in the order of its phrases.
                Some(Atom::Words { .. }) => looked.by_phrase.push(atom),
                _ => looked.any.push(atom),
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
        self.matcher.tables.push(Table { pack: number, rows, row_starts, looked_for, others, measures, atoms });
    }

    fn table_row(&mut self, line: &str, pack: &Pack, draft: &mut Draft) -> Result<Row, String> {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or_default().to_owned();
        let mut weights = [0.0; COLUMNS.len()];
        for ((weight, column), field) in weights.iter_mut().zip(COLUMNS).zip(fields.by_ref()) {
            let known: Option<f32> = field.parse().ok().filter(|weight| is_weight(f64::from(*weight)));
            *weight = known.ok_or_else(|| format!("`{field}` is no weight for {column}"))?;
        }
        if fields.next().is_some() {
            return Err("a row has too many fields".to_owned());
        }
        let (first, second) = name.split_once(" & ").map_or((name.as_str(), None), |(a, b)| (a, Some(b)));
        let is_alone = |atom: &str| atom.starts_with("thread:") || atom.starts_with("lang:") || atom.contains(" & ");
        if second.is_some_and(|second| is_alone(second) || first.starts_with("thread:")) {
            return Err("`thread:` is alone, `lang:` is first, and a row has two parts at most".to_owned());
        }
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
