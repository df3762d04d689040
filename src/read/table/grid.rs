//! Tables that are drawn in text: Markdown, Org mode, the output of databases, with bars between cells and a rule below
//! the header.
//!
//! In comes a decoded source; out comes its [`Grid`]: the header, the rows as [`Record`]s, and how many lines are in no
//! table. The reader decides what the columns hold.

use std::borrow::Cow;

use super::record::{Field, Record};
use crate::span::Span;

/// The least share of the lines of a source that must be in the table.
const SHARE: f64 = 0.5;

/// Fewer dashes in a row are no rule.
const DASHES: usize = 2;

/// Characters between cells, plain and drawn.
const BARS: [char; 3] = ['|', '│', '┃'];

/// Characters of a rule besides bars.
const RULES: &str = "-:=+─━═┼╋╪╬├┤┝┥╞╡┠┨┌┐└┘┬┴┏┓┗┛┳┻┡┩╇╔╗╚╝╦╩╠╣╤╧";

/// A table that is drawn in text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid<'t> {
    /// The cells of its header, without white space at their ends.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Record<'t>>,
    /// A heading above it.
    pub title: Option<String>,
    /// How many other lines with text are in no table with this header.
    pub outside: usize,
}

/// One line of a source.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    number: usize,
}

impl Line<'_> {
    /// Whether it is a rule: bars, dashes and the like, with at least two dashes and a bar or a crossing.
    fn is_rule(&self) -> bool {
        let text = self.text.trim();
        let dashes = text.chars().filter(|c| matches!(c, '-' | '=' | '─' | '━' | '═')).count();
        dashes >= DASHES
            && text
                .chars()
                .any(|c| BARS.contains(&c) || matches!(c, '+' | '┼' | '╋' | '╪' | '╬' | '┬' | '┳' | '┴' | '┻' | '╇'))
            && text.chars().all(|c| c.is_whitespace() || BARS.contains(&c) || RULES.contains(c))
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn has_bar(&self) -> bool {
        self.text.contains(BARS)
    }
}

/// The table of a source; `None` if no line is a rule below a header, or if most of the source is something else.
pub fn grid(text: &str) -> Option<Grid<'_>> {
    let head = text.trim_start();
    if head.starts_with(['<', '{', '[']) || !text.contains(BARS) {
        return None;
    }
    let mut start = 0;
    let lines: Vec<Line<'_>> = text
        .split('\n')
        .enumerate()
        .map(|(number, text)| {
            let line = Line { text, start, number: number + 1 };
            start += text.len() + 1;
            line
        })
        .collect();
    let mut grid = Grid::default();
    let (mut inside, mut at) = (0_usize, 0_usize);
    while let Some(line) = lines.get(at) {
        let rule = lines.get(at + 1).filter(|next| next.is_rule() && line.has_bar() && !line.is_rule());
        let header = rule.map(|_| cells(line)).filter(|cells| cells.len() > 1);
        let fits = header.as_ref().is_some_and(|header| {
            let names: Vec<&str> = header.iter().map(|cell| cell.text.trim()).collect();
            grid.header.is_empty() || grid.header.iter().map(String::as_str).eq(names)
        });
        let (Some(header), true) = (header, fits) else {
            // Rules around a table belong to it.
            let is_frame = (line.is_rule() && !grid.header.is_empty()) || borders(&lines, at);
            if !line.is_blank() && !is_frame {
                if grid.header.is_empty() && grid.outside == 0 && grid.title.is_none() {
                    grid.title = Some(heading(line.text));
                } else {
                    grid.outside += 1;
                }
            }
            at += 1;
            continue;
        };
        if grid.header.is_empty() {
            grid.header = header.into_iter().map(|cell| cell.text.trim().to_owned()).collect();
        }
        inside += 2;
        at += 2;
        let end = lines.iter().skip(at).position(|line| line.is_blank() || !(line.has_bar() || line.is_rule()));
        let end = end.map_or(lines.len(), |length| at + length);
        let body = lines.get(at..end).unwrap_or_default();
        inside += body.len();
        rows(body, &mut grid.rows);
        at = end;
    }
    let all = inside + grid.outside + usize::from(grid.title.is_some());
    (!grid.header.is_empty() && !grid.rows.is_empty() && inside as f64 >= all as f64 * SHARE).then_some(grid)
}

/// A heading without the marks of Markdown, Org mode and the like.
fn heading(line: &str) -> String {
    let line = line.trim().trim_matches(['#', '*', '=', '+', ' ']);
    line.strip_prefix("TITLE:").or_else(|| line.strip_prefix("title:")).unwrap_or(line).trim().to_owned()
}

/// Whether a line is a rule just above a header.
fn borders(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at).is_some_and(Line::is_rule) && lines.get(at + 2).is_some_and(Line::is_rule)
}

