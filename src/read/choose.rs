//! Chooses the reader of a source.

use super::error::ReadError;
use super::foreign;
use super::format::reader::Reader;
use super::format::readers::READERS;
use super::options::Options;
use super::source::Source;

/// The reader that the user names, or the first that recognises the source.
pub(super) fn choose(source: &Source<'_>, options: &Options) -> Result<&'static Reader, ReadError> {
    if let Some(name) = &options.from {
        let known = READERS.iter().map(|reader| reader.name).collect::<Vec<_>>().join(", ");
        let named = READERS.iter().find(|reader| reader.name == name);
        return named.ok_or_else(|| ReadError::NoSuchFormat { name: name.clone(), known });
    }
    // A user who names keys says that the source is JSON.
    if !options.fields.is_empty()
        && let Some(reader) = READERS.iter().find(|reader| reader.names_fields && (reader.detect)(source))
    {
        return Ok(reader);
    }
    // A user who names columns says that the source is a table. That is wrong only if it is clearly something else.
    let is_named_table = !options.columns.is_empty() && foreign::structured(source.text).is_none();
    let fits_columns = |reader: &&'static Reader| options.columns.is_empty() || !reader.is_paste;
    let table = || READERS.iter().find(|reader| reader.names_columns && is_named_table);
    READERS.iter().find(|reader| (reader.detect)(source)).filter(fits_columns).or_else(table).ok_or_else(|| {
        foreign::structured(source.text).map_or(
            ReadError::Foreign { what: "no format it knows", help: "paste the thread as text" },
            ReadError::from,
        )
    })
}
