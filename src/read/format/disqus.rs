//! Disqus exports in XML: threads and posts in one list, connected by `dsq:id`. The elements named `id` mean something
//! else and are not used as ids.
//!
//! In comes a whole forum, out goes one thread for each page that has posts. One page often has several threads: under
//! its address with `http` and `https`, with and without a slash, or by number. They are joined, with a note. E-mail
//! and network addresses are not read.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::address::bare as address;
use super::common::{is_url, left_out, marks};
use super::export::{Groups, broken, field, person, plain, raw, root};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, Words, fragment};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// Whether the outermost element is `disqus` and holds posts or threads.
pub fn detect(source: &Source<'_>) -> bool {
    root(source).is_some_and(|root| {
        root.local() == "disqus" && root.children().any(|child| matches!(child.local(), "thread" | "post" | "category"))
    })
}

/// A thread of the export, which belongs to a page.
struct Page<'a> {
    /// Its element; `None` if the export names the thread but does not contain it.
    element: Option<Element<'a>>,
    id: String,
    address: Option<String>,
}

/// Reads one thread for each page with posts. An export without posts gives no thread.
///
/// # Errors
/// Never.
#[expect(clippy::unnecessary_wraps, reason = "readers of other formats refuse")]
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    let Some(root) = root(source) else { return Ok(reading) };
    let mut pages: Vec<Page<'_>> = Vec::new();
    let mut groups = Groups::default();
    let mut index_of: BTreeMap<String, usize> = BTreeMap::new();
    for element in root.children().filter(|child| child.local() == "thread") {
        let Some(id) = element.id() else { continue };
        let index = groups.add();
        index_of.entry(id.to_owned()).or_insert(index);
        let link = field(element, "link").and_then(|link| address(&link));
        // The WordPress plug-in writes "12 https://blog.org/?p=12" into the element `id`.
        let other_id = raw(element, "id");
        for key in other_id.split_whitespace().filter_map(address).chain(link.clone()) {
            groups.tie(index, &key);
        }
        groups.tie(index, &format!("dsq:{id}"));
        pages.push(Page { element: Some(element), id: id.to_owned(), address: link });
    }
    let mut posts: IndexMap<usize, Vec<Comment>> = IndexMap::new();
    let mut orphans = 0;
    for element in root.children().filter(|child| child.local() == "post") {
        let thread_id = element.child("thread").and_then(Element::id).unwrap_or_default().to_owned();
        let index = *index_of.entry(thread_id).or_insert_with_key(|id| {
            pages.push(Page { element: None, id: id.clone(), address: None });
            groups.add()
        });
        orphans += usize::from(pages.get(index).is_some_and(|page| page.element.is_none()));
        posts.entry(groups.first(index)).or_default().push(comment_from(element));
    }
    posts.sort_keys();
    let mut page_groups: BTreeMap<usize, Vec<&Page<'_>>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        page_groups.entry(groups.first(index)).or_default().push(page);
    }
    let mut empty = 0;
    for (first, group) in page_groups {
        let Some(comments) = posts.shift_remove(&first) else {
            empty += group.len();
            continue;
        };
        reading.diagnostics.extend(joined(&group));
        reading.threads.push(thread(&group, comments));
    }
    reading.diagnostics.extend(left_out(empty, "threads", "nobody posted in them"));
    if orphans > 0 {
        let message = format!("{orphans} posts belong to threads that the export does not hold");
        reading
            .diagnostics
            .push(Diagnostic::warning("unknown-thread", message).help("they are kept, each thread apart"));
    }
    reading.diagnostics.extend(broken(source));
    Ok(reading)
}

/// A note that several threads of the export belong to one page.
fn joined(pages: &[&Page<'_>]) -> Option<Diagnostic> {
    let first = pages.first().filter(|_| pages.len() > 1)?;
    let name = first.address.as_deref().unwrap_or(&first.id);
    let message = format!("{} threads of one page joined: {name}", pages.len());
    Some(Diagnostic::note("joined-threads", message).about(first.id.clone()))
}

/// One thread of the posts on these pages, which are one page.
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
            url: field(element, "link").filter(|url| is_url(url)),
            origin: Origin { span: Some(element.span()), ..Origin::default() },
            ..Comment::default()
        })
    });
    let id = pages.first().map(|page| page.id.clone()).unwrap_or_default();
    Thread { id, title, key, comments: opening.into_iter().chain(posts).collect(), ..Thread::default() }
}

fn comment_from(post: Element<'_>) -> Comment {
    let is = |name: &str| field(post, name).is_some_and(|value| value == "true" || value == "1");
    let is_deleted = is("isDeleted");
    let words = if is_deleted { Words::default() } else { fragment(&raw(post, "message"), Lines::Joined) };
    let marks = marks([(Mark::Spam, is("isSpam"))]);
    Comment {
        id: post.id().unwrap_or_default().to_owned(),
        kind: if is_deleted { Kind::Deleted } else { Kind::Comment },
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

/// The displayed name, or that of the account if there is none. Guests have the name that they typed.
fn author(element: Element<'_>) -> Option<String> {
    let author = element.child("author")?;
    person(&raw(author, "name")).or_else(|| person(&raw(author, "username")))
}
