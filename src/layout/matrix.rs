//! The layout `matrix`: positions by positions. A row is who answers, a column who is answered. A cell says how many
//! distinct authors attack and support; the more there are, the stronger its hue.

use super::chart::{Cell, Grid, Head};
use super::clean::head;
use super::constants::MARGIN;
use super::metrics::{self, Weight};
use super::wrap::{Column, stretches, wrap};
use super::{Point, Scene, card, clean};
use crate::filter::View;
use crate::issue::{Cluster, Counted, Exchange, exchange};
use crate::rule::LabelNames;
use crate::text::Ui;

/// Size of a cell: room for a sign and five digits twice, and for the longest parts of the names of built-in positions
/// above it.
const CELL: Point = Point { x: 114.0, y: 52.0 };
/// Between cells.
const GAP: f64 = 3.0;
/// Width of row heads, height of column heads.
const SIDE: f64 = 176.0;
const TOP: f64 = 64.0;
/// Distance of baselines in a head, and its padding.
const LEADING: f64 = 15.0;
const PAD: f64 = 9.0;
/// Font size of heads and of the lines below the table, and the distance of those lines.
const SIZE: f64 = 12.0;
const NOTE: f64 = 19.0;
/// Least width of the lines below the table.
const READ: f64 = 640.0;
/// A head shows at most this many bytes of a name.
const SHOWN: usize = 200;

/// Arranges the answers between positions as a table.
pub fn arrange(view: &View<'_>, ui: Ui) -> Scene {
    let labels = &view.map.names;
    let table = exchange(view);
    let left = MARGIN + 18.0;
    let top = MARGIN + 20.0;
    let corner = Point::new(left + SIDE + GAP, top + TOP + GAP);
    let at = |row: usize, column: usize| {
        Point::new(corner.x + column as f64 * (CELL.x + GAP), corner.y + row as f64 * (CELL.y + GAP))
    };
    let with_total =
        |clusters: &[Cluster]| -> Vec<Option<Cluster>> { clusters.iter().cloned().map(Some).chain([None]).collect() };
    let rows = with_total(&table.rows).into_iter().enumerate().map(|(row, cluster)| {
        row_head(cluster, Point::new(left, at(row, 0).y), Point::new(SIDE, CELL.y), (ui, labels))
    });
    let columns = with_total(&table.columns).into_iter().enumerate().map(|(column, cluster)| {
        row_head(cluster, Point::new(at(0, column).x, top), Point::new(CELL.x, TOP), (ui, labels))
    });
    let mut grid =
        Grid { rows: rows.collect(), columns: columns.collect(), cells: cells(&table, at), lines: Vec::new() };
    let right = at(0, table.columns.len()).x + CELL.x;
    let width = right.max(MARGIN + READ) + MARGIN;
    grid.lines.push((Point::new(corner.x, top - 10.0), ui.pick("who is answered →", "à qui l’on répond →").to_owned()));
    grid.lines.push((Point::new(left, top + TOP - 6.0), ui.pick("who answers ↓", "qui répond ↓").to_owned()));
    let mut y = at(table.rows.len(), 0).y + CELL.y + 26.0;
    for sentence in sentences(&table, ui, labels) {
        let column = Column { width: width - 2.0 * MARGIN, size: SIZE, weight: Weight::Regular, most: 4, flow: true };
        for row in wrap(&sentence, &column) {
            let parts = stretches(&sentence, row, Weight::Regular, &[], &mut 0);
            grid.lines.push((Point::new(MARGIN, y), parts.into_iter().map(|part| part.text).collect()));
            y += NOTE;
        }
    }
    Scene { size: Point::new(width, y), grid: Some(grid), ..Scene::default() }
}

/// The cells, row by row, totals included.
fn cells(table: &Exchange, at: impl Fn(usize, usize) -> Point) -> Vec<Cell> {
    // The strongest cell, totals excluded, has the full hue.
    let strongest = |side: &[Vec<Counted>]| -> usize {
        let inner = side.iter().take(table.rows.len()).flat_map(|row| row.iter().take(table.columns.len()));
        inner.map(|cell| cell.authors).max().unwrap_or(0)
    };
    let most = strongest(&table.attack).max(strongest(&table.support)).max(1) as f64;
    let mut out = Vec::new();
    for (row, (attacks, supports)) in table.attack.iter().zip(&table.support).enumerate() {
        for (column, (attack, support)) in attacks.iter().zip(supports).enumerate() {
            let total = row == table.rows.len() || column == table.columns.len();
            let hue = |count: &Counted| if total { 0.0 } else { count.authors as f64 / most };
            out.push(Cell {
                row,
                column,
                at: at(row, column),
                size: CELL,
                attack: (attack.authors, attack.comments),
                support: (support.authors, support.comments),
                hue: (hue(attack), hue(support)),
            });
        }
    }
    out
}

