//! Messages → conversations: who answers whom, in which thread, and the names of authors.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::date::{date_of, posted};
use super::quoted::name_quoted;
use super::split::{self, Header};
use super::subject::{self, bare, is_reply};
use crate::read::format::export::Groups;
use crate::read::markup::Words;
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Thread};

/// A message whose parent is not decided yet.
#[derive(Debug, Default)]
pub(super) struct Message {
    id: Option<String>,
    references: Vec<String>,
    replies: Vec<String>,
    name: Option<String>,
    /// Never leaves this module. It distinguishes people without a name.
    address: Option<String>,
    subject: Option<String>,
    time: Option<String>,
    /// Whether only its subject puts it into its thread.
    is_lost: bool,
    words: Words,
    origin: Origin,
}

impl Message {
    /// The message without its body.
    pub fn of(envelope: Option<&[u8]>, header: &Header<'_>, origin: Origin) -> Self {
        // Some programs encode ids as if they were words: `=?utf-8?q?<a1@…>?=`.
        let id = header.text("message-id").and_then(|field| split::message_id(&field));
        let listed = |name: &str| {
            let mut ids = header.text(name).map(|field| split::ids(&field)).unwrap_or_default();
            // Some programs list a message among its own references.
            ids.retain(|other| Some(other) != id.as_ref());
            ids
        };
        let (references, replies) = (listed("references"), listed("in-reply-to"));
        let from = header.text("from").or_else(|| header.text("sender")).unwrap_or_default();
        let (name, address) = split::mailbox(&from);
        let date = header.raw("date").filter(|date| date.chars().any(|c| c.is_ascii_digit()));
        let time = date.as_deref().and_then(date_of).or_else(|| envelope.and_then(posted));
        let time = time.or(date).or_else(|| header.raw("nntp-posting-date").and_then(|date| date_of(&date)));
        let subject = header.text("subject");
        Self { id, references, replies, name, address, subject, time, is_lost: false, words: Words::default(), origin }
    }

    /// Adds the text of the body.
    pub fn with(mut self, words: Words) -> Self {
        self.words = words;
        self
    }

    /// The id that it answers: the one in `In-Reply-To` if that message is present, otherwise the last of its
    /// references.
    fn parent(&self, known: &HashSet<&str>) -> Option<&String> {
        let present = self.replies.iter().find(|id| known.contains(id.as_str()));
        present.or(self.references.last()).or(self.replies.last())
    }
}

/// Converts lines of the input to places in the decoded source. Both have the same lines but not the same bytes.
pub(super) struct Places<'t> {
    text: &'t str,
    line: usize,
    at: usize,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, line: 0, at: 0 }
    }

    /// The place of some lines. Calls must be in the order of the lines.
    pub fn of(&mut self, lines: &Range<usize>) -> Origin {
        let start = self.go_to(lines.start);
        let end = self.go_to(lines.end);
        Origin { span: Some(Span::new(start, end)), lines: Some(lines.start + 1..lines.end + 1) }
    }

    fn go_to(&mut self, line: usize) -> usize {
        while self.line < line {
            let remaining = self.text.get(self.at..).unwrap_or_default();
            let Some(length) = remaining.find('\n') else {
                self.at = self.text.len();
                break;
            };
            self.at += length + 1;
            self.line += 1;
        }
        self.at
    }
}

