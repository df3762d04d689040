//! The `text` writer: the map as a tree for the terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::input::{Refusal, RenderInput, Texts};
use super::{caption, escape, glance, palette};
use crate::filter::forest::{Forest, Slot};
use crate::graph::{Edge, Node, Status};
use crate::layout::clean::head;
use crate::layout::graded;
use crate::layout::metrics::{self, Weight};
use crate::layout::words::{self, Names};
use crate::layout::wrap::{Column, stretches, wrap};
use crate::link::Link;
use crate::text::Ui;
use crate::thread::Relation;

/// Most levels that are indented. Deeper nodes show the nearest levels and the number of the others.
const LEVELS: usize = 10;
/// Least width of text in columns, for narrow terminals and deep trees.
const LEAST: usize = 24;
/// Most lines of one text.
const LINES: usize = 3;
/// Widest quotation of the words that an edge points to, in columns.
const ANCHOR: usize = 40;

/// Lines of the terminal that are left free: how many comments are left out, in two lines, the summary of the run, and the
/// prompt.
const AROUND: usize = 4;
/// Fewest lines of the tree, on however small a terminal.
const SHORTEST: usize = 6;

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Writes the input as `text`.
///
/// # Errors
/// Never.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let (forest, names) = (input.view.forest(), input.view.names(input.ui));
    let mut also: Vec<Vec<usize>> = vec![Vec::new(); forest.slots.len()];
    for (number, cross) in forest.cross.iter().enumerate() {
        crate::place::update(&mut also, cross.from, |list| list.push(number));
    }
    let mut page = Page { out: String::new(), color: input.color };
    if input.rows.is_some() {
        for (style, line) in glance::lines(input, &names) {
            page.say(style, &line);
            page.out.push('\n');
        }
    } else {
        opening(input, &mut page);
    }
    // The last line that the terminal shows of the tree.
    let room = input.rows.map(|rows| rows.saturating_sub(AROUND).max(page.lines() + SHORTEST));
    let mut seen = 0;
    // For every level above: whether a sibling follows, so that its guide line continues.
    let mut open: Vec<bool> = Vec::new();
    for (slot, also) in forest.slots.iter().zip(&also) {
        open.truncate(slot.depth.saturating_sub(1));
        let before = page.out.len();
        let last = last_kid(forest, slot);
        let (first, rest) = guides(&open, slot, last);
        if slot.depth > 0 {
            open.push(!last);
        } else {
            page.out.push('\n');
        }
        let Some(node) = input.view.node(slot.node) else { continue };
        let below = format!("{rest}{}", if slot.kids.is_empty() { "  " } else { "│ " });
        // The rest of a long heading is indented further than the text.
        page.flow(&heading(input, &names, forest, slot, node), (&first, &format!("{below}  ")), input.columns);
        text(input, node, &below, &mut page);
        for cross in also.iter().filter_map(|number| forest.cross.get(*number)) {
            let Some((_, _, Edge::Reply(link))) = input.view.edge(cross.edge) else { continue };
            let Some(to) = forest.slots.get(cross.to) else { continue };
            let does = does(input.ui, link, names.get(to.node), "");
            let mut words = format!("↳ {} {does}", input.ui.pick("also", "aussi\u{a0}:"));
            words::push_count(&mut words, input.view.folding.count(cross.edge));
            page.flow(&[(style_of(link.relation), words)], (&below, &format!("{below}  ")), input.columns);
        }
        // A comment is shown whole or not at all.
        if room.is_some_and(|room| page.lines() > room) {
            page.out.truncate(before);
            left_out(input, seen, &mut page);
            break;
        }
        seen += usize::from(node.is_comment());
    }
    Ok(page.out.into_bytes())
}

/// The title and the caption.
fn opening(input: &RenderInput<'_>, page: &mut Page) {
    page.flow(&[(BOLD, escape::terminal(&caption::title(input)))], ("", ""), input.columns);
    let mut caption = caption::counts(input);
    caption.extend(words::mark_note(input.view, input.ui));
    page.flow(&[(DIM, escape::terminal(&caption.join(" · ")))], ("", ""), input.columns);
}

/// How many comments do not fit on the terminal, and how to see them.
fn left_out(input: &RenderInput<'_>, seen: usize, page: &mut Page) {
    let more = words::comments(input.view.comments().saturating_sub(seen), input.ui);
    let text = input.ui.pick(
        format!("… {more} more: -f text shows all, -o map.html explores them"),
        format!("… encore {more}\u{a0}: -f text montre tout, -o carte.html les explore"),
    );
    page.flow(&[(BOLD, text)], ("", "  "), input.columns);
}

/// The output, and whether it may have colours.
struct Page {
    out: String,
    color: bool,
}

impl Page {
    /// How many lines it has.
    fn lines(&self) -> usize {
        self.out.bytes().filter(|byte| *byte == b'\n').count()
    }

