//! Whom a comment addresses: the author of an earlier comment whose name its first words call, or that it calls with `@`.
//!
//! Names are compared in folded form, word by word, so `@marie_curie`, *Marie Curie,* and *MARIE :* all call the author
//! *Marie Curie*. A name alone calls somebody only if a comma, a colon or the like follows it; after a greeting, after
//! *to*, and after `@` any end of the name will do.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang;
use crate::place::Place;
use crate::span::Span;
use crate::text::{fold, function};
use crate::thread::{Comment, Thread};

/// How many bytes of a comment may hold the name that it begins with.
const BEGINNING_BYTES: usize = 160;

/// How many bytes of a comment are searched for `@`. People are addressed early, and a long text need not be searched.
const MENTION_BYTES: usize = 1024;

/// Most words before a name, as in *Merci beaucoup, chère Marie*. Chosen by hand.
const LEADING_WORDS: usize = 4;

/// Most words of a name that are compared.
const NAME_WORDS: usize = 5;

/// The shortest name that counts, in characters: shorter ones are also words.
const SHORTEST_NAME: usize = 3;

/// The shortest surname that counts alone, in characters.
const SHORTEST_SURNAME: usize = 4;

/// Words before the name of somebody who is addressed, folded: greetings, thanks, *to*, titles.
static LEADS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lists = [
        lang::merged(|words| words.cues.greets),
        lang::merged(|words| words.cues.closing_thanks),
        lang::merged(|words| words.cues.to_somebody),
    ];
    lists.iter().flatten().map(|word| fold(word)).collect()
});

/// The authors of a thread by the names that call them.
#[derive(Debug, Default)]
pub struct Addressees {
    /// The comments of the authors with a name, in order; the name is folded and its words are joined.
    by_name: FxHashMap<String, Vec<Place>>,
}

/// Somebody who is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addressed<'i> {
    /// The earlier comments of those who have the name, in order; at least one.
    pub places: &'i [Place],
    /// The name in the text.
    pub name: Span,
}

impl Addressees {
    /// The authors of a thread. Linear.
    pub fn of(thread: &Thread) -> Self {
        let mut by_name: FxHashMap<String, Vec<Place>> = FxHashMap::default();
        let mut known: FxHashMap<&str, Vec<String>> = FxHashMap::default();
        for (index, comment) in thread.comments.iter().enumerate() {
            let Some(person) = comment.person() else { continue };
            for name in known.entry(person).or_insert_with(|| names_of(person)) {
                by_name.entry(name.clone()).or_default().push(Place::new(index));
            }
        }
        Self { by_name }
    }

    /// Whom a comment addresses, if somebody else of that name wrote before it.
    pub fn addressed(&self, thread: &Thread, from: Place) -> Option<Addressed<'_>> {
        if self.by_name.is_empty() {
            return None;
        }
        let comment = thread.at(from);
        let start = own_words_start(comment);
        let own = comment.person().map(names_of).unwrap_or_default();
        let found = |name: &Name| -> Option<&[Place]> {
            let places = self.by_name.get(&name.folded).filter(|_| !own.contains(&name.folded))?;
            let earlier = places.get(..places.partition_point(|place| *place < from))?;
            (!earlier.is_empty()).then_some(earlier)
        };
        let text = comment.text.get(start..)?;
        let mut names = at_beginning(text).chain(mentions(text));
        let (places, span) = names.find_map(|name| Some((found(&name)?, name.span)))?;
        Some(Addressed { places, name: Span::new(span.start + start, span.end + start) })
    }
}

/// Where the first words of a comment that are no quotation begin.
fn own_words_start(comment: &Comment) -> usize {
    let mut start = 0;
    for quote in &comment.quotes {
        let between = comment.text.get(start..quote.span.start).unwrap_or_default();
        if quote.span.start < start || !between.trim().is_empty() {
            break;
        }
        start = quote.span.end;
    }
    start
}

