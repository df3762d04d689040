//! Lines that say who wrote the quotation below: `On Tue, 3 Mar 2021, Ann <a@b> wrote:`.
//!
//! In come the lines of a message. Out comes, for a line with a colon at its end, where the sentence begins that it
//! ends: programs wrap it over two to four lines, and some put it behind the author's own words on one line. A sentence
//! counts by what is in it, not by its language alone: a verb of [`Mail::wrote`](crate::lang::Mail::wrote), a date, a
//! time of day, an address, a name. Prose that ends with `I wrote:` does not count.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::Line;
use crate::lang::{self, alternatives};
use crate::limit;
use crate::sort::Order as _;

/// How many lines it may take: Gmail and Apple Mail wrap it once, gateways up to three times.
const LINES: usize = 4;

/// The longest one, in bytes. With a long address it has 300.
const BYTES: usize = 500;

/// The most words in one: longer sentences are prose.
const WORDS: usize = 40;

/// A line that says who wrote the quotation below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    /// The index of its first line.
    pub first: usize,
    /// The index of its last line.
    pub last: usize,
    /// The byte of the first line at which it begins. Before it are the author's own words.
    pub start: usize,
    /// The byte of its last line at which it ends. After it the quotation begins.
    pub end: usize,
}

/// A pattern that is compiled at its first use. One that does not compile matches nothing.
pub(super) fn pattern(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).case_insensitive(true).size_limit(limit::REGEX_BYTES).build().ok()
}

/// Whether a pattern occurs in a text.
pub(super) fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

fn month_names() -> String {
    let mut names: Vec<&str> =
        lang::all().flat_map(|words| words.times.months.iter().copied().flatten().copied()).collect();
    names.order_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names.join("|")
}

/// An address, in brackets or bare; archives of lists write `a at b`.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"[<(\[]\s?(?:mailto:)?[^\s<>()\[\]@]+(?:@|\sat\s)[^\s<>()\[\]@]+\s?[>)\]]|[\w.+'-]+(?:@|\sat\s)[\w-]+\.[\w.-]+\w",
    )
});

/// A time of day.
static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"\b\d{1,2}\s?[:h]\s?\d{2}\b|\b(?:kl|klo|kello|godz)\.?\s?\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?(?:am|pm|uhr)\b|\d时|\d點|\d点",
    )
});

/// A date: with its year, in figures, or a day with its month.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = month_names();
    pattern(&format!(
        r"\b(?:19|20)\d\d\b|\b\d{{1,4}}[-./]\d{{1,2}}[-./]\d{{1,4}}\b|\b\d{{1,2}}(?:er|st|nd|rd|th|º|\.)?\s(?:de\s|of\s)?(?:{months})\b|\b(?:{months})\.?\s\d{{1,2}}\b|\d年"
    ))
});

/// How it begins if it begins with a date: `On Mon, Aug 26`, `2021-03-03`, `11:00 AM`, `ti 3.`.
static BEGAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let begins = alternatives(|words| words.mail.wrote_begins);
    let months = month_names();
    pattern(&format!(
        r"^[-=*_\s]*(?:(?:{months})\.?\s\d{{1,2}}\b|(?:{begins})\s(?:[^\s\d]+\s){{0,5}}\S{{0,3}}\d|\d{{4}}[-./年]|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{2,4}}|\d{{1,2}}[:h]\d{{2}}\b|\p{{L}}+[.,]+\s\d{{1,2}}\b|\p{{L}}{{2,3}}\s\d{{1,2}}\.\s|\d{{1,2}}\.?\s\p{{L}}+\.?\s\d{{4}})"
    ))
});

/// How it begins if it begins with a weekday and has no figures: `On Thursday`.
static BEGAN_WITH_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let begins = alternatives(|words| words.mail.wrote_begins);
    let days = alternatives(|words| words.times.weekdays);
    pattern(&format!(r"^(?:yesterday|(?:{begins})\s(?:{days}))\b"))
});

/// A verb at the end. Polish and Czech programs add an ending in brackets.
static WROTE_LAST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let wrote = alternatives(|words| words.mail.wrote);
    pattern(&format!(r"(?:^|[^\p{{L}}])(?:{wrote})(?:\s?\(\p{{L}}+\))?$"))
});

/// A verb anywhere, with the name or the date after it: `schrieb Anne`.
static WROTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let wrote = alternatives(|words| words.mail.wrote);
    pattern(&format!(r"(?:^|[^\p{{L}}])(?:{wrote})(?:\s?\(\p{{L}}+\))?(?:[^\p{{L}}(]|$)"))
});

