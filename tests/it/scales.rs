//! Scales, topics, and the facts about a comment and the opening of its thread.
#![expect(clippy::float_cmp, reason = "the sums of a scale are exact")]

use palabre::rule::{Codebook, load};
use palabre::tag::{Tags, tag};
use palabre::thread::{Comment, Kind, Lang, Thread};

/// A scale with a topic, and a second scale, so that neither reads the topics of the other.
const PACK: &str = r#"
format = 1
[pack]
id = "mine"
version = "0.1.0"
lang = ["en"]

[lexicon]
wish = ["we must"]

[[scale]]
id = "cars"
plus = "pro-car"
minus = "anti-car"
long = 10
guarded = true
[scale.kinds]
saying = [2.0, -1.5]
change = [2.0, -1.5]
topic = [2.0, -1.5]
[scale.presence]
wish = 0.5

[[scale]]
id = "dogs"
plus = "pro-dog"
minus = "anti-dog"
long = 10
[scale.kinds]
topic = [2.0, -1.5]

[[concept]]
scale = "cars"
kind = "saying"
side = "plus"
any = ["let us drive"]
[[concept]]
scale = "cars"
good = "plus"
any = ["parking"]
[[operator]]
scale = "cars"
kind = "change"
before = 1
after = -1
within = 3
any = ["more", "kills"]
[[topic]]
scale = "cars"
id = "streets"
about = ["street{,s}", "avenue"]
plus = ["shop{,s}"]
minus = ["trees"]
[[topic]]
scale = "dogs"
id = "parks"
about = ["park{,s}", "lawn"]
plus = ["leash"]

[[rule]]
id = "pro-car"
kind = "position"
scale = "cars"
bias = -1.0
[[rule]]
id = "anti-car"
kind = "position"
scale = "cars"
bias = -1.0
[[rule]]
id = "asks"
kind = "form"
bias = -1.0
need = 1
feature = [{ is = "own-question", w = 3.0, counts = false }]
cue = [{ any = ["really"], w = 0.2 }]
[[rule]]
id = "across"
kind = "form"
bias = -1.0
near = [{ a = "grant", b = "turn", within = 6, ordered = true, across = true, w = 3.0 }]
[[rule]]
id = "number"
kind = "form"
bias = -1.0
feature = [{ is = "article-number", w = 3.0 }]
[[rule]]
id = "asked"
kind = "form"
bias = -1.0
feature = [{ is = "number-asked", w = 3.0 }]
[[rule]]
id = "echoed"
kind = "form"
bias = -1.0
feature = [{ is = "article-echo", w = 3.0 }]
[[rule]]
id = "repeats"
kind = "form"
bias = -1.0
feature = [{ is = "echo-question", w = 3.0 }]
"#;

fn codebook() -> Codebook {
    let labels = ["pro-car", "anti-car", "pro-dog", "anti-dog"].map(|id| ("position", id));
    let forms = ["asks", "across", "number", "asked", "echoed", "repeats"].map(|id| ("form", id));
    let label = |(kind, id): (&str, &str)| {
        format!("[[label]]\nid = \"{id}\"\nkind = \"{kind}\"\naxis = \"{id}\"\nen = \"{id}\"\nfr = \"{id}\"\n")
    };
    let labels: String = labels.into_iter().chain(forms).map(label).collect();
    let pack = PACK.replace("[[scale]]\nid = \"cars\"", &format!("{labels}[[scale]]\nid = \"cars\""));
    let pack = pack.replace("wish = [\"we must\"]", "wish = [\"we must\"]\ngrant = [\"granted\"]\nturn = [\"but\"]");
    let (matcher, found) = load(true, &[("mine.toml".to_owned(), pack)]);
    assert!(found.is_empty(), "{found:#?}");
    Codebook::from(matcher)
}

/// The tags of a comment below an opening of some kind, which is left out if it is empty.
fn below(kind: Kind, opening: &str, text: &str) -> Tags {
    let comment = |id: &str, kind, text: &str| Comment {
        id: id.into(),
        kind,
        lang: Some(Lang::EN),
        text: text.to_owned(),
        ..Comment::default()
    };
    let opening = (!opening.is_empty()).then(|| comment("o", kind, opening));
    let comments = opening.into_iter().chain([comment("c", Kind::Comment, text)]).collect();
    let tagged = tag(&Thread { comments, ..Thread::default() }, &codebook());
    tagged.comments.into_iter().last().unwrap().tags
}

/// P of both sides of the scale of cars.
fn sides(article: &str, text: &str) -> [f64; 2] {
    let tags = below(Kind::Article, article, text);
    ["pro-car", "anti-car"].map(|name| tags.scores.get(name))
}

fn p(log_odds: f64) -> f64 {
    palabre::rule::logistic(log_odds)
}

const STREETS: &str = "The street and the avenue will be closed.";

#[test]
fn one_find_speaks_for_its_side_and_against_the_other() {
    assert_eq!(sides(STREETS, "Let us drive."), [p(-1.0 + 2.0), p(-1.0 - 1.5)]);
    assert_eq!(sides(STREETS, "We must let us drive."), [p(-1.0 + 2.0 + 0.5), p(-1.0 - 1.5 + 0.5)]);
    assert_eq!(sides(STREETS, "It rains."), [p(-1.0); 2]);
}

