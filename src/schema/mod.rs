//! The records that leave the program as JSON and come back: the interface that scripts rely on.
//!
//! One module for each schema: [`map`] for `map -f json`, [`tag`] for `tag -f jsonl`, [`native`] for JSON Lines that hold
//! threads; [`node`], [`label`] and [`link`] are their parts. Writers fill these structs and readers parse them, so what
//! is written can be read back. Fields may be added; none may change its meaning without a new schema number.
//! `docs/contract.md` and `docs/schema/` are generated from the structs.
//!
//! - Offsets count Unicode scalar values, end exclusive.
//! - Reading ignores fields it does not know. An absent field means what the writer means by leaving it out.
//! - No record that is parsed uses `serde(flatten)`: it makes the parser buffer every field of every record, which took a
//!   third of the time to read a map.

pub mod issue;
pub mod label;
pub mod link;
pub mod map;
pub mod native;
pub mod node;
pub mod tag;

mod extra;
mod text;

pub use extra::Extra;
pub use text::{Scalar, Text};

/// The default of a probability that a record leaves out: what a person adds by hand is certain.
fn certain() -> f64 {
    1.0
}

/// The default of `by`: what does not say who gave it was added by a person.
fn human<'a>() -> Text<'a> {
    Text::from("human")
}

/// A probability; null means [`certain`], as an absent field does.
fn certain_if_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(<Option<f64> as serde::Deserialize>::deserialize(deserializer)?.unwrap_or_else(certain))
}

/// Who gave something; null means [`human`], as an absent field does.
fn human_if_null<'de: 'a, 'a, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Text<'a>, D::Error> {
    Ok(<Option<Text<'a>> as serde::Deserialize>::deserialize(deserializer)?.unwrap_or_else(human))
}

#[cfg(test)]
pub(crate) mod tests;
