//! Pages of WordPress, with any theme, and with the comments of WordPress itself or of the plug-in wpDiscuz.
//!
//! What a comment answers follows from its depth and from the order of the page, never from nesting alone: some themes
//! close the element of a comment before its replies. [`find`] says what marks a comment, [`parts`] what is read from
//! it.

mod classes;
mod evidence;
mod find;
mod parts;
mod text;
mod times;

use super::common::{answer_by_depth, answer_opening, is_url, left_out};
use super::{address, commentless, page, web};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Tree};
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Thread};
use find::Marked;
use parts::Parts;

/// Whether it is a page with WordPress comments near its beginning; or one made by WordPress whose beginning has no
/// comments of another kind. Scripts and styles may fill the beginning of a page.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    let head = source.head();
    let before = source.text.len() - source.text.trim_start().len() + head.len();
    // A fast test that most other pages fail.
    let hints = ["depth-", "-comm-", "/wp-content/", "/wp-includes/", "WordPress"];
    if !hints.iter().any(|hint| head.contains(hint)) {
        return false;
    }
    find::has_marked(tree, before) || find::is_wordpress(tree, before) && !has_other_comments(head)
}

/// Whether the page marks comments with schema.org or SIOC, for which there is another reader.
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
    let mut marked: Vec<(Marked<'_>, Parts<'_>)> =
        find::find(tree).into_iter().map(|marked| (marked, parts::parts(&marked))).collect();
    let key = address::key(tree);
    let removed = remove_other_threads(&mut marked, key.as_deref());
    let Some((first, _)) = marked.first() else {
        // A theme may have its own markup for comments.
        return match page::guess::found(tree) {
            Some(found) => Ok(page::guess::reading(source, tree, found)),
            None => Err(commentless::refusal(tree)),
        };
    };
    let area = area(first.element);
    let mut diagnostics: Vec<Diagnostic> =
        left_out(removed, "comments", "they belong to other threads").into_iter().collect();
    let mut thread = Thread {
        title: web::title(tree, area),
        key,
        announced: web::announced(tree, first.element.place()).filter(|count| *count > 0),
        ..Thread::default()
    };
    let page = address::of_page(tree).filter(|url| is_url(url));
    let article = web::article(tree, area, post_number(tree).as_deref());
    thread.comments.extend(article.map(|article| Comment { url: page.map(str::to_owned), ..article }));
    let first = first.element;
    let spans: Vec<Span> = marked.iter().map(|(marked, _)| marked.element.span()).collect();
    let (mut comments, shortened) = comments_from(marked);
    diagnostics.extend(left_out(shortened, "endings of long comments were", "the page shows them on a click only"));
    let stub = held_back(tree, first.place(), comments.len(), thread.announced);
    let held = stub.as_ref().and_then(|stub| stub.held).unwrap_or(0);
    diagnostics.extend(missing_comments(tree, &spans, comments.len() + held, thread.announced));
    comments.extend(stub);
    thread.comments.append(&mut comments);
    answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// Removes comments whose permanent links lead to other pages, if some lead to this one: some sites also show the
/// latest comments on other articles. Returns how many were removed.
fn remove_other_threads(marked: &mut Vec<(Marked<'_>, Parts<'_>)>, key: Option<&str>) -> usize {
    let Some(key) = key else { return 0 };
    let is_own = |(_, parts): &(Marked<'_>, Parts<'_>)| Some(address::bare(parts.permalink?).as_deref() == Some(key));
    let own: Vec<Option<bool>> = marked.iter().map(is_own).collect();
    if !own.contains(&Some(true)) {
        return 0;
    }
    let before = marked.len();
    let mut own = own.into_iter();
    marked.retain(|_| own.next().flatten() != Some(false));
    before - marked.len()
}

/// The comments in order, and how many of them the page shows only in part.
fn comments_from(marked: Vec<(Marked<'_>, Parts<'_>)>) -> (Vec<Comment>, usize) {
    let mut shortened = 0;
    let mut answerable = Vec::with_capacity(marked.len());
    let mut comments = Vec::with_capacity(marked.len());
    // wpDiscuz gives parents, so depths are not needed.
    let by_depth = marked.iter().all(|(marked, _)| marked.parent.is_none());
    let depths: Vec<usize> = marked.iter().map(|(marked, _)| marked.depth).collect();
    for (index, (marked, mut parts)) in marked.into_iter().enumerate() {
        let words = parts.words(&marked);
        shortened += usize::from(parts.is_cut);
        answerable.push(parts.can_be_answered);
        let kind = if marked.is_ping { Kind::Pingback } else { Kind::Comment };
        let mut comment = Comment {
            // Some themes give no number, but replies need an id to refer to.
            id: parts.number.map_or_else(|| format!("c{}", index + 1), str::to_owned),
            kind,
            parent: marked.parent.map(str::to_owned),
            author: parts.author(&marked),
            time: parts.time(),
            text: words.text,
            quotes: words.quotes,
            votes: parts.votes,
            url: parts.permalink.filter(|url| is_url(url)).map(str::to_owned),
            marks: std::mem::take(&mut parts.marks),
            origin: Origin { span: Some(marked.element.span()), lines: None },
            ..Comment::default()
        };
        if marked.is_ping {
            remove_label(&mut comment);
        }
        comments.push(comment);
    }
    if by_depth {
        answer_by_depth(&mut comments, &depths);
        mark_capped(&mut comments, &depths, &answerable);
    }
    (comments, shortened)
}

