//! The paragraph that an editor reads first: what is at stake, who is on which side, what is open, and how sure that is.

use petgraph::graph::NodeIndex;

use super::super::wording::{self, authors, comments, counted};
use super::{Report, escape};
use crate::issue::{Issue, Side};
use crate::layout::graded::Grade;
use crate::text::Ui;

/// Most words of the paragraph. Source: issue 18, part 6.
const WORDS: usize = 90;

/// Most characters of the title of an issue that is mentioned in passing.
const SHORT: usize = 70;

/// Most issues that are mentioned in passing.
const MENTIONED: usize = 2;

/// Writes the paragraph.
pub(super) fn write(report: &mut Report<'_>) {
    let warning = report.say(
        "Found by machine, unreviewed: read the comments at their source before you quote or conclude.",
        "Trouvé par une machine, non relu : lisez les commentaires à leur source avant de citer ou de conclure.",
    );
    // The first and the last sentence always appear; the others while there is room.
    let (first, last) = (read(report), format!("*{warning}*"));
    let mut room = WORDS.saturating_sub(words(&first) + words(&last));
    let mut sentences = vec![first];
    for sentence in [sides(report), open(report), mentioned(report)].into_iter().flatten() {
        let count = words(&sentence);
        if count <= room {
            room -= count;
            sentences.push(sentence);
        }
    }
    sentences.push(last);
    report.paragraph(&sentences.join(" "));
}

/// The words of a sentence as a reader counts them. French marks after a space are no words.
fn words(sentence: &str) -> usize {
    sentence.split([' ', '\n']).filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// What was read, and what it is about.
fn read(report: &Report<'_>) -> String {
    let (ui, view) = (report.ui, report.view);
    let count = report.comments().count();
    let mut text = comments(count, ui);
    if let Some(people) = distinct(report, report.comments().map(|(index, _)| index)) {
        text.push_str(ui.pick(" by ", " de "));
        text.push_str(&authors(people, ui));
    }
    let threads = view.map.threads.len();
    if threads > 1 {
        text.push_str(ui.pick(" in ", " dans "));
        text.push_str(&counted(threads, ui, ["thread", "threads"], ["fil", "fils"]));
    }
    if let Some(main) = report.issues.list.first() {
        let title = report.title(main, super::WORDS);
        let about = match (ui, threads) {
            (Ui::En, 0 | 1) => format!(" on {title}"),
            (Ui::En, _) => format!(", above all on {title}"),
            (Ui::Fr, 0 | 1) => format!(" sur {title}"),
            (Ui::Fr, _) => format!(", surtout sur {title}"),
        };
        text.push_str(&about);
    }
    if !view.filters.is_empty() {
        let filters: Vec<String> = view.filters.iter().map(|filter| wording::first_words(filter, 120)).collect();
        text.push_str(&report.say("; only what these filters keep: ", " ; restreint par ces filtres : "));
        text.push_str(&escape::markdown(&filters.join(", ")));
    }
    text.push('.');
    text
}

/// Who is on which side of the main issue: only those who are so with certainty are counted.
fn sides(report: &Report<'_>) -> Option<String> {
    let ui = report.ui;
    let main = report.issues.list.first()?;
    let [support, against] = [Side::For, Side::Against].map(|side| main.party(side));
    let others = support.authors + against.authors + main.unplaced_authors - support.clear - against.clear;
    if !main.is_clear() {
        return Some(unreadable(report, main));
    }
    let (count, opposed) = (people(main, support.clear, ui), against.clear);
    let text = match ui {
        Ui::En if support.clear == 1 => format!("{count} is clearly for it, {opposed} against"),
        Ui::En => format!("{count} are clearly for it, {opposed} against"),
        Ui::Fr if support.clear < 2 => format!("{count} est nettement pour, {opposed} contre"),
        Ui::Fr => format!("{count} sont nettement pour, {opposed} contre"),
    };
    let rest = match (ui, others) {
        (_, 0) => ".".to_owned(),
        (Ui::En, 1) => "; 1 is less clear.".to_owned(),
        (Ui::En, _) => format!("; {others} are less clear."),
        (Ui::Fr, 1) => "\u{a0}; pour 1 autre, c’est moins net.".to_owned(),
        (Ui::Fr, _) => format!("\u{a0}; pour {others} autres, c’est moins net."),
    };
    Some(text + &rest)
}

/// That the sides of an issue cannot be read, and why: how many replies in its thread are neutral or uncertain, or on
/// which side nobody is with certainty.
pub(super) fn unreadable(report: &Report<'_>, issue: &Issue) -> String {
    let mut replies = report.replies();
    replies.retain(|reply| report.view.node(reply.from).is_some_and(|node| node.thread == issue.thread));
    let unclear = |reply: &&super::Reply<'_>| {
        Side::of(reply.link.relation).is_none() || Grade::of_link(reply.link) == Grade::Perhaps
    };
    let (unclear, all) = (replies.iter().filter(unclear).count(), replies.len());
    let ui = report.ui;
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
    report.say(
        &format!("For or against cannot be read here: {why}."),
        &format!("Pour ou contre, on ne peut pas le lire ici : {why}."),
    )
}

/// `3 authors`, or comments if the thread does not name its authors.
pub(super) fn people(issue: &Issue, count: usize, ui: Ui) -> String {
    if issue.authors_known { authors(count, ui) } else { comments(count, ui) }
}

/// How many rebuttals and questions nobody answered. Only sure ones are counted.
fn open(report: &Report<'_>) -> Option<String> {
    let ui = report.ui;
    let replies = report.replies();
    let is_sure = |reply: &&super::Reply<'_>| Grade::of_link(reply.link) == Grade::Sure;
    let attacks = super::answers::open(report, &replies).iter().filter(is_sure).count();
    let questions = super::answers::unanswered(report, &replies).iter().filter(is_sure).count();
    let mut parts = Vec::new();
    if attacks > 0 {
        parts.push(counted(attacks, ui, ["rebuttal", "rebuttals"], ["réfutation", "réfutations"]));
    }
    if questions > 0 {
        parts.push(counted(questions, ui, ["question", "questions"], ["question", "questions"]));
    }
    let what = parts.join(ui.pick(" and ", " et "));
    let has_one = attacks + questions == 1;
    (!parts.is_empty()).then(|| match ui {
        Ui::En => format!("{what} got no answer."),
        Ui::Fr if has_one => format!("{what} est restée sans réponse."),
        Ui::Fr => format!("{what} sont restées sans réponse."),
    })
}

/// What else is argued over.
fn mentioned(report: &Report<'_>) -> Option<String> {
    let others = report.issues.list.iter().skip(1).filter(|issue| issue.is_clear()).take(MENTIONED);
    let titles: Vec<String> = others.map(|issue| report.title(issue, SHORT)).collect();
    let also = report.say("Also argued over: ", "On y débat aussi de ceci : ");
    (!titles.is_empty()).then(|| format!("{also}{}.", titles.join(&report.say("; ", " ; "))))
}

/// The number of distinct authors of these comments; `None` if the source names no authors. Every comment without an
/// author counts as one more.
pub(super) fn distinct(report: &Report<'_>, nodes: impl Iterator<Item = NodeIndex>) -> Option<usize> {
    let mut persons = Vec::new();
    let mut nameless = 0;
    for node in nodes.filter_map(|index| report.view.node(index)) {
        match node.comment.person() {
            Some(person) => persons.push(person),
            None => nameless += 1,
        }
    }
    persons.sort_unstable();
    persons.dedup();
    (!persons.is_empty()).then_some(persons.len() + nameless)
}
