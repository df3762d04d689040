//! Threads of Reddit as pages: in the design of old.reddit.com, and in the current one, whose comments are custom
//! elements (`shreddit-comment`; built from published descriptions, since no real page was available).
//!
//! The key is `reddit/` and the number of the post; ids are the numbers of posts and comments without their kind
//! (`t3_`, `t1_`), as in the JSON of the site. Pages of the design from 2018 to 2023 have class names that change with
//! every release; they are recognised, and refused with advice.

use super::super::common;
use super::{comment_at, count, delete, mark, number, page, set_plain_text, time_of, title};
use crate::read::format::reddit::url_of;
use crate::read::markup::{Element, Tree};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of Reddit";

/// Whether it is a page in one of the three designs.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    tree.elements().any(|element| is_old_comment(element) || is_new_comment(element) || is_new_post(element))
        || is_obfuscated(tree)
        || is_old_without_comments(tree)
}

fn is_old_comment(element: Element<'_>) -> bool {
    element.has_class("thing")
        && element.has_class("comment")
        && element.attr("data-fullname").is_some_and(|name| name.starts_with("t1_"))
}

fn is_new_comment(element: Element<'_>) -> bool {
    element.name() == "shreddit-comment" && element.attr("thingid").is_some()
}

fn is_new_post(element: Element<'_>) -> bool {
    element.name() == "shreddit-post" && element.attr("comment-count").is_some() && element.attr("id").is_some()
}

fn is_old_post(element: Element<'_>) -> bool {
    element.has_class("thing") && element.has_class("link") && element.attr("data-permalink").is_some()
}

fn is_old_without_comments(tree: &Tree) -> bool {
    let has = |test: fn(Element<'_>) -> bool| tree.elements().any(test);
    has(is_old_post) && has(|element| element.has_class("commentarea"))
}

/// Whether it is in the design of 2018: it has comments, but nothing marks their parts.
fn is_obfuscated(tree: &Tree) -> bool {
    let is_comment = |element: &Element<'_>| {
        element.id().is_some_and(|id| id.starts_with("t1_"))
            && element.attr("style").is_some_and(|style| style.contains("padding-left"))
    };
    tree.elements().filter(is_comment).count() >= 2
}

/// Reads a page.
///
/// # Errors
/// When nothing marks the parts of its comments.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let is_new = tree.elements().any(|element| is_new_comment(element) || is_new_post(element));
    if !is_new && !tree.elements().any(|element| is_old_comment(element) || is_old_post(element)) {
        return Err(ReadError::Unusable {
            what: WHAT,
            why: "in the design of 2018, which does not say where a comment begins and what is said in it".to_owned(),
            help: "put old. in place of www. in its address, or .json at the end of it, and save that",
        });
    }
    let thread = if is_new { current_thread(tree) } else { old_thread(tree) };
    let held: usize = thread.comments.iter().filter_map(|comment| comment.held).sum();
    let stubs = thread.comments.iter().filter(|comment| comment.kind == Kind::Stub).count();
    let why = format!("the page holds them back behind {stubs} links; open those before you save it");
    let diagnostics = common::left_out(held.max(stubs), "comments or more", &why).into_iter().collect();
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// An id without its kind.
fn without_kind(name: &str) -> &str {
    name.strip_prefix("t1_").or_else(|| name.strip_prefix("t3_")).unwrap_or(name)
}

/// The number of the post in the path of its page: `/r/NAME/comments/NUMBER/…`.
fn post_in_path(path: &str) -> Option<&str> {
    path.split_once("/comments/")?.1.split(['/', '?', '#']).next().filter(|id| !id.is_empty())
}

/// The comments around the current element: where each ends, and its id.
#[derive(Default)]
struct Ancestors(Vec<(usize, String)>);

impl Ancestors {
    /// The id of the innermost comment around this element.
    fn parent_of(&mut self, element: Element<'_>) -> Option<String> {
        while self.0.pop_if(|(end, _)| *end <= element.place()).is_some() {}
        self.0.last().map(|(_, id)| id.clone())
    }

    fn push(&mut self, element: Element<'_>, id: &str) {
        self.0.push((element.end(), id.to_owned()));
    }
}

