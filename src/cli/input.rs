//! Reads inputs: files, directories and standard input → threads. One that cannot be read costs no other.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::message::Failure;
use super::plan::{Intake, file_name};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::graph::privacy::Privacy;
use crate::graph::{ArgumentMap, restore};
use crate::limit;
use crate::measure;
use crate::read::format::convokit;
use crate::read::{self, Options};
use crate::thread::Thread;

/// One input as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file or a directory.
    Path(PathBuf),
    /// The bytes of what can be read only once, and what it is called: `-` or the path of a pipe.
    Kept(PathBuf, Arc<[u8]>),
}

impl Input {
    /// What a typed path means: `-` is standard input.
    pub fn of(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path) }
    }

    /// The path as typed.
    pub fn path(&self) -> PathBuf {
        match self {
            Input::Stdin => PathBuf::from("-"),
            Input::Path(path) | Input::Kept(path, _) => path.clone(),
        }
    }

    /// Itself, or, where it can be read only once, what is read of it now.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn keep(self) -> Result<Self, Failure> {
        let once = match &self {
            Input::Stdin => true,
            Input::Path(path) => path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()),
            Input::Kept(..) => false,
        };
        if once { Ok(Input::Kept(self.path(), bytes(&self)?.into())) } else { Ok(self) }
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Input::Kept(path, _) if path.as_os_str() == "-" => "standard input".to_owned(),
            Input::Stdin => "standard input".to_owned(),
            Input::Path(path) | Input::Kept(path, _) => path.display().to_string(),
        }
    }
}

/// Reads every thread of every input, in order, and reports what was noticed on the way.
///
/// Ids of threads that clash between inputs are told apart by `~2`, `~3`, …, since each input knows only its own.
///
/// # Errors
/// When not one input could be read: with the last reason, after the others were reported.
pub fn threads(intake: &Intake, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
    let mut threads = Vec::new();
    let mut failures = Vec::new();
    for input in &intake.inputs {
        let found = match input {
            Input::Path(path) if path.is_dir() => directory(path, intake, report),
            _ => file(input, &intake.reading, report),
        };
        match found {
            Ok(found) => threads.extend(found),
            Err(failure) => failures.push(failure),
        }
    }
    let last = if failures.len() == intake.inputs.len() { failures.pop() } else { None };
    for failure in &failures {
        report.fail(failure);
    }
    let mut threads = report.take(read::join(threads));
    tell_apart(&mut threads);
    last.map_or(Ok(threads), Err)
}

/// What the inputs hold.
pub enum Material {
    /// Threads.
    Threads(Vec<Thread>),
    /// A map, written before.
    Map(Box<ArgumentMap>),
}

/// As [`threads`], but where the one input is a map that was written before, that map.
///
/// # Errors
/// As [`threads`], and where the map does not hang together.
pub fn material(intake: &Intake, report: &mut Report<'_>) -> Result<Material, Failure> {
    let alone = match intake.inputs.as_slice() {
        [input] if !input.path().is_dir() => Some(input),
        _ => None,
    };
    let Some(input) = alone.filter(|_| intake.is_plain()) else {
        return threads(intake, report).map(Material::Threads);
    };
    let bytes = bytes(input)?;
    if let Ok(("palabre", decoded)) = read::recognize(&bytes, &intake.reading) {
        let restored = restore(&decoded.text);
        let mut map = restored.map_err(|error| Diagnostic::error("input", error.to_string()).within(input.name()))?;
        Privacy::new(intake.authors).veil(&mut map);
        return Ok(Material::Map(Box::new(map)));
    }
    let threads = of_bytes(&bytes, input, &intake.reading, report)?;
    let mut threads = report.take(read::join(threads));
    tell_apart(&mut threads);
    Ok(Material::Threads(threads))
}

/// Reads one file whole, as text, in whatever encoding it is.
///
/// # Errors
/// When it cannot be read.
pub fn text(input: &Input) -> Result<String, Failure> {
    let bytes = bytes(input)?;
    decoded(&bytes, input, &Options::default())
}

