//! JSON → a flat tree, whole or cut off, of any depth. Strings are unescaped, and checked, when asked for.
//!
//! Readers of JSON Lines whose records are flat parse them into structs instead, which is faster; this is for documents
//! whose shape is only known once they are looked at, and that may nest as deep as the thread they hold.

use std::borrow::Cow;

use crate::span::Span;

/// A parsed document.
#[derive(Debug)]
pub struct Json<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// Where it stopped making sense, in bytes; `None` where it was read to its end.
    pub broken: Option<usize>,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    /// The raw key, without its quotes, where it is a member of an object.
    key: Span,
    /// The raw value; of a string, without its quotes.
    span: Span,
    /// One past its last descendant.
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    String,
    Number,
    Bool(bool),
    Null,
}

impl<'t> Json<'t> {
    /// Reads the first document of a text, up to its end or to where it stops making sense. Linear.
    pub fn parse(text: &'t str) -> Self {
        Self::parse_at(text, 0, text.len() / 32)
    }

    /// Reads the document that begins at this byte of a text, as one of several that stand one after the other; places
    /// are those of the whole text. Linear in the length of that document.
    pub fn parse_next(text: &'t str, at: usize) -> Self {
        Self::parse_at(text, at, 0)
    }

    fn parse_at(text: &'t str, at: usize, room: usize) -> Self {
        let mut scan = Scan { text, at };
        let mut json = Json { text, nodes: Vec::with_capacity(room), broken: None };
        let mut open: Vec<usize> = Vec::new();
        if json.grow(&mut scan, &mut open).is_none() {
            json.broken = Some(scan.at);
        }
        let count = json.nodes.len();
        for at in open {
            json.close(at, count, scan.at);
        }
        json
    }

    /// Takes values up to the end of the document; `None` where it breaks off.
    fn grow(&mut self, scan: &mut Scan<'_>, open: &mut Vec<usize>) -> Option<()> {
        let mut key = Span::default();
        loop {
            let at = self.nodes.len();
            let (kind, span) = scan.value()?;
            self.nodes.push(Node { kind, key, span, end: at + 1 });
            if matches!(kind, Kind::Object | Kind::Array) {
                open.push(at);
            }
            let mut first = matches!(kind, Kind::Object | Kind::Array);
            // Up through the lists that end here, to the next value.
            loop {
                let Some(&holder) = open.last() else { return Some(()) };
                let is_object = self.nodes.get(holder).is_some_and(|node| node.kind == Kind::Object);
                let closing = if is_object { b'}' } else { b']' };
                if scan.take(closing) {
                    open.pop();
                    self.close(holder, self.nodes.len(), scan.at);
                    first = false;
                    continue;
                }
                if !first && !scan.take(b',') {
                    return None;
                }
                key = if is_object { scan.key()? } else { Span::default() };
                break;
            }
        }
    }

    fn close(&mut self, at: usize, count: usize, end: usize) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = count;
            node.span.end = end.max(node.span.start);
        }
    }

    /// The byte behind its last.
    pub fn end(&self) -> usize {
        self.nodes.first().map_or(0, |root| root.span.end)
    }

    /// The document itself; `None` where there is not even the beginning of one.
    pub fn root(&self) -> Option<Value<'_>> {
        (!self.nodes.is_empty()).then_some(Value { json: self, at: 0 })
    }
}

/// The place up to which a document was read. It looks for structure only: what strings and numbers hold is checked when
/// somebody asks, since dumps have control characters and halves of surrogate pairs in their strings, which strict
/// parsers (`serde_json`, `jiter`) answer by refusing the whole document.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past this byte if it is the next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// A value, or the beginning of a list or object.
    fn value(&mut self) -> Option<(Kind, Span)> {
        let byte = self.peek()?;
        let start = self.at;
        let kind = match byte {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => return self.string().map(|span| (Kind::String, span)),
            _ => {
                let rest = self.text.get(start..)?;
                let length =
                    rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
                self.at += length;
                let span = Span::new(start, self.at);
                return match span.of(self.text) {
                    "true" => Some((Kind::Bool(true), span)),
                    "false" => Some((Kind::Bool(false), span)),
                    "null" => Some((Kind::Null, span)),
                    // `NaN` and `Infinity`, as Python writes them, are numbers by type.
                    word => word.parse::<f64>().is_ok().then_some((Kind::Number, span)),
                };
            }
        };
        self.at += 1;
        Some((kind, Span::new(start, self.at)))
    }

    /// The raw content of a string.
    fn string(&mut self) -> Option<Span> {
        let start = self.at + 1;
        let mut at = start;
        let bytes = self.text.as_bytes();
        loop {
            at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            if bytes.get(at) == Some(&b'"') {
                self.at = at + 1;
                return Some(Span::new(start, at));
            }
            at += 2;
        }
    }

    /// The raw key of a member, and its colon.
    fn key(&mut self) -> Option<Span> {
        (self.peek()? == b'"').then_some(())?;
        let key = self.string()?;
        self.take(b':').then_some(key)
    }
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    json: &'a Json<'a>,
    at: usize,
}

