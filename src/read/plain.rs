//! stub
use super::{Options, ReadError, Reading};
/// Page.
pub struct Page {}
/// page
pub fn page(_text: &str, _options: &Options) -> Page {
    Page {}
}
/// read
pub fn read(_text: &str, _options: &Options) -> Result<Reading, ReadError> {
    Ok(Reading::default())
}