/// Adds the rows of some lines. If rules separate the rows, as in reStructuredText, the lines between two rules are one.
fn rows<'t>(lines: &[Line<'t>], rows: &mut Vec<Record<'t>>) {
    let is_crossed = |line: &&Line<'_>| line.is_rule() && !line.text.trim_start().starts_with('|');
    let is_ruled = lines.iter().filter(is_crossed).count() > 1;
    let mut open: Option<Record<'t>> = None;
    for line in lines {
        if line.is_rule() {
            rows.extend(open.take());
            continue;
        }
        let fields = cells(line);
        let span = Span::new(line.start, line.start + line.text.len());
        match &mut open {
            Some(record) if is_ruled => {
                for (field, more) in record.fields.iter_mut().zip(fields) {
                    if !more.text.is_empty() {
                        let gap = if field.text.is_empty() { "" } else { "\n" };
                        field.text = Cow::Owned(format!("{}{gap}{}", field.text, more.text));
                        field.span.end = more.span.end;
                    }
                }
                record.span.end = span.end;
                record.line_end = line.number + 1;
            }
            _ => {
                rows.extend(open.take());
                let (number, end) = (line.number, line.number + 1);
                open = Some(Record { fields, span, line: number, line_end: end, open: None, is_odd: false });
            }
        }
    }
    rows.extend(open);
}

/// The cells of a line, without white space at their ends. `\|` is a bar in a cell.
fn cells<'t>(line: &Line<'t>) -> Vec<Field<'t>> {
    let mut bounds = Vec::new();
    let mut is_escaped = false;
    for (at, c) in line.text.char_indices() {
        if BARS.contains(&c) && !is_escaped {
            bounds.push((at, at + c.len_utf8()));
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    let mut fields = Vec::with_capacity(bounds.len() + 1);
    let mut from = 0;
    for (end, next) in bounds.into_iter().chain([(line.text.len(), line.text.len())]) {
        fields.push(cell(line, from, end));
        from = next;
    }
    // The bars at both ends of a line are its frame.
    let trimmed = line.text.trim();
    if trimmed.starts_with(BARS) {
        fields.remove(0);
    }
    if trimmed.ends_with(BARS) && !trimmed.ends_with("\\|") && !fields.is_empty() {
        fields.pop();
    }
    fields
}

fn cell<'t>(line: &Line<'t>, from: usize, to: usize) -> Field<'t> {
    let raw = line.text.get(from..to).unwrap_or_default();
    let start = line.start + from + (raw.len() - raw.trim_start().len());
    let text = raw.trim();
    let span = Span::new(start, start + text.len());
    let text = if text.contains("\\|") { Cow::Owned(text.replace("\\|", "|")) } else { Cow::Borrowed(text) };
    Field { text, span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(String, Vec<String>)> {
        let grid = grid(text)?;
        let rows =
            grid.rows.iter().map(|row| row.fields.iter().map(|field| &*field.text).collect::<Vec<_>>().join("/"));
        Some((grid.header.join("/"), rows.collect()))
    }

    #[test]
    fn tables_of_many_programs_are_grids() {
        let wanted = Some(("id/text".to_owned(), vec!["1/one".to_owned(), "2/two | more".to_owned()]));
        for text in [
            "| id | text |\n|---|:--:|\n| 1 | one |\n| 2 | two \\| more |\n",
            "id | text\n--|--\n1 | one\n2 | two \\| more",
            "# Comments\n\n| id | text |\n|----+------|\n| 1 | one |\n| 2 | two \\| more |",
            "+----+------+\n| id | text |\n+----+------+\n| 1 | one |\n| 2 | two \\| more |\n+----+------+\n2 rows in set",
            " id | text\n----+------\n 1 | one\n 2 | two \\| more\n(2 rows)\n",
            "┌────┬──────┐\n│ id │ text │\n├────┼──────┤\n│ 1  │ one  │\n│ 2  │ two \\| more │\n└────┴──────┘\n",
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
        let ruled = "+----+------+\n| id | text |\n+====+======+\n| 1  | one  |\n|    | more |\n+----+------+\n| 2  | two  |\n+----+------+\n";
        assert_eq!(shown(ruled).unwrap().1, ["1/one\nmore", "2/two"]);
    }

    #[test]
    fn other_texts_are_no_grids() {
        for text in [
            "Title\n-----\nA text | with a bar\nand more",
            "a | b\nc | d",
            "One line\n| a | b |\nof a long text\nthat is\nno table",
            "| a | b |\n|---|---|\n",
            "",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_cell_is_where_it_says(text in "[a|\\\\ +é\n-]{0,80}") {
            for row in grid(&text).map(|grid| grid.rows).unwrap_or_default() {
                for field in &row.fields {
                    proptest::prop_assert!(text.get(field.span.start..field.span.end).is_some());
                }
            }
        }
    }
}
