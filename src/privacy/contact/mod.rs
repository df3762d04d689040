//! Contacts that identify a person without being a known name: e-mail and network addresses, handles, profile links,
//! numbers of telephones and accounts, homes, names next to an address.
//!
//! In: a text. Out: the spans to hide, each with the mark to write. Each kind takes one pass. When in doubt a span is
//! hidden: hiding too much costs a word, hiding too little breaks the promise of privacy.

mod homes;
mod links;
mod mail;
mod numbers;

use super::names::SHORTEST;
use super::pseudonym::{Mark, pseudonym_at};
use crate::span::Span;
use crate::text::function;

/// A span to hide and its mark; `None` for a handle, which may be that of a known person.
pub(super) type Contact = (Span, Option<Mark>);

/// The spans of a text that identify a person, in no order. Only comments hold homes that are personal.
pub(super) fn contacts(text: &str, is_comment: bool) -> Vec<Contact> {
    let mut spans = Vec::new();
    // Most comments have none of these characters, and searching for a byte is cheap.
    let holds = |signs: &[u8]| text.bytes().any(|byte| signs.contains(&byte));
    if holds(b"@/") {
        handles(text, &mut spans);
        mail::addresses(text, &mut spans);
        links::links(text, &mut spans);
    }
    mail::spelled_out(text, &mut spans);
    if holds(b":") {
        links::wiki_users(text, &mut spans);
        mail::attributions(text, &mut spans);
    }
    if holds(b"0123456789:") {
        numbers::machines(text, &mut spans);
        numbers::telephones(text, &mut spans);
        numbers::accounts(text, &mut spans);
        if is_comment {
            homes::homes(text, &mut spans);
        }
    }
    spans
}

/// Handles such as `@name`, `@ Name` and `u/name`.
fn handles(text: &str, spans: &mut Vec<Contact>) {
    for (at, _) in text.match_indices('@') {
        let before = text.get(..at).unwrap_or_default();
        // The sign may also be part of a web address: "?q=@1".
        if !before.ends_with(|c| is_local(c) || c == '=') {
            handle(text.get(at + 1..).unwrap_or_default(), at + 1, spans);
        }
    }
    for (at, mark) in text.match_indices("u/") {
        let before = text.get(..at).unwrap_or_default();
        let before = before.strip_suffix('/').unwrap_or(before);
        let name =
            leading(text.get(at + mark.len()..).unwrap_or_default(), |c| c.is_alphanumeric() || "_-".contains(c));
        if !before.ends_with(|c: char| c.is_alphanumeric() || c == '/') && is_long(name) {
            spans.push((Span::new(at + mark.len(), at + mark.len() + name.len()), None));
        }
    }
}

/// The name after an `@`: one word and, if it is capitalised, the capitalised words after it (`@Jean Dupont`).
fn handle(rest: &str, start: usize, spans: &mut Vec<Contact>) {
    let spaced = rest.strip_prefix(' ').filter(|name| name.starts_with(char::is_uppercase));
    let (start, rest) = spaced.map_or((start, rest), |name| (start + 1, name));
    if pseudonym_at(rest) > 0 {
        return;
    }
    let mut end = 0;
    // A full name rarely has more than three words; words after that belong to the sentence.
    for place in 0..3 {
        let from = if place == 0 { 0 } else { end + 1 };
        let name = leading(rest.get(from..).unwrap_or_default(), |c| is_domain(c) || c == '_');
        let name = name.trim_end_matches(['.', '-']);
        let is_capital = name.starts_with(char::is_uppercase);
        if (place == 0 && !is_long(name)) || (place > 0 && (!is_capital || function::is_function_word(name))) {
            break;
        }
        end = from + name.len();
        if !is_capital || !rest.get(end..).is_some_and(|behind| behind.starts_with(' ')) {
            break;
        }
    }
    if end > 0 {
        spans.push((Span::new(start, start + end), None));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<&str> {
        let mut found = contacts(text, true);
        found.sort_unstable();
        found.into_iter().map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn handles_of_every_shape() {
        assert_eq!(hidden("@marc tu dis"), ["marc"]);
        assert_eq!(hidden("@ Marc tu dis, @ 5 €"), ["Marc"]);
        assert_eq!(hidden("@Jean Dupont Vous avez"), ["Jean Dupont"]);
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
    fn addresses_that_are_spelled_out() {
        assert_eq!(hidden("jo.x (at) exemple (point) fr, ok"), ["jo.x (at) exemple (point) fr"]);
        assert_eq!(
            hidden("Write to jo.x [at] mail [dot] example [dot] org now"),
            ["jo.x [at] mail [dot] example [dot] org"]
        );
        assert_eq!(hidden("jo arobase exemple point fr"), ["jo arobase exemple point fr"]);
        assert_eq!(hidden("we met (at) noon, cod@sea"), [""; 0]);
    }

    #[test]
    fn accounts_and_cards_that_pass_their_tests() {
        assert_eq!(hidden("GB29 NWBK 6016 1331 9268 19 now"), ["GB29 NWBK 6016 1331 9268 19"]);
        assert_eq!(hidden("GB29 NWBK 6016 1331 9268 18 AB12"), [""; 0]);
        assert_eq!(hidden("paid by 4111 1111 1111 1111 or 4111 1111 1111 1112"), ["4111 1111 1111 1111"]);
        assert_eq!(hidden("00:1A:2B:3C:4D:5E at 10:30:15, 127.0.0.1"), ["00:1A:2B:3C:4D:5E"]);
        assert_eq!(hidden("(555) 010-1234"), ["(555) 010-1234"]);
    }

    #[test]
    fn users_of_wikis_and_homes_in_letters() {
        assert_eq!(hidden("[[User:Jo May|Jo]], https://x.org/wiki/User:Jo_May ok"), ["Jo May", "Jo_May"]);
        assert_eq!(hidden("Jo\n12 bis, rue des Lilas\n29000 Brest"), ["12 bis, rue des Lilas"]);
        assert_eq!(hidden("14 Mill Lane, Mere"), ["14 Mill Lane, Mere"]);
        assert_eq!(hidden("Hauptstraße 12"), ["Hauptstraße 12"]);
        assert_eq!(hidden("La rue des Lilas est fermée.\n12 rues sont fermées."), [""; 0]);
    }

    #[test]
    fn names_beside_addresses_and_in_attributions() {
        assert_eq!(hidden("cc: Ida May Rowe <i@x.org>"), ["Ida May Rowe", "i@x.org"]);
        assert_eq!(hidden("Le dim. 3 mars 2024 à 18:02, Ida Rowe a écrit :"), ["Ida Rowe"]);
        assert_eq!(hidden("On Sun, 3 Mar 2024 at 18:02 Ida Rowe wrote:"), ["Ida Rowe"]);
        assert_eq!(hidden("Am 3.3.2024 schrieb Ida Rowe:"), ["Ida Rowe"]);
    }

    #[test]
    fn addresses_of_machines() {
        assert_eq!(hidden("192.168.0.1, 1.2.3, 300.1.1.1"), ["192.168.0.1"]);
        assert_eq!(hidden("http://10.0.0.1:80 et 2001:db8::ff00:42:8329"), ["10.0.0.1", "2001:db8::ff00:42:8329"]);
    }
}
