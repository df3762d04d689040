//! Pages of an unknown form: the comments are the blocks that repeat, each with a name, a date and a text.
//!
//! In comes a page that no other reader recognises, out goes its thread, if there is enough evidence that the blocks are
//! comments. It is a guess, and a note says so, with what was taken as what. `group` finds blocks that look alike,
//! `parts` what is in each, `evidence` whether they are comments, `parents` what they answer.

mod classes;
mod evidence;
mod group;
mod parents;
mod parts;
mod text;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::common::answer_opening;
use super::super::{commentless, web};
use super::nest::mark_capped;
use super::schema::missing_comments;
use super::{address, comment_at, delete, key_of, page, subject};
use crate::diagnostic::Diagnostic;
use crate::lang;
use crate::read::markup::{Element, Lengths, Tree};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::sort::Order as _;
use crate::thread::{Comment, Thread};
use evidence::Evidence;
use group::Group;
use parts::Parts;

const WHAT: &str = "a page of an unknown form";

/// The minimum number of comments on such a page. What occurs once does not repeat.
pub(super) const LEAST: usize = 2;

/// How many blocks of a group are examined before it is chosen.
const SAMPLE: usize = 12;

/// Texts of comments that are gone.
static GONE: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.deleted));

/// The comments of a page.
pub(in crate::read::format) struct Found<'a> {
    blocks: Vec<Element<'a>>,
    parts: Vec<Parts<'a>>,
    announced: Option<usize>,
}

/// Whether it is a page with such blocks.
pub fn detect(source: &Source<'_>) -> bool {
    commentless::detect(source) && source.html().is_some_and(|tree| found(tree).is_some())
}

/// Reads a page.
///
/// # Errors
/// When no blocks of the page can be taken as comments.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let Some(found) = found(tree) else { return Err(commentless::refusal(tree)) };
    Ok(reading(source, tree, found))
}

/// The blocks that are most likely the comments of a page; `None` if nothing is likely enough.
pub(in crate::read::format) fn found(tree: &Tree) -> Option<Found<'_>> {
    let lengths = Lengths::of(tree);
    let groups = group::groups(tree, &lengths);
    let mut rated: Vec<(usize, usize, usize)> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let sample = sample(&group.blocks);
        let parts = parts_of(&sample, &places(&group.blocks), &lengths);
        let evidence = Evidence::of(&sample, &parts, group.is_named, &lengths);
        let announced = if evidence.points > 0 { announced(tree, group) } else { None };
        let evidence = evidence.with_announced(announced, group.blocks.len());
        if evidence.is_enough() {
            let total: usize = group.blocks.iter().map(|block| lengths.text(*block)).sum();
            rated.push((evidence.parts * group.blocks.len() / evidence.seen.max(1), total, index));
        }
    }
    // The most parts win; of groups with the same number the innermost, which has least text around its parts.
    let (_, _, best) =
        rated.iter().copied().max_by_key(|(parts, total, index)| (*parts, std::cmp::Reverse((*total, *index))))?;
    let best_group = groups.get(best)?;
    let mut blocks = best_group.blocks.clone();
    for (_, _, other) in rated.iter().filter(|(_, _, index)| *index != best) {
        if let Some(group) = groups.get(*other) {
            add_replies(&mut blocks, group);
        }
    }
    let all = places(&blocks);
    let parts = parts_of(&blocks, &all, &lengths);
    let (blocks, parts): (Vec<_>, Vec<_>) = blocks
        .into_iter()
        .zip(parts)
        .filter(|(_, part)| !part.words.text.is_empty() || part.author.is_some() && part.time.is_some())
        .unzip();
    let evidence = Evidence::of(&blocks, &parts, best_group.is_named, &lengths);
    let announced = announced(tree, best_group);
    let is_sure = evidence.with_announced(announced, blocks.len()).is_enough();
    // A page whose comments come by script holds other blocks: of a widget, or of the form.
    let is_filled_later = || commentless::service(tree).is_some() && !best_group.is_named;
    (blocks.len() >= LEAST && is_sure && !is_filled_later()).then_some(Found { blocks, parts, announced })
}

