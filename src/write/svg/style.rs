//! The style sheet of a picture: the colours of everything in it, for light, dark and print.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::super::escape;
use super::super::input::Palette;
use super::super::palette::{self, Rgb, Tone, hex};
use super::super::xml::{Parts, Xml};
use crate::filter::View;
use crate::issue::Cluster;
use crate::layout::{Scene, words};
use crate::link::Link;
use crate::thread::Relation;

/// The colours that a picture needs.
#[derive(Debug, Default)]
pub struct Inks {
    /// Every position by name, with its number in class names.
    positions: BTreeMap<Arc<str>, usize>,
    /// Every relation with the steps of hue that occur.
    shades: BTreeSet<(Relation, usize)>,
    /// Whether positions are distinguished by dashes and shades.
    grey: bool,
    /// Whether there is a summary.
    summary: bool,
}

impl Inks {
    /// Collects the colours of everything in a scene.
    pub fn of(view: &View<'_>, scene: &Scene, palette: Palette) -> Self {
        let is_summary = scene.board.is_some();
        let mut inks = Inks { grey: palette == Palette::Grey, summary: is_summary, ..Inks::default() };
        let mut counts: BTreeSet<Arc<str>> = BTreeSet::new();
        for node in scene.nodes().filter_map(|node| view.node(node)) {
            counts.extend(words::held(view, node).map(|(_, label)| Arc::clone(&label.name)));
        }
        counts.extend(chart_positions(scene));
        inks.positions = counts.into_iter().enumerate().map(|(number, name)| (name, number)).collect();
        for path in &scene.edge_paths {
            if let Some(link) = view.edge(path.edge).and_then(|(_, _, edge)| edge.link()) {
                inks.shades.insert(shade(link));
                // The legend shows it at full hue.
                inks.shades.insert((link.relation, palette::STEPS));
            }
        }
        if let Some(sample) = inks.sample() {
            inks.shades.extend((1..=palette::STEPS).map(|step| (sample, step)));
        }
        if !scene.bands.is_empty() || scene.grid.is_some() || scene.board.is_some() {
            inks.shades.extend(CHART_SHADES);
        }
        inks
    }

    /// The relation on which the legend shows how confidence is drawn.
    pub fn sample(&self) -> Option<Relation> {
        self.relations().next()
    }

    /// Whether positions are distinguished by dashes and shades, without hue.
    pub fn grey(&self) -> bool {
        self.grey
    }

    /// The number of a position in class names.
    pub fn number(&self, position: &str) -> Option<usize> {
        self.positions.get(position).copied()
    }

    /// The positions that occur, by name.
    pub fn positions(&self) -> impl Iterator<Item = (&Arc<str>, usize)> {
        self.positions.iter().map(|(name, number)| (name, *number))
    }

    /// The relations that occur, in the order of [`Relation::ALL`].
    pub fn relations(&self) -> impl Iterator<Item = Relation> + '_ {
        Relation::ALL.into_iter().filter(|kind| self.shades.contains(&(*kind, palette::STEPS)))
    }
}

/// The colours of relations that charts use, always at full hue.
const CHART_SHADES: [(Relation, usize); 2] =
    [(Relation::Rebuttal, palette::STEPS), (Relation::Support, palette::STEPS)];

/// The positions that a chart shows, apart from those of single nodes.
fn chart_positions(scene: &Scene) -> impl Iterator<Item = Arc<str>> {
    let pieces = scene.bands.iter().flat_map(|band| &band.pieces).filter_map(|piece| piece.position.clone());
    let heads = scene.grid.iter().flat_map(|grid| &grid.rows).filter_map(|head| match &head.cluster {
        Some(Cluster::Position(name)) => Some(Arc::clone(name)),
        _ => None,
    });
    pieces.chain(heads)
}

/// The relation and the step of hue of a link.
pub fn shade(link: &Link) -> (Relation, usize) {
    (link.relation, palette::step(link.relation_p))
}

/// The class that sets the colour of a line and its sign.
pub fn class((relation, step): (Relation, usize)) -> String {
    format!("{relation}-{step}")
}

