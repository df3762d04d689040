//! Writes outputs: complete files or nothing. Only this module and [`super::atomic_file`], which creates the files, open
//! files for writing.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::atomic_file::AtomicFile;
use super::source::{Input, plain};
use crate::diagnostic::{Diagnostic, Failure};
use crate::ids::Taken;
use crate::link::Part;
use crate::privacy::Private;
use crate::read::source_stem;
use crate::write::Writer;

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// This file.
    File(PathBuf),
    /// One file for each thread in this directory.
    Folder(PathBuf),
}

/// The canonical paths of the files and directories that are read. A link to an input counts as the input.
#[derive(Debug, Default)]
pub struct Protected(BTreeSet<PathBuf>);

impl Protected {
    /// Protects these inputs. Inputs that do not exist need no protection.
    pub fn new(inputs: &[Input]) -> Self {
        let path = |input: &Input| match input {
            Input::Stdin | Input::Kept(..) => None,
            Input::Path(path) => path.canonicalize().ok(),
        };
        Self(inputs.iter().filter_map(path).collect())
    }
}

/// Why an output was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The output would replace an input.
    #[error("is also an input, and the output would replace it")]
    IsInput(PathBuf),
    /// The system refused.
    #[error("cannot be written: {}", plain(.1))]
    Io(PathBuf, #[source] io::Error),
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        let message = error.to_string();
        let (path, help) = match &error {
            OutputError::IsInput(path) => (path, Some("choose another name with -o")),
            OutputError::Io(path, cause) => (path, remedy(cause.kind())),
        };
        let failure = Diagnostic::error("output", message).within(name(path));
        match help {
            Some(help) => failure.help(help).into(),
            None => failure.into(),
        }
    }
}

/// What the user can do, if the message of the system does not say it.
fn remedy(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::NotFound => Some("its directory does not exist"),
        io::ErrorKind::IsADirectory => Some("end the name with `/` to write one file for each thread into it"),
        _ => None,
    }
}

/// The name of a target in messages.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard output".to_owned() } else { path.display().to_string() }
}

/// A target and the parts to write there.
pub type TargetParts = (Target, Private<Vec<Part>>);

