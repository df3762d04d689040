//! The summary that an editor reads in half a minute: what was read, what is disputed, what is corrected, and caveats.

use super::super::wording::{self, authors, comments, counted, links};
use super::{Report, escape};
use crate::graph::Status;
use crate::layout::words;
use crate::text::Ui;
use crate::thread::{Kind, Relation};

/// Writes the opening lines and the summary.
pub(super) fn write(report: &mut Report<'_>) {
    let text = report.say(
        "What the comments dispute, in their own words. **Found by machine, unreviewed:** read the comments at their source before you quote or conclude.",
        "Ce dont débattent les commentaires, dans leurs propres mots. **Trouvé par une machine, non relu :** lisez les commentaires à leur source avant de citer ou de conclure.",
    );
    report.paragraph(&format!("*{}*", text.replace("**", "")));
    let title = report.say("In short", "En bref");
    report.heading(2, &title);
    read(report);
    disputed(report);
    attacks(report);
    beware(report);
    report.out.push('\n');
}

/// Writes what was read.
fn read(report: &mut Report<'_>) {
    let (ui, view) = (report.ui, report.view);
    let count = report.comments().count();
    let held = report.comments().filter(|(_, node)| view.positions(node).next().is_some()).count();
    let opening = view.nodes.iter().filter_map(|index| view.node(*index)).map(|node| node.comment.kind);
    let opening = match opening.filter(|kind| kind.is_opening()).max() {
        _ if view.map.threads.len() > 1 => {
            counted(view.map.threads.len(), ui, ["thread", "threads"], ["fil", "fils"]) + ui.pick(", ", ", ")
        }
        Some(Kind::Article) => ui.pick("an article and ", "un article et ").to_owned(),
        Some(_) => ui.pick("a post and ", "un message et ").to_owned(),
        None => String::new(),
    };
    let mut text = format!("{opening}{}", comments(count, ui));
    let people = distinct(report, report.comments().map(|(index, _)| index));
    if let Some(people) = people {
        text.push_str(ui.pick(" by ", " de "));
        text.push_str(&authors(people, ui));
    }
    let hold = match ui {
        Ui::En => format!("; {held} of them hold{} a position.", if held == 1 { "s" } else { "" }),
        Ui::Fr => format!("\u{a0}; {held} {} une position.", if held < 2 { "exprime" } else { "expriment" }),
    };
    text.push_str(&hold);
    if !view.filters.is_empty() {
        let filters: Vec<String> = view.filters.iter().map(|filter| wording::first_words(filter, 120)).collect();
        let filters = escape::markdown(&filters.join(", "));
        let kept = match ui {
            Ui::En => format!(" Only what these filters keep: {filters}."),
            Ui::Fr => format!(" Seulement ce que gardent ces filtres\u{a0}: {filters}."),
        };
        text.push_str(&kept);
    }
    let label = report.say("**Read:**", "**Lu :**");
    report.item(&format!("{label} {text}"));
    let folded = words::folded(&view.folding.total(), ui);
    if !folded.is_empty() {
        let label = report.say("**Folded away, and in no figure here:**", "**Replié, et dans aucun chiffre ici :**");
        report.item(&format!("{label} {}.", escape::markdown(folded.trim_start_matches('+'))));
    }
}

/// Writes the largest dispute.
fn disputed(report: &mut Report<'_>) {
    let ui = report.ui;
    let count = report.found.list.len();
    let label = report.say("**Disputed:**", "**Débattu :**");
    let text = match report.found.list.first() {
        None => report
            .say("nothing has both supporters and opponents.", "rien n’a à la fois des partisans et des opposants."),
        Some(first) => {
            let target = report.target(first.target);
            let (against, support) = (first.against, first.support);
            let (against, support) = if first.authors_known {
                (authors(against.authors, ui), authors(support.authors, ui))
            } else {
                (comments(against.comments, ui), comments(support.comments, ui))
            };
            let all = counted(count, ui, ["thing", "things"], ["point", "points"]);
            match (ui, count) {
                (Ui::En, 1) => format!("{target}, with {against} against it and {support} for it."),
                (Ui::Fr, 1) => format!("{target}, {against} contre et {support} pour."),
                (Ui::En, _) => format!("{all}, above all {target}: {against} against it, {support} for it."),
                (Ui::Fr, _) => format!("{all}, surtout {target}\u{a0}: {against} contre, {support} pour."),
            }
        }
    };
    report.item(&format!("{label} {text}"));
}

/// Writes corrections, and the number of unanswered rebuttals.
fn attacks(report: &mut Report<'_>) {
    let ui = report.ui;
    let replies = report.replies();
    let corrections: Vec<_> = Report::of_relation(&replies, Relation::Correction);
    if !corrections.is_empty() {
        let label = report.say("**Corrected:**", "**Corrigé :**");
        let first = corrections.iter().take(3).map(|reply| report.deed(reply) + &report.anchor(reply));
        let mut text: Vec<String> = first.collect();
        if corrections.len() > 3 {
            let more = counted(corrections.len() - 3, ui, ["more", "more"], ["autre", "autres"]);
            text.push(format!("{}{more}", ui.pick("and ", "et ")));
        }
        let text = text.join(&report.say("; ", " ; "));
        report.item(&format!("{label} {text}."));
    }
    let open = super::answers::open(report, &replies).len();
    if open > 0 {
        let label = report.say("**Left unanswered:**", "**Sans réponse :**");
        let attacks = counted(open, ui, ["rebuttal", "rebuttals"], ["réfutation", "réfutations"]);
        let text = match ui {
            Ui::En => format!("{attacks} that nobody contests."),
            Ui::Fr => format!("{attacks} que personne ne conteste."),
        };
        report.item(&format!("{label} {text}"));
    }
}

/// Writes the caveats.
fn beware(report: &mut Report<'_>) {
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
                "the source does not say who answers whom, so every link is inferred from the words".to_owned()
            }
            Ui::En => format!("{inferred} of {all} are inferred from the words"),
            Ui::Fr if inferred == replies.len() => {
                "la source ne dit pas qui répond à qui, tous les liens sont déduits des mots".to_owned()
            }
            Ui::Fr => format!("{inferred} des {all} sont déduits des mots"),
        });
    }
    if !report.found.authors_known {
        let here = report.say(
            "it is not known who wrote what, so comments are counted instead of authors",
            "on ne sait pas qui a écrit quoi, on compte donc les commentaires et non les auteurs",
        );
        facts.push(here);
    }
    if undecided > 0 {
        let what = comments(undecided, ui);
        facts.push(match ui {
            Ui::En => format!("whether {what} stand{} hangs on an unsure link", if undecided == 1 { "s" } else { "" }),
            Ui::Fr => format!("le sort de {what} dépend d’un lien incertain"),
        });
    }
    if !facts.is_empty() {
        let label = report.say("**Beware:**", "**Attention :**");
        report.item(&format!("{label} {}.", facts.join(&report.say("; ", " ; "))));
    }
}

/// The number of distinct authors of these comments; `None` if the source names no authors. Every comment without an
/// author counts as one more.
pub(super) fn distinct(report: &Report<'_>, nodes: impl Iterator<Item = petgraph::graph::NodeIndex>) -> Option<usize> {
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
