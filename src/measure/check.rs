//! `rules check`: runs every example of every rule.

use std::sync::Arc;

use crate::link::{Added, Links, Mode, PlacedLink};
use crate::pipeline;
use crate::place::Place;
use crate::rule::{Codebook, Example, Kind, Rule, ThreadKind};
use crate::thread::{Comment, Kind as CommentKind, Thread};

/// The result of one example.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The rule.
    pub rule: Arc<str>,
    /// Whether the rule should fire on it.
    pub should: bool,
    /// Whether it is a known gap, which is reported but is not a failure.
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

/// Runs the examples of the rules of one pack, whose id with a dot after it is `prefix`, or of all rules if `prefix` is
/// empty.
pub fn check(codebook: &Codebook, prefix: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    // `fr.` is also a prefix of the rules of the pack `fr.links`. Ids of packs contain dots, ids of rules do not.
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

/// Whether a rule fires on an example, and its probability. The example is assumed to be in the language of the rule.
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
            // The other candidates are what the other examples of the rule answer, in their order.
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
            let count = comments.len();
            let shaped = shaped(comments, &rule.threads);
            let above = shaped.len() - count;
            let from = Place::new(shaped.len() - 1);
            let links = linked(shaped, codebook, Mode::Inferred);
            let found = links.links.iter().find(|placed| placed.from == from);
            let is_wanted = |placed: &PlacedLink| wanted.is_some_and(|wanted| placed.to.index() == wanted + above);
            found.map_or((false, 0.0), |placed| (is_wanted(placed), placed.link.confidence))
        }
        (_, Example::Pair { parent, reply } | Example::Post { post: parent, reply }) => {
            let mut comments = vec![comment("parent", None, parent), comment("reply", Some("parent"), reply)];
            if let (Example::Post { .. }, Some(parent)) = (example, comments.first_mut()) {
                parent.kind = CommentKind::Post;
            }
            let links = linked(comments, codebook, Mode::Auto);
            let reply = Place::new(1);
            if rule.kind == Kind::Relation {
                let found = links.links.iter().find(|placed| placed.from == reply);
                return found.map_or((false, 0.0), |PlacedLink { link, .. }| {
                    (link.relation.name() == &*rule.label, link.relation_p)
                });
            }
            let found = links.added.iter().find_map(|added| match added {
                Added::Form(place, label) | Added::Position(place, label) if *place == reply => {
                    (label.name == rule.label).then_some(label.score)
                }
                _ => None,
            });
            found.map_or((false, 0.0), |score| (true, score))
        }
        // A relation needs two texts, so an example with one text cannot hold.
        (Kind::Relation | Kind::Link, Example::Text(_)) => (false, 0.0),
    }
}

/// The comments of an example as a thread of the first of these kinds has them: after comments that nobody can answer.
fn shaped(mut comments: Vec<Comment>, kinds: &[ThreadKind]) -> Vec<Comment> {
    let kind = kinds.first().copied().unwrap_or_default();
    let is_timed = matches!(kind, ThreadKind::Forum | ThreadKind::Column | ThreadKind::Nested);
    for (at, comment) in comments.iter_mut().enumerate() {
        comment.author = (is_timed || kind == ThreadKind::Signed).then(|| format!("Author {at}"));
        comment.time = is_timed.then(|| format!("2024-02-0{}", at + 1));
    }
    let before =
        |kind: CommentKind, time: Option<&str>| Comment { kind, time: time.map(str::to_owned), ..Comment::default() };
    let mut before = match kind {
        ThreadKind::Flat | ThreadKind::Column => vec![before(CommentKind::Article, None)],
        ThreadKind::Unsigned => vec![before(CommentKind::Post, None)],
        // Their times go back and forth.
        ThreadKind::Nested => {
            ["05", "03", "04", "02"].map(|day| before(CommentKind::Stub, Some(&format!("2024-01-{day}")))).to_vec()
        }
        _ => Vec::new(),
    };
    for (at, comment) in before.iter_mut().enumerate() {
        comment.id = format!("before {at}");
    }
    before.append(&mut comments);
    before
}

/// The links of the thread of an example.
fn linked(comments: Vec<Comment>, codebook: &Codebook, mode: Mode) -> Links {
    let thread = Thread { id: "example".to_owned(), comments, ..Thread::default() };
    pipeline::part(thread, codebook, mode).links
}
