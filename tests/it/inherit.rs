//! Inheritance: what a comment takes over from what it supports, or from a proposal that it rejects, and when not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use palabre::filter::{self, Filters, Folds, View};
use palabre::graph::{ArgumentMap, Inheritance, Node, graph};
use palabre::layout::{Arrangement, layout};
use palabre::link::{Link, LinkEvidence, Part, PlacedLink};
use palabre::measure::eval::eval;
use palabre::measure::gold::Gold;
use palabre::measure::stats::Stats;
use palabre::privacy::Private;
use palabre::rule::{Codebook, Heritable};
use palabre::span::Span;
use palabre::tag::{By, Label, Tags, tag};
use palabre::thread::{Comment, Kind, Lang, Relation, Thread};
use palabre::write::{RenderInput, dot, json, jsonl, svg, tag_csv, text};
use proptest::prelude::*;
use serde_json::Value;

use super::run::palabre;
use crate::parts::{bare_link, comment, label, part, placed, tags_of};

const MARKET: &str = "market";
const STATE: &str = "state";

/// Two contraries that leave no third, as the economy in the built-in packs.
fn economy() -> Vec<Heritable> {
    let entry = |name: &str, other: &str| Heritable {
        name: name.into(),
        axis: Some("economy".into()),
        contrary: Some(other.into()),
        rejected: Some(other.into()),
        exclusive: None,
    };
    [entry(MARKET, STATE), entry(STATE, MARKET)].into()
}

/// The same, but one may hold neither.
fn open_economy() -> Vec<Heritable> {
    economy().iter().map(|entry| Heritable { rejected: None, ..entry.clone() }).collect()
}

fn holds(name: &str, score: f64) -> Label {
    Label { axis: Some("economy".into()), ..label(name, score, "Said.", "Said") }
}

fn reply(from: usize, to: usize, relation: Relation, p: f64) -> PlacedLink {
    let mut relations = [0.0; 7];
    relations[Relation::Reply.index()] = 1.0 - p;
    relations[relation.index()] = p;
    let evidence = |rule: &str, from| LinkEvidence { rule: rule.into(), from, to: None, share: 1.5 };
    let evidence = vec![evidence("core.link.distance", None), evidence("fr.relations.x", Some(Span::new(0, 4)))];
    placed(from, to, Link { relation, relation_p: p, relations, evidence, ..bare_link(p) })
}

/// What is answered first, then `replies` comments; the tags of all of them are empty.
fn thread_of(kind: Kind, replies: usize, links: Vec<PlacedLink>) -> Part {
    let mut comments = vec![Comment { kind, ..comment("top", None, "Said.") }];
    comments.extend((1..=replies).map(|n| comment(&format!("c{n}"), None, "Said.")));
    part("t", comments, links)
}

/// A post that proposes one side, and a reply to it.
fn asked(relation: Relation, p: f64) -> Part {
    let mut part = thread_of(Kind::Post, 1, vec![reply(1, 0, relation, p)]);
    tags_of(&mut part, 0).proposes = vec![holds(STATE, 0.9)];
    tags_of(&mut part, 0).proposed = [(MARKET, 0.1), (STATE, 0.9)].into();
    part
}

/// A comment that holds one side, and a reply to it.
fn held(relation: Relation, p: f64) -> Part {
    let mut part = thread_of(Kind::Comment, 1, vec![reply(1, 0, relation, p)]);
    tags_of(&mut part, 0).positions = vec![holds(STATE, 0.9)];
    part
}

fn map(part: Part) -> ArgumentMap {
    map_by(economy(), part)
}

/// The map of a part whose codebook has these heritable positions.
fn map_by(heritable: Vec<Heritable>, part: Part) -> ArgumentMap {
    graph(Private::names_kept(vec![part]), &Codebook { heritable, ..Codebook::default() }).value
}

fn node<'m>(map: &'m ArgumentMap, id: &str) -> &'m Node {
    map.graph.node_weights().find(|node| node.id == id).unwrap_or_else(|| panic!("no node {id}"))
}

