//! `rules check`: runs every example of every rule.

use std::sync::Arc;

use crate::link::{Added, Links, Mode, link};
use crate::rule::{Codebook, Example, Kind, Rule};
use crate::tag::tag;
use crate::thread::{Comment, Kind as CommentKind, Thread};

/// What became of one example.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The rule.
    pub rule: Arc<str>,
    /// Whether the rule should fire on it.
    pub should: bool,
    /// Whether it is a known gap, reported but no failure.
    pub todo: bool,
    /// Whether it fired.
    pub fired: bool,
    /// The probability the rule gave.
    pub p: f64,
    /// The text of the example.
    pub text: String,
}

impl Outcome {
    /// Whether the example holds.
    pub fn holds(&self) -> bool {
        self.should == self.fired
    }
}

/// Runs the examples of the rules of a pack, given as `pack.`; of all rules where `prefix` is empty.
pub fn check(codebook: &Codebook, prefix: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    // The pack `fr` is not the pack `fr.links`: ids of packs have points, ids of rules have none.
    let chosen = |name: &str| name.strip_prefix(prefix).is_some_and(|rest| prefix.is_empty() || !rest.contains('.'));
    for rule in codebook.matcher.rules.iter().filter(|rule| chosen(&rule.name)) {
        for (list, should, todo) in [(&rule.hits, true, false), (&rule.misses, false, false), (&rule.todo, true, true)]
        {
            outcomes.extend(list.iter().map(|example| {
                let (fired, p) = fires(rule, example, codebook);
                let text = match example {
                    Example::Text(text) => text.clone(),
                    Example::Pair { parent, reply } | Example::Post { post: parent, reply } => {
                        format!("{parent} ← {reply}")
                    }
                };
                Outcome { rule: rule.name.clone(), should, todo, fired, p, text }
            }));
        }
    }
    outcomes
}

/// Whether a rule fires on an example, and with which probability. The example is taken to be in the rule's language.
fn fires(rule: &Rule, example: &Example, codebook: &Codebook) -> (bool, f64) {
    let lang = codebook.matcher.packs.get(rule.pack).and_then(|pack| pack.langs.first().copied());
    let comment = |id: &str, parent: Option<&str>, text: &str| Comment {
        id: id.to_owned(),
        kind: CommentKind::Comment,
        parent: parent.map(str::to_owned),
        lang,
        text: text.to_owned(),
        ..Comment::default()
    };
    match (rule.kind, example) {
        (Kind::Position | Kind::Form, Example::Text(text)) => {
            let reading = codebook.matcher.read(text, &[]);
            let score = rule.score(&reading, text, None, &|_| false);
            (score.enough && score.p >= rule.threshold, score.p)
        }
        (Kind::Link, Example::Pair { parent, reply }) => {
            // Its rivals are what the rule's other examples answer, in their order.
            let mut parents: Vec<&str> = Vec::new();
            for example in rule.hits.iter().chain(&rule.misses) {
                let Example::Pair { parent, .. } = example else { continue };
                if !parents.contains(&parent.as_str()) {
                    parents.push(parent);
                }
            }
            let wanted = parents.iter().position(|other| other == parent);
            let mut comments: Vec<Comment> =
                parents.iter().enumerate().map(|(at, text)| comment(&format!("parent {at}"), None, text)).collect();
            comments.push(comment("reply", None, reply));
            let from = comments.len() - 1;
            let links = linked(comments, codebook, Mode::Inferred);
            let found = links.links.iter().find(|link| link.from == from);
            found.map_or((false, 0.0), |link| (Some(link.to) == wanted, link.confidence))
        }
        (_, Example::Pair { parent, reply } | Example::Post { post: parent, reply }) => {
            let mut comments = vec![comment("parent", None, parent), comment("reply", Some("parent"), reply)];
            if let (Example::Post { .. }, Some(parent)) = (example, comments.first_mut()) {
                parent.kind = CommentKind::Post;
            }
            let links = linked(comments, codebook, Mode::Auto);
            if rule.kind == Kind::Relation {
                let found = links.links.iter().find(|link| link.from == 1);
                return found.map_or((false, 0.0), |link| (link.relation.name() == &*rule.label, link.relation_p));
            }
            let found = links.added.iter().find_map(|added| match added {
                Added::Form(1, label) | Added::Position(1, label) => (label.name == rule.label).then_some(label.score),
                _ => None,
            });
            found.map_or((false, 0.0), |score| (true, score))
        }
        // A single text says nothing about a relation: such an example cannot hold.
        (Kind::Relation | Kind::Link, Example::Text(_)) => (false, 0.0),
    }
}

/// The links of an example's thread.
fn linked(comments: Vec<Comment>, codebook: &Codebook, mode: Mode) -> Links {
    let thread = Thread { id: "example".to_owned(), comments, ..Thread::default() };
    let tagged = tag(&thread, codebook);
    link(&thread, &tagged, &codebook.matcher, mode)
}
