//! A decoded source, as the readers are asked about it.

use std::cell::OnceCell;

use super::json::{Json, Value};
use super::markup::{self, Tree};
use super::table::Table;

/// How much of a source is looked at to tell its format: one shows itself at its beginning. Pages of HTML carry long
/// heads of scripts and styles before anything is said, so markup is given four times as much.
const HEAD_BYTES: usize = 64 << 10;
const MARKUP_HEAD_BYTES: usize = 256 << 10;

/// How many lines of records are looked at to tell their format.
const DETECTED_RECORDS: usize = 10;

/// How far into a document its first tag may stand: exports begin with blank lines, a stray character, a comment.
const PROLOG_BYTES: usize = 1 << 10;

/// The decoded text of one input. Detection must rest on its head alone, so that a file cut off behind it is still told.
/// Readers share one parse of it.
#[derive(Debug)]
pub struct Source<'t> {
    /// All of it: no byte order mark, lines ended by `\n` alone, no NUL.
    pub text: &'t str,
    /// It before it was decoded, but unpacked: for mailboxes, in which every message has an encoding of its own.
    pub bytes: &'t [u8],
    html: OnceCell<Option<Tree>>,
    xml: OnceCell<Option<Tree>>,
    json: OnceCell<Option<Json<'t>>>,
    table: OnceCell<Option<Table>>,
}

impl<'t> Source<'t> {
    /// What the readers are asked about, where there is only the text.
    pub fn new(text: &'t str) -> Self {
        Self::of(text.as_bytes(), text)
    }

    /// What the readers are asked about: the bytes of an input and the text they were decoded to.
    pub fn of(bytes: &'t [u8], text: &'t str) -> Self {
        let (html, xml, json, table) = (OnceCell::new(), OnceCell::new(), OnceCell::new(), OnceCell::new());
        Source { text, bytes, html, xml, json, table }
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
            let (name, declared) = self.first_tag()?;
            let page = name.eq_ignore_ascii_case("html");
            let known = ["rss", "feed", "disqus", "rdf:RDF", "posts", "comments"].contains(&name);
            ((declared || known) && !page).then(|| markup::xml(self.text))
        };
        self.xml.get_or_init(parse).as_ref()
    }

    /// The name of the outermost element, and whether the document says that it is XML. A stray character or a blank
    /// line may stand before it, words may not; declarations and comments may (that of WordPress exports is long).
    fn first_tag(&self) -> Option<(&'t str, bool)> {
        let mut rest = self.head();
        let mut declared = false;
        rest.find('<').filter(|at| *at <= 8)?;
        loop {
            rest = rest.get(rest.find('<')?..)?;
            if let Some(after) = rest.strip_prefix("<!--") {
                rest = after.split_once("-->")?.1;
            } else if rest.starts_with("<?") || rest.starts_with("<!") {
                declared |= rest.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("<?xml"));
                let page = rest.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"));
                if page {
                    return None;
                }
                rest = rest.split_once('>')?.1;
            } else {
                let name = rest.get(1..)?;
                let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')))?;
                return name.get(..end).filter(|name| !name.is_empty()).map(|name| (name, declared));
            }
        }
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

    /// Whether most of its first lines that hold an object pass.
    pub fn has_mostly(&self, test: impl Fn(Value<'_>) -> bool) -> bool {
        let passes = |(_, line): (usize, &str)| Json::parse(line).root().is_some_and(&test);
        let found: Vec<bool> = self.records().take(DETECTED_RECORDS).map(passes).collect();
        2 * found.iter().filter(|passes| **passes).count() > found.len()
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
