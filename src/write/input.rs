//! What every writer is given, and how it refuses.
//!
//! Writers import this file and never the table of writers, so that no writer depends on another one.

use crate::diagnostic::Diagnostic;
use crate::filter::View;
use crate::layout::Scene;
use crate::text::Ui;

/// How much of a comment's text an output carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// All of it.
    #[default]
    Full,
    /// The first words.
    Excerpt,
    /// None of it; evidence keeps its offsets, not its words.
    None,
}

/// For whom the CSV writers write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Csv {
    /// Programs: commas, no byte order mark.
    #[default]
    Plain,
    /// Spreadsheets that are opened with a double click: a byte order mark, and the separator and decimal mark that the
    /// spreadsheet expects in the language of the interface.
    Excel,
}

/// Everything that a writer is given.
#[derive(Clone, Copy, Debug)]
pub struct RenderInput<'v> {
    /// The part of the map to write.
    pub view: &'v View<'v>,
    /// The layout of the view; only writers with [`Writer::scene`](super::Writer::scene) get one.
    pub scene: Option<&'v Scene>,
    /// The diagnostics of all earlier stages.
    pub diagnostics: &'v [Diagnostic],
    /// How much of each comment's text to write.
    pub texts: Texts,
    /// For whom to write (`csv` only).
    pub csv: Csv,
    /// Whether to write colours (`text` only).
    pub color: bool,
    /// Width of the terminal in columns (`text` only).
    pub columns: usize,
    /// Height of the terminal in lines: a summary comes first, and the tree is cut to the rest. `None`: the whole tree
    /// (`text` only).
    pub rows: Option<usize>,
    /// The language of the words that palabre adds.
    pub ui: Ui,
    /// How to draw (pictures only).
    pub drawing: Drawing,
    /// Whether `palabre view` serves the page, so that the page polls for changes (`html` only).
    pub live: bool,
    /// Whether to name who is on which side of an issue, where that can be read (`md` only). Otherwise sides are only
    /// counted.
    pub by_author: bool,
}

impl<'v> RenderInput<'v> {
    /// The input for a view, with every setting at its default.
    pub fn new(view: &'v View<'v>) -> Self {
        RenderInput {
            view,
            scene: None,
            diagnostics: &[],
            texts: Texts::Full,
            csv: Csv::Plain,
            color: false,
            columns: 80,
            rows: None,
            ui: Ui::En,
            drawing: Drawing::default(),
            live: false,
            by_author: false,
        }
    }
}

/// The settings of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawing {
    /// The colours.
    pub palette: Palette,
    /// Pixels of a PNG per unit of the [`Scene`]; greater than 0.
    pub scale: f64,
    /// The pages of a PDF; `None`: A4 where the picture stays readable on it, else one page as large as the picture.
    pub paper: Option<Paper>,
}

impl Default for Drawing {
    fn default() -> Self {
        Drawing { palette: Palette::Okabe, scale: 2.0, paper: None }
    }
}

/// The colours of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Safe for colour-blind readers, on white; dark if the viewer prefers a dark scheme.
    #[default]
    Okabe,
    /// Greys, for print.
    Grey,
    /// Light on dark, for projectors.
    Dark,
}

/// The pages of a PDF; paper in portrait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 297 × 420 mm (ISO 216).
    A3,
    /// One page as large as the picture.
    Picture,
}

/// Why a writer wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The map exceeds a limit of the format.
    #[error("{what} is limited to {limit}, and this map has {has}: {help}")]
    TooLarge {
        /// The name of the format.
        what: &'static str,
        /// Its limit.
        limit: String,
        /// The size of this map.
        has: String,
        /// What the user can do.
        help: &'static str,
    },
    /// This build has no writer for the format.
    #[error("this build of palabre has no {what}: build it with `cargo build --release --features {feature}`")]
    NotBuilt {
        /// The name of the format.
        what: &'static str,
        /// The feature of the package that adds it.
        feature: &'static str,
    },
    /// A library that encodes the format failed; the text is its message.
    #[error("{0}")]
    Format(String),
}
