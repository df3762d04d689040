//! Scalar values whose type varies between dumps: a time is a number in one year and a string in the next.
//!
//! Readers of JSON Lines parse records into structs of these, without copying strings that need no unescaping.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Value;
use crate::read::when;

/// A scalar of any type. Lists and objects count as nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loose<'a> {
    /// Absent, `null`, a list or an object.
    #[default]
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Real(f64),
    /// A string.
    Text(Cow<'a, str>),
}

impl<'a> Loose<'a> {
    /// The same from a value of a parsed document.
    pub fn of(value: Option<Value<'a>>) -> Self {
        let Some(value) = value else { return Loose::Nothing };
        if let Some(text) = value.str() {
            Loose::Text(text)
        } else if value.is_bool() {
            Loose::Bool(value.is_true())
        } else if value.is_number() {
            let text = value.scalar().unwrap_or_default();
            match (text.parse(), text.parse()) {
                (Ok(whole), _) => Loose::Whole(whole),
                // Ids of more than 63 bits keep their digits.
                _ if text.bytes().all(|byte| byte.is_ascii_digit()) => Loose::Text(text.into()),
                (_, Ok(real)) => Loose::Real(real),
                _ => Loose::Nothing,
            }
        } else {
            Loose::Nothing
        }
    }

    /// The characters of a string.
    pub fn str(&self) -> Option<&str> {
        if let Loose::Text(text) = self { Some(text) } else { None }
    }

    /// A string or a number, as text: sources write ids and names either way. `None` for anything else and for a blank
    /// string.
    pub fn into_name(self) -> Option<String> {
        match self {
            Loose::Text(text) if text.trim().is_empty() => None,
            Loose::Text(text) if text.trim().len() == text.len() => Some(text.into_owned()),
            Loose::Text(text) => Some(text.trim().to_owned()),
            Loose::Whole(number) => Some(number.to_string()),
            Loose::Real(number) => Some(serde_json::Number::from_f64(number)?.to_string()),
            Loose::Bool(_) | Loose::Nothing => None,
        }
    }

    /// A whole number, even if it is written as a string or with a fraction of zero.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Loose::Whole(number) => Some(*number),
            // Beyond this, neighbouring whole numbers share one double.
            Loose::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
            Loose::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// Whether it means yes: `true`, or any number but zero (a dump may give the time of the event instead of `true`).
    pub fn is_yes(&self) -> bool {
        match self {
            Loose::Bool(yes) => *yes,
            Loose::Whole(number) => *number != 0,
            Loose::Real(number) => *number != 0.0,
            Loose::Text(text) => matches!(text.trim(), "true" | "True"),
            Loose::Nothing => false,
        }
    }

    /// Whether the value is absent, `null`, a list or an object.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Loose::Nothing)
    }

    /// A time as a count of seconds or milliseconds, in any type, as RFC 3339; see [`when::epoch`].
    pub fn epoch(&self) -> Option<String> {
        match self {
            Loose::Text(text) => when::epoch(text),
            Loose::Whole(number) => when::epoch(&number.to_string()),
            Loose::Real(number) => when::epoch(&number.to_string()),
            Loose::Bool(_) | Loose::Nothing => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Loose<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Loose<'de>, E> {
                Ok(Loose::Bool(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Loose<'de>, E> {
                Ok(Loose::Whole(value))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Loose<'de>, E> {
                // Ids of more than 63 bits keep their digits.
                Ok(i64::try_from(value).map_or_else(|_| Loose::Text(value.to_string().into()), Loose::Whole))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Loose<'de>, E> {
                Ok(Loose::Real(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<Loose<'de>, E> {
                Ok(Loose::Text(Cow::Owned(value.to_owned())))
            }

            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Loose<'de>, E> {
                Ok(Loose::Text(Cow::Borrowed(value)))
            }

            fn visit_string<E>(self, value: String) -> Result<Loose<'de>, E> {
                Ok(Loose::Text(Cow::Owned(value)))
            }

            fn visit_unit<E>(self) -> Result<Loose<'de>, E> {
                Ok(Loose::Nothing)
            }

            fn visit_none<E>(self) -> Result<Loose<'de>, E> {
                Ok(Loose::Nothing)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose<'de>, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Loose::Nothing)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Loose::Nothing)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::json::Json;

    #[test]
    fn both_parsers_read_every_type_alike() {
        for (text, name, whole, yes) in [
            ("\"a\\u00e9 \"", Some("aé"), None, false),
            ("\" 12 \"", Some("12"), Some(12), false),
            ("12", Some("12"), Some(12), true),
            ("-1.0", Some("-1.0"), Some(-1), true),
            ("18446744073709551615", Some("18446744073709551615"), None, false),
            ("true", None, None, true),
            ("false", None, None, false),
            ("null", None, None, false),
            ("[1, {}]", None, None, false),
            ("{\"a\": [1]}", None, None, false),
            ("\" \"", None, None, false),
        ] {
            let typed: Loose<'_> = serde_json::from_str(text).unwrap();
            let json = Json::parse(text);
            let tree = Loose::of(json.root());
            assert_eq!(typed, tree, "{text}");
            assert_eq!(typed.is_yes(), yes, "{text}");
            assert_eq!(typed.into_name().as_deref(), name, "{text}");
            assert_eq!(tree.whole(), whole, "{text}");
        }
    }
}
