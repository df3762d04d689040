//! `explain --flip`: the single uncertain links that would change whether a comment is accepted.
//!
//! In: the map and a comment in it. Out: [`Flips`]. Only attacks from which a path of possible attacks leads to the comment
//! can matter. Each uncertain one of them is tried both ways on that part of the map.

use std::fmt::Write as _;

use petgraph::Direction;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::words::{Noun, counted, id, quoted};
use crate::graph::standing::{ABSENT, Attack, CERTAIN, standings};
use crate::graph::{ArgumentMap, Edge, Node, Standing, Status};
use crate::layout::words::{chance, status as status_name, verb};
use crate::sort::Order as _;
use crate::text::Ui;

/// Most uncertain links that are tried, the nearest first. Each costs two passes over the discussion below the comment, and
/// a more distant link is less likely to matter. Chosen by hand.
pub const TRIED: usize = 256;

/// Most links that the text names.
const MOST_NAMED: usize = 8;

/// One link that alone changes the status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The link.
    pub edge: EdgeIndex,
    /// The number of attacks between its target and the comment; 0 if it attacks the comment itself.
    pub steps: usize,
    /// The probability that it is an attack, in [0, 1].
    pub p: f64,
    /// The status if it is certainly an attack; `None` if that changes nothing.
    pub if_certain: Option<Status>,
    /// The status if it is not an attack; `None` if that changes nothing.
    pub if_absent: Option<Status>,
}

impl Flip {
    /// The probability of the change.
    fn chance(&self) -> f64 {
        let certain = self.if_certain.map_or(0.0, |_| self.p);
        certain.max(self.if_absent.map_or(0.0, |_| 1.0 - self.p))
    }
}

/// What would change the status of a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Flips {
    /// The status and strength now.
    pub standing: Standing,
    /// The links that alone change it: the nearest first, then the most probable change, then in the order of the map.
    pub list: Vec<Flip>,
    /// The number of possible attacks that reach the comment.
    pub attacks: usize,
    /// How many of them are uncertain.
    pub uncertain: usize,
    /// How many of these were tried: at most [`TRIED`].
    pub tried: usize,
    /// For a challenged comment: the first certain attack on it by a comment that is accepted in every completion, and the
    /// status without this attack, for readers who disagree with it; `None` if that changes nothing.
    pub decided_by: Option<(EdgeIndex, Option<Status>)>,
    /// The most likely attack among the direct answers that do not count as attacks.
    pub too_weak: Option<(EdgeIndex, f64)>,
}

/// Finds the links that alone change the status of a comment when they become certain or absent. `None` for articles,
/// posts and claims, which have no status.
///
/// Linear in the attacks that reach the comment, for each of at most [`TRIED`] links.
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
    open.order_by(|a, b| reach.nearer(*a, *b));
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
    found.list.order_by(|a, b| a.steps.cmp(&b.steps).then(b.chance().total_cmp(&a.chance())).then(a.edge.cmp(&b.edge)));
    if standing.status == Status::Challenged {
        let accepted = |at: usize| {
            reach.comments.get(at).and_then(|(node, _)| map.graph.node_weight(*node)).is_some_and(is_accepted)
        };
        let mut sure = reach.attacks.iter().enumerate();
        let sure = sure.find(|(_, (_, attack))| attack.to == 0 && attack.certain && accepted(attack.from));
        found.decided_by = sure.map(|(at, (edge, _))| (*edge, turned(at, false)));
    }
    Some(found)
}

fn is_accepted(node: &Node) -> bool {
    node.standing.is_some_and(|standing| matches!(standing.status, Status::Unchallenged | Status::Defended))
}

/// The answer to a comment that is most likely an attack, but with a probability of at most [`ABSENT`].
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

/// The part of the map from which possible attacks lead to a comment.
struct Reach {
    /// The comments, the one in question first, with their distance to it in attacks.
    comments: Vec<(NodeIndex, usize)>,
    /// The possible attacks among them; ends are places in `comments`.
    attacks: Vec<(EdgeIndex, Attack)>,
}

