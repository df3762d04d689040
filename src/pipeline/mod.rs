//! The pipeline: threads → [`ArgumentMap`] → bytes.
//!
//! [`map()`] runs the stages `tag`, `link`, `privacy` and `graph`, in this order. [`parts`] stops before `graph`, for
//! callers that make one map of each thread or explain labels by the tags and links behind them; [`map_of`] goes on from
//! there. [`render()`] and [`Rendering`] run `filter`, `layout` and `write`. [`stream`] makes and renders the map of one
//! thread at a time, for inputs larger than memory. No other module puts these stages together.

mod render;
pub mod stream;

pub use self::render::{Rendered, Rendering};

use crate::diagnostic::{Diagnostic, Warned};
use crate::graph::{ArgumentMap, graph};
use crate::link::{Mode, Part, link};
use crate::privacy::{HasThread, Naming, Privacy, Private};
use crate::rule::Codebook;
use crate::tag::tag;
use crate::thread::Thread;
use crate::write::{self, Refusal, Verb};

/// How to make a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where links come from.
    pub links: Mode,
    /// How authors are named, and which names are masked in texts.
    pub naming: Naming,
}

/// Makes the argument map of threads as [`read`](crate::read::read) returns them. What was noticed comes with it, first
/// by the readers, then by the stages.
///
/// ```
/// use palabre::{Codebook, Settings, read};
///
/// let threads = read::read(b"{\"id\":\"1\",\"text\":\"I doubt it.\"}", &read::Options::default())?;
/// let map = palabre::map(threads, &Codebook::builtin(), &Settings::default());
/// assert_eq!(map.value.graph.node_count(), 1);
/// # Ok::<(), read::ReadError>(())
/// ```
pub fn map(threads: impl Into<Warned<Vec<Thread>>>, codebook: &Codebook, settings: &Settings) -> Warned<ArgumentMap> {
    let Warned { value: threads, mut diagnostics } = threads.into();
    let parts = parts(threads, codebook, settings, &mut diagnostics);
    let map = map_of(parts.value, codebook);
    diagnostics.extend(parts.diagnostics);
    diagnostics.extend(map.diagnostics);
    Warned { value: map.value, diagnostics }
}

/// Renders the whole map in the output format of this name, as the command line would: `svg`, `json`, `html`, …
/// [`WRITERS`](write::WRITERS) lists them. [`Rendering`] has filters and other options.
///
/// # Errors
/// When no format of `palabre map` has this name, or its writer refuses the map.
pub fn render(map: &Warned<ArgumentMap>, format: &str) -> Result<Vec<u8>, Refusal> {
    let writer = write::named(Verb::Map, format);
    let writer = writer.ok_or_else(|| Refusal::Format(format!("no writer is called `{format}`")))?;
    Rendering::new(writer).render(&map.value, &map.diagnostics).bytes
}

/// Tags and links one thread. Names are not masked yet: both stages need the texts as they were written.
pub fn part(thread: Thread, codebook: &Codebook, links: Mode) -> Part {
    let tagged = tag(&thread, codebook);
    let links = link(&thread, &tagged, &codebook.matcher, links);
    Part { thread, tagged, links }
}

/// Tags and links every thread, and masks the names in all of them and in `noticed`, the diagnostics about them so far.
/// What masking noticed comes with the parts.
pub fn parts(
    threads: Vec<Thread>,
    codebook: &Codebook,
    settings: &Settings,
    noticed: &mut [Diagnostic],
) -> Warned<Private<Vec<Part>>> {
    let parts: Vec<Part> = threads.into_iter().map(|thread| part(thread, codebook, settings.links)).collect();
    private(parts, &settings.naming, noticed)
}

/// Masks the names in threads that are not tagged, and in `noticed`, for outputs that only repeat what was read.
pub fn masked(threads: Vec<Thread>, naming: &Naming, noticed: &mut [Diagnostic]) -> Warned<Private<Vec<Thread>>> {
    private(threads, naming, noticed)
}

fn private<T: HasThread>(items: Vec<T>, naming: &Naming, noticed: &mut [Diagnostic]) -> Warned<Private<Vec<T>>> {
    let mut privacy = Privacy::new(naming.clone());
    let value = privacy.apply(items, noticed);
    Warned { value, diagnostics: privacy.notices() }
}

/// Makes one map of all these parts.
pub fn map_of(parts: Private<Vec<Part>>, codebook: &Codebook) -> Warned<ArgumentMap> {
    graph(parts, codebook)
}
