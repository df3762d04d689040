//! Subjects of mails: their prefixes, and threads by subject where ids are missing.
//!
//! In come the messages of a mailbox. Out comes, for a reply that names no other message, an earlier message with the
//! same subject. What it answers in that thread follows from what it quotes, or from whom it names above a quotation.
//! Where nothing shows it, it answers the message that opens the thread, as in mail programs.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use regex::Regex;

use crate::lang;
use crate::place::update;
use crate::sort::Order as _;
use crate::thread::Comment;

/// How long a subject may rest before a reply to it. Later, the same subject is another conversation: monthly reports,
/// yearly meetings.
const REST: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How many earlier messages are searched for the author whom a reply names.
const NAMED_AMONG: usize = 64;

/// What programs put before the subject of a reply or of a forwarded message. The tag of a mailing list may precede it.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = lang::alternatives(|words| words.mail.subject_prefixes);
    let pattern = format!(r"(?i)^(\[[^\]]{{1,60}}\]\s*)?(?:{words})(?:\[\d+\]|\(\d+\))?\s?:\s*");
    Regex::new(&pattern).ok()
});

/// The tag of the mailing list before the prefix of a subject, and the subject after the prefix.
fn prefix(subject: &str) -> Option<(&str, &str)> {
    let found = BEFORE.as_ref()?.captures(subject)?;
    let tag = found.get(1).map_or("", |tag| tag.as_str());
    Some((tag, subject.get(found.get(0)?.end()..)?))
}

/// Whether a subject is that of a reply or of a forwarded message.
pub(super) fn is_reply(subject: &str) -> bool {
    prefix(subject).is_some()
}

/// A subject without these prefixes. The tag of a mailing list is kept.
pub(super) fn bare(subject: &str) -> String {
    let mut tag = "";
    let mut rest = subject;
    while let Some((found, after)) = prefix(rest) {
        tag = if tag.is_empty() { found } else { tag };
        rest = after;
    }
    let rest = rest.strip_prefix(tag).unwrap_or(rest);
    format!("{tag}{rest}").trim().to_owned()
}

/// What decides about the thread of a message.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Posted<'a> {
    pub subject: Option<&'a str>,
    pub time: Option<&'a str>,
    /// Whether it names a message that it answers.
    pub has_parent: bool,
}

