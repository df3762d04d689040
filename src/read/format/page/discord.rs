//! Channels that `DiscordChatExporter`, or a program with its template, exported as pages, by the published templates.
//!
//! Messages in a row by one author are a group with one head. A message that answers another has the number of that one
//! in the code of a link. Ids are the numbers of the messages.

use super::super::common::left_out;
use super::{comment_at, count, mark, page, set_text};
use crate::read::format::paste::plain::stamp;
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Mark, Thread};

const WHAT: &str = "an exported channel of Discord";

/// Whether it has a message in a group of the export.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let mut has_group = false;
    tree.elements().any(|element| {
        has_group |= element.has_class("chatlog__message-group");
        has_group && is_message(element)
    })
}

fn is_group(element: Element<'_>) -> bool {
    element.has_class("chatlog__message-group")
}

fn is_message(element: Element<'_>) -> bool {
    element.attr("data-message-id").is_some()
        && element.classes().any(|class| matches!(class, "chatlog__message" | "chatlog__message-container"))
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let entries: Vec<String> = tree
        .elements()
        .filter(|element| element.has_class("preamble__entry"))
        .filter_map(Element::line)
        .take(2)
        .collect();
    let title = if entries.is_empty() { super::title(tree) } else { Some(entries.join(" · ")) };
    let (announced, zone) = postamble(tree);
    let mut thread = Thread { title, announced, ..Thread::default() };
    let (mut notices, mut files) = (0, 0);
    for group in tree.elements().filter(|element| is_group(*element)) {
        read_group(group, zone.as_deref(), &mut thread.comments, &mut notices, &mut files);
    }
    // Joins and pins are messages for the exporter.
    thread.announced = thread.announced.map(|announced| announced.saturating_sub(notices));
    let mut diagnostics: Vec<_> =
        left_out(notices, "notices of the channel", "nobody wrote them (members joined, pinned messages)")
            .into_iter()
            .collect();
    diagnostics.extend(left_out(files, "files", "messages with nothing else stay empty"));
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// The number of messages at the end of an export, and its time zone.
fn postamble(tree: &Tree) -> (Option<usize>, Option<String>) {
    let lines = || tree.elements().filter(|element| element.has_class("postamble__entry")).filter_map(Element::line);
    let announced = lines().find_map(|line| count(line.strip_prefix("Exported ")?));
    let zone = lines().find_map(|line| {
        let zone = line.strip_prefix("Timezone: UTC")?.trim().to_owned();
        let (sign, hours) = zone.split_at_checked(1)?;
        let (hours, minutes) = hours.split_once(':').unwrap_or((hours, "00"));
        let hours: u8 = hours.parse().ok()?;
        (matches!(sign, "+" | "-") && minutes.len() == 2).then(|| format!("{sign}{hours:02}:{minutes}"))
    });
    (announced, zone)
}

/// Reads the messages of one author in a row.
fn read_group(
    group: Element<'_>,
    zone: Option<&str>,
    comments: &mut Vec<Comment>,
    notices: &mut usize,
    files: &mut usize,
) {
    let (mut author, mut time, mut parent) = (None, None, None);
    let mut current: Option<(Element<'_>, Comment)> = None;
    for part in group.own(is_group) {
        if is_message(part) {
            if let Some((element, comment)) = current.take() {
                finish(element, comment, comments, notices, files);
            }
            let mut comment = comment_at(part, part.attr("data-message-id").unwrap_or_default());
            comment.author.clone_from(&author);
            // In older templates the head of a group is before its first message, which it is about.
            comment.time = time.take();
            comment.parent = parent.take();
            current = Some((part, comment));
            continue;
        }
        let class = |words: &[&str]| words.iter().any(|word| part.has_class(word));
        if class(&["chatlog__author", "chatlog__author-name"]) {
            author = part.line().or(author);
            if let Some((_, comment)) = &mut current {
                comment.author.clone_from(&author);
            }
        } else if class(&["chatlog__timestamp", "chatlog__short-timestamp"]) {
            let shown = part.line();
            let read = part.attr("title").and_then(read_time).or_else(|| read_time(shown.as_deref()?)).or(shown);
            let read = read.map(|time| with_zone(time, zone));
            match &mut current {
                Some((_, comment)) => comment.time = comment.time.take().or(read),
                None => time = read,
            }
        } else if class(&["chatlog__reply-link", "chatlog__reference-link"]) {
            let code = part.attr("onclick").unwrap_or_default();
            let number = code.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() > 4).map(str::to_owned);
            match &mut current {
                Some((_, comment)) => comment.parent = comment.parent.take().or(number),
                None => parent = number,
            }
        }
    }
    if let Some((element, comment)) = current {
        finish(element, comment, comments, notices, files);
    }
}

/// Sets the text of a message and adds it, unless it is a notice.
fn finish(
    element: Element<'_>,
    mut comment: Comment,
    comments: &mut Vec<Comment>,
    notices: &mut usize,
    files: &mut usize,
) {
    let is_notice = |part: Element<'_>| part.classes().any(|class| class.starts_with("chatlog__system-notification"));
    if element.find(is_notice).is_some() {
        *notices += 1;
        return;
    }
    let is_content = |part: &Element<'_>| {
        part.has_class("chatlog__content") && !part.ancestors().take(3).any(|it| it.has_class("chatlog__embed"))
    };
    if let Some(content) = element.descendants().find(is_content) {
        let is_edited = std::cell::Cell::new(false);
        set_text(&mut comment, content, |inner| {
            if inner.has_class("chatlog__edited-timestamp") {
                is_edited.set(true);
                return Treat::Skip;
            }
            if inner.has_class("chatlog__markdown-quote-content") || inner.name() == "blockquote" {
                return Treat::Quote(None);
            }
            // Emoji are pictures.
            if inner.name() == "img" && inner.classes().any(|class| class.starts_with("chatlog__emoji")) {
                return Treat::Say(inner.attr("alt").unwrap_or_default().to_owned());
            }
            plainly(inner)
        });
        if is_edited.get() {
            mark(&mut comment, Mark::Edited);
        }
    }
    *files += attached(element);
    if element.has_class("chatlog__message-container--pinned") || element.has_class("chatlog__message--pinned") {
        mark(&mut comment, Mark::Pinned);
    }
    comments.push(comment);
}

/// How many files are attached.
fn attached(element: Element<'_>) -> usize {
    let is_file = |part: &Element<'_>| part.has_class("chatlog__attachment") || part.has_class("chatlog__sticker");
    element.descendants().filter(is_file).count()
}

/// A time in the words of a locale, or in figures.
fn read_time(words: &str) -> Option<String> {
    when::iso(words, false).or_else(|| stamp::read(words).map(|stamp| stamp.time)).or_else(|| {
        // Older exports write `01-Mar-24 08:00 AM`.
        let (date, clock) = words.split_once(' ')?;
        let (day_and_month, year) = date.rsplit_once('-').filter(|(_, year)| year.len() == 2)?;
        stamp::read(&format!("{} 20{year} {clock}", day_and_month.replace('-', " "))).map(|stamp| stamp.time)
    })
}

/// A local time with the zone of the export.
fn with_zone(time: String, zone: Option<&str>) -> String {
    match zone {
        Some(zone) if time.len() == 16 && time.contains('T') => format!("{time}:00{zone}"),
        _ => time,
    }
}
