//! The readers: every sample of the project against its golden reading, and every real file that is at hand.
//!
//! A sample lies in `seeds/formats/NAME.*`, where NAME is the reader's name, or `NAME-what-it-shows.*`; several pages of
//! one thread are a folder. Its golden reading lies in `tests/read/`, as native JSON Lines under the notes of the reader.

mod apis;
mod blogs;
mod chats;
mod columns;
mod containers;
mod cut;
mod exports;
mod families;
mod guessed;
mod json;
mod json_hostile;
mod json_services;
mod mail;
mod mail_bodies;
mod pages;
mod pastes;
mod tables;
mod threads;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use palabre::diagnostic::Diagnostic;
use palabre::privacy::Private;
use palabre::read::{Options, READERS, ReadError, read, recognize};
use palabre::thread::{Comment, Kind, Thread};
use palabre::write::native;

use crate::run::shared;

/// Where the real files are, if they are.
pub(crate) const REAL: &str = "../shared/data/formats";

/// Reads a file as the command does, under its own name.
pub(crate) fn reading(path: &Path) -> Result<(Vec<Thread>, Vec<Diagnostic>), ReadError> {
    let bytes = std::fs::read(path).unwrap();
    let source = path.file_name().map(|name| name.to_string_lossy().into_owned());
    read(&bytes, &Options { source, ..Options::default() })
}

/// The threads of a real file; `None`, and a word about it, where it is not at hand.
pub(crate) fn real(path: &str) -> Option<Vec<Thread>> {
    let path = Path::new(REAL).join(path);
    if !path.exists() {
        shared("data/formats")?;
        panic!("{} is missing", path.display());
    }
    Some(reading(&path).unwrap().0)
}

/// What a thread holds besides its opening, read or missing.
pub(crate) fn comments(thread: &Thread) -> Vec<&Comment> {
    // The article of a page that was saved without it is no comment.
    let is_article = |comment: &Comment| comment.kind == Kind::Missing && comment.id == "article";
    let is_comment = |comment: &&Comment| !comment.kind.is_opening() && !is_article(comment);
    thread.comments.iter().filter(is_comment).collect()
}

/// How many comments answer a comment that was read.
pub(crate) fn linked(thread: &Thread) -> usize {
    let known: BTreeMap<&str, Kind> =
        thread.comments.iter().map(|comment| (comment.id.as_str(), comment.kind)).collect();
    let answers = |comment: &&&Comment| {
        comment.parent.as_deref().and_then(|parent| known.get(parent)).is_some_and(|kind| !kind.is_opening())
    };
    comments(thread).iter().filter(answers).count()
}

/// The reader that knows a text; `None` where no one does.
pub(crate) fn detected(bytes: &[u8]) -> Option<&'static str> {
    recognize(bytes, &Options::default()).ok().map(|(name, _)| name)
}

/// Every file below a folder, in order of path.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// The golden reading of a sample: what was noticed, then every comment as native JSON Lines.
fn golden(path: &Path) -> String {
    let mut out = String::new();
    // Some samples show what is refused, and why.
    let (threads, diagnostics) = match reading(path) {
        Ok(read) => read,
        Err(error) => return format!("# refused: {error}\n"),
    };
    for diagnostic in diagnostics {
        let _ = writeln!(out, "# {} {}: {}", diagnostic.severity, diagnostic.code, diagnostic.message);
    }
    out.push_str(&String::from_utf8(native::write(&Private::names_kept(threads)).unwrap()).unwrap());
    out
}

#[test]
fn every_sample_is_read_as_its_golden_reading_says() {
    for path in files(Path::new("seeds/formats")) {
        let name = path.strip_prefix("seeds/formats").unwrap().to_string_lossy().replace('/', "-");
        let wanted = Path::new("tests/read").join(format!("{name}.jsonl"));
        let found = golden(&path);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&wanted, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&wanted).unwrap_or_default();
        assert_eq!(found, wanted, "{} (BLESS=1 writes it anew)", path.display());
    }
}

#[test]
fn a_sample_is_detected_by_its_structure_and_belongs_to_a_reader() {
    for path in files(Path::new("seeds/formats")) {
        let name = path.strip_prefix("seeds/formats").unwrap().to_string_lossy().into_owned();
        // An archive of several files has several formats.
        if name.ends_with("-several.zip") {
            continue;
        }
        let reader = detected(&std::fs::read(&path).unwrap()).unwrap_or("nothing");
        let owner = READERS
            .iter()
            .map(|reader| reader.name)
            .filter(|known| name.strip_prefix(*known).is_some_and(|rest| rest.starts_with(['.', '-', '/'])))
            .max_by_key(|known| known.len());
        assert_eq!(owner, Some(reader), "{}", path.display());
    }
}

#[test]
fn what_was_read_is_written_and_read_back_without_loss() {
    for path in files(Path::new("seeds/formats")) {
        let Ok((threads, _)) = reading(&path) else { continue };
        let bytes = native::write(&Private::names_kept(threads)).unwrap();
        let (again, _) = read(&bytes, &Options { from: Some("jsonl".into()), ..Options::default() }).unwrap();
        assert_eq!(native::write(&Private::names_kept(again)).unwrap(), bytes, "{}", path.display());
    }
}

/// The table of all real files: what each was taken for and what was found in it. A file is read, or refused with a
/// reason; which of the two, and as what, the tests of each family say.
#[test]
fn real_files_are_read_or_refused_with_a_reason() {
    if shared("data/formats").is_none() {
        return;
    }
    eprintln!("{:<62} {:<14} {:>8} {:>6} {:>8} {:>8}", "file", "format", "comments", "links", "missing", "warnings");
    for path in files(Path::new(REAL)) {
        let name = path.strip_prefix(REAL).unwrap().display().to_string();
        let bytes = std::fs::read(&path).unwrap();
        match reading(&path) {
            Ok((threads, diagnostics)) => {
                let count = threads.iter().map(|thread| comments(thread).len()).sum::<usize>();
                let links = threads.iter().map(linked).sum::<usize>();
                let missing = threads.iter().map(missing).sum::<usize>();
                let reader = detected(&bytes).unwrap_or("-");
                eprintln!("{name:<62} {reader:<14} {count:>8} {links:>6} {missing:>8} {:>8}", diagnostics.len());
            }
            Err(error) => {
                let reason = error.to_string();
                assert!(reason.len() > 20, "{name}: {reason}");
                eprintln!("{name:<62} refused: {reason}");
            }
        }
        // A file that is cut off behind its head is still told.
        let head = if bytes.trim_ascii_start().starts_with(b"<") { 256 << 10 } else { 64 << 10 };
        if bytes.len() > head {
            assert_eq!(detected(&bytes[..head]), detected(&bytes), "{name}, cut at {head} bytes");
        }
    }
}

/// How many comments name a parent that was not read.
pub(crate) fn missing(thread: &Thread) -> usize {
    let known: std::collections::BTreeSet<&str> = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
    let lost = |comment: &&Comment| comment.parent.as_deref().is_some_and(|parent| !known.contains(parent));
    thread.comments.iter().filter(lost).count()
}
