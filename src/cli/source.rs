//! One input of the command line: a path or standard input → its bytes, its text and its name in messages.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Failure};
use crate::limit;
use crate::read::{self, Options};

/// One input as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file or a directory.
    Path(PathBuf),
    /// The bytes of an input that can be read only once, and its name: `-` or the path of a pipe.
    Kept(PathBuf, Arc<[u8]>),
}

impl Input {
    /// The input that a typed path names: `-` is standard input.
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

    /// The name of its file for outputs, or `None` for standard input.
    pub fn source(&self) -> Option<String> {
        match self {
            Input::Stdin => None,
            Input::Kept(path, _) if path.as_os_str() == "-" => None,
            Input::Path(path) | Input::Kept(path, _) => Some(file_name(path)),
        }
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Input::Kept(path, _) if path.as_os_str() == "-" => "standard input".to_owned(),
            Input::Stdin => "standard input".to_owned(),
            Input::Path(path) | Input::Kept(path, _) => path.display().to_string(),
        }
    }

    /// Reads an input that can be read only once, and keeps its bytes. Returns any other input unchanged.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn keep(self) -> Result<Self, Failure> {
        let only_once = match &self {
            Input::Stdin => true,
            Input::Path(path) => path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir()),
            Input::Kept(..) => false,
        };
        if only_once { Ok(Input::Kept(self.path(), self.bytes()?.into())) } else { Ok(self) }
    }

    /// All of its bytes, at most [`limit::INPUT_BYTES`].
    ///
    /// # Errors
    /// When it cannot be read, or is larger.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        let name = self.name();
        let mut bytes = Vec::new();
        // One byte more than the limit, to refuse longer inputs instead of cutting them.
        let limit = limit::INPUT_BYTES as u64 + 1;
        let result = match self {
            Input::Stdin => {
                if io::stdin().is_terminal() && io::stderr().is_terminal() {
                    let _ = writeln!(io::stderr(), "palabre: reading the thread from the terminal; Ctrl-D ends it");
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

    /// All of its text, in any encoding that `read` knows.
    ///
    /// # Errors
    /// When it cannot be read or decoded.
    pub fn text(&self) -> Result<String, Failure> {
        self.decoded(&self.bytes()?, &Options::default())
    }

    /// The text in its bytes, as the readers see it.
    ///
    /// # Errors
    /// When they cannot be decoded.
    pub fn decoded(&self, bytes: &[u8], options: &Options) -> Result<String, Failure> {
        let decoded = read::decoded(bytes, options).map(|decoded| decoded.text);
        decoded.map_err(|error| self.failed(&error))
    }

    /// The failure for an error of the readers.
    pub fn failed(&self, error: &read::ReadError) -> Failure {
        Diagnostic::error("input", error.to_string()).within(self.name()).into()
    }
}

/// Reports that a file cannot be read. A name that looks like a mistyped command gets help.
pub fn unreadable(name: &str, error: &io::Error) -> Failure {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        _ => format!("cannot be read: {}", plain(error)),
    };
    let failure = Diagnostic::error("input", message).within(name);
    let looks_like_a_command = name.bytes().all(|byte| byte.is_ascii_lowercase());
    if error.kind() == io::ErrorKind::NotFound && looks_like_a_command {
        return failure.help(format!("`{name}` is not a command either; `palabre --help` lists them")).into();
    }
    failure.into()
}

/// The system's message for an error, without the number that Rust adds.
pub fn plain(error: &io::Error) -> String {
    let message = error.to_string();
    match message.split_once(" (os error") {
        Some((message, _)) => message.to_lowercase(),
        None => message,
    }
}

/// The name of a file without its folder. Outputs show only this, because a path reveals where the user keeps files.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
