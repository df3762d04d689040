//! The link stage: given parents are kept, replies answer what stands before them, and the reasons are words.

use palabre::link::{LinkEvidence, Mode, Part, PlacedLink, link};
use palabre::rule::Codebook;
use palabre::span::Span;
use palabre::tag::{By, tag};
use palabre::thread::{Comment, Kind, Lang, Quote, Relation, Thread};
use proptest::prelude::*;

use crate::parts::graph_of;

fn thread(texts: &[(&str, Option<&str>)]) -> Thread {
    let comments = texts.iter().enumerate().map(|(at, (text, parent))| Comment {
        id: format!("c{at}"),
        kind: if at == 0 { Kind::Article } else { Kind::Comment },
        parent: parent.map(str::to_owned),
        lang: Some(Lang::FR),
        text: (*text).to_owned(),
        ..Comment::default()
    });
    Thread { id: "t".to_owned(), comments: comments.collect(), ..Thread::default() }
}

fn links(thread: &Thread, mode: Mode) -> Vec<PlacedLink> {
    let codebook = Codebook::builtin();
    let tagged = tag(thread, &codebook);
    link(thread, &tagged, &codebook.matcher, mode).links
}

#[test]
fn a_quoted_word_points_at_whoever_used_it() {
    let thread = thread(&[
        ("Le maire veut fermer la bibliothèque du quartier pour faire des économies.", None),
        ("Une gestion rigoureuse, enfin quelqu’un qui compte les deniers publics.", None),
        ("Et mes enfants liront où, dans la rue ?", None),
        ("Fermer un lieu ouvert à tous, quelle gestion “rigoureuse” !", None),
    ]);
    let links = links(&thread, Mode::Auto);
    let found = links.iter().find(|link| link.from.index() == 3).unwrap();
    assert_eq!(found.to.index(), 1);
    assert!(!found.link.given && found.link.confidence < 1.0);
    let echo = found.link.evidence.iter().find(|evidence| evidence.rule.ends_with("quoted-echo")).unwrap();
    assert_eq!(echo.from.unwrap().of(&thread.comments[3].text), "rigoureuse");
    assert_eq!(echo.to.unwrap().of(&thread.comments[1].text), "rigoureuse");
}

#[test]
fn a_comment_is_tied_to_the_clause_it_takes_up() {
    let thread = thread(&[
        (
            "La piscine ouvrira en mai. Les travaux ont coûté douze millions d’euros, selon la mairie, et duré deux ans.",
            None,
        ),
        ("Douze millions d’euros pour ces travaux ? J’ai vu passer le double.", None),
    ]);
    let links = links(&thread, Mode::Auto);
    let anchor = links[0].link.anchor.unwrap().of(&thread.comments[0].text);
    assert!(anchor.contains("douze millions") && !anchor.contains("piscine"), "{anchor}");
}

#[test]
fn given_parents_are_kept_and_may_be_ignored_or_all_there_is() {
    let thread = thread(&[
        ("Un article sur le climat.", None),
        ("Oui.", Some("c0")),
        ("Non.", Some("c0")),
        ("Pourquoi ?", None),
    ]);
    let given: Vec<_> = links(&thread, Mode::Given)
        .iter()
        .map(|placed| (placed.from.index(), placed.to.index(), placed.link.given))
        .collect();
    assert_eq!(given, [(1, 0, true), (2, 0, true)]);
    assert!(links(&thread, Mode::Inferred).iter().all(|placed| !placed.link.given));
    assert_eq!(links(&thread, Mode::Auto).iter().filter(|placed| placed.link.given).count(), 2);
}

#[test]
fn a_quote_that_names_a_comment_is_a_further_given_link() {
    let mut thread = thread(&[
        ("Un article sur le climat.", None),
        ("La mer monte de trois millimètres par an.", None),
        ("Elle baisse chez nous.", None),
        ("La mer monte… Elle baisse… Il faudrait choisir.", Some("c2")),
        ("Elle baisse chez nous. Où donc ?", None),
        ("Il faudrait choisir. Non.", Some("lost")),
    ]);
    let quote = |to: &str| Quote { span: Span::new(0, 10), to: Some(to.to_owned()) };
    thread.comments[3].quotes = vec![quote("c1"), quote("c2"), quote("c1"), quote("c3"), quote("nobody")];
    thread.comments[3].relation = Some(Relation::Rebuttal);
    thread.comments[4].quotes = vec![quote("c2")];
    thread.comments[5].quotes = vec![quote("c3")];
    for mode in [Mode::Auto, Mode::Given] {
        let links = links(&thread, mode);
        let of = |from| {
            links
                .iter()
                .filter(|placed| placed.from.index() == from)
                .map(|placed| (placed.to.index(), placed.link.given))
                .collect::<Vec<_>>()
        };
        // The parent stays first, whatever stands before it; nothing is linked twice or to itself.
        assert_eq!(of(3), [(2, true), (1, true)]);
        // Without a parent the quoted comment is the given link, and nothing else is looked for.
        assert_eq!(of(4), [(2, true)]);
        assert_eq!(of(5), [(3, true)]);
        // What the source says of the comment is said of its parent.
        let by =
            |to| links.iter().find(|link| link.from.index() == 3 && link.to.index() == to).unwrap().link.relation_by;
        assert_eq!(by(2), By::Given);
        assert_ne!(by(1), By::Given);
    }
    assert!(links(&thread, Mode::Inferred).iter().all(|placed| !placed.link.given));
    // The order lasts through the graph: what a comment answers first is its parent.
    let codebook = Codebook::builtin();
    let tagged = tag(&thread, &codebook);
    let links = link(&thread, &tagged, &codebook.matcher, Mode::Auto);
    let (map, _) = graph_of(vec![Part { thread, tagged, links }]);
    let edge = map.primary(map.at(0, 3).unwrap()).unwrap();
    assert_eq!(map.graph[map.graph.edge_endpoints(edge).unwrap().1].id, "c2");
}

