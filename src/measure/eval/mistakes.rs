//! The surest mistakes of each label, for authors of rules: the answer that contradicts the gold, its probability, and the
//! words behind it.
//!
//! In: the map and the gold. Out: [`Mistake`]s. The sureness of a mistake is the probability of the wrong answer, which may
//! be that a label is absent.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::compare::{Ground, primary};
use super::matching::{match_ids, match_texts};
use crate::graph::{ArgumentMap, Node};
use crate::link::Link;
use crate::measure::gold::{Answer, Gold, GoldComment};
use crate::measure::words::{marked, quoted};
use crate::sort::Order as _;
use crate::span::Span;
use crate::tag::Label;
use crate::text::Ui;
use crate::thread::Relation;
use crate::write::escape;

/// Most pieces of evidence of one mistake. The others add little to the sum.
const EVIDENCE: usize = 5;

/// Longest quotation of one piece of evidence, in bytes.
const WORDS: usize = 60;

/// The words behind a mistake, or a feature without words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clue {
    /// Pack, rule and cue group or feature.
    pub rule: String,
    /// Its share of the log-odds.
    pub share: f64,
    /// The words in the comment; empty for a feature without words.
    pub words: String,
}

/// One answer that the gold contradicts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    /// What it is about: `position`, `form`, `relation` or `link`.
    pub kind: &'static str,
    /// The label that it is listed under: the wrong one, or else the missing one.
    pub label: String,
    /// The thread of the comment.
    pub thread: String,
    /// The id of the comment.
    pub comment: String,
    /// The answer in the gold.
    pub gold: String,
    /// The answer that was given.
    #[serde(rename = "said")]
    pub answer: String,
    /// The probability of the given answer, in [0, 1].
    pub score: f64,
    /// The evidence for it, the strongest first; empty if an answer is missing.
    pub clues: Vec<Clue>,
    /// The first words of the comment.
    pub text: String,
}

/// The mistakes of a comparison, the surest first, with a limit for each kind and label.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mistakes {
    /// The most mistakes of one label.
    pub most: usize,
    /// Ordered by kind, label, falling score, and then as in the gold.
    pub list: Vec<Mistake>,
}

/// Order of the kinds.
const KINDS: [&str; 4] = ["position", "form", "relation", "link"];

/// Collects mistakes by kind and label.
struct Collector<'a> {
    ground: &'a Ground<'a>,
    found: BTreeMap<(usize, String), Vec<Mistake>>,
}

/// The surest mistakes of a map, at most `most` of each label. Comments are matched as in [`eval`](super::eval).
pub fn surest_mistakes(map: &ArgumentMap, gold: &Gold, by_text: bool, most: usize) -> Mistakes {
    let matched = if by_text { match_texts(map, gold) } else { match_ids(map, gold) };
    let ground = Ground::new(map, gold, &matched);
    let mut collector = Collector { ground: &ground, found: BTreeMap::new() };
    for (comment, place) in gold.comments.iter().zip(matched) {
        let node = place.and_then(|index| Some((index, map.graph.node_weight(index)?)));
        if let Some((answer, (index, node))) = comment.answer.as_ref().zip(node) {
            collector.labels(comment, answer, (index, node));
            collector.links(comment, answer, (index, node));
        }
    }
    let mut list = Vec::new();
    for mut found in collector.found.into_values() {
        found.order_by(|a, b| b.score.total_cmp(&a.score));
        list.extend(found.into_iter().take(most));
    }
    Mistakes { most, list }
}

