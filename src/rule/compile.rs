//! Packs → [`Matcher`]: names are resolved, phrases cut into words, and mistakes located.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::feature::{PAIR_FEATURES, PairFeature, TEXT_FEATURES, TextFeature};
use super::grow::Growing;
use super::matcher::{Label, Matcher, PackId, Rule, Term, TermKind};
use super::pack::{CueEntry, Example, HALF, Kind, Pack, RuleEntry, Scope};
use super::phrase::expand;
use super::trie::LexiconId;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::token::{NoVocabulary, tokenize};
use crate::thread::{Lang, Relation};

/// Adds packs to a matcher one by one; later packs see the lexicons of earlier ones as `pack:name`.
#[derive(Debug, Default)]
pub struct Compiler {
    matcher: Matcher,
    growing: Growing,
    lexicons: BTreeMap<String, LexiconId>,
    next_lexicon: LexiconId,
    found: Vec<Diagnostic>,
}

impl Compiler {
    /// Adds a pack; `name` is what messages call it.
    pub fn add(&mut self, text: &str, name: &str) {
        match Pack::parse(text, name) {
            Ok(pack) => self.compile(&pack, text, name),
            Err(diagnostic) => self.found.push(*diagnostic),
        }
    }

    /// The matcher, and everything that is wrong with the packs. With an error among it the matcher lacks rules.
    pub fn finish(mut self) -> (Matcher, Vec<Diagnostic>) {
        self.matcher.trie = std::mem::take(&mut self.growing).freeze();
        self.matcher.labels.sort_by(|a, b| a.name.cmp(&b.name));
        (self.matcher, self.found)
    }

    fn compile(&mut self, pack: &Pack, text: &str, name: &str) {
        let number = self.matcher.packs.len();
        let langs = pack.header.lang.iter().filter_map(|tag| Lang::parse(tag)).collect();
        self.matcher.packs.push(PackId {
            id: pack.header.id.clone(),
            version: pack.header.version.clone(),
            sha256: hex(&Sha256::digest(text.as_bytes())),
            langs,
            describe: pack.header.describe.clone().unwrap_or_default(),
        });
        for (lexicon, phrases) in &pack.lexicon {
            let id = self.lexicon(phrases.get_ref(), name);
            self.lexicons.insert(format!("{}:{lexicon}", pack.header.id), id);
        }
        for entry in &pack.label {
            self.matcher.labels.push(Label {
                name: entry.id.as_str().into(),
                kind: entry.kind,
                axis: entry.axis.as_deref().map(Into::into),
                en: entry.en.clone(),
                fr: entry.fr.clone(),
                contrary: entry.contrary.as_deref().map(Into::into),
            });
        }
        for entry in &pack.rule {
            if let Some(rule) = self.rule(entry, pack, number, name) {
                self.matcher.rules.push(rule);
            }
        }
    }

    /// Adds phrases to the trie as one lexicon.
    fn lexicon(&mut self, phrases: &[Spanned<String>], name: &str) -> LexiconId {
        let id = self.next_lexicon;
        self.next_lexicon += 1;
        let mut number = 0;
        for phrase in phrases {
            match expand(phrase.get_ref()) {
                Ok(expanded) => {
                    for phrase in expanded {
                        let words = words_of(&phrase);
                        if !words.is_empty() {
                            self.growing.add(&words, id, number);
                        }
                        number += 1;
                    }
                }
                Err(message) => self.report("bad-phrase", message, phrase.span(), name),
            }
        }
        id
    }

