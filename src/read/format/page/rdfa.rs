//! Comments marked with `RDFa`, as Drupal writes them: `sioct:Comment` (7), `schema:Comment` (8 and later).

use super::super::common::{self, set_words};
use super::ids::bare_id;
use super::subject::prepend;
use super::{comment_at, delete, digits_after, time_of};
use crate::read::markup::{Element, Lines, Treat, Tree, plainly, words};
use crate::read::when;
use crate::thread::{Comment, Kind};

/// Whether an element is a comment.
pub(super) fn is_comment(element: Element<'_>) -> bool {
    ["sioct:Comment", "schema:Comment", "sioc:Comment"].iter().any(|name| element.has_word("typeof", name))
}

/// Whether a property marks a part of a comment as its text.
fn is_body(element: Element<'_>) -> bool {
    ["content:encoded", "schema:text", "sioc:content"].iter().any(|name| element.has_word("property", name))
}

/// Whether a part of a comment is its text by the class that Drupal gives the field, for themes without properties.
fn is_field(element: Element<'_>) -> bool {
    element.has_class("field-name-comment-body") || element.has_class("field--name-comment-body")
}

/// Whether the page has a comment with a text.
pub(super) fn has(tree: &Tree) -> bool {
    tree.elements().any(|element| is_comment(element) && body(element).is_some())
}

fn body(element: Element<'_>) -> Option<Element<'_>> {
    element
        .own(is_comment)
        .find(|part| is_body(*part))
        .or_else(|| element.own(is_comment).filter(|part| is_field(*part)).last())
}

/// The comments of a page. If a reply does not name its parent, the number of `div.indented` around it is its depth.
/// These elements follow the parent; they are not inside it.
pub(super) fn comments(tree: &Tree) -> Vec<Comment> {
    let (mut comments, mut depths) = (Vec::new(), Vec::new());
    let mut open: Vec<usize> = Vec::new();
    for element in tree.elements() {
        if element.has_class("indented") {
            open.push(element.end());
        } else if is_comment(element) {
            while open.pop_if(|end| *end <= element.place()).is_some() {}
            comments.push(comment_from(element));
            depths.push(open.len());
        }
    }
    common::answer_by_depth(&mut comments, &depths);
    comments
}

/// The number of a comment in its address: `/comment/63671#comment-63671`, `/node/5#comment-63671`.
fn number_in(address: &str) -> Option<&str> {
    digits_after(address, "#comment-").or_else(|| digits_after(address, "/comment/"))
}

fn comment_from(element: Element<'_>) -> Comment {
    let parts: Vec<_> = element.own(is_comment).collect();
    let property =
        |names: &[&str]| parts.iter().copied().find(|part| names.iter().any(|name| part.has_word("property", name)));
    let id = element.attr("about").and_then(number_in).or_else(|| element.id().map(bare_id)).unwrap_or_default();
    let mut comment = comment_at(element, id);
    let created = property(&["dc:created", "dc:date", "schema:dateCreated"]);
    let stamp = parts.iter().find_map(|part| part.attr("data-comment-timestamp"));
    comment.time = created.and_then(|time| time_of(time, false)).or_else(|| stamp.and_then(when::epoch));
    // *In reply to … by …* names the author of another comment.
    let is_about_parent = |part: Element<'_>| {
        part.ancestors().take(3).any(|outer| outer.has_class("visually-hidden") || outer.has_class("parent"))
    };
    let is_person = |part: &&Element<'_>| {
        part.has_class("username") || part.has_word("property", "foaf:name") || part.has_word("typeof", "schema:Person")
    };
    let author = parts.iter().filter(is_person).find(|part| !is_about_parent(**part));
    comment.author = author.and_then(|author| author.line()).or_else(|| author_before(created?));
    let answered = parts
        .iter()
        .filter(|part| part.has_word("rel", "sioc:reply_of"))
        .filter_map(|part| number_in(part.attr("resource")?));
    let permalinks = parts
        .iter()
        .filter(|part| part.has_class("permalink") && part.name() == "a")
        .filter_map(|part| number_in(part.attr("href")?));
    comment.parent = answered.chain(permalinks).find(|other| *other != comment.id).map(str::to_owned);
    let Some(body) = body(element) else {
        delete(&mut comment);
        return comment;
    };
    set_words(&mut comment, words(body, Lines::Joined, treat));
    let is_outside = |part: &Element<'_>| !body.holds(*part);
    let subject = parts.iter().copied().filter(is_outside).find(|part| {
        (part.has_word("property", "dc:title") || part.has_word("property", "schema:name"))
            && !part.has_class("username")
            && !is_about_parent(*part)
            && part.attr("typeof").is_none()
    });
    if let Some(subject) = subject.and_then(Element::line) {
        prepend(&mut comment, &subject, &[]);
    }
    comment
}

/// The author in a line such as *Name | Tue, 21 April 2020*, in themes that do not mark the name: the words before the
/// bar, if a year follows it.
fn author_before(date: Element<'_>) -> Option<String> {
    let line = date.parent()?.line().filter(|line| line.len() <= 160)?;
    let (name, date) = line.split_once(" | ")?;
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let has_year = date.split(|c: char| !c.is_alphanumeric()).any(is_year);
    (has_year && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// Skips the buttons that unfold a comment: links to scripts, with an ellipsis before them.
fn treat(element: Element<'_>) -> Treat {
    let is_script =
        element.name() == "a" && element.attr("href").is_some_and(|to| to.trim_start().starts_with("javascript:"));
    if is_script || element.classes().any(|class| class.ends_with("-ellipsis")) {
        Treat::Skip
    } else {
        plainly(element)
    }
}

/// The article that is discussed, if the page marks its text.
pub(super) fn opening(tree: &Tree) -> Option<Comment> {
    let body = tree.elements().find(|element| is_body(*element) && !element.ancestors().any(is_comment))?;
    let mut article = comment_at(body, "");
    article.kind = Kind::Article;
    set_words(&mut article, words(body, Lines::Joined, treat));
    (!article.text.is_empty()).then_some(article)
}