/// What a comment takes over, with its score.
fn taken(part: Part, id: &str) -> Vec<(String, f64)> {
    taken_by(economy(), part, id)
}

fn taken_by(heritable: Vec<Heritable>, part: Part, id: &str) -> Vec<(String, f64)> {
    let map = map_by(heritable, part);
    let all = node(&map, id).inheritance.positions.iter();
    all.map(|inherited| (inherited.label.name.to_string(), inherited.label.score)).collect()
}

fn one(name: &str, score: f64) -> Vec<(String, f64)> {
    vec![(name.to_owned(), score)]
}

// ---- when ---------------------------------------------------------------------------------------------------------

#[test]
fn a_clear_support_takes_a_position_over_and_nothing_else_does() {
    assert_eq!(taken(held(Relation::Support, 0.8), "c1"), one(STATE, 0.8 * 0.9));
    assert_eq!(taken(held(Relation::Support, 0.79), "c1"), []);
    for relation in Relation::ALL.into_iter().filter(|relation| *relation != Relation::Support) {
        assert_eq!(taken(held(relation, 0.95), "c1"), [], "{relation}");
    }
}

#[test]
fn only_what_the_codebook_lets_pass_passes() {
    assert_eq!(taken_by(Vec::new(), held(Relation::Support, 0.9), "c1"), []);
    let mut part = held(Relation::Support, 0.9);
    tags_of(&mut part, 0).positions.push(label("skeptic", 0.9, "Said.", "Said"));
    assert_eq!(taken(part, "c1"), one(STATE, 0.9 * 0.9));
}

#[test]
fn whoever_has_a_position_of_its_own_on_the_axis_takes_none_over() {
    for own in [MARKET, STATE, "third-way"] {
        let mut part = held(Relation::Support, 0.9);
        tags_of(&mut part, 1).positions = vec![holds(own, 0.6)];
        assert_eq!(taken(part, "c1"), [], "{own}");
        let mut part = asked(Relation::Support, 0.9);
        tags_of(&mut part, 1).positions = vec![holds(own, 0.6)];
        assert_eq!(taken(part, "c1"), [], "{own}");
    }
    let mut part = held(Relation::Support, 0.9);
    tags_of(&mut part, 1).positions = vec![label("skeptic", 0.9, "Said.", "Said")];
    assert_eq!(taken(part, "c1"), one(STATE, 0.9 * 0.9), "another axis");
}

#[test]
fn a_position_goes_one_step() {
    let links = vec![reply(1, 0, Relation::Support, 0.95), reply(2, 1, Relation::Support, 0.95)];
    for kind in [Kind::Comment, Kind::Post] {
        let mut part = thread_of(kind, 2, links.clone());
        let top = tags_of(&mut part, 0);
        if kind == Kind::Post {
            top.proposes = vec![holds(STATE, 0.9)];
            top.proposed = [(STATE, 0.9)].into();
        } else {
            top.positions = vec![holds(STATE, 0.9)];
        }
        let map = map(part);
        assert_eq!(node(&map, "c1").inheritance.positions.len(), 1);
        assert_eq!(node(&map, "c2").inheritance.positions, [], "{kind}");
        assert!(node(&map, "c2").inheritance.scores.is_empty());
    }
    // Nor does what was taken over when the map was made the first time.
    let mut part = held(Relation::Support, 0.9);
    tags_of(&mut part, 0).positions[0].by = By::Inherited;
    assert_eq!(taken(part, "c1"), []);
}

#[test]
fn irony_takes_nothing_over() {
    for mut part in [held(Relation::Support, 0.95), asked(Relation::Support, 0.95), asked(Relation::Rebuttal, 0.95)] {
        tags_of(&mut part, 1).forms = vec![label("irony", 0.6, "Said.", "Said")];
        let map = map(part);
        assert_eq!(node(&map, "c1").inheritance.positions, []);
        assert!(node(&map, "c1").inheritance.scores.is_empty());
    }
}