impl Reach {
    /// Walks from the comment to its attackers, their attackers, and so on.
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
        attacks.order_by_key(|(edge, _)| *edge);
        Reach { comments, attacks }
    }

    fn is_uncertain(&self, at: usize) -> bool {
        self.attacks.get(at).is_some_and(|(_, attack)| attack.possible && !attack.certain)
    }

    /// An attack: its edge, the distance from its target to the comment, and the attack itself.
    fn at(&self, at: usize) -> Option<(EdgeIndex, usize, Attack)> {
        let (edge, attack) = self.attacks.get(at)?;
        Some((*edge, self.comments.get(attack.to)?.1, *attack))
    }

    /// Orders attacks by which to try first: the nearest, then the most likely, then in the order of the map.
    fn nearer(&self, a: usize, b: usize) -> std::cmp::Ordering {
        let key = |at: usize| self.at(at).map_or((0, 0.0), |(_, steps, attack)| (steps, attack.p));
        let ((a_steps, a_p), (b_steps, b_p)) = (key(a), key(b));
        a_steps.cmp(&b_steps).then(b_p.total_cmp(&a_p)).then(a.cmp(&b))
    }

    /// The status of the comment if this attack is certain (`there`) or absent.
    fn status(&self, at: usize, there: bool) -> Option<Status> {
        let turned = |(number, (_, attack)): (usize, &(EdgeIndex, Attack))| {
            if number == at { Attack { possible: there, certain: there, ..*attack } } else { *attack }
        };
        let attacks: Vec<Attack> = self.attacks.iter().enumerate().map(turned).collect();
        standings(self.comments.len(), &attacks).first().map(|standing| standing.status)
    }
}

/// The flips of a comment as text. Other nodes get an explanation why they have none.
pub fn text(map: &ArgumentMap, comment: NodeIndex, ui: Ui) -> String {
    let name = id(map, comment);
    let Some(found) = flips(map, comment) else {
        return ui.pick(
            format!("{name} has no status: only comments with a text have one\n"),
            format!("{name} n’a pas de statut\u{a0}: seuls les commentaires qui ont un texte en ont un\n"),
        );
    };
    let Flips { standing, list, uncertain, tried, .. } = &found;
    let describe = |standing: &Standing| {
        let accepted = ui.pick("accepted with probability", "accepté avec une probabilité de");
        format!("{}, {accepted} {}", status_name(ui, standing.status), chance(ui, standing.strength))
    };
    let grounded =
        map.graph.node_weight(comment).and_then(|node| node.reasoned.filter(|grounded| grounded != standing));
    let grounded = grounded.map_or_else(String::new, |grounded| {
        let over =
            ui.pick("over attacks that give a ground:", "d’après les seules attaques qui donnent une raison\u{a0}:");
        format!("  {over} {}\n", describe(&grounded))
    });
    let mut out = format!(
        "{name}{} {}\n{grounded}  {}\n\n",
        ui.pick(" is", "\u{a0}:"),
        describe(standing),
        quoted(ui, map, comment)
    );
    // Writing to a string cannot fail.
    let _ = match list.len() {
        0 => {
            let none = ui.pick(
                "no single uncertain link would change that:",
                "aucun lien incertain n’y changerait rien à lui seul\u{a0}:",
            );
            writeln!(out, "{none} {}", found.reason(map, ui))
        }
        1 if *uncertain == 1 => out.write_str(ui.pick(
            "the one uncertain link below it decides:\n",
            "le seul lien incertain parmi ses réponses en décide\u{a0}:\n",
        )),
        1 => out.write_str(&ui.pick(
            format!("one of {uncertain} uncertain links would change that alone:\n"),
            format!("un lien incertain sur {uncertain} y changerait tout à lui seul\u{a0}:\n"),
        )),
        many => out.write_str(&ui.pick(
            format!("{many} of {uncertain} uncertain links would change that, each alone, the nearest first:\n"),
            format!("{many} liens incertains sur {uncertain} y changeraient tout, chacun à lui seul\u{a0}; les plus proches d’abord\u{a0}:\n"),
        )),
    };
    for flip in list.iter().take(MOST_NAMED) {
        flip.write(map, &name, ui, &mut out);
    }
    if list.len() > MOST_NAMED {
        let _ = writeln!(out, "  {} {} {}", ui.pick("and", "et"), list.len() - MOST_NAMED, ui.pick("more", "autres"));
    }
    if tried < uncertain {
        out.push_str(&ui.pick(
            format!("only the nearest {tried} of {uncertain} uncertain links were tried\n"),
            format!("seuls les {tried} liens incertains les plus proches ont été essayés, sur {uncertain}\n"),
        ));
    }
    out
}

