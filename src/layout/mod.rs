//! Stage `layout`: [`View`] → [`Scene`].
//!
//! Places boxes, lines and wrapped text: numbers only. It knows no file format and no colour; it says what a thing *is*
//! (a card of a comment, a badge of a position), and the writer decides how that looks. All arrangements are iterative
//! and linear in the view but for sorting; see [`tree`], [`thread`], [`icicle`], [`matrix`] and [`summary`].

use crate::diagnostic::Diagnostic;
use crate::filter::View;
use crate::text::Ui;

pub mod card;
pub mod chart;
pub mod clean;
pub mod constants;
pub mod crossings;
pub mod graded;
pub mod icicle;
pub mod lanes;
pub mod matrix;
pub mod metrics;
pub mod quote;
mod scene;
pub mod sides;
pub mod summary;
pub mod thread;
pub mod tidy;
pub mod tree;
pub mod words;
pub mod wrap;

pub use chart::{Band, Bar, Board, Cell, Grid, Head, Piece, Strip, Tone, Words};
pub use scene::{Card, Chip, EdgePath, Label, Line, Point, Run, Scene, What};

use crate::filter::forest::Forest;
use crate::place::PerKey;
use words::Names;

/// One value for each slot of the forest, or for each cross link, gutter or lane.
type Indexed<T> = PerKey<usize, T>;

/// How to arrange the map. Each but [`Arrangement::Auto`] has a row in [`LAYOUTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// Chosen by size, by the limits in [`LAYOUTS`].
    #[default]
    Auto,
    /// Left to right, columns by depth of reply.
    Tree,
    /// Indented cards in reading order, cross links as arcs in the margin.
    Thread,
    /// A row for each depth of reply, a bar for each comment, as wide as the subtree below it: thousands at a glance.
    Icicle,
    /// Positions by positions: who answers whom, in distinct authors.
    Matrix,
    /// The issues and their sides on one sheet.
    Summary,
}

/// The shape that an output gives a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// As large as it must be: the reader scrolls and zooms.
    #[default]
    Endless,
    /// Pixels, which are seen as a whole.
    Screen,
    /// Paper.
    Paper,
}

/// Most nodes that [`Arrangement::Auto`] draws one by one on a [`Sheet`] with an end. Of more, a reader sees the summary
/// first. Source: issue 18, part 6.
pub const OVERVIEW: usize = 60;

/// What a layout function is given.
struct Input<'a, 'm> {
    view: &'a View<'m>,
    forest: &'a Forest,
    names: &'a Names,
    ui: Ui,
    /// Most lines of text a card.
    most: usize,
    sheet: Sheet,
}

/// One layout: everything about it that the flags, the help, the note and the page need.
pub struct Layout {
    /// Its value in [`Arrangement`].
    pub arrangement: Arrangement,
    /// Its name in flags, and of its button's icon on the page.
    pub name: &'static str,
    /// A few words for the help.
    pub about: &'static str,
    /// Its button on the page, in English and French.
    pub label: (&'static str, &'static str),
    /// The largest map for which [`Arrangement::Auto`] chooses it; `None`: it never does.
    pub auto: Option<Limit>,
    /// Whether the page has it too.
    pub on_page: bool,
    /// What the note recommends instead, once `auto` has chosen it.
    pub instead: &'static str,
    arrange: fn(&Input<'_, '_>) -> Scene,
}

/// The largest map of a layout. `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Most nodes.
    pub nodes: Option<usize>,
    /// Most levels of reply.
    pub columns: Option<usize>,
}

/// The layouts. `auto` chooses the first whose limit the map keeps; the page shows them in this order.
pub const LAYOUTS: [Layout; 5] = [
    Layout {
        arrangement: Arrangement::Tree,
        name: "tree",
        about: "left to right",
        label: ("Tree", "Arbre"),
        // About what a screen shows at once, and a page prints. A chain of replies would be one row, far wider than any
        // screen.
        auto: Some(Limit { nodes: Some(40), columns: Some(7) }),
        on_page: true,
        instead: "--layout thread to read it in order",
        arrange: |input| tree::arrange(input.view, input.forest, input.names, input.most),
    },
    Layout {
        arrangement: Arrangement::Thread,
        name: "thread",
        about: "indented, in reading order",
        label: ("Thread", "Fil"),
        // Some hundred printed pages. A larger map begins with an overview.
        auto: Some(Limit { nodes: Some(4_000), columns: None }),
        on_page: true,
        instead: "--layout icicle for an overview",
        arrange: |input| thread::arrange(input.view, input.forest, input.names, input.most),
    },
    Layout {
        arrangement: Arrangement::Icicle,
        name: "icicle",
        about: "a bar for each comment, as wide as the discussion below it",
        label: ("Icicle", "Stalactites"),
        auto: Some(Limit { nodes: None, columns: None }),
        on_page: true,
        instead: "--layout thread for the texts, --max-nodes N for the strongest",
        arrange: |input| icicle::arrange(input.view, input.forest, input.names, input.ui),
    },
    Layout {
        arrangement: Arrangement::Matrix,
        name: "matrix",
        about: "which positions answer which",
        label: ("Matrix", "Matrice"),
        auto: None,
        on_page: true,
        instead: "--layout thread to read it in order",
        arrange: |input| matrix::arrange(input.view, input.ui),
    },
    Layout {
        arrangement: Arrangement::Summary,
        name: "summary",
        about: "the issues and who is for and against, on one sheet",
        label: ("Summary", "Résumé"),
        // Chosen by the sheet, not by size alone.
        auto: None,
        on_page: false,
        instead: "--layout thread for the texts, -f html to explore them",
        arrange: |input| summary::arrange(input.view, input.names, input.ui, input.most, input.sheet),
    },
];

