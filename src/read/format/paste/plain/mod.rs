//! The paste: text that a user selected on a page and copied.
//!
//! In comes the decoded source. Out comes a [`Page`]: the lines of the article, the line that announces the comments, and
//! the lines of each comment; and then a thread made of it. Pages whose comments are marked (`X says:`, a date, `Reply`)
//! are cut at the marks. Lines without marks are cut by the cues of [`super::segment`].

mod anchor;
mod answer;
mod blocks;
mod choice;
pub(in crate::read) mod counter;
pub(in crate::read) mod furniture;
mod line;
mod loose;
mod opening;
mod order;
pub(in crate::read) mod pattern;
mod render;
mod rhythm;
pub(in crate::read) mod stamp;

use std::collections::BTreeMap;
use std::ops::Range;

use answer::{Answer, Posted};
pub use counter::Counter;
pub use line::Line;

use super::segment::{Row, Segmentation, Wanted, remarks, segment};
use crate::diagnostic::Diagnostic;
use crate::place::set;
use crate::read::{
    error::ReadError, format::jsonl, format::reader::Reading, options::Announced, options::Options, source::Source,
};
use crate::sort::Order as _;
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Quote, Thread};

/// One comment of a page, by its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Comment or pingback.
    pub kind: Kind,
    /// Its author, if the page names one.
    pub author: Option<String>,
    /// Its time, if the page gives one: an RFC 3339 prefix, or the words of a relative time.
    pub time: Option<String>,
    /// The index of the piece that it answers, if indentation shows it.
    pub parent: Option<usize>,
    /// The indexes of the lines of its text.
    pub body: Vec<usize>,
    /// All its lines, including name and date.
    pub lines: Range<usize>,
}

/// How the comments of a page were separated.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum How {
    /// There are no comments.
    #[default]
    Nothing,
    /// By names, dates and reply links.
    Marks,
    /// By blank lines, which separate as many comments as are announced.
    Blanks,
    /// By the cues between lines without marks.
    Cues {
        /// For each row of the segmentation, the index of its line.
        rows: Vec<usize>,
        /// The cut.
        cut: Segmentation,
    },
}

/// A paste with its parts identified.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The text that its lines are in, where it is not the source: Markdown without its signs, a print-out without the
    /// edges of its pages.
    pub rendered: Option<String>,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The lines of the article.
    pub article: Range<usize>,
    /// The line that announces the comments.
    pub counter: Option<Counter>,
    /// How many comments are announced, by the page or by the user.
    pub announced: Option<usize>,
    /// Its comments and pingbacks, in order.
    pub pieces: Vec<Piece>,
    /// Lines that are no text of an author: forms, notices, reply links.
    pub furniture: Vec<usize>,
    /// How the comments were separated.
    pub how: How,
    /// Diagnostics.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many lines at the end of a page without marks may contain a form.
const FORM_REACH: usize = 40;

/// How often a line of a page without marks must repeat to count as a reply link: a comment may be the single word *Like*.
const LINKS: usize = 3;

/// Reads a paste as one thread.
///
/// # Errors
/// Never. All readers have this signature.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let page = page(source.text, options);
    let thread = thread(page.text(source.text), &page);
    let threads = if thread.comments.is_empty() { Vec::new() } else { vec![thread] };
    Ok(Reading { threads, diagnostics: page.diagnostics })
}

impl Page {
    /// The text that its lines are in.
    pub fn text<'t>(&'t self, source: &'t str) -> &'t str {
        self.rendered.as_deref().unwrap_or(source)
    }
}

/// Identifies the parts of a paste.
pub fn page(source: &str, options: &Options) -> Page {
    match render::render(source) {
        None => parts(source, line::lines(source), options),
        Some(rendered) => {
            let page = parts(&rendered.text, rendered.lines(), options);
            Page { rendered: Some(rendered.text), ..page }
        }
    }
}

