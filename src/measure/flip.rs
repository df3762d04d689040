//! `explain --flip`: the single uncertain link that would change whether a comment stands.
//!
//! In: the map and a comment of it. Out: [`Flips`]. Only attacks that reach the comment through other possible attacks can
//! matter; each of them that is uncertain is tried both ways on that part of the map alone.

use std::fmt::Write as _;

use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::words::{counted, id, quoted};
use crate::graph::standing::{ABSENT, Attack, CERTAIN, standings};
use crate::graph::{ArgumentMap, Edge, Node, Standing, Status};
use crate::layout::words::{probability, verb};
use crate::text::Ui;

/// Most uncertain links that are tried, the nearest first: each costs two passes over what stands below the comment, and
/// a link further away must get past more comments to matter.
pub const TRIED: usize = 256;

/// Links that the text names.
const TOLD: usize = 8;

/// One link that changes the status alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The link.
    pub edge: EdgeIndex,
    /// Attacks between what it attacks and the comment; 0 where it attacks the comment itself.
    pub steps: usize,
    /// The probability that it is an attack, in [0, 1].
    pub p: f64,
    /// The status if it is an attack for certain; `None` where that changes nothing.
    pub if_certain: Option<Status>,
    /// The status if it is no attack; `None` where that changes nothing.
    pub if_absent: Option<Status>,
}

impl Flip {
    /// The probability of what would change the status.
    fn chance(&self) -> f64 {
        let certain = self.if_certain.map_or(0.0, |_| self.p);
        certain.max(self.if_absent.map_or(0.0, |_| 1.0 - self.p))
    }
}

/// What would change the status of a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Flips {
    /// What stands now.
    pub standing: Standing,
    /// The links that change it alone: the nearest first, then the most probable change, then by place in the map.
    pub list: Vec<Flip>,
    /// Possible attacks that reach the comment.
    pub attacks: usize,
    /// How many of them are uncertain.
    pub uncertain: usize,
    /// How many of these were tried: at most [`TRIED`].
    pub tried: usize,
    /// Why no completion helps: for a challenged comment, the first certain attack on it by a comment that stands in all,
    /// and the status without it, for a reader who would judge it otherwise; `None` where that changes nothing.
    pub decided_by: Option<(EdgeIndex, Option<Status>)>,
    /// The likeliest of the direct answers that count as no attack at all.
    pub too_weak: Option<(EdgeIndex, f64)>,
}

/// Finds the links that change the status of a comment alone when they become certain or absent. `None` where the node is
/// no comment: articles, posts and claims have no status.
///
/// Linear in what reaches the comment, for each of at most [`TRIED`] links.
pub fn flips(map: &ArgumentMap, comment: NodeIndex) -> Option<Flips> {
    let standing = map.graph.node_weight(comment)?.standing?;
    let mut found = Flips {
        standing,
        list: Vec::new(),
        attacks: 0,
        uncertain: 0,
        tried: 0,
        decided_by: None,
        too_weak: too_weak(map, comment),
    };
    let reach = Reach::of(map, comment);
    found.attacks = reach.attacks.len();
    let mut open: Vec<usize> = (0..reach.attacks.len()).filter(|at| reach.is_uncertain(*at)).collect();
    found.uncertain = open.len();
    open.sort_by(|a, b| reach.nearer(*a, *b));
    open.truncate(TRIED);
    found.tried = open.len();
    let turned = |at: usize, there: bool| reach.status(at, there).filter(|status| *status != standing.status);
    for at in open {
        let Some((edge, steps, attack)) = reach.at(at) else { continue };
        let (if_certain, if_absent) = (turned(at, true), turned(at, false));
        if if_certain.is_some() || if_absent.is_some() {
            found.list.push(Flip { edge, steps, p: attack.p, if_certain, if_absent });
        }
    }
    found.list.sort_by(|a, b| a.steps.cmp(&b.steps).then(b.chance().total_cmp(&a.chance())).then(a.edge.cmp(&b.edge)));
    if standing.status == Status::Challenged {
        let stands =
            |at: usize| reach.comments.get(at).and_then(|(node, _)| map.graph.node_weight(*node)).is_some_and(stands);
        let mut sure = reach.attacks.iter().enumerate();
        let sure = sure.find(|(_, (_, attack))| attack.to == 0 && attack.certain && stands(attack.from));
        found.decided_by = sure.map(|(at, (edge, _))| (*edge, turned(at, false)));
    }
    Some(found)
}

