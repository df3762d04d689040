//! Parts of a message that its author did not write for it.
//!
//! In come the lines of a message; out come the lines without signatures, PGP seals, footers of mailing lists, the
//! lines in which programs name themselves, and the notices that offices add.

use std::sync::LazyLock;

use regex::Regex;

use super::Line;
use super::attribution::{matches, pattern};
use crate::lang::{self, alternatives};
use crate::place::update;

/// The most lines in a signature or footer under a rule that is not the standard `-- `. Office signatures have ten.
const LINES: usize = 12;

/// The most words in a line that names a device or program: `Sent from my Verizon Wireless BlackBerry`.
const DEVICE_WORDS: usize = 10;

/// How many bytes of a paragraph show whether it is the notice of an office.
const NOTICE_BYTES: usize = 400;

/// Words that show the footer of a mailing list.
static LIST_FOOTER: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.mail.list_footer));

/// Closing formulas.
static SIGNS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.mail.signs));

/// A line that names the device or program.
static SENT_WITH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let sent = alternatives(|words| words.mail.sent_with);
    pattern(&format!(r"^[-–—*\s]*(?:{sent})(?:[^\p{{L}}]|$)"))
});

/// The beginning of a notice.
static NOTICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let notices = alternatives(|words| words.mail.disclaimers);
    pattern(&format!(r"^[\W_]*(?:{notices})"))
});

/// An address, a telephone number or a site.
static CONTACT: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"@|www\.|https?://|\+?\d[\d\s().-]{6,}\d|\b(?:tél|tel|fax|mob|gsm|phone)\b\.?"));

