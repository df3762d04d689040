//! Counts and measures of a view: what `palabre stats` prints.
//!
//! Positions are counted by comments, never by people: nothing here reads an author. Disputes come from
//! [`crate::issue`], which distinguishes authors without naming them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use super::dispute::CAP;
use super::words;
use crate::diagnostic::{Diagnostic, Severity};
use crate::filter::View;
use crate::graph::Status;
use crate::issue::{Disputes, Issues};
use crate::layout::graded::Grade;
use crate::layout::words as layout_words;
use crate::place::{self, PerNode};
use crate::sort::Order as _;
use crate::text::Ui;
use crate::thread::{Kind, Relation};
use crate::write::{Texts, escape, issues, wording};

/// How many links of one relation are given and inferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// Given by the source.
    pub given: usize,
    /// Inferred by palabre.
    pub inferred: usize,
}

/// Counts of a view, without the context that is drawn faded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Threads with a node in the view.
    pub threads: usize,
    /// Comments with a text.
    pub comments: usize,
    /// Deleted comments, pingbacks, missing comments and stubs.
    pub others: BTreeMap<String, usize>,
    /// Claims.
    pub claims: usize,
    /// Comments that hold a position.
    pub tagged: usize,
    /// Links.
    pub links: usize,
    /// Links of each relation, in the order of [`Relation::ALL`].
    pub relations: Vec<(&'static str, Origins)>,
    /// Comments of each status, in the order of [`Status::ALL`].
    pub statuses: Vec<(&'static str, usize)>,
    /// Comments that hold each position, the most frequent first, then by name.
    pub positions: Vec<(String, usize)>,
    /// Comments of each form, in the same order.
    pub forms: Vec<(String, usize)>,
    /// Comments in each language, in the same order; `und` if it is not clear.
    pub langs: Vec<(String, usize)>,
    /// Rebuttals and corrections that are sure ones and that no other comment attacks.
    pub open_rebuttals: usize,
    /// Greatest distance from the opening.
    pub max_depth: usize,
    /// Comments without a link in the view.
    pub unlinked: usize,
    /// Warnings and errors of the run.
    pub warnings: usize,
    /// All diagnostics of the run, including notes.
    pub diagnostics: usize,
    /// The filters that ran.
    pub filters: Vec<String>,
    /// What is at stake.
    pub issues: Arc<Issues>,
    /// The disputes.
    pub disputes: Arc<Disputes>,
    /// Whether to name who is on which side of an issue, where that can be read.
    pub by_author: bool,
    /// The language of the text.
    pub ui: Ui,
}

impl Stats {
    /// Counts a view and the diagnostics about it. Linear, except for sorting.
    pub fn of(view: &View<'_>, diagnostics: &[Diagnostic]) -> Stats {
        let mut stats = Stats {
            warnings: diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Note).count(),
            diagnostics: diagnostics.len(),
            filters: view.filters.clone(),
            issues: view.issues(),
            disputes: view.disputes(),
            ..Stats::default()
        };
        stats.count_nodes(view);
        stats.count_links(view);
        stats
    }

    fn count_nodes(&mut self, view: &View<'_>) {
        let mut threads = vec![false; view.map.threads.len()];
        let (mut positions, mut forms, mut langs) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut statuses = Status::ALL.map(|(_, name)| (name, 0));
        for node in view.nodes.iter().filter(|index| !view.is_faded(**index)).filter_map(|index| view.node(*index)) {
            place::set(&mut threads, node.thread, true);
            if !node.is_comment() {
                let kind = node.kind_name();
                match node.comment.kind {
                    _ if kind == "claim" => self.claims += 1,
                    Kind::Article | Kind::Post => {}
                    _ => *self.others.entry(kind).or_default() += 1,
                }
                continue;
            }
            self.comments += 1;
            self.max_depth = self.max_depth.max(node.depth);
            let mut held = view.positions(node).peekable();
            self.tagged += usize::from(held.peek().is_some());
            held.for_each(|label| *positions.entry(label.name.to_string()).or_default() += 1);
            view.forms(node).for_each(|label| *forms.entry(label.name.to_string()).or_default() += 1);
            let lang = node.tags.lang.or(node.comment.lang).map_or("und".to_owned(), |lang| lang.to_string());
            *langs.entry(lang).or_default() += 1;
            let status = view.standing(node).map(|standing| standing.status.name());
            statuses.iter_mut().filter(|(name, _)| Some(*name) == status).for_each(|(_, count)| *count += 1);
        }
        self.threads = threads.into_iter().filter(|shown| *shown).count();
        self.statuses = statuses.to_vec();
        self.positions = ranked(positions);
        self.forms = ranked(forms);
        self.langs = ranked(langs);
    }

    fn count_links(&mut self, view: &View<'_>) {
        let mut relations = Relation::ALL.map(|relation| (relation.name(), Origins::default()));
        let mut linked = PerNode::filled(view.map.graph.node_count(), false);
        for (from, _, edge) in view.edges.iter().filter_map(|index| view.edge(*index)) {
            let (Some(link), Some(reply), false) = (edge.link(), view.node(from), view.is_faded(from)) else {
                continue;
            };
            self.links += 1;
            place::update(&mut relations, link.relation.index(), |(_, origins)| {
                *(if link.given { &mut origins.given } else { &mut origins.inferred }) += 1;
            });
            *linked.at_mut(from) = true;
            let is_accepted = view.standing(reply).is_some_and(|standing| standing.status == Status::Unchallenged);
            let is_sure = Grade::of_link(link) == Grade::Sure;
            self.open_rebuttals += usize::from(link.relation.is_attack() && is_accepted && is_sure);
        }
        self.relations = relations.to_vec();
        let comments = view
            .nodes
            .iter()
            .filter(|index| !view.is_faded(**index) && view.node(**index).is_some_and(crate::graph::Node::is_comment));
        self.unlinked = comments.filter(|index| !linked.at(**index)).count();
    }

    /// The issues as text, then the counts, one on each line, then the disputes. Labels that do not occur are left out.
    /// `view` must be the view that was counted.
    pub fn text(&self, view: &View<'_>) -> String {
        let ui = self.ui;
        let mut out = self.issues.text(view, self.by_author, self.ui);
        // Writing to a string cannot fail.
        let wide = words::wide(ui);
        let mut line = |name: &str, number: usize, note: &str| {
            let _ = writeln!(out, "{name:<wide$}{number:>8}{note}");
        };
        for filter in &self.filters {
            line(
                &format!("{} {filter}", ui.pick("filter", "filtre")),
                self.comments,
                ui.pick(" comments", " commentaires"),
            );
        }
        line(ui.pick("threads", "fils"), self.threads, "");
        line(ui.pick("comments", "commentaires"), self.comments, "");
        line(ui.pick("  that hold a position", "  avec une position"), self.tagged, "");
        line(ui.pick("  that answer nothing", "  sans lien vers un autre"), self.unlinked, "");
        for (kind, count) in &self.others {
            let kind = words::kind(ui, kind);
            line(&ui.pick(format!("  {kind}, not counted above"), format!("  {kind}, non compté")), *count, "");
        }
        line(ui.pick("claims", "affirmations"), self.claims, "");
        line(ui.pick("greatest depth", "profondeur maximale"), self.max_depth, "");
        line(ui.pick("links", "liens"), self.links, "");
        for (relation, (name, origins)) in Relation::ALL.into_iter().zip(&self.relations) {
            let Origins { given, inferred } = origins;
            if given + inferred > 0 {
                let note = ui.pick(
                    format!("  ({given} given, {inferred} inferred)"),
                    format!("  (donnés\u{a0}: {given}, déduits\u{a0}: {inferred})"),
                );
                let name = ui.pick(*name, wording::relations(relation, ui));
                line(&format!("  {name}"), given + inferred, &note);
            }
        }
        line(
            ui.pick("open rebuttals, corrections", "attaques sans réponse"),
            self.open_rebuttals,
            ui.pick("  (sure ones)", "  (les sûres)"),
        );
        let languages = ui.pick("languages", "langues");
        for (title, counts) in
            [("positions", &self.positions), (ui.pick("forms", "formes"), &self.forms), (languages, &self.langs)]
        {
            if !counts.is_empty() {
                line(title, counts.len(), "");
                for (id, count) in counts {
                    let name = if title == languages { id } else { view.map.names.get(ui, id) };
                    line(&format!("  {}", escape::terminal(name)), *count, "");
                }
            }
        }
        let only = ui.pick(
            "  (only attacks that give a ground count)",
            "  (seules comptent les attaques qui donnent une raison)",
        );
        line(ui.pick("status", "statut"), self.comments, if view.counting.reasoned { only } else { "" });
        for ((status, _), (_, count)) in Status::ALL.iter().zip(&self.statuses) {
            line(&format!("  {}", layout_words::status(ui, *status)), *count, "");
        }
        line(ui.pick("diagnostics", "remarques"), self.diagnostics, "");
        if !self.disputes.is_empty() {
            out.push_str(&self.disputes.text(view, ui));
        }
        out.push_str(ui.pick(
            "Those who comment are not the public: this counts who wrote here, not what people think.\n",
            "Ceux qui commentent ne sont pas le public\u{a0}: on compte ici qui a écrit, non ce que pensent les gens.\n",
        ));
        out
    }

    /// The counts as JSON, schema `palabre.stats/1`, in the same orders. `view` must be the view that was counted.
    pub fn json(&self, view: &View<'_>) -> String {
        let object = |counts: &[(String, usize)]| -> serde_json::Value {
            counts.iter().map(|(name, count)| serde_json::json!({"label": name, "comments": count})).collect()
        };
        let relations: Vec<_> = self.relations.iter().map(|(name, origins)| {
            serde_json::json!({"relation": name, "given": origins.given, "inferred": origins.inferred})
        }).collect();
        let statuses: Vec<_> =
            self.statuses.iter().map(|(name, count)| serde_json::json!({"status": name, "comments": count})).collect();
        let record = if self.by_author { issues::record_by_author } else { issues::record };
        let issues: Vec<_> = self.issues.list.iter().take(CAP).map(|issue| record(view, issue, Texts::Full)).collect();
        let value = serde_json::json!({
            "schema": "palabre.stats/1", "filters": self.filters, "threads": self.threads,
            "comments": self.comments, "tagged": self.tagged, "unlinked": self.unlinked, "others": self.others,
            "claims": self.claims, "max_depth": self.max_depth, "links": self.links, "relations": relations,
            "open_rebuttals": self.open_rebuttals, "positions": object(&self.positions),
            "forms": object(&self.forms), "langs": object(&self.langs), "statuses": statuses,
            "issues": issues, "issue_count": self.issues.list.len(), "warnings": self.warnings, "diagnostics": self.diagnostics, "disputes": self.disputes.json(view),
        });
        format!("{value:#}\n")
    }
}

/// Sorts the most frequent first, then by name.
fn ranked(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
