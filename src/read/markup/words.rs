//! What people wrote, as plain text: the one way from markup to words.
//!
//! In comes an element or a fragment of HTML, out come its [`Words`]: blocks and `<br>` as line ends, white space joined,
//! entities decoded once, Unicode in NFC, no-break spaces as spaces, and quotations marked. Nothing that a browser would
//! run or fill in comes through.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::html::html;
use super::tree::{Content, Element};
use crate::span::Span;
use crate::thread::Quote;

/// Plain text with the quotations in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The text; no white space at its ends.
    pub text: String,
    /// Where it repeats somebody else, in order, none inside another.
    pub quotes: Vec<Quote>,
}

/// What becomes of an element on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Treat {
    /// Its words are the author's.
    #[default]
    Keep,
    /// It is left out: buttons, likes, signatures.
    Skip,
    /// It repeats somebody else's words, of the comment with this id where the source says so.
    Quote(Option<String>),
    /// It stands for these words.
    Say(String),
}

/// What a line end of the source means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// A space, as in HTML.
    #[default]
    Joined,
    /// A line end, as in sources that add `<br>` only when they show a text (WordPress exports, plain text in JSON).
    Kept,
}

/// Elements whose content nobody wrote as words.
const UNSAID: [&str; 18] = [
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "button", "select",
    "textarea", "form", "audio", "video", "canvas", "map",
];

/// Elements that stand on lines of their own.
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

/// How an element is treated where its reader has nothing to say about it: scripts and controls are left out, and
/// `blockquote` and asides of class `quote` repeat somebody else.
pub fn plainly(element: Element<'_>) -> Treat {
    let name = element.name();
    if UNSAID.contains(&name) || element.attr("hidden").is_some() {
        return Treat::Skip;
    }
    match name {
        "blockquote" => Treat::Quote(None),
        "aside" if element.has_class("quote") => Treat::Quote(None),
        // Smilies are written as characters and shown as pictures.
        "img" if element.classes().any(|class| class.contains("emoji") || class.contains("smil")) => {
            element.attr("alt").or(element.attr("title")).map_or(Treat::Skip, |alt| Treat::Say(alt.to_owned()))
        }
        _ => Treat::Keep,
    }
}

/// An element that stands open.
struct Open {
    /// The node behind its last.
    until: usize,
    is_block: bool,
    /// Where the quotation that it is begins in the words, and whom it quotes.
    quote: Option<(usize, Option<String>)>,
}

