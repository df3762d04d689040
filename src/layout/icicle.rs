//! The layout `icicle`: a flame graph of the thread, upside down. There is one row for each depth of reply, with the
//! article at the top. A bar is as wide as its subtree has nodes and is below what it answers.
//!
//! Replies whose bars would be too narrow to see are gathered with their subtrees into one bar at the right end of
//! their row. It says how many they are, shows their positions as stripes, and marks the share of attacks on its upper
//! edge. Anything deeper than [`ROWS`] is gathered too. Nothing is lost: the bars of a picture account for all of its
//! nodes. Cross links are not drawn; a remark counts them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::{EdgeIndex, NodeIndex};

use super::chart::{Band, Bar, Piece};
use super::clean::head;
use super::constants::MARGIN;
use super::metrics::{self, Weight};
use super::words::{self, Names};
use super::wrap::{Column, stretches, wrap};
use super::{Indexed, Point, Scene, card};
use crate::filter::View;
use crate::filter::forest::{Forest, Slot};
use crate::graph::{Role, Tally};
use crate::link::Link;
use crate::sort::Order as _;
use crate::text::Ui;
use crate::thread::Relation;

/// Between rows.
const BETWEEN: f64 = 2.0;
/// Least and greatest height of a bar: one line of small text, and four. A picture of few rows has room for words.
const LOW: f64 = 22.0;
const HIGH: f64 = 64.0;
/// Height of all rows together, if bars stay within those limits.
const TALL: f64 = 480.0;
/// From one baseline to the next, and from the upper edge to the first.
const LEADING: f64 = 14.0;
const FIRST: f64 = 15.5;
/// Least width of a bar; a narrower one could not be seen or pointed at.
pub const LEAST: f64 = 4.0;
/// Between two bars of a row; it is part of their width.
const GAP: f64 = 1.0;
/// Width per leaf, and the least and greatest width of the picture: a screen, and a sheet of A3 across.
const EACH: f64 = 7.0;
const NARROW: f64 = 900.0;
const WIDE: f64 = 1_900.0;
/// Most rows. Few discussions are deeper, and the picture of a chain of 100,000 replies would be a mile high.
pub const ROWS: usize = 60;
/// Least width of a bar with words.
const WORDY: f64 = 26.0;
/// Padding left and right of words.
const PAD: f64 = 5.0;
/// Between name and text on one line.
const BESIDE: f64 = 8.0;
/// A bar shows at most this many bytes of a text.
const SHOWN: usize = 400;

/// Siblings that share a width.
struct Family {
    /// Their parent; `None` for roots.
    on: Option<usize>,
    /// Their row.
    row: usize,
    /// Their left edge.
    x: f64,
    width: f64,
}

