//! The output of `map -f json` (schema `palabre/1`), as the threads it was made from.
//!
//! This takes only what the source said: texts, authors, given links and given relations. What rules found is found again.
//! `map` and `stats` of a single map restore all of it instead: see [`crate::graph::restore`].

use indexmap::IndexMap;

use super::common::cut_off;
use crate::diagnostic::Diagnostic;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::schema::Text;
use crate::schema::link::LinkRecord;
use crate::schema::map::{SCHEMA, ThreadRecord};
use crate::schema::node::NodeRecord;
use crate::span::{Scalars, Span};
use crate::thread::{Comment, Kind, Lang, Mark, Origin, Quote, Relation, Thread, is_url};

/// Whether it is a map: an object of that schema with nodes.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| root.field("schema").as_deref() == Some(SCHEMA) && root.get("nodes").is_some())
}

/// Reads a map as threads.
///
/// # Errors
/// When it is not JSON.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let unusable = || ReadError::Unusable {
        what: "a map written by palabre",
        why: "it is no JSON any more".to_owned(),
        help: "write it again with `palabre map -f json`",
    };
    let json = source.json().ok_or_else(unusable)?;
    let root = json.root().ok_or_else(unusable)?;
    let list = |name: &str| root.get(name).into_iter().flat_map(Value::items);
    let mut threads: IndexMap<String, Thread> = IndexMap::new();
    for record in list("threads").filter_map(|value| value.record::<ThreadRecord<'_>>().ok()) {
        let id = record.id.into_string();
        let title = record.title.map(Text::into_string);
        threads.insert(id.clone(), Thread { id, title, announced: record.announced, ..Thread::default() });
    }
    let mut diagnostics: Vec<Diagnostic> = cut_off(json.broken, source.text).into_iter().collect();
    let given = given(list("edges").filter_map(|value| value.record().ok()));
    for value in list("nodes") {
        let node: NodeRecord<'_> = match value.record() {
            Ok(node) => node,
            // The last node of a map that is cut off may lack fields, and `cut_off` says so.
            Err(_) if json.broken.is_some() => continue,
            Err(error) => {
                diagnostics.push(
                    Diagnostic::warning("bad-record", format!("a node cannot be read: {error}")).at(value.span()),
                );
                continue;
            }
        };
        // Claims are words of an article, and missing comments were never read.
        let Some(kind) = Kind::named(&node.kind).filter(|kind| *kind != Kind::Missing) else { continue };
        let thread = threads
            .entry(node.thread.to_string())
            .or_insert_with(|| Thread { id: node.thread.to_string(), ..Thread::default() });
        let link = given.get(&*node.id);
        thread.comments.push(comment(node, kind, link, value.span()));
    }
    let threads = threads.into_values().filter(|thread| !thread.comments.is_empty()).collect();
    Ok(Reading { threads, diagnostics })
}

/// What the source says a comment answers.
struct Given {
    to: String,
    relation: Option<Relation>,
}

/// The first given link of each node. A relation counts if the source or a person gave it.
fn given<'a>(links: impl Iterator<Item = LinkRecord<'a>>) -> IndexMap<String, Given> {
    let mut given = IndexMap::new();
    for link in links.filter(|link| link.given) {
        let Some(from) = link.from else { continue };
        let is_sourced = matches!(&*link.relation_by, "given" | "human");
        let relation = Relation::named(&link.relation).filter(|_| is_sourced);
        given.entry(from.into_string()).or_insert_with(|| Given { to: link.to.into_string(), relation });
    }
    given
}

fn comment(node: NodeRecord<'_>, kind: Kind, link: Option<&Given>, span: Span) -> Comment {
    let prefix = format!("{}/", &*node.thread);
    let own = |id: &str| id.strip_prefix(&prefix).unwrap_or(id).to_owned();
    let id = own(&node.id);
    let text = node.text.map(Text::into_string).unwrap_or_default();
    let scalars = Scalars::new(&text);
    let quotes = node.quotes.into_iter().map(|quote| Quote {
        span: Span::new(scalars.to_byte(quote.start), scalars.to_byte(quote.end)),
        to: quote.to.map(Text::into_string),
    });
    Comment {
        quotes: quotes.collect(),
        id,
        kind,
        parent: link.map(|link| own(&link.to)),
        relation: link.and_then(|link| link.relation),
        author: node.author.map(Text::into_string),
        time: node.time.map(Text::into_string),
        lang: node.lang.as_deref().and_then(Lang::parse),
        votes: node.votes,
        url: node.url.map(Text::into_string).filter(|url| is_url(url)),
        capped: node.capped,
        marks: node.marks.iter().filter_map(|name| Mark::named(name)).collect(),
        held: node.held,
        origin: Origin { span: Some(span), lines: None },
        text,
        ..Comment::default()
    }
}
