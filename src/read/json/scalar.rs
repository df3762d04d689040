//! The content of a single value: its characters, its number, whether it is true.

use std::borrow::Cow;

use super::Value;
use super::node::Kind;
use super::unescape::unescape;

impl<'a> Value<'a> {
    /// Its characters, if it is a string.
    pub fn str(self) -> Option<Cow<'a, str>> {
        self.is_string().then(|| unescape(self.raw()))
    }

    /// A string or a number, as text: sources write ids and times either way. `None` for anything else and for a blank
    /// string.
    pub fn scalar(self) -> Option<String> {
        let text = match self.kind() {
            Kind::String => unescape(self.raw()).trim().to_owned(),
            Kind::Number => self.raw().to_owned(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// Whether it is `true`.
    pub fn is_true(self) -> bool {
        self.kind() == Kind::Bool(true)
    }

    /// Whether it is `true` or `false`.
    pub fn is_bool(self) -> bool {
        matches!(self.kind(), Kind::Bool(_))
    }

    /// Its whole number, even if it is written as a string or with a fraction of zero.
    pub fn whole(self) -> Option<i64> {
        let text = self.scalar()?;
        text.parse().ok().or_else(|| {
            let number: f64 = text.parse().ok()?;
            // Beyond this, neighbouring whole numbers share one double.
            (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
        })
    }
}