/// Arranges a forest as an icicle.
pub fn arrange(view: &View<'_>, forest: &Forest, names: &Names, ui: Ui) -> Scene {
    let sizes = sizes(view, forest);
    let leaves = forest.slots.iter().filter(|slot| slot.kids.is_empty()).count();
    let width = (leaves as f64 * EACH).clamp(NARROW, WIDE);
    let painter = Painter { view, forest, names, ui, sizes: &sizes };
    let roots: Vec<usize> = (0..forest.slots.len()).filter(|at| painter.is_root(*at)).collect();
    let mut bands = Vec::new();
    let mut open = vec![Family { on: None, row: 0, x: MARGIN, width }];
    while let Some(family) = open.pop() {
        let slot = family.on.and_then(|on| forest.slots.get(on));
        let kids = slot.map_or(roots.as_slice(), |slot| slot.kids.as_slice());
        // Each node counts as one part of its own width, so that its bar is as wide as its whole subtree.
        let folded = slot.map_or(Some(&view.folding.loose), |slot| view.folded(slot.node));
        let folded = folded.filter(|tally| tally.nodes() > 0);
        let extra = folded.map_or(0, Tally::nodes);
        let all = || roots.iter().filter_map(|root| sizes.get(*root)).sum::<usize>() + extra;
        let whole = family.on.and_then(|on| sizes.get(on)).copied().unwrap_or_else(all).max(1);
        let shares = share(kids, &sizes, (whole, extra), family.width, family.row >= ROWS);
        // The row number, until the number of rows is known.
        let y = family.row as f64;
        let mut x = family.x;
        let mut rest = Vec::new();
        for (kid, width) in kids.iter().zip(&shares.single) {
            let Some(width) = width else {
                rest.push(*kid);
                continue;
            };
            bands.extend(painter.single(*kid, Point::new(x, y), *width));
            open.push(Family { on: Some(*kid), row: family.row + 1, x, width: *width });
            x += width;
        }
        if !rest.is_empty() || folded.is_some() {
            bands.push(painter.gathered((family.on, folded), &rest, Point::new(x, y), shares.rest));
        }
    }
    bands.order_by(|a, b| a.at.y.total_cmp(&b.at.y).then(a.at.x.total_cmp(&b.at.x)));
    let rows = bands.last().map_or(1.0, |band| band.at.y + 1.0);
    let height = libm::floor(TALL / rows - BETWEEN).clamp(LOW, HIGH);
    for band in &mut bands {
        band.at.y = MARGIN + (height + BETWEEN) * band.at.y;
        band.size.y = height;
        painter.word(band);
    }
    let bottom = bands.last().map_or(0.0, |band| band.at.y + height);
    let remarks = remarks(forest, &bands, ui);
    Scene { size: Point::new(width + 2.0 * MARGIN, bottom + MARGIN), bands, remarks, ..Scene::default() }
}

/// Remarks on what the picture leaves out.
fn remarks(forest: &Forest, bands: &[Band], ui: Ui) -> Vec<String> {
    let mut out = Vec::new();
    let gathered: usize = bands
        .iter()
        .map(|band| match band.bar {
            Bar::Gathered { nodes, .. } => nodes,
            Bar::Node(_) => 0,
        })
        .sum();
    if gathered > 0 {
        out.push(ui.pick(
            format!("{gathered} too narrow to be drawn alone, gathered as +n"),
            format!("{gathered} trop étroits pour être dessinés seuls, regroupés en +n"),
        ));
    }
    match forest.cross.len() {
        0 => {}
        1 => out.push(ui.pick("1 cross link not drawn", "1 lien transversal non dessiné").to_owned()),
        count => out.push(ui.pick(
            format!("{count} cross links not drawn: --layout thread draws them"),
            format!("{count} liens transversaux non dessinés : --layout thread les dessine"),
        )),
    }
    out
}

/// The size of the subtree of each slot, including the slot and what is folded away.
fn sizes(view: &View<'_>, forest: &Forest) -> Vec<usize> {
    let folded = |slot: &Slot| view.folded(slot.node).map_or(0, Tally::nodes);
    let mut sizes: Indexed<usize> = forest.slots.iter().map(|slot| 1 + folded(slot)).collect();
    for (at, slot) in forest.slots.iter().enumerate().rev() {
        if let Some(parent) = slot.parent {
            let own = *sizes.at(at);
            *sizes.at_mut(parent) += own;
        }
    }
    sizes.into_vec()
}

/// The widths of siblings: `None` for those that are gathered, and the width of the gathered bar.
struct Shares {
    single: Vec<Option<f64>>,
    rest: f64,
}

