//! Whether a post asks for a yes or a no: a yes-no question, or a proposal.
//!
//! In: the prose of a post. Out: the part of it that says what is asked or proposed, which the position rules then read
//! as if it were a comment. It uses grammar only and knows no topic. It finds nothing in languages without a grammar
//! here, nor where a yes would not clearly mean what the post says (pourquoi, how, neither, rather): no result costs less
//! than the wrong side. The words of a grammar are in [`Proposals`] of its language.

mod english;
mod french;

use crate::lang::Proposals;
use crate::span::Span;
use crate::text::{Flags, Prose, Sentence, fold};
use crate::thread::Lang;

/// A post of at most this many tokens is read as a whole: a question with what is needed to understand it. A longer
/// post argues, and others answer only its question or its heading. The same limit as that of the feature `long` of
/// rules.
const SHORT: usize = 80;

/// Nobody can say yes to a question with more words than this.
const QUESTION_WORDS: usize = 90;

/// A word of a sentence as the grammars see it.
#[derive(Clone, Debug)]
struct Word<'t> {
    /// As it is written.
    raw: &'t str,
    /// Folded.
    folded: String,
    /// Whether a hyphen joins it to the word before: `doit-on`.
    joined: bool,
    /// Whether a comma, colon or bracket precedes it.
    comma: bool,
}

impl Word<'_> {
    /// Whether it is one of some words, which are separated by spaces.
    fn is(&self, words: &str) -> bool {
        is_one_of(&self.folded, words)
    }
}

