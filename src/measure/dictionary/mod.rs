//! Dictionaries of other programs, as rule packs and back: LIWC `.dic`, YAML as `quanteda` writes it (Lexicoder's too), and
//! tables of words.
//!
//! A dictionary is a list of categories, each with phrases. As a pack every category is a lexicon and a draft rule that
//! counts it; back again only the lexicons are left. What a format cannot say is listed, not dropped in silence.

mod dic;
mod pack;
mod table;
mod yaml;

use std::collections::BTreeSet;

pub use self::pack::{of_pack, to_pack};

/// The formats of dictionaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// LIWC 2001 to 2015: categories by number between two lines `%`, then a phrase a line with its numbers.
    Dic,
    /// YAML or JSON: categories with lists of phrases; a category in a category is `outer-inner`.
    Yaml,
    /// CSV or TSV with a column of phrases, and one of categories or one for each category, and perhaps one of weights; or
    /// only phrases, or phrases with weights, without a header.
    Csv,
}

impl Format {
    /// The format that a file is in, by the end of its name or how it begins.
    pub fn of(name: &str, text: &str) -> Format {
        let ends = |ending: &str| {
            name.get(name.len().saturating_sub(ending.len())..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
        };
        if ends(".dic") || text.trim_start().starts_with('%') {
            Format::Dic
        } else if ends(".yml") || ends(".yaml") || ends(".json") {
            Format::Yaml
        } else {
            Format::Csv
        }
    }
}

/// A dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    /// Its categories, in the order of the file.
    pub categories: Vec<Category>,
    /// What could not be taken over: an entry and why.
    pub left_out: Vec<(String, String)>,
}

/// A category of a dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// Its name, as written.
    pub name: String,
    /// Its phrases, and how strongly each shows the category: 1 without a weight, below 0 if it speaks against it.
    pub phrases: Vec<(String, f64)>,
}

/// Why a dictionary cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// There are no phrases in it.
    #[error("no category with phrases is in it")]
    Empty,
    /// A table has no column of phrases.
    #[error("no column is called `word`, `term`, `phrase` or `entry`; its columns are {0}")]
    NoWords(String),
    /// The file breaks the rules of its format.
    #[error("{0}")]
    Broken(String),
}

impl Dictionary {
    /// Reads a dictionary.
    ///
    /// # Errors
    /// When the file is broken or has no phrases.
    pub fn parse(text: &str, format: Format) -> Result<Dictionary, DictionaryError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut dictionary = match format {
            Format::Dic => dic::parse(text)?,
            Format::Yaml => yaml::parse(text)?,
            Format::Csv => table::parse(text)?,
        };
        dictionary.normalize();
        if dictionary.categories.is_empty() { Err(DictionaryError::Empty) } else { Ok(dictionary) }
    }

    /// Writes a dictionary. Weights are in tables only.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Dic => dic::write(self),
            Format::Yaml => yaml::write(self),
            Format::Csv => table::write(self),
        }
    }

    /// Keeps what a pack can say: single spaces, `*` at the ends of words only, each phrase once.
    fn normalize(&mut self) {
        let left_out = &mut self.left_out;
        for category in &mut self.categories {
            let mut known = BTreeSet::new();
            category.phrases.retain_mut(|(phrase, _)| {
                let tidy = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
                let why = why_not(&tidy)
                    .or_else(|| (!known.insert(tidy.to_lowercase())).then_some("is twice in its category"));
                if let Some(why) = why {
                    left_out.push((format!("{}: {phrase}", category.name), why.to_owned()));
                }
                *phrase = tidy;
                why.is_none()
            });
        }
        self.categories.retain(|category| !category.phrases.is_empty());
    }
}

/// Why a pack cannot have a phrase; `None` if it can.
fn why_not(phrase: &str) -> Option<&'static str> {
    if !phrase.chars().any(char::is_alphanumeric) {
        return Some("has no letter or digit");
    }
    let is_bad = |word: &str| match word.split_once('*') {
        Some((stem, rest)) => !rest.is_empty() || !stem.ends_with(char::is_alphanumeric),
        None => false,
    };
    if phrase.split(' ').any(is_bad) {
        return Some("has `*` elsewhere than at the end of a word");
    }
    if phrase.contains(['{', '}', '?', '[', ']', '(', ')', '<', '>', '\\']) || phrase.starts_with('@') {
        return Some("has signs that mean something else in a pack");
    }
    None
}

#[cfg(test)]
mod tests;
