//! Features that the engine computes and rules can weigh: of one text, and of a reply with a candidate for its target.
//!
//! There is one table for each. Rules use the names of the rows, and a test checks `rules/README.md` against the
//! tables.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::text::{Flags, Prose, Token};

macro_rules! features {
    ($(#[$doc:meta])* $name:ident, $table:ident, $($variant:ident = $text:literal: $about:literal,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
        pub enum $name {
            $(#[doc = $about] $variant,)*
        }

        /// Every feature with its name in packs and its meaning.
        pub const $table: &[($name, &str, &str)] = &[$(($name::$variant, $text, $about),)*];

        impl $name {
            /// The feature with this name.
            pub fn named(name: &str) -> Option<Self> {
                $table.iter().find(|(_, known, _)| *known == name).map(|(feature, _, _)| *feature)
            }
        }
    };
}

features! {
    /// A feature of one text. Its value is 1 or 0.
    TextFeature, TEXT_FEATURES,
    Question = "question": "has a question mark",
    EndsQuestion = "ends-question": "its last mark is a question mark",
    Exclamation = "exclamation": "has an exclamation mark",
    EndsExclamation = "ends-exclamation": "its last mark is an exclamation mark",
    ScareQuote = "scare-quote": "one to three words between quotation marks",
    OpensQuoted = "opens-quoted": "begins with words between quotation marks",
    Cited = "cited": "repeats somebody else's words at length",
    Number = "number": "has a number",
    WebLink = "web-link": "has a web address",
    Denial = "denial": "denies something",
    Ellipsis = "ellipsis": "has an ellipsis",
    Emoji = "emoji": "has a pictograph",
    Shout = "shout": "has two words or more in capitals",
    OpensEllipsis = "opens-ellipsis": "begins with an ellipsis",
    OpensQuestion = "opens-question": "begins with a question of eight tokens or fewer",
    BracketedQuestion = "bracketed-question": "has a question in brackets",
    Questions = "questions": "has two question marks or more",
    OpensMention = "opens-mention": "begins with @ and a name",
    Short = "short": "has eight tokens or fewer",
    Long = "long": "has eighty tokens or more",
    OwnQuestion = "own-question": "has a question mark that is neither cited nor quoted",
    NumberAsked = "number-asked": "has a number and, within eight tokens, a question mark",
    ArticleNumber = "article-number": "repeats a number of two digits or more from the article or opening post",
    ArticleEcho = "article-echo": "has words between quotation marks that are all in the article or opening post",
    EchoQuestion = "echo-question": "begins with a sentence of fourteen tokens or fewer, most words of which are in the article or opening post, and with `?`, `!` or `...` at its end",
}

features! {
    /// A feature of a reply and a comment, post or article that it may answer. Its value is 0 if it does not hold.
    PairFeature, PAIR_FEATURES,
    Cited = "cited-words": "words cited at length stand in it; 1",
    QuotedEcho = "quoted-echo": "a few quoted words stand in it; 0 to 1 by how rare they are",
    SharedWords = "shared-words": "rare words of both; 0 to 1",
    SharedPhrase = "shared-phrase": "a rare pair of words of both; 0 to 1",
    SharedNumber = "shared-number": "a number of both; 1",
    NumericConflict = "numeric-conflict": "both give a quantity of the same thing, and the reply's is another; 1",
    OpeningEcho = "opening-echo": "the reply's first words stand in it; 0 to 1",
    Named = "named": "the reply names its author; 1",
    SameAuthor = "same-author": "one author wrote both; 1",
    Turn = "turn": "its author was answered by the reply's author, or answered them, before; 1",
    Sibling = "sibling": "the comment just before answers it; 1",
    Anonymous = "anonymous": "the source says of neither comment who wrote it; 1",
    AsksQuestion = "asks-question": "it asks a question; 1",
    Previous = "previous": "it stands just before; 1",
    Distance = "distance": "natural logarithm of how many comments back it stands",
    Article = "article": "it is the article; 1",
    Post = "post": "it is the opening post; 1",
    Comment = "comment": "it is a comment rather than an article or post; 1",
    FirstComment = "first-comment": "it is the first comment; 1",
    SameSide = "same-side": "both hold the same position; 1",
    OtherSide = "other-side": "they hold contrary positions; 1",
    Denied = "denied": "the reply denies words that it asserts, or asserts words that it denies; 0 to 1",
    Attacks = "attacks": "how probably the reply rebuts or corrects it; 0 to 1, for positions only",
    Supports = "supports": "how probably the reply supports it; 0 to 1, for positions only",
    TargetDenies = "target-denies": "it denies something; 1",
    Length = "length": "natural logarithm of the number of words of the reply",
    TargetLength = "target-length": "natural logarithm of the number of its words",
    Cosine = "cosine": "the rare words of both, out of the rare words of each; 0 to 1, for comments only",
    LastUse = "last-use": "no comment in between has a rare word of both; 0 to 1",
    Brief = "brief": "it is a comment of fewer than six tokens; 1",
    Later = "later": "it was written later than the reply; 1",
    Newcomer = "newcomer": "the reply's author has not written before; 1",
    Closest = "closest": "of all comments near the reply its cosine is the highest; 1",
    Elsewhere = "elsewhere": "the most that the reply shares with a comment near it; 0 to 1, for articles and posts only",
    Above = "above": "it is a comment, and the comment just before is below it; 1",
    Closed = "closed": "a reply to it, above the comment just before, was written later than the reply; 1",
    AfterTop = "after-top": "the comment just before answers an article, a post or nothing, and it is that comment, an article or a post; 1",
    Depth = "depth": "natural logarithm of how many comments are above it, for the comment just before only",
    Shorter = "shorter": "natural logarithm of how many times longer it is than the reply, at least 0",
}

/// The limits of `Short` and `Long`, in tokens.
const SHORT: usize = 8;
const LONG: usize = 80;

impl TextFeature {
    /// Every feature that holds for a text, as bits in the order of the table.
    pub(super) fn all_of(prose: &Prose, text: &str) -> u32 {
        let mut flags = Flags::default();
        for token in &prose.tokens {
            flags.set(token.flags);
        }
        TEXT_FEATURES
            .iter()
            .filter(|(fact, ..)| match fact.flag() {
                // If no token has the necessary flag, there is nothing to search for.
                Some((flag, enough)) => flags.has(flag) && (enough || fact.of(prose, text).is_some()),
                None => fact.of(prose, text).is_some(),
            })
            .fold(0, |all, (fact, ..)| all | 1 << *fact as u32)
    }

    /// The flag that some token must have for it to hold, and whether that is enough.
    fn flag(self) -> Option<(Flags, bool)> {
        match self {
            TextFeature::Question => Some((Flags::QUESTION, true)),
            TextFeature::EndsQuestion
            | TextFeature::OpensQuestion
            | TextFeature::BracketedQuestion
            | TextFeature::Questions
            | TextFeature::NumberAsked
            | TextFeature::OwnQuestion => Some((Flags::QUESTION, false)),
            TextFeature::Exclamation => Some((Flags::EXCLAMATION, true)),
            TextFeature::EndsExclamation => Some((Flags::EXCLAMATION, false)),
            TextFeature::Ellipsis => Some((Flags::ELLIPSIS, true)),
            TextFeature::OpensEllipsis => Some((Flags::ELLIPSIS, false)),
            TextFeature::Cited => Some((Flags::CITED, true)),
            TextFeature::Number => Some((Flags::NUMBER, true)),
            TextFeature::WebLink => Some((Flags::LINK, true)),
            TextFeature::Emoji => Some((Flags::EMOJI, true)),
            TextFeature::Shout => Some((Flags::SHOUT, false)),
            TextFeature::ScareQuote
            | TextFeature::OpensMention
            | TextFeature::OpensQuoted
            | TextFeature::Denial
            | TextFeature::Short
            | TextFeature::Long
            | TextFeature::ArticleNumber
            | TextFeature::ArticleEcho
            | TextFeature::EchoQuestion => None,
        }
    }

    /// The words that show that it holds for a text; `None` if it does not hold.
    pub fn of(self, prose: &Prose, text: &str) -> Option<Span> {
        let mark = |wanted: Flags| prose.tokens.iter().rev().find(|token| token.flags.has(wanted)).map(Token::span);
        let last_mark = |wanted: Flags| {
            let ends = |t: &&Token| t.flags.has(Flags::QUESTION) || t.flags.has(Flags::EXCLAMATION);
            let last = prose.tokens.iter().rev().take(3).find(ends);
            last.filter(|token| token.flags.has(wanted)).map(Token::span)
        };
        let flagged = |flag: Flags| prose.tokens.iter().find(|token| token.flags.has(flag)).map(Token::span);
        let whole = || prose.tokens.first().map(|first| Span::new(first.start as usize, first.start as usize));
        match self {
            TextFeature::Question => mark(Flags::QUESTION),
            TextFeature::EndsQuestion => last_mark(Flags::QUESTION),
            TextFeature::Exclamation => mark(Flags::EXCLAMATION),
            TextFeature::EndsExclamation => last_mark(Flags::EXCLAMATION),
            TextFeature::ScareQuote => prose.quotations.iter().find(|q| q.len() <= 3).map(|q| q.span),
            TextFeature::OpensQuoted => prose.quotations.first().filter(|q| q.first <= 1).map(|q| q.span),
            TextFeature::Cited => flagged(Flags::CITED),
            TextFeature::Number => flagged(Flags::NUMBER),
            TextFeature::WebLink => flagged(Flags::LINK),
            TextFeature::Denial => prose.negations.first().map(|negation| prose.span(negation.by.clone())),
            TextFeature::Ellipsis => mark(Flags::ELLIPSIS),
            TextFeature::Emoji => flagged(Flags::EMOJI),
            TextFeature::Shout => {
                prose.tokens.iter().filter(|token| token.flags.has(Flags::SHOUT)).nth(1).map(Token::span)
            }
            TextFeature::OpensEllipsis => {
                prose.tokens.first().filter(|token| token.flags.has(Flags::ELLIPSIS)).map(Token::span)
            }
            TextFeature::OpensQuestion => {
                let first = prose.sentences.first().filter(|sentence| sentence.tokens.len() <= 8)?;
                let mark = first.tokens.clone().rev().find_map(|at| prose.tokens.get(at))?;
                mark.flags.has(Flags::QUESTION).then_some(first.span)
            }
            TextFeature::Questions => {
                prose.tokens.iter().filter(|token| token.flags.has(Flags::QUESTION)).nth(1).map(Token::span)
            }
            TextFeature::OpensMention => prose.tokens.first().map(Token::span).filter(|name| {
                let before = text.get(..name.start).map(str::trim_start);
                before == Some("@")
            }),
            TextFeature::OwnQuestion => {
                let is_own = |token: &&Token| !token.flags.has(Flags::CITED) && !token.flags.has(Flags::QUOTED);
                prose.tokens.iter().filter(is_own).find(|token| token.flags.has(Flags::QUESTION)).map(Token::span)
            }
            TextFeature::NumberAsked => number_asked(&prose.tokens),
            // The text alone does not show them: see `Reading::face`.
            TextFeature::ArticleNumber | TextFeature::ArticleEcho | TextFeature::EchoQuestion => None,
            TextFeature::BracketedQuestion => bracketed_question(text),
            TextFeature::Short => whole().filter(|_| prose.tokens.len() <= SHORT),
            TextFeature::Long => whole().filter(|_| prose.tokens.len() >= LONG),
        }
    }
}

/// A number is among this many tokens before the question mark that doubts it.
const ASKED: usize = 8;

/// The number that a question doubts: `120 000 emplois ?`.
fn number_asked(tokens: &[Token]) -> Option<Span> {
    let asked = tokens.iter().enumerate().filter(|(_, token)| token.flags.has(Flags::QUESTION));
    let before = |at: usize| tokens.get(at.saturating_sub(ASKED)..at).unwrap_or_default().iter().rev();
    let number = |at: usize| {
        let mut between = before(at).take_while(|token| !token.flags.has(Flags::MARK));
        between.find(|token| token.flags.has(Flags::NUMBER))
    };
    asked.map(|(at, _)| at).find_map(number).map(Token::span)
}

/// The first `?` that is followed by a closing bracket.
fn bracketed_question(text: &str) -> Option<Span> {
    let mut from = 0;
    while let Some(length) = text.get(from..)?.find('?') {
        let at = from + length;
        if text.get(at + 1..)?.trim_start().starts_with(')') {
            return Some(Span::new(at, at + 1));
        }
        from = at + 1;
    }
    None
}

/// The pair features of one reply and one candidate, with the words on both ends.
#[derive(Clone, Debug)]
pub struct PairValues {
    values: [f64; PAIR_FEATURES.len()],
    /// The words of the few features that have some. A thread has one of these for every link, so they are kept small.
    words: Vec<(PairFeature, Ends)>,
}

/// Words of the reply and of the candidate.
type Ends = (Option<Span>, Option<Span>);

impl Default for PairValues {
    fn default() -> Self {
        Self { values: [0.0; PAIR_FEATURES.len()], words: Vec::new() }
    }
}

impl PairValues {
    /// The value of a feature.
    pub fn get(&self, feature: PairFeature) -> f64 {
        self.values.get(feature as usize).copied().unwrap_or(0.0)
    }

    /// The words that show it, in the reply and in the candidate.
    pub fn words(&self, feature: PairFeature) -> (Option<Span>, Option<Span>) {
        self.words.iter().find(|(known, _)| *known == feature).map(|(_, ends)| *ends).unwrap_or_default()
    }

    /// Sets a feature.
    pub fn set(&mut self, feature: PairFeature, value: f64) {
        // The array has a place for every feature.
        let Some(slot) = self.values.get_mut(feature as usize) else { return debug_assert!(false, "{feature:?}") };
        *slot = value;
    }

    /// Sets a feature and the words that show it.
    pub fn show(&mut self, feature: PairFeature, value: f64, from: Option<Span>, to: Option<Span>) {
        self.set(feature, value);
        if let Some((_, ends)) = self.words.iter_mut().find(|(known, _)| *known == feature) {
            *ends = (from, to);
        } else if from.is_some() || to.is_some() {
            self.words.push((feature, (from, to)));
        }
    }
}
