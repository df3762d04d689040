//! Dictionaries as YAML, as `quanteda` reads them: mappings of categories to lists of phrases or to further categories
//! (<https://quanteda.io/reference/dictionary.html>).

use std::fmt::Write;

use indexmap::IndexMap;
use saphyr_parser::{Event, Parser};

use super::{Category, Dictionary, DictionaryError};

/// A mapping deeper than this is refused.
const DEEPEST: usize = 16;

/// What a value is inside of.
enum Inside {
    /// A list.
    List,
    /// A mapping, with the key whose value comes next.
    Mapping(Option<String>),
}

pub(super) fn parse(text: &str) -> Result<Dictionary, DictionaryError> {
    let mut categories: IndexMap<String, Vec<(String, f64)>> = IndexMap::new();
    let mut open: Vec<Inside> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| DictionaryError::Broken(error.to_string()))?;
        match event {
            Event::MappingStart(..) => open.push(Inside::Mapping(None)),
            Event::SequenceStart(..) => open.push(Inside::List),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                value_ends(&mut open);
            }
            Event::Scalar(value, ..) => {
                if let Some(Inside::Mapping(key @ None)) = open.last_mut() {
                    *key = Some(value.into_owned());
                } else {
                    let path: Vec<&str> = open.iter().filter_map(key).collect();
                    let words = value.trim();
                    if !path.is_empty() && !words.is_empty() && words != "~" {
                        categories.entry(path.join("-")).or_default().push((words.to_owned(), 1.0));
                    }
                    value_ends(&mut open);
                }
            }
            Event::Alias(_) => return Err(DictionaryError::Broken("anchors and aliases are not read".to_owned())),
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err(DictionaryError::Broken(format!("categories are nested more than {DEEPEST} deep")));
        }
    }
    let categories = categories.into_iter().map(|(name, phrases)| Category { name, phrases });
    Ok(Dictionary { categories: categories.collect(), left_out: Vec::new() })
}

/// The key whose value is being read.
fn key(inside: &Inside) -> Option<&str> {
    match inside {
        Inside::Mapping(key) => key.as_deref(),
        Inside::List => None,
    }
}

/// After a value of a mapping comes a key.
fn value_ends(open: &mut [Inside]) {
    if let Some(Inside::Mapping(key)) = open.last_mut() {
        *key = None;
    }
}

pub(super) fn write(dictionary: &Dictionary) -> String {
    let mut out = String::new();
    for category in &dictionary.categories {
        let _ = writeln!(out, "{}:", quoted(&category.name));
        for (phrase, _) in &category.phrases {
            let _ = writeln!(out, "  - {}", quoted(phrase));
        }
    }
    out
}

/// Text between single quotation marks, in which only such a mark means anything.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