/// For every message that is a reply by its subject and names no other message: an earlier message with the same
/// subject.
pub(super) fn earlier(messages: &[Posted<'_>]) -> Vec<Option<usize>> {
    let mut found = vec![None; messages.len()];
    let is_lost = |message: &Posted<'_>| !message.has_parent && message.subject.is_some_and(is_reply);
    if !messages.iter().any(is_lost) {
        return found;
    }
    let times: Vec<Option<Timestamp>> = messages.iter().map(|message| message.time.and_then(instant)).collect();
    let mut order: Vec<usize> = (0..messages.len()).collect();
    if times.iter().all(Option::is_some) {
        order.order_by_key(|at| times.get(*at).copied().flatten());
    }
    // For every subject, the last message with it.
    let mut last: HashMap<String, usize> = HashMap::new();
    for at in order {
        let Some(message) = messages.get(at) else { continue };
        let Some(subject) = message.subject.map(key).filter(|subject| !subject.is_empty()) else { continue };
        if is_lost(message)
            && let Some(before) = last.get(&subject)
        {
            let time = |at: usize| times.get(at).copied().flatten();
            let rest = time(at).zip(time(*before)).map(|(time, before)| time.duration_since(before));
            if rest.is_none_or(|rest| rest <= REST)
                && let Some(found) = found.get_mut(at)
            {
                *found = Some(*before);
            }
        }
        last.insert(subject, at);
    }
    found
}

/// A subject as it is compared: without prefixes and tags of lists, in lower case.
fn key(subject: &str) -> String {
    let bare = bare(subject);
    let untagged = bare.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(bare.as_str(), |(_, rest)| rest);
    untagged.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The instant of a time; one without a zone counts as UTC.
fn instant(time: &str) -> Option<Timestamp> {
    time.parse().ok().or_else(|| {
        let local: DateTime = time.parse().ok()?;
        Offset::UTC.to_timestamp(local).ok()
    })
}

/// Gives the replies of a thread that name no other message the parent that their text shows: the message whose words
/// they quote, or the last one by the author whom they name above a quotation, or the message that opens the thread,
/// whose subject they repeat. `lost`
/// says which comments are such replies.
pub(super) fn attach(comments: &mut [Comment], lost: &[bool]) {
    if !lost.contains(&true) {
        return;
    }
    let mut place = 0;
    let names: Vec<String> = comments
        .iter()
        .map(|comment| {
            place += usize::from(!comment.kind.is_opening());
            if !comment.id.is_empty() {
                comment.id.clone()
            } else if comment.kind.is_opening() {
                comment.kind.to_string()
            } else {
                format!("c{place}")
            }
        })
        .collect();
    let mut parents: Vec<(usize, usize)> = Vec::new();
    for (at, comment) in comments.iter().enumerate().skip(1) {
        if comment.parent.is_some() || !lost.get(at).copied().unwrap_or(false) {
            continue;
        }
        let before = comments.get(at.saturating_sub(NAMED_AMONG)..at).unwrap_or_default();
        let quoted = comment.quotes.iter().find_map(|quote| quote.to.as_deref());
        let quoted = quoted.and_then(|id| before.iter().rposition(|other| other.id == id));
        let named = || {
            let quote = comment.quotes.first()?;
            let head: String = quote.span.of(&comment.text).chars().take(300).collect();
            before.iter().rposition(|other| {
                let author = other.author.as_deref().filter(|author| author.chars().count() >= 3);
                author.is_some_and(|author| other.author != comment.author && head.contains(author))
            })
        };
        let opening = comments.first().is_some_and(|opening| at == 1 || opening.kind.is_opening());
        let first = at.saturating_sub(NAMED_AMONG);
        if let Some(parent) = quoted.or_else(named).map(|found| first + found).or(opening.then_some(0)) {
            parents.push((at, parent));
        }
    }
    for (at, parent) in parents {
        for (index, name) in [(at, names.get(at)), (parent, names.get(parent))] {
            update(comments, index, |comment| comment.id = name.cloned().unwrap_or_default());
        }
        update(comments, at, |comment| comment.parent = names.get(parent).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_lose_what_programs_put_before_them() {
        for (subject, expected) in [
            ("Re: [list] Re: Tram", "[list] Tram"),
            ("[list] RE: Tram", "[list] Tram"),
            ("TR : AW: Re[2]: Tram", "Tram"),
            ("Reading: a list", "Reading: a list"),
            ("Re: [list] Tram", "[list] Tram"),
        ] {
            assert_eq!(bare(subject), expected, "{subject}");
        }
        assert!(!is_reply("Retram: no"));
    }

    #[test]
    fn replies_without_ids_follow_their_subject() {
        let of = |subject: &'static str, time: Option<&'static str>, has_parent: bool| Posted {
            subject: Some(subject),
            time,
            has_parent,
        };
        let found = earlier(&[
            of("Tram", None, false),
            of("[list] RE: tram", None, false),
            of("AW: Tram", None, true),
            of("Tram", None, false),
            of("Sv: Tram", None, false),
            of("Re: Bus", None, false),
        ]);
        assert_eq!(found, [None, Some(0), None, None, Some(3), None]);
        let found = earlier(&[
            of("Re: Tram", Some("2021-03-03T10:00:00Z"), false),
            of("Tram", Some("2021-03-02T10:00:00"), false),
            of("Re: Tram", Some("2023-03-02T10:00:00Z"), false),
        ]);
        assert_eq!(found, [Some(1), None, None], "in order of time, and not after two years");
    }
}
