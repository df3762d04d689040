//! The first lines on a terminal: what was read, what is at stake, who is for and against with a quotation a side, and how
//! far to trust it. At most [`MOST`] lines, in the words of the report.

use anstyle::{AnsiColor, Style};
use petgraph::graph::NodeIndex;

use super::input::{RenderInput, Texts};
use super::{caption, escape};
use crate::issue::{Issue, Side};
use crate::layout::metrics::Weight;
use crate::layout::words::Names;
use crate::layout::wrap::{Column, stretches, wrap};
use crate::layout::{quote, sides};

/// Most lines. Source: issue 18, part 6.
const MOST: usize = 10;
/// Most lines of what is at stake, of a quotation and of other sentences. Of quotations, one line is tried too.
const LINES: usize = 2;

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// A line in one style.
type Styled = (Style, String);

/// The lines: the first and the last always, the others while there is room.
pub(super) fn lines(input: &RenderInput<'_>, names: &Names) -> Vec<Styled> {
    let (view, ui) = (input.view, input.ui);
    let title = caption::title(input);
    let mut out = wrapped(input, BOLD, &title, 1);
    let mut read = sides::read(view, ui);
    if !view.filters.is_empty() {
        read.push_str(ui.pick(" · filters: ", " · filtres\u{a0}: "));
        read.push_str(&view.filters.join(", "));
    }
    out.extend(wrapped(input, Style::new(), &read, LINES));
    let last = wrapped(input, DIM, sides::warning(ui), LINES);
    let issues = view.issues();
    let mut quoted = Vec::new();
    for issue in sides::shown(&issues.list) {
        let head = head(input, names, issue, &title);
        if out.len() + head.len() + last.len() > MOST {
            break;
        }
        out.extend(head);
        let voices = [LINES, 1].into_iter().map(|most| voices(input, names, issue, (most, &quoted)));
        let room = MOST.saturating_sub(out.len() + last.len());
        if let Some((lines, nodes)) = voices.into_iter().find(|(lines, _)| lines.len() <= room) {
            out.extend(lines);
            quoted.extend(nodes);
        }
    }
    out.extend(last);
    out
}

/// What is at stake, unless the title says it, and how many are for and against.
fn head(input: &RenderInput<'_>, names: &Names, issue: &Issue, title: &str) -> Vec<Styled> {
    let ui = input.ui;
    let shown = Some(&issue.title).filter(|_| input.texts != Texts::None);
    let stake = shown.and_then(|_| quote::stake(ui, issue, |words| fits(input, words, LINES)));
    let mut out = Vec::new();
    if shown.is_none_or(|words| !words.split_whitespace().eq(title.split_whitespace())) {
        out.extend(wrapped(input, BOLD, &stake.unwrap_or_else(|| names.heading(issue.node)), LINES));
    }
    let counts = if issue.is_clear() {
        let [support, against] = sides::clear(ui, issue);
        format!("{support}, {against}{}", sides::less(ui, issue))
    } else {
        sides::unreadable(input.view, ui, issue)
    };
    out.extend(wrapped(input, Style::new(), &counts, LINES));
    out
}

/// A quotation a side, of at most `most` lines and of comments that are not quoted yet; with these comments.
fn voices(
    input: &RenderInput<'_>,
    names: &Names,
    issue: &Issue,
    (most, quoted): (usize, &[NodeIndex]),
) -> (Vec<Styled>, Vec<NodeIndex>) {
    let ui = input.ui;
    let (mut out, mut nodes) = (Vec::new(), Vec::new());
    if input.texts == Texts::None || !sides::speaks(issue) {
        return (out, nodes);
    }
    for (side, sign, colour) in [
        (Side::For, ui.pick("+ For", "+ Pour"), AnsiColor::Green),
        (Side::Against, ui.pick("− Against", "− Contre"), AnsiColor::Red),
    ] {
        let is_new = |voice: &NodeIndex| *voice != issue.node && !quoted.contains(voice);
        let Some(voice) = issue.party(side).voices.iter().copied().find(is_new) else { continue };
        let line = |words: &str| format!("{sign}, {}{} {words}", names.get(voice), ui.pick(":", "\u{a0}:"));
        if let Some(words) = quote::quote(input.view, ui, voice, |words| fits(input, &line(words), most)) {
            nodes.push(voice);
            out.extend(wrapped(input, colour.on_default(), &line(&words), most));
        }
    }
    (out, nodes)
}

/// Whether words need no more lines than they may have.
fn fits(input: &RenderInput<'_>, words: &str, most: usize) -> bool {
    wrap(words, &column(input, most)).iter().all(|row| !row.cut)
}

fn column(input: &RenderInput<'_>, most: usize) -> Column {
    Column { width: input.columns as f64, size: 1.0, weight: Weight::Cells, most, flow: true }
}

/// A text as lines of the terminal.
fn wrapped(input: &RenderInput<'_>, style: Style, text: &str, most: usize) -> Vec<Styled> {
    let text = escape::terminal(text);
    let rows = wrap(&text, &column(input, most)).into_iter();
    rows.map(|row| {
        let parts = stretches(&text, row, Weight::Cells, &[], &mut 0);
        (style, parts.into_iter().map(|part| part.text).collect())
    })
    .collect()
}
