//! Texts as the rules see them: folded words, tokens, sentences, quotations, negations, language.
//!
//! In: a comment's raw text and the quotes that its source marked. Out: [`Prose`], in which every token knows its raw
//! bytes. One pass reads the text; short passes over the tokens find quotations and negations.

pub mod address;
pub mod fold;
pub mod function;
pub mod hash;
pub mod lang;
pub mod moment;
pub mod negation;
pub mod prose;
pub mod quotation;
pub mod token;
pub mod ui;

pub use address::{address_end, is_address};
pub use fold::{fold, fold_into};
pub use function::Function;
pub use hash::fnv1a;
pub use moment::Moment;
pub use negation::Negation;
pub use prose::{Prose, Sentence, ends_abbreviated};
pub use quotation::Quotation;
pub use token::{Flags, Token, UNKNOWN, Vocabulary, WordId};
pub use ui::Ui;