/// Divides a width among siblings by subtree size. As many as possible get their own bar, the largest first. The
/// gathered bar, which includes what was folded away before, is at least [`LEAST`] wide, and the others shrink to make
/// room for it.
fn share(kids: &[usize], sizes: &[usize], (whole, extra): (usize, usize), width: f64, deep: bool) -> Shares {
    let size = |kid: &usize| sizes.get(*kid).copied().unwrap_or(1);
    let mut order: Vec<(usize, usize)> = kids.iter().map(size).enumerate().collect();
    order.order_by_key(|(at, size)| (std::cmp::Reverse(*size), *at));
    let unit = width / whole as f64;
    let all: usize = order.iter().map(|(_, size)| size).sum::<usize>() + extra;
    // The width of the single bars together and of the gathered bar, if the single ones have `drawn` nodes.
    let split = |drawn: usize| {
        let natural = drawn as f64 * unit;
        let rest = (all - drawn) as f64 * unit;
        if drawn == all { (natural, 0.0) } else { (natural.min(width - rest.max(LEAST)), rest.max(LEAST).min(width)) }
    };
    let (mut best, mut drawn) = (0, 0);
    for (count, (_, size)) in order.iter().enumerate().take(if deep { 0 } else { usize::MAX }) {
        drawn += size;
        let (room, _) = split(drawn);
        if room * *size as f64 / drawn as f64 >= LEAST {
            best = count + 1;
        }
    }
    let drawn: usize = order.iter().take(best).map(|(_, size)| size).sum();
    let (room, rest) = split(drawn);
    let mut single = Indexed::filled(kids.len(), None);
    for (at, size) in order.into_iter().take(best) {
        *single.at_mut(at) = Some(room * size as f64 / drawn as f64);
    }
    Shares { single: single.into_vec(), rest }
}

/// What is needed to make a bar.
struct Painter<'a> {
    view: &'a View<'a>,
    forest: &'a Forest,
    names: &'a Names,
    ui: Ui,
    sizes: &'a [usize],
}