#[test]
fn a_post_passes_what_it_proposes_and_to_who_rejects_it_the_contrary() {
    assert_eq!(taken(asked(Relation::Support, 0.8), "c1"), one(STATE, 0.8 * 0.9));
    assert_eq!(taken(asked(Relation::Support, 0.79), "c1"), []);
    assert_eq!(taken(asked(Relation::Rebuttal, 0.8), "c1"), one(MARKET, 0.8 * 0.9));
    assert_eq!(taken(asked(Relation::Correction, 0.8), "c1"), one(MARKET, 0.8 * 0.9));
    assert_eq!(taken(asked(Relation::Rebuttal, 0.79), "c1"), []);
    // Rebuttal and correction are both attacks, and count together.
    let mut both = asked(Relation::Rebuttal, 0.5);
    both.links.links[0].link.relations = [0.5, 0.35, 0.05, 0.0, 0.0, 0.0, 0.1];
    assert_eq!(taken(both, "c1"), one(MARKET, 0.85 * 0.9));
}

#[test]
fn the_contrary_needs_an_exhaustive_pair_and_a_post_that_proposes() {
    assert_eq!(taken_by(open_economy(), asked(Relation::Rebuttal, 0.95), "c1"), [], "one may hold neither");
    let open = taken_by(open_economy(), asked(Relation::Support, 0.95), "c1");
    assert_eq!(open, one(STATE, 0.95 * 0.9), "a yes is a yes all the same");
    assert_eq!(taken(held(Relation::Rebuttal, 0.95), "c1"), [], "to rebut a comment is not to hold the contrary");
    let mut part = asked(Relation::Rebuttal, 0.95);
    *tags_of(&mut part, 0) = Tags::default();
    assert_eq!(taken(part, "c1"), [], "it proposes nothing");
}

#[test]
fn an_article_passes_nothing_on() {
    for relation in [Relation::Support, Relation::Rebuttal] {
        let mut part = asked(relation, 0.95);
        part.thread.comments[0].kind = Kind::Article;
        tags_of(&mut part, 0).positions = vec![holds(STATE, 0.9)];
        let map = map(part);
        assert_eq!(node(&map, "c1").inheritance, Inheritance::default());
    }
}

#[test]
fn nothing_but_a_comment_takes_over() {
    for kind in Kind::ALL.map(|(kind, _)| kind).into_iter().filter(|kind| *kind != Kind::Comment) {
        let mut part = held(Relation::Support, 0.95);
        part.thread.comments[1].kind = kind;
        assert_eq!(taken(part, "c1"), [], "{kind}");
    }
}

#[test]
fn what_is_less_likely_than_not_is_a_probability_and_no_position() {
    let mut part = held(Relation::Support, 0.8);
    tags_of(&mut part, 0).positions[0].score = 0.6;
    let map = map(part);
    let inheritance = &node(&map, "c1").inheritance;
    assert_eq!(inheritance.positions, []);
    assert_eq!(inheritance.scores[STATE], 0.8 * 0.6);
}

#[test]
fn of_two_sides_the_surer_is_taken_over_and_neither_where_they_are_level() {
    let between = |market: f64, state: f64| {
        let links = vec![reply(3, 1, Relation::Support, 0.9), reply(3, 2, Relation::Support, 0.9)];
        let mut part = thread_of(Kind::Article, 3, links);
        tags_of(&mut part, 1).positions = vec![holds(MARKET, market)];
        tags_of(&mut part, 2).positions = vec![holds(STATE, state)];
        taken(part, "c3")
    };
    assert_eq!(between(0.7, 0.8), one(STATE, 0.9 * 0.8));
    assert_eq!(between(0.8, 0.7), one(MARKET, 0.9 * 0.8));
    assert_eq!(between(0.8, 0.8), []);
}

