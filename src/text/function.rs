//! Function words: the few hundred words that carry grammar. One table, made of the words of every language, decides
//! the language of a comment, where a negation begins, and where it ends.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lang::{self, Negation};

/// The part of a word in negation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// French `ne`, `n'`: negates only together with a word such as `pas`.
    Ne,
    /// The second half of a French negation: `pas`, `jamais`, `rien`.
    Pas,
    /// Negates alone: `not`, `never`, `nicht`, `sans`.
    Not,
    /// The `t` of `don't`: negates after an [`Role::Auxiliary`].
    ContractedNot,
    /// The first half of a contraction such as `don't`.
    Auxiliary,
    /// Ends the scope of a negation: `mais`, `car`, `but`, `because`.
    Stop,
    /// French `que`: `ne … que` is *only*, not a negation.
    Que,
    /// A verb or clitic after which a bare `pas` negates: `c'est pas`, `j'ai pas`.
    Verb,
}

/// What the table holds for a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Function {
    /// Its part in negation.
    pub role: Role,
    /// The languages it votes for: bit `n` is the language in row `n` of [`lang::KNOWN`].
    pub votes: u8,
}

/// Length in bytes of the longest word of the table.
const LONGEST: usize = 10;

/// Every function word and every word with a part in negation, by its folded form.
static TABLE: LazyLock<FxHashMap<&'static str, Function>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, Function> = FxHashMap::default();
    for (place, (_, words)) in lang::KNOWN.iter().enumerate() {
        for word in words.function_words.split_whitespace() {
            table.entry(word).or_default().votes |= 1 << place;
        }
        for (role, list) in roles(&words.negation) {
            for word in list.split_whitespace() {
                table.entry(word).or_default().role = role;
            }
        }
    }
    table
});

/// The words of each part in negation.
fn roles(negation: &Negation) -> [(Role, &'static str); 8] {
    [
        (Role::Ne, negation.particles),
        (Role::Pas, negation.halves),
        (Role::Not, negation.whole),
        (Role::ContractedNot, negation.contracted),
        (Role::Auxiliary, negation.auxiliaries),
        (Role::Stop, negation.stops),
        (Role::Que, negation.only),
        (Role::Verb, negation.verbs),
    ]
}

/// Whether a word, in any case, is a function word of one of the languages.
pub fn is_function_word(word: &str) -> bool {
    function(&super::fold::fold(word)).votes != 0
}

/// Every function word, each once, in order.
pub fn all() -> Vec<&'static str> {
    let mut words: Vec<&str> = TABLE.keys().copied().collect();
    words.sort_unstable();
    words
}

/// What the table holds for a folded word; nothing where it is not in the table.
pub fn function(folded: &str) -> Function {
    // No word of the table is longer than "aucunement", as the test below asserts: longer words need no look-up.
    if folded.len() > LONGEST { Function::default() } else { TABLE.get(folded).copied().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_table_is_longer_than_the_limit() {
        assert_eq!(all().iter().map(|word| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn no_word_has_two_parts_in_negation() {
        let mut seen: FxHashMap<&str, Role> = FxHashMap::default();
        for (_, words) in lang::KNOWN {
            for (role, list) in roles(&words.negation) {
                for word in list.split_whitespace() {
                    assert_eq!(*seen.entry(word).or_insert(role), role, "{word}");
                }
            }
        }
    }
}
