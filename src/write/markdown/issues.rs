//! The issues: what is at stake, who is on which side, two voices a side, what is open, and how sure all this is.

use petgraph::graph::NodeIndex;

use super::super::{escape, wording};
use super::answers::rebuttals_without_answer;
use super::brief::unreadable;
use super::{LONG, Report, Texts};
use crate::issue::{Issue, Side};
use crate::layout::graded::Grade;
use crate::layout::sides;
use crate::text::Ui;

/// Most issues; the others are in the JSON.
const SHOWN: usize = 6;

/// Most comments named in one line.
const NAMED: usize = 8;

/// Characters of the second voice of a side.
const SECOND: usize = 400;

/// Writes the section.
pub(super) fn write(report: &mut Report<'_>) {
    let issues = std::sync::Arc::clone(&report.issues);
    if issues.list.is_empty() {
        return;
    }
    let title = report.say("What is at stake", "Ce qui est en jeu");
    report.heading(2, &title);
    let shown: Vec<&Issue> = sides::shown(&issues.list).take(SHOWN).collect();
    for (number, issue) in shown.iter().enumerate() {
        entry(report, number + 1, issue);
    }
    if issues.list.len() > shown.len() {
        let more = issues.list.len() - shown.len();
        let text = report.say(
            "more are less clear or smaller; `palabre stats -f json` lists them.",
            "de plus, moins nets ou plus petits ; `palabre stats -f json` les énumère.",
        );
        report.paragraph(&format!("{more} {text}"));
    }
}

fn entry(report: &mut Report<'_>, number: usize, issue: &Issue) {
    let title = report.title(issue, 300);
    report.heading(3, &format!("{number}. {title}"));
    let place = place(report, issue);
    report.paragraph(&format!("{place} {}", counts(report, issue)));
    if report.input.by_author && issue.is_clear() {
        by_author(report, issue);
    }
    if sides::speaks(issue) {
        for side in [Side::For, Side::Against] {
            voices(report, issue, side);
        }
    }
    let facts: Vec<String> =
        [open(report, issue), conceded(report, issue), last(report, issue)].into_iter().flatten().collect();
    if !facts.is_empty() {
        report.paragraph(&facts.join(" "));
    }
}

/// Names who is clearly on which side.
fn by_author(report: &mut Report<'_>, issue: &Issue) {
    for (side, label) in [
        (Side::For, report.say("Clearly for: ", "Nettement pour : ")),
        (Side::Against, report.say("Clearly against: ", "Nettement contre : ")),
    ] {
        let names = super::super::issues::names(report.view, issue.party(side));
        let names: Vec<String> =
            names.into_iter().map(|name| escape::markdown(&wording::first_words(name, 60))).collect();
        let nobody = report.say("only authors without a name", "seulement des auteurs sans nom");
        report.item(&format!("{label}{}", if names.is_empty() { nobody } else { names.join(", ") }));
    }
    report.out.push('\n');
}

/// Where the words at stake are, and the words that recur.
fn place(report: &Report<'_>, issue: &Issue) -> String {
    let name = report.target(issue.node);
    let is_opening = report.view.node(issue.node).is_some_and(|node| !node.is_comment());
    let thread = report.view.map.threads.get(issue.thread).filter(|_| report.view.map.threads.len() > 1);
    let thread = thread.map_or(String::new(), |thread| {
        let id = escape::markdown(&wording::first_words(&thread.id, 60));
        report.say(&format!(" in thread {id}"), &format!(" du fil {id}"))
    });
    let mut text = match (report.ui, is_opening) {
        (Ui::En, true) => format!("From {name}{thread}."),
        (Ui::En, false) => format!("From {name}{thread}, and the answers below it."),
        (Ui::Fr, true) => format!("Dans {name}{thread}."),
        (Ui::Fr, false) => format!("Dans {name}{thread} et les réponses qui suivent."),
    };
    if !issue.subject.is_empty() && report.input.texts != Texts::None {
        let words: Vec<String> = issue.subject.iter().map(|word| format!("*{}*", escape::markdown(word))).collect();
        let label = report.say("Words that recur:", "Mots qui reviennent :");
        text += &[" ", &label, " ", &words.join(", "), "."].concat();
    }
    text
}

