//! Disputes, concessions and bridges: who is for and against what, and how it ended.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr, clippy::float_cmp)]

use std::collections::BTreeSet;
use std::sync::Arc;

use palabre::filter::{self, Filters, Folds, View};
use palabre::graph::{ArgumentMap, Status};
use palabre::issue::{Disputes, Side};
use palabre::link::{Link, Part, PlacedLink};
use palabre::measure::dispute::CAP;
use palabre::measure::stats::Stats;
use palabre::privacy::{Authors, Privacy};
use palabre::span::Span;
use palabre::tag::TaggedComment;
use palabre::text::Ui;
use palabre::thread::{Comment, Kind, Relation};
use petgraph::graph::NodeIndex;
use proptest::prelude::*;
use serde_json::Value;

use crate::parts::{article, bare_link, comment, label, link, map, part, placed, tags_of};

/// A link with a sure relation.
fn with(from: usize, to: usize, relation: Relation) -> PlacedLink {
    let mut relations = [0.0; 7];
    relations[relation.index()] = 1.0;
    placed(from, to, Link { relation, relations, relation_p: 1.0, ..bare_link(1.0) })
}

fn against(from: usize, to: usize) -> PlacedLink {
    with(from, to, Relation::Rebuttal)
}

fn support(from: usize, to: usize) -> PlacedLink {
    with(from, to, Relation::Support)
}

/// Comments `c0`, `c1`, … by these authors; an empty one is unknown.
fn by(authors: &[&str]) -> Vec<Comment> {
    let author = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let make = |(at, name): (usize, &&str)| Comment { author: author(name), ..comment(&format!("c{at}"), None, "x") };
    authors.iter().enumerate().map(make).collect()
}

fn nobody(count: usize) -> Vec<Comment> {
    by(&vec![""; count])
}

fn found(map: &ArgumentMap) -> Arc<Disputes> {
    View::whole(map).disputes()
}

fn id(map: &ArgumentMap, index: NodeIndex) -> &str {
    &map.graph[index].id
}

/// Target, comments and authors against and for, authors in all.
fn counts(map: &ArgumentMap) -> Vec<(String, [usize; 5])> {
    let list = found(map).list.clone().into_iter();
    list.map(|d| {
        let (a, f) = (d.against, d.support);
        (id(map, d.target).to_owned(), [a.comments, a.authors, f.comments, f.authors, d.authors])
    })
    .collect()
}

#[test]
fn a_dispute_has_both_sides_among_its_direct_answers() {
    let links = vec![
        against(1, 0),
        with(2, 0, Relation::Correction),
        support(3, 0),
        // One side only, or none.
        support(4, 3),
        with(5, 3, Relation::Question),
        with(6, 3, Relation::Elaboration),
        against(7, 1),
    ];
    let map = map(part("t", by(&["A", "B", "B", "C", "D", "E", "F", "G"]), links));
    assert_eq!(counts(&map), [("c0".to_owned(), [2, 1, 1, 1, 2])]);
    let dispute = &found(&map).list[0];
    assert!(dispute.authors_known);
    assert_eq!(dispute.open.iter().map(|open| id(&map, *open)).collect::<Vec<_>>(), ["c2"], "c1 is rebutted");
    assert_eq!((id(&map, dispute.end.comment), dispute.end.side), ("c7", Some(Side::For)), "it attacks an attacker");
}

#[test]
fn defended_attacks_are_open_and_undecided_ones_are_not() {
    let attacks = vec![against(1, 0), against(2, 0), support(3, 0), against(4, 1), against(5, 4), link(6, 2, 0.5)];
    let map = map(part("t", nobody(7), attacks));
    let status = |at: usize| map.graph[map.at(0, at).unwrap()].standing.unwrap().status;
    assert_eq!((status(1), status(2)), (Status::Defended, Status::Undecided));
    assert_eq!(found(&map).list[0].open, [map.at(0, 1).unwrap()]);
}

