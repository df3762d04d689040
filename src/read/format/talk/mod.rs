//! Talk pages of wikis as plain text: wikitext, or what a browser copies. Each comment ends with a signature.
//!
//! In comes a page. Out comes a thread for each section, named by its heading: sections are about different things, and
//! nobody answers across them. Headings below a section are left out of the texts. A comment answers the last one before
//! it with a smaller indentation; a comment that was moved back to the margin answers the one above. Comments without
//! indentation have no parent. Words without a signature at the end of a section are a comment without an author.

mod layout;
mod wikitext;

use std::collections::BTreeSet;

use super::chat::Line;
use super::common::{answer_by_depth, left_out, set_words};
use super::moment::{Moment, Settled, is_space};
use super::signature::Signature;
use super::{body, reader::Reading};
use crate::diagnostic::Diagnostic;
use crate::ids::Taken;
use crate::read::{error::ReadError, foreign, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Origin, Thread};
use layout::{Layout, Role};

/// Fewest signatures of a talk page that shows nothing else of one.
const SIGNATURES: usize = 2;

/// Whether it is a talk page in plain text: two signatures, or one and a heading or title of such a page.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let head = source.head();
    if foreign::structured(source.text).is_some() {
        return false;
    }
    let layout = Layout::of(head);
    let signed = layout.signatures().count();
    signed >= SIGNATURES || signed == 1 && (layout.has_title || layout.is_wikitext && layout.has_headings())
}

/// Reads a talk page, one thread for each section.
///
/// # Errors
/// When nothing in it is signed.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let layout = Layout::of(source.text);
    if layout.signatures().next().is_none() {
        let why = "no line ends with a signature and its date".to_owned();
        return Err(ReadError::Unusable { what: "a talk page", why, help: "read it with --from text" });
    }
    let settled = Settled::of(layout.signatures().filter_map(|signature| signature.moment.as_ref()));
    let mut page = Page { settled, is_wikitext: layout.is_wikitext, ..Page::default() };
    for index in 0..layout.lines.len() {
        let (Some(line), Some(role)) = (layout.lines.get(index), layout.roles.get(index)) else { break };
        match role {
            Role::Heading { title, opens } => page.heading(title, *opens),
            Role::Furniture => page.furniture += 1,
            Role::Text { depth, prefix, is_outdented } => {
                let text = line.text.get(*prefix..).unwrap_or("");
                let signature = layout.signed.get(index).and_then(Option::as_ref);
                page.line(
                    Piece { line: *line, text, depth: *depth, prefix: *prefix, is_outdented: *is_outdented },
                    signature,
                );
            }
        }
    }
    page.heading("", true);
    Ok(page.finish(layout.title))
}

/// A line of a comment.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    line: Line<'t>,
    /// Its text without the marks of indentation.
    text: &'t str,
    depth: usize,
    /// How many bytes of the line precede its text.
    prefix: usize,
    /// Whether it is moved back to the margin.
    is_outdented: bool,
}

/// The threads of a page while they are read.
#[derive(Default)]
struct Page<'t> {
    settled: Settled,
    is_wikitext: bool,
    threads: Vec<Thread>,
    title: Option<String>,
    /// The comments of the section so far.
    comments: Vec<Comment>,
    /// The depths of those below the last heading.
    depths: Vec<usize>,
    /// The lines since the last signature.
    pending: Vec<Piece<'t>>,
    furniture: usize,
    subheadings: usize,
    unsigned: usize,
}

impl<'t> Page<'t> {
    /// Ends a section, or a part of one.
    fn heading(&mut self, title: &str, opens: bool) {
        self.end_unsigned();
        let depths = std::mem::take(&mut self.depths);
        let part = self.comments.len().saturating_sub(depths.len());
        answer_by_depth(self.comments.get_mut(part..).unwrap_or_default(), &depths);
        if !opens {
            self.subheadings += 1;
            return;
        }
        let comments = std::mem::take(&mut self.comments);
        let section = self.title.take();
        if !comments.is_empty() {
            self.threads.push(Thread { title: section, comments, ..Thread::default() });
        }
        self.title = Some(title.to_owned()).filter(|title| !title.is_empty());
    }

    /// Takes a line into the comment that its signature, or one below, ends.
    fn line(&mut self, piece: Piece<'t>, signature: Option<&Signature>) {
        if piece.text.is_empty() && signature.is_none() {
            if !self.pending.is_empty() {
                self.pending.push(piece);
            }
            return;
        }
        let Some(signature) = signature else {
            self.pending.push(piece);
            return;
        };
        self.split_unsigned(&piece);
        let start = signature.start.saturating_sub(piece.prefix);
        let own = Piece { text: piece.text.get(..start).unwrap_or(""), ..piece };
        let mut pieces = std::mem::take(&mut self.pending);
        pieces.push(own);
        self.add(&pieces, signature.author.clone(), signature.moment);
    }

