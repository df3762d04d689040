//! The paragraph that an editor reads first: what is at stake, who is on which side, what is open, and how sure that is.

use super::super::wording::{self, counted};
use super::{Report, escape};
use crate::issue::{Issue, Side};
use crate::layout::graded::Grade;
use crate::layout::sides::{self, people};
use crate::text::Ui;

/// Most words of the paragraph. Source: issue 18, part 6.
const WORDS: usize = 90;

/// Most characters of the title of an issue that is mentioned in passing.
const SHORT: usize = 70;

/// Most issues that are mentioned in passing.
const MENTIONED: usize = 2;

/// Writes the paragraph.
pub(super) fn write(report: &mut Report<'_>) {
    let warning = sides::warning(report.ui);
    // The first and the last sentence always appear; the others while there is room.
    let (first, last) = (read(report), format!("*{warning}*"));
    let mut room = WORDS.saturating_sub(words(&first) + words(&last));
    let mut sentences = vec![first];
    for sentence in [who(report), open(report), mentioned(report)].into_iter().flatten() {
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
    let threads = view.map.threads.len();
    let mut text = sides::read(view, ui);
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
fn who(report: &Report<'_>) -> Option<String> {
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

/// That the sides of an issue cannot be read, and why.
pub(super) fn unreadable(report: &Report<'_>, issue: &Issue) -> String {
    sides::unreadable(report.view, report.ui, issue)
}

/// To how many rebuttals and questions no answer was found. Only sure ones are counted. Where the source does not say who
/// answers whom, an answer may have been taken for one to somebody else, so nothing is said to be without.
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
        Ui::En if !report.is_given() => format!("No answer was found to {what}."),
        Ui::Fr if !report.is_given() => format!("Aucune réponse n’a été trouvée à {what}."),
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