/// Identifies the parts of a text by its lines.
fn parts(source: &str, lines: Vec<Line>, options: &Options) -> Page {
    let mut page = Page { lines, ..Page::default() };
    let order = order::settle(source, &page.lines);
    page.counter =
        counter::choose(source, &page.lines).filter(|counter| !choice::is_inside(source, &page.lines, *counter, order));
    page.announced = match options.comments {
        Announced::AsWritten => page.counter.and_then(|counter| counter.announced),
        Announced::Exactly(count) => Some(count),
        Announced::Any => None,
    };
    let below = page.counter.map_or(0, |counter| counter.line + 1);
    if let Some(marks) = choice::marks(source, &page.lines, page.counter, page.announced, order) {
        if marks.above_counter {
            page.counter = None;
        }
        let below = if marks.above_counter { 0 } else { below };
        marked(source, &mut page, options, below, marks.first, marks.pieces);
    } else {
        bare(source, &mut page, options, below);
    }
    let found = page.pieces.len();
    if page.announced.is_some_and(|count| count != found) {
        page.diagnostics.push(mismatch(&page, found, options));
    }
    page
}

/// Fills in a page whose comments are marked.
fn marked(source: &str, page: &mut Page, options: &Options, below: usize, first: usize, pieces: Vec<Piece>) {
    page.article = match page.counter {
        Some(counter) => 0..counter.line,
        // Without a counter, the lines above the first mark are the article, unless the article is given.
        None if options.article.is_some() => 0..0,
        None => 0..first,
    };
    let ends = page.article.end;
    let article: Vec<usize> = page
        .article
        .clone()
        .filter(|at| page.lines.get(*at).is_some_and(|line| !furniture::is_form(line.of(source))))
        .collect();
    page.article = article.first().map_or(0..0, |_| 0..ends);
    let mut is_text = vec![false; page.lines.len()];
    for at in pieces.iter().flat_map(|piece| piece.lines.clone()) {
        set(&mut is_text, at, true);
    }
    // On a page without an article, a form may be above the counter. It is no text, and it is not lost either.
    let from = if page.article.is_empty() { 0 } else { below.max(page.article.end) };
    let counter = page.counter.map(|counter| counter.line);
    let is_furniture = |at: &usize| is_text.get(*at) == Some(&false) && Some(*at) != counter;
    page.furniture = (from..page.lines.len()).filter(is_furniture).collect();
    page.pieces = pieces;
    page.how = How::Marks;
}

