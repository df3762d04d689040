//! Pages of Blogger (Blogspot): threaded comments, and the flat list of older pages, which is read by its published
//! template.
//!
//! Ids of comments are numbers of up to 19 digits, so they are kept as text. The exact time of a comment is in the
//! address of its date (`showComment=1430476812000`, milliseconds since 1970), in whatever language the page is.

use super::address::{self, parameter};
use super::common::answer_opening;
use super::page::nest::mark_deepest;
use super::{commentless, names, web};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, Treat, Tree, Words, plainly, words};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// Whether a comment of Blogger is near the beginning of the page.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let before = source.text.len() - source.text.trim_start().len() + source.head().len();
    tree.elements().take_while(|element| element.span().start < before).any(|element| number(element).is_some())
}

/// The number of a comment: `li.comment#c123`, `dt.comment-author#c123`. Numbers have had from 15 to 19 digits.
fn number(element: Element<'_>) -> Option<&str> {
    if !matches!(element.name(), "li" | "dt" | "div") {
        return None;
    }
    let digits = element.id()?.strip_prefix('c')?;
    let is_number = digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_comment = || element.classes().any(|class| class == "comment" || class.starts_with("comment-author"));
    (is_number && is_comment()).then_some(digits)
}

/// Reads a page.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let Some(tree) = source.html() else { return Err(commentless::no_page()) };
    let marked: Vec<(Element<'_>, &str)> =
        tree.elements().filter_map(|element| Some((element, number(element)?))).collect();
    let Some((first, _)) = marked.first() else { return Err(commentless::refusal(tree)) };
    let area = first.ancestors().filter(|outer| outer.id() == Some("comments")).last().unwrap_or(*first).place();
    let mut thread = Thread {
        title: web::title(tree, area),
        key: address::key(tree),
        announced: web::announced(tree, first.place()).filter(|count| *count > 0),
        ..Thread::default()
    };
    thread.comments.extend(web::article(tree, area, None));
    let mut open: Vec<(usize, &str)> = Vec::new();
    let starts = marked.iter().skip(1).map(|(next, _)| next.place()).chain([usize::MAX]);
    for ((element, number), next) in marked.iter().zip(starts) {
        while open.pop_if(|(end, _)| *end <= element.place()).is_some() {}
        let parent = open.last().map(|(_, parent)| (*parent).to_owned());
        open.push((element.end(), number));
        let is_flat = element.name() == "dt";
        let comment = if is_flat { listed_comment(tree, *element, next) } else { block_comment(*element, next) };
        let origin = Origin { span: Some(element.span()), lines: None };
        thread.comments.push(Comment { id: (*number).to_owned(), parent, origin, ..comment });
    }
    let spans: Vec<Span> = marked.iter().map(|(element, _)| element.span()).collect();
    let diagnostics = web::other_pages(tree, &spans).first().map(|(_, address)| {
        let message = format!("there are more comments than on this page: {address}");
        Diagnostic::warning("more-pages", message)
            .help("save them too and give all files, or their folder: they are joined")
    });
    // Blogger nests one level of replies.
    mark_deepest(&mut thread.comments, &[1]);
    answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics: diagnostics.into_iter().collect() })
}

/// A comment of the threaded list: everything is in one block, followed by its replies.
fn block_comment(element: Element<'_>, next: usize) -> Comment {
    let until = element.end().min(next);
    let own = || element.descendants().take_while(move |inner| inner.place() < until);
    let author = own().find(|inner| inner.name() == "cite").and_then(author_name);
    let is_blog_author = own().any(|inner| inner.has_class("blog-author"));
    let content = own().find(|inner| inner.has_class("comment-content"));
    comment_from(author, is_blog_author, own().find_map(time), content)
}

/// A comment of the flat list: its author (`dt`), its text and its date (`dd`) follow one another.
fn listed_comment(tree: &Tree, element: Element<'_>, next: usize) -> Comment {
    let own = || {
        tree.elements()
            .skip_while(move |inner| inner.place() < element.place())
            .take_while(move |inner| inner.place() < next)
            .take(LIST_ELEMENTS)
    };
    let author = element
        .find(|inner| inner.name() == "a" && inner.attr("rel").is_some())
        .and_then(author_name)
        .or_else(|| author_name(element));
    let is_blog_author = element.has_class("blog-author");
    let content =
        own().find(|inner| inner.classes().any(|class| class == "comment-body" || class == "comment-content"));
    comment_from(author, is_blog_author, own().find_map(time), content)
}

/// How many elements are searched for the parts of one comment of the flat list.
const LIST_ELEMENTS: usize = 2_000;

fn comment_from(
    author: Option<String>,
    is_blog_author: bool,
    time: Option<String>,
    content: Option<Element<'_>>,
) -> Comment {
    let mut marks: Vec<Mark> = is_blog_author.then_some(Mark::Moderator).into_iter().collect();
    let deleted = content
        .filter(|content| content.has_class("deleted-comment") || content.find_class("deleted-comment").is_some());
    if let Some(notice) = deleted {
        let line = notice.line().unwrap_or_default().to_lowercase();
        // The notice says "by a blog administrator" in the language of the page.
        marks.extend(line.contains("admin").then_some(Mark::Removed));
        return Comment { kind: Kind::Deleted, author, time, marks, ..Comment::default() };
    }
    let words = content.map_or_else(Words::default, |content| words(content, Lines::Joined, treat));
    Comment { author, time, marks, text: words.text, quotes: words.quotes, ..Comment::default() }
}

fn treat(element: Element<'_>) -> Treat {
    let furniture = ["comment-actions", "comment-replies", "comment-footer", "item-control", "comment-header"];
    if element.classes().any(|class| furniture.contains(&class)) { Treat::Skip } else { plainly(element) }
}

/// The author in an element, without the words that the flat list adds (*Ann hat gesagt…*).
fn author_name(element: Element<'_>) -> Option<String> {
    let name = names::bare(&words(element, Lines::Joined, plainly).text);
    (!name.is_empty()).then_some(name)
}

/// The time in the address of a date.
fn time(element: Element<'_>) -> Option<String> {
    let address = element.attr("href").filter(|_| element.name() == "a")?;
    when::epoch(parameter(address, "showComment")?)
}
