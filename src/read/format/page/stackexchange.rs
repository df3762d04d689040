//! Questions with their answers on pages of Stack Exchange and of sites that run Askbot.
//!
//! The question opens the thread, answers answer it, and comments answer the post they are on. Comments are not nested,
//! so one may answer another comment, which only a name shows (`capped`). Ids are the numbers of posts and comments;
//! the key is `stackexchange/HOST/QUESTION` or `askbot/HOST/QUESTION`.

use super::super::common;
use super::{
    address, comment_at, count, host, mark, more_pages, number, page, set_plain_text, set_text, time_of, title,
};
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of questions and answers";

/// What an element of such a page is.
enum Part<'a> {
    Question(&'a str),
    Answer(&'a str),
    Comment(&'a str),
    /// The number of comments that the page holds back.
    Held(usize),
}

/// Whether it is a question of Stack Exchange or Askbot.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| tree.elements().any(|element| matches!(part(element), Some(Part::Question(_)))))
}

fn part(element: Element<'_>) -> Option<Part<'_>> {
    let class = |word: &str| element.has_class(word);
    if class("question") && element.attr("data-questionid").is_some() {
        return element.attr("data-questionid").map(Part::Question);
    }
    if class("answer") && element.attr("data-answerid").is_some() {
        return element.attr("data-answerid").map(Part::Answer);
    }
    if class("js-comment") && class("comment") {
        // Askbot has a template of a comment, with the number 0, for its scripts.
        let id = element.attr("data-comment-id").or_else(|| element.attr("data-post-id"));
        return id.filter(|id| *id != "0").map(Part::Comment);
    }
    if let Some(held) = element.attr("data-remaining-comments-count").and_then(count).filter(|held| *held > 0) {
        return Some(Part::Held(held));
    }
    let askbot_id = class("post").then(|| element.attr("data-post-id")).flatten()?;
    if class("js-question") || class("question") {
        Some(Part::Question(askbot_id))
    } else {
        class("answer").then_some(Part::Answer(askbot_id))
    }
}

fn is_askbot(element: Element<'_>) -> bool {
    element.has_class("post") && element.attr("data-post-id").is_some()
}

/// Reads a page.
///
/// # Errors
/// When the source is not a page.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let mut thread = Thread { title: heading(tree).or_else(|| title(tree)), ..Thread::default() };
    let mut question = None;
    // The post that contains the current element: where it ends, and its id.
    let mut open: Option<(usize, String)> = None;
    for element in tree.elements() {
        let Some(part) = part(element) else { continue };
        let post = open.as_ref().filter(|(end, _)| element.place() < *end).map(|(_, id)| id.clone());
        let mut comment = match part {
            Part::Question(id) => {
                let mut comment = post_from(element, id);
                comment.kind = Kind::Post;
                let site = if is_askbot(element) { "askbot" } else { "stackexchange" };
                let host = address(source, tree).as_deref().and_then(host).unwrap_or_default();
                thread.key.get_or_insert_with(|| format!("{site}/{host}/{id}"));
                question.get_or_insert_with(|| id.to_owned());
                comment
            }
            Part::Answer(id) => {
                let mut comment = post_from(element, id);
                comment.parent = element.attr("data-parentid").map(str::to_owned).or_else(|| question.clone());
                if element.has_class("accepted-answer") {
                    mark(&mut comment, Mark::Featured);
                }
                comment
            }
            Part::Comment(id) => {
                let mut comment = comment_from(element, id);
                comment.parent = post.or_else(|| question.clone());
                comment.capped = true;
                comment
            }
            Part::Held(held) => {
                let mut stub = common::stub(post.or_else(|| question.clone()), Some(held));
                stub.origin.span = Some(element.span());
                stub
            }
        };
        if matches!(part, Part::Question(_) | Part::Answer(_)) {
            open = Some((element.end(), comment.id.clone()));
        }
        if comment.parent.as_deref() == Some(comment.id.as_str()) {
            comment.parent = None;
        }
        thread.comments.push(comment);
    }
    let is_next = |element: Element<'_>| element.name() == "a" && element.has_word("rel", "next");
    let mut diagnostics: Vec<_> = tree.elements().any(is_next).then(|| more_pages("answers")).into_iter().collect();
    let held = thread.comments.iter().filter_map(|comment| comment.held).sum();
    diagnostics.extend(common::left_out(
        held,
        "comments",
        "the page holds them back behind links; open those before you save it",
    ));
    Ok(Reading { threads: vec![thread], diagnostics })
}

fn heading(tree: &Tree) -> Option<String> {
    let heading = tree.elements().find(|element| element.id() == Some("question-header"));
    heading.and_then(|heading| heading.find_name("h1")).and_then(Element::line)
}

/// A question or an answer, without its comments.
fn post_from(element: Element<'_>, id: &str) -> Comment {
    let parts: Vec<_> = element.own(|inner| matches!(part(inner), Some(Part::Comment(_)))).collect();
    let class = |word: &str| parts.iter().copied().find(|part| part.has_class(word));
    let mut comment = comment_at(element, id);
    if is_askbot(element) {
        comment.votes = class("vote-number").and_then(|votes| number(&votes.line()?));
        let infos: Vec<_> = parts.iter().copied().filter(|part| part.has_class("post-update-info")).collect();
        // The first is about the author; a second one is about an editor.
        if let Some(info) = infos.first() {
            comment.author = info.find_class("user-info").and_then(|user| user.find_name("a")).and_then(Element::line);
            comment.time = info.find_class("timeago").and_then(time);
        }
        if infos.len() > 1 {
            mark(&mut comment, Mark::Edited);
        }
        if let Some(body) = class("post-body") {
            set_text(&mut comment, body, |inner| {
                if inner.has_class("post-update-info-container") { Treat::Skip } else { plainly(inner) }
            });
        }
        return comment;
    }
    comment.votes = element.attr("data-score").and_then(number);
    // The signature of an editor precedes that of the author.
    let signatures = || parts.iter().copied().filter(|part| part.has_class("post-signature"));
    let is_author = |signature: Element<'_>| signature.find(|part| part.has_word("itemprop", "author")).is_some();
    let own = signatures().find(|signature| is_author(*signature)).or_else(|| signatures().next_back());
    comment.author = own.and_then(name);
    comment.time = own.and_then(|own| own.find_class("relativetime")).and_then(time);
    if signatures().count() > 1 {
        mark(&mut comment, Mark::Edited);
    }
    if let Some(body) = class("js-post-body").or_else(|| class("post-text")) {
        set_plain_text(&mut comment, body);
    }
    comment
}

/// The name in a signature, without reputation and badges.
fn name(signature: Element<'_>) -> Option<String> {
    let details = signature.find_class("user-details")?;
    let named = details.find(|part| part.has_word("itemprop", "name"));
    named.or_else(|| details.child("a")).or_else(|| details.child("span")).and_then(Element::line)
}

fn comment_from(element: Element<'_>, id: &str) -> Comment {
    let mut comment = comment_at(element, id);
    let class = |word: &str| element.find_class(word);
    let author = class("comment-user").or_else(|| element.find(|part| part.name() == "a" && part.has_class("author")));
    comment.author = author.and_then(Element::line);
    comment.time = class("comment-date")
        .and_then(|date| date.find(|part| part.attr("title").is_some()))
        .or_else(|| class("timeago"))
        .and_then(time);
    comment.votes = element.attr("data-comment-score").and_then(number).or_else(|| number(&class("js-score")?.line()?));
    let is_edit_note = |part: Element<'_>| {
        part.name() == "span" && part.attr("title").is_some_and(|title| title.contains("was edited"))
    };
    if element.find(is_edit_note).is_some() {
        mark(&mut comment, Mark::Edited);
    }
    if let Some(body) = class("comment-copy").or_else(|| class("comment-body")) {
        set_plain_text(&mut comment, body);
    }
    comment
}

/// The time in an element. Its title may have the licence too: `2014-02-07 10:53:03Z, License: CC BY-SA 3.0`.
fn time(element: Element<'_>) -> Option<String> {
    let exact = element.attr("title").and_then(|title| when::iso(title.split(',').next()?, false));
    exact.or_else(|| time_of(element, false))
}
