//! Verbs as sure as the link they describe: `rebuts`, `seems to rebut`, `answers, perhaps against`.
//!
//! Every output that puts a relation into words for a reader takes the words from here, so that a guess never reads like
//! a finding. Tables, the lists of relations in legends and formats for programs name the relation itself ([`super::words::verb`]).

use super::words;
use crate::link::Link;
use crate::link::grade::rounded;
pub use crate::link::grade::{Grade, SEEMS, SURE, certainty};
use crate::text::Ui;
use crate::thread::Relation;

/// What a link does, as a verb without its object: `rebuts`, `seems to rebut`, `answers, perhaps against`.
pub fn verb(ui: Ui, link: &Link) -> &'static str {
    match Grade::of_link(link) {
        Grade::Sure => words::verb(ui, link.relation),
        Grade::Seems => seeming(ui, link.relation),
        Grade::Perhaps => match link.relation {
            Relation::Rebuttal => ui.pick("answers, perhaps against", "répond, peut-être contre"),
            Relation::Correction => ui.pick("answers, perhaps to correct", "répond, peut-être pour corriger"),
            Relation::Support => ui.pick("answers, perhaps in favour", "répond, peut-être pour appuyer"),
            Relation::Question => ui.pick("answers, perhaps to ask", "répond, peut-être pour demander"),
            Relation::Answer => ui.pick("perhaps answers", "répond peut-être à"),
            Relation::Elaboration => ui.pick("answers, perhaps to add", "répond, peut-être pour compléter"),
            Relation::Reply => ui.pick("perhaps replies to", "réagit peut-être à"),
        },
    }
}

/// The verb with its object: `seems to rebut claim 2`, `answers claim 2, perhaps against it`, `semble réfuter
/// l’affirmation 2`, `répond à l’affirmation 2, peut-être pour contredire`.
pub fn toward(ui: Ui, link: &Link, name: &str) -> String {
    let [verb, tail] = parts(ui, link);
    format!("{}{tail}", words::with_object(ui, verb, name))
}

/// The words before the object and those after it, for writers that name the object in their way.
pub fn parts(ui: Ui, link: &Link) -> [&'static str; 2] {
    let verb = match (Grade::of_link(link), link.relation) {
        (Grade::Sure, relation) => words::verb(ui, relation),
        (Grade::Seems, relation) => seeming(ui, relation),
        (Grade::Perhaps, Relation::Answer | Relation::Reply) => verb(ui, link),
        (Grade::Perhaps, Relation::Rebuttal) => {
            return ui.pick(["answers", ", perhaps against it"], ["répond à", ", peut-être pour contredire"]);
        }
        (Grade::Perhaps, Relation::Correction) => {
            return ui.pick(["answers", ", perhaps to correct it"], ["répond à", ", peut-être pour corriger"]);
        }
        (Grade::Perhaps, Relation::Support) => {
            return ui.pick(["answers", ", perhaps in favour"], ["répond à", ", peut-être pour appuyer"]);
        }
        (Grade::Perhaps, Relation::Question) => {
            return ui.pick(["answers", ", perhaps to ask"], ["répond à", ", peut-être pour demander"]);
        }
        (Grade::Perhaps, Relation::Elaboration) => {
            return ui.pick(["answers", ", perhaps to add"], ["répond à", ", peut-être pour compléter"]);
        }
    };
    [verb, ""]
}

/// The number after a verb, as the language writes it: how probable it is that the reply answers this, and in this way.
/// `None` where a link is given and stated without reserve.
pub fn number(ui: Ui, link: &Link) -> Option<String> {
    let stated = link.given && Grade::of_link(link) == Grade::Sure;
    (!stated).then(|| words::chance(ui, rounded(certainty(link))))
}

