//! Contacts that identify a person without being a known name: e-mail and IP addresses, handles, profile links,
//! telephone numbers.
//!
//! In: a text. Out: the spans to hide. Each kind takes one pass. When in doubt a span is hidden: hiding too much costs a
//! word, hiding too little breaks the promise of privacy.

use std::net::Ipv6Addr;

use super::names::SHORTEST;
use crate::span::Span;
use crate::text::function;

/// The spans of a text that identify a person, in no order.
pub fn contacts(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    // Most comments have none of these characters, and searching for a byte is cheap.
    let holds = |signs: &[u8]| text.bytes().any(|byte| signs.contains(&byte));
    if holds(b"@/") {
        addresses(text, &mut spans);
        links(text, &mut spans);
    }
    if holds(b"0123456789:") {
        numbers(text, &mut spans);
        telephones(text, &mut spans);
    }
    spans
}

/// E-mail addresses, and handles such as `@name`, `@ Name` and `u/name`.
fn addresses(text: &str, spans: &mut Vec<Span>) {
    for (at, _) in text.match_indices('@') {
        let local = text.get(..at).map_or(at, |before| before.trim_end_matches(is_local).len());
        let after = text.get(at + 1..).unwrap_or_default();
        let domain = leading(after, is_domain).trim_end_matches(['.', '-']);
        if local < at {
            if domain.contains('.') {
                spans.push(Span::new(local, at + 1 + domain.len()));
            }
            continue;
        }
        handle(after, at + 1, spans);
    }
    for (at, mark) in text.match_indices("u/") {
        let before = text.get(..at).unwrap_or_default();
        let before = before.strip_suffix('/').unwrap_or(before);
        let name =
            leading(text.get(at + mark.len()..).unwrap_or_default(), |c| c.is_alphanumeric() || "_-".contains(c));
        if !before.ends_with(|c: char| c.is_alphanumeric() || c == '/') && is_long(name) {
            spans.push(Span::new(at + mark.len(), at + mark.len() + name.len()));
        }
    }
}

/// The name after an `@`: one word and, if it is capitalised, the capitalised words after it (`@Jean Dupont`).
fn handle(rest: &str, start: usize, spans: &mut Vec<Span>) {
    let spaced = rest.strip_prefix(' ').filter(|name| name.starts_with(char::is_uppercase));
    let (mut start, mut rest) = spaced.map_or((start, rest), |name| (start + 1, name));
    let mut capital = true;
    // A full name rarely has more than three words; words after that belong to the sentence.
    for place in 0..3 {
        let name = leading(rest, |c| is_domain(c) || c == '_').trim_end_matches(['.', '-']);
        if place == 0 && !is_long(name) {
            return;
        }
        capital &= name.starts_with(char::is_uppercase);
        if place > 0 && (!capital || function::is_function_word(name)) {
            return;
        }
        spans.push(Span::new(start, start + name.len()));
        match rest.get(name.len()..).and_then(|behind| behind.strip_prefix(' ')) {
            Some(behind) if capital => {
                start += name.len() + 1;
                rest = behind;
            }
            _ => return,
        }
    }
}

/// The longest prefix of a text whose characters all belong.
fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    text.get(..text.find(|c| !belongs(c)).unwrap_or(text.len())).unwrap_or_default()
}

fn is_long(name: &str) -> bool {
    name.chars().nth(SHORTEST - 1).is_some()
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn is_domain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-')
}

/// Sites whose first path segment names an account.
const ACCOUNT_SITES: [&str; 19] = [
    "facebook.com",
    "fb.com",
    "fb.me",
    "twitter.com",
    "x.com",
    "instagram.com",
    "threads.net",
    "threads.com",
    "tiktok.com",
    "t.me",
    "telegram.me",
    "vk.com",
    "github.com",
    "gitlab.com",
    "twitch.tv",
    "pinterest.com",
    "snapchat.com",
    "patreon.com",
    "soundcloud.com",
];