/// The rules that do not depend on the map. The font sizes are those that the layout measures with.
///
/// Every rule names its element, so that no rule matches a label: labels are classes of groups.
const FIXED: &str = "text{font-family:\"Liberation Sans\",Arimo,Arial,Helvetica,sans-serif;font-size:14px}\
text.title{font-size:19px;font-weight:bold}text.name,text.badge{font-size:13px;font-weight:bold}\
text.author{font-size:13px}text.small{font-size:12px}text.form,text.note,text.status{font-size:11.5px}\
text.says{font-size:11.5px;font-weight:bold}text.heading{font-weight:bold}text.key{font-size:12px;font-weight:bold}\
text.word{font-size:10.5px}text.sign{font-size:13px;font-weight:bold;text-anchor:middle}\
path.line{fill:none}path.tip{fill:none;stroke-width:2.4}path.rule{stroke-width:2;fill:none}\
circle.disc,path.disc{stroke-width:1.4}rect.box{stroke-width:1}path.bar{stroke-width:5.5;fill:none}\
rect.fold{stroke-dasharray:4 2.5}rect.piece{fill-opacity:.38}text.bar{font-size:11.5px}\
path.upper{fill:none;stroke-width:3}path.hue{stroke:none}text.cell{font-weight:bold;text-anchor:middle}\
g.edge.inferred path.line{stroke-opacity:.65}\
g.edge.rebuttal path.line,g.edge.correction path.line{stroke-dasharray:6 3.5}\
g.edge.question path.line{stroke-dasharray:.1 4.6;stroke-linecap:round}\n";

/// The rules for a summary.
const SUMMARY: &str = "text.large{font-size:24px;font-weight:bold}text.stake{font-size:16px;font-weight:bold}\
text.count,text.voice{font-size:13px}text.voice{font-weight:bold}\
text.number{font-size:11.5px;font-weight:bold;text-anchor:middle}\n";

/// Adds the style element. Only the first palette follows the viewer's preference; the user asked for the others.
pub fn sheet(out: &mut Xml, inks: &Inks, palette: Palette) {
    let mut css = FIXED.to_owned();
    if inks.summary {
        css.push_str(SUMMARY);
    }
    colours(&mut css, inks, Tone::of(palette));
    if palette == Palette::Okabe {
        css.push_str("@media (prefers-color-scheme:dark){\n");
        colours(&mut css, inks, Tone::Dark);
        css.push_str("}\n");
    }
    if palette != Palette::Dark {
        css.push_str("@media print{rect.page{fill:#fff}}\n");
    }
    out.element("style").block().css(&css);
}

/// Adds the colours of one tone.
fn colours(css: &mut String, inks: &Inks, tone: Tone) {
    let pick = |pair: [Rgb; 2]| hex(tone.pick(pair));
    let (page, card) = (pick(palette::PAGE), pick(palette::CARD));
    let (text, small) = (pick(palette::TEXT), pick(palette::SMALL));
    let (outline, plain, subject) = (pick(palette::OUTLINE), pick(palette::PLAIN), pick(palette::SUBJECT));
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        css,
        "rect.page{{fill:{page}}}rect.box,circle.disc{{fill:{card}}}rect.box{{stroke:{outline}}}text{{fill:{text}}}\
         text.small,text.form,text.note,text.author,text.status,text.word{{fill:{small}}}\
         rect.none{{fill:{outline}}}rect.subject{{fill:{subject}}}g.edge.part path.line{{stroke:{plain}}}\
         circle.mark,path.mark{{stroke:{small}}}circle.full,path.full{{fill:{small}}}",
    );
    for (name, number) in inks.positions() {
        let (bar, word) = (hex(tone.bar(name)), hex(tone.word(name)));
        if tone == Tone::Grey {
            let (_, dashes) = palette::texture(name);
            let dashes = if dashes.is_empty() { String::new() } else { format!(";stroke-dasharray:{dashes}") };
            let _ = writeln!(css, "path.p{number},path.u{number}{{stroke:{bar}{dashes}}}text.k{number}{{fill:{word}}}");
            continue;
        }
        let _ =
            writeln!(css, "rect.p{number}{{fill:{bar}}}path.u{number}{{stroke:{bar}}}text.k{number}{{fill:{word}}}");
    }
    for pair in &inks.shades {
        let (class, colour) = (class(*pair), pick(palette::shade(pair.0, pair.1)));
        // Words keep the full hue at every step, so that they stay readable.
        let full = pick(palette::relation(pair.0));
        let _ = writeln!(
            css,
            "path.{class},circle.{class}{{stroke:{colour}}}path.{class}.arrow{{fill:{colour}}}text.{class}{{fill:{full}}}"
        );
    }
}

/// Adds a label of any name as a class, after a space.
pub fn label(class: &mut Parts<'_>, name: &str) {
    class.add(" ").add(&escape::class(name));
}
