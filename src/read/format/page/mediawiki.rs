//! Talk pages of `MediaWiki`, saved in a browser or in the form of Parsoid.
//!
//! Nothing marks a comment but the signature at its end, and the indentation of its lines says what it answers: the last
//! comment above that is indented less. After an outdent, it is the comment just above. Every section with comments is a
//! thread, with its heading as title; headings inside a section only end what can be answered.

use std::borrow::Cow;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;

use super::super::common::{answer_by_depth, left_out};
use super::{address, comment_at, key_of, page};
use crate::lang;
use crate::read::format::moment::Settled;
use crate::read::format::signature::{Signature, without_notice};
use crate::read::markup::{Element, Lines, Treat, Tree, plainly, words};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Quote, Thread};

const WHAT: &str = "a talk page of MediaWiki";

/// The minimum number of signed comments on a talk page. An article may have one by chance.
const LEAST: usize = 2;

/// The number of letters of a text without a signature from which it is reported. Less is a remark of a template.
const UNSIGNED_LETTERS: usize = 40;

/// What the program and its templates add to a talk page.
#[rustfmt::skip]
const FURNITURE: [&str; 26] = [
    "mw-editsection", "noprint", "navbox", "vertical-navbox", "toc", "metadata", "tmbox", "ambox", "mbox-small", "reference",
    "mw-references-wrap", "reflist", "catlinks", "printfooter", "bandeau-container", "mw-talkpageheader", "mw-empty-elt",
    "ext-discussiontools-init-replylink-buttons", "ext-discussiontools-init-section-subscribe",
    "ext-discussiontools-init-section-bar", "ext-discussiontools-init-section-overflowMenuButton", "mw-headline-anchor",
    "sr-only", "archive-header", "infobox", "mw-jump-link",
];

/// Elements whose own text is one or more lines.
const BLOCKS: [&str; 24] = [
    "p",
    "li",
    "dd",
    "dt",
    "div",
    "blockquote",
    "pre",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "center",
    "caption",
    "dl",
    "ul",
    "ol",
    "table",
    "tr",
    "tbody",
];

/// Between the target and the words of a link to a page that may be an author's, so that the words can be restored.
const WORDS: &str = "|\u{2063}";

/// Whether it is a page of the program with signed comments.
pub fn detect(source: &Source<'_>) -> bool {
    source
        .html()
        .and_then(content)
        .is_some_and(|content| sections(content).iter().map(|section| section.comments.len()).sum::<usize>() >= LEAST)
}

/// The element of the page's text.
fn content(tree: &Tree) -> Option<Element<'_>> {
    let size = |element: &Element<'_>| element.end() - element.place();
    let by_class = tree.elements().filter(|element| element.has_class("mw-parser-output")).max_by_key(size);
    by_class.or_else(|| {
        tree.elements().find(|element| {
            matches!(element.id(), Some("mw-content-text" | "bodyContent"))
                || element
                    .classes()
                    .any(|class| matches!(class, "mw-content-ltr" | "mw-content-rtl" | "mw-body-content"))
        })
    })
}

/// Reads a page.
///
/// # Errors
/// When it has no signed comment.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let sections = content(tree).map(sections).unwrap_or_default();
    if sections.iter().all(|section| section.comments.is_empty()) {
        return Err(ReadError::Unusable {
            what: WHAT,
            why: "no signed comment is in it".to_owned(),
            help: "if it is a talk page, open its source (\"edit\") and save the text",
        });
    }
    let key = address(source, tree).as_deref().and_then(key_of);
    let heading = tree.elements().find(|element| element.id() == Some("firstHeading")).and_then(Element::line);
    let page_title = heading.or_else(|| super::title(tree));
    let unsigned = sections.iter().map(|section| section.unsigned).sum();
    let diagnostics =
        left_out(unsigned, "texts without a signature", "nothing shows who wrote them, or that they are comments");
    let threads = sections
        .into_iter()
        .filter(|section| !section.comments.is_empty())
        .map(|section| Thread {
            key: key.as_ref().map(|key| match &section.title {
                Some(title) => format!("{key}#{title}"),
                None => key.clone(),
            }),
            title: section.title.or_else(|| page_title.clone()),
            comments: section.comments,
            ..Thread::default()
        })
        .collect();
    Ok(Reading { threads, diagnostics: diagnostics.into_iter().collect() })
}

/// A section of a page.
#[derive(Default)]
struct Section {
    title: Option<String>,
    comments: Vec<Comment>,
    /// How many texts at the end of it or of a part of it have no signature.
    unsigned: usize,
}

/// A line of a page.
struct Line<'a> {
    element: Element<'a>,
    /// How many lists are around it.
    depth: usize,
    text: String,
    /// Its level, if it is a heading.
    heading: Option<usize>,
    is_quote: bool,
}

