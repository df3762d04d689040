//! `explain`: why a label or a link was given or not, with the words underlined in the text and the sum behind it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::words::{kind, marked};
use crate::graph::{ArgumentMap, Edge, Inherited, Node};
use crate::link::{Added, Link, LinkEvidence, Part, PlacedLink};
use crate::place::Place;
use crate::rule::{Kind, LabelNames, Matcher, Rule, Score, TermKind, logistic};
use crate::sort::Order as _;
use crate::span::Span;
use crate::tag::{By, Label, TaggedComment};
use crate::text::Ui;
use crate::thread::{self, Comment, Relation, Spelling};

/// Width of the underlined text, in columns.
const COLUMNS: usize = 88;

/// What to explain about one comment.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Explain why this label was not given.
    pub why_not: Option<String>,
    /// Explain only the link from the comment to one of these places; with the id that the user typed.
    pub link_to: Option<(String, Places)>,
    /// The language of the text.
    pub ui: Ui,
}

/// Places of comments: the number of the thread and the place in it.
pub type Places = BTreeSet<(usize, usize)>;

/// The comments that a user means by `id`: those with this id, or `thread/id` if ids clash between threads; otherwise those
/// with this label in pictures (`#3`, `3`); otherwise the one that has the claim with this id (`article#1`).
pub fn places_of(parts: &[Part], id: &str) -> Places {
    let claim = id.rsplit_once('#').filter(|(owner, number)| !owner.is_empty() && number.parse::<usize>().is_ok());
    let claim = claim.map(|(owner, _)| Spelling::Id(owner.to_owned()));
    let mut found = thread::spellings(id).into_iter().chain(claim).map(|spelling| {
        let id = match spelling {
            Spelling::Id(id) => id,
            Spelling::Number(number) => return numbered(parts, number),
        };
        let is_named = |part: &Part, comment: &Comment| {
            let rest = id.strip_suffix(&comment.id);
            rest.is_some_and(|rest| rest.is_empty() || rest.strip_suffix('/') == Some(&*part.thread.id))
        };
        let named = |(number, part): (usize, &Part)| {
            let comments = part.thread.comments.iter().enumerate();
            let places = comments.filter(|(_, comment)| is_named(part, comment)).map(|(at, _)| (number, at));
            places.collect::<Vec<_>>()
        };
        parts.iter().enumerate().flat_map(named).collect::<Places>()
    });
    found.find(|places| !places.is_empty()).unwrap_or_default()
}

/// The comments that pictures show with this number.
fn numbered(parts: &[Part], number: usize) -> Places {
    let in_part = |(place, part): (usize, &Part)| {
        let mut comments = part.thread.comments.iter().enumerate().filter(|(_, comment)| comment.kind.is_numbered());
        comments.nth(number.checked_sub(1)?).map(|(at, _)| (place, at))
    };
    parts.iter().enumerate().filter_map(in_part).collect()
}

/// The numbered spans of a text.
struct Marks<'n> {
    spans: BTreeMap<Span, usize>,
    ui: Ui,
    names: &'n LabelNames,
}

impl Marks<'_> {
    /// The name of a label for the reader.
    fn label<'a>(&'a self, id: &'a str) -> Cow<'a, str> {
        let name = self.names.get(self.ui, id);
        // The id as well, because `--why-not` asks for it.
        if name == id { id.into() } else { format!("{name} ({id})").into() }
    }
}

