//! Comments marked by lines of the page that were copied with them: `X says:`, a name above a date, `Reply`, pingbacks.
//!
//! In come the lines below the counter. Out come the comments with author, time, and the parent that indentation shows; or
//! nothing, if there are too few such lines to be marks of the page.

use super::furniture::{is_action, is_badge, is_form, pingback, without_bullet};
use super::line::Line;
use super::pattern::{Pattern, compile};
use super::stamp::{self, Order, Stamp};
use super::{Piece, counter};
use crate::lang;
use crate::thread::Kind;

/// Longest name above a comment, in characters and in words.
const NAME: (usize, usize) = (80, 9);

/// Longest name with a blank line between it and its date, in characters. A name further from its date must be shorter.
const APART: usize = 40;

/// Longest line that can be `NAME says:`, in bytes: names on pages have up to 80 characters.
const SAYS_BYTES: usize = 200;

/// `NAME says:`, perhaps with a word before the date at its end.
static SAYS: Pattern = Pattern::new(
    || lang::merged(|words| words.pages.says_hints),
    || {
        let says = lang::alternatives(|words| words.pages.says);
        let date = lang::alternatives(|words| words.pages.says_to_date);
        compile(&format!(
            r"^(?P<name>.+?)[\s\u{{a0}}\u{{202f}},]+(?:{says})[\s\u{{a0}}\u{{202f}}]*(?P<colon>[::]?)(?:[\s\u{{a0}}]*(?:{date})?)$"
        ))
    },
);

/// What joins a name to its date on one line: *par X le …*, *X | …*.
static JOINTS: Pattern = Pattern::new(Vec::new, || {
    let before = lang::alternatives(|words| words.pages.before_name);
    let after = lang::alternatives(|words| words.pages.name_to_date);
    compile(&format!(
        r"^(?:(?:{before})\b|[|·•,:\s\u{{a0}}/#()\[\]–—-])+|(?:\b(?:{after})|[|·•,:\s\u{{a0}}/#()\[\]–—-])+$"
    ))
});

/// The role of a line on the page.
#[derive(Clone, Debug)]
enum Class {
    Text,
    /// `X says:`, with the time if it is on the same line, and whether a colon or bullet confirms it.
    Says {
        name: String,
        time: Option<String>,
        sure: bool,
    },
    /// A date with nothing else, or with a name.
    Stamp {
        time: String,
        name: Option<String>,
    },
    Action,
    Pingback,
    Bullet,
    Form,
}

/// The first lines of a comment.
struct Header {
    kind: Kind,
    name: Option<String>,
    time: Option<String>,
    /// Its lines: name and date.
    lines: std::ops::Range<usize>,
    /// Columns before the name.
    column: usize,
}

/// The comments between marks, and the line of the first; `None` if the page has no marks.
pub fn find(
    source: &str,
    lines: &[Line],
    from: usize,
    announced: Option<usize>,
    order: Order,
) -> Option<(usize, Vec<Piece>)> {
    let classes: Vec<Class> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| if at < from { Class::Text } else { class(line.of(source), order) })
        .collect();
    let count = |test: fn(&Class) -> bool| classes.iter().filter(|class| test(class)).count();
    let stamps =
        count(|class| matches!(class, Class::Stamp { .. }) || matches!(class, Class::Says { time: Some(_), .. }));
    let actions = count(|class| matches!(class, Class::Action));
    if stamps + actions == 0 {
        return None;
    }
    let by_says = headers_by_says(source, lines, &classes);
    let by_stamp = headers_by_stamp(source, lines, &classes, from);
    let is_comment = |header: &&Header| header.kind == Kind::Comment;
    let (says_count, stamp_count) =
        (by_says.iter().filter(is_comment).count(), by_stamp.iter().filter(is_comment).count());
    let headers = if says_count * 2 >= stamp_count && says_count > 0 { by_says } else { by_stamp };
    let marked = says_count.max(stamp_count);
    // One date in a text is no mark. A single comment is marked only if exactly one is announced.
    if marked < 2 && announced != Some(marked) {
        return None;
    }
    let first = headers.first()?.lines.start;
    Some((first, pieces(source, lines, &classes, &headers)))
}

