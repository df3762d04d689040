//! The text of a message → what its author wrote, with what he repeats marked as quotations.
//!
//! In comes decoded text, plain or HTML; out come [`Words`]. Lines that begin with `>`, the line before them that says who
//! wrote them, and whole messages under *Original Message* are quotations; signatures, footers of lists and seals are left
//! out. Lines that a program broke at a width are joined again, so that a sentence is one line.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::mime::Text;
use crate::limit;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, plainly};
use crate::span::Span;
use crate::thread::Quote;

/// A line on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    text: String,
    is_quoted: bool,
}

/// What the author wrote in the texts of his message. `boxed`: whether it comes from a mailbox, where lines that begin
/// with *From* are escaped.
pub(super) fn words(texts: &[Text], boxed: bool) -> Words {
    let mut lines: Vec<Line> = Vec::new();
    for text in texts {
        if text.is_html {
            lines.extend(of_html(&text.said));
        } else {
            lines.extend(of_plain(text, boxed));
        }
        lines.push(Line { text: String::new(), is_quoted: false });
    }
    mark_attributions(&mut lines);
    mark_forwarded(&mut lines);
    joined(&without_furniture(lines))
}

/// Plain text as readers of every format give it: lines without white space at their ends, at most one blank line in a
/// row, no-break spaces as spaces, Unicode in NFC.
pub(in crate::read::format) fn tidy(text: &str) -> String {
    let lines: Vec<Line> = text.lines().map(|line| Line { text: clean(line), is_quoted: false }).collect();
    joined(&lines).text
}

fn clean(line: &str) -> String {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let line = if is_nfc(line) { line.to_owned() } else { line.nfc().collect() };
    line.replace(['\u{A0}', '\u{202F}'], " ").replace('\0', "\u{FFFD}")
}

fn of_html(markup: &str) -> Vec<Line> {
    let words = fragment_with(markup, Lines::Joined, treat);
    let mut at = 0;
    let mut quotes = words.quotes.iter().peekable();
    let mut lines = Vec::new();
    for line in words.text.split('\n') {
        while quotes.next_if(|quote| quote.span.end <= at).is_some() {}
        let is_quoted = quotes.peek().is_some_and(|quote| quote.span.start <= at) && !line.is_empty();
        lines.push(Line { text: line.to_owned(), is_quoted: is_quoted || line.starts_with('>') });
        at += line.len() + 1;
    }
    lines
}

/// How programs mark what they quote and sign in HTML.
fn treat(element: Element<'_>) -> Treat {
    const QUOTES: [&str; 5] = ["gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"];
    const SIGNATURES: [&str; 3] = ["gmail_signature", "moz-signature", "protonmail_signature_block"];
    if element.classes().any(|class| QUOTES.contains(&class)) {
        return Treat::Quote(None);
    }
    if element.classes().any(|class| SIGNATURES.contains(&class)) || element.name() == "style" {
        return Treat::Skip;
    }
    plainly(element)
}

fn of_plain(text: &Text, boxed: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Whether the last line is to be continued: it was flowed (RFC 3676).
    let mut open = false;
    for raw in text.said.lines() {
        let raw = raw.strip_suffix('\r').unwrap_or(raw);
        let unescaped = raw.strip_prefix('>').filter(|rest| boxed && rest.trim_start_matches('>').starts_with("From "));
        let raw = unescaped.unwrap_or(raw);
        let is_quoted = raw.starts_with('>') || has_initials(raw);
        let stuffed = if text.is_flowed && !is_quoted { raw.strip_prefix(' ').unwrap_or(raw) } else { raw };
        let flows = text.is_flowed && stuffed.ends_with(' ') && stuffed != "-- " && !is_quoted;
        let line = clean(stuffed);
        match lines.last_mut().filter(|last| open && !is_quoted && !last.is_quoted && !line.is_empty()) {
            Some(last) => {
                if !text.drops_space {
                    last.text.push(' ');
                }
                last.text.push_str(&line);
            }
            None => lines.push(Line { text: if stuffed == "-- " { "-- ".to_owned() } else { line }, is_quoted }),
        }
        open = flows;
    }
    if text.is_flowed { lines } else { unbroken(lines) }
}

/// Whether a line is quoted with the initials of its author, ` LK> text`, as some programs do.
fn has_initials(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let name = line.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let count = line.len() - name.len();
    (1..=4).contains(&count) && (name.starts_with("> ") || name == ">")
}

