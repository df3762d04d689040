//! Records → rows of CSV, for both CSV writers: UTF-8, comma, LF, quoting as in RFC 4180.
//!
//! A row is a struct of [`Cell`]s whose fields are named as the columns. A cell that a spreadsheet would run as a formula
//! begins with an apostrophe (CWE-1236).

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::escape;
use super::input::Refusal;

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

/// The rows that are written so far.
pub(super) struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    /// A table with these columns and no row.
    pub(super) fn new(columns: &[&str]) -> Result<Self, Refusal> {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        writer.write_record(columns).map_err(|error| refused(&error))?;
        Ok(Rows(writer))
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: impl Serialize) -> Result<(), Refusal> {
        self.0.serialize(row).map_err(|error| refused(&error))
    }

    /// The bytes of the table.
    pub(super) fn finish(self) -> Result<Vec<u8>, Refusal> {
        self.0.into_inner().map_err(|error| Refusal::Format(error.to_string()))
    }
}

fn refused(error: &csv::Error) -> Refusal {
    Refusal::Format(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Pair<'v> {
        left: Cell<'v>,
        right: Cell<'v>,
    }

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let mut rows = Rows::new(&["left", "right"]).unwrap();
        rows.push(Pair { left: "a, \"b\"".into(), right: "=1+1".to_owned().into() }).unwrap();
        rows.push(Pair { left: Cell::default(), right: " @x\ny".into() }).unwrap();
        let bytes = rows.finish().unwrap();
        let expected = "left,right\n\"a, \"\"b\"\"\",'=1+1\n,\"' @x\ny\"\n";
        assert_eq!(std::str::from_utf8(&bytes).unwrap(), expected);
        assert_eq!(Rows::new(&["left"]).unwrap().finish().unwrap(), b"left\n");
    }
}
