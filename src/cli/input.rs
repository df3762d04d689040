//! Reads the inputs of a plan: files, directories and standard input → threads, or a map that was written before.
//!
//! An input that cannot be read does not stop the others.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::plan::Intake;
use super::report::Report;
use super::source::{Input, unreadable};
use crate::diagnostic::{Diagnostic, Failure};
use crate::graph::{ArgumentMap, restore};
use crate::measure;
use crate::read::{self, Options, is_corpus_metadata, is_utterances, make_thread_ids_unique};
use crate::text::Ui;
use crate::thread::Thread;

/// The inputs of a plan, ready to be read.
#[derive(Debug)]
pub struct Inputs<'i> {
    intake: &'i Intake,
    /// How to read them, with the article.
    options: Options,
}

/// What the inputs contain.
#[derive(Debug)]
pub enum Material {
    /// Threads.
    Threads(Vec<Thread>),
    /// A map that palabre wrote, with its names masked as the plan asks.
    Map(Box<ArgumentMap>),
}

impl<'i> Inputs<'i> {
    /// Reads the article, if the plan names one, and nothing else yet.
    ///
    /// # Errors
    /// When the article cannot be read.
    pub fn new(intake: &'i Intake) -> Result<Self, Failure> {
        let article = intake.article.as_ref().map(Input::text).transpose()?;
        Ok(Self { intake, options: Options { article, ..intake.reading.clone() } })
    }

    /// The one input, if there is only one.
    pub fn only(&self) -> Option<&'i Input> {
        match self.intake.inputs.as_slice() {
            [input] => Some(input),
            _ => None,
        }
    }

    /// How to read an input.
    pub fn options(&self, input: &Input) -> Options {
        Options { source: input.source(), ..self.options.clone() }
    }

    /// Reads every thread of every input, in order. Thread ids that clash between inputs get the suffixes `~2`, `~3`, …
    ///
    /// # Errors
    /// When no input at all could be read: the last failure, after the others were reported.
    pub fn threads(&self, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
        let mut threads = Vec::new();
        let mut failures = Vec::new();
        for input in &self.intake.inputs {
            let result = match input {
                Input::Path(path) if path.is_dir() => self.directory(path, report),
                _ => self.file(input, report),
            };
            match result {
                Ok(read) => threads.extend(read),
                Err(failure) => failures.push(failure),
            }
        }
        let fatal = if failures.len() == self.intake.inputs.len() { failures.pop() } else { None };
        for failure in &failures {
            report.fail(failure);
        }
        let threads = joined(threads, report);
        fatal.map_or(Ok(threads), Err)
    }

    /// The map, if the only input is a map that palabre wrote; otherwise what [`Inputs::threads`] reads.
    ///
    /// # Errors
    /// As [`Inputs::threads`], and when the map is not consistent.
    pub fn material(&self, report: &mut Report<'_>) -> Result<Material, Failure> {
        let file = self.only().filter(|input| self.intake.accepts_maps() && !input.path().is_dir());
        let Some(input) = file else { return self.threads(report).map(Material::Threads) };
        let bytes = input.bytes()?;
        if let Ok(("palabre", decoded)) = read::recognize(&bytes, &self.options) {
            let restored = restore(&decoded.text, self.intake.settings.naming.clone());
            let map = restored.map_err(|error| Diagnostic::error("input", error.to_string()).within(input.name()))?;
            return Ok(Material::Map(Box::new(map)));
        }
        let threads = self.parse(&bytes, input, report)?;
        Ok(Material::Threads(joined(threads, report)))
    }

    /// Explains how an input was split into comments; `None` for formats that mark their comments.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn segments(&self, input: &Input, ui: Ui) -> Result<Option<String>, Failure> {
        let page = read::explain(&input.bytes()?, &self.options).map_err(|error| input.failed(&error))?;
        Ok(page.map(|(decoded, page)| measure::segments::segments(&decoded.text, &page, ui)))
    }

    /// The threads of one file.
    fn file(&self, input: &Input, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
        self.parse(&input.bytes()?, input, report)
    }

    /// The threads in the bytes of an input.
    fn parse(&self, bytes: &[u8], input: &Input, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
        let read = read::read(bytes, &self.options(input)).map_err(|error| input.failed(&error))?;
        // To show the line that a diagnostic is about, decode the input again. Most inputs do not need this.
        let has_span = read.1.iter().any(|diagnostic| diagnostic.span.is_some());
        let text = if has_span { Some(input.decoded(bytes, &self.options)?) } else { None };
        Ok(report.take_read(read, &input.name(), text.as_deref()))
    }

    /// The threads of every file below a directory, in order of path, without hidden files. A directory may contain
    /// other things, so a file that no reader knows is skipped with a note.
    fn directory(&self, root: &Path, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
        let mut threads = Vec::new();
        let files = files(root).map_err(|error| unreadable(&root.display().to_string(), &error))?;
        let (metadata, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|path| is_corpus_metadata(path, Path::is_file));
        for path in files {
            let titles_path = path.with_file_name(read::CORPUS_TITLES);
            let titles_path = (is_utterances(&path) && metadata.contains(&titles_path)).then_some(titles_path);
            match self.file(&Input::Path(path), report) {
                Ok(mut read) => {
                    if let Some(titles_path) = titles_path {
                        read::attach_titles(&Input::Path(titles_path).text()?, &mut read);
                    }
                    threads.extend(read);
                }
                Err(failure) => {
                    let mut note = Diagnostic::note("skipped", failure.message.clone());
                    note.source.clone_from(&failure.source);
                    report.note(note);
                }
            }
        }
        if threads.is_empty() {
            let help = "the directory has no file that a reader knows; `palabre formats` lists the formats";
            return Err(Diagnostic::error("input", "no thread to read")
                .within(root.display().to_string())
                .help(help)
                .into());
        }
        Ok(threads)
    }
}

/// Joins the pages of one thread, and makes the ids of all threads unique.
fn joined(threads: Vec<Thread>, report: &mut Report<'_>) -> Vec<Thread> {
    let mut threads = report.take(read::join(threads));
    make_thread_ids_unique(&mut threads);
    threads
}

/// Every file below a directory, in order of path. Links to directories are not followed, so the walk ends.
///
/// # Errors
/// When a directory cannot be listed.
pub fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir()? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                files.insert(path);
            }
        }
    }
    Ok(files.into_iter().collect())
}