/// Fills in a page without marks.
fn bare(source: &str, page: &mut Page, options: &Options, below: usize) {
    let texts: Vec<&str> = page.lines.iter().map(|line| line.of(source)).collect();
    let mut start = below;
    if page.counter.is_none() {
        let least = match options.comments {
            Announced::Exactly(count) => count,
            Announced::AsWritten | Announced::Any => 0,
        };
        start = if options.article.is_some() { 0 } else { opening::end(&texts, least.min(texts.len())) };
        if start < texts.len() && options.article.is_none() {
            page.diagnostics.push(no_counter(page, start));
        }
    }
    page.article = 0..page.counter.map_or(start, |counter| counter.line);
    let end = form_start(&texts, start);
    page.furniture = (end..texts.len()).collect();
    let links = reply_links(texts.get(start..end).unwrap_or_default());
    let mut rows: Vec<(usize, Row<'_>)> = Vec::new();
    let mut pings: Vec<Piece> = Vec::new();
    let mut parted = false;
    for at in start..end {
        let (Some(line), Some(text)) = (page.lines.get(at), texts.get(at)) else { break };
        if links.contains_key(text) {
            page.furniture.push(at);
            parted = true;
        } else if furniture::pingback(text).is_some() {
            pings.push(Piece { kind: Kind::Pingback, body: vec![at], lines: at..at + 1, ..Piece::default() });
            parted = true;
        } else {
            rows.push((at, Row { text, gap: line.gap, parted }));
            parted = false;
        }
    }
    page.furniture.sort_unstable();
    let count = |count: usize| count.saturating_sub(pings.len());
    let wanted = match (options.comments, page.announced) {
        (Announced::Exactly(exactly), _) => Wanted::Exactly(count(exactly)),
        (_, Some(announced)) => Wanted::Announced(count(announced)),
        (_, None) => Wanted::Unknown,
    };
    let (places, rows): (Vec<usize>, Vec<Row<'_>>) = rows.into_iter().unzip();
    let article: Vec<&str> = match &options.article {
        Some(article) if page.article.is_empty() => article.lines().collect(),
        _ => texts.get(page.article.clone()).unwrap_or_default().to_vec(),
    };
    let gaps: Vec<usize> = rows.iter().map(|row| row.gap).collect();
    let number = match wanted {
        Wanted::Exactly(number) | Wanted::Announced(number) => Some(number),
        Wanted::Unknown => None,
    };
    if let Some(starts) = number.and_then(|number| blocks::starts(&gaps, number)) {
        add_pieces(page, &places, &starts);
        page.pieces.extend(pings);
        page.pieces.order_by_key(|piece| piece.lines.start);
        page.how = How::Blanks;
        return;
    }
    let cut = segment(&rows, &article, wanted);
    page.diagnostics.extend(remarks(&cut, wanted, rows.len()));
    add_pieces(page, &places, &cut.cuts);
    page.pieces.extend(pings);
    page.pieces.order_by_key(|piece| piece.lines.start);
    page.how = if rows.is_empty() { How::Nothing } else { How::Cues { rows: places, cut } };
}

/// Adds a comment for each start, up to the next. `places` are the lines of the rows.
fn add_pieces(page: &mut Page, places: &[usize], starts: &[usize]) {
    let ends = starts.iter().skip(1).copied().chain([places.len()]);
    for (from, to) in starts.iter().copied().zip(ends) {
        let body = places.get(from..to).unwrap_or_default().to_vec();
        if let (Some(first), Some(last)) = (body.first().copied(), body.last().copied()) {
            page.pieces.push(Piece { body, lines: first..last + 1, ..Piece::default() });
        }
    }
}

/// The line at which the form at the end of a page without marks begins; the number of lines if there is none.
fn form_start(texts: &[&str], start: usize) -> usize {
    let from = texts.len().saturating_sub(FORM_REACH).max(start);
    (from..texts.len()).find(|at| texts.get(*at).is_some_and(|text| furniture::is_form(text))).unwrap_or(texts.len())
}

/// The lines that are reply links, votes and the like, by how often they occur.
fn reply_links<'t>(texts: &[&'t str]) -> BTreeMap<&'t str, usize> {
    let mut links = BTreeMap::new();
    for text in texts.iter().filter(|text| furniture::is_action(text)) {
        *links.entry(*text).or_insert(0) += 1;
    }
    links.retain(|_, count| *count >= LINKS);
    links
}

fn no_counter(page: &Page, start: usize) -> Diagnostic {
    let number = page.lines.get(start).map_or(1, |line| line.number);
    let message = if start == 0 {
        "no line announces comments; all lines are taken for comments".to_owned()
    } else {
        format!("no line announces comments; they are taken to begin at line {number}")
    };
    Diagnostic::warning("no-counter", message)
        .help("write a line such as \"8 comments\" above the first comment, or give --article FILE or --comments N")
}

fn mismatch(page: &Page, found: usize, options: &Options) -> Diagnostic {
    let announced = page.announced.unwrap_or(0);
    if page.how == How::Marks && matches!(options.comments, Announced::Exactly(_)) {
        let message = format!(
            "--comments {announced} is not followed, because names, dates or links mark {found} {}",
            if found == 1 { "comment" } else { "comments" },
        );
        return Diagnostic::warning("count-mismatch", message)
            .help("remove the lines that are no mark of a comment, or give --comments any");
    }
    let message = format!(
        "{announced} {} announced, {found} {} found",
        if announced == 1 { "comment is" } else { "comments are" },
        if found == 1 { "was" } else { "were" },
    );
    let mut warning = Diagnostic::warning("count-mismatch", message).help(
        "some may be on another page or held back; --comments N or --comments any overrides the announced number",
    );
    warning.span = page.counter.and_then(|counter| page.lines.get(counter.line)).map(|line| line.origin);
    warning
}

