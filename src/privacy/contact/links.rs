//! Links that name an account, and pages of wikis about their users.

use super::{Contact, is_domain};
use crate::lang;
use crate::privacy::pseudonym::Mark;
use crate::span::Span;

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
const NO_ACCOUNT: [&str; 35] = [
    "watch",
    "groups",
    "events",
    "hashtag",
    "search",
    "share",
    "sharer",
    "p",
    "reel",
    "i",
    "home",
    "intent",
    "story.php",
    "photo.php",
    "about",
    "blog",
    "careers",
    "download",
    "explore",
    "features",
    "help",
    "jobs",
    "legal",
    "login",
    "marketplace",
    "notifications",
    "policies",
    "press",
    "pricing",
    "privacy",
    "settings",
    "support",
    "terms",
    "topics",
    "trending",
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
pub(super) fn links(text: &str, spans: &mut Vec<Contact>) {
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
fn accounts(text: &str, path: usize, end: usize, host: &str, spans: &mut Vec<Contact>) {
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
            spans.push((Span::new(start + script.len(), start + segment.len()), Some(Mark::Account)));
        } else if segment.starts_with('@') || (named && !is_person && !NO_ACCOUNT.contains(&script)) {
            spans.push((Span::new(start, start + segment.len()), Some(Mark::Account)));
        }
        named = is_person;
        start += segment.len() + 1;
    }
}

/// Longest name of a wiki's user, in bytes. Chosen by hand.
const USER_BYTES: usize = 60;

/// The users in links of wikis: `[[User:Name|…]]`, `/wiki/User:Name`.
pub(super) fn wiki_users(text: &str, spans: &mut Vec<Contact>) {
    for (at, _) in text.match_indices(':') {
        let before = text.get(..=at).unwrap_or_default();
        let is_page = lang::all().flat_map(|words| words.names.user_pages).any(|page| {
            let start = before.len().checked_sub(page.len()).unwrap_or(before.len() + 1);
            before.get(start..).is_some_and(|end| end.to_lowercase() == **page)
                && before
                    .get(..start)
                    .is_some_and(|lead| lead.ends_with("[[") || lead.ends_with('/') || lead.ends_with("[[:"))
        });
        if !is_page {
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or_default();
        let is_link = !before.contains("[[") || before.rfind('/') > before.rfind("[[");
        let end = rest.find(|c: char| "|]/#\n<>".contains(c) || (is_link && c.is_whitespace())).unwrap_or(rest.len());
        if (1..=USER_BYTES).contains(&end) {
            spans.push((Span::new(at + 1, at + 1 + end), Some(Mark::Account)));
        }
    }
}
