//! The output of `map -f json` (schema `palabre/1`), as the threads it was made from.
//!
//! Read so, only what the source said is taken: texts, authors, given links and given relations; what was found by rules
//! is found again. `map` and `stats` of a map alone take all of it back instead, by [`crate::graph::restore`].

use indexmap::IndexMap;

use super::common::cut_off;
use crate::read::json::{Json, Value};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::span::Scalars;
use crate::thread::{Comment, Kind, Lang, Mark, Origin, Quote, Relation, Thread};

/// Whether it is a map: an object of that schema with nodes.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| root.field("schema").as_deref() == Some("palabre/1") && root.get("nodes").is_some())
}

/// Reads a map as threads.
///
/// # Errors
/// When it is no JSON.
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
    for record in list("threads") {
        let id = record.field("id").unwrap_or_default();
        let announced = record.get("announced").and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
        threads.insert(id.clone(), Thread { id, title: record.field("title"), announced, ..Thread::default() });
    }
    let mut given: IndexMap<String, (String, Option<Relation>)> = IndexMap::new();
    for edge in list("edges").filter(|edge| edge.flag("given")) {
        let (Some(from), Some(to)) = (edge.field("from"), edge.field("to")) else { continue };
        let by_source = matches!(edge.field("relation_by").as_deref(), Some("given" | "human"));
        let relation = edge.field("relation").filter(|_| by_source).and_then(|name| Relation::named(&name));
        given.entry(from).or_insert((to, relation));
    }
    for node in list("nodes") {
        // Claims are words of an article, and missing comments were only ever named by those that answer them.
        let Some(kind) = node.field("kind").and_then(|name| Kind::named(&name)) else { continue };
        let id = node.field("id").unwrap_or_default();
        let thread_id = node.field("thread").unwrap_or_default();
        let own = |id: &str| id.strip_prefix(&format!("{thread_id}/")).unwrap_or(id).to_owned();
        let (parent, relation) = given.get(&id).cloned().unzip();
        let thread =
            threads.entry(thread_id.clone()).or_insert_with(|| Thread { id: thread_id.clone(), ..Thread::default() });
        if kind != Kind::Missing {
            let links = (parent.as_deref().map(own), relation.flatten());
            thread.comments.push(comment(node, own(&id), kind, links));
        }
    }
    let threads = threads.into_values().filter(|thread| !thread.comments.is_empty()).collect();
    Ok(Reading { threads, diagnostics: cut_off(json.broken, source.text).into_iter().collect() })
}

fn comment(node: Value<'_>, id: String, kind: Kind, (parent, relation): (Option<String>, Option<Relation>)) -> Comment {
    let text = node.get("text").and_then(Value::str).unwrap_or_default().into_owned();
    let scalars = Scalars::new(&text);
    let place = |value: Value<'_>, name: &str| {
        let scalar = value.get(name).and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
        scalar.map(|scalar| scalars.to_byte(scalar))
    };
    let quotes = node.get("quotes").into_iter().flat_map(Value::items).filter_map(|quote| {
        let span = place(quote, "start")?..place(quote, "end")?;
        Some(Quote { span: span.into(), to: quote.field("to") })
    });
    let marks = node.get("marks").into_iter().flat_map(Value::items);
    Comment {
        quotes: quotes.collect(),
        id,
        kind,
        parent,
        relation,
        author: node.field("author"),
        time: node.field("time"),
        lang: node.field("lang").as_deref().and_then(Lang::parse),
        votes: node.get("votes").and_then(Value::whole),
        capped: node.flag("capped"),
        marks: marks.filter_map(|name| Mark::named(&name.str()?)).collect(),
        held: node.get("held").and_then(Value::whole).and_then(|count| usize::try_from(count).ok()),
        origin: Origin { span: Some(node.span()), lines: None },
        text,
        ..Comment::default()
    }
}
