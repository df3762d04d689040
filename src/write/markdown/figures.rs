//! Figures: replies by what they do, in distinct authors where these are known; positions and forms in comments.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::super::wording;
use super::brief::distinct;
use super::{Desk, escape};
use crate::graph::Status;
use crate::layout::words;
use crate::thread::Relation;

/// Most rows of a table of labels.
const ROWS: usize = 20;

/// Most comments that one row names.
const NAMED: usize = 12;

/// Writes the section.
pub(super) fn write(desk: &mut Desk<'_>) {
    let replies = desk.replies();
    let title = desk.say("Figures", "Chiffres");
    desk.heading(2, &title);
    let known = distinct(desk, desk.comments().map(|(index, _)| index));
    let mut rows = Vec::new();
    let number =
        |people: Option<usize>| people.filter(|_| known.is_some()).map_or("–".to_owned(), |count| count.to_string());
    rows.push([
        desk.say("comments", "commentaires"),
        desk.comments().count().to_string(),
        String::new(),
        number(known),
    ]);
    for relation in Relation::ALL {
        let list = Desk::of_relation(&replies, relation);
        if list.is_empty() {
            continue;
        }
        let inferred = list.iter().filter(|reply| !reply.link.given).count();
        rows.push([
            wording::relations(relation, desk.ui).to_owned(),
            list.len().to_string(),
            inferred.to_string(),
            number(distinct(desk, list.iter().map(|reply| reply.from))),
        ]);
    }
    let heads = [
        String::new(),
        desk.say("number", "nombre"),
        desk.say("of them inferred", "dont déduits"),
        desk.say("distinct authors", "auteurs distincts"),
    ];
    if known.is_some() {
        table(desk, &heads, &rows);
    } else {
        // A column of dashes says less than nothing.
        let [first, second, third, _] = heads;
        let rows: Vec<_> = rows.into_iter().map(|[name, count, inferred, _]| [name, count, inferred]).collect();
        table(desk, &[first, second, third], &rows);
        let said = desk.say(
            "The source does not tell who wrote what, so no authors are counted.",
            "La source ne dit pas qui a écrit quoi : les auteurs ne sont pas comptés.",
        );
        desk.paragraph(&said);
    }
    labels(desk);
    stands(desk);
}

/// A table, numbers to the right.
fn table<const N: usize>(desk: &mut Desk<'_>, heads: &[String; N], rows: &[[String; N]]) {
    let mut lines = vec![format!("| {} |", heads.join(" | "))];
    let is_number = |column: usize| rows.iter().all(|row| row.get(column).is_some_and(|cell| is_number(cell)));
    let rule: Vec<&str> = (0..N).map(|column| if is_number(column) { "---:" } else { "---" }).collect();
    lines.push(format!("| {} |", rule.join(" | ")));
    lines.extend(rows.iter().map(|row| format!("| {} |", row.join(" | "))));
    desk.paragraph(&lines.join("\n"));
}

/// Whether a cell is a number or holds the place of one.
fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || c == '–')
}

/// Positions and forms by comments.
fn labels(desk: &mut Desk<'_>) {
    let view = desk.view;
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut which: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for (index, node) in desk.comments() {
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
                let mut names: Vec<String> = nodes.take(NAMED).map(|node| desk.object(*node)).collect();
                names.extend((count > NAMED).then(|| "…".to_owned()));
                [plain(name), count.to_string(), names.join(", ")]
            })
            .collect();
        let heads =
            [desk.say("position", "position"), desk.say("comments", "commentaires"), desk.say("which", "lesquels")];
        table(desk, &heads, &rows);
    }
    if !forms.is_empty() {
        let each: Vec<String> =
            ranked(&forms).into_iter().take(ROWS).map(|(name, count)| format!("{} {count}", plain(name))).collect();
        let label = desk.say("Ways of speaking, in comments:", "Manières de dire, en commentaires :");
        desk.paragraph(&format!("{label} {}.", each.join(", ")));
    }
}

/// Most frequent first, then by name.
fn ranked(counts: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut all: Vec<(&str, usize)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    all
}

/// What stands, by the record of replies.
fn stands(desk: &mut Desk<'_>) {
    let view = desk.view;
    let counts = Status::ALL.map(|(status, _)| {
        let of = desk.comments().filter(|(_, node)| view.standing(node).is_some_and(|found| found.status == status));
        (words::status(desk.ui, status), of.count())
    });
    let each: Vec<String> =
        counts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
    if !each.is_empty() {
        let label = desk.say("What stands, by the record of replies:", "Ce qui tient, d’après les réponses :");
        desk.paragraph(&format!("{label} {}.", each.join(", ")));
    }
    let said = desk.say(
        "Positions are counted in comments, not in persons. Those who comment are not the public: this counts who wrote here, not what people think.",
        "Les positions sont comptées en commentaires, non en personnes. Ceux qui commentent ne sont pas le public : on compte ici qui a écrit, non ce que pensent les gens.",
    );
    desk.paragraph(&said);
}
