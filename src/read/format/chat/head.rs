//! The head of a message at the beginning of a line: its time, who speaks, and where the text begins.

use std::sync::LazyLock;

use super::speaker;
use crate::lang;
use crate::read::format::moment::{Moment, is_space};

/// How many bytes of a line may precede its text.
const HEAD_BYTES: usize = 200;

static FROM: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.from));
static TO: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.to));

/// What follows the time of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// `Name: text`.
    Colon,
    /// `<nick> text`.
    Nick,
    /// `* nick waves`.
    Action,
    /// `nick`, a tab, and the text.
    Tab,
    /// `From Name to Everyone: text`.
    Meeting,
    /// `Name`, and the text on the next lines; or the notice of a program.
    Alone,
    /// A notice of a program.
    Notice,
}

/// How the time is written, which is the same in all messages of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Style {
    /// The bracket before it; a space if there is none.
    pub bracket: char,
    /// Whether a dash follows it.
    has_dash: bool,
    /// Whether it names a day.
    pub has_day: bool,
    /// Whether the name precedes it: `Name, [01.03.2024 08:01]`.
    pub name_first: bool,
}

impl Style {
    /// No time at all.
    pub(super) const NONE: Style = Style { bracket: ' ', has_dash: false, has_day: false, name_first: false };
}

/// The head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head<'t> {
    /// Its time.
    pub moment: Moment,
    /// How the time is written.
    pub style: Style,
    /// What follows it.
    pub shape: Shape,
    /// Who speaks; empty in a notice.
    pub speaker: &'t str,
    /// Where the text begins in the line.
    pub text: usize,
    /// Where what follows the time begins in the line.
    pub after: usize,
}

/// The head at the beginning of a line.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    match stamped(line) {
        Some((moment, style, after)) => {
            let rest = line.get(after..)?;
            let (shape, speaker, text) = classify(rest);
            Some(Head { moment, style, shape, speaker, text: after + text, after })
        }
        None => name_first(line),
    }
}

/// The time at the beginning of a line, how it is written, and where what follows it begins.
fn stamped(line: &str) -> Option<(Moment, Style, usize)> {
    let first = line.chars().next()?;
    let bracket = if matches!(first, '[' | '(') { first } else { ' ' };
    let inside = usize::from(bracket != ' ');
    let (moment, length) = Moment::at_start(line.get(inside..)?)?;
    moment.clock?;
    let mut rest = line.get(inside + length..)?;
    if bracket != ' ' {
        rest = rest.trim_start_matches(is_space).strip_prefix([']', ')'])?;
        rest = rest.strip_prefix(':').unwrap_or(rest);
    }
    let unspaced = rest.trim_start_matches(is_space);
    // A time is followed by something else than more of a word: `10:22ers`, `8:00-9:00`.
    let is_apart = unspaced.len() < rest.len()
        || rest.is_empty()
        || bracket != ' '
        || rest.starts_with(['-', '–', ':', '|'])
        || rest.starts_with(", ");
    if !is_apart {
        return None;
    }
    let mut after = unspaced;
    let mut has_dash = false;
    // IRC clients write notices behind other dashes: `-!-`, `-->`, `--`.
    for dash in ["- ", "– ", "— ", "-\u{a0}", ": ", "| ", ", ", "-\u{202f}"] {
        if let Some(cut) = unspaced.strip_prefix(dash) {
            after = cut.trim_start_matches(is_space);
            has_dash = true;
            break;
        }
    }
    let style = Style { bracket, has_dash, has_day: moment.day.is_some(), name_first: false };
    Some((moment, style, line.len() - after.len()))
}

/// `Name, [01.03.2024 08:01]`, `Name (00:01:02): text`, `Name [8:00 AM]`.
fn name_first(line: &str) -> Option<Head<'_>> {
    let window = line.get(..line.floor_char_boundary(HEAD_BYTES))?;
    let open = window.find(['[', '(']).filter(|open| *open > 0)?;
    let speaker = window.get(..open)?.trim_end_matches(|c| is_space(c) || c == ',');
    let speaker = speaker::name(speaker).filter(|name| speaker::look(name).is_some())?;
    let (moment, length) = Moment::at_start(line.get(open + 1..)?)?;
    moment.clock?;
    let rest = line.get(open + 1 + length..)?.trim_start_matches(is_space).strip_prefix([']', ')'])?;
    let text = rest.strip_prefix(':').unwrap_or(rest).trim_start_matches(is_space);
    let shape = match text {
        "" => Shape::Alone,
        _ if rest.starts_with(':') => Shape::Colon,
        _ => return None,
    };
    let bracket = line.get(open..)?.chars().next()?;
    let style = Style { bracket, has_dash: false, has_day: moment.day.is_some(), name_first: true };
    let text = line.len() - text.len();
    Some(Head { moment, style, shape, speaker, text, after: text })
}

