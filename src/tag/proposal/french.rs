//! French: inversion (`doit-on`), `est-ce que`, `êtes-vous favorable à`; `il faut`, `nous proposons`, `Baissons …`.

use super::{Grammar, Word, find, is_one_of};

pub(super) const GRAMMAR: Grammar = Grammar {
    asks,
    urges,
    invitations: "qu en pensez vous|qu en penses tu|qu en dites vous|que pensez vous|que pensez vous de cela|\
         que pensez vous de ca|vous en pensez quoi|qu est ce que vous en pensez|pensez vous|vous|vos avis|\
         votre avis|votre opinion|quel est votre avis|quelle est votre opinion|des avis|pourquoi|pourquoi pas|\
         pourquoi ou pourquoi pas|oui ou non|d accord ou pas|d accord|si oui comment|si oui pourquoi",
    leads: LEADS,
    put: "vous tu faut faudrait doit doivent devrait devraient devons devrions",
};

const LEADS: &str = "et mais alors donc or bon puis enfin bref bonjour salut";

/// They ask for more than yes or no wherever they stand before the verb.
const ASKING: &str = "pourquoi comment combien quel quelle quels quelles lequel laquelle lesquels lesquelles quoi";

/// They ask where they open the clause; elsewhere they tie clauses together.
const TYING: &str = "qui que qu quand";

/// What may stand before them there: `à qui`, `depuis quand`, `jusqu'où`.
const PREPOSITIONS: &str = "a de d par pour sur avec depuis en dans contre chez vers jusqu des";

/// The verbs of questions that ask readers where they stand.
const STANDING: &str = "\
    soutenez soutiendriez soutiens approuvez approuveriez approuves pensez penses croyez crois trouvez \
    trouves estimez jugez acceptez accepteriez voulez voudriez veux souhaitez souhaiteriez voteriez voterez \
    defendez partagez preconisez recommandez";

/// `êtes-vous` asks where readers stand with one of these behind it.
const STOOD: &str = "favorable favorables faveur pour accord partisan partisane partisans pret prete prets";

/// Whoever is one of these says no to what follows.
const AGAINST: &str = "contre oppose opposee opposes opposez defavorable defavorables hostile hostiles";

/// A yes to these verbs is a no to what follows, and `vraiment` asks for a no.
const TURNING: &str = "renoncer refuser rejeter opposer empecher arreter cesser pas vraiment serieusement";

/// How many words behind the subject are looked at for [`STOOD`] and [`AGAINST`]: `êtes-vous, en principe, favorable`.
const NEAR: usize = 6;

/// How many words behind the subject are looked at for [`TURNING`]: `doit-elle alors renoncer`.
const NEXT: usize = 3;

/// `il faut` of these urges nothing.
const PARENTHESES: &str = "dire croire avouer voir savoir reconnaitre noter rappeler preciser admettre";

const DETERMINERS: &str = "\
    le la les l un une tous toutes tout toute nos notre leur leurs ce cette ces chaque plus davantage moins \
    mieux enfin";