/// Why one input was cut into the comments it was cut into, in words; `None` for formats that mark their comments.
///
/// # Errors
/// When it cannot be read.
pub fn segments(input: &Input, reading: &Options) -> Result<Option<String>, Failure> {
    let page = read::explain(&bytes(input)?, reading);
    let page = page.map_err(|error| Diagnostic::error("input", error.to_string()).within(input.name()))?;
    Ok(page.map(|(decoded, page)| measure::segments::segments(&decoded.text, &page)))
}

/// The threads of one file.
fn file(input: &Input, reading: &Options, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
    of_bytes(&bytes(input)?, input, reading, report)
}

/// The threads in the bytes of an input.
fn of_bytes(bytes: &[u8], input: &Input, reading: &Options, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
    let source = match input {
        Input::Stdin => None,
        Input::Kept(path, _) if path.as_os_str() == "-" => None,
        Input::Path(path) | Input::Kept(path, _) => Some(file_name(path)),
    };
    let options = Options { source, ..reading.clone() };
    let read = read::read(bytes, &options);
    let read = read.map_err(|error| Diagnostic::error("input", error.to_string()).within(input.name()))?;
    // Most inputs are read without a word; only the others are decoded once more, to show where.
    let placed = read.1.iter().any(|diagnostic| diagnostic.span.is_some());
    let text = if placed { Some(decoded(bytes, input, reading)?) } else { None };
    Ok(report.take_from(read, &input.name(), text.as_deref()))
}

/// The text of an input, as readers see it.
fn decoded(bytes: &[u8], input: &Input, reading: &Options) -> Result<String, Failure> {
    let decoded = read::decoded(bytes, reading).map(|decoded| decoded.text);
    decoded.map_err(|error| Diagnostic::error("input", error.to_string()).within(input.name()).into())
}

/// The threads of every file below a directory, in order of path; hidden files are left out. A file that no reader
/// knows is skipped with a note: a folder may hold other things.
fn directory(root: &Path, intake: &Intake, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
    let mut threads = Vec::new();
    let files = files(root).map_err(|error| unreadable(&root.display().to_string(), &error))?;
    let (corpora, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| belongs_to_corpus(path));
    for path in files {
        match file(&Input::Path(path.clone()), &intake.reading, report) {
            Ok(mut found) => {
                let titles = path.with_file_name("conversations.json");
                if corpora.contains(&titles) && is_utterances(&path) {
                    convokit::lend_titles(&text(&Input::Path(titles))?, &mut found);
                }
                threads.extend(found);
            }
            Err(failure) => {
                let mut note = Diagnostic::note("skipped", failure.message.clone());
                note.source.clone_from(&failure.source);
                report.take(((), vec![note]));
            }
        }
    }
    if threads.is_empty() {
        let help = "the directory holds no file that a reader knows; `palabre formats` lists them";
        return Err(Diagnostic::error("input", "no thread to read")
            .within(root.display().to_string())
            .help(help)
            .into());
    }
    Ok(threads)
}

/// The name of the file that holds what is said in a ConvoKit corpus.
fn is_utterances(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "utterances.jsonl" || name == "utterances.json")
}

/// Whether a file says something about a ConvoKit corpus beside it and is no thread itself.
fn belongs_to_corpus(path: &Path) -> bool {
    let beside = |name: &str| path.with_file_name(name).is_file();
    let names = ["conversations.json", "speakers.json", "users.json", "corpus.json", "index.json"];
    let is_named = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| names.contains(&name));
    is_named && (beside("utterances.jsonl") || beside("utterances.json"))
}

/// Every file below a directory, in order of path. Links to directories are not followed, so there is no loop.
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

