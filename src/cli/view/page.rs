//! The page that is served, its data alone, and what it may do: as the `html` writer makes them.

use crate::write::{self, Refusal, Sheet, Verb};

/// The page.
///
/// # Errors
/// When its writer refuses.
pub fn page(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    if let Some(writer) = write::named(Verb::Map, "html") {
        return (writer.write)(sheet);
    }
    let map = String::from_utf8_lossy(&island(sheet)?).replace('<', "\\u003c");
    let mut page = b"<!doctype html>\n<meta charset=\"utf-8\">\n<title>palabre</title>\n".to_vec();
    page.extend_from_slice(format!("<script type=\"application/json\" id=\"map\">{map}</script>\n").as_bytes());
    Ok(page)
}

/// The data of the page.
///
/// # Errors
/// When its writer refuses.
pub fn island(sheet: &Sheet<'_>) -> Result<Vec<u8>, Refusal> {
    write::json::write(sheet)
}

/// The content security policy of the page.
pub fn policy() -> String {
    "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'".to_owned()
}
