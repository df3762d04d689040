//! JSON → a flat tree, whole or cut off, of any depth. Strings are unescaped, and checked, when asked for.
//!
//! Readers of JSON Lines whose records are flat parse them into structs instead, which is faster; this is for documents
//! whose shape is only known once they are looked at, and that may nest as deep as the thread they hold.

mod record;
mod scalar;
mod scan;
mod tree;
mod unescape;
mod value;

pub use tree::Json;
pub use value::Value;
