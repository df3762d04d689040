//! Consultations of Cap Collectif: rows with proposals, versions of proposals, arguments for and against, and sources.
//!
//! In comes the sheet, out comes a thread for each proposal. The proposal is its opening post; arguments answer it with
//! the side they are filed under, and versions and sources answer it too. Votes and reports to moderators have no text
//! and are left out; the number of votes is in the proposal's row. There are two layouts: that of the export command of
//! the published platform (columns `contributions_…`), and that of the open data of 2015 (*République numérique*).

use std::collections::HashMap;

use indexmap::IndexMap;

use super::cell::{self, TimeStyle};
use super::header::letters;
use super::sheet::Sheet;
use crate::read::format::common;
use crate::read::format::reader::Reading;
use crate::read::markup::{Lines, fragment};
use crate::read::table::Record;
use crate::thread::{Comment, Kind, Mark, Origin, Relation, Thread};

/// The places of the columns, by the letters of their headers.
struct Part {
    places: HashMap<String, usize>,
}

impl Part {
    fn new(sheet: &Sheet<'_>) -> Self {
        let mut places = HashMap::new();
        for (at, cell) in sheet.header.iter().enumerate() {
            places.entry(letters(cell)).or_insert(at);
        }
        Part { places }
    }

    fn cell(&self, row: &Record<'_>, name: &str) -> Option<String> {
        let field = row.fields.get(*self.places.get(name)?)?;
        cell::content(&field.text).map(str::to_owned)
    }

    fn is_yes(&self, row: &Record<'_>, name: &str) -> bool {
        self.cell(row, name).is_some_and(|cell| cell::is_yes(&cell))
    }

    /// The comment in the columns with this prefix.
    fn comment(&self, row: &Record<'_>, prefix: &str, kind: Kind) -> Comment {
        let of = |name: &str| self.cell(row, &format!("{prefix}{name}"));
        let text = of("bodytext").or_else(|| of("body")).unwrap_or_default();
        let words = fragment(&text, Lines::Kept);
        let mut comment = Comment {
            id: of("id").unwrap_or_default(),
            kind,
            author: of("authorid"),
            time: of("createdat").and_then(|time| TimeStyle::default().read(&time, None)),
            text: words.text,
            quotes: words.quotes,
            votes: of("votescount").as_deref().and_then(cell::count),
            origin: Origin { span: Some(row.span), lines: Some(row.line..row.line_end) },
            ..Comment::default()
        };
        if of("published").is_some() && !self.is_yes(row, &format!("{prefix}published")) {
            comment.marks.push(Mark::Pending);
        }
        // A trashed contribution is still shown as such, unless its status says that it is not.
        if self.is_yes(row, &format!("{prefix}trashed")) {
            comment.marks.push(Mark::Hidden);
            if of("trashedstatus").is_some_and(|status| status.eq_ignore_ascii_case("invisible")) {
                comment.marks.push(Mark::Removed);
                comment.text.clear();
                comment.quotes.clear();
            }
        }
        if comment.text.is_empty() && kind == Kind::Comment {
            comment.kind = Kind::Deleted;
        }
        comment.marks.sort_unstable();
        comment
    }
}

/// Threads under construction, and the thread of every id.
#[derive(Default)]
struct Growing {
    threads: IndexMap<String, Thread>,
    of: HashMap<String, String>,
    last: String,
    left: [usize; 3],
}

impl Growing {
    fn open(&mut self, post: Comment, title: Option<String>, url: Option<String>) {
        let id = post.id.clone();
        self.of.insert(id.clone(), id.clone());
        self.last.clone_from(&id);
        let thread = self.threads.entry(id.clone()).or_insert_with(|| Thread { id, ..Thread::default() });
        thread.title = title;
        thread.key = url;
        thread.comments.insert(0, post);
    }

    /// Adds a comment that answers `to`, or the last proposal if the row does not say.
    fn answer(&mut self, mut comment: Comment, to: Option<String>) {
        let to = to.unwrap_or_else(|| self.last.clone());
        let thread = self.of.get(&to).cloned().unwrap_or_else(|| to.clone());
        self.of.entry(comment.id.clone()).or_insert_with(|| thread.clone());
        comment.parent = Some(to).filter(|to| !to.is_empty());
        let thread = self.threads.entry(thread.clone()).or_insert_with(|| Thread { id: thread, ..Thread::default() });
        thread.comments.push(comment);
    }

    fn finish(self) -> Reading {
        let [votes, reports, others] = self.left;
        let diagnostics = [
            common::left_out(votes, "votes", "they say nothing in words"),
            common::left_out(reports, "reports to moderators", "they are no part of the discussion"),
            common::left_out(others, "rows", "they are of a kind that is not known"),
        ];
        Reading {
            threads: self.threads.into_values().collect(),
            diagnostics: diagnostics.into_iter().flatten().collect(),
        }
    }
}

/// Puts the title above the text, so that the text of a proposal says what it proposes.
fn titled(title: Option<&str>, comment: &mut Comment) {
    let Some(title) = title.filter(|title| !comment.text.starts_with(title)) else { return };
    let gap = if comment.text.is_empty() { "" } else { "\n" };
    let by = title.len() + gap.len();
    comment.text = format!("{title}{gap}{}", comment.text);
    comment.quotes.iter_mut().for_each(|quote| quote.span = quote.span.shifted(by));
}

