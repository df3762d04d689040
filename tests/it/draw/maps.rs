//! Maps made by hand: the pictures need no other stage. The reading of the seed here is a person's, for the eye only.

use std::sync::Arc;

use palabre::graph::{AnswerCounts, ArgumentMap, Edge, Inheritance, Node, Role, Standing, Status, ThreadInfo};
use palabre::link::{Link, LinkEvidence};
use palabre::span::Span;
use palabre::tag::{By, Evidence, Label, Tags};
use palabre::thread::{Comment, Kind, Relation};
use petgraph::graph::NodeIndex;

/// A map under construction.
#[derive(Default)]
pub struct Maker {
    pub map: ArgumentMap,
}

impl Maker {
    pub fn new(title: Option<&str>) -> Self {
        let mut maker = Maker::default();
        let info = ThreadInfo { id: "t".into(), title: title.map(str::to_owned), ..ThreadInfo::default() };
        maker.map.threads.push(info);
        maker
    }

    pub fn add(&mut self, kind: Kind, text: &str) -> NodeIndex {
        let id = format!("c{}", self.map.graph.node_count());
        let standing = Standing { status: Status::Unchallenged, strength: 1.0 };
        self.map.graph.add_node(Node {
            id: id.clone(),
            thread: 0,
            comment: Comment { id, kind, text: text.to_owned(), ..Comment::default() },
            role: Role::Entry,
            tags: Tags::default(),
            inheritance: Inheritance::default(),
            depth: 0,
            standing: (kind == Kind::Comment).then_some(standing),
            reasoned: None,
            answered: None,
        })
    }

    pub fn claim(&mut self, of: NodeIndex, words: &str, answered: AnswerCounts) -> NodeIndex {
        let text = &self.map.graph[of].comment.text;
        let start = text.find(words).expect("the words of a claim");
        let claim = self.add(Kind::Article, words);
        let node = &mut self.map.graph[claim];
        node.role = Role::Claim { of, span: Span::new(start, start + words.len()) };
        node.answered = Some(answered);
        self.map.graph.add_edge(claim, of, Edge::PartOf);
        claim
    }

    pub fn status(&mut self, node: NodeIndex, status: Status) {
        self.map.graph[node].standing = Some(Standing { status, strength: 0.4 });
    }

    fn label(&self, node: NodeIndex, name: &str, score: f64, words: &[&str]) -> Label {
        let text = &self.map.graph[node].comment.text;
        let evidence = words.iter().map(|words| {
            let start = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
            let span = Span::new(start, start + words.len());
            Evidence { rule: Arc::from(format!("fr.{name}.by-hand")), span, share: 1.0 }
        });
        let evidence = evidence.collect();
        Label { name: Arc::from(name), axis: None, score, by: By::Rule, toward: None, evidence }
    }

    pub fn holds(&mut self, node: NodeIndex, position: &str, score: f64, words: &[&str]) {
        let label = self.label(node, position, score, words);
        self.map.graph[node].tags.positions.push(label);
    }

    pub fn form(&mut self, node: NodeIndex, form: &str) {
        let label = self.label(node, form, 0.7, &[]);
        self.map.graph[node].tags.forms.push(label);
    }

    pub fn link(&mut self, from: NodeIndex, to: NodeIndex, relation: Relation, confidence: f64, p: f64) -> &mut Link {
        let edge = self.map.graph.add_edge(from, to, Edge::Reply(reply(relation, confidence, p)));
        match &mut self.map.graph[edge] {
            Edge::Reply(link) => link,
            Edge::PartOf => unreachable!("just made"),
        }
    }

    /// A reply to an article that takes up one of its claims.
    pub fn takes_up(&mut self, from: NodeIndex, of: NodeIndex, claim: NodeIndex, how: (Relation, f64, f64)) {
        let Role::Claim { span, .. } = self.map.graph[claim].role else { panic!("not a claim") };
        self.link(from, of, how.0, how.1, how.2).anchor = Some(span);
        let edge = self.map.graph.edge_indices().next_back().expect("just added");
        self.map.claims.insert(edge, claim);
    }
}

/// A link with everything that pictures show.
pub fn reply(relation: Relation, confidence: f64, p: f64) -> Link {
    Link {
        given: confidence >= 1.0,
        confidence,
        anchor: None,
        relation,
        relation_by: By::Rule,
        relation_p: p,
        relations: [0.0; 7],
        undercut: false,
        reasoned: false,
        evidence: vec![LinkEvidence { rule: "core.link.by-hand".into(), from: None, to: None, share: 0.4 }],
    }
}

