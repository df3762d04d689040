//! `palabre read`: what was read from the inputs, before anything is inferred.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::text::Ui;
use crate::thread::{Comment, Kind, Thread};

/// The schema of the output for programs.
pub const SCHEMA: &str = "palabre.read/1";

/// What was read from all inputs.
#[derive(Debug, Serialize)]
pub struct Reading<'t> {
    schema: &'static str,
    threads: Vec<Read<'t>>,
    diagnostics: Vec<Noticed<'t>>,
}

/// What was read from one thread. Counts are of comments, without article and post.
#[derive(Debug, Serialize)]
struct Read<'t> {
    id: &'t str,
    title: Option<&'t str>,
    source: Option<&'t str>,
    format: &'static str,
    /// `article` or `post`, if the thread has one.
    opening: Option<String>,
    announced: Option<usize>,
    comments: usize,
    deleted: usize,
    pingbacks: usize,
    /// The places where the source left out comments, and how many it says it left out.
    stubs: usize,
    held: usize,
    /// Comments whose parent is given.
    parents_given: usize,
    /// Of these, comments whose parent is not in the input.
    parents_missing: usize,
    /// Comments at the greatest depth that the source shows, whose real parent may be a sibling.
    parents_capped: usize,
    /// Relations that the source gives.
    relations: usize,
    quotes: usize,
    /// Distinct authors, without deleted accounts.
    authors: usize,
    first: Option<&'t str>,
    last: Option<&'t str>,
}

#[derive(Debug, Serialize)]
struct Noticed<'t> {
    code: &'t str,
    severity: String,
    message: &'t str,
    source: Option<&'t str>,
    help: Option<&'t str>,
}

impl<'t> Reading<'t> {
    /// Describes these threads and the diagnostics about them.
    pub fn of(threads: &'t [Thread], diagnostics: &'t [Diagnostic]) -> Self {
        let noticed = |found: &'t Diagnostic| Noticed {
            code: found.code,
            severity: found.severity.to_string(),
            message: &found.message,
            source: found.source.as_deref(),
            help: found.help.as_deref(),
        };
        Reading {
            schema: SCHEMA,
            threads: threads.iter().map(Read::of).collect(),
            diagnostics: diagnostics.iter().map(noticed).collect(),
        }
    }

    /// How many comments were read.
    pub fn comments(&self) -> usize {
        self.threads.iter().map(|thread| thread.comments).sum()
    }

    /// The description as text.
    pub fn text(&self, ui: Ui) -> String {
        let mut out = String::new();
        for thread in &self.threads {
            thread.write(ui, &mut out);
        }
        if !self.diagnostics.is_empty() {
            out.push_str(ui.pick("noticed\n", "remarques\n"));
        }
        for found in &self.diagnostics {
            let source = found.source.map_or(String::new(), |source| format!("{source}: "));
            let _ = writeln!(out, "  {source}{} ({}, {})", found.message, found.severity, found.code);
            if let Some(help) = found.help {
                let _ = writeln!(out, "    {help}");
            }
        }
        out
    }
}

impl<'t> Read<'t> {
    fn of(thread: &'t Thread) -> Self {
        let all = || thread.comments.iter().filter(|comment| !comment.kind.is_opening());
        let count = |kind: Kind| all().filter(|comment| comment.kind == kind).count();
        let known: HashSet<&str> = thread.comments.iter().map(|comment| comment.id.as_str()).collect();
        let given = || all().filter_map(|comment| comment.parent.as_deref());
        let authors: BTreeSet<&str> = all().filter_map(Comment::person).collect();
        // Times of one source have the same format, so they sort as text. Relative times start with other characters.
        let times = || all().filter_map(|comment| comment.time.as_deref()).filter(|time| time.starts_with(['1', '2']));
        Read {
            id: &thread.id,
            title: thread.title.as_deref(),
            source: thread.source.as_deref(),
            format: thread.format,
            opening: thread.opening().and_then(|at| thread.comments.get(at)).map(|comment| comment.kind.to_string()),
            announced: thread.announced,
            comments: count(Kind::Comment),
            deleted: count(Kind::Deleted),
            pingbacks: count(Kind::Pingback),
            stubs: count(Kind::Stub),
            held: all().filter_map(|comment| comment.held).sum(),
            parents_given: given().count(),
            parents_missing: given().filter(|parent| !known.contains(parent)).count(),
            parents_capped: all().filter(|comment| comment.capped).count(),
            relations: all().filter(|comment| comment.relation.is_some()).count(),
            quotes: all().map(|comment| comment.quotes.len()).sum(),
            authors: authors.len(),
            first: times().min(),
            last: times().max(),
        }
    }

    fn write(&self, ui: Ui, out: &mut String) {
        let title = self.title.map_or(String::new(), |title| format!("  {title}"));
        let source = self.source.map_or(String::new(), |source| format!("  ({source})"));
        let _ = writeln!(out, "{} {}{title}{source}", ui.pick("thread", "fil"), self.id);
        let wide = ui.pick(10, 14);
        let mut line = |name: &str, words: &str| {
            let _ = writeln!(out, "  {name:<wide$}{words}");
        };
        line("format", self.format);
        let opening = match (self.opening.as_deref(), ui) {
            (None, _) => ui.pick("none: --article gives one", "aucun\u{a0}: --article en donne un").to_owned(),
            (Some("post"), _) => ui.pick("a post", "un message initial").to_owned(),
            (Some(kind), _) => format!("{} {kind}", ui.pick("an", "un")),
        };
        line(ui.pick("opening", "début"), &opening);
        let mut comments = vec![self.comments.to_string()];
        if let Some(announced) = self.announced {
            comments.push(format!("{announced} {}", ui.pick("announced", "annoncés")));
        }
        for (count, what) in
            [(self.deleted, ui.pick("deleted", "supprimés")), (self.pingbacks, ui.pick("pingbacks", "rétroliens"))]
        {
            if count > 0 {
                comments.push(format!("{count} {what}"));
            }
        }
        if self.stubs > 0 {
            let held = if self.held > 0 { format!("{} ", self.held) } else { String::new() };
            let (left_out, places) =
                ui.pick(("held back in", "places"), ("non affichés par la source, endroits\u{a0}:", ""));
            comments.push(format!("{held}{left_out} {} {places}", self.stubs).trim_end().to_owned());
        }
        line(ui.pick("comments", "commentaires"), &comments.join(" · "));
        let entries = self.comments + self.deleted + self.pingbacks + self.stubs;
        let mut parents = vec![ui.pick(
            format!("{} of {entries} given", self.parents_given),
            format!("{} donnés sur {entries}", self.parents_given),
        )];
        for (count, what) in [
            (self.parents_missing, ui.pick("not in the input", "absents des données")),
            (self.parents_capped, ui.pick("at the depth limit", "à la profondeur limite")),
        ] {
            if count > 0 {
                parents.push(format!("{count} {what}"));
            }
        }
        line("parents", &parents.join(" · "));
        line(ui.pick("authors", "auteurs"), &self.authors.to_string());
        for (count, what) in [(self.quotes, ui.pick("quotes", "citations")), (self.relations, "relations")] {
            if count > 0 {
                line(what, &count.to_string());
            }
        }
        if let (Some(first), Some(last)) = (self.first, self.last) {
            line(ui.pick("times", "dates"), &format!("{first} {} {last}", ui.pick("to", "à")));
        }
    }
}
