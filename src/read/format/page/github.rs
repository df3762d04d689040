//! Issues, pull requests and discussions of GitHub as pages, in the current design and in the one before 2024.
//!
//! The issue opens the thread. Comments are flat: only a quotation or a name shows what one answers. Comments on a line
//! of code are grouped, and all but the first of a group answer the first. Ids are the site's numbers
//! (`issuecomment-NUMBER`), the key is `github/OWNER/REPOSITORY/NUMBER`. For discussions no real page was available.

use super::super::common;
use super::{address, comment_at, count, digits_after, mark, page, set_text, time_of, title};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of GitHub";

/// Prefixes of the ids of comments: on an issue, on a line of code, in a discussion.
const COMMENTS: [&str; 3] = ["issuecomment-", "discussion_r", "discussioncomment-"];

/// Prefixes of the ids of openings.
const OPENINGS: [&str; 3] = ["issue-", "pullrequest-", "discussion-"];

/// How many levels above the id of a comment the box with its text may be.
const BOX_LEVELS: usize = 4;

/// How many elements of the box are searched for the text.
const BOX_ELEMENTS: usize = 400;

/// Whether it is an issue, a pull request or a discussion: it has the opening or a comment.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let is_site = super::meta(tree, "og:site_name") == Some("GitHub")
        || address(source, tree).is_some_and(|address| address.contains("//github.com/"));
    is_site && tree.elements().any(|element| opening_body(element).is_some() || numbered(element, &COMMENTS).is_some())
}

/// The number in an id that consists of one of these prefixes and a number.
fn numbered<'a>(element: Element<'a>, prefixes: &[&str]) -> Option<&'a str> {
    let id = element.id()?;
    let number = prefixes.iter().find_map(|prefix| id.strip_prefix(prefix));
    number.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_body(element: Element<'_>) -> bool {
    element.has_class("comment-body")
        || element.attr("data-testid") == Some("markdown-body")
        || element.has_class("markdown-body")
}

/// An element, and the element with the text inside it.
fn boxed(holder: Element<'_>) -> Option<(Element<'_>, Element<'_>)> {
    Some((holder, holder.descendants().take(BOX_ELEMENTS).find(|part| is_body(*part))?))
}

/// The element with the text, if this is the opening.
fn opening_body(element: Element<'_>) -> Option<Element<'_>> {
    let is_current = element.attr("data-testid") == Some("issue-body");
    (is_current || numbered(element, &OPENINGS).is_some()).then(|| element.find(is_body)).flatten()
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let mut thread = Thread { title: heading(tree).or_else(|| title(tree)), ..Thread::default() };
    thread.key = address(source, tree).as_deref().and_then(key);
    let mut held = 0;
    // The current group of comments on a line of code: where it ends, and the id of its first comment.
    let mut on_line: Option<(usize, String)> = None;
    for element in tree.elements() {
        if thread.comments.is_empty()
            && let Some(body) = opening_body(element)
        {
            let link = element.find(|part| part.attr("href").is_some_and(|to| to.contains("#issue-")));
            let by_link = link.and_then(|link| digits_after(link.attr("href")?, "#issue-"));
            let mut post = comment_from(element, body, numbered(element, &OPENINGS).or(by_link).unwrap_or_default());
            post.kind = Kind::Post;
            thread.comments.push(post);
        } else if let Some(id) = numbered(element, &COMMENTS) {
            let mut holders = std::iter::once(element).chain(element.ancestors().take(BOX_LEVELS));
            let Some((holder, body)) = holders.find_map(boxed) else {
                continue;
            };
            let mut comment = comment_from(holder, body, id);
            if on_line.as_ref().is_some_and(|(end, _)| element.place() >= *end) {
                on_line = None;
            }
            match &on_line {
                Some((_, first)) => comment.parent = Some(first.clone()),
                None => on_line = group(element).map(|group| (group.end(), id.to_owned())),
            }
            thread.comments.push(comment);
        } else if is_held(element) {
            let mut stub = common::stub(None, element.line().and_then(|line| count(&line)));
            stub.origin.span = Some(element.span());
            held += stub.held.unwrap_or(1);
            thread.comments.push(stub);
        }
    }
    let why = "the page holds them back behind a link; open it before you save the page";
    let diagnostics: Vec<Diagnostic> = common::left_out(held, "items or more", why).into_iter().collect();
    Ok(Reading { threads: vec![thread], diagnostics })
}

fn heading(tree: &Tree) -> Option<String> {
    let is = |element: &Element<'_>| {
        element.attr("data-testid") == Some("issue-title") || element.has_class("js-issue-title")
    };
    tree.elements().find(is).and_then(Element::line)
}

/// The key from the address of an issue: `github/OWNER/REPOSITORY/NUMBER`. Issues, pull requests and discussions share
/// one numbering.
fn key(address: &str) -> Option<String> {
    let mut path = address.split_once("//github.com/")?.1.split(['/', '?', '#']);
    let (owner, name, kind, number) = (path.next()?, path.next()?, path.next()?, path.next()?);
    let is = matches!(kind, "issues" | "pull" | "discussions") && number.bytes().all(|byte| byte.is_ascii_digit());
    is.then(|| format!("github/{owner}/{name}/{number}"))
}

/// The comments on one line of code, or a comment of a discussion with the replies to it.
fn group(element: Element<'_>) -> Option<Element<'_>> {
    let is = |holder: &Element<'_>| {
        holder.has_class("js-resolvable-timeline-thread-container")
            || holder.has_class("js-timeline-item") && is_discussion(element)
    };
    element.ancestors().find(is)
}

fn is_discussion(element: Element<'_>) -> bool {
    element.id().is_some_and(|id| id.starts_with("discussioncomment-"))
}

/// Whether it is a link to comments that the page does not show.
fn is_held(element: Element<'_>) -> bool {
    element.has_class("ajax-pagination-form")
        || element.attr("data-testid").is_some_and(|id| id.starts_with("issue-timeline-load-more-"))
}

fn comment_from(holder: Element<'_>, body: Element<'_>, id: &str) -> Comment {
    let mut comment = comment_at(holder, id);
    for part in holder.own(is_body) {
        let is_author = part.name() == "a"
            && (part.has_class("author")
                || matches!(part.attr("data-testid"), Some("avatar-link" | "issue-body-header-author"))
                || part.attr("data-hovercard-type") == Some("user"));
        if is_author && comment.author.is_none() {
            comment.author = part.line();
        }
        match part.name() {
            "relative-time" | "time-ago" if comment.time.is_none() => comment.time = time_of(part, false),
            "details" if part.has_class("js-comment-edit-history-menu") => mark(&mut comment, Mark::Edited),
            _ if part.classes().any(|class| class.contains("lastEditInfo")) => mark(&mut comment, Mark::Edited),
            _ if part.has_class("minimized-comment") => mark(&mut comment, Mark::Hidden),
            _ => {}
        }
    }
    set_text(&mut comment, body, |inner| match inner.name() {
        "clipboard-copy" | "task-lists-toolbar" => Treat::Skip,
        _ if inner.has_class("zeroclipboard-container") || inner.has_class("email-hidden-toggle") => Treat::Skip,
        _ if inner.has_class("email-quoted-reply") => Treat::Quote(None),
        _ => plainly(inner),
    });
    comment
}
