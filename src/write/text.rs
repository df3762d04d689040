//! The `text` writer: the map as a tree for the terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Refusal, Sheet, Texts, caption, escape, palette};
use crate::filter::forest::{Forest, Slot};
use crate::graph::{Edge, Node, Status};
use crate::layout::metrics::{self, Weight};
use crate::layout::words::{self, Names, chance};
use crate::layout::wrap::{Column, head, stretches, wrap};
use crate::link::Link;
use crate::text::Ui;
use crate::thread::Relation;

/// Most levels that are indented; a deeper tree shows the nearest of them, and says how many are left out.
const LEVELS: usize = 10;
/// Least width of text in cells, however narrow the terminal and however deep the tree.
const LEAST: usize = 24;
/// Most lines of one text.
const LINES: usize = 3;
/// Most cells of the words an edge points at.
const ANCHOR: usize = 40;

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Writes a sheet as `text`.
///
/// # Errors
/// Never.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    let (forest, names) = (sheet.view.forest(), sheet.view.names(sheet.ui));
    let mut also: Vec<Vec<usize>> = vec![Vec::new(); forest.slots.len()];
    for (number, cross) in forest.cross.iter().enumerate() {
        if let Some(list) = also.get_mut(cross.from) {
            list.push(number);
        }
    }
    let mut page = Page { out: String::new(), color: sheet.color };
    page.flow(&[(BOLD, escape::terminal(&caption::title(sheet)))], ("", ""), sheet.columns);
    let mut caption = caption::counts(sheet);
    caption.extend(words::mark_note(sheet.view, sheet.ui));
    page.flow(&[(DIM, escape::terminal(&caption.join(" · ")))], ("", ""), sheet.columns);
    // For every level above: whether more of its kind follow, so that its guide goes on.
    let mut open: Vec<bool> = Vec::new();
    for (slot, also) in forest.slots.iter().zip(&also) {
        open.truncate(slot.depth.saturating_sub(1));
        let last = last_kid(forest, slot);
        let (first, rest) = guides(&open, slot, last);
        if slot.depth > 0 {
            open.push(!last);
        } else {
            page.out.push('\n');
        }
        let Some(node) = sheet.view.node(slot.node) else { continue };
        let below = format!("{rest}{}", if slot.kids.is_empty() { "  " } else { "│ " });
        // What does not fit stands below the name, further in than the text.
        page.flow(&heading(sheet, &names, forest, slot, node), (&first, &format!("{below}  ")), sheet.columns);
        text(sheet, node, &below, &mut page);
        for cross in also.iter().filter_map(|number| forest.cross.get(*number)) {
            let Some((_, _, Edge::Reply(link))) = sheet.view.edge(cross.edge) else { continue };
            let Some(to) = forest.slots.get(cross.to) else { continue };
            let sure = if link.given { String::new() } else { format!(" {}", chance(sheet.ui, link.confidence)) };
            let does = words::toward(sheet.ui, link.relation, names.get(to.node));
            let mut words = format!("↳ {} {does}{sure}", sheet.ui.pick("also", "aussi\u{a0}:"));
            words::push_count(&mut words, sheet.view.folding.count(cross.edge));
            page.flow(&[(style_of(link.relation), words)], (&below, &format!("{below}  ")), sheet.columns);
        }
    }
    Ok(page.out.into_bytes())
}

/// What is written, and whether it may be coloured.
struct Page {
    out: String,
    color: bool,
}

impl Page {
    fn say(&mut self, style: Style, words: &str) {
        if self.color && !words.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(self.out, "{}{words}{}", style.render(), style.render_reset());
        } else {
            self.out.push_str(words);
        }
    }

    /// Writes styled words in lines of at most so many columns, cut at spaces; `first` and `rest` stand left of the first
    /// line and of the others, and leave at least [`LEAST`] columns. A word wider than that stands as it is.
    fn flow(&mut self, words: &[(Style, String)], (first, rest): (&str, &str), columns: usize) {
        let wide = |text: &str| metrics::width(text, 1.0, Weight::Cells) as usize;
        let room = |before: &str| columns.saturating_sub(wide(before)).max(LEAST);
        self.say(DIM, first);
        let (mut left, mut fresh) = (room(first), true);
        for (style, text) in words {
            // Words of one style are written together, as far as they stand on one line.
            let mut run = String::new();
            for (at, word) in text.split(' ').enumerate() {
                let width = wide(word);
                let space = usize::from(at > 0);
                if !fresh && width > 0 && width + space > left {
                    self.say(*style, &run);
                    run.clear();
                    self.out.truncate(self.out.trim_end_matches(' ').len());
                    self.out.push('\n');
                    self.say(DIM, rest);
                    left = room(rest);
                } else if space > 0 {
                    run.push(' ');
                    left = left.saturating_sub(1);
                }
                run.push_str(word);
                left = left.saturating_sub(width);
                fresh &= width == 0;
            }
            self.say(*style, &run);
        }
        self.out.push('\n');
    }
}

fn last_kid(forest: &Forest, slot: &Slot) -> bool {
    let parent = slot.parent.and_then(|parent| forest.slots.get(parent));
    let last = parent.and_then(|parent| parent.kids.last()).and_then(|last| forest.slots.get(*last));
    last.is_none_or(|last| last.node == slot.node)
}

