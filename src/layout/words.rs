//! The names of things in pictures, in the language of the reader: cards by number, links by verb.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use petgraph::graph::NodeIndex;

use super::clean;
use super::clean::head;
use crate::filter::View;
use crate::graph::{AnswerCounts, Node, Role, Status, Tally};
use crate::rule::LabelNames;
use crate::tag::{By, Label};
use crate::text::Ui;
use crate::thread::{Kind, Relation};

/// The names of all nodes of a map, `#4` or `claim 2`. They do not depend on filters.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By index of the node.
    known: Vec<String>,
    /// For each node that represents a group of comments, how many there are.
    groups: BTreeMap<NodeIndex, usize>,
    /// Groups without a position.
    nameless: BTreeSet<NodeIndex>,
    /// The language of the words around them.
    ui: Ui,
    /// What people see in place of the ids of labels.
    labels: Arc<LabelNames>,
}

/// The names of a view in each language of the reader, made on first use.
#[derive(Debug, Default)]
struct NamesByUi {
    en: OnceLock<Arc<Names>>,
    fr: OnceLock<Arc<Names>>,
}

impl View<'_> {
    /// The names of all nodes of the map, in the language of the reader.
    pub fn names(&self, ui: Ui) -> Arc<Names> {
        let names = self.once(|_| NamesByUi::default());
        ui.pick(&names.en, &names.fr).get_or_init(|| Arc::new(Names::of(self, ui))).clone()
    }
}

impl Names {
    /// Numbers the comments and the claims of every thread, from 1, in the order of the map.
    fn of(view: &View<'_>, ui: Ui) -> Self {
        let mut names = Vec::new();
        let (mut thread, mut comments, mut claims) = (None, 0, 0);
        for index in view.map.graph.node_indices() {
            let Some(node) = view.node(index) else { continue };
            if thread != Some(node.thread) {
                (thread, comments, claims) = (Some(node.thread), 0, 0);
            }
            let name = match (&node.role, node.comment.kind) {
                (Role::Claim { .. }, _) => {
                    claims += 1;
                    format!("{} {claims}", ui.pick("claim", "affirmation"))
                }
                (Role::Entry, Kind::Article) => "article".to_owned(),
                (Role::Entry, Kind::Post) => ui.pick("post", "message initial").to_owned(),
                (Role::Entry, Kind::Missing) => ui.pick("missing", "message absent").to_owned(),
                (Role::Entry, Kind::Stub) => ui.pick("more", "suite").to_owned(),
                (Role::Entry, Kind::Comment | Kind::Deleted | Kind::Pingback) => {
                    comments += 1;
                    format!("#{comments}")
                }
            };
            let name = match view.folding.groups.get(&index) {
                Some(Some(position)) => clean::line(head(view.map.names.get(ui, position), 80)),
                Some(None) => ui.pick("no position", "sans position").to_owned(),
                None => name,
            };
            names.resize(index.index(), String::new());
            names.push(name);
        }
        let count = |node: NodeIndex| 1 + view.folded(node).map_or(0, |tally| tally.comments);
        let groups = view.folding.groups.keys().map(|node| (*node, count(*node))).collect();
        let nameless = view.folding.groups.iter().filter(|(_, held)| held.is_none()).map(|(node, _)| *node).collect();
        Names { known: names, groups, nameless, ui, labels: Arc::clone(&view.map.names) }
    }

    /// The name of a label in the language of the reader.
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.labels.get(self.ui, id)
    }

    /// The name of a position for people: `~doubts` if it is inherited.
    pub fn position(&self, label: &Label) -> String {
        format!("{}{}", taken_over(label), self.label(&label.name))
    }

    /// The language they are in.
    pub fn ui(&self) -> Ui {
        self.ui
    }

    /// The name of a node inside a sentence: `article`, `claim 2`, `#4`.
    pub fn get(&self, node: NodeIndex) -> &str {
        self.known.get(node.index()).map_or("?", String::as_str)
    }

    /// The name of a node as a heading: `Article`, `Claim 2`, `#4`.
    pub fn heading(&self, node: NodeIndex) -> String {
        if let Some(count) = self.groups.get(&node) {
            let what = if self.nameless.contains(&node) { self.ui.pick(" no position", " sans position") } else { "" };
            return format!("{count} ×{what}");
        }
        let name = self.get(node);
        let mut chars = name.chars();
        chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
    }
}

