//! Strings of a record, borrowed from the input where they have no escapes, and names that other tools write as numbers.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

/// A string. It is copied only where it has escapes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<'a>(pub Cow<'a, str>);

/// A name, such as an id, that other tools also write as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Scalar<'a>(pub Cow<'a, str>);

impl Text<'_> {
    /// The string itself, copied only where it is borrowed.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl Scalar<'_> {
    /// The name itself, copied only where it is borrowed.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Scalar<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Text(Cow::Borrowed(text))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Text<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Text(text)
    }
}

impl<'a> From<&'a str> for Scalar<'a> {
    fn from(name: &'a str) -> Self {
        Scalar(Cow::Borrowed(name))
    }
}

/// Accepts a string, and a number if `numbers` is set.
struct StringVisitor {
    numbers: bool,
}

impl StringVisitor {
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

impl<'de> Visitor<'de> for StringVisitor {
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

    fn visit_string<E>(self, value: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(value))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StringVisitor { numbers: true }).map(Scalar)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(StringVisitor { numbers: false }).map(Text)
    }
}

#[cfg(test)]
mod schemas {
    use super::{Scalar, Text};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Text<'_> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Text".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({"type": "string"})
        }
    }

    impl JsonSchema for Scalar<'_> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Scalar".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({"type": ["string", "number"]})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_borrowed_and_only_names_may_be_numbers() {
        let texts: Vec<Text<'_>> = serde_json::from_str(r#"["plain", "tab\t"]"#).unwrap();
        assert!(matches!(texts[0].0, Cow::Borrowed("plain")) && matches!(texts[1].0, Cow::Owned(_)));
        let names: Vec<Scalar<'_>> = serde_json::from_str(r#"["a", 9007199254740993, -1.5]"#).unwrap();
        assert_eq!(names.iter().map(|name| &**name).collect::<Vec<_>>(), ["a", "9007199254740993", "-1.5"]);
        assert!(serde_json::from_str::<Text<'_>>("7").is_err());
    }
}
