//! `stats`: counts of a view. Nothing is counted by person.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::filter::View;
use crate::graph::{Edge, Node};

/// How often a label or relation occurs, and the evidence for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stats {
    /// The name and version of this shape.
    pub schema: &'static str,
    /// The filters that ran, as typed.
    pub filters: Vec<String>,
    /// Threads with at least one node in the view.
    pub threads: usize,
    /// Comments.
    pub comments: usize,
    /// Comments that hold at least one position.
    pub tagged: usize,
    /// Nodes by kind: article, comment, deleted, claim, …
    pub kinds: BTreeMap<String, usize>,
    /// Comments by language; `und` where it is not clear.
    pub languages: BTreeMap<String, usize>,
    /// Comments by position; one that holds several counts for each.
    pub positions: BTreeMap<String, usize>,
    /// Comments by form.
    pub forms: BTreeMap<String, usize>,
    /// Links.
    pub links: usize,
    /// Of these, given by the source.
    pub given: usize,
    /// Links by relation.
    pub relations: BTreeMap<&'static str, usize>,
    /// Comments by what stands.
    pub statuses: BTreeMap<&'static str, usize>,
    /// The longest chain of replies.
    pub depth: usize,
}

/// Counts a view. Nodes that are there only as context do not count, nor do labels below its lowest score.
pub fn stats(view: &View<'_>) -> Stats {
    let mut stats = Stats { schema: "palabre.stats/1", filters: view.filters.clone(), ..Stats::default() };
    let mut threads = std::collections::BTreeSet::new();
    for &index in view.nodes.iter().filter(|&&index| !view.is_faded(index)) {
        let Some(node) = view.node(index) else { continue };
        threads.insert(node.thread);
        *stats.kinds.entry(node.kind_name()).or_default() += 1;
        if node.is_comment() {
            stats.comment(node, view.min_score);
        }
    }
    stats.threads = threads.len();
    for (_, _, edge) in view.edges.iter().filter_map(|&edge| view.edge(edge)) {
        let Edge::Reply(link) = edge else { continue };
        stats.links += 1;
        stats.given += usize::from(link.given);
        *stats.relations.entry(link.relation.name()).or_default() += 1;
    }
    stats
}

impl Stats {
    fn comment(&mut self, node: &Node, min_score: f64) {
        self.comments += 1;
        let lang = node.tags.lang.map_or_else(|| "und".to_owned(), |lang| lang.to_string());
        *self.languages.entry(lang).or_default() += 1;
        let mut held = false;
        for position in node.tags.positions.iter().filter(|position| position.score >= min_score) {
            held = true;
            *self.positions.entry(position.name.to_string()).or_default() += 1;
        }
        self.tagged += usize::from(held);
        for form in node.tags.forms.iter().filter(|form| form.score >= min_score) {
            *self.forms.entry(form.name.to_string()).or_default() += 1;
        }
        if let Some(standing) = node.standing {
            *self.statuses.entry(standing.status.name()).or_default() += 1;
        }
        self.depth = self.depth.max(node.depth);
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:>7}  threads", self.threads)?;
        writeln!(f, "{:>7}  comments, {} with a position", self.comments, self.tagged)?;
        writeln!(f, "{:>7}  links, {} given and {} inferred", self.links, self.given, self.links - self.given)?;
        writeln!(f, "{:>7}  replies deep", self.depth)?;
        if !self.filters.is_empty() {
            writeln!(f, "         filtered by {}", self.filters.join(", "))?;
        }
        list(f, "kinds", &self.kinds)?;
        list(f, "languages", &self.languages)?;
        list(f, "positions", &self.positions)?;
        list(f, "forms", &self.forms)?;
        list(f, "relations", &self.relations)?;
        list(f, "status", &self.statuses)
    }
}

/// A heading and its counts, most frequent first; nothing where there are none.
fn list<K: AsRef<str>>(f: &mut fmt::Formatter<'_>, heading: &str, counts: &BTreeMap<K, usize>) -> fmt::Result {
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{heading}")?;
    let mut rows: Vec<_> = counts.iter().collect();
    // The sort is stable, so equals stay in order of name.
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (name, count) in rows {
        writeln!(f, "{count:>7}  {}", name.as_ref())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use petgraph::stable_graph::NodeIndex;

    use super::*;
    use crate::graph::{ArgumentMap, Role, Standing, Status};
    use crate::link::Link;
    use crate::tag::{By, Label, Tags};
    use crate::thread::{Comment, Kind, Relation};

    fn node(kind: Kind, position: Option<(&str, f64)>) -> Node {
        let label = |(name, score): (&str, f64)| Label {
            name: name.into(),
            axis: None,
            score,
            by: By::Rule,
            toward: None,
            evidence: Vec::new(),
        };
        Node {
            id: String::new(),
            thread: 0,
            comment: Comment { kind, ..Comment::default() },
            role: Role::Entry,
            tags: Tags { positions: position.into_iter().map(label).collect(), ..Tags::default() },
            depth: 1,
            standing: Some(Standing { status: Status::Unchallenged, strength: 1.0 }),
            taken_up: None,
        }
    }

    fn map() -> ArgumentMap {
        let mut map = ArgumentMap::default();
        let article = map.graph.add_node(node(Kind::Article, None));
        let sure = map.graph.add_node(node(Kind::Comment, Some(("skeptic", 0.9))));
        let unsure = map.graph.add_node(node(Kind::Comment, Some(("skeptic", 0.4))));
        for (from, given) in [(sure, true), (unsure, false)] {
            let link = Link {
                from: from.index(),
                to: 0,
                given,
                confidence: 1.0,
                anchor: None,
                relation: Relation::Rebuttal,
                relation_by: By::Rule,
                relation_p: 1.0,
                relations: [0.0; 7],
                undercut: false,
                reasoned: false,
                evidence: Vec::new(),
            };
            map.graph.add_edge(from, article, Edge::Reply(link));
        }
        map
    }

    #[test]
    fn counts_what_is_shown() {
        let map = map();
        let stats = stats(&View::whole(&map));
        assert_eq!((stats.threads, stats.comments, stats.tagged, stats.links, stats.given), (1, 2, 2, 2, 1));
        assert_eq!(stats.kinds["article"], 1);
        assert_eq!(stats.positions["skeptic"], 2);
        assert_eq!(stats.relations["rebuttal"], 2);
        assert_eq!(stats.statuses["unchallenged"], 2);
    }

    #[test]
    fn weak_labels_and_context_do_not_count() {
        let map = map();
        let mut view = View { min_score: 0.5, ..View::whole(&map) };
        assert_eq!(stats(&view).tagged, 1);
        view.faded[NodeIndex::<u32>::new(1).index()] = true;
        let stats = stats(&view);
        assert_eq!((stats.comments, stats.tagged), (1, 0));
        assert!(stats.positions.is_empty());
    }

    #[test]
    fn the_words_put_the_most_frequent_first() {
        let words = stats(&View::whole(&map())).to_string();
        let place = |word: &str| words.find(word).unwrap_or(usize::MAX);
        assert!(place("      2  comment\n") < place("      1  article\n"), "{words}");
    }
}
