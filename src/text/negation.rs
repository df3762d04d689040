//! Negation: which words are denied, and by which words.
//!
//! French negates with two words (`ne … pas`). A `ne` alone negates nothing, `ne … que` means *only*, and `pas` alone
//! counts only after a verb (`c'est pas`). The scope is that of `NegEx` (Chapman et al. 2001): from the negation to the
//! first word that ends it, at most [`SCOPE`] tokens. The words themselves are in [`Negation`](crate::lang::Negation)
//! of each language.

use std::ops::Range;

use super::function::Role;
use super::token::{Flags, Token};

/// How many tokens after a negation it can deny. `NegEx` uses five for clinical notes; comments are wordier.
pub const SCOPE: usize = 7;

/// How many tokens after `ne` the second half of a French negation may be.
const HALF: usize = 5;

/// One negation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negation {
    /// The tokens that negate, from the first to the last.
    pub by: Range<usize>,
    /// The tokens that are denied.
    pub scope: Range<usize>,
}

/// Appends the negations of one sentence, which is given as its range of tokens.
pub fn negations(tokens: &[Token], sentence: Range<usize>, out: &mut Vec<Negation>) {
    let role = |at: usize| tokens.get(at).filter(|_| sentence.contains(&at)).map_or(Role::None, |t| t.function.role);
    let mut at = sentence.start;
    while at < sentence.end {
        let negation = match role(at) {
            Role::Ne => second_half(at, &role).map(|second| (at, second)),
            Role::Not => Some((at, at)),
            Role::ContractedNot if at > sentence.start && role(at - 1) == Role::Auxiliary => Some((at - 1, at)),
            Role::Pas if at > sentence.start && bare_pas(tokens, at, &role) => Some((at - 1, at)),
            _ => None,
        };
        if let Some((first, last)) = negation {
            let end = (at..sentence.end.min(last + 1 + SCOPE))
                .find(|next| *next > last && ends_scope(tokens, *next, &role))
                .unwrap_or(sentence.end.min(last + 1 + SCOPE));
            out.push(Negation { by: first..last + 1, scope: first..end });
            at = last + 1;
        } else {
            at += 1;
        }
    }
}

/// The index of the second half of `ne … pas`; `None` for a `ne` alone and for `ne … que`.
fn second_half(ne: usize, role: &impl Fn(usize) -> Role) -> Option<usize> {
    let second = (ne + 1..=ne + HALF).find(|at| matches!(role(*at), Role::Pas | Role::Que | Role::Stop))?;
    (role(second) == Role::Pas).then_some(second)
}

/// Whether a `pas` without `ne` negates. It does after a verb, but not in `pas mal` or `pas que`.
fn bare_pas(tokens: &[Token], at: usize, role: &impl Fn(usize) -> Role) -> bool {
    role(at - 1) == Role::Verb
        && role(at + 1) != Role::Que
        && !tokens.get(at).is_some_and(|token| token.flags.has(Flags::AFTER_COMMA))
}

/// Whether a negation ends before this token.
fn ends_scope(tokens: &[Token], at: usize, role: &impl Fn(usize) -> Role) -> bool {
    role(at) == Role::Stop || tokens.get(at).is_some_and(|token| token.flags.has(Flags::AFTER_COMMA))
}