/// The names that call an author, folded, their words joined: the whole name, with and without the number at its end,
/// the first and the last word.
fn names_of(author: &str) -> Vec<String> {
    let bare = author.trim_start_matches(['@', '/']).split(['<', '(', '|']).next().unwrap_or_default();
    let words: Vec<String> =
        bare.split([' ', '_', '.', '\u{A0}']).map(joined).filter(|word| !word.is_empty()).collect();
    let whole = words.concat();
    let unnumbered = whole.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let first = words.first().filter(|_| words.len() > 1).cloned();
    let last = words.last().filter(|word| words.len() > 1 && word.chars().count() >= SHORTEST_SURNAME).cloned();
    let mut names: Vec<String> = Vec::new();
    for name in [Some(whole), Some(unnumbered), first, last].into_iter().flatten() {
        let is_long = name.chars().count() >= SHORTEST_NAME && name.chars().any(char::is_alphabetic);
        if is_long && function::function(&name).votes == 0 && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The letters and digits of a word, folded.
fn joined(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A stretch of text that may be a name.
#[derive(Debug)]
struct Name {
    folded: String,
    span: Span,
}

/// The names that the first words may call, the most likely first.
fn at_beginning(text: &str) -> impl Iterator<Item = Name> + '_ {
    let head = text.get(..text.floor_char_boundary(BEGINNING_BYTES)).unwrap_or_default();
    let begins = head.len() - head.trim_start_matches(is_before_name).len();
    let line = head.get(begins..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let words: Vec<Span> =
        words(line).take(LEADING_WORDS + 1).map(|word| Span::new(word.start + begins, word.end + begins)).collect();
    let leads = |word: &Span| LEADS.contains(&joined(word.of(text)));
    let after: usize = words.iter().take(LEADING_WORDS).take_while(|word| leads(word)).count();
    let starts: Vec<(usize, bool)> =
        words.iter().take(after + 1).enumerate().map(|(index, word)| (word.start, index > 0)).collect();
    let whole_line = Span::new(begins, begins + line.len());
    starts.into_iter().rev().flat_map(move |(start, is_led)| {
        let is_called = text.get(..start).is_some_and(|before| before.trim_end().ends_with('@'));
        names_at(text, start, whole_line.end).filter(move |name| is_called || ends_address(text, name.span.end, is_led))
    })
}

/// The names that follow an `@`.
fn mentions(text: &str) -> impl Iterator<Item = Name> + '_ {
    let head = text.get(..text.floor_char_boundary(MENTION_BYTES)).unwrap_or_default();
    head.match_indices('@').flat_map(move |(at, _)| {
        let is_address = head.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()));
        let after = head.get(at + 1..).unwrap_or_default();
        let start = at + 1 + (after.len() - after.trim_start_matches([' ', '\u{A0}']).len());
        let end = if is_address { start } else { head.len() };
        names_at(text, start, end)
    })
}

/// The stretches of one to [`NAME_WORDS`] words that begin at `start`, the longest first.
fn names_at(text: &str, start: usize, end: usize) -> impl Iterator<Item = Name> + '_ {
    let rest = text.get(start..end).unwrap_or_default();
    let mut names: Vec<Name> = Vec::new();
    let mut last: Option<Span> = None;
    for word in words(rest).take(NAME_WORDS) {
        let between = rest.get(last.map_or(0, |last| last.end)..word.start).unwrap_or_default();
        if !between.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '_' | '-' | '.' | '\'' | '’')) || between.len() > 3 {
            break;
        }
        let folded = names.last().map_or(String::new(), |name| name.folded.clone()) + &joined(word.of(rest));
        names.push(Name { folded, span: Span::new(start, start + word.end) });
        last = Some(word);
    }
    names.into_iter().rev()
}

