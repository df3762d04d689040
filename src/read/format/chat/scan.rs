//! Scans the lines of a source: which of them begin a message, and which lines belong to it.
//!
//! In comes a text. Out comes a [`Script`]: its turns in order, with the lines before the first of them, and the notices
//! of programs counted. All messages of a source have heads of one form, so the form is decided first, from all lines.

use std::collections::BTreeMap;
use std::ops::Range;

use super::head::{Head, Shape, Style, colon, head};
use super::line::{Line, lines};
use super::notice;
use crate::read::format::moment::{Day, Moment, is_space};
use crate::sort::Order as _;

/// A style that this share of the heads have is used by some messages; rarer ones are in texts that quote another chat.
const STYLE_SHARE: usize = 5;

/// One message.
#[derive(Clone, Debug)]
pub(super) struct Turn<'t> {
    /// When, if its line says so.
    pub moment: Option<Moment>,
    /// Who.
    pub speaker: &'t str,
    /// The text on the line of its head.
    pub first: &'t str,
    /// Whether a mark of direction precedes that text: a messenger wrote it, not a person.
    pub is_marked: bool,
    /// The indexes of its lines, that of its head included.
    pub lines: Range<usize>,
}

/// The messages of a source.
#[derive(Clone, Debug)]
pub(super) struct Script<'t> {
    /// All lines of the source.
    pub lines: Vec<Line<'t>>,
    /// The messages, in order.
    pub turns: Vec<Turn<'t>>,
    /// How many lines before the first message.
    pub preface: usize,
    /// How many notices of programs.
    pub notices: usize,
    /// The form of its heads.
    pub form: Form,
}

/// The form of the heads of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// What follows the time.
    pub shape: Shape,
    /// How the time is written.
    pub style: Style,
}

/// Scans a text whose messages begin with a time; `None` if no line does.
pub(super) fn script(text: &str) -> Option<Script<'_>> {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let heads: Vec<Option<Head<'_>>> = lines.iter().map(|line| head(line.text)).collect();
    let styles = styles(&heads);
    let is_styled = |head: &Head<'_>| styles.contains(&head.style);
    let shape = shape(&lines, &heads, is_styled)?;
    let style = styles.first().copied()?;
    let has_shape = |head: &Head<'_>| {
        head.shape == shape
            || matches!(shape, Shape::Nick | Shape::Tab) && head.shape == Shape::Action
            || shape == Shape::Meeting && head.shape == Shape::Colon
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for head in heads.iter().flatten().filter(|head| is_styled(head) && has_shape(head)) {
        *counts.entry(head.speaker).or_default() += 1;
    }
    let reports: Vec<&str> = counts.keys().copied().filter(|speaker| is_report(speaker, &counts)).collect();
    for report in reports {
        counts.remove(report);
    }
    let mut script = Script { lines, turns: Vec::new(), preface: 0, notices: 0, form: Form { shape, style } };
    let count = script.lines.len();
    let mut day: Option<Day> = None;
    // Whether the lines before belong to a message.
    let mut is_open = false;
    for (index, found) in heads.into_iter().enumerate() {
        let Some(line) = script.lines.get(index).copied() else { break };
        let Some(head) = found.filter(is_styled) else {
            if let Some(noticed) = dated(line.text).filter(|_| !style.has_day) {
                day = Some(noticed);
                script.notices += 1;
                is_open = false;
            } else if is_fence(line.text) || index + 1 == count && is_cut_off(line.text, style) {
                is_open = false;
            } else if is_open && let Some(turn) = script.turns.last_mut() {
                turn.lines.end = index + 1;
            }
            continue;
        };
        let message = if has_shape(&head) { Some((head.speaker, head.text)) } else { None };
        let message = message
            .filter(|(speaker, _)| counts.contains_key(speaker))
            .or_else(|| unspaced(line.text, &head, shape, &counts));
        let Some((speaker, start)) = message else {
            script.notices += 1;
            is_open = false;
            continue;
        };
        let mut moment = head.moment;
        moment.day = moment.day.or(day);
        if script.turns.is_empty() {
            script.preface = index;
        }
        let before = line.text.get(..start).unwrap_or("");
        script.turns.push(Turn {
            moment: Some(moment),
            speaker,
            first: line.text.get(start..).unwrap_or(""),
            is_marked: before.ends_with('\u{200e}'),
            lines: index..index + 1,
        });
        is_open = true;
    }
    Some(script).filter(|script| !script.turns.is_empty())
}