/// The lines without furniture.
pub(super) fn without_furniture(lines: Vec<Line>) -> Vec<Line> {
    let mut left = sealed(&lines);
    let (mut start, mut has_words) = (0, false);
    // Every run of lines between two quotations can have its own signature.
    while start < lines.len() {
        let quoted = |at: usize| lines.get(at).is_some_and(|line| line.is_quoted);
        let end = (start..lines.len()).find(|at| quoted(*at)).unwrap_or(lines.len());
        if end > start {
            has_words = part(&lines, start..end, has_words, &mut left);
        }
        start = end + 1;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = false;
    for (line, is_left) in lines.into_iter().zip(left) {
        if is_left {
            gap = true;
            continue;
        }
        if gap && line.is_quoted {
            // The omitted lines were separate from the quotation.
            out.push(Line::own(String::new()));
        }
        gap = false;
        out.push(line);
    }
    out
}

/// Marks the furniture of a run of lines without quotations. Returns whether there are words of the author in it or
/// above it.
fn part(lines: &[Line], range: std::ops::Range<usize>, has_words_above: bool, left: &mut [bool]) -> bool {
    let text = |at: usize| lines.get(at).map_or("", |line| line.text.as_str());
    let leave = |left: &mut [bool], range: std::ops::Range<usize>| {
        for at in range {
            update(left, at, |left| *left = true);
        }
    };
    let mut end = range.end;
    let mut has_words = has_words_above;
    let mut after_blank = true;
    let mut at = range.start;
    while at < end {
        let line = text(at);
        if left.get(at).copied().unwrap_or(false) || line.trim().is_empty() {
            after_blank = true;
            at += 1;
            continue;
        }
        if line == "-- " || line == "--" && has_words {
            leave(left, at..end);
            end = at;
            break;
        }
        // The rule of a table is right below its head.
        let is_signed = is_bar(line) && after_blank && is_signature(lines, at + 1..end);
        if is_signed || is_footer_bar(line) && is_footer(lines, at + 1..end) {
            leave(left, at..end);
            end = at;
            break;
        }
        if after_blank && line.len() >= 8 && is_notice(lines, at..end) {
            let paragraph = (at..end).find(|at| text(*at).trim().is_empty()).unwrap_or(end);
            // Above the author's words it is one paragraph; below, it goes on to the end.
            let until = if has_words { end } else { paragraph };
            leave(left, at..until);
            at = until;
            continue;
        }
        // Such a line is alone in its paragraph, or the first or last line of it.
        let is_at_edge = after_blank || at + 1 >= end || text(at + 1).trim().is_empty();
        if is_at_edge && is_device(line) {
            let rest = at + 1..end;
            leave(left, at..at + 1);
            if has_words && (is_signature(lines, rest.clone()) || is_footer(lines, rest.clone())) {
                leave(left, rest);
                end = at;
                break;
            }
            at += 1;
            continue;
        }
        has_words = true;
        after_blank = false;
        at += 1;
    }
    contact(lines, range.start..end, left);
    has_words
}

/// Marks the contact data below a closing formula and a name.
fn contact(lines: &[Line], range: std::ops::Range<usize>, left: &mut [bool]) {
    let text = |at: usize| lines.get(at).map_or("", |line| line.text.trim());
    let formula = range.clone().rev().take(2 * LINES).find(|at| is_formula(text(*at)));
    let Some(formula) = formula.filter(|at| *at > range.start) else { return };
    let below: Vec<usize> = (formula + 1..range.end).filter(|at| !text(*at).is_empty()).collect();
    let from = below.iter().position(|at| !matches(&CONTACT, text(*at))).map_or(0, |name| name + 1).min(1);
    let data = below.get(from..).unwrap_or_default();
    let is_data = data.iter().any(|at| matches(&CONTACT, text(*at))) && data.iter().all(|at| !is_prose(text(*at)));
    if is_data && data.len() <= LINES {
        for at in data {
            update(left, *at, |left| *left = true);
        }
    }
}

fn is_formula(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    line.len() <= 60 && SIGNS.contains(&bare.replace('\u{2019}', "'").as_str())
}

/// Whether a line is a bar above a signature: hyphens, underscores, or long dashes.
fn is_bar(line: &str) -> bool {
    let line = line.trim();
    let is = |c: char| line.chars().all(|each| each == c);
    let length = line.chars().count();
    matches!(line, "—" | "―" | "–" | "⸺" | "⸻")
        || length >= 2 && ['_', '-', '—', '―', '–', '─', '━'].into_iter().any(is)
}

/// Whether a line is a bar above the footer of a mailing list, or above the attachments that an archive took out.
fn is_footer_bar(line: &str) -> bool {
    let line = line.trim();
    let bar = |c: char| matches!(c, '-' | '_' | '=' | '.' | ',' | '~' | '*' | '+' | '#' | '—');
    line.chars().count() >= 2 && line.chars().all(bar) || line.starts_with("----------") && line.contains(" next part ")
}

/// Whether some lines to the end of a part are the footer of a list.
fn is_footer(lines: &[Line], range: std::ops::Range<usize>) -> bool {
    let text = lines.get(range).unwrap_or_default().iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    text.take(6).any(|line| {
        let lower = line.to_lowercase();
        LIST_FOOTER.iter().any(|word| lower.contains(word))
    })
}

/// Whether some lines to the end of a part are a signature: few, short, no sentences, no table, no list of sources.
fn is_signature(lines: &[Line], range: std::ops::Range<usize>) -> bool {
    let text = lines.get(range).unwrap_or_default().iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    let text: Vec<&str> = text.take(LINES + 1).collect();
    let is_listed = |line: &&str| {
        line.contains('|') || line.starts_with(['[', '*', '•']) || line.starts_with(|c: char| c.is_ascii_digit())
    };
    text.len() <= LINES
        && !text.iter().any(|line| is_prose(line))
        && !text.first().is_some_and(is_listed)
        && !text.iter().any(|line| line.contains('|') && line.contains("  "))
}

/// Whether a line is a sentence, or longer than a line of a signature.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words >= 8 && line.ends_with(['.', '!', '?', '…', ',', ';']) || words >= 14
}

/// Whether a line only names the device or program that sent the message.
fn is_device(line: &str) -> bool {
    if line.len() > 300 || !matches(&SENT_WITH, line) {
        return false;
    }
    // Some add the address of the program.
    let name = line.split(['<', '(', '[']).next().unwrap_or(line).trim().trim_end_matches('.');
    let ends = |c: char| matches!(c, ',' | ';' | '!' | '?');
    name.split_whitespace().count() <= DEVICE_WORDS && !name.contains(ends) && !name.contains(". ")
}

/// Whether the paragraph that begins a range is the notice of an office.
fn is_notice(lines: &[Line], range: std::ops::Range<usize>) -> bool {
    let mut start = String::new();
    for line in lines.get(range).unwrap_or_default().iter().take_while(|line| !line.text.trim().is_empty()) {
        start.push_str(line.text.trim());
        start.push(' ');
        if start.len() >= NOTICE_BYTES {
            break;
        }
    }
    matches(&NOTICE, start.get(..start.floor_char_boundary(NOTICE_BYTES)).unwrap_or_default())
}

