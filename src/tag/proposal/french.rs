//! French: inversion (`doit-on`), `est-ce que`, `êtes-vous favorable à`; `il faut`, `nous proposons`, `Baissons …`.

use super::{Grammar, Word, find, is_one_of};
use crate::lang::fr::PROPOSALS as LISTS;

pub(super) const GRAMMAR: Grammar = Grammar { asks, urges, lists: &LISTS };

/// How many words after the subject may hold one of `stood` or `against`: `êtes-vous, en principe, favorable`.
const NEAR: usize = 6;

/// How many words after the subject may hold one of `turning`: `doit-elle alors renoncer`.
const NEXT: usize = 3;

fn asks(words: &[Word<'_>]) -> bool {
    let opens = words.iter().find(|word| !word.is(LISTS.leads));
    if opens.is_none_or(|word| word.is("ou")) {
        return false;
    }
    if find(words, &["pour", "ou", "contre"]).is_some() {
        return !opens.is_some_and(|word| word.is(LISTS.tying)) && !words.iter().any(|word| word.is(LISTS.asking));
    }
    let Some((verb, subject)) = inversion(words) else { return declared(words) };
    let after = words.get(subject + 1..).unwrap_or_default();
    let near = || after.iter().take(NEAR);
    let name = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let suits = match name(subject) {
        "vous" | "tu" => match name(verb) {
            "etes" | "seriez" | "es" | "serais" => near().any(|word| word.is(LISTS.stood)),
            verb => is_one_of(verb, LISTS.standing),
        },
        "nous" => matches!(name(verb), "devons" | "devrions" | "voulons"),
        "ce" => matches!(name(verb), "est" | "serait"),
        "je" => false,
        _ => true,
    };
    let sided = matches!(name(subject), "vous" | "tu") && near().any(|word| word.is(LISTS.against));
    let turned = after.iter().take(NEXT).any(|word| word.is(LISTS.turning));
    let denied = words.get(verb.saturating_sub(2)..verb).unwrap_or_default().iter().any(|word| word.is("ne n"));
    suits && !sided && !turned && !denied && !asks_more(words, verb) && !is_choice(after)
}

/// The places of the first verb that its subject follows, and of that subject: `doit-on`, `a-t-elle`. At the beginning
/// of a sentence the hyphen may be missing: `faut il`.
fn inversion(words: &[Word<'_>]) -> Option<(usize, usize)> {
    let head = words.iter().position(|word| !word.is(LISTS.leads) && !word.is("y")).unwrap_or(0);
    words.iter().enumerate().skip(1).find_map(|(at, word)| {
        let hasty = at == head + 1 && words.get(head).is_some_and(|verb| verb.is(LISTS.auxiliaries));
        if !(word.joined || hasty) || !word.is(LISTS.subjects) {
            return None;
        }
        let linked = at >= 2 && words.get(at - 1).is_some_and(|t| t.joined && t.is("t"));
        let verb = if linked { at - 2 } else { at - 1 };
        let noun = words.get(verb).is_some_and(|word| word.is("rendez"));
        (!noun).then_some((verb, at))
    })
}

/// Whether a question in the word order of a statement asks readers for their position: `Vous êtes favorable à … ?`
fn declared(words: &[Word<'_>]) -> bool {
    let mut remaining = words.iter().skip_while(|word| word.is(LISTS.leads));
    let (Some(subject), Some(verb)) = (remaining.next(), remaining.next()) else { return false };
    let suits = subject.is("vous") && verb.is("etes seriez");
    let near: Vec<_> = remaining.take(NEAR).collect();
    suits && near.iter().any(|word| word.is(LISTS.stood)) && !near.iter().any(|word| word.is(LISTS.against))
}

/// Whether a question word before the verb asks for more than yes or no.
fn asks_more(words: &[Word<'_>], verb: usize) -> bool {
    let before = words.get(..verb).unwrap_or_default();
    // "Un taux qui …, devrait-il …": the relative clause ends at the comma, so its "qui" asks nothing.
    let closed = words.get(verb).is_some_and(|word| word.comma);
    let clause = if closed { 0 } else { before.iter().rposition(|word| word.comma).unwrap_or(0) };
    let opening = before.get(clause..).unwrap_or_default().iter().skip_while(|word| word.is(LISTS.leads));
    let asking = |word: &Word<'_>| word.is(LISTS.tying) || word.raw.to_lowercase() == "où";
    let mut opening = opening.skip_while(|word| word.is(LISTS.prepositions));
    before.iter().any(|word| word.is(LISTS.asking))
        || opening.next().is_some_and(asking)
        || before.last().is_some_and(asking)
}

/// Whether a question offers a choice of two things, so that a yes would mean neither.
fn is_choice(after: &[Word<'_>]) -> bool {
    let contrary = find(after, &["ou", "au", "contraire"]).is_some();
    contrary
        || after.windows(2).any(|pair| {
            let [or, next] = pair else { return false };
            or.raw.to_lowercase() == "ou" && (or.comma || next.is(LISTS.choices) || is_infinitive(&next.folded))
        })
}

fn urges(words: &[Word<'_>]) -> bool {
    let words: Vec<Word<'_>> = words.iter().skip_while(|word| word.is(LISTS.leads)).cloned().collect();
    let at = |place: usize| words.get(place);
    let (Some(first), second) = (at(0), at(1)) else { return false };
    let announced = first.is(LISTS.announcing) && second.is_some_and(|word| word.comma);
    let commanded = second.is_some_and(|word| word.is(LISTS.determiners) && !word.comma)
        && (is_infinitive(&first.folded) || is_command(&first.folded));
    announced || commanded || words.iter().enumerate().any(|(place, word)| calls(&words, place, word))
}

/// Whether a verb calls for something: `il faut`, `nous proposons`, `la ville doit investir`.
fn calls(words: &[Word<'_>], place: usize, word: &Word<'_>) -> bool {
    let next = |n: usize| words.get(place + n);
    let subject = |names: &str| {
        let before = words.get(place.saturating_sub(2)..place).unwrap_or_default();
        before.iter().any(|word| word.is(names))
    };
    match word.folded.as_str() {
        "faut" | "faudrait" => {
            let idiom = subject("comme") || next(1).is_some_and(|word| word.is(LISTS.parentheses));
            (place == 0 || subject("il")) && !idiom
        }
        "devons" | "devrions" | "proposons" | "demandons" | "exigeons" | "voulons" | "souhaitons" => subject("nous"),
        "propose" | "demande" => subject("je"),
        "doit" | "doivent" | "devrait" | "devraient" => {
            // "Il doit être tard" supposes; "la ville doit être prête" calls for something.
            let supposes = subject("il elle ils elles ca cela ce je tu");
            let infinitive = (1..=3).filter_map(next).find(|word| is_infinitive(&word.folded) || word.is("avoir"));
            !supposes && infinitive.is_some_and(|word| !word.is("avoir"))
        }
        "temps" | "urgent" => subject("est") && next(1).is_some_and(|word| word.is("de d que qu")),
        _ => false,
    }
}

/// Whether a folded word looks like an infinitive. Only asked where only a verb makes sense.
fn is_infinitive(word: &str) -> bool {
    // Most words in -ier are nouns: dossier, quartier, papier.
    let noun = is_one_of(word, LISTS.no_infinitives)
        || (word.ends_with("ier")
            && !["fier", "blier", "ocier", "egier", "udier"].iter().any(|end| word.ends_with(end)));
    let strong = is_one_of(word, LISTS.infinitives)
        || (LISTS.infinitive_endings.split(' ').any(|end| word.ends_with(end)) && word != "moindre");
    strong || (word.len() > 4 && (word.ends_with("er") || word.ends_with("ir")) && !noun)
}

/// Whether a folded word looks like a command: `baissons`, `supprimez`.
fn is_command(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ons") || word.ends_with("ez")) && !is_one_of(word, LISTS.no_commands)
}

#[cfg(test)]
mod tests {
    use crate::text::Prose;
    use crate::text::token::NoVocabulary;
    use crate::thread::Lang;

    fn proposes(text: &str) -> bool {
        super::super::proposal(text, &Prose::read(text, &[], &NoVocabulary), Some(Lang::FR)).is_some()
    }

    #[test]
    fn questions_that_a_yes_answers() {
        for text in [
            "Faut-il repeindre le pont ?",
            "Doit-on élargir le chemin ?",
            "Et faut il l’élargir ?",
            "Etes vous favorable au chemin ?",
            "Le chemin, qui longe le canal (côté nord), devrait-il être élargi ?",
            "Les riverains qui ont un jardin doivent-ils entretenir le chemin ?",
            "La ville a-t-elle raison de fermer le chemin ?",
            "Selon vous, l’ouverture du chemin représente-elle une priorité ?",
            "Êtes-vous favorable à l’ouverture du chemin ?",
            "Le chemin serait ouvert la nuit. Y êtes-vous favorable ?",
            "Seriez-vous prêts à entretenir le chemin ?",
            "Etes vous pour ou contre le chemin ?",
            "Pour ou contre le nouveau chemin ?",
            "Vous êtes d’accord pour ouvrir le chemin ?",
            "Soutenez-vous l’idée d’un chemin ?",
            "Pensez-vous qu’il soit juste que la ville l’ouvre ?",
            "Est-ce que la ville doit ouvrir le chemin ?",
            "Est-ce une bonne idée d’ouvrir le chemin ?",
            "Devrions-nous ouvrir le chemin, oui ou non ?",
            "Êtes-vous favorable à ce que la ville n’intervienne plus ?",
            "Faut-il renforcer la digue contre les crues ?",
        ] {
            assert!(proposes(text), "{text}");
        }
    }

    #[test]
    fn questions_that_a_yes_does_not_answer() {
        for text in [
            "Pourquoi faut-il repeindre le pont ?",
            "Comment la ville doit-elle élargir le chemin ?",
            "Quand ouvrira-t-on le chemin ?",
            "Qui doit-on remercier ?",
            "Que faut-il faire du pont ?",
            "Et le chemin, que faut-il en faire ?",
            "À qui la ville doit-elle vendre le pont ?",
            "Depuis quand le pont est-il fermé ?",
            "Où doit-on le mettre ?",
            "Jusqu’où la ville ira-t-elle ?",
            "Combien de ponts faut-il ?",
            "Dans quelle mesure la ville doit-elle payer ?",
            "Qu’est-ce que la ville doit faire ?",
            "À quoi sert-il de repeindre ?",
            "Je ne comprends rien qu’est-ce que tu dis du pont ?",
            // A yes would mean the other side, or nothing.
            "Êtes-vous opposé au chemin ?",
            "Êtes-vous contre le chemin ?",
            "Vous opposez-vous au chemin ?",
            "Faut-il renoncer au chemin ?",
            "Ne faut-il pas ouvrir le chemin ?",
            "La ville n’a-t-elle pas raison ?",
            "La ville offre-t-elle pas assez de ponts ?",
            "Pensez-vous vraiment que le pont suffise ?",
            "Faut-il un pont, ou un bac ?",
            "Faut-il élargir ou fermer le chemin ?",
            "Faut-il un chemin ou bien une route ?",
            "Ou faut-il un pont ?",
            // Not about what anybody holds.
            "Savez-vous si le pont est ouvert ?",
            "Avez-vous vu le pont ?",
            "Êtes-vous déjà venus au pont ?",
            "Dois-je prendre le pont ?",
            "C’est beau, n’est-ce pas ?",
            "Pourquoi êtes-vous pour ou contre le pont ?",
            "Un pont ?",
        ] {
            assert!(!proposes(text), "{text}");
        }
    }

    #[test]
    fn proposals_and_what_only_looks_like_one() {
        for text in [
            "Il faut repeindre le pont.",
            "Il ne faut pas fermer le chemin.",
            "Nous proposons d’ouvrir le chemin la nuit.",
            "Je propose que le chemin reste ouvert.",
            "La ville doit élargir le chemin.",
            "Les riverains devraient être tenus de l’entretenir.",
            "Proposition : un pont sur le canal.",
            "Repeindre le pont en bleu",
            "Interdire les vélos sur le pont",
            "Modifier l’horaire du pont",
            "Élargissons le chemin.",
            "Laissez le pont ouvert !",
            "Il est temps de repeindre le pont.",
        ] {
            assert!(proposes(text), "{text}");
        }
        for text in [
            "Le pont est fermé.",
            "Dossier : le pont",
            "Hier, le pont a fermé.",
            "Quartier le plus calme de la ville",
            "Raisons les plus diverses.",
            "Il faut dire que le pont est vieux.",
            "Un pont comme il faut.",
            "Le maire doit avoir oublié.",
            "Ça doit être le pont.",
            "Regardez le pont.",
            "Le pont ouvrira demain, propose le maire.",
        ] {
            assert!(!proposes(text), "{text}");
        }
    }
}