    fn rule(&mut self, entry: &RuleEntry, pack: &Pack, number: usize, file: &str) -> Option<Rule> {
        let errors = self.found.len();
        let name = format!("{}.{}", pack.header.id, entry.id.get_ref());
        if self.matcher.rules.iter().any(|rule| *rule.name == *name) {
            self.report(
                "duplicate-rule",
                format!("there are two rules `{name}`; rename one of them (the built-in packs are loaded too)"),
                entry.id.span(),
                file,
            );
        }
        let label = entry.label.as_deref().unwrap_or(entry.id.get_ref());
        if entry.kind == Kind::Relation && Relation::named(label).is_none() {
            let known: Vec<&str> = Relation::ALL.iter().map(|relation| relation.name()).collect();
            let message = format!("there is no relation `{label}`; the relations are {}", known.join(", "));
            self.report("unknown-relation", message, entry.id.span(), file);
        }
        let mut terms: Vec<Term> = Vec::new();
        for cue in &entry.cue {
            if cue.w.is_none() {
                let message = "a cue needs `w`, what it adds to the log-odds".to_owned();
                self.report("cue-without-weight", message, entry.id.span(), file);
            }
            terms.extend(self.cue(cue, &name, pack, file));
        }
        for near in &entry.near {
            let a = self.find_lexicon(&near.a, pack, file);
            let b = self.find_lexicon(&near.b, pack, file);
            if let (Some(a), Some(b)) = (a, b) {
                let fallback = || format!("{}+{}", near.a.get_ref(), near.b.get_ref());
                terms.push(Term {
                    name: format!("{name}.{}", near.name.clone().unwrap_or_else(fallback)).into(),
                    kind: TermKind::Near { a, b, within: near.within as usize, ordered: near.ordered },
                    weight: *near.w.get_ref(),
                    scope: near.scope,
                    quoted: near.quoted,
                    negation: near.negation,
                    cap: near.cap,
                    with: None,
                });
            }
        }
        for feature in &entry.feature {
            let kind = self.feature(&feature.is, file);
            let with = feature.with.as_ref().and_then(|with| self.pair_feature(with, file));
            if let Some(kind) = kind {
                let group = match &feature.with {
                    Some(with) => format!("{}+{}", feature.is.get_ref(), with.get_ref()),
                    None => feature.is.get_ref().clone(),
                };
                terms.push(plain(&name, &group, kind, *feature.w.get_ref(), with));
            }
        }
        for form in &entry.form {
            let with = form.with.as_ref().and_then(|with| self.pair_feature(with, file));
            let kind = TermKind::Form(form.is.get_ref().as_str().into());
            terms.push(plain(&name, form.is.get_ref(), kind, *form.w.get_ref(), with));
        }
        let unless = entry.unless.iter().filter_map(|cue| self.cue(cue, &name, pack, file)).collect();
        self.check_reach(entry, &terms, file);
        let examples = |list: &[Spanned<Example>]| list.iter().map(|example| example.get_ref().clone()).collect();
        (self.found.len() == errors).then(|| Rule {
            name: name.as_str().into(),
            pack: number,
            kind: entry.kind,
            label: label.into(),
            bias: *entry.bias.get_ref(),
            threshold: threshold(entry),
            need: entry.need,
            terms,
            unless,
            hits: examples(&entry.hits),
            misses: examples(&entry.misses),
            todo: examples(&entry.todo),
        })
    }

    /// A position or form that even all its cues together cannot lift over its threshold is a mistake.
    fn check_reach(&mut self, entry: &RuleEntry, terms: &[Term], file: &str) {
        if !matches!(entry.kind, Kind::Position | Kind::Form) {
            return;
        }
        let best: f64 = terms.iter().map(|term| (term.weight * f64::from(term.cap)).max(0.0)).sum();
        let reach = super::logistic(entry.bias.get_ref() + best);
        let threshold = threshold(entry);
        if reach < threshold {
            let message = format!("all cues together reach {reach:.2}; the threshold is {threshold:.2}");
            self.report("cannot-reach-threshold", message, entry.bias.span(), file);
        }
    }

