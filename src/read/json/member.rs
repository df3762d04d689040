//! Typed access to the members of an object: what readers ask of a record.

use std::borrow::Cow;

use super::Value;
use crate::read::when;

impl<'a> Value<'a> {
    /// Whether a member is a string.
    pub fn has_text(self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_string)
    }

    /// Whether a member is a number.
    pub fn has_number(self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_number)
    }

    /// Whether a member is a list.
    pub fn has_list(self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_array)
    }

    /// Whether a member is an object.
    pub fn has_object(self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_object)
    }

    /// The characters of a member that is a string; empty for anything else.
    pub fn text(self, name: &str) -> Cow<'a, str> {
        self.get(name).and_then(Value::str).unwrap_or_default()
    }

    /// A member that is a string or a number, as text; see [`Value::scalar`].
    pub fn field(self, name: &str) -> Option<String> {
        self.get(name)?.scalar()
    }

    /// The string or number at the end of a path of names, as text.
    pub fn field_at(self, path: &[&str]) -> Option<String> {
        self.at(path)?.scalar()
    }

    /// The items of a member that is a list; nothing for anything else.
    pub fn list(self, name: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
        self.get(name).into_iter().flat_map(Value::items)
    }

    /// The first item of a member that is a list.
    pub fn first(self, name: &str) -> Option<Value<'a>> {
        self.get(name)?.items().next()
    }

    /// Whether a member is `true`.
    pub fn flag(self, name: &str) -> bool {
        self.get(name).is_some_and(Value::is_true)
    }

    /// A member that is a whole number; see [`Value::whole`].
    pub fn integer(self, name: &str) -> Option<i64> {
        self.get(name)?.whole()
    }

    /// A member that is a count: a whole number, zero or more.
    pub fn count(self, name: &str) -> Option<usize> {
        self.integer(name).and_then(|count| usize::try_from(count).ok())
    }

    /// A member that is a date, as RFC 3339. A date without a zone is in UTC.
    pub fn date(self, name: &str) -> Option<String> {
        when::iso(&self.field(name)?, true)
    }

    /// A member that is a count of seconds or milliseconds since 1970, as RFC 3339.
    pub fn epoch(self, name: &str) -> Option<String> {
        when::epoch(&self.field(name)?)
    }
}

#[cfg(test)]
mod tests {
    use crate::read::json::Json;

    #[test]
    fn members_have_the_type_that_is_asked_for_or_are_absent() {
        let text = r#"{"s": " x ", "n": "12", "m": -1, "d": "2024-05-01T10:00:00Z", "e": 1, "l": [1, 2], "o": {"k": 7}, "t": true}"#;
        let json = Json::parse(text);
        let root = json.root().unwrap();
        assert_eq!((&*root.text("s"), root.field("s").as_deref(), &*root.text("m")), (" x ", Some("x"), ""));
        assert_eq!(
            (root.integer("n"), root.count("n"), root.integer("m"), root.count("m")),
            (Some(12), Some(12), Some(-1), None)
        );
        assert_eq!((root.integer("s"), root.count("absent")), (None, None));
        assert_eq!((root.list("l").count(), root.list("o").count(), root.list("absent").count()), (2, 0, 0));
        assert_eq!(
            (root.first("l").and_then(crate::read::json::Value::whole), root.field_at(&["o", "k"]).as_deref()),
            (Some(1), Some("7"))
        );
        assert!(
            root.has_text("s") && root.has_number("m") && root.has_list("l") && root.has_object("o") && root.flag("t")
        );
        assert!(!root.has_text("m") && !root.has_number("n") && !root.has_list("o") && !root.flag("s"));
        assert_eq!((root.date("d").as_deref(), root.date("s")), (Some("2024-05-01T10:00:00Z"), None));
        assert_eq!(root.epoch("e").as_deref(), Some("1970-01-01T00:00:01Z"));
    }
}
