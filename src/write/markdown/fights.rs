//! The disputes: the target, both sides, the best comment of each side, and how it ended.

use super::super::escape;
use super::super::wording::{self, authors, comments};
use super::{LONG, Report, Texts};
use crate::issue::{Camp, Dispute, Side};
use crate::text::Ui;

/// Most disputes; the others are in the JSON.
const SHOWN: usize = 8;

/// Characters of the target of a dispute.
const TARGET: usize = 240;

/// Most attacks named per dispute.
const NAMED: usize = 10;

/// Writes the section.
pub(super) fn write(report: &mut Report<'_>) {
    let list = report.found.list.clone();
    if list.is_empty() {
        return;
    }
    let title = report.say("What is disputed", "Ce qui fait débat");
    report.heading(2, &title);
    for (number, dispute) in list.iter().take(SHOWN).enumerate() {
        entry(report, number + 1, dispute);
    }
    if list.len() > SHOWN {
        let more = list.len() - SHOWN;
        let text = report.say(
            "smaller disputes are left out; `palabre stats -f json` lists them.",
            "débats plus petits sont omis ; `palabre stats -f json` les énumère.",
        );
        report.paragraph(&format!("{more} {text}"));
    }
}

fn entry(report: &mut Report<'_>, number: usize, dispute: &Dispute) {
    let ui = report.ui;
    let heading = wording::capital(&report.target(dispute.target));
    report.heading(3, &format!("{number}. {heading}"));
    if report.input.texts != Texts::None
        && let Some(node) = report.view.node(dispute.target)
    {
        let words = escape::markdown(&wording::first_words(&node.comment.text, TARGET));
        report.paragraph(&format!("> {words}"));
    }
    let (against, support) = (dispute.against, dispute.support);
    let sum = match (ui, dispute.authors_known) {
        (Ui::En, true) => format!(
            "{} ({}) against it, {} ({}) for it; {} in all.",
            comments(against.comments, ui),
            authors(against.authors, ui),
            support.comments,
            authors(support.authors, ui),
            authors(dispute.authors, ui),
        ),
        (Ui::Fr, true) => format!(
            "{} ({}) contre, {} ({}) pour\u{a0}; {} en tout.",
            comments(against.comments, ui),
            authors(against.authors, ui),
            support.comments,
            authors(support.authors, ui),
            authors(dispute.authors, ui),
        ),
        (Ui::En, false) => format!(
            "{} against it, {} for it; how many authors that is, the source does not tell.",
            comments(against.comments, ui),
            support.comments,
        ),
        (Ui::Fr, false) => format!(
            "{} contre, {} pour\u{a0}; la source ne dit pas de combien d’auteurs.",
            comments(against.comments, ui),
            support.comments,
        ),
    };
    report.paragraph(&sum);
    camp(report, &against, Side::Against);
    camp(report, &support, Side::For);
    end(report, dispute);
}

/// Writes the best comment of one side.
fn camp(report: &mut Report<'_>, camp: &Camp, side: Side) {
    let ui = report.ui;
    let label = match side {
        Side::Against => report.say("**Against.**", "**Contre.**"),
        Side::For => report.say("**For.**", "**Pour.**"),
    };
    let name = report.object(camp.best);
    let again = *report.quoted.at(camp.best);
    let mut text = match (ui, camp.comments, camp.reasoned) {
        (Ui::En, 1, true) => format!("{name} alone, who gives a ground"),
        (Ui::En, 1, false) => format!("{name} alone, who gives no ground"),
        (Ui::En, count, true) => format!("{name}, the best reasoned of {count}"),
        (Ui::En, count, false) => format!("{name}; none of the {count} gives a ground"),
        (Ui::Fr, 1, true) => format!("{name} seul, avec un argument"),
        (Ui::Fr, 1, false) => format!("{name} seul, sans argument"),
        (Ui::Fr, count, true) => format!("{name}, le mieux argumenté des {count}"),
        (Ui::Fr, count, false) => format!("{name}\u{a0}; aucun des {count} ne donne d’argument"),
    };
    if again {
        text += ui.pick(", quoted above", ", cité plus haut");
    }
    let stop = if again { "." } else { ui.pick(":", "\u{a0}:") };
    report.paragraph(&format!("{label} {text}{stop}"));
    report.quote(camp.best, (LONG, None), "");
}

/// Writes how the dispute ended, and which attacks are unanswered.
fn end(report: &mut Report<'_>, dispute: &Dispute) {
    let ui = report.ui;
    let last = report.object(dispute.end.comment);
    let label = report.say("**How it ended.**", "**Issue.**");
    let mut text = match (ui, dispute.end.side) {
        (Ui::En, Some(Side::Against)) => format!("The last word is {last}’s, against it."),
        (Ui::En, Some(Side::For)) => format!("The last word is {last}’s, for it."),
        (Ui::En, None) => format!("The last word is {last}’s, which takes neither side."),
        (Ui::Fr, Some(Side::Against)) => format!("Le dernier mot revient à {last}, contre."),
        (Ui::Fr, Some(Side::For)) => format!("Le dernier mot revient à {last}, pour."),
        (Ui::Fr, None) => format!("Le dernier mot revient à {last}, qui ne prend pas parti."),
    };
    let open = dispute.open.len();
    let names: Vec<String> = dispute.open.iter().take(NAMED).map(|node| report.object(*node)).collect();
    let mut names = names.join(", ");
    if open > NAMED {
        names += ui.pick(" and others", " et d’autres");
    }
    let unanswered = match (ui, open) {
        (Ui::En, 0) => " Every attack on it is contested in turn.".to_owned(),
        (Ui::En, 1) => format!(" One attack stands, unanswered or upheld: {names}."),
        (Ui::En, _) => format!(" {open} attacks stand, unanswered or upheld: {names}."),
        (Ui::Fr, 0) => " Toute critique y est contestée à son tour.".to_owned(),
        (Ui::Fr, 1) => format!(" Une critique tient, sans réponse ou confirmée\u{a0}: {names}."),
        (Ui::Fr, _) => format!(" {open} critiques tiennent, sans réponse ou confirmées\u{a0}: {names}."),
    };
    text.push_str(&unanswered);
    report.paragraph(&format!("{label} {text}"));
}
