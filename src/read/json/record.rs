//! A value → a record of [`crate::schema`], also from a document that is cut off, which `serde_json` refuses as a whole.

use serde::Deserialize;
use serde::de::value::Error;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::Value;
use super::node::Kind;

/// Deepest nesting of a value that a record keeps unparsed; the limit of `serde_json`. Deserializing is recursive.
const DEEPEST: usize = 128;

impl<'a> Value<'a> {
    /// The record that it holds.
    ///
    /// # Errors
    /// When a field is missing or has another type.
    pub fn record<T: Deserialize<'a>>(self) -> Result<T, Error> {
        T::deserialize(Nested { value: self, depth: 0 })
    }
}

/// A value, and how deep it is inside the record.
#[derive(Clone, Copy)]
struct Nested<'a> {
    value: Value<'a>,
    depth: usize,
}

/// The values inside a list or an object.
struct Items<'a, I> {
    values: I,
    /// The value of the member whose name was read last.
    member: Option<Value<'a>>,
    depth: usize,
}

impl<'a, I> Items<'a, I> {
    fn nested(&self, value: Value<'a>) -> Nested<'a> {
        Nested { value, depth: self.depth }
    }
}

impl<'de> Deserializer<'de> for Nested<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.depth > DEEPEST {
            return Err(Error::custom("it is nested too deep"));
        }
        let items = |values| Items { values, member: None, depth: self.depth + 1 };
        match self.value.kind() {
            Kind::Object => visitor.visit_map(items(self.value.values())),
            Kind::Array => visitor.visit_seq(items(self.value.values())),
            Kind::String => match self.value.str().unwrap_or_default() {
                std::borrow::Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                std::borrow::Cow::Owned(text) => visitor.visit_string(text),
            },
            Kind::Number => number(self.value.raw(), visitor),
            Kind::Bool(truth) => visitor.visit_bool(truth),
            Kind::Null => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier
    }
}

fn number<'a, V: Visitor<'a>>(raw: &str, visitor: V) -> Result<V::Value, Error> {
    if let Ok(whole) = raw.parse::<u64>() {
        visitor.visit_u64(whole)
    } else if let Ok(whole) = raw.parse::<i64>() {
        visitor.visit_i64(whole)
    } else {
        visitor.visit_f64(raw.parse().map_err(Error::custom)?)
    }
}

impl<'a, I: Iterator<Item = Value<'a>>> SeqAccess<'a> for Items<'a, I> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(value) = self.values.next() else { return Ok(None) };
        seed.deserialize(self.nested(value)).map(Some)
    }
}

impl<'a, I: Iterator<Item = Value<'a>>> MapAccess<'a> for Items<'a, I> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.member = self.values.next();
        let Some(member) = self.member else { return Ok(None) };
        seed.deserialize(serde::de::value::CowStrDeserializer::new(member.name())).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = self.member.take().ok_or_else(|| Error::custom("a member has no value"))?;
        seed.deserialize(self.nested(value))
    }
}

#[cfg(test)]
mod tests {
    use crate::read::json::Json;
    use crate::schema::native::NativeRecord;
    use crate::schema::node::NodeRecord;

    const NODE: &str = r#"{"id":"é\"","thread":"t","kind":"comment","author":null,"time":null,"lang":"fr","text":"a\nb",
        "quotes":[{"start":0,"end":1,"to":null}],"depth":2,"strength":0.5,"positions":[],"forms":[{"label":"irony"}],
        "votes":-3,"capped":true,"unknown":{"x":[1]},"extra":{"a":[1,{"b":null}]}}"#;

    #[test]
    fn a_record_is_what_serde_json_reads() {
        let json = Json::parse(NODE);
        let record: NodeRecord<'_> = json.root().unwrap().record().unwrap();
        assert_eq!(record, serde_json::from_str(NODE).unwrap());
        let line = r#"{"id": 9007199254740993, "text": "x"}"#;
        let json = Json::parse(line);
        let record: NativeRecord<'_> = json.root().unwrap().record().unwrap();
        assert_eq!(record.id.as_deref(), Some("9007199254740993"));
        assert!(Json::parse("{\"id\":\"a\"}").root().unwrap().record::<NodeRecord<'_>>().is_err());
    }

    #[test]
    fn a_record_is_read_up_to_where_it_is_cut_off() {
        let cut = NODE.find("\"forms\"").unwrap();
        let json = Json::parse(&NODE[..cut]);
        let record: NodeRecord<'_> = json.root().unwrap().record().unwrap();
        assert_eq!((&*record.id, record.depth, record.strength), ("é\"", 2, Some(0.5)));
    }

    #[test]
    fn depth_is_an_error_and_no_overflow() {
        let text = format!(
            r#"{{"id":"a","thread":"t","kind":"comment","extra":{{"x":{}1{}}}}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        let json = Json::parse(&text);
        assert!(json.root().unwrap().record::<NodeRecord<'_>>().is_err());
    }
}
