//! The `md` writer: a report for editors, in the reader's language.
//!
//! The most useful parts come first: a summary of at most 90 words, the issues with the best comments of both sides, and
//! what nobody answered. Then come corrections, the figures, the method, what is uncertain, what could not be read, and the
//! source. Verbs are as sure as the links they describe ([`graded`]). Comments are quoted as text ([`escape::markdown`]), with their ids. Sides are counted in distinct authors if
//! the source names them. Positions are counted in comments, never by person.

mod answers;
mod brief;
mod figures;
mod issues;
mod method;
mod origin;
mod unsure;

use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::input::{Refusal, RenderInput, Texts};
use super::{caption, escape, wording};
use crate::filter::View;
use crate::graph::{Node, Role};
use crate::issue::{Disputes, Issue, Issues};
use crate::layout::graded;
use crate::layout::sides;
use crate::layout::words::{self, Names};
use crate::link::Link;
use crate::place::PerNode;
use crate::text::Ui;
use crate::thread::{Kind, Relation};

/// Characters of the best comment of a side. Most comments are shorter and quoted whole.
const LONG: usize = 900;

/// Characters of other quotations.
const SHORT: usize = 320;

/// Characters of a quotation within a sentence.
const WORDS: usize = 90;

/// Writes the input as `md`.
///
/// # Errors
/// Never.
pub fn write(input: &RenderInput<'_>) -> Result<Vec<u8>, Refusal> {
    let mut report = Report::new(input);
    let title = report.say("Report: ", "Rapport : ") + &heading(&report);
    report.heading(1, &title);
    brief::write(&mut report);
    issues::write(&mut report);
    answers::write(&mut report);
    figures::write(&mut report);
    method::write(&mut report);
    unsure::write(&mut report);
    origin::write(&mut report);
    Ok(report.out.into_bytes())
}

/// What the report is about: the title of the thread; else the beginning of its article, as in pictures; else the words at
/// stake.
fn heading(report: &Report<'_>) -> String {
    let title = || escape::markdown(&caption::title(report.input));
    let [thread] = report.view.map.threads.as_slice() else { return title() };
    let has_article = report.view.map.graph.node_weights().any(|node| node.comment.kind == Kind::Article);
    let main = report.issues.list.first().filter(|issue| !issue.title.is_empty() && report.input.texts != Texts::None);
    match main.filter(|_| thread.title.is_none() && !has_article) {
        Some(main) => escape::markdown(&clause(&main.title, WORDS)),
        None => title(),
    }
}

/// At most about `most` characters of a title: whole, or the clauses that fit, or words.
fn clause(title: &str, most: usize) -> String {
    let cut = wording::first_words(title, most);
    let Some(words) = cut.strip_suffix('…').filter(|_| !title.ends_with('…') || cut != title) else { return cut };
    let ends = words.char_indices().filter(|(_, mark)| ",;:—.?!".contains(*mark));
    let mut ends =
        ends.filter(|(at, mark)| words.get(at + mark.len_utf8()..).is_some_and(|after| after.starts_with(' ')));
    let last = ends.next_back().filter(|(at, _)| at * 3 >= words.len());
    last.and_then(|(at, mark)| {
        let is_end = ".?!".contains(mark);
        Some(format!("{}{}", words.get(..at)?.trim_end(), if is_end { mark } else { '…' }))
    })
    .unwrap_or(cut)
}

/// A reply and its two ends.
#[derive(Clone, Copy, Debug)]
struct Reply<'v> {
    edge: EdgeIndex,
    from: NodeIndex,
    to: NodeIndex,
    link: &'v Link,
}

/// The report while it is written.
struct Report<'v> {
    input: &'v RenderInput<'v>,
    view: &'v View<'v>,
    ui: Ui,
    names: Arc<Names>,
    found: Arc<Disputes>,
    issues: Arc<Issues>,
    /// For every node, whether it has been quoted.
    quoted: PerNode<bool>,
    out: String,
}

impl<'v> Report<'v> {
    fn new(input: &'v RenderInput<'v>) -> Self {
        let view = input.view;
        Report {
            input,
            view,
            ui: input.ui,
            names: view.names(input.ui),
            found: view.disputes(),
            issues: view.issues(),
            quoted: PerNode::filled(view.faded.len(), false),
            out: String::new(),
        }
    }