/// How many are on each side, and how sure that is; or that it cannot be read.
fn counts(report: &Report<'_>, issue: &Issue) -> String {
    let ui = report.ui;
    if !issue.is_clear() {
        return unreadable(report, issue);
    }
    let [support, against] = sides::clear(ui, issue);
    format!("**{support}**, **{against}**{}", sides::less(ui, issue))
}

/// Writes the best comments of a side.
fn voices(report: &mut Report<'_>, issue: &Issue, side: Side) {
    let party = issue.party(side).clone();
    let label = match side {
        Side::For => report.say("**For:**", "**Pour :**"),
        Side::Against => report.say("**Against:**", "**Contre :**"),
    };
    if party.voices.is_empty() {
        let text = report.say(
            "no comment is on this side with enough certainty to be quoted.",
            "aucun commentaire n’est assez sûrement de ce côté pour être cité.",
        );
        report.paragraph(&format!("{label} {text}"));
        return;
    }
    let names: Vec<String> = party
        .voices
        .iter()
        .map(|voice| {
            let above = if *voice == issue.node {
                report.say(" (quoted in the heading)", " (cité en titre)")
            } else if *report.quoted.at(*voice) {
                report.say(" (quoted above)", " (cité plus haut)")
            } else {
                String::new()
            };
            report.object(*voice) + &above
        })
        .collect();
    report.paragraph(&format!("{label} {}.", names.join(&report.say(", then ", ", puis "))));
    for (place, voice) in party.voices.iter().enumerate().filter(|(_, voice)| **voice != issue.node) {
        report.quote(*voice, (if place == 0 { LONG } else { SECOND }, None), "");
    }
}

/// The names of some comments.
fn names(report: &Report<'_>, nodes: &[NodeIndex]) -> String {
    let mut names: Vec<String> = nodes.iter().take(NAMED).map(|node| report.object(*node)).collect();
    names.extend((nodes.len() > NAMED).then(|| format!("… (+{})", nodes.len() - NAMED)));
    names.join(", ")
}

/// The rebuttals that nobody answered, the sure ones first.
fn open(report: &Report<'_>, issue: &Issue) -> Option<String> {
    let replies = report.replies();
    let open = super::answers::open(report, &replies);
    let of = |grade: Grade| -> Vec<NodeIndex> {
        let graded = open.iter().filter(|reply| Grade::of_link(reply.link) == grade);
        let mut nodes: Vec<NodeIndex> =
            graded.map(|reply| reply.from).filter(|node| issue.open.binary_search(node).is_ok()).collect();
        nodes.dedup();
        nodes
    };
    let (sure, seeming) = (of(Grade::Sure), of(Grade::Seems));
    let mut parts = Vec::new();
    if !sure.is_empty() {
        let (en, fr) = rebuttals_without_answer(report);
        let names = names(report, &sure);
        parts.push(report.say(&format!("{en}: {names}."), &format!("{fr}\u{a0}: {names}.")));
    }
    if !seeming.is_empty() {
        parts.push(report.say(
            &format!("Seem to rebut, and no answer was found: {}.", names(report, &seeming)),
            &format!("Semblent réfuter, sans réponse trouvée : {}.", names(report, &seeming)),
        ));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Who seems to give ground.
fn conceded(report: &Report<'_>, issue: &Issue) -> Option<String> {
    let names = names(report, &issue.conceded);
    (!issue.conceded.is_empty()).then(|| {
        report.say(&format!("Seem to give ground: {names}."), &format!("Semblent céder du terrain : {names}."))
    })
}

/// The last word.
fn last(report: &Report<'_>, issue: &Issue) -> Option<String> {
    let last = issue.last.filter(|last| *last != issue.node)?;
    let is_on = |side: &Side| issue.party(*side).clear_comments.contains(&last);
    let side = [Side::For, Side::Against].into_iter().filter(|_| issue.is_clear()).find(is_on);
    let name = report.object(last);
    Some(match (report.ui, side) {
        (Ui::En, Some(Side::For)) => format!("Last word: {name}, for."),
        (Ui::En, Some(Side::Against)) => format!("Last word: {name}, against."),
        (Ui::En, None) => format!("Last word: {name}."),
        (Ui::Fr, Some(Side::For)) => format!("Dernier mot\u{a0}: {name}, pour."),
        (Ui::Fr, Some(Side::Against)) => format!("Dernier mot\u{a0}: {name}, contre."),
        (Ui::Fr, None) => format!("Dernier mot\u{a0}: {name}."),
    })
}
