//! Comments marked with `RDFa`, as Drupal writes them: `sioct:Comment` (7), `schema:Comment` (8 and later).

use super::super::common;
use super::signs::bare_id;
use super::{delete, digits_after, entry, time_of};
use crate::read::markup::{Element, Lines, Treat, Tree, plainly, words};
use crate::read::when;
use crate::thread::{Comment, Kind};

/// Whether an element is a comment.
pub(super) fn is_comment(element: Element<'_>) -> bool {
    ["sioct:Comment", "schema:Comment", "sioc:Comment"].iter().any(|name| element.has_word("typeof", name))
}

/// Whether a part of a comment holds its words: by its property, or, where a theme leaves that out, by the class that
/// Drupal gives to the field.
fn is_body(element: Element<'_>) -> bool {
    ["content:encoded", "schema:text", "sioc:content"].iter().any(|name| element.has_word("property", name))
}

fn is_field(element: Element<'_>) -> bool {
    element.has_class("field-name-comment-body") || element.has_class("field--name-comment-body")
}

/// Whether a comment with words stands in the page.
pub(super) fn has(tree: &Tree) -> bool {
    tree.elements().any(|element| is_comment(element) && body(element).is_some())
}

fn body(element: Element<'_>) -> Option<Element<'_>> {
    element
        .own(is_comment)
        .find(|part| is_body(*part))
        .or_else(|| element.own(is_comment).filter(|part| is_field(*part)).last())
}

/// The comments of a page. A reply names what it answers; where it does not, the `div.indented` around it say how deep it
/// stands, which follow a comment and do not stand inside it.
pub(super) fn comments(tree: &Tree) -> Vec<Comment> {
    let (mut comments, mut depths) = (Vec::new(), Vec::new());
    let mut open: Vec<usize> = Vec::new();
    for element in tree.elements() {
        if element.has_class("indented") {
            open.push(element.end());
        } else if is_comment(element) {
            while open.pop_if(|end| *end <= element.place()).is_some() {}
            comments.push(comment(element));
            depths.push(open.len());
        }
    }
    common::answer_by_depth(&mut comments, &depths);
    comments
}

/// The number of a comment in an address of it: `/comment/63671#comment-63671`, `/node/5#comment-63671`.
fn number_in(address: &str) -> Option<&str> {
    digits_after(address, "#comment-").or_else(|| digits_after(address, "/comment/"))
}

fn comment(element: Element<'_>) -> Comment {
    let parts: Vec<_> = element.own(is_comment).collect();
    let property =
        |names: &[&str]| parts.iter().copied().find(|part| names.iter().any(|name| part.has_word("property", name)));
    let id = element.attr("about").and_then(number_in).or_else(|| element.id().map(bare_id)).unwrap_or_default();
    let mut comment = entry(element, id);
    let created = property(&["dc:created", "dc:date", "schema:dateCreated"]);
    let stamp = parts.iter().find_map(|part| part.attr("data-comment-timestamp"));
    comment.time = created.and_then(|time| time_of(time, false)).or_else(|| stamp.and_then(when::epoch));
    // *In reply to … by …* names another one.
    let elsewhere = |part: Element<'_>| {
        part.ancestors().take(3).any(|holder| holder.has_class("visually-hidden") || holder.has_class("parent"))
    };
    let person = |part: &&Element<'_>| {
        part.has_class("username") || part.has_word("property", "foaf:name") || part.has_word("typeof", "schema:Person")
    };
    let author = parts.iter().filter(person).find(|part| !elsewhere(**part));
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
    let said = words(body, Lines::Joined, treat);
    (comment.text, comment.quotes) = (said.text, said.quotes);
    let outside = |part: &Element<'_>| !body.holds(*part);
    let subject = parts.iter().copied().filter(outside).find(|part| {
        (part.has_word("property", "dc:title") || part.has_word("property", "schema:name"))
            && !part.has_class("username")
            && !elsewhere(*part)
            && part.attr("typeof").is_none()
    });
    if let Some(subject) = subject.and_then(Element::line) {
        head_with(&mut comment, &subject);
    }
    comment
}

/// Puts the subject of a comment before its words, unless Drupal made it of those.
fn head_with(comment: &mut Comment, subject: &str) {
    let bare = subject.trim_end_matches(['.', '…', ' ']);
    let flat = comment.text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    if bare.is_empty() || flat.starts_with(bare) {
        return;
    }
    let moved = subject.len() + 1;
    comment.text.insert_str(0, &format!("{subject}\n"));
    for quote in &mut comment.quotes {
        quote.span.start += moved;
        quote.span.end += moved;
    }
}

/// Themes that write *Name | Tue, 21 April 2020* without saying what is the name: the words before the bar, if a year
/// stands behind it.
fn author_before(date: Element<'_>) -> Option<String> {
    let line = date.parent()?.line().filter(|line| line.len() <= 160)?;
    let (name, rest) = line.split_once(" | ")?;
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let dated = rest.split(|c: char| !c.is_alphanumeric()).any(year);
    (dated && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// Buttons that unfold a comment stand in it as links to scripts, with an ellipsis before them.
fn treat(element: Element<'_>) -> Treat {
    let script =
        element.name() == "a" && element.attr("href").is_some_and(|to| to.trim_start().starts_with("javascript:"));
    if script || element.classes().any(|class| class.ends_with("-ellipsis")) { Treat::Skip } else { plainly(element) }
}

/// The article that is discussed, where the page says which words are its body.
pub(super) fn opening(tree: &Tree) -> Option<Comment> {
    let body = tree.elements().find(|element| is_body(*element) && !element.ancestors().any(is_comment))?;
    let mut article = entry(body, "");
    article.kind = Kind::Article;
    let said = words(body, Lines::Joined, treat);
    (article.text, article.quotes) = (said.text, said.quotes);
    (!article.text.is_empty()).then_some(article)
}
