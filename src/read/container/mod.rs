//! Files that hold a page or text inside another format → that content.
//!
//! In come unpacked bytes, out come the bytes of the content in UTF-8 and notes about what else is in the file. This is
//! the only place where containers are opened; the readers see only the content. A container is a row of [`CONTAINERS`]
//! and a module.

mod archive;
mod mhtml;
mod office;
mod page;
mod plist;
mod rtf;
mod slack;
mod webarchive;
mod zip;

use super::error::ReadError;
use crate::diagnostic::Diagnostic;

/// The content of a container.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Its bytes, as if they had been the input. Empty if there are `parts`.
    pub bytes: Vec<u8>,
    /// The files of an archive that can hold threads, in the order of their paths.
    pub parts: Vec<Part>,
    /// What was left in the container, and what is odd about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file of an archive.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its path in the archive.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A container format.
struct Container {
    /// Whether bytes are in this format, judged by their structure.
    detect: fn(&[u8]) -> bool,
    /// Takes out the content.
    open: fn(&[u8]) -> Result<Content, ReadError>,
}

/// Every container format, in the order in which they are tried.
const CONTAINERS: &[Container] = &[
    Container { detect: mhtml::detect, open: mhtml::open },
    Container { detect: webarchive::detect, open: webarchive::open },
    Container { detect: rtf::detect, open: rtf::open },
    Container { detect: zip::detect, open: zip::open },
];

/// The content of a container; `None` if the bytes are not in a known container format.
///
/// # Errors
/// When the container is damaged, or has no content that can be read.
pub(super) fn open(bytes: &[u8]) -> Result<Option<Content>, ReadError> {
    CONTAINERS.iter().find(|container| (container.detect)(bytes)).map(|container| (container.open)(bytes)).transpose()
}

/// Whether bytes are an archive of files, which is not opened inside another.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    archive::is_zip(bytes)
}
