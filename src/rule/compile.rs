//! Packs → [`Matcher`]: resolves names, tokenises phrases and locates mistakes.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::feature::{PAIR_FEATURES, PairFeature, TEXT_FEATURES, TextFeature};
use super::grow::Growing;
use super::matcher::{Label, Matcher, Needs, PackId, Rule, Term, TermKind};
use super::pack::{CueEntry, Example, HALF, Kind, NearEntry, Pack, RegexEntry, RuleEntry, Scope};
use super::pattern::Pattern;
use super::scale::ScaleEntry;
use super::shown::Shown;
use super::suggestion::suggestion;
use super::trie::LexiconId;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::thread::{Lang, Relation};

/// Adds packs to a matcher one by one. Later packs can use the lexicons of earlier ones as `pack:name`.
#[derive(Debug, Default)]
pub struct Compiler {
    pub(super) matcher: Matcher,
    pub(super) growing: Growing,
    /// By pack and name, `fr:deceit`: the number of the lexicon, and its phrases as written, for lexicons that include
    /// it.
    pub(super) lexicons: BTreeMap<String, (LexiconId, Vec<String>)>,
    pub(super) next_lexicon: LexiconId,
    /// By id.
    pub(super) scales: BTreeMap<String, ScaleEntry>,
    /// The rules that are guarded by the topics of a scale: their names, and the scale.
    guards: Vec<(String, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl Compiler {
    /// The matcher, and everything that is wrong with the packs. If there is an error, the matcher lacks rules.
    pub fn finish(mut self) -> (Matcher, Vec<Diagnostic>) {
        self.matcher.trie = std::mem::take(&mut self.growing).freeze();
        self.matcher.labels.sort_by(|a, b| a.name.cmp(&b.name));
        // Every pack may add topics to a scale.
        for (rule, scale) in std::mem::take(&mut self.guards) {
            let topics = self.matcher.topics_of_scale(&scale);
            let guarded = self.matcher.rules.iter_mut().filter(|known| *known.name == *rule);
            guarded.for_each(|known| known.guard = Some(topics));
        }
        (self.matcher, self.diagnostics)
    }

    /// Adds a pack. `text` is its source, `name` is its name in messages, and `tables` the names and the texts of
    /// its tables of weighted words.
    pub fn add(&mut self, pack: &Pack, text: &str, name: &str, tables: &[(&str, &str)]) {
        let number = self.matcher.packs.len();
        let langs = pack.header.lang.iter().filter_map(|tag| Lang::parse(tag)).collect();
        self.matcher.packs.push(PackId {
            id: pack.header.id.clone(),
            version: pack.header.version.clone(),
            sha256: hex(&tables
                .iter()
                .fold(Sha256::new().chain_update(text), |sum, (_, text)| sum.chain_update(text))
                .finalize()),
            langs,
            describe: pack.header.describe.clone().unwrap_or_default(),
        });
        self.lexicons(pack, name);
        for rule in &pack.header.off {
            self.switch_off(rule, name);
        }
        for entry in &pack.label {
            self.matcher.labels.push(Label {
                name: entry.id.as_str().into(),
                shown: entry.name.clone(),
                kind: entry.kind,
                axis: entry.axis.as_deref().map(Into::into),
                en: entry.en.clone(),
                fr: entry.fr.clone(),
                contrary: entry.contrary.as_deref().map(Into::into),
                exhaustive: entry.exhaustive,
                inherits: entry.inherits,
                implies: entry.implies.as_ref().map(|label| label.get_ref().as_str().into()),
                exclusive: entry.exclusive.as_deref().map(Into::into),
                notes: [&entry.includes, &entry.excludes, &entry.clear, &entry.border].map(Clone::clone),
            });
        }
        for implied in pack.label.iter().filter_map(|entry| entry.implies.as_ref()) {
            if self.matcher.label(implied.get_ref()).is_none() {
                let known = self.matcher.labels.iter().map(|label| &*label.name);
                let message =
                    format!("there is no label `{}`{}", implied.get_ref(), suggestion(implied.get_ref(), known));
                self.report("unknown-label", message, implied.span(), name);
            }
        }
        if !tables.is_empty() {
            self.table(tables, pack, number);
        }
        self.scales(pack, name);
        let shown = self.shown(pack, name);
        for entry in &pack.rule {
            if let Some(rule) = self.rule(entry, pack, (number, name), &shown) {
                self.matcher.rules.push(rule);
            }
        }
    }

    fn rule(&mut self, entry: &RuleEntry, pack: &Pack, (number, file): (usize, &str), shown: &[Shown]) -> Option<Rule> {
        let errors = self.diagnostics.len();
        let name = format!("{}.{}", pack.header.id, entry.id.get_ref());
        if let Some(replaced) = &entry.replaces {
            self.switch_off(replaced, file);
        }
        self.check_numbers(entry, file);
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
            terms.extend(self.near(near, &name, pack, file));
        }
        for feature in &entry.feature {
            let kind = self.feature(&feature.is, file);
            let with = feature.with.as_ref().and_then(|with| self.pair_feature(with, file));
            if let Some(kind) = kind {
                let group = match &feature.with {
                    Some(with) => format!("{}+{}", feature.is.get_ref(), with.get_ref()),
                    None => feature.is.get_ref().clone(),
                };
                let term = plain(&name, &group, kind, *feature.w.get_ref(), with);
                terms.push(Term { counts: feature.counts, ..term });
            }
        }
        for form in &entry.form {
            let with = form.with.as_ref().and_then(|with| self.pair_feature(with, file));
            let kind = TermKind::Form(form.is.get_ref().as_str().into());
            terms.push(plain(&name, form.is.get_ref(), kind, *form.w.get_ref(), with));
        }
        for regex in &entry.regex {
            terms.extend(self.regex(regex, &name, pack, file));
        }
        let own_terms = terms.len();
        let scale = entry.scale.as_ref().and_then(|scale| self.scales.get(scale.get_ref()));
        let long = entry.long.or(scale.map(|scale| scale.long)).map(NonZeroU32::get);
        if scale.is_some_and(|scale| scale.guarded) {
            self.guards.extend(entry.scale.as_ref().map(|scale| (name.clone(), scale.get_ref().clone())));
        }
        if long.is_some() && !matches!(entry.kind, Kind::Position | Kind::Form) {
            let message = "`long` and `scale` belong to rules of positions and forms".to_owned();
            self.report("misplaced-field", message, entry.id.span(), file);
        }
        if let Some(scale) = &entry.scale {
            terms.extend(self.scale_terms(scale, label, &name, shown, (pack, file)));
        }
        let unless = entry.unless.iter().filter_map(|cue| self.cue(cue, &name, pack, file)).collect();
        // A refused cue cannot contribute to the threshold; report the first mistake only.
        if self.diagnostics.len() == errors {
            self.check_reach(entry, &terms, file);
        }
        let examples = |list: &[Spanned<Example>]| list.iter().map(|example| example.get_ref().clone()).collect();
        (self.diagnostics.len() == errors).then(|| Rule {
            needs: Needs::of(terms.iter().chain(&unless)),
            rest: super::logistic(*entry.bias.get_ref()),
            name: name.as_str().into(),
            pack: number,
            kind: entry.kind,
            label: label.into(),
            bias: *entry.bias.get_ref(),
            threshold: threshold(entry),
            need: entry.need,
            terms,
            own_terms,
            long,
            guard: None,
            unless,
            within: entry.within,
            status: entry.status,
            threads: entry.threads.clone(),
            about: entry.about.clone(),
            hits: examples(&entry.hits),
            misses: examples(&entry.misses),
            todo: examples(&entry.todo),
        })
    }

    fn near(&mut self, near: &NearEntry, rule: &str, pack: &Pack, file: &str) -> Option<Term> {
        let a = self.find_lexicon(&near.a, pack, file);
        let b = self.find_lexicon(&near.b, pack, file);
        let (a, b) = (a?, b?);
        let fallback = || format!("{}+{}", near.a.get_ref(), near.b.get_ref());
        Some(Term {
            name: format!("{rule}.{}", near.name.clone().unwrap_or_else(fallback)).into(),
            kind: TermKind::Near { a, b, within: near.within as usize, ordered: near.ordered, across: near.across },
            weight: *near.w.get_ref(),
            scope: near.scope,
            quoted: near.quoted,
            negation: near.negation,
            cap: near.cap,
            with: None,
            topic: None,
            counts: true,
        })
    }

    /// Removes a rule of an earlier pack.
    fn switch_off(&mut self, rule: &Spanned<String>, file: &str) {
        let before = self.matcher.rules.len();
        self.matcher.rules.retain(|known| *known.name != **rule.get_ref());
        if self.matcher.rules.len() == before {
            let known = self.matcher.rules.iter().map(|rule| &*rule.name);
            let message = format!("there is no rule `{}`{}", rule.get_ref(), suggestion(rule.get_ref(), known));
            self.report("unknown-rule", message, rule.span(), file);
        }
    }

    /// Reports weights that are not numbers and thresholds that are not probabilities: a sum of them would mean
    /// nothing.
    fn check_numbers(&mut self, entry: &RuleEntry, file: &str) {
        let cues = entry.cue.iter().filter_map(|cue| cue.w.as_ref());
        let near = entry.near.iter().map(|near| &near.w);
        let features = entry.feature.iter().map(|feature| &feature.w);
        let forms = entry.form.iter().map(|form| &form.w);
        let patterns = entry.regex.iter().map(|regex| &regex.w);
        let weights = cues.chain(near).chain(features).chain(forms).chain(patterns).chain([&entry.bias]);
        for weight in weights.filter(|weight| !is_weight(*weight.get_ref())) {
            let message = format!("{} is no weight: weights lie between -{HEAVIEST} and {HEAVIEST}", weight.get_ref());
            self.report("bad-weight", message, weight.span(), file);
        }
        if let Some(threshold) = entry.threshold.as_ref().filter(|at| !(0.0..1.0).contains(at.get_ref())) {
            let message = format!("{} is no threshold: a threshold is at least 0 and below 1", threshold.get_ref());
            self.report("bad-threshold", message, threshold.span(), file);
        }
    }

    fn regex(&mut self, entry: &RegexEntry, rule: &str, pack: &Pack, file: &str) -> Option<Term> {
        let behind = self.find_lexicon(&entry.behind, pack, file)?;
        match Pattern::new(entry.pattern.get_ref()) {
            Ok(pattern) => {
                Some(plain(rule, &entry.name, TermKind::Regex { behind, pattern }, *entry.w.get_ref(), None))
            }
            Err(message) => {
                self.report("bad-pattern", message, entry.pattern.span(), file);
                None
            }
        }
    }

    /// Reports a position or form whose cues cannot reach its threshold even all together.
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
                (self.lexicon(&cue.any, pack, file), first)
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
            topic: None,
            counts: true,
        })
    }

    fn feature(&mut self, name: &Spanned<String>, file: &str) -> Option<TermKind> {
        let feature = TextFeature::named(name.get_ref())
            .map(TermKind::Text)
            .or_else(|| PairFeature::named(name.get_ref()).map(TermKind::Pair));
        if feature.is_none() {
            self.unknown_feature(name, file);
        }
        feature
    }

    fn pair_feature(&mut self, name: &Spanned<String>, file: &str) -> Option<PairFeature> {
        let feature = PairFeature::named(name.get_ref());
        if feature.is_none() {
            self.unknown_feature(name, file);
        }
        feature
    }

    fn unknown_feature(&mut self, name: &Spanned<String>, file: &str) {
        let known = TEXT_FEATURES.iter().map(|row| row.1).chain(PAIR_FEATURES.iter().map(|row| row.1));
        let message = format!("there is no feature `{}`{}", name.get_ref(), suggestion(name.get_ref(), known));
        self.report("unknown-feature", message, name.span(), file);
    }

    pub(super) fn report_at(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn report(&mut self, code: &'static str, message: String, span: std::ops::Range<usize>, file: &str) {
        self.diagnostics.push(Diagnostic::error(code, message).within(file).at(Span::from(span)));
    }
}

/// The probability from which on a rule gives its label.
fn threshold(entry: &RuleEntry) -> f64 {
    entry.threshold.as_ref().map_or(HALF, |threshold| *threshold.get_ref())
}

/// A larger weight, in log-odds, is a typing error: e³⁰ is ten million million to one.
const HEAVIEST: f64 = 30.0;

/// Whether a number can be a weight.
pub(super) fn is_weight(weight: f64) -> bool {
    weight.abs() <= HEAVIEST
}

/// A term without phrases.
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
        topic: None,
        counts: true,
    }
}

/// Bytes as lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
