//! LIWC dictionaries: <https://www.liwc.app/help/dictionaries>. Between two lines `%` a number and a name for each category;
//! then a phrase a line with the numbers of its categories.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Category, Dictionary, DictionaryError};
use crate::place;

pub(super) fn parse(text: &str) -> Result<Dictionary, DictionaryError> {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    if lines.next().map(str::trim) != Some("%") {
        return Err(DictionaryError::Broken("a `.dic` file begins with a line `%`".to_owned()));
    }
    let mut dictionary = Dictionary::default();
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines.by_ref().take_while(|line| line.trim() != "%") {
        let Some((number, name)) = line.trim().split_once(char::is_whitespace) else {
            dictionary.left_out.push((line.to_owned(), "is no number with a name".to_owned()));
            continue;
        };
        let Ok(number) = number.parse::<u32>() else {
            dictionary.left_out.push((line.to_owned(), "is no number with a name".to_owned()));
            continue;
        };
        // LIWC 2015 adds a description in brackets.
        let name = name.split('(').next().unwrap_or(name).trim();
        let name = if name.is_empty() { number.to_string() } else { name.to_owned() };
        places.insert(number, dictionary.categories.len());
        dictionary.categories.push(Category { name, phrases: Vec::new() });
    }
    for line in lines {
        let (phrase, numbers) = entry(line);
        let numbers: Option<Vec<u32>> = numbers.iter().map(|number| number.parse().ok()).collect();
        let found =
            numbers.filter(|numbers| !numbers.is_empty() && numbers.iter().all(|number| places.contains_key(number)));
        let Some(numbers) = found else {
            dictionary.left_out.push((line.to_owned(), "does not end in numbers of categories".to_owned()));
            continue;
        };
        for place in numbers.iter().filter_map(|number| places.get(number)) {
            place::update(&mut dictionary.categories, *place, |category| {
                category.phrases.push((phrase.to_owned(), 1.0));
            });
        }
    }
    Ok(dictionary)
}

/// The phrase of a line and what follows it: parts of a tab, or else the first word with a number and everything behind.
fn entry(line: &str) -> (&str, Vec<&str>) {
    let (phrase, numbers) = line.trim().split_once('\t').unwrap_or_else(|| {
        let line = line.trim();
        let parts = line.match_indices(char::is_whitespace).map(|(at, _)| at);
        let mut at_number = parts.filter(|at| {
            line.get(*at..).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        });
        at_number.next().and_then(|at| line.split_at_checked(at)).unwrap_or((line, ""))
    });
    (phrase.trim(), numbers.split_whitespace().collect())
}

pub(super) fn write(dictionary: &Dictionary) -> String {
    let mut out = "%\n".to_owned();
    let mut of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, category) in dictionary.categories.iter().enumerate() {
        let _ = writeln!(out, "{}\t{}", at + 1, category.name);
        for (phrase, _) in &category.phrases {
            of.entry(phrase).or_default().push(at + 1);
        }
    }
    out.push_str("%\n");
    for (phrase, numbers) in of {
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let _ = writeln!(out, "{phrase}\t{}", numbers.join("\t"));
    }
    out
}
