//! The integration tests, one binary.

mod cli;
mod cmd;
mod filter;
mod graph;
mod json;
mod link;
mod parts;
mod paste_data;
mod rules;
mod tidy;
