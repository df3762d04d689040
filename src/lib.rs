//! palabre turns a comment thread into an argument map: what position each comment takes, what it answers, whom it
//! rebuts, and which words show it.
//!
//! The way of the data, one module a stage, in this order:
//!
//! ```text
//! bytes ─ read ─▶ Thread ─ tag ─▶ Tagged ─ link ─▶ Links ─ graph ─▶ ArgumentMap ─ filter ─▶ View ─ layout ─▶ Scene ─ write ─▶ bytes
//! ```
//!
//! Base modules ([`span`], [`limit`], [`diagnostic`], `parallel`, [`place`], [`text`], [`thread`], [`union_find`],
//! [`ids`], [`schema`]) import nothing else of the crate. A stage imports the base, [`rule`] and the stages before it,
//! never one after it. A test enforces that.
#![forbid(unsafe_code)]

pub mod cli;
pub mod diagnostic;
pub mod dispute;
pub mod filter;
pub mod graph;
pub mod ids;
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
pub mod span;
pub mod tag;
pub mod text;
pub mod thread;
pub mod union_find;
pub mod write;
