//! The integration tests, one binary.

mod paste_data;
mod read;