impl Target {
    /// The target that `-o` names. No value or `-` is standard output; a name that ends in `/` or is a directory is a
    /// folder.
    pub fn of(path: Option<&Path>) -> Self {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Target::Stdout };
        if path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir() {
            return Target::Folder(path.to_path_buf());
        }
        Target::File(path.to_path_buf())
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Target::Stdout => name(Path::new("-")),
            Target::File(path) | Target::Folder(path) => name(path),
        }
    }

    /// Refuses to replace an input.
    ///
    /// # Errors
    /// When the output is an input.
    pub fn refuse(&self, inputs: &Protected) -> Result<(), Failure> {
        let Target::File(path) = self else { return Ok(()) };
        let Ok(file) = path.canonicalize() else { return Ok(()) };
        if file.is_file() && file.ancestors().any(|place| inputs.0.contains(place)) {
            return Err(OutputError::IsInput(path.clone()).into());
        }
        Ok(())
    }

    /// The target of an output that is not divided by thread: in a folder, a file with the name `map`.
    #[must_use]
    pub fn undivided(&self, writer: &Writer) -> Target {
        match self {
            Target::Folder(folder) => {
                let extension = writer.extensions.first().copied().unwrap_or(writer.name);
                Target::File(folder.join("map").with_extension(extension))
            }
            other => other.clone(),
        }
    }

    /// A file of this name in the folder, which is created if necessary. Returns any other target unchanged.
    ///
    /// # Errors
    /// When the folder cannot be created.
    pub fn within(&self, name: &str) -> Result<Target, Failure> {
        let Target::Folder(folder) = self else { return Ok(self.clone()) };
        create(folder)?;
        Ok(Target::File(folder.join(name)))
    }

    /// The outputs to write, each with the parts in it: all threads together, or one file for each thread if the target is
    /// a folder, which is created if necessary.
    ///
    /// # Errors
    /// When the folder cannot be created, or a file in it is an input.
    pub fn targets(
        &self,
        parts: Private<Vec<Part>>,
        extension: &str,
        inputs: &Protected,
    ) -> Result<Vec<TargetParts>, Failure> {
        let Target::Folder(folder) = self else { return Ok(vec![(self.clone(), parts)]) };
        create(folder)?;
        let mut taken = Taken::ignoring_case();
        let mut targets = Vec::with_capacity(parts.len());
        for parts in parts.one_by_one() {
            let Some(thread) = parts.first().map(|part| &part.thread) else { continue };
            let id = if thread.id.is_empty() { source_stem(thread) } else { thread.id.clone() };
            let name = taken.free(&stem(&id));
            let target = Target::File(folder.join(format!("{name}.{extension}")));
            target.refuse(inputs)?;
            targets.push((target, parts));
        }
        Ok(targets)
    }

    /// Writes the bytes. A reader that closes the pipe early has what it wanted, so that is not an error.
    ///
    /// # Errors
    /// When the system refuses. An old file is then unchanged.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut sink = self.open()?;
        sink.write(bytes)?;
        sink.finish()
    }

    /// Opens an output that is written piece by piece. A file appears only when it is finished.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn open(&self) -> Result<Sink, Failure> {
        let (path, opened) = match self {
            Target::Stdout => (Path::new("-"), Ok(Destination::Stream(Box::new(io::stdout())))),
            Target::File(path) => (path.as_path(), destination(path)),
            Target::Folder(path) => (path.as_path(), Err(io::ErrorKind::IsADirectory.into())),
        };
        let path = path.to_path_buf();
        match opened {
            Ok(destination) => Ok(Sink { path, destination, closed: false }),
            Err(error) => Err(OutputError::Io(path, error).into()),
        }
    }
}

/// Creates a folder, if it does not exist.
fn create(folder: &Path) -> Result<(), OutputError> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir(folder).map_err(|error| OutputError::Io(folder.to_path_buf(), error))
}

/// An output that is being written.
pub struct Sink {
    /// Its name as typed.
    path: PathBuf,
    destination: Destination,
    /// Whether its reader closed the pipe.
    closed: bool,
}

/// Where the bytes go.
enum Destination {
    /// Bytes are written at once.
    Stream(Box<dyn Write>),
    /// Bytes are kept in a draft until the output is finished.
    Draft(Draft),
}

impl Sink {
    /// Writes more bytes. Once the reader has closed the pipe, they are dropped.
    ///
    /// # Errors
    /// When the system refuses. An old file is then unchanged.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.destination {
            _ if self.closed => Ok(()),
            Destination::Stream(out) => out.write_all(bytes),
            Destination::Draft(draft) => draft.file.as_file_mut().write_all(bytes),
        };
        self.check(written)
    }

    /// Whether its reader closed the pipe and wants no more.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Finishes the output: a file now replaces the old one.
    ///
    /// # Errors
    /// As [`Sink::write`].
    pub fn finish(mut self) -> Result<(), Failure> {
        let destination = std::mem::replace(&mut self.destination, Destination::Stream(Box::new(io::sink())));
        let finished = match destination {
            _ if self.closed => Ok(()),
            Destination::Stream(mut out) => out.flush(),
            Destination::Draft(draft) => draft.publish(),
        };
        self.check(finished)
    }

    /// Turns an error of the system into a failure, but for a closed pipe.
    fn check(&mut self, result: io::Result<()>) -> Result<(), Failure> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            result => result.map_err(|error| OutputError::Io(self.path.clone(), error))?,
        }
        Ok(())
    }
}