impl Layout {
    /// The layout of a value of the flag; `None` for [`Arrangement::Auto`].
    fn of(arrangement: Arrangement) -> Option<&'static Layout> {
        const ROWS: &[Layout] = &LAYOUTS;
        ROWS.iter().find(|layout| layout.arrangement == arrangement)
    }
}

impl Arrangement {
    /// All values of the flag, in the order of the help.
    pub const ALL: [Arrangement; 6] = [
        Arrangement::Auto,
        Arrangement::Tree,
        Arrangement::Thread,
        Arrangement::Icicle,
        Arrangement::Matrix,
        Arrangement::Summary,
    ];

    /// Its name in flags.
    pub fn name(self) -> &'static str {
        Layout::of(self).map_or("auto", |layout| layout.name)
    }

    /// A few words for the help.
    pub fn about(self) -> &'static str {
        Layout::of(self).map_or("by size", |layout| layout.about)
    }
}

/// How to lay a view out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// How to arrange it.
    pub arrangement: Arrangement,
    /// The language of the words that are not the comments' own.
    pub ui: Ui,
    /// Most lines of text a card; 0 leaves room for none.
    pub most: usize,
    /// The shape of the output.
    pub sheet: Sheet,
}

impl From<Arrangement> for Setting {
    fn from(arrangement: Arrangement) -> Self {
        Setting { arrangement, ui: Ui::default(), most: usize::MAX, sheet: Sheet::default() }
    }
}

/// Arranges a view.
pub fn layout(view: &View<'_>, setting: impl Into<Setting>) -> Scene {
    let Setting { arrangement, ui, most, sheet } = setting.into();
    let (forest, names) = (view.forest(), view.names(ui));
    let Some(layout) = Layout::of(arrangement).or_else(|| choose(view, forest, sheet)) else { return Scene::default() };
    let mut scene = (layout.arrange)(&Input { view, forest, names: &names, ui, most, sheet });
    scene.arrangement = layout.arrangement;
    scene
}

/// The summary of a map that is large for its sheet and has an issue; else the first layout whose limit the forest keeps.
/// The icicle has none, so there always is one.
fn choose(view: &View<'_>, forest: &Forest, sheet: Sheet) -> Option<&'static Layout> {
    const ROWS: &[Layout] = &LAYOUTS;
    let nodes = forest.slots.len();
    if sheet != Sheet::Endless && nodes > OVERVIEW && !view.issues().list.is_empty() {
        return Layout::of(Arrangement::Summary);
    }
    let columns = forest.slots.iter().map(|slot| slot.depth + 1).max().unwrap_or(0);
    ROWS.iter().find(|layout| {
        layout.auto.is_some_and(|limit| {
            limit.nodes.is_none_or(|most| nodes <= most) && limit.columns.is_none_or(|most| columns <= most)
        })
    })
}

/// The note for a user who left the choice to [`Arrangement::Auto`]: what was chosen, the size that decided it, and an
/// alternative.
pub fn note(view: &View<'_>, scene: &Scene) -> Diagnostic {
    let comments = view.comments();
    let instead = Layout::of(scene.arrangement).map_or("", |layout| layout.instead);
    let plural = if comments == 1 { "" } else { "s" };
    Diagnostic::note("layout", format!("layout: {} ({comments} comment{plural}; {instead})", scene.arrangement.name()))
}

/// Longest side of pixels that a screen shows at a readable size, in pixels at 100 %: about four screens. Chosen by hand.
const SEEN: f64 = 4_000.0;

/// The note for a picture of pixels that is too large to be read as a whole, with the ways out.
pub fn too_large(scene: &Scene) -> Option<Diagnostic> {
    let Point { x, y } = scene.size;
    (x.max(y) > SEEN).then(|| {
        let message = format!("the picture is {x:.0} × {y:.0} pixels: no screen shows it at a size that can be read");
        let help = "--layout summary shows the issues on one sheet, --max-nodes 40 the strongest comments; \
                    -f pdf makes pages, -f html a page to explore";
        Diagnostic::note("picture-size", message).help(help)
    })
}
