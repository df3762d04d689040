//! The integration tests, one binary.

mod filter;
mod graph;
mod json;
mod parts;