/// The conversations, in the order of their first messages. In each, the opening message comes first, then the others
/// in order.
///
/// Also returns how many messages only their subject put into a thread.
pub(super) fn threads(messages: Vec<Message>) -> (Vec<Thread>, usize) {
    let known: HashSet<&str> = messages.iter().filter_map(|message| message.id.as_deref()).collect();
    let parents: Vec<Option<String>> = messages.iter().map(|message| message.parent(&known).cloned()).collect();
    let mut groups = Groups::default();
    for message in &messages {
        let at = groups.add();
        for id in message.id.iter().chain(&message.references).chain(&message.replies) {
            groups.tie(at, id);
        }
    }
    let posted: Vec<subject::Posted<'_>> = messages
        .iter()
        .map(|message| {
            let has_parent = !message.references.is_empty() || !message.replies.is_empty();
            subject::Posted { subject: message.subject.as_deref(), time: message.time.as_deref(), has_parent }
        })
        .collect();
    let earlier = subject::earlier(&posted);
    let by_subject = earlier.iter().flatten().count();
    for (at, earlier) in earlier.iter().enumerate() {
        if let Some(earlier) = earlier {
            groups.join(at, *earlier);
        }
    }
    let lost: Vec<bool> = earlier.iter().map(Option::is_some).collect();
    let authors = authors(&messages);
    let mut with: BTreeMap<usize, Vec<Answered>> = BTreeMap::new();
    for (at, ((message, parent), author)) in messages.into_iter().zip(parents).zip(authors).enumerate() {
        let is_lost = lost.get(at).copied().unwrap_or(false);
        let message = Message { is_lost, ..message };
        with.entry(groups.first(at)).or_default().push((message, parent, author));
    }
    (with.into_values().enumerate().map(|(place, messages)| thread(messages, place)).collect(), by_subject)
}

/// A message, the id that it answers, and its author.
type Answered = (Message, Option<String>, Option<String>);

fn thread(messages: Vec<Answered>, place: usize) -> Thread {
    let opens = |message: &Message, parent: &Option<String>| {
        parent.is_none() && !message.subject.as_deref().is_some_and(is_reply)
    };
    let opening = messages.iter().position(|(message, parent, _)| opens(message, parent));
    let first = opening.and_then(|at| messages.get(at)).or(messages.first()).map(|(message, ..)| message);
    let title = first.and_then(|message| message.subject.as_deref()).map(bare);
    // All messages of a conversation refer to the one that began it, present or not.
    let root = first.and_then(|message| message.references.first().or(message.replies.first()).or(message.id.as_ref()));
    let key = root.map(|root| format!("mail/{root}"));
    let id = root.cloned().unwrap_or_else(|| format!("mail-{}", place + 1));
    let mut comments: Vec<Comment> = Vec::with_capacity(messages.len());
    let mut lost: Vec<bool> = messages.iter().map(|(message, ..)| message.is_lost).collect();
    for (at, (message, parent, author)) in messages.into_iter().enumerate() {
        comments.push(Comment {
            id: message.id.unwrap_or_default(),
            kind: if Some(at) == opening { Kind::Post } else { Kind::Comment },
            parent,
            author,
            time: message.time,
            text: message.words.text,
            quotes: message.words.quotes,
            origin: message.origin,
            ..Comment::default()
        });
    }
    if let Some(opening) = opening
        && let Some(start) = comments.get_mut(..=opening)
    {
        start.rotate_right(1);
        let was_lost = lost.remove(opening);
        lost.insert(0, was_lost);
    }
    name_quoted(&mut comments);
    subject::attach(&mut comments, &lost);
    Thread { id, title, key, comments, ..Thread::default() }
}

/// The names of the authors: their name, or the name used with their address elsewhere, or the part of the address
/// before the `@`, with a number if several addresses share it.
fn authors(messages: &[Message]) -> Vec<Option<String>> {
    let whole =
        |message: &Message| message.address.as_deref().map(|address| address.replace(" at ", "@").to_lowercase());
    let mut names: HashMap<String, &str> = HashMap::new();
    for message in messages {
        if let Some((address, name)) = whole(message).zip(message.name.as_deref()) {
            names.entry(address).or_insert(name);
        }
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut labels: HashMap<String, String> = HashMap::new();
    let mut label = |address: String| -> Option<String> {
        if let Some(label) = labels.get(&address) {
            return Some(label.clone());
        }
        let local = address.split('@').next().map(str::trim).filter(|local| !local.is_empty())?.to_owned();
        let number = numbers.entry(local.clone()).or_insert(0);
        *number += 1;
        let label = if *number == 1 { local } else { format!("{local} ({number})") };
        labels.insert(address, label.clone());
        Some(label)
    };
    let name = |message: &Message| {
        if message.name.is_some() {
            return message.name.clone();
        }
        let address = whole(message)?;
        names.get(&address).map(|name| (*name).to_owned()).or_else(|| label(address))
    };
    messages.iter().map(name).collect()
}
