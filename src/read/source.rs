//! A decoded source, as the readers are asked about it.

use std::cell::OnceCell;

use super::json::Json;
use super::markup::{self, Tree};
use super::table::Table;

/// How much of a source is looked at to tell its format: one shows itself at its beginning. Pages of HTML carry long
/// heads of scripts and styles before anything is said, so markup is given four times as much.
const HEAD_BYTES: usize = 64 << 10;
const MARKUP_HEAD_BYTES: usize = 256 << 10;

/// How far into a document its first tag may stand: exports begin with blank lines, a stray character, a comment.
const PROLOG_BYTES: usize = 1 << 10;

/// The decoded text of one input. Detection must rest on its head alone, so that a file cut off behind it is still told.
/// Readers share one parse of it.
#[derive(Debug)]
pub struct Source<'t> {
    /// All of it: no byte order mark, lines ended by `\n` alone, no NUL.
    pub text: &'t str,
    html: OnceCell<Option<Tree>>,
    xml: OnceCell<Option<Tree>>,
    json: OnceCell<Option<Json<'t>>>,
    table: OnceCell<Option<Table>>,
}

impl<'t> Source<'t> {
    /// What the readers are asked about.
    pub fn new(text: &'t str) -> Self {
        let (html, xml, json, table) = (OnceCell::new(), OnceCell::new(), OnceCell::new(), OnceCell::new());
        Source { text, html, xml, json, table }
    }

    /// The part on which detection rests, without leading white space.
    pub fn head(&self) -> &'t str {
        let text = self.text.trim_start();
        let limit = if text.starts_with('<') { MARKUP_HEAD_BYTES } else { HEAD_BYTES };
        text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
    }

    /// The beginning, where a document says what it is.
    fn prolog(&self) -> &'t str {
        let text = self.text.trim_start();
        text.get(..text.floor_char_boundary(PROLOG_BYTES)).unwrap_or(text)
    }

    /// It as a page or a fragment of HTML; `None` where it does not begin with a tag.
    pub fn html(&self) -> Option<&Tree> {
        let parse = || {
            let head = self.prolog();
            let after = head.strip_prefix('<')?.chars().next()?;
            let tag = after.is_ascii_alphabetic() || matches!(after, '!' | '?' | '/');
            let lower = head.to_ascii_lowercase();
            let page = !lower.starts_with("<?xml") || lower.contains("<html") || lower.contains("<!doctype html");
            (tag && page).then(|| markup::html(self.text))
        };
        self.html.get_or_init(parse).as_ref()
    }

    /// It as a document in XML that is no page; `None` where it does not begin as one.
    pub fn xml(&self) -> Option<&Tree> {
        let parse = || {
            let lower = self.prolog().to_ascii_lowercase();
            let has = |tag: &str| lower.contains(tag);
            let document = ["<?xml", "<rss", "<feed", "<disqus", "<rdf:rdf"].iter().any(|tag| has(tag));
            // A stray character or a blank line may stand before it, words may not.
            let early = lower.find('<').is_some_and(|at| at <= 8);
            (document && early && !has("<html") && !has("<!doctype html")).then(|| markup::xml(self.text))
        };
        self.xml.get_or_init(parse).as_ref()
    }

    /// Its first document in JSON; `None` where it does not begin as one.
    pub fn json(&self) -> Option<&Json<'t>> {
        let parse = || self.text.trim_start().starts_with(['{', '[']).then(|| Json::parse(self.text));
        self.json.get_or_init(parse).as_ref()
    }

    /// It as a table; `None` where its lines do not part into fields. `known` tells how much a header says, 0 for nothing;
    /// every reader of tables passes the same.
    pub fn table(&self, known: fn(&[String]) -> usize) -> Option<&Table> {
        self.table.get_or_init(|| Table::sniff(self.text, known)).as_ref()
    }

    /// Its lines that hold an object, as JSON Lines have them, with their places in bytes.
    pub fn records(&self) -> impl Iterator<Item = (usize, &'t str)> + use<'t> {
        let mut start = 0;
        self.text.split('\n').filter_map(move |line| {
            let at = start;
            start += line.len() + 1;
            let trimmed = line.trim();
            (trimmed.starts_with('{') && trimmed.ends_with('}')).then_some((at, trimmed))
        })
    }
}
