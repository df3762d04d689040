//! Pages that mark their comments with schema.org or SIOC: as microdata, as `RDFa` (Drupal) or as JSON-LD.
//!
//! If a page has its comments both in its elements and in JSON-LD, the elements win, since JSON-LD often has only the
//! beginning of a discussion, or shortened texts. The key of the thread is the address of the page.

use super::super::common::answer_opening;
use super::super::web;
use super::nest::mark_deepest;
use super::{address, jsonld, key_of, microdata, more_pages, page, rdfa, shared_title, title};
use crate::diagnostic::Diagnostic;
use crate::read::markup::{Element, Tree};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Thread};

const WHAT: &str = "a page of comments";

/// Whether it has a marked comment with a text. Pages of `WordPress` and Blogger are excluded: their own markup says
/// more, and other readers read it.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    if tree.elements().any(is_of_a_blog) {
        return false;
    }
    microdata::has(tree) || rdfa::has(tree) || !jsonld::read(source, tree).comments.is_empty()
}

/// Whether an element is a comment in the markup of `WordPress`, its plug-in wpDiscuz, or Blogger.
pub(super) fn is_of_a_blog(element: Element<'_>) -> bool {
    let id = element.id().unwrap_or_default();
    let by_depth = || {
        element.classes().any(|class| class.strip_prefix("depth-").is_some_and(|depth| depth.parse::<u32>().is_ok()))
    };
    (element.has_class("comment") && by_depth())
        || id.starts_with("wc-comm-")
        || id.starts_with("wpd-comm-")
        || element.has_class("comment-thread") && element.has_class("inline-thread")
}

/// Reads a page.
///
/// # Errors
/// When the page has no marked comment with a text.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let script = jsonld::read(source, tree);
    let (by_microdata, by_rdfa) = (microdata::comments(tree), rdfa::comments(tree));
    let by_microdata_wins = by_microdata.len() >= by_rdfa.len();
    let (comments, opening) =
        if by_microdata_wins { (by_microdata, microdata::opening(tree)) } else { (by_rdfa, rdfa::opening(tree)) };
    let is_nested_by_site = by_microdata_wins || comments.is_empty();
    let (mut comments, opening) = if comments.is_empty() {
        (script.comments, script.opening)
    } else {
        (comments, opening.or(script.opening.map(without_id)))
    };
    if comments.is_empty() {
        return Err(ReadError::Unusable {
            what: WHAT,
            why: "no comment with words stands in it".to_owned(),
            help: "open the comments before you save the page, or paste them as text",
        });
    }
    // Drupal, which writes RDFa, nests without a limit.
    if is_nested_by_site {
        mark_deepest(&mut comments, &[]);
    }
    let read = comments.len();
    let first = comments.iter().filter_map(|comment| comment.origin.span).map(|span| span.start).min();
    let place = tree.elements().find(|element| Some(element.span().start) >= first).map(Element::place);
    let announced = place.and_then(|place| web::announced(tree, place)).or(script.announced);
    let mut thread = Thread {
        title: shared_title(tree).or(script.title).or_else(|| title(tree)),
        key: address(source, tree).as_deref().and_then(key_of),
        announced,
        comments: opening.into_iter().chain(comments).collect(),
        ..Thread::default()
    };
    answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics: missing_comments(tree, announced, read) })
}

/// An opening from JSON-LD, for comments from elements, which do not use its id.
fn without_id(mut opening: Comment) -> Comment {
    if opening.kind == Kind::Article {
        opening.id.clear();
    }
    opening
}

/// Reports that the page has only a part of the comments, and where the others are.
pub(super) fn missing_comments(tree: &Tree, announced: Option<usize>, read: usize) -> Vec<Diagnostic> {
    let is_next = |element: Element<'_>| {
        matches!(element.name(), "a" | "link")
            && element.attr("href").is_some_and(|to| to.contains("comment") || to.contains("page="))
            && (element.has_word("rel", "next") || element.classes().any(|class| class.ends_with("next")))
    };
    if tree.elements().any(is_next) {
        return vec![more_pages("comments")];
    }
    let Some(announced) = announced.filter(|announced| *announced > read) else { return Vec::new() };
    let message = format!("the page announces {announced} comments and holds {read}; the rest come by script");
    let help = "scroll to the end and open all replies before you save the page";
    vec![Diagnostic::note("more-by-script", message).help(help)]
}
