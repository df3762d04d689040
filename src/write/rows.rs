//! Records → rows of CSV, for both CSV writers: UTF-8, comma, LF, quoting as in RFC 4180.
//!
//! For a spreadsheet ([`Csv::Excel`]) a byte order mark comes first, and where its language writes decimals with a comma,
//! semicolons separate the fields and numbers have a decimal comma.
//!
//! A row is a struct of [`Cell`]s whose fields are named as the columns. A cell that a spreadsheet would run as a formula
//! begins with an apostrophe (CWE-1236).

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::escape;
use super::input::{Csv, Refusal, RenderInput};
use crate::text::Ui;

/// One cell.
#[derive(Debug, Default)]
pub(super) struct Cell<'v>(Cow<'v, str>);

impl<'v> From<&'v str> for Cell<'v> {
    fn from(text: &'v str) -> Self {
        Cell(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell(Cow::Owned(text))
    }
}

impl<'v> From<Cow<'v, str>> for Cell<'v> {
    fn from(text: Cow<'v, str>) -> Self {
        Cell(text)
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&escape::cell(Cow::Borrowed(&self.0)))
    }
}

/// The byte order mark of UTF-8: spreadsheets take a file without it for an old encoding.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Columns of numbers with decimals.
const DECIMALS: [&str; 4] = ["strength", "strength_reasoned", "relation_p", "confidence"];

/// The rows that are written so far.
pub(super) struct Rows {
    writer: csv::Writer<Vec<u8>>,
    /// Which columns get a decimal comma; none if decimals keep their point.
    decimals: Vec<bool>,
}

impl Rows {
    /// A table with these columns and no row.
    pub(super) fn new(columns: &[&str], input: &RenderInput<'_>) -> Result<Self, Refusal> {
        let is_excel = input.csv == Csv::Excel;
        let has_comma = is_excel && input.ui == Ui::Fr;
        let start = if is_excel { MARK.to_vec() } else { Vec::new() };
        let mut builder = csv::WriterBuilder::new();
        builder.has_headers(false).delimiter(if has_comma { b';' } else { b',' });
        let mut writer = builder.from_writer(start);
        writer.write_record(columns).map_err(|error| refused(&error))?;
        let decimals = columns.iter().map(|column| DECIMALS.contains(column)).filter(|_| has_comma).collect();
        Ok(Rows { writer, decimals })
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: impl Serialize) -> Result<(), Refusal> {
        if self.decimals.is_empty() {
            return self.writer.serialize(row).map_err(|error| refused(&error));
        }
        let mut plain = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        plain.serialize(row).map_err(|error| refused(&error))?;
        let bytes = plain.into_inner().map_err(|error| Refusal::Format(error.to_string()))?;
        for record in csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice()).records() {
            let record = record.map_err(|error| refused(&error))?;
            let fields = record.iter().zip(&self.decimals).map(|(field, is_decimal)| {
                if *is_decimal { Cow::Owned(field.replace('.', ",")) } else { Cow::Borrowed(field) }
            });
            self.writer.write_record(fields.map(Cow::into_owned)).map_err(|error| refused(&error))?;
        }
        Ok(())
    }

    /// The bytes of the table.
    pub(super) fn finish(self) -> Result<Vec<u8>, Refusal> {
        self.writer.into_inner().map_err(|error| Refusal::Format(error.to_string()))
    }
}

fn refused(error: &csv::Error) -> Refusal {
    Refusal::Format(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::View;

    #[derive(Serialize)]
    struct Pair<'v> {
        left: Cell<'v>,
        strength: Cell<'v>,
    }

    fn written(csv: Csv, ui: Ui) -> String {
        let map = crate::graph::ArgumentMap::default();
        let view = View::whole(&map);
        let input = RenderInput { csv, ui, ..RenderInput::new(&view) };
        let mut rows = Rows::new(&["left", "strength"], &input).unwrap();
        rows.push(Pair { left: "a, \"b\"".into(), strength: "=1+1".to_owned().into() }).unwrap();
        rows.push(Pair { left: "2.1; 3".into(), strength: "0.53".into() }).unwrap();
        rows.push(Pair { left: Cell::default(), strength: " @x\ny".into() }).unwrap();
        String::from_utf8(rows.finish().unwrap()).unwrap()
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let expected = "left,strength\n\"a, \"\"b\"\"\",'=1+1\n2.1; 3,0.53\n,\"' @x\ny\"\n";
        assert_eq!(written(Csv::Plain, Ui::Fr), expected);
    }

    #[test]
    fn a_spreadsheet_gets_what_it_expects_in_its_language() {
        let english = written(Csv::Excel, Ui::En);
        assert_eq!(english, format!("\u{feff}{}", written(Csv::Plain, Ui::En)));
        let expected = "\u{feff}left;strength\n\"a, \"\"b\"\"\";'=1+1\n\"2.1; 3\";0,53\n;\"' @x\ny\"\n";
        assert_eq!(written(Csv::Excel, Ui::Fr), expected);
    }
}