/// The words of an element. `treat` is asked about every element inside it that it has not left out; readers answer for
/// the furniture of their site and leave the rest to [`plainly`].
pub fn words<'a>(element: Element<'a>, lines: Lines, treat: impl Fn(Element<'a>) -> Treat) -> Words {
    let mut out = Out { lines, ..Out::default() };
    let mut open: Vec<Open> = Vec::new();
    let mut preformatted: usize = 0;
    let mut at = element.place() + 1;
    let end = element.end();
    loop {
        while let Some(ended) = open.pop_if(|open| open.until <= at) {
            if let Some((start, to)) = ended.quote {
                out.quoted(start, to, open.iter().any(|outer| outer.quote.is_some()));
            }
            if ended.is_block {
                out.break_line();
            }
        }
        if at >= end {
            break;
        }
        let Some(node) = element.tree.node(at) else { break };
        match &node.content {
            Content::Text(range) => out.push(element.tree.value(range), at < preformatted),
            Content::Element { .. } => {
                let inner = Element { tree: element.tree, at };
                let treated = treat(inner);
                match treated {
                    Treat::Skip => {
                        at = node.end.max(at + 1);
                        continue;
                    }
                    Treat::Say(words) => {
                        out.push(&words, false);
                        at = node.end.max(at + 1);
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
                let is_block = BLOCKS.contains(&name) || matches!(treated, Treat::Quote(_));
                if is_block {
                    out.break_line();
                } else if matches!(name, "td" | "th") {
                    out.space();
                }
                let quote = if let Treat::Quote(to) = treated { Some((out.text.len(), to)) } else { None };
                open.push(Open { until: node.end, is_block, quote });
            }
        }
        at += 1;
    }
    out.finish()
}

/// The words of a fragment of HTML, as sources keep it in fields.
pub fn fragment(text: &str, lines: Lines) -> Words {
    fragment_with(text, lines, plainly)
}

/// The words of a fragment of HTML, its elements treated as the reader says.
pub fn fragment_with(text: &str, lines: Lines, treat: impl Fn(Element<'_>) -> Treat) -> Words {
    words(html(text).root(), lines, treat)
}

/// Words on their way out.
#[derive(Debug, Default)]
struct Out {
    text: String,
    quotes: Vec<Quote>,
    lines: Lines,
    /// A space or line ends that stand before the next word.
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

    /// A block begins or ends here: what follows stands on a line of its own.
    fn break_line(&mut self) {
        self.pending = self.pending.max(Pending::Lines(1));
    }

    /// A line end that somebody wrote; two of them leave a line empty, more do not leave more.
    fn line_end(&mut self) {
        self.pending = match self.pending {
            Pending::Lines(_) => Pending::Lines(2),
            _ => Pending::Lines(1),
        };
    }

    /// Says what pends before a word.
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
        // Characters below U+0300 are as they should be; their first bytes are below 0xCC.
        if text.bytes().all(|byte| byte < 0xCC) || is_nfc(text) {
            self.push_normal(text, preformatted);
        } else {
            self.push_normal(&text.nfc().collect::<String>(), preformatted);
        }
    }

    fn push_normal(&mut self, text: &str, preformatted: bool) {
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        while let Some(byte) = bytes.get(at).copied() {
            if !may_be_space(byte) {
                at += 1;
                continue;
            }
            // One space between two words is kept with them: most white space is that.
            let single = byte == b' ' && at > start && bytes.get(at + 1).is_some_and(|next| !may_be_space(*next));
            let space = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            if single || !is_space(space) {
                at += space.len_utf8();
                continue;
            }
            self.run(text.get(start..at));
            if space == '\n' && (preformatted || self.lines == Lines::Kept) {
                self.line_end();
            } else {
                self.space();
            }
            at += space.len_utf8();
            start = at;
        }
        self.run(text.get(start..));
    }

    /// Words as they stand.
    fn run(&mut self, words: Option<&str>) {
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.flush();
            self.text.push_str(words);
        }
    }

    /// A quotation ended here that began at this byte. Quotations inside quotations are part of the outer one.
    fn quoted(&mut self, start: usize, to: Option<String>, inside: bool) {
        if inside {
            return;
        }
        let said = self.text.get(start..).unwrap_or_default();
        let start = self.text.len() - said.trim_start().len();
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

/// White space of any kind, no-break spaces among it: French sites put them before `!`, and nobody types them.
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
    fn nothing_executable_comes_through() {
        let markup = "a<script>alert(1)</script><style>p{}</style><svg onload=x><text>t</text></svg><img src=x onerror=y>\
                      <a href='javascript:x'>b</a><iframe>c</iframe><button>Reply</button><p hidden>d</p>";
        assert_eq!(text(markup), "ab");
    }

    #[test]
    fn quotations_are_marked_and_kept() {
        let said = fragment(
            "<p>x</p><blockquote><p>one</p><blockquote>two</blockquote></blockquote>y<blockquote> </blockquote>",
            Lines::Joined,
        );
        assert_eq!(said.text, "x\none\ntwo\ny");
        let quoted: Vec<_> = said.quotes.iter().map(|quote| quote.span.of(&said.text)).collect();
        assert_eq!(quoted, ["one\ntwo"]);
    }

    #[test]
    fn readers_say_what_is_furniture() {
        let treat = |element: Element<'_>| match element.name() {
            "aside" => Treat::Quote(element.attr("data-post").map(str::to_owned)),
            "em" => Treat::Skip,
            _ => plainly(element),
        };
        let said = fragment_with("<aside data-post=3>q</aside><p>a <em>b</em> c", Lines::Joined, treat);
        assert_eq!(said.text, "q\na c");
        assert_eq!(said.quotes, [Quote { span: Span::new(0, 1), to: Some("3".into()) }]);
    }

    #[test]
    fn smilies_are_words() {
        assert_eq!(text("ok <img class='emoji' alt='😀'><img class=photo alt=x>"), "ok 😀");
    }
}
