//! The `html` writer: one self-contained page to explore the map in, without network.
//!
//! The page has three parts: a frame, a program and a style sheet that are built from `web/` (see its README) and
//! embedded as they are committed, and the map as JSON in a data island ([`data`]). The content security policy allows
//! only that program and that sheet, by their hashes, so no word of a comment can ever run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::input::{Refusal, RenderInput};
use super::{caption, escape};
use crate::schema::map::GENERATOR;

pub mod data;
mod disputes;
mod geometry;
mod island;
mod issues;
mod units;

/// The program, as built from `web/`.
const PROGRAM: &str = include_str!("built/page.js");
/// The style sheet, as built from `web/`.
const SHEET: &str = include_str!("built/page.css");

/// Writes the input as `html`.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn write(sheet: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    Ok(around(sheet, &island(sheet)?).into_bytes())
}

/// The page around its data, as [`island`] gives them for this sheet.
pub fn around(sheet: &RenderInput<'_>, island: &str) -> String {
    let mut out = String::with_capacity(PROGRAM.len() + SHEET.len() + island.len() + 4_096);
    out.push_str("<!doctype html>\n<html lang=\"");
    out.push_str(sheet.ui.code());
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.push_str(&policy(sheet.live));
    out.push_str(
        "\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"",
    );
    out.push_str(GENERATOR);
    out.push_str("\">\n<title>");
    escape::push_xml(&mut out, &caption::title(sheet));
    out.push_str("</title>\n<style>");
    out.push_str(SHEET);
    out.push_str("</style>\n</head>\n<body>\n<noscript>");
    escape::push_xml(
        &mut out,
        sheet.ui.pick(
            "This page draws the map with a program inside it, which your browser does not run. \
             `palabre map -f md` writes a report to read, `-f svg` a picture.",
            "Cette page dessine la carte par un programme qu’elle contient, et que votre navigateur n’exécute pas. \
             `palabre map -f md` écrit un rapport à lire, `-f svg` une image.",
        ),
    );
    out.push_str("</noscript>\n<script type=\"application/json\" id=\"map\">");
    out.push_str(island);
    out.push_str("</script>\n<script>");
    out.push_str(PROGRAM);
    out.push_str("</script>\n</body>\n</html>\n");
    out
}

/// The data of the page as JSON that is safe inside a `script` element: nothing in it looks like markup.
///
/// # Errors
/// Never in practice: the bytes go to memory.
pub fn island(sheet: &RenderInput<'_>) -> Result<String, Refusal> {
    let json = serde_json::to_string(&island::Page::of(sheet)).map_err(|error| Refusal::Format(error.to_string()))?;
    // JSON has these characters only inside strings, where they may be escaped. So `</script` and `<!--` cannot occur,
    // and a line separator ends no line.
    Ok(json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// The content security policy: the page runs only its own program and its own sheet, known by their hashes, and offers
/// the user files that it made. `live` also lets it talk to the server it came from.
pub fn policy(live: bool) -> String {
    let mut out = String::from("default-src 'none'; script-src 'sha256-");
    STANDARD.encode_string(Sha256::digest(PROGRAM), &mut out);
    out.push_str("'; style-src 'sha256-");
    STANDARD.encode_string(Sha256::digest(SHEET), &mut out);
    out.push_str("'; img-src data: blob:; base-uri 'none'; form-action 'none'");
    if live {
        out.push_str("; connect-src 'self'");
    }
    out
}

#[cfg(test)]
mod tests;