fn announced(tree: &Tree, group: &Group<'_>) -> Option<usize> {
    web::announced(tree, group.blocks.first()?.place()).filter(|count| *count > 0)
}

/// Blocks from the beginning and from all over a group.
fn sample<'a>(blocks: &[Element<'a>]) -> Vec<Element<'a>> {
    let step = blocks.len().div_ceil(SAMPLE).max(1);
    blocks.iter().copied().step_by(step).collect()
}

fn places(blocks: &[Element<'_>]) -> FxHashSet<usize> {
    blocks.iter().map(|block| block.place()).collect()
}

fn parts_of<'a>(blocks: &[Element<'a>], all: &FxHashSet<usize>, lengths: &Lengths) -> Vec<Parts<'a>> {
    blocks
        .iter()
        .map(|block| parts::parts(*block, lengths, &|inner: Element<'a>| all.contains(&inner.place())))
        .collect()
}

/// Adds the blocks of a group of replies, which have another class than the comments: they are inside or between the
/// comments, and hold none of them.
fn add_replies<'a>(blocks: &mut Vec<Element<'a>>, group: &Group<'a>) {
    let (Some(first), Some(last)) = (blocks.first().copied(), blocks.last().copied()) else { return };
    let area = first.ancestors().find(|outer| outer.holds(last));
    let known = places(blocks);
    let is_other = |block: &Element<'a>| {
        !known.contains(&block.place())
            && area.is_some_and(|area| area.holds(*block))
            && classes::is_reply(*block)
            && !block.descendants().any(|inner| known.contains(&inner.place()))
            && !(block.ancestors().take(6).any(|outer| {
                known.contains(&outer.place()) && outer.end() - outer.place() < 2 * (block.end() - block.place())
            }))
    };
    if group.blocks.iter().all(is_other) {
        blocks.extend(group.blocks.iter().copied());
        blocks.order_by_key(|block| block.place());
    }
}

/// The thread of some blocks, and what the user must know about it.
pub(in crate::read::format) fn reading(source: &Source<'_>, tree: &Tree, found: Found<'_>) -> Reading {
    let Found { blocks, parts, announced } = found;
    let first = blocks.first().copied();
    let area = first.zip(blocks.last()).and_then(|(first, last)| {
        first
            .ancestors()
            .find(|outer| outer.holds(*last) || outer == last)
            .filter(|area| !matches!(area.name(), "body" | "html" | "main" | "article"))
    });
    let start = area.or(first).map_or(usize::MAX, Element::place);
    let title = web::title(tree, start);
    let parents = parents::parents(&blocks, &parts);
    let mut diagnostics = vec![guess(&parts, &blocks, parents.how)];
    diagnostics.extend(doubt(&parts, announced));
    let mut comments = comments_from(&blocks, &parts, title.as_deref().unwrap_or_default());
    let ids: Vec<String> = comments.iter().map(|comment| comment.id.clone()).collect();
    for (comment, parent) in comments.iter_mut().zip(&parents.of) {
        comment.parent = parent.and_then(|parent| ids.get(parent)).cloned();
    }
    mark_capped(&mut comments, &parents.depths, &[]);
    let count = comments.len();
    diagnostics.extend(missing_comments(tree, announced, count));
    let mut thread = Thread {
        key: address(source, tree).as_deref().and_then(key_of),
        announced,
        comments: web::article(tree, start, None).into_iter().chain(comments).collect(),
        title,
        ..Thread::default()
    };
    answer_opening(&mut thread);
    Reading { threads: vec![thread], diagnostics }
}