impl<'a> Value<'a> {
    fn node(self) -> Option<&'a Node> {
        self.json.nodes.get(self.at)
    }

    fn kind(self) -> Kind {
        self.node().map_or(Kind::Null, |node| node.kind)
    }

    fn raw(self) -> &'a str {
        self.node().map_or("", |node| node.span.of(self.json.text))
    }

    /// The bytes of the source it was read from; of a string, without its quotes.
    pub fn span(self) -> Span {
        self.node().map(|node| node.span).unwrap_or_default()
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether it is a list.
    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// Whether it is a string.
    pub fn is_string(self) -> bool {
        self.kind() == Kind::String
    }

    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        self.kind() == Kind::Number
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The member of this name; none where it is absent, or this is no object. The first of a name counts.
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.is_object().then(|| self.values().find(|value| value.is_called(name))).flatten()
    }

    /// The member of this name, unless it is `null`.
    pub fn some(self, name: &str) -> Option<Value<'a>> {
        self.get(name).filter(|value| !value.is_null())
    }

    /// The value at the end of a path of names.
    pub fn at(self, path: &[&str]) -> Option<Value<'a>> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    fn is_called(self, name: &str) -> bool {
        let raw = self.node().map_or("", |node| node.key.of(self.json.text));
        if raw.contains('\\') { unescape(raw) == name } else { raw == name }
    }

    /// The name of this member of an object; empty elsewhere.
    pub fn name(self) -> Cow<'a, str> {
        unescape(self.node().map_or("", |node| node.key.of(self.json.text)))
    }

    /// The values directly inside a list or an object, in order.
    pub fn values(self) -> impl Iterator<Item = Value<'a>> {
        let json = self.json;
        let end = self.node().map_or(self.at, |node| node.end);
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let value = Value { json, at };
                at = value.node().map_or(end, |node| node.end.max(at + 1));
                value
            })
        })
    }

    /// The values of a list; nothing where this is none.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        let is_array = self.is_array();
        self.values().take_while(move |_| is_array)
    }

    /// Every value inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Value<'a>> {
        let json = self.json;
        (self.at + 1..self.node().map_or(self.at, |node| node.end)).map(move |at| Value { json, at })
    }

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

/// A raw string without its escapes. Halves of surrogate pairs, which JSON forbids and dumps have, become U+FFFD.
fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let quoted = format!("\"{raw}\"");
    match serde_json::from_str::<String>(&quoted) {
        Ok(text) => Cow::Owned(text),
        Err(_) => Cow::Owned(lossily(raw)),
    }
}

/// A string with escapes that are not all sound: each is taken by itself.
fn lossily(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        // A pair of surrogates is twelve characters, any other escape six or two.
        let taken = [11, 5, 1].into_iter().find_map(|length| {
            let escape = after.get(..length)?;
            Some((serde_json::from_str::<String>(&format!("\"\\{escape}\"")).ok()?, length))
        });
        if let Some((text, length)) = taken {
            out.push_str(&text);
            rest = after.get(length..).unwrap_or_default();
        } else {
            out.push('\u{FFFD}');
            let skipped = if after.starts_with('u') { 5 } else { 1 };
            rest = after.get(after.floor_char_boundary(skipped)..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_items_and_scalars_are_found() {
        let text = r#"{"a": {"b": [1, "x\n\u00e9", null, true, []]}, "é\t": 9007199254740993, "n": NaN, "e": {}} "#;
        let json = Json::parse(text);
        let root = json.root().unwrap();
        assert_eq!(json.broken, None);
        let items: Vec<_> = root.at(&["a", "b"]).unwrap().items().collect();
        assert_eq!(items.len(), 5);
        assert_eq!(items[0].whole(), Some(1));
        assert_eq!(items[1].str().unwrap(), "x\né");
        assert!(items[2].is_null() && items[3].is_true() && items[4].is_array());
        assert_eq!(root.field("é\t").as_deref(), Some("9007199254740993"));
        assert_eq!(root.values().map(|value| value.name().into_owned()).collect::<Vec<_>>(), ["a", "é\t", "n", "e"]);
        assert_eq!(root.get("a").unwrap().span().of(text), r#"{"b": [1, "x\n\u00e9", null, true, []]}"#);
    }

    #[test]
    fn every_cut_of_a_document_gives_its_beginning() {
        let text = r#"[{"id": 1, "text": "é\"a"}, {"id": 2, "k": [1.5e3, false]}]"#;
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            let json = Json::parse(&text[..cut]);
            assert!(json.broken.is_some(), "{cut}");
            let ids: Vec<_> =
                json.root().into_iter().flat_map(Value::items).filter_map(|item| item.field("id")).collect();
            assert!(["1", "2"].starts_with(&ids.iter().map(String::as_str).collect::<Vec<_>>()), "{cut} {ids:?}");
        }
    }

    #[test]
    fn broken_escapes_lose_only_themselves() {
        let json = Json::parse("[\"a\\ud83d b\", \"\\ud83d\\ude00\", \"\\u00e9\", \"tab\there\"]");
        let said: Vec<_> = json.root().unwrap().items().map(|item| item.str().unwrap().into_owned()).collect();
        assert_eq!(said, ["a\u{FFFD} b", "😀", "é", "tab\there"]);
    }

    #[test]
    fn documents_stand_one_after_the_other() {
        let text = "{\"a\": 1}\n[2, \"é\"] {";
        let first = Json::parse(text);
        let second = Json::parse_next(text, first.end());
        assert_eq!(second.root().unwrap().span().of(text), "[2, \"é\"]");
        assert_eq!(second.root().unwrap().items().nth(1).unwrap().span().of(text), "é");
        assert_eq!((first.broken, second.broken), (None, None));
        assert_eq!(Json::parse_next(text, second.end()).broken, Some(text.len()));
    }

    #[test]
    fn depth_is_no_danger() {
        for text in
            ["[".repeat(200_000), "{\"a\":".repeat(200_000), format!("{}{}", "[".repeat(200_000), "]".repeat(200_000))]
        {
            let json = Json::parse(&text);
            assert_eq!(json.root().unwrap().descendants().count() + 1, 200_000);
        }
    }
}
