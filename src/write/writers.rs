//! The table of output formats, and the look-ups in it.

use super::input::{Refusal, RenderInput};
use super::{dot, graphml, json, jsonl, map_csv, markdown, mermaid, page, svg, tag_csv, text};
use crate::layout::Sheet;

/// The command that a writer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `palabre map`
    Map,
    /// `palabre tag`
    Tag,
}

/// One output format. The parser, the help, the completions, the README and tests are made from these rows.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// The name for `-f`.
    pub name: &'static str,
    /// The command that writes it.
    pub verb: Verb,
    /// File extensions that select it; the first one names new files.
    pub extensions: &'static [&'static str],
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Whether it needs [`RenderInput::scene`].
    pub scene: bool,
    /// The shape of its pictures.
    pub sheet: Sheet,
    /// Whether the output for several threads is the output for each thread, concatenated.
    pub by_thread: bool,
    /// Whether the format folds and unfolds the map itself, so that the writer needs the whole view.
    pub folds_itself: bool,
    /// Turns the input into bytes.
    pub write: Write,
}

type Write = fn(&RenderInput<'_>) -> Result<Vec<u8>, Refusal>;

/// The writer of `png`, or a refusal if this build has none.
#[cfg(feature = "raster")]
const WRITE_PNG: Write = super::png::write;
#[cfg(not(feature = "raster"))]
const WRITE_PNG: Write = |_| Err(Refusal::NotBuilt { what: "png", feature: "raster" });

/// The writer of `pdf`, or a refusal if this build has none.
#[cfg(feature = "pdf")]
const WRITE_PDF: Write = super::pdf::write;
#[cfg(not(feature = "pdf"))]
const WRITE_PDF: Write = |_| Err(Refusal::NotBuilt { what: "pdf", feature: "pdf" });

/// Every output format. A new writer needs one file and one row here.
pub const WRITERS: &[Writer] = &[
    Writer {
        name: "dot",
        verb: Verb::Map,
        extensions: &["dot", "gv"],
        about: "Graphviz DOT",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: dot::write,
    },
    Writer {
        name: "svg",
        verb: Verb::Map,
        extensions: &["svg"],
        about: "picture, drawn by palabre itself",
        scene: true,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: svg::write,
    },
    Writer {
        name: "png",
        verb: Verb::Map,
        extensions: &["png"],
        about: "the same picture as pixels (--scale)",
        scene: true,
        sheet: Sheet::Screen,
        by_thread: false,
        folds_itself: false,
        write: WRITE_PNG,
    },
    Writer {
        name: "pdf",
        verb: Verb::Map,
        extensions: &["pdf"],
        about: "the same picture for print (--paper)",
        scene: true,
        sheet: Sheet::Paper,
        by_thread: false,
        folds_itself: false,
        write: WRITE_PDF,
    },
    Writer {
        name: "json",
        verb: Verb::Map,
        extensions: &["json"],
        about: "the whole map for programs (schema palabre/1)",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: json::write,
    },
    Writer {
        name: "html",
        verb: Verb::Map,
        extensions: &["html", "htm"],
        about: "a page to explore the map in, one file without network",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: true,
        write: page::write,
    },
    Writer {
        name: "text",
        verb: Verb::Map,
        extensions: &["txt"],
        about: "a tree for the terminal",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: text::write,
    },
    Writer {
        name: "mermaid",
        verb: Verb::Map,
        extensions: &["mmd", "mermaid"],
        about: "a flowchart for GitHub, GitLab, Obsidian and others",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: mermaid::write,
    },
    Writer {
        name: "graphml",
        verb: Verb::Map,
        extensions: &["graphml"],
        about: "a flat graph with typed attributes for networkx, Gephi and others",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: graphml::write,
    },
    Writer {
        name: "csv",
        verb: Verb::Map,
        extensions: &["csv"],
        about: "nodes and edges in one table, for spreadsheets",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: map_csv::write,
    },
    Writer {
        name: "md",
        verb: Verb::Map,
        extensions: &["md", "markdown"],
        about: "a report: a summary, the issues and their sides, what nobody answered, figures, method",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: markdown::write,
    },
    Writer {
        name: "jsonl",
        verb: Verb::Tag,
        extensions: &["jsonl", "ndjson"],
        about: "one record per comment (schema palabre.tag/1)",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: true,
        folds_itself: false,
        write: jsonl::write,
    },
    Writer {
        name: "csv",
        verb: Verb::Tag,
        extensions: &["csv"],
        about: "one row per comment, for spreadsheets",
        scene: false,
        sheet: Sheet::Endless,
        by_thread: false,
        folds_itself: false,
        write: tag_csv::write,
    },
];

/// Finds the writer of a command by its name.
pub fn named(verb: Verb, name: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.verb == verb && writer.name == name)
}

/// Finds the writer of a command that a file extension selects; case is ignored.
pub fn by_extension(verb: Verb, extension: &str) -> Option<&'static Writer> {
    let extension = extension.to_ascii_lowercase();
    WRITERS.iter().find(|writer| writer.verb == verb && writer.extensions.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_an_extension_select_one_writer() {
        for (index, writer) in WRITERS.iter().enumerate() {
            let others = || WRITERS.iter().skip(index + 1).filter(|other| other.verb == writer.verb);
            assert!(others().all(|other| other.name != writer.name), "{} is there twice", writer.name);
            for extension in writer.extensions {
                assert!(others().all(|other| !other.extensions.contains(extension)), "{extension} is there twice");
                let found = by_extension(writer.verb, &extension.to_ascii_uppercase()).map(|found| found.name);
                assert_eq!(found, Some(writer.name));
            }
        }
    }

    #[test]
    fn only_the_page_folds_itself() {
        let folding: Vec<_> = WRITERS.iter().filter(|writer| writer.folds_itself).map(|writer| writer.name).collect();
        assert_eq!(folding, ["html"]);
    }

    #[test]
    fn a_missing_writer_says_how_to_get_it() {
        let refusal = Refusal::NotBuilt { what: "png", feature: "raster" }.to_string();
        assert!(refusal.contains("png") && refusal.contains("--features raster"), "{refusal}");
    }
}
