//! A page and the place where its comments begin → author and time of its article, from the head of the page or from an
//! element that is marked as such.

use crate::read::format::names;
use crate::read::markup::Tree;
use crate::read::when;

/// The author of the article.
pub(super) fn writer(tree: &Tree, comments: usize) -> Option<String> {
    let mut author = None;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        match element.name() {
            "meta" if element.attr("name") == Some("author") => {
                author = author.or_else(|| element.attr("content").map(str::to_owned));
            }
            "a" if element.has_word("rel", "author") => author = author.or_else(|| element.line()),
            _ => {}
        }
    }
    let name = names::bare(&author?);
    // Some pages give the address of a profile instead of a name.
    (!name.is_empty() && name.len() <= 80 && !name.contains("//")).then_some(name)
}

/// When the article was published.
pub(super) fn published(tree: &Tree, comments: usize) -> Option<String> {
    let mut meta = None;
    let mut displayed = None;
    for element in tree.elements().take_while(|element| element.place() < comments) {
        match element.name() {
            "meta" if element.attr("property") == Some("article:published_time") => {
                meta = meta.or_else(|| when::iso(element.attr("content")?, false));
            }
            "time" if element.classes().any(|class| matches!(class, "entry-date" | "published")) => {
                displayed = displayed.or_else(|| when::iso(element.attr("datetime")?, false));
            }
            _ => {}
        }
    }
    meta.or(displayed)
}
