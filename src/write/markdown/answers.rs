//! What single comments do: corrections, rebuttals that nobody answered, who gave in, who agrees across positions, and
//! questions that nobody answered.

use super::super::{escape, wording};
use super::{Desk, Reply, SHORT};
use crate::graph::Status;
use crate::place::PerNode;
use crate::text::Ui;
use crate::thread::Relation;

/// Entries of each kind that are told; the others are in the JSON.
const TOLD: usize = 10;

/// Writes the sections that have something to say.
pub(super) fn write(desk: &mut Desk<'_>) {
    let replies = desk.replies();
    corrections(desk, &replies);
    let open = open(desk, &replies);
    let title = desk.say("Rebuttals that nobody answered", "Réfutations restées sans réponse");
    section(desk, &title, &open);
    concessions(desk);
    bridges(desk);
    let title = desk.say("Questions that nobody answered", "Questions restées sans réponse");
    let asked = unanswered(desk, &replies);
    section(desk, &title, &asked);
}

/// Rebuttals that nobody attacks in turn: those with a ground first, then the surest.
pub(super) fn open<'v>(desk: &Desk<'v>, replies: &[Reply<'v>]) -> Vec<Reply<'v>> {
    let stands = |reply: &&Reply<'_>| {
        let node = desk.view.node(reply.from);
        let status = node.and_then(|node| desk.view.standing(node)).map(|standing| standing.status);
        status == Some(Status::Unchallenged)
    };
    let mut open: Vec<Reply<'v>> =
        replies.iter().filter(|reply| reply.link.relation == Relation::Rebuttal).filter(stands).copied().collect();
    open.sort_by(|a, b| b.link.reasoned.cmp(&a.link.reasoned).then(b.link.attack().total_cmp(&a.link.attack())));
    open
}

/// Replies that ask, of comments that nothing answers.
fn unanswered<'v>(desk: &Desk<'v>, replies: &[Reply<'v>]) -> Vec<Reply<'v>> {
    let mut answered = PerNode::filled(desk.view.map.graph.node_count(), false);
    for reply in replies.iter().filter(|reply| reply.link.relation != Relation::Question) {
        *answered.at_mut(reply.to) = true;
    }
    let asked = Desk::of_relation(replies, Relation::Question);
    asked.into_iter().filter(|reply| !answered.at(reply.from)).collect()
}

/// A list of replies, each with its words.
fn section(desk: &mut Desk<'_>, title: &str, list: &[Reply<'_>]) {
    if list.is_empty() {
        return;
    }
    desk.heading(2, title);
    for reply in list.iter().take(TOLD) {
        tell(desk, reply, "");
    }
    desk.rest(list.len(), TOLD);
    space(desk);
}

/// Ends a list with an empty line.
fn space(desk: &mut Desk<'_>) {
    if !desk.out.ends_with("\n\n") {
        desk.out.push('\n');
    }
}

/// A reply: who does what to whom, on which words, and its own.
fn tell(desk: &mut Desk<'_>, reply: &Reply<'_>, more: &str) {
    let again = *desk.quoted.at(reply.from);
    let above = if again { desk.say(" (quoted above)", " (cité plus haut)") } else { String::new() };
    let (deed, anchor) = (desk.deed(reply), desk.anchor(reply));
    desk.item(&format!("**{deed}**{anchor}{more}{above}"));
    if !again {
        desk.out.push('\n');
        let at = telling(desk, reply);
        desk.quote(reply.from, (SHORT, at), "  ");
    }
}

/// Where the words of a reply stand that show best what it does: of a question its mark, else the evidence that weighs
/// most.
fn telling(desk: &Desk<'_>, reply: &Reply<'_>) -> Option<usize> {
    let text = desk.view.node(reply.from).map_or("", |node| node.comment.text.as_str());
    if reply.link.relation == Relation::Question
        && let Some(at) = text.find('?')
    {
        return Some(at);
    }
    let spans = reply.link.evidence.iter().filter_map(|found| Some((found.share, found.from?.start)));
    spans.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, at)| at)
}

fn corrections(desk: &mut Desk<'_>, replies: &[Reply<'_>]) {
    let list = Desk::of_relation(replies, Relation::Correction);
    if list.is_empty() {
        return;
    }
    let title = desk.say("Corrections", "Corrections");
    desk.heading(2, &title);
    let said = desk.say(
        "What somebody says is factually wrong. Check these first.",
        "Ce que quelqu’un dit être faux. À vérifier en premier.",
    );
    desk.paragraph(&said);
    for reply in list.iter().take(TOLD) {
        let status = desk.view.node(reply.from).and_then(|node| desk.view.standing(node)).map(|found| found.status);
        let more = match status {
            Some(Status::Unchallenged) | None => desk.say(" — nobody contests it.", " — personne ne la conteste."),
            Some(Status::Defended) => desk.say(" — contested, but defended.", " — contestée, mais défendue."),
            Some(Status::Challenged) => desk.say(" — contested.", " — contestée."),
            Some(Status::Undecided) => desk.say(" — perhaps contested.", " — peut-être contestée."),
        };
        tell(desk, reply, &more);
    }
    desk.rest(list.len(), TOLD);
    space(desk);
}

fn concessions(desk: &mut Desk<'_>) {
    let list = desk.found.concessions.clone();
    if list.is_empty() {
        return;
    }
    let title = desk.say("Who seems to give ground", "Qui semble céder du terrain");
    desk.heading(2, &title);
    for found in list.iter().take(TOLD) {
        let [conceding, rebuttal, comment] =
            [found.conceding, found.rebuttal, found.comment].map(|node| desk.object(node));
        let said = match (desk.ui, found.by_author) {
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
        let again = *desk.quoted.at(found.conceding);
        let above = if again { desk.say(" (quoted above)", " (cité plus haut)") } else { String::new() };
        desk.item(&format!("{said}{above}"));
        if !again {
            desk.out.push('\n');
            desk.quote(found.conceding, (SHORT, None), "  ");
        }
    }
    desk.rest(list.len(), TOLD);
    space(desk);
}

fn bridges(desk: &mut Desk<'_>) {
    let list = desk.found.bridges.clone();
    if list.is_empty() {
        return;
    }
    let title = desk.say("Agreement across positions", "Accords entre positions contraires");
    desk.heading(2, &title);
    for bridge in list.iter().take(TOLD) {
        let [from, to] = [bridge.from, bridge.to].map(|node| desk.object(node));
        let plain = |label: &str| escape::markdown(&wording::first_words(label, 60));
        let [holds, against] = [plain(&bridge.holds), plain(&bridge.against)];
        let verb = desk.say("supports", "soutient");
        desk.item(&format!("**{from}** (*{holds}*) **{verb} {to}** (*{against}*)"));
        if !*desk.quoted.at(bridge.from) {
            desk.out.push('\n');
            desk.quote(bridge.from, (SHORT, None), "  ");
        }
    }
    desk.rest(list.len(), TOLD);
    space(desk);
}
