//! Thread by thread: the pipeline of [`super::run`] for inputs larger than the memory.
//!
//! Where one file with one comment a line has its threads one after the other, and the writer puts one thread after the
//! other as well, a few of them are worked on at a time, on all cores, and the output is the same byte by byte. A first
//! pass over the file finds out whether that is so, and who the people are whose names are masked in every thread.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Seek};

use indexmap::IndexSet;

use super::input::Input;
use super::message::Failure;
use super::output::Target;
use super::packs::Packs;
use super::plan::{Plan, file_name};
use super::report::Report;
use super::run::part;
use crate::diagnostic::Diagnostic;
use crate::filter::{self, Folds, Noticed};
use crate::graph::privacy::{Authors, Privacy};
use crate::graph::{Part, graph};
use crate::parallel;
use crate::read::{Options, Threads, Way, survey, unpacking};
use crate::thread::{Comment, Thread};

/// How many comments are worked on at a time, at least: some megabytes of maps, and work enough for all cores.
const BATCH: usize = 2_000;

/// From this size on, in bytes, it is worth saying that an input was read into memory as a whole.
const LARGE: u64 = 64 << 20;

/// A file that can be read thread by thread.
pub struct Stream {
    file: File,
    /// The file as it was surveyed.
    state: Metadata,
    name: String,
    options: Options,
    privacy: Privacy,
}

/// What was done so far.
#[derive(Default)]
struct Done {
    found: Vec<Diagnostic>,
    noticed: Noticed,
}

/// One thread, ready to be written.
struct Piece {
    bytes: Result<Vec<u8>, Failure>,
    done: Done,
}

impl Stream {
    /// The input of a plan, if it can be read thread by thread and the output comes out the same. A large one that only
    /// lacks the order for it is noted. What is wrong with the input otherwise is found again, and told, the whole way.
    pub fn of(plan: &Plan, report: &mut Report<'_>) -> Option<Self> {
        let [Input::Path(path)] = plan.intake.inputs.as_slice() else { return None };
        let is_apt = plan.writer.by_thread && plan.filters.are_by_thread() && !matches!(plan.target, Target::Folder(_));
        if !is_apt || !path.is_file() {
            return None;
        }
        let mut options = Options { source: Some(file_name(path)), ..plan.intake.reading.clone() };
        let file = File::open(path).ok()?;
        let state = file.metadata().ok()?;
        let name = path.display().to_string();
        let mut people: IndexSet<String> = IndexSet::new();
        // Ids of threads, one a line: those that name somebody are only known once everybody is.
        let mut ids = String::new();
        let surveyed = survey(unpacking(BufReader::new(&file)).ok()?, &options, |thread| {
            if plan.intake.authors != Authors::Keep {
                for person in thread.comments.iter().filter_map(Comment::person) {
                    if !people.contains(person) {
                        people.insert(person.to_owned());
                    }
                }
                ids.push_str(&thread.id);
                ids.push('\n');
            }
            !thread.id.contains('\n')
        });
        let surveyed = surveyed.ok()?;
        match surveyed.way {
            Way::ByThread => options.from = surveyed.from.map(str::to_owned),
            Way::Whole => return None,
            Way::Scattered => {
                if state.len() > LARGE {
                    report.take(((), vec![scattered(&name)]));
                }
                return None;
            }
        }
        let privacy = Privacy::knowing(plan.intake.authors, people.iter().map(String::as_str));
        let telling = ids.lines().any(|id| privacy.tells(id, options.source.as_deref()));
        (!telling).then_some(Self { file, state, name, options, privacy })
    }

    /// Tags, links and writes one thread after the other.
    pub fn run(mut self, plan: &Plan, packs: &Packs, report: &mut Report<'_>) {
        let mut done = Done::default();
        let result = self.write(plan, packs, &mut done);
        report.take(((), done.found));
        let counts = done.noticed.kept;
        report.take(((), done.noticed.diagnostics(&plan.filters)));
        match result {
            Ok(()) => report.count(counts),
            Err(failure) => report.fail(&failure),
        }
    }

    fn write(&mut self, plan: &Plan, packs: &Packs, done: &mut Done) -> Result<(), Failure> {
        let mut sink = plan.target.open()?;
        self.file.rewind().map_err(|_| changed(&self.name))?;
        let source = unpacking(BufReader::new(&self.file)).map_err(|_| changed(&self.name))?;
        let mut threads = Threads::new(source, &self.options);
        let mut batch = batch(&mut threads, &self.name)?;
        while !batch.is_empty() && !sink.is_closed() {
            let privacy = &self.privacy;
            let mut parts = parallel::whole(batch, |thread| {
                let (mut part, found) = part(thread, &plan.intake, packs);
                privacy.hide(&mut part.thread);
                (part, found)
            });
            for (part, _) in &mut parts {
                self.privacy.rename(&mut part.thread);
            }
            let (next, pieces) = parallel::both(
                || self::batch(&mut threads, &self.name),
                || parallel::whole(parts, |(part, found)| piece(part, found, plan, packs)),
            );
            for piece in pieces {
                done.add(piece.done);
                sink.write(&piece.bytes?)?;
            }
            batch = next?;
        }
        if !sink.is_closed() && !self.is_as_surveyed() {
            return Err(changed(&self.name));
        }
        sink.finish()
    }

    fn is_as_surveyed(&self) -> bool {
        self.file
            .metadata()
            .is_ok_and(|now| now.len() == self.state.len() && now.modified().ok() == self.state.modified().ok())
    }
}

impl Done {
    fn add(&mut self, other: Done) {
        self.found.extend(other.found);
        self.noticed.add(other.noticed);
    }
}

/// The next threads, of [`BATCH`] comments together or a little more; none at the end.
fn batch(threads: &mut Threads<'_, impl io::BufRead>, name: &str) -> Result<Vec<Thread>, Failure> {
    let mut batch = Vec::new();
    let mut comments = 0;
    while comments < BATCH {
        match threads.next() {
            None => break,
            Some(Ok(Some(thread))) => {
                comments += thread.comments.len();
                batch.push(thread);
            }
            Some(_) => return Err(changed(name)),
        }
    }
    Ok(batch)
}

/// Map, view and bytes of one thread.
fn piece(part: Part, mut found: Vec<Diagnostic>, plan: &Plan, packs: &Packs) -> Piece {
    let (map, repaired) = graph(vec![part], packs.infos.clone());
    found.extend(repaired);
    let (view, noticed) = filter::view(&map, &plan.filters, Folds::Never);
    let bytes = plan.write(&view, None, &[]);
    Piece { bytes, done: Done { found, noticed } }
}

fn scattered(name: &str) -> Diagnostic {
    let message = "threads are not one after the other, so all of them are held in memory";
    let help = "sort the lines by thread (where every line has an ordinal, by id of the thread), and threads are read \
                and written one by one";
    Diagnostic::note("scattered-threads", message).within(name).help(help)
}

fn changed(name: &str) -> Failure {
    Diagnostic::error("input", "was changed, or could not be read any more, while it was read").within(name).into()
}
