//! Threads, tags and links made by hand, for the tests of the stages after `link`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use palabre::diagnostic::{Diagnostic, Warned};
use palabre::graph::{ArgumentMap, graph};
use palabre::link::{Link, LinkEvidence, Links, Part, PlacedLink};
use palabre::place::Place;
use palabre::privacy::Private;
use palabre::read::resolve;
use palabre::rule::Codebook;
use palabre::span::Span;
use palabre::tag::{By, Evidence, Label, Tagged, TaggedComment, Tags};
use palabre::thread::{Comment, Kind, Relation, Thread};

pub fn comment(id: &str, parent: Option<&str>, text: &str) -> Comment {
    Comment { id: id.into(), parent: parent.map(Into::into), text: text.into(), ..Comment::default() }
}

pub fn article(text: &str) -> Comment {
    Comment { id: "article".into(), kind: Kind::Article, text: text.into(), ..Comment::default() }
}

/// A link between two comments that attacks with probability `p` if it is there; see [`bare_link`].
pub fn link(from: usize, to: usize, p: f64) -> PlacedLink {
    placed(from, to, bare_link(p))
}

/// A link between two comments.
pub fn placed(from: usize, to: usize, link: Link) -> PlacedLink {
    PlacedLink { from: Place::new(from), to: Place::new(to), link }
}

/// A link that attacks with probability `p` if it is there; the decision is rebuttal from one half on.
pub fn bare_link(p: f64) -> Link {
    let relation = if p >= 0.5 { Relation::Rebuttal } else { Relation::Reply };
    Link {
        given: true,
        confidence: 1.0,
        anchor: None,
        relation,
        relation_by: By::Rule,
        relation_p: p.max(1.0 - p),
        relations: [p, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0 - p],
        undercut: false,
        reasoned: false,
        evidence: vec![LinkEvidence { rule: "core.link.given".into(), from: None, to: None, share: 2.0 }],
    }
}

pub fn label(name: &str, score: f64, text: &str, words: &str) -> Label {
    let start = text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    let evidence = vec![Evidence { rule: format!("fr.{name}.test").into(), span, share: 1.25 }];
    Label { name: name.into(), axis: Some("stance".into()), score, by: By::Rule, toward: None, evidence }
}

pub fn part(id: &str, comments: Vec<Comment>, links: Vec<PlacedLink>) -> Part {
    let tagged = Tagged { comments: comments.iter().map(|_| TaggedComment::default()).collect() };
    let mut thread = Thread { id: id.into(), comments, ..Thread::default() };
    resolve(&mut thread);
    Part { thread, tagged, links: Links { links, added: vec![] } }
}

/// The tags of a comment.
pub fn tags_of(part: &mut Part, comment: usize) -> &mut Tags {
    &mut part.tagged.comments.at_mut(Place::new(comment)).tags
}

/// The map of some threads, with what had to be repaired. Nothing is inherited, since the codebook is empty.
pub fn graph_of(parts: Vec<Part>) -> (ArgumentMap, Vec<Diagnostic>) {
    let Warned { value, diagnostics } = graph(Private::names_kept(parts), &Codebook::default());
    (value, diagnostics)
}

/// The map of one thread, which must need no repair.
pub fn map(part: Part) -> ArgumentMap {
    let (map, diagnostics) = graph_of(vec![part]);
    assert_eq!(diagnostics, vec![]);
    map
}

/// An article and six comments: a rebuttal, its rebuttal, a support, a correction and a question.
///
/// ```text
/// article ◀─ c1 skeptic ◀─ c2 (rebuttal 0.9) ◀─ c3 skeptic (rebuttal 0.9)
///         ◀─ c4 (correction of "mille fois") ◀─ c5 hypothesis (support)
///         ◀─ c6 (question, inferred 0.5)
/// ```
pub fn discussion() -> Part {
    let text = "Le modèle coûte mille fois moins. Il plaît. À voir !";
    let mut comments = vec![article(text)];
    for (id, parent, text) in [
        ("c1", None, "Je n’y crois pas."),
        ("c2", Some("c1"), "Tort ! Tout est publié."),
        ("c3", Some("c2"), "Des pipotents publient aussi."),
        ("c4", None, "Dix fois, pas mille."),
        ("c5", Some("c4"), "Exact, peut-être moins encore."),
        ("c6", None, "Et l’énergie ?"),
    ] {
        comments.push(comment(id, parent, text));
    }
    for (number, comment) in comments.iter_mut().enumerate().skip(1) {
        comment.author = Some(format!("Nom{}", number % 4));
        comment.time = Some(format!("2025-01-2{number}T12:00:00Z"));
    }
    let mut correction = bare_link(0.9);
    correction.relation = Relation::Correction;
    correction.relations = [0.0, 0.9, 0.0, 0.0, 0.0, 0.0, 0.1];
    let start = text.find("mille").unwrap();
    correction.anchor = Some(Span::new(start, start + "mille fois".len()));
    let mut support = bare_link(0.0);
    support.relation = Relation::Support;
    support.relations = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    support.reasoned = true;
    let mut question = bare_link(0.1);
    question.relation = Relation::Question;
    question.given = false;
    question.confidence = 0.5;
    let links = vec![
        link(1, 0, 0.7),
        link(2, 1, 0.9),
        link(3, 2, 0.9),
        placed(4, 0, correction),
        placed(5, 4, support),
        placed(6, 0, question),
    ];
    let mut part = part("t1", comments, links);
    let mut tags: Vec<_> = part.tagged.comments.iter_mut().map(|tagged| &mut tagged.tags).collect();
    tags[1].positions = vec![label("skeptic", 0.9, "Je n’y crois pas.", "crois pas")];
    tags[1].scores = [("hypothesis", 0.1), ("skeptic", 0.9)].into();
    tags[3].positions = vec![label("skeptic", 0.6, "Des pipotents publient aussi.", "pipotents")];
    tags[5].positions = vec![label("hypothesis", 0.7, "Exact, peut-être moins encore.", "peut-être")];
    part
}
