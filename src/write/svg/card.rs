//! Cards: a white box, a bar of the positions at its left, words, and evidence underlined in the position's colour.

use super::super::{Sheet, Texts, describe, escape};
use super::style::{self, Inks};
use super::{FADED, attribute, number, text};
use crate::graph::Status;
use crate::layout::words::{self, Names};
use crate::layout::{Card, Chip, Line, Point, What};

/// Lines of text that an excerpt shows.
const EXCERPT: usize = 2;

/// Draws one card.
pub fn draw(out: &mut String, sheet: &Sheet<'_>, names: &Names, inks: &Inks, card: &Card) {
    let view = sheet.view;
    let Some(node) = view.node(card.node) else { return };
    out.push_str("<g id=\"n");
    out.push_str(&card.node.index().to_string());
    out.push_str("\" class=\"card ");
    out.push_str(&node.kind_name());
    for (_, position) in words::held(view, node) {
        style::label(out, &position.name);
    }
    for (_, form) in words::forms(view, node) {
        style::label(out, &form.name);
    }
    if let Some(standing) = view.standing(node) {
        style::label(out, standing.status.name());
    }
    out.push('"');
    if view.is_faded(card.node) {
        out.push_str(FADED);
    }
    out.push_str(" role=\"graphics-object group\" transform=\"translate(");
    number(out, card.at.x);
    out.push(' ');
    number(out, card.at.y);
    out.push_str(")\"><title>");
    lines(out, &describe::node(view, names, card.node, sheet.texts));
    out.push_str("</title>\n");
    if view.folded(card.node).is_some() {
        // A second card below: there is more.
        out.push_str("<rect class=\"box\" rx=\"7\" x=\"5\" y=\"5\"");
        attribute(out, "width", card.size.x - 10.0);
        attribute(out, "height", card.size.y - 1.0);
        out.push_str("/>\n");
    }
    out.push_str("<rect class=\"box\" rx=\"7\"");
    attribute(out, "width", card.size.x);
    attribute(out, "height", card.size.y);
    out.push_str("/>\n");
    bars(out, sheet, inks, card);
    for chip in &card.chips {
        draw_chip(out, sheet, inks, card, chip);
    }
    let shown = match sheet.texts {
        Texts::Full => usize::MAX,
        Texts::Excerpt => EXCERPT,
        Texts::None => 0,
    };
    // A screen reader changes its voice for texts in another language than the picture's.
    let lang = node.tags.lang.or(node.comment.lang).map(|lang| lang.to_string());
    let lang = lang.filter(|lang| lang != sheet.ui.code() && !card.lines.is_empty());
    if let Some(lang) = &lang {
        out.push_str("<g xml:lang=\"");
        escape::push_xml(out, lang);
        out.push_str("\">\n");
    }
    for line in
        card.lines.iter().filter(|line| line.title).chain(card.lines.iter().filter(|line| !line.title).take(shown))
    {
        draw_line(out, sheet, inks, card, line);
    }
    if lang.is_some() {
        out.push_str("</g>\n");
    }
    out.push_str("</g>\n");
}

/// Text with its line ends kept, as titles show them.
fn lines(out: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        escape::push_xml(out, line);
    }
}

/// The bar at the left: one piece a position, the surest on top.
fn bars(out: &mut String, sheet: &Sheet<'_>, inks: &Inks, card: &Card) {
    let Some(node) = sheet.view.node(card.node) else { return };
    let mut classes: Vec<String> = words::held(sheet.view, node)
        .filter_map(|(_, label)| inks.number(&label.name))
        .map(|number| format!("p{number}"))
        .collect();
    if classes.is_empty() {
        classes.push(if node.is_comment() || !node.comment.kind.is_opening() { "none" } else { "subject" }.to_owned());
    }
    let (top, gap) = (7.0, 2.0);
    let room = (card.size.y - 2.0 * top + gap) / classes.len() as f64;
    for (at, class) in classes.iter().enumerate() {
        // Dashes are those of a line; a bar that says no position is plain.
        if inks.grey() && class.starts_with('p') {
            out.push_str("<path class=\"bar ");
            out.push_str(class);
            out.push_str("\" d=\"M8.2 ");
            number(out, top + at as f64 * room);
            out.push('v');
            number(out, (room - gap).max(1.0));
            out.push_str("\"/>\n");
            continue;
        }
        out.push_str("<rect class=\"");
        out.push_str(class);
        out.push_str("\" x=\"6\" width=\"4.5\" rx=\"2\"");
        attribute(out, "y", top + at as f64 * room);
        attribute(out, "height", (room - gap).max(1.0));
        out.push_str("/>\n");
    }
}

