//! The field `extra`: members of the source that mean nothing to the program, passed through unchanged.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Members of the source by name, each with its value as JSON text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra<'a>(pub Cow<'a, BTreeMap<String, String>>);

impl Extra<'_> {
    /// Whether there are none; then the field is left out.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> From<&'a BTreeMap<String, String>> for Extra<'a> {
    fn from(members: &'a BTreeMap<String, String>) -> Self {
        Extra(Cow::Borrowed(members))
    }
}

impl Serialize for Extra<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = |json: &String| serde_json::from_str(json).unwrap_or(serde_json::Value::Null);
        serializer.collect_map(self.0.iter().map(|(name, json)| (name, value(json))))
    }
}

impl<'de> Deserialize<'de> for Extra<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = BTreeMap::<String, serde_json::Value>::deserialize(deserializer)?;
        Ok(Extra(Cow::Owned(members.into_iter().map(|(name, value)| (name, value.to_string())).collect())))
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Extra<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Extra".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "object", "additionalProperties": true})
    }
}
