//! XML that is well-formed by construction: every element is closed, and every attribute and text is escaped.
//!
//! In: element and attribute names from the code, and values of any origin. Out: one [`String`]. `svg` and `graphml`
//! write through this file. They do not use `quick_xml::Writer`, because it keeps characters that XML forbids and
//! builds a list of every element's attributes before it writes them.

use super::escape;

/// Which characters of a text are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// For people who look at a picture: see [`escape::push_xml`].
    Picture,
    /// For programs that read the text back: see [`escape::push_xml_data`].
    Data,
}

/// A sequence of elements and text.
#[derive(Debug)]
pub struct Xml {
    out: String,
    escape: Escape,
    /// The nesting depth of the next element. `None` if elements are not indented.
    depth: Option<usize>,
}

impl Xml {
    /// An empty sequence for a picture, without indentation.
    pub fn picture() -> Self {
        Xml { out: String::new(), escape: Escape::Picture, depth: None }
    }

    /// An indented document for programs, with its XML declaration.
    pub fn document() -> Self {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        Xml { out: declaration, escape: Escape::Data, depth: Some(0) }
    }

    /// Reserves memory for this many bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes);
    }

    /// Opens an element. Dropping the returned value closes the element and ends the line.
    pub fn element(&mut self, name: &'static str) -> Element<'_> {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        Element { xml: self, name, content: Content::None, ends_line: true }
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.out, self.escape, text);
        self
    }

    /// Adds text and keeps its line ends.
    pub fn multiline(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            self.text(line);
        }
    }

    /// Adds a style sheet. Its quotation marks and line ends are kept: only `&` and `<` would be markup.
    pub fn css(&mut self, css: &str) {
        for character in css.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                _ => self.out.push(character),
            }
        }
    }

    /// Adds the elements of another sequence.
    pub fn append(&mut self, other: &Xml) {
        self.out.push_str(&other.out);
    }

    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.depth.unwrap_or(0)));
    }
}

/// What an element holds so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Nothing: attributes may follow.
    None,
    /// Something that begins on the line of the start tag.
    Inline,
    /// Something that begins on the next line.
    Block,
}

/// An open element, which closes itself when it is dropped.
#[derive(Debug)]
pub struct Element<'x> {
    xml: &'x mut Xml,
    name: &'static str,
    content: Content,
    ends_line: bool,
}

impl Element<'_> {
    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: impl Value) -> &mut Self {
        self.built(name, |out| value.add(out))
    }

    /// Adds an attribute whose value is built from parts.
    pub fn built(&mut self, name: &'static str, build: impl FnOnce(&mut Parts<'_>)) -> &mut Self {
        debug_assert_eq!(self.content, Content::None, "attribute `{name}` follows the content of `{}`", self.name);
        let Xml { out, escape, .. } = &mut *self.xml;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        build(&mut Parts { out, escape: *escape });
        out.push('"');
        self
    }

    /// Lets the next element follow on the same line.
    pub fn inline(&mut self) -> &mut Self {
        self.ends_line = false;
        self
    }

    /// Adds text as the content, on the same line.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.content().text(text);
        self
    }

    /// Where to add content, on the same line as the start tag.
    pub fn content(&mut self) -> &mut Xml {
        if self.content == Content::None {
            self.content = Content::Inline;
            self.xml.out.push('>');
        }
        self.xml
    }

    /// Where to add content, from the next line on.
    pub fn block(&mut self) -> &mut Xml {
        if self.content == Content::None {
            self.content = Content::Block;
            self.xml.out.push_str(">\n");
            self.xml.depth = self.xml.depth.map(|depth| depth + 1);
        }
        self.xml
    }
}

impl Drop for Element<'_> {
    fn drop(&mut self) {
        if self.content == Content::Block {
            self.xml.depth = self.xml.depth.map(|depth| depth.saturating_sub(1));
            self.xml.indent();
        }
        let out = &mut self.xml.out;
        if self.content == Content::None {
            out.push_str("/>");
        } else {
            out.push_str("</");
            out.push_str(self.name);
            out.push('>');
        }
        if self.ends_line {
            out.push('\n');
        }
    }
}

