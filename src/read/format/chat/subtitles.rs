//! Subtitles and transcripts of recordings with cues: `WebVTT`, `SubRip`, and what meetings save.
//!
//! In come cues, each with the time from the beginning of the recording. Out comes a comment for each turn: the cues in
//! which the same person goes on speaking are one. Who speaks is in `<v Anna>` or before a colon. Times are not taken:
//! they say when in the recording, not when in the world.

use std::collections::BTreeMap;

use super::line::{Line, lines};
use super::scan::bare_head;
use super::speaker::{self, Look};
use crate::read::format::common::{left_out, set_words};
use crate::read::format::moment::is_space;
use crate::read::format::{body, reader::Reading};
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::thread::{Comment, Origin, Thread};

/// How many of the first lines that hold something must have a cue: there may be a header and notes above it.
const HEAD_LINES: usize = 12;

/// Whether it has a line such as `00:00:01.000 --> 00:00:04.000` near its beginning.
pub fn detect(source: &Source<'_>) -> bool {
    let head = source.head();
    let mut filled = lines(head).filter(|line| !line.is_blank());
    head.starts_with("WEBVTT") && head.contains("-->")
        || filled.by_ref().take(HEAD_LINES).any(|line| is_timing(line.text))
}

/// Reads the cues of a recording as one thread.
///
/// # Errors
/// When no cue says who speaks.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let all: Vec<Line<'_>> = lines(source.text).collect();
    let cues = cues(&all);
    let names = names(&cues);
    let mut turns: Vec<Turn> = Vec::new();
    let mut nameless = 0;
    for (line, text) in &cues {
        for (speaker, words) in voices(text, &names) {
            let origin = Origin { span: Some(line.span), lines: Some(line.number..line.number + 1) };
            match turns.last_mut() {
                Some(turn) if speaker.as_ref().is_none_or(|speaker| *speaker == turn.speaker) => turn.add(&words, line),
                _ => match speaker {
                    Some(speaker) => turns.push(Turn { speaker, text: words, origin }),
                    None => nameless += 1,
                },
            }
        }
    }
    if turns.is_empty() {
        let why = if cues.is_empty() { "it has no words" } else { "no cue says who speaks" };
        let help = "write the name before the words of each speaker, as in \"Anna: …\", or paste the words alone";
        return Err(ReadError::Unusable { what: "a file of subtitles", why: why.to_owned(), help });
    }
    let comments = turns.into_iter().enumerate().map(|(index, turn)| {
        let mut comment = Comment {
            id: format!("c{}", index + 1),
            author: Some(turn.speaker),
            origin: turn.origin,
            ..Comment::default()
        };
        set_words(&mut comment, body::plain(&turn.text));
        comment
    });
    let thread = Thread { comments: comments.collect(), ..Thread::default() };
    let diagnostics = left_out(nameless, "cues", "nothing says who speaks in them");
    Ok(Reading { threads: vec![thread], diagnostics: diagnostics.into_iter().collect() })
}

/// What one person says until the next one speaks.
struct Turn {
    speaker: String,
    text: String,
    origin: Origin,
}

impl Turn {
    fn add(&mut self, words: &str, line: &Line<'_>) {
        if !self.text.is_empty() && !words.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(words);
        self.origin.span = self.origin.span.map(|span| span.join(line.span));
        self.origin.lines = self.origin.lines.take().map(|lines| lines.start..line.number + 1);
    }
}

/// Whether a line gives the beginning and the end of a cue.
fn is_timing(line: &str) -> bool {
    let Some((start, end)) = line.split_once("-->").or_else(|| line.split_once(',').filter(|_| line.len() <= 30))
    else {
        return false;
    };
    let is_time = |text: &str| {
        let text = text.trim_matches(is_space);
        let text = text.split(is_space).next().unwrap_or("");
        text.contains(':')
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
    };
    is_time(start) && is_time(end)
}

/// The lines of words, each with its text: what follows a line with times, up to a blank line or the next cue.
fn cues<'t>(all: &[Line<'t>]) -> Vec<(Line<'t>, &'t str)> {
    let mut cues: Vec<(Line<'_>, &str)> = Vec::new();
    let mut is_open = false;
    for (index, line) in all.iter().enumerate() {
        if is_timing(line.text) {
            is_open = true;
        } else if line.is_blank() {
            is_open = false;
        } else if is_open {
            // The number of the next cue, where no blank line precedes it.
            let is_number = line.text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number && all.get(index + 1).is_some_and(|next| is_timing(next.text)) {
                is_open = false;
            } else {
                cues.push((*line, line.text));
            }
        }
    }
    cues
}

/// The names before a colon that are speakers: those that look like names, or occur again.
fn names<'t>(cues: &[(Line<'t>, &'t str)]) -> BTreeMap<&'t str, usize> {
    let mut names: BTreeMap<&str, (usize, Look)> = BTreeMap::new();
    for (_, text) in cues {
        if let Some((name, _)) = before_colon(text)
            && let Some(look) = speaker::look(name)
        {
            names.entry(name).or_insert((0, look)).0 += 1;
        }
    }
    names
        .into_iter()
        .filter(|(_, (count, look))| *count > 1 || *look == Look::Name)
        .map(|(name, (count, _))| (name, count))
        .collect()
}

/// `Anna: text`, `>> ANNA: text`, `[Anna]: text`, `- Anna: text`: the name, and where the text begins.
fn before_colon(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_start_matches(['>', '-', '–', ' ']);
    let (name, start) = bare_head(bare)?;
    let name = name.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    Some((name, bare.get(start..)?))
}

/// The voices of a line: who speaks, if it says so, and the words without tags.
fn voices(text: &str, names: &BTreeMap<&str, usize>) -> Vec<(Option<String>, String)> {
    if text.contains("<v") {
        let mut voices = Vec::new();
        let mut parts = text.split("<v");
        let before = untagged(parts.next().unwrap_or(""));
        if !before.is_empty() {
            voices.push((None, before));
        }
        for part in parts {
            // Classes may follow: `<v.loud Anna>`.
            let Some((tag, words)) = part.split_once('>') else { continue };
            let name = tag.split_once(is_space).map_or("", |(_, name)| name).trim_matches(is_space);
            let name = speaker::name(name).map(str::to_owned);
            voices.push((name, untagged(words)));
        }
        return voices;
    }
    match before_colon(text).filter(|(name, _)| names.contains_key(name)) {
        Some((name, words)) => vec![(Some(name.to_owned()), untagged(words))],
        None => vec![(None, untagged(text))],
    }
}

/// Words without tags and styles.
fn untagged(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some(open) = remaining.find(['<', '{']) {
        let (before, after) = remaining.split_at(open);
        words.push_str(before);
        let length = tag(after).unwrap_or(0);
        if length == 0 {
            words.push_str(after.get(..1).unwrap_or(""));
        }
        remaining = after.get(length.max(1)..).unwrap_or("");
    }
    words.push_str(remaining);
    let words = words.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    words.trim_matches(is_space).to_owned()
}

/// The length of the tag or style at the beginning of a text: `<i>`, `</c>`, `<00:00:01.000>`, `{\an8}`.
fn tag(text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(80))?;
    if window.starts_with("{\\") {
        return window.find('}').map(|close| close + 1);
    }
    let inside = window.strip_prefix('<')?;
    let begins = inside.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphanumeric());
    window.find('>').filter(|_| begins).map(|close| close + 1)
}
