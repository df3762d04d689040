//! The integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "in a test, a panic is the message"
)]

mod cli;
mod cmd;
mod contract;
mod convert;
mod disputes;
mod draw;
mod eval;
mod filter;
mod fit;
mod flip;
mod folding;
mod formats;
mod gallery;
mod golden;
mod graph;
mod hostile;
mod inherit;
mod issues;
mod json;
mod library;
mod link;
mod order;
mod own_pack;
mod packs;
mod page;
mod parts;
mod paste_data;
mod peers;
mod privacy;
mod read;
mod restore;
mod rules;
mod run;
mod scales;
mod stream;
mod threads;
mod tidy;
mod view;