    fn cue(&mut self, cue: &CueEntry, rule: &str, pack: &Pack, file: &str) -> Option<Term> {
        let (lexicon, default) = match &cue.lex {
            Some(lex) => (self.find_lexicon(lex, pack, file)?, lex.get_ref().clone()),
            None if cue.any.is_empty() => {
                let message = "a cue needs `lex` (a lexicon) or `any` (phrases)".to_owned();
                self.report("empty-cue", message, cue.w.as_ref().map_or(0..0, Spanned::span), file);
                return None;
            }
            None => {
                let first = cue.any.first().map_or_else(String::new, |phrase| phrase.get_ref().clone());
                (self.lexicon(&cue.any, file), first)
            }
        };
        let with = cue.with.as_ref().and_then(|with| self.pair_feature(with, file));
        let group = cue.name.clone().unwrap_or_else(|| default.rsplit(':').next().unwrap_or_default().to_owned());
        Some(Term {
            name: format!("{rule}.{group}").into(),
            kind: TermKind::Lexicon(lexicon),
            weight: cue.w.as_ref().map_or(0.0, |w| *w.get_ref()),
            scope: cue.scope,
            quoted: cue.quoted,
            negation: cue.negation,
            cap: cue.cap,
            with,
        })
    }

    fn find_lexicon(&mut self, name: &Spanned<String>, pack: &Pack, file: &str) -> Option<LexiconId> {
        let own = format!("{}:{}", pack.header.id, name.get_ref());
        let id = self.lexicons.get(&own).or_else(|| self.lexicons.get(name.get_ref())).copied();
        if id.is_none() {
            let known =
                self.lexicons.keys().map(|key| key.strip_prefix(&format!("{}:", pack.header.id)).unwrap_or(key));
            let message = format!("there is no lexicon `{}`{}", name.get_ref(), suggestion(name.get_ref(), known));
            self.report("unknown-lexicon", message, name.span(), file);
        }
        id
    }

    fn feature(&mut self, name: &Spanned<String>, file: &str) -> Option<TermKind> {
        let found = TextFeature::named(name.get_ref())
            .map(TermKind::Text)
            .or_else(|| PairFeature::named(name.get_ref()).map(TermKind::Pair));
        if found.is_none() {
            self.unknown_feature(name, file);
        }
        found
    }

    fn pair_feature(&mut self, name: &Spanned<String>, file: &str) -> Option<PairFeature> {
        let found = PairFeature::named(name.get_ref());
        if found.is_none() {
            self.unknown_feature(name, file);
        }
        found
    }

    fn unknown_feature(&mut self, name: &Spanned<String>, file: &str) {
        let known = TEXT_FEATURES.iter().map(|row| row.1).chain(PAIR_FEATURES.iter().map(|row| row.1));
        let message = format!("there is no feature `{}`{}", name.get_ref(), suggestion(name.get_ref(), known));
        self.report("unknown-feature", message, name.span(), file);
    }

    fn report(&mut self, code: &'static str, message: String, span: std::ops::Range<usize>, file: &str) {
        self.found.push(Diagnostic::error(code, message).within(file).at(Span::from(span)));
    }
}

/// The probability from which a rule gives its label.
fn threshold(entry: &RuleEntry) -> f64 {
    entry.threshold.as_ref().map_or(HALF, |threshold| *threshold.get_ref())
}

/// A term without words of its own.
fn plain(rule: &str, group: &str, kind: TermKind, weight: f64, with: Option<PairFeature>) -> Term {
    Term {
        name: format!("{rule}.{group}").into(),
        kind,
        weight,
        scope: Scope::Comment,
        quoted: super::pack::Quoted::Keep,
        negation: super::pack::Negation::Keep,
        cap: 1,
        with,
    }
}

/// A phrase as folded words, cut by the same function as texts; a `*` at the end of a word is kept.
fn words_of(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokenize(phrase, &NoVocabulary, |token, folded, _| {
        let prefix = phrase.get(token.end as usize..).is_some_and(|rest| rest.starts_with('*'));
        words.push(if prefix { format!("{folded}*") } else { folded.to_owned() });
    });
    words
}

/// `; did you mean …?` for the known name nearest to a mistyped one, if one is near.
fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    known
        .map(|known| (distance(name, known), known))
        .filter(|(distance, known)| *distance * 3 <= known.len().max(name.len()))
        .min()
        .map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"))
}

/// Edit distance (Levenshtein) of two short names, in bytes.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let new = (before + usize::from(x != y)).min(left + 1).min(*cell + 1);
            before = *cell;
            *cell = new;
            left = new;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Bytes as lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
