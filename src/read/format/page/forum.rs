//! Threads of bulletin boards as pages: `XenForo` 1 and 2, `WoltLab` Suite, phpBB 3. The latter two are read by the
//! templates that the programs publish; no real page was available.
//!
//! A board is flat. Only quotations show what a post answers: its parent is the post that it quotes first, by the
//! number in the quotation. Ids are the numbers of the posts. The first post of a thread opens it.

use super::{
    address, comment_at, count, delete, digits_after, key_of, mark, more_pages, page, set_text, time_of, title,
};
use crate::read::markup::{Element, Lines, Treat, Tree, plainly, words};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Thread};

const WHAT: &str = "a page of a forum";

/// How to read the pages of one program.
struct Board {
    /// The number of the post, if the element is one.
    post: fn(Element<'_>) -> Option<&str>,
    /// Whether a part of a post holds its text.
    is_body: fn(Element<'_>) -> bool,
    /// Whether an element inside the text is boilerplate.
    is_furniture: fn(Element<'_>) -> bool,
    /// Whether an element inside the text is a quotation.
    is_quote: fn(Element<'_>) -> bool,
    /// Whether an element is the title of the thread.
    is_title: fn(Element<'_>) -> bool,
}

const BOARDS: [Board; 4] = [
    // XenForo 2.
    Board {
        post: |element| {
            element.attr("data-author")?;
            element.has_class("message").then_some(())?;
            digits_in(element.attr("data-content")?, "post-")
        },
        is_body: |element| element.has_class("bbWrapper"),
        is_furniture: |element| {
            element.has_class("bbCodeBlock-title")
                && element.parent().is_some_and(|block| block.has_class("bbCodeBlock--quote"))
                || element.has_class("bbCodeBlock-expandLink")
                || element.has_class("js-selectToQuoteEnd")
        },
        is_quote: |element| element.has_class("bbCodeBlock--quote") || element.has_class("bbCodeBlock--unfurl"),
        is_title: |element| element.has_class("p-title-value"),
    },
    // XenForo 1.
    Board {
        post: |element| {
            element.attr("data-author")?;
            element.has_class("message").then_some(())?;
            digits_in(element.id()?, "post-")
        },
        is_body: |element| element.has_class("messageText"),
        is_furniture: |element| element.has_class("attribution") || element.has_class("quoteExpand"),
        is_quote: |element| element.has_class("bbCodeQuote"),
        is_title: |element| element.name() == "h1" && element.parent().is_some_and(|bar| bar.has_class("titleBar")),
    },
    // WoltLab Suite.
    Board {
        post: |element| {
            let is = element.name() == "article" && (element.has_class("wbbPost") || element.has_class("message"));
            is.then_some(())?;
            element.find(|part| part.has_class("messageText"))?;
            let id = element.attr("data-object-id").or_else(|| element.attr("data-post-id"));
            id.filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())).or_else(|| digits_after(element.id()?, "post"))
        },
        is_body: |element| element.has_class("messageText"),
        is_furniture: |element| element.has_class("quoteBoxIcon") || element.has_class("quoteBoxTitle"),
        is_quote: |element| element.has_class("quoteBox"),
        is_title: |element| {
            element.name() == "h1" && element.ancestors().take(2).any(|head| head.has_class("contentHeaderTitle"))
        },
    },
    // phpBB 3.
    Board {
        post: |element| {
            element.has_class("post").then_some(())?;
            element.find(|part| part.has_class("postbody"))?;
            let id = element.id()?.strip_prefix('p')?;
            id.bytes().all(|byte| byte.is_ascii_digit()).then_some(id)
        },
        is_body: |element| element.has_class("content"),
        is_furniture: |element| {
            element.name() == "cite" && element.ancestors().take(2).any(|it| it.name() == "blockquote")
        },
        is_quote: |element| element.name() == "blockquote",
        is_title: |element| element.has_class("topic-title"),
    },
];

/// The digits of an id that consists of this word and a number. `profile-post-7` is not a post of a thread.
fn digits_in<'a>(id: &'a str, word: &str) -> Option<&'a str> {
    id.strip_prefix(word).filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether it has a post of one of the programs.
pub fn detect(source: &Source<'_>) -> bool {
    source.html().is_some_and(|tree| board(tree).is_some())
}

fn board(tree: &Tree) -> Option<&'static Board> {
    BOARDS.iter().find(|board| tree.elements().any(|element| (board.post)(element).is_some()))
}

/// Reads a page.
///
/// # Errors
/// When the page has no post.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let Some(board) = board(tree) else {
        return Err(ReadError::Unusable {
            what: WHAT,
            why: "no post of a known program stands in it".to_owned(),
            help: "leave --from away to have the format detected",
        });
    };
    let mut thread = Thread::default();
    let address = address(source, tree);
    let is_later = address.as_deref().is_some_and(is_later_page);
    for element in tree.elements() {
        let Some(id) = (board.post)(element) else { continue };
        let is_first = thread.comments.is_empty() && !is_later;
        thread.comments.push(comment_from(board, element, id, is_first));
    }
    thread.title = tree.elements().find(|element| (board.is_title)(*element)).and_then(heading).or_else(|| title(tree));
    thread.key = address.as_deref().and_then(key_of);
    let is_next = |element: Element<'_>| matches!(element.name(), "link" | "a") && element.has_word("rel", "next");
    let diagnostics = tree.elements().any(is_next).then(|| more_pages("posts")).into_iter().collect();
    Ok(Reading { threads: vec![thread], diagnostics })
}

