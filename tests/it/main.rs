//! The integration tests, one binary.
mod link;
mod rules;
