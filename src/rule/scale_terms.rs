//! The terms that a scale gives to the rules of its two sides.

use toml::Spanned;

use super::compile::{Compiler, is_weight};
use super::feature::TextFeature;
use super::matcher::{Term, TermKind};
use super::pack::{Negation, Pack, Quoted, Scope};
use super::scale::Side;
use super::shown::Shown;
use super::topic::{Topic, Topics};
use super::trie::LexiconId;

impl Side {
    fn sign(self) -> i8 {
        match self {
            Side::Plus => 1,
            Side::Minus => -1,
        }
    }
}

impl Compiler {
    /// Adds the scales that a pack defines.
    pub(super) fn scales(&mut self, pack: &Pack, file: &str) {
        for entry in &pack.scale {
            let weights = entry.kinds.values().flatten().chain(entry.presence.values());
            for weight in weights.filter(|weight| !is_weight(**weight)) {
                self.report("bad-weight", format!("{weight} is no weight"), entry.id.span(), file);
            }
            if self.scales.insert(entry.id.get_ref().clone(), entry.clone()).is_some() {
                let message = format!("there are two scales `{}`; rename one of them", entry.id.get_ref());
                self.report("duplicate-scale", message, entry.id.span(), file);
            }
        }
    }

    /// Compiles the concepts, operators and topics of a pack.
    pub(super) fn shown(&mut self, pack: &Pack, file: &str) -> Vec<Shown> {
        let mut shown = Vec::new();
        // Things of one scale with the side of those who speak well of them.
        let mut things: Vec<(String, LexiconId, i8)> = Vec::new();
        for concept in &pack.concept {
            let lexicon = self.lexicon(&concept.any, pack, file);
            if let Some(good) = concept.good {
                things.push((concept.scale.get_ref().clone(), lexicon, good.sign()));
            }
            match (&concept.kind, concept.side) {
                (Some(kind), Some(side)) => {
                    self.check_kind(&concept.scale, kind, file);
                    shown.push(Shown {
                        scale: concept.scale.get_ref().clone(),
                        kind: kind.get_ref().clone(),
                        name: kind.get_ref().clone(),
                        sign: side.sign(),
                        term: TermKind::Lexicon(lexicon),
                        negation: Negation::Block,
                        cap: concept.cap,
                        topic: None,
                    });
                }
                (None, None) if concept.good.is_some() => self.check_scale(&concept.scale, file),
                (None, None) => {
                    let message = "a concept needs `kind` and `side`, or `good`".to_owned();
                    self.report("bad-concept", message, concept.scale.span(), file);
                }
                _ => {
                    let message = "`kind` and `side` of a concept belong together".to_owned();
                    self.report("bad-concept", message, concept.scale.span(), file);
                }
            }
        }
        for operator in &pack.operator {
            self.check_kind(&operator.scale, &operator.kind, file);
            let lexicon = self.lexicon(&operator.any, pack, file);
            let within = operator.within as usize;
            for (scale, thing, good) in things.iter().filter(|(scale, ..)| scale == operator.scale.get_ref()) {
                let orders = [(operator.before, lexicon, *thing), (operator.after, *thing, lexicon)];
                for (says, a, b) in orders.into_iter().filter(|(says, ..)| *says != 0) {
                    shown.push(Shown {
                        scale: scale.clone(),
                        kind: operator.kind.get_ref().clone(),
                        name: operator.kind.get_ref().clone(),
                        sign: says.signum() * good,
                        term: TermKind::Near { a, b, within, ordered: true, across: false },
                        negation: Negation::Flip,
                        cap: 2,
                        topic: None,
                    });
                }
            }
        }
        for topic in &pack.topic {
            self.check_kind(&topic.scale, &Spanned::new(topic.scale.span(), "topic".to_owned()), file);
            let about = self.lexicon(&topic.about, pack, file);
            let Some(number) = self.topic(topic.id.get_ref(), topic.scale.get_ref(), about) else {
                let message = format!("there are more than {} topics", Topics::MOST);
                self.report("too-many-topics", message, topic.id.span(), file);
                continue;
            };
            for (side, phrases) in [(Side::Plus, &topic.plus), (Side::Minus, &topic.minus)] {
                shown.push(Shown {
                    scale: topic.scale.get_ref().clone(),
                    kind: "topic".to_owned(),
                    name: format!("topic.{}", topic.id.get_ref()),
                    sign: side.sign(),
                    term: TermKind::Lexicon(self.lexicon(phrases, pack, file)),
                    negation: Negation::Keep,
                    cap: 3,
                    topic: Some(number),
                });
            }
        }
        shown
    }

