//! Writes outputs: whole files or nothing. Besides [`super::aside`], which makes the files that are under way, no other
//! module of the program opens a file for writing.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::aside::Aside;
use super::input::{Input, plain, source_stem};
use super::message::Failure;
use crate::diagnostic::Diagnostic;
use crate::graph::Part;
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

/// The files and directories that are read, by their true paths, so that a link to an input counts as the input.
#[derive(Debug, Default)]
pub struct Protected(BTreeSet<PathBuf>);

impl Protected {
    /// The true paths of these inputs; those that are not there need no protection.
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
    #[error("is an input too, and would be replaced by the output")]
    IsInput(PathBuf),
    /// The system refused.
    #[error("cannot be written: {}", plain(.1))]
    Io(PathBuf, #[source] io::Error),
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        let message = error.to_string();
        let (path, help) = match &error {
            OutputError::IsInput(path) => (path, Some("give -o another name")),
            OutputError::Io(path, cause) => (path, way_out(cause.kind())),
        };
        let failure = Diagnostic::error("output", message).within(name(path));
        match help {
            Some(help) => failure.help(help).into(),
            None => failure.into(),
        }
    }
}

/// What the user can do, where the system's words do not say it.
fn way_out(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::NotFound => Some("its directory does not exist"),
        io::ErrorKind::IsADirectory => Some("end the name with `/` for one file for each thread in it"),
        _ => None,
    }
}

/// The name of a target in messages.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard output".to_owned() } else { path.display().to_string() }
}

impl Target {
    /// What the value of `-o` means: nothing or `-` is standard output, a name that ends in `/` or is a directory is
    /// a folder.
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

    /// Refuses to replace a file that is to be read.
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

    /// Where one sheet goes that is not divided into threads: into a folder under the name `map`.
    #[must_use]
    pub fn alone(&self, writer: &Writer) -> Target {
        match self {
            Target::Folder(folder) => {
                let extension = writer.extensions.first().copied().unwrap_or(writer.name);
                Target::File(folder.join("map").with_extension(extension))
            }
            other => other.clone(),
        }
    }

    /// A file of this name in the folder, which is made if it is not there; any other target is itself.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn within(&self, name: &str) -> Result<Target, Failure> {
        let Target::Folder(folder) = self else { return Ok(self.clone()) };
        make(folder)?;
        Ok(Target::File(folder.join(name)))
    }

    /// The sheets to write: all threads on one, or one for each thread where the target is a folder, which is made if
    /// it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made, or a file in it is an input.
    pub fn sheets(
        &self,
        parts: Vec<Part>,
        extension: &str,
        inputs: &Protected,
    ) -> Result<Vec<(Target, Vec<Part>)>, Failure> {
        let Target::Folder(folder) = self else { return Ok(vec![(self.clone(), parts)]) };
        make(folder)?;
        let mut taken = BTreeSet::new();
        let mut sheets = Vec::with_capacity(parts.len());
        for part in parts {
            let id = if part.thread.id.is_empty() { source_stem(&part.thread) } else { part.thread.id.clone() };
            let name = free_name(&stem(&id), &mut taken);
            let target = Target::File(folder.join(format!("{name}.{extension}")));
            target.refuse(inputs)?;
            sheets.push((target, vec![part]));
        }
        Ok(sheets)
    }

    /// Writes the bytes. A reader that closed the pipe has what it wanted, so that is no error.
    ///
    /// # Errors
    /// When the system refuses; what stood there before is then untouched.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut sink = self.open()?;
        sink.write(bytes)?;
        sink.finish()
    }

    /// Begins an output that is written piece by piece. Nothing is seen of a file until it is finished.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn open(&self) -> Result<Sink, Failure> {
        let (path, opened) = match self {
            Target::Stdout => (Path::new("-"), Ok(Place::Stream(Box::new(io::stdout())))),
            Target::File(path) => (path.as_path(), place(path)),
            Target::Folder(path) => (path.as_path(), Err(io::ErrorKind::IsADirectory.into())),
        };
        let path = path.to_path_buf();
        match opened {
            Ok(place) => Ok(Sink { path, place, closed: false }),
            Err(error) => Err(OutputError::Io(path, error).into()),
        }
    }
}

/// Makes a folder, if it is not there.
fn make(folder: &Path) -> Result<(), OutputError> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir(folder).map_err(|error| OutputError::Io(folder.to_path_buf(), error))
}