/// The seed as a person reads it.
pub fn seed() -> ArgumentMap {
    let source = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/deepseek.txt")).expect("the seed");
    let (article, comments) = source.split_once("8 commentaires\n").expect("the announced count");
    let lines: Vec<&str> = comments.lines().collect();
    let mut make = Maker::new(None);
    make.map.threads[0].source = Some("deepseek.txt".into());
    let article = make.add(Kind::Article, article.trim());
    let figure = make.claim(
        article,
        "un investissements mille fois inférieur à ceux consentis par NVidia",
        AnswerCounts { correction: 1, ..AnswerCounts::default() },
    );
    let word = make.claim(
        article,
        "« Une révolution copernicienne »",
        AnswerCounts { rebuttal: 1, ..AnswerCounts::default() },
    );
    let sanctions = make.claim(
        article,
        "la conséquence logique des sanctions de la Maison Blanche",
        AnswerCounts { support: 2, ..AnswerCounts::default() },
    );
    let texts = [
        &lines[0..1],
        &lines[1..2],
        &lines[2..3],
        &lines[3..5],
        &lines[5..8],
        &lines[8..9],
        &lines[9..11],
        &lines[11..13],
    ];
    let c: Vec<NodeIndex> = texts.iter().map(|lines| make.add(Kind::Comment, &lines.join("\n"))).collect();
    make.holds(
        c[0],
        "liberal-economics",
        0.97,
        &["La censure économique se retourne souvent contre ses auteurs", "l’économie libérale"],
    );
    make.holds(c[3], "skeptic", 0.65, &["J’aimerais juste préciser que", "mais très loin de 4"]);
    make.holds(c[4], "skeptic", 0.95, &["pipotent", "des réserves", "ne nous emballons pas"]);
    make.holds(c[4], "hypothesis", 0.9, &["Autre hypothèse", "représenterait"]);
    make.holds(c[6], "liberal-economics", 0.97, &["conforte la thèse libérale"]);
    for (at, form) in [
        (1, "irony"),
        (1, "echo"),
        (1, "quotation"),
        (3, "concession"),
        (6, "insult"),
        (7, "irony"),
        (7, "echo"),
        (2, "question"),
        (6, "irony"),
    ] {
        make.form(c[at], form);
    }
    make.takes_up(c[0], article, sanctions, (Relation::Support, 0.75, 0.7));
    make.link(c[1], c[0], Relation::Rebuttal, 0.93, 0.9);
    make.link(c[2], article, Relation::Elaboration, 0.75, 0.7);
    make.takes_up(c[3], article, figure, (Relation::Correction, 0.9, 0.9));
    make.link(c[4], article, Relation::Rebuttal, 0.75, 0.75);
    make.link(c[4], c[3], Relation::Elaboration, 0.6, 0.6);
    make.link(c[5], c[4], Relation::Support, 0.75, 0.65);
    make.takes_up(c[6], article, sanctions, (Relation::Support, 0.65, 0.6));
    make.link(c[6], c[0], Relation::Support, 0.55, 0.6);
    make.takes_up(c[7], article, word, (Relation::Rebuttal, 0.7, 0.8));
    make.status(c[0], Status::Challenged);
    make.map
}

/// A map from random numbers: a recursive reply tree, a seventh of it on the article, and a quarter as many cross links.
pub fn random(seed: u64, size: usize, texts: &[String]) -> ArgumentMap {
    let mut state = seed | 1;
    let mut below = move |most: usize| {
        // xorshift64*: good enough to spread comments, and the same everywhere.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most.max(1)
    };
    let mut make = Maker::new(Some("A random thread"));
    let article = make.add(Kind::Article, "First words of the article. A claim that is taken up. And more of it.");
    let claim =
        make.claim(article, "A claim that is taken up.", AnswerCounts { correction: 2, ..AnswerCounts::default() });
    let mut nodes = vec![article];
    for _ in 0..size {
        let text = texts.get(below(texts.len())).cloned().unwrap_or_default();
        let node = make.add(Kind::Comment, &text);
        if below(3) == 0 {
            let name = ["skeptic", "hypothesis", "liberal-economics", "endorsing", "another \"<position>&"][below(5)];
            make.holds(node, name, 0.8, &[]);
            if let Some((first, _)) = text.split_once(' ') {
                make.map.graph[node].tags.positions[0].evidence.push(Evidence {
                    rule: "en.x.y".into(),
                    span: Span::new(0, first.len()),
                    share: 1.0,
                });
            }
        }
        if below(4) == 0 {
            make.form(node, "irony");
        }
        if below(5) == 0 {
            make.status(node, [Status::Challenged, Status::Defended, Status::Undecided][below(3)]);
        }
        let parent = if below(7) == 0 { article } else { nodes[below(nodes.len())] };
        let relation = Relation::ALL[below(7)];
        let confidence = [1.0, 0.61, 0.9][below(3)];
        // Given links too are sure, likely or unsure of what they do.
        let p = [0.8, 0.65, 0.85, 0.4][nodes.len() % 4];
        if parent == article && below(2) == 0 {
            make.takes_up(node, article, claim, (relation, confidence, p));
        } else {
            make.link(node, parent, relation, confidence, p);
        }
        if below(4) == 0 {
            let back = below(nodes.len().min(200));
            let other = nodes[nodes.len() - 1 - back];
            make.link(node, other, Relation::ALL[below(7)], 0.55, 0.6);
        }
        nodes.push(node);
    }
    make.map
}
