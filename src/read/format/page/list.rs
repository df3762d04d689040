//! Lists of comments on pages of unknown programs with regular markup: every comment is an element with a class such as
//! `comment` and an id that is a word and a number, and contains an element for its author and one for its text.
//!
//! This is the last reader of pages. All of these must be present, because most pages mention comments.

use super::super::common;
use super::super::web;
use super::ids::{bare_id, depth_by_class, is_capped};
use super::nest::mark_capped;
use super::schema::{is_of_a_blog, missing_comments};
use super::{address, comment_at, count, delete, key_of, mark, number, page, parameter, set_text, time_of, title};
use crate::read::markup::{Element, Treat, Tree, plainly};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::sort::Order as _;
use crate::thread::{Comment, Mark, Thread};

const WHAT: &str = "a page of comments";

/// The minimum number of comments in a list.
const LEAST: usize = 2;

/// The maximum length of an author's name, in bytes. Anything longer is something else.
const NAME_BYTES: usize = 80;

/// Whether it has such a list: at least two comments are complete, and at least four in five of the elements that look
/// like comments. Blogs have other readers.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(tree) = source.html() else { return false };
    if tree.elements().any(is_of_a_blog) {
        return false;
    }
    let (mut seen, mut complete) = (0, 0);
    for element in tree.elements().filter(|element| is_comment(*element)) {
        seen += 1;
        complete += usize::from(Parts::of(element).is_complete());
    }
    complete >= LEAST && 5 * complete >= 4 * seen
}

fn is_comment(element: Element<'_>) -> bool {
    let Some(id) = element.id() else { return false };
    let class = |class: &str| {
        matches!(class, "comment" | "kommentar" | "commentaire" | "comment-item" | "comment__item" | "c-comment")
    };
    element.classes().any(class) && bare_id(id) != id
}

/// Reads a page.
///
/// # Errors
/// When the page has no such list.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let tree = page(source, WHAT)?;
    let (mut comments, depths) = comments_and_depths(tree);
    let is_linked = comments.iter().any(|comment| comment.parent.is_some() && !comment.capped);
    if comments.is_empty() {
        return Err(ReadError::Unusable {
            what: WHAT,
            why: "no list of comments stands in it".to_owned(),
            help: "open the comments before you save the page, or paste them as text",
        });
    }
    common::answer_by_depth(&mut comments, &depths);
    if !is_linked {
        mark_capped(&mut comments, &depths, &[]);
    }
    let first = tree.elements().find(|element| is_comment(*element)).map_or(0, Element::place);
    let announced = web::announced(tree, first);
    let read = comments.len();
    let held = add_stubs(tree, &mut comments);
    let mut diagnostics = missing_comments(tree, announced, read);
    let why = "the page holds them back behind links; open those before you save it";
    diagnostics.extend(common::left_out(held, "replies", why));
    let mut thread = Thread {
        title: title(tree),
        key: address(source, tree).as_deref().and_then(key_of),
        announced,
        comments,
        ..Thread::default()
    };
    common::answer_opening(&mut thread);
    Ok(Reading { threads: vec![thread], diagnostics })
}

fn comments_and_depths(tree: &Tree) -> (Vec<Comment>, Vec<usize>) {
    let (mut comments, mut depths) = (Vec::new(), Vec::new());
    let mut open: Vec<(usize, String)> = Vec::new();
    for element in tree.elements().filter(|element| is_comment(*element)) {
        let parts = Parts::of(element);
        while open.pop_if(|(end, _)| *end <= element.place()).is_some() {}
        let mut comment = comment_from(element, &parts);
        comment.parent = comment.parent.or_else(|| open.last().map(|(_, id)| id.clone()));
        comment.capped = comment.parent.is_none() && is_capped(element);
        open.push((element.end(), comment.id.clone()));
        depths.push(depth_by_class(element));
        comments.push(comment);
    }
    (comments, depths)
}

/// The parts of a comment.
#[derive(Default)]
struct Parts<'a> {
    author: Option<Element<'a>>,
    body: Option<Element<'a>>,
    time: Option<Element<'a>>,
    votes: Option<i64>,
    /// The id of the comment that a link in it leads to.
    answered: Option<String>,
}

impl<'a> Parts<'a> {
    fn is_complete(&self) -> bool {
        self.author.is_some() && self.body.is_some()
    }

