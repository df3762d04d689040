//! Lines that a page adds to comments: reply links, votes, forms, notices, bullets. The words of each language are in
//! [`Pages`](crate::lang::Pages).

use std::sync::LazyLock;

use super::pattern::{Pattern, compile};
use crate::lang;

/// What pages write instead of *Like* and *Vote*.
const SYMBOLS: [&str; 5] = ["👍", "👎", "❤", "▲", "▼"];

/// Reply links, votes, reports: whole lines made of these words only.
static ACTION: Pattern = Pattern::new(
    || lang::merged(|words| words.pages.action_hints).into_iter().chain(SYMBOLS).collect(),
    || {
        let words = lang::alternatives(|words| words.pages.actions);
        let between = r"[/|·•\s\u{a0}\[\](),:↓↑→-]*";
        compile(&format!(r"^(?:{between}(?:{words}|[0-9]{{1,4}}|👍|👎|❤️?|▲|▼))+{between}$"))
    },
);

/// Whether a line is only reply links, votes or the like. A number alone is not: it may be a comment.
pub fn is_action(text: &str) -> bool {
    text.len() <= 120
        && text.contains(|c: char| c.is_alphabetic() || super::super::segment::is_emoji(c))
        && ACTION.is_match(text)
}

/// How forms and notices begin, in lower case with straight apostrophes.
static FORMS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.forms));

/// Whether a line begins a form or a notice of the page.
pub fn is_form(text: &str) -> bool {
    let start: String = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(60)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect();
    FORMS.iter().any(|form| start.starts_with(form))
}

/// Longest badge next to a name, in bytes.
const BADGE: usize = 30;

/// What pages write next to names.
pub static BADGES: LazyLock<Vec<&str>> = LazyLock::new(|| lang::longest_first(|words| words.pages.badges));

/// Whether a text is only what a page writes next to a name.
pub fn is_badge(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.len() <= BADGE && BADGES.contains(&text.to_lowercase().as_str())
}

static PINGBACK: Pattern = Pattern::new(
    || lang::merged(|words| words.pages.pingbacks),
    || {
        let names = lang::alternatives(|words| words.pages.pingbacks);
        let from = lang::alternatives(|words| words.pages.pingback_from);
        compile(&format!(r"^(?:{names})s?(?: (?:{from}))?[\s\u{{a0}}\u{{202f}}]*:[\s\u{{a0}}]*(?P<title>.*)$"))
    },
);

/// What a pingback line links to.
pub fn pingback(text: &str) -> Option<&str> {
    let title = PINGBACK.captures(text)?.name("title")?;
    text.get(title.range())
}

/// A line without the bullet or number of a list before it, and the width of that in columns.
pub fn without_bullet(text: &str) -> (&str, usize) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if (1..=4).contains(&digits) {
        text.get(digits..).filter(|rest| rest.starts_with(['.', ')'])).map(|_| digits + 1)
    } else {
        ["*", "+", "•", "-", "–", "o", "▪", "◦", "■", "□"]
            .iter()
            .find(|bullet| text.starts_with(**bullet))
            .map(|bullet| bullet.len())
    };
    let Some(mark) = mark else { return (text, 0) };
    let rest = text.get(mark..).unwrap_or("");
    let bare = rest.trim_start();
    if bare.len() == rest.len() && !rest.is_empty() {
        return (text, 0);
    }
    let columns = text.get(..text.len() - bare.len()).map_or(0, |before| before.chars().count());
    (bare, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_told_from_words() {
        for line in [
            "Répondre",
            "J'aime J'aime",
            "Like Liked by 2 people",
            "/ Responder",
            "Antworten",
            "Reply",
            "👍 12",
            "Reply · Like · 3",
        ] {
            assert!(is_action(line), "{line}");
        }
        for line in ["J'aime bien", "12", "Reply to that, will you", "", "Like father, like son"] {
            assert!(!is_action(line), "{line}");
        }
    }

    #[test]
    fn bullets_are_taken_off() {
        assert_eq!(without_bullet("12. Ann"), ("Ann", 4));
        assert_eq!(without_bullet("o Ann"), ("Ann", 2));
        assert_eq!(without_bullet("+"), ("", 1));
        assert_eq!(without_bullet("oui"), ("oui", 0));
        assert_eq!(without_bullet("1.5 million"), ("1.5 million", 0));
    }

    #[test]
    fn pingbacks_and_forms() {
        assert_eq!(pingback("Ping : L’humour | Pearltrees"), Some("L’humour | Pearltrees"));
        assert_eq!(pingback("Pingback: A"), Some("A"));
        assert_eq!(pingback("Ping pong"), None);
        assert!(
            is_form("    Leave a Reply")
                && is_form("Deine E-Mail-Adresse wird nicht veröffentlicht.")
                && !is_form("Leave him alone")
        );
    }
}
