//! The layout `summary`: the issues of a thread on one sheet. Each is a row: what is at stake in the words of the thread, a
//! bar of distinct authors, and a quotation a side. The last line says how far to trust it.
//!
//! It says what the report says, in the words of [`sides`] and in the order of the thread. The title of the picture is the
//! writer's, in the room above [`HEAD`].

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use super::chart::{Board, Strip, Tone, Words};
use super::constants::MARGIN;
use super::metrics::{self, Weight};
use super::words::{Names, counted};
use super::wrap::{Column, stretches, wrap};
use super::{Point, Scene, Sheet, clean, quote, sides};
use crate::filter::View;
use crate::issue::{Issue, Side};
use crate::text::Ui;

/// Above it, the writer draws the title: two lines.
pub const HEAD: f64 = 74.0;
/// The size of a summary for the screen: 16 : 9, as slides and the previews of links have it. Source: issue 18, part 6.
const SCREEN: Point = Point { x: 1_200.0, y: 675.0 };
/// A4 in pixels, of which an inch has 96.
const PAPER: Point = Point { x: 794.0, y: 1_123.0 };
/// Font sizes of what is at stake, of quotations, of counts and of other words, and the distance of their lines.
const STAKE: f64 = 16.0;
const TEXT: f64 = 14.0;
const COUNT: f64 = 13.0;
const SMALL: f64 = 12.0;
const STAKE_LINE: f64 = 21.0;
const TEXT_LINE: f64 = 19.0;
const COUNT_LINE: f64 = 18.0;
const SMALL_LINE: f64 = 16.0;
/// Height of a bar, and the least width of a part that shows its number.
const BAR: f64 = 16.0;
const NUMBERED: f64 = 26.0;
/// The greatest width of one author, so that few do not look like many.
const AUTHOR: f64 = 72.0;
/// Between the two quotations, and the least and greatest distance of rows.
const BETWEEN: f64 = 32.0;
const GAP: f64 = 16.0;
const WIDEST: f64 = 44.0;
/// Widest title of a thread before what is at stake in it.
const THREAD: f64 = 260.0;
/// Most lines of what is at stake.
const STAKE_LINES: usize = 2;
/// The numbers of lines of a quotation that are tried, the best first.
const LINES: [usize; 5] = [6, 5, 4, 3, 2];
/// Most issues, as in the report.
const MOST: usize = 6;

/// What all rows share.
struct Page<'a, 'm> {
    view: &'a View<'m>,
    names: &'a Names,
    ui: Ui,
    width: f64,
    /// Whether texts may be shown.
    texts: bool,
    /// The width of one author in a bar.
    author: f64,
}

/// Arranges the issues of a view on a sheet. With no lines of text a card, no text is quoted.
pub fn arrange(view: &View<'_>, names: &Names, ui: Ui, most: usize, sheet: Sheet) -> Scene {
    let size = if sheet == Sheet::Paper { PAPER } else { SCREEN };
    let found = view.issues();
    let shown: Vec<&Issue> = sides::shown(&found.list).take(MOST).collect();
    let width = size.x - 2.0 * MARGIN;
    let crowd = shown.iter().filter(|issue| issue.is_clear()).map(|issue| crowd(issue)).max().unwrap_or(1);
    let page = Page { view, names, ui, width, texts: most > 0, author: (width / crowd.max(1) as f64).min(AUTHOR) };
    let mut board = Board::default();
    let top = page.opening(&mut board, shown.iter().any(|issue| issue.is_clear()));
    let fits = |count: usize| {
        let foot = page.foot(&shown, found.list.len(), count);
        let room = size.y - MARGIN - foot.len() as f64 * SMALL_LINE - GAP - top;
        LINES.iter().find_map(|lines| {
            let mut quoted = BTreeSet::new();
            let rows = shown.iter().take(count).enumerate();
            let rows: Vec<(Board, f64)> =
                rows.map(|(at, issue)| page.row(at + 1, issue, *lines, &mut quoted)).collect();
            let used: f64 = rows.iter().map(|(_, height)| height + GAP).sum();
            (used <= room || count <= 1 && *lines == 2).then_some((rows, room - used, foot.clone()))
        })
    };
    let Some((rows, left, foot)) = (0..=shown.len()).rev().find_map(fits) else { return Scene::default() };
    let apart = GAP + (left.max(0.0) / rows.len().max(1) as f64).min(WIDEST - GAP);
    let (mut y, count) = (top, rows.len());
    for (row, height) in rows {
        board.take(row, y);
        y += height + apart;
    }
    let others = found.list.iter().filter(|issue| !issue.is_main && !issue.is_clear());
    let listed = page.others(&mut board, others, y, size.y - MARGIN - foot.len() as f64 * SMALL_LINE);
    let foot = if listed > 0 { page.foot(&shown, found.list.len(), count + listed) } else { foot };
    if shown.is_empty() {
        board.say(Point::new(MARGIN, y + COUNT), Tone::Count, ui.pick("No issue was found.", "Aucun enjeu trouvé."));
    }
    let first = size.y - MARGIN - foot.len() as f64 * SMALL_LINE + SMALL;
    for (at, line) in foot.iter().enumerate() {
        board.say(Point::new(MARGIN, first + at as f64 * SMALL_LINE), Tone::Small, line);
    }
    Scene { size, board: Some(board), ..Scene::default() }
}