/// The sections of a page.
fn sections(content: Element<'_>) -> Vec<Section> {
    let lines = lines(content);
    // The headings of the top level divide the page into threads; which level that is differs from page to page.
    let top = lines.iter().filter_map(|line| line.heading).min().unwrap_or(1);
    let mut sections = vec![Section::default()];
    let mut part = Part::default();
    for line in &lines {
        let Some(section) = sections.last_mut() else { break };
        match line.heading {
            Some(level) => {
                part.close(section);
                if level == top {
                    sections.push(Section { title: Some(line.text.replace('\n', " ")), ..Section::default() });
                }
            }
            None => part.add(line),
        }
    }
    if let Some(section) = sections.last_mut() {
        part.close(section);
    }
    sections
}

/// The lines of a page, without furniture.
fn lines(content: Element<'_>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut skipped = 0;
    // The ends of the list items and of the quotations around the current element.
    let (mut items, mut quotes): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for element in std::iter::once(content).chain(content.descendants()) {
        if element.place() < skipped {
            continue;
        }
        if is_furniture(element) {
            skipped = element.end();
            continue;
        }
        if !BLOCKS.contains(&element.name()) {
            continue;
        }
        while items.pop_if(|end| *end <= element.place()).is_some() {}
        while quotes.pop_if(|end| *end <= element.place()).is_some() {}
        match element.name() {
            "dd" | "li" => items.push(element.end()),
            "blockquote" => quotes.push(element.end()),
            _ => {}
        }
        let text = words(element, Lines::Joined, treat).text;
        if text.is_empty() {
            continue;
        }
        let heading = element.name().strip_prefix('h').and_then(|level| level.parse().ok());
        lines.push(Line { element, depth: items.len(), text, heading, is_quote: !quotes.is_empty() });
    }
    lines
}

fn is_furniture(element: Element<'_>) -> bool {
    matches!(element.name(), "style" | "script" | "link" | "meta")
        || matches!(element.id(), Some("toc" | "catlinks"))
        || element.attr("role") == Some("navigation")
        || element.classes().any(|class| FURNITURE.contains(&class))
}

/// Keeps the own words of a line. A link that may lead to an author is written as in wikitext.
fn treat(element: Element<'_>) -> Treat {
    if BLOCKS.contains(&element.name()) || is_furniture(element) {
        return Treat::Skip;
    }
    if element.name() == "a"
        && let Some(target) = target(element).filter(|target| is_of_user(target))
        && let Some(shown) = element.line()
    {
        return Treat::Say(format!("[[{target}{WORDS}{shown}]]"));
    }
    plainly(element)
}

static USERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.user_spaces));
static CONTRIBUTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.contributions));

/// Whether a page of a wiki is that of a user, or the list of what they wrote.
fn is_of_user(target: &str) -> bool {
    let lower = target.to_lowercase();
    lower.split_once(':').is_some_and(|(space, _)| USERS.contains(&space.trim()))
        || CONTRIBUTIONS.iter().any(|prefix| lower.starts_with(*prefix))
}

/// The page of the wiki that a link leads to.
fn target(link: Element<'_>) -> Option<String> {
    let to = link.attr("href")?;
    let (_, page) =
        to.split_once("/wiki/").or_else(|| to.split_once("title=")).or_else(|| Some(("", to.strip_prefix("./")?)))?;
    let page = page.split(['&', '?', '#']).next()?;
    let decoded: Cow<'_, str> = percent_decode_str(page).decode_utf8_lossy();
    let name = decoded.replace('_', " ");
    (!name.is_empty() && !name.contains(['[', ']', '|'])).then_some(name)
}

/// A text with its links as a page shows them.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(WORDS) {
        let (kept, _) = before.rsplit_once("[[").unwrap_or((before, ""));
        out.push_str(kept);
        let (shown, behind) = after.split_once("]]").unwrap_or((after, ""));
        out.push_str(shown);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The lines since the last signature or heading, and the comments of the current part of a section.
#[derive(Default)]
struct Part<'a> {
    pending: Vec<(Element<'a>, usize, String, bool)>,
    comments: Vec<Comment>,
    depths: Vec<usize>,
}

impl<'a> Part<'a> {
    /// Adds a line; a comment ends where one of its lines is signed.
    fn add(&mut self, line: &Line<'a>) {
        for text in line.text.split('\n') {
            let signature = Signature::at_end(text).filter(|signature| signature.is_wiki && signature.author.is_some());
            let own = signature.as_ref().and_then(|signature| text.get(..signature.start)).unwrap_or(text);
            let own = plain(own);
            let own = without_notice(own.trim()).to_owned();
            self.pending.push((line.element, line.depth, own, line.is_quote));
            if let Some(signature) = signature {
                self.end_comment(signature);
            }
        }
    }

