//! Cards: a white box, a bar at the left in the colours of the positions, words, and underlined evidence.

use super::super::describe;
use super::super::input::{RenderInput, Texts};
use super::super::xml::{Parts, Xml};
use super::style::{self, Inks};
use super::{FADED, text};
use crate::filter::View;
use crate::graph::{Node, Status};
use crate::layout::card::{MARK, PILL};
use crate::layout::words::{self, Names};
use crate::layout::{Card, Chip, Line, Point, What};

/// Lines of text that an excerpt shows.
const EXCERPT: usize = 2;

/// Draws one card.
pub fn draw(out: &mut Xml, input: &RenderInput<'_>, names: &Names, inks: &Inks, card: &Card) {
    let view = input.view;
    let Some(node) = view.node(card.node) else { return };
    let mut group = out.element("g");
    group.built("id", |id| {
        id.add("n").add(card.node.index());
    });
    group.built("class", |class| {
        class.add("card ");
        node_classes(class, view, node);
    });
    if view.is_faded(card.node) {
        group.attribute("opacity", FADED);
    }
    group.attribute("role", "graphics-object group").built("transform", |transform| {
        transform.add("translate(").add(card.at.x).add(" ").add(card.at.y).add(")");
    });
    let group = group.content();
    group.element("title").content().multiline(&describe::node(view, names, card.node, input.texts));
    if view.folded(card.node).is_some() {
        // The edge of a second card below it: there is more.
        let mut below = group.element("rect");
        below.attribute("class", "box").attribute("rx", 7.0).attribute("x", 5.0).attribute("y", 5.0);
        below.attribute("width", card.size.x - 10.0).attribute("height", card.size.y - 1.0);
    }
    let mut rect = group.element("rect");
    rect.attribute("class", "box").attribute("rx", 7.0);
    rect.attribute("width", card.size.x).attribute("height", card.size.y);
    drop(rect);
    draw_bars(group, input, inks, card);
    for chip in &card.chips {
        draw_chip(group, input, inks, card, chip);
    }
    // A screen reader changes its voice for a text in another language than the picture's.
    let lang = node.tags.lang.or(node.comment.lang).map(|lang| lang.to_string());
    match lang.filter(|lang| lang != input.ui.code() && !card.lines.is_empty()) {
        Some(lang) => draw_lines(group.element("g").attribute("xml:lang", &lang).block(), input, inks, card),
        None => draw_lines(group, input, inks, card),
    }
}

/// The kind of a node, its labels and its status as classes.
pub fn node_classes(class: &mut Parts<'_>, view: &View<'_>, node: &Node) {
    class.add(&node.kind_name());
    for (_, label) in words::held(view, node).chain(words::forms(view, node)) {
        style::label(class, &label.name);
    }
    if let Some(standing) = view.standing(node) {
        style::label(class, standing.status.name());
    }
}

/// The bar at the left: one piece per position, the most certain one on top.
fn draw_bars(out: &mut Xml, input: &RenderInput<'_>, inks: &Inks, card: &Card) {
    let Some(node) = input.view.node(card.node) else { return };
    let mut classes: Vec<String> = words::held(input.view, node)
        .filter_map(|(_, label)| inks.number(&label.name))
        .map(|number| format!("p{number}"))
        .collect();
    if classes.is_empty() {
        classes.push(if node.is_comment() || !node.comment.kind.is_opening() { "none" } else { "subject" }.to_owned());
    }
    let (top, gap) = (7.0, 2.0);
    let step = (card.size.y - 2.0 * top + gap) / classes.len() as f64;
    let height = (step - gap).max(1.0);
    for (index, class) in classes.iter().enumerate() {
        let y = top + index as f64 * step;
        // Only a line can be dashed. A bar that shows no position has no dashes.
        if inks.grey() && class.starts_with('p') {
            let mut path = out.element("path");
            path.built("class", |parts| {
                parts.add("bar ").add(class);
            });
            path.built("d", |d| {
                d.add("M8.2 ").add(y).add("v").add(height);
            });
        } else {
            let mut rect = out.element("rect");
            rect.attribute("class", class).attribute("x", 6.0).attribute("width", 4.5).attribute("rx", 2.0);
            rect.attribute("y", y).attribute("height", height);
        }
    }
}

