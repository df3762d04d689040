//! JSON of any depth, complete or cut off → a flat tree of [`Value`]s.
//!
//! [`Json`] parses only the structure; strings are unescaped and checked when a reader asks for them. Readers of JSON
//! Lines with flat records parse each line into a struct of [`Loose`] values instead, which is faster.

mod loose;
mod member;
mod node;
mod record;
mod scalar;
mod scan;
mod tree;
mod unescape;
mod value;

pub use loose::Loose;
pub use tree::Json;
pub use value::Value;