/// The value of an attribute while it is built.
#[derive(Debug)]
pub struct Parts<'x> {
    out: &'x mut String,
    escape: Escape,
}

impl Parts<'_> {
    /// Adds one part.
    pub fn add(&mut self, part: impl Value) -> &mut Self {
        part.add(self);
        self
    }
}

/// What an attribute may hold.
pub trait Value {
    /// Adds this value to the attribute value that is being built.
    fn add(self, parts: &mut Parts<'_>);
}

impl Value for &str {
    fn add(self, parts: &mut Parts<'_>) {
        push_escaped(parts.out, parts.escape, self);
    }
}

impl Value for &String {
    fn add(self, parts: &mut Parts<'_>) {
        self.as_str().add(parts);
    }
}

impl Value for usize {
    fn add(self, parts: &mut Parts<'_>) {
        push_whole(parts.out, self as u64);
    }
}

/// A length, with at most one decimal: a tenth of a pixel is less than a printer shows.
impl Value for f64 {
    fn add(self, parts: &mut Parts<'_>) {
        let tenths = libm::round(self * 10.0) as i64;
        if tenths < 0 {
            parts.out.push('-');
        }
        let tenths = tenths.unsigned_abs();
        push_whole(parts.out, tenths / 10);
        if !tenths.is_multiple_of(10) {
            parts.out.push('.');
            push_whole(parts.out, tenths % 10);
        }
    }
}

fn push_escaped(out: &mut String, escape: Escape, text: &str) {
    match escape {
        Escape::Picture => escape::push_xml(out, text),
        Escape::Data => escape::push_xml_data(out, text),
    }
}

/// Adds a number in decimal. It recurses once per digit.
fn push_whole(out: &mut String, number: u64) {
    if number >= 10 {
        push_whole(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: Xml) -> String {
        String::from_utf8(xml.into_bytes()).unwrap()
    }

    #[test]
    fn elements_close_themselves() {
        let mut xml = Xml::picture();
        let mut group = xml.element("g");
        group.attribute("id", "a");
        group.content().element("title").text("t");
        group.content().element("circle").attribute("r", 4.0).inline();
        group.content().element("rect");
        drop(group);
        assert_eq!(text(xml), "<g id=\"a\"><title>t</title>\n<circle r=\"4\"/><rect/>\n</g>\n");
    }

    #[test]
    fn documents_are_indented() {
        let mut xml = Xml::document();
        let mut outer = xml.element("a");
        outer.block().element("b").block().element("c").attribute("n", 7_usize);
        outer.block().element("d").text("x");
        drop(outer);
        let written = text(xml);
        let (_, body) = written.split_once('\n').unwrap();
        assert_eq!(body, "<a>\n  <b>\n    <c n=\"7\"/>\n  </b>\n  <d>x</d>\n</a>\n");
    }

    #[test]
    fn nothing_of_a_value_is_markup() {
        let hostile = "\"'><b>&\u{0}\u{1b}\u{ffff}\u{fffe}\n";
        for mut xml in [Xml::picture(), Xml::document()] {
            let mut element = xml.element("e");
            element.attribute("a", hostile).built("b", |parts| {
                parts.add("c ").add(hostile);
            });
            element.text(hostile).content().multiline(hostile);
            element.content().css("a>b{c:\"d\"}</style>&");
            drop(element);
            let written = text(xml);
            assert_eq!(written.matches('<').count() - written.matches("<?xml").count(), 2, "{written}");
            assert!(!written.contains(['\u{0}', '\u{1b}', '\u{ffff}', '\u{fffe}']), "{written}");
            let mut reader = quick_xml::Reader::from_str(&written);
            loop {
                match reader.read_event().unwrap() {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::Start(start) => {
                        assert_eq!(start.attributes().map(Result::unwrap).count(), 2, "{written}");
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn lengths_have_at_most_one_decimal() {
        let mut xml = Xml::picture();
        let lengths = [0.0, -0.04, 0.05, 7.0, -3.25, 1234.56, f64::NAN];
        xml.element("e").built("d", |parts| {
            for length in lengths {
                parts.add(length).add(" ");
            }
        });
        assert_eq!(text(xml), "<e d=\"0 0 0.1 7 -3.3 1234.6 0 \"/>\n");
    }
}