#[test]
fn the_label_names_its_words_and_its_source() {
    let map = map(asked(Relation::Support, 0.8));
    let inherited = &node(&map, "c1").inheritance.positions[0];
    let Label { name, axis, by, toward, evidence, .. } = &inherited.label;
    assert_eq!((&**name, axis.as_deref(), *by, *toward), (STATE, Some("economy"), By::Inherited, None));
    let words: Vec<_> = evidence.iter().map(|words| (&*words.rule, words.span, words.share)).collect();
    assert_eq!(words, [("fr.relations.x", Span::new(0, 4), 1.5)], "a feature without words is none");
    assert_eq!(map.graph[inherited.from].id, "top");
    let (from, to) = map.graph.edge_endpoints(inherited.edge).unwrap();
    assert_eq!((map.graph[from].id.as_str(), map.graph[to].id.as_str()), ("c1", "top"));
}

// ---- where it shows -------------------------------------------------------------------------------------------------

fn view_of<'m>(map: &'m ArgumentMap, typed: &[(&str, &str)]) -> View<'m> {
    let mut filters = Filters::default();
    for (name, value) in typed {
        filters.add(name, value).unwrap();
    }
    let (view, noticed) = filter::view(map, &filters, Folds::Never);
    assert_eq!(noticed.diagnostics(&filters), vec![]);
    view
}

fn written(view: &View<'_>, name: &str) -> String {
    let scene = layout(view, Arrangement::Thread);
    let scene = (name == "svg").then_some(&scene);
    let sheet = RenderInput { scene, ..RenderInput::new(view) };
    let bytes = match name {
        "json" => json::write(&sheet),
        "jsonl" => jsonl::write(&sheet),
        "csv" => tag_csv::write(&sheet),
        "dot" => dot::write(&sheet),
        "svg" => svg::write(&sheet),
        _ => text::write(&sheet),
    };
    String::from_utf8(bytes.unwrap()).unwrap()
}

fn record(map: &ArgumentMap, typed: &[(&str, &str)]) -> Value {
    let lines = written(&view_of(map, typed), "jsonl");
    serde_json::from_str(lines.lines().last().unwrap()).unwrap()
}

#[test]
fn it_shows_where_it_is_asked_for_and_is_marked() {
    let map = map(asked(Relation::Support, 0.8));
    for name in ["json", "csv", "dot", "svg", "text"] {
        assert!(!written(&View::whole(&map), name).contains(STATE), "{name}");
        assert!(written(&view_of(&map, &[("inherited", "")]), name).contains(STATE), "{name}");
    }
    let view = view_of(&map, &[("inherited", "")]);
    let value: Value = serde_json::from_str(&written(&view, "json")).unwrap();
    let position = &value["nodes"][1]["positions"][0];
    let said = (&position["label"], &position["by"], &position["from"], &position["score"]);
    assert_eq!(said, (&STATE.into(), &"inherited".into(), &"top".into(), &0.72.into()));
    assert_eq!(value["filters"], serde_json::json!(["inherited"]));
    assert!(value["nodes"][0]["positions"].as_array().unwrap().is_empty(), "the post holds nothing");
    for name in ["dot", "svg", "text"] {
        let picture = written(&view, name).replace('\n', " ");
        assert!(picture.contains("~state") && picture.contains("~ taken over from what it answers"), "{name}");
        assert!(!written(&View::whole(&map), name).contains("taken over"), "{name}");
    }
    assert!(written(&view, "svg").contains("state 0.72 (inherited from post)"), "{}", written(&view, "svg"));
    assert!(written(&view, "csv").contains("~state 0.72"));
}

