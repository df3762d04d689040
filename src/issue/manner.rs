//! What a comment does besides arguing: it thanks or praises, or it asks.
//!
//! Such a comment is no argument against anything, whatever its link says: on calm threads most of what seems to attack
//! thanks and then asks for help. Nothing is said of sides on its account.

use std::sync::LazyLock;

use crate::lang;
use crate::text::fold::fold;
use crate::text::token::{Flags, Token};
use crate::text::{Prose, Sentence};

/// In how many of its first own words a comment thanks or praises, if it does. Chosen by hand: *c’est une super bonne
/// idée*.
const FIRST: usize = 6;

/// A short comment that ends with a question asks. Most own sentences of a short comment. Chosen by hand.
const SHORT: usize = 3;

/// What is known of a comment.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// It begins with thanks or praise, or a sentence of it thanks.
    pub(super) thanks: bool,
    /// At least half of it, or the end of a short comment, is a question.
    pub(super) asks: bool,
}

/// The words that open a comment with thanks or praise, folded.
static PRAISES: LazyLock<Vec<String>> = LazyLock::new(|| folded(lang::merged(|words| words.cues.thanks)));

/// The words that thank anywhere, folded.
static THANKS: LazyLock<Vec<String>> = LazyLock::new(|| folded(lang::merged(|words| words.cues.closing_thanks)));

fn folded(words: Vec<&str>) -> Vec<String> {
    words.into_iter().map(fold).collect()
}

impl Manner {
    /// Reads it from the own words of a comment.
    pub(super) fn of(prose: &Prose, text: &str) -> Manner {
        let mut manner = Manner::default();
        let (mut own, mut asking, mut is_last_asking) = (0, 0, false);
        for sentence in &prose.sentences {
            let tokens = prose.tokens.get(sentence.tokens.clone()).unwrap_or_default();
            let words = || tokens.iter().filter(|token| super::subject::is_own_word(token));
            if words().next().is_none() || sentence.tokens.end <= prose.address {
                continue;
            }
            own += 1;
            is_last_asking = tokens.last().is_some_and(|token| token.flags.has(Flags::QUESTION));
            asking += usize::from(is_last_asking);
            let is_denied = own == 1 && is_denied(prose, sentence);
            manner.thanks |= begins(&words().take(1).collect::<Vec<_>>(), text, &THANKS)
                || own == 1 && !is_denied && begins(&words().take(FIRST).collect::<Vec<_>>(), text, &PRAISES);
        }
        manner.asks = asking > 0 && asking * 2 >= own || is_last_asking && own <= SHORT;
        manner
    }
}

/// Whether the first words of a sentence deny something: *no good reason*.
fn is_denied(prose: &Prose, sentence: &Sentence) -> bool {
    let first = sentence.tokens.start..sentence.tokens.start + FIRST;
    prose.negations.iter().any(|negation| first.contains(&negation.by.start))
}

/// Whether one of the phrases begins at one of these words.
fn begins(words: &[&Token], text: &str, phrases: &[String]) -> bool {
    words.iter().any(|word| {
        let rest = text.get(word.span().start..).unwrap_or_default();
        let rest = fold(rest.get(..rest.floor_char_boundary(40)).unwrap_or(rest));
        let ends = |after: &str| after.chars().next().is_none_or(|next| !next.is_alphanumeric());
        phrases.iter().any(|phrase| rest.strip_prefix(phrase.as_str()).is_some_and(ends))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::NoVocabulary;

    fn of(text: &str) -> (bool, bool) {
        let manner = Manner::of(&Prose::read(text, &[], &NoVocabulary), text);
        (manner.thanks, manner.asks)
    }

    #[test]
    fn praise_and_thanks_are_known_at_the_beginning_and_thanks_everywhere() {
        assert_eq!(of("Thanks for the template. Unfortunately, the build fails here."), (true, false));
        assert_eq!(of("C’est une super bonne idée, cette liste. Il manque un mot."), (true, false));
        assert_eq!(of("Je ne pensais pas que ce mot blessait. Merci pour cette liste."), (true, false));
        assert_eq!(of("There is no good reason for this tax. It hits the poor."), (false, false));
        assert_eq!(of("The tram costs more than the bridge. The good news comes later."), (false, false));
    }

    #[test]
    fn a_question_is_half_of_a_comment_or_the_end_of_a_short_one() {
        assert_eq!(of("The file is not created. What did I forget?"), (false, true));
        assert_eq!(
            of("It costs too much. Nobody asked us. The line is empty. Who pays? We do. Again."),
            (false, false)
        );
    }
}
