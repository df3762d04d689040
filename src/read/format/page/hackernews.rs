//! Item pages of Hacker News, from the tables of 2012 to those of today.
//!
//! Comments stand in rows one under the other; how deep each is says a cell: `td.ind[indent]`, or the width of an empty
//! picture, forty points a level. A row has a cell `td.default` with the head of the comment (`span.comhead`) and its
//! words. A thread of many comments is spread over several pages; the key is `hackernews/` and the number of the story,
//! ids are the numbers of the items, as in the site's own data.

use super::super::common;
use super::{count, delete, digits_after, entry, mark, more_pages, number, page, parameter, say, words_for_time};
use crate::diagnostic::Diagnostic;
use crate::read::format::jsonl::mail_quotes;
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of Hacker News";

/// How wide the empty picture is that moves a comment in by one level.
const LEVEL_POINTS: usize = 40;

/// Whether it is a page of one item: rows of comments with the site's heads, and (since 2014) the item in a table of its
/// own. The lists of new comments, which are no thread, have no such table.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let mut item = false;
    for element in tree.elements() {
        match element.name() {
            "table" if element.has_class("fatitem") => item = true,
            "td" if element.has_class("default") => {
                let head = element.find_class("comhead");
                let person = head.and_then(|head| head.find(is_person));
                let old = depth_of_picture(element).is_some() && person.is_some();
                if head.is_some() && (item || old && element.find_class("commtext").is_none()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    // A story that nobody has answered.
    item && tree.elements().any(|element| element.name() == "tr" && element.has_class("athing"))
}

/// Reads a page.
///
/// # Errors
/// When the source is no page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let mut diagnostics = Vec::new();
    let (mut thread, opening) = story(source, tree);
    let (mut comments, mut depths) = (Vec::new(), Vec::new());
    let mut last = (String::new(), 0);
    for cell in tree.elements().filter(|element| element.name() == "td" && element.has_class("default")) {
        let Some(mut comment) = comment(cell) else { continue };
        if comment.id.is_empty() {
            // Deleted comments of the old pages have no number; replies need a name for them.
            last.1 += 1;
            comment.id = format!("{}+{}", last.0, last.1);
        } else {
            last = (comment.id.clone(), 0);
        }
        // The page of a comment begins with it, in the table of the item; its replies stand under it.
        let is_item = cell.ancestors().any(|holder| holder.has_class("fatitem"));
        comments.push(comment);
        depths.push(if is_item { 0 } else { depth(cell) + 1 });
    }
    common::answer_by_depth(&mut comments, &depths);
    let top = opening.as_ref().map(|opening| opening.id.clone()).filter(|id| !id.is_empty());
    for comment in comments.iter_mut().filter(|comment| comment.parent.is_none()) {
        comment.parent.clone_from(&top);
    }
    if let Some(next) = tree.elements().find(is_more) {
        let mut stub = common::stub(top, None);
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

/// The thread with its key and title, and the story, where the page has it.
fn story(source: &Source<'_>, tree: &Tree) -> (Thread, Option<Comment>) {
    let mut thread = Thread::default();
    let subtext = tree.elements().find(|element| element.has_class("subtext"));
    let Some(subtext) = subtext else {
        // The page of one comment names its story in its head; a page that continues one names nothing.
        let on = tree.elements().find(|element| element.has_class("onstory")).and_then(|on| on.find(is_item_link));
        if let Some(on) = on {
            thread.title = on.attr("title").map(str::to_owned).or_else(|| on.line());
            thread.key = number_of(on).map(|id| format!("hackernews/{id}"));
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
    let holder = subtext.ancestors().find(|element| element.name() == "table").unwrap_or_else(|| tree.root());
    let score = subtext.find(|element| element.id().is_some_and(|id| id.starts_with("score_")));
    let row = holder.find(|element| element.has_class("athing"));
    let vote = holder.find(|element| element.id().is_some_and(|id| id.starts_with("up_")));
    let id = row.and_then(Element::id).or_else(|| digits_after(score.or(vote)?.id()?, "_")).unwrap_or_default();
    let mut post = entry(holder, id);
    post.kind = Kind::Post;
    post.author = subtext.find(is_person).and_then(Element::line);
    post.time = time(subtext);
    post.votes = score.and_then(|score| number(&score.line()?));
    let head =
        holder.find(|element| element.has_class("titleline") || element.name() == "td" && element.has_class("title"));
    let link = holder.own(|element| element.has_class("comhead")).find(|element| {
        element.name() == "a"
            && element.ancestors().any(|holder| holder.has_class("title") || holder.has_class("titleline"))
    });
    thread.title = link.or(head).and_then(Element::line);
    let body = holder.find_class("toptext").or_else(|| body_below(holder, subtext));
    if let Some(body) = body {
        say(&mut post, body, furniture);
    }
    thread.announced = subtext
        .descendants()
        .filter(|element| is_item_link(*element))
        .filter_map(Element::line)
        .find_map(|line| if line.contains("comment") { count(&line) } else { None });
    thread.key = (!id.is_empty()).then(|| format!("hackernews/{id}"));
    (thread, Some(post))
}

/// The cell under the line with the author that holds what a story says, where it says something: that of the form for
/// an answer stands there as well.
fn body_below<'a>(holder: Element<'a>, subtext: Element<'a>) -> Option<Element<'a>> {
    let cells = holder.descendants().filter(|element| element.name() == "td" && element.place() > subtext.end());
    let says = |cell: &Element<'_>| cell.find_name("form").is_none() && cell.line().is_some();
    cells.into_iter().find(says)
}

/// The comment of a cell; `None` where the cell is none.
fn comment(cell: Element<'_>) -> Option<Comment> {
    let Some(head) = cell.find_class("comhead") else {
        // Some that were deleted have no head.
        return (cell.line().as_deref() == Some("[deleted]")).then(|| {
            let mut gone = entry(cell.parent().unwrap_or(cell), "");
            delete(&mut gone);
            gone
        });
    };
    let body = cell.find(|element| element.has_class("commtext")).or_else(|| cell.find_class("comment"));
    let row = cell.ancestors().find(|element| element.has_class("athing"));
    let link = head.find(is_item_link);
    let id = row.and_then(Element::id).or_else(|| number_of(link?)).unwrap_or_default();
    let mut comment = entry(row.or_else(|| cell.parent()).unwrap_or(cell), id);
    comment.author = head.find(is_person).and_then(Element::line);
    comment.time = time(head);
    let parent = head.find(|element| is_item_link(element) && element.line().as_deref() == Some("parent"));
    comment.parent = parent.and_then(number_of).map(str::to_owned);
    if let Some(body) = body {
        say(&mut comment, body, furniture);
        if is_grey(body) {
            mark(&mut comment, Mark::Hidden);
        }
        comment.quotes = mail_quotes(&comment.text);
    }
    let says = head.text();
    if says.contains("[dead]") || says.contains("[flagged]") {
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

/// Answer links and the line of dashes that takes their place, in small print at the end of a comment.
fn furniture(element: Element<'_>) -> Treat {
    match element.name() {
        "font" if element.attr("size") == Some("1") => Treat::Skip,
        "div" if element.has_class("reply") => Treat::Skip,
        _ => plainly(element),
    }
}

/// Whether a comment is shown in grey, since readers voted it down: its class or its colour is not black.
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

/// The link at the end of a page that is not the last.
fn is_more(element: &Element<'_>) -> bool {
    let title = |cell: Element<'_>| cell.has_class("title");
    element.name() == "a"
        && (element.has_class("morelink")
            || element.parent().is_some_and(title) && element.line().as_deref() == Some("More"))
}

/// When it was posted: exactly by the title of its age, else in words (*3 hours ago*).
fn time(head: Element<'_>) -> Option<String> {
    let age = head.find_class("age");
    // Behind the time stands, since 2024, the same in seconds.
    let exact = age.and_then(|age| when::iso(age.attr("title")?.split(' ').next()?, true));
    exact.or_else(|| words_for_time(age?)).or_else(|| {
        let text = head.text();
        let text = text.split('|').next()?;
        let at = text.find(" ago")?;
        let mut words = text.get(..at)?.rsplit(char::is_whitespace);
        let (unit, figure) = (words.next()?, words.next()?);
        Some(format!("{figure} {unit} ago"))
    })
}

/// How deep a comment stands, from 0.
fn depth(cell: Element<'_>) -> usize {
    let indent = row_cells(cell).find_map(|cell| cell.attr("indent")?.trim().parse().ok());
    indent.or_else(|| depth_of_picture(cell)).unwrap_or(0)
}

fn depth_of_picture(cell: Element<'_>) -> Option<usize> {
    let pictures = row_cells(cell).filter_map(|cell| cell.child("img"));
    let mut widths = pictures.filter(|picture| picture.attr("src").is_some_and(|from| from.ends_with("s.gif")));
    let width: usize = widths.find_map(|picture| picture.attr("width")?.trim().parse().ok())?;
    Some(width / LEVEL_POINTS)
}

/// The cells of the row in which a cell stands.
fn row_cells(cell: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    cell.parent().into_iter().flat_map(Element::children).take_while(move |other| *other != cell)
}