/// The words on the line of a link: its verb unless it is a plain reply, and its [`number`].
pub fn on_line(ui: Ui, link: &Link) -> String {
    let verb = Some(verb(ui, link)).filter(|_| link.relation != Relation::Reply);
    let parts: Vec<String> = verb.map(str::to_owned).into_iter().chain(number(ui, link)).collect();
    parts.join(" ")
}

/// What the numbers and the grades mean, for the legend of a picture.
pub fn legend(ui: Ui) -> [&'static str; 2] {
    [
        ui.pick("number: how probable these words are", "nombre\u{a0}: la probabilité de ces mots"),
        ui.pick(
            "from .80 stated, from .60 “seems”, below “perhaps”",
            "dès 0,80 dit, dès 0,60 «\u{a0}semble\u{a0}», sinon «\u{a0}peut-être\u{a0}»",
        ),
    ]
}

/// `seems to rebut`.
fn seeming(ui: Ui, relation: Relation) -> &'static str {
    match relation {
        Relation::Rebuttal => ui.pick("seems to rebut", "semble réfuter"),
        Relation::Correction => ui.pick("seems to correct", "semble corriger"),
        Relation::Support => ui.pick("seems to support", "semble soutenir"),
        Relation::Question => ui.pick("seems to question", "semble questionner"),
        Relation::Answer => ui.pick("seems to answer", "semble répondre à"),
        Relation::Elaboration => ui.pick("seems to add to", "semble compléter"),
        Relation::Reply => ui.pick("seems to reply to", "semble réagir à"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::By;

    fn link(relation: Relation, p: f64) -> Link {
        let mut relations = [0.0; 7];
        relations[relation.index()] = p;
        relations[Relation::Reply.index()] += 1.0 - p;
        Link {
            given: true,
            confidence: 1.0,
            anchor: None,
            relation,
            relation_by: By::Rule,
            relation_p: p,
            relations,
            undercut: false,
            reasoned: false,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn the_verb_is_as_sure_as_the_link() {
        let say = |relation, p| [Ui::En, Ui::Fr].map(|ui| toward(ui, &link(relation, p), "claim 2"));
        assert_eq!(say(Relation::Rebuttal, 0.9)[0], "rebuts claim 2");
        assert_eq!(say(Relation::Rebuttal, 0.7)[0], "seems to rebut claim 2");
        assert_eq!(say(Relation::Rebuttal, 0.5)[0], "answers claim 2, perhaps against it");
        let say = |relation, p, name| toward(Ui::Fr, &link(relation, p), name);
        assert_eq!(say(Relation::Rebuttal, 0.7, "affirmation 2"), "semble réfuter l’affirmation 2");
        assert_eq!(say(Relation::Support, 0.3, "message initial"), "répond au message initial, peut-être pour appuyer");
        assert_eq!(say(Relation::Answer, 0.7, "article"), "semble répondre à l’article");
        assert_eq!(say(Relation::Answer, 0.1, "#4"), "répond peut-être à #4");
        assert_eq!(verb(Ui::En, &link(Relation::Rebuttal, 0.55)), "answers, perhaps against");
    }

    #[test]
    fn an_unsure_link_makes_an_unsure_verb_and_a_person_makes_a_sure_one() {
        let mut unsure = link(Relation::Rebuttal, 0.9);
        unsure.confidence = 0.5;
        assert_eq!(Grade::of_link(&unsure), Grade::Perhaps);
        let mut reviewed = link(Relation::Correction, 0.3);
        assert_eq!(Grade::of_link(&reviewed), Grade::Perhaps);
        reviewed.relation_by = By::Human;
        assert_eq!(Grade::of_link(&reviewed), Grade::Sure);
        assert_eq!(Grade::of_link(&link(Relation::Reply, 0.2)), Grade::Sure);
    }

    #[test]
    fn what_is_written_as_a_threshold_reaches_it() {
        assert_eq!(
            [0.795, 0.794, 0.595, 0.594].map(Grade::of),
            [Grade::Sure, Grade::Seems, Grade::Seems, Grade::Perhaps]
        );
    }
}
