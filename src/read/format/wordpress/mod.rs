//! Pages of WordPress, of any theme, with the comments of WordPress itself or of the plug-in wpDiscuz.
//!
//! What a comment answers follows from how deep it stands and from the order of the page, never from the nesting of its
//! elements alone: themes end the element of a comment before its replies. See [`find`] for what marks a comment, [`parts`]
//! for what is read of each.

mod find;
mod parts;
mod said;
mod signs;
mod take;
mod times;

use super::common::{answer_by_depth, answer_opening, left_out};
use super::{address, commentless, web};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Tree};
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Thread};
use find::Found;
use parts::Parts;

/// A page with comments of WordPress at its beginning; or one made by WordPress whose beginning has no comment of any
/// kind yet, since scripts and styles may fill it.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let head = source.head();
    let before = source.text.len() - source.text.trim_start().len() + head.len();
    // Cheap to find, and most pages of other kinds have none of these.
    let hints = ["depth-", "-comm-", "/wp-content/", "/wp-includes/", "WordPress"];
    if !hints.iter().any(|hint| head.contains(hint)) {
        return false;
    }
    find::has_marked(tree, before) || find::has_signs(tree, before) && !has_other_comments(head)
}

/// Whether a page says by the words of schema.org that it holds comments, which another reader reads.
fn has_other_comments(head: &str) -> bool {
    [
        "schema.org/Comment\"",
        "schema.org/Comment'",
        "schema.org/UserComments",
        "\"@type\":\"Comment\"",
        "\"@type\": \"Comment\"",
        "sioct:Comment",
    ]
    .iter()
    .any(|sign| head.contains(sign))
}

/// Reads a page.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let Some(tree) = source.html() else { return Err(commentless::no_page()) };
    let mut found: Vec<(Found<'_>, Parts<'_>)> =
        find::find(tree).into_iter().map(|found| (found, parts::parts(&found))).collect();
    let key = address::key(tree);
    let elsewhere = part_from_others(&mut found, key.as_deref());
    let Some((first, _)) = found.first() else { return Err(commentless::refusal(tree)) };
    let area = area(first.element);
    let mut diagnostics: Vec<Diagnostic> =
        left_out(elsewhere, "comments", "they belong to other threads").into_iter().collect();
    let mut thread = Thread {
        title: web::title(tree, area),
        key,
        announced: web::announced(tree, first.element.place()).filter(|count| *count > 0),
        ..Thread::default()
    };
    thread.comments.extend(web::article(tree, area, post(tree).as_deref()));
    let first = first.element;
    let spans: Vec<Span> = found.iter().map(|(found, _)| found.element.span()).collect();
    let (mut comments, cut) = comments(found);
    diagnostics.extend(left_out(cut, "endings of long comments were", "the page shows them on a click only"));
    let stub = more(tree, first.place(), comments.len(), thread.announced);
    let held = stub.as_ref().and_then(|stub| stub.held).unwrap_or(0);
    diagnostics.extend(pages(tree, &spans, comments.len() + held, thread.announced));
    comments.extend(stub);
    thread.comments.append(&mut comments);
    answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// Takes out comments whose permanent links lead to other pages, where those of some lead to this one: some sites show the
/// latest comments on other articles beside. Says how many they are.
fn part_from_others(found: &mut Vec<(Found<'_>, Parts<'_>)>, key: Option<&str>) -> usize {
    let Some(key) = key else { return 0 };
    let is_own = |(_, parts): &(Found<'_>, Parts<'_>)| Some(address::bare(parts.permalink?).as_deref() == Some(key));
    let own: Vec<Option<bool>> = found.iter().map(is_own).collect();
    if !own.contains(&Some(true)) {
        return 0;
    }
    let before = found.len();
    let mut own = own.into_iter();
    found.retain(|_| own.next().flatten() != Some(false));
    before - found.len()
}

/// The comments in order, and how many of them the page shows in part.
fn comments(found: Vec<(Found<'_>, Parts<'_>)>) -> (Vec<Comment>, usize) {
    let mut cut = 0;
    let mut answerable = Vec::with_capacity(found.len());
    let mut comments = Vec::with_capacity(found.len());
    // wpDiscuz names parents itself, whatever the depth.
    let by_depth = found.iter().all(|(found, _)| found.parent.is_none());
    let depths: Vec<usize> = found.iter().map(|(found, _)| found.depth).collect();
    for (at, (found, mut parts)) in found.into_iter().enumerate() {
        let words = parts.words(&found);
        cut += usize::from(parts.is_cut);
        answerable.push(parts.can_be_answered);
        let kind = if found.is_ping { Kind::Pingback } else { Kind::Comment };
        let mut comment = Comment {
            // Themes that give no number anywhere: by place, so that replies have something to name.
            id: parts.number.map_or_else(|| format!("c{}", at + 1), str::to_owned),
            kind,
            parent: found.parent.map(str::to_owned),
            author: parts.author(&found),
            time: parts.time(),
            text: words.text,
            quotes: words.quotes,
            votes: parts.votes,
            marks: std::mem::take(&mut parts.marks),
            origin: Origin { span: Some(found.element.span()), lines: None },
            ..Comment::default()
        };
        if found.is_ping {
            without_label(&mut comment);
        }
        comments.push(comment);
    }
    if by_depth {
        answer_by_depth(&mut comments, &depths);
        mark_capped(&mut comments, &depths, &answerable);
    }
    (comments, cut)
}

