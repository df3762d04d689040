//! Files under way: bytes that nobody sees until they are complete.
//!
//! Where the system can, such a file has no name until it is published, so that nothing is left of it however the program
//! ends: by an error, Ctrl-C or a power cut. Elsewhere it is a temporary file that is removed on errors.

use std::fs::File;
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// A file under way in the folder where it will be.
pub enum Aside {
    /// One that only the program knows.
    Nameless(File),
    /// One with a name of its own.
    Named(NamedTempFile),
}

impl Aside {
    /// A new one in this folder, with the permissions that any new file of this user gets.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new(folder: &Path) -> io::Result<Self> {
        match nameless(folder) {
            Some(file) => Ok(Aside::Nameless(file)),
            None => builder().tempfile_in(folder).map(Aside::Named),
        }
    }

    /// The file itself.
    pub fn as_file(&self) -> &File {
        match self {
            Aside::Nameless(file) => file,
            Aside::Named(file) => file.as_file(),
        }
    }

    /// The file itself, to write to.
    pub fn as_file_mut(&mut self) -> &mut File {
        match self {
            Aside::Nameless(file) => file,
            Aside::Named(file) => file.as_file_mut(),
        }
    }

    /// Puts it in the place of what is called so.
    ///
    /// # Errors
    /// When the system refuses; what stood there before is then untouched.
    pub fn publish(self, path: &Path) -> io::Result<()> {
        match self {
            Aside::Named(file) => file.persist(path).map(drop).map_err(|error| error.error),
            Aside::Nameless(file) => {
                // A name cannot be given in the place of another file's, so it gets one beside it first.
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let named = builder().make_in(folder, |name| name_it(&file, name))?;
                named.persist(path).map_err(|error| error.error)
            }
        }
    }
}

/// A file without a name; nothing where the system or the file system knows none.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    // It will get its name through there.
    if !Path::new("/proc/self/fd").is_dir() {
        return None;
    }
    // The umask takes its share of these permissions.
    let mode = Mode::from_raw_mode(0o666);
    openat(CWD, folder, OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC, mode).ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn nameless(_folder: &Path) -> Option<File> {
    None
}

/// Gives a file its first name.
#[cfg(target_os = "linux")]
fn name_it(file: &File, name: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let source = format!("/proc/self/fd/{}", file.as_raw_fd());
    linkat(CWD, source, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn name_it(_file: &File, _name: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A maker of temporary files with the permissions that any new file of this user gets.
fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".palabre-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::fs::Permissions;
        use std::os::unix::fs::PermissionsExt;
        // The umask takes its share of these.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder
}
