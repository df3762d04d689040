//! The integration tests, one binary.

mod cli;
mod cmd;
mod link;
mod rules;
mod tidy;