impl Painter<'_> {
    fn is_root(&self, at: usize) -> bool {
        self.forest.slots.get(at).is_some_and(|slot| slot.parent.is_none())
    }

    fn link(&self, at: usize) -> Option<&Link> {
        let edge = self.forest.slots.get(at)?.edge?;
        self.view.edge(edge).and_then(|(_, _, edge)| edge.link())
    }

    /// The bar of one node.
    fn single(&self, at: usize, corner: Point, width: f64) -> Option<Band> {
        let slot = self.forest.slots.get(at)?;
        let node = self.view.node(slot.node)?;
        let size = Point::new(width - GAP, 0.0);
        let relation = self.link(at).map_or(Relation::Reply, |link| link.relation);
        let held: Vec<Option<Arc<str>>> =
            words::held(self.view, node).map(|(_, label)| Some(Arc::clone(&label.name))).collect();
        let held = if held.is_empty() { vec![None] } else { held };
        let each = size.x / held.len() as f64;
        let subject = node.is_subject();
        let pieces = held.into_iter().enumerate();
        let pieces = pieces.map(|(at, position)| Piece { position, subject, x: each * at as f64, width: each });
        let edge = |kind: bool| if kind { size.x } else { 0.0 };
        Some(Band {
            bar: Bar::Node(slot.node),
            edge: slot.edge,
            at: corner,
            size,
            pieces: pieces.collect(),
            attack: edge(relation.is_attack()),
            support: edge(relation == Relation::Support),
            lines: Vec::new(),
            named: 0,
        })
    }

    /// Gives a bar as many words as it has room for. If the name does not fit, it gets none.
    fn word(&self, band: &mut Band) {
        let width = band.size.x - 2.0 * PAD;
        if band.size.x < WORDY {
            return;
        }
        let most = ((band.size.y - FIRST - 3.0) / LEADING) as usize + 1;
        let at = |line: usize| Point::new(PAD, FIRST + LEADING * line as f64);
        let mut lines: Vec<String> = match band.bar {
            Bar::Node(index) => {
                let (name, text) = self.node_words(index, band.edge, width, most);
                band.named = name.len();
                if let ([name], [text], 1) = (name.as_slice(), text.as_slice(), most) {
                    let beside = Point::new(PAD + measure(name) + BESIDE, FIRST);
                    band.lines = vec![(at(0), name.clone()), (beside, text.clone())];
                    return;
                }
                name.into_iter().chain(text).collect()
            }
            Bar::Gathered { nodes, relations, .. } => {
                let mut candidates = vec![format!("+{nodes}")];
                let attacks = attacks(&relations);
                if attacks > 0 {
                    let word = match (attacks, self.ui) {
                        (1, Ui::En) => "attack",
                        (_, Ui::En) => "attacks",
                        (1, Ui::Fr) => "attaque",
                        (_, Ui::Fr) => "attaques",
                    };
                    candidates.push(format!("−{attacks} {word}"));
                    candidates.push(format!("−{attacks}"));
                }
                // A truncated number would be false: the second line is the first of these that fits.
                let mut lines: Vec<String> = candidates.into_iter().filter(|line| measure(line) <= width).collect();
                // The number of attacks alone would read as the number of nodes.
                if lines.first().is_some_and(|line| line.starts_with('−')) {
                    lines.clear();
                }
                lines.truncate(most.min(2));
                band.named = lines.len();
                lines
            }
        };
        lines.truncate(most);
        band.lines = lines.into_iter().enumerate().map(|(line, words)| (at(line), words)).collect();
    }

    /// The words of the bar of a node, in at most `most` lines: sign, name and positions, then as much of the text as
    /// fits. With one line, both share it.
    fn node_words(
        &self,
        index: NodeIndex,
        edge: Option<EdgeIndex>,
        width: f64,
        most: usize,
    ) -> (Vec<String>, Vec<String>) {
        let nothing = (Vec::new(), Vec::new());
        let Some(node) = self.view.node(index) else { return nothing };
        let link = edge.and_then(|edge| self.view.edge(edge)).and_then(|(_, _, edge)| edge.link());
        let name = format!("{}{}", link.map_or("", |link| words::sign(link.relation)), self.names.heading(index));
        if measure(&name) > width {
            return nothing;
        }
        let mut before = name.clone();
        for (_, label) in words::held(self.view, node) {
            before.push(' ');
            before.push_str(head(&self.names.position(label), SHOWN));
        }
        let title = self.view.map.threads.get(node.thread).and_then(|thread| thread.title.as_deref());
        let title = title.filter(|_| node.role == Role::Entry && node.comment.kind.is_opening());
        let text = match title {
            Some(title) => Cow::Owned(format!("{} · {}", head(title, SHOWN), head(&node.comment.text, SHOWN * 4))),
            None => Cow::Borrowed(&*node.comment.text),
        };
        let mut before = whole_words(&before, width, most);
        if !before.first().is_some_and(|line| line.starts_with(&name)) {
            // A truncated number would be false.
            before = vec![name];
        }
        let name = before;
        let room = name.first().map_or(0.0, |name| width - measure(name) - BESIDE);
        let mut text = match most {
            1 if room > 0.0 => whole_words(&text, room, 1),
            1 => Vec::new(),
            _ => whole_words(&text, width, most - name.len().min(most)),
        };
        // A single word says nothing.
        if let [line] = text.as_slice()
            && line.len() < 12
        {
            text.clear();
        }
        (name, text)
    }

    /// The bar of several nodes and their subtrees. Slots are in reading order, so a subtree is a range of slots, and
    /// no slot is in two gathered bars: all of them together take linear time.
    fn gathered(
        &self,
        (on, folded): (Option<usize>, Option<&Tally>),
        kids: &[usize],
        corner: Point,
        width: f64,
    ) -> Band {
        let mut heap = Heap::default();
        if let Some(tally) = folded {
            heap.add(tally);
        }
        for kid in kids {
            let mut left = self.sizes.get(*kid).copied().unwrap_or(1);
            for (at, slot) in self.forest.slots.iter().enumerate().skip(*kid) {
                if left == 0 {
                    break;
                }
                left -= 1;
                if let Some(tally) = self.view.folded(slot.node) {
                    left = left.saturating_sub(tally.nodes());
                    heap.add(tally);
                }
                let Some(node) = self.view.node(slot.node) else { continue };
                heap.nodes += 1;
                heap.comments += usize::from(node.is_comment());
                let first = words::held(self.view, node).next().map(|(_, label)| Arc::clone(&label.name));
                *heap.shares.entry((node.is_subject(), first)).or_default() += 1;
                if let Some(link) = self.link(at) {
                    heap.relations.get_mut(link.relation.index()).into_iter().for_each(|count| *count += 1);
                }
            }
        }
        let Heap { nodes, comments, shares, relations } = heap;
        let size = Point::new((width - GAP).max(1.0), 0.0);
        // What is folded away may have more links than nodes.
        let part = |count: usize| size.x * (count as f64 / nodes.max(1) as f64).min(1.0);
        let mut x = 0.0;
        // The most frequent position first. Nodes without a position come last, as the background.
        let mut order: Vec<_> = shares.into_iter().collect();
        order.order_by_key(|((_, position), count)| (position.is_none(), std::cmp::Reverse(*count)));
        let pieces = order.into_iter().map(|((subject, position), count)| {
            let piece = Piece { position, subject, x, width: part(count) };
            x += piece.width;
            piece
        });
        let pieces = pieces.collect();
        let supports = relations.get(Relation::Support.index()).copied().unwrap_or(0);
        let attacks = attacks(&relations);
        Band {
            bar: Bar::Gathered {
                on: on.and_then(|on| self.forest.slots.get(on)).map(|slot| slot.node),
                nodes,
                comments,
                relations,
            },
            edge: None,
            at: corner,
            size,
            pieces,
            attack: part(attacks),
            support: part(supports).min(size.x - part(attacks)),
            lines: Vec::new(),
            named: 0,
        }
    }
}

