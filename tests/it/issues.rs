//! Issues: what is at stake, who is on which side, what nobody answered, and how the report says it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::float_cmp)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use palabre::filter::{Filters, Folds, View};
use palabre::graph::ArgumentMap;
use palabre::issue::{self, CAMPS, Issues, Side};
use palabre::link::{Link, PlacedLink};
use palabre::measure::stats::Stats;
use palabre::text::Ui;
use palabre::thread::{Comment, Kind, Relation};
use palabre::write::{RenderInput, Texts, markdown};
use proptest::prelude::*;
use serde_json::Value;

use crate::draw::maps;
use crate::parts::{bare_link, comment, graph_of, map, part, placed};

/// A link that does this with probability `p`.
fn with(from: usize, to: usize, relation: Relation, p: f64) -> PlacedLink {
    let mut relations = [0.0; 7];
    relations[relation.index()] = p;
    relations[Relation::Reply.index()] += 1.0 - p;
    placed(from, to, Link { relation, relations, relation_p: p, reasoned: true, ..bare_link(1.0) })
}

fn against(from: usize, to: usize) -> PlacedLink {
    with(from, to, Relation::Rebuttal, 0.95)
}

fn support(from: usize, to: usize) -> PlacedLink {
    with(from, to, Relation::Support, 0.95)
}

const WORDS: &str = "The plan to close the old library saves money because nobody reads there any more these days.";

/// An article `c0` and comments `c1`, `c2`, … by these authors; an empty one is unknown.
fn by(authors: &[&str]) -> Vec<Comment> {
    let author = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let make = |(at, name): (usize, &&str)| Comment {
        author: author(name),
        kind: if at == 0 { Kind::Article } else { Kind::Comment },
        ..comment(&format!("c{at}"), None, WORDS)
    };
    authors.iter().enumerate().map(make).collect()
}

fn found(map: &ArgumentMap) -> Arc<Issues> {
    View::whole(map).issues()
}

/// The ids of the comments for, against and not placed on the first issue.
fn sides(map: &ArgumentMap) -> [Vec<String>; 3] {
    let issues = found(map);
    let main = &issues.list[0];
    let names = |nodes: &[petgraph::graph::NodeIndex]| nodes.iter().map(|node| map.graph[*node].id.clone()).collect();
    [names(&main.support.comments), names(&main.against.comments), names(&main.unplaced)]
}

#[test]
fn two_who_take_turns_are_on_two_sides() {
    let map = map(part("t", by(&["A", "B", "A", "B"]), vec![against(1, 0), against(2, 1), against(3, 2)]));
    assert_eq!(sides(&map), [vec!["c0", "c2"], vec!["c1", "c3"], vec![]]);
    let issues = found(&map);
    let main = &issues.list[0];
    assert_eq!((main.support.authors, main.against.authors, main.camps), (1, 1, false));
    assert_eq!(main.open.iter().map(|node| map.graph[*node].id.as_str()).collect::<Vec<_>>(), ["c3"]);
    assert_eq!(main.title, WORDS);
    assert!(main.words.is_some_and(|words| words.of(WORDS) == main.title));
}

#[test]
fn an_author_stays_on_one_side_and_an_isolated_one_is_not_placed() {
    let links = vec![against(1, 0), support(2, 0), with(3, 1, Relation::Reply, 1.0)];
    let map = map(part("t", by(&["A", "B", "C", "B", "D"]), links));
    assert_eq!(sides(&map), [vec!["c0", "c2"], vec!["c1", "c3"], vec!["c4"]]);
}

#[test]
fn sides_are_deduced_from_answers_between_others_only_among_enough_authors() {
    let few = map(part("t", by(&["A", "B", "C", "D"]), vec![against(1, 0), against(2, 1), support(3, 2)]));
    assert_eq!(sides(&few), [vec!["c0"], vec!["c1"], vec!["c2", "c3"]]);
    let links = vec![against(1, 0), against(2, 1), support(3, 2), support(4, 1)];
    let many = map(part("t", by(&["A", "B", "C", "D", "E"]), links));
    assert_eq!(CAMPS, 5);
    assert_eq!(sides(&many), [vec!["c0", "c2", "c3"], vec!["c1", "c4"], vec![]]);
    assert!(found(&many).list[0].camps);
}

