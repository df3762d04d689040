//! Is a word that is somebody's name meant as that name here?
//!
//! In: the place of the word. Out: whether somebody is addressed by it, and whether it has another sense. Both are read off
//! the words and signs around it; where they say nothing, neither holds.

use super::ordinary::{
    ANSWERS, BEFORE_PLACES, BEFORE_VERBS, BYLINES, CALLS, CITES, DETERMINERS, IN_TITLES, Ordinary, PERSONS, Phrases,
    SAYS, TITLES, ordinary,
};
use super::words::{Around, space};
use crate::span::Span;
use crate::text::{fold, function};

/// A place of a name in a text.
#[derive(Debug)]
pub(super) struct Occurrence<'t> {
    around: Around<'t>,
    /// The name as written there.
    word: &'t str,
    /// Whether it is in lower case though its bearer writes it with a capital.
    is_lower: bool,
    /// How ordinary the word is.
    ordinary: Ordinary,
    /// Whether the text is a title.
    in_title: bool,
}

impl<'t> Occurrence<'t> {
    /// The occurrence at a span. `capital` says that its bearer writes the name with a capital.
    pub(super) fn new(text: &'t str, span: Span, capital: bool, ordinary: Ordinary, in_title: bool) -> Self {
        let word = span.of(text);
        let is_lower = capital && word.starts_with(char::is_lowercase);
        Self { around: Around::new(text, span), word, is_lower, ordinary, in_title }
    }

