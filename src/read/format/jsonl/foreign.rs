//! Whether lines with a `text` are in another form: whether keys that are not native say who, when or what is answered.

use super::extra::KNOWN;
use crate::read::format::any_json::keys;
use crate::read::format::csv::Column;
use crate::read::json::{Json, Value};

/// The roles that another form gives to other keys, each with its native key.
const ROLES: [(Column, &str); 4] =
    [(Column::Author, "author"), (Column::Time, "time"), (Column::Parent, "parent"), (Column::Id, "id")];

/// Keys that only native lines have.
const NATIVE: [&str; 8] = ["ordinal", "quotes", "marks", "capped", "held", "gold", "annotated", "announced"];

/// What the lines so far show.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// For each of [`ROLES`]: whether its native key occurs, and whether another key has the role.
    roles: [(bool, bool); 4],
    is_nested: bool,
    is_native: bool,
}

impl Foreign {
    /// Takes note of one line.
    pub(super) fn see(&mut self, line: &str) {
        let json = Json::parse(line);
        let Some(root) = json.root() else { return };
        for member in root.values().filter(|member| !member.is_null()) {
            let name = member.name();
            self.is_native |= NATIVE.contains(&&*name);
            if let Some(place) = ROLES.iter().position(|(_, native)| *native == name) {
                self.roles.iter_mut().skip(place).take(1).for_each(|role| role.0 = true);
                continue;
            }
            if KNOWN.contains(&&*name) {
                continue;
            }
            self.is_nested |= keys::is_replies(&name) && member.items().next().is_some_and(Value::is_object);
            // An object, such as `user` with a name inside, has a role as well.
            for ((role, _), found) in ROLES.iter().zip(&mut self.roles) {
                let is_inside = member.is_object()
                    && member.values().any(|inner| keys::rank(*role, &format!("{name}.{}", inner.name())).is_some());
                found.1 |= is_inside || (!member.is_object() && keys::rank(*role, &name).is_some());
            }
        }
    }

    /// Whether the lines are in another form.
    pub(super) fn is_foreign(&self) -> bool {
        !self.is_native && (self.is_nested || self.roles.iter().any(|(native, other)| *other && !*native))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_for_native_keys_are_foreign() {
        for (line, expected) in [
            (r#"{"text":"a"}"#, false),
            (r#"{"text":"a","id":1,"author":"x","time":"2024","stance":"pro","score":2}"#, false),
            (r#"{"text":"a","author":"x","user_id":7}"#, false),
            (r#"{"text":"a","username":"x"}"#, true),
            (r#"{"text":"a","user":{"name":"x"}}"#, true),
            (r#"{"id":1,"text":"a","reply_to":2}"#, true),
            (r#"{"id":1,"text":"a","replies":[{"text":"b"}]}"#, true),
            (r#"{"id":1,"text":"a","date":"x","marks":[]}"#, false),
        ] {
            let mut foreign = Foreign::default();
            foreign.see(line);
            assert_eq!(foreign.is_foreign(), expected, "{line}");
        }
    }
}