/// The name of a cluster.
pub fn name(cluster: Option<&Cluster>, ui: Ui, labels: &LabelNames) -> String {
    match cluster {
        Some(Cluster::Position(id)) => clean::line(head(labels.get(ui, id), SHOWN)),
        Some(Cluster::Others(count)) => {
            ui.pick(format!("{count} other positions"), format!("{count} autres positions"))
        }
        Some(Cluster::None) => ui.pick("no position", "sans position").to_owned(),
        Some(Cluster::Opening) => ui.pick("the article", "l’article").to_owned(),
        None => ui.pick("all", "tous").to_owned(),
    }
}

/// The head of a row or column.
fn row_head(cluster: Option<Cluster>, at: Point, size: Point, (ui, labels): (Ui, &LabelNames)) -> Head {
    let words = name(cluster.as_ref(), ui, labels);
    let column = Column { width: size.x - PAD - 5.0, size: SIZE, weight: Weight::Bold, most: 3, flow: true };
    let rows = wrap(&words, &column);
    // The lines are centred vertically.
    let first = (size.y - LEADING * rows.len() as f64) / 2.0 + 11.5;
    let centred = size.y > CELL.y;
    let lines = rows.into_iter().enumerate().map(|(at, row)| {
        let text: String =
            stretches(&words, row, Weight::Bold, &[], &mut 0).into_iter().map(|part| part.text).collect();
        let text = metrics::fit(&text, SIZE, Weight::Bold, column.width);
        let left = if centred { (size.x - metrics::width(&text, SIZE, Weight::Bold)) / 2.0 } else { PAD };
        (Point::new(left, first + LEADING * at as f64), text)
    });
    Head { lines: lines.collect(), cluster, at, size }
}

/// Sentences that explain the table with the cell that has the most authors, so that the example is true.
fn sentences(table: &Exchange, ui: Ui, labels: &LabelNames) -> Vec<String> {
    let mut best: Option<(usize, usize, Counted)> = None;
    for (row, cells) in table.attack.iter().take(table.rows.len()).enumerate() {
        for (column, cell) in cells.iter().take(table.columns.len()).enumerate() {
            if cell.authors > best.map_or(0, |(_, _, best)| best.authors) {
                best = Some((row, column, *cell));
            }
        }
    }
    let mut out = Vec::new();
    let who = |cluster: Option<&Cluster>, ui: Ui| match cluster {
        Some(Cluster::None) => ui.pick("who hold no position", "qui ne tiennent aucune position").to_owned(),
        cluster => {
            let name = name(cluster, ui, labels);
            ui.pick(format!("who hold “{name}”"), format!("qui tiennent « {name} »"))
        }
    };
    let whom = |cluster: Option<&Cluster>, ui: Ui| match cluster {
        Some(Cluster::Opening) => ui.pick("the article or its claims", "l’article ou ses affirmations").to_owned(),
        cluster => format!("{} {}", ui.pick("comments of those", "des commentaires de ceux"), who(cluster, ui)),
    };
    let number = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    match best {
        Some((row, column, cell)) => {
            let (row, column) = (table.rows.get(row), table.columns.get(column));
            out.push(match ui {
                Ui::En => format!(
                    "How to read it: {} {} rebut or correct {}, in {}.",
                    number(cell.authors, "author", "authors"),
                    who(row, ui),
                    whom(column, ui),
                    number(cell.comments, "comment", "comments"),
                ),
                Ui::Fr => format!(
                    "Comment lire : {} {} réfutent ou corrigent {}, dans {}.",
                    number(cell.authors, "auteur", "auteurs"),
                    who(row, ui),
                    whom(column, ui),
                    number(cell.comments, "commentaire", "commentaires"),
                ),
            });
        }
        None => out.push(ui.pick("Nobody attacks anybody here.", "Personne n’attaque personne ici.").to_owned()),
    }
    out.push(
        ui.pick(
            "− counts those who rebut or correct, + those who support. Stronger colour: more authors. Who holds two \
             positions counts for both, so rows and columns add up to more than “all”, which counts everybody once.",
            "− compte ceux qui réfutent ou corrigent, + ceux qui soutiennent. Couleur plus forte : plus d’auteurs. Qui \
             tient deux positions compte pour les deux ; lignes et colonnes dépassent donc « tous », qui compte chacun \
             une fois.",
        )
        .to_owned(),
    );
    if !table.authors_known {
        out.push(
            ui.pick(
                "The thread does not tell who wrote what: every comment without a name counts as an author of its own.",
                "Le fil ne dit pas qui a écrit quoi : chaque commentaire sans nom compte pour un auteur.",
            )
            .to_owned(),
        );
    }
    if table.own > 0 {
        out.push(ui.pick(
            format!("{} left out.", number(table.own, "answer to oneself", "answers to oneself")),
            format!(
                "{}.",
                number(table.own, "réponse à soi-même n’est pas comptée", "réponses à soi-même ne sont pas comptées")
            ),
        ));
    }
    out
}

/// Font size of the numbers in a cell.
pub const NUMBER: f64 = card::TEXT;
