//! A page and the place where its comments begin → its article, as the opening of the thread. `None` if more than one
//! element may be the article.

use super::boilerplate::is_boilerplate;
use super::byline::{published, writer};
use super::candidate::candidates;
use crate::read::markup::{Element, Lines, Treat, Tree, Words, plainly, words};
use crate::sort::Order as _;
use crate::thread::{Comment, Kind, Origin};

/// The minimum length of an article in bytes: anything shorter is a caption or a teaser.
const ARTICLE_BYTES: usize = 80;

/// The article must be this many times as long as any other candidate.
const CLEARLY: usize = 3;

/// A text is a teaser if another candidate is more than this many times as long. The frame around an article is longer
/// than the article too, but not by this much.
const TEASER: usize = 6;

/// The article of a page, with its author and time if the page gives them. `comments` is the place where the comments
/// begin; `post` is the number of the article in WordPress.
pub(in crate::read::format) fn article(tree: &Tree, comments: usize, post: Option<&str>) -> Option<Comment> {
    let candidates: Vec<(usize, Element<'_>)> = candidates(tree, comments);
    let mut ranks: Vec<usize> = candidates.iter().map(|(rank, _)| *rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let mut chosen_by_rank = ranks.into_iter().filter_map(|rank| {
        let same_rank = candidates.iter().filter(|(other, _)| *other == rank).map(|(_, element)| *element);
        chosen(same_rank, comments, post)
    });
    let Some(mut best) = chosen_by_rank.next() else { return short(tree, &candidates, comments) };
    for other in chosen_by_rank {
        // A short text is a teaser of a much longer one.
        if best.1.text.len() * TEASER < other.1.text.len() {
            best = other;
        }
    }
    let (element, words) = best;
    Some(article_of(tree, element, words, comments))
}

/// The minimum length of an article in bytes if nothing else on the page can be one: a notice.
const SHORT_BYTES: usize = 24;

/// The ranks of candidates whose classes are for articles only.
const SURE_RANKS: std::ops::RangeInclusive<usize> = 0..=2;

/// The only candidate of a sure rank, if its text is short.
fn short(tree: &Tree, candidates: &[(usize, Element<'_>)], comments: usize) -> Option<Comment> {
    let mut sure = candidates.iter().filter(|(rank, _)| SURE_RANKS.contains(rank));
    let (_, element) = sure.next()?;
    if sure.next().is_some() {
        return None;
    }
    let words = article_words(*element, comments);
    (words.text.len() >= SHORT_BYTES).then(|| article_of(tree, *element, words, comments))
}

fn article_of(tree: &Tree, element: Element<'_>, words: Words, comments: usize) -> Comment {
    Comment {
        kind: Kind::Article,
        author: writer(tree, comments),
        time: published(tree, comments),
        text: words.text,
        quotes: words.quotes,
        origin: Origin { span: Some(element.span()), lines: None },
        ..Comment::default()
    }
}

/// Of candidates with the same rank: the only one that is long enough, or the one that belongs to the post, or the one
/// that is clearly the longest.
fn chosen<'a>(
    candidates: impl Iterator<Item = Element<'a>>,
    comments: usize,
    post: Option<&str>,
) -> Option<(Element<'a>, Words)> {
    let mut texts: Vec<(Element<'a>, Words)> = candidates
        .take(50)
        .map(|element| (element, article_words(element, comments)))
        .filter(|(_, words)| words.text.len() >= ARTICLE_BYTES)
        .collect();
    if texts.len() > 1
        && let Some(post) = post
    {
        let id = format!("post-{post}");
        let owns =
            |element: &Element<'a>| element.ancestors().any(|outer| outer.id() == Some(&id) || outer.has_class(&id));
        if let Some(own) = texts.iter().position(|(element, _)| owns(element)) {
            return Some(texts.swap_remove(own));
        }
    }
    texts.order_by_key(|(element, words)| (std::cmp::Reverse(words.text.len()), element.place()));
    let second = texts.get(1).map_or(0, |(_, words)| words.text.len());
    let first = texts.into_iter().next()?;
    (second * CLEARLY <= first.1.text.len()).then_some(first)
}

fn article_words(element: Element<'_>, comments: usize) -> Words {
    words(element, Lines::Joined, |inner| {
        let is_title = matches!(inner.name(), "h1") || inner.has_class("entry-title");
        if inner.place() >= comments || is_title || is_boilerplate(inner) { Treat::Skip } else { plainly(inner) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    #[test]
    fn the_article_is_the_only_candidate_or_the_one_of_the_post() {
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