/// Explains the comment at a place of a thread. The thread is given as its part and its number in the map of all parts.
/// `None` if there is no such place.
pub fn explain(
    (part, number): (&Part, usize),
    map: &ArgumentMap,
    matcher: &Matcher,
    at: usize,
    request: &Request,
) -> Option<String> {
    let comment = part.thread.comments.get(at)?;
    let ui = request.ui;
    let mut marks = Marks { spans: BTreeMap::new(), ui, names: &map.names };
    let mut body = String::new();
    if let Some(label) = &request.why_not {
        why_not(part, matcher, at, label, &mut marks, &mut body);
    } else {
        if request.link_to.is_none() {
            let node = map.at(number, at).and_then(|index| map.graph.node_weight(index));
            let before = body.len();
            labels(part, matcher, at, &mut marks, &mut body);
            if let Some(node) = node {
                inheritance(map, node, &mut marks, &mut body);
            }
            if body.len() == before {
                body.push_str(ui.pick(
                    "no position and no form reaches its threshold\n",
                    "aucune position ni aucune forme n’atteint son seuil\n",
                ));
            }
        }
        links((part, number), at, request.link_to.as_ref(), &mut marks, &mut body);
    }
    let lang = part
        .tagged
        .comments
        .get(Place::new(at))
        .and_then(|tagged| tagged.tags.lang)
        .map_or(ui.pick("unknown language", "langue inconnue").to_owned(), |lang| lang.to_string());
    let mut out = format!("{} · {} · {lang}\n\n", comment.id, kind(ui, &comment.kind.to_string()));
    out.push_str(&underlined(&comment.text, &marks.spans));
    out.push('\n');
    out.push_str(&body);
    Some(out)
}

/// Every label of the comment, each as a sum.
fn labels(part: &Part, matcher: &Matcher, at: usize, marks: &mut Marks<'_>, out: &mut String) {
    let (Some(TaggedComment { tags, reading }), Some(comment)) =
        (part.tagged.comments.get(Place::new(at)), part.thread.comments.get(at))
    else {
        return;
    };
    for (kind, held) in [(Kind::Position, &tags.positions), (Kind::Form, &tags.forms)] {
        for label in held {
            let rules = matcher.rules_for(kind, tags.lang).filter(|rule| rule.label == label.name);
            let scored = rules.map(|rule| (rule, rule.score(reading, &comment.text, None, &|_| false)));
            let best = scored.max_by(|a, b| a.1.p.total_cmp(&b.1.p));
            if let Some((rule, score)) = best {
                sum(rule, &score, &comment.text, marks, out);
            }
        }
    }
    for added in &part.links.added {
        let (Added::Form(place, label) | Added::Position(place, label)) = added else { continue };
        if place.index() == at {
            let _ = writeln!(
                out,
                "{}  {:.2}   {}",
                marks.label(&label.name),
                label.score,
                marks.ui.pick("given by what it answers", "d’après le message auquel il répond")
            );
            words(label, &comment.text, marks, out);
        }
    }
    for label in &tags.proposes {
        let _ = writeln!(
            out,
            "{} {}  {:.2}",
            marks.ui.pick("a yes would mean", "un oui voudrait dire"),
            marks.label(&label.name),
            label.score
        );
        words(label, &comment.text, marks, out);
    }
}

/// The positions that a comment inherits: each as a product, with the words that show the relation.
fn inheritance(map: &ArgumentMap, node: &Node, marks: &mut Marks<'_>, out: &mut String) {
    for inherited in &node.inheritance.positions {
        let Inherited { label, from, of, edge } = inherited;
        let (Some(holder), Some(link)) =
            (map.graph.node_weight(*from), map.graph.edge_weight(*edge).and_then(Edge::link))
        else {
            continue;
        };
        let (held, how) = match holder.comment.kind {
            thread::Kind::Post => (&holder.tags.proposes, marks.ui.pick("proposed by", "proposé par")),
            _ => (&holder.tags.positions, marks.ui.pick("held by", "tenu par")),
        };
        let score = held.iter().find(|held| held.name == *of).map_or(0.0, |held| held.score);
        let (does, p) = match link.relation {
            Relation::Support => (marks.ui.pick("support", "soutien"), link.relation_p),
            _ => (marks.ui.pick("rebuttal or correction", "réfutation ou correction"), label.score / score),
        };
        let _ = writeln!(
            out,
            "{}  {:.2} = {does} {p:.2} × {} {score:.2}, {how} {}   {}",
            marks.label(&label.name),
            label.score,
            marks.label(of),
            holder.comment.id,
            marks.ui.pick("inherited", "reprise")
        );
        words(label, &node.comment.text, marks, out);
    }
}

