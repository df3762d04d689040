//! Word lists as CSV or TSV: a phrase a row, with its category and perhaps a weight.

use std::collections::BTreeSet;

use csv::StringRecord;
use indexmap::IndexMap;

use super::{Category, Dictionary, DictionaryError};

/// Names of the column of phrases.
const WORD: [&str; 11] =
    ["word", "words", "term", "phrase", "entry", "token", "lemma", "mot", "terme", "expression", "ngram"];

/// Names of the column of categories.
const CATEGORY: [&str; 12] = [
    "category",
    "label",
    "class",
    "sentiment",
    "polarity",
    "emotion",
    "list",
    "side",
    "catégorie",
    "categorie",
    "code",
    "foundation",
];

/// Names of the column of weights.
const WEIGHT: [&str; 7] = ["weight", "score", "value", "strength", "valence", "poids", "w"];

/// A column of which no more different entries are not empty or 0 is that of a category.
const FEW: usize = 24;

/// What a table has in its columns.
struct Columns {
    word: usize,
    category: Option<usize>,
    weight: Option<usize>,
    /// Whether its first row is no header.
    is_bare: bool,
}

pub(super) fn parse(text: &str) -> Result<Dictionary, DictionaryError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows = reader.records().collect::<Result<Vec<StringRecord>, csv::Error>>();
    let rows = rows.map_err(|error| DictionaryError::Broken(error.to_string()))?;
    let Some(header) = rows.first() else { return Err(DictionaryError::Empty) };
    let columns = columns(header)?;
    let rows = rows.get(usize::from(!columns.is_bare)..).unwrap_or_default();
    let mut left_out = Vec::new();
    let mut categories: IndexMap<String, Vec<(String, f64)>> = IndexMap::new();
    let wide = if columns.category.is_none() && columns.weight.is_none() {
        wide(header, rows, columns.word)
    } else {
        Vec::new()
    };
    for row in rows {
        let word = cell(row, columns.word);
        if !wide.is_empty() {
            for (_, name) in wide.iter().filter(|(at, _)| is_marked(cell(row, *at))) {
                categories.entry(name.clone()).or_default().push((small(word), 1.0));
            }
            continue;
        }
        let name = columns.category.map(|column| cell(row, column));
        let weight = match columns.weight.map(|column| cell(row, column)).filter(|cell| !cell.is_empty()) {
            Some(cell) => cell.replace(',', ".").parse::<f64>().ok().filter(|weight| weight.is_finite()),
            None => Some(1.0),
        };
        let Some(weight) = weight else {
            left_out.push((word.to_owned(), "has a weight that is no number".to_owned()));
            continue;
        };
        let (name, weight) = match name {
            Some("") => {
                left_out.push((word.to_owned(), "has no category".to_owned()));
                continue;
            }
            Some(name) => (name, weight),
            // One list with words for and against something is two.
            None if weight < 0.0 => ("negative", -weight),
            None => ("words", weight),
        };
        categories.entry(name.to_owned()).or_default().push((small(word), weight));
    }
    if columns.category.is_none() && categories.contains_key("negative") {
        let words = categories.shift_remove("words").unwrap_or_default();
        categories.insert("positive".to_owned(), words);
    }
    let mut categories: Vec<Category> =
        categories.into_iter().map(|(name, phrases)| Category { name, phrases }).collect();
    for category in &mut categories {
        // The strongest phrase of a category counts as one without a weight.
        let most = category.phrases.iter().map(|(_, weight)| weight.abs()).fold(0.0, f64::max);
        category.phrases.iter_mut().for_each(|(_, weight)| *weight /= if most > 0.0 { most } else { 1.0 });
    }
    Ok(Dictionary { categories, left_out })
}

/// The sign between the cells: a tab if there is one, else the more frequent of comma and semicolon in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    if count('\t') > 0 {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    }
}

fn cell(row: &StringRecord, column: usize) -> &str {
    row.get(column).map(str::trim).unwrap_or_default()
}

fn columns(header: &StringRecord) -> Result<Columns, DictionaryError> {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let of = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    if let Some(word) = of(&WORD) {
        return Ok(Columns { word, category: of(&CATEGORY), weight: of(&WEIGHT), is_bare: false });
    }
    match names.as_slice() {
        [_] => Ok(Columns { word: 0, category: None, weight: None, is_bare: true }),
        [_, second, ..] if second.parse::<f64>().is_ok() => {
            Ok(Columns { word: 0, category: None, weight: Some(1), is_bare: true })
        }
        _ => Err(DictionaryError::NoWords(names.join(", "))),
    }
}

/// The columns that are one category each, with their names: most of their cells are empty or 0, and the others have few
/// different entries.
fn wide(header: &StringRecord, rows: &[StringRecord], word: usize) -> Vec<(usize, String)> {
    let is_category = |column: usize| {
        let marked: Vec<&str> = rows.iter().map(|row| cell(row, column)).filter(|cell| is_marked(cell)).collect();
        let different: BTreeSet<&str> = marked.iter().copied().collect();
        !marked.is_empty() && marked.len() * 2 <= rows.len() && different.len() <= FEW
    };
    let names = header.iter().enumerate().filter(|(column, name)| *column != word && !name.trim().is_empty());
    names.filter(|(column, _)| is_category(*column)).map(|(column, name)| (column, name.trim().to_owned())).collect()
}

/// Whether a cell says that a word belongs to the category of its column. The list of Loughran and `McDonald` gives the year in which a word
/// was added, and that year below 0 once it was taken out.
fn is_marked(cell: &str) -> bool {
    !cell.is_empty() && cell != "0" && !cell.starts_with('-')
}

/// A word that is written in capitals only, as some lists do, in small letters.
fn small(word: &str) -> String {
    if word.chars().any(char::is_lowercase) { word.to_owned() } else { word.to_lowercase() }
}

pub(super) fn write(dictionary: &Dictionary) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = vec![["word".to_owned(), "category".to_owned(), "weight".to_owned()]];
    for category in &dictionary.categories {
        rows.extend(
            category.phrases.iter().map(|(phrase, weight)| [phrase.clone(), category.name.clone(), weight.to_string()]),
        );
    }
    // A vector takes everything.
    let written = rows.iter().try_for_each(|row| writer.write_record(row));
    let bytes = writer.into_inner().unwrap_or_default();
    written.map_or_else(|_| String::new(), |()| String::from_utf8(bytes).unwrap_or_default())
}