    fn end_comment(&mut self, signature: Signature) {
        let pending = std::mem::take(&mut self.pending);
        let (Some(first), Some(last)) = (pending.first(), pending.last()) else { return };
        let depth = first.1.min(last.1);
        let mut comment = comment_at(first.0, "");
        comment.origin.span = Some(Span::new(first.0.span().start, last.0.span().end.max(first.0.span().end)));
        comment.author = signature.author;
        comment.time = signature.moment.and_then(|moment| moment.text(Settled::default()));
        for (_, _, text, is_quote) in &pending {
            if text.is_empty() {
                continue;
            }
            if !comment.text.is_empty() {
                comment.text.push('\n');
            }
            let start = comment.text.len();
            comment.text.push_str(text);
            if *is_quote {
                comment.quotes.push(Quote { span: Span::new(start, comment.text.len()), to: None });
            }
        }
        let is_outdented = without_outdent(&mut comment);
        let above = self.depths.last().copied().filter(|_| is_outdented);
        // After an outdent, the indentation begins again below the comment above.
        self.depths.push(above.map_or(depth, |above| above + 1));
        self.comments.push(comment);
    }

    /// Ends a part of a section: what follows answers nothing in it.
    fn close(&mut self, section: &mut Section) {
        let pending = std::mem::take(&mut self.pending);
        let letters: usize =
            pending.iter().map(|(_, _, text, _)| text.chars().filter(|c| c.is_alphabetic()).count()).sum();
        section.unsigned += usize::from(letters >= UNSIGNED_LETTERS);
        let before = section.comments.len();
        for (index, comment) in self.comments.iter_mut().enumerate() {
            comment.id = format!("c{}", before + index + 1);
        }
        answer_by_depth(&mut self.comments, &self.depths);
        section.comments.append(&mut self.comments);
        self.depths.clear();
    }
}

/// Removes the mark of an outdent at the beginning of a comment, and returns whether there was one.
fn without_outdent(comment: &mut Comment) -> bool {
    let is_drawn = comment.text.starts_with('┌');
    let lower = comment.text.to_lowercase();
    let named = ["(outdent)", "(undent)", "(od)", "(unindent)", "(désindentation)", "(reset indent)"];
    let cut = if is_drawn {
        comment.text.find(|c: char| !matches!(c, '\u{2500}'..='\u{257f}') && !c.is_whitespace())
    } else {
        named.iter().find(|mark| lower.starts_with(**mark)).map(|mark| mark.len())
    };
    let Some(cut) = cut.filter(|cut| comment.quotes.is_empty() && comment.text.is_char_boundary(*cut)) else {
        return is_drawn;
    };
    comment.text = comment.text.get(cut..).unwrap_or_default().trim_start().to_owned();
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    fn read_of(page: &str) -> Vec<(String, String, Option<String>)> {
        let tree = html(page);
        let sections = sections(content(&tree).unwrap());
        let of = |comment: Comment| (comment.author.unwrap_or_default(), comment.text, comment.parent);
        sections.into_iter().flat_map(|section| section.comments).map(of).collect()
    }

    fn signed(name: &str) -> String {
        format!(
            "<a href='/wiki/User:{name}'>{name}</a> (<a href='/wiki/User_talk:{name}'>talk</a>) 10:22, 3 March 2021 (UTC)"
        )
    }

    #[test]
    fn indentation_and_outdent_give_parents() {
        let page = format!(
            "<div class=mw-parser-output><h2>Bus</h2><p>One.</p><p>Two, <a href='/wiki/User:Z'>Z</a>. {}</p><dl><dd>No. {}<dl><dd>Yes. {}</dd></dl></dd><dd>Why? {}</dd></dl><p>(outdent) End. {}</p></div>",
            signed("A"),
            signed("B"),
            signed("C"),
            signed("D"),
            signed("E")
        );
        let parent = |id: &str| Some(id.to_owned());
        let expected = [
            ("A", "One.\nTwo, Z.", None),
            ("B", "No.", parent("c1")),
            ("C", "Yes.", parent("c2")),
            ("D", "Why?", parent("c1")),
            ("E", "End.", parent("c4")),
        ];
        let expected: Vec<_> = expected.map(|(name, text, parent)| (name.to_owned(), text.to_owned(), parent)).into();
        assert_eq!(read_of(&page), expected);
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_survived(page in "(<dl><dd>|</dl>|<ul><li>|</ul>|<p>|</p>|<br>|<h2>x</h2>|<a href='/wiki/User:B'>B</a>|<a href=./User:%ff|10:22, 3 March 2021 \\(UTC\\)|┌─┘|text |\\[\\[|\\]\\]|<blockquote>){0,40}") {
            let _ = read_of(&format!("<div class=mw-parser-output>{page}"));
        }
    }
}
