//! What outputs say of the sides of an issue, in words: how many authors are on which side, and how sure that is; or that
//! for and against cannot be read. Report, summary and terminal take the sentences from here, so that they agree.

use petgraph::graph::NodeIndex;

use super::words::{authors, comments};
use crate::filter::View;
use crate::graph::Node;
use crate::issue::{Issue, Side};
use crate::layout::graded::Grade;
use crate::text::Ui;

/// `3 authors`, or comments if the thread does not name its authors.
pub fn people(issue: &Issue, count: usize, ui: Ui) -> String {
    if issue.authors_known { authors(count, ui) } else { comments(count, ui) }
}

/// A percentage, 100 only for what is certain.
pub fn percent(ui: Ui, p: f64) -> String {
    let whole = libm::round(p.clamp(0.0, 1.0) * 100.0);
    let whole = if p < 1.0 { whole.min(99.0) } else { whole };
    ui.pick(format!("{whole}%"), format!("{whole}\u{a0}%"))
}

/// `3 authors clearly for`, `2 against`: those who are on a side with certainty.
pub fn clear(ui: Ui, issue: &Issue) -> [String; 2] {
    let (count, opposed) = (people(issue, issue.support.clear, ui), issue.against.clear);
    [
        ui.pick(format!("{count} clearly for"), format!("{count} nettement pour")),
        ui.pick(format!("{opposed} against"), format!("{opposed} contre")),
    ]
}

/// The others, and how sure the sides are: `; less clearly 1 for, 4 against; 3 on no side (73% rightly placed, by its own
/// estimate).`
pub fn less(ui: Ui, issue: &Issue) -> String {
    let [more, more_opposed] = [Side::For, Side::Against].map(|side| {
        let party = issue.party(side);
        party.authors.saturating_sub(party.clear)
    });
    let unplaced = issue.unplaced_authors;
    let rest = if more + more_opposed + unplaced == 0 {
        String::new()
    } else {
        ui.pick(
            format!("; less clearly {more} for, {more_opposed} against; {unplaced} on no side"),
            format!("\u{a0}; moins nettement {more} pour, {more_opposed} contre\u{a0}; {unplaced} d’aucun côté"),
        )
    };
    let how = if issue.camps { "" } else { ui.pick("direct answers only, ", "réponses directes seules, ") };
    let sure = percent(ui, issue.sure);
    rest + &ui.pick(
        format!(" ({how}{sure} rightly placed, by its own estimate)."),
        format!(" ({how}{sure} bien situés, selon sa propre estimation)."),
    )
}

/// That the sides of an issue cannot be read, and why: how many replies in its thread are neutral or uncertain, or on
/// which side nobody is with certainty. Linear in the links of the view.
pub fn unreadable(view: &View<'_>, ui: Ui, issue: &Issue) -> String {
    let (mut unclear, mut all) = (0, 0);
    for (from, _, edge) in view.edges.iter().filter_map(|edge| view.edge(*edge)) {
        let is_here = !view.is_faded(from) && view.node(from).is_some_and(|node| node.thread == issue.thread);
        let Some(link) = edge.link().filter(|_| is_here) else { continue };
        all += 1;
        unclear += usize::from(Side::of(link.relation).is_none() || Grade::of_link(link) == Grade::Perhaps);
    }
    let why = if all == 0 {
        ui.pick("nobody answers anybody", "personne ne répond à personne").to_owned()
    } else if unclear * 2 >= all {
        match ui {
            Ui::En if all == 1 => "the only reply is neutral or uncertain".to_owned(),
            Ui::En => format!("{unclear} of {all} replies are neutral or uncertain"),
            Ui::Fr if all == 1 => "la seule réponse est neutre ou incertaine".to_owned(),
            Ui::Fr => format!("{unclear} réponses sur {all} sont neutres ou incertaines"),
        }
    } else {
        match (issue.support.clear, issue.against.clear) {
            (0, 1..) => ui.pick("nobody is clearly for it", "personne n’est nettement pour").to_owned(),
            (1.., 0) => ui.pick("nobody is clearly against it", "personne n’est nettement contre").to_owned(),
            _ => ui.pick("nobody is clearly on a side", "personne n’est nettement d’un côté").to_owned(),
        }
    };
    ui.pick(
        format!("For or against cannot be read here: {why}."),
        format!("Pour ou contre, on ne peut pas le lire ici\u{a0}: {why}."),
    )
}

/// The warning that closes every summary.
pub fn warning(ui: Ui) -> &'static str {
    ui.pick(
        "Found by machine, unreviewed: read the comments at their source before you quote or conclude.",
        "Trouvé par une machine, non relu\u{a0}: lisez les commentaires à leur source avant de citer ou de conclure.",
    )
}

/// The issues that a summary shows, in the order of the thread: the main one of each thread in any case, and the others
/// whose sides can be read. A part of a discussion whose sides cannot be read is no help.
pub fn shown(list: &[Issue]) -> impl Iterator<Item = &Issue> {
    list.iter().filter(|issue| issue.is_main || issue.is_clear())
}

/// Whether the best comments of an issue are quoted: on both sides, or on one if the sides can be read. One side alone says
/// nothing where they cannot.
pub fn speaks(issue: &Issue) -> bool {
    let speaks = |side: &Side| issue.party(*side).voices.iter().any(|voice| *voice != issue.node);
    let sides = [Side::For, Side::Against];
    sides.iter().all(speaks) || issue.is_clear() && sides.iter().any(speaks)
}

/// The number of distinct authors of these comments; `None` if the source names no authors. Every comment without an
/// author counts as one more.
pub fn distinct(view: &View<'_>, nodes: impl Iterator<Item = NodeIndex>) -> Option<usize> {
    let mut persons = Vec::new();
    let mut nameless = 0;
    for node in nodes.filter_map(|index| view.node(index)) {
        match node.comment.person() {
            Some(person) => persons.push(person),
            None => nameless += 1,
        }
    }
    persons.sort_unstable();
    persons.dedup();
    (!persons.is_empty()).then_some(persons.len() + nameless)
}

/// What was read: `86 comments by 23 authors in 2 threads`. Comments that are shown only for context are not counted.
pub fn read(view: &View<'_>, ui: Ui) -> String {
    let shown = view.nodes.iter().copied().filter(|index| !view.is_faded(*index));
    let read: Vec<NodeIndex> = shown.filter(|index| view.node(*index).is_some_and(Node::is_comment)).collect();
    let mut text = comments(read.len(), ui);
    if let Some(people) = distinct(view, read.into_iter()) {
        text.push_str(ui.pick(" by ", " de "));
        text.push_str(&authors(people, ui));
    }
    let threads = view.map.threads.len();
    if threads > 1 {
        text.push_str(ui.pick(" in ", " dans "));
        text.push_str(&super::words::counted(threads, ui, ["thread", "threads"], ["fil", "fils"]));
    }
    text
}