/// A note for a node of an unusual kind, to be shown next to its name. For comments that the source held back, it says
/// how many.
pub fn kind_note(ui: Ui, node: &Node) -> Option<Cow<'static, str>> {
    let note = match node.comment.kind {
        Kind::Deleted => Some(ui.pick("deleted", "supprimé")),
        Kind::Pingback => Some(ui.pick("pingback", "rétrolien")),
        Kind::Missing => Some(ui.pick("not in the input", "absent des données")),
        Kind::Stub => match node.comment.held {
            Some(count) => {
                let held = if count == 1 { "non affiché par la source" } else { "non affichés par la source" };
                return Some(format!("{count} {}", ui.pick("held back by the source", held)).into());
            }
            None => Some(ui.pick("held back by the source", "non affiché par la source")),
        },
        Kind::Article | Kind::Post | Kind::Comment => None,
    };
    note.map(Cow::Borrowed)
}

/// The positions of a node that count as held in this view, with their indices in [`Node::positions`].
pub fn held<'m>(view: &View<'_>, node: &'m Node) -> impl Iterator<Item = (usize, &'m Label)> + use<'m> {
    view.placed(node)
}

/// The id of a position for programs: `~skeptic` if it is inherited.
pub fn position(label: &Label) -> String {
    format!("{}{}", taken_over(label), label.name)
}

/// The mark of a position if it is inherited.
fn taken_over(label: &Label) -> &'static str {
    if label.by == By::Inherited { TAKEN_OVER } else { "" }
}

/// The mark of an inherited position.
const TAKEN_OVER: &str = "~";

/// What that mark means, if anything in the view has it.
pub fn mark_note(view: &View<'_>, ui: Ui) -> Option<String> {
    let mut shown = view.nodes.iter().filter_map(|index| view.node(*index)).flat_map(|node| view.positions(node));
    shown.any(|label| label.by == By::Inherited).then(|| {
        format!("{TAKEN_OVER} {}", ui.pick("taken over from what it answers", "repris du message auquel il répond"))
    })
}

/// The forms of a node that count in this view, with their indices in its tags.
pub fn forms<'m>(view: &View<'_>, node: &'m Node) -> impl Iterator<Item = (usize, &'m Label)> + use<'m> {
    let least = view.counting.min_score;
    node.tags.forms.iter().enumerate().filter(move |(_, label)| label.score >= least)
}

/// What a reply of that relation does, as a verb before its object.
pub fn verb(ui: Ui, relation: Relation) -> &'static str {
    match relation {
        Relation::Rebuttal => ui.pick("rebuts", "réfute"),
        Relation::Correction => ui.pick("corrects", "corrige"),
        Relation::Support => ui.pick("supports", "soutient"),
        Relation::Question => ui.pick("questions", "questionne"),
        Relation::Answer => ui.pick("answers", "répond à"),
        Relation::Elaboration => ui.pick("adds to", "complète"),
        Relation::Reply => ui.pick("replies to", "réagit à"),
    }
}

/// The verb with its object: `rebuts claim 2`, `réfute l’affirmation 2`, `répond au message initial`.
pub fn toward(ui: Ui, relation: Relation, name: &str) -> String {
    with_object(ui, verb(ui, relation), name)
}

/// A verb before the name of its object, with the article that the language wants.
pub fn with_object(ui: Ui, verb: &str, name: &str) -> String {
    if ui == Ui::En || name.starts_with('#') {
        return format!("{verb} {name}");
    }
    if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
        return format!("{verb} l’{name}");
    }
    match verb.strip_suffix('à') {
        _ if name.starts_with("suite") => format!("{verb} la {name}"),
        Some(verb) => format!("{verb}au {name}"),
        None => format!("{verb} le {name}"),
    }
}

