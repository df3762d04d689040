//! Gold files: native JSON Lines with the annotations of a careful reader.

mod table;

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::thread::{Lang, Relation};

/// The annotations of one comment.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    /// Positions it holds.
    #[serde(default)]
    pub positions: Vec<String>,
    /// Positions that are acceptable but not required.
    #[serde(default)]
    pub acceptable: Vec<String>,
    /// Forms it has.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Its links, the primary link first.
    #[serde(default)]
    pub links: Vec<AnswerLink>,
    /// Positions that would clearly be wrong.
    #[serde(default)]
    pub must_not: Vec<String>,
}

/// One link of a gold file.
#[derive(Clone, Debug, Deserialize)]
pub struct AnswerLink {
    /// The id of the comment that it answers.
    pub to: String,
    /// How it answers; `None` if not annotated.
    #[serde(default)]
    pub relation: Option<String>,
}

/// One comment of a gold file.
#[derive(Clone, Debug)]
pub struct GoldComment {
    /// Its thread.
    pub thread: String,
    /// Its fold: comments of one fold are held out together when rules are fitted. By default that is its thread.
    pub fold: String,
    /// Its id there.
    pub id: String,
    /// Its kind: `comment`, `article`, …
    pub kind: String,
    /// Its language, if the file says it.
    pub lang: Option<Lang>,
    /// Its text.
    pub text: String,
    /// Its annotations; `None` if there are none.
    pub answer: Option<Answer>,
}

/// A gold file.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// Its comments, in order.
    pub comments: Vec<GoldComment>,
    /// Positions that were annotated; others are not counted.
    pub positions: BTreeSet<String>,
    /// Forms that were annotated.
    pub forms: BTreeSet<String>,
    /// Relations that were annotated.
    pub relations: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    annotated: Option<Annotated>,
    #[serde(default)]
    thread: Option<String>,
    #[serde(default)]
    fold: Option<String>,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    gold: Option<Answer>,
}

#[derive(Deserialize)]
struct Annotated {
    #[serde(default)]
    positions: Option<Vec<String>>,
    #[serde(default)]
    forms: Option<Vec<String>>,
    #[serde(default)]
    relations: Option<Vec<String>>,
}

/// Why a gold file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A line is not a gold record.
    #[error("line {line}: {why}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// The error in it.
        why: String,
    },
    /// A table has no column of texts, or none of labels.
    #[error("a table of gold needs the columns `text` and `label`, or `text` and a column for each label with 1 or 0")]
    Columns,
    /// No line has annotations.
    #[error("no line has a `gold` field; see CONTRIBUTING.md for the shape of gold files")]
    Empty,
}

impl Gold {
    /// Parses a gold file: native JSON Lines, or a table with the columns `text` and `label`, and perhaps `id`, `thread`,
    /// `lang` and `kind`. Its `annotated` line says which labels were annotated; without one, all labels that occur.
    ///
    /// # Errors
    /// When a line is not JSON of that shape, or no line has gold.
    pub fn parse(text: &str) -> Result<Gold, GoldError> {
        if !text.trim_start_matches('\u{FEFF}').trim_start().starts_with('{') {
            return table::parse(text);
        }
        let mut gold = Gold::default();
        let mut annotated: Option<Annotated> = None;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let parsed: Line = serde_json::from_str(line.trim_start_matches('\u{FEFF}'))
                .map_err(|error| GoldError::Line { line: at + 1, why: error.to_string() })?;
            if parsed.annotated.is_some() {
                annotated = parsed.annotated;
                continue;
            }
            let thread = parsed.thread.unwrap_or_default();
            gold.comments.push(GoldComment {
                fold: parsed.fold.unwrap_or_else(|| thread.clone()),
                thread,
                id: parsed.id.unwrap_or_else(|| format!("c{}", gold.comments.len() + 1)),
                kind: parsed.kind.unwrap_or_else(|| "comment".to_owned()),
                lang: parsed.lang.as_deref().and_then(Lang::parse),
                text: parsed.text.unwrap_or_default(),
                answer: parsed.gold,
            });
        }
        let answers: Vec<&Answer> = gold.comments.iter().filter_map(|comment| comment.answer.as_ref()).collect();
        if answers.is_empty() {
            return Err(GoldError::Empty);
        }
        let positions = answers.iter().flat_map(|answer| answer.positions.iter().cloned()).collect();
        let forms = answers.iter().flat_map(|answer| answer.forms.iter().cloned()).collect();
        let relations = answers.iter().flat_map(|answer| answer.links.iter().filter_map(|link| link.relation.clone()));
        let relations = relations.filter(|name| Relation::named(name).is_some()).collect();
        let annotated = annotated.unwrap_or(Annotated { positions: None, forms: None, relations: None });
        gold.positions = annotated.positions.map_or(positions, |list| list.into_iter().collect());
        gold.forms = annotated.forms.map_or(forms, |list| list.into_iter().collect());
        gold.relations = annotated.relations.map_or(relations, |list| list.into_iter().collect());
        Ok(gold)
    }
}
