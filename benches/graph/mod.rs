//! Random discussions to draw: a reply tree and a quarter as many cross links, with texts of three lines.
//!
//! Every comment answers one of those before it, all equally likely, but for 15 % that answer the article. From a quarter
//! as many comments goes a further link to an earlier one, for 70 % of them among the last 200. Texts have 60 to 180
//! characters of the project's own seed. The numbers come from a generator with a fixed seed: every run makes the same.
#![allow(dead_code, reason = "each user takes what it needs")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a generator of test data may stop; its numbers are below the lengths they index"
)]

use std::fmt::Write as _;

use palabre::graph::{ArgumentMap, Edge, Inheritance, Node, Role, Standing, Status, ThreadInfo};
use palabre::link::Link;
use palabre::tag::{By, Tags};
use palabre::thread::{Comment, Kind, Relation};

const WORDS: &str = include_str!("../../seeds/deepseek.txt");

/// How a discussion is drawn by Graphviz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Every line toward what is answered, as palabre writes DOT.
    Toward,
    /// The same, and cross links do not move what they connect: quicker, and truer to the thread.
    Free,
    /// Replies outward from the article, as trees are drawn, cross links from who answers to what is answered.
    Outward,
}

/// A random discussion.
pub struct Graph {
    /// The texts; the first is the article.
    pub texts: Vec<String>,
    /// What every comment answers; `None` for the article.
    pub parents: Vec<Option<usize>>,
    /// Further links: who answers, and whom.
    pub cross: Vec<(usize, usize)>,
}

impl Graph {
    /// A discussion of so many comments.
    pub fn random(comments: usize) -> Graph {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut below = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % bound.max(1)
        };
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let mut graph = Graph { texts: Vec::new(), parents: Vec::new(), cross: Vec::new() };
        for at in 0..=comments {
            let (mut text, length) = (String::new(), 60 + below(120));
            let mut word = below(words.len());
            while text.chars().count() < length {
                text.push_str(words[word % words.len()]);
                text.push(' ');
                word += 1;
            }
            graph.texts.push(text.trim_end().to_owned());
            graph.parents.push((at > 0).then(|| if below(100) < 15 { 0 } else { below(at) }));
        }
        for _ in 0..comments / 4 {
            let from = 2 + below(comments.saturating_sub(1));
            let reach = if below(100) < 70 { 200 } else { usize::MAX };
            let to = from - 1 - below((from - 1).min(reach));
            if from <= comments && to > 0 {
                graph.cross.push((from, to));
            }
        }
        graph
    }

    /// The same as a map, every cross link a rebuttal.
    pub fn map(&self) -> ArgumentMap {
        let mut map = ArgumentMap::default();
        map.threads.push(ThreadInfo { id: "random".to_owned(), read: self.texts.len() - 1, ..ThreadInfo::default() });
        let mut depths = Vec::new();
        let mut nodes = Vec::new();
        for (at, (text, parent)) in self.texts.iter().zip(&self.parents).enumerate() {
            let depth = parent.map_or(0, |parent: usize| depths[parent] + 1);
            depths.push(depth);
            let id = if at == 0 { "article".to_owned() } else { format!("c{at}") };
            let kind = if at == 0 { Kind::Article } else { Kind::Comment };
            let standing = (at > 0).then_some(Standing { status: Status::Unchallenged, strength: 1.0 });
            nodes.push(map.graph.add_node(Node {
                id: id.clone(),
                thread: 0,
                comment: Comment { id, kind, text: text.clone(), ..Comment::default() },
                role: Role::Entry,
                tags: Tags::default(),
                inheritance: Inheritance::default(),
                depth,
                standing,
                reasoned: standing,
                answered: None,
            }));
        }
        map.places.push(nodes.clone());
        let replies =
            self.parents.iter().enumerate().filter_map(|(at, parent)| Some((at, (*parent)?, Relation::Reply)));
        let cross = self.cross.iter().map(|(from, to)| (*from, *to, Relation::Rebuttal));
        for (from, to, relation) in replies.chain(cross) {
            let plain = relation == Relation::Reply;
            let mut relations = [0.0; 7];
            relations[relation.index()] = 1.0;
            let link = Link {
                given: plain,
                confidence: if plain { 1.0 } else { 0.7 },
                anchor: None,
                relation,
                relation_by: By::Rule,
                relation_p: 0.8,
                relations,
                undercut: false,
                reasoned: false,
                evidence: Vec::new(),
            };
            map.graph.add_edge(nodes[from], nodes[to], Edge::Reply(link));
        }
        map
    }

    /// The same as a map that palabre takes back, as it would be written by hand: what its DOT says, and no more.
    pub fn json(&self) -> Vec<u8> {
        let name = |at: usize| if at == 0 { "article".to_owned() } else { format!("c{at}") };
        let mut out = "{\"schema\":\"palabre/1\",\"threads\":[{\"id\":\"t\"}],\"nodes\":[".to_owned();
        for (at, text) in self.texts.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let kind = if at == 0 { "article" } else { "comment" };
            let text = serde_json::to_string(text).unwrap();
            write!(out, "{comma}\n{{\"id\":\"{}\",\"thread\":\"t\",\"kind\":\"{kind}\",\"text\":{text}}}", name(at))
                .unwrap();
        }
        out.push_str("],\"edges\":[");
        let replies = self.parents.iter().enumerate().filter_map(|(at, parent)| Some((at, (*parent)?, "reply", true)));
        let cross = self.cross.iter().map(|(from, to)| (*from, *to, "rebuttal", false));
        for (number, (from, to, relation, given)) in replies.chain(cross).enumerate() {
            let comma = if number == 0 { "" } else { "," };
            let (from, to) = (name(from), name(to));
            let how = if given { ",\"given\":true" } else { ",\"confidence\":0.7" };
            write!(out, "{comma}\n{{\"from\":\"{from}\",\"to\":\"{to}\",\"relation\":\"{relation}\"{how}}}").unwrap();
        }
        out.push_str("]}\n");
        out.into_bytes()
    }

    /// The same for Graphviz: boxes with three lines of text.
    pub fn dot(&self, drawn: Drawn) -> String {
        let direction = if drawn == Drawn::Outward { "LR" } else { "RL" };
        let mut out = format!("digraph g {{\nrankdir={direction}\n");
        out.push_str("node [shape=box fontname=\"Liberation Sans\" fontsize=11]\n");
        for (at, text) in self.texts.iter().enumerate() {
            let text: Vec<char> = text.chars().filter(|c| !matches!(c, '"' | '\\')).collect();
            let lines: Vec<String> = text.chunks(text.len().div_ceil(3)).map(|line| line.iter().collect()).collect();
            writeln!(out, "c{at} [label=\"#{at}\\l{}\\l\"]", lines.join("\\l")).unwrap();
        }
        for (at, parent) in self.parents.iter().enumerate() {
            let Some(parent) = parent else { continue };
            match drawn {
                Drawn::Outward => writeln!(out, "c{parent} -> c{at}").unwrap(),
                Drawn::Toward | Drawn::Free => writeln!(out, "c{at} -> c{parent}").unwrap(),
            }
        }
        for (from, to) in &self.cross {
            let how = if drawn == Drawn::Free { " constraint=false" } else { "" };
            writeln!(out, "c{from} -> c{to} [color=red style=dashed{how}]").unwrap();
        }
        out + "}\n"
    }
}
