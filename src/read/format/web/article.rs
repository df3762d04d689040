//! The article of a page.
//!
//! In comes the tree of a page and the place where its comments begin; out comes the article as the opening of the thread,
//! or nothing where more than one element may be it.

use super::beside::is_beside;
use super::byline::{published, writer};
use super::candidate::candidates;
use crate::read::markup::{Element, Lines, Treat, Tree, Words, plainly, words};
use crate::thread::{Comment, Kind, Origin};

/// Least length of an article in bytes: anything shorter is a caption or a teaser.
const ARTICLE_BYTES: usize = 80;

/// How many times as long as any other candidate one has to be to be the article.
const CLEARLY: usize = 3;

/// How many times as long as a text another one is of which it is a teaser. The frame of an article is longer than the
/// article too, but not so much.
const TEASER: usize = 6;

/// The article of a page whose comments begin at this place, with its author and time where the page says them; `post`
/// is its number in WordPress. `None` where more than one element may be it.
pub(in crate::read::format) fn article(tree: &Tree, comments: usize, post: Option<&str>) -> Option<Comment> {
    let candidates: Vec<(usize, Element<'_>)> = candidates(tree, comments);
    let mut ranks: Vec<usize> = candidates.iter().map(|(rank, _)| *rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let mut found = ranks.into_iter().filter_map(|rank| {
        let alike = candidates.iter().filter(|(other, _)| *other == rank).map(|(_, element)| *element);
        chosen(alike, comments, post)
    });
    let mut best = found.next()?;
    for other in found {
        // A short text beside one that is much longer is a teaser of it.
        if best.1.text.len() * TEASER < other.1.text.len() {
            best = other;
        }
    }
    let (element, said) = best;
    Some(Comment {
        kind: Kind::Article,
        author: writer(tree, comments),
        time: published(tree, comments),
        text: said.text,
        quotes: said.quotes,
        origin: Origin { span: Some(element.span()), lines: None },
        ..Comment::default()
    })
}

/// The only candidate that is long enough, or the one that belongs to the post, or the one that is clearly the longest.
fn chosen<'a>(
    alike: impl Iterator<Item = Element<'a>>,
    comments: usize,
    post: Option<&str>,
) -> Option<(Element<'a>, Words)> {
    let mut said: Vec<(Element<'a>, Words)> = alike
        .take(50)
        .map(|element| (element, article_words(element, comments)))
        .filter(|(_, words)| words.text.len() >= ARTICLE_BYTES)
        .collect();
    if said.len() > 1
        && let Some(post) = post
    {
        let id = format!("post-{post}");
        let owns =
            |element: &Element<'a>| element.ancestors().any(|outer| outer.id() == Some(&id) || outer.has_class(&id));
        if let Some(own) = said.iter().position(|(element, _)| owns(element)) {
            return Some(said.swap_remove(own));
        }
    }
    said.sort_by_key(|(element, words)| (std::cmp::Reverse(words.text.len()), element.place()));
    let second = said.get(1).map_or(0, |(_, words)| words.text.len());
    let first = said.into_iter().next()?;
    (second * CLEARLY <= first.1.text.len()).then_some(first)
}

fn article_words(element: Element<'_>, comments: usize) -> Words {
    words(element, Lines::Joined, |inner| {
        let title = matches!(inner.name(), "h1") || inner.has_class("entry-title");
        if inner.place() >= comments || title || is_beside(inner) { Treat::Skip } else { plainly(inner) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    #[test]
    fn an_article_is_what_stands_alone_or_belongs_to_the_post() {
        let long = "Le port de nuit. ".repeat(20);
        let page = format!(
            "<div class=entry-content><p>{long}<div class=sharedaddy>Partager</div></div><aside><div class=entry-content>{long}</div></aside>"
        );
        let tree = html(&page);
        assert_eq!(article(&tree, usize::MAX, None).unwrap().text, long.trim());
        let two = format!(
            "<div id=post-1><p class=entry-content>{long}</div><div id=post-2><p class=entry-content>{long} !</div>"
        );
        let tree = html(&two);
        assert_eq!(article(&tree, usize::MAX, None), None);
        assert!(article(&tree, usize::MAX, Some("2")).unwrap().text.ends_with('!'));
    }
}
