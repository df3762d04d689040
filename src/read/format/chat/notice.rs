//! What programs write among the words of people: pictures that are not in the export, deleted and edited messages,
//! reactions, the words that a message answers.

use std::sync::LazyLock;

use crate::lang;
use crate::read::format::moment::is_space;

static OMITTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.omitted));
static ATTACHED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.attached));
static DELETED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.deleted));
static EDITED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.edited));
static ENCRYPTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.encrypted));
static ENDED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.ended));
static REPLYING: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::longest_first(|words| words.chats.replying));
static REACTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::longest_first(|words| words.chats.reacted));

/// Notices that Discord writes in the name of a user; its exporter has them in English only.
const DISCORD: [&str; 5] =
    ["joined the server.", "pinned a message.", "started a call", "changed the channel", "started a thread."];

/// Longest text that can be a notice, in bytes.
const NOTICE_BYTES: usize = 200;

/// What a message consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Words of its author, and whether they were edited.
    Words(String, bool),
    /// Its words are gone.
    Deleted,
    /// A picture or another file without words.
    Media,
    /// A notice in the name of somebody.
    Notice,
    /// A reaction to a message.
    Reaction,
}

/// A text in lower case without marks at its ends, as the lists of notices have it.
fn bare(text: &str) -> String {
    text.trim_matches(|c| is_space(c) || matches!(c, '<' | '>' | '.' | '(' | ')' | '[' | ']' | '🚫'))
        .replace('’', "'")
        .to_lowercase()
}

/// What a message consists of. `is_marked`: a messenger put a mark before the text, as it does before its own words.
pub(super) fn content(text: &str, is_marked: bool) -> Content {
    let text = unmarked(text.trim_matches(is_space));
    let text = text.trim_matches(is_space);
    let first = text.lines().next().unwrap_or("").trim_matches(is_space);
    let is_single = first.len() == text.len();
    let lower = if first.len() <= NOTICE_BYTES { bare(first) } else { String::new() };
    if is_single {
        if DELETED.contains(&lower.as_str()) {
            return Content::Deleted;
        }
        if is_encryption(first) && is_marked
            || DISCORD.iter().any(|notice| lower.starts_with(notice.trim_end_matches('.')) && first.len() <= 60)
        {
            return Content::Notice;
        }
        if REACTED.iter().any(|words| {
            lower.strip_prefix(*words).is_some_and(|rest| rest.trim_start().starts_with(['"', '“', '«', '👍']))
        }) || is_signal_reaction(first)
        {
            return Content::Reaction;
        }
    }
    let without = without_media(text, is_marked);
    let text = without.as_deref().unwrap_or(text).trim_matches(is_space);
    let (text, is_edited) = without_edited(text);
    if text.is_empty() {
        return Content::Media;
    }
    // Notices have one line; polls, which are marked too, have several.
    if is_marked && is_single && without.is_none() && !is_edited {
        return Content::Notice;
    }
    Content::Words(text.to_owned(), is_edited)
}

/// Whether a text is the notice of encryption that opens a chat.
pub(super) fn is_encryption(text: &str) -> bool {
    text.len() <= 600 && {
        let lower = text.to_lowercase();
        ENCRYPTED.iter().any(|words| lower.contains(words))
    }
}

/// Whether a line ends the transcript of a meeting: a program wrote what follows.
pub(super) fn is_end(line: &str) -> bool {
    line.len() <= NOTICE_BYTES && {
        let lower = bare(line);
        ENDED.iter().any(|words| lower.starts_with(words))
    }
}

/// A text without marks of direction, which messengers put around names and notices.
fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect()
}