#[test]
fn it_counts_and_filters_only_where_it_is_asked_for() {
    let map = map(asked(Relation::Support, 0.8));
    assert_eq!(view_of(&map, &[("position", STATE)]).comments(), 0);
    assert_eq!(view_of(&map, &[("position", STATE), ("inherited", "")]).comments(), 1);
    assert_eq!(view_of(&map, &[("position", "not:state"), ("inherited", "")]).comments(), 0);
    assert_eq!(view_of(&map, &[("position", STATE), ("inherited", ""), ("min-score", "0.73")]).comments(), 0);
    let stats = Stats::of(&View::whole(&map), &[]);
    assert_eq!((stats.tagged, stats.positions.len()), (0, 0));
    let stats = Stats::of(&view_of(&map, &[("inherited", "")]), &[]);
    assert_eq!((stats.tagged, stats.positions), (1, vec![(STATE.to_owned(), 1)]));
}

#[test]
fn records_always_tell_it() {
    let map = map(asked(Relation::Support, 0.8));
    for typed in [&[][..], &[("inherited", "")]] {
        let positions = record(&map, typed)["positions"].clone();
        assert_eq!(positions.as_array().unwrap().len(), 1, "{typed:?}");
        assert_eq!((&positions[0]["label"], &positions[0]["by"]), (&STATE.into(), &"inherited".into()));
    }
    assert_eq!(record(&map, &[("min-score", "0.73")])["positions"], serde_json::json!([]));
}

#[test]
fn scores_are_raised_before_the_thresholds() {
    let scores_by = |heritable: Vec<Heritable>, mut part: Part, own: &[(&str, f64)]| {
        for (name, score) in own {
            tags_of(&mut part, 1).scores.raise(&(*name).into(), *score);
        }
        record(&map_by(heritable, part), &[])["scores"].clone()
    };
    let scores = |part: Part, own: &[(&str, f64)]| scores_by(economy(), part, own);
    let own = [(MARKET, 0.05), (STATE, 0.3)];
    let expected = |market: f64, state: f64| serde_json::json!({MARKET: market, STATE: state});
    // A doubtful support of 0.5 × 0.9; the post speaks a little for the other side as well.
    assert_eq!(scores(asked(Relation::Support, 0.5), &own), expected(0.05, 0.45));
    assert_eq!(scores(asked(Relation::Support, 0.2), &own), expected(0.05, 0.3), "its own is higher");
    // A doubtful attack of 0.5 raises the contrary: 0.5 × 0.9, and 0.5 × 0.1 for the other.
    assert_eq!(scores(asked(Relation::Rebuttal, 0.5), &own), expected(0.45, 0.3));
    let open = scores_by(open_economy(), asked(Relation::Rebuttal, 0.5), &own);
    assert_eq!(open, expected(0.05, 0.3), "one may hold neither");
    let mut ironic = asked(Relation::Support, 0.9);
    tags_of(&mut ironic, 1).forms = vec![label("irony", 0.6, "Said.", "Said")];
    assert_eq!(scores(ironic, &own), expected(0.05, 0.3), "irony");
    let mut holder = asked(Relation::Support, 0.9);
    tags_of(&mut holder, 1).positions = vec![holds(MARKET, 0.55)];
    assert_eq!(scores(holder, &[(MARKET, 0.55), (STATE, 0.3)]), expected(0.55, 0.3), "it has a position of its own");
    // From a comment only what it holds passes, not what it nearly holds.
    let mut near = held(Relation::Support, 0.5);
    tags_of(&mut near, 0).scores = [(MARKET, 0.4), (STATE, 0.9)].into();
    assert_eq!(scores(near, &own), expected(0.05, 0.45));
}

// ---- what it never does ---------------------------------------------------------------------------------------------

const FORMATS: [&str; 5] = ["json", "csv", "dot", "svg", "text"];