/// One comment for each block. Numbers are ids only if every one is different.
fn comments_from(blocks: &[Element<'_>], parts: &[Parts<'_>], title: &str) -> Vec<Comment> {
    let numbers: FxHashSet<&str> = parts.iter().filter_map(|part| part.id.as_deref()).collect();
    let is_numbered = numbers.len() == parts.len();
    let comment_from = |(index, (block, part)): (usize, (&Element<'_>, &Parts<'_>))| {
        let id = part.id.clone().filter(|_| is_numbered).unwrap_or_else(|| format!("c{}", index + 1));
        let mut comment = comment_at(*block, &id);
        if let Some((span, body)) = comment.origin.span.as_mut().zip(part.body) {
            span.end = span.end.max(body.span().end);
        }
        comment.author.clone_from(&part.author);
        comment.time.clone_from(&part.time);
        comment.votes = part.votes;
        comment.text.clone_from(&part.words.text);
        comment.quotes.clone_from(&part.words.quotes);
        if comment.text.is_empty() || GONE.contains(&comment.text.as_str()) {
            delete(&mut comment);
        } else if let Some(own) = part.title.and_then(Element::line) {
            subject::prepend(&mut comment, &own, &[title]);
        }
        comment
    };
    blocks.iter().zip(parts).enumerate().map(comment_from).collect()
}

/// The note that says what was taken as what.
fn guess(parts: &[Parts<'_>], blocks: &[Element<'_>], how: Option<&str>) -> Diagnostic {
    let label = |element: Element<'_>| {
        let class = element.classes().next().map_or(String::new(), |class| format!(".{class}"));
        format!("{}{class}", element.name())
    };
    let first = |find: fn(&Parts<'_>) -> Option<String>| parts.iter().find_map(find);
    let name_of = |part: &Parts<'_>| {
        part.author_from.map(|from| {
            from.classes().next().map_or_else(|| from.name().to_owned(), |class| format!("{}.{class}", from.name()))
        })
    };
    let time_of = |part: &Parts<'_>| {
        part.time_from.map(|from| {
            from.classes().next().map_or_else(|| from.name().to_owned(), |class| format!("{}.{class}", from.name()))
        })
    };
    let text_of = |part: &Parts<'_>| {
        part.body.map(|from| {
            from.classes().next().map_or_else(|| from.name().to_owned(), |class| format!("{}.{class}", from.name()))
        })
    };
    let mut taken = vec![format!(
        "{} blocks {} as comments",
        blocks.len(),
        blocks.first().map_or(String::new(), |block| label(*block))
    )];
    taken.extend(first(name_of).map(|label| format!("{label} as name")));
    taken.extend(first(time_of).map(|label| format!("{label} as time")));
    taken.extend(first(text_of).map(|label| format!("{label} as text")));
    taken.extend(how.map(|how| format!("{how} as replies")));
    let message = format!("the form of the page is unknown, so this is a guess; taken: {}", taken.join(", "));
    Diagnostic::note("guessed-page", message)
        .help("if that is wrong, select the comments in a browser and paste them into a text file, or force that with --from text")
}

/// A warning if something about the guess looks wrong.
fn doubt(parts: &[Parts<'_>], announced: Option<usize>) -> Option<Diagnostic> {
    let count = parts.len();
    let lacking = |has: fn(&Parts<'_>) -> bool| parts.iter().filter(|part| !has(part)).count();
    let (nameless, timeless) = (lacking(|part| part.author.is_some()), lacking(|part| part.time.is_some()));
    let mut doubts = Vec::new();
    if let Some(announced) = announced.filter(|announced| *announced + 1 + count / 10 < count) {
        doubts.push(format!("it announces {announced} comments"));
    }
    if 5 * nameless > count {
        doubts.push(format!("{nameless} have no author's name"));
    }
    if 5 * timeless > count {
        doubts.push(format!("{timeless} have no time"));
    }
    if doubts.is_empty() {
        return None;
    }
    let message = format!("{count} blocks of the page were taken as comments, but {}", doubts.join(", and "));
    let help = "compare with the page; if it is wrong, paste the comments into a text file and read that";
    Some(Diagnostic::warning("doubtful-guess", message).help(help))
}