/// What follows a time: its shape, who speaks, and where the text begins.
fn classify(rest: &str) -> (Shape, &str, usize) {
    let notice = (Shape::Notice, "", 0);
    if rest.is_empty() {
        return notice;
    }
    if let Some(inside) = rest.strip_prefix('<') {
        return nick(rest, inside).unwrap_or(notice);
    }
    if let Some(action) = rest.strip_prefix("* ").or_else(|| rest.strip_prefix("*\t")) {
        let action = action.trim_start_matches(is_space);
        let end = action.find(is_space).unwrap_or(action.len());
        let nick = action.get(..end).unwrap_or("").trim_end_matches(',');
        // What users do begins with a verb; what the server reports begins with `has` or a mark.
        let text = action.get(end..).unwrap_or("").trim_start_matches(is_space);
        let is_report =
            ["has ", "is now known", "sets ", "set ", "(", "[", "changed ", "changes ", "was kicked", "a "].iter();
        let is_report =
            text.is_empty() || nick.contains('*') || is_report.clone().any(|report| text.starts_with(*report));
        return if is_report { notice } else { (Shape::Action, nick, rest.len() - text.len()) };
    }
    if rest.starts_with("***")
        || rest.starts_with("-!-")
        || rest.starts_with("-->")
        || rest.starts_with("<--")
        || rest.starts_with("--")
    {
        return notice;
    }
    meeting(rest).or_else(|| tab(rest)).or_else(|| colon(rest)).unwrap_or_else(|| {
        // Discord marks pinned messages and bots after the name.
        let bare = rest.trim_end_matches("(pinned)").trim_end();
        match speaker::name(bare) {
            Some(name) if name.len() <= 60 => (Shape::Alone, name, rest.len()),
            _ => notice,
        }
    })
}

/// `<nick> text`, with the rank of the nick inside.
fn nick<'t>(rest: &'t str, inside: &'t str) -> Option<(Shape, &'t str, usize)> {
    let (nick, text) = inside.split_once('>')?;
    let nick = nick.trim_matches(is_space).trim_start_matches(['@', '+', '%', '&', '~', '!']);
    if !text.is_empty() && !text.starts_with(is_space) || nick.contains("//") {
        return None;
    }
    let nick = speaker::name(nick)?;
    let text = text.trim_start_matches(is_space);
    Some((Shape::Nick, nick, rest.len() - text.len()))
}

/// `From Name to Everyone: text`, in the languages of meetings.
fn meeting(rest: &str) -> Option<(Shape, &str, usize)> {
    let end = rest.find(is_space)?;
    let word = rest.get(..end)?.to_lowercase();
    if !FROM.contains(&word.as_str()) {
        return None;
    }
    let window = rest.get(..rest.floor_char_boundary(HEAD_BYTES))?;
    // The whole head ends at the first colon before a space or the end.
    let colon = colon_at(window)?;
    let between = window.get(end..colon)?;
    let name = between
        .char_indices()
        .filter(|(_, c)| is_space(*c))
        .find_map(|(at, _)| {
            let after = between.get(at..)?.trim_start_matches(is_space);
            let word = after.split(is_space).next()?.to_lowercase();
            (at > 0 && TO.contains(&word.as_str()) && after.len() > word.len()).then(|| between.get(..at)).flatten()
        })
        .unwrap_or(between);
    let name = speaker::name(name)?;
    // `De la part de Bruno : …` is no head. Names begin with a capital here.
    if !name.starts_with(|c: char| !c.is_lowercase()) && name.contains(' ') {
        return None;
    }
    let text = rest.get(colon + 1..)?.trim_start_matches(is_space);
    Some((Shape::Meeting, name, rest.len() - text.len()))
}

/// A nick, a tab and a text.
fn tab(rest: &str) -> Option<(Shape, &str, usize)> {
    let (nick, text) = rest.split_once('\t')?;
    if nick.ends_with(':') || nick.len() > 60 {
        return None;
    }
    let nick = nick.trim_matches(is_space);
    if matches!(nick, "" | "--" | "-->" | "<--" | "*" | "=!=") {
        // WeeChat writes what users do behind an asterisk: `*`, tab, `nick waves`.
        return Some((Shape::Notice, "", 0));
    }
    let nick = speaker::name(nick.trim_start_matches(['@', '+', '%', '&', '~']))?;
    let text = text.trim_start_matches(is_space);
    Some((Shape::Tab, nick, rest.len() - text.len()))
}

/// `Name: text`, with or without a space before the colon.
pub(super) fn colon(rest: &str) -> Option<(Shape, &str, usize)> {
    let window = rest.get(..rest.floor_char_boundary(HEAD_BYTES))?;
    let colon = colon_at(window)?;
    let name = speaker::name(window.get(..colon)?)?;
    let text = rest.get(colon..)?.trim_start_matches([':', '：']).trim_start_matches(is_space);
    Some((Shape::Colon, name, rest.len() - text.len()))
}

/// The first colon before white space or at the end.
fn colon_at(window: &str) -> Option<usize> {
    window.char_indices().find_map(|(at, c)| {
        let next = window.get(at + c.len_utf8()..)?.chars().next();
        (c == '：' || c == ':' && next.is_none_or(is_space)).then_some(at)
    })
}
