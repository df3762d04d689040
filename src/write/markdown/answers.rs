//! Sections about single comments: unanswered rebuttals and questions, corrections, concessions, and agreement across
//! positions.

use super::super::{escape, wording};
use super::{Reply, Report, SHORT, Texts};
use crate::graph::Status;
use crate::layout::graded::Grade;
use crate::place::PerNode;
use crate::text::Ui;
use crate::thread::Relation;

/// Most entries of each section; the others are in the JSON.
const SHOWN: usize = 10;

/// What rebuttals without an answer are called, in English and French: where links are inferred, no more than "none was found".
pub(super) fn rebuttals_without_answer(report: &Report<'_>) -> (&'static str, &'static str) {
    if report.is_given() {
        ("Rebuttals that nobody answered", "Réfutations restées sans réponse")
    } else {
        ("Rebuttals to which no answer was found", "Réfutations dont la réponse n’a pas été trouvée")
    }
}

/// Writes the sections that have entries.
pub(super) fn write(report: &mut Report<'_>) {
    let replies = report.replies();
    let open = open(report, &replies);
    let (en, fr) = rebuttals_without_answer(report);
    let title = report.say(en, fr);
    section(report, &title, &open);
    let title = if report.is_given() {
        report.say("Questions that nobody answered", "Questions restées sans réponse")
    } else {
        report.say("Questions to which no answer was found", "Questions dont la réponse n’a pas été trouvée")
    };
    let asked = unanswered(report, &replies);
    section(report, &title, &asked);
    corrections(report, &replies);
    concessions(report);
    bridges(report);
}

/// Rebuttals and corrections that at least seem to be one and that nobody else answered: first the sure ones, then those
/// that give a reason, then by probability.
pub(super) fn open<'v>(report: &Report<'v>, replies: &[Reply<'v>]) -> Vec<Reply<'v>> {
    let mut is_open = PerNode::filled(report.view.map.graph.node_count(), false);
    for node in report.issues.list.iter().flat_map(|issue| &issue.open) {
        *is_open.at_mut(*node) = true;
    }
    let is_attack = |reply: &&Reply<'_>| reply.link.relation.is_attack() && Grade::of_link(reply.link) >= Grade::Seems;
    let mut open: Vec<Reply<'v>> =
        replies.iter().filter(is_attack).filter(|reply| *is_open.at(reply.from)).copied().collect();
    let rank = |reply: &Reply<'_>| (Grade::of_link(reply.link), reply.link.reasoned);
    open.sort_by(|a, b| {
        rank(b).cmp(&rank(a)).then(b.link.attack().total_cmp(&a.link.attack())).then(a.edge.cmp(&b.edge))
    });
    open
}

/// Questions that at least seem to be one, and whose comment has no other reply.
pub(super) fn unanswered<'v>(report: &Report<'v>, replies: &[Reply<'v>]) -> Vec<Reply<'v>> {
    let mut answered = PerNode::filled(report.view.map.graph.node_count(), false);
    for reply in replies {
        *answered.at_mut(reply.to) = true;
    }
    let asked = Report::of_relation(replies, Relation::Question).into_iter();
    asked.filter(|reply| Grade::of_link(reply.link) >= Grade::Seems && !answered.at(reply.from)).collect()
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
    let mut list = Report::of_relation(replies, Relation::Correction);
    list.retain(|reply| Grade::of_link(reply.link) == Grade::Sure);
    if list.is_empty() {
        return;
    }
    let title = report.say("Corrections", "Corrections");
    report.heading(2, &title);
    let text = report.say(
        "What somebody says is factually wrong. Check these first.",
        "Ce qu’un commentaire signale comme faux. À vérifier en premier.",
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
        let conflict = conflict(report, reply) + &more;
        entry(report, reply, &conflict);
    }
    report.more(list.len(), SHOWN);
    space(report);
}

/// The words of both comments that conflict: “41 %”, not “14 %”. Empty if they are unknown or the output carries no text.
fn conflict(report: &Report<'_>, reply: &Reply<'_>) -> String {
    let pair = reply.link.evidence.iter().filter_map(|found| Some((found.share, found.from?, found.to?)));
    let best = pair.max_by(|a, b| a.0.total_cmp(&b.0));
    let (Some((_, from, to)), Some(own), Some(other)) =
        (best, report.view.node(reply.from), report.view.node(reply.to))
    else {
        return String::new();
    };
    if report.input.texts == Texts::None {
        return String::new();
    }
    let (own, other) = (report.quotation(from.of(&own.comment.text)), report.quotation(to.of(&other.comment.text)));
    report.say(&format!(" ({own} against {other})"), &format!(" ({own} contre {other})"))
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
        let name = |id: &str| plain(report.names.label(id));
        let [holds, against] = [name(&bridge.holds), name(&bridge.against)];
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