/// A verb with its colon inside a line, where the quotation follows on the same line.
static WROTE_INSIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let wrote = alternatives(|words| words.mail.wrote);
    pattern(&format!(r"(?:^|[^\p{{L}}])(?:{wrote})(?:\s?\(\p{{L}}+\))?\s?:\s"))
});

/// How it begins where no verb follows the name.
static QUOTES_OF: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let quotes = alternatives(|words| words.mail.quotes_of);
    pattern(&format!(r"^(?:{quotes})\b"))
});

static YOU: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.mail.wrote_you));
static SELF: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.mail.wrote_self));

/// Words between a date and a name that belong to the date, and what programs write after a name.
const BETWEEN: [&str; 36] = [
    "am",
    "pm",
    "a.m",
    "p.m",
    "uhr",
    "gmt",
    "utc",
    "est",
    "edt",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "cet",
    "cest",
    "bst",
    "wet",
    "west",
    "eet",
    "eest",
    "ist",
    "jst",
    "time",
    "at",
    "by",
    "from",
    "de",
    "par",
    "von",
    "da",
    "via",
    "godz",
    "użytkownik",
    "пользователь",
];

/// Parts of names that begin with a small letter.
const PARTICLES: [&str; 20] = [
    "de", "da", "do", "dos", "del", "della", "di", "du", "des", "van", "von", "der", "den", "la", "le", "el", "al",
    "bin", "from", "via",
];