/// A text without the lines that name a picture or a file; `None` if it has none.
fn without_media(text: &str, is_marked: bool) -> Option<String> {
    let mut has_media = false;
    let mut kept: Vec<&str> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let bare_line = line.trim_matches(is_space);
        let is_media = bare_line.len() <= NOTICE_BYTES && {
            let lower = bare(bare_line);
            let in_angles = bare_line.starts_with('<') && bare_line.ends_with('>');
            let is_omitted = OMITTED.contains(&lower.as_str()) && (index == 0 || in_angles);
            // `<attached: 00000012-PHOTO.jpg>`, `report.pdf • 3 pages document omitted`.
            let is_file =
                in_angles && lower.contains(": ") && lower.rsplit('.').next().is_some_and(|end| end.len() <= 5);
            let is_counted = (is_marked || lower.contains('•')) && OMITTED.iter().any(|words| lower.ends_with(words));
            let is_attached = bare_line.ends_with(')')
                && bare_line.rsplit_once('(').is_some_and(|(name, mark)| {
                    name.contains('.') && ATTACHED.contains(&mark.trim_end_matches(')').to_lowercase().as_str())
                });
            // Pictures in Markdown, and reactions, as an exporter of Signal writes them below a message.
            let is_picture = bare_line.starts_with("![") && bare_line.ends_with(')') && !bare_line.contains(") ");
            is_picture || is_signal_reaction(bare_line) || is_omitted || is_file || is_counted || is_attached
        };
        has_media |= is_media;
        if !is_media {
            kept.push(line);
        }
    }
    has_media.then(|| kept.join("\n"))
}

/// A text without the mark that it was edited, and whether it had one.
fn without_edited(text: &str) -> (&str, bool) {
    let marked = text.strip_suffix('>').and_then(|inside| inside.rsplit_once('<'));
    if let Some((before, mark)) = marked
        && EDITED.contains(&bare(mark).as_str())
    {
        return (before.trim_end_matches(is_space), true);
    }
    let marked = text.strip_suffix(')').and_then(|inside| inside.rsplit_once('('));
    match marked {
        Some((before, mark)) if EDITED.contains(&mark.to_lowercase().as_str()) && !before.trim().is_empty() => {
            (before.trim_end_matches(is_space), true)
        }
        _ => (text, false),
    }
}

/// A reaction as an exporter of Signal writes it: `(- Anna: 👍 -)`.
fn is_signal_reaction(text: &str) -> bool {
    text.starts_with("(- ") && text.ends_with(" -)")
}

/// The words or the name that a text says it answers, and the text without them: `Replying to "Nobody takes it…"` above
/// the answer, `[In reply to Anna]`.
pub(super) fn replying(text: &str) -> Option<(String, &str)> {
    let first = text.lines().next()?.trim_matches(is_space);
    if first.len() > 2 * NOTICE_BYTES {
        return None;
    }
    let inside = first.trim_start_matches(['[', '(', '>', '↩', '↪', ' ']);
    let is_bracketed = inside.len() < first.len() && first.starts_with(['[', '(', '↩', '↪']);
    let rest = REPLYING.iter().find_map(|words| {
        let begin = inside.get(..words.len()).filter(|begin| begin.to_lowercase() == **words);
        begin.and_then(|_| inside.get(words.len()..)).filter(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
    })?;
    let rest = rest.trim_start_matches(|c| is_space(c) || c == ':');
    let after_line = text.get(text.find('\n').unwrap_or(text.len())..).unwrap_or("").trim_matches(is_space);
    let pairs = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('\'', '\'')];
    if let Some((open, close)) = pairs.into_iter().find(|(open, _)| rest.starts_with(*open)) {
        let quoted = rest.get(open.len_utf8()..)?;
        let end = quoted.rfind(close).unwrap_or(quoted.len());
        let after =
            quoted.get(end..)?.trim_start_matches(|c| c == close || is_space(c) || matches!(c, ':' | '-' | ']' | ')'));
        let answer = if after.is_empty() { after_line } else { text.get(text.find(after)?..)? };
        return Some((quoted.get(..end)?.trim_matches(is_space).to_owned(), answer.trim_matches(is_space)));
    }
    // Without quotation marks only a name in brackets is one: sentences may begin with these words.
    let name = rest.trim_end_matches([']', ')', ':', ' ']);
    (is_bracketed && rest.len() > name.len() && !name.is_empty()).then(|| (name.to_owned(), after_line))
}
