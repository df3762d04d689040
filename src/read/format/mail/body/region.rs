//! Which lines of a message are the words of somebody else.
//!
//! In come the lines of a message, those with a mark (`>`) already quoted. They leave with everything else quoted that
//! the author repeats: the line that says who wrote a quotation, whole messages below, and quotations that no mark
//! shows. What is above them, even on the same line, stays the author's own.

use super::Line;
use super::attribution::{Attribution, ending_at, inside};
use super::header;
use crate::place::update;

/// A quoted line of at least this many bytes may have been broken by a gateway, and its remaining words have no mark.
const BROKEN_AT: usize = 65;

/// What may mark a quotation instead of `>`, below a line that says who wrote it.
const MARKS: [char; 9] = ['|', ':', '}', '»', '›', '¦', '│', '┃', '¶'];

/// Where the quotation of a message ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read::format::mail) struct Unmarked {
    /// Whether a quotation without marks was taken to go on to the end of the message.
    pub is_open: bool,
    /// Whether there are no other words in the message.
    pub is_all: bool,
}

/// Marks the quoted lines.
pub(super) fn mark(lines: Vec<Line>) -> (Vec<Line>, Unmarked) {
    let mut lines = lines;
    mark_broken(&mut lines);
    let mut lines = split(lines);
    let mut unmarked = Unmarked::default();
    let mut at = 0;
    while at < lines.len() {
        let (length, has_fields) = match lines.get(at) {
            Some(line) if line.is_sealed => (1, false),
            Some(line) if !line.is_quoted => match header::beginning(&lines, at) {
                Some(beginning) => (beginning.length, beginning.has_fields),
                None => (0, false),
            },
            _ => (0, false),
        };
        if length == 0 {
            at += 1;
            continue;
        }
        // A line that says who wrote the quotation may be wrapped, and may follow a title.
        let mut end = at + length;
        while !has_fields && lines.get(end).is_some_and(|line| line.is_sealed) {
            end += 1;
        }
        for line in lines.iter_mut().take(end).skip(at).filter(|line| !line.text.trim().is_empty()) {
            (line.is_quoted, line.is_sealed) = (true, true);
        }
        at = quotation(&mut lines, end, has_fields, &mut unmarked);
    }
    unmarked.is_all = unmarked.is_open && lines.iter().all(|line| line.is_quoted || line.text.trim().is_empty());
    (lines, unmarked)
}

/// Marks the quotation that begins at a line, and returns where it ends. `has_fields`: whether it is a whole message
/// below header fields, which may begin with a quotation that somebody else marked.
fn quotation(lines: &mut [Line], from: usize, has_fields: bool, unmarked: &mut Unmarked) -> usize {
    let first = lines.iter().enumerate().skip(from).find(|(_, line)| !line.text.trim().is_empty());
    let Some((first, line)) = first else { return lines.len() };
    if line.is_quoted && !(has_fields && line.is_sealed) {
        return first;
    }
    // Marked lines further down are this quotation, unless another line says who wrote them: `[…]` or a word comes
    // before them.
    let next = lines.get(first..).unwrap_or_default().iter().find(|line| line.is_quoted);
    if !has_fields && next.is_some_and(|line| !line.is_sealed) {
        return first;
    }
    let mark = line.text.trim_start().chars().next().filter(|c| MARKS.contains(c));
    let indent = line.text.starts_with(['\t']) || line.text.starts_with("  ");
    let below = lines.get(first..).unwrap_or_default();
    let inside = |line: &Line| match mark {
        Some(mark) => line.text.trim_start().starts_with(mark),
        None => indent && (line.text.starts_with('\t') || line.text.starts_with("  ")),
    };
    let length = below.iter().take_while(|line| line.text.trim().is_empty() || inside(line)).count();
    // A mark on one line, or an indent that goes on to the end, may be the form of the quoted text.
    let is_marked = (mark.is_some() && length > 1 || mark.is_none() && indent) && length < below.len();
    let end = if is_marked { first + length } else { lines.len() };
    unmarked.is_open |= !is_marked;
    for line in lines.iter_mut().take(end).skip(from).filter(|line| !line.text.trim().is_empty()) {
        line.is_quoted = true;
    }
    end
}

/// Splits lines where the author's own words end and a line begins that says who wrote the quotation below. Its lines
/// are sealed.
fn split(lines: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut next_is_quoted = false;
    for at in (0..lines.len()).rev() {
        let Some(line) = lines.get(at) else { continue };
        if line.text.trim().is_empty() {
            continue;
        }
        let covered = found.last().is_some_and(|below| below.first <= at);
        if !line.is_quoted && !covered {
            found.extend(ending_at(&lines, at, next_is_quoted).or_else(|| inside(&lines, at)));
        }
        next_is_quoted = line.is_quoted;
    }
    let mut found = found.into_iter().rev().peekable();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut open: Option<Attribution> = None;
    for (at, line) in lines.into_iter().enumerate() {
        if open.is_none() {
            open = found.next_if(|next| next.first == at);
        }
        let Some(attribution) = open else {
            out.push(line);
            continue;
        };
        let start = if attribution.first == at { attribution.start } else { 0 };
        // Only the line that the attribution ends on can have more text behind it.
        let is_last = at >= attribution.last;
        let end = if is_last { attribution.end.min(line.text.len()) } else { line.text.len() };
        let own = line.text.get(..start).unwrap_or_default().trim_end();
        let rest = line.text.get(end..).unwrap_or_default().trim();
        if !own.is_empty() {
            out.push(Line { text: own.to_owned(), ..line.clone() });
        }
        let text = line.text.get(start..end).unwrap_or_default().trim().to_owned();
        out.push(Line { text, is_quoted: true, is_sealed: true, ..line.clone() });
        if !rest.is_empty() {
            out.push(Line { text: rest.to_owned(), ..line });
        }
        if is_last {
            open = None;
        }
    }
    out
}