/// What stands left of a node's first line, and of its other lines.
fn guides(open: &[bool], slot: &Slot, last: bool) -> (String, String) {
    if slot.depth == 0 {
        return (String::new(), String::new());
    }
    let hidden = open.len().saturating_sub(LEVELS);
    let mut before = String::new();
    for more in open.iter().skip(hidden) {
        before.push_str(if *more { "│  " } else { "   " });
    }
    let mark = if hidden > 0 { format!("⋯{hidden} ") } else { String::new() };
    let blank = " ".repeat(metrics::width(&mark, 1.0, Weight::Cells) as usize);
    let first = format!("{mark}{before}{}", if last { "└─ " } else { "├─ " });
    (first, format!("{blank}{before}{}", if last { "   " } else { "│  " }))
}

/// Name, positions, and what it does to what it answers.
fn heading(sheet: &Sheet<'_>, names: &Names, forest: &Forest, slot: &Slot, node: &Node) -> Vec<(Style, String)> {
    let view = sheet.view;
    let plain = Style::new();
    let mut said = vec![(BOLD, names.heading(slot.node))];
    if let Some(author) = node.comment.author.as_deref().filter(|_| node.is_comment()) {
        said.push((DIM, format!(" {}", metrics::fit(&escape::terminal(head(author, 200)), 1.0, Weight::Cells, 30.0))));
    }
    if let Some(note) = words::kind_note(sheet.ui, node) {
        said.push((DIM, format!(" {note}")));
    }
    for (_, label) in words::held(view, node) {
        said.push((plain, " ".to_owned()));
        said.push((palette::ansi(&label.name).on_default().bold(), escape::terminal(&words::position(label))));
    }
    let to = slot.parent.and_then(|parent| forest.slots.get(parent));
    if let Some((Edge::Reply(link), to)) = slot.edge.and_then(|edge| view.edge(edge)).map(|(_, _, edge)| edge).zip(to) {
        said.push((plain, " · ".to_owned()));
        said.push((style_of(link.relation), relation(sheet, link, names, slot, to)));
    }
    let forms: Vec<String> = words::forms(view, node).map(|(_, label)| escape::terminal(&label.name)).collect();
    if !forms.is_empty() {
        said.push((DIM, format!(" · {}", forms.join(", "))));
    }
    if let Some(taken) =
        node.answered.as_ref().map(|counts| words::answered(sheet.ui, counts)).filter(|words| !words.is_empty())
    {
        said.push((DIM, format!(" · {taken}")));
    }
    if let Some(standing) = view.standing(node).filter(|standing| standing.status != Status::Unchallenged) {
        said.push((plain, " · ".to_owned()));
        said.push((Style::new().italic(), words::status(sheet.ui, standing.status).to_owned()));
    }
    if let Some(tally) = view.folded(slot.node) {
        said.push((DIM, format!(" · {}", words::folded(tally, sheet.ui))));
    }
    if view.is_faded(slot.node) {
        said.push((DIM, sheet.ui.pick(" (context)", " (contexte)").to_owned()));
    }
    said
}

/// `correction −0.83 of article “mille fois inférieur”`; the number is the confidence of an inferred link.
fn relation(sheet: &Sheet<'_>, link: &Link, names: &Names, slot: &Slot, to: &Slot) -> String {
    let sure = if link.given { String::new() } else { chance(sheet.ui, link.confidence) };
    let mut mark = format!("{}{sure}", words::sign(link.relation));
    words::push_count(&mut mark, slot.edge.map_or(1, |edge| sheet.view.folding.count(edge)));
    let toward = match link.relation {
        Relation::Answer | Relation::Reply => "to",
        _ => "of",
    };
    let space = if mark.is_empty() { "" } else { " " };
    let mut out = match sheet.ui {
        Ui::En => format!("{}{space}{mark} {toward} {}", link.relation, names.get(to.node)),
        Ui::Fr => format!("{mark}{space}{}", words::toward(Ui::Fr, link.relation, names.get(to.node))),
    };
    let target = slot.edge.and_then(|edge| sheet.view.edge(edge)).and_then(|(_, target, _)| sheet.view.node(target));
    if let Some((anchor, target)) = link.anchor.zip(target).filter(|_| sheet.texts != Texts::None) {
        let words = escape::terminal(head(anchor.of(&target.comment.text), 400));
        let words = metrics::fit(words.trim(), 1.0, Weight::Cells, ANCHOR as f64);
        let (open, close) = sheet.ui.pick(("“", "”"), ("«\u{a0}", "\u{a0}»"));
        let _ = write!(out, " {open}{words}{close}");
    }
    out
}

/// The first lines of a text.
fn text(sheet: &Sheet<'_>, node: &Node, below: &str, page: &mut Page) {
    let most = match sheet.texts {
        Texts::Full => LINES,
        Texts::Excerpt => 1,
        Texts::None => 0,
    };
    let indent = metrics::width(below, 1.0, Weight::Cells) as usize;
    let width = sheet.columns.saturating_sub(indent).max(LEAST) as f64;
    let column = Column { width, size: 1.0, weight: Weight::Cells, most, flow: true };
    for row in wrap(&node.comment.text, &column) {
        page.say(DIM, below);
        for part in stretches(&node.comment.text, row, Weight::Cells, &[], &mut 0) {
            page.out.push_str(&part.text);
        }
        page.out.push('\n');
    }
}

fn style_of(relation: Relation) -> Style {
    match relation {
        Relation::Rebuttal | Relation::Correction => AnsiColor::Red.on_default(),
        Relation::Support => AnsiColor::Green.on_default(),
        Relation::Question => AnsiColor::Magenta.on_default(),
        Relation::Answer | Relation::Elaboration => AnsiColor::Cyan.on_default(),
        Relation::Reply => DIM,
    }
}