/// Joins the lines of paragraphs that were broken at a width: the first word of the next would not have found room, or
/// a sentence goes on in the next.
fn unbroken(lines: Vec<Line>) -> Vec<Line> {
    let length = |line: &Line| line.text.chars().count();
    let prose = |line: &Line| {
        !line.is_quoted && line.text.chars().next().is_some_and(|c| c.is_alphanumeric() || "\"'«“(*_".contains(c))
    };
    let width =
        lines.iter().filter(|line| prose(line)).map(length).filter(|length| *length <= WIDTH).max().unwrap_or(0);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    // The length of the last line as it was broken.
    let mut last = 0;
    for line in lines {
        let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        let full = width >= NARROW && last + 1 + word > width && last <= WIDTH;
        let here = length(&line);
        let goes_on = last >= NARROW && line.text.starts_with(char::is_lowercase) && last <= WIDTH;
        let goes_on = goes_on
            && out.last().is_some_and(|before| before.text.ends_with(|c: char| c.is_alphanumeric() || c == ','));
        let continues = (full || goes_on) && prose(&line) && !is_item(&line.text);
        match out.last_mut().filter(|before| continues && prose(before)) {
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

/// The width at which programs break lines is between these: 72 to 78 by default, 80 on terminals.
const NARROW: usize = 50;
const WIDTH: usize = 82;

/// Whether a line begins as an item of a list does: `*`, `1.`, `a)`.
fn is_item(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or("");
    let mark = word.strip_suffix(['.', ')', ':']).unwrap_or("");
    word == "*" || !mark.is_empty() && (mark.bytes().all(|byte| byte.is_ascii_digit()) || mark.len() == 1)
}

/// A pattern that is compiled at its first use; one that could not be would match nothing.
fn pattern(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).case_insensitive(true).size_limit(limit::REGEX_BYTES).build().ok()
}

/// The end of a line that says who wrote what follows, in the words of mail programs.
static WROTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:wrote|writes|said|a écrit|écrit|ecrit|escribió|ha scritto|scrisse|escreveu|schreef|skrev|napisał)|\b(?:schrieb|schreibt)\b.{0,120}|\d.*<[^<>]+>)\s*:$",
    )
});

/// How such a line begins, where it takes two.
static BEGAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"^(?:on|le|am|el|em|il|op|den|at|in|quoting|\d{4}-\d\d|\d\d?[./]\d\d?[./]\d{2,4})\b"));

/// The line above a message that follows whole, in the words of mail programs.
static ORIGINAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^(?:-{2,}\s*(?:original message|message d'origine|message original|ursprüngliche nachricht|originalnachricht|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|forwarded message|message transféré|weitergeleitete nachricht|mensaje reenviado|messaggio inoltrato)\s*-{2,}|begin forwarded message:|début du message (?:réexpédié|transféré) :)",
    )
});

/// A field of such a message where no line stands above it: Outlook shows four of them.
static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^\*?(?:from|de|von|da|van|sent|date|envoyé|gesendet|datum|enviado|inviato|to|à|an|para|a|subject|objet|betreff|asunto|oggetto|cc)\s?:\*?\s",
    )
});

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    // None of these lines is long: what is longer is text.
    text.len() <= 400 && pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// The line before a quotation that says whose it is belongs to it: it is not the author's opinion either.
fn mark_attributions(lines: &mut [Line]) {
    let mut next: Option<bool> = None;
    let mut said: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate().rev() {
        if line.text.is_empty() {
            continue;
        }
        if next == Some(true) && !line.is_quoted && matches(&WROTE, &line.text) {
            said.push(at);
        }
        next = Some(line.is_quoted);
    }
    for at in said {
        if let Some(line) = lines.get_mut(at) {
            line.is_quoted = true;
            if matches(&BEGAN, &line.text) {
                continue;
            }
        }
        if let Some(before) = at.checked_sub(1).and_then(|at| lines.get_mut(at))
            && matches(&BEGAN, &before.text)
        {
            before.is_quoted = true;
        }
    }
}

/// What stands under *Original Message*, or under the fields of a message, is that message.
fn mark_forwarded(lines: &mut [Line]) {
    let fields = |at: usize| {
        let four = lines.get(at..(at + 5).min(lines.len())).unwrap_or_default();
        four.iter().filter(|line| matches(&FIELD, &line.text)).count() >= 3
    };
    let is_start = |(at, line): (usize, &Line)| {
        !line.is_quoted && (matches(&ORIGINAL, &line.text) || matches(&FIELD, &line.text) && fields(at))
    };
    let start = lines.iter().enumerate().find(|found| is_start(*found)).map(|(at, _)| at);
    for line in lines.iter_mut().skip(start.unwrap_or(usize::MAX)) {
        line.is_quoted = !line.text.is_empty();
    }
}

/// Leaves out the signature under `-- `, seals of PGP, and the footers of lists.
fn without_furniture(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut inside = Inside::Text;
    let mut footer = Footer::of(&lines);
    for (at, line) in lines.into_iter().enumerate() {
        if line.is_quoted {
            if inside != Inside::Text {
                // What is left out stood apart from the quotation.
                out.push(Line { text: String::new(), is_quoted: false });
            }
            inside = Inside::Text;
        } else if line.text == "-- " || line.text == "--" && inside == Inside::Text && !out.is_empty() {
            inside = Inside::Signature;
        } else if line.text.starts_with("-----BEGIN PGP SIGNED MESSAGE") {
            inside = Inside::Armour;
            continue;
        } else if line.text.starts_with("-----BEGIN PGP ") {
            inside = Inside::Seal;
        } else if line.text.starts_with("-----END PGP ") {
            inside = Inside::Text;
            continue;
        } else if line.text.is_empty() && inside == Inside::Armour {
            inside = Inside::Text;
        }
        if inside == Inside::Text && !footer.holds(at) {
            out.push(line);
        }
    }
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Text,
    /// Under `-- `, up to a quotation or the end.
    Signature,
    /// The fields over a signed text.
    Armour,
    /// A seal or a key.
    Seal,
}

