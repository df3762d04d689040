//! What is uncertain: the least probable links, and labels close to their threshold.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::super::wording;
use super::{Reply, Report, escape};
use crate::graph::Status;
use crate::sort::Order as _;
use crate::text::Ui;
use crate::thread::Relation;

/// Most entries of each list.
const SHOWN: usize = 8;

/// The threshold of labels unless a pack sets another, and the distance that counts as close.
const DECIDES: f64 = 0.5;
const NEAR: f64 = 0.1;

/// A link whose probabilities all exceed this is not listed.
const SURE: f64 = 0.75;

/// Writes the section if anything is uncertain.
pub(super) fn write(report: &mut Report<'_>) {
    let links = links(report);
    let labels = labels(report);
    let undecided: Vec<NodeIndex> = report
        .comments()
        .filter(|(_, node)| report.view.standing(node).is_some_and(|found| found.status == Status::Undecided))
        .map(|(index, _)| index)
        .collect();
    if links.is_empty() && labels.is_empty() && undecided.is_empty() {
        return;
    }
    let title = report.say("What is unsure", "Ce qui est incertain");
    report.heading(2, &title);
    if !links.is_empty() {
        let text = report.say("The least sure links, as probabilities:", "Les liens les moins sûrs, en probabilités :");
        report.paragraph(&text);
        for (_, reply) in links.iter().take(SHOWN) {
            let text = doubt(report, reply);
            report.item(&text);
        }
        report.out.push('\n');
    }
    if !labels.is_empty() {
        let text = report
            .say("Labels that another word would have tipped:", "Étiquettes qu’un mot de plus aurait fait basculer :");
        report.paragraph(&text);
        for (_, node, label, score) in labels.iter().take(SHOWN) {
            let held = if is_held(report, *node, label) {
                report.say("given", "attribuée")
            } else {
                report.say("not given", "non attribuée")
            };
            let label = escape::markdown(&wording::first_words(report.names.label(label), 60));
            let (name, score) = (report.object(*node), report.percent(*score));
            report.item(
                &format!("{name} ({}): *{label}*, {score}, {held}.", report.id(*node))
                    .replace("):", &report.say("):", ") :")),
            );
        }
        report.out.push('\n');
    }
    if !undecided.is_empty() {
        let names: Vec<String> = undecided.iter().take(SHOWN).map(|node| report.object(*node)).collect();
        let label = report.say(
            "Whether they stand hangs on a relation that is not sure:",
            "Leur sort dépend d’une relation incertaine :",
        );
        let flip = report.say("`palabre explain --flip ID` says which.", "`palabre explain --flip ID` dit lequel.");
        report.paragraph(&format!("{label} {}. {flip}", names.join(", ")));
    }
}

/// The links with the lowest probabilities, each with the lower of its two.
fn links<'v>(report: &Report<'v>) -> Vec<(f64, Reply<'v>)> {
    let mut all: Vec<(f64, Reply<'v>)> = report
        .replies()
        .into_iter()
        .map(|reply| {
            // A neutral reply claims nothing, so only P(link) counts.
            let how = if reply.link.relation == Relation::Reply { 1.0 } else { reply.link.relation_p };
            (how.min(reply.link.confidence), reply)
        })
        .filter(|(sure, _)| *sure < SURE)
        .collect();
    all.order_by(|a, b| a.0.total_cmp(&b.0).then(a.1.edge.cmp(&b.1.edge)));
    all
}

/// Describes the probabilities of a link.
fn doubt(report: &Report<'_>, reply: &Reply<'_>) -> String {
    let (deed, link) = (report.deed(reply), reply.link);
    let answers = report.percent(link.confidence);
    let how = report.percent(link.relation_p);
    let plain = link.relation == Relation::Reply;
    match (report.ui, link.given, plain) {
        (Ui::En, true, _) => format!("{deed}: that it does so, {how}."),
        (Ui::En, false, true) => format!("{deed}: {answers}."),
        (Ui::En, false, false) => format!("{deed}: that it answers it, {answers}; that it does so in this way, {how}."),
        (Ui::Fr, true, _) => format!("{deed}\u{a0}: relation probable à {how}."),
        (Ui::Fr, false, true) => format!("{deed}\u{a0}: lien probable à {answers}."),
        (Ui::Fr, false, false) => format!("{deed}\u{a0}: lien probable à {answers}, relation à {how}."),
    }
}

/// Labels with a probability close to the threshold: distance, comment, label, probability.
fn labels(report: &Report<'_>) -> Vec<(f64, NodeIndex, String, f64)> {
    let mut near = Vec::new();
    for (index, node) in report.comments() {
        let labels =
            node.tags.positions.iter().chain(&node.tags.forms).map(|label| (label.name.to_string(), label.score));
        let below = node.tags.scores.iter().map(|(name, score)| (name.to_string(), score));
        let held = |name: &str| node.tags.holds(name);
        let all = labels.chain(below.filter(|(name, _)| !held(name)));
        for (name, score) in all {
            let distance = (score - DECIDES).abs();
            if distance <= NEAR {
                near.push((distance, index, name, score));
            }
        }
    }
    // Positions first, because the figures count them.
    let positions: BTreeSet<&str> =
        report.comments().flat_map(|(_, node)| &node.tags.positions).map(|label| &*label.name).collect();
    near.order_by(|a, b| {
        let form = |name: &str| !positions.contains(name);
        form(&a.2).cmp(&form(&b.2)).then(a.0.total_cmp(&b.0)).then(a.1.cmp(&b.1)).then_with(|| a.2.cmp(&b.2))
    });
    near
}

/// Whether the view shows the label of the node.
fn is_held(report: &Report<'_>, node: NodeIndex, label: &str) -> bool {
    let Some(node) = report.view.node(node) else { return false };
    report.view.positions(node).chain(report.view.forms(node)).any(|held| &*held.name == label)
}