/// The attribution that ends on a line, if it ends on it: with its colon, or, where a quotation is marked below, with
/// its verb.
pub(super) fn ending_at(lines: &[Line], last: usize, is_marked_below: bool) -> Option<Attribution> {
    let line = lines.get(last).filter(|line| !line.is_quoted && line.text.len() <= BYTES)?;
    let text = line.text.trim_end_matches([' ', '*', '_', '-', '\u{2010}', '\u{2014}', '\u{A0}']);
    let colon = text.strip_suffix([':', '：']);
    // Zoho puts hyphens around the line and no colon.
    let is_ruled = colon.is_none() && line.text.starts_with("--") && line.text.trim_end().ends_with("--");
    let body = match colon {
        Some(body) => body.trim_end(),
        None if is_ruled || is_marked_below && matches(&WROTE_LAST, text) => text.trim_end(),
        None => return None,
    };
    let first_possible = (0..LINES).take_while(|back| {
        *back == 0
            || last
                .checked_sub(*back)
                .and_then(|at| lines.get(at))
                .is_some_and(|line| !line.is_quoted && !line.text.trim().is_empty())
    });
    let windows: Vec<(usize, String)> = first_possible
        .filter_map(|back| {
            let first = last.checked_sub(back)?;
            let above = lines.get(first..last)?.iter().map(|line| line.text.as_str());
            let joined = above.chain([body]).collect::<Vec<_>>().join(" ");
            (joined.len() <= BYTES).then_some((first, joined))
        })
        .collect();
    // A sentence that begins with a date is found whole, however it is wrapped; only then one that begins with a name.
    let mut with_date = windows.iter().filter_map(|(first, joined)| {
        let length = lines.get(*first).map_or(0, |line| line.text.len()).min(joined.len());
        starts(joined, length).find_map(|start| {
            let sentence = joined.get(start..)?;
            let begins = matches(&BEGAN, sentence) || matches(&BEGAN_WITH_DAY, sentence);
            let is_sure = judged(sentence).filter(|_| begins)?;
            (is_sure || is_marked_below).then_some((*first, start))
        })
    });
    // Figures may go on from a line above.
    let dated = with_date.next().map(|found| {
        let begins_with_figure = |(first, start): &(usize, usize)| {
            let line = lines.get(*first).and_then(|line| line.text.get(*start..));
            line.is_some_and(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        if begins_with_figure(&found) { with_date.next().unwrap_or(found) } else { found }
    });
    let found = dated.or_else(|| {
        windows.iter().find_map(|(first, joined)| {
            let is_sure = judged(joined)?;
            (is_sure || is_marked_below).then_some((*first, 0))
        })
    });
    let (first, start) = found?;
    Some(Attribution { first, last, start, end: line.text.len() })
}

/// The attribution inside a line, with an address, behind which the quotation begins on the same line.
pub(super) fn inside(lines: &[Line], at: usize) -> Option<Attribution> {
    let line = lines.get(at).filter(|line| !line.is_quoted && line.text.contains('@') && line.text.contains(": "))?;
    let pattern = WROTE_INSIDE.as_ref()?;
    let found = pattern.find(&line.text)?;
    let before = line.text.get(..found.end())?.trim_end();
    let body = before.trim_end_matches([':', ' ']);
    let from = line.text.floor_char_boundary(body.len().saturating_sub(BYTES));
    let head = body.get(from..)?;
    let start = starts(head, head.len())
        .filter(|start| {
            head.get(*start..)
                .is_some_and(|text| matches(&BEGAN, text) && matches(&ADDRESS, text) && judged(text) == Some(true))
        })
        .last()?;
    Some(Attribution { first: at, last: at, start: from + start, end: found.end() })
}

/// Where a sentence may begin in the first bytes of a text: at its beginning and after the end of another sentence.
fn starts(text: &str, length: usize) -> impl Iterator<Item = usize> + '_ {
    let mut ended = false;
    let inner = text.char_indices().take_while(move |(at, _)| *at < length).filter_map(move |(at, c)| {
        let begins = ended && c != ' ' && text.get(..at).is_some_and(|before| before.ends_with(' '));
        ended = matches!(c, '.' | '!' | '?' | '…' | '»' | '”' | '"' | ')' | ']' | ':' | ';' | '>') || ended && c == ' ';
        begins.then_some(at)
    });
    std::iter::once(0).chain(inner)
}

/// Whether a sentence without its colon says who wrote a quotation: `Some(true)` above any text, `Some(false)` only
/// above a quotation that is marked as one.
fn judged(sentence: &str) -> Option<bool> {
    let sentence = sentence.trim_matches(|c: char| matches!(c, ' ' | '-' | '*' | '_' | '='));
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words.is_empty() || words.len() > WORDS || breaks_off(&words) {
        return None;
    }
    let address = ADDRESS.as_ref().and_then(|pattern| pattern.find(sentence));
    let is_last = address.is_some_and(|address| sentence.len() - address.end() <= 1);
    let (clock, date) = (matches(&CLOCK, sentence), matches(&DATE, sentence));
    let verb = WROTE.as_ref().and_then(|pattern| pattern.find(sentence));
    let Some(verb) = verb else {
        if matches(&QUOTES_OF, sentence) {
            let is_short = words.len() <= 12;
            return (address.is_some() || date || is_short).then_some(address.is_some() || date && clock);
        }
        return is_last.then_some(date && matches(&BEGAN, sentence));
    };
    let name = name(sentence, verb.start(), verb.end(), address.map(|address| address.range()).as_ref());
    if name.iter().any(|word| SELF.contains(&word.to_lowercase().as_str())) && address.is_none() {
        return None;
    }
    let is_you = name.iter().any(|word| YOU.contains(&word.to_lowercase().as_str()));
    let is_name = !name.is_empty() && name.len() <= 10 && is_name(&name);
    let sure = match address {
        Some(_) => date || clock || name.is_empty() || is_name,
        None => date && (is_you || clock && is_name),
    };
    let begins = matches(&BEGAN, sentence) || matches(&BEGAN_WITH_DAY, sentence);
    let plausible = sure || clock || begins && name.len() <= 10 || (is_name || name.len() <= 2) && name.len() <= 6;
    plausible.then_some(sure)
}

/// Whether a sentence ends among these words and another begins. Abbreviations have few letters, or no capital follows.
fn breaks_off(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        let [word, next] = pair else { return false };
        let capital = next.chars().next().is_some_and(char::is_uppercase);
        let bare = word.trim_end_matches(['"', '”', '»', ')']);
        let ends = bare.ends_with(['!', '?', '…'])
            || bare.strip_suffix('.').is_some_and(|stem| {
                stem.chars().filter(|c| c.is_alphabetic()).count() >= 5 && stem.chars().all(char::is_lowercase)
            });
        capital && ends
    })
}