fn class(text: &str, order: Order) -> Class {
    let (bare, columns) = without_bullet(text);
    if bare.is_empty() || matches!(text, "*" | "+" | "o" | "-" | "•") {
        return Class::Bullet;
    }
    if pingback(bare).is_some() {
        return Class::Pingback;
    }
    if is_action(text) {
        return Class::Action;
    }
    if is_form(text) {
        return Class::Form;
    }
    // `23. Juni` begins like the item of a list, so the whole line is tried first.
    let stamp =
        stamp::read_as(text, order).filter(|stamp| stamp.rest.is_empty()).or_else(|| stamp::read_as(bare, order));
    let rest = stamp.as_ref().map_or(bare, |stamp| stamp.rest.as_str());
    if let Some(found) = Some(rest.trim()).filter(|rest| rest.len() <= SAYS_BYTES).and_then(|rest| SAYS.captures(rest))
        && let Some(name) = found.name("name").map(|name| tidy(name.as_str())).filter(|name| is_name(name))
    {
        let colon = found.name("colon").is_some_and(|colon| !colon.is_empty());
        return Class::Says {
            name,
            sure: colon || columns > 0 || stamp.is_some(),
            time: stamp.map(|stamp| stamp.time),
        };
    }
    match stamp {
        Some(Stamp { time, rest }) => {
            let rest = tidy(&rest);
            if rest.is_empty() || is_action(&rest) || is_badge(&rest) {
                Class::Stamp { time, name: None }
            } else if is_name(&rest)
                && rest.split_whitespace().count() <= 5
                && !rest.ends_with(['.', '!', '?', ':', ';'])
            {
                Class::Stamp { time, name: Some(rest) }
            } else {
                Class::Text
            }
        }
        None => Class::Text,
    }
}

/// A name without the words and marks between it and the date: *par X le*, `X |`.
pub(super) fn tidy(name: &str) -> String {
    JOINTS.replace_all(name.trim(), "").trim().to_owned()
}

/// The name in `NAME says:`, with a date or without.
pub(super) fn says(text: &str) -> Option<String> {
    let text = text.trim();
    let found = Some(text).filter(|text| text.len() <= SAYS_BYTES).and_then(|text| SAYS.captures(text))?;
    let name = found.name("name").map(|name| tidy(name.as_str())).filter(|name| is_name(name))?;
    found.name("colon").filter(|colon| !colon.as_str().is_empty()).map(|_| name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= NAME.0
        && text.split_whitespace().count() <= NAME.1
        && text.contains(char::is_alphanumeric)
}

/// Columns before the name of a header line.
fn column(line: &Line, source: &str) -> usize {
    line.indent + without_bullet(line.of(source)).1
}

fn pingback_header(line: &Line, at: usize, source: &str) -> Header {
    Header { kind: Kind::Pingback, name: None, time: None, lines: at..at + 1, column: column(line, source) }
}

/// Headers of the form `X says:`, with the date on the same line, below, or after the text.
fn headers_by_says(source: &str, lines: &[Line], classes: &[Class]) -> Vec<Header> {
    let mut headers = Vec::new();
    for (at, (line, class)) in lines.iter().zip(classes).enumerate() {
        match class {
            Class::Pingback => headers.push(pingback_header(line, at, source)),
            Class::Says { name, time, sure } => {
                let below = match classes.get(at + 1) {
                    Some(Class::Stamp { time, .. }) => Some(time.clone()),
                    _ => None,
                };
                let opens = line.gap > 0
                    || at == 0
                    || !matches!(at.checked_sub(1).and_then(|above| classes.get(above)), Some(Class::Text));
                if below.is_some() || (*sure && opens) {
                    let end = at + 1 + usize::from(below.is_some());
                    headers.push(Header {
                        kind: Kind::Comment,
                        name: Some(name.clone()),
                        time: time.clone().or(below),
                        lines: at..end,
                        column: column(line, source),
                    });
                }
            }
            _ => {}
        }
    }
    headers
}

/// Headers with a name above a date, or both on one line.
fn headers_by_stamp(source: &str, lines: &[Line], classes: &[Class], from: usize) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for (at, (line, class)) in lines.iter().zip(classes).enumerate() {
        let comment = |name: String, time: &String, start: usize, line: &Line| Header {
            kind: Kind::Comment,
            name: Some(name),
            time: Some(time.clone()),
            lines: start..at + 1,
            column: column(line, source),
        };
        match class {
            Class::Pingback => headers.push(pingback_header(line, at, source)),
            Class::Stamp { time, name: Some(name) } => headers.push(comment(name.clone(), time, at, line)),
            Class::Stamp { time, name: None } => {
                let Some(above) = at
                    .checked_sub(1)
                    .filter(|above| *above >= from)
                    .and_then(|above| lines.get(above).map(|line| (above, line)))
                else {
                    continue;
                };
                let (place, name_line) = above;
                if headers.last().is_some_and(|header| header.lines.contains(&place))
                    || !matches!(classes.get(place), Some(Class::Text | Class::Says { .. }))
                {
                    continue;
                }
                let name = without_bullet(name_line.of(source)).0;
                let close = line.gap == 0
                    || (name.chars().count() <= APART && !name.ends_with(['.', '!', '?', ',', ':', ';', '…']));
                if is_name(name) && close {
                    headers.push(comment(name.to_owned(), time, place, name_line));
                }
            }
            _ => {}
        }
    }
    headers
}

