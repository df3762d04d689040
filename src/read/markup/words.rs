//! Markup that people wrote → plain text. Every reader uses this function.
//!
//! In comes an element or a fragment of HTML, out come its [`Words`]: blocks and `<br>` are line ends, runs of white
//! space and no-break spaces are single spaces, entities are decoded once, Unicode is in NFC, and quotations are
//! marked. Nothing that a browser would run or that a user would fill in is kept.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::html::html;
use super::tree::{Content, Element};
use crate::span::Span;
use crate::thread::Quote;

/// Plain text with the quotations in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The text, trimmed.
    pub text: String,
    /// The quotations of other people in it, in order, not nested.
    pub quotes: Vec<Quote>,
}

/// How to treat an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Treat {
    /// Keep it: its text is the author's.
    #[default]
    Keep,
    /// Leave it out: a button, likes, a signature.
    Skip,
    /// Mark it as a quotation, of the comment with this id if the source says so.
    Quote(Option<String>),
    /// Replace it with this text.
    Say(String),
}

/// What a line end of the source means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// A space, as in HTML.
    #[default]
    Joined,
    /// A line end, as in sources that add `<br>` only for display (WordPress exports, plain text in JSON).
    Kept,
}

/// Elements whose content is not text of an author.
const UNSAID: [&str; 18] = [
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "button", "select",
    "textarea", "form", "audio", "video", "canvas", "map",
];

/// Elements that start and end a line.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// The default treatment of an element: scripts and controls are left out; `blockquote` and `aside` with class `quote`
/// are quotations.
pub fn plainly(element: Element<'_>) -> Treat {
    let name = element.name();
    if UNSAID.contains(&name) || element.attr("hidden").is_some() {
        return Treat::Skip;
    }
    match name {
        "blockquote" => Treat::Quote(None),
        "aside" if element.has_class("quote") => Treat::Quote(None),
        // Authors write smilies as characters, and sites show them as pictures.
        "img" if element.classes().any(|class| class.contains("emoji") || class.contains("smil")) => {
            element.attr("alt").or(element.attr("title")).map_or(Treat::Skip, |alt| Treat::Say(alt.to_owned()))
        }
        _ => Treat::Keep,
    }
}

/// An element around the current node.
struct Open {
    /// One past its last descendant.
    end: usize,
    is_block: bool,
    /// If it is a quotation, where it begins in the text, and the id of the quoted comment.
    quote: Option<(usize, Option<String>)>,
}

/// The plain text of an element. `treat` decides about every element inside it, except inside those it left out.
/// Readers decide about the boilerplate of their site and pass everything else to [`plainly`].
pub fn words<'a>(element: Element<'a>, lines: Lines, treat: impl Fn(Element<'a>) -> Treat) -> Words {
    treated_words(element, lines, &treat)
}

/// Not generic, since some thirty readers call it.
fn treated_words<'a>(element: Element<'a>, lines: Lines, treat: &dyn Fn(Element<'a>) -> Treat) -> Words {
    let mut out = Out { lines, ..Out::default() };
    let mut open: Vec<Open> = Vec::new();
    let mut preformatted: usize = 0;
    let mut index = element.place() + 1;
    let end = element.end();
    loop {
        while let Some(ended) = open.pop_if(|open| open.end <= index) {
            if let Some((start, to)) = ended.quote {
                out.add_quote(start, to, open.iter().any(|outer| outer.quote.is_some()));
            }
            if ended.is_block {
                out.break_line();
            }
        }
        if index >= end {
            break;
        }
        let Some(node) = element.tree.node(index) else { break };
        match &node.content {
            Content::Text(range) => out.push(element.tree.value(range), index < preformatted),
            Content::Element { .. } => {
                let inner = Element { tree: element.tree, index };
                let treatment = treat(inner);
                match treatment {
                    Treat::Skip => {
                        index = node.end.max(index + 1);
                        continue;
                    }
                    Treat::Say(words) => {
                        out.push(&words, false);
                        index = node.end.max(index + 1);
                        continue;
                    }
                    Treat::Keep | Treat::Quote(_) => {}
                }
                let name = inner.name();
                if name == "br" {
                    out.line_end();
                }
                if name == "pre" {
                    preformatted = preformatted.max(node.end);
                }
                let is_block = BLOCKS.contains(&name) || matches!(treatment, Treat::Quote(_));
                if is_block {
                    out.break_line();
                } else if matches!(name, "td" | "th") {
                    out.space();
                }
                let quote = if let Treat::Quote(to) = treatment { Some((out.text.len(), to)) } else { None };
                open.push(Open { end: node.end, is_block, quote });
            }
        }
        index += 1;
    }
    out.finish()
}

/// The plain text of a fragment of HTML in a field of a source.
pub fn fragment(text: &str, lines: Lines) -> Words {
    fragment_with(text, lines, plainly)
}