/// Draws the words around the text.
fn draw_chip(out: &mut Xml, input: &RenderInput<'_>, inks: &Inks, card: &Card, chip: &Chip) {
    let view = input.view;
    let mut position = chip.at;
    let class = match chip.what {
        What::Name => "name".to_owned(),
        What::Author => "author".to_owned(),
        What::Note => "note".to_owned(),
        What::Form(_) => "form".to_owned(),
        What::Position(place) => {
            let label = view.node(card.node).and_then(|node| node.positions().nth(place));
            let number = label.and_then(|label| inks.number(&label.name)).unwrap_or(0);
            format!("badge k{number}")
        }
        What::Relation(edge) => {
            let link = view.edge(edge).and_then(|(_, _, edge)| edge.link());
            // Plain replies have no colour.
            let shade = link.filter(|link| !words::sign(link.relation).is_empty()).map(style::shade);
            shade.map_or("note".to_owned(), |shade| format!("says {}", style::class(shade)))
        }
        What::Folded => {
            let mut pill = out.element("rect");
            pill.attribute("class", "box fold").attribute("rx", 8.0).attribute("height", 17.0);
            pill.attribute("x", chip.at.x).attribute("y", chip.at.y - 12.5).attribute("width", chip.width);
            position.x += PILL;
            "status".to_owned()
        }
        What::Status(status) => {
            draw_mark(out, status, Point::new(chip.at.x + 4.5, chip.at.y - 4.0));
            position.x += MARK;
            "status".to_owned()
        }
    };
    text(out, &class, position, &chip.text);
}

/// Draws the mark of a status: a full disc is accepted, an empty one is not, and half a disc is undecided.
pub fn draw_mark(out: &mut Xml, status: Status, center: Point) {
    let radius = 4.0;
    let is_full = matches!(status, Status::Defended | Status::Unchallenged);
    let mut disc = out.element("circle");
    disc.attribute("class", if is_full { "disc mark full" } else { "disc mark" }).attribute("r", radius);
    disc.attribute("cx", center.x).attribute("cy", center.y);
    let (class, start, end) = match status {
        Status::Defended | Status::Unchallenged => return,
        Status::Undecided => ("full", Point::new(center.x, center.y - radius), "a4 4 0 0 1 0 8z"),
        Status::Challenged => ("mark disc", Point::new(center.x - 2.8, center.y + 2.8), "l5.6 -5.6"),
    };
    disc.inline();
    drop(disc);
    out.element("path").attribute("class", class).built("d", |d| {
        d.add("M").add(start.x).add(" ").add(start.y).add(end);
    });
}

/// Draws the headings, and then as much of the text as the user asked for.
fn draw_lines(out: &mut Xml, input: &RenderInput<'_>, inks: &Inks, card: &Card) {
    let most = match input.texts {
        Texts::Full => usize::MAX,
        Texts::Excerpt => EXCERPT,
        Texts::None => 0,
    };
    let headings = card.lines.iter().filter(|line| line.title);
    for line in headings.chain(card.lines.iter().filter(|line| !line.title).take(most)) {
        draw_line(out, input, inks, card, line);
    }
}

/// Draws one line of text, and underlines its evidence. In right-to-left text the positions of words are not known
/// here, so the viewer underlines it.
fn draw_line(out: &mut Xml, input: &RenderInput<'_>, inks: &Inks, card: &Card, line: &Line) {
    let Some(first) = line.runs.first() else { return };
    let is_right_to_left = line.runs.iter().any(|run| run.text.chars().any(is_right_to_left));
    let mut element = out.element("text");
    if line.title {
        element.attribute("class", "heading");
    }
    element.attribute("x", first.x).attribute("y", line.y);
    for run in &line.runs {
        if is_right_to_left && run.evidence.is_some() {
            let mut span = element.content().element("tspan");
            span.inline().attribute("text-decoration", "underline").text(&run.text);
        } else {
            element.text(&run.text);
        }
    }
    drop(element);
    if is_right_to_left {
        return;
    }
    let node = input.view.node(card.node);
    for run in &line.runs {
        let Some(place) = run.evidence else { continue };
        // Spaces at the end of a run are not part of the evidence.
        let spaces = run.text.len() - run.text.trim_end().len();
        let width = run.width - spaces as f64 * 3.9;
        if width <= 0.0 {
            continue;
        }
        let label = node.and_then(|node| node.positions().nth(place));
        let number = label.and_then(|label| inks.number(&label.name)).unwrap_or(0);
        let mut rule = out.element("path");
        rule.built("class", |class| {
            class.add("rule u").add(number);
        });
        rule.built("d", |d| {
            d.add("M").add(run.x).add(" ").add(line.y + 3.5).add("h").add(width);
        });
    }
}

/// Whether a character is written from right to left: Hebrew, Arabic and related scripts.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}
