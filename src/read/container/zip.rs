//! ZIP archives → the files in them, or the text of an office document.
//!
//! In come the bytes. Documents of Word and `LibreOffice` give their text and comments. Any other archive gives its
//! files: one file as if it had been the input, several each as an input with its own name. Pictures, sounds and other
//! files that are no text are left out and counted.

use std::collections::BTreeSet;

use super::archive::{self, Archive};
use super::{Content, Part, office, slack};
use crate::diagnostic::Diagnostic;
use crate::read::error::ReadError;

/// Endings of names of files that hold no text, in lower case.
const MEDIA: [&str; 46] = [
    "jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "svg", "ico", "mp3", "m4a", "ogg", "oga",
    "opus", "wav", "aac", "amr", "mp4", "m4v", "mov", "avi", "mkv", "webm", "3gp", "pdf", "vcf", "ics", "css", "js",
    "map", "woff", "woff2", "ttf", "otf", "eot", "exe", "dll", "bin", "dat", "db", "sqlite", "zip", "gz", "tgs",
];

/// Whether bytes are a ZIP archive.
pub(super) fn detect(bytes: &[u8]) -> bool {
    archive::is_zip(bytes)
}

fn unusable(why: impl Into<String>, help: &'static str) -> ReadError {
    ReadError::Unusable { what: "a ZIP archive", why: why.into(), help }
}

/// The content of an archive.
///
/// # Errors
/// When it is damaged, is an office document of a kind without threads, or has no file that can be read.
pub(super) fn open(bytes: &[u8]) -> Result<Content, ReadError> {
    let help = "unpack it yourself to see what is in it";
    let mut archive = Archive::of(bytes).map_err(|why| unusable(why, help))?;
    if let Some(content) = office::open(&mut archive)? {
        return Ok(content);
    }
    if archive.files.iter().all(|file| file.is_encrypted) && !archive.files.is_empty() {
        return Err(unusable("a password protects it", "unpack it with the password and read what is in it"));
    }
    let mut media = 0;
    let mut diagnostics = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for index in sorted(&archive) {
        let Some((path, name)) = archive.files.get(index).map(|file| (file.path.clone(), file.name().to_owned()))
        else {
            continue;
        };
        if name.starts_with('.') || path.starts_with("__MACOSX/") {
            continue;
        }
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
        if MEDIA.contains(&ending.as_str()) {
            media += 1;
            continue;
        }
        match archive.content(index) {
            Ok(bytes) => parts.push(Part { name: path, bytes }),
            Err(why) => {
                let message = format!("{path} in the archive cannot be unpacked: {why}");
                diagnostics.push(Diagnostic::warning("left-out", message).help(help));
            }
        }
    }
    if media > 0 {
        let message = format!("{media} files left out: pictures, sounds and other files without text");
        diagnostics.push(Diagnostic::note("left-out", message));
    }
    if parts.is_empty() {
        let why =
            diagnostics.first().map_or("there is no text in it".to_owned(), |diagnostic| diagnostic.message.clone());
        return Err(unusable(why, help));
    }
    let parts = slack::joined(parts);
    Ok(Content { parts, diagnostics, ..Content::default() })
}

/// The files in the order of their paths.
fn sorted(archive: &Archive<'_>) -> Vec<usize> {
    let by_path: BTreeSet<(&str, usize)> =
        archive.files.iter().enumerate().map(|(index, file)| (file.path.as_str(), index)).collect();
    by_path.into_iter().map(|(_, index)| index).collect()
}