    /// Whether a sign that only precedes names precedes it: `@`, `u/`.
    pub(super) fn is_handle(&self) -> bool {
        let lead = self.around.lead();
        let before = lead.strip_suffix("u/").or_else(|| lead.strip_suffix("U/"));
        let is_user = before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()));
        is_user || self.around.sign_before().is_some_and(|sign| matches!(sign, '@' | '＠'))
    }

    /// Whether it is a hashtag or the name of a forum, which is not a person.
    pub(super) fn is_tag(&self) -> bool {
        let lead = self.around.lead();
        lead.ends_with('#') || lead.ends_with("r/")
    }

    /// Whether somebody is addressed or cited by it. `is_word` says that it is an ordinary word, so
    /// that the sentence must show it, and `is_spared` that the title or the article names somebody so: `Mr` before the
    /// name then means them.
    pub(super) fn is_addressed(&self, is_word: bool, is_spared: bool) -> bool {
        self.is_handle()
            || self.is_called(is_word)
            || (!is_spared && self.is_titled())
            || self.is_set_off(is_spared)
            || self.is_cited()
            || self.is_credited()
    }

    /// Whether somebody is surely addressed by it: a handle, or after a greeting.
    pub(super) fn is_greeted(&self) -> bool {
        self.is_handle() || self.is_called(false)
    }

    /// Whether it is alone on its line, as a signature.
    pub(super) fn is_alone(&self) -> bool {
        self.around.begins_line() && self.around.ends_line()
    }

    /// Whether quotation marks surround it.
    pub(super) fn is_quoted(&self) -> bool {
        let opens = |c: Option<char>| c.is_none_or(|c| matches!(c, '"' | '`' | '“' | '«' | '\''));
        let closes = |c: Option<char>| c.is_none_or(|c| matches!(c, '"' | '`' | '”' | '»' | '\''));
        opens(self.around.char_before()) && closes(self.around.char_after())
    }

    /// A greeting, thanks or the like precedes it.
    fn is_called(&self, is_word: bool) -> bool {
        let followed =
            || matches!(self.around.sign_after(), None | Some('.' | ',' | '!' | '?' | ';' | ':' | '\n' | ')' | '…'));
        let close = |gap: &str| space(gap) || (followed() && matches!(gap, ", " | " , " | ": " | " : " | "! " | " ! "));
        let found = self.phrase_before(&CALLS, close);
        // In lower case an ordinary word is addressed only where the greeting is all there is: "merci rose !"
        // "Hello Oxford students" greets the students.
        let is_alone = || {
            followed()
                || self.around.word_after(space).is_some_and(|next| ordinary(&fold::fold(next)) == Ordinary::Grammar)
        };
        let is_clear =
            |begins: bool| if self.is_lower { (begins && !is_word) || followed() } else { !is_word || is_alone() };
        if found.is_some_and(is_clear) {
            return true;
        }
        let answers = self.phrase_before(&ANSWERS, close).is_some_and(|begins| begins);
        let for_whom = self.in_title && self.phrase_before(&IN_TITLES, space).is_some();
        !self.is_lower && (for_whom || (answers && (self.ordinary == Ordinary::No || followed())))
    }

    /// `Mr` or `Mme` precedes it.
    fn is_titled(&self) -> bool {
        let gap = |gap: &str| matches!(gap, " " | ". " | "." | "\u{A0}");
        !self.is_lower && self.around.words_before(1, gap).is_some_and(|(word, _)| TITLES.has(&word))
    }

    /// Signs set it off from its sentence, as in `Rose, you`, `you, Rose!` and a line with the name alone.
    fn is_set_off(&self, is_spared: bool) -> bool {
        let after = self.around.sign_after();
        let (begins, ends) = (self.around.begins_sentence(), self.around.ends_line());
        if self.around.begins_line() && ends {
            return !is_spared || self.around.is_last_line();
        }
        if self.is_listed() {
            return false;
        }
        let to_person = self.addresses_person();
        if begins {
            return match after {
                Some(':') => true,
                Some(',' | ';' | '!' | '?' | '…') => self.ordinary != Ordinary::Grammar || to_person,
                Some('-' | '–' | '—') => !self.is_lower && self.ordinary == Ordinary::No,
                // "Will you" is a question.
                _ => !self.is_lower && to_person && !function::is_function_word(self.word),
            };
        }
        let after_comma = self.around.sign_before() == Some(',');
        let closes = matches!(after, None | Some('.' | '!' | '?' | '…' | ')' | '\n' | ','));
        after_comma && closes && !self.is_lower && (self.ordinary != Ordinary::Grammar || ends || after == Some('?'))
    }

    /// `submitted by rose`, as pages write above a post.
    fn is_credited(&self) -> bool {
        self.phrase_before(&BYLINES, space).is_some()
    }

    /// `as Rose says`.
    fn is_cited(&self) -> bool {
        let cited = || self.around.words_before(1, space).is_some_and(|(word, _)| CITES.has(&word));
        let says =
            || (1..=SAYS.longest).any(|n| self.around.words_after(n, space).is_some_and(|words| SAYS.has(&words)));
        !self.is_lower && cited() && says()
    }

    /// Whether it has another sense here: an article precedes it, or it is part of a longer name of somebody else.
    pub(super) fn is_other(&self) -> bool {
        if self.is_tag() {
            return true;
        }
        let before = |phrases: &Phrases| {
            let gap = |gap: &str| matches!(gap, " " | "'" | "’" | "\u{A0}");
            self.around.words_before(1, gap).is_some_and(|(word, _)| phrases.has(&word))
        };
        if before(&DETERMINERS) || before(&BEFORE_PLACES) || (self.is_lower && before(&BEFORE_VERBS)) {
            return true;
        }
        // "martin-pêcheur", "Anne-Marie".
        let joined = |c: Option<char>, next: Option<&str>| c == Some('-') && next.is_some();
        if joined(self.around.char_after(), self.around.word_after(|gap| gap == "-"))
            || joined(self.around.char_before(), self.around.word_before(|gap| gap == "-").map(|(word, _)| word))
        {
            return true;
        }
        self.has_surname() || self.is_surname()
    }

    /// Whether a capitalised word follows that belongs to the name of somebody or something else: `Victor Hugo`.
    fn has_surname(&self) -> bool {
        let next = self.around.word_after(space);
        next.is_some_and(|next| self.is_proper(next))
    }

    /// Whether a capitalised word precedes that does: `Nicolas Sarkozy`.
    fn is_surname(&self) -> bool {
        let Some((previous, length)) = self.around.word_before(space) else { return false };
        let lead = self.around.lead();
        let before = lead.get(..lead.len().saturating_sub(length)).unwrap_or_default().trim_end();
        // Any word is capitalised there.
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', '…', '\n', ':', '>', '"', '«', '“']);
        self.is_proper(previous) && !begins
    }

    fn is_proper(&self, word: &str) -> bool {
        let is_shouted = |word: &str| word.chars().nth(1).is_some_and(char::is_uppercase);
        self.word.starts_with(char::is_uppercase)
            && word.starts_with(char::is_uppercase)
            && !(is_shouted(word) && is_shouted(self.word))
            && ordinary(&fold::fold(word)) != Ordinary::Grammar
    }

    /// Whether it is one of several things: `Oxford, Cornell and Yale`.
    fn is_listed(&self) -> bool {
        let is_name =
            |word: &str| word.starts_with(char::is_uppercase) && ordinary(&fold::fold(word)) != Ordinary::Grammar;
        let comma = |gap: &str| matches!(gap, ", ");
        let next = self.around.word_after(comma);
        let after_it = next.is_some_and(is_name);
        let joins = next
            .is_some_and(|word| matches!(&*fold::fold(word), "and" | "or" | "et" | "ou" | "und" | "oder" | "y" | "o"));
        let before_it = self.around.word_before(comma).is_some_and(|(word, _)| is_name(word));
        (before_it && (after_it || joins))
            || (joins && self.around.sign_before() == Some(','))
            || (after_it && self.around.begins_sentence() && self.ordinary != Ordinary::No)
    }

    /// Whether the next word is a pronoun of the first or second person.
    fn addresses_person(&self) -> bool {
        let gap = |gap: &str| gap.chars().all(|c| matches!(c, ' ' | ',' | '\u{A0}' | '!' | ':' | '-'));
        self.around.words_after(1, gap).is_some_and(|word| PERSONS.has(&word))
    }

    /// Whether one of the phrases precedes it, and if so whether the phrase begins a sentence.
    fn phrase_before(&self, phrases: &Phrases, gap: impl Fn(&str) -> bool + Copy) -> Option<bool> {
        let lead = self.around.lead();
        let found = (1..=phrases.longest).filter_map(|count| {
            let (words, length) = self.around.words_before(count, gap)?;
            phrases.has(&words).then(|| {
                let before = lead.get(..lead.len().saturating_sub(length)).unwrap_or_default();
                let before = before.trim_end_matches([' ', '"', '«', '“', '>', '*', '-', '–', '—', '(']);
                before.is_empty() || before.ends_with(['.', '!', '?', '…', '\n', ',', ';', ':'])
            })
        });
        found.reduce(|any, begins| any || begins)
    }
}