/// Marks the remaining words of quoted lines that a gateway broke: they begin with a small letter, and quoted lines
/// are above and below.
fn mark_broken(lines: &mut [Line]) {
    let broken: Vec<usize> = lines
        .windows(3)
        .enumerate()
        .filter_map(|(at, three)| {
            let [above, line, below] = three else { return None };
            let is_long =
                above.is_quoted && above.text.len() >= BROKEN_AT && !above.text.ends_with(['.', '!', '?', ':', ';']);
            let goes_on = line.text.starts_with(char::is_lowercase) && line.text.len() < BROKEN_AT;
            (is_long && goes_on && !line.is_quoted && below.is_quoted).then_some(at + 1)
        })
        .collect();
    for at in broken {
        update(lines, at, |line| line.is_quoted = true);
    }
}

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{own, parts, plain};

    #[test]
    fn quotations_are_marked_with_the_line_before_them() {
        for (text, quoted) in [
            (
                "Hi,\n\nOn Tue, 17 Nov 2009, Ann wrote:\n\n> a\n> b\n\nNo.\n",
                "On Tue, 17 Nov 2009, Ann wrote:\n\n> a\n> b",
            ),
            (
                "Hi,\nLe 3 mai 2025 à 10:02, Anne Martin\n<a@b.fr> a écrit :\n> a\nNon.",
                "Le 3 mai 2025 à 10:02, Anne Martin\n<a@b.fr> a écrit :\n> a",
            ),
            ("Hi,\nAm 03.05.2025 um 10:02 schrieb Anne:\n> a\nNein.", "Am 03.05.2025 um 10:02 schrieb Anne:\n> a"),
            (
                "Hi,\n2016-04-14 11:06 GMT+02:00 J. G. <j at x>:\n\n> a\n\nNo.",
                "2016-04-14 11:06 GMT+02:00 J. G. <j at x>:\n\n> a",
            ),
        ] {
            let words = plain(text);
            assert_eq!(parts(&words), [quoted], "{text}");
            assert!(words.text.starts_with("Hi,"));
        }
        assert!(parts(&plain("She wrote:\n\nno")).is_empty());
    }

    #[test]
    fn whole_messages_below_are_quotations() {
        let words = plain("D'accord.\n\n-----Message d'origine-----\nDe : A\nObjet : x\n\nNon.\n");
        assert_eq!(parts(&words), ["-----Message d'origine-----\nDe : A\nObjet : x\n\nNon."]);
        let words = plain("Yes.\n\nFrom: A\nSent: Monday\nTo: B\nSubject: x\n\nNo.\n");
        assert!(parts(&words)[0].starts_with("From: A") && parts(&words)[0].ends_with("No."));
        assert!(parts(&plain("De : là vient tout.\nBien.")).is_empty());
    }

    #[test]
    fn own_words_are_what_is_neither_marked_nor_below() {
        let date = "On 3 Mar 2021 at 10:22, Ann Lee <a@b.org> wrote:";
        for (text, expected) in [
            // No marks: to the end.
            (format!("No.\n\n{date}\n\nYes.\nAnd more.\n"), "No."),
            (format!("No. {date}\n\nYes.\n"), "No."),
            (format!("No. {date} Yes. And more.\nAnd more.\n"), "No."),
            // Marks: only what has them.
            (format!("{date}\n> Yes?\n\nNo.\n\n> Sure?\n\nSure.\n"), "No.\nSure."),
            ("----- Original Message -----\nFrom: Ann\n\n> Yes?\n\nNo.\n".to_owned(), "No."),
            // Other marks, and indents.
            (format!("{date}\n| Yes?\n| Or no?\n\nNo.\n"), "No."),
            (format!("{date}\n\n    Yes?\n    Or no?\n\nNo.\n"), "No."),
            ("No.\n > Yes?\n > Or no?\n".to_owned(), "No."),
            // A gateway broke a quoted line.
            (
                "No.\n> In efficitur augue ac tristique ullamcorper. Aenean tincidunt ornare diam,\neget accumsan est.\n>\n".to_owned(),
                "No.",
            ),
            // A rule above the fields belongs to them.
            ("No.\n________________________________\nFrom: Ann [a@b.org]\nSent: Friday\nTo: Bob\nSubject: x\n\nYes.\n".to_owned(), "No."),
            // Prose.
            ("On Monday I wrote to the mayor:\nno answer.\n".to_owned(), "On Monday I wrote to the mayor:\nno answer."),
            ("On Monday I wrote to the mayor: no answer.\n".to_owned(), "On Monday I wrote to the mayor: no answer."),
            ("Sam is right. What he wrote:\n> Yes.\nNo.\n".to_owned(), "Sam is right. What he wrote:\nNo."),
        ] {
            assert_eq!(own(&plain(&text)), expected, "{text}");
        }
    }

    #[test]
    fn hostile_lines_take_linear_time() {
        for line in [
            "On 3 March 2021 at 10:22 a@b.org wrote:",
            "From: a@b.org",
            "-----",
            "> x",
            "Sent from my iPhone",
            "—",
            "This message is",
        ] {
            let text = format!("{line}\n").repeat(50_000);
            let _ = plain(&text);
        }
        let _ = plain(&"wrote: a@b.org . On 3 ".repeat(100_000));
    }
}
