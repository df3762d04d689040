//! Which files changed since they were last looked at.
//!
//! Files are looked at by name again and again, so that one which an editor replaces, moves away or writes anew is
//! followed, on any file system; the notices of the system are about the file that was there, and differ on each.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::input;

/// Least time from one look to the next: a change is shown well within a second.
const PAUSE: Duration = Duration::from_millis(300);

/// How many times as long as a look took nothing is done before the next: a large directory costs a tenth of one core.
const RESTS: u32 = 9;

/// Time from one look to the next while files change: an editor writes in several steps, some milliseconds apart.
const SETTLING: Duration = Duration::from_millis(50);

/// How many looks a change is given to settle; a file that is written to all the time is shown as it is after two
/// seconds.
const SETTLES: usize = 40;

/// How many looks a file may be away before that is believed: an editor moves the old one aside, then writes the new.
const AWAY: usize = 6;

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    /// It is not there, or cannot be looked at.
    Away,
    /// It is there.
    There {
        /// In bytes.
        length: u64,
        /// When it was last written to.
        written: Option<SystemTime>,
        /// Which file of the disk it is, and when anything about it last changed, as far as the system tells: what is
        /// moved here keeps the time when it was written.
        identity: [i64; 4],
    },
}

/// The files that are watched, as they were last seen.
#[derive(Debug)]
pub struct Watch {
    roots: Vec<PathBuf>,
    seen: BTreeMap<PathBuf, Stamp>,
    pause: Duration,
}

impl Watch {
    /// Looks at these files, and at every file below these directories, for the first time.
    pub fn new(roots: Vec<PathBuf>) -> Self {
        let mut watch = Self { roots, seen: BTreeMap::new(), pause: PAUSE };
        watch.seen = watch.look();
        watch
    }

    /// Waits for a change, and for its end.
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

    /// Waits until two looks see the same, and nothing is away that may be coming back.
    fn settle(&mut self) {
        for looks in 0..SETTLES {
            sleep(SETTLING);
            let now = self.look();
            let calm = now == self.seen;
            let away = self.roots.iter().any(|root| now.get(root) == Some(&Stamp::Away));
            self.seen = now;
            if calm && (!away || looks >= AWAY) {
                return;
            }
        }
    }

    fn look(&mut self) -> BTreeMap<PathBuf, Stamp> {
        let begin = Instant::now();
        let mut stamps = BTreeMap::new();
        for root in &self.roots {
            stamps.insert(root.clone(), stamp(root));
            if root.is_dir() {
                // One that vanishes while its files are listed is looked at again soon.
                let files = input::files(root).unwrap_or_default();
                stamps.extend(files.into_iter().map(|file| (file.clone(), stamp(&file))));
            }
        }
        self.pause = PAUSE.max(begin.elapsed() * RESTS);
        stamps
    }
}

fn stamp(path: &Path) -> Stamp {
    match path.metadata() {
        // A directory changes whenever an editor puts a file of its own there; what counts is what is in it.
        Ok(data) if data.is_dir() => Stamp::There { length: 0, written: None, identity: [0; 4] },
        Ok(data) => Stamp::There { length: data.len(), written: data.modified().ok(), identity: identity(&data) },
        Err(_) => Stamp::Away,
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
        assert!(!moved(&mut watch), "another file beside it");
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
        assert!(matches!(watch.seen.get(&file), Some(Stamp::There { length: 15, .. })), "{:?}", watch.seen);
    }
}