    /// Lines above an indented signed one that are less indented are a comment that nobody signed.
    fn split_unsigned(&mut self, signed: &Piece<'_>) {
        let is_reply = |piece: &Piece<'_>| {
            piece.depth > 0 && piece.line.text.get(..piece.prefix).is_some_and(|marks| !marks.contains(['*', '#']))
        };
        let first = self.pending.iter().find(|piece| !piece.text.is_empty()).map(|piece| piece.depth);
        if !is_reply(signed) || first.is_none_or(|first| first >= signed.depth) {
            return;
        }
        let deep = self.pending.iter().rposition(|piece| piece.depth < signed.depth && !piece.text.is_empty());
        let deep = deep.map_or(0, |index| index + 1);
        let reply = self.pending.split_off(deep.min(self.pending.len()));
        self.end_unsigned();
        self.pending = reply;
    }

    /// Makes comments of the lines that nobody signed, one for each depth that colons give them.
    fn end_unsigned(&mut self) {
        let pieces = std::mem::take(&mut self.pending);
        let mut start = 0;
        let mut depth = None;
        for (index, piece) in pieces.iter().enumerate() {
            let marks = piece.line.text.get(..piece.prefix).unwrap_or("");
            if piece.text.is_empty() || marks.contains(['*', '#']) {
                continue;
            }
            if depth.is_some_and(|depth| depth != piece.depth) {
                self.add_unsigned(pieces.get(start..index).unwrap_or_default());
                start = index;
            }
            depth = Some(piece.depth);
        }
        self.add_unsigned(pieces.get(start..).unwrap_or_default());
    }

    fn add_unsigned(&mut self, pieces: &[Piece<'_>]) {
        if pieces.iter().any(|piece| piece.text.contains(char::is_alphanumeric)) && self.add(pieces, None, None) {
            self.unsigned += 1;
        }
    }

    /// Adds a comment; false if it has neither words nor an author.
    fn add(&mut self, pieces: &[Piece<'_>], author: Option<String>, moment: Option<Moment>) -> bool {
        let filled = || pieces.iter().filter(|piece| !piece.text.is_empty());
        let depth = filled().map(|piece| piece.depth).min().or(pieces.last().map(|piece| piece.depth)).unwrap_or(0);
        let text = pieces.iter().map(|piece| {
            let marks = piece.line.text.get(..piece.prefix).unwrap_or("").trim_end_matches(is_space);
            let is_list = piece.depth > depth && marks.ends_with(['*', '#']);
            if is_list { format!("- {}", piece.text) } else { piece.text.to_owned() }
        });
        let text = text.collect::<Vec<_>>().join("\n");
        let text = if self.is_wikitext { wikitext::plain(&text) } else { text };
        let text = text.trim_start_matches(|c| is_space(c) || matches!(c, '┌' | '├' | '└' | '─' | '┘' | '│' | '┐'));
        let text = text.trim_end_matches(is_space).trim_end_matches(['-', '—', '–', '~']).trim_end_matches(is_space);
        if author.is_none() && !text.contains(char::is_alphanumeric) {
            return false;
        }
        let outdented = filled().next().is_some_and(|piece| piece.is_outdented);
        let above = self.comments.last().map(|comment| comment.id.clone());
        let (first, last) = (pieces.first().map(|piece| piece.line), pieces.last().map(|piece| piece.line));
        let mut comment = Comment {
            id: format!("c{}", self.comments.len() + 1),
            parent: above.filter(|_| outdented),
            author,
            time: moment.and_then(|moment| moment.text(self.settled)),
            origin: Origin {
                span: first.zip(last).map(|(first, last)| Span::new(first.span.start, last.span.end)),
                lines: first.zip(last).map(|(first, last)| first.number..last.number + 1),
            },
            ..Comment::default()
        };
        set_words(&mut comment, body::plain(text));
        self.comments.push(comment);
        self.depths.push(depth);
        true
    }

    /// The threads, each with an id, and what was left out.
    fn finish(self, title: Option<String>) -> Reading {
        let mut threads = self.threads;
        if let ([thread], Some(title)) = (threads.as_mut_slice(), title) {
            thread.title.get_or_insert(title);
        }
        if threads.len() > 1 {
            let mut taken = Taken::default();
            for thread in &mut threads {
                thread.id = taken.free(thread.title.as_deref().unwrap_or("section"));
            }
        }
        let diagnostics: [Option<Diagnostic>; 3] = [
            left_out(self.furniture, "lines", "they are titles, contents and links of the page"),
            left_out(self.subheadings, "headings inside sections", "nobody signed them"),
            (self.unsigned > 0).then(|| {
                let message = format!("{} comments have no signature; they have no author", self.unsigned);
                Diagnostic::note("unsigned", message)
            }),
        ];
        Reading { threads, diagnostics: diagnostics.into_iter().flatten().collect() }
    }
}

/// The names that signatures mark clearly.
fn sure_names<'s>(signatures: impl Iterator<Item = &'s Signature>) -> BTreeSet<String> {
    signatures.filter(|signature| signature.is_sure).filter_map(|signature| signature.author.clone()).collect()
}

#[cfg(test)]
mod tests;
