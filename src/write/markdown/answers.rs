//! Sections about single comments: corrections, unanswered rebuttals, concessions, agreement across positions, and
//! unanswered questions.

use super::super::{escape, wording};
use super::{Reply, Report, SHORT};
use crate::graph::Status;
use crate::place::PerNode;
use crate::sort::Order as _;
use crate::text::Ui;
use crate::thread::Relation;

/// Most entries of each section; the others are in the JSON.
const SHOWN: usize = 10;

/// Writes the sections that have entries.
pub(super) fn write(report: &mut Report<'_>) {
    let replies = report.replies();
    corrections(report, &replies);
    let open = open(report, &replies);
    let title = report.say("Rebuttals that nobody answered", "Réfutations restées sans réponse");
    section(report, &title, &open);
    concessions(report);
    bridges(report);
    let title = report.say("Questions that nobody answered", "Questions restées sans réponse");
    let asked = unanswered(report, &replies);
    section(report, &title, &asked);
}

/// Rebuttals that nobody attacks: first those that give a reason, then by probability.
pub(super) fn open<'v>(report: &Report<'v>, replies: &[Reply<'v>]) -> Vec<Reply<'v>> {
    let is_accepted = |reply: &&Reply<'_>| {
        let node = report.view.node(reply.from);
        let status = node.and_then(|node| report.view.standing(node)).map(|standing| standing.status);
        status == Some(Status::Unchallenged)
    };
    let mut open: Vec<Reply<'v>> =
        replies.iter().filter(|reply| reply.link.relation == Relation::Rebuttal).filter(is_accepted).copied().collect();
    open.order_by(|a, b| b.link.reasoned.cmp(&a.link.reasoned).then(b.link.attack().total_cmp(&a.link.attack())));
    open
}

/// Questions whose comment has no other reply.
fn unanswered<'v>(report: &Report<'v>, replies: &[Reply<'v>]) -> Vec<Reply<'v>> {
    let mut answered = PerNode::filled(report.view.map.graph.node_count(), false);
    for reply in replies.iter().filter(|reply| reply.link.relation != Relation::Question) {
        *answered.at_mut(reply.to) = true;
    }
    let asked = Report::of_relation(replies, Relation::Question);
    asked.into_iter().filter(|reply| !answered.at(reply.from)).collect()
}

/// Writes a section with a list of replies.
fn section(report: &mut Report<'_>, title: &str, list: &[Reply<'_>]) {
    if list.is_empty() {
        return;
    }
    report.heading(2, title);
    for reply in list.iter().take(SHOWN) {
        entry(report, reply, "");
    }
    report.more(list.len(), SHOWN);
    space(report);
}

/// Ends a list with an empty line.
fn space(report: &mut Report<'_>) {
    if !report.out.ends_with("\n\n") {
        report.out.push('\n');
    }
}

/// Writes a reply: its relation and target, the words it refers to, and its text.
fn entry(report: &mut Report<'_>, reply: &Reply<'_>, more: &str) {
    let again = *report.quoted.at(reply.from);
    let above = if again { report.say(" (quoted above)", " (cité plus haut)") } else { String::new() };
    let (deed, anchor) = (report.deed(reply), report.anchor(reply));
    report.item(&format!("**{deed}**{anchor}{more}{above}"));
    if !again {
        report.out.push('\n');
        let at = key_byte(report, reply);
        report.quote(reply.from, (SHORT, at), "  ");
    }
}

/// The byte of a reply that shows best what it does: its question mark, or its strongest evidence.
fn key_byte(report: &Report<'_>, reply: &Reply<'_>) -> Option<usize> {
    let text = report.view.node(reply.from).map_or("", |node| node.comment.text.as_str());
    if reply.link.relation == Relation::Question
        && let Some(at) = text.find('?')
    {
        return Some(at);
    }
    let spans = reply.link.evidence.iter().filter_map(|found| Some((found.share, found.from?.start)));
    spans.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, at)| at)
}

fn corrections(report: &mut Report<'_>, replies: &[Reply<'_>]) {
    let list = Report::of_relation(replies, Relation::Correction);
    if list.is_empty() {
        return;
    }
    let title = report.say("Corrections", "Corrections");
    report.heading(2, &title);
    let text = report.say(
        "What somebody says is factually wrong. Check these first.",
        "Ce que quelqu’un dit être faux. À vérifier en premier.",
    );
    report.paragraph(&text);
    for reply in list.iter().take(SHOWN) {
        let status = report.view.node(reply.from).and_then(|node| report.view.standing(node)).map(|found| found.status);
        let more = match status {
            Some(Status::Unchallenged) | None => report.say(" — nobody contests it.", " — personne ne la conteste."),
            Some(Status::Defended) => report.say(" — contested, but defended.", " — contestée, mais défendue."),
            Some(Status::Challenged) => report.say(" — contested.", " — contestée."),
            Some(Status::Undecided) => report.say(" — perhaps contested.", " — peut-être contestée."),
        };
        entry(report, reply, &more);
    }
    report.more(list.len(), SHOWN);
    space(report);
}

fn concessions(report: &mut Report<'_>) {
    let list = report.found.concessions.clone();
    if list.is_empty() {
        return;
    }
    let title = report.say("Who seems to give ground", "Qui semble céder du terrain");
    report.heading(2, &title);
    for found in list.iter().take(SHOWN) {
        let [conceding, rebuttal, comment] =
            [found.conceding, found.rebuttal, found.comment].map(|node| report.object(node));
        let text = match (report.ui, found.by_author) {
            (Ui::En, true) => format!("**In {conceding} the author of {comment} seems to grant {rebuttal} a point**"),
            (Ui::En, false) => {
                format!("**{conceding} seems to grant {rebuttal} a point against {comment}** (perhaps not its author)")
            }
            (Ui::Fr, true) => {
                format!("**Dans {conceding}, l’auteur de {comment} semble donner raison sur un point à {rebuttal}**")
            }
            (Ui::Fr, false) => {
                format!(
                    "**{conceding} semble donner raison sur un point à {rebuttal} contre {comment}** (peut-être un autre auteur)"
                )
            }
        };
        let again = *report.quoted.at(found.conceding);
        let above = if again { report.say(" (quoted above)", " (cité plus haut)") } else { String::new() };
        report.item(&format!("{text}{above}"));
        if !again {
            report.out.push('\n');
            report.quote(found.conceding, (SHORT, None), "  ");
        }
    }
    report.more(list.len(), SHOWN);
    space(report);
}

fn bridges(report: &mut Report<'_>) {
    let list = report.found.bridges.clone();
    if list.is_empty() {
        return;
    }
    let title = report.say("Agreement across positions", "Accords entre positions contraires");
    report.heading(2, &title);
    for bridge in list.iter().take(SHOWN) {
        let [from, to] = [bridge.from, bridge.to].map(|node| report.object(node));
        let plain = |label: &str| escape::markdown(&wording::first_words(label, 60));
        let [holds, against] = [plain(&bridge.holds), plain(&bridge.against)];
        let verb = report.say("supports", "soutient");
        report.item(&format!("**{from}** (*{holds}*) **{verb} {to}** (*{against}*)"));
        if !*report.quoted.at(bridge.from) {
            report.out.push('\n');
            report.quote(bridge.from, (SHORT, None), "  ");
        }
    }
    report.more(list.len(), SHOWN);
    space(report);
}
