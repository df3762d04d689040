//! Notices which files have changed.
//!
//! It looks at the files by name again and again, so it follows a file that an editor replaces, moves away or rewrites, on
//! any file system. Notifications of the system are about the file that was replaced, and differ between systems.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::input::files;

/// Least time between two looks, so that a change is shown well within a second. Chosen by hand.
const PAUSE: Duration = Duration::from_millis(300);

/// The pause after a look is this many times as long as the look, so that a large directory costs a tenth of one core.
const RESTS: u32 = 9;

/// Time between two looks while files change. Editors write in several steps, some milliseconds apart.
const SETTLING: Duration = Duration::from_millis(50);

/// Most looks to wait for a change to end. A file that is written to all the time is shown as it is after two seconds.
const SETTLES: usize = 40;

/// How many looks a file must be missing to count as removed. Editors move the old file away before they write the new.
const MISSING_LOOKS: usize = 6;

/// What distinguishes two states of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    /// It does not exist or cannot be accessed.
    Missing,
    /// It exists.
    Present {
        /// Its length in bytes.
        length: u64,
        /// The time of its last write.
        written: Option<SystemTime>,
        /// Its device, inode and time of last change, if the system has them. They show that another file was moved here,
        /// which keeps its time of last write.
        identity: [i64; 4],
    },
}

/// The watched files in the state of the last look.
#[derive(Debug)]
pub struct Watch {
    roots: Vec<PathBuf>,
    seen: BTreeMap<PathBuf, Stamp>,
    pause: Duration,
}

impl Watch {
    /// Watches these files, and every file below these directories.
    pub fn new(roots: Vec<PathBuf>) -> Self {
        let mut watch = Self { roots, seen: BTreeMap::new(), pause: PAUSE };
        watch.seen = watch.look();
        watch
    }

    /// Waits until files have changed and the change has ended.
    pub fn wait(&mut self) {
        loop {
            sleep(self.pause);
            let now = self.look();
            if now != self.seen {
                let before = std::mem::replace(&mut self.seen, now);
                self.settle();
                if self.seen != before {
                    return;
                }
            }
        }
    }

    /// Waits until two looks see the same, and no file is missing that may come back.
    fn settle(&mut self) {
        for looks in 0..SETTLES {
            sleep(SETTLING);
            let now = self.look();
            let is_calm = now == self.seen;
            let is_missing = self.roots.iter().any(|root| now.get(root) == Some(&Stamp::Missing));
            self.seen = now;
            if is_calm && (!is_missing || looks >= MISSING_LOOKS) {
                return;
            }
        }
    }

    /// The state of every watched file.
    fn look(&mut self) -> BTreeMap<PathBuf, Stamp> {
        let begin = Instant::now();
        let mut stamps = BTreeMap::new();
        for root in &self.roots {
            stamps.insert(root.clone(), stamp(root));
            if root.is_dir() {
                // If the directory vanishes while it is listed, the next look sees that.
                let files = files(root).unwrap_or_default();
                stamps.extend(files.into_iter().map(|file| (file.clone(), stamp(&file))));
            }
        }
        self.pause = PAUSE.max(begin.elapsed() * RESTS);
        stamps
    }
}

fn stamp(path: &Path) -> Stamp {
    match path.metadata() {
        // Editors put hidden files into the directory, which changes it. Only the files in it count.
        Ok(data) if data.is_dir() => Stamp::Present { length: 0, written: None, identity: [0; 4] },
        Ok(data) => Stamp::Present { length: data.len(), written: data.modified().ok(), identity: identity(&data) },
        Err(_) => Stamp::Missing,
    }
}

#[cfg(unix)]
fn identity(data: &Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt;
    [data.dev().cast_signed(), data.ino().cast_signed(), data.ctime(), data.ctime_nsec()]
}

#[cfg(not(unix))]
fn identity(_data: &Metadata) -> [i64; 4] {
    [0; 4]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn watched(roots: &[&Path]) -> Watch {
        Watch::new(roots.iter().map(|root| root.to_path_buf()).collect())
    }

    /// Whether a look now sees something else; then waits, since the clock of some file systems moves every few
    /// milliseconds only.
    fn moved(watch: &mut Watch) -> bool {
        sleep(Duration::from_millis(20));
        let now = watch.look();
        let moved = now != watch.seen;
        watch.seen = now;
        sleep(Duration::from_millis(20));
        moved
    }

    #[test]
    fn every_way_to_save_a_file_is_seen() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "one").unwrap();
        let mut watch = watched(&[&file]);
        assert!(!moved(&mut watch));
        fs::write(&file, "two").unwrap();
        assert!(moved(&mut watch), "written in place, of the same length");
        fs::write(folder.path().join("new"), "six").unwrap();
        assert!(!moved(&mut watch), "another file next to it");
        fs::rename(folder.path().join("new"), &file).unwrap();
        assert!(moved(&mut watch), "replaced");
        fs::remove_file(&file).unwrap();
        assert!(moved(&mut watch), "removed");
        assert!(!moved(&mut watch));
        fs::write(&file, "six").unwrap();
        assert!(moved(&mut watch), "there again");
        // The old file with its old time, moved back, as `mv` and `cp -p` do.
        let written = file.metadata().unwrap().modified().unwrap();
        let other = folder.path().join("other");
        fs::write(&other, "ten").unwrap();
        fs::File::options().write(true).open(&other).unwrap().set_modified(written).unwrap();
        fs::rename(&other, &file).unwrap();
        assert_eq!(moved(&mut watch), cfg!(unix), "of the same length and time");
    }

    #[test]
    fn directories_are_what_is_in_them() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        let mut watch = watched(&[folder.path()]);
        fs::write(folder.path().join(".swap"), "x").unwrap();
        assert!(!moved(&mut watch), "hidden files are not read");
        fs::write(folder.path().join("deep/a.txt"), "x").unwrap();
        assert!(moved(&mut watch));
        fs::write(folder.path().join("deep/a.txt"), "y").unwrap();
        assert!(moved(&mut watch));
        fs::remove_file(folder.path().join("deep/a.txt")).unwrap();
        assert!(moved(&mut watch));
    }

    #[test]
    fn a_file_that_is_away_for_a_moment_is_waited_for() {
        let folder = tempfile::TempDir::new().unwrap();
        let (file, aside) = (folder.path().join("a.txt"), folder.path().join("a.txt~"));
        fs::write(&file, "one").unwrap();
        let mut watch = watched(&[&file]);
        fs::rename(&file, &aside).unwrap();
        let other = file.clone();
        let editor = std::thread::spawn(move || {
            sleep(SETTLING * 2);
            fs::write(other, "two, and longer").unwrap();
        });
        watch.wait();
        editor.join().unwrap();
        assert!(matches!(watch.seen.get(&file), Some(Stamp::Present { length: 15, .. })), "{:?}", watch.seen);
    }
}
