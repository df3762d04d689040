//! What is unsure: the least sure links, and labels that another word would have tipped.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::super::wording;
use super::{Desk, Reply, escape};
use crate::graph::Status;
use crate::text::Ui;
use crate::thread::Relation;

/// Entries of each kind.
const TOLD: usize = 8;

/// Where labels are decided unless a pack says otherwise, and how near to it is near.
const DECIDES: f64 = 0.5;
const NEAR: f64 = 0.1;

/// A link that is surer than this in all that is said of it needs no second look.
const SURE: f64 = 0.75;

/// Writes the section, where there is something to doubt.
pub(super) fn write(desk: &mut Desk<'_>) {
    let links = links(desk);
    let labels = labels(desk);
    let undecided: Vec<NodeIndex> = desk
        .comments()
        .filter(|(_, node)| desk.view.standing(node).is_some_and(|found| found.status == Status::Undecided))
        .map(|(index, _)| index)
        .collect();
    if links.is_empty() && labels.is_empty() && undecided.is_empty() {
        return;
    }
    let title = desk.say("What is unsure", "Ce qui est incertain");
    desk.heading(2, &title);
    if !links.is_empty() {
        let said = desk.say("The least sure links, as probabilities:", "Les liens les moins sûrs, en probabilités :");
        desk.paragraph(&said);
        for (_, reply) in links.iter().take(TOLD) {
            let said = doubt(desk, reply);
            desk.item(&said);
        }
        desk.out.push('\n');
    }
    if !labels.is_empty() {
        let said = desk
            .say("Labels that another word would have tipped:", "Étiquettes qu’un mot de plus aurait fait basculer :");
        desk.paragraph(&said);
        for (_, node, label, score) in labels.iter().take(TOLD) {
            let (name, label, score) = (desk.object(*node), escape::markdown(label), desk.percent(*score));
            let held = if score_is_held(desk, *node, &label) {
                desk.say("given", "donnée")
            } else {
                desk.say("not given", "non donnée")
            };
            desk.item(
                &format!("{name} ({}): *{label}*, {score}, {held}.", desk.id(*node))
                    .replace("):", &desk.say("):", ") :")),
            );
        }
        desk.out.push('\n');
    }
    if !undecided.is_empty() {
        let names: Vec<String> = undecided.iter().take(TOLD).map(|node| desk.object(*node)).collect();
        let label = desk.say(
            "Whether they stand hangs on a link that may not be there:",
            "Leur sort dépend d’un lien qui n’existe peut-être pas :",
        );
        let flip = desk.say("`palabre explain --flip ID` says which.", "`palabre explain --flip ID` dit lequel.");
        desk.paragraph(&format!("{label} {}. {flip}", names.join(", ")));
    }
}

/// The links whose weaker probability is least, with it.
fn links<'v>(desk: &Desk<'v>) -> Vec<(f64, Reply<'v>)> {
    let mut all: Vec<(f64, Reply<'v>)> = desk
        .replies()
        .into_iter()
        .map(|reply| {
            // That a reply is neutral is the abstention, and no claim.
            let how = if reply.link.relation == Relation::Reply { 1.0 } else { reply.link.relation_p };
            (how.min(reply.link.confidence), reply)
        })
        .filter(|(sure, _)| *sure < SURE)
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.edge.cmp(&b.1.edge)));
    all
}

/// What is doubtful about a link.
fn doubt(desk: &Desk<'_>, reply: &Reply<'_>) -> String {
    let (deed, link) = (desk.deed(reply), reply.link);
    let answers = desk.percent(link.confidence);
    let how = desk.percent(link.relation_p);
    let plain = link.relation == Relation::Reply;
    match (desk.ui, link.given, plain) {
        (Ui::En, true, _) => format!("{deed}: that it does so, {how}."),
        (Ui::En, false, true) => format!("{deed}: {answers}."),
        (Ui::En, false, false) => format!("{deed}: that it answers it, {answers}; that it does so in this way, {how}."),
        (Ui::Fr, true, _) => format!("{deed}\u{a0}: de cette manière, {how}."),
        (Ui::Fr, false, true) => format!("{deed}\u{a0}: {answers}."),
        (Ui::Fr, false, false) => format!("{deed}\u{a0}: qu’il y réponde, {answers}\u{a0}; de cette manière, {how}."),
    }
}

/// Labels whose probability is near to where it is decided: distance, comment, label, probability.
fn labels(desk: &Desk<'_>) -> Vec<(f64, NodeIndex, String, f64)> {
    let mut near = Vec::new();
    for (index, node) in desk.comments() {
        let labels =
            node.tags.positions.iter().chain(&node.tags.forms).map(|label| (label.name.to_string(), label.score));
        let below = node.tags.scores.iter().map(|(name, score)| (name.to_string(), score));
        let held = |name: &str| node.tags.holds(name);
        let all = labels.chain(below.filter(|(name, _)| !held(name)));
        for (name, score) in all {
            let distance = (score - DECIDES).abs();
            if distance <= NEAR {
                near.push((distance, index, wording::first_words(&name, 60), score));
            }
        }
    }
    // Positions before forms: they are what is counted.
    let positions: BTreeSet<&str> =
        desk.comments().flat_map(|(_, node)| &node.tags.positions).map(|label| &*label.name).collect();
    near.sort_by(|a, b| {
        let form = |name: &str| !positions.contains(name);
        form(&a.2).cmp(&form(&b.2)).then(a.0.total_cmp(&b.0)).then(a.1.cmp(&b.1)).then_with(|| a.2.cmp(&b.2))
    });
    near
}

/// Whether the view counts a label as held.
fn score_is_held(desk: &Desk<'_>, node: NodeIndex, label: &str) -> bool {
    let Some(node) = desk.view.node(node) else { return false };
    let is = |name: &str| escape::markdown(&wording::first_words(name, 60)) == label;
    desk.view.positions(node).any(|held| is(&held.name)) || desk.view.forms(node).any(|held| is(&held.name))
}
