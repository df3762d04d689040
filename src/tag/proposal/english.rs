//! English: `should we`, `do you support`, `are you in favour of`; `we should`, `let's`, `Ban …`.

use super::{Grammar, Word, find};
use crate::lang::en::PROPOSALS as LISTS;

pub(super) const GRAMMAR: Grammar = Grammar { asks, urges, lists: &LISTS };

/// How many words after the auxiliary may hold one of `against` or `stood`.
const NEAR: usize = 5;

fn asks(words: &[Word<'_>]) -> bool {
    let start = words.iter().position(|word| !word.is(LISTS.leads)).unwrap_or(0);
    if words.get(start).is_none_or(|word| word.is(LISTS.asking)) || words.first().is_some_and(|word| word.is("or")) {
        return false;
    }
    if find(words, &["for", "or", "against"]).is_some() {
        return true;
    }
    // After a comma, too: "If the bridge is old, should we paint it?"
    let opens = |(at, word): &(usize, &Word<'_>)| (*at == start || word.comma) && word.is(LISTS.auxiliaries);
    let Some((at, auxiliary)) = words.iter().enumerate().skip(start).find(opens) else { return false };
    let after = words.get(at + 1..).unwrap_or_default();
    let near = || after.iter().take(NEAR);
    let subject = after.first();
    let suits = if subject.is_some_and(|word| word.is("you u")) {
        match auxiliary.folded.as_str() {
            "do" | "would" => after.get(1..4).unwrap_or(after).iter().any(|word| word.is(LISTS.standing)),
            "are" => near().any(|word| word.is(LISTS.stood)),
            _ => false,
        }
    } else {
        subject.is_some_and(|word| !word.is(LISTS.anyone))
    };
    // "Is that why they came?"
    let takes = after.get(1).is_some_and(|word| word.is(LISTS.asking));
    suits && !takes && !near().any(|word| word.is(LISTS.against)) && !is_choice(after)
}

/// Whether a question offers a choice of two things, so that a yes would mean neither.
fn is_choice(after: &[Word<'_>]) -> bool {
    after.windows(2).any(|pair| {
        let [or, next] = pair else { return false };
        or.is("or") && (or.comma || next.is(LISTS.choices))
    })
}

fn urges(words: &[Word<'_>]) -> bool {
    let words: Vec<Word<'_>> = words.iter().skip_while(|word| word.is(LISTS.leads)).cloned().collect();
    let Some(first) = words.first() else { return false };
    let second = words.get(1);
    let announced = first.is(LISTS.announcing) && second.is_some_and(|word| word.comma);
    // "Support for the bridge": the next word shows that it is a noun.
    let noun = second.is_none_or(|word| word.comma || word.is("for of from by is was are has"));
    announced
        || (first.is(LISTS.commands) && !noun)
        || words.iter().enumerate().any(|(at, word)| calls(&words, at, word))
}

/// Whether a verb calls for something: `we should`, `let's`, `I propose`.
fn calls(words: &[Word<'_>], at: usize, word: &Word<'_>) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|at| words.get(at));
    let next = words.get(at + 1);
    let said_by = |names: &str| before(1).is_some_and(|word| word.is(names));
    match word.folded.as_str() {
        // "You should see it" and "it should have been" propose nothing.
        "should" => {
            let passing = next.is_none_or(|word| word.is("have i you"));
            at > 0 && !said_by("you i he she what why how where which who") && !passing
        }
        "must" => said_by("we") && next.is_some_and(|word| !word.is("have")),
        "need" | "ought" => said_by("we") && next.is_some_and(|word| word.is("to")),
        "let" => at == 0 && next.is_some_and(|word| word.is("s us")),
        "propose" | "suggest" | "demand" => said_by("i we"),
        "time" => (at == 0 || said_by("s is high")) && next.is_some_and(|word| word.is("to we for")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Prose;
    use crate::text::token::NoVocabulary;
    use crate::thread::Lang;

    fn proposes(text: &str) -> bool {
        super::super::proposal(text, &Prose::read(text, &[], &NoVocabulary), Some(Lang::EN)).is_some()
    }

    #[test]
    fn questions_that_a_yes_answers() {
        for text in [
            "Should the bridge be painted?",
            "So, should we paint the bridge?",
            "If the bridge is old, should we paint it?",
            "Do you support the new path?",
            "Do you think that the town should open the path?",
            "Would you vote for a path?",
            "Are you in favour of a path?",
            "Are you for or against the path?",
            "Is it fair that the path is closed?",
            "Does the town do too little for the path?",
            "Would it be right to close the path?",
            "Poll: must the town pay?",
        ] {
            assert!(proposes(text), "{text}");
        }
    }

    #[test]
    fn questions_that_a_yes_does_not_answer() {
        for text in [
            "Why should we paint the bridge?",
            "What should the town do?",
            "How do you think the town should pay?",
            "When prices rise, who should pay?",
            "Who would you vote for?",
            "Which path is it?",
            // A yes would mean the other side, or nothing.
            "Are you against the path?",
            "Do you oppose the path?",
            "Should we not paint it?",
            "Shouldn’t we paint it?",
            "Should we reject the path?",
            "Should we widen it or should we close it?",
            "Or should we close it?",
            "Is it a bridge or a road?",
            "Is that why it is closed?",
            "Do you really think that a bridge is enough?",
            // Not about what anybody holds.
            "Do you know the bridge?",
            "Are you there?",
            "Is there a bridge?",
            "Does anyone know a bridge?",
            "Should I take the bridge?",
            "Can you see the bridge?",
            "A bridge?",
            "It is nice, isn’t it?",
        ] {
            assert!(!proposes(text), "{text}");
        }
    }

    #[test]
    fn proposals_and_what_only_looks_like_one() {
        for text in [
            "We should paint the bridge.",
            "The town should not close the path.",
            "Let’s paint the bridge.",
            "We need to paint it.",
            "I propose a path along the canal.",
            "Proposal: a path along the canal",
            "Ban bicycles on the bridge",
            "It is time to paint the bridge.",
        ] {
            assert!(proposes(text), "{text}");
        }
        for text in [
            "The bridge is closed.",
            "You should see the bridge.",
            "It should have been painted.",
            "Support for the bridge grows.",
            "I must have missed it.",
        ] {
            assert!(!proposes(text), "{text}");
        }
    }
}
