//! Files that appear only when they are complete.
//!
//! On systems that can, such a file has no name until it is published, so nothing is left behind when the program ends
//! early: by an error, Ctrl-C or a power cut. Elsewhere it is a temporary file that is removed on errors.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// A file in the folder where it will appear.
pub enum AtomicFile {
    /// A file without a name.
    Nameless(File),
    /// A file with a temporary name.
    Named(NamedTempFile),
}

impl AtomicFile {
    /// Creates a file in this folder, with the permissions of any new file of this user.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(folder: &Path) -> io::Result<Self> {
        match nameless(folder) {
            Some(file) => Ok(AtomicFile::Nameless(file)),
            None => builder().tempfile_in(folder).map(AtomicFile::Named),
        }
    }

    /// The file itself.
    pub fn as_file(&self) -> &File {
        match self {
            AtomicFile::Nameless(file) => file,
            AtomicFile::Named(file) => file.as_file(),
        }
    }

    /// The file itself, to write to.
    pub fn as_file_mut(&mut self) -> &mut File {
        match self {
            AtomicFile::Nameless(file) => file,
            AtomicFile::Named(file) => file.as_file_mut(),
        }
    }

    /// Gives the file its name. A file of that name is replaced.
    ///
    /// # Errors
    /// When the system refuses. A file of that name is then unchanged.
    pub fn publish(self, path: &Path) -> io::Result<()> {
        match self {
            AtomicFile::Named(file) => file.persist(path).map(drop).map_err(|error| error.error),
            AtomicFile::Nameless(file) => {
                // `linkat` cannot replace another file, so the file first gets a temporary name in the same folder.
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let named = builder().make_in(folder, |name| give_name(&file, name))?;
                named.persist(path).map_err(|error| error.error)
            }
        }
    }
}

/// Creates a file without a name, or returns `None` if the system or the file system has no such files.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    // `give_name` finds the file there.
    if !Path::new("/proc/self/fd").is_dir() {
        return None;
    }
    // The umask is subtracted from these permissions.
    let mode = Mode::from_raw_mode(0o666);
    openat(CWD, folder, OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC, mode).ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_folder: &Path) -> Option<File> {
    None
}

/// Gives a nameless file a name.
#[cfg(target_os = "linux")]
fn give_name(file: &File, name: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let source = format!("/proc/self/fd/{}", file.as_raw_fd());
    linkat(CWD, source, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn give_name(_file: &File, _name: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes temporary files with the permissions of any new file of this user.
fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".palabre-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::fs::Permissions;
        use std::os::unix::fs::PermissionsExt;
        // The umask is subtracted from these.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder
}