/// Whether an address may end here: a comma, a colon, a dash or a line's end follows, or, after a greeting, any mark.
fn ends_address(text: &str, end: usize, is_led: bool) -> bool {
    let after = text.get(end..).unwrap_or_default();
    let rest = after.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let is_dash = after.len() > rest.len() && rest.starts_with(['-', '–', '—']);
    let marks: &[char] = if is_led { &[',', ':', ';', '!', '.', '?', '\n'] } else { &[',', ':', ';', '!', '\n'] };
    rest.is_empty() || is_dash || rest.starts_with(marks)
}

fn is_before_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '@' | '-' | '–' | '—' | '>' | '→' | '*' | '•' | '¿' | '¡')
}

/// The words of a line: runs of letters and digits.
fn words(line: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let word = line.get(start..)?;
        at = start + word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last comment whose author the last of these comments addresses.
    fn addressed(comments: &[(&str, &str)]) -> Option<usize> {
        let comment = |(author, text): &(&str, &str)| Comment {
            author: Some((*author).to_owned()),
            text: (*text).to_owned(),
            ..Comment::default()
        };
        let thread = Thread { comments: comments.iter().map(comment).collect(), ..Thread::default() };
        let found = Addressees::of(&thread);
        let last = Place::new(comments.len() - 1);
        found.addressed(&thread, last).and_then(|addressed| addressed.places.last().copied()).map(Place::index)
    }

    fn names(text: &str) -> Option<usize> {
        let above =
            [("Marie-Hélène Curie", "A."), ("dominique33", "B."), ("Léa", "C."), ("Jo", "D."), ("Paul Valéry", "E.")];
        let comments: Vec<(&str, &str)> = above.into_iter().chain([("X", text)]).collect();
        addressed(&comments)
    }

    #[test]
    fn a_name_calls_its_author_in_any_spelling() {
        for text in
            ["@Marie-Hélène Curie non", "marie-helene, non", "MARIE HELENE : non", "Merci Marie-Hélène !", "@curie non"]
        {
            assert_eq!(names(text), Some(0), "{text}");
        }
        for text in ["@dominique33 non", "Dominique, non", "@ Dominique (20/10, 14h46) non", "Non, @dominique, non"] {
            assert_eq!(names(text), Some(1), "{text}");
        }
        for text in ["Lea,\nnon", "Bonjour Léa, non", "À Léa : non", "To Léa: no", "Cher Paul Valéry,\nLéa a tort."]
        {
            assert!(names(text).is_some(), "{text}");
        }
        assert_eq!(names("Cher Paul Valéry,\nLéa a tort."), Some(4));
    }

    #[test]
    fn a_name_in_passing_calls_nobody() {
        for text in [
            "Léa a raison.",
            "Je crois que Léa, non",
            "Jo, non",
            "lea@example.org",
            "Curieux, non",
            "Les dominiques",
            "",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }

    #[test]
    fn nobody_addresses_themselves_or_a_later_author() {
        assert_eq!(addressed(&[("Léa", "A."), ("Léa", "Léa, non")]), None);
        assert_eq!(addressed(&[("Léa", "A."), ("Paul", "B."), ("Marc", "Zoé, non")]), None);
        assert_eq!(addressed(&[("Léa", "A."), ("Léa", "B."), ("Marc", "Léa, non")]), Some(1));
    }

    #[test]
    fn a_quotation_before_the_address_is_passed_over() {
        let mut thread = Thread::default();
        let comment = |author: &str, text: &str| Comment {
            author: Some(author.to_owned()),
            text: text.to_owned(),
            ..Comment::default()
        };
        thread.comments = vec![comment("Léa", "A."), comment("Paul", "B."), comment("Marc", "Paul, A.\n\nLéa, non")];
        thread.comments[2].quotes = vec![crate::thread::Quote { span: Span::new(0, 8), to: None }];
        let found = Addressees::of(&thread);
        let addressed = found.addressed(&thread, Place::new(2)).unwrap();
        assert_eq!((addressed.places, addressed.name.of(&thread.comments[2].text)), (&[Place::new(0)][..], "Léa"));
    }
}