/// An uncertain link.
const UNCERTAIN: Noun = ("uncertain link", ["lien incertain", "liens incertains"]);

impl Flips {
    /// Why no single link changes the status.
    fn reason(&self, map: &ArgumentMap, ui: Ui) -> String {
        let link = |edge: EdgeIndex| map.graph.edge_endpoints(edge).map(|(from, to)| (id(map, from), id(map, to)));
        let p =
            |edge: EdgeIndex| map.graph.edge_weight(edge).and_then(Edge::link).map_or(0.0, crate::link::Link::attack);
        if self.attacks == 0 {
            let weak = self.too_weak.and_then(|(edge, p)| Some((link(edge)?.0, p)));
            return match weak {
                Some((from, p)) => {
                    let (p, absent) = (chance(ui, p), chance(ui, ABSENT));
                    ui.pick(
                        format!(
                            "no reply may be an attack; the likeliest is {from} with P {p}, and up to {absent} counts as none"
                        ),
                        format!(
                            "aucune réponse n’est une attaque\u{a0}; la plus probable est {from}, avec P {p}, et jusqu’à {absent} on n’en compte pas"
                        ),
                    )
                }
                None => ui.pick("nothing answers it", "rien ne lui répond").to_owned(),
            };
        }
        let sure = self.decided_by.and_then(|(edge, without)| Some((edge, link(edge)?.0, without)));
        match (sure, self.uncertain) {
            (Some((edge, from, without)), _) => {
                let others = ui.pick("there are other such attacks", "il y a d’autres attaques de ce genre");
                let without = without.map_or(others.to_owned(), |status| {
                    let status = status_name(ui, status);
                    ui.pick(
                        format!("without it, it would be {status}"),
                        format!("sans elle, le commentaire serait {status}"),
                    )
                });
                let p = chance(ui, p(edge));
                ui.pick(
                    format!("the attack by {from} is certain (P {p}) and {from} is accepted in any case; {without}"),
                    format!(
                        "l’attaque de {from} est certaine (P {p}) et {from} est accepté dans tous les cas\u{a0}; {without}"
                    ),
                )
            }
            (None, 0) => {
                let least = chance(ui, CERTAIN);
                ui.pick(
                    format!("every attack below it is certain (P {least} or more)"),
                    format!("toutes les attaques parmi ses réponses sont certaines (P {least} ou plus)"),
                )
            }
            (None, uncertain) => {
                let links = counted(ui, uncertain, UNCERTAIN);
                match self.standing.status {
                    Status::Undecided => ui.pick(
                        format!("it takes several of the {links} below it at once"),
                        format!("il en faut plusieurs à la fois\u{a0}: {links} parmi ses réponses"),
                    ),
                    _ => ui.pick(
                        format!("no single one of the {links} below it changes its status"),
                        format!("{links} parmi ses réponses, dont aucun ne change son statut à lui seul"),
                    ),
                }
            }
        }
    }
}

impl Flip {
    fn write(&self, map: &ArgumentMap, comment: &str, ui: Ui, out: &mut String) {
        let ends = map.graph.edge_endpoints(self.edge);
        let (Some((from, to)), Some(link)) = (ends, map.graph.edge_weight(self.edge).and_then(Edge::link)) else {
            return;
        };
        let _ = writeln!(
            out,
            "  {} {}, {} {}  {}",
            id(map, from),
            format_args!("{} {}", verb(ui, link.relation), id(map, to)),
            ui.pick("an attack with P", "une attaque avec P"),
            chance(ui, self.p),
            quoted(ui, map, from)
        );
        for (case, status) in [
            (ui.pick("if it is an attack", "si c’est une attaque"), self.if_certain),
            (ui.pick("if it is not", "sinon"), self.if_absent),
        ] {
            if let Some(status) = status {
                let _ = writeln!(
                    out,
                    "      {case:<20}{}{comment}{} {}",
                    ui.pick("", " "),
                    ui.pick(" is", "\u{a0}:"),
                    status_name(ui, status)
                );
            }
        }
    }
}