/// The words of a label, with their shares.
fn words(label: &Label, text: &str, marks: &mut Marks<'_>, out: &mut String) {
    for evidence in &label.evidence {
        let _ = writeln!(out, "     {:+6.2}  {}  {}", evidence.share, evidence.rule, mark(evidence.span, text, marks));
    }
}

/// The score of a rule, term by term.
fn sum(rule: &Rule, score: &Score, text: &str, marks: &mut Marks<'_>, out: &mut String) {
    let _ = writeln!(
        out,
        "{}  {:.2} = logistic({:+.2})   [{}]",
        marks.label(&rule.label),
        score.p,
        score.log_odds,
        rule.name
    );
    let _ = writeln!(out, "     {:+6.2}  {}", rule.bias, marks.ui.pick("bias", "constante"));
    for fired in &score.fired {
        let name = rule.terms.get(fired.term).map_or("", |term| &*term.name);
        let words: Vec<String> = fired.spans.iter().map(|span| mark(*span, text, marks)).collect();
        let _ = writeln!(out, "     {:+6.2}  {name}  {}", fired.share, words.join(" "));
    }
}

/// Numbers a span of the text, and returns the number with the words.
fn mark(span: Span, text: &str, marks: &mut Marks) -> String {
    if span.is_empty() {
        return String::new();
    }
    let next = marks.spans.len() + 1;
    let number = *marks.spans.entry(span).or_insert(next);
    let words = plain(&span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
    format!("{}[{number}]", marked(marks.ui, &words))
}

/// Words that are safe for a terminal: control characters and characters that reverse the direction of text become `�`.
pub fn plain(words: &str) -> String {
    let hides = |c: char| {
        c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    words.chars().map(|c| if hides(c) { '\u{FFFD}' } else { c }).collect()
}

/// The links of the comment: what it answers, how, and why.
fn links(
    (part, number): (&Part, usize),
    at: usize,
    only: Option<&(String, Places)>,
    marks: &mut Marks<'_>,
    out: &mut String,
) {
    let text = part.thread.comments.get(at).map_or("", |comment| comment.text.as_str());
    let mut others = Vec::new();
    let mut any = false;
    for PlacedLink { to, link, .. } in part.links.links.iter().filter(|placed| placed.from.index() == at) {
        let Some(target) = part.thread.comments.get(to.index()) else { continue };
        if only.is_some_and(|(_, places)| !places.contains(&(number, to.index()))) {
            others.push(target.id.as_str());
            continue;
        }
        any = true;
        let ui = marks.ui;
        let how = if link.given {
            ui.pick("given", "lien donné").to_owned()
        } else {
            format!("{} {:.2}", ui.pick("inferred, P(link)", "lien déduit, P(lien)"), link.confidence)
        };
        let _ = writeln!(
            out,
            "→ {}  {} (P {:.2} {} {}; {how})",
            target.id,
            relation(ui, link.relation),
            link.relation_p,
            ui.pick("by", "par"),
            giver(ui, link.relation_by)
        );
        if let Some(anchor) = link.anchor {
            let _ = writeln!(
                out,
                "     {} {}",
                ui.pick("takes up", "reprend"),
                marked(ui, &plain(&anchor.of(&target.text).split_whitespace().collect::<Vec<_>>().join(" ")))
            );
        }
        for evidence in &link.evidence {
            link_line(evidence, text, &target.text, marks, out);
        }
        shares(link, ui, out);
    }
    if let Some((wanted, places)) = only.filter(|_| !any) {
        let ui = marks.ui;
        let nothing = || ui.pick("nothing", "rien").to_owned();
        let instead = if others.is_empty() { nothing() } else { others.join(", ") };
        let (wanted, instead) = (plain(wanted), plain(&instead));
        out.push_str(&ui.pick(
            format!("no link to {wanted}; it answers {instead}"),
            format!("aucun lien vers {wanted}\u{a0}; répond à\u{a0}: {instead}"),
        ));
        let answers = |placed: &&PlacedLink| placed.to.index() == at && places.contains(&(number, placed.from.index()));
        let back = part.links.links.iter().find(answers);
        let back = back.and_then(|placed| part.thread.comments.get(placed.from.index()));
        let back = back.map_or(String::new(), |back| {
            let id = plain(&back.id);
            ui.pick(format!(", and {id} answers it"), format!(", et {id} lui répond"))
        });
        let _ = writeln!(out, "{back}");
    }
}

fn link_line(evidence: &LinkEvidence, text: &str, target: &str, marks: &mut Marks<'_>, out: &mut String) {
    let from = evidence.from.map_or(String::new(), |span| mark(span, text, marks));
    let to = evidence.to.map_or(String::new(), |span| format!(" ↔ {}", marked(marks.ui, &plain(span.of(target)))));
    let _ = writeln!(out, "     {:+6.2}  {}  {from}{to}", evidence.share, evidence.rule);
}

/// P(relation | link) of each relation that is not negligible.
fn shares(link: &Link, ui: Ui, out: &mut String) {
    let all = Relation::ALL.iter().zip(link.relations).filter(|(_, p)| *p >= 0.01);
    let list: Vec<String> = all.map(|(kind, p)| format!("{} {p:.2}", relation(ui, *kind))).collect();
    let _ = writeln!(out, "     {} {}", ui.pick("P(relation | link):", "P(relation | lien)\u{a0}:"), list.join(", "));
}

/// Why a label was not given: the rules for it, what they found, and what they lacked.
fn why_not(part: &Part, matcher: &Matcher, at: usize, label: &str, marks: &mut Marks<'_>, out: &mut String) {
    let (Some(TaggedComment { tags, reading }), Some(comment)) =
        (part.tagged.comments.get(Place::new(at)), part.thread.comments.get(at))
    else {
        return;
    };
    let ui = marks.ui;
    for rule in
        matcher.rules.iter().filter(|rule| &*rule.label == label && matches!(rule.kind, Kind::Position | Kind::Form))
    {
        if !matcher.reads(rule, tags.lang) {
            let unknown = ui.pick("an unknown language", "langue inconnue");
            let lang = tags.lang.map_or(unknown.to_owned(), |lang| lang.to_string());
            let name = &rule.name;
            out.push_str(&ui.pick(
                format!("{name} does not read this comment: it is in {lang}\n"),
                format!("{name} ne lit pas ce commentaire, dont la langue est\u{a0}: {lang}\n"),
            ));
            continue;
        }
        let score = rule.score(reading, &comment.text, None, &|_| false);
        sum(rule, &score, &comment.text, marks, out);
        if let Some((_, span)) = score.veto {
            let _ = writeln!(out, "     {} {}", ui.pick("forbidden by", "exclu par"), mark(span, &comment.text, marks));
        } else if !score.enough {
            let needed = rule.needed(reading);
            let outside = if needed > rule.need {
                ui.pick(", as the thread is about none of its topics", ", car le fil ne porte sur aucun de ses sujets")
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "     {} {needed}{outside}",
                ui.pick("too few different cues: it needs", "trop peu d’indices différents\u{a0}; il en faut")
            );
        } else if score.p < rule.threshold {
            let wanted = libm::log(rule.threshold / (1.0 - rule.threshold));
            let (threshold, short) = (rule.threshold, wanted - score.log_odds);
            out.push_str(&ui.pick(
                format!("     short of its threshold {threshold:.2} by {short:.2}\n"),
                format!("     il manque {short:.2} pour atteindre le seuil de {threshold:.2}\n"),
            ));
        } else {
            let _ = writeln!(
                out,
                "     {} {:.2}",
                ui.pick("it is over its threshold", "au-dessus de son seuil de"),
                rule.threshold
            );
        }
        let missing = rule.terms.iter().enumerate().filter(|(at, term)| {
            term.weight > 0.0
                && !matches!(term.kind, TermKind::Pair(_))
                && reading.allows(term)
                && score.fired.iter().all(|fired| fired.term != *at)
        });
        if rule.guard.is_some() {
            let topics: Vec<&str> = matcher.topics_of(reading).map(|topic| topic.id.as_str()).collect();
            let topics =
                if topics.is_empty() { "none of the topics of the packs".to_owned() } else { topics.join(", ") };
            let _ = writeln!(out, "     the thread is about: {topics}");
        }
        let mut missing: Vec<(f64, &str)> = missing.map(|(_, term)| (term.weight, &*term.name)).collect();
        missing.order_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        for (weight, name) in missing.iter().take(6) {
            let reach = logistic(score.log_odds + weight * rule.factor(reading));
            let _ = match ui {
                Ui::En => writeln!(out, "     not found: {name} ({weight:+.2}, would make {reach:.2})"),
                Ui::Fr => writeln!(out, "     non trouvé\u{a0}: {name} ({weight:+.2}, donnerait {reach:.2})"),
            };
        }
    }
}

/// The text in lines, with the marked words underlined and numbered below.
fn underlined(text: &str, marks: &BTreeMap<Span, usize>) -> String {
    let mut out = String::new();
    let lines = lines(text);
    // Assign each mark to the lines it touches first, because a long text has many marks and many lines.
    let mut inside: Vec<Vec<(Span, usize)>> = vec![Vec::new(); lines.len()];
    for (span, number) in marks {
        let first = lines.partition_point(|line| line.end <= span.start);
        let touched = lines.iter().zip(&mut inside).skip(first).take_while(|(line, _)| line.start < span.end);
        touched.for_each(|(_, marks)| marks.push((*span, *number)));
    }
    for (line, inside) in lines.into_iter().zip(inside) {
        let words = line.of(text).trim_end();
        let _ = writeln!(out, "  {}", plain(words));
        let mut below = String::new();
        let mut column = 0;
        for (span, number) in inside {
            let start = span.start.max(line.start);
            let end = span.end.min(line.start + words.len());
            let at = Span::new(line.start, start).of(text).width();
            let Some(width) = (end > start).then(|| Span::new(start, end).of(text).width().max(1)) else { continue };
            if at < column {
                let _ = write!(below, "[{number}]");
            } else {
                let _ = write!(below, "{}{}[{number}]", " ".repeat(at - column), "~".repeat(width));
            }
            column = below.width();
        }
        if !below.is_empty() {
            let _ = writeln!(out, "  {below}");
        }
    }
    out
}

/// Lines of at most [`COLUMNS`] columns, broken at spaces where possible.
fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut width = 0;
    let mut space: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        width += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if c == '\n' || width > COLUMNS {
            let cut = if c == '\n' { end } else { space.unwrap_or(at) };
            out.push(Span::new(start, cut));
            width = Span::new(cut, end).of(text).width();
            start = cut;
            space = None;
        } else if c.is_whitespace() {
            space = Some(end);
        }
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}

/// Who gave a relation, for people: its name for programs in English.
fn giver(ui: Ui, by: By) -> &'static str {
    ui.pick(
        by.name(),
        match by {
            By::Rule => "une règle",
            By::Link => "le lien",
            By::Given => "la source",
            By::Inherited => "reprise",
            By::Human => "une personne",
        },
    )
}

/// A relation, for people: its name for programs in English.
fn relation(ui: Ui, relation: Relation) -> &'static str {
    ui.pick(
        relation.name(),
        match relation {
            Relation::Rebuttal => "réfutation",
            Relation::Correction => "correction",
            Relation::Support => "soutien",
            Relation::Question => "question",
            Relation::Answer => "réponse à une question",
            Relation::Elaboration => "complément",
            Relation::Reply => "réponse neutre ou incertaine",
        },
    )
}