/// Whether each line belongs to the frame of a signed text: seals, keys, and the fields above it.
fn sealed(lines: &[Line]) -> Vec<bool> {
    #[derive(PartialEq)]
    enum Inside {
        Text,
        Fields,
        Seal,
    }
    let mut inside = Inside::Text;
    lines
        .iter()
        .map(|line| {
            if line.is_quoted {
                inside = Inside::Text;
            } else if line.text.starts_with("-----BEGIN PGP SIGNED MESSAGE") {
                inside = Inside::Fields;
            } else if line.text.starts_with("-----BEGIN PGP ") {
                inside = Inside::Seal;
            } else if line.text.starts_with("-----END PGP ") {
                inside = Inside::Text;
                return true;
            } else if line.text.is_empty() && inside == Inside::Fields {
                inside = Inside::Text;
            }
            inside != Inside::Text
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{own, parts, plain};

    #[test]
    fn every_pattern_compiles() {
        assert!(super::SENT_WITH.is_some() && super::NOTICE.is_some() && super::CONTACT.is_some());
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
    fn lines_of_devices_are_left_out() {
        for line in [
            "Sent from my iPhone",
            "Sent from my Verizon Wireless BlackBerry",
            "Sent from Mail for Windows 10",
            "Get Outlook for Android<https://aka.ms/ghei36>",
            "Envoyé de mon iPhone",
            "Envoyé à partir de Outlook pour iOS<https://aka.ms/o0ukef>",
            "Gesendet von Outlook für Android<https://aka.ms/AAb9ysg>",
            "Von meinem iPhone gesendet",
            "Enviado desde mi iPhone",
            "Inviato da iPhone",
            "Verstuurd vanaf mijn iPad",
            "Enviado do meu iPhone",
            "Sendt fra min iPhone",
            "Skickat från min iPhone",
            "Wysłane z iPhone'a",
            "Lähetetty iPhonesta",
        ] {
            assert_eq!(plain(&format!("No.\n\n{line}\n")).text, "No.", "{line}");
            assert_eq!(
                own(&plain(&format!("No.\n\n{line}\n\nOn 3/3/21 10:22, Ann Lee wrote:\n\nYes.\n"))),
                "No.",
                "{line}"
            );
            assert_eq!(
                plain(&format!("{line}\n\nThe bus is late, and it is always late.\n")).text,
                "The bus is late, and it is always late."
            );
        }
        for line in
            ["Sent from my desk, is much easier then my mobile phone.", "The notification was sent from my iPhone app."]
        {
            assert_eq!(plain(&format!("No.\n\n{line}\n")).text, format!("No.\n\n{line}"));
        }
    }

    #[test]
    fn notices_of_offices_are_left_out() {
        for notice in [
            "This e-mail and any attachments are confidential and may be privileged.\nIf you got it, delete it.",
            "The information contained in this message is intended only for the addressee.",
            "CONFIDENTIALITY NOTICE: to be deleted.\n\nReally.",
            "*Please consider the environment before printing this e-mail.*",
            "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention\nexclusive de ses destinataires.",
            "Diese E-Mail enthält vertrauliche Informationen.",
            "Este mensaje es confidencial y para su destinatario.",
            "Questo messaggio è riservato al destinatario.",
            "Dit bericht is vertrouwelijk.",
        ] {
            assert_eq!(plain(&format!("No, it is late.\n\n{notice}\n")).text, "No, it is late.", "{notice}");
        }
        let banner = "CAUTION: This email originated from outside of the organization.\n\nNo, it is late.\n";
        assert_eq!(plain(banner).text, "No, it is late.");
        let prose = "This message was sent by the mayor, and I agree with it.";
        assert_eq!(plain(prose).text, prose);
    }

    #[test]
    fn bars_end_a_text_only_above_a_signature() {
        assert_eq!(plain("Oui.\n\n—\nJohn Doe\nCEO at Pandaland\n\n@pandaland\n").text, "Oui.");
        assert_eq!(plain("Thanks!\nSarah\n\n—————\nSarah J.\nProduct Manager\n+1 555-0123\n").text, "Thanks!\nSarah");
        let table =
            "Service and date\n----------------\nferry June\n\nIf you have any questions about it, please ask me.\n";
        assert!(plain(table).text.ends_with("ask me."));
        assert_eq!(
            plain("No.\n\nBest regards,\nAnn Lee\nHead of Ferries\nTel. +33 1 22 33 44 55\nann@b.org\n").text,
            "No.\n\nBest regards,\nAnn Lee"
        );
        assert!(plain("No.\n\nThanks,\nAnn\nP. S. It is late.\n").text.ends_with("late."));
    }
}
