//! The beginning of a whole message inside another: a title such as *Original Message*, or header fields.
//!
//! In come the lines of a message. Out comes, for a line, how many lines the beginning of a whole message takes there.
//! Programs write the fields in the language of their user, in any order, with bold marks, indented, with blank lines
//! between them, or without a title above them.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::Line;
use super::attribution::{matches, pattern};
use crate::lang::{self, alternatives};

/// The longest name of a field, in bytes.
const NAME_BYTES: usize = 40;

/// The longest line with a title, in bytes: some programs fill 70 columns with hyphens.
const TITLE_BYTES: usize = 120;

/// The longest title without a rule, in bytes.
const BARE_TITLE_BYTES: usize = 60;

/// How many lines of fields are looked at. Long lists of recipients take twenty.
const LINES: usize = 60;

/// How many lines in a row may continue a field.
const CONTINUED: usize = 8;

/// What a header field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    From,
    Sent,
    Date,
    To,
    Subject,
    Other,
}

/// The names of header fields in all languages. The first language that has a name decides.
static FIELDS: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let mut fields = HashMap::new();
    for words in lang::all() {
        let mail = &words.mail;
        for (names, field) in [
            (mail.from_fields, Field::From),
            (mail.sent_fields, Field::Sent),
            (mail.date_fields, Field::Date),
            (mail.to_fields, Field::To),
            (mail.subject_fields, Field::Subject),
            (mail.other_fields, Field::Other),
        ] {
            for name in names {
                fields.entry(*name).or_insert(field);
            }
        }
    }
    fields
});

/// A title with hyphens or other rules around it.
static TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let originals = alternatives(|words| words.mail.originals);
    let forwarded = alternatives(|words| words.mail.forwarded);
    let dash = r"[-\x{2010}-\x{2015}_=*~]";
    pattern(&format!(
        r"^\s*(?:{dash}{{2,}}\s*(?:{originals})\s*:?\s*{dash}*|(?:{originals})\s*:?\s*{dash}{{2,}}|(?:{forwarded})\s*:?)\s*$"
    ))
});

/// A title without rules. It counts only above fields.
static BARE_TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let originals = alternatives(|words| words.mail.originals);
    pattern(&format!(r"^\s*\*?(?:{originals})\s*:?\*?\s*$"))
});

/// A line of Lotus Notes above a message: `Ann Lee---03/03/2021 10:22:11---The bus should`.
static NOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"^.+\s?-{2,3}\s?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d{2}.*?-{2,3}"));

/// A line with only a date and a time in figures.
static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"^(?:\S+\s)?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s(?:\S{1,3}\s)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s\S{1,4})?$")
});

/// The beginning of a whole message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    /// How many lines it takes.
    pub length: usize,
    /// Whether it has header fields, and not only a title.
    pub has_fields: bool,
}

/// The beginning of a whole message at a line; `None` if no message begins there.
pub(super) fn beginning(lines: &[Line], at: usize) -> Option<Beginning> {
    let line = lines.get(at).filter(|line| !line.is_quoted && line.text.len() <= 1_000)?;
    if line.text.trim().is_empty() {
        return None;
    }
    // Most lines have no rule and are too long for a title without one.
    let may_be_title =
        line.text.len() <= TITLE_BYTES && (has_rule_at_end(&line.text) || line.text.len() <= BARE_TITLE_BYTES);
    let text = if may_be_title { line.text.replace('\u{2019}', "'") } else { String::new() };
    let has_title = may_be_title && matches(&TITLE, &text) || is_note(&line.text);
    // A mail that was pasted from a mailbox has the line of the mailbox above its fields.
    let has_rule = is_rule(&line.text) || line.text.starts_with("From ");
    if has_title || has_rule || may_be_title && matches(&BARE_TITLE, &text) {
        let below = next_text(lines, at + 1).filter(|below| below - at <= 3);
        let least = if has_title { 1 } else { 2 };
        let fields = below.and_then(|below| Some(below + fields_at(lines, below, Some(least))? - at));
        let titled = below.filter(|_| has_rule).and_then(|below| {
            let is_title = lines
                .get(below)
                .is_some_and(|line| !line.is_quoted && matches(&TITLE, &line.text.replace('\u{2019}', "'")));
            is_title.then(|| below - at)
        });
        let title = titled.or_else(|| has_title.then_some(1)).map(|length| Beginning { length, has_fields: false });
        return fields.map(|length| Beginning { length, has_fields: true }).or(title);
    }
    let fields = fields_at(lines, at, None).or_else(|| notes_at(lines, at));
    fields.map(|length| Beginning { length, has_fields: true })
}

/// Whether a line is only a rule of hyphens, underscores or the like.
pub(super) fn is_rule(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= 5
        && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '~' | '\u{2010}'..='\u{2015}'))
}