/// How many authors an issue has.
fn crowd(issue: &Issue) -> usize {
    issue.support.authors + issue.against.authors + issue.unplaced_authors
}

/// The lines of a text.
fn lines(text: &str, size: f64, weight: Weight, width: f64, most: usize) -> (Vec<String>, bool) {
    let rows = wrap(text, &Column { width, size, weight, most, flow: true });
    let is_cut = rows.iter().any(|row| row.cut);
    let shown = rows.into_iter().map(|row| {
        let parts = stretches(text, row, weight, &[], &mut 0);
        parts.into_iter().map(|part| part.text).collect()
    });
    (shown.collect(), is_cut)
}

impl Board {
    fn say(&mut self, at: Point, tone: Tone, text: &str) {
        self.words.push(Words { at, text: text.to_owned(), tone });
    }

    /// Adds a part, moved down.
    fn take(&mut self, part: Board, down: f64) {
        let moved = |at: Point| Point::new(at.x, at.y + down);
        self.strips.extend(part.strips.into_iter().map(|strip| Strip { at: moved(strip.at), ..strip }));
        self.words.extend(part.words.into_iter().map(|words| Words { at: moved(words.at), ..words }));
    }
}

impl Page<'_, '_> {
    /// What was read, and what the bars mean, if there are any; returns the y below.
    fn opening(&self, board: &mut Board, has_bars: bool) -> f64 {
        let mut y = HEAD + SMALL;
        let mut read = sides::read(self.view, self.ui);
        if !self.view.filters.is_empty() {
            let filters = self.view.filters.join(", ");
            read.push_str(
                self.ui.pick(" · only what these filters keep: ", " · seulement ce que gardent ces filtres\u{a0}: "),
            );
            read.push_str(&filters);
        }
        let key = if has_bars { self.key() } else { Vec::new() };
        let wide: f64 = key.iter().map(|(_, words)| metrics::width(words, SMALL, Weight::Regular) + 40.0).sum();
        let room = self.width - wide;
        let is_beside = metrics::width(&read, SMALL, Weight::Regular) <= room;
        let (read, _) = lines(&read, SMALL, Weight::Regular, self.width, 2);
        for line in &read {
            board.say(Point::new(MARGIN, y), Tone::Small, line);
            y += SMALL_LINE;
        }
        let mut x = MARGIN + if is_beside { room } else { 0.0 };
        let base = if is_beside { y - SMALL_LINE } else { y };
        for ((side, is_clear), words) in key {
            board.strips.push(Strip { at: Point::new(x, base - 10.0), size: Point::new(18.0, 11.0), side, is_clear });
            board.say(Point::new(x + 24.0, base), Tone::Small, &words);
            x += metrics::width(&words, SMALL, Weight::Regular) + 40.0;
        }
        base + 20.0
    }

    /// What the parts of a bar mean.
    fn key(&self) -> Vec<((Option<Side>, bool), String)> {
        let say = |en: &str, fr: &str| self.ui.pick(en, fr).to_owned();
        vec![
            ((Some(Side::For), true), say("+ clearly for", "+ nettement pour")),
            ((Some(Side::For), false), say("less clearly", "moins nettement")),
            ((None, false), say("on no side", "d’aucun côté")),
            ((Some(Side::Against), false), say("less clearly", "moins nettement")),
            ((Some(Side::Against), true), say("− clearly against", "− nettement contre")),
        ]
    }

