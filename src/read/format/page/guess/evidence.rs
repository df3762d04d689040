//! Blocks that look alike → whether they are comments. Menus, lists of articles, cards of products and the latest
//! comments on other articles look alike too.

use super::group::is_named;
use super::parts::Parts;
use crate::read::markup::{Element, Lengths};

/// What speaks for and against some blocks being comments.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// How many blocks were examined.
    pub seen: usize,
    /// How many of them have a text.
    pub texts: usize,
    /// How many have a name.
    pub names: usize,
    /// How many have a time.
    pub times: usize,
    /// How many have a text, and a name or a time.
    pub complete: usize,
    /// The number of parts in all of them, for choosing between groups.
    pub parts: usize,
    /// The sum of what speaks for and against.
    pub points: i32,
}

/// How many points blocks need to be taken as comments. Chosen by hand: a class named after comments has 2, and so has
/// a link to reply, an announced number that fits, or a place named after comments.
const ENOUGH: i32 = 3;

/// How many points blocks need that have times and no names. Chosen by hand.
const SURE: i32 = 5;

/// How many elements around a block are examined for names.
const AROUND: usize = 8;

impl Evidence {
    /// Weighs some blocks of a group.
    pub(super) fn of(blocks: &[Element<'_>], parts: &[Parts<'_>], is_named_group: bool, lengths: &Lengths) -> Self {
        let mut evidence = Evidence { seen: blocks.len(), ..Evidence::default() };
        let (mut replies, mut away, mut links, mut ids, mut teasers, mut aside) = (0, 0, 0, 0, 0, 0);
        for (block, part) in blocks.iter().zip(parts) {
            let (has_name, has_time) = (part.author.is_some(), part.time.is_some());
            let has_text = part.words.text.chars().filter(|c| c.is_alphanumeric()).count() >= 2;
            evidence.texts += usize::from(has_text);
            evidence.names += usize::from(has_name);
            evidence.times += usize::from(has_time);
            evidence.complete += usize::from(has_text && (has_name || has_time));
            evidence.parts += 4 * (usize::from(has_text) + usize::from(has_name) + usize::from(has_time))
                + usize::from(part.id.is_some())
                + usize::from(part.title.is_some())
                + usize::from(part.is_answerable);
            replies += usize::from(part.is_answerable);
            away += usize::from(part.leads_away);
            ids += usize::from(part.id.is_some());
            let text = part.body.unwrap_or(*block);
            links += usize::from(2 * lengths.links(text) > lengths.text(text));
            let end = part.words.text.trim_end();
            teasers +=
                usize::from(end.ends_with('…') || end.ends_with("...") || end.ends_with("[…]") || end.ends_with("»»"));
            aside += usize::from(is_aside(*block));
        }
        let most = |count: usize| 2 * count > evidence.seen;
        let nests = blocks.iter().zip(blocks.iter().skip(1)).any(|(one, next)| one.holds(*next));
        let nearly_all = |count: usize| 10 * count >= 9 * evidence.seen;
        let outer = blocks.first().is_some_and(|block| is_in_place(*block));
        let points = [
            (is_named_group, 2),
            (outer, 2),
            // Boards call comments posts or messages, but so do others.
            (!is_named_group && blocks.first().is_some_and(|block| block.classes().chain(block.id()).any(is_board)), 1),
            (!outer && blocks.first().is_some_and(|block| is_in(*block, is_board)), 1),
            (5 * replies >= 2 * evidence.seen, 2),
            (most(ids), 1),
            // Menus nest too, but their items have no dates.
            (nests && nearly_all(evidence.times), 2),
            // Other lists lack a name or a date in some blocks.
            (nearly_all(evidence.texts) && nearly_all(evidence.names) && nearly_all(evidence.times), 1),
            (most(away), -4),
            (most(links), -4),
            (most(teasers), -2),
            (most(aside), -4),
        ];
        evidence.points = points.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
        evidence
    }

    /// Adds what the number that the page announces says, if it announces one.
    pub(super) fn with_announced(mut self, announced: Option<usize>, count: usize) -> Self {
        if let Some(announced) = announced {
            let is_near = announced.abs_diff(count) <= 1 + announced / 10;
            self.points += if is_near { 2 } else { i32::from(announced > count) };
        }
        self
    }

    /// Whether the blocks are comments.
    pub(super) fn is_enough(&self) -> bool {
        let most = |count: usize, of: usize, all: usize| all * count >= of * self.seen;
        most(self.texts, 2, 3)
            && most(self.complete, 3, 5)
            && 10 * (self.names + self.times) >= 9 * self.seen
            && (self.names * 2 >= self.seen || self.points >= SURE && self.times == self.seen)
            && self.points >= ENOUGH
    }
}

/// Whether a block is in a place that is named after comments, not counting the page and the article.
fn is_in_place(block: Element<'_>) -> bool {
    is_in(block, is_named)
}

/// Whether a class or an id is a word that boards use for comments.
fn is_board(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["message", "post", "beitrag", "topic", "forum", "thread", "guestbook"].iter().any(|name| word.contains(name))
}

/// Whether a class or an id around a block, not counting the page and the article, passes a test.
fn is_in(block: Element<'_>, test: fn(&str) -> bool) -> bool {
    block
        .ancestors()
        .take(AROUND)
        .filter(|outer| !matches!(outer.name(), "body" | "html" | "main" | "article"))
        .any(|outer| outer.classes().chain(outer.id()).any(test))
}

/// Whether a block, or the place it is in, is something else on most pages: articles, products, latest comments.
fn is_aside(block: Element<'_>) -> bool {
    let is_other = |word: &str| {
        let word = word.to_ascii_lowercase();
        [
            "teaser",
            "related",
            "product",
            "widget",
            "sidebar",
            "recent",
            "latest",
            "promo",
            "carousel",
            "slider",
            "gallery",
            "breadcrumb",
            "newsletter",
            "search-result",
            "most-read",
            "popular",
            "trending",
            "menu",
        ]
        .iter()
        .any(|other| word.contains(other))
    };
    let own = block.classes().any(is_other);
    own || block
        .ancestors()
        .take(4)
        .filter(|outer| !matches!(outer.name(), "body" | "html" | "main"))
        .any(|outer| outer.name() == "aside" && !is_in_place(block) || outer.classes().chain(outer.id()).any(is_other))
}