/// The thread of a page of old.reddit.com.
fn old_thread(tree: &Tree) -> Thread {
    let mut thread = Thread::default();
    let area = tree.elements().find(|element| element.has_class("commentarea"));
    let post = tree.elements().find(|element| is_old_post(*element)).map(old_post_from);
    let post_id = post.as_ref().map(|(post, _)| post.id.clone());
    if let Some((post, element)) = post {
        thread.title =
            element.own(is_child).find(|part| part.has_class("title") && part.name() == "a").and_then(Element::line);
        thread.announced = element.attr("data-comments-count").and_then(count);
        thread.comments.push(post);
    }
    let heading = area.and_then(|area| area.find_class("panestack-title")?.line());
    thread.announced = thread.announced.or_else(|| count(heading.as_deref()?));
    let post_id = post_id.filter(|id| !id.is_empty());
    let mut key = post_id.clone();
    let mut ancestors = Ancestors::default();
    for element in tree.elements() {
        if is_old_comment(element) {
            let parent = ancestors.parent_of(element);
            let mut comment = old_comment_from(element);
            let post = element.attr("data-permalink").and_then(post_in_path);
            key = key.or_else(|| post.map(str::to_owned));
            if parent.is_some() || comment.parent.is_none() {
                comment.parent = parent.or_else(|| post_id.clone());
            }
            ancestors.push(element, &comment.id);
            thread.comments.push(comment);
        } else if element.has_class("morecomments") || element.has_class("deepthread") {
            thread.comments.push(held_back(element, ancestors.parent_of(element).or_else(|| post_id.clone())));
        }
    }
    thread.key = key.map(|id| format!("reddit/{id}"));
    thread.title = thread.title.or_else(|| title(tree));
    thread
}

/// A stub for a link to more comments.
fn held_back(element: Element<'_>, parent: Option<String>) -> Comment {
    let mut stub = common::stub(parent, element.line().and_then(|line| count(&line)));
    stub.origin.span = Some(element.span());
    stub
}

/// Whether it is the part of a comment that holds its replies.
fn is_child(element: Element<'_>) -> bool {
    element.has_class("child")
}

fn old_post_from(element: Element<'_>) -> (Comment, Element<'_>) {
    let id = element.attr("data-fullname").map(without_kind);
    let id = id.or_else(|| post_in_path(element.attr("data-permalink")?)).unwrap_or_default();
    let mut post = comment_at(element, id);
    post.kind = Kind::Post;
    fill_old(element, &mut post);
    post.votes = element.attr("data-score").and_then(number).or(post.votes);
    post.url = element.attr("data-permalink").and_then(url_of);
    (post, element)
}

fn old_comment_from(element: Element<'_>) -> Comment {
    let mut comment = comment_at(element, element.attr("data-fullname").map_or("", without_kind));
    fill_old(element, &mut comment);
    comment.url = element.attr("data-permalink").and_then(url_of);
    if element.has_class("collapsed") {
        mark(&mut comment, Mark::Hidden);
    }
    delete_if_gone(&mut comment, element.has_class("deleted"));
    comment
}

/// Fills in what posts and comments have in common.
fn fill_old(element: Element<'_>, comment: &mut Comment) {
    let mut body = None;
    let mut author = None;
    for part in element.own(is_child) {
        let class = |word: &str| part.has_class(word);
        match part.name() {
            "time" if class("edited-timestamp") => mark(comment, Mark::Edited),
            "time" if comment.time.is_none() => comment.time = time_of(part, false),
            "a" if class("author") => {
                author = author.or_else(|| part.line());
                if class("moderator") || class("admin") {
                    mark(comment, Mark::Moderator);
                }
            }
            "a" if part.attr("data-event-action") == Some("parent") => {
                let address = part.attr("href").unwrap_or_default();
                let id = address.trim_end_matches('/').rsplit(['/', '#']).next();
                comment.parent = id.filter(|id| !id.is_empty()).map(str::to_owned);
            }
            "em" if author.is_none() && part.line().as_deref() == Some("[deleted]") => author = part.line(),
            _ if class("score") && class("unvoted") && comment.votes.is_none() => {
                comment.votes = part.attr("title").and_then(number).or_else(|| number(&part.line()?));
            }
            _ if class("stickied-tagline") => mark(comment, Mark::Pinned),
            _ if class("md") && body.is_none() => body = Some(part),
            _ => {}
        }
    }
    comment.author = element.attr("data-author").map(str::to_owned).or(author);
    if let Some(body) = body {
        set_plain_text(comment, body);
    }
}

