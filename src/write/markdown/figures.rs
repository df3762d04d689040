//! Tables of figures: replies by relation, with distinct authors if known; comments by position and form.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::super::wording;
use super::{Report, escape};
use crate::graph::Status;
use crate::layout::sides::distinct;
use crate::layout::words;
use crate::sort::Order as _;
use crate::thread::Relation;

/// Most rows of a table of labels.
const ROWS: usize = 20;

/// Most comments named per row.
const NAMED: usize = 12;

/// Writes the section.
pub(super) fn write(report: &mut Report<'_>) {
    let replies = report.replies();
    let title = report.say("Figures", "Chiffres");
    report.heading(2, &title);
    let known = distinct(report.view, report.comments().map(|(index, _)| index));
    let mut rows = Vec::new();
    let number =
        |people: Option<usize>| people.filter(|_| known.is_some()).map_or("–".to_owned(), |count| count.to_string());
    rows.push([
        report.say("comments", "commentaires"),
        report.comments().count().to_string(),
        String::new(),
        number(known),
    ]);
    for relation in Relation::ALL {
        let list = Report::of_relation(&replies, relation);
        if list.is_empty() {
            continue;
        }
        let inferred = list.iter().filter(|reply| !reply.link.given).count();
        rows.push([
            wording::relations(relation, report.ui).to_owned(),
            list.len().to_string(),
            inferred.to_string(),
            number(distinct(report.view, list.iter().map(|reply| reply.from))),
        ]);
    }
    let heads = [
        String::new(),
        report.say("number", "nombre"),
        report.say("of them inferred", "dont déduits"),
        report.say("distinct authors", "auteurs distincts"),
    ];
    if known.is_some() {
        table(report, &heads, &rows);
    } else {
        // Without known authors, the column would hold only dashes.
        let [first, second, third, _] = heads;
        let rows: Vec<_> = rows.into_iter().map(|[name, count, inferred, _]| [name, count, inferred]).collect();
        table(report, &[first, second, third], &rows);
        let text = report.say(
            "The source does not tell who wrote what, so no authors are counted.",
            "La source ne dit pas qui a écrit quoi : les auteurs ne sont pas comptés.",
        );
        report.paragraph(&text);
    }
    labels(report);
    statuses(report);
}

/// Writes a table with numbers aligned to the right.
fn table<const N: usize>(report: &mut Report<'_>, heads: &[String; N], rows: &[[String; N]]) {
    let mut lines = vec![format!("| {} |", heads.join(" | "))];
    let is_number = |column: usize| rows.iter().all(|row| row.get(column).is_some_and(|cell| is_number(cell)));
    let rule: Vec<&str> = (0..N).map(|column| if is_number(column) { "---:" } else { "---" }).collect();
    lines.push(format!("| {} |", rule.join(" | ")));
    lines.extend(rows.iter().map(|row| format!("| {} |", row.join(" | "))));
    report.paragraph(&lines.join("\n"));
}

/// Whether a cell is a number or a placeholder for one.
fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || c == '–')
}

/// Writes positions and forms with the number of their comments.
fn labels(report: &mut Report<'_>) {
    let view = report.view;
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut which: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for (index, node) in report.comments() {
        for label in view.positions(node) {
            *positions.entry(label.name.to_string()).or_default() += 1;
            which.entry(label.name.to_string()).or_default().push(index);
        }
        view.forms(node).for_each(|label| *forms.entry(label.name.to_string()).or_default() += 1);
    }
    let plain = |label: &str| escape::markdown(&wording::first_words(label, 60));
    if !positions.is_empty() {
        let rows: Vec<[String; 3]> = ranked(&positions)
            .into_iter()
            .take(ROWS)
            .map(|(name, count)| {
                let nodes = which.get(name).into_iter().flatten();
                let mut names: Vec<String> = nodes.take(NAMED).map(|node| report.object(*node)).collect();
                names.extend((count > NAMED).then(|| "…".to_owned()));
                [plain(report.names.label(name)), count.to_string(), names.join(", ")]
            })
            .collect();
        let heads = [
            report.say("position", "position"),
            report.say("comments", "commentaires"),
            report.say("which", "lesquels"),
        ];
        table(report, &heads, &rows);
    }
    if !forms.is_empty() {
        let each: Vec<String> = ranked(&forms)
            .into_iter()
            .take(ROWS)
            .map(|(name, count)| format!("{} {count}", plain(report.names.label(name))))
            .collect();
        let label = report.say("Ways of speaking, in comments:", "Manières de dire, en commentaires :");
        report.paragraph(&format!("{label} {}.", each.join(", ")));
    }
}

/// Sorts names by count, then by name.
fn ranked(counts: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut all: Vec<(&str, usize)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    all.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    all
}

/// Writes how many comments have each status.
fn statuses(report: &mut Report<'_>) {
    let view = report.view;
    let counts = Status::ALL.map(|(status, _)| {
        let of = report.comments().filter(|(_, node)| view.standing(node).is_some_and(|found| found.status == status));
        (words::status(report.ui, status), of.count())
    });
    let each: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
    if !each.is_empty() {
        let label = report.say("What stands, by the record of replies:", "Ce qui tient, d’après les réponses :");
        report.paragraph(&format!("{label} {}.", each.join(", ")));
    }
    let text = report.say(
        "Positions are counted in comments, not in persons. Those who comment are not the public: this counts who wrote here, not what people think.",
        "Les positions sont comptées en commentaires, non en personnes. Ceux qui commentent ne sont pas le public : on compte ici qui a écrit, non ce que pensent les gens.",
    );
    report.paragraph(&text);
}
