//! A page → groups of elements that look alike: each may be the comments of the page.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang;
use crate::read::markup::{Element, Lengths, Tree};
use crate::sort::Order as _;

/// Elements that look alike, in document order.
pub(super) struct Group<'a> {
    /// The elements. One may be inside another.
    pub blocks: Vec<Element<'a>>,
    /// Whether their class, id or the like is a word for comments.
    pub is_named: bool,
}

/// What elements of a group have in common: their name, and a class or the like; without one, the element that they are
/// listed in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key<'a> {
    name: &'a str,
    mark: &'a str,
    list: usize,
}

/// How many groups are examined. The comments of a page are among the largest groups, and most pages have some dozens.
const GROUPS: usize = 40;

/// The minimum mean length of the text of a block, in bytes: a name, a date and a few words.
const MEAN_BYTES: usize = 16;

/// Elements that may hold a comment.
const BLOCKS: [&str; 15] = [
    "div",
    "li",
    "article",
    "section",
    "tr",
    "table",
    "td",
    "dd",
    "details",
    "p",
    "blockquote",
    "fieldset",
    "aside",
    "dl",
    "dt",
];

/// Elements of lists and tables. If they have no class, they belong to the element that holds the whole list.
const LISTS: [&str; 9] = ["ul", "ol", "li", "dl", "dd", "dt", "tbody", "tr", "td"];

/// Classes that say how a block looks or where it is, not what it is.
#[rustfmt::skip]
const STATES: [&str; 39] = [
    "odd", "even", "first", "last", "alt", "pair", "impair", "clearfix", "clear", "cf", "active", "new", "hidden", "open",
    "closed", "row", "item", "media", "card", "box", "block", "reply", "reponse", "réponse", "rep", "child", "children",
    "parent", "depth", "level", "indent", "indented", "nested", "top", "author", "admin", "moderator", "highlighted",
    "by-author",
];

/// Words that programs put into the classes and ids of comments.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.comment_classes));

/// Whether a class or an id has a word for comments in it.
pub(super) fn is_named(word: &str) -> bool {
    let lower = word.to_lowercase();
    NAMES.iter().any(|name| lower.contains(name))
}

/// The groups of a page that may be its comments, the most promising first.
pub(super) fn groups<'a>(tree: &'a Tree, lengths: &Lengths) -> Vec<Group<'a>> {
    let mut groups: FxHashMap<Key<'a>, Vec<Element<'a>>> = FxHashMap::default();
    let mut skipped = 0;
    for element in tree.elements() {
        if element.place() < skipped {
            continue;
        }
        if matches!(element.name(), "nav" | "head" | "select" | "svg" | "template") {
            skipped = element.end();
            continue;
        }
        for key in keys(element).into_iter().flatten() {
            groups.entry(key).or_default().push(element);
        }
    }
    let mut rated: Vec<(bool, usize, Key<'a>, Vec<Element<'a>>)> = groups
        .into_iter()
        .filter_map(|(key, blocks)| {
            let total: usize = blocks.iter().map(|block| lengths.text(*block)).sum();
            (blocks.len() >= super::LEAST && total >= MEAN_BYTES * blocks.len())
                .then(|| (is_named(key.mark) || key.name.contains('-') && is_named(key.name), total, key, blocks))
        })
        .collect();
    rated.order_by(|one, other| (other.0, other.1).cmp(&(one.0, one.1)).then(one.2.cmp(&other.2)));
    rated.truncate(GROUPS);
    rated.into_iter().map(|(is_named, _, _, blocks)| Group { blocks, is_named }).collect()
}

/// The groups that an element may belong to: by its first telling class, by all its classes together, since the classes
/// of some pages name only sizes and colours, and by a class with a word for comments and a code that a program added.
fn keys(element: Element<'_>) -> [Option<Key<'_>>; 4] {
    let name = element.name();
    if !BLOCKS.contains(&name) && !name.contains('-') {
        return [None; 4];
    }
    let by = |mark| Key { name, mark, list: 0 };
    let data = ["data-testid", "data-component", "data-type", "role"].into_iter().find_map(|name| element.attr(name));
    let by_data = data.map(str::trim).filter(|value| !value.is_empty() && !has_digit(value)).map(by);
    let coded = element.classes().find(|class| has_digit(class) && class.contains("__") && is_named(class)).map(by);
    let first =
        element.classes().find(|class| is_stable(class)).or_else(|| element.classes().find(|it| !has_digit(it)));
    if let Some(first) = first {
        let all = element.attr("class").map(str::trim).filter(|all| all.contains(' ') && !has_digit(all));
        return [Some(by(first)), all.map(by), by_data, coded];
    }
    if let Some(word) = element.id().and_then(before_number) {
        return [Some(by(word)), by_data, coded, None];
    }
    let is_list = LISTS.contains(&name);
    let holder = element
        .ancestors()
        .take(16)
        .find(|outer| !is_list || !LISTS.contains(&outer.name()) && outer.name() != "table" || outer.id().is_some());
    [holder.map(|holder| Key { name, mark: "", list: holder.place() + 1 }), by_data, coded, None]
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_stable(class: &str) -> bool {
    class.len() > 1
        && !has_digit(class)
        && !STATES.contains(&class)
        && !["js-", "is-", "has-", "by"].iter().any(|start| class.starts_with(start))
}

/// What is before the number in an id such as `comment-12`.
fn before_number(id: &str) -> Option<&str> {
    let start = id.find(|c: char| c.is_ascii_digit())?;
    id.get(..start).filter(|word| !word.is_empty())
}