/// All bytes of an input, up to [`limit::INPUT_BYTES`].
///
/// # Errors
/// When it cannot be read, or is too large.
pub fn bytes(input: &Input) -> Result<Vec<u8>, Failure> {
    let name = input.name();
    let mut bytes = Vec::new();
    // One byte more than the limit, so that a longer input is refused rather than cut.
    let limit = limit::INPUT_BYTES as u64 + 1;
    let result = match input {
        Input::Stdin => {
            if io::stdin().is_terminal() && io::stderr().is_terminal() {
                let _ = writeln!(io::stderr(), "palabre: reading the thread from the terminal; end it with Ctrl-D");
            }
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        }
        Input::Kept(_, kept) => return Ok(kept.to_vec()),
        Input::Path(path) => File::open(path).and_then(|file| {
            bytes.reserve(usize::try_from(file.metadata()?.len().min(limit)).unwrap_or(0));
            file.take(limit).read_to_end(&mut bytes)
        }),
    };
    result.map_err(|error| unreadable(&name, &error))?;
    if bytes.len() > limit::INPUT_BYTES {
        let message = format!("larger than {} GiB", limit::INPUT_BYTES >> 30);
        return Err(Diagnostic::error("input", message).within(name).help("split it by thread").into());
    }
    Ok(bytes)
}

/// Says that a file cannot be read, and helps where a mistyped command is the likely cause.
fn unreadable(name: &str, error: &io::Error) -> Failure {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        _ => format!("cannot be read: {}", plain(error)),
    };
    let failure = Diagnostic::error("input", message).within(name);
    let like_a_command = name.bytes().all(|byte| byte.is_ascii_lowercase());
    if error.kind() == io::ErrorKind::NotFound && like_a_command {
        return failure.help(format!("`{name}` is no command either; `palabre --help` lists them")).into();
    }
    failure.into()
}

/// The system's words for an error, without the number that Rust adds.
pub fn plain(error: &io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => words,
    }
}

/// Gives threads of different inputs that have the same id different ids. The first keeps its own.
///
/// A paste has no id of its own; among several threads the name of its file takes the place.
fn tell_apart(threads: &mut [Thread]) {
    if threads.len() > 1 {
        for thread in threads.iter_mut().filter(|thread| thread.id.is_empty()) {
            thread.id = source_stem(thread);
        }
    }
    let mut taken = BTreeSet::new();
    let mut next = std::collections::BTreeMap::<String, usize>::new();
    for thread in threads {
        if taken.contains(&thread.id) {
            let count = next.entry(thread.id.clone()).or_insert(2);
            let mut id = format!("{}~{count}", thread.id);
            while taken.contains(&id) {
                *count += 1;
                id = format!("{}~{count}", thread.id);
            }
            *count += 1;
            thread.id = id;
        }
        taken.insert(thread.id.clone());
    }
}

/// The name of a thread's file without extension, or `thread` where it has none.
pub fn source_stem(thread: &Thread) -> String {
    let stem = thread.source.as_deref().and_then(|source| Path::new(source).file_stem()?.to_str());
    stem.unwrap_or("thread").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clashing_thread_ids_are_told_apart() {
        let ids = ["t", "t~2", "t", "u", "t"];
        let mut threads: Vec<Thread> =
            ids.iter().map(|id| Thread { id: (*id).to_owned(), ..Thread::default() }).collect();
        tell_apart(&mut threads);
        let ids: Vec<_> = threads.iter().map(|thread| thread.id.as_str()).collect();
        assert_eq!(ids, ["t", "t~2", "t~3", "u", "t~4"]);
    }

    #[test]
    fn pastes_among_several_are_called_by_their_files() {
        let paste = |source: Option<&str>| Thread { source: source.map(str::to_owned), ..Thread::default() };
        let mut threads = [paste(Some("a.b.txt")), paste(None), paste(Some("a.b.md"))];
        tell_apart(&mut threads);
        assert_eq!(threads.map(|thread| thread.id), ["a.b", "thread", "a.b~2"]);
        let mut alone = [paste(Some("a.txt"))];
        tell_apart(&mut alone);
        assert_eq!(alone[0].id, "");
    }
}