    /// The words in the reader's language, with the no-break spaces of French.
    fn say(&self, en: &str, fr: &str) -> String {
        match self.ui {
            Ui::En => en.to_owned(),
            Ui::Fr => [" :", " ;", " ?", " !", " %"]
                .iter()
                .fold(fr.to_owned(), |text, sign| text.replace(sign, &sign.replace(' ', "\u{a0}"))),
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.out.push_str(&"#".repeat(level));
        self.out.push(' ');
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn paragraph(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn item(&mut self, text: &str) {
        self.out.push_str("- ");
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Writes how many entries are left out.
    fn more(&mut self, all: usize, shown: usize) {
        if all > shown {
            let more = all - shown;
            let text = self.say("more, in `palabre map -f json`.", "de plus, dans `palabre map -f json`.");
            self.item(&format!("… {more} {text}"));
        }
    }

    /// A node as the subject or object of a sentence: `\#4`, `the article`. With several threads, the id follows.
    fn object(&self, node: NodeIndex) -> String {
        let name = wording::object(&self.names, node, self.ui).replace('#', "\\#");
        if self.view.map.threads.len() > 1 { format!("{name} ({})", self.id(node)) } else { name }
    }

    /// What is at stake in an issue: its words in quotation marks, or the name of the node if the output carries no text.
    fn title(&self, issue: &Issue, most: usize) -> String {
        if self.input.texts == Texts::None || issue.title.is_empty() {
            return wording::capital(&self.target(issue.node));
        }
        self.quoted_words(&clause(&issue.title, most), most + 1)
    }

    /// As [`Report::object`]; a claim also names its article or comment.
    fn target(&self, node: NodeIndex) -> String {
        let name = self.object(node);
        match self.view.node(node).map(|node| &node.role) {
            Some(Role::Claim { of, .. }) => {
                let of = wording::object(&self.names, *of, self.ui);
                match self.ui {
                    Ui::En => format!("{name} of {of}"),
                    Ui::Fr => format!("{name} de {of}").replace("de le ", "du "),
                }
            }
            _ => name,
        }
    }

    /// The id of a node, which other commands accept.
    fn id(&self, node: NodeIndex) -> String {
        let id = self.view.node(node).map_or("?", |node| node.id.as_str());
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:#".contains(c);
        if !id.is_empty() && id.len() <= 80 && id.chars().all(plain) && !id.contains("//") {
            format!("`{id}`")
        } else {
            escape::markdown(&wording::first_words(id, 80))
        }
    }

    /// The relation of a reply as a sentence: `\#4 seems to rebut claim 1 of the article`.
    fn deed(&self, reply: &Reply<'_>) -> String {
        let to = self.view.map.claim(reply.edge).unwrap_or(reply.to);
        let (from, to) = (self.object(reply.from), self.target(to));
        let [verb, tail] = graded::parts(self.ui, reply.link);
        let text = format!("{from} {verb} {to}{tail}");
        text.replace(" à le ", " au ").replace(" de le ", " du ")
    }

    /// The words of the target that a reply refers to, in quotation marks after a comma. Empty if they are unknown or
    /// the output carries no text.
    fn anchor(&self, reply: &Reply<'_>) -> String {
        let words = match (reply.link.anchor, self.view.node(reply.to)) {
            (Some(span), Some(node)) if self.input.texts != Texts::None => span.of(&node.comment.text),
            _ => return String::new(),
        };
        format!(" : {}", self.quotation(words)).replace(" : ", &self.say(": ", " : "))
    }

    /// Words within a sentence, in quotation marks. Quotation marks around all of the words are replaced.
    fn quotation(&self, words: &str) -> String {
        self.quoted_words(words, WORDS)
    }

    /// At most about `most` characters of them.
    fn quoted_words(&self, words: &str, most: usize) -> String {
        let mut inner = words.trim();
        for [open, close] in [['“', '”'], ['"', '"'], ['«', '»']] {
            let bare = inner.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            inner = bare.filter(|bare| !bare.contains([open, close])).map_or(inner, str::trim);
        }
        let cut = escape::markdown(&wording::first_words(inner, most));
        match self.ui {
            Ui::En => format!("“{cut}”"),
            Ui::Fr => format!("«\u{a0}{cut}\u{a0}»"),
        }
    }

    /// A percentage.
    fn percent(&self, p: f64) -> String {
        sides::percent(self.ui, p)
    }

    /// Writes the text of a comment as a block quotation, with its id, author, time and positions below. A comment is
    /// quoted only once. If the text is too long and `at` is given, the quotation begins at the sentence of that byte.
    fn quote(&mut self, node: NodeIndex, (most, at): (usize, Option<usize>), indent: &str) {
        let Some(entry) = self.view.node(node) else { return };
        let (texts, most) = match self.input.texts {
            Texts::Full => (true, most),
            Texts::Excerpt => (true, most.min(160)),
            Texts::None => (false, 0),
        };
        if std::mem::replace(self.quoted.at_mut(node), true) {
            return;
        }
        let mut lines = Vec::new();
        if texts {
            let text = entry.comment.text.as_str();
            // Begin at the beginning if the quotation contains the byte anyway.
            let is_far = |at: &usize| text.get(..*at).is_some_and(|before| before.chars().nth(most * 2 / 3).is_some());
            let from = at.filter(is_far).map_or(0, |at| sentence(text, at));
            lines.extend(paragraphs(text.get(from..).unwrap_or(text), most));
            if let Some(first) = lines.first_mut().filter(|_| from > 0) {
                first.insert_str(0, "… ");
            }
        }
        lines.push(self.source_line(node, entry));
        let quotation = format!("\n{indent}>\n");
        let lines: Vec<String> = lines.iter().map(|line| format!("{indent}> {line}")).collect();
        self.out.push_str(&lines.join(&quotation));
        self.out.push_str("\n\n");
    }

    /// `— \#4 · c4 · author · time · skeptic`
    fn source_line(&self, node: NodeIndex, entry: &Node) -> String {
        let name = self.names.get(node).replace('#', "\\#");
        let mut parts = vec![format!("**{name}**"), self.id(node)];
        let plain = |text: &str| escape::markdown(&wording::first_words(text, 60));
        parts.extend(entry.comment.author.as_deref().map(plain));
        parts.extend(entry.comment.time.as_deref().map(plain));
        let positions: Vec<String> =
            words::held(self.view, entry).map(|(_, label)| plain(&self.names.position(label))).collect();
        if !positions.is_empty() {
            parts.push(format!("*{}*", positions.join(", ")));
        }
        format!("— {}", parts.join(" · "))
    }

    /// Whether the source says who answers whom. Otherwise it is not known for certain that something got no answer.
    fn is_given(&self) -> bool {
        self.replies().iter().all(|reply| reply.link.given)
    }

    /// The replies that are not shown only for context, in the order of the map.
    fn replies(&self) -> Vec<Reply<'v>> {
        let view = self.view;
        let edges = view.edges.iter().filter_map(|index| {
            let (from, to, edge) = view.edge(*index)?;
            let link = edge.link()?;
            (!view.is_faded(from)).then_some(Reply { edge: *index, from, to, link })
        });
        edges.collect()
    }

    /// The comments that are not shown only for context.
    fn comments(&self) -> impl Iterator<Item = (NodeIndex, &'v Node)> + use<'v> {
        let view = self.view;
        let shown = view.nodes.iter().filter(move |index| !view.is_faded(**index));
        shown.filter_map(move |index| Some((*index, view.node(*index)?))).filter(|(_, node)| node.is_comment())
    }

    /// The replies with this relation.
    fn of_relation(replies: &[Reply<'v>], relation: Relation) -> Vec<Reply<'v>> {
        replies.iter().filter(|reply| reply.link.relation == relation).copied().collect()
    }
}

/// The first byte of the sentence that contains a byte of a text.
fn sentence(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let end = before.char_indices().rev().find(|(place, character)| {
        let next = before.get(place + character.len_utf8()..).and_then(|rest| rest.chars().next());
        *character == '\n' || ".?!…".contains(*character) && next.is_some_and(char::is_whitespace)
    });
    end.map_or(0, |(place, character)| place + character.len_utf8())
}

/// The paragraphs of a text as Markdown, at most about `most` characters.
fn paragraphs(text: &str, most: usize) -> Vec<String> {
    let mut left = most;
    let mut out: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(last) = out.last_mut().filter(|_| left < 40) {
            // There is room for only a few words.
            last.push_str(" …");
            break;
        }
        let cut = wording::first_words(line, left);
        left = left.saturating_sub(cut.chars().count());
        if !cut.is_empty() {
            out.push(escape::markdown(&cut));
        }
        if cut.ends_with('…') && !line.ends_with('…') {
            break;
        }
    }
    out
}