fn asks(words: &[Word<'_>]) -> bool {
    let opens = words.iter().find(|word| !word.is(LEADS));
    if opens.is_none_or(|word| word.is("ou")) {
        return false;
    }
    if find(words, &["pour", "ou", "contre"]).is_some() {
        return !opens.is_some_and(|word| word.is(TYING)) && !words.iter().any(|word| word.is(ASKING));
    }
    let Some((verb, subject)) = inversion(words) else { return declared(words) };
    let after = words.get(subject + 1..).unwrap_or_default();
    let near = || after.iter().take(NEAR);
    let name = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let suits = match name(subject) {
        "vous" | "tu" => match name(verb) {
            "etes" | "seriez" | "es" | "serais" => near().any(|word| word.is(STOOD)),
            verb => is_one_of(verb, STANDING),
        },
        "nous" => matches!(name(verb), "devons" | "devrions" | "voulons"),
        "ce" => matches!(name(verb), "est" | "serait"),
        "je" => false,
        _ => true,
    };
    let sided = matches!(name(subject), "vous" | "tu") && near().any(|word| word.is(AGAINST));
    let turned = after.iter().take(NEXT).any(|word| word.is(TURNING));
    let denied = words.get(verb.saturating_sub(2)..verb).unwrap_or_default().iter().any(|word| word.is("ne n"));
    suits && !sided && !turned && !denied && !asks_more(words, verb) && !is_choice(after)
}

/// The first verb with its subject behind it, and that subject: `doit-on`, `a-t-elle`; at the head of a sentence also
/// `faut il`, as people in a hurry write it.
fn inversion(words: &[Word<'_>]) -> Option<(usize, usize)> {
    let subjects = "il elle on ils elles ce vous nous tu je";
    let inverting = "faut faudrait doit devrait peut est etes seriez pensez soutenez approuvez";
    let head = words.iter().position(|word| !word.is(LEADS) && !word.is("y")).unwrap_or(0);
    words.iter().enumerate().skip(1).find_map(|(at, word)| {
        let hasty = at == head + 1 && words.get(head).is_some_and(|verb| verb.is(inverting));
        if !(word.joined || hasty) || !word.is(subjects) {
            return None;
        }
        let linked = at >= 2 && words.get(at - 1).is_some_and(|t| t.joined && t.is("t"));
        let verb = if linked { at - 2 } else { at - 1 };
        let noun = words.get(verb).is_some_and(|word| word.is("rendez"));
        (!noun).then_some((verb, at))
    })
}

/// `Vous êtes favorable à … ?`: the order of a statement, but said to readers.
fn declared(words: &[Word<'_>]) -> bool {
    let mut said = words.iter().skip_while(|word| word.is(LEADS));
    let (Some(subject), Some(verb)) = (said.next(), said.next()) else { return false };
    let suits = subject.is("vous") && verb.is("etes seriez");
    let near: Vec<_> = said.take(NEAR).collect();
    suits && near.iter().any(|word| word.is(STOOD)) && !near.iter().any(|word| word.is(AGAINST))
}

/// Whether the verb at a place has a question word before it that asks for more than yes or no.
fn asks_more(words: &[Word<'_>], verb: usize) -> bool {
    let before = words.get(..verb).unwrap_or_default();
    // "Un taux qui …, devrait-il …": what ties a clause that a comma has closed asks nothing.
    let closed = words.get(verb).is_some_and(|word| word.comma);
    let clause = if closed { 0 } else { before.iter().rposition(|word| word.comma).unwrap_or(0) };
    let opening = before.get(clause..).unwrap_or_default().iter().skip_while(|word| word.is(LEADS));
    let asking = |word: &Word<'_>| word.is(TYING) || word.raw.to_lowercase() == "où";
    let mut opening = opening.skip_while(|word| word.is(PREPOSITIONS));
    before.iter().any(|word| word.is(ASKING)) || opening.next().is_some_and(asking) || before.last().is_some_and(asking)
}

/// Whether a question offers two things to choose from, so that a yes would mean neither.
fn is_choice(after: &[Word<'_>]) -> bool {
    let turns = "alors bien plutot est faut doit devrait faudrait";
    let contrary = find(after, &["ou", "au", "contraire"]).is_some();
    contrary
        || after.windows(2).any(|pair| {
            let [or, next] = pair else { return false };
            or.raw.to_lowercase() == "ou" && (or.comma || next.is(turns) || is_infinitive(&next.folded))
        })
}

fn urges(words: &[Word<'_>]) -> bool {
    let words: Vec<Word<'_>> = words.iter().skip_while(|word| word.is(LEADS)).cloned().collect();
    let at = |place: usize| words.get(place);
    let (Some(first), second) = (at(0), at(1)) else { return false };
    let announced = first.is("proposition resolution motion") && second.is_some_and(|word| word.comma);
    let commanded = second.is_some_and(|word| word.is(DETERMINERS) && !word.comma)
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
            let idiom = subject("comme") || next(1).is_some_and(|word| word.is(PARENTHESES));
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

/// Whether a folded word has the shape of an infinitive: a guess that is safe where only a verb makes sense.
fn is_infinitive(word: &str) -> bool {
    const NOUNS: &str = "\
        hier avenir plaisir souvenir desir soir noir espoir devoir pouvoir cher fer mer hiver enfer amer super \
        leader loyer foyer danger berger boulanger etranger leger entier";
    const ENDS: &str = "indre uire crire mettre battre clure soudre terdire";
    const VERBS: &str = "\
        rendre etendre vendre defendre suspendre prendre reprendre faire refaire rompre suivre poursuivre etre";
    // Most words in -ier are nouns: dossier, quartier, papier.
    let noun = is_one_of(word, NOUNS)
        || (word.ends_with("ier")
            && !["fier", "blier", "ocier", "egier", "udier"].iter().any(|end| word.ends_with(end)));
    let strong = is_one_of(word, VERBS) || (ENDS.split(' ').any(|end| word.ends_with(end)) && word != "moindre");
    strong || (word.len() > 4 && (word.ends_with("er") || word.ends_with("ir")) && !noun)
}

/// Whether a folded word has the shape of a command: `baissons`, `supprimez`.
fn is_command(word: &str) -> bool {
    const OTHERS: &str = "\
        chez assez savez voyez imaginez supposez regardez lisez ecoutez decouvrez raisons maisons lecons \
        saisons prisons avions regions elections imaginons supposons voyons rappelons notons disons";
    word.len() > 4 && (word.ends_with("ons") || word.ends_with("ez")) && !is_one_of(word, OTHERS)
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
