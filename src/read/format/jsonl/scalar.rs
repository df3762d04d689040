//! Texts as lines write them, copied only where they have escapes; and names, which other tools also write as numbers.

use std::borrow::Cow;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

/// A string that is copied only where it has escapes.
#[derive(Debug)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

/// A name that other tools also write as a number.
#[derive(Debug)]
pub(super) struct Scalar<'a>(Cow<'a, str>);

impl Scalar<'_> {
    pub(super) fn into_text(self) -> String {
        self.0.into_owned()
    }
}

/// Takes a string, and a number where `numbers` allows it.
struct Simple {
    numbers: bool,
}

impl Simple {
    fn number<'de, E: serde::de::Error>(&self, number: impl Into<serde_json::Number>) -> Result<Cow<'de, str>, E> {
        let number = number.into();
        if self.numbers { Ok(Cow::Owned(number.to_string())) } else { Err(E::invalid_type(unexpected(&number), self)) }
    }
}

fn unexpected(number: &serde_json::Number) -> serde::de::Unexpected<'static> {
    match number.as_i64() {
        Some(whole) => serde::de::Unexpected::Signed(whole),
        None => serde::de::Unexpected::Float(number.as_f64().unwrap_or_default()),
    }
}

impl<'de> Visitor<'de> for Simple {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.numbers { "a text or a number" } else { "a text" })
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Cow<'de, str>, E> {
        self.number(value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Cow<'de, str>, E> {
        self.number(value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Cow<'de, str>, E> {
        serde_json::Number::from_f64(value).map_or_else(|| Err(E::custom("not a number")), |number| self.number(number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(value))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Simple { numbers: true }).map(Scalar)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Simple { numbers: false }).map(Text)
    }
}
