//! The style sheet of a picture: colours of what occurs in it, in the light, in the dark and on paper.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::super::palette::{self, Rgb, Tone, hex};
use super::super::{Palette, escape};
use crate::filter::View;
use crate::layout::{Scene, words};
use crate::link::Link;
use crate::thread::Relation;

/// The colours a picture needs.
#[derive(Debug, Default)]
pub struct Inks {
    /// Every position with its number in classes, by name.
    positions: BTreeMap<Arc<str>, usize>,
    /// Every relation with the steps of hue it occurs in.
    shades: BTreeSet<(Relation, usize)>,
    /// Whether positions are told by dashes and shades.
    grey: bool,
}

impl Inks {
    /// The colours of all that a scene shows.
    pub fn of(view: &View<'_>, scene: &Scene, palette: Palette) -> Self {
        let mut inks = Inks { grey: palette == Palette::Grey, ..Inks::default() };
        let mut counts: BTreeSet<Arc<str>> = BTreeSet::new();
        for node in scene.nodes().filter_map(|node| view.node(node)) {
            counts.extend(words::held(view, node).map(|(_, label)| Arc::clone(&label.name)));
        }
        counts.extend(super::chart::positions(scene));
        inks.positions = counts.into_iter().enumerate().map(|(number, name)| (name, number)).collect();
        for wire in &scene.wires {
            if let Some(link) = view.edge(wire.edge).and_then(|(_, _, edge)| edge.link()) {
                inks.shades.insert(shade(link));
                // The legend shows it at full hue.
                inks.shades.insert((link.relation, palette::STEPS));
            }
        }
        if let Some(sample) = inks.sample() {
            inks.shades.extend((1..=palette::STEPS).map(|step| (sample, step)));
        }
        if !scene.bands.is_empty() || scene.grid.is_some() {
            inks.shades.extend(super::chart::SHADES);
        }
        inks
    }

    /// The relation on which the legend shows how sure things are drawn.
    pub fn sample(&self) -> Option<Relation> {
        self.relations().next()
    }

    /// Whether positions are told by dashes and shades, without hue.
    pub fn grey(&self) -> bool {
        self.grey
    }

    /// The number of a position in classes.
    pub fn number(&self, position: &str) -> Option<usize> {
        self.positions.get(position).copied()
    }

    /// The positions that occur, by name.
    pub fn positions(&self) -> impl Iterator<Item = (&Arc<str>, usize)> {
        self.positions.iter().map(|(name, number)| (name, *number))
    }

    /// The relations that occur, in the order of all tables.
    pub fn relations(&self) -> impl Iterator<Item = Relation> + '_ {
        Relation::ALL.into_iter().filter(|kind| self.shades.contains(&(*kind, palette::STEPS)))
    }
}

/// The relation and the step of hue of a link.
pub fn shade(link: &Link) -> (Relation, usize) {
    (link.relation, palette::step(link.relation_p))
}

/// The class that gives a line and its sign their colour.
pub fn class((relation, step): (Relation, usize)) -> String {
    format!("{relation}-{step}")
}

/// What does not depend on the map. Sizes are those the layout measured with.
///
/// Every rule names its element: labels are classes of groups, and no label of any name may match one.
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

/// Writes the style element. Only the first palette follows what the viewer prefers; the others were asked for.
pub fn sheet(out: &mut String, inks: &Inks, palette: Palette) {
    out.push_str("<style>\n");
    out.push_str(FIXED);
    colours(out, inks, Tone::of(palette));
    if palette == Palette::Okabe {
        out.push_str("@media (prefers-color-scheme:dark){\n");
        colours(out, inks, Tone::Dark);
        out.push_str("}\n");
    }
    if palette != Palette::Dark {
        out.push_str("@media print{rect.page{fill:#fff}}\n");
    }
    out.push_str("</style>\n");
}

/// The colours of one tone.
fn colours(out: &mut String, inks: &Inks, tone: Tone) {
    let pick = |pair: [Rgb; 2]| hex(tone.pick(pair));
    let (page, card) = (pick(palette::PAGE), pick(palette::CARD));
    let (text, small) = (pick(palette::TEXT), pick(palette::SMALL));
    let (outline, plain, subject) = (pick(palette::OUTLINE), pick(palette::PLAIN), pick(palette::SUBJECT));
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        out,
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
            let _ = writeln!(out, "path.p{number},path.u{number}{{stroke:{bar}{dashes}}}text.k{number}{{fill:{word}}}");
            continue;
        }
        let _ =
            writeln!(out, "rect.p{number}{{fill:{bar}}}path.u{number}{{stroke:{bar}}}text.k{number}{{fill:{word}}}");
    }
    for pair in &inks.shades {
        let (class, colour) = (class(*pair), pick(palette::shade(pair.0, pair.1)));
        // Words keep the full hue at every step: they must stay readable.
        let full = pick(palette::relation(pair.0));
        let _ = writeln!(
            out,
            "path.{class},circle.{class}{{stroke:{colour}}}path.{class}.arrow{{fill:{colour}}}text.{class}{{fill:{full}}}"
        );
    }
}

/// Adds a label of any name as a class.
pub fn label(out: &mut String, name: &str) {
    out.push(' ');
    out.push_str(&escape::class(name));
}