fn is_one_of(word: &str, words: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// The grammar of one language: how a post in it asks or proposes something.
struct Grammar {
    /// Whether a question can be answered by yes or no, and a yes means what the question says.
    asks: fn(&[Word<'_>]) -> bool,
    /// Whether a statement calls for something.
    urges: fn(&[Word<'_>]) -> bool,
    /// Its words.
    lists: &'static Proposals,
}

impl Grammar {
    fn of(lang: Lang) -> Option<&'static Grammar> {
        match lang {
            Lang::FR => Some(&french::GRAMMAR),
            Lang::EN => Some(&english::GRAMMAR),
            _ => None,
        }
    }

    /// Whether a question adds nothing: `Qu'en pensez-vous ?`, `Why or why not?`.
    fn invites(&self, words: &[Word<'_>]) -> bool {
        let words: Vec<&str> = words
            .iter()
            .map(|word| word.folded.as_str())
            .skip_while(|word| is_one_of(word, self.lists.leads))
            .collect();
        // The longest invitation has six words.
        words.len() <= 6 && self.lists.invitations.split('|').any(|known| words.iter().copied().eq(known.split(' ')))
    }
}

/// The part of a post that says what is asked or proposed: all of a short post, otherwise its question or its heading.
///
/// `None` if the post neither asks a yes-no question nor proposes anything. Of several questions the last counts. In a
/// long post only a question counts that begins it, or that ends it and addresses the reader: the others are arguments.
/// Linear.
pub(super) fn proposal(text: &str, prose: &Prose, lang: Option<Lang>) -> Option<Span> {
    let grammar = Grammar::of(lang?)?;
    let short = prose.tokens.len() <= SHORT;
    let (first, last) = (prose.sentences.first()?, prose.sentences.last()?);
    let urges = |sentence: &Sentence| !is_question(prose, sentence) && (grammar.urges)(&words(text, prose, sentence));
    if !short && is_heading(text, prose) && urges(first) {
        return Some(first.span);
    }
    let invites = |sentence: &Sentence| is_question(prose, sentence) && grammar.invites(&words(text, prose, sentence));
    let mut asked = prose.sentences.iter().rev().filter(|sentence| is_question(prose, sentence) && !invites(sentence));
    if let Some(question) = asked.next() {
        let alone = asked.next().is_none();
        let words = words(text, prose, question);
        let mut after = prose.sentences.iter().rev().take_while(|sentence| *sentence != question);
        let ends =
            after.all(invites) && (question != last || words.iter().any(|word| word.is(grammar.lists.to_readers)));
        let placed = short || question == first || ends;
        let yes = placed && words.len() <= QUESTION_WORDS && (grammar.asks)(&words);
        return yes.then_some(if short && alone { Span::new(0, text.len()) } else { question.span });
    }
    if short {
        return (urges(first) || urges(last)).then_some(Span::new(0, text.len()));
    }
    urges(first).then_some(first.span)
}

/// Whether a sentence ends in a question mark that its author wrote and did not quote.
fn is_question(prose: &Prose, sentence: &Sentence) -> bool {
    let tokens = prose.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let mut marks = tokens.iter().rev().take_while(|token| token.flags.has(Flags::MARK));
    let asks = marks.find(|token| token.flags.has(Flags::QUESTION));
    asks.is_some_and(|token| !token.flags.has(Flags::CITED) && !token.flags.has(Flags::QUOTED))
}

/// Whether the first sentence has its own line.
fn is_heading(text: &str, prose: &Prose) -> bool {
    let [first, second, ..] = prose.sentences.as_slice() else { return false };
    text.get(first.span.end..second.span.start).is_some_and(|gap| gap.contains('\n'))
}

/// The words of a sentence without those that it cites.
fn words<'t>(text: &'t str, prose: &Prose, sentence: &Sentence) -> Vec<Word<'t>> {
    let tokens = prose.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let mut words = Vec::with_capacity(tokens.len());
    let mut end = 0;
    for token in tokens.iter().filter(|token| !token.flags.has(Flags::CITED)) {
        let span = token.span();
        let gap = text.get(end..span.start).unwrap_or_default();
        end = span.end;
        if token.flags.has(Flags::MARK) {
            continue;
        }
        let joined = matches!(gap, "-" | "\u{2010}" | "\u{2011}");
        let raw = span.of(text);
        words.push(Word { raw, folded: fold(raw), joined, comma: token.flags.has(Flags::AFTER_COMMA) });
    }
    words
}

/// The index of the first of some consecutive words.
fn find(words: &[Word<'_>], run: &[&str]) -> Option<usize> {
    words.windows(run.len()).position(|window| window.iter().map(|word| word.folded.as_str()).eq(run.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::NoVocabulary;

    fn found(text: &str, lang: Lang) -> Option<&str> {
        let prose = Prose::read(text, &[], &NoVocabulary);
        proposal(text, &prose, Some(lang)).map(|span| span.of(text))
    }

    #[test]
    fn languages_with_word_lists_have_a_grammar() {
        for (lang, words) in crate::lang::KNOWN {
            assert_eq!(words.proposals.is_some(), Grammar::of(lang).is_some(), "{lang}");
        }
    }

    #[test]
    fn a_short_post_is_read_as_a_whole_and_of_a_long_one_only_the_question() {
        let text = "La mairie a repeint le pont. Faut-il le repeindre en bleu ?";
        assert_eq!(found(text, Lang::FR), Some(text));
        let long = format!("{} Faut-il repeindre le pont ? Qu’en pensez-vous ?", "Le pont est vieux. ".repeat(30));
        assert_eq!(found(&long, Lang::FR), Some("Faut-il repeindre le pont ?"));
        let inside = format!("Un pont. Faut-il le repeindre ? {}", "Le pont est vieux. ".repeat(30));
        assert_eq!(found(&inside, Lang::FR), None, "a question among arguments");
        let rant = format!("{} Is it not old? Does it need this?", "The bridge is old. ".repeat(30));
        assert_eq!(found(&rant, Lang::EN), None, "no reader is asked");
        let title = format!("Should we paint the bridge?\n{}", "The bridge is old. ".repeat(30));
        assert_eq!(found(&title, Lang::EN), Some("Should we paint the bridge?"));
        let heading = format!("Repeindre le pont\n{} Pourquoi attendre ?", "Le pont est vieux. ".repeat(30));
        assert_eq!(found(&heading, Lang::FR), Some("Repeindre le pont"));
    }

    #[test]
    fn of_several_questions_the_last_counts_and_invitations_are_none() {
        let two = "Is the bridge too low? Should it be raised?";
        assert_eq!(found(two, Lang::EN), Some("Should it be raised?"));
        let invited = "Should the bridge be raised? Why or why not? What do you think?";
        assert_eq!(found(invited, Lang::EN), Some(invited));
        assert_eq!(found("Should the bridge be raised? How high?", Lang::EN), None);
        let invited = "Il faut lever le pont. Qu’en dites-vous ?";
        assert_eq!(found(invited, Lang::FR), Some(invited));
        assert_eq!(found("Il faut lever le pont. Mais qui paiera ?", Lang::FR), None, "it asks something else");
    }

    #[test]
    fn what_others_say_or_another_language_asks_is_nothing() {
        assert_eq!(found("> Faut-il lever le pont ?", Lang::FR), None);
        assert_eq!(found("Le journal titre « Faut-il encore lever le vieux pont du canal ? »", Lang::FR), None);
        assert_eq!(found("Soll die Brücke gehoben werden?", Lang::DE), None);
        assert_eq!(found("", Lang::FR), None);
        assert_eq!(found("???", Lang::EN), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_the_stretch_is_its_own(
            text in "([a-zéœ’'?!.,:\n«»-]{1,8}|faut-il|doit-t-|où|-on|should|we|or|pour ou contre| ){0,40}",
        ) {
            for lang in [Lang::FR, Lang::EN] {
                let prose = Prose::read(&text, &[], &NoVocabulary);
                let found = proposal(&text, &prose, Some(lang));
                proptest::prop_assert!(found.is_none_or(|span| text.get(span.start..span.end).is_some()));
            }
        }
    }
}