/// A status in one word.
pub fn status(ui: Ui, status: Status) -> &'static str {
    ui.pick(
        status.name(),
        match status {
            Status::Unchallenged => "non contesté",
            Status::Defended => "défendu",
            Status::Challenged => "contesté",
            Status::Undecided => "indécis",
        },
    )
}

/// The sign of a relation, so that colour is never the only cue; empty if it has none.
pub fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Rebuttal | Relation::Correction => "−",
        Relation::Support => "+",
        Relation::Question => "?",
        Relation::Answer | Relation::Elaboration | Relation::Reply => "",
    }
}

/// A probability with two decimals, the same on every machine: floored at 0.00, and 1.00 only for what is certain.
pub fn probability(p: f64) -> String {
    let hundredths = if p >= 1.0 { 100.0 } else { libm::round(p.max(0.0) * 100.0).min(99.0) };
    format!("{:.2}", hundredths / 100.0)
}

/// A probability as the language writes numbers: `0.83`, `0,83`.
pub fn chance(ui: Ui, p: f64) -> String {
    let text = probability(p);
    if ui == Ui::Fr { text.replace('.', ",") } else { text }
}

/// A number with its noun in the singular or plural. In French, zero takes the singular.
pub fn counted(count: usize, ui: Ui, [one, many]: [&str; 2], [un, des]: [&str; 2]) -> String {
    let noun = match ui {
        Ui::En if count == 1 => one,
        Ui::En => many,
        Ui::Fr if count < 2 => un,
        Ui::Fr => des,
    };
    format!("{count} {noun}")
}

/// `3 comments`, `3 commentaires`.
pub fn comments(count: usize, ui: Ui) -> String {
    counted(count, ui, ["comment", "comments"], ["commentaire", "commentaires"])
}

/// `2 authors`, `2 auteurs`.
pub fn authors(count: usize, ui: Ui) -> String {
    counted(count, ui, ["author", "authors"], ["auteur", "auteurs"])
}

/// Appends `×n` for an edge that represents several links.
pub fn push_count(words: &mut String, count: usize) {
    if count > 1 {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push('×');
        words.push_str(&count.to_string());
    }
}

/// How often something is answered, in words; empty if it is not.
pub fn answered(ui: Ui, counts: &AnswerCounts) -> String {
    let parts = [
        (counts.rebuttal, ui.pick("rebuttal", "réfutation")),
        (counts.correction, "correction"),
        (counts.support, ui.pick("support", "soutien")),
        (counts.question, "question"),
    ];
    let words: Vec<String> = (parts.iter().filter(|(count, _)| *count > 0))
        .map(|(count, what)| format!("{count} {what}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    words.join(" · ")
}

/// How much is folded away somewhere, in words: `+312 replies, 40 rebuttals`.
pub fn folded(tally: &Tally, ui: Ui) -> String {
    let number = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let of = |relation: Relation| tally.links.get(relation.index()).copied().unwrap_or(0);
    let replies = tally.comments + tally.others;
    let mut parts = Vec::new();
    if replies > 0 {
        parts.push(ui.pick(number(replies, "reply", "replies"), number(replies, "réponse", "réponses")));
    }
    for (count, en, fr) in [
        (tally.claims, ("claim", "claims"), ("affirmation", "affirmations")),
        (of(Relation::Rebuttal), ("rebuttal", "rebuttals"), ("réfutation", "réfutations")),
        (of(Relation::Correction), ("correction", "corrections"), ("correction", "corrections")),
        (of(Relation::Support), ("support", "supports"), ("soutien", "soutiens")),
        (of(Relation::Question), ("question", "questions"), ("question", "questions")),
    ] {
        let (one, many) = ui.pick(en, fr);
        parts.extend((count > 0).then(|| number(count, one, many)));
    }
    let into: usize = tally.into.iter().sum();
    if into > 0 {
        let words = ui.pick(("link from here", "links from here"), ("lien d’ici", "liens d’ici"));
        parts.push(number(into, words.0, words.1));
    }
    if parts.is_empty() { String::new() } else { format!("+{}", parts.join(", ")) }
}