#[test]
fn disputes_among_many_come_before_those_between_two() {
    // c0: ten comments of two people. c1: two against one. c2: two against two. c3: one against one, more in all.
    let mut authors = vec!["O", "P", "Q", "R"];
    let mut links = Vec::new();
    let mut say =
        |author: &'static str, make: fn(usize, usize) -> PlacedLink, to: usize, authors: &mut Vec<&'static str>| {
            links.push(make(authors.len(), to));
            authors.push(author);
        };
    for _ in 0..5 {
        say("A", against, 0, &mut authors);
        say("B", support, 0, &mut authors);
    }
    for (author, make) in [("A", against as fn(usize, usize) -> PlacedLink), ("B", against), ("C", support)] {
        say(author, make, 1, &mut authors);
    }
    for (author, make) in
        [("A", against as fn(usize, usize) -> PlacedLink), ("B", against), ("C", support), ("D", support)]
    {
        say(author, make, 2, &mut authors);
    }
    for (author, make) in
        [("A", against as fn(usize, usize) -> PlacedLink), ("B", against), ("C", against), ("D", support)]
    {
        say(author, make, 3, &mut authors);
    }
    let map = map(part("t", by(&authors), links));
    let order: Vec<String> = counts(&map).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, ["c2", "c0", "c3", "c1"]);
}

#[test]
fn unknown_and_deleted_authors_are_each_their_own() {
    let links = || vec![against(1, 0), against(2, 0), support(3, 0), support(4, 0), support(5, 0)];
    let known = map(part("t", by(&["A", "[deleted]", "[deleted]", "B", "B", "b"]), links()));
    assert_eq!(counts(&known), [("c0".to_owned(), [2, 2, 3, 2, 4])]);
    let unknown = map(part("t", nobody(6), links()));
    assert_eq!(counts(&unknown), [("c0".to_owned(), [2, 2, 3, 3, 5])]);
    assert!(!found(&unknown).list[0].authors_known && !found(&unknown).authors_known);
    let parts = vec![part("t", by(&["A", "[deleted]", " [Deleted] ", "B", "B", "A"]), links())];
    let named = Privacy::new(Authors::Pseudonym).apply(parts, &mut []).into_inner().remove(0);
    let authors: Vec<_> = named.thread.comments.iter().map(|comment| comment.author.as_deref()).collect();
    let [a, b] = [Some("Author 1"), Some("Author 2")];
    assert_eq!(authors, [a, None, None, b, b, a], "nobody gets no pseudonym");
    assert_eq!(counts(&map(named)), [("c0".to_owned(), [2, 2, 2, 1, 3])], "A does not back herself");
}

#[test]
fn the_best_comment_gives_a_ground_then_stands_then_is_sure_then_is_first() {
    let best = |links: Vec<PlacedLink>| {
        let map = map(part("t", nobody(9), links));
        let found = found(&map);
        (id(&map, found.list[0].against.best).to_owned(), found.list[0].against.reasoned)
    };
    let changed = |placed: PlacedLink, change: &dyn Fn(&mut Link)| {
        let mut placed = placed;
        change(&mut placed.link);
        placed
    };
    let sure = |relation_p: f64, link| changed(link, &|link| link.relation_p = relation_p);
    let reasoned = |link| changed(link, &|link| link.reasoned = true);
    let base = vec![support(1, 0), sure(0.6, against(2, 0)), sure(0.7, against(3, 0)), sure(0.7, against(4, 0))];
    assert_eq!(best(base.clone()), ("c3".to_owned(), false));
    let attacked = [base.clone(), vec![against(5, 3), against(6, 4)]].concat();
    assert_eq!(best(attacked), ("c2".to_owned(), false));
    let ground = [base, vec![reasoned(sure(0.1, against(7, 0))), against(8, 7)]].concat();
    assert_eq!(best(ground), ("c7".to_owned(), true));
}

#[test]
fn answers_to_a_claim_are_not_answers_to_its_article() {
    let text = "Un. Deux mots ici. Trois.";
    let comments = std::iter::once(article(text)).chain(nobody(5).into_iter().skip(1)).collect::<Vec<_>>();
    let start = text.find("Deux").unwrap();
    let anchored = |mut placed: PlacedLink| {
        placed.link.anchor = Some(Span::new(start, start + 4));
        placed
    };
    let map1 = map(part("t", comments.clone(), vec![anchored(against(1, 0)), anchored(support(2, 0)), against(3, 0)]));
    assert_eq!(counts(&map1), [("article#1".to_owned(), [1, 1, 1, 1, 2])]);
    let kind = map1.graph[found(&map1).list[0].target].kind_name();
    assert_eq!(kind, "claim");
    let map2 = map(part("t", comments, vec![against(1, 0), support(2, 0)]));
    assert_eq!(counts(&map2), [("article".to_owned(), [1, 1, 1, 1, 2])]);
}

