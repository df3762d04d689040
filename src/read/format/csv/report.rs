//! What the reader of tables says about its columns: which it guessed, and which it did not read.

use std::collections::HashSet;

use super::cell;
use super::choose::Chosen;
use super::column::Column;
use super::header::Scope;
use super::profile::{Precision, Profile, precision, sample};
use super::sheet::{Sheet, counted};
use super::variation::{Groups, Variation};
use crate::diagnostic::Diagnostic;
use crate::read::format::common;
use crate::text::fold::fold;

/// How many columns a message names.
const NAMED: usize = 30;

/// Two columns with this share of common words are two forms of one text.
const SAME: f64 = 0.5;

/// A column without a known header is a second column of comments if it is nearly as long as the first.
const AS_LONG: f64 = 0.8;

/// How many rows are compared for that.
const COMPARED: usize = 40;

/// The rows that are about columns: in the order in which the user should read them.
pub(super) fn report(
    sheet: &Sheet<'_>,
    chosen: &Chosen,
    groups: &Groups,
    guessed: &[(Column, usize)],
    is_complete: bool,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if !guessed.is_empty() {
        let list: Vec<String> =
            guessed.iter().map(|(column, at)| format!("{}={}", column.name(), sheet.name(*at))).collect();
        let subject = if sheet.is_headed {
            "headers do not say what these columns hold"
        } else {
            "a table whose columns are not named"
        };
        let message = format!("{subject}; taken by their values, which is a guess: {}", list.join(", "));
        let help = "name them with --column, such as --column text=HEADER, or by their numbers";
        // A data frame with one column leaves no choice.
        let is_only = sheet.header.len() <= 2 && sheet.header.first().is_some_and(String::is_empty);
        diagnostics.push(if is_only {
            Diagnostic::note("guessed-columns", message)
        } else {
            Diagnostic::warning("guessed-columns", message).help(help)
        });
    }
    if chosen.lost > 0 {
        let ids = counted(chosen.lost, "id is", "ids are");
        let message = format!("{ids} rounded: the last digits are lost, as in 2.0151E+16, so parents are not known");
        let help = "a spreadsheet rounds long numbers; export the ids as text";
        diagnostics.push(Diagnostic::warning("rounded-ids", message).help(help));
    }
    if chosen.dated > 0 {
        let ids = counted(chosen.dated, "id looks like a date", "ids look like dates");
        let message =
            format!("{ids}: a spreadsheet may have made it of a number such as 1-1, so parents are not known");
        diagnostics.push(Diagnostic::warning("dated-ids", message).help("export the ids as text"));
    }
    let left = chosen.left(&sheet.header);
    let texts = other_texts(sheet, chosen, groups, &left);
    if let (false, Some(text)) = (texts.is_empty(), chosen.at(Column::Text)) {
        let message = format!("several columns of texts: {} was read, {} not", sheet.name(text), names(sheet, &texts));
        let help = "name the other with --column text=HEADER to read that one";
        diagnostics.push(Diagnostic::warning("several-texts", message).help(help));
    }
    if !is_complete {
        diagnostics.extend(unread(sheet, chosen, groups, &left));
    }
    if !left.is_empty() {
        let what = counted(left.len(), "column was", "columns were");
        diagnostics.push(
            Diagnostic::note("left-out", format!("{what} not read: {}", names(sheet, &left)))
                .help("name one with --column"),
        );
    }
    diagnostics
}

/// The names of some columns.
fn names(sheet: &Sheet<'_>, columns: &[usize]) -> String {
    let list = columns.iter().take(NAMED).map(|at| sheet.name(*at)).collect::<Vec<_>>().join(", ");
    if columns.len() > NAMED { list + ", …" } else { list }
}

/// Columns of texts that are not read and are no other form of the text.
fn other_texts(sheet: &Sheet<'_>, chosen: &Chosen, groups: &Groups, left: &[usize]) -> Vec<usize> {
    let Some(text) = chosen.at(Column::Text) else { return Vec::new() };
    let chars = Profile::of(sheet, text).chars;
    let is_other = |at: &usize| {
        let Some(head) = sheet.heads.get(*at) else { return false };
        let profile = Profile::of(sheet, *at);
        let is_meant = head.rank(Column::Text).is_some();
        let is_long = !head.is_known() && profile.words >= 5.0 && profile.chars >= chars * AS_LONG;
        profile.is_prose()
            && profile.filled * 5 >= profile.rows
            && profile.urls < 0.5
            && (is_meant || is_long)
            && head.scope != Scope::Above
            && groups.variation(sheet, *at) == Variation::Varies
            && !is_same(sheet, text, *at)
    };
    left.iter().copied().filter(is_other).collect()
}

