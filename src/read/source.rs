//! A decoded source, parsed once for all readers.

use std::cell::OnceCell;

use super::json::{Json, Value};
use super::markup::{self, Tree};
use super::table::Table;

/// How many bytes of a source detection looks at: the beginning shows the format.
const HEAD_BYTES: usize = 64 << 10;

/// How many bytes of markup detection looks at: pages have long heads of scripts and styles before any text.
const MARKUP_HEAD_BYTES: usize = 256 << 10;

/// How many records detection looks at.
const DETECTED_RECORDS: usize = 10;

/// How many bytes may precede the first tag of a document: exports begin with blank lines, a stray character, a
/// comment.
const PROLOG_BYTES: usize = 1 << 10;

/// The decoded text of one input. Detection must look only at its head, so that a file that is cut off after it is
/// still recognised. Readers share one parse.
#[derive(Debug)]
pub struct Source<'t> {
    /// The whole text: no byte order mark, `\n` as the only line end, no NUL.
    pub text: &'t str,
    /// The unpacked bytes before decoding, for mailboxes, in which every message has its own encoding.
    pub bytes: &'t [u8],
    html: OnceCell<Option<Tree>>,
    xml: OnceCell<Option<Tree>>,
    json: OnceCell<Option<Json<'t>>>,
    table: OnceCell<Option<Table>>,
}

impl<'t> Source<'t> {
    /// A source from text alone.
    pub fn new(text: &'t str) -> Self {
        Self::of(text.as_bytes(), text)
    }

    /// A source from the bytes of an input and their decoded text.
    pub fn of(bytes: &'t [u8], text: &'t str) -> Self {
        let (html, xml, json, table) = (OnceCell::new(), OnceCell::new(), OnceCell::new(), OnceCell::new());
        Source { text, bytes, html, xml, json, table }
    }

    /// The part that detection looks at, without leading white space.
    pub fn head(&self) -> &'t str {
        let text = self.text.trim_start();
        let limit = if text.starts_with('<') { MARKUP_HEAD_BYTES } else { HEAD_BYTES };
        text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
    }

    /// The beginning, where a document declares its type.
    fn prolog(&self) -> &'t str {
        let text = self.text.trim_start();
        text.get(..text.floor_char_boundary(PROLOG_BYTES)).unwrap_or(text)
    }

    /// The source as HTML; `None` if it does not begin with a tag.
    pub fn html(&self) -> Option<&Tree> {
        let parse = || {
            let head = self.prolog();
            let after = head.strip_prefix('<')?.chars().next()?;
            let is_tag = after.is_ascii_alphabetic() || matches!(after, '!' | '?' | '/');
            let lower = head.to_ascii_lowercase();
            let is_page = !lower.starts_with("<?xml") || lower.contains("<html") || lower.contains("<!doctype html");
            (is_tag && is_page).then(|| markup::html(self.text))
        };
        self.html.get_or_init(parse).as_ref()
    }

    /// The source as XML, unless it is a page; `None` if it does not begin like XML.
    pub fn xml(&self) -> Option<&Tree> {
        let parse = || {
            let (name, is_declared) = self.first_tag()?;
            let is_page = name.eq_ignore_ascii_case("html");
            let is_known = ["rss", "feed", "disqus", "rdf:RDF", "posts", "comments"].contains(&name);
            ((is_declared || is_known) && !is_page).then(|| markup::xml(self.text))
        };
        self.xml.get_or_init(parse).as_ref()
    }

    /// The name of the outermost element, and whether the document declares that it is XML. A stray character, a blank
    /// line, declarations and comments may precede it (the comment of WordPress exports is long); words may not.
    fn first_tag(&self) -> Option<(&'t str, bool)> {
        let mut remaining = self.head();
        let mut is_declared = false;
        remaining.find('<').filter(|start| *start <= 8)?;
        loop {
            remaining = remaining.get(remaining.find('<')?..)?;
            if let Some(after) = remaining.strip_prefix("<!--") {
                remaining = after.split_once("-->")?.1;
            } else if remaining.starts_with("<?") || remaining.starts_with("<!") {
                is_declared |= remaining.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("<?xml"));
                let is_page = remaining.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"));
                if is_page {
                    return None;
                }
                remaining = remaining.split_once('>')?.1;
            } else {
                let name = remaining.get(1..)?;
                let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')))?;
                return name.get(..end).filter(|name| !name.is_empty()).map(|name| (name, is_declared));
            }
        }
    }

    /// The first JSON document of the source; `None` if it does not begin with a bracket.
    pub fn json(&self) -> Option<&Json<'t>> {
        let parse = || self.text.trim_start().starts_with(['{', '[']).then(|| Json::parse(self.text));
        self.json.get_or_init(parse).as_ref()
    }

    /// The source as a table; `None` if its lines have no fields. `known` rates a header, 0 for an unknown one; every
    /// reader of tables must pass the same function.
    pub fn table(&self, known: fn(&[String]) -> usize) -> Option<&Table> {
        self.table.get_or_init(|| Table::sniff(self.text, known)).as_ref()
    }

    /// Whether most of its first lines with an object pass a test.
    pub fn has_mostly(&self, test: impl Fn(Value<'_>) -> bool) -> bool {
        let passes = |(_, line): (usize, &str)| Json::parse(line).root().is_some_and(&test);
        let results: Vec<bool> = self.records().take(DETECTED_RECORDS).map(passes).collect();
        2 * results.iter().filter(|passes| **passes).count() > results.len()
    }

    /// Its lines that are an object, as in JSON Lines, each with the byte offset of the line.
    pub fn records(&self) -> impl Iterator<Item = (usize, &'t str)> + use<'t> {
        let mut start = 0;
        self.text.split('\n').filter_map(move |line| {
            let offset = start;
            start += line.len() + 1;
            let trimmed = line.trim();
            (trimmed.starts_with('{') && trimmed.ends_with('}')).then_some((offset, trimmed))
        })
    }
}