#[test]
fn a_weak_attack_is_no_open_rebuttal_and_places_less_surely_than_a_strong_one() {
    let of = |p: f64| {
        let map = map(part("t", by(&["A", "B"]), vec![with(1, 0, Relation::Rebuttal, p)]));
        let issues = found(&map);
        (issues.list[0].open.len(), issues.list[0].sure)
    };
    let (weak, strong) = (of(0.5), of(0.9));
    assert_eq!((weak.0, of(0.7).0, strong.0), (0, 1, 1));
    assert!(weak.1 < strong.1);
}

#[test]
fn a_subthread_with_attacks_is_an_issue_of_its_thread() {
    let mut comments = by(&["A", "B", "C", "D", "E", "F", "G", "H"]);
    comments[1].text = "Hello all. Should the tramway run at night? I like trams.".into();
    for (at, text) in
        [(2, "A tramway at night is too loud."), (3, "No tramway, no night life."), (4, "The tramway is fine.")]
    {
        comments[at].text = text.into();
    }
    let links = vec![
        with(1, 0, Relation::Reply, 0.9),
        against(2, 1),
        against(3, 1),
        against(4, 2),
        support(5, 0),
        support(6, 0),
        support(7, 0),
    ];
    let map = map(part("t", comments, links));
    let issues = found(&map);
    assert_eq!(issues.list.len(), 2, "{issues:?}");
    let second = &issues.list[1];
    assert_eq!((second.id.as_str(), map.graph[second.node].id.as_str()), ("i2", "c1"));
    assert_eq!(second.title, "Should the tramway run at night?");
    assert!(second.subject.contains(&"tramway".to_owned()), "{:?}", second.subject);
    // A comment of both issues carries the main one.
    assert_eq!(issues.placement(second.node).unwrap().id(), "i1");
}