#[test]
fn an_operator_speaks_for_what_follows_and_against_what_is_before_and_denial_turns_it() {
    let [plus, minus] = sides(STREETS, "We want more parking.");
    assert_eq!([plus, minus], [p(1.0), p(-2.5)]);
    let [plus, minus] = sides(STREETS, "Parking kills.");
    assert_eq!([plus, minus], [p(-2.5), p(1.0)]);
    let [plus, minus] = sides(STREETS, "We do not want more parking.");
    assert!(plus < p(-1.0) && minus > p(-1.0), "{plus} {minus}");
    assert_eq!(sides(STREETS, "More rain. Parking."), [p(-1.0); 2], "not in one sentence");
}

#[test]
fn words_of_a_topic_count_only_where_the_opening_is_about_it() {
    let words = "The shops will close.";
    assert_eq!(sides(STREETS, words), [p(1.0), p(-2.5)]);
    assert_eq!(sides(STREETS, "The trees."), [p(-2.5), p(1.0)]);
    assert_eq!(sides("The sea is blue.", words), [p(-1.0); 2]);
    assert_eq!(sides("The street is blue.", words), [p(-1.0); 2], "one word is one point");
    assert_eq!(sides("The street is a street.", words), [p(1.0), p(-2.5)], "one and a half");
    let post = below(Kind::Post, STREETS, words);
    assert_eq!(post.scores.get("pro-car"), p(1.0));
}

#[test]
fn a_guarded_scale_wants_two_finds_outside_its_own_topics() {
    for elsewhere in ["The sea is blue.", "The park and its lawn."] {
        let one = below(Kind::Article, elsewhere, "Let us drive.");
        assert!(!one.holds("pro-car"), "{elsewhere}");
        let two = below(Kind::Article, elsewhere, "Let us drive, and more parking.");
        assert!(two.holds("pro-car"), "{elsewhere}");
        let wished = below(Kind::Article, elsewhere, "We must let us drive.");
        assert!(!wished.holds("pro-car"), "that a side is taken is no find of its own");
    }
    assert!(below(Kind::Article, STREETS, "Let us drive.").holds("pro-car"));
}

#[test]
fn a_post_is_about_its_own_topics_when_a_yes_to_it_is_read() {
    let post = Comment {
        id: "p".into(),
        kind: Kind::Post,
        lang: Some(Lang::EN),
        text: "Should the street and the avenue have more shops?".to_owned(),
        ..Comment::default()
    };
    let tagged = tag(&Thread { comments: vec![post], ..Thread::default() }, &codebook());
    let tags = &tagged.comments.iter().next().unwrap().tags;
    assert!(tags.proposed.get("pro-car") > p(-1.0), "{:?}", tags.proposed);
}

#[test]
fn finds_in_a_long_comment_count_less() {
    let long = format!("Let us drive. {}", "And so on. ".repeat(20));
    let [plus, _] = sides(STREETS, &long);
    assert!(p(-1.0) < plus && plus < p(0.0), "{plus}");
    let [short, _] = sides(STREETS, "Let us drive, and so on and on.");
    assert_eq!(short, p(1.0), "ten tokens and fewer count in full");
}

#[test]
fn a_feature_that_does_not_count_is_not_enough() {
    assert!(!below(Kind::Article, STREETS, "Is it so?").has_form("asks"));
    assert!(below(Kind::Article, STREETS, "Is it really so?").has_form("asks"));
    let quoted = below(Kind::Article, STREETS, "He says “is it so?” and really leaves.");
    assert!(!quoted.has_form("asks"), "the question is another's");
}

#[test]
fn near_may_lie_across_the_end_of_a_sentence() {
    assert!(below(Kind::Article, STREETS, "Granted. But it rains.").has_form("across"));
    assert!(!below(Kind::Article, STREETS, "But it rains. Granted.").has_form("across"));
}

#[test]
fn the_opening_is_compared_with_the_comment() {
    let article = "The mayor promises 1 200 trees and a quiet square for 40 million.";
    for (form, yes, no) in [
        ("number", "So 40 million it is.", "So 41 million it is."),
        ("number", "And 1 200 is few.", "And 4 is few."),
        ("asked", "What, 50 million ?", "It is 50 million for the garden and the new benches. What ?"),
        ("echoed", "A “quiet square”, yes.", "A “loud square”, yes."),
        ("repeats", "The mayor promises trees !", "The mayor promises trees."),
        ("repeats", "A quiet square for 40 million?", "Who pays the gardeners of tomorrow?"),
    ] {
        assert!(below(Kind::Article, article, yes).has_form(form), "{form}: {yes}");
        assert!(!below(Kind::Article, article, no).has_form(form), "{form}: {no}");
        if form != "asked" {
            assert!(!below(Kind::Article, "", yes).has_form(form), "{form}, and nothing is above");
        }
    }
}
