//! Item pages of Lobsters and of other sites with its program.
//!
//! A comment is `div.comment` with an id of six characters or so; it and the list of its replies are in one list item.
//! The key is `lobsters/` and the id of the story.

use super::nest::Nest;
use super::{address, comment_at, count, delete, key_of, mark, number, page, set_plain_text, time_of, title};
use crate::read::markup::{Element, Tree};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of Lobsters";

/// How the text of a comment begins that is gone.
const GONE: [&str; 4] =
    ["Comment removed by", "Comment deleted by", "Comment from banned user", "Thread removed by moderator"];

/// Whether it has a comment in the markup of the site, in a list of comments.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| tree.elements().any(is_comment))
}

fn is_comment(element: Element<'_>) -> bool {
    element.has_class("comment")
        && element.attr("data-shortid").is_some()
        && element.id().is_some_and(|id| id.starts_with("c_"))
}

fn is_story(element: Element<'_>) -> bool {
    element.has_class("story") && element.attr("data-shortid").is_some()
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let mut thread = Thread::default();
    if let Some(element) = tree.elements().find(|element| is_story(*element)) {
        thread.key = element.attr("data-shortid").map(|id| format!("lobsters/{id}"));
        thread.title = element.find_class("link").and_then(Element::line);
        thread.announced = element.find_class("comments_label").and_then(|label| count(&label.line()?));
        thread.comments.push(story_from(element));
    }
    thread.title = thread.title.or_else(|| title(tree));
    thread.key = thread.key.or_else(|| address(source, tree).as_deref().and_then(key_of));
    let story = thread.comments.first().map(|story| story.id.clone());
    thread.comments.extend(comments(tree, story.as_deref()));
    Ok(Reading { threads: vec![thread], diagnostics: Vec::new() })
}

fn comments(tree: &Tree, story: Option<&str>) -> Vec<Comment> {
    let mut nest = Nest::default();
    let mut comments = Vec::new();
    for element in tree.elements().filter(|element| is_comment(*element)) {
        let mut comment = comment_from(element);
        comment.parent = nest.parent_of(element).or_else(|| story.map(str::to_owned));
        // The replies are in a list after the comment, in the same list item.
        let holder = element.parent().filter(|outer| outer.name() == "li").unwrap_or(element);
        nest.push(holder, &comment.id);
        comments.push(comment);
    }
    comments
}

fn story_from(element: Element<'_>) -> Comment {
    let mut story = comment_at(element, element.attr("data-shortid").unwrap_or_default());
    story.kind = Kind::Post;
    fill(element, &mut story);
    let text = element.find(|part| part.has_class("story_text"));
    // The text of a story is after its heading, outside the element, on the page of one story.
    if let Some(text) = text.or_else(|| element.parent()?.parent()?.find_class("story_text")) {
        set_plain_text(&mut story, text);
    }
    story
}

fn comment_from(element: Element<'_>) -> Comment {
    let mut comment = comment_at(element, element.attr("data-shortid").unwrap_or_default());
    fill(element, &mut comment);
    if let Some(text) = element.own(is_comment).find(|part| part.has_class("comment_text")) {
        set_plain_text(&mut comment, text);
    }
    if GONE.iter().any(|gone| comment.text.starts_with(gone)) && !comment.text.contains('\n') {
        if comment.text.contains("moderator") {
            mark(&mut comment, Mark::Removed);
        }
        delete(&mut comment);
    }
    comment
}

/// Fills in what stories and comments have in common.
fn fill(element: Element<'_>, comment: &mut Comment) {
    let is_person = |part: Element<'_>| {
        let to_person = |to: &str| {
            ["/~", "/u/"].iter().any(|path| to.starts_with(path) || to.contains(&format!("lobste.rs{path}")))
        };
        part.name() == "a" && part.attr("href").is_some_and(to_person)
    };
    for part in element.own(is_comment) {
        match part.name() {
            "a" if is_person(part) && comment.author.is_none() => comment.author = part.line(),
            "time" if comment.time.is_none() => comment.time = time_of(part, false),
            // Before 2024 the exact time was the title of a plain element.
            "span" if comment.time.is_none() => {
                comment.time = part.attr("title").and_then(|time| when::iso(time, false));
            }
            _ if part.has_class("upvoter") || part.has_class("score") => {
                comment.votes = comment.votes.or_else(|| number(&part.line()?));
            }
            _ => {}
        }
    }
}
