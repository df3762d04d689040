//! Disqus exports in XML: threads and posts in one list, tied by `dsq:id`; the elements called `id` mean something else
//! and are never used.
//!
//! In comes a whole forum, out goes one thread for each page that has posts. One page often has several threads, under
//! its address with `http` and `https`, with and without a slash, by number: they are joined, and it is said. Addresses of
//! mail and network are not read.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::address::bare as address;
use super::common::left_out;
use super::export::{Groups, broken, field, person, plain, raw, root};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, Words, fragment};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// Whether the outermost element is `disqus`, with posts or threads in it.
pub fn detect(source: &Source<'_>) -> bool {
    root(source).is_some_and(|root| {
        root.local() == "disqus" && root.children().any(|child| matches!(child.local(), "thread" | "post" | "category"))
    })
}

/// What is known of a page.
struct Page<'a> {
    element: Option<Element<'a>>,
    id: String,
    address: Option<String>,
}

/// One thread for each page with posts.
///
/// # Errors
/// Never: an export without posts gives no thread, and says so.
#[expect(clippy::unnecessary_wraps, reason = "readers of other formats refuse")]
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    let Some(root) = root(source) else { return Ok(reading) };
    let mut pages: Vec<Page<'_>> = Vec::new();
    let mut groups = Groups::default();
    let mut place_of: BTreeMap<String, usize> = BTreeMap::new();
    for element in root.children().filter(|child| child.local() == "thread") {
        let Some(id) = element.id() else { continue };
        let at = groups.add();
        place_of.entry(id.to_owned()).or_insert(at);
        let link = field(element, "link").and_then(|link| address(&link));
        // The WordPress plug-in writes "12 https://blog.org/?p=12" into the other id.
        let others = raw(element, "id");
        for key in others.split_whitespace().filter_map(address).chain(link.clone()) {
            groups.tie(at, &key);
        }
        groups.tie(at, &format!("dsq:{id}"));
        pages.push(Page { element: Some(element), id: id.to_owned(), address: link });
    }
    let mut posts: IndexMap<usize, Vec<Comment>> = IndexMap::new();
    let mut astray = 0;
    for element in root.children().filter(|child| child.local() == "post") {
        let of = element.child("thread").and_then(Element::id).unwrap_or_default().to_owned();
        let at = *place_of.entry(of).or_insert_with_key(|id| {
            pages.push(Page { element: None, id: id.clone(), address: None });
            groups.add()
        });
        astray += usize::from(pages.get(at).is_some_and(|page| page.element.is_none()));
        posts.entry(groups.first(at)).or_default().push(comment(element));
    }
    posts.sort_keys();
    let mut with: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..pages.len() {
        with.entry(groups.first(at)).or_default().push(at);
    }
    let mut silent = 0;
    for (first, of) in with {
        let Some(comments) = posts.shift_remove(&first) else {
            silent += of.len();
            continue;
        };
        let of: Vec<&Page<'_>> = of.iter().filter_map(|at| pages.get(*at)).collect();
        reading.diagnostics.extend(joined(&of));
        reading.threads.push(thread(&of, comments));
    }
    reading.diagnostics.extend(left_out(silent, "threads", "nobody posted in them"));
    if astray > 0 {
        let message = format!("{astray} posts belong to threads that the export does not hold");
        reading
            .diagnostics
            .push(Diagnostic::warning("unknown-thread", message).help("they are kept, each thread apart"));
    }
    reading.diagnostics.extend(broken(source));
    Ok(reading)
}

fn joined(pages: &[&Page<'_>]) -> Option<Diagnostic> {
    let first = pages.first().filter(|_| pages.len() > 1)?;
    let where_ = first.address.as_deref().unwrap_or(&first.id);
    let message = format!("{} threads of one page joined: {where_}", pages.len());
    Some(Diagnostic::note("joined-threads", message).about(first.id.clone()))
}

fn thread(pages: &[&Page<'_>], posts: Vec<Comment>) -> Thread {
    let elements = || pages.iter().filter_map(|page| page.element);
    let title = elements().find_map(|element| plain(&raw(element, "title")));
    let key = pages.iter().find_map(|page| page.address.clone());
    let opening = elements().find_map(|element| {
        let words = fragment(&raw(element, "message"), Lines::Joined);
        (!words.text.is_empty()).then(|| Comment {
            kind: Kind::Article,
            author: author(element),
            time: field(element, "createdAt").and_then(|time| when::iso(&time, true)),
            text: words.text,
            quotes: words.quotes,
            origin: Origin { span: Some(element.span()), ..Origin::default() },
            ..Comment::default()
        })
    });
    let id = pages.first().map(|page| page.id.clone()).unwrap_or_default();
    Thread { id, title, key, comments: opening.into_iter().chain(posts).collect(), ..Thread::default() }
}

fn comment(post: Element<'_>) -> Comment {
    let is = |name: &str| field(post, name).is_some_and(|value| value == "true" || value == "1");
    let deleted = is("isDeleted");
    let words = if deleted { Words::default() } else { fragment(&raw(post, "message"), Lines::Joined) };
    let marks = [(is("isSpam"), Mark::Spam)].into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
    Comment {
        id: post.id().unwrap_or_default().to_owned(),
        kind: if deleted { Kind::Deleted } else { Kind::Comment },
        parent: post.child("parent").and_then(Element::id).map(str::to_owned),
        author: author(post),
        time: field(post, "createdAt").and_then(|time| when::iso(&time, true)),
        text: words.text,
        quotes: words.quotes,
        marks,
        origin: Origin { span: Some(post.span()), ..Origin::default() },
        ..Comment::default()
    }
}

/// The name shown, or the name of the account where none is. Guests have the name that they typed.
fn author(element: Element<'_>) -> Option<String> {
    let author = element.child("author")?;
    person(&raw(author, "name")).or_else(|| person(&raw(author, "username")))
}