    /// One issue from y = 0 on, with at most `most` lines a quotation; and its height.
    fn row(&self, number: usize, issue: &Issue, most: usize, quoted: &mut BTreeSet<NodeIndex>) -> (Board, f64) {
        let mut board = Board::default();
        let fits = |words: &str| !lines(&format!("{number}. {words}"), STAKE, Weight::Bold, self.width, STAKE_LINES).1;
        let name = self.names.heading(issue.node);
        let stake = quote::stake(self.ui, issue, |words| fits(&self.named(issue, words))).filter(|_| self.texts);
        let stake = stake.map_or(name, |words| self.named(issue, &words));
        let mut y = 0.0;
        for line in lines(&format!("{number}. {stake}"), STAKE, Weight::Bold, self.width, STAKE_LINES).0 {
            board.say(Point::new(MARGIN, y + STAKE), Tone::Stake, &line);
            y += STAKE_LINE;
        }
        let counts = if issue.is_clear() {
            y += 4.0;
            self.bar(&mut board, issue, y);
            y += BAR + 4.0;
            let [support, against] = sides::clear(self.ui, issue);
            format!("{support}, {against}{}", sides::less(self.ui, issue))
        } else {
            sides::unreadable(self.view, self.ui, issue)
        };
        for line in lines(&counts, COUNT, Weight::Regular, self.width, 3).0 {
            board.say(Point::new(MARGIN, y + COUNT), Tone::Count, &line);
            y += COUNT_LINE;
        }
        if self.texts && sides::speaks(issue) {
            y += 4.0;
            let column = (self.width - BETWEEN) / 2.0;
            let mut height = |side: Side, x: f64, board: &mut Board| {
                self.voice(board, (issue, side), (Point::new(x, y), column, most), quoted)
            };
            let left = height(Side::For, MARGIN, &mut board);
            let right = height(Side::Against, MARGIN + column + BETWEEN, &mut board);
            y += left.max(right);
        }
        (board, y)
    }

    /// The authors of an issue: clearly for, less clearly, on no side, less clearly against, clearly.
    fn bar(&self, board: &mut Board, issue: &Issue, y: f64) {
        let [support, against] = [Side::For, Side::Against].map(|side| issue.party(side));
        let parts = [
            (Some(Side::For), true, support.clear),
            (Some(Side::For), false, support.authors.saturating_sub(support.clear)),
            (None, false, issue.unplaced_authors),
            (Some(Side::Against), false, against.authors.saturating_sub(against.clear)),
            (Some(Side::Against), true, against.clear),
        ];
        let mut x = MARGIN;
        for (side, is_clear, count) in parts.into_iter().filter(|(_, _, count)| *count > 0) {
            let wide = count as f64 * self.author;
            board.strips.push(Strip { at: Point::new(x, y), size: Point::new(wide, BAR), side, is_clear });
            if wide >= NUMBERED {
                let sign = match side {
                    Some(Side::For) => "+",
                    Some(Side::Against) => "−",
                    None => "",
                };
                board.say(Point::new(x + wide / 2.0, y + BAR - 4.0), Tone::Number, &format!("{sign}{count}"));
            }
            x += wide;
        }
    }

    /// The best comment of a side in a column, one that is not quoted above if there is one; returns its height.
    fn voice(
        &self,
        board: &mut Board,
        (issue, side): (&Issue, Side),
        (at, width, most): (Point, f64, usize),
        quoted: &mut BTreeSet<NodeIndex>,
    ) -> f64 {
        let sign =
            if side == Side::For { self.ui.pick("+ For", "+ Pour") } else { self.ui.pick("− Against", "− Contre") };
        let fits = |words: &str| !lines(words, TEXT, Weight::Regular, width, most).1;
        quoted.insert(issue.node);
        let voices = &issue.party(side).voices;
        let fresh = voices.iter().find(|voice| !quoted.contains(voice));
        let (name, quotation, tone) = match fresh.or(voices.first()).copied() {
            None => {
                let none = self.ui.pick(
                    "no comment is on this side with enough certainty to be quoted.",
                    "aucun commentaire n’est assez sûrement de ce côté pour être cité.",
                );
                (String::new(), Some(none.to_owned()), Tone::Count)
            }
            Some(best) => {
                let is_new = quoted.insert(best);
                let above = if is_new { "" } else { self.ui.pick(" (quoted above)", " (cité plus haut)") };
                let quotation = quote::quote(self.view, self.ui, best, fits).filter(|_| is_new);
                (format!(", {}{above}", self.names.get(best)), quotation, Tone::Quote)
            }
        };
        board.say(Point::new(at.x, at.y + COUNT), Tone::Voice(side), &format!("{sign}{name}"));
        let mut y = COUNT_LINE;
        for line in quotation.map_or(Vec::new(), |quotation| lines(&quotation, TEXT, Weight::Regular, width, most).0) {
            board.say(Point::new(at.x, at.y + y + TEXT), tone, &line);
            y += TEXT_LINE;
        }
        y
    }

