//! The integration tests, one binary.
mod cli;
mod cmd;
mod rules;
mod tidy;