#[test]
fn what_cannot_be_read_takes_no_side_and_is_not_disputed() {
    let mut comments = nobody(5);
    comments[0].kind = Kind::Deleted;
    comments[3].kind = Kind::Deleted;
    let links = vec![against(1, 0), support(2, 0), support(3, 1), against(4, 1)];
    assert_eq!(counts(&map(part("t", comments, links))), []);
}

#[test]
fn a_filter_leaves_out_what_it_hides() {
    let mut comments = by(&["A", "B", "C", "D"]);
    comments[2].text = "hidden".into();
    let map = map(part("t", comments, vec![against(1, 0), support(2, 0), support(3, 0)]));
    let count = |name: &str, value: &str| {
        let mut filters = Filters::default();
        filters.add(name, value).unwrap();
        let (view, _) = filter::view(&map, &filters, Folds::Never);
        view.disputes().list.first().map(|dispute| dispute.support.comments)
    };
    assert_eq!(count("grep", "not:hidden"), Some(1));
    assert_eq!(count("relation", "support"), None);
    assert_eq!(count("grep", "."), Some(2));
}

// ---- concessions and bridges ----------------------------------------------------------------------------------------

/// (rebutted, rebuttal, conceding, by its author)
fn conceded(part: Part) -> Vec<(String, String, String, bool)> {
    let map = map(part);
    let name = |index| id(&map, index).to_owned();
    let list = found(&map).concessions.clone().into_iter();
    list.map(|c| (name(c.comment), name(c.rebuttal), name(c.conceding), c.by_author)).collect()
}

fn conceding(authors: &[&str], last: Relation, grants: bool) -> Vec<(String, String, String, bool)> {
    let mut part = part("t", by(authors), vec![against(1, 0), with(2, 1, last)]);
    if grants {
        tags_of(&mut part, 2).forms = vec![label("concession", 0.9, "x", "x")];
    }
    conceded(part)
}

#[test]
fn who_was_rebutted_and_agrees_or_grants_has_conceded() {
    use Relation::{Answer, Rebuttal, Reply, Support};
    let chain = |by_author: bool| vec![("c0".to_owned(), "c1".to_owned(), "c2".to_owned(), by_author)];
    assert_eq!(conceding(&["A", "B", "A"], Support, false), chain(true));
    assert_eq!(conceding(&["A", "B", "A"], Reply, true), chain(true));
    assert_eq!(conceding(&["A", "B", "A"], Reply, false), []);
    assert_eq!(conceding(&["A", "B", "A"], Rebuttal, true), [], "to grant a point and strike back is no giving in");
    assert_eq!(conceding(&["A", "B", "C"], Support, true), [], "somebody else");
    assert_eq!(conceding(&["A", "A", "A"], Support, true), [], "nobody else");
    assert_eq!(conceding(&["[deleted]", "B", "[deleted]"], Support, true), [], "two who are gone may be two");
    assert_eq!(conceding(&["", "", ""], Answer, true), chain(false));
    assert_eq!(conceding(&["", "", ""], Support, false), [], "anybody supports a rebuttal");
}

#[test]
fn a_support_across_contrary_positions_is_a_bridge() {
    let bridges = |held: &[&[(&str, &str)]]| {
        let mut part = part("t", nobody(2), vec![support(1, 0)]);
        for (TaggedComment { tags, .. }, held) in part.tagged.comments.iter_mut().zip(held) {
            for (axis, name) in *held {
                let mut label = label(name, 0.9, "x", "x");
                label.axis = Some((*axis).into());
                tags.positions.push(label);
            }
        }
        let map = map(part);
        let found = found(&map).bridges.clone();
        found.iter().map(|bridge| (bridge.holds.to_string(), bridge.against.to_string())).collect::<Vec<_>>()
    };
    let [skeptic, endorsing, liberal] = [("stance", "skeptic"), ("stance", "endorsing"), ("economy", "liberal")];
    assert_eq!(bridges(&[&[skeptic], &[endorsing]]), [("endorsing".to_owned(), "skeptic".to_owned())]);
    assert_eq!(bridges(&[&[skeptic], &[skeptic]]), []);
    assert_eq!(bridges(&[&[skeptic], &[liberal]]), [], "two axes are two questions");
    assert_eq!(bridges(&[&[skeptic], &[endorsing, skeptic]]), [], "they share one");
    assert_eq!(bridges(&[&[skeptic], &[liberal, endorsing]]).len(), 1);
}

