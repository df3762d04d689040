//! Turns → comments: their texts without what programs wrote, their times in one order of dates, and whom they answer.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::head::{Shape, head};
use super::line::Line;
use super::notice::{self, Content};
use super::scan::{Script, Turn};
use crate::diagnostic::Diagnostic;
use crate::read::format::body;
use crate::read::format::common::{left_out, set_words};
use crate::read::format::moment::{Moment, Settled, is_space};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// How many of the messages before it a message may quote the beginning of. It keeps the search linear.
const QUOTED_WINDOW: usize = 400;

/// Fewest characters of a quoted beginning that are looked for at the beginning of a message; a shorter one must be the
/// whole message.
const QUOTED_CHARS: usize = 8;

/// Of how many messages out of ten a mark says that a program wrote them. Where more have it, it says nothing: some
/// tools put it before every text.
const MARKED_IN_TEN: usize = 9;

/// What is not among the comments.
#[derive(Debug, Default)]
struct Left {
    notices: usize,
    media: usize,
    reactions: usize,
}

/// The thread of a script, and what was left out of it.
pub(super) fn thread(script: &Script<'_>) -> (Thread, Vec<Diagnostic>) {
    let moments: Vec<Moment> = script.turns.iter().filter_map(|turn| turn.moment).collect();
    let settled = Settled::of(moments.iter());
    let groups = groups(script);
    let people = || script.turns.iter().filter(|turn| !groups.contains(&turn.speaker));
    let marks_count = 10 * people().filter(|turn| turn.is_marked).count() < MARKED_IN_TEN * people().count();
    let mut left = Left { notices: script.notices, ..Left::default() };
    let mut thread = Thread { title: title(script), ..Thread::default() };
    let mut answers = Answers::default();
    for turn in &script.turns {
        if groups.contains(&turn.speaker) {
            left.notices += 1;
            thread.title.get_or_insert_with(|| turn.speaker.to_owned());
            continue;
        }
        let text = text(script, turn);
        let mut comment = Comment {
            id: format!("c{}", thread.comments.len() + 1),
            author: Some(turn.speaker.to_owned()),
            time: turn.moment.and_then(|moment| moment.text(settled)),
            origin: origin(&script.lines, turn),
            ..Comment::default()
        };
        match notice::content(&text, turn.is_marked && marks_count) {
            Content::Notice => {
                left.notices += 1;
                continue;
            }
            Content::Media => {
                left.media += 1;
                continue;
            }
            Content::Reaction => {
                left.reactions += 1;
                continue;
            }
            Content::Deleted => comment.kind = Kind::Deleted,
            Content::Words(text, is_edited) => {
                let (parent, words) = answers.of(&text);
                comment.parent = parent;
                set_words(&mut comment, body::plain(words));
                if is_edited {
                    comment.marks.push(Mark::Edited);
                }
            }
        }
        answers.add(turn.speaker, &comment);
        thread.comments.push(comment);
    }
    let above = script.lines.iter().take(script.preface);
    let preface = above.filter(|line| line.text.contains(char::is_alphanumeric) && head(line.text).is_none()).count();
    let above = preface.saturating_sub(usize::from(thread.title.is_some()));
    let mut diagnostics: Vec<Diagnostic> = [
        left_out(left.notices, "notices", "a program wrote them"),
        left_out(left.media, "messages", "they are pictures or files without words"),
        left_out(left.reactions, "reactions", "they are no messages"),
        left_out(above, "lines", "they precede the first message"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if settled.is_guess {
        let order = if settled.order == crate::read::format::moment::Order::MonthFirst { "month" } else { "day" };
        let message =
            format!("no date shows whether the day or the month comes first; the {order} is taken to be first");
        diagnostics.push(Diagnostic::note("date-order", message));
    }
    (thread, diagnostics)
}

/// Speakers that are titles of a group: all they say is marked as written by a program, or one notice of encryption.
fn groups<'t>(script: &Script<'t>) -> Vec<&'t str> {
    let mut spoken: BTreeMap<&str, (usize, usize, bool)> = BTreeMap::new();
    for turn in &script.turns {
        let (count, marked, encrypted) = spoken.entry(turn.speaker).or_default();
        *count += 1;
        let is_encryption = notice::is_encryption(turn.first);
        *marked += usize::from(turn.is_marked || is_encryption);
        *encrypted |= is_encryption;
    }
    spoken
        .into_iter()
        .filter(|(_, (count, marked, encrypted))| count == marked && *encrypted)
        .map(|(speaker, _)| speaker)
        .collect()
}

