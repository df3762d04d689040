//! Texts as the rules see them: folded words, tokens, sentences, quotations, negation, language.
//!
//! In: a comment's raw text and the quotes its source marked. Out: [`Prose`], whose every token points at the raw bytes
//! it came from. One pass reads the text; short passes over the tokens find quotations and negation.

pub mod fold;
pub mod function;
pub mod lang;
pub mod negation;
pub mod prose;
pub mod quotation;
pub mod token;
pub mod ui;

pub use fold::{fold, fold_into};
pub use function::Function;
pub use negation::Negation;
pub use prose::{Prose, Sentence};
pub use quotation::Quotation;
pub use token::{Flags, Token, UNKNOWN, Vocabulary, WordId};
pub use ui::Ui;