/// Makes the thread of a page.
fn thread(source: &str, page: &Page) -> Thread {
    let mut comments = Vec::with_capacity(page.pieces.len() + 1);
    let article: Vec<usize> = page.article.clone().collect();
    if !article.is_empty() {
        comments.push(Comment {
            id: "article".to_owned(),
            kind: Kind::Article,
            text: text_of(source, page, &article),
            origin: origin(page, &page.article),
            ..Comment::default()
        });
    }
    let mut numbers = [0_usize; 2];
    let mut ids: Vec<String> = Vec::with_capacity(page.pieces.len());
    for piece in &page.pieces {
        let (letter, number) =
            if piece.kind == Kind::Pingback { ('p', &mut numbers[1]) } else { ('c', &mut numbers[0]) };
        *number += 1;
        ids.push(format!("{letter}{number}"));
    }
    let texts: Vec<String> = page
        .pieces
        .iter()
        .map(|piece| match piece.kind {
            Kind::Pingback => pingback_text(source, page, piece),
            _ => text_of(source, page, &piece.body),
        })
        .collect();
    let answers =
        if page.how == How::Marks { answers(source, page, &texts) } else { vec![Answer::default(); texts.len()] };
    for (((piece, id), text), answer) in page.pieces.iter().zip(&ids).zip(texts).zip(answers) {
        let mut quotes: Vec<Quote> = jsonl::mail_quotes(&text);
        if let Some(span) = answer.quote {
            quotes.retain(|quote| quote.span.start >= span.end || quote.span.end <= span.start);
            quotes.push(Quote { span, to: answer.to.and_then(|to| ids.get(to).cloned()) });
            quotes.order_by_key(|quote| quote.span.start);
        }
        let parent = piece.parent.or(answer.to);
        comments.push(Comment {
            id: id.clone(),
            kind: piece.kind,
            parent: parent.and_then(|parent| ids.get(parent).cloned()),
            author: piece.author.clone(),
            time: piece.time.clone(),
            quotes,
            text,
            origin: origin(page, &piece.lines),
            ..Comment::default()
        });
    }
    Thread { announced: page.announced, comments, ..Thread::default() }
}

/// Whom the comments answer by their first words.
fn answers(source: &str, page: &Page, texts: &[String]) -> Vec<Answer> {
    let number = |piece: &Piece| {
        let lines = piece.lines.clone().filter(|at| !piece.body.contains(at));
        let mut numbers = lines.filter_map(|at| page.lines.get(at)?.of(source).trim().strip_prefix('#')?.parse().ok());
        numbers.next()
    };
    let posted: Vec<Posted<'_>> = page
        .pieces
        .iter()
        .zip(texts)
        .map(|(piece, text)| Posted { author: piece.author.as_deref(), number: number(piece), text })
        .collect();
    answer::answers(&posted)
}

/// Its lines, one below the other.
fn text_of(source: &str, page: &Page, lines: &[usize]) -> String {
    lines.iter().filter_map(|at| page.lines.get(*at)).map(|line| line.of(source)).collect::<Vec<_>>().join("\n")
}

/// The title behind `Pingback:`.
fn pingback_text(source: &str, page: &Page, piece: &Piece) -> String {
    let line = text_of(source, page, &piece.body);
    let bare = furniture::without_bullet(&line).0;
    furniture::pingback(bare).unwrap_or(bare).to_owned()
}

fn origin(page: &Page, lines: &Range<usize>) -> Origin {
    let first = page.lines.get(lines.start);
    let last = lines.end.checked_sub(1).and_then(|last| page.lines.get(last));
    match (first, last) {
        (Some(first), Some(last)) => Origin {
            span: Some(Span::new(first.origin.start, last.origin.end)),
            lines: Some(first.number..last.number + 1),
        },
        _ => Origin::default(),
    }
}