/// The text of a turn: what follows its head, and the lines below.
fn text(script: &Script<'_>, turn: &Turn<'_>) -> String {
    let below = script.lines.get(turn.lines.start + 1..turn.lines.end).unwrap_or_default();
    let mut texts: Vec<&str> = vec![turn.first];
    for line in below {
        // Discord lists files, links and reactions below a message, under a word in braces.
        if script.form.shape == Shape::Alone && is_block(line.text) {
            break;
        }
        let is_clock = turn.moment.is_none() && Moment::whole(line.text).is_some_and(|moment| moment.clock.is_some());
        if !is_clock {
            texts.push(line.text);
        }
    }
    texts.join("\n").trim_matches(is_space).to_owned()
}

/// Whether a line begins a list of what is attached to a message: `{Attachments}`.
fn is_block(line: &str) -> bool {
    let inside = line.strip_prefix('{').and_then(|line| line.strip_suffix('}'));
    inside.is_some_and(|word| {
        word.len() <= 20 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase)
    })
}

/// The title above the messages: the name of a channel, or the only line.
fn title(script: &Script<'_>) -> Option<String> {
    let above = script.lines.get(..script.preface)?;
    let is_title = |line: &&Line<'_>| {
        line.text.contains(char::is_alphanumeric) && head(line.text).is_none() && !line.text.starts_with(['-', '*'])
    };
    let mut words = above.iter().filter(is_title);
    let channel = above.iter().find_map(|line| line.text.strip_prefix("Channel: "));
    if let Some(channel) = channel {
        return Some(channel.to_owned());
    }
    let first = words.next()?;
    (words.next().is_none() && first.text.len() <= 200)
        .then(|| first.text.trim_matches(['#', ' ', '=', '*']).to_owned())
}

/// The bytes and lines of a turn, without blank lines at its end.
fn origin(lines: &[Line<'_>], turn: &Turn<'_>) -> Origin {
    let own = lines.get(turn.lines.clone()).unwrap_or_default();
    let last = own.iter().rev().find(|line| !line.is_blank());
    match (own.first(), last) {
        (Some(first), Some(last)) => Origin {
            span: Some(Span::new(first.span.start, last.span.end)),
            lines: Some(first.number..last.number + 1),
        },
        _ => Origin::default(),
    }
}

/// Finds what messages say they answer among those before them.
#[derive(Debug, Default)]
struct Answers {
    /// The last message of each speaker.
    last: BTreeMap<String, String>,
    /// The beginnings of the last messages, folded, with their ids.
    recent: std::collections::VecDeque<(String, String)>,
}

impl Answers {
    /// The message that a text answers, and the text without the words that say so.
    fn of<'t>(&self, text: &'t str) -> (Option<String>, &'t str) {
        let Some((whom, rest)) = notice::replying(text) else { return (None, text) };
        if rest.is_empty() {
            return (None, text);
        }
        if let Some(id) = self.last.get(&whom) {
            return (Some(id.clone()), rest);
        }
        let quoted = folded(whom.trim_end_matches(['.', '…']));
        let is_long = quoted.chars().count() >= QUOTED_CHARS;
        let is_it = |known: &str| {
            if is_long { known.starts_with(&quoted) } else { known.trim_end_matches(['.', '…']) == quoted }
        };
        let found = self.recent.iter().rev().find(|(known, _)| !quoted.is_empty() && is_it(known));
        (found.map(|(_, id)| id.clone()), rest)
    }

    fn add(&mut self, speaker: &str, comment: &Comment) {
        match self.last.entry(speaker.to_owned()) {
            Entry::Occupied(mut last) => {
                last.insert(comment.id.clone());
            }
            Entry::Vacant(last) => {
                last.insert(comment.id.clone());
            }
        }
        if self.recent.len() == QUOTED_WINDOW {
            self.recent.pop_front();
        }
        let start = comment.text.get(..comment.text.floor_char_boundary(400)).unwrap_or("");
        self.recent.push_back((folded(start), comment.id.clone()));
    }
}

/// Lower case, with single spaces.
fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
