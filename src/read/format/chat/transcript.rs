//! Transcripts: lines that begin with the name of a speaker and a colon, without a time, as in interviews, minutes and
//! chats that were copied: `M. LEROY : …`, `**Anna:** …`, `<anna> …`.
//!
//! Any text may have a few such lines, so they must explain most of it: two speakers or more, of which some speak again,
//! and no word such as *Note* or *Source* among them.

use std::collections::{BTreeMap, BTreeSet};

use super::head::Style;
use super::line::lines;
use super::message;
use super::notice;
use super::scan::{bare, bare_head};
use super::speaker::{self, Look};
use crate::read::format::moment::Moment;
use crate::read::format::paste::plain::counter;
use crate::read::format::reader::Reading;
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::thread::{Comment, Kind};

/// Fewest turns of a transcript.
const TURNS: usize = 3;

/// Most lines before the first turn, or this share of all lines as a divisor.
const PREFACE: usize = 8;
const PREFACE_SHARE: usize = 4;

/// From how many bytes on the lines above the first turn are a text that people talk about, and not only a title.
const ARTICLE_BYTES: usize = 200;

/// Whether it is a transcript.
pub fn detect(source: &Source<'_>) -> bool {
    let head = source.head();
    !head.starts_with(['{', '<']) && speakers(head).is_some()
        || head.starts_with('<') && is_nicks(head) && speakers(head).is_some()
}

/// Whether the first lines begin with nicks in angle brackets, as markup does not.
fn is_nicks(head: &str) -> bool {
    let mut filled = head.lines().map(str::trim).filter(|line| !line.is_empty()).take(5);
    let is_nick = |line: &str| line.starts_with('<') && bare_head(line).is_some() && !line.contains("</");
    filled.clone().count() >= TURNS && filled.all(is_nick)
}

/// Reads a transcript as one thread.
///
/// # Errors
/// When no line begins with a name and a colon.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let speakers = speakers(source.text);
    let is_speaker = |name: &str| match &speakers {
        Some(speakers) => speakers.contains(name),
        None => speaker::look(name).is_some(),
    };
    let script = bare(source.text, is_speaker, Style::NONE);
    if script.turns.is_empty() {
        let why = "no line begins with a name and a colon".to_owned();
        return Err(ReadError::Unusable { what: "a transcript", why, help: "read it with --from text" });
    }
    let (mut thread, mut diagnostics) = message::thread(&script);
    let above = script.lines.get(..script.preface).unwrap_or_default();
    if let (Some(first), Some(last)) = (above.iter().find(|line| !line.is_blank()), above.last()) {
        let text = source.text.get(first.span.start..last.span.end).unwrap_or("").trim();
        if text.len() >= ARTICLE_BYTES {
            let article =
                Comment { id: "article".to_owned(), kind: Kind::Article, text: text.to_owned(), ..Comment::default() };
            thread.comments.insert(0, article);
            diagnostics.retain(|diagnostic| !diagnostic.message.contains("precede the first message"));
        }
    }
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// What is known of a possible speaker.
struct Known {
    turns: usize,
    look: Look,
}

/// The speakers of a text; `None` if it is no transcript.
fn speakers(text: &str) -> Option<BTreeSet<&str>> {
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    // For each line that holds something: its speaker, and whether a blank line precedes it.
    let mut filled: Vec<(Option<&str>, bool)> = Vec::new();
    let mut follows_blank = true;
    for line in lines(text) {
        if line.is_blank() {
            follows_blank = true;
            continue;
        }
        // The times of a recording between turns, and what a program writes below the last one.
        if Moment::whole(line.text).is_some_and(|moment| moment.clock.is_some()) {
            continue;
        }
        if !known.is_empty() && notice::is_end(line.text) {
            break;
        }
        let speaker = bare_head(line.text).map(|(speaker, _)| speaker);
        // Angle brackets around it say that it is a name.
        let look = |name: &str| if line.text.starts_with('<') { Some(Look::Name) } else { speaker::look(name) };
        let speaker = speaker.and_then(|name| look(name).map(|look| (name, look)));
        if let Some((name, look)) = speaker {
            known.entry(name).or_insert(Known { turns: 0, look }).turns += 1;
        } else if counter::read(line.text).is_some_and(|(announced, is_strong)| is_strong && announced.is_some()) {
            return None;
        }
        filled.push((speaker.map(|(name, _)| name), follows_blank));
        follows_blank = false;
    }
    let recurring = known.values().filter(|known| known.turns > 1).count();
    // Where every line begins with a name, those in lower case are names too.
    let is_whole = filled.iter().all(|(name, _)| name.is_some_and(|name| !name.contains(' ')));
    let is_speaker = |known: &Known| known.turns > 1 || known.look == Look::Name || is_whole;
    let speakers: BTreeSet<&str> = known.iter().filter(|(_, known)| is_speaker(known)).map(|(name, _)| *name).collect();
    let is_turn = |(name, _): &&(Option<&str>, bool)| name.is_some_and(|name| speakers.contains(name));
    let turns = filled.iter().filter(is_turn).count();
    let recurrent: usize = known.values().filter(|known| known.turns > 1).map(|known| known.turns).sum();
    let first = filled.iter().position(|line| is_turn(&line))?;
    // Where blank lines separate paragraphs, each turn begins one, and a turn may have several.
    let paragraphs = filled.iter().filter(|(_, begins)| *begins).count();
    let turns_at_begins = filled.iter().filter(is_turn).filter(|(_, begins)| *begins).count();
    let by_paragraph = 2 * turns_at_begins >= paragraphs && 10 * turns_at_begins >= 8 * turns && paragraphs >= TURNS;
    let is_mostly = 10 * turns >= 6 * (filled.len() - first) || by_paragraph;
    let is_talk = if recurring > 0 { 2 * recurrent >= turns } else { turns == filled.len() };
    let is_early = first <= PREFACE.max(filled.len() / PREFACE_SHARE);
    (turns >= TURNS && speakers.len() >= 2 && is_mostly && is_talk && is_early).then_some(speakers)
}
