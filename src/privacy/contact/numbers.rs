//! Numbers that identify somebody: of machines, telephones, bank accounts and cards.

use std::net::Ipv6Addr;

use super::Contact;
use crate::privacy::pseudonym::Mark;
use crate::span::Span;

/// Addresses that every machine has.
const NOBODYS: [&str; 3] = ["127.0.0.1", "0.0.0.0", "255.255.255.255"];

/// Whether a word is the hardware address of a machine: six pairs of hexadecimal digits.
fn is_hardware(word: &str) -> bool {
    let mut pairs = 0;
    let is_paired = word.split(':').all(|pair| {
        pairs += 1;
        pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    // Six pairs of decimal digits may be times.
    is_paired && pairs == 6 && word.contains(|c: char| c.is_ascii_alphabetic())
}

/// IPv4 addresses (exactly four numbers up to 255, separated by dots) and IPv6 addresses.
pub(super) fn machines(text: &str, spans: &mut Vec<Contact>) {
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !(c.is_ascii_hexdigit() || c == '.' || c == ':')) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        // Two colons can be a time of day; an IPv6 address has more.
        if word.matches(':').count() > 2 && word.parse::<Ipv6Addr>().is_ok() {
            spans.push((Span::new(start, start + word.len()), Some(Mark::Machine)));
            continue;
        }
        if is_hardware(word) {
            spans.push((Span::new(start, start + word.len()), Some(Mark::Machine)));
        }
        let mut inner = start;
        for part in word.split(':') {
            let digits = part.trim_matches(|c: char| !c.is_ascii_digit());
            let offset = inner + part.find(digits).unwrap_or(0);
            inner += part.len() + 1;
            let mut fields = digits.split('.');
            let all = fields.by_ref().take(4).filter(|field| field.len() <= 3 && field.parse::<u8>().is_ok()).count();
            if all == 4 && fields.next().is_none() && !NOBODYS.contains(&digits) {
                spans.push((Span::new(offset, offset + digits.len()), Some(Mark::Machine)));
            }
        }
    }
}

/// How many digits a telephone number may have; E.164 allows fifteen.
const TELEPHONE: std::ops::RangeInclusive<usize> = 9..=15;

/// Telephone numbers: `+` and a country code, a trunk `0` with groups of two or more, or the American `ddd-ddd-dddd`.
/// Amounts and years look different: no plus, no leading zero, groups of three digits after spaces.
pub(super) fn telephones(text: &str, spans: &mut Vec<Contact>) {
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
                || (groups == [3] && byte(here) == b')' && byte(here + 1) == b' ' && byte(here + 2).is_ascii_digit())
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
            let opens = groups.first() == Some(&3) && start.checked_sub(1).is_some_and(|before| byte(before) == b'(');
            let is_closed = opens && text.get(start..end).is_some_and(|number| number.contains(')'));
            spans.push((Span::new(start - usize::from(is_closed), end), Some(Mark::Telephone)));
        } else if !joined && is_card(text.get(start..end).unwrap_or_default(), &groups) {
            spans.push((Span::new(start, end), Some(Mark::Number)));
        }
    }
}

/// Whether digits are the number of a payment card: four groups of four, or sixteen digits, that pass Luhn's test.
fn is_card(number: &str, groups: &[usize]) -> bool {
    if groups != [4, 4, 4, 4] && groups != [16] {
        return false;
    }
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ if *digit > 4 => 2 * digit - 9,
            _ => 2 * digit,
        })
        .sum();
    sum.is_multiple_of(10) && number.starts_with(['3', '4', '5', '6'])
}

/// Longest international bank account number, without spaces.
const IBAN: usize = 34;

/// International bank account numbers: country, check digits, and groups that pass the test of ISO 13616.
pub(super) fn accounts(text: &str, spans: &mut Vec<Contact>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(head) = bytes.get(from..from + 4) {
        let starts = head.first().is_some_and(u8::is_ascii_uppercase)
            && head.get(1).is_some_and(u8::is_ascii_uppercase)
            && head.iter().skip(2).all(u8::is_ascii_digit)
            && !from.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        let end = if starts { account_end(bytes, from) } else { None };
        if let Some(end) = end {
            spans.push((Span::new(from, end), Some(Mark::Number)));
        }
        from = end.unwrap_or(from + 1);
    }
}

/// Where the account number that begins at a byte ends: the longest one that passes the test.
fn account_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut number: Vec<u8> = Vec::with_capacity(IBAN);
    let mut best = None;
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() || byte.is_ascii_uppercase() {
            number.push(*byte);
        } else if *byte != b' ' || bytes.get(at + 1) == Some(&b' ') {
            break;
        }
        at += 1;
        let ends = !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        if number.len() > IBAN {
            break;
        }
        if ends && number.len() >= 15 && is_account(&number) {
            best = Some(at);
        }
    }
    best
}

/// Whether the remainder of the number by 97 is 1, country and check digits last and letters as numbers from 10.
fn is_account(number: &[u8]) -> bool {
    let moved = number.iter().skip(4).chain(number.iter().take(4));
    let remainder = moved.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    remainder == 1
}