// ---- against a naive reading ----------------------------------------------------------------------------------------

/// The last comment below the direct answers and its side, by walking up from every comment.
fn naive_end(links: &[PlacedLink], count: usize, target: usize) -> Option<(usize, Option<Side>)> {
    let above = |at: usize| links.iter().find(|placed| placed.from.index() == at);
    let side = |relation: Relation| match relation {
        Relation::Rebuttal | Relation::Correction => Some(1_i32),
        Relation::Support => Some(0),
        _ => None,
    };
    (0..count).rev().find_map(|at| {
        let mut attacks = Some(0);
        let mut now = at;
        while now != target {
            let placed = above(now)?;
            attacks = attacks.zip(side(placed.link.relation)).map(|(sum, one)| sum + one);
            now = placed.to.index();
        }
        (at != target).then_some((at, attacks.map(|sum| if sum % 2 == 1 { Side::Against } else { Side::For })))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_naive_reading_of_trees_finds_the_same(
        edges in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..5_usize), 1..40),
    ) {
        use Relation::{Correction, Rebuttal, Reply, Support};
        let names = ["", "[deleted]", "Ann", "Bob", "Cle"];
        let mut authors = vec!["Zoe"];
        let mut links = Vec::new();
        for (at, (to, relation, author)) in edges.iter().enumerate() {
            let relation = [Support, Rebuttal, Correction, Reply][*relation];
            links.push(with(at + 1, to.index(at + 1), relation));
            authors.push(names[*author]);
        }
        let map = map(part("t", by(&authors), links.clone()));
        let found = found(&map);
        let mut expected = BTreeSet::new();
        for target in 0..authors.len() {
            let person = |at: usize| if authors[at].len() == 3 { authors[at].to_owned() } else { at.to_string() };
            let side = |attack: bool| -> Vec<usize> {
                let ends = |placed: &PlacedLink| (placed.from.index(), placed.to.index(), placed.link.relation);
                let answers = links.iter().map(ends).filter(|(_, to, _)| *to == target);
                let answers = answers.filter(|(from, ..)| person(*from) != person(target));
                let answers = answers.filter(|(.., relation)| relation.is_attack() == attack && *relation != Reply);
                answers.map(|(from, ..)| from).collect()
            };
            let (against, support) = (side(true), side(false));
            if against.is_empty() || support.is_empty() {
                continue;
            }
            expected.insert(target);
            let dispute = found.list.iter().find(|dispute| dispute.target.index() == target).unwrap();
            let distinct = |of: &[usize]| of.iter().map(|at| person(*at)).collect::<BTreeSet<_>>().len();
            prop_assert_eq!(dispute.against.comments, against.len());
            prop_assert_eq!((dispute.against.authors, dispute.support.authors), (distinct(&against), distinct(&support)));
            let stands = |at: &&usize| {
                let status = map.graph[map.at(0, **at).unwrap()].standing.unwrap().status;
                matches!(status, Status::Unchallenged | Status::Defended)
            };
            let open: Vec<usize> = dispute.open.iter().map(|open| open.index()).collect();
            prop_assert_eq!(open, against.iter().filter(stands).copied().collect::<Vec<_>>());
            prop_assert_eq!(dispute.authors, distinct(&[against, support].concat()));
            let end = (dispute.end.comment.index(), dispute.end.side);
            prop_assert_eq!(Some(end), naive_end(&links, authors.len(), target));
        }
        let listed: BTreeSet<usize> = found.list.iter().map(|dispute| dispute.target.index()).collect();
        prop_assert_eq!(listed, expected);
        let weight = |a: &palabre::issue::Dispute| {
            let smaller = (a.against.authors, a.against.comments).min((a.support.authors, a.support.comments));
            (smaller, a.authors)
        };
        let in_order = found.list.windows(2).all(|pair| {
            let [a, b] = [&pair[0], &pair[1]];
            weight(a) > weight(b) || (weight(a) == weight(b) && a.target < b.target)
        });
        prop_assert!(in_order);
    }
}

