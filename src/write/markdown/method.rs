//! The method in a few lines: where links and sides come from, and what makes them unsure.

use super::super::wording::{comments, links};
use super::Report;
use crate::graph::Status;
use crate::issue::{CAMPS, PLACED};
use crate::layout::graded::{SEEMS, SURE};
use crate::layout::words;
use crate::text::Ui;

/// Writes the section.
pub(super) fn write(report: &mut Report<'_>) {
    let title = report.say("Method", "Méthode");
    report.heading(2, &title);
    let (sure, seems) = (report.percent(SURE), report.percent(SEEMS));
    let verbs = match report.ui {
        Ui::En => format!(
            "“Rebuts” is written from a probability of {sure} on, “seems to rebut” from {seems} on; below that, a reply “answers, perhaps against” and is in no headline and no count of unanswered rebuttals."
        ),
        Ui::Fr => format!(
            "«\u{a0}Réfute\u{a0}» s’écrit à partir d’une probabilité de {sure}, «\u{a0}semble réfuter\u{a0}» à partir de {seems}\u{a0}; en dessous, une réponse «\u{a0}répond, peut-être pour contredire\u{a0}» et n’est dans aucun titre ni comptée parmi les réfutations restées sans réponse."
        ),
    };
    report.item(&verbs);
    let bar = report.percent(PLACED);
    let placed = match report.ui {
        Ui::En => format!(
            "An author is placed from a probability of {bar} on, clearly from {sure} on and by an answer of that probability. With fewer than {CAMPS} authors on an issue, only direct answers to it count."
        ),
        Ui::Fr => format!(
            "Un auteur est situé à partir d’une probabilité de {bar}, nettement à partir de {sure} et par une réponse de cette probabilité. À moins de {CAMPS} auteurs sur une question, seules comptent les réponses directes."
        ),
    };
    let sides = report.say(
        "The author of the article or post is for what it says. All others are placed by whom they contradict or support, and stay on one side of an issue. Sides are counted only where somebody is clearly on each and at least one link in five takes a side. No label follows from a side.",
        "L’auteur de l’article ou du message initial est pour ce qu’il dit. Les autres sont situés par ceux qu’ils contredisent ou soutiennent, et restent d’un côté sur une même question. Les côtés ne sont comptés que si chacun a quelqu’un nettement et si au moins un lien sur cinq prend parti. Aucune étiquette ne découle d’un camp.",
    );
    let named = if report.input.by_author {
        report.say(
            "Only those who are clearly on a side are named; this is an estimate about people, to be checked before it is repeated.",
            "Seuls sont nommés ceux qui sont nettement d’un côté ; c’est une estimation sur des personnes, à vérifier avant de la répéter.",
        )
    } else {
        report.say("Nobody is listed by name.", "Personne n’est listé par son nom.")
    };
    report.item(&format!("{sides} {named} {placed}"));
    for fact in facts(report) {
        report.item(&fact);
    }
    let folded = words::folded(&report.view.folding.total(), report.ui);
    if !folded.is_empty() {
        let label = report.say("Folded away, and in no figure here:", "Replié, et dans aucun chiffre ici :");
        report.item(&format!("{label} {}.", super::escape::markdown(folded.trim_start_matches('+'))));
    }
    report.out.push('\n');
}

/// What makes the report unsure.
fn facts(report: &Report<'_>) -> Vec<String> {
    let ui = report.ui;
    let replies = report.replies();
    let inferred = replies.iter().filter(|reply| !reply.link.given).count();
    let undecided = report
        .comments()
        .filter(|(_, node)| report.view.standing(node).is_some_and(|standing| standing.status == Status::Undecided))
        .count();
    let mut facts = Vec::new();
    if inferred > 0 {
        let all = links(replies.len(), ui);
        facts.push(match ui {
            Ui::En if inferred == replies.len() => {
                "The source does not say who answers whom, so every link is inferred from the words.".to_owned()
            }
            Ui::En => format!("{inferred} of {all} are inferred from the words."),
            Ui::Fr if inferred == replies.len() => {
                "La source ne dit pas qui répond à qui, tous les liens sont déduits des mots.".to_owned()
            }
            Ui::Fr => format!("{inferred} des {all} sont déduits des mots."),
        });
    }
    if !report.found.authors_known {
        let here = report.say(
            "It is not known who wrote what, so comments are counted instead of authors.",
            "On ne sait pas qui a écrit quoi, on compte donc les commentaires et non les auteurs.",
        );
        facts.push(here);
    }
    if undecided > 0 {
        let what = comments(undecided, ui);
        facts.push(match ui {
            Ui::En => format!("Whether {what} will be accepted depends on an unsure link."),
            Ui::Fr => format!("Le sort de {what} dépend d’une relation incertaine."),
        });
    }
    facts
}
