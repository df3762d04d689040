//! What the live page shows now, and who is to be told of what.
//!
//! There is always a map to show: the last good one. Beside it there may be trouble, the mistakes of the last try.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What one try made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The page, as the `html` writer writes it.
    pub page: Vec<u8>,
    /// Its data alone, for a page that is open already.
    pub island: Vec<u8>,
    /// The mistakes that did not stop it, as JSON: an input among several that cannot be read.
    pub trouble: Option<String>,
}

/// Something that an open page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is another map to fetch, and no trouble that is not told after it.
    Map,
    /// The last try had these mistakes, as JSON.
    Trouble(Arc<str>),
}

/// What is shown, for all threads.
#[derive(Debug)]
pub struct Live {
    now: Mutex<Now>,
    changed: Condvar,
}

#[derive(Debug)]
struct Now {
    /// Counts the changes, from 1.
    version: u64,
    /// The version that brought the map, or ended a trouble.
    map: u64,
    /// The version at which the page was last asked for.
    asked: u64,
    page: Arc<[u8]>,
    island: Arc<[u8]>,
    trouble: Option<Arc<str>>,
}

impl Live {
    /// Begins with what the first try made.
    pub fn new(made: Made) -> Self {
        let Made { page, island, trouble } = made;
        let (page, island, trouble) = (page.into(), island.into(), trouble.map(Into::into));
        let now = Now { version: 1, map: 1, asked: 1, page, island, trouble };
        Self { now: Mutex::new(now), changed: Condvar::new() }
    }

    /// Shows what another try made. Pages are told if there is anything to tell: a file that was saved without a change
    /// that matters moves nothing.
    pub fn show(&self, made: Made) {
        let mut now = self.lock();
        let trouble: Option<Arc<str>> = made.trouble.map(Into::into);
        let moved = *now.island != *made.island;
        let mended = now.trouble.is_some() && trouble.is_none();
        if !moved && now.trouble == trouble {
            return;
        }
        now.version += 1;
        if moved || mended {
            now.map = now.version;
        }
        (now.page, now.island, now.trouble) = (made.page.into(), made.island.into(), trouble);
        self.changed.notify_all();
    }

    /// Keeps the last map, and tells the mistakes of a try that made none.
    pub fn fail(&self, trouble: String) {
        let mut now = self.lock();
        let trouble = Some(trouble.into());
        if now.trouble != trouble {
            now.version += 1;
            now.trouble = trouble;
            self.changed.notify_all();
        }
    }

    /// The page.
    pub fn page(&self) -> Arc<[u8]> {
        let mut now = self.lock();
        now.asked = now.version;
        Arc::clone(&now.page)
    }

    /// The data of the page alone.
    pub fn island(&self) -> Arc<[u8]> {
        Arc::clone(&self.lock().island)
    }

    /// What to tell a page that begins to listen. `seen` is what it was last told, if it listened before; else it is the
    /// page that was asked for last, and what changed since then, if anything, is told.
    pub fn begin(&self, seen: Option<u64>) -> (u64, Vec<Event>) {
        let now = self.lock();
        let since = seen.unwrap_or(now.asked);
        // A trouble is told again, since it may have been hidden meanwhile.
        (now.version, now.events(since, true))
    }

    /// Waits for something newer than `seen`, at most this long; then there is nothing to tell.
    pub fn wait(&self, seen: u64, most: Duration) -> (u64, Vec<Event>) {
        let (now, _) = self
            .changed
            .wait_timeout_while(self.lock(), most, |now| now.version == seen)
            .unwrap_or_else(PoisonError::into_inner);
        (now.version, now.events(seen, now.version != seen))
    }

    /// A thread that panicked would have held nothing half done.
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Now {
    fn events(&self, since: u64, with_trouble: bool) -> Vec<Event> {
        // A version that never was belongs to another run of the program.
        let moved = self.map > since || since > self.version;
        let map = moved.then_some(Event::Map);
        map.into_iter().chain(self.trouble.clone().filter(|_| with_trouble).map(Event::Trouble)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(1);

    fn made(map: &str) -> Made {
        Made { page: format!("<{map}>").into_bytes(), island: map.as_bytes().to_vec(), trouble: None }
    }

    #[test]
    fn a_page_is_told_what_changed_since_it_was_asked_for() {
        let live = Live::new(made("a"));
        live.page();
        assert_eq!(live.begin(None), (1, vec![]));
        live.show(made("a"));
        assert_eq!(live.wait(1, SOON), (1, vec![]), "nothing moved");
        live.show(made("b"));
        assert_eq!(live.wait(1, SOON), (2, vec![Event::Map]));
        assert_eq!(live.begin(None), (2, vec![Event::Map]), "the page is older than that");
        assert_eq!(live.begin(Some(1)), (2, vec![Event::Map]));
        assert_eq!(live.begin(Some(2)), (2, vec![]));
        assert_eq!(live.begin(Some(7)), (2, vec![Event::Map]), "it heard that of another run");
        assert_eq!(&*live.page(), b"<b>");
        assert_eq!(live.begin(None), (2, vec![]));
    }

    #[test]
    fn trouble_keeps_the_map_and_its_end_is_told() {
        let live = Live::new(made("a"));
        let trouble = |words: &str| Event::Trouble(words.into());
        live.fail("x".to_owned());
        live.fail("x".to_owned());
        assert_eq!(live.wait(1, SOON), (2, vec![trouble("x")]));
        assert_eq!(&*live.island(), b"a");
        live.page();
        assert_eq!(live.begin(None), (2, vec![trouble("x")]), "a page that is loaded anew must know");
        assert_eq!(live.begin(Some(2)), (2, vec![trouble("x")]), "and one that listens again may have hidden it");
        live.show(made("a"));
        assert_eq!(
            live.wait(2, SOON),
            (3, vec![Event::Map]),
            "the end of the trouble is told, though the map is the same"
        );
        live.show(Made { trouble: Some("y".to_owned()), ..made("b") });
        assert_eq!(live.wait(3, SOON), (4, vec![Event::Map, trouble("y")]));
        live.fail("z".to_owned());
        assert_eq!(live.wait(4, SOON), (5, vec![trouble("z")]));
        assert_eq!(live.wait(3, SOON), (5, vec![Event::Map, trouble("z")]));
    }

    #[test]
    fn who_waits_is_woken() {
        let live = Arc::new(Live::new(made("a")));
        let other = Arc::clone(&live);
        let waiting = std::thread::spawn(move || other.wait(1, Duration::from_mins(1)));
        live.show(made("b"));
        assert_eq!(waiting.join().unwrap(), (2, vec![Event::Map]));
    }
}