fn stands(node: &Node) -> bool {
    node.standing.is_some_and(|standing| matches!(standing.status, Status::Unchallenged | Status::Defended))
}

/// The likeliest answer to a comment that is up to [`ABSENT`], so that it counts as no attack.
fn too_weak(map: &ArgumentMap, comment: NodeIndex) -> Option<(EdgeIndex, f64)> {
    let answers = map.graph.edges_directed(comment, Direction::Incoming);
    let weak = answers.filter_map(|edge| {
        let link =
            edge.weight().link().filter(|_| map.graph.node_weight(edge.source()).is_some_and(Node::is_comment))?;
        let attack = Attack::of(link, 1, 0);
        (!attack.possible).then_some((edge.id(), attack.p))
    });
    weak.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

/// What reaches a comment through possible attacks.
struct Reach {
    /// The comments, the one asked about first, with their steps to it.
    comments: Vec<(NodeIndex, usize)>,
    /// The possible attacks among them, by their numbers in `comments`.
    attacks: Vec<(EdgeIndex, Attack)>,
}

impl Reach {
    /// Walks from the comment to its attackers, theirs, and so on.
    fn of(map: &ArgumentMap, comment: NodeIndex) -> Reach {
        let mut comments = vec![(comment, 0)];
        let mut numbers: FxHashMap<NodeIndex, usize> = [(comment, 0)].into_iter().collect();
        let mut attacks = Vec::new();
        let mut to = 0;
        while let Some((attacked, steps)) = comments.get(to).copied() {
            for edge in map.graph.edges_directed(attacked, Direction::Incoming) {
                let from = edge.source();
                let (Edge::Reply(link), true) =
                    (edge.weight(), map.graph.node_weight(from).is_some_and(Node::is_comment))
                else {
                    continue;
                };
                if !Attack::of(link, 0, 0).possible {
                    continue;
                }
                let number = *numbers.entry(from).or_insert_with(|| {
                    comments.push((from, steps + 1));
                    comments.len() - 1
                });
                attacks.push((edge.id(), Attack::of(link, number, to)));
            }
            to += 1;
        }
        attacks.sort_by_key(|(edge, _)| *edge);
        Reach { comments, attacks }
    }

    fn is_uncertain(&self, at: usize) -> bool {
        self.attacks.get(at).is_some_and(|(_, attack)| attack.possible && !attack.certain)
    }

    /// An attack: its edge, the steps between what it attacks and the comment, and itself.
    fn at(&self, at: usize) -> Option<(EdgeIndex, usize, Attack)> {
        let (edge, attack) = self.attacks.get(at)?;
        Some((*edge, self.comments.get(attack.to)?.1, *attack))
    }

    /// Orders attacks by what is worth trying first: the nearest, then the likeliest, then by place in the map.
    fn nearer(&self, a: usize, b: usize) -> std::cmp::Ordering {
        let key = |at: usize| self.at(at).map_or((0, 0.0), |(_, steps, attack)| (steps, attack.p));
        let ((a_steps, a_p), (b_steps, b_p)) = (key(a), key(b));
        a_steps.cmp(&b_steps).then(b_p.total_cmp(&a_p)).then(a.cmp(&b))
    }

    /// The status of the comment if that attack is there for certain, or is not there at all.
    fn status(&self, at: usize, there: bool) -> Option<Status> {
        let turned = |(number, (_, attack)): (usize, &(EdgeIndex, Attack))| {
            if number == at { Attack { possible: there, certain: there, ..*attack } } else { *attack }
        };
        let attacks: Vec<Attack> = self.attacks.iter().enumerate().map(turned).collect();
        standings(self.comments.len(), &attacks).first().map(|standing| standing.status)
    }
}

/// The flips of a comment, or of anything else of the map, in words.
pub fn text(map: &ArgumentMap, comment: NodeIndex) -> String {
    let name = id(map, comment);
    let Some(found) = flips(map, comment) else {
        return format!("{name} has no status: only comments whose text was read stand or fall\n");
    };
    let Flips { standing, list, uncertain, tried, .. } = &found;
    let told = |standing: &Standing| {
        format!("{}, accepted with probability {}", standing.status.name(), probability(standing.strength))
    };
    let grounded =
        map.graph.node_weight(comment).and_then(|node| node.reasoned.filter(|grounded| grounded != standing));
    let grounded = grounded
        .map_or_else(String::new, |grounded| format!("  over attacks that give a ground: {}\n", told(&grounded)));
    let mut out = format!("{name} is {}\n{grounded}  {}\n\n", told(standing), quoted(map, comment));
    // Writing to a string cannot fail, here and below.
    let _ = match list.len() {
        0 => writeln!(out, "no single uncertain link would change that: {}", found.reason(map)),
        1 if *uncertain == 1 => writeln!(out, "the one uncertain link below it decides:"),
        1 => writeln!(out, "one of {uncertain} uncertain links would change that alone:"),
        many => {
            writeln!(out, "{many} of {uncertain} uncertain links would change that, each alone, the nearest first:")
        }
    };
    for flip in list.iter().take(TOLD) {
        flip.tell(map, &name, &mut out);
    }
    if list.len() > TOLD {
        let _ = writeln!(out, "  and {} more", list.len() - TOLD);
    }
    if tried < uncertain {
        let _ = writeln!(out, "only the nearest {tried} of {uncertain} uncertain links were tried");
    }
    out
}

impl Flips {
    /// Why no link changes the status alone.
    fn reason(&self, map: &ArgumentMap) -> String {
        let link = |edge: EdgeIndex| map.graph.edge_endpoints(edge).map(|(from, to)| (id(map, from), id(map, to)));
        let p =
            |edge: EdgeIndex| map.graph.edge_weight(edge).and_then(Edge::link).map_or(0.0, crate::link::Link::attack);
        if self.attacks == 0 {
            let weak = self.too_weak.and_then(|(edge, p)| Some((link(edge)?.0, p)));
            return match weak {
                Some((from, p)) => format!(
                    "no reply may be an attack; the likeliest is {from} with P {}, and up to {ABSENT:.2} counts as none",
                    probability(p)
                ),
                None => "nothing answers it".to_owned(),
            };
        }
        let sure = self.decided_by.and_then(|(edge, without)| Some((edge, link(edge)?.0, without)));
        match (sure, self.uncertain) {
            (Some((edge, from, without)), _) => {
                let without = without
                    .map_or("so do others".to_owned(), |status| format!("without it, it would be {}", status.name()));
                let p = probability(p(edge));
                format!("the attack by {from} is certain (P {p}) and {from} stands whatever the rest is; {without}")
            }
            (None, 0) => format!("every attack below it is certain (P {CERTAIN:.2} or more)"),
            (None, uncertain) => match self.standing.status {
                Status::Undecided => {
                    format!("it takes several of the {} below it at once", counted(uncertain, "uncertain link"))
                }
                _ => format!("it stands whatever any one of the {} below it is", counted(uncertain, "uncertain link")),
            },
        }
    }
}

impl Flip {
    fn tell(&self, map: &ArgumentMap, comment: &str, out: &mut String) {
        let ends = map.graph.edge_endpoints(self.edge);
        let (Some((from, to)), Some(link)) = (ends, map.graph.edge_weight(self.edge).and_then(Edge::link)) else {
            return;
        };
        let _ = writeln!(
            out,
            "  {} {} {}, an attack with P {}  {}",
            id(map, from),
            verb(Ui::En, link.relation),
            id(map, to),
            probability(self.p),
            quoted(map, from)
        );
        for (case, status) in [("if it is an attack", self.if_certain), ("if it is none", self.if_absent)] {
            if let Some(status) = status {
                let _ = writeln!(out, "      {case:<20}{comment} is {}", status.name());
            }
        }
    }
}
