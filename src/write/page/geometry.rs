//! The numbers of [`crate::layout::constants`] and the layouts of [`crate::layout::LAYOUTS`], as the page reads them.
//!
//! The page places cards and lines with its own program, because it must place them again whenever the user folds a
//! subtree, filters or resizes the window. With the numbers from here it places them as the picture does;
//! `tests/it/draw/parity.rs` compares the two.

use serde::Serialize;

use crate::issue::{HELD, POSITIONS};
use crate::layout::constants::{MARGIN, card, lane, thread, tree};
use crate::layout::{LAYOUTS, Layout};
use crate::text::Ui;
use crate::thread::Relation;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CardSizes {
    text: f64,
    head: f64,
    small: f64,
    leading: f64,
    first: f64,
    left: f64,
    right: f64,
    below: f64,
    space: f64,
    form_space: f64,
    mark: f64,
    port: f64,
    fan: f64,
    ports: usize,
    below_ports: f64,
    claim_lines: usize,
    title_lines: usize,
    author: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LaneSizes {
    most: usize,
    width: f64,
    clear: f64,
    words: f64,
    sign: f64,
    after_sign: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TreeSizes {
    width: f64,
    gap: f64,
    apart: f64,
    lead: f64,
    tail: f64,
    lines: usize,
    own_lanes: usize,
    passed: usize,
    compared: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ThreadSizes {
    page: f64,
    indent: f64,
    deepest: usize,
    gap: f64,
    apart: f64,
    lead: f64,
    stub: f64,
    lines: usize,
    opening_lines: usize,
    /// Where the line of a reply runs, for each relation in the order of the list.
    lanes: [f64; Relation::ALL.len()],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MatrixLimits {
    positions: usize,
    held: usize,
}

/// A layout: its name, the words of its button, whether it may be shown first, and up to how many nodes and levels.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LayoutData {
    name: &'static str,
    label: &'static str,
    auto: bool,
    nodes: Option<usize>,
    columns: Option<usize>,
}

impl LayoutData {
    fn of(layout: &Layout, ui: Ui) -> Self {
        let (en, fr) = layout.label;
        LayoutData {
            name: layout.name,
            label: ui.pick(en, fr),
            auto: layout.auto.is_some(),
            nodes: layout.auto.and_then(|limit| limit.nodes),
            columns: layout.auto.and_then(|limit| limit.columns),
        }
    }
}

/// Everything the page's layouts share with the picture's.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Geometry {
    margin: f64,
    card: CardSizes,
    lane: LaneSizes,
    tree: TreeSizes,
    thread: ThreadSizes,
    matrix: MatrixLimits,
    layouts: Vec<LayoutData>,
}

impl Geometry {
    /// The geometry, with words in the language of the page.
    pub fn of(ui: Ui) -> Self {
        Geometry {
            margin: MARGIN,
            card: CardSizes {
                text: card::TEXT,
                head: card::HEAD,
                small: card::SMALL,
                leading: card::LEADING,
                first: card::FIRST,
                left: card::LEFT,
                right: card::RIGHT,
                below: card::BELOW,
                space: card::SPACE,
                form_space: card::FORM_SPACE,
                mark: card::MARK,
                port: card::PORT,
                fan: card::FAN,
                ports: card::PORTS,
                below_ports: card::BELOW_PORTS,
                claim_lines: card::CLAIM_LINES,
                title_lines: card::TITLE_LINES,
                author: card::AUTHOR,
            },
            lane: LaneSizes {
                most: lane::MOST,
                width: lane::WIDTH,
                clear: lane::CLEAR,
                words: lane::WORDS,
                sign: lane::SIGN,
                after_sign: lane::AFTER_SIGN,
            },
            tree: TreeSizes {
                width: tree::WIDTH,
                gap: tree::GAP,
                apart: tree::APART,
                lead: tree::LEAD,
                tail: tree::TAIL,
                lines: tree::LINES,
                own_lanes: tree::OWN_LANES,
                passed: tree::PASSED,
                compared: tree::COMPARED,
            },
            thread: ThreadSizes {
                page: thread::PAGE,
                indent: thread::INDENT,
                deepest: thread::DEEPEST,
                gap: thread::GAP,
                apart: thread::APART,
                lead: thread::LEAD,
                stub: thread::STUB,
                lines: thread::LINES,
                opening_lines: thread::OPENING_LINES,
                lanes: Relation::ALL.map(thread::lane),
            },
            matrix: MatrixLimits { positions: POSITIONS, held: HELD },
            layouts: LAYOUTS.iter().filter(|layout| layout.on_page).map(|layout| LayoutData::of(layout, ui)).collect(),
        }
    }
}