/// Whether a line begins or ends with a character of a rule.
fn has_rule_at_end(text: &str) -> bool {
    let is = |c: char| matches!(c, '-' | '_' | '=' | '*' | '~' | '\u{2010}'..='\u{2015}');
    let text = text.trim();
    text.starts_with(is) || text.ends_with(is)
}

/// Whether a line is what Lotus Notes writes above a message: its author, the time and its first words, with hyphens
/// between them.
fn is_note(text: &str) -> bool {
    text.contains("---") && text.len() <= 300 && matches(&NOTE, text)
}

/// Whether a line has the length and the figures of a date with a time.
fn may_be_dated(text: &str) -> bool {
    (8..=60).contains(&text.len()) && text.bytes().filter(u8::is_ascii_digit).count() >= 7
}

/// How many lines the head of a message takes as Lotus Notes wrote it for twenty years: name, date, and fields whose
/// values are on the next lines.
fn notes_at(lines: &[Line], at: usize) -> Option<usize> {
    let text = |at: usize| lines.get(at).map_or("", |line| line.text.trim());
    let date = (at + 1..at + 3)
        .find(|at| !text(*at).is_empty())
        .filter(|at| may_be_dated(text(*at)) && matches(&DATED, text(*at)))?;
    let label = |at: usize| FIELDS.get(text(at).to_lowercase().as_str()).copied();
    let to = (date + 1..date + 6).find(|at| label(*at) == Some(Field::To))?;
    let subject = (to + 1..to + 14).find(|at| label(*at) == Some(Field::Subject))?;
    let value = (subject + 1..subject + 3).find(|at| !text(*at).is_empty())?;
    Some(value + 1 - at)
}

/// The next line that is not empty.
fn next_text(lines: &[Line], from: usize) -> Option<usize> {
    lines.iter().enumerate().skip(from).take(4).find(|(_, line)| !line.text.trim().is_empty()).map(|(at, _)| at)
}

/// How many lines of header fields begin at a line; `None` if they are too few to be those of a mail. `below_title`: how
/// many are enough below a title or rule, if there is one.
fn fields_at(lines: &[Line], at: usize, below_title: Option<usize>) -> Option<usize> {
    let mut seen: Vec<Field> = Vec::new();
    let mut has_address = false;
    let (mut end, mut continued) = (at, 0);
    for (index, line) in lines.iter().enumerate().skip(at).take(LINES) {
        if line.is_quoted {
            break;
        }
        let text = line.text.trim();
        let field = field(text);
        if field.is_none() && index == at {
            return None;
        }
        match field {
            Some(field) => {
                // A second sender begins another message.
                if field == Field::From && seen.contains(&Field::From) {
                    break;
                }
                if !seen.contains(&field) {
                    seen.push(field);
                }
                has_address |= text.contains('@');
                (end, continued) = (index + 1, 0);
            }
            None if text.is_empty()
                && continued == 0
                && lines.get(index + 1).is_some_and(|next| self::field(next.text.trim()).is_some()) => {}
            None if text.is_empty() => break,
            None => {
                continued += 1;
                has_address |= continued == 1 && index == end && text.contains('@');
                if continued > CONTINUED {
                    break;
                }
            }
        }
    }
    let has = |field: Field| seen.contains(&field);
    let is_dated = has(Field::Sent) || has(Field::Date);
    let known = seen.iter().filter(|field| **field != Field::Other).count();
    let good = has(Field::From) && {
        // Three fields may be those of a journey: "From", "To", "Date". Mails have more.
        let is_mail = has(Field::Subject) || has(Field::Sent) || has_address;
        let is_enough = known >= 3 || known == 2 && has_address && (is_dated || has(Field::Subject));
        is_mail && is_enough || below_title.is_some_and(|least| known >= least)
    };
    good.then_some(end - at)
}

