//! What a single value says: its characters, its number, whether it is true.

use std::borrow::Cow;

use super::Value;
use super::tree::Kind;
use super::unescape::unescape;

impl<'a> Value<'a> {
    /// Its characters, if it is a string.
    pub fn str(self) -> Option<Cow<'a, str>> {
        self.is_string().then(|| unescape(self.raw()))
    }

    /// A string or a number as text, as ids and times are written either way; `None` for anything else and for an empty
    /// string.
    pub fn scalar(self) -> Option<String> {
        let text = match self.kind() {
            Kind::String => unescape(self.raw()).trim().to_owned(),
            Kind::Number => self.raw().to_owned(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The scalar of a member.
    pub fn field(self, name: &str) -> Option<String> {
        self.get(name)?.scalar()
    }

    /// Whether it is `true`.
    pub fn is_true(self) -> bool {
        self.kind() == Kind::Bool(true)
    }

    /// Whether it is `true` or `false`.
    pub fn is_bool(self) -> bool {
        matches!(self.kind(), Kind::Bool(_))
    }

    /// Whether a member is `true`.
    pub fn flag(self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_true)
    }

    /// Its whole number, also where it is written as a string or with a fraction of zero.
    pub fn whole(self) -> Option<i64> {
        let text = self.scalar()?;
        text.parse().ok().or_else(|| {
            let number: f64 = text.parse().ok()?;
            // Beyond this a double does not tell whole numbers apart.
            (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
        })
    }
}
