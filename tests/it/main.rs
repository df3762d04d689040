//! The integration tests, one binary.
mod draw;