/// Whether it is the address of a page that continues a thread.
fn is_later_page(address: &str) -> bool {
    let marks = ["/page-", "page=", "pageNo=", "start="];
    marks.iter().any(|mark| digits_after(address, mark).and_then(count).is_some_and(|number| number > 1))
}

/// The title of a thread without the labels before it.
fn heading(element: Element<'_>) -> Option<String> {
    let treat = |inner: Element<'_>| {
        let is_label = inner.classes().any(|class| class.starts_with("label") || class == "badge");
        if is_label { Treat::Skip } else { plainly(inner) }
    };
    let title = words(element, Lines::Joined, treat).text.replace('\n', " ");
    (!title.is_empty()).then_some(title)
}

fn comment_from(board: &Board, element: Element<'_>, id: &str, is_first: bool) -> Comment {
    let mut comment = comment_at(element, id);
    comment.author = element.attr("data-author").map(str::to_owned).filter(|author| !author.is_empty());
    let mut number = None;
    // The text of a post, and a post inside it, say nothing about the post itself.
    for part in element.own(|inner| (board.is_body)(inner) || (board.post)(inner).is_some()) {
        let class = |word: &str| part.has_class(word);
        match part.name() {
            "time" if comment.time.is_none() => comment.time = time_of(part, false),
            "abbr" if class("DateTime") && comment.time.is_none() => {
                comment.time = part.attr("data-time").and_then(when::epoch);
            }
            "span" if class("DateTime") && comment.time.is_none() => comment.time = time_of(part, false),
            _ if comment.author.is_none() && (class("username") || class("username-coloured")) => {
                comment.author = part.line();
            }
            _ if class("message-lastEdit") || class("editDate") => mark(&mut comment, Mark::Edited),
            "div" if class("notice") && !class("post_deleted_msg") => mark(&mut comment, Mark::Edited),
            "a" | "span" if number.is_none() && part.children().next().is_none() => {
                number = part.line().and_then(|line| count(line.strip_prefix('#')?));
            }
            _ => {}
        }
    }
    match element.find(board.is_body) {
        Some(body) => set_text(&mut comment, body, |inner| treat(board, inner)),
        None => delete(&mut comment),
    }
    let quoted = comment.quotes.iter().find_map(|quote| quote.to.clone());
    comment.parent = quoted.filter(|to| *to != comment.id);
    if number.map_or(is_first, |number| number == 1) && comment.kind == Kind::Comment {
        comment.kind = Kind::Post;
        comment.parent = None;
    }
    comment
}

fn treat(board: &Board, element: Element<'_>) -> Treat {
    if (board.is_furniture)(element) {
        Treat::Skip
    } else if (board.is_quote)(element) {
        Treat::Quote(quoted(element))
    } else if element.has_class("attribution") || element.name() == "noscript" {
        Treat::Skip
    } else {
        plainly(element)
    }
}

/// The number of the quoted post.
fn quoted(element: Element<'_>) -> Option<String> {
    let by_mark = element.attr("data-source").and_then(|source| digits_after(source, "post: "));
    let by_cite = element.attr("cite").or(element.attr("data-link")).and_then(post_in);
    let link = |inner: Element<'_>| {
        inner.name() == "a" && (inner.attr("data-post-id").is_some() || inner.attr("href").and_then(post_in).is_some())
    };
    // Only the heading is searched, since the quoted text may have links to other posts.
    let heading = element.descendants().take(6).find(|inner| link(*inner));
    let by_link = heading.and_then(|inner| inner.attr("data-post-id").or_else(|| post_in(inner.attr("href")?)));
    by_mark.or(by_cite).or(by_link).map(str::to_owned)
}

/// The number of a post in its address.
fn post_in(address: &str) -> Option<&str> {
    ["/goto/post?id=", "postID=", "#post-", "#post", "#p", "/post-"].iter().find_map(|mark| digits_after(address, mark))
}