/// Reads the export of the platform.
pub fn read(sheet: &Sheet<'_>) -> Reading {
    let part = Part::new(sheet);
    let mut growing = Growing::default();
    // In a sorted table, the row of an argument may come before that of its proposal.
    for row in &sheet.rows {
        let is_proposal = part.cell(row, "type").as_deref() == Some("opinion");
        if let Some(id) = part.cell(row, "contributionsid").filter(|_| is_proposal) {
            growing.of.insert(id.clone(), id);
        }
    }
    for row in &sheet.rows {
        let related = |prefix: &str| {
            let related = part.cell(row, &format!("{prefix}relatedid"));
            related.or_else(|| part.cell(row, "contributionsid"))
        };
        match part.cell(row, "type").as_deref() {
            Some("opinion") => {
                let title = part.cell(row, "contributionstitle");
                let mut post = part.comment(row, "contributions", Kind::Post);
                let sides = [("contributionsvotescountok", 1), ("contributionsvotescountnok", -1)];
                let votes = sides.iter().filter_map(|(name, sign)| Some(cell::count(&part.cell(row, name)?)? * sign));
                post.votes = votes.reduce(|a, b| a + b).or(post.votes);
                titled(title.as_deref(), &mut post);
                growing.open(post, title, part.cell(row, "contributionsurl"));
            }
            Some("argument") => {
                let mut argument = part.comment(row, "contributionsarguments", Kind::Comment);
                argument.relation = side(part.cell(row, "contributionsargumentstype").as_deref());
                growing.answer(argument, related("contributionsarguments"));
            }
            Some("source") => {
                let source = part.comment(row, "contributionssources", Kind::Comment);
                growing.answer(source, related("contributionssources"));
            }
            Some("version") => {
                let title = part.cell(row, "contributionversionstitle");
                let mut version = part.comment(row, "contributionversions", Kind::Comment);
                titled(title.as_deref(), &mut version);
                growing.answer(version, part.cell(row, "contributionsid"));
            }
            Some("vote") => growing.left[0] += 1,
            Some("reporting" | "reportings") => growing.left[1] += 1,
            _ => growing.left[2] += 1,
        }
    }
    growing.finish()
}

fn side(word: Option<&str>) -> Option<Relation> {
    word.and_then(|word| cell::side(word).ok()).flatten()
}

/// Reads the open data of 2015: an id is unique among rows of its type only, and `Lié à` names type and id.
pub fn read_2015(sheet: &Sheet<'_>) -> Reading {
    let part = Part::new(sheet);
    let mut growing = Growing::default();
    let typed = |kind: &str, id: &str| format!("{kind} {id}");
    // Arguments may come before the contribution that they answer.
    for row in &sheet.rows {
        let Some(id) = part.cell(row, "identifiant") else { continue };
        let to = part.cell(row, "liea").and_then(|to| related_2015(&to));
        match (part.cell(row, "typedecontenu").as_deref(), to) {
            (Some("Proposition"), _) => growing.of.insert(typed("Proposition", &id), typed("Proposition", &id)),
            (Some("Modification"), Some(to)) => growing.of.insert(typed("Modification", &id), to),
            _ => None,
        };
    }
    for row in &sheet.rows {
        let kind = part.cell(row, "typedecontenu").unwrap_or_default();
        let title = part.cell(row, "titre");
        let words = fragment(&part.cell(row, "contenu").unwrap_or_default(), Lines::Kept);
        let count = |name: &str| part.cell(row, name).as_deref().and_then(cell::count);
        let votes = match (count("votespour").or_else(|| count("votes")), count("votescontre")) {
            (None, None) => None,
            (of, against) => Some(of.unwrap_or(0) - against.unwrap_or(0)),
        };
        let mut comment = Comment {
            id: typed(&kind, &part.cell(row, "identifiant").unwrap_or_default()),
            author: part.cell(row, "auteur").or_else(|| part.cell(row, "iddelauteur")),
            time: part.cell(row, "creation").and_then(|time| TimeStyle::default().read(&time, None)),
            text: words.text,
            quotes: words.quotes,
            votes,
            origin: Origin { span: Some(row.span), lines: Some(row.line..row.line_end) },
            ..Comment::default()
        };
        let to = part.cell(row, "liea").and_then(|to| related_2015(&to));
        match kind.as_str() {
            "Proposition" => {
                comment.kind = Kind::Post;
                titled(title.as_deref(), &mut comment);
                growing.open(comment, title, None);
            }
            "Argument" => {
                let category = part.cell(row, "categorie");
                comment.relation = side(category.as_deref());
                growing.answer(comment, to);
            }
            "Modification" | "Source" => {
                titled(title.as_deref(), &mut comment);
                growing.answer(comment, to);
            }
            "Vote" => growing.left[0] += 1,
            _ => growing.left[2] += 1,
        }
    }
    growing.finish()
}

/// `Proposition "123"` → `Proposition 123`.
fn related_2015(cell: &str) -> Option<String> {
    let kind = ["Proposition", "Modification", "Source", "Argument"].into_iter().find(|kind| cell.contains(kind))?;
    let digits: String = cell.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("{kind} {digits}"))
}