/// Where the footer of a mailing list begins.
struct Footer(usize);

impl Footer {
    /// A line of underscores, then at most six lines to the end that name the list or give its address.
    fn of(lines: &[Line]) -> Footer {
        let end = lines.iter().rposition(|line| !line.text.is_empty() && !line.is_quoted).map_or(0, |at| at + 1);
        let tail = lines.get(end.saturating_sub(8)..end).unwrap_or_default();
        let bar =
            |line: &Line| line.text.len() >= 20 && line.text.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'='));
        let start = tail.iter().rposition(bar).filter(|at| {
            let rest = tail.get(at + 1..).unwrap_or_default();
            rest.iter().any(|line| {
                let text = line.text.to_lowercase();
                text.contains("mailing list")
                    || text.contains("listinfo")
                    || text.contains("unsubscribe")
                    || text.contains("liste de diffusion")
            })
        });
        Footer(start.map_or(usize::MAX, |at| end - tail.len() + at))
    }

    fn holds(&mut self, at: usize) -> bool {
        at >= self.0
    }
}

/// The lines as one text: none blank at its ends, at most one blank in a row, quotations where lines are quoted.
fn joined(lines: &[Line]) -> Words {
    let mut words = Words::default();
    let mut blank = false;
    for line in lines {
        let text = line.text.trim_end();
        if text.is_empty() {
            blank = true;
            continue;
        }
        if !words.text.is_empty() {
            words.text.push('\n');
            if blank {
                words.text.push('\n');
            }
        }
        let start = words.text.len();
        words.text.push_str(text);
        if line.is_quoted {
            let span = Span::new(start, words.text.len());
            match words.quotes.last_mut().filter(|last| last.span.end + 1 + usize::from(blank) >= start) {
                Some(last) => last.span.end = span.end,
                None => words.quotes.push(Quote { span, to: None }),
            }
        }
        blank = false;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Words {
        words(&[Text { said: text.to_owned(), is_html: false, is_flowed: false, drops_space: false }], true)
    }

    fn parts(words: &Words) -> Vec<&str> {
        words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect()
    }

    #[test]
    fn quotations_are_marked_with_the_line_before_them() {
        for (said, quoted) in [
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
            let words = plain(said);
            assert_eq!(parts(&words), [quoted], "{said}");
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
    fn signatures_footers_and_seals_are_left_out() {
        assert_eq!(plain("Yes.\n-- \nAnn\nAcme\n").text, "Yes.");
        let words = plain("Yes.\n-- \nAnn\n\nOn Monday, B wrote:\n> no\n");
        assert_eq!((words.text.as_str(), parts(&words).len()), ("Yes.\n\nOn Monday, B wrote:\n> no", 1));
        assert_eq!(plain("Yes.\n\n____________________\nfoo mailing list\nhttp://x/listinfo/foo\n").text, "Yes.");
        assert_eq!(
            plain("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nYes.\n-----BEGIN PGP SIGNATURE-----\nxyz\n-----END PGP SIGNATURE-----\n").text,
            "Yes."
        );
    }

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        let text = "This is a line that was broken by a program at seventy-two columns, and\nit goes on here.\nThis one was not.\n\n* an item that is long enough to have been broken by the same program,\n* another\n";
        assert_eq!(
            plain(text).text,
            "This is a line that was broken by a program at seventy-two columns, and it goes on here.\nThis one was not.\n\n* an item that is long enough to have been broken by the same program,\n* another"
        );
        let flowed =
            Text { said: "a b \nc\n -- x\n> q \n> r\nd".into(), is_html: false, is_flowed: true, drops_space: false };
        assert_eq!(words(&[flowed], false).text, "a b c\n-- x\n> q\n> r\nd");
    }

    #[test]
    fn from_is_unescaped_in_mailboxes_only() {
        assert_eq!(plain(">From x\n>>From y\n").text, "From x\n>From y");
        let text = Text { said: ">From x".into(), is_html: false, is_flowed: false, drops_space: false };
        assert_eq!(parts(&words(&[text], false)), [">From x"]);
    }

    #[test]
    fn html_is_read_with_its_quotations() {
        let text = "<div>No.</div><div class=gmail_quote><div class=gmail_attr>On Monday, A wrote:</div><blockquote>yes</blockquote></div><div class=gmail_signature>B</div>";
        let words = words(&[Text { said: text.into(), is_html: true, is_flowed: false, drops_space: false }], true);
        assert_eq!(
            (words.text.as_str(), parts(&words)),
            ("No.\nOn Monday, A wrote:\nyes", vec!["On Monday, A wrote:\nyes"])
        );
    }
}