/// What the header field is about that a line begins with.
fn field(text: &str) -> Option<Field> {
    let text = text.trim_start_matches(['*', '_', '|', '•', ' ', '\t', '\u{A0}', '\u{200E}']);
    let end = text.find([':', '：'])?;
    let name = text.get(..end).filter(|name| name.len() <= NAME_BYTES)?;
    let name = name.trim_end_matches(['*', '_', ' ', '\t', '\u{A0}']).to_lowercase();
    FIELDS.get(name.replace('\u{2019}', "'").as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str) -> Option<usize> {
        let lines: Vec<Line> = text.lines().map(|line| Line::own(line.to_owned())).collect();
        beginning(&lines, 0).map(|beginning| beginning.length)
    }

    #[test]
    fn every_pattern_compiles() {
        assert!(TITLE.is_some() && BARE_TITLE.is_some() && NOTE.is_some() && DATED.is_some());
    }

    #[test]
    fn programs_of_many_languages_write_fields() {
        for fields in [
            "From: Ann <a@b.org>\nSent: Monday, July 24, 2023 3:59 PM\nTo: Bob\nSubject: Bus",
            "From: Ann\nSent: Monday\nTo: Bob",
            "*From:* Ann\n*Sent:* Monday\n*To:* Bob\n*Subject:* Bus",
            "Date: Mon, 3 Mar 2008 10:22:11 +0100\nFrom: a@b.org\nTo: c@d.org\nSubject: Bus",
            "________________________________\nFrom: Ann [a@b.org]\nSent: Monday",
            " ------------------------------\n\n*From:* Ann [mailto:a@b.org]\n*Sent:* Monday",
            "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: Bus",
            "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐",
            "-------- Original message --------\nFrom: Ann\nDate: 03/03/2021 10:22 (GMT+01:00)",
            "---------- Forwarded message ---------\nFrom: Ann <a@b.org>\nDate: Mon\nSubject: Bus\nTo: Bob",
            "Begin forwarded message:\n\nFrom: Ann <a@b.org>\nSubject: Bus\nDate: 3 March 2021",
            "De : Anne <a@b.fr>\nEnvoyé : lundi 24 juillet 2023 15:59\nÀ : Bob\nObjet : Bus",
            "De : Anne<mailto:a@b.fr>\nEnvoyé le :jeudi 15 décembre 2016 09:35\nÀ : b@c.fr\nObjet :Bus",
            "      De : Anne <a@b.fr>\n À : Bob <b@c.fr>\n Envoyé le : mercredi\n Objet : Re: Bus",
            "----- Mail original -----\nDe: \"Anne\" <a@b.fr>\nÀ: \"Bob\"\nEnvoyé: Lundi\nObjet: Bus",
            "-------- Message d’origine --------\nDe : Anne\nDate : 03/03/2021 10:22 (GMT+01:00)\nÀ : Bob\nObjet : Bus",
            "Von: Anne\nGesendet: Montag, 24. Juli 2023 15:59\nAn: Bob\nBetreff: Bus",
            "Gesendet: Montag, 03. März 2021 um 10:22 Uhr\nVon: \"Anne\" <a@b.de>\nAn: Bob\nBetreff: Bus",
            "-------- Ursprüngliche Nachricht --------\nVon: Anne\nDatum: 03.03.21 10:22 (GMT+01:00)",
            "De: Ana\nEnviado: lunes\nPara: Bob\nAsunto: Bus",
            "Da: Anna\nInviato: lunedì\nA: Bob\nOggetto: Bus",
            "Van: Anna [mailto:a@b.nl]\nVerzonden: maandag 5 december 2016 17:00\nAan: Bob\nOnderwerp: Bus",
            "De: Ana\nEnviada em: segunda\nPara: Bob\nAssunto: Bus",
            "Fra: Anna <a@b.dk>\nSendt: 24. juli 2023 15:59\nTil: Bob\nEmne: Bus",
            "Från: Anna\nSkickat: den 24 juli\nTill: Bob\nÄmne: Bus",
            "Od: Anna\nWysłano: 24 lipca\nDo: Bob\nTemat: Bus",
            "Lähettäjä: Anna\nLähetetty: 24. heinäkuuta\nVastaanottaja: Bob\nAihe: Bus",
            "From: Ann <a@b.org>\n\nSent: Monday\n\nTo: Bob\n\nSubject: Bus",
            "Ann Lee/DEPT/ACME\n03/03/2021 10:22\n\n        To\nBob/DEPT/ACME@ACME\n        cc\n\n        Subject\nNight bus",
            "Ann Lee---03/03/2021 10:22:11---The bus should\n\nFrom:\tAnn Lee <a@b.org>\nTo:\tBob\nDate:\t03/03/2021 10:22\nSubject:\tBus",
            "From: Ann\nSent: Monday\nTo: Bob <b@c.org>; Carl <c@d.org>;\nDora <d@e.org>\nSubject: Bus",
        ] {
            let expected = fields.lines().count();
            assert_eq!(lines_of(&format!("{fields}\n\nThe bus should run.\n")), Some(expected), "{fields}");
        }
    }

    #[test]
    fn words_before_a_colon_are_not_fields() {
        for text in [
            "De : là vient tout.\nBien.",
            "From: Paris\nTo: London\nDate: 3 March",
            "From: here on, no.\nSubject to change: yes",
            "To: all\nSubject: x\nDate: y",
            "-----\nA text.",
            "From: our database, not From: external sources.",
        ] {
            assert_eq!(lines_of(text), None, "{text}");
        }
    }
}
