//! The blocks of a page → what each answers, and how deep it is.

use rustc_hash::FxHashMap;

use super::classes::{depth_in, is_reply};
use super::parts::Parts;
use crate::read::markup::Element;

/// What the blocks of a page answer.
pub(super) struct Parents {
    /// For every block, the index of the block that it answers.
    pub of: Vec<Option<usize>>,
    /// The depth of every block. Only their order means something.
    pub depths: Vec<usize>,
    /// How the page shows it, in words for the user; `None` if it does not.
    pub how: Option<&'static str>,
}

/// Finds the parents. Links to the answered comment count most, then blocks inside blocks, then depths by class or style,
/// then lists inside lists.
pub(super) fn parents(blocks: &[Element<'_>], parts: &[Parts<'_>]) -> Parents {
    let linked = by_link(parts);
    let (depths, how) = depths(blocks);
    let mut of = Vec::with_capacity(blocks.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, depth) in depths.iter().enumerate() {
        while open.pop_if(|(other, _)| *other >= *depth).is_some() {}
        let link = linked.get(index).copied().flatten();
        of.push(link.or(open.last().map(|(_, parent)| *parent)));
        open.push((*depth, index));
    }
    let has_links = linked.iter().any(Option::is_some);
    Parents { of, depths, how: if has_links { Some("links to the answered comment") } else { how } }
}

/// The block that each names by its number. Only earlier blocks count, since the links of a page have other uses too.
fn by_link(parts: &[Parts<'_>]) -> Vec<Option<usize>> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, part) in parts.iter().enumerate() {
        if let Some(id) = part.id.as_deref() {
            places.entry(id).or_insert(index);
        }
    }
    let answered = |(index, part): (usize, &Parts<'_>)| {
        let to = places.get(part.answered.as_deref()?).copied()?;
        (to < index).then_some(to)
    };
    parts.iter().enumerate().map(answered).collect()
}

/// The depth of every block, and how the page shows it.
fn depths(blocks: &[Element<'_>]) -> (Vec<usize>, Option<&'static str>) {
    let differ = |depths: &[usize]| depths.iter().any(|depth| Some(depth) != depths.first());
    let nested = by_nesting(blocks);
    if differ(&nested) {
        return (nested, Some("comments inside comments"));
    }
    let by_mark: Vec<usize> = blocks.iter().map(|block| marked_depth(*block)).collect();
    if differ(&by_mark) {
        return (by_mark, Some("the depth in their classes or style"));
    }
    let by_list = by_lists(blocks);
    if differ(&by_list) {
        return (by_list, Some("lists inside lists"));
    }
    (nested, None)
}

fn by_nesting(blocks: &[Element<'_>]) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    blocks
        .iter()
        .map(|block| {
            while open.pop_if(|end| *end <= block.place()).is_some() {}
            open.push(block.end());
            open.len()
        })
        .collect()
}

/// The depth that the block, or an element that holds only it, is marked with.
fn marked_depth(block: Element<'_>) -> usize {
    let holders =
        block.ancestors().take(2).take_while(|outer| outer.children().nth(1).is_none() || outer.name() == "li");
    let own = std::iter::once(block).chain(holders);
    let mut is_answer = false;
    for element in own {
        if let Some(depth) = depth_in(element) {
            return depth;
        }
        is_answer |= is_reply(element);
    }
    usize::from(is_answer)
}

/// How many lists, or elements named after replies, are around each block, inside the element that holds all blocks.
fn by_lists(blocks: &[Element<'_>]) -> Vec<usize> {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return Vec::new() };
    let area = first.ancestors().find(|outer| outer.holds(*last)).map_or(0, Element::place);
    let is_deeper = |outer: &Element<'_>| {
        matches!(outer.name(), "ul" | "ol" | "dl" | "blockquote" | "dd")
            || outer.classes().any(|class| {
                let class = class.to_ascii_lowercase();
                matches!(
                    class.as_str(),
                    "indented"
                        | "children"
                        | "replies"
                        | "answers"
                        | "reponses"
                        | "réponses"
                        | "antworten"
                        | "respuestas"
                        | "nested"
                        | "subcomments"
                        | "sub-comments"
                        | "child"
                ) || ["replies", "children", "reponses", "answers", "antworten"].iter().any(|end| class.ends_with(end))
            })
    };
    // Deep pages have as many lists around a block as they are deep; the number that is counted is limited.
    blocks
        .iter()
        .map(|block| block.ancestors().take(LEVELS).take_while(|outer| outer.place() > area).filter(is_deeper).count())
        .collect()
}

/// How many elements around a block are examined.
const LEVELS: usize = 400;