    fn say(&mut self, style: Style, words: &str) {
        if self.color && !words.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(self.out, "{}{words}{}", style.render(), style.render_reset());
        } else {
            self.out.push_str(words);
        }
    }

    /// Wraps styled words at spaces to `columns` columns. `first` begins the first line and `rest` the others; they
    /// leave at least [`LEAST`] columns. A wider word is not cut.
    fn flow(&mut self, words: &[(Style, String)], (first, rest): (&str, &str), columns: usize) {
        let wide = |text: &str| metrics::width(text, 1.0, Weight::Cells) as usize;
        let room = |before: &str| columns.saturating_sub(wide(before)).max(LEAST);
        self.say(DIM, first);
        let (mut left, mut fresh) = (room(first), true);
        for (style, text) in words {
            // Words of one style on one line are written together.
            let mut run = String::new();
            for (index, word) in text.split(' ').enumerate() {
                let width = wide(word);
                let space = usize::from(index > 0);
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

/// The guide lines to the left of a node's first line, and of its other lines.
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

/// The heading of a node: name, author, positions, relation, forms and status.
fn heading(input: &RenderInput<'_>, names: &Names, forest: &Forest, slot: &Slot, node: &Node) -> Vec<(Style, String)> {
    let view = input.view;
    let plain = Style::new();
    let mut parts = vec![(BOLD, names.heading(slot.node))];
    if let Some(author) = node.comment.author.as_deref().filter(|_| node.is_comment()) {
        parts.push((DIM, format!(" {}", metrics::fit(&escape::terminal(head(author, 200)), 1.0, Weight::Cells, 30.0))));
    }
    if let Some(note) = words::kind_note(input.ui, node) {
        parts.push((DIM, format!(" {note}")));
    }
    for (_, label) in words::held(view, node) {
        parts.push((plain, " ".to_owned()));
        parts.push((palette::ansi(&label.name).on_default().bold(), escape::terminal(&names.position(label))));
    }
    let to = slot.parent.and_then(|parent| forest.slots.get(parent));
    if let Some((Edge::Reply(link), to)) = slot.edge.and_then(|edge| view.edge(edge)).map(|(_, _, edge)| edge).zip(to) {
        parts.push((plain, " · ".to_owned()));
        parts.push((style_of(link.relation), relation(input, link, names, slot, to)));
    }
    let forms: Vec<String> =
        words::forms(view, node).map(|(_, label)| escape::terminal(names.label(&label.name))).collect();
    if !forms.is_empty() {
        parts.push((DIM, format!(" · {}", forms.join(", "))));
    }
    if let Some(taken) =
        node.answered.as_ref().map(|counts| words::answered(input.ui, counts)).filter(|words| !words.is_empty())
    {
        parts.push((DIM, format!(" · {taken}")));
    }
    if let Some(standing) = view.standing(node).filter(|standing| standing.status != Status::Unchallenged) {
        parts.push((plain, " · ".to_owned()));
        parts.push((Style::new().italic(), words::status(input.ui, standing.status).to_owned()));
    }
    if let Some(tally) = view.folded(slot.node) {
        parts.push((DIM, format!(" · {}", words::folded(tally, input.ui))));
    }
    if view.is_faded(slot.node) {
        parts.push((DIM, input.ui.pick(" (context)", " (contexte)").to_owned()));
    }
    parts
}

/// What a reply does: `seems to rebut #3 0.72`. `quote` follows the object.
fn does(ui: Ui, link: &Link, name: &str, quote: &str) -> String {
    let [verb, tail] = graded::parts(ui, link);
    let number = graded::number(ui, link).map_or_else(String::new, |number| format!(" {number}"));
    format!("{}{quote}{tail}{number}", words::with_object(ui, verb, name))
}

/// The relation of a node to its target: `− seems to correct article “mille fois inférieur” 0.72`.
fn relation(input: &RenderInput<'_>, link: &Link, names: &Names, slot: &Slot, to: &Slot) -> String {
    let target = slot.edge.and_then(|edge| input.view.edge(edge)).and_then(|(_, target, _)| input.view.node(target));
    let anchor = link.anchor.zip(target).filter(|_| input.texts != Texts::None);
    let quote = anchor.map_or_else(String::new, |(anchor, target)| {
        let words = escape::terminal(head(anchor.of(&target.comment.text), 400));
        let words = metrics::fit(words.trim(), 1.0, Weight::Cells, ANCHOR as f64);
        let (open, close) = input.ui.pick(("“", "”"), ("«\u{a0}", "\u{a0}»"));
        format!(" {open}{words}{close}")
    });
    let does = does(input.ui, link, names.get(to.node), &quote);
    let mut out = format!("{} {does}", words::sign(link.relation)).trim_start().to_owned();
    words::push_count(&mut out, slot.edge.map_or(1, |edge| input.view.folding.count(edge)));
    out
}

/// Writes the first lines of a text.
fn text(input: &RenderInput<'_>, node: &Node, below: &str, page: &mut Page) {
    let most = match input.texts {
        Texts::Full => LINES,
        Texts::Excerpt => 1,
        Texts::None => 0,
    };
    let indent = metrics::width(below, 1.0, Weight::Cells) as usize;
    let width = input.columns.saturating_sub(indent).max(LEAST) as f64;
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