/// Marks the comments at the depth where a site stops nesting: they may answer a sibling. The site has such a limit if
/// the deepest comments cannot be answered while others can. If no comment can be answered, the deepest level is a
/// limit if it is a common setting, or if it has more comments than the level above it, since threads normally thin
/// out.
fn mark_capped(comments: &mut [Comment], depths: &[usize], answerable: &[bool]) {
    let Some(deepest) = depths.iter().max().copied().filter(|deepest| *deepest > 1) else { return };
    let count_at = |depth: usize| depths.iter().filter(|other| **other == depth).count();
    let last = depths.iter().zip(answerable).filter(|(depth, _)| **depth == deepest);
    let is_cap = if answerable.contains(&true) {
        last.clone().all(|(_, answerable)| !answerable)
    } else {
        COMMON_CAPS.contains(&deepest) || count_at(deepest) >= CROWDED && count_at(deepest) > count_at(deepest - 1)
    };
    if is_cap {
        for (comment, depth) in comments.iter_mut().zip(depths) {
            comment.capped = *depth == deepest;
        }
    }
}

/// Depths at which WordPress stops nesting: its default (5) and its maximum (10).
const COMMON_CAPS: [usize; 2] = [5, 10];

/// How many comments the deepest level must have for its size to count as evidence. Chosen by hand.
const CROWDED: usize = 10;

/// Removes *Pingback:* and the like, which are not words of the other site.
fn remove_label(comment: &mut Comment) {
    let label = comment.text.split_once(':').filter(|(label, _)| {
        let label = label.trim().to_lowercase();
        label.len() <= 24
            && ["ping", "trackback", "rétrolien", "retroenlace"].iter().any(|word| label.starts_with(word))
    });
    if let Some((_, text)) = label
        && comment.quotes.is_empty()
    {
        comment.text = text.trim().to_owned();
    }
}

/// Where the comments section begins: the outermost element around the first comment that is named after comments.
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
        // Bodies and articles have classes such as `comments-open`.
        !matches!(element.name(), "body" | "html" | "article" | "main")
            && element.classes().chain(element.id()).any(is_named)
    };
    let outermost = first.ancestors().filter(named).last();
    outermost.unwrap_or(first).place()
}

/// The number of the post, from the comment form or from the class of the page.
fn post_number(tree: &Tree) -> Option<String> {
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

/// Reports that there are more pages of comments, or that the page announces a different number of comments.
fn missing_comments(tree: &Tree, comments: &[Span], count: usize, announced: Option<usize>) -> Option<Diagnostic> {
    let others = web::other_pages(tree, comments);
    let differing = announced.filter(|announced| *announced != count);
    let Some((number, address)) = others.first() else {
        let announced = differing?;
        let message = format!("the page announces {announced} comments and shows {count}");
        let help = "sites count comments too that they have hidden or deleted, and links from other sites; if there are more pages of comments, save them too";
        return Some(Diagnostic::note("count-mismatch", message).help(help));
    };
    let of = differing.map_or(String::new(), |announced| format!(" of the {announced} that are announced"));
    let names: Vec<String> = others.iter().map(|(number, _)| number.to_string()).collect();
    let message = format!(
        "there are more pages of comments than this one, which has {count}{of}: page {} is at {address}{}",
        number,
        if names.len() > 1 { format!(" (pages linked: {})", names.join(", ")) } else { String::new() }
    );
    let help = "save them too and give all files, or their folder: they are joined";
    Some(Diagnostic::warning("more-pages", message).help(help))
}

/// A stub for the comments that wpDiscuz loads when a button is pressed.
fn held_back(tree: &Tree, from: usize, count: usize, announced: Option<usize>) -> Option<Comment> {
    let button = tree.elements().skip_while(|element| element.place() < from).find(|element| {
        element.classes().any(|class| matches!(class, "wc-load-more-submit" | "wpd-load-more-submit"))
    })?;
    let held = announced.and_then(|announced| announced.checked_sub(count)).filter(|held| *held > 0);
    let mut stub = super::common::stub(None, held);
    stub.origin.span = Some(button.span());
    Some(stub)
}
