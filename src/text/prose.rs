//! A text → [`Prose`]: tokens, sentences, quotations, negations, language.

use std::ops::Range;
use std::sync::LazyLock;

use super::address::address_end;
use super::fold::fold;
use super::lang::Votes;
use super::negation::{Negation, negations};
use super::quotation::{Quotation, quotations};
use super::token::{Flags, Gap, Token, Vocabulary, tokenize};
use crate::lang::{self, Lang};
use crate::span::Span;

/// The tokens between two sentence breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its raw bytes, from the first token to the end of the last.
    pub span: Span,
}

/// A text as the rules see it.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Words, numbers, links and marks, in order.
    pub tokens: Vec<Token>,
    /// Its sentences; every token is in exactly one.
    pub sentences: Vec<Sentence>,
    /// Words between quotation marks.
    pub quotations: Vec<Quotation>,
    /// Negations and the words that they deny.
    pub negations: Vec<Negation>,
    /// How many of its first tokens are not what its author has to say: cited words and the line that introduces them, and
    /// greetings and addresses: `Bonjour,`.
    pub address: usize,
    /// Its language by its function words; `None` if they do not decide it.
    pub lang: Option<Lang>,
}

/// A line that introduces cited words has fewer tokens: `On Monday 3 May 2021, Anne Martin wrote:`.
const INTRODUCTION: usize = 16;

/// How many quotations in a row are passed over.
const ROW: usize = 3;

/// Abbreviations, folded, after which a full stop ends no sentence.
static ABBREVIATIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.abbreviations));

impl Prose {
    /// Reads a text. `cited` are the parts that the source marks as someone else's words. Linear.
    pub fn read(text: &str, cited: &[Span], vocabulary: &impl Vocabulary) -> Prose {
        // Comments have one token for every five to six bytes.
        let mut prose = Prose { tokens: Vec::with_capacity(text.len() / 5 + 4), ..Prose::default() };
        let mut votes = Votes::default();
        let mut abbreviated = false;
        let mut first = 0;
        tokenize(text, vocabulary, |token, folded, gap| {
            let at = prose.tokens.len();
            let marks = token.flags.has(Flags::MARK) && folded != "\"";
            let strong = token.flags.has(Flags::CAPITAL) || token.flags.has(Flags::NUMBER) || folded == "\"";
            let breaks = match gap {
                Gap::None => false,
                Gap::Stop => strong && !abbreviated,
                // "?!" and "!!!" end one sentence; a closing quotation mark belongs to the sentence before it.
                Gap::Mark => strong && !marks && (token.flags.has(Flags::OPENS) || !token.flags.has(Flags::CLOSES)),
                Gap::Line => true,
            };
            if breaks && at > first {
                push_sentence(&mut prose, first..at);
                first = at;
            }
            let dotted = text.as_bytes().get(token.end as usize) == Some(&b'.');
            abbreviated = dotted && is_abbreviation(token.span().of(text), folded);
            votes.count(token.function);
            prose.tokens.push(token);
        });
        if first < prose.tokens.len() {
            let last = first..prose.tokens.len();
            push_sentence(&mut prose, last);
        }
        prose.quotations = quotations(&mut prose.tokens, text, cited);
        for sentence in &prose.sentences {
            negations(&prose.tokens, sentence.tokens.clone(), &mut prose.negations);
        }
        prose.lang = votes.decide();
        prose.address = prose.own_start(text);
        prose
    }

    /// The first token that its author has to say.
    fn own_start(&self, text: &str) -> usize {
        let behind = |end: usize| self.tokens.iter().take_while(|token| token.end as usize <= end).count();
        let is_cited = |at: usize| self.tokens.get(at).is_some_and(|token| token.flags.has(Flags::CITED));
        let quote_from = |from: usize| {
            let introduced = (from..self.tokens.len().min(from + INTRODUCTION)).find(|at| is_cited(*at));
            introduced.filter(|at| {
                let start = self.tokens.get(*at).map_or(0, |token| token.start as usize);
                let line = text.get(..start).unwrap_or("").trim_end_matches(|c: char| c == '>' || c.is_whitespace());
                *at == from || line.ends_with(':')
            })
        };
        let mut start = behind(address_end(text));
        // A reply that begins with one quotation after the other is rare, and a bound keeps the search linear.
        for _ in 0..ROW {
            let Some(cited) = quote_from(start) else { break };
            let own = (cited..self.tokens.len()).find(|at| !is_cited(*at));
            let Some(own) = own else { return 0 };
            let from = self.tokens.get(own).map_or(0, |token| token.start as usize);
            start = behind(from + address_end(text.get(from..).unwrap_or(""))).max(own);
        }
        start
    }

    /// The sentence that contains a token.
    pub fn sentence_of(&self, token: usize) -> Option<&Sentence> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at)
    }

    /// The raw bytes of some tokens, from the first to the end of the last.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        let start = self.tokens.get(tokens.start).map_or(0, |token| token.start as usize);
        let end = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |t| t.end as usize);
        Span::new(start, end)
    }

    /// Whether a negation outside some tokens denies them: `ne nous emballons pas` does not deny itself.
    pub fn is_negated(&self, tokens: Range<usize>) -> bool {
        let from = self.negations.partition_point(|negation| negation.scope.end <= tokens.start);
        self.negations.iter().skip(from).take_while(|negation| negation.scope.start < tokens.end).any(|negation| {
            negation.scope.contains(&tokens.start)
                && !tokens.contains(&(negation.by.end - 1))
                && !tokens.contains(&negation.by.start)
        })
    }
}