    /// The number of a topic; `None` if there are too many.
    fn topic(&mut self, id: &str, scale: &str, about: LexiconId) -> Option<usize> {
        let topics = &mut self.matcher.topics;
        let known = topics.iter().position(|topic| topic.id == id && topic.scale == scale);
        let at = known.unwrap_or(topics.len());
        if at == Topics::MOST {
            return None;
        }
        if at == topics.len() {
            topics.push(Topic { id: id.to_owned(), scale: scale.to_owned(), about: Vec::new() });
        }
        topics.get_mut(at)?.about.push(about);
        Some(at)
    }

    fn check_kind(&mut self, scale: &Spanned<String>, kind: &Spanned<String>, file: &str) {
        match self.scales.get(scale.get_ref()).map(|scale| scale.kinds.contains_key(kind.get_ref())) {
            Some(true) => {}
            Some(false) => {
                let message = format!("the scale `{}` has no kind `{}`", scale.get_ref(), kind.get_ref());
                self.report("unknown-kind", message, kind.span(), file);
            }
            None => self.check_scale(scale, file),
        }
    }

    fn check_scale(&mut self, scale: &Spanned<String>, file: &str) {
        if !self.scales.contains_key(scale.get_ref()) {
            self.report("unknown-scale", format!("there is no scale `{}`", scale.get_ref()), scale.span(), file);
        }
    }

    /// The terms that a scale gives to a rule for a label, from what the words of the pack show.
    pub(super) fn scale_terms(
        &mut self,
        scale: &Spanned<String>,
        label: &str,
        rule: &str,
        shown: &[Shown],
        (pack, file): (&Pack, &str),
    ) -> Vec<Term> {
        let Some(weights) = self.scales.get(scale.get_ref()).cloned() else {
            self.report("unknown-scale", format!("there is no scale `{}`", scale.get_ref()), scale.span(), file);
            return Vec::new();
        };
        let own = match label {
            _ if label == weights.plus => 1,
            _ if label == weights.minus => -1,
            _ => {
                let message = format!("`{label}` is no side of the scale `{}`", scale.get_ref());
                self.report("unknown-side", message, scale.span(), file);
                return Vec::new();
            }
        };
        let mut terms = Vec::new();
        for shown in shown.iter().filter(|shown| shown.scale == *scale.get_ref()) {
            let [same, other] = weights.kinds.get(&shown.kind).copied().unwrap_or_default();
            let is_own = shown.sign == own;
            terms.push(Term {
                name: format!("{rule}.{}{}", shown.name, if is_own { "" } else { ".other" }).into(),
                kind: shown.term.clone(),
                weight: if is_own { same } else { other },
                scope: Scope::Comment,
                quoted: Quoted::Skip,
                negation: shown.negation,
                cap: shown.cap,
                with: None,
                topic: shown.topic,
                counts: true,
            });
        }
        for (what, weight) in &weights.presence {
            let kind = match what.strip_prefix("is:") {
                Some(feature) => TextFeature::named(feature).map(TermKind::Text),
                None => self.lexicon_named(what, pack).ok().map(TermKind::Lexicon),
            };
            let Some(kind) = kind else {
                let message = format!(
                    "the presence of `{}` asks for `{what}`, which is neither a lexicon of this pack nor a feature",
                    scale.get_ref()
                );
                self.report("unknown-lexicon", message, scale.span(), file);
                continue;
            };
            terms.push(Term {
                name: format!("{rule}.presence.{}", what.trim_start_matches("is:")).into(),
                kind,
                weight: *weight,
                scope: Scope::Comment,
                quoted: Quoted::Skip,
                negation: Negation::Keep,
                cap: 2,
                with: None,
                topic: None,
                counts: false,
            });
        }
        terms.retain(|term| term.weight != 0.0);
        terms
    }
}
