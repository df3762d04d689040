//! Plain text of a message → its lines.
//!
//! In comes decoded text; out come lines that are whole paragraphs, whether they were flowed (RFC 3676) or wrapped at a
//! width, and whether each is quoted.

use super::{Line, clean};
use crate::read::format::mail::mime::Text;

/// Programs wrap lines at a width between these two: 72 to 78 by default, 80 on terminals.
const NARROW: usize = 50;
const WIDTH: usize = 82;

/// The lines of a plain text. `boxed` says that *From* is escaped in it, as in mailboxes.
pub(super) fn of_plain(text: &Text, boxed: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Whether the last line continues in the next: it was flowed (RFC 3676).
    let mut open = false;
    for raw in text.text.lines() {
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        let unescaped = raw.strip_prefix('>').filter(|rest| boxed && rest.trim_start_matches('>').starts_with("From "));
        let raw = unescaped.unwrap_or(raw);
        let is_quoted = has_mark(raw) || has_initials(raw);
        let stuffed = if text.is_flowed && !is_quoted { raw.strip_prefix(' ').unwrap_or(raw) } else { raw };
        let flows = text.is_flowed && stuffed.ends_with(' ') && stuffed != "-- " && !is_quoted;
        let line = clean(stuffed);
        let above = lines.last_mut().filter(|last| open && !is_quoted && !last.is_quoted && !line.is_empty());
        if let Some(above) = above {
            if !text.drops_space {
                above.text.push(' ');
            }
            above.text.push_str(&line);
        } else {
            let line = if stuffed == "-- " { "-- ".to_owned() } else { line };
            lines.push(Line { text: line, is_quoted, is_sealed: false, is_wrapped: !text.is_flowed });
        }
        open = flows;
    }
    lines
}

/// Whether a line begins with `>`. Some programs put spaces before it.
fn has_mark(line: &str) -> bool {
    let text = line.trim_start_matches([' ', '\u{A0}']);
    text.starts_with('>') && line.len() - text.len() <= 4
}

/// Whether a line is quoted with initials, ` LK> text`, as some programs do.
fn has_initials(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let name = line.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let count = line.len() - name.len();
    (1..=4).contains(&count) && (name.starts_with("> ") || name == ">")
}

/// Joins the lines of wrapped paragraphs: the first word of the next line would not have fitted, or a sentence
/// continues in it.
pub(super) fn unbroken(lines: Vec<Line>) -> Vec<Line> {
    let length = |line: &Line| line.text.chars().count();
    let prose = |line: &Line| {
        !line.is_sealed
            && line.is_wrapped
            && line.text.chars().next().is_some_and(|c| c.is_alphanumeric() || "\"'«“(*_".contains(c))
    };
    let width =
        lines.iter().filter(|line| prose(line)).map(length).filter(|length| *length <= WIDTH).max().unwrap_or(0);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // The length of the last line before joining.
    let mut last = 0;
    for line in lines {
        let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let full = width >= NARROW && last + 1 + word > width && last <= WIDTH;
        let here = length(&line);
        let goes_on = last >= NARROW && line.text.starts_with(char::is_lowercase) && last <= WIDTH;
        let goes_on = goes_on
            && out.last().is_some_and(|before| before.text.ends_with(|c: char| c.is_alphanumeric() || c == ','));
        let continues = (full || goes_on) && prose(&line) && !is_item(&line.text);
        let same = |before: &&mut Line| before.is_quoted == line.is_quoted && prose(before);
        match out.last_mut().filter(|before| continues && same(before)) {
            Some(before) => {
                before.text.push(' ');
                before.text.push_str(&line.text);
            }
            None => out.push(line),
        }
        last = here;
    }
    out
}

/// Whether a line begins like an item of a list: `*`, `1.`, `a)`.
fn is_item(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or("");
    let mark = word.strip_suffix(['.', ')', ':']).unwrap_or("");
    word == "*" || !mark.is_empty() && (mark.bytes().all(|byte| byte.is_ascii_digit()) || mark.len() == 1)
}

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{parts, plain};
    use crate::read::format::mail::body::words;
    use crate::read::format::mail::mime::Text;

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        let text = "This is a line that was broken by a program at seventy-two columns, and\nit goes on here.\nThis one was not.\n\n* an item that is long enough to have been broken by the same program,\n* another\n";
        assert_eq!(
            plain(text).text,
            "This is a line that was broken by a program at seventy-two columns, and it goes on here.\nThis one was not.\n\n* an item that is long enough to have been broken by the same program,\n* another"
        );
        let flowed =
            Text { text: "a b \nc\n -- x\n> q \n> r\nd".into(), is_html: false, is_flowed: true, drops_space: false };
        assert_eq!(words(&[flowed], false).0.text, "a b c\n-- x\n> q\n> r\nd");
    }

    #[test]
    fn from_is_unescaped_in_mailboxes_only() {
        assert_eq!(plain(">From x\n>>From y\n").text, "From x\n>From y");
        let text = Text { text: ">From x".into(), is_html: false, is_flowed: false, drops_space: false };
        assert_eq!(parts(&words(&[text], false).0), [">From x"]);
    }
}