/// The width of words on a bar.
fn measure(words: &str) -> f64 {
    metrics::width(words, card::SMALL, Weight::Regular)
}

/// The lines of a text, up to the first word that is wider than a line.
fn whole_words(text: &str, width: f64, most: usize) -> Vec<String> {
    let column = Column { width, size: card::SMALL, weight: Weight::Regular, most, flow: true };
    let mut lines = Vec::new();
    for row in wrap(text, &column) {
        let line: String =
            stretches(text, row, Weight::Regular, &[], &mut 0).into_iter().map(|part| part.text).collect();
        let after = text.get(row.span.end..).and_then(|rest| rest.chars().next());
        let broken = !row.cut && after.is_some_and(|after| !after.is_whitespace()) && !line.ends_with(['-', '–', '—']);
        if !broken {
            lines.push(line);
            continue;
        }
        if let Some((words, _)) = line.rsplit_once(' ') {
            lines.push(words.to_owned());
        }
        break;
    }
    lines
}

/// How many of these links are attacks.
fn attacks(relations: &[usize; Relation::ALL.len()]) -> usize {
    Relation::ALL.iter().zip(relations).filter(|(kind, _)| kind.is_attack()).map(|(_, count)| count).sum()
}

/// The sums of a gathered bar.
#[derive(Default)]
struct Heap {
    nodes: usize,
    comments: usize,
    /// Node counts by whether they are subjects of a thread, and by their first position.
    shares: BTreeMap<(bool, Option<Arc<str>>), usize>,
    relations: [usize; Relation::ALL.len()],
}

impl Heap {
    /// Adds what was folded away earlier; its positions are not known.
    fn add(&mut self, tally: &Tally) {
        self.nodes += tally.nodes();
        self.comments += tally.comments;
        *self.shares.entry((false, None)).or_default() += tally.nodes();
        for (sum, count) in self.relations.iter_mut().zip(tally.links) {
            *sum += count;
        }
    }
}
