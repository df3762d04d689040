//! E-mail addresses, also spelled out, the names next to them, and the names in the lines above quotations.

use std::sync::LazyLock;

use super::{Contact, is_domain, is_local, leading};
use crate::lang;
use crate::privacy::pseudonym::Mark;
use crate::span::Span;

/// Longest part of an address before its sign, in bytes (RFC 5321).
const LOCAL_BYTES: usize = 64;

/// Most words of a name next to an address. Chosen by hand.
const NAME_WORDS: usize = 4;

/// The part of an address before its sign: where it begins in the text before the sign.
fn local(before: &str) -> usize {
    let window = before.floor_char_boundary(before.len().saturating_sub(LOCAL_BYTES));
    let tail = before.get(window..).unwrap_or_default();
    window + tail.trim_end_matches(is_local).len()
}

/// E-mail addresses, with the name before `<…>`.
pub(super) fn addresses(text: &str, spans: &mut Vec<Contact>) {
    for (at, _) in text.match_indices('@') {
        let before = text.get(..at).unwrap_or_default();
        let start = local(before);
        let domain = leading(text.get(at + 1..).unwrap_or_default(), is_domain).trim_end_matches(['.', '-']);
        if start == at || !domain.contains('.') {
            continue;
        }
        let lead = before.get(..start).unwrap_or_default();
        // A handle of another server: "@name@server.org".
        let mark = if lead.ends_with('@') { Mark::Account } else { Mark::Mail };
        spans.push((Span::new(start, at + 1 + domain.len()), Some(mark)));
        if let Some(lead) = lead.strip_suffix('<').or_else(|| lead.strip_suffix("(")) {
            let end = lead.trim_end_matches([' ', '"']).len();
            name_before(text, end, spans);
        }
    }
}

/// Hides the capitalised words that end at a byte.
fn name_before(text: &str, end: usize, spans: &mut Vec<Contact>) {
    let mut start = end;
    for _ in 0..NAME_WORDS {
        let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
        let word = before.rsplit(|c: char| !(c.is_alphanumeric() || "-'’.".contains(c))).next().unwrap_or_default();
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        start = before.len() - word.len();
    }
    if start < end {
        spans.push((Span::new(start, end), None));
    }
}

/// What is written for `@`, and what for the dot after it, where an address is hidden from programs.
const AT: [&str; 8] = ["(at)", "[at]", "{at}", "(arobase)", "[arobase]", " arobase ", "(chez)", "(arroba)"];
const DOT: [&str; 9] = ["(dot)", "[dot]", "{dot}", "(point)", "[point]", " point ", " dot ", "(punto)", "(punkt)"];

/// Addresses that are spelled out: `name (at) server (dot) org`.
pub(super) fn spelled_out(text: &str, spans: &mut Vec<Contact>) {
    for sign in AT {
        for (at, _) in text.match_indices(sign) {
            let before = text.get(..at).unwrap_or_default().trim_end_matches(' ');
            let start = local(before);
            let after = text.get(at + sign.len()..).unwrap_or_default();
            let domain_at = at + sign.len() + (after.len() - after.trim_start_matches(' ').len());
            let mut end = domain_at + leading(text.get(domain_at..).unwrap_or_default(), is_domain).len();
            let mut is_address =
                text.get(domain_at..end).is_some_and(|domain| domain.trim_end_matches('.').contains('.'));
            // Domains have few levels.
            for _ in 0..4 {
                let rest = text.get(end..).unwrap_or_default();
                let bare = rest.trim_start_matches(' ');
                let dot = DOT.iter().find_map(|dot| rest.strip_prefix(dot).or_else(|| bare.strip_prefix(dot)));
                let Some(level) = dot.map(|rest| rest.trim_start_matches(' ')) else { break };
                let name = leading(level, |c| c.is_alphanumeric() || c == '-');
                if name.is_empty() {
                    break;
                }
                is_address = true;
                end = text.len() - level.len() + name.len();
            }
            end -=
                text.get(domain_at..end).map_or(0, |domain| domain.len() - domain.trim_end_matches(['.', '-']).len());
            if start < before.len() && end > domain_at && is_address {
                spans.push((Span::new(start, end), Some(Mark::Mail)));
            }
        }
    }
}

/// Verbs at the end of the line above a quotation, and those before a name there.
static WROTE: LazyLock<[Vec<&str>; 2]> = LazyLock::new(|| {
    let wrote = lang::longest_first(|words| words.mail.wrote);
    let before_name = wrote.iter().copied().chain(lang::longest_first(|words| words.mail.quotes_of)).collect();
    [wrote, before_name]
});

/// Longest line above a quotation, in bytes. Chosen by hand.
const LINE_BYTES: usize = 200;

/// The names in lines such as `On 3 March, Ida Rowe wrote:`. The line must hold a date, that is, a digit.
pub(super) fn attributions(text: &str, spans: &mut Vec<Contact>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins = start;
        start += line.len();
        let trimmed = line.trim_end();
        let Some(head) = trimmed.strip_suffix(':').map(str::trim_end) else { continue };
        if head.len() > LINE_BYTES || !head.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let [after_name, before_name] = &*WROTE;
        if let Some(name) = after_name.iter().find_map(|verb| head.strip_suffix(verb)) {
            name_before(text, begins + name.trim_end().len(), spans);
        } else if let Some((at, verb)) =
            before_name.iter().find_map(|verb| Some((head.find(&format!(" {verb} "))?, verb)))
        {
            let name = begins + at + verb.len() + 2;
            let end = begins + head.len();
            if text.get(name..end).is_some_and(|name| name.starts_with(char::is_uppercase)) {
                name_before(text, end, spans);
            }
        }
    }
}