/// Marks comments at the depth where a site stops to nest: what they answer may be a sibling. It shows itself by comments
/// that cannot be answered while others can; where none can, by a depth that is a common setting, or by more comments at
/// the last depth than at the one before, since threads that go on thin out.
fn mark_capped(comments: &mut [Comment], depths: &[usize], answerable: &[bool]) {
    let Some(deepest) = depths.iter().max().copied().filter(|deepest| *deepest > 1) else { return };
    let at = |depth: usize| depths.iter().filter(|other| **other == depth).count();
    let last = depths.iter().zip(answerable).filter(|(depth, _)| **depth == deepest);
    let is_cap = if answerable.contains(&true) {
        last.clone().all(|(_, answerable)| !answerable)
    } else {
        COMMON_CAPS.contains(&deepest) || at(deepest) >= CROWDED && at(deepest) > at(deepest - 1)
    };
    if is_cap {
        for (comment, depth) in comments.iter_mut().zip(depths) {
            comment.capped = *depth == deepest;
        }
    }
}

/// Depths at which WordPress stops to nest unless it is told otherwise (5) or when told the most it takes (10).
const COMMON_CAPS: [usize; 2] = [5, 10];

/// How many comments at the last depth are a crowd.
const CROWDED: usize = 10;

/// *Pingback:* and the like are not words of the other site.
fn without_label(comment: &mut Comment) {
    let label = comment.text.split_once(':').filter(|(label, _)| {
        let label = label.trim().to_lowercase();
        label.len() <= 24
            && ["ping", "trackback", "rétrolien", "retroenlace"].iter().any(|word| label.starts_with(word))
    });
    if let Some((_, rest)) = label
        && comment.quotes.is_empty()
    {
        comment.text = rest.trim().to_owned();
    }
}

/// The place where the area of comments begins: the outermost element around the first one that is named after comments.
fn area(first: Element<'_>) -> usize {
    let named = |element: &Element<'_>| {
        let is_named = |word: &str| {
            let word = word.to_ascii_lowercase();
            matches!(
                word.as_str(),
                "comments" | "wpcomm" | "respond" | "disqus_thread" | "commentlist" | "comment-list"
            ) || ["comments-", "comment-area", "post-comments", "entry-comments"]
                .iter()
                .any(|start| word.starts_with(start))
        };
        // Bodies and articles carry words such as `comments-open`.
        !matches!(element.name(), "body" | "html" | "article" | "main")
            && element.classes().chain(element.id()).any(is_named)
    };
    let outermost = first.ancestors().filter(named).last();
    outermost.unwrap_or(first).place()
}

/// The number of the post, by the form for comments or by the class of the page.
fn post(tree: &Tree) -> Option<String> {
    fn of_form(element: Element<'_>) -> Option<&str> {
        let is_field = element.name() == "input" && element.attr("name") == Some("comment_post_ID");
        element.attr("value").filter(|_| is_field)
    }
    fn of_body(element: Element<'_>) -> Option<&str> {
        let mut classes = (element.name() == "body").then(|| element.classes())?;
        classes.find_map(|class| class.strip_prefix("postid-").or_else(|| class.strip_prefix("page-id-")))
    }
    tree.elements().find_map(|element| of_form(element).or_else(|| of_body(element))).map(str::to_owned)
}

/// Says that there are more pages of comments, or that the page announces another number of them.
fn pages(tree: &Tree, comments: &[Span], count: usize, announced: Option<usize>) -> Option<Diagnostic> {
    let others = web::other_pages(tree, comments);
    let shown = announced.filter(|announced| *announced != count);
    let Some((number, address)) = others.first() else {
        let announced = shown?;
        let message = format!("the page announces {announced} comments and shows {count}");
        let help = "sites count comments too that they have hidden or deleted, and links from other sites; if there are more pages of comments, save them too";
        return Some(Diagnostic::note("count-mismatch", message).help(help));
    };
    let of = shown.map_or(String::new(), |announced| format!(" of the {announced} that are announced"));
    let names: Vec<String> = others.iter().map(|(number, _)| number.to_string()).collect();
    let message = format!(
        "there are more pages of comments than this one, which has {count}{of}: page {} is at {address}{}",
        number,
        if names.len() > 1 { format!(" (pages linked: {})", names.join(", ")) } else { String::new() }
    );
    let help = "save them too and give all files, or their folder: they are joined";
    Some(Diagnostic::warning("more-pages", message).help(help))
}

/// The comments that wpDiscuz holds back until a button is pressed.
fn more(tree: &Tree, from: usize, count: usize, announced: Option<usize>) -> Option<Comment> {
    let button = tree.elements().skip_while(|element| element.place() < from).find(|element| {
        element.classes().any(|class| matches!(class, "wc-load-more-submit" | "wpd-load-more-submit"))
    })?;
    let held = announced.and_then(|announced| announced.checked_sub(count)).filter(|held| *held > 0);
    let mut stub = super::common::stub(None, held);
    stub.origin.span = Some(button.span());
    Some(stub)
}
