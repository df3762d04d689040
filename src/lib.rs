//! palabre turns a comment thread into an argument map: what position each comment takes, what it answers, whom it
//! rebuts, and which words show it.
//!
//! From text to a picture:
//!
//! ```
//! use palabre::{Codebook, Settings, read};
//!
//! let thread = r#"
//! {"id": "p", "kind": "post", "author": "Ann", "text": "Should the city close the library?"}
//! {"id": "1", "parent": "p", "author": "Bob", "text": "Yes. Nobody goes there any more."}
//! {"id": "2", "parent": "1", "author": "Eve", "text": "That is false: it had 40,000 visitors last year."}
//! "#;
//! let threads = read::read(thread.as_bytes(), &read::Options::default())?;
//! let map = palabre::map(threads, &Codebook::builtin(), &Settings::default());
//! let svg = palabre::render(&map, "svg")?;
//! assert!(svg.starts_with(b"<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The stages
//!
//! Each stage is a module with one public function, named after it, and owns the type that it hands on:
//!
//! ```text
//! bytes ─ read ─▶ Thread ─ tag ─▶ Tagged ─ link ─▶ Part ─ privacy ─▶ Private<Part> ─ graph ─▶ ArgumentMap
//! ArgumentMap ─ filter ─▶ View ─ issue ─▶ Issues
//! View ─ layout ─▶ Scene ─ write ─▶ bytes
//! ```
//!
//! - [`read`] detects the format and finds ids, parents, authors, times, texts and quotes.
//! - [`tag`] gives each comment positions and forms, from its own words.
//! - [`link`] decides what each comment answers, and how.
//! - [`privacy`] replaces authors by pseudonyms and masks names in texts. What has not passed it cannot reach the map.
//! - [`graph`] builds the map, repairs it, and computes which comments are accepted.
//! - [`filter`] selects the part of the map to show, and [`issue`] says what is at stake and who is on which side.
//! - [`layout`] places boxes, lines and words, and [`write`](mod@write) makes the bytes of an output format.
//!
//! A stage imports the stages before it, [`rule`] and the base modules ([`span`], [`place`], [`limit`], [`diagnostic`],
//! [`text`], [`lang`], [`thread`], [`union_find`], [`ids`], [`schema`]), and never a stage after it. A test enforces that.
//!
//! [`pipeline`] runs the stages in this order: [`map()`] from threads to the map, [`render()`] from the map to bytes, and
//! [`pipeline::stream`] thread by thread for inputs larger than memory.
//!
//! # Rule packs
//!
//! All words that the program looks for are in rule packs, which are TOML files. [`Codebook::builtin`] has the packs of the
//! program; [`rule::load`] compiles others, and [`Codebook::from`] makes a codebook of them.
//!
//! # Formats
//!
//! [`read::READERS`] lists what can be read, [`write::WRITERS`] what can be written, and [`filter::FILTERS`] the filters.
//! A map written as JSON can be read back with [`graph::restore`].
//!
//! # Errors and diagnostics
//!
//! Only reading and writing can fail. The stages between them return [`diagnostic::Diagnostic`]s with their product, in a
//! [`Warned`]. Nothing panics.
#![forbid(unsafe_code)]

pub mod cli;
pub mod diagnostic;
pub mod filter;
pub mod graph;
pub mod ids;
pub mod issue;
pub mod lang;
pub mod layout;
pub mod limit;
pub mod link;
pub mod measure;
mod parallel;
pub mod pipeline;
pub mod place;
pub mod privacy;
pub mod read;
pub mod rule;
pub mod schema;
mod sort;
pub mod span;
pub mod tag;
pub mod text;
pub mod thread;
pub mod union_find;
pub mod write;

pub use diagnostic::Warned;
pub use pipeline::{Rendering, Settings, map, render};
pub use rule::Codebook;