/// The words that can be the name of who wrote: those around the verb, without address, date and time.
fn name<'t>(sentence: &'t str, start: usize, end: usize, address: Option<&std::ops::Range<usize>>) -> Vec<&'t str> {
    let before = sentence.get(..start.min(address.map_or(start, |address| address.start))).unwrap_or_default();
    let after = sentence.get(end..).unwrap_or_default();
    let after = match address {
        Some(address) if address.start >= end => sentence.get(end..address.start).unwrap_or_default(),
        _ => after,
    };
    let is_bare = |word: &&str| !word.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    let undated = |text: &'_ str| text.chars().any(|c| c.is_ascii_digit());
    // After the verb: up to a date. Before it: behind the date.
    let follows: Vec<&str> = after
        .split_whitespace()
        .take_while(|word| !undated(word))
        .filter(is_bare)
        .filter(|word| !is_between(word))
        .collect();
    let precedes: Vec<&str> = before.split_whitespace().collect();
    let from = precedes.iter().rposition(|word| undated(word)).map_or(0, |at| at + 1);
    let precedes: Vec<&str> = precedes
        .get(from..)
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(is_bare)
        .skip_while(|word| is_between(word) || from > 0 && word.ends_with(',') && word.len() <= 6)
        .collect();
    let is_begin = from == 0 && (matches(&BEGAN_WITH_DAY, sentence) || matches(&BEGAN, sentence));
    if precedes.is_empty() || is_begin && !follows.is_empty() { follows } else { precedes }
}

fn is_between(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_end_matches('.').to_lowercase();
    BETWEEN.contains(&bare.as_str())
}

