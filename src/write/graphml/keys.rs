//! The table of attributes of the graph, its nodes and its edges, so that every value has a declared type.

use super::super::xml::Xml;
use super::decimal;

/// One attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// Its id in the file.
    pub(super) id: &'static str,
    /// Where it occurs: `graph`, `node` or `edge`.
    pub(super) of: &'static str,
    /// Its name for the reader of the file.
    pub(super) name: &'static str,
    /// Its type.
    pub(super) kind: &'static str,
}

const fn graph(id: &'static str, name: &'static str) -> Key {
    Key { id, of: "graph", name, kind: "string" }
}

const fn node(id: &'static str, kind: &'static str) -> Key {
    Key { id, of: "node", name: id, kind }
}

const fn edge(id: &'static str, name: &'static str, kind: &'static str) -> Key {
    Key { id, of: "edge", name, kind }
}

/// All attributes. Gephi shows `label` and uses `weight`, for nodes and for edges.
pub(super) const KEYS: &[Key] = &[
    graph("g_title", "title"),
    graph("g_notice", "notice"),
    graph("g_filters", "filters"),
    graph("g_packs", "packs"),
    node("label", "string"),
    node("kind", "string"),
    node("thread", "string"),
    node("author", "string"),
    node("time", "string"),
    node("lang", "string"),
    node("depth", "int"),
    node("position", "string"),
    node("position_score", "double"),
    node("positions", "string"),
    node("forms", "string"),
    node("status", "string"),
    node("strength", "double"),
    node("rebuttals", "int"),
    node("corrections", "int"),
    node("supports", "int"),
    node("questions", "int"),
    node("votes", "long"),
    node("of", "string"),
    node("span", "string"),
    node("context", "boolean"),
    node("folded", "string"),
    node("rules", "string"),
    node("evidence", "string"),
    node("text", "string"),
    edge("e_label", "label", "string"),
    edge("e_kind", "kind", "string"),
    edge("relation", "relation", "string"),
    edge("relation_by", "relation_by", "string"),
    edge("polarity", "polarity", "int"),
    edge("given", "given", "boolean"),
    edge("confidence", "confidence", "double"),
    edge("relation_p", "relation_p", "double"),
    edge("weight", "weight", "double"),
    edge("undercut", "undercut", "boolean"),
    edge("reasoned", "reasoned", "boolean"),
    edge("claim", "claim", "string"),
    edge("e_rules", "rules", "string"),
    edge("e_evidence", "evidence", "string"),
];

/// The values of the graph, of a node or of an edge, in the order in which they are written.
#[derive(Debug, Default)]
pub(super) struct Data(Vec<(&'static str, String)>);

impl Data {
    /// Adds a text unless it is empty.
    pub(super) fn text(&mut self, key: &'static str, text: &str) {
        if !text.is_empty() {
            self.0.push((key, text.to_owned()));
        }
    }

    /// Adds a count.
    pub(super) fn whole(&mut self, key: &'static str, count: usize) {
        // The type `int` has 32 bits.
        self.0.push((key, count.min(i32::MAX as usize).to_string()));
    }

    /// Adds a probability.
    pub(super) fn number(&mut self, key: &'static str, number: f64) {
        let mut written = decimal(number);
        if !written.contains('.') {
            written.push_str(".0");
        }
        self.0.push((key, written));
    }

    /// Adds a Boolean.
    pub(super) fn truth(&mut self, key: &'static str, truth: bool) {
        self.0.push((key, truth.to_string()));
    }

    /// Adds a number that is already formatted.
    pub(super) fn raw(&mut self, key: &'static str, number: String) {
        self.0.push((key, number));
    }

    /// Adds the values to a graph, node or edge.
    pub(super) fn add_to(&self, out: &mut Xml) {
        for (key, value) in &self.0 {
            out.element("data").attribute("key", *key).text(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_declared_once() {
        for (at, key) in KEYS.iter().enumerate() {
            assert!(KEYS.iter().skip(at + 1).all(|other| other.id != key.id), "{}", key.id);
            assert!(
                !KEYS.iter().skip(at + 1).any(|other| other.of == key.of && other.name == key.name),
                "{}",
                key.name
            );
        }
    }
}
