//! Threads of Reddit as pages: those of old.reddit.com and those of today, which mark their comments as elements of
//! their own (`shreddit-comment`; by what is published about it, no real page was at hand).
//!
//! The key is `reddit/` and the number of the post, ids are the numbers of posts and comments without their kind (`t3_`,
//! `t1_`), as in the site's own data. The pages of the years between (2018 to 2023) name their parts by words that change
//! with every release; they are told, and refused with what to do instead.

use super::super::common;
use super::{count, delete, entry, mark, number, page, say_plainly, time_of, title};
use crate::read::markup::{Element, Lines, Tree, plainly, words};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of Reddit";

/// Whether it is one of the three.
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

/// Whether comments stand in it, but nothing besides tells what they are made of: the redesign of 2018.
fn is_obfuscated(tree: &Tree) -> bool {
    let marked = |element: &Element<'_>| {
        element.id().is_some_and(|id| id.starts_with("t1_"))
            && element.attr("style").is_some_and(|style| style.contains("padding-left"))
    };
    tree.elements().filter(marked).count() >= 2
}

/// Reads a page.
///
/// # Errors
/// When its comments cannot be told from what stands around them.
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
    let thread = if is_new { new(tree) } else { old(tree) };
    let held: usize = thread.comments.iter().filter_map(|comment| comment.held).sum();
    let stubs = thread.comments.iter().filter(|comment| comment.kind == Kind::Stub).count();
    let why = format!("the page holds them back behind {stubs} links; open those before you save it");
    let diagnostics = common::left_out(held.max(stubs), "comments or more", &why).into_iter().collect();
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// An id without its kind.
fn bare(name: &str) -> &str {
    name.strip_prefix("t1_").or_else(|| name.strip_prefix("t3_")).unwrap_or(name)
}

/// The number of the post in the path of one of its pages: `/r/NAME/comments/NUMBER/…`.
fn in_path(path: &str) -> Option<&str> {
    path.split_once("/comments/")?.1.split(['/', '?', '#']).next().filter(|id| !id.is_empty())
}

/// The comments that stand open around the one that is read: where each ends, and its id.
#[derive(Default)]
struct Open(Vec<(usize, String)>);

impl Open {
    /// The id of the innermost that holds this element.
    fn around(&mut self, element: Element<'_>) -> Option<String> {
        while self.0.pop_if(|(end, _)| *end <= element.place()).is_some() {}
        self.0.last().map(|(_, id)| id.clone())
    }

    fn open(&mut self, element: Element<'_>, id: &str) {
        self.0.push((element.end(), id.to_owned()));
    }
}

/// A page of old.reddit.com.
fn old(tree: &Tree) -> Thread {
    let mut thread = Thread::default();
    let area = tree.elements().find(|element| element.has_class("commentarea"));
    let post = tree.elements().find(|element| is_old_post(*element)).map(old_post);
    let link = post.as_ref().map(|(post, _)| post.id.clone());
    if let Some((post, element)) = post {
        thread.title =
            element.own(is_child).find(|part| part.has_class("title") && part.name() == "a").and_then(Element::line);
        thread.announced = element.attr("data-comments-count").and_then(count);
        thread.comments.push(post);
    }
    let heading = area.and_then(|area| area.find_class("panestack-title")?.line());
    thread.announced = thread.announced.or_else(|| count(heading.as_deref()?));
    let link = link.filter(|id| !id.is_empty());
    let mut key = link.clone();
    let mut open = Open::default();
    for element in tree.elements() {
        if is_old_comment(element) {
            let outer = open.around(element);
            let mut comment = old_comment(element);
            let held_by = element.attr("data-permalink").and_then(in_path);
            key = key.or_else(|| held_by.map(str::to_owned));
            if outer.is_some() || comment.parent.is_none() {
                comment.parent = outer.or_else(|| link.clone());
            }
            open.open(element, &comment.id);
            thread.comments.push(comment);
        } else if element.has_class("morecomments") || element.has_class("deepthread") {
            thread.comments.push(held_back(element, open.around(element).or_else(|| link.clone())));
        }
    }
    thread.key = key.map(|id| format!("reddit/{id}"));
    thread.title = thread.title.or_else(|| title(tree));
    thread
}

/// A link to more comments, as a place where they are held back.
fn held_back(element: Element<'_>, parent: Option<String>) -> Comment {
    let mut stub = common::stub(parent, element.line().and_then(|line| count(&line)));
    stub.origin.span = Some(element.span());
    stub
}