/// First path segments on those sites that do not name an account.
const NO_ACCOUNT: [&str; 15] = [
    "watch",
    "groups",
    "events",
    "hashtag",
    "search",
    "share",
    "sharer",
    "explore",
    "p",
    "reel",
    "i",
    "home",
    "intent",
    "story.php",
    "photo.php",
];

/// Path segments that are followed by the name of a person, on any site.
const PERSON_SEGMENTS: [&str; 22] = [
    "u",
    "user",
    "users",
    "in",
    "profile",
    "profiles",
    "profil",
    "profils",
    "people",
    "person",
    "channel",
    "c",
    "member",
    "members",
    "membre",
    "membres",
    "author",
    "authors",
    "auteur",
    "auteurs",
    "commentaires-de",
    "add",
];

/// The parts of links that name an account. The rest of a link is kept, because it may cite a source.
fn links(text: &str, spans: &mut Vec<Span>) {
    let mut at = 0;
    for word in
        text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '«' | '»'))
    {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| c.is_whitespace() || ",.;:!?<>\"()«»…".contains(c));
        let bare = word.find("://").map_or(word, |scheme| word.get(scheme + 3..).unwrap_or_default());
        let Some((host, _)) = bare.split_once('/') else { continue };
        if !host.contains('.') || host.contains(|c| !(is_domain(c) || c == ':')) {
            continue;
        }
        let path = start + (word.len() - bare.len()) + host.len() + 1;
        accounts(text, path, start + word.len(), &host.to_ascii_lowercase(), spans);
    }
}

/// Looks for accounts in the path `text[path..end]` of a link to `host`.
fn accounts(text: &str, path: usize, end: usize, host: &str, spans: &mut Vec<Span>) {
    let site =
        ACCOUNT_SITES.iter().any(|&site| host == site || host.strip_suffix(site).is_some_and(|sub| sub.ends_with('.')));
    let mut start = path;
    let mut named = site;
    for segment in Span::new(path, end).of(text).split('/') {
        let lower = segment.to_ascii_lowercase();
        let script = lower.split(['?', '#', '&']).next().unwrap_or_default();
        let is_person = PERSON_SEGMENTS.contains(&script) || script == "pages";
        let is_script =
            lower.contains('?') && (script.contains("profil") || script.contains("member") || script.contains("user"));
        if is_script {
            spans.push(Span::new(start + script.len(), start + segment.len()));
        } else if segment.starts_with('@') || (named && !is_person && !NO_ACCOUNT.contains(&script)) {
            spans.push(Span::new(start, start + segment.len()));
        }
        named = is_person;
        start += segment.len() + 1;
    }
}

/// IPv4 addresses (exactly four numbers up to 255, separated by dots) and IPv6 addresses.
fn numbers(text: &str, spans: &mut Vec<Span>) {
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !(c.is_ascii_hexdigit() || c == '.' || c == ':')) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        // Two colons can be a time of day; an IPv6 address has more.
        if word.matches(':').count() > 2 && word.parse::<Ipv6Addr>().is_ok() {
            spans.push(Span::new(start, start + word.len()));
            continue;
        }
        let mut inner = start;
        for part in word.split(':') {
            let digits = part.trim_matches(|c: char| !c.is_ascii_digit());
            let offset = inner + part.find(digits).unwrap_or(0);
            inner += part.len() + 1;
            let mut fields = digits.split('.');
            let all = fields.by_ref().take(4).filter(|field| field.len() <= 3 && field.parse::<u8>().is_ok()).count();
            if all == 4 && fields.next().is_none() {
                spans.push(Span::new(offset, offset + digits.len()));
            }
        }
    }
}

/// How many digits a telephone number may have; E.164 allows fifteen.
const TELEPHONE: std::ops::RangeInclusive<usize> = 9..=15;