/// The plain text of a fragment of HTML, with a treatment of its elements.
pub fn fragment_with(text: &str, lines: Lines, treat: impl Fn(Element<'_>) -> Treat) -> Words {
    words(html(text).root(), lines, treat)
}

/// The text while it is built.
#[derive(Debug, Default)]
struct Out {
    text: String,
    quotes: Vec<Quote>,
    lines: Lines,
    /// The white space before the next word.
    pending: Pending,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    #[default]
    Nothing,
    Space,
    Lines(usize),
}

impl Out {
    fn space(&mut self) {
        self.pending = self.pending.max(Pending::Space);
    }

    /// Starts a new line, because a block begins or ends.
    fn break_line(&mut self) {
        self.pending = self.pending.max(Pending::Lines(1));
    }

    /// Adds a line end that the author wrote. Two leave one line empty; further ones change nothing.
    fn line_end(&mut self) {
        self.pending = match self.pending {
            Pending::Lines(_) => Pending::Lines(2),
            _ => Pending::Lines(1),
        };
    }

    /// Writes the pending white space before a word.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            match self.pending {
                Pending::Nothing => {}
                Pending::Space => self.text.push(' '),
                Pending::Lines(count) => self.text.extend(std::iter::repeat_n('\n', count)),
            }
        }
        self.pending = Pending::Nothing;
    }

    fn push(&mut self, text: &str, preformatted: bool) {
        // Characters below U+0300 are always in NFC; their first bytes are below 0xCC.
        if text.bytes().all(|byte| byte < 0xCC) || is_nfc(text) {
            self.push_normal(text, preformatted);
        } else {
            self.push_normal(&text.nfc().collect::<String>(), preformatted);
        }
    }

    fn push_normal(&mut self, text: &str, preformatted: bool) {
        let bytes = text.as_bytes();
        let (mut start, mut index) = (0, 0);
        while let Some(byte) = bytes.get(index).copied() {
            if !may_be_space(byte) {
                index += 1;
                continue;
            }
            // A single space between two words, the usual case, is copied with them.
            let is_single =
                byte == b' ' && index > start && bytes.get(index + 1).is_some_and(|next| !may_be_space(*next));
            let space = text.get(index..).and_then(|remaining| remaining.chars().next()).unwrap_or(' ');
            if is_single || !is_space(space) {
                index += space.len_utf8();
                continue;
            }
            self.push_words(text.get(start..index));
            if space == '\n' && (preformatted || self.lines == Lines::Kept) {
                self.line_end();
            } else {
                self.space();
            }
            index += space.len_utf8();
            start = index;
        }
        self.push_words(text.get(start..));
    }

    /// Adds words unchanged.
    fn push_words(&mut self, words: Option<&str>) {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.flush();
            self.text.push_str(words);
        }
    }

    /// Adds a quotation that began at this byte and ends here. A nested quotation is part of the outer one.
    fn add_quote(&mut self, start: usize, to: Option<String>, is_nested: bool) {
        if is_nested {
            return;
        }
        let quoted = self.text.get(start..).unwrap_or_default();
        let start = self.text.len() - quoted.trim_start().len();
        if start < self.text.len() {
            self.quotes.push(Quote { span: Span::new(start, self.text.len()), to });
        }
    }

    fn finish(self) -> Words {
        Words { text: self.text, quotes: self.quotes }
    }
}

/// Whether a character that begins with this byte may be white space (see [`is_space`]).
fn may_be_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ' | 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF)
}

/// Whether it is white space of any kind. No-break spaces count: French sites insert them before `!`, and nobody types
/// them.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(markup: &str) -> String {
        fragment(markup, Lines::Joined).text
    }

    #[test]
    fn blocks_and_breaks_are_line_ends() {
        assert_eq!(
            text("<p>a\n b</p>\n<p>c<br/>d<br>\n<br>e</p><ul><li>f<li>g</ul>h <b>i</b>j"),
            "a b\nc\nd\n\ne\nf\ng\nh ij"
        );
        assert_eq!(text("  a&nbsp;! &eacute;te&#769;<wbr>&amp;lt; "), "a ! été&lt;");
        assert_eq!(text("<pre>a\n  b</pre>c"), "a\nb\nc");
        assert_eq!(fragment("a\nb\n\n\nc", Lines::Kept).text, "a\nb\n\nc");
    }

    #[test]
    fn white_space_of_any_kind_is_joined() {
        assert_eq!(
            text("a b\u{2009}c\u{3000} d\u{feff}\u{a0}e\t\n\u{2028}f\u{2019}g \u{e9}"),
            "a b c d e f\u{2019}g \u{e9}"
        );
        assert_eq!(text(" a <b> b</b>c <i>d</i> "), "a bc d");
        assert_eq!(fragment("a \n b\n\u{a0}\nc", Lines::Kept).text, "a\nb\n\nc");
    }

    #[test]
    fn nothing_executable_is_kept() {
        let markup = "a<script>alert(1)</script><style>p{}</style><svg onload=x><text>t</text></svg><img src=x onerror=y>\
                      <a href='javascript:x'>b</a><iframe>c</iframe><button>Reply</button><p hidden>d</p>";
        assert_eq!(text(markup), "ab");
    }

    #[test]
    fn quotations_are_marked_and_kept() {
        let words = fragment(
            "<p>x</p><blockquote><p>one</p><blockquote>two</blockquote></blockquote>y<blockquote> </blockquote>",
            Lines::Joined,
        );
        assert_eq!(words.text, "x\none\ntwo\ny");
        let quoted: Vec<_> = words.quotes.iter().map(|quote| quote.span.of(&words.text)).collect();
        assert_eq!(quoted, ["one\ntwo"]);
    }

    #[test]
    fn readers_decide_about_boilerplate() {
        let treat = |element: Element<'_>| match element.name() {
            "aside" => Treat::Quote(element.attr("data-post").map(str::to_owned)),
            "em" => Treat::Skip,
            _ => plainly(element),
        };
        let words = fragment_with("<aside data-post=3>q</aside><p>a <em>b</em> c", Lines::Joined, treat);
        assert_eq!(words.text, "q\na c");
        assert_eq!(words.quotes, [Quote { span: Span::new(0, 1), to: Some("3".into()) }]);
    }

    #[test]
    fn smilies_are_words() {
        assert_eq!(text("ok <img class='emoji' alt='😀'><img class=photo alt=x>"), "ok 😀");
    }
}
