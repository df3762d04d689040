//! ZIP archives: their files, unpacked within a limit for all of them together.
//!
//! In come the bytes of an archive, out come the names of its files and, one by one, their content. Paths are names
//! here: nothing is written anywhere. What a file claims about its size is not believed.

use std::io::Read;

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use crate::limit;

/// How many files of an archive are listed. Exports of large work spaces have some ten thousand.
const FILES: usize = 100_000;

/// How every ZIP archive with a file begins.
const MAGIC: &[u8] = b"PK\x03\x04";

/// Whether bytes begin like a ZIP archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC) || bytes.starts_with(b"PK\x05\x06")
}

/// A file of an archive.
#[derive(Debug)]
pub(super) struct File {
    /// Its path, with `/` between folders.
    pub path: String,
    /// Whether a password protects it.
    pub is_encrypted: bool,
    method: CompressionMethod,
    place: ZipArchiveEntryWayfinder,
}

impl File {
    /// Its name without the folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// An archive.
pub(super) struct Archive<'a> {
    /// The reader of the format.
    zip: ZipSliceArchive<&'a [u8]>,
    /// Its files in the order of its directory, without folders.
    pub files: Vec<File>,
    /// How many bytes may still be unpacked.
    remaining: u64,
}

impl<'a> Archive<'a> {
    /// Lists the files of an archive.
    ///
    /// # Errors
    /// When it has no directory, as when it is cut off.
    pub fn of(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::from_slice(bytes).map_err(|error| error.to_string())?;
        let mut files = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|error| error.to_string())? {
            if entry.is_dir() || files.len() >= FILES {
                continue;
            }
            files.push(File {
                path: String::from_utf8_lossy(entry.file_path().as_bytes()).replace('\\', "/"),
                is_encrypted: entry.flags().is_encrypted(),
                method: entry.compression_method(),
                place: entry.wayfinder(),
            });
        }
        let remaining =
            (bytes.len() as u64).saturating_mul(limit::UNPACKED_RATIO).saturating_add(limit::UNPACKED_BYTES);
        Ok(Archive { zip: archive, files, remaining })
    }

    /// Whether it has a file with this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.iter().any(|file| file.path == path)
    }

    /// The content of the file with this path; `None` if there is no such file.
    ///
    /// # Errors
    /// As [`Archive::content`].
    pub fn named(&mut self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let index = self.files.iter().position(|file| file.path == path);
        index.map(|index| self.content(index)).transpose()
    }

    /// The content of a file.
    ///
    /// # Errors
    /// When it is damaged, protected by a password, packed in a way that is not read, or larger than what may still be
    /// unpacked.
    pub fn content(&mut self, index: usize) -> Result<Vec<u8>, String> {
        let file = self.files.get(index).ok_or("there is no such file")?;
        if file.is_encrypted {
            return Err("a password protects it".to_owned());
        }
        let entry = self.zip.get_entry(file.place).map_err(|error| error.to_string())?;
        let data = entry.data();
        let reader: Box<dyn Read + '_> = match file.method {
            CompressionMethod::STORE => Box::new(data),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(data)),
            other => return Err(format!("it is packed in a way that is not read ({other})")),
        };
        let mut content = Vec::new();
        let limit = self.remaining.min(limit::INPUT_BYTES as u64);
        let mut reader = entry.verifying_reader(reader).take(limit + 1);
        let result = reader.read_to_end(&mut content);
        if content.len() as u64 > limit {
            return Err(format!("it expands to more than {} times its size, as no text does", limit::UNPACKED_RATIO));
        }
        result.map_err(|error| error.to_string())?;
        self.remaining -= content.len() as u64;
        Ok(content)
    }
}
