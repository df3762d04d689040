//! The tables of formats and filters that `palabre formats` prints and the README repeats.

use unicode_width::UnicodeWidthStr;

use crate::filter::{Applies, FILTERS};
use crate::read::READERS;
use crate::write::{Verb, WRITERS};

/// The names of the input formats.
pub fn reader_names() -> Vec<&'static str> {
    READERS.iter().map(|reader| reader.name).collect()
}

/// The names of the output formats of a command.
pub fn writer_names(verb: Verb) -> Vec<&'static str> {
    WRITERS.iter().filter(|writer| writer.verb == verb).map(|writer| writer.name).collect()
}

/// Every table as Markdown, with its name: input formats, output formats, filters.
pub fn tables() -> Vec<(&'static str, String)> {
    vec![("readers", readers()), ("writers", writers()), ("filters", filters())]
}

fn readers() -> String {
    let rows = READERS.iter().map(|reader| vec![format!("`{}`", reader.name), reader.about.to_owned()]);
    table(&["--from", "what it is"], rows)
}

fn writers() -> String {
    let rows = WRITERS.iter().map(|writer| {
        let verb = match writer.verb {
            Verb::Map => "map",
            Verb::Tag => "tag",
        };
        let extensions: Vec<_> = writer.extensions.iter().map(|extension| format!("`.{extension}`")).collect();
        vec![format!("`{}`", writer.name), format!("`{verb}`"), extensions.join(" "), writer.about.to_owned()]
    });
    table(&["-f", "command", "chosen by", "what it is"], rows)
}

fn filters() -> String {
    let rows = FILTERS.iter().map(|filter| {
        let typed = match filter.value {
            Some(value) => format!("`--{} {value}`", filter.name),
            None => format!("`--{}`", filter.name),
        };
        let chooses = match filter.applies {
            Applies::Comments(_) => "comments",
            Applies::Links(_) => "links",
            Applies::View | Applies::Folds => "",
        };
        vec![typed, chooses.to_owned(), filter.about.to_owned()]
    });
    table(&["filter", "chooses", "what it keeps"], rows)
}

/// A Markdown table with aligned columns, which is readable in a terminal too.
pub fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.collect();
    let mut widths: Vec<usize> = head.iter().map(|cell| cell.width()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let rule = widths.iter().map(|&width| "-".repeat(width)).collect();
    let mut out = String::new();
    for row in [&head, &rule].into_iter().chain(&rows) {
        for (width, cell) in widths.iter().zip(row) {
            out.push_str("| ");
            out.push_str(cell);
            out.extend(std::iter::repeat_n(' ', width - cell.width() + 1));
        }
        out.push_str("|\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_aligned_by_columns_of_the_terminal() {
        let rows = [vec!["é".to_owned(), "x".to_owned()], vec!["long".to_owned(), "…".to_owned()]];
        let drawn = table(&["a", "b"], rows.into_iter());
        assert_eq!(drawn, "| a    | b |\n| ---- | - |\n| é    | x |\n| long | … |\n");
    }

    #[test]
    fn every_output_format_is_listed() {
        let (_, drawn) = tables().remove(1);
        for writer in WRITERS {
            assert!(drawn.contains(&format!("`{}`", writer.name)), "{} is missing:\n{drawn}", writer.name);
        }
    }
}
