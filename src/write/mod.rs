//! Stage `write`: a [`View`](crate::filter::View), and a [`Scene`](crate::layout::Scene) for the writers that draw,
//! → bytes.
//!
//! Writers are pure: they open no file and do not look at the terminal. Only a writer may refuse. [`escape`] escapes
//! everything that comes from a comment.

pub mod caption;
pub mod convokit;
pub mod describe;
pub mod dot;
pub mod escape;
#[cfg(any(feature = "raster", feature = "pdf"))]
pub mod font;
mod glance;
pub mod graphml;
mod input;
pub mod issues;
pub mod json;
pub mod jsonl;
pub mod map_csv;
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
mod rows;
pub mod svg;
pub mod tag_csv;
pub mod text;
pub mod wording;
mod writers;
mod xml;

pub use input::{Csv, Drawing, Palette, Paper, Refusal, RenderInput, Texts};
pub use writers::{Verb, WRITERS, Writer, by_extension, named};
