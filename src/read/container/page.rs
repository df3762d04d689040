//! The resources of a web archive → one page.

use super::Content;
use crate::diagnostic::Diagnostic;
use crate::read::decode;

/// A page or a frame inside a web archive.
pub(super) struct Page {
    /// Its decoded markup.
    pub text: String,
    /// Its address, if the archive gives it.
    pub address: Option<String>,
}

/// The longest address that is passed on, in bytes. Browsers shorten longer ones.
const ADDRESS_BYTES: usize = 2 << 10;

/// How many frames are read. Pages with advertisements have about 20.
const FRAMES: usize = 64;

/// Where the markup of a page is decoded: by the label of the archive, or, without one, as any input.
pub(super) fn markup(bytes: &[u8], charset: Option<&str>) -> String {
    let decoded = decode(bytes).text;
    let label = charset.map(|label| label.trim().trim_matches(['"', '\'']));
    let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    match named {
        // What is valid UTF-8 is hardly ever anything else, even if the label names something else.
        Some(encoding) if std::str::from_utf8(bytes).is_err() => encoding.decode(bytes).0.replace('\0', "\u{FFFD}"),
        _ => decoded,
    }
}

/// One page from the main page of an archive and its frames. The frames follow the page, since the comments of some
/// sites are in a frame. The address is written as browsers write it into pages that they save.
pub(super) fn join(what: &str, main: &Page, frames: Vec<Page>, others: usize) -> Content {
    let mut text = main.address.as_deref().and_then(saved_from).unwrap_or_default();
    text.push_str(&main.text);
    let count = frames.len().min(FRAMES);
    for frame in frames.into_iter().take(FRAMES) {
        text.push_str("\n<div class=\"frame-of-page\">\n");
        text.push_str(&frame.text);
        text.push_str("\n</div>\n");
    }
    let with = match count {
        0 => String::new(),
        1 => " with its frame".to_owned(),
        count => format!(" with its {count} frames"),
    };
    let left = match others {
        0 => String::new(),
        1 => "; one picture, style or other part is left out".to_owned(),
        others => format!("; {others} pictures, styles and other parts are left out"),
    };
    let message = format!("the page{with} is read out of {what}{left}");
    Content {
        bytes: text.into_bytes(),
        diagnostics: vec![Diagnostic::note("container", message)],
        ..Content::default()
    }
}

/// The comment that a browser writes at the top of a page that it saves.
fn saved_from(address: &str) -> Option<String> {
    let is_safe = address.len() <= ADDRESS_BYTES
        && address.starts_with("http")
        && !address.contains("--")
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    is_safe.then(|| format!("<!-- saved from url=({:04}){address} -->\n", address.len()))
}
