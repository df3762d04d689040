//! How measures name nodes and numbers in their text, safe for a terminal.

use petgraph::graph::NodeIndex;

use crate::graph::ArgumentMap;
use crate::issue::Side;
use crate::layout::clean::head;
use crate::layout::metrics::{Weight, fit};
use crate::text::Ui;
use crate::write::escape;

/// Width of a quotation or an id, in columns, so that it fits on a line of 80 with the text before it.
const QUOTED: f64 = 52.0;

/// How many bytes of a comment are read for a quotation: several times what is shown, because some characters are dropped.
const HEAD: usize = 400;

/// A noun in both languages: English in the singular, which takes an s in the plural; French in the singular and plural.
pub(super) type Noun = (&'static str, [&'static str; 2]);

/// A number with its noun: `1 comment`, `2 comments`. In French, zero takes the singular.
pub(super) fn counted(ui: Ui, number: usize, (one, [un, des]): Noun) -> String {
    match ui {
        Ui::En => format!("{number} {one}{}", if number == 1 { "" } else { "s" }),
        Ui::Fr => format!("{number} {}", if number < 2 { un } else { des }),
    }
}

/// The width of the names of counts, in columns.
pub(super) fn wide(ui: Ui) -> usize {
    ui.pick(28, 34)
}

/// Authors.
pub(super) const AUTHOR: Noun = ("author", ["auteur", "auteurs"]);

/// Comments.
pub(super) const COMMENT: Noun = ("comment", ["commentaire", "commentaires"]);

/// Words in quotation marks.
pub(super) fn marked(ui: Ui, words: &str) -> String {
    match ui {
        Ui::Fr if !words.contains(['«', '»']) => format!("«\u{a0}{words}\u{a0}»"),
        Ui::En | Ui::Fr => format!("“{words}”"),
    }
}

/// A kind of node, for people: its name for programs in English.
pub(super) fn kind(ui: Ui, kind: &str) -> &str {
    match (ui, kind) {
        (Ui::En, _) => kind,
        (_, "post") => "message initial",
        (_, "claim") => "affirmation",
        (_, "comment") => "commentaire",
        (_, "deleted") => "supprimé",
        (_, "pingback") => "rétrolien",
        (_, "missing") => "absent des données",
        (_, "stub") => "non affiché par la source",
        _ => kind,
    }
}

/// A side, for people.
pub(super) fn side(ui: Ui, side: Side) -> &'static str {
    ui.pick(
        side.name(),
        match side {
            Side::For => "pour",
            Side::Against => "contre",
        },
    )
}

/// The id of a node.
pub(super) fn id(map: &ArgumentMap, index: NodeIndex) -> String {
    let id = map.graph.node_weight(index).map_or("?", |node| node.id.as_str());
    fit(&escape::terminal(head(id, HEAD)), 1.0, Weight::Cells, QUOTED)
}

/// The first words of a node in quotation marks, on one line.
pub(super) fn quoted(ui: Ui, map: &ArgumentMap, index: NodeIndex) -> String {
    let text = map.graph.node_weight(index).map_or("", |node| node.comment.text.as_str()).trim_start();
    // A quotation mark at the beginning would be doubled.
    let words: Vec<&str> = head(text, HEAD).trim_start_matches(['“', '"']).split_whitespace().collect();
    marked(ui, &fit(&escape::terminal(&words.join(" ")), 1.0, Weight::Cells, QUOTED))
}
