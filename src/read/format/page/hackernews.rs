//! Item pages of Hacker News, in the markup of 2012 and later.
//!
//! Each comment is a table row. A cell gives its depth: `td.ind[indent]`, or the width of an empty picture, 40 pixels
//! per level. The cell `td.default` has the head of the comment (`span.comhead`) and its text. A thread with many
//! comments spans several pages. The key is `hackernews/` and the number of the story; ids are the numbers of the
//! items, as in the JSON of the site.

use super::super::common;
use super::{
    comment_at, count, delete, digits_after, displayed_time, mark, more_pages, number, page, parameter, set_text,
};
use crate::diagnostic::Diagnostic;
use crate::read::format::jsonl::mail_quotes;
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of Hacker News";

/// The width of the empty picture that indents a comment by one level.
const LEVEL_PIXELS: usize = 40;

/// Whether it is the page of one item: it has rows of comments with the heads of the site, and (since 2014) a separate
/// table for the item. Lists of new comments, which are not a thread, have no such table.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let mut has_item = false;
    for element in tree.elements() {
        match element.name() {
            "table" if element.has_class("fatitem") => has_item = true,
            "td" if element.has_class("default") => {
                let head = element.find_class("comhead");
                let person = head.and_then(|head| head.find(is_person));
                let is_old = depth_of_picture(element).is_some() && person.is_some();
                if head.is_some() && (has_item || is_old && element.find_class("commtext").is_none()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    // A story without comments.
    has_item && tree.elements().any(|element| element.name() == "tr" && element.has_class("athing"))
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let mut diagnostics = Vec::new();
    let (mut thread, opening) = story(source, tree);
    let (mut comments, mut depths) = (Vec::new(), Vec::new());
    // The last comment with an id, and how many without an id followed it.
    let mut last = (String::new(), 0);
    for cell in tree.elements().filter(|element| element.name() == "td" && element.has_class("default")) {
        let Some(mut comment) = comment_from(cell) else { continue };
        if comment.id.is_empty() {
            // Deleted comments of old pages have no number, but replies need an id to refer to.
            last.1 += 1;
            comment.id = format!("{}+{}", last.0, last.1);
        } else {
            last = (comment.id.clone(), 0);
        }
        // The page of a comment has the comment in the table of the item, and its replies below.
        let is_item = cell.ancestors().any(|outer| outer.has_class("fatitem"));
        comments.push(comment);
        depths.push(if is_item { 0 } else { depth(cell) + 1 });
    }
    common::answer_by_depth(&mut comments, &depths);
    let opening_id = opening.as_ref().map(|opening| opening.id.clone()).filter(|id| !id.is_empty());
    for comment in comments.iter_mut().filter(|comment| comment.parent.is_none()) {
        comment.parent.clone_from(&opening_id);
    }
    if let Some(next) = tree.elements().find(is_more) {
        let mut stub = common::stub(opening_id, None);
        stub.origin.span = Some(next.span());
        comments.push(stub);
        diagnostics.push(more_pages("comments"));
    }
    if thread.key.is_none() {
        let message = "the page continues another one and does not say which story it belongs to";
        diagnostics.push(Diagnostic::note("no-story", message).help("its comments stand in a thread of their own"));
    }
    thread.comments = opening.into_iter().chain(comments).collect();
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// The thread with its key and title, and the story if the page has it.
fn story(source: &Source<'_>, tree: &Tree) -> (Thread, Option<Comment>) {
    let mut thread = Thread::default();
    let subtext = tree.elements().find(|element| element.has_class("subtext"));
    let Some(subtext) = subtext else {
        // The page of one comment names its story in the head. The continuation of a story names nothing.
        let story_link =
            tree.elements().find(|element| element.has_class("onstory")).and_then(|story| story.find(is_item_link));
        if let Some(link) = story_link {
            thread.title = link.attr("title").map(str::to_owned).or_else(|| link.line());
            thread.key = number_of(link).map(|id| format!("hackernews/{id}"));
        }
        let item = tree.elements().find(|element| element.has_class("fatitem"));
        if thread.key.is_none() {
            let address = super::address(source, tree);
            let own = item.and_then(|item| item.find_class("athing")?.id());
            let id = own.or_else(|| parameter(address.as_deref()?, "id"));
            thread.key = id.map(|id| format!("hackernews/{id}"));
        }
        return (thread, None);
    };
    let table = subtext.ancestors().find(|element| element.name() == "table").unwrap_or_else(|| tree.root());
    let score = subtext.find(|element| element.id().is_some_and(|id| id.starts_with("score_")));
    let row = table.find(|element| element.has_class("athing"));
    let vote = table.find(|element| element.id().is_some_and(|id| id.starts_with("up_")));
    let id = row.and_then(Element::id).or_else(|| digits_after(score.or(vote)?.id()?, "_")).unwrap_or_default();
    let mut post = comment_at(table, id);
    post.kind = Kind::Post;
    post.author = subtext.find(is_person).and_then(Element::line);
    post.time = time(subtext);
    post.votes = score.and_then(|score| number(&score.line()?));
    let head =
        table.find(|element| element.has_class("titleline") || element.name() == "td" && element.has_class("title"));
    let link = table.own(|element| element.has_class("comhead")).find(|element| {
        element.name() == "a"
            && element.ancestors().any(|outer| outer.has_class("title") || outer.has_class("titleline"))
    });
    thread.title = link.or(head).and_then(Element::line);
    let body = table.find_class("toptext").or_else(|| body_below(table, subtext));
    if let Some(body) = body {
        set_text(&mut post, body, treat);
    }
    thread.announced = subtext
        .descendants()
        .filter(|element| is_item_link(*element))
        .filter_map(Element::line)
        .find_map(|line| if line.contains("comment") { count(&line) } else { None });
    thread.key = (!id.is_empty()).then(|| format!("hackernews/{id}"));
    (thread, Some(post))
}

/// The cell below the line with the author that holds the text of a story, if it has one. The cell of the reply form is
/// there too, and is skipped.
fn body_below<'a>(table: Element<'a>, subtext: Element<'a>) -> Option<Element<'a>> {
    let cells = table.descendants().filter(|element| element.name() == "td" && element.place() > subtext.end());
    let has_text = |cell: &Element<'_>| cell.find_name("form").is_none() && cell.line().is_some();
    cells.into_iter().find(has_text)
}

/// The comment in a cell; `None` if the cell holds something else.
fn comment_from(cell: Element<'_>) -> Option<Comment> {
    let Some(head) = cell.find_class("comhead") else {
        // Some deleted comments have no head.
        return (cell.line().as_deref() == Some("[deleted]")).then(|| {
            let mut deleted = comment_at(cell.parent().unwrap_or(cell), "");
            delete(&mut deleted);
            deleted
        });
    };
    let body = cell.find(|element| element.has_class("commtext")).or_else(|| cell.find_class("comment"));
    let row = cell.ancestors().find(|element| element.has_class("athing"));
    let link = head.find(is_item_link);
    let id = row.and_then(Element::id).or_else(|| number_of(link?)).unwrap_or_default();
    let mut comment = comment_at(row.or_else(|| cell.parent()).unwrap_or(cell), id);
    comment.author = head.find(is_person).and_then(Element::line);
    comment.time = time(head);
    let parent = head.find(|element| is_item_link(element) && element.line().as_deref() == Some("parent"));
    comment.parent = parent.and_then(number_of).map(str::to_owned);
    if let Some(body) = body {
        set_text(&mut comment, body, treat);
        if is_grey(body) {
            mark(&mut comment, Mark::Hidden);
        }
        comment.quotes = mail_quotes(&comment.text);
    }
    let head = head.text();
    if head.contains("[dead]") || head.contains("[flagged]") {
        mark(&mut comment, Mark::Hidden);
    }
    match comment.text.as_str() {
        "[deleted]" | "" => delete(&mut comment),
        "[dead]" | "[flagged]" => {
            delete(&mut comment);
            mark(&mut comment, Mark::Removed);
        }
        _ => {}
    }
    Some(comment)
}

/// Skips the reply link at the end of a comment, and the line of dashes that replaces it; both are in small print.
fn treat(element: Element<'_>) -> Treat {
    match element.name() {
        "font" if element.attr("size") == Some("1") => Treat::Skip,
        "div" if element.has_class("reply") => Treat::Skip,
        _ => plainly(element),
    }
}

/// Whether a comment is shown in grey because readers voted it down: its class or its colour is not black.
fn is_grey(body: Element<'_>) -> bool {
    let class = body.classes().find(|class| class.len() == 3 && class.starts_with('c'));
    if let Some(class) = class {
        return class != "c00";
    }
    let font = body.find(|element| element.name() == "font" && element.attr("color").is_some());
    font.and_then(|font| font.attr("color")).is_some_and(|colour| !colour.trim_start_matches('#').starts_with("0000"))
}

fn is_person(element: Element<'_>) -> bool {
    element.name() == "a" && element.attr("href").is_some_and(|to| to.contains("user?id="))
}

fn is_item_link(element: Element<'_>) -> bool {
    element.name() == "a" && element.attr("href").is_some_and(|to| to.contains("item?id=") || to.contains(".html"))
}

fn number_of(link: Element<'_>) -> Option<&str> {
    digits_after(link.attr("href")?, "item?id=")
}

/// Whether it is the link to the next page.
fn is_more(element: &Element<'_>) -> bool {
    let is_title = |cell: Element<'_>| cell.has_class("title");
    element.name() == "a"
        && (element.has_class("morelink")
            || element.parent().is_some_and(is_title) && element.line().as_deref() == Some("More"))
}

/// The time of a comment: exact in the title of its age, otherwise in words (*3 hours ago*).
fn time(head: Element<'_>) -> Option<String> {
    let age = head.find_class("age");
    // Since 2024 the same time in seconds follows.
    let exact = age.and_then(|age| when::iso(age.attr("title")?.split(' ').next()?, true));
    exact.or_else(|| displayed_time(age?)).or_else(|| {
        let text = head.text();
        let text = text.split('|').next()?;
        let end = text.find(" ago")?;
        let mut words = text.get(..end)?.rsplit(char::is_whitespace);
        let (unit, number) = (words.next()?, words.next()?);
        Some(format!("{number} {unit} ago"))
    })
}

/// The depth of a comment, from 0.
fn depth(cell: Element<'_>) -> usize {
    let indent = row_cells(cell).find_map(|cell| cell.attr("indent")?.trim().parse().ok());
    indent.or_else(|| depth_of_picture(cell)).unwrap_or(0)
}

fn depth_of_picture(cell: Element<'_>) -> Option<usize> {
    let pictures = row_cells(cell).filter_map(|cell| cell.child("img"));
    let mut widths = pictures.filter(|picture| picture.attr("src").is_some_and(|from| from.ends_with("s.gif")));
    let width: usize = widths.find_map(|picture| picture.attr("width")?.trim().parse().ok())?;
    Some(width / LEVEL_PIXELS)
}

/// The cells before this one in its row.
fn row_cells(cell: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    cell.parent().into_iter().flat_map(Element::children).take_while(move |other| *other != cell)
}