/// Telephone numbers: `+` and a country code, a trunk `0` with groups of two or more, or the American `ddd-ddd-dddd`.
/// Amounts and years look different: no plus, no leading zero, groups of three digits after spaces.
fn telephones(text: &str, spans: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let mut at = 0;
    while at < bytes.len() {
        if !(byte(at).is_ascii_digit() || (byte(at) == b'+' && byte(at + 1).is_ascii_digit())) {
            at += 1;
            continue;
        }
        let start = at;
        let mut groups: Vec<usize> = Vec::new();
        let mut end = at;
        let mut here = at + usize::from(byte(at) == b'+');
        loop {
            let digits = bytes.get(here..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                break;
            }
            groups.push(digits);
            here += digits;
            end = here;
            // One separator, or the brackets around an area code, join two groups.
            if matches!(byte(here), b' ' | b'.' | b'-' | b'/') && byte(here + 1).is_ascii_digit() {
                here += 1;
            } else if matches!(bytes.get(here..here + 3), Some(b" (0" | b"(0)"))
                || (byte(here) == b')' && byte(here + 1).is_ascii_digit())
            {
                here += bytes.get(here..).unwrap_or_default().iter().take_while(|byte| !byte.is_ascii_digit()).count();
            }
        }
        at = end.max(start + 1);
        let total: usize = groups.iter().sum();
        let joined = start
            .checked_sub(1)
            .is_some_and(|before| byte(before).is_ascii_alphanumeric() || matches!(byte(before), b'.' | b',' | b'/'));
        let shaped = byte(start) == b'+'
            || (byte(start) == b'0' && groups.iter().skip(1).all(|&digits| digits >= 2) && total <= 12)
            || groups == [3, 3, 4];
        if shaped && !joined && TELEPHONE.contains(&total) {
            spans.push(Span::new(start, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<&str> {
        let mut found = contacts(text);
        found.sort_unstable();
        found.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn handles_of_every_shape() {
        assert_eq!(hidden("@marc tu dis"), ["marc"]);
        assert_eq!(hidden("@ Marc tu dis, @ 5 €"), ["Marc"]);
        assert_eq!(hidden("@Jean Dupont Vous avez"), ["Jean", "Dupont"]);
        assert_eq!(hidden("see u/some_one-2 and /u/other, menu/plat"), ["some_one-2", "other"]);
        assert_eq!(hidden("à jean.d@ex-ample.org."), ["jean.d@ex-ample.org"]);
    }

    #[test]
    fn profile_links_but_not_sources() {
        assert_eq!(hidden("https://www.facebook.com/jean.dupont.5?ref=x voilà"), ["jean.dupont.5?ref=x"]);
        assert_eq!(hidden("(https://twitter.com/jdup/status/12)"), ["jdup"]);
        assert_eq!(hidden("https://www.linkedin.com/in/jean-dupont/ et https://youtu.be/watch"), ["jean-dupont"]);
        assert_eq!(
            hidden("https://mastodon.social/@jean/11 https://reddit.com/user/jean2"),
            ["@jean", "jean", "jean2"]
        );
        assert_eq!(hidden("https://www.facebook.com/profile.php?id=100"), ["?id=100"]);
        assert_eq!(hidden("https://www.lemonde.fr/economie/article/2024/01/02/titre.html"), [""; 0]);
        assert_eq!(hidden("https://www.facebook.com/groups et 3/4 ou et/ou"), [""; 0]);
    }

    #[test]
    fn telephone_numbers_but_not_amounts() {
        assert_eq!(
            hidden("06 12 34 56 78 ou 0612345678, 01.23.45.67.89"),
            ["06 12 34 56 78", "0612345678", "01.23.45.67.89"]
        );
        assert_eq!(hidden("+33 6 12 34 56 78; +33 (0)6 12 34 56 78"), ["+33 6 12 34 56 78", "+33 (0)6 12 34 56 78"]);
        assert_eq!(hidden("call 555-123-4567"), ["555-123-4567"]);
        assert_eq!(hidden("10 000 000 000 €, 2024-01-02, 0,000000001, 100 000 000, 12:30:45"), [""; 0]);
    }

    #[test]
    fn addresses_of_machines() {
        assert_eq!(hidden("192.168.0.1, 1.2.3, 300.1.1.1"), ["192.168.0.1"]);
        assert_eq!(hidden("http://10.0.0.1:80 et 2001:db8::ff00:42:8329"), ["10.0.0.1", "2001:db8::ff00:42:8329"]);
    }
}
