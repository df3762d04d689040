//! Stage `write`: [`View`] (and [`Scene`], where the writer's row says it needs one) → bytes.
//!
//! Writers are pure: they open no file and know no terminal. All escaping is in [`escape`]. Only a writer may refuse.

use crate::diagnostic::Diagnostic;
use crate::filter::View;
use crate::layout::Scene;
use crate::text::Ui;

pub mod caption;
pub mod convokit;
pub mod csv;
pub mod describe;
pub mod dot;
pub mod escape;
#[cfg(any(feature = "raster", feature = "pdf"))]
pub mod font;
pub mod graphml;
pub mod json;
pub mod jsonl;
pub mod markdown;
pub mod mermaid;
pub mod native;
pub mod page;
pub mod palette;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "raster")]
pub mod png;
pub mod record;
pub mod svg;
pub mod table;
pub mod text;
pub mod wording;

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

/// What a writer is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'v> {
    /// What is shown.
    pub view: &'v View<'v>,
    /// Where it stands, for writers that draw.
    pub scene: Option<&'v Scene>,
    /// What the stages noticed.
    pub diagnostics: &'v [Diagnostic],
    /// How much text to carry.
    pub texts: Texts,
    /// Whether to colour (terminal text only).
    pub color: bool,
    /// Width in columns (terminal text only).
    pub columns: usize,
    /// The language of the words that are not the comments' own.
    pub ui: Ui,
    /// How to draw (pictures only).
    pub drawing: Drawing,
    /// Whether `palabre view` serves it, so that it listens for changes (the page only).
    pub live: bool,
}

impl<'v> Sheet<'v> {
    /// A sheet of a view with nothing else asked for.
    pub fn new(view: &'v View<'v>) -> Self {
        Sheet {
            view,
            scene: None,
            diagnostics: &[],
            texts: Texts::Full,
            color: false,
            columns: 80,
            ui: Ui::En,
            drawing: Drawing::default(),
            live: false,
        }
    }
}

/// How to draw a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawing {
    /// Its colours.
    pub palette: Palette,
    /// Pixels of a raster picture for one pixel of the [`Scene`]; greater than 0.
    pub scale: f64,
    /// The paper of a printed picture; `None` makes one page as large as the picture.
    pub paper: Option<Paper>,
}

impl Default for Drawing {
    fn default() -> Self {
        Drawing { palette: Palette::Okabe, scale: 2.0, paper: None }
    }
}

/// Which colours a picture has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Safe for colour-blind readers, on white; dark where the viewer prefers that.
    #[default]
    Okabe,
    /// Greys, for print.
    Grey,
    /// Light on dark, for projectors.
    Dark,
}

/// A size of paper, upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 297 × 420 mm (ISO 216).
    A3,
}

/// Why a writer refused.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The map is too large for the format.
    #[error("{what} is limited to {limit}, and this map has {has}: {help}")]
    TooLarge {
        /// The format.
        what: &'static str,
        /// Its limit.
        limit: String,
        /// The map's size.
        has: String,
        /// The way out.
        help: &'static str,
    },
    /// The bytes could not be made.
    #[error("{0}")]
    Format(String),
}

/// The command a writer serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `palabre map`
    Map,
    /// `palabre tag`
    Tag,
}

/// One output format: the row that parser, help, completions, README and tests are made from.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// The name for `-f`.
    pub name: &'static str,
    /// The command it serves.
    pub verb: Verb,
    /// File extensions that choose it.
    pub extensions: &'static [&'static str],
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Whether it needs a [`Scene`].
    pub scene: bool,
    /// Whether its bytes for several threads are those for each of them, one after the other.
    pub by_thread: bool,
    /// The writer.
    pub write: fn(&Sheet<'_>) -> Result<Vec<u8>, Refusal>,
}

/// Every output format. A new writer is one file and one row here.
pub const WRITERS: &[Writer] = &[
    Writer {
        name: "dot",
        verb: Verb::Map,
        extensions: &["dot", "gv"],
        about: "Graphviz DOT",
        scene: false,
        by_thread: false,
        write: dot::write,
    },
    Writer {
        name: "svg",
        verb: Verb::Map,
        extensions: &["svg"],
        about: "picture, drawn by palabre itself",
        scene: true,
        by_thread: false,
        write: svg::write,
    },
    #[cfg(feature = "raster")]
    Writer {
        name: "png",
        verb: Verb::Map,
        extensions: &["png"],
        about: "the same picture as pixels (--scale)",
        scene: true,
        by_thread: false,
        write: png::write,
    },
    #[cfg(feature = "pdf")]
    Writer {
        name: "pdf",
        verb: Verb::Map,
        extensions: &["pdf"],
        about: "the same picture for print (--paper)",
        scene: true,
        by_thread: false,
        write: pdf::write,
    },
    Writer {
        name: "json",
        verb: Verb::Map,
        extensions: &["json"],
        about: "the whole map for programs (schema palabre/1)",
        scene: false,
        by_thread: false,
        write: json::write,
    },
    Writer {
        name: "html",
        verb: Verb::Map,
        extensions: &["html", "htm"],
        about: "a page to explore the map in, one file without network",
        scene: false,
        by_thread: false,
        write: page::write,
    },
    Writer {
        name: "text",
        verb: Verb::Map,
        extensions: &["txt"],
        about: "a tree for the terminal",
        scene: false,
        by_thread: false,
        write: text::write,
    },
    Writer {
        name: "mermaid",
        verb: Verb::Map,
        extensions: &["mmd", "mermaid"],
        about: "a flowchart for GitHub, GitLab, Obsidian and others",
        scene: false,
        by_thread: false,
        write: mermaid::write,
    },
    Writer {
        name: "graphml",
        verb: Verb::Map,
        extensions: &["graphml"],
        about: "a flat graph with typed attributes for networkx, Gephi and others",
        scene: false,
        by_thread: false,
        write: graphml::write,
    },
    Writer {
        name: "csv",
        verb: Verb::Map,
        extensions: &["csv"],
        about: "nodes and edges in one table, for spreadsheets",
        scene: false,
        by_thread: false,
        write: table::write,
    },
    Writer {
        name: "md",
        verb: Verb::Map,
        extensions: &["md", "markdown"],
        about: "a report: disputes, corrections, figures, the picture, what is unsure",
        scene: false,
        by_thread: false,
        write: markdown::write,
    },
    Writer {
        name: "jsonl",
        verb: Verb::Tag,
        extensions: &["jsonl", "ndjson"],
        about: "one record per comment (schema palabre.tag/1)",
        scene: false,
        by_thread: true,
        write: jsonl::write,
    },
    Writer {
        name: "csv",
        verb: Verb::Tag,
        extensions: &["csv"],
        about: "one row per comment, for spreadsheets",
        scene: false,
        by_thread: false,
        write: csv::write,
    },
];

/// The writer of that name for a command.
pub fn named(verb: Verb, name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.verb == verb && writer.name == name)
}

/// The writer that a file extension chooses for a command.
pub fn by_extension(verb: Verb, extension: &str) -> Option<&'static Writer> {
    let extension = extension.to_ascii_lowercase();
    WRITERS.iter().find(|writer| writer.verb == verb && writer.extensions.contains(&extension.as_str()))
}