#[test]
fn filters_by_issue_and_side_keep_the_comments_of_that_side() {
    let map = map(part("t", by(&["A", "B", "A", "C"]), vec![against(1, 0), against(2, 1), support(3, 0)]));
    let kept = |typed: &[(&str, &str)]| {
        let mut filters = Filters::default();
        for (name, value) in typed {
            filters.add(name, value).unwrap();
        }
        let (view, _) = issue::view(&map, &filters, Folds::Never);
        let shown = view.shown().filter(|(_, node)| node.is_comment());
        shown.map(|(_, node)| node.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(kept(&[("side", "against")]), ["c1"]);
    assert_eq!(kept(&[("issue", "i1"), ("side", "for")]), ["c2", "c3"]);
    assert_eq!(kept(&[("side", "not:against")]), ["c2", "c3"]);
    assert_eq!(kept(&[("issue", "i9")]), [""; 0]);
    assert!(Filters::default().add("side", "left").is_err());
    // A filter changes neither the sides nor the ids.
    let mut filters = Filters::default();
    filters.add("side", "against").unwrap();
    let (view, _) = issue::view(&map, &filters, Folds::Never);
    let issues = view.issues();
    assert_eq!((issues.list[0].against.authors, issues.list[0].is_disputed), (1, true));
}

#[test]
fn the_json_names_ids_and_no_author() {
    let map = map(part("t", by(&["Nom1", "Nom2", "Nom1"]), vec![against(1, 0), against(2, 1)]));
    let view = View::whole(&map);
    let json: Value = serde_json::from_str(&Stats::of(&view, &[]).json(&view)).unwrap();
    let issue = &json["issues"][0];
    assert_eq!((&issue["id"], &issue["thread"], &issue["node"]), (&"i1".into(), &"t".into(), &"c0".into()));
    assert_eq!(issue["sides"]["for"]["comments"], serde_json::json!(["c0", "c2"]));
    assert_eq!(
        issue["sides"]["against"],
        serde_json::json!({"authors": 1, "clear": 1, "comments": ["c1"], "best": "c1"})
    );
    assert_eq!((&issue["start"], &issue["end"]), (&0.into(), &WORDS.len().into()));
    assert!(!json["issues"].to_string().contains("Nom"));
    assert!(!Stats::of(&view, &[]).text(&view).contains("Nom"));
}

#[test]
fn hostile_threads_have_issues_or_none() {
    let empty = map(part("t", vec![], vec![]));
    assert!(found(&empty).list.is_empty());
    let alone = map(part("t", by(&["A"]), vec![]));
    assert!(found(&alone).list.is_empty(), "nobody commented");
    let mut comments = by(&["", "", "A", "A"]);
    for comment in &mut comments {
        comment.text = String::new();
    }
    comments[3].id = "c2".into();
    let (twice, _) = graph_of(vec![part("t", comments, vec![against(1, 0), against(2, 1), against(3, 2)])]);
    let issues = found(&twice);
    assert_eq!(issues.list[0].title, "");
    let view = View::whole(&twice);
    let report = markdown::write(&RenderInput::new(&view)).unwrap();
    assert!(String::from_utf8(report).unwrap().contains("## What is at stake"));
    let mut gone = by(&["", "", ""]);
    gone[1].kind = Kind::Deleted;
    gone[2].kind = Kind::Deleted;
    assert!(found(&map(part("t", gone, vec![against(1, 0), against(2, 1)]))).list.is_empty());
}

#[test]
fn a_chain_of_many_comments_takes_linear_time() {
    let time = |count: usize, names: &[&str]| {
        let authors: Vec<&str> = (0..count).map(|at| names[at % names.len()]).collect();
        let links = (1..count).map(|at| with(at, at - 1, Relation::Rebuttal, 0.8)).collect();
        let map = map(part("t", by(&authors), links));
        let start = Instant::now();
        assert!(!found(&map).list.is_empty());
        start.elapsed()
    };
    for names in [&[""][..], &["A", "B"], &["A", "B", "C", "D", "E", "F", "G"]] {
        let (few, many) = (time(5_000, names), time(50_000, names));
        assert!(many < few * 30 + Duration::from_secs(1), "{few:?} {many:?} {names:?}");
    }
}

/// The first paragraph of a report, after its heading.
fn first_paragraph(map: &ArgumentMap, ui: Ui, texts: Texts) -> String {
    let view = View::whole(map);
    let report = markdown::write(&RenderInput { ui, texts, ..RenderInput::new(&view) }).unwrap();
    String::from_utf8(report).unwrap().split("\n\n").nth(1).unwrap().to_owned()
}

#[test]
fn what_cannot_be_read_is_said_with_its_figures() {
    let links = vec![
        with(1, 0, Relation::Reply, 0.9),
        with(2, 1, Relation::Rebuttal, 0.5),
        with(3, 0, Relation::Question, 0.9),
    ];
    let map = map(part("t", by(&["", "B", "C", "D"]), links));
    let text = first_paragraph(&map, Ui::En, Texts::Full);
    assert!(text.contains("For or against cannot be read here: 3 of 3 replies are neutral or uncertain."), "{text}");
    let text = first_paragraph(&map, Ui::Fr, Texts::Full);
    assert!(text.contains("3 réponses sur 3 sont neutres ou incertaines."), "{text}");
}

#[test]
fn the_report_opens_with_at_most_ninety_words() {
    let long = "extraordinairement ".repeat(60);
    for seed in 0..6 {
        let map = maps::random(seed, 400, &[WORDS.to_owned(), long.clone()]);
        for ui in [Ui::En, Ui::Fr] {
            let text = first_paragraph(&map, ui, Texts::Full);
            assert!(
                text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() <= 90,
                "{text}"
            );
            let text = first_paragraph(&map, ui, Texts::None);
            assert!(!text.contains("library"), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Turning every answer to what is at stake turns the side of everybody but its author; and the same map gives the same.
    #[test]
    fn sides_turn_with_the_answers_to_what_is_at_stake(
        edges in prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize, 0..6_usize, 0.3..1.0_f64), 1..30),
    ) {
        let names = ["", "Ann", "Bob", "Cle", "Dan", "Eve"];
        let mut authors = vec!["Zoe"];
        authors.extend(edges.iter().map(|(_, _, author, _)| names[*author]));
        let turned = |turn: bool| {
            let link = |(at, (to, relation, _, p)): (usize, &(prop::sample::Index, usize, usize, f64))| {
                let to = to.index(at + 1);
                let mut relation = [Relation::Rebuttal, Relation::Support, Relation::Elaboration][*relation];
                if turn && to == 0 {
                    relation = match relation {
                        Relation::Rebuttal => Relation::Support,
                        Relation::Support => Relation::Rebuttal,
                        other => other,
                    };
                }
                // What is unclear would say that those who answer oppose.
                let mut placed = with(at + 1, to, relation, *p);
                placed.link.relations[Relation::Elaboration.index()] += placed.link.relations[Relation::Reply.index()];
                placed.link.relations[Relation::Reply.index()] = 0.0;
                placed
            };
            map(part("t", by(&authors), edges.iter().enumerate().map(link).collect()))
        };
        let (straight, turned) = (turned(false), turned(true));
        let [support, against, unplaced] = sides(&straight);
        prop_assert_eq!(sides(&straight), sides(&straight));
        let [turned_support, turned_against, turned_unplaced] = sides(&turned);
        prop_assert_eq!(&support[1..], &turned_against[..]);
        prop_assert_eq!(&against[..], &turned_support[1..]);
        prop_assert_eq!(unplaced, turned_unplaced);
        let issues = found(&straight);
        for issue in &issues.list {
            prop_assert!((0.5..=1.0).contains(&issue.sure));
            for side in [Side::For, Side::Against] {
                let party = issue.party(side);
                prop_assert!(party.voices.iter().all(|voice| party.comments.contains(voice)));
                prop_assert!(party.authors <= party.comments.len());
            }
        }
    }
}

/// A report and the text of `stats`, with names or without.
fn said(map: &ArgumentMap, by_author: bool) -> [String; 2] {
    let view = View::whole(map);
    let report = markdown::write(&RenderInput { by_author, ..RenderInput::new(&view) }).unwrap();
    let stats = Stats { by_author, ..Stats::of(&view, &[]) };
    [String::from_utf8(report).unwrap(), stats.text(&view) + &stats.json(&view)]
}

#[test]
fn who_is_on_which_side_is_named_only_on_demand() {
    let map = map(part("t", by(&["Ann", "Bob", "Ann", "Cle"]), vec![against(1, 0), against(2, 1), support(3, 0)]));
    let [report, stats] = said(&map, true);
    assert!(report.contains("- Clearly for: Ann, Cle\n- Clearly against: Bob\n"), "{report}");
    assert!(stats.contains("   against    who: Bob\n"), "{stats}");
    assert!(stats.contains("\"names\": ["), "{stats}");
    let [report, stats] = said(&map, false);
    assert!(
        !report.contains("Clearly for:") && !stats.contains("who: ") && !stats.contains("\"names\""),
        "{report}{stats}"
    );
}

#[test]
fn sides_are_not_counted_where_links_are_not_sure() {
    let unsure = |from, relation| with(from, 0, relation, 0.55);
    let links =
        (1..7).map(|from| unsure(from, if from < 4 { Relation::Rebuttal } else { Relation::Support })).collect();
    let map = map(part("t", by(&["Ann", "B", "C", "D", "E", "F", "G"]), links));
    let issues = found(&map);
    assert!(!issues.list[0].is_clear() && issues.list[0].against.authors > 0 && issues.list[0].against.clear == 0);
    assert!(issues.list[0].against.voices.is_empty());
    for text in said(&map, true) {
        assert!(text.contains("or against cannot be read here: 6 of 6"), "{text}");
        assert!(!text.contains("clearly for") && !text.contains("Clearly for"), "{text}");
    }
}

#[test]
fn thanks_and_questions_are_no_arguments_against() {
    let texts = [
        WORDS,
        "Thanks for the article. Unfortunately the page with the opening times does not load, and nothing is shown there at all.",
        "I tried to find the opening times of the old library yesterday and could not. Does anybody here know where they are now?",
    ];
    let mut comments = by(&["Ann", "Bob", "Cle"]);
    for (comment, text) in comments.iter_mut().zip(texts) {
        text.clone_into(&mut comment.text);
    }
    let map = map(part("t", comments, vec![against(1, 0), against(2, 0)]));
    let issues = found(&map);
    let main = &issues.list[0];
    assert!(main.against.voices.is_empty() && main.against.clear == 0 && !main.is_clear(), "{main:?}");
    assert_eq!(main.open.len(), 1, "thanks are no open rebuttal: {main:?}");
}