/// Whether two columns mostly hold the same words.
fn is_same(sheet: &Sheet<'_>, one: usize, other: usize) -> bool {
    let (mut same, mut all) = (0, 0);
    for row in sample(sheet).filter_map(|row| sheet.rows.get(row)).take(COMPARED) {
        let (one, other) = (sheet.cell(row, one), sheet.cell(row, other));
        let (Some(one), Some(other)) = (cell::content(&one), cell::content(&other)) else { continue };
        let words = |text: &str| -> HashSet<String> {
            text.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| word.len() > 2).collect()
        };
        let (one, other) = (words(one), words(other));
        all += 1;
        let common = one.intersection(&other).count();
        same += usize::from(common as f64 >= one.len().min(other.len()) as f64 * SAME);
    }
    all > 0 && same * 5 >= all * 3
}

/// Columns that look like an author, a time or a parent while none was found.
fn unread(sheet: &Sheet<'_>, chosen: &Chosen, groups: &Groups, left: &[usize]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let has_author = [Column::Author, Column::Given, Column::Family, Column::Organization]
        .iter()
        .any(|column| chosen.at(*column).is_some());
    let own =
        |at: &usize| sheet.heads.get(*at).is_some_and(|head| !matches!(head.scope, Scope::Reply(_) | Scope::Above));
    let posts = |at: &&usize| !chosen.of_posts.contains(at);
    let mut say = |column: Column, what: &str, found: Vec<usize>, why: &str| {
        if !found.is_empty() {
            let message = format!(
                "no {what} was found, but {} {why} not read: {}",
                counted(found.len(), "column", "columns"),
                names(sheet, &found)
            );
            let help = format!("if one of them is right, name it with --column {}=HEADER", column.name());
            diagnostics.push(Diagnostic::warning("unread-column", message).help(help));
        }
    };
    if !has_author {
        let people = |at: &&usize| {
            let profile = Profile::of(sheet, **at);
            own(at)
                && sheet.heads.get(**at).is_some_and(|head| head.names_people)
                && profile.can_be_people()
                && profile.letters > 0.5
                && profile.different > 1
        };
        say(
            Column::Author,
            "author",
            left.iter().filter(posts).filter(people).copied().collect(),
            "that may be one was",
        );
    }
    if chosen.at(Column::Time).is_none() {
        let times = |at: &&usize| own(at) && precision(sheet, **at) < Precision::Words;
        say(Column::Time, "time", left.iter().filter(posts).filter(times).copied().collect(), "with dates was");
    }
    if chosen.at(Column::Parent).is_none() && chosen.at(Column::Addressee).is_none() && chosen.lost == 0 {
        let above = |at: &&usize| {
            let profile = Profile::of(sheet, **at);
            sheet.heads.get(**at).is_some_and(|head| head.scope == Scope::Above)
                && profile.filled > 0
                && profile.different > 1
                && profile.sentences < 0.5
                && profile.urls < 0.5
        };
        say(Column::Parent, "parent", left.iter().filter(above).copied().collect(), "that may be one was");
    }
    for at in chosen.of_posts.iter().filter(|at| left.contains(at)) {
        let Some(head) = sheet.heads.get(*at).filter(|_| groups.is_sure()) else { continue };
        let column = if head.rank(Column::Author).is_some() { Column::Author } else { Column::Time };
        if chosen.at(column).is_some() || head.scope == Scope::Opening {
            continue;
        }
        let message =
            format!("the {} in {} is the post's: it never changes where texts do", column.name(), sheet.name(*at));
        let help = format!("if it is the comment's, name it with --column {}=HEADER", column.name());
        diagnostics.push(Diagnostic::warning("post-column", message).help(help));
    }
    diagnostics
}

/// Reports what was odd about the rows.
pub(super) fn rows(odd: &Odd) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> =
        common::left_out(odd.skipped, "rows", "they are pages and marks of the tool, not comments")
            .into_iter()
            .collect();
    diagnostics.extend(common::left_out(odd.without, "rows", "they hold no comment"));
    diagnostics.extend(common::left_out(odd.repeated, "rows", "they repeat a comment for each of its replies"));
    if odd.unknown_sides > 0 {
        let message = format!("{} no relation", counted(odd.unknown_sides, "relation names", "relations name"));
        diagnostics.push(Diagnostic::warning("unknown-relation", message));
    }
    if odd.silent > 0 {
        let message = format!("{} no text; kept as deleted", counted(odd.silent, "row has", "rows have"));
        diagnostics.push(Diagnostic::warning("no-text", message));
    }
    if odd.cut > 0 {
        let message =
            format!("{} of replies cut at line breaks, which is a guess", counted(odd.cut, "cell was", "cells were"));
        let help = "a reply with a line break in it is two then; export one reply per row to be sure";
        diagnostics.push(Diagnostic::warning("replies-cut", message).help(help));
    }
    diagnostics
}

/// Rows that are not one comment.
#[derive(Debug, Default)]
pub(super) struct Odd {
    /// Pages and marks of a tool.
    pub(super) skipped: usize,
    /// Posts without a comment.
    pub(super) without: usize,
    /// Repetitions of a comment.
    pub(super) repeated: usize,
    /// Relations that are not known.
    pub(super) unknown_sides: usize,
    /// Comments without a text.
    pub(super) silent: usize,
    /// Cells of replies that were cut into lines.
    pub(super) cut: usize,
}
