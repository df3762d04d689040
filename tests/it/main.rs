//! The integration tests, one binary.

mod cli;
mod cmd;
mod link;
mod paste_data;
mod rules;
mod tidy;
