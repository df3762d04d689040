//! What a message repeats without a `>` before it.
//!
//! In come the lines of a message; they leave with those marked as quoted that say who wrote what follows, or that are a
//! whole message below.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::Line;
use crate::limit;

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
pub(super) fn mark_attributions(lines: &mut [Line]) {
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
pub(super) fn mark_forwarded(lines: &mut [Line]) {
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

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{parts, plain};

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
}