    /// Names the issues whose sides cannot be read, while there is room between two heights; returns how many.
    fn others<'i>(&self, board: &mut Board, issues: impl Iterator<Item = &'i Issue>, from: f64, to: f64) -> usize {
        let mut y = from + COUNT_LINE;
        let mut listed = 0;
        for issue in issues.filter(|_| self.texts) {
            let named = |words: &str| self.named(issue, words);
            let fits = |words: &str| metrics::width(&named(words), COUNT, Weight::Regular) <= self.width;
            // Without words it says nothing here.
            let Some(words) = quote::stake(self.ui, issue, fits) else { continue };
            if y + 2.0 * COUNT_LINE > to {
                break;
            }
            if listed == 0 {
                let also = "Also discussed; who is for or against is less clear:";
                let aussi = "On y discute aussi, sans qu’on voie nettement qui est pour ou contre\u{a0}:";
                board.say(Point::new(MARGIN, y), Tone::Small, self.ui.pick(also, aussi));
                y += COUNT_LINE;
            }
            board.say(Point::new(MARGIN, y), Tone::Count, &named(&words));
            y += COUNT_LINE;
            listed += 1;
        }
        listed
    }

    /// What is at stake with the name of the comment or claim that says it, and of its thread if there are several.
    fn named(&self, issue: &Issue, words: &str) -> String {
        let is_opening = self.view.node(issue.node).is_some_and(|node| !node.is_comment() && !node.is_claim());
        let threads = &self.view.map.threads;
        let thread = threads.get(issue.thread).filter(|_| threads.len() > 1 && issue.words.is_some());
        let thread = thread
            .and_then(|thread| thread.title.as_deref())
            .map(|title| metrics::fit(&clean::line(clean::head(title, 400)), COUNT, Weight::Regular, THREAD));
        let name = Some(self.names.heading(issue.node)).filter(|_| !is_opening);
        let before: Vec<String> = thread.into_iter().chain(name).collect();
        let colon = self.ui.pick(": ", "\u{a0}: ");
        if before.is_empty() { words.to_owned() } else { format!("{}{colon}{words}", before.join(", ")) }
    }

    /// The lines at the foot: what is left out, and how far to trust it.
    fn foot(&self, shown: &[&Issue], all: usize, count: usize) -> Vec<String> {
        let ui = self.ui;
        let mut words = Vec::new();
        let more = all.saturating_sub(count);
        if more > 0 {
            words.push(match ui {
                Ui::En => {
                    format!("{} left out: less clear or smaller.", counted(more, ui, ["issue", "issues"], ["", ""]))
                }
                Ui::Fr if more == 1 => "1 enjeu n’est pas montré\u{a0}: moins net ou plus petit.".to_owned(),
                Ui::Fr => format!("{more} enjeux ne sont pas montrés\u{a0}: moins nets ou plus petits."),
            });
        }
        if shown.iter().any(|issue| !issue.authors_known) {
            let unknown = "The thread does not tell who wrote what: every comment without a name counts as an author.";
            let inconnu =
                "Le fil ne dit pas qui a écrit quoi\u{a0}: chaque commentaire sans nom compte pour un auteur.";
            words.push(ui.pick(unknown, inconnu).to_owned());
        }
        words.push(sides::warning(ui).to_owned());
        lines(&words.join(" "), SMALL, Weight::Regular, self.width, 3).0
    }
}