/// A file name made from the id of a thread. It cannot leave the folder, hide the file, or exceed the length that file
/// systems allow (255 bytes, less `~2` and the extension).
fn stem(id: &str) -> String {
    let safe = |char: char| if char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | '~') { char } else { '_' };
    let name: String = id.chars().map(safe).take(60).collect();
    match name.trim_start_matches('.') {
        "" => "thread".to_owned(),
        name => name.to_owned(),
    }
}

/// Opens the destination of a file. A regular file is written to a draft in the same directory, which replaces it when it
/// is complete, so the file is old or new and never in between. Other files (pipes, devices) are written directly.
fn destination(path: &Path) -> io::Result<Destination> {
    let old = match fs::metadata(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // `/dev/stdout` and similar names may lead to a regular file that the shell has open. Replacing it would detach it.
    let is_device = ["/dev", "/proc"].iter().any(|root| path.starts_with(root));
    if is_device || old.as_ref().is_some_and(|old| !old.is_file()) {
        return Ok(Destination::Stream(Box::new(OpenOptions::new().write(true).open(path)?)));
    }
    if old.is_some() {
        // Fails if the file is read-only, although its directory would let us replace it.
        OpenOptions::new().write(true).open(path)?;
    }
    let path = resolve_links(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = AtomicFile::new(folder)?;
    Ok(Destination::Draft(Draft { file, path, old: old.map(|old| old.permissions()) }))
}

/// A file that does not have its name yet.
struct Draft {
    file: AtomicFile,
    /// The name it will get.
    path: PathBuf,
    /// The permissions of the file it replaces.
    old: Option<fs::Permissions>,
}

impl Draft {
    fn publish(self) -> io::Result<()> {
        if let Some(old) = self.old {
            self.file.as_file().set_permissions(old)?;
        }
        sync(self.file.as_file())?;
        self.file.publish(&self.path)
    }
}

/// Waits until the bytes are on disk, so that the name never points at an incomplete file. Does nothing on file systems
/// that do not support this.
fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput || error.kind() == io::ErrorKind::Unsupported => {
            Ok(())
        }
        result => result,
    }
}

/// The file at the end of a chain of symbolic links, whether it exists or not. Writing there keeps the links.
fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    // The number of links that Linux follows before it reports a loop (`MAXSYMLINKS`).
    const MOST: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..MOST {
        let Ok(link) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(link);
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Links;
    use crate::tag::Tagged;
    use crate::thread::Thread;

    #[test]
    fn the_value_of_o_says_what_it_is() {
        assert_eq!(Target::of(None), Target::Stdout);
        assert_eq!(Target::of(Some(Path::new("-"))), Target::Stdout);
        assert_eq!(Target::of(Some(Path::new("x.svg"))), Target::File("x.svg".into()));
        assert_eq!(Target::of(Some(Path::new("maps/"))), Target::Folder("maps/".into()));
        assert_eq!(Target::of(Some(Path::new("src"))), Target::Folder("src".into()));
    }

    #[test]
    fn no_thread_id_can_leave_the_folder() {
        assert_eq!(stem("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(stem(".hidden"), "hidden");
        assert_eq!(stem(""), "thread");
        assert_eq!(stem("été-1"), "été-1");
        assert!(stem(&"é".repeat(1000)).len() <= 240);
    }

    #[test]
    fn threads_with_one_stem_get_different_files() {
        let folder = tempfile::tempdir().unwrap();
        let part = |id: &str| Part {
            thread: Thread { id: id.to_owned(), ..Thread::default() },
            tagged: Tagged::default(),
            links: Links::default(),
        };
        let parts = Private::names_kept(["a/b", "a_b", "A_B"].map(part).into());
        let targets = Target::Folder(folder.path().to_path_buf()).targets(parts, "svg", &Protected::default()).unwrap();
        let names: Vec<_> = targets
            .iter()
            .map(|(target, _)| match target {
                Target::File(path) => path.file_name().unwrap().to_string_lossy().into_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(names, ["a_b.svg", "a_b~2.svg", "A_B~3.svg"]);
    }
}
