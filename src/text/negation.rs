//! Negation: which words are denied, and by which.
//!
//! French needs two words (`ne … pas`); a bare `ne` negates nothing, `ne … que` means *only*, and a bare `pas` counts
//! only after a verb (`c'est pas`). The shape of the scope follows `NegEx` (Chapman et al. 2001): from the negation to the
//! first word that ends it, at most [`SCOPE`] tokens.

use std::ops::Range;

use super::function::Role;
use super::token::{Flags, Token};

/// How many tokens a negation reaches forward. `NegEx` uses five for notes of doctors; comments are wordier.
pub const SCOPE: usize = 7;

/// How far the second half of a French negation may stand behind `ne`.
const HALF: usize = 5;

/// One negation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negation {
    /// The tokens that negate, first to last, both among them.
    pub by: Range<usize>,
    /// The tokens that are denied.
    pub scope: Range<usize>,
}

/// Finds the negations of one sentence, given as its range of tokens.
pub fn negations(tokens: &[Token], sentence: Range<usize>, out: &mut Vec<Negation>) {
    let role = |at: usize| tokens.get(at).filter(|_| sentence.contains(&at)).map_or(Role::None, |t| t.function.role);
    let mut at = sentence.start;
    while at < sentence.end {
        let found = match role(at) {
            Role::Ne => second_half(at, &role).map(|second| (at, second)),
            Role::Not => Some((at, at)),
            Role::ContractedNot if at > sentence.start && role(at - 1) == Role::Auxiliary => Some((at - 1, at)),
            Role::Pas if at > sentence.start && bare_pas(tokens, at, &role) => Some((at - 1, at)),
            _ => None,
        };
        if let Some((first, last)) = found {
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

/// Where the second half of `ne … pas` stands; `None` for a bare `ne` and for `ne … que`.
fn second_half(ne: usize, role: &impl Fn(usize) -> Role) -> Option<usize> {
    let second = (ne + 1..=ne + HALF).find(|at| matches!(role(*at), Role::Pas | Role::Que | Role::Stop))?;
    (role(second) == Role::Pas).then_some(second)
}

/// Whether a `pas` without `ne` negates: after a verb, and not as in `pas mal`, `pas que`.
fn bare_pas(tokens: &[Token], at: usize, role: &impl Fn(usize) -> Role) -> bool {
    role(at - 1) == Role::Verb
        && role(at + 1) != Role::Que
        && !tokens.get(at).is_some_and(|token| token.flags.has(Flags::AFTER_COMMA))
}

/// Whether a negation ends before this token.
fn ends_scope(tokens: &[Token], at: usize, role: &impl Fn(usize) -> Role) -> bool {
    role(at) == Role::Stop || tokens.get(at).is_some_and(|token| token.flags.has(Flags::AFTER_COMMA))
}