/// The part of a comment in which its replies stand.
fn is_child(element: Element<'_>) -> bool {
    element.has_class("child")
}

fn old_post(element: Element<'_>) -> (Comment, Element<'_>) {
    let name = element.attr("data-fullname").map(bare);
    let id = name.or_else(|| in_path(element.attr("data-permalink")?)).unwrap_or_default();
    let mut post = entry(element, id);
    post.kind = Kind::Post;
    old_parts(element, &mut post);
    post.votes = element.attr("data-score").and_then(number).or(post.votes);
    (post, element)
}

fn old_comment(element: Element<'_>) -> Comment {
    let mut comment = entry(element, element.attr("data-fullname").map_or("", bare));
    old_parts(element, &mut comment);
    if element.has_class("collapsed") {
        mark(&mut comment, Mark::Hidden);
    }
    gone(&mut comment, element.has_class("deleted"));
    comment
}

/// What a post and a comment have alike.
fn old_parts(element: Element<'_>, comment: &mut Comment) {
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
                let to = part.attr("href").unwrap_or_default();
                comment.parent =
                    to.trim_end_matches('/').rsplit(['/', '#']).next().filter(|id| !id.is_empty()).map(str::to_owned);
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
        say_plainly(comment, body);
    }
}

/// Takes `[deleted]` and `[removed]` for what they are.
fn gone(comment: &mut Comment, marked: bool) {
    let removed = comment.text.starts_with("[removed]") || comment.text.starts_with("[ Removed by ");
    if removed || comment.text == "[deleted]" || marked && comment.text.is_empty() {
        delete(comment);
        comment.author.get_or_insert_with(|| "[deleted]".to_owned());
        if removed {
            mark(comment, Mark::Removed);
        }
    }
}

/// A page of today.
fn new(tree: &Tree) -> Thread {
    let mut thread = Thread::default();
    let mut link = None;
    if let Some(element) = tree.elements().find(|element| is_new_post(*element)) {
        let mut post = entry(element, element.id().map_or("", bare));
        post.kind = Kind::Post;
        post.author = element.attr("author").map(str::to_owned);
        post.time = element.attr("created-timestamp").and_then(|time| when::iso(time, false));
        post.votes = element.attr("score").and_then(number);
        if let Some(body) = element.find(|part| part.attr("slot") == Some("text-body")) {
            let said = words(part_with_words(body), Lines::Joined, plainly);
            (post.text, post.quotes) = (said.text, said.quotes);
        }
        thread.title = element.attr("post-title").map(str::to_owned);
        thread.announced = element.attr("comment-count").and_then(count);
        link = Some(post.id.clone());
        thread.comments.push(post);
    }
    let mut key = link.clone();
    let mut open = Open::default();
    for element in tree.elements() {
        if is_new_comment(element) {
            let outer = open.around(element);
            let mut comment = new_comment(element);
            let post = element.attr("postid").map(bare).or_else(|| in_path(element.attr("permalink")?));
            key = key.or_else(|| post.map(str::to_owned));
            comment.parent = comment.parent.or(outer).or_else(|| link.clone());
            open.open(element, &comment.id);
            thread.comments.push(comment);
        } else if element.attr("src").is_some_and(|from| from.contains("/more-comments/")) {
            thread.comments.push(held_back(element, open.around(element).or_else(|| link.clone())));
        }
    }
    thread.key = key.map(|id| format!("reddit/{id}"));
    thread.title = thread.title.or_else(|| title(tree));
    thread
}

fn part_with_words(body: Element<'_>) -> Element<'_> {
    body.find_class("md").unwrap_or(body)
}

fn new_comment(element: Element<'_>) -> Comment {
    let name = element.attr("thingid").unwrap_or_default();
    let mut comment = entry(element, bare(name));
    comment.author = element.attr("author").filter(|author| !author.is_empty()).map(str::to_owned);
    comment.votes = element.attr("score").and_then(number);
    comment.parent = element.attr("parentid").map(bare).filter(|id| !id.is_empty()).map(str::to_owned);
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
        say_plainly(&mut comment, body);
    }
    if element.attr("collapsed").is_some() {
        mark(&mut comment, Mark::Hidden);
    }
    gone(&mut comment, element.attr("is-comment-deleted").is_some() || body.is_none());
    comment
}
