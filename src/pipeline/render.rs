//! A map → the bytes of one output, through the stages `filter`, `layout` and `write` in this order.

use crate::diagnostic::Diagnostic;
use crate::filter::{Counts, Filters, Folds, Noticed, View};
use crate::graph::ArgumentMap;
use crate::issue;
use crate::layout::{self, Arrangement, Scene, Setting, Sheet, layout};
use crate::write::{Csv, Drawing, Refusal, RenderInput, Texts, Verb, Writer};

/// How to render a map.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// The output format.
    pub writer: &'static Writer,
    /// Which part of the map to show.
    pub filters: Filters,
    /// How to arrange a picture, and the language of its words.
    pub setting: Setting,
    /// How to draw it.
    pub drawing: Drawing,
    /// How much text to write.
    pub texts: Texts,
    /// For whom to write CSV.
    pub csv: Csv,
    /// Whether to colour the output (terminal text only).
    pub color: bool,
    /// The width in columns (terminal text only).
    pub columns: usize,
    /// The height in lines to which the tree is cut, below a summary (terminal text only).
    pub rows: Option<usize>,
    /// Whether to name who is on which side (`md` only).
    pub by_author: bool,
}

/// A rendered map.
#[derive(Debug)]
pub struct Rendered {
    /// The bytes, or why the writer refused.
    pub bytes: Result<Vec<u8>, Refusal>,
    /// How much the filters kept.
    pub counts: Counts,
    /// What `filter` and `layout` noticed.
    pub diagnostics: Vec<Diagnostic>,
}

impl Rendering {
    /// Renders the whole map in this format, with the defaults of the command line.
    pub fn new(writer: &'static Writer) -> Self {
        Self {
            writer,
            filters: Filters::default(),
            setting: Arrangement::Auto.into(),
            drawing: Drawing::default(),
            texts: Texts::Full,
            csv: Csv::Plain,
            color: false,
            columns: 80,
            rows: None,
            by_author: false,
        }
    }

    /// Renders a map. `noticed` is what the earlier stages noticed, for outputs that carry it.
    pub fn render(&self, map: &ArgumentMap, noticed: &[Diagnostic]) -> Rendered {
        let folds = if self.folds() { Folds::AsAsked } else { Folds::Never };
        let (view, filtered) = issue::view(map, &self.filters, folds);
        let counts = filtered.kept;
        let mut diagnostics = filtered.diagnostics(&self.filters);
        // A summary quotes texts.
        let most = if self.texts == Texts::None { 0 } else { self.setting.most };
        let setting = Setting { sheet: self.writer.sheet, most, ..self.setting };
        let scene = self.writer.scene.then(|| layout(&view, setting));
        if let Some(scene) = scene.as_ref().filter(|_| self.setting.arrangement == Arrangement::Auto) {
            diagnostics.push(layout::note(&view, scene));
        }
        diagnostics.extend(scene.as_ref().filter(|_| setting.sheet == Sheet::Screen).and_then(layout::too_large));
        let all: Vec<Diagnostic> = noticed.iter().chain(&diagnostics).cloned().collect();
        let bytes = self.write(&view, scene.as_ref(), &all);
        Rendered { bytes, counts, diagnostics }
    }

    /// Renders the map of one thread of a stream, in a format that only repeats itself for each thread. What the filters
    /// noticed is complete only after the last thread.
    pub fn render_thread(&self, map: &ArgumentMap) -> (Result<Vec<u8>, Refusal>, Noticed) {
        let (view, noticed) = issue::view(map, &self.filters, Folds::Never);
        (self.write(&view, None, &[]), noticed)
    }

    /// Whether each thread can be rendered alone with the same result.
    pub fn is_by_thread(&self) -> bool {
        self.writer.by_thread && self.filters.are_by_thread()
    }

    /// The warning for a user who asked for folding where the output does not fold.
    pub fn unfolded(&self) -> Option<Diagnostic> {
        if self.folds() {
            return None;
        }
        self.filters.unfolded(match (self.writer.verb, self.writer.folds_itself) {
            (Verb::Tag, _) => "`palabre tag`",
            (Verb::Map, true) => "the page has its own folding and",
            (Verb::Map, false) if self.setting.arrangement == Arrangement::Summary => {
                "the summary counts every comment and"
            }
            (Verb::Map, false) => "the matrix counts every comment and",
        })
    }

    /// Whether to fold the view before it is written. Tables for `tag`, the matrix and the summary count every comment, and the page
    /// has its own folding.
    fn folds(&self) -> bool {
        let counts_all = matches!(self.setting.arrangement, Arrangement::Matrix | Arrangement::Summary);
        let is_folded = self.writer.verb == Verb::Map && !self.writer.folds_itself;
        self.filters.fold() && is_folded && !(self.writer.scene && counts_all)
    }

    fn write(&self, view: &View<'_>, scene: Option<&Scene>, diagnostics: &[Diagnostic]) -> Result<Vec<u8>, Refusal> {
        (self.writer.write)(&RenderInput {
            view,
            scene,
            diagnostics,
            texts: self.texts,
            csv: self.csv,
            color: self.color,
            columns: self.columns,
            rows: self.rows,
            by_author: self.by_author,
            ui: self.setting.ui,
            drawing: self.drawing,
            live: false,
        })
    }
}