/// The styles of the heads, the commonest first, without those that only a few have.
fn styles(heads: &[Option<Head<'_>>]) -> Vec<Style> {
    let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
    for head in heads.iter().flatten() {
        *counts.entry(head.style).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let mut styles: Vec<(Style, usize)> = counts.into_iter().filter(|(_, count)| count * STYLE_SHARE >= most).collect();
    styles.order_by_key(|(_, count)| std::cmp::Reverse(*count));
    styles.into_iter().map(|(style, _)| style).collect()
}

/// The shape of most heads. A name alone on its line is a head only where a text follows.
fn shape(lines: &[Line<'_>], heads: &[Option<Head<'_>>], is_styled: impl Fn(&Head<'_>) -> bool) -> Option<Shape> {
    let mut counts: BTreeMap<Shape, usize> = BTreeMap::new();
    for (index, head) in heads.iter().enumerate() {
        let Some(head) = head.filter(|head| is_styled(head)) else { continue };
        let shape = match head.shape {
            Shape::Notice => continue,
            Shape::Action => Shape::Nick,
            Shape::Alone => {
                let follows =
                    lines.get(index + 1).is_some_and(|line| !line.is_blank()) && heads.get(index + 1) == Some(&None);
                if !follows {
                    continue;
                }
                Shape::Alone
            }
            shape => shape,
        };
        *counts.entry(shape).or_default() += 1;
    }
    // Among equally frequent ones the first in the order of `Shape`, which says more.
    counts.into_iter().max_by_key(|(shape, count)| (*count, std::cmp::Reverse(*shape))).map(|(shape, _)| shape)
}

/// Whether a speaker of a single message is a notice: a known name and what its bearer did, as in
/// `Anna changed the title to: x`.
fn is_report(speaker: &str, counts: &BTreeMap<&str, usize>) -> bool {
    if counts.get(speaker).is_some_and(|count| *count > 1) {
        return false;
    }
    let spaces = speaker.char_indices().filter(|(_, c)| is_space(*c));
    spaces.map(|(at, _)| at).any(|at| {
        let (before, after) = speaker.split_at(at);
        counts.contains_key(before) && after.trim_start_matches(is_space).starts_with(char::is_lowercase)
    })
}

/// A known speaker before a colon without a space: `Anna:text`. It is common in chats that a program wrote.
fn unspaced<'t>(
    line: &'t str,
    head: &Head<'t>,
    shape: Shape,
    counts: &BTreeMap<&str, usize>,
) -> Option<(&'t str, usize)> {
    if shape != Shape::Colon {
        return None;
    }
    let rest = line.get(head.after..)?;
    let colon = rest.find(':').filter(|colon| *colon <= 80)?;
    let speaker = rest.get(..colon)?.trim_matches(is_space);
    counts.contains_key(speaker).then_some((speaker, head.after + colon + 1))
}

/// The day that a line between messages names: `--- Day changed Fri Mar 01 2024`, `Friday, March 1, 2024`.
fn dated(line: &str) -> Option<Day> {
    if line.len() > 80 || !line.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let bare =
        line.trim_matches(|c: char| is_space(c) || matches!(c, '-' | '=' | '*' | '#' | '—' | '[' | ']' | '_' | '·'));
    if let Some(moment) = Moment::whole(bare) {
        return moment.day.filter(|_| moment.has_year());
    }
    if !line.starts_with(['-', '*', '=', '#', '—']) && !bare.starts_with("Session ") {
        return None;
    }
    let starts = bare.char_indices().filter(|(at, _)| bare.get(..*at).is_some_and(|before| before.ends_with(is_space)));
    starts.map(|(at, _)| at).find_map(|at| {
        let (moment, length) = Moment::at_start(bare.get(at..)?)?;
        (at + length == bare.len() && moment.has_year()).then_some(moment.day).flatten()
    })
}

/// Whether the last line of a source that is cut off is the beginning of a head.
fn is_cut_off(line: &str, style: Style) -> bool {
    let first = line.trim_start_matches(is_space).chars().next();
    let begins = if style.bracket == ' ' { first.is_some_and(char::is_numeric) } else { first == Some(style.bracket) };
    begins && !style.name_first && line.len() <= 60 && !line.contains([']', ')']) && !line.contains(char::is_lowercase)
}

/// Whether a line is a rule that a program draws around the messages.
fn is_fence(line: &str) -> bool {
    line.len() >= 20 && line.chars().all(|c| matches!(c, '=' | '-' | '*' | '_' | '~'))
}

/// Scans a text whose messages begin with a name and a colon, or with a nick in angle brackets, without a time. `is_head`
/// decides which names are speakers.
pub(super) fn bare<'t>(text: &'t str, is_speaker: impl Fn(&str) -> bool, style: Style) -> Script<'t> {
    let lines: Vec<Line<'t>> = lines(text).collect();
    let mut script =
        Script { lines, turns: Vec::new(), preface: 0, notices: 0, form: Form { shape: Shape::Colon, style } };
    let mut is_open = false;
    for index in 0..script.lines.len() {
        let Some(line) = script.lines.get(index).copied() else { break };
        match bare_head(line.text).filter(|(speaker, _)| is_speaker(speaker)) {
            Some((speaker, start)) => {
                if script.turns.is_empty() {
                    script.preface = index;
                }
                let first = line.text.get(start..).unwrap_or("");
                is_open = true;
                script.turns.push(Turn { moment: None, speaker, first, is_marked: false, lines: index..index + 1 });
            }
            None if is_open && notice::is_end(line.text) => {
                script.notices += 1;
                is_open = false;
            }
            // Programs write the time of the recording between turns.
            None if Moment::whole(line.text).is_some_and(|moment| moment.clock.is_some()) => script.notices += 1,
            None => {
                if is_open && let Some(turn) = script.turns.last_mut() {
                    turn.lines.end = index + 1;
                }
            }
        }
    }
    script
}

/// The speaker of a line without a time, and where the text begins.
pub(super) fn bare_head(line: &str) -> Option<(&str, usize)> {
    if let Some((nick, text)) = line.strip_prefix('<').and_then(|inside| inside.split_once('>')) {
        let nick = nick.trim_start_matches(['@', '+', '%', ' ']);
        let is_nick =
            text.starts_with(is_space) && !nick.is_empty() && nick.len() <= 30 && !nick.contains(['/', '=', '"']);
        return is_nick.then_some((nick, line.len() - text.trim_start_matches(is_space).len()));
    }
    // Speakers are often in bold, in Markdown.
    if let Some((bold, text)) = line.strip_prefix("**").and_then(|inside| inside.split_once("**")) {
        let speaker = bold.trim_end_matches(is_space).strip_suffix(':');
        let text = if speaker.is_some() { Some(text) } else { text.trim_start_matches(is_space).strip_prefix(':') };
        let speaker = speaker.unwrap_or(bold).trim_matches(is_space);
        return text.map(|text| (speaker, line.len() - text.trim_start_matches(is_space).len()));
    }
    let (_, speaker, start) = colon(line)?;
    Some((speaker, start))
}
