//! The integration tests, one binary.
mod cli;
mod cmd;
mod tidy;