    fn of(element: Element<'a>) -> Self {
        let own_id = element.id().unwrap_or_default();
        let mut parts = Parts::default();
        for part in element.own(is_comment) {
            if parts.body.is_some_and(|body| body.holds(part)) {
                continue;
            }
            let word = |test: fn(&str) -> bool| part.classes().any(test);
            if parts.author.is_none() && word(is_author) && part.line().is_some_and(|line| line.len() <= NAME_BYTES) {
                parts.author = Some(part);
            } else if parts.time.is_none() && (part.name() == "time" || word(is_date)) {
                parts.time = Some(part);
            } else if parts.body.is_none() && word(is_body) {
                parts.body = Some(part);
            } else if parts.votes.is_none() && word(is_votes) && part.children().next().is_none() {
                let is_number =
                    |line: &String| line.trim_start_matches(['+', '-', '−']).bytes().all(|byte| byte.is_ascii_digit());
                parts.votes = part.line().filter(is_number).and_then(|line| number(&line));
            }
            let target = part.attr("href").or_else(|| part.attr("action")).and_then(|to| to.rsplit_once('#'));
            if let Some((_, fragment)) = target
                && fragment != own_id
                && bare_id(fragment) != fragment
                && parts.answered.is_none()
            {
                parts.answered = Some(bare_id(fragment).to_owned());
            }
        }
        parts
    }
}

/// Whether a class is one of these words, or ends with one after a hyphen or an underscore.
pub(super) fn ends_with(class: &str, words: &[&str]) -> bool {
    let lower = class.to_ascii_lowercase();
    words
        .iter()
        .any(|word| lower.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with(['-', '_'])))
}

fn is_author(class: &str) -> bool {
    ends_with(class, &["author", "username", "user-name", "name", "auteur", "user", "nickname", "pseudo"])
}

fn is_date(class: &str) -> bool {
    ends_with(class, &["date", "time", "datetime", "timestamp", "published"])
}

fn is_body(class: &str) -> bool {
    ends_with(class, &["body", "text", "content", "message", "texte", "contenu"])
}

/// Whether a class marks the votes for a comment.
pub(super) fn is_votes(class: &str) -> bool {
    ends_with(class, &["recommendations", "likes", "votes", "score", "recommends", "upvotes"])
}

fn comment_from(element: Element<'_>, parts: &Parts<'_>) -> Comment {
    let mut comment = comment_at(element, element.id().map_or("", bare_id));
    comment.author = parts.author.and_then(Element::line);
    comment.time = parts.time.and_then(|time| time_of(time, false)).map(|time| without_number(&time).to_owned());
    comment.votes = parts.votes;
    comment.parent.clone_from(&parts.answered);
    if let Some(body) = parts.body {
        let is_moderated = std::cell::Cell::new(false);
        set_text(&mut comment, body, |inner| {
            // The notice of a moderator that replaces the text.
            if inner.classes().any(|class| class.starts_with("moderat")) {
                is_moderated.set(true);
                return Treat::Skip;
            }
            plainly(inner)
        });
        if comment.text.is_empty() {
            delete(&mut comment);
            if is_moderated.get() {
                mark(&mut comment, Mark::Removed);
            }
        }
    }
    comment
}

/// A time without the number of the comment before it: `vor 8 Stunden` in `#1 — vor 8 Stunden`.
fn without_number(time: &str) -> &str {
    if time.starts_with('#') { time.split(['—', '|', '·']).next_back().unwrap_or(time).trim() } else { time }
}

/// Adds a stub for each link to replies that the page holds back, which has the number of their parent as a parameter.
/// Returns how many replies are held back.
fn add_stubs(tree: &Tree, comments: &mut Vec<Comment>) -> usize {
    let known: std::collections::BTreeSet<String> = comments.iter().map(|comment| comment.id.clone()).collect();
    let mut held = 0;
    for link in tree.elements().filter(|element| element.name() == "a") {
        let addresses = [link.attr("data-url"), link.attr("href")];
        let Some(address) = addresses.into_iter().flatten().find(|address| address.contains("repl")) else { continue };
        let names = ["cid", "comment", "comment_id", "parent", "parent_id"];
        let parent = names.iter().find_map(|name| parameter(address, name));
        let Some(parent) = parent.filter(|parent| known.contains(*parent)) else { continue };
        let Some(number) = link.line().and_then(|line| count(&line)) else { continue };
        let mut stub = common::stub(Some(parent.to_owned()), Some(number));
        stub.origin.span = Some(link.span());
        held += number;
        comments.push(stub);
    }
    comments.order_by_key(|comment| comment.origin.span.map_or(usize::MAX, |span| span.start));
    held
}