/// An output under way.
pub struct Sink {
    /// Its name as typed.
    path: PathBuf,
    place: Place,
    /// Whether its reader went away.
    closed: bool,
}

enum Place {
    /// Written as it comes.
    Stream(Box<dyn Write>),
    /// Written aside.
    Draft(Draft),
}

impl Sink {
    /// Writes some more. What a reader that closed the pipe does not want any more is dropped.
    ///
    /// # Errors
    /// When the system refuses; what stood there before is then untouched.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.place {
            _ if self.closed => Ok(()),
            Place::Stream(out) => out.write_all(bytes),
            Place::Draft(draft) => draft.file.as_file_mut().write_all(bytes),
        };
        self.settle(written)
    }

    /// Whether its reader went away, so that nothing more is wanted.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Ends it: a file takes the place of the old one now.
    ///
    /// # Errors
    /// As [`Sink::write`].
    pub fn finish(mut self) -> Result<(), Failure> {
        let place = std::mem::replace(&mut self.place, Place::Stream(Box::new(io::sink())));
        let done = match place {
            _ if self.closed => Ok(()),
            Place::Stream(mut out) => out.flush(),
            Place::Draft(draft) => draft.publish(),
        };
        self.settle(done)
    }

    fn settle(&mut self, result: io::Result<()>) -> Result<(), Failure> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            result => result.map_err(|error| OutputError::Io(self.path.clone(), error))?,
        }
        Ok(())
    }
}

/// A file name made of a thread's id: nothing in it can leave the folder, hide the file or pass the length that file
/// systems allow (255 bytes, with room for `~2` and the extension).
fn stem(id: &str) -> String {
    let safe = |char: char| if char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | '~') { char } else { '_' };
    let name: String = id.chars().map(safe).take(60).collect();
    match name.trim_start_matches('.') {
        "" => "thread".to_owned(),
        name => name.to_owned(),
    }
}

/// The name itself, or with `~2`, `~3`, … where it is taken. Case is folded because some file systems do not tell
/// `A.svg` from `a.svg`. Thread ids are distinct, so only ids that differ in unsafe characters ever meet here.
fn free_name(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = stem.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{stem}~{count}");
    }
    name
}

/// Where the bytes of a file go, so that it is old or new and never in between: to a draft in the same directory that
/// takes its place once it is complete. What is not a regular file (a pipe, a device) is written as it stands.
fn place(path: &Path) -> io::Result<Place> {
    let old = match fs::metadata(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    // `/dev/stdout` and its kin may lead to a regular file that the shell has open; replacing it would cut that off.
    let is_device = ["/dev", "/proc"].iter().any(|root| path.starts_with(root));
    if is_device || old.as_ref().is_some_and(|old| !old.is_file()) {
        return Ok(Place::Stream(Box::new(OpenOptions::new().write(true).open(path)?)));
    }
    if old.is_some() {
        // A file that forbids writing says so, though its directory would let us replace it.
        OpenOptions::new().write(true).open(path)?;
    }
    let path = behind_links(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = Aside::new(folder)?;
    Ok(Place::Draft(Draft { file, path, old: old.map(|old| old.permissions()) }))
}

/// A file that is not published yet.
struct Draft {
    file: Aside,
    /// What it will be called.
    path: PathBuf,
    /// The permissions of the file it replaces.
    old: Option<fs::Permissions>,
}

impl Draft {
    fn publish(self) -> io::Result<()> {
        if let Some(old) = self.old {
            self.file.as_file().set_permissions(old)?;
        }
        synced(self.file.as_file())?;
        self.file.publish(&self.path)
    }
}

/// Makes sure that the bytes are on disk before the name points at them. File systems that cannot do that are still
/// written to.
fn synced(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if error.kind() == io::ErrorKind::InvalidInput || error.kind() == io::ErrorKind::Unsupported => {
            Ok(())
        }
        result => result,
    }
}

/// The file that a chain of symbolic links ends at, whether or not it is there yet, so that the link is kept and the
/// file behind it replaced.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    // As many links as Linux follows before it suspects a loop.
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
        let parts = ["a/b", "a_b", "A_B"].map(part).into();
        let sheets = Target::Folder(folder.path().to_path_buf()).sheets(parts, "svg", &Protected::default()).unwrap();
        let names: Vec<_> = sheets
            .iter()
            .map(|(target, _)| match target {
                Target::File(path) => path.file_name().unwrap().to_string_lossy().into_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(names, ["a_b.svg", "a_b~2.svg", "A_B~3.svg"]);
    }
}
