//! What the live page shows now, and which events open pages must receive.
//!
//! There is always a map to show: the last good one. There may also be trouble: the errors of the last build.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What one build build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Build {
    /// The page, as the `html` writer writes it.
    pub page: Vec<u8>,
    /// The data in it, for pages that are already open.
    pub island: Vec<u8>,
    /// The errors that did not stop the build, as JSON: one of several inputs could not be read, for example.
    pub trouble: Option<String>,
}

/// An event for an open page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is a new map to fetch. Trouble, if any, follows in another event.
    Map,
    /// The last build had these errors, as JSON.
    Trouble(Arc<str>),
}

/// What is shown now. All threads of the server share it.
#[derive(Debug)]
pub struct Live {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    /// Counts the changes, from 1.
    version: u64,
    /// The version of the last new map, or of the last end of trouble.
    map: u64,
    /// The version at which the page was last requested.
    requested: u64,
    page: Arc<[u8]>,
    island: Arc<[u8]>,
    trouble: Option<Arc<str>>,
}

impl Live {
    /// Starts with the first build.
    pub fn new(build: Build) -> Self {
        let Build { page, island, trouble } = build;
        let (page, island, trouble) = (page.into(), island.into(), trouble.map(Into::into));
        let state = State { version: 1, map: 1, requested: 1, page, island, trouble };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Shows another build. Open pages are notified only if the map or the trouble has changed.
    pub fn show(&self, build: Build) {
        let mut state = self.lock();
        let trouble: Option<Arc<str>> = build.trouble.map(Into::into);
        let moved = *state.island != *build.island;
        let mended = state.trouble.is_some() && trouble.is_none();
        if !moved && state.trouble == trouble {
            return;
        }
        state.version += 1;
        if moved || mended {
            state.map = state.version;
        }
        (state.page, state.island, state.trouble) = (build.page.into(), build.island.into(), trouble);
        self.changed.notify_all();
    }

    /// Keeps the last map, and notifies open pages of the errors of a build that made none.
    pub fn fail(&self, trouble: String) {
        let mut state = self.lock();
        let trouble = Some(trouble.into());
        if state.trouble != trouble {
            state.version += 1;
            state.trouble = trouble;
            self.changed.notify_all();
        }
    }

    /// The page.
    pub fn page(&self) -> Arc<[u8]> {
        let mut state = self.lock();
        state.requested = state.version;
        Arc::clone(&state.page)
    }

    /// The data in the page.
    pub fn island(&self) -> Arc<[u8]> {
        Arc::clone(&self.lock().island)
    }

    /// The version now and the events for a page that begins to listen. `seen` is the version that it last received, if it
    /// listened before. Otherwise it is the page that was requested last, and gets what has changed since.
    pub fn begin(&self, seen: Option<u64>) -> (u64, Vec<Event>) {
        let state = self.lock();
        let since = seen.unwrap_or(state.requested);
        // Trouble is sent again, because the user may have hidden it.
        (state.version, state.events(since, true))
    }

    /// Waits until there is a version newer than `seen`, at most this long. Without one there are no events.
    pub fn wait(&self, seen: u64, most: Duration) -> (u64, Vec<Event>) {
        let (state, _) = self
            .changed
            .wait_timeout_while(self.lock(), most, |state| state.version == seen)
            .unwrap_or_else(PoisonError::into_inner);
        (state.version, state.events(seen, state.version != seen))
    }

    /// Ignores poisoning: every change of the state is complete before anything can panic.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn events(&self, since: u64, with_trouble: bool) -> Vec<Event> {
        // A version from the future belongs to another run of the program.
        let moved = self.map > since || since > self.version;
        let map = moved.then_some(Event::Map);
        map.into_iter().chain(self.trouble.clone().filter(|_| with_trouble).map(Event::Trouble)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(1);

    fn made(map: &str) -> Build {
        Build { page: format!("<{map}>").into_bytes(), island: map.as_bytes().to_vec(), trouble: None }
    }

    #[test]
    fn a_page_receives_what_changed_since_it_was_requested() {
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
    fn trouble_keeps_the_map_and_its_end_is_an_event() {
        let live = Live::new(made("a"));
        let trouble = |words: &str| Event::Trouble(words.into());
        live.fail("x".to_owned());
        live.fail("x".to_owned());
        assert_eq!(live.wait(1, SOON), (2, vec![trouble("x")]));
        assert_eq!(&*live.island(), b"a");
        live.page();
        assert_eq!(live.begin(None), (2, vec![trouble("x")]), "a page that is loaded again must know");
        assert_eq!(live.begin(Some(2)), (2, vec![trouble("x")]), "and one that listens again may have hidden it");
        live.show(made("a"));
        assert_eq!(
            live.wait(2, SOON),
            (3, vec![Event::Map]),
            "the end of the trouble is an event, though the map is the same"
        );
        live.show(Build { trouble: Some("y".to_owned()), ..made("b") });
        assert_eq!(live.wait(3, SOON), (4, vec![Event::Map, trouble("y")]));
        live.fail("z".to_owned());
        assert_eq!(live.wait(4, SOON), (5, vec![trouble("z")]));
        assert_eq!(live.wait(3, SOON), (5, vec![Event::Map, trouble("z")]));
    }

    #[test]
    fn waiting_pages_wake_up() {
        let live = Arc::new(Live::new(made("a")));
        let other = Arc::clone(&live);
        let waiting = std::thread::spawn(move || other.wait(1, Duration::from_mins(1)));
        live.show(made("b"));
        assert_eq!(waiting.join().unwrap(), (2, vec![Event::Map]));
    }
}