/// The text below every header, without reply links and the like.
fn pieces(source: &str, lines: &[Line], classes: &[Class], headers: &[Header]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(headers.len());
    // The headers above, by column. The last one further left is the parent.
    let mut above: Vec<(usize, usize)> = Vec::new();
    let nested = headers.iter().any(|header| headers.first().is_some_and(|first| first.column < header.column));
    for (place, header) in headers.iter().enumerate() {
        let end = headers.get(place + 1).map_or(lines.len(), |next| next.lines.start);
        while above.last().is_some_and(|(column, _)| *column >= header.column) {
            above.pop();
        }
        let parent = if nested { above.last().map(|(_, piece)| *piece) } else { None };
        let mut body = Vec::new();
        let mut time = header.time.clone();
        let mut last = header.lines.end;
        if header.kind == Kind::Comment {
            above.push((header.column, place));
            for at in header.lines.end..end {
                let (Some(line), Some(class)) = (lines.get(at), classes.get(at)) else { break };
                // Text left of its own header belongs to the page.
                let dedented = nested && line.indent < header.column && !matches!(class, Class::Bullet | Class::Action);
                if dedented
                    || matches!(class, Class::Form)
                    || counter::read(line.of(source)).is_some_and(|(_, strong)| strong)
                {
                    break;
                }
                match class {
                    Class::Action | Class::Bullet => {}
                    Class::Stamp { time: found, name: None } if time.is_none() || trails(classes, at, end) => {
                        time.get_or_insert(found.clone());
                    }
                    _ => body.push(at),
                }
                last = at + 1;
            }
        } else {
            body.push(header.lines.start);
        }
        pieces.push(Piece {
            kind: header.kind,
            author: header.name.clone(),
            time,
            parent,
            body,
            lines: header.lines.start..last,
        });
    }
    pieces
}

/// Whether there are only reply links and the like between a date and the next header.
fn trails(classes: &[Class], at: usize, end: usize) -> bool {
    classes
        .get(at + 1..end)
        .unwrap_or_default()
        .iter()
        .all(|class| matches!(class, Class::Action | Class::Bullet | Class::Form))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    /// Name, time, parent, text.
    type Found = (Option<String>, Option<String>, Option<usize>, String);

    fn found(source: &str, announced: Option<usize>) -> Vec<Found> {
        let lines = lines(source);
        let Some((_, pieces)) = find(source, &lines, 0, announced, Order::DayFirst) else { return Vec::new() };
        pieces
            .into_iter()
            .map(|piece| {
                let text = piece.body.iter().map(|at| lines[*at].of(source)).collect::<Vec<_>>().join("|");
                (piece.author, piece.time, piece.parent, text)
            })
            .collect()
    }

    fn comment(name: &str, time: Option<&str>, parent: Option<usize>, text: &str) -> Found {
        (Some(name.to_owned()), time.map(str::to_owned), parent, text.to_owned())
    }

    #[test]
    fn names_over_dates_with_indented_answers() {
        let source = "  1. Ann\n     3 mars 2014 à 10 h 11 min\n\n     Un texte.\n\n     Suite.\n\n     Répondre\n       + Bob\n         4 mars 2014 à 9 h 00 min\n\n         Non.\n\n  2. Ping : Ailleurs\n\n  Laisser un commentaire\n";
        assert_eq!(
            found(source, None),
            [
                comment("Ann", Some("2014-03-03T10:11"), None, "Un texte.|Suite."),
                comment("Bob", Some("2014-03-04T09:00"), Some(0), "Non."),
                (None, None, None, "2. Ping : Ailleurs".to_owned()),
            ]
        );
    }

    #[test]
    fn says_in_four_languages() {
        for (says, reply) in [
            ("dit :", "Répondre"),
            ("says:", "Reply"),
            ("sagt:", "Antworten"),
            ("dijo:", "Responder"),
            ("a écrit :", "Citer"),
        ] {
            let source = format!(
                "Ann {says}\n12/03/2015 10:02\nFirst.\n{reply}\nBob B. {says}\n12/03/2015 11:02\nSecond.\nMore.\n{reply}"
            );
            assert_eq!(
                found(&source, None),
                [
                    comment("Ann", Some("2015-03-12T10:02"), None, "First."),
                    comment("Bob B.", Some("2015-03-12T11:02"), None, "Second.|More."),
                ],
                "{says}"
            );
        }
    }

    #[test]
    fn one_line_heads() {
        let source = "Par Leonard le 3 mars 2014 à 10:11\nPremier.\nPar Bob le 4 mars 2014 à 10:11\nSecond.";
        assert_eq!(
            found(source, None),
            [
                comment("Leonard", Some("2014-03-03T10:11"), None, "Premier."),
                comment("Bob", Some("2014-03-04T10:11"), None, "Second.")
            ]
        );
    }

    #[test]
    fn dates_in_a_text_are_no_marks() {
        assert!(found("Le texte du 3 mars 2014 dit ceci :\nrien.\nEt puis ?\n", None).is_empty());
        assert!(found("Un avis\n3 mars 2014\nle reste du texte", None).is_empty());
    }
}