/// Whether a text ends in an abbreviation with its full stop, such as `St.`, or in an initial: its sentence goes on.
pub fn ends_abbreviated(text: &str) -> bool {
    let word = text.strip_suffix('.').and_then(|text| text.rsplit(|c: char| !c.is_alphanumeric()).next());
    word.is_some_and(|word| is_abbreviation(word, &fold(word)))
}

/// Whether a word before a full stop is an abbreviation or an initial, rather than the end of a sentence.
fn is_abbreviation(word: &str, folded: &str) -> bool {
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial || ABBREVIATIONS.contains(&folded)
}

fn push_sentence(prose: &mut Prose, tokens: Range<usize>) {
    let span = prose.span(tokens.clone());
    prose.sentences.push(Sentence { tokens, span });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::NoVocabulary;

    fn read(text: &str) -> Prose {
        Prose::read(text, &[], &NoVocabulary)
    }

    fn sentences(text: &str) -> Vec<&str> {
        read(text).sentences.iter().map(|sentence| sentence.span.of(text)).collect()
    }

    #[test]
    fn sentences_end_at_stops_marks_and_lines() {
        assert_eq!(
            sentences("Il coûte 2.000 euros, p. ex. Non ! Vraiment ? Oui… peut-être\nFin."),
            ["Il coûte 2.000 euros, p. ex. Non !", "Vraiment ?", "Oui… peut-être", "Fin"]
        );
        assert_eq!(
            sentences("It rains in St. John's. E. Dupont left. So did I."),
            ["It rains in St. John's", "E. Dupont left", "So did I"]
        );
    }

    #[test]
    fn greetings_and_addresses_are_set_apart() {
        let first = |text: &str| {
            let prose = read(text);
            prose.tokens.get(prose.address).map(|token| token.span().of(text).to_owned())
        };
        assert_eq!(first("Bonjour,\nJe suis contre.").as_deref(), Some("Je"));
        assert_eq!(first("@ Anne (20/10, 14h46)\nNon.").as_deref(), Some("Non"));
        assert_eq!(first("Je suis contre.").as_deref(), Some("Je"));
    }

    #[test]
    fn own_words_begin_behind_what_is_cited() {
        let first = |text: &str, cited: &str| {
            let start = text.find(cited).unwrap();
            let prose = Prose::read(text, &[Span::new(start, start + cited.len())], &NoVocabulary);
            prose.tokens.get(prose.address).map(|token| token.span().of(text).to_owned())
        };
        assert_eq!(first("> The bridge is safe.\nIs it?", "> The bridge is safe.").as_deref(), Some("Is"));
        assert_eq!(first("Anne wrote:\n> It is safe.\nHello,\nIs it?", "> It is safe.").as_deref(), Some("Is"));
        assert_eq!(first("I doubt it.\n> It is safe.\nSee?", "> It is safe.").as_deref(), Some("I"));
        assert_eq!(first("> It is safe.", "> It is safe.").as_deref(), Some("It"));
    }

    #[test]
    fn a_bare_ne_denies_nothing_and_only_is_no_negation() {
        let denied = |text: &str, word: &str| {
            let prose = read(text);
            let at = prose.tokens.iter().position(|token| token.span().of(text) == word).unwrap();
            prose.is_negated(at..at + 1)
        };
        assert!(denied("Je ne suis pas libéral.", "libéral"));
        assert!(denied("C’est pas libéral", "libéral"));
        assert!(denied("I don't trust them", "trust"));
        assert!(denied("this is not true", "true"));
        assert!(!denied("ceux qui ne jouerons le jeu libéral", "libéral"));
        assert!(!denied("ce n’est que du libéralisme", "libéralisme"));
        assert!(!denied("ce n’est pas vrai, mais libéral", "libéral"));
        assert!(!denied("pas mal, ce libéral", "libéral"));
    }

    #[test]
    fn marks_pair_and_an_open_one_swallows_nothing() {
        let words = |text: &'static str| read(text).quotations.iter().map(|q| q.span.of(text)).collect::<Vec<_>>();
        assert_eq!(words("une économie “libérale” !"), ["libérale"]);
        assert_eq!(words("« Une révolution »"), [" Une révolution "]);
        assert_eq!(words("Das „Wort“ und \"mehr\""), ["Wort", "mehr"]);
        assert!(words("il dit \"que rien ne va").is_empty());
    }

    #[test]
    fn the_language_is_that_of_the_function_words() {
        assert_eq!(read("C’est la vie, et elle est belle").lang, Some(Lang::FR));
        assert_eq!(read("I think that this is not the case").lang, Some(Lang::EN));
        assert_eq!(read("Das ist nicht die Frage, die wir haben").lang, Some(Lang::DE));
        assert_eq!(read("12345").lang, None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_covered_by_sentences(text in ".{0,200}") {
            let prose = read(&text);
            let mut next = 0;
            for sentence in &prose.sentences {
                assert_eq!(sentence.tokens.start, next);
                assert!(text.get(sentence.span.start..sentence.span.end).is_some());
                next = sentence.tokens.end;
            }
            assert_eq!(next, prose.tokens.len());
        }
    }
}