impl Collector<'_> {
    fn add(&mut self, kind: usize, comment: &GoldComment, index: NodeIndex, contradiction: Contradiction) {
        let Contradiction { label, gold, answer, score, clues } = contradiction;
        let text = quoted(Ui::En, self.ground.map, index);
        let (thread, comment) = (comment.thread.clone(), comment.id.clone());
        let name = KINDS.get(kind).copied().unwrap_or_default();
        let mistake = Mistake { kind: name, label: label.clone(), thread, comment, gold, answer, score, clues, text };
        self.found.entry((kind, label)).or_default().push(mistake);
    }

    /// Positions and forms that were given but are not in the gold, and the reverse.
    fn labels(&mut self, comment: &GoldComment, answer: &Answer, (index, node): (NodeIndex, &Node)) {
        let Gold { positions, forms, .. } = self.ground.gold;
        let kinds = [(positions, &answer.positions, &node.tags.positions), (forms, &answer.forms, &node.tags.forms)];
        for (kind, (annotated, wanted, given)) in kinds.into_iter().enumerate() {
            for label in annotated {
                let held = given.iter().find(|given| *given.name == **label);
                let contradiction = match (held, wanted.contains(label)) {
                    (Some(held), false) if !answer.acceptable.contains(label) => Contradiction {
                        label: label.clone(),
                        gold: format!("not {label}"),
                        answer: label.clone(),
                        score: held.score,
                        clues: of_label(held, &node.comment.text),
                    },
                    (None, true) => Contradiction {
                        label: label.clone(),
                        gold: label.clone(),
                        answer: format!("not {label}"),
                        score: 1.0 - node.tags.scores.get(label),
                        clues: Vec::new(),
                    },
                    _ => continue,
                };
                self.add(kind, comment, index, contradiction);
            }
        }
    }

    /// A wrong target, or a wrong relation to a right target.
    fn links(&mut self, comment: &GoldComment, answer: &Answer, (index, node): (NodeIndex, &Node)) {
        let Some((to, link)) = primary(self.ground.map, index).filter(|_| !answer.links.is_empty()) else { return };
        let text = &node.comment.text;
        let place = |id: &str| self.ground.places.get(&(comment.thread.as_str(), id)).copied().flatten();
        let right = || answer.links.iter().filter(|gold| place(&gold.to) == Some(to));
        if right().next().is_none() {
            let wanted: Vec<&str> = answer.links.iter().map(|link| link.to.as_str()).collect();
            let target = self.ground.map.graph.node_weight(to).map_or("?", |node| node.comment.id.as_str());
            let contradiction = Contradiction {
                label: "target".to_owned(),
                gold: format!("answers {}", wanted.join(" or ")),
                answer: format!("answers {target}"),
                score: link.confidence,
                clues: of_link(link, text, |rule| !rule.contains(".relations.")),
            };
            return self.add(3, comment, index, contradiction);
        }
        let relations = &self.ground.gold.relations;
        let wanted: Vec<&str> =
            right().filter_map(|gold| gold.relation.as_deref()).filter(|name| relations.contains(*name)).collect();
        let Some(first) = wanted.first().filter(|_| !wanted.contains(&link.relation.name())) else { return };
        let relation = link.relation.name().to_owned();
        let part = format!(".{relation}.");
        let abstained = link.relation == Relation::Reply;
        let contradiction = Contradiction {
            label: if abstained { (*first).to_owned() } else { relation.clone() },
            gold: wanted.join(" or "),
            answer: relation,
            score: link.relation_p,
            clues: of_link(link, text, |rule| rule.contains(&part)),
        };
        self.add(2, comment, index, contradiction);
    }
}

/// One answer about a comment that contradicts the gold.
struct Contradiction {
    label: String,
    gold: String,
    answer: String,
    score: f64,
    clues: Vec<Clue>,
}

fn clue(rule: &str, share: f64, words: &str) -> Clue {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = words.floor_char_boundary(WORDS);
    let words = words.get(..cut).unwrap_or_default().to_owned();
    Clue { rule: rule.to_owned(), share, words }
}

/// The strongest pieces of evidence. A cue that fired on several words has one piece for each.
fn strongest(mut clues: Vec<Clue>) -> Vec<Clue> {
    clues.order_by(|a, b| b.share.total_cmp(&a.share));
    clues.truncate(EVIDENCE);
    clues
}

fn of_label(label: &Label, text: &str) -> Vec<Clue> {
    strongest(label.evidence.iter().map(|found| clue(&found.rule, found.share, found.span.of(text))).collect())
}

fn of_link(link: &Link, text: &str, counts: impl Fn(&str) -> bool) -> Vec<Clue> {
    let of = |span: Option<Span>| span.map_or("", |span| span.of(text));
    let counted = link.evidence.iter().filter(|found| counts(&found.rule));
    strongest(counted.map(|found| clue(&found.rule, found.share, of(found.from))).collect())
}

/// What an answer or the gold says, for people.
fn spoken(ui: Ui, words: &str) -> String {
    match (ui, words.strip_prefix("not "), words.strip_prefix("answers ")) {
        (Ui::Fr, Some(label), _) => format!("pas {label}"),
        (Ui::Fr, _, Some(target)) => format!("répond à {}", target.replace(" or ", " ou ")),
        _ => words.to_owned(),
    }
}

impl Mistakes {
    /// Writes them as text. Labels and relations keep the names that the gold has.
    pub(super) fn write(&self, ui: Ui, f: &mut String) -> fmt::Result {
        let mut before = None;
        for mistake in &self.list {
            let Mistake { kind, label, thread, comment, gold, answer, score, clues, text } = mistake;
            if before.replace((kind, label)) != Some((kind, label)) {
                let label = escape::terminal(label);
                let most = self.most;
                let kind_fr = match *kind {
                    "form" => "forme",
                    "link" => "lien",
                    kind => kind,
                };
                f.push_str(&ui.pick(
                    format!("mistakes   {kind} {label}, the surest first, at most {most}\n"),
                    format!("erreurs   {kind_fr} {label}, les plus assurées d’abord, {most} au plus\n"),
                ));
            }
            let at = if thread.is_empty() { comment.clone() } else { format!("{thread} {comment}") };
            let (answer, gold) = (spoken(ui, answer), spoken(ui, gold));
            let mut line = ui.pick(
                format!("  {at}: answer {answer} {score:.2}, gold {gold}"),
                format!("  {at}\u{a0}: réponse {answer} {score:.2}, référence {gold}"),
            );
            for Clue { rule, share, words } in clues {
                let words = if words.is_empty() { String::new() } else { format!(" {}", marked(ui, words)) };
                write!(line, " · {rule} {share:+.2}{words}")?;
            }
            writeln!(f, "{}\n    {text}", escape::terminal(&line))?;
        }
        Ok(())
    }
}