/// Makes a comment with the text `[deleted]` or `[removed]` a deleted one; also one without text that is marked as
/// deleted.
fn delete_if_gone(comment: &mut Comment, is_marked: bool) {
    let is_removed = comment.text.starts_with("[removed]") || comment.text.starts_with("[ Removed by ");
    if is_removed || comment.text == "[deleted]" || is_marked && comment.text.is_empty() {
        delete(comment);
        comment.author.get_or_insert_with(|| "[deleted]".to_owned());
        if is_removed {
            mark(comment, Mark::Removed);
        }
    }
}

/// The thread of a page in the current design.
fn current_thread(tree: &Tree) -> Thread {
    let mut thread = Thread::default();
    let mut post_id = None;
    if let Some(element) = tree.elements().find(|element| is_new_post(*element)) {
        let mut post = comment_at(element, element.id().map_or("", without_kind));
        post.kind = Kind::Post;
        post.author = element.attr("author").map(str::to_owned);
        post.time = element.attr("created-timestamp").and_then(|time| when::iso(time, false));
        post.votes = element.attr("score").and_then(number);
        post.url = element.attr("permalink").and_then(url_of);
        if let Some(body) = element.find(|part| part.attr("slot") == Some("text-body")) {
            set_plain_text(&mut post, body.find_class("md").unwrap_or(body));
        }
        thread.title = element.attr("post-title").map(str::to_owned);
        thread.announced = element.attr("comment-count").and_then(count);
        post_id = Some(post.id.clone());
        thread.comments.push(post);
    }
    let mut key = post_id.clone();
    let mut ancestors = Ancestors::default();
    for element in tree.elements() {
        if is_new_comment(element) {
            let parent = ancestors.parent_of(element);
            let mut comment = comment_from(element);
            let post = element.attr("postid").map(without_kind).or_else(|| post_in_path(element.attr("permalink")?));
            key = key.or_else(|| post.map(str::to_owned));
            comment.parent = comment.parent.or(parent).or_else(|| post_id.clone());
            ancestors.push(element, &comment.id);
            thread.comments.push(comment);
        } else if element.attr("src").is_some_and(|from| from.contains("/more-comments/")) {
            thread.comments.push(held_back(element, ancestors.parent_of(element).or_else(|| post_id.clone())));
        }
    }
    thread.key = key.map(|id| format!("reddit/{id}"));
    thread.title = thread.title.or_else(|| title(tree));
    thread
}

fn comment_from(element: Element<'_>) -> Comment {
    let name = element.attr("thingid").unwrap_or_default();
    let mut comment = comment_at(element, without_kind(name));
    comment.author = element.attr("author").filter(|author| !author.is_empty()).map(str::to_owned);
    comment.votes = element.attr("score").and_then(number);
    comment.url = element.attr("permalink").and_then(url_of);
    comment.parent = element.attr("parentid").map(without_kind).filter(|id| !id.is_empty()).map(str::to_owned);
    comment.time = element.attr("created").and_then(|time| when::iso(time, false));
    let mut body = None;
    for part in element.own(is_new_comment) {
        match part.name() {
            "faceplate-timeago" | "faceplate-timestamp" if comment.time.is_none() => {
                comment.time = part.attr("ts").and_then(|time| when::iso(time, false));
            }
            "time" if comment.time.is_none() => comment.time = time_of(part, false),
            _ if part.attr("slot") == Some("comment") && body.is_none() => body = Some(part),
            _ => {}
        }
    }
    if let Some(body) = body {
        set_plain_text(&mut comment, body);
    }
    if element.attr("collapsed").is_some() {
        mark(&mut comment, Mark::Hidden);
    }
    delete_if_gone(&mut comment, element.attr("is-comment-deleted").is_some() || body.is_none());
    comment
}