// ---- size -----------------------------------------------------------------------------------------------------------

#[test]
fn deep_and_wide_disputes_take_linear_time() {
    let many = 100_000;
    // A chain of rebuttals, each of them supported by a leaf, and the last word stands at its end; then a star.
    let step = |n: usize| if n % 2 == 1 { against(n, n.saturating_sub(2)) } else { support(n, n - 1) };
    let caterpillar: Vec<PlacedLink> = (1..many).map(step).collect();
    let star: Vec<PlacedLink> = (1..many).map(|n| if n % 2 == 1 { against(n, 0) } else { support(n, 0) }).collect();
    for (name, links, least) in [("caterpillar", caterpillar, many / 2 - 2), ("star", star, 1)] {
        let map = map(part("t", nobody(many), links));
        let found = found(&map);
        assert!(found.list.len() >= least, "{name}: {}", found.list.len());
    }
}

// ---- words ----------------------------------------------------------------------------------------------------------

/// So many separate disputes, one against one.
fn pairs(count: usize, authors: bool) -> Part {
    let names: Vec<String> =
        (0..3 * count).map(|at| if authors { format!("Nom{at}") } else { String::new() }).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let links = (0..count).flat_map(|at| [against(3 * at + 1, 3 * at), support(3 * at + 2, 3 * at)]).collect();
    part("t", by(&names), links)
}

#[test]
fn the_text_tells_a_few_and_the_json_no_more_than_its_cap() {
    let map = map(pairs(CAP + 3, true));
    let view = View::whole(&map);
    let found = view.disputes();
    let text = found.text(&view, Ui::En);
    assert_eq!(text.matches(" by 1 author against").count(), 5, "{text}");
    assert!(text.contains(&format!("and {} more disputes", CAP - 2)), "{text}");
    assert!(
        Stats::of(&view, &[])
            .text(&view)
            .ends_with("Those who comment are not the public: this counts who wrote here, not what people think.\n")
    );
    assert!(!text.contains("Nom"), "no author is named:\n{text}");
    let value = found.json(&view);
    assert_eq!(value["count"], CAP + 3);
    assert_eq!(value["list"].as_array().unwrap().len(), CAP);
    assert_eq!(value["authors_known"], true);
    let first = &value["list"][0];
    assert_eq!((&first["target"], &first["status"]), (&Value::from("c0"), &Value::from("challenged")));
    assert_eq!((&first["against"]["best"], &first["for"]["authors"]), (&Value::from("c1"), &Value::from(1)));
    assert_eq!((&first["last"]["comment"], &first["last"]["side"]), (&Value::from("c2"), &Value::from("for")));
    assert!(!value.to_string().contains("Nom"));
}

#[test]
fn unknown_authors_are_said() {
    let map = map(pairs(1, false));
    let view = View::whole(&map);
    let text = Stats::of(&view, &[]).text(&view);
    assert!(text.contains("authors unknown") && text.contains("1 comment against, 1 for\n"), "{text}");
    let value: Value = serde_json::from_str(&Stats::of(&view, &[]).json(&view)).unwrap();
    assert_eq!(value["disputes"]["authors_known"], false);
    assert_eq!(value["disputes"]["list"][0]["authors_known"], false);
}

#[test]
fn no_text_of_a_comment_commands_the_terminal() {
    let mut part = pairs(1, false);
    part.thread.comments[0].text = "\u{1b}[31mred\u{202e} and\n\nmore".repeat(40);
    part.thread.comments[1].id = "c1\u{1b}[0m".into();
    let map = map(part);
    let view = View::whole(&map);
    let text = view.disputes().text(&view, Ui::En);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
    assert!(text.lines().all(|line| line.chars().count() < 100), "{text}");
}
