//! Repeated messages that no `>` marks.
//!
//! In come the lines of a message. They leave with two more kinds marked as quoted: lines that say who wrote the
//! quotation below them, and everything from the beginning of a whole message below. The words of mail programs are in
//! [`Mail`](crate::lang::Mail).

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::Line;
use crate::lang::alternatives;
use crate::limit;
use crate::place::update;

/// A pattern that is compiled at its first use. One that does not compile matches nothing.
fn pattern(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).case_insensitive(true).size_limit(limit::REGEX_BYTES).build().ok()
}

/// The end of a line that says who wrote the quotation below.
static WROTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let wrote = alternatives(|words| words.mail.wrote);
    let before_name = alternatives(|words| words.mail.wrote_before_name);
    pattern(&format!(r"(?:\b(?:{wrote})|\b(?:{before_name})\b.{{0,120}}|\d.*<[^<>]+>)\s*:$"))
});

/// How such a line begins if it takes two.
static BEGAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let begins = alternatives(|words| words.mail.wrote_begins);
    pattern(&format!(r"^(?:{begins}|\d{{4}}-\d\d|\d\d?[./]\d\d?[./]\d{{2,4}})\b"))
});

/// The line above a whole message.
static ORIGINAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let originals = alternatives(|words| words.mail.originals);
    let forwarded = alternatives(|words| words.mail.forwarded);
    pattern(&format!(r"^(?:-{{2,}}\s*(?:{originals})\s*-{{2,}}|{forwarded})"))
});

/// A header field of a whole message without a line above it: Outlook writes four of them.
static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let fields = alternatives(|words| words.mail.fields);
    pattern(&format!(r"^\*?(?:{fields})\s?:\*?\s"))
});

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    // None of these lines is long; a longer one is text.
    text.len() <= 400 && pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Marks the line before a quotation that says whose it is, and the line before that if it takes two: neither is the
/// author's opinion.
pub(super) fn mark_attributions(lines: &mut [Line]) {
    let mut next_is_quoted = false;
    let mut attributions: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate().rev() {
        if line.text.is_empty() {
            continue;
        }
        if next_is_quoted && !line.is_quoted && matches(&WROTE, &line.text) {
            attributions.push(index);
        }
        next_is_quoted = line.is_quoted;
    }
    for index in attributions {
        update(lines, index, |line| line.is_quoted = true);
        if lines.get(index).is_some_and(|line| matches(&BEGAN, &line.text)) {
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| lines.get_mut(before));
        if let Some(before) = before.filter(|before| matches(&BEGAN, &before.text)) {
            before.is_quoted = true;
        }
    }
}

/// Marks everything from *Original Message* on, or from the header fields of a message on.
pub(super) fn mark_forwarded(lines: &mut [Line]) {
    let begins_header = |index: usize| {
        let five = lines.get(index..(index + 5).min(lines.len())).unwrap_or_default();
        five.iter().filter(|line| matches(&FIELD, &line.text)).count() >= 3
    };
    let is_start = |(index, line): (usize, &Line)| {
        !line.is_quoted && (matches(&ORIGINAL, &line.text) || matches(&FIELD, &line.text) && begins_header(index))
    };
    let start = lines.iter().enumerate().find(|line| is_start(*line)).map(|(index, _)| index);
    for line in lines.iter_mut().skip(start.unwrap_or(usize::MAX)) {
        line.is_quoted = !line.text.is_empty();
    }
}

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{parts, plain};

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
}