/// The words around the text.
fn draw_chip(out: &mut String, sheet: &Sheet<'_>, inks: &Inks, card: &Card, chip: &Chip) {
    let view = sheet.view;
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
            // A plain reply is no relation to be told by colour.
            let shade = link.filter(|link| !words::sign(link.relation).is_empty()).map(style::shade);
            shade.map_or("note".to_owned(), |shade| format!("says {}", style::class(shade)))
        }
        What::Folded => {
            out.push_str("<rect class=\"box fold\" rx=\"8\" height=\"17\"");
            attribute(out, "x", chip.at.x);
            attribute(out, "y", chip.at.y - 12.5);
            attribute(out, "width", chip.width);
            out.push_str("/>\n");
            text(out, "status", Point::new(chip.at.x + crate::layout::card::PILL, chip.at.y), &chip.text);
            return;
        }
        What::Status(status) => {
            mark(out, status, Point::new(chip.at.x + 4.5, chip.at.y - 4.0));
            "status".to_owned()
        }
    };
    let x = chip.at.x + if matches!(chip.what, What::Status(_)) { crate::layout::card::MARK } else { 0.0 };
    text(out, &class, Point::new(x, chip.at.y), &chip.text);
}

/// The mark of a status: a full disc stands, an empty one does not, and half a disc is undecided.
pub fn mark(out: &mut String, status: Status, at: Point) {
    let r = 4.0;
    out.push_str("<circle class=\"disc mark");
    if matches!(status, Status::Defended | Status::Unchallenged) {
        out.push_str(" full");
    }
    out.push_str("\" r=\"4\"");
    attribute(out, "cx", at.x);
    attribute(out, "cy", at.y);
    out.push_str("/>");
    if status == Status::Undecided {
        out.push_str("<path class=\"full\" d=\"M");
        number(out, at.x);
        out.push(' ');
        number(out, at.y - r);
        out.push_str("a4 4 0 0 1 0 8z\"/>");
    }
    if status == Status::Challenged {
        out.push_str("<path class=\"mark disc\" d=\"M");
        number(out, at.x - 2.8);
        out.push(' ');
        number(out, at.y + 2.8);
        out.push_str("l5.6 -5.6\"/>");
    }
    out.push('\n');
}

/// One line of text, and rules under its evidence. Where the writing runs from right to left, places are not known
/// here, and the underline is left to whoever sets the line.
fn draw_line(out: &mut String, sheet: &Sheet<'_>, inks: &Inks, card: &Card, line: &Line) {
    let Some(first) = line.runs.first() else { return };
    let node = sheet.view.node(card.node);
    let number_of = |place: usize| {
        let label = node.and_then(|node| node.positions().nth(place));
        label.and_then(|label| inks.number(&label.name)).unwrap_or(0)
    };
    let turned = line.runs.iter().any(|run| run.text.chars().any(turns));
    out.push_str("<text");
    if line.title {
        out.push_str(" class=\"heading\"");
    }
    attribute(out, "x", first.x);
    attribute(out, "y", line.y);
    out.push('>');
    for run in &line.runs {
        let underlined = turned && run.evidence.is_some();
        if underlined {
            out.push_str("<tspan text-decoration=\"underline\">");
        }
        escape::push_xml(out, &run.text);
        if underlined {
            out.push_str("</tspan>");
        }
    }
    out.push_str("</text>\n");
    for run in line.runs.iter().filter(|_| !turned) {
        let Some(place) = run.evidence else { continue };
        // Spaces at the end of a run are not part of the words.
        let end = run.text.len() - run.text.trim_end().len();
        let width = run.width - end as f64 * 3.9;
        if width <= 0.0 {
            continue;
        }
        out.push_str("<path class=\"rule u");
        out.push_str(&number_of(place).to_string());
        out.push_str("\" d=\"M");
        number(out, run.x);
        out.push(' ');
        number(out, line.y + 3.5);
        out.push('h');
        number(out, width);
        out.push_str("\"/>\n");
    }
}

/// Whether a character is written from right to left: Hebrew, Arabic and their neighbours.
fn turns(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