/// Whether every word begins as in a name: with a capital, in a script without capitals, or as a particle.
fn is_name(words: &[&str]) -> bool {
    let mut any = false;
    words.iter().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = bare.chars().next() else { return true };
        let capital = !first.is_lowercase();
        any |= capital;
        capital || PARTICLES.contains(&bare)
    }) && any
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, is_marked: bool) -> Option<(usize, String)> {
        let lines: Vec<Line> = text.lines().map(|line| Line::own(line.to_owned())).collect();
        let found = ending_at(&lines, lines.len() - 1, is_marked)?;
        Some((found.first, lines[found.first].text[..found.start].to_owned()))
    }

    #[test]
    fn every_pattern_compiles() {
        for pattern in
            [&ADDRESS, &CLOCK, &DATE, &BEGAN, &BEGAN_WITH_DAY, &WROTE_LAST, &WROTE, &WROTE_INSIDE, &QUOTES_OF]
        {
            assert!(pattern.is_some());
        }
    }

    #[test]
    fn programs_of_many_languages_say_who_wrote() {
        for text in [
            "On Tue, 3 Mar 2021 at 10:22, Ann Lee <a@b.org> wrote:",
            "On Mar 3, 2021, at 10:22 AM, Ann Lee <a@b.org> wrote:",
            "On 3/3/21 10:22 AM, Ann Lee wrote:",
            "On Wednesday, March 3, 2021, 10:22:11 AM GMT+1, Ann <a@b.org> wrote:",
            "In a message dated 3/3/2021 10:22:11 AM Eastern Standard Time, a@b.org writes:",
            "On Nov 26, 2013 you wrote:",
            "Ann Lee <a@b.org> wrote:",
            "Quoting Ann Lee <a@b.org>:",
            "---- On Wed, 24 Feb 2021 14:02:50 +0530 a@b.org wrote ----",
            "Le lun. 3 mars 2021 à 10:22, Anne Lee <a@b.fr> a écrit :",
            "Le 03/03/2021 à 10:22, Anne Lee a écrit :",
            "Le 3 mars 2021 10:22, \"Anne Lee\" <a@b.fr> a écrit :",
            "Anne Lee <a@b.fr> a écrit le 03/03/2021 à 10:22 :",
            "Am Mo., 3. März 2021 um 10:22 Uhr schrieb Anne Lee <a@b.de>:",
            "Am 03.03.21 um 10:22 schrieb Anne Lee:",
            "Zitat von Anne Lee <a@b.de>:",
            "El lun, 3 mar 2021 a las 10:22, Ana Lee (<a@b.es>) escribió:",
            "El 3/3/21 a las 10:22, Ana Lee escribió:",
            "Il giorno mar 3 mar 2021 alle ore 10:22 Anna Lee <a@b.it> ha scritto:",
            "In data 11 ottobre 2017 21:11:31 \"Anna Lee\" <a@b.it> ha scritto:",
            "Em seg., 3 de mar. de 2021 às 10:22, Ana Lee <a@b.pt> escreveu:",
            "Ana Lee <a@b.pt> escreveu no dia segunda, 3/03/2021 à(s) 10:22:",
            "Op ma 3 mrt. 2021 om 10:22 schreef Anna Lee <a@b.nl>:",
            "Op 3 mrt. 2021, om 10:22 heeft Anna Lee <a@b.nl> het volgende geschreven:",
            "Den tir. 3. mar. 2021 kl. 10.22 skrev Anna Lee <a@b.dk>:",
            "tir. 3. mar. 2021 kl. 10:22 skrev Anna Lee <a@b.no>:",
            "Den 2021-03-03 kl. 10:22, skrev Anna Lee:",
            "Anna Lee <a@b.no> skrev følgende den 3. mars 2021 kl. 10:22:",
            "Den tis 3 mars 2021 kl 10:22 skrev \"Anna Lee\" <a@b.se> följande:",
            "pon., 3 mar 2021 o 10:22 Anna Lee <a@b.pl> napisał(a):",
            "W dniu 3.03.2021 o 10:22, Anna Lee pisze:",
            "W dniu 2017-01-09 11:59:39 użytkownik Anna Lee <a@b.pl> napisał:",
            "Wiadomość napisana przez Anna Lee <a@b.pl> w dniu 3 mar 2021, o godz. 10:22:",
            "ti 3. maalisk. 2021 klo 10.22 Anna Lee (a@b.fi) kirjoitti:",
            "Anna Lee <a@b.fi> kirjoitti 3.3.2021 klo 10.22:",
            "Anna Lee kirjoitti 3.3.2021 klo 10.22:",
            "ср, 30 апр. 2025 г. в 15:19, Anna Lee <a@b.ru>:",
            "2017-11-24 16:32 GMT+01:00 Anne Lee <a@b.fr>:",
            "11:00 AM, November 17, 2021, \"Ann - Acme\" <a@b.com>:",
            "Mar 3, 2021, 10:22 by a@b.org:",
            "3 mars 2021 à 10:22 de a@b.fr:",
        ] {
            assert_eq!(found(text, false), Some((0, String::new())), "{text}");
        }
    }

    #[test]
    fn it_may_be_wrapped_and_follow_own_words() {
        for (text, first, before) in [
            ("On Tue, 16 Nov 2021, 12:34 pm Ann Lee <a@b.org>\nwrote:", 0, ""),
            ("On Dec 16, 2011, at 12:47 PM, Ann Lee\n<a@b.org>\nwrote:", 0, ""),
            ("Op 12 december 2016 19:05 schreef Company Questions <\nquestions@b.com>:", 0, ""),
            ("Am Mo., 3. März 2021 um\n10:22 Uhr schrieb\nAnne Lee\n<a@b.de>:", 0, ""),
            ("and it is empty.\nOn Dec 15, 2024, at 3:00 PM, Ann <a@b.org> wrote:", 1, ""),
            ("I disagree. On Tue, 16 Nov 2021 at 12:34, Ann <a@b.org> wrote:", 0, "I disagree. "),
            ("Non ! Le 3 mars 2021 à 10:22, Anne Lee\n<a@b.fr> a écrit :", 0, "Non ! "),
        ] {
            assert_eq!(found(text, false), Some((first, before.to_owned())), "{text}");
        }
    }

    #[test]
    fn prose_with_a_colon_says_nothing_of_the_kind() {
        for text in [
            "On Monday I wrote to the mayor:",
            "On Monday I wrote:",
            "On 3 March 2021 I wrote:",
            "Le 3 mars 2021, j'ai écrit :",
            "Le 3 mars 2021 à 14:00, le maire a écrit :",
            "Am 3. März 2021 schrieb ich:",
            "She wrote:",
            "Here is what the paper wrote:",
            "We met on Tuesday at 10:30 and this is what we decided:",
            "Write to a@b.org:",
        ] {
            assert_eq!(found(text, false), None, "{text}");
        }
        assert_eq!(found("She wrote:", true), Some((0, String::new())));
        assert_eq!(found("On Thursday, Bob wrote:", true), Some((0, String::new())));
        assert_eq!(found("I fully agree with all that Sam wrote:", true), None);
    }

    proptest::proptest! {
        #[test]
        fn any_lines_are_survived(text in "((On|Le|wrote|a écrit|:|<a@b>|3 mars 2021|10:22|é|\\.|!| |\n){0,30})") {
            let lines: Vec<Line> = text.lines().map(|line| Line::own(line.to_owned())).collect();
            for at in 0..lines.len() {
                for found in [ending_at(&lines, at, true), inside(&lines, at)].into_iter().flatten() {
                    proptest::prop_assert!(lines[found.first].text.is_char_boundary(found.start));
                    proptest::prop_assert!(found.first <= at);
                }
            }
        }
    }
}