proptest! {
    #[test]
    fn inferred_links_run_backwards_and_probabilities_are_probabilities(
        texts in prop::collection::vec("([a-zé“”\"«»>?!0-9]{1,7}[ \n]){0,20}", 1..20)
    ) {
        let texts: Vec<(&str, Option<&str>)> = texts.iter().map(|text| (text.as_str(), None)).collect();
        for PlacedLink { from, to, link } in links(&thread(&texts), Mode::Auto) {
            prop_assert!(to < from);
            prop_assert!((0.0..=1.0).contains(&link.confidence));
            prop_assert!((link.relations.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            for evidence in &link.evidence {
                let reply = &texts[from.index()].0;
                prop_assert!(evidence.from.is_none_or(|span| reply.get(span.start..span.end).is_some()));
                let target = &texts[to.index()].0;
                prop_assert!(evidence.to.is_none_or(|span| target.get(span.start..span.end).is_some()));
            }
        }
    }
}

proptest! {
    #[test]
    fn no_link_is_inferred_against_given_ones(
        texts in prop::collection::vec("(oui|non|le climat|la taxe|pourquoi|[?!]| ){1,8}", 2..24),
        parents in prop::collection::vec(prop::option::of(any::<prop::sample::Index>()), 24),
        order in Just((0..24_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        // A forest of given parents in any order: a comment may only answer one that is earlier in a hidden order.
        let count = texts.len();
        let hidden: Vec<usize> = order.into_iter().filter(|place| *place < count).collect();
        let ids: Vec<String> = (0..count).map(|place| format!("c{place}")).collect();
        let comments: Vec<(&str, Option<&str>)> = (0..count).map(|place| {
            let rank = hidden.iter().position(|at| *at == place).unwrap_or(0);
            let parent = parents[place].filter(|_| rank > 0).map(|index| hidden[index.index(rank)]);
            (texts[place].as_str(), parent.map(|parent| ids[parent].as_str()))
        }).collect();
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
        for link in links(&thread(&comments), Mode::Auto) {
            below[link.from.index()].push(link.to.index());
        }
        // Taking away comments that answer nobody any more, all must go, or there is a circle.
        let mut left: Vec<usize> = (0..count).collect();
        while let Some(at) = left.iter().position(|from| below[*from].iter().all(|to| !left.contains(to))) {
            left.remove(at);
        }
        prop_assert!(left.is_empty(), "a circle among {:?}", left);
    }
}

/// An article of sixty sentences about ten trades, and one late among them that names four.
fn long_article() -> (String, &'static str) {
    let late = "Le hangar du meunier tient les bateaux du sonneur.";
    let words =
        ["boulanger", "sonneur", "meunier", "hangar", "facteur", "bateaux", "curé", "notaire", "vitrier", "tonnelier"];
    let sentence = |at: usize| format!("Le {} de la rue numéro{at} a vu passer l’année{at}.", words[at % words.len()]);
    let mut text: Vec<String> = (0..60).map(sentence).collect();
    text.insert(50, late.to_owned());
    (text.join(" "), late)
}

/// A thread of an article and comments, each by somebody else.
fn under(article: &str, comments: &[&str]) -> Thread {
    let texts: Vec<(&str, Option<&str>)> =
        std::iter::once(article).chain(comments.iter().copied()).map(|text| (text, None)).collect();
    let mut thread = thread(&texts);
    for (at, comment) in thread.comments.iter_mut().enumerate().skip(1) {
        comment.author = Some(format!("Nom{at}"));
    }
    thread
}

#[test]
fn a_late_sentence_of_a_long_article_is_answered_as_such() {
    let (article, late) = long_article();
    let reply = "Un hangar de meunier pour des bateaux, quelle histoire, dit le sonneur.";
    let thread = under(&article, &[reply]);
    let links = links(&thread, Mode::Auto);
    let found = links.iter().find(|link| link.from.index() == 1).unwrap();
    assert_eq!(found.to.index(), 0);
    let start = article.find(late).unwrap();
    // Its words stand in other sentences before, one by one.
    let words =
        found.link.evidence.iter().find(|evidence| evidence.rule.ends_with("shared-words")).unwrap().to.unwrap();
    for span in [words, found.link.anchor.unwrap()] {
        assert!(start <= span.start && span.end <= start + late.len(), "{:?}", span.of(&article));
    }
}

#[test]
fn words_scattered_over_a_long_article_are_no_answer_to_it() {
    let (article, _) = long_article();
    let comments = [
        "Le vitrier est parti sans prévenir personne, et puis un beau jour aussi le curé.",
        "La piscine ouvrira en mai.",
        "Les martinets sont en retard.",
        "Il neige.",
        "On verra demain.",
        "Vitrier ici, et là notaire, un jour facteur, tonnelier enfin, boulanger aussi, curé pour finir, et le meunier.",
    ];
    // Of those who write for the first time, many answer the article, whatever their words. These words add nothing.
    let found = links(&under(&article, &comments), Mode::Auto).into_iter().find(|link| link.from.index() == 6);
    let found = found.expect("a link").link;
    let words = |evidence: &&LinkEvidence| evidence.rule.ends_with("shared-words") && evidence.share >= 1.0;
    assert!(!found.evidence.iter().any(|evidence| words(&evidence)) && found.anchor.is_none(), "{found:#?}");
}
