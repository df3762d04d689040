//! Gold as a table: a comment a row, with its labels in one column, or in a column each.

use csv::StringRecord;

use super::{Answer, Gold, GoldComment, GoldError};
use crate::thread::Lang;

/// Columns that are no labels.
const OTHER: [&str; 9] = ["id", "text", "thread", "fold", "lang", "kind", "author", "time", "parent"];

pub(super) fn parse(text: &str) -> Result<Gold, GoldError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let delimiter = ['\t', ';'].into_iter().find(|sign| count(*sign) > count(',')).map_or(b',', |sign| sign as u8);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| GoldError::Line {
        line: error.position().map_or(1, |at| at.line() as usize),
        why: error.to_string(),
    };
    let headers: Vec<String> = reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let (Some(words), label) = (column("text"), column("label").or_else(|| column("labels"))) else {
        return Err(GoldError::Columns);
    };
    let is_label = |name: &&String| !OTHER.iter().any(|other| name.eq_ignore_ascii_case(other));
    let wide: Vec<(usize, &String)> =
        headers.iter().enumerate().filter(|(_, name)| label.is_none() && is_label(name) && !name.is_empty()).collect();
    if label.is_none() && wide.is_empty() {
        return Err(GoldError::Columns);
    }
    let columns = ["id", "thread", "fold", "lang", "kind"].map(column);
    let mut gold = Gold::default();
    for row in reader.records() {
        let row = row.map_err(broken)?;
        let cell = |column: Option<usize>| column.map(|column| at(&row, column)).filter(|cell| !cell.is_empty());
        let [id, thread, fold, lang, kind] = columns.map(cell);
        let positions: Vec<String> = match label {
            Some(label) => at(&row, label).split([';', '|']).map(str::trim).map(str::to_owned).collect(),
            None => {
                wide.iter().filter(|(column, _)| is_yes(at(&row, *column))).map(|(_, name)| (*name).clone()).collect()
            }
        };
        let positions: Vec<String> = positions.into_iter().filter(|label| !is_none(label)).collect();
        gold.positions.extend(positions.iter().cloned());
        let kind = kind.unwrap_or("comment");
        let is_opening = kind == "article" || kind == "post";
        gold.comments.push(GoldComment {
            thread: thread.unwrap_or_default().to_owned(),
            fold: fold.or(thread).unwrap_or_default().to_owned(),
            id: id.map_or_else(|| format!("c{}", gold.comments.len() + 1), str::to_owned),
            kind: kind.to_owned(),
            lang: lang.and_then(Lang::parse),
            text: at(&row, words).to_owned(),
            answer: (!is_opening).then(|| Answer { positions, ..Answer::default() }),
        });
    }
    gold.positions.extend(wide.iter().map(|(_, name)| (*name).clone()));
    if gold.comments.iter().all(|comment| comment.answer.is_none()) { Err(GoldError::Empty) } else { Ok(gold) }
}

fn at(row: &StringRecord, column: usize) -> &str {
    row.get(column).map(str::trim).unwrap_or_default()
}

/// Whether a cell of the column of a label gives it.
fn is_yes(cell: &str) -> bool {
    !matches!(cell.to_lowercase().as_str(), "" | "0" | "no" | "non" | "false" | "n")
}

/// Whether the entry of a column of labels says that there is none.
fn is_none(label: &str) -> bool {
    matches!(label.to_lowercase().as_str(), "" | "0" | "none" | "no" | "neutral" | "aucun" | "aucune" | "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_in_one_column_or_in_a_column_each() {
        let long = parse("id,text,label\n1,\"Yes, do it\",pro\n2,Never,anti\n3,Hm,none\n4,Both,pro;anti\n").unwrap();
        let of = |gold: &Gold| {
            let answers = gold.comments.iter().map(|comment| comment.answer.as_ref().unwrap().positions.join("+"));
            answers.collect::<Vec<_>>()
        };
        assert_eq!(of(&long), ["pro", "anti", "", "pro+anti"]);
        assert_eq!(long.comments[0].text, "Yes, do it");
        let wide = parse("text;pro;anti\nOui;1;0\nNon;0;1\nBof;;\n").unwrap();
        assert_eq!(of(&wide), ["pro", "anti", ""]);
        assert_eq!(wide.positions.iter().collect::<Vec<_>>(), ["anti", "pro"]);
        assert!(matches!(parse("a,b\n1,2\n"), Err(GoldError::Columns)));
        assert!(matches!(parse("id,text\n1,2\n"), Err(GoldError::Columns)));
    }
}
