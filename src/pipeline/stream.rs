//! The pipeline thread by thread, for inputs larger than memory.
//!
//! In: a source with one comment a line whose threads are not interleaved. Out: one map for each thread, in their order,
//! rendered by the caller. [`survey`] reads the source once to learn whether it is such a source, and whose names must be
//! masked in every thread. [`Stream::run`] reads it again and works on a few threads at a time on all cores, with the same
//! result as [`super::map`] on all threads.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use super::{Settings, map_of, part};
use crate::diagnostic::{Diagnostic, Warned};
use crate::graph::ArgumentMap;
use crate::link::Mode;
use crate::parallel;
use crate::privacy::{Authors, BatchPrivacy, Census};
use crate::read::{self, Options, Threads, Way};
use crate::rule::Codebook;
use crate::thread::Thread;

/// Least number of comments in a batch: a few megabytes of maps, and enough work for all cores. Chosen by hand.
const BATCH: usize = 2_000;

/// What the first pass over a source found.
#[derive(Debug)]
pub enum Survey {
    /// Its threads can be streamed.
    ByThread(Box<Stream>),
    /// It could be streamed if its threads were not interleaved, or were in the order of their ids.
    Scattered,
    /// It must be read as a whole for any other reason: another format, a line that needs a diagnostic, an id to mask.
    Whole,
}

/// A source that was surveyed and can be streamed.
#[derive(Debug)]
pub struct Stream {
    options: Options,
    privacy: BatchPrivacy,
    links: Mode,
}

/// Why a stream ended early.
#[derive(Debug)]
pub enum Stopped<E> {
    /// The source cannot be read any more, or is not the source that was surveyed.
    Source,
    /// The sink failed.
    Sink(E),
}

/// Reads a source once, unpacked, and finds out whether it can be streamed.
///
/// # Errors
/// When the source cannot be read.
pub fn survey(source: impl BufRead, options: Options, settings: &Settings) -> io::Result<Survey> {
    let mut census = Census::default();
    // The ids of all threads, one a line. Which of them contain a name is known only once all people are.
    let mut ids = String::new();
    let surveyed = read::survey(source, &options, |thread| {
        if settings.naming.authors != Authors::Keep {
            census.add(thread);
            ids.push_str(&thread.id);
            ids.push('\n');
        }
        !thread.id.contains('\n')
    })?;
    match surveyed.way {
        Way::ByThread => {}
        Way::Scattered => return Ok(Survey::Scattered),
        Way::Whole => return Ok(Survey::Whole),
    }
    let privacy = BatchPrivacy::new(settings.naming.clone(), census);
    if ids.lines().any(|id| privacy.renames(id, options.source.as_deref())) {
        return Ok(Survey::Whole);
    }
    let options = Options { from: surveyed.from.map(str::to_owned), ..options };
    Ok(Survey::ByThread(Box::new(Stream { options, privacy, links: settings.links })))
}

impl Stream {
    /// Reads the source again, makes the map of each thread, calls `render` on the maps of a batch in parallel, and hands
    /// the results to `sink` in the order of the threads. No further batch is read once `sink` returns
    /// [`ControlFlow::Break`]. Returns what masking noticed.
    ///
    /// # Errors
    /// When the source has changed, or `sink` fails. `sink` has then received the results before that.
    pub fn run<T: Send, E>(
        self,
        source: impl BufRead + Send,
        codebook: &Codebook,
        render: impl Fn(Warned<ArgumentMap>) -> T + Send + Sync,
        mut sink: impl FnMut(T) -> Result<ControlFlow<()>, E>,
    ) -> Result<Vec<Diagnostic>, Stopped<E>> {
        let Self { options, mut privacy, links } = self;
        let mut threads = Threads::new(source, &options);
        let mut batch = next_batch(&mut threads).ok_or(Stopped::Source)?;
        let mut wanted = true;
        while wanted && !batch.is_empty() {
            let parts = parallel::whole(batch, |thread| part(thread, codebook, links));
            let parts = privacy.apply(parts);
            let (next, rendered) = parallel::both(
                || next_batch(&mut threads),
                || parallel::whole(parts, |part| render(map_of(part, codebook))),
            );
            for item in rendered {
                wanted &= sink(item).map_err(Stopped::Sink)?.is_continue();
            }
            batch = next.ok_or(Stopped::Source)?;
        }
        Ok(privacy.notices())
    }
}

/// The next threads, until they have [`BATCH`] comments together; empty at the end, `None` if the source has changed.
fn next_batch(threads: &mut Threads<'_, impl BufRead>) -> Option<Vec<Thread>> {
    let mut batch = Vec::new();
    let mut comments = 0;
    while comments < BATCH {
        match threads.next() {
            None => break,
            Some(Ok(Some(thread))) => {
                comments += thread.comments.len();
                batch.push(thread);
            }
            Some(_) => return None,
        }
    }
    Some(batch)
}