fn any_part(size: usize) -> impl Strategy<Value = Part> {
    let links = prop::collection::vec((0..size, 0..size, 0..7_usize, 0.0..=1.0), 0..3 * size);
    let tags = prop::collection::vec((prop::option::of((any::<bool>(), 0.5..1.0)), 0..8_usize), size);
    (links, tags).prop_map(move |(links, tags)| {
        let links = links.into_iter().map(|(from, to, relation, p)| reply(from, to, Relation::ALL[relation], p));
        let mut part = thread_of(Kind::Comment, size - 1, links.collect());
        for (at, (position, kind)) in tags.into_iter().enumerate() {
            let own: Vec<Label> =
                position.map(|(side, score)| holds(if side { MARKET } else { STATE }, score)).into_iter().collect();
            match kind {
                0 => part.thread.comments[at].kind = Kind::Article,
                1 => part.thread.comments[at].kind = Kind::Post,
                _ => {}
            }
            let tags = tags_of(&mut part, at);
            match kind {
                0 => {}
                1 => {
                    tags.proposed = own.first().map(|own| [(&*own.name, own.score)].into()).unwrap_or_default();
                    tags.proposes = own;
                }
                2 => tags.forms = vec![label("irony", 0.7, "Said.", "Said")],
                _ => tags.positions = own,
            }
        }
        part
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// With and without inheritance, a map has the same positions, standings and links, and shows the same.
    #[test]
    fn nothing_else_changes(part in any_part(10)) {
        let without = map_by(Vec::new(), part.without_readings());
        let with = map(part);
        for (a, b) in with.graph.node_weights().zip(without.graph.node_weights()) {
            prop_assert_eq!(&a.tags, &b.tags);
            prop_assert_eq!((a.standing, a.answered, a.depth), (b.standing, b.answered, b.depth));
            prop_assert_eq!(&b.inheritance, &Inheritance::default());
        }
        let links = |map: &ArgumentMap| map.graph.edge_weights().filter_map(|edge| edge.link().cloned()).collect::<Vec<_>>();
        prop_assert_eq!(links(&with), links(&without));
        for name in FORMATS {
            prop_assert_eq!(written(&View::whole(&with), name), written(&View::whole(&without), name));
        }
        let stats = |map: &ArgumentMap| Stats::of(&View::whole(map), &[]);
        prop_assert_eq!(stats(&with), stats(&without));
    }

    /// Whatever is taken over comes over one sure link from one that holds or proposes it, and is no surer than there.
    #[test]
    fn every_inheritance_has_its_grounds(part in any_part(10)) {
        let map = map(part);
        for (at, node) in map.graph.node_indices().map(|at| (at, &map.graph[at])) {
            for inherited in &node.inheritance.positions {
                let link = map.graph[inherited.edge].link().unwrap();
                prop_assert_eq!(map.graph.edge_endpoints(inherited.edge), Some((at, inherited.from)));
                let holder = &map.graph[inherited.from];
                let same = inherited.of == inherited.label.name;
                prop_assert_eq!(same, link.relation == Relation::Support);
                prop_assert!(same || holder.comment.kind == Kind::Post);
                let held = if holder.comment.kind == Kind::Post { &holder.tags.proposes } else { &holder.tags.positions };
                let source = held.iter().find(|label| label.name == inherited.of).unwrap();
                prop_assert!(link.relation_p >= 0.8 && (0.5..=source.score).contains(&inherited.label.score));
                prop_assert!(node.tags.positions.is_empty() && node.is_comment() && !node.tags.has_form("irony"));
            }
        }
    }
}

#[test]
fn a_star_of_supports_inherits_and_a_chain_does_not() {
    let many = 100_000;
    for to in [|_: usize| 0, |n: usize| n - 1] {
        let links = (1..many).map(|n| reply(n, to(n), Relation::Support, 0.9)).collect();
        let mut part = thread_of(Kind::Comment, many - 1, links);
        tags_of(&mut part, 0).positions = vec![holds(STATE, 0.9)];
        let map = map(part);
        let heirs = map.graph.node_weights().filter(|node| !node.inheritance.positions.is_empty()).count();
        assert_eq!(heirs, if to(2) == 0 { many - 1 } else { 1 });
    }
}

// ---- what a post proposes -------------------------------------------------------------------------------------------

fn tagged(kind: Kind, text: &str) -> Tags {
    let lang = Some(if text.contains("the ") || text.contains("They") { Lang::EN } else { Lang::FR });
    let post = Comment { kind, lang, ..comment("p", None, text) };
    let tagged = tag(&Thread { comments: vec![post], ..Thread::default() }, &Codebook::builtin());
    tagged.comments.into_iter().next().unwrap().tags
}

fn proposed(kind: Kind, text: &str) -> Vec<String> {
    tagged(kind, text).proposes.iter().map(|label| label.name.to_string()).collect()
}

const SCRAP: &str = "Faut-il supprimer la taxe sur le pain et laisser les gens choisir leur boulanger ?";

#[test]
fn a_post_proposes_what_a_yes_to_it_would_mean_and_holds_nothing() {
    let liberal = ["liberal-economics"];
    assert_eq!(proposed(Kind::Post, SCRAP), liberal);
    assert_eq!(proposed(Kind::Post, "Should the minimum wage be raised?"), ["interventionist-economics"]);
    assert_eq!(proposed(Kind::Post, "We should scrap the levy and let people choose."), liberal);
    let tags = tagged(Kind::Post, SCRAP);
    assert_eq!((tags.positions.len(), tags.forms.len(), tags.scores.iter().count()), (0, 0, 0));
    let raw = tags.proposed.get("liberal-economics");
    assert_eq!(raw, tags.proposes[0].score);
    assert_eq!(tags.proposed.get("interventionist-economics"), 0.0, "no word speaks for it");
    let words: Vec<&str> = tags.proposes[0].evidence.iter().map(|evidence| evidence.span.of(SCRAP)).collect();
    assert!(words.iter().any(|words| words.contains("choisir")), "{words:?}");
    let faint = tagged(Kind::Post, "Faut-il supprimer le car du matin ?");
    assert_eq!(faint.proposes, []);
    assert!((0.01..0.5).contains(&faint.proposed.get("liberal-economics")), "what is under the threshold is kept");
}

#[test]
fn nothing_is_proposed_by_what_is_no_proposal() {
    for text in [
        "Pourquoi faut-il supprimer la taxe sur le pain et laisser les gens choisir leur boulanger ?",
        "Qui veut supprimer la taxe sur le pain et laisser les gens choisir leur boulanger ?",
        "Tout va bien : il y a trop d’impôts, et l’on baissera les impôts en mai.",
        "Why should the minimum wage be raised?",
        "They raised the minimum wage.",
        // Said with a wink, or for both sides at once.
        "Faut-il baisser les impôts de nos « pauvres » milliardaires, mdr ?",
        "Faut-il baisser les impôts et taxer les riches ?",
    ] {
        let axis = |label: &Label| label.axis.as_deref() == Some("economy");
        assert!(tagged(Kind::Comment, text).positions.iter().any(axis), "a comment would hold something: {text}");
        let tags = tagged(Kind::Post, text);
        assert_eq!((tags.proposes.as_slice(), tags.positions.as_slice()), (&[][..], &[][..]), "{text}");
    }
    assert_eq!(tagged(Kind::Post, "Why should the minimum wage be raised?").proposed.iter().count(), 0);
    assert_eq!(proposed(Kind::Article, SCRAP), [""; 0], "an article asks nobody");
    let comment = tagged(Kind::Comment, SCRAP);
    assert!(comment.proposes.is_empty() && comment.proposed.iter().count() == 0 && comment.scores.iter().count() > 0);
}

#[test]
fn of_a_long_post_only_the_question_is_read_and_its_words_are_found_again() {
    let long = format!("{}{SCRAP} Qu’en pensez-vous ?", "L’État devrait posséder les chemins de fer. ".repeat(20));
    let tags = tagged(Kind::Post, &long);
    assert_eq!(tags.proposes.iter().map(|label| &*label.name).collect::<Vec<_>>(), ["liberal-economics"]);
    for evidence in &tags.proposes[0].evidence {
        assert!(evidence.span.start >= long.find(SCRAP).unwrap());
        assert!(SCRAP.contains(evidence.span.of(&long)));
    }
}

#[test]
fn the_built_in_economy_is_heritable_and_leaves_no_third() {
    let codebook = Codebook::builtin();
    let rows: Vec<_> = codebook.heritable.iter().map(|entry| (&*entry.name, entry.rejected.as_deref())).collect();
    let (free, state) = ("liberal-economics", "interventionist-economics");
    assert_eq!(rows, [(state, Some(free)), (free, Some(state))]);
}

// ---- the command ----------------------------------------------------------------------------------------------------

fn run(input: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("thread.jsonl");
    std::fs::write(&file, input).unwrap();
    let output = palabre().args(args).arg(&file).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_command_tells_it_with_the_flag_and_says_why() {
    let input = [
        serde_json::json!({"id": "p", "kind": "post", "lang": "fr", "text": SCRAP}),
        serde_json::json!({"id": "a", "parent": "p", "lang": "fr", "relation": "support", "text": "Voilà."}),
        serde_json::json!({"id": "b", "parent": "p", "lang": "fr", "relation": "rebuttal", "text": "Voilà."}),
    ];
    let input = input.map(|line| line.to_string()).join("\n");
    let (free, state) = ("liberal-economics", "interventionist-economics");
    // Programs read ids, people names.
    let names = ("for the market", "for state action");
    for (args, (free, state)) in [
        (&["map", "-f", "json"][..], (free, state)),
        (&["map", "-f", "text"], names),
        (&["tag", "-f", "csv"], (free, state)),
        (&["stats"], names),
    ] {
        let output = |more: &[&str]| run(&input, &[args, more].concat());
        let without = output(&[]);
        assert!(!without.contains(free) && !without.contains(state), "{args:?}\n{without}");
        let with = output(&["--inherited"]);
        assert!(with.contains(free) && with.contains(state), "{args:?}\n{with}");
    }
    let records = run(&input, &["tag"]);
    let records: Vec<Value> = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let inherited = |record: &&Value| record["by"] == "inherited";
    let labels = |at: usize| {
        let mut positions = records[at]["positions"].as_array().unwrap().iter();
        positions.find(inherited).map_or(Value::Null, |position| position["label"].clone())
    };
    assert_eq!((labels(0), labels(1), labels(2)), (Value::Null, free.into(), state.into()));
    let why = run(&input, &["explain", "--comment", "a"]);
    assert!(
        why.contains("= support 1.00 × for the market (liberal-economics)")
            && why.contains("proposed by p   inherited"),
        "{why}"
    );
    let why = run(&input, &["explain", "--comment", "b"]);
    let contrary =
        why.contains("interventionist-economics") && why.contains("= rebuttal or correction 1.00 × for the market");
    assert!(contrary, "{why}");
    let why = run(&input, &["explain", "--comment", "p"]);
    assert!(
        why.contains("a yes would mean for the market (liberal-economics)") && why.contains("laisser les gens choisir"),
        "{why}"
    );
}

#[test]
fn no_gold_file_is_contradicted_by_what_is_taken_over() {
    let codebook = Codebook::builtin();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/gold")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let gold = Gold::parse(&text).unwrap();
        let comments = gold.comments.iter().map(|gold| Comment {
            id: gold.id.clone(),
            kind: Kind::named(&gold.kind).unwrap_or_default(),
            lang: gold.lang,
            text: gold.text.clone(),
            ..Comment::default()
        });
        let thread = Thread { comments: comments.collect(), ..Thread::default() };
        let part = palabre::pipeline::part(thread, &codebook, palabre::link::Mode::Auto);
        let mut map = graph(Private::names_kept(vec![part]), &codebook).value;
        let own = eval(&map, &gold, false).forbidden;
        for node in map.graph.node_weights_mut() {
            let taken = node.inheritance.positions.iter().map(|inherited| inherited.label.clone());
            node.tags.positions.extend(taken.collect::<Vec<_>>());
        }
        assert_eq!(eval(&map, &gold, false).forbidden, own, "{}", path.display());
    }
}
