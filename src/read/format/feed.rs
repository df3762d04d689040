//! Feeds of comments, in Atom, RSS 2.0 and RSS 1.0.
//!
//! In comes a feed, out goes a thread for each page that its entries comment on. `thr:in-reply-to` (RFC 4685) says what
//! an entry answers, or Blogger's link to the related comment, or, in feeds of WordPress, a line such as *In reply to
//! X.* before the text, which is removed from it. Feeds of Discourse name no parent, only quotations. A feed whose
//! entries do not look like comments is a list of articles, and refused. Most feeds hold the latest ten or twenty-five
//! entries, newest first; they are put in the order in which they were written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::address::bare as address;
use super::common::{marks, stub};
use super::export::{Groups, broken, comment_number, field, person, plain, raw, root};
use crate::lang;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, html, plainly};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin, Quote, Thread};

const HELP: &str = "save the feed of the comments (on WordPress the address of the article with feed/ behind it), or the \
                    page itself";

/// Whether it is a feed.
pub fn detect(source: &Source<'_>) -> bool {
    let atom = ["entry", "title", "id", "link", "updated", "in-reply-to"];
    root(source).is_some_and(|root| match root.local() {
        "feed" => root.children().any(|child| atom.contains(&child.local())),
        "rss" => root.child("channel").is_some(),
        "RDF" => root.children().any(|child| matches!(child.local(), "channel" | "item")),
        _ => false,
    })
}

/// Reads one thread for each page that has comments.
///
/// # Errors
/// When its entries are articles, or it has none.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let refuse = |why: &str| ReadError::Unusable { what: "a feed", why: why.to_owned(), help: HELP };
    let Some(root) = root(source) else { return Err(refuse("nothing in it can be read")) };
    let channel = root.child("channel").unwrap_or(root);
    let items = root.children().chain(channel.children().filter(|_| channel != root));
    let items = items.filter(|element| matches!(element.local(), "item" | "entry"));
    let entries: Vec<Entry<'_>> = items.map(Entry::of).collect();
    if entries.is_empty() {
        return Err(refuse("it has no entries"));
    }
    let is_titled = field(channel, "title").is_some_and(|title| is_about_comments(&title));
    if !is_titled && !entries.iter().any(|entry| entry.is_comment) {
        return Err(refuse("its entries are articles, not comments"));
    }
    let mut reading = Reading { threads: threads(channel, entries, is_titled), ..Reading::default() };
    reading.diagnostics.extend(broken(source));
    Ok(reading)
}

/// How the title of a feed of comments begins.
static ABOUT: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.feed_titles));

fn is_about_comments(title: &str) -> bool {
    let title = title.to_lowercase();
    ABOUT.iter().any(|word| title.starts_with(word))
}

/// An entry before its thread is known.
struct Entry<'a> {
    element: Element<'a>,
    /// Its id in the feed.
    name: String,
    /// The id of its comment.
    id: String,
    /// What it answers: the id in the feed, and the id of the comment.
    answers: Option<(String, String)>,
    /// The address of the page that it is on.
    page: Option<String>,
    /// Whether something about it shows that it is a comment.
    is_comment: bool,
    words: Words,
    time: Option<String>,
}

impl<'a> Entry<'a> {
    fn of(element: Element<'a>) -> Self {
        let related = link(element, "related").filter(|href| href.contains("/comments/default/"));
        let link = link(element, "alternate").map(str::to_owned).or_else(|| field(element, "link")).unwrap_or_default();
        let name = field(element, "guid").or_else(|| field(element, "id"));
        let name = name.or_else(|| element.attr("about").map(str::to_owned)).unwrap_or_else(|| link.clone());
        let reply = element.child("in-reply-to");
        let answers = related.or(reply.and_then(|reply| reply.attr("ref")));
        let answers = answers.map(|id| (id.trim().to_owned(), short(id.trim()).to_owned()));
        let post = discourse(&name, &link);
        let is_comment = reply.is_some() || post.is_some() || is_comment_id(&name) || is_comment_id(&link);
        let topic = post.as_ref().and_then(|(page, _)| address(page));
        let page = topic.or_else(|| reply.and_then(|reply| reply.attr("href")).and_then(address));
        let time = ["published", "issued", "updated", "date"].iter().find_map(|name| field(element, name));
        let time = time.and_then(|time| when::iso(&time, false));
        let mut entry = Entry {
            element,
            id: post.map_or_else(|| short(&name).to_owned(), |(_, number)| number),
            name,
            answers,
            page: page.or_else(|| address(&link)),
            is_comment,
            words: Words::default(),
            time: time.or_else(|| field(element, "pubDate").and_then(|time| when::mail(&time))),
        };
        entry.set_words(&link);
        entry
    }

    /// Sets its words, without the line before them that says what it answers. `own` is its own address.
    fn set_words(&mut self, own: &str) {
        let child_with_text = |name: &str| {
            let child = self.element.children().find(|child| child.local() == name)?;
            Some((child, child.text())).filter(|(_, text)| !text.trim().is_empty())
        };
        let content = ["encoded", "content", "description", "summary"].into_iter().find_map(child_with_text);
        let Some((content, text)) = content else { return };
        let text = if content.attr("type") == Some("text") { escaped(&text) } else { text };
        // Discourse ends every item with a link to the item itself, "Read full topic".
        let is_own_link = |element: &Element<'_>| element.name() == "a" && element.attr("href") == Some(own);
        let treat = |element: Element<'_>| if is_own_link(&element) { Treat::Skip } else { quoting(element) };
        let words = fragment_with(&text, Lines::Joined, treat);
        self.words = match in_reply_to(&text, &words.text) {
            Some((answered, length)) => {
                if self.answers.is_none() {
                    self.answers = Some((format!("#comment-{answered}"), answered));
                }
                without_start(&words, length)
            }
            None => words,
        };
    }

    fn is_deleted(&self) -> bool {
        let removed = |child: Element<'_>| {
            child.attr("name") == Some("blogger.contentRemoved") && child.attr("value") == Some("true")
        };
        self.element.children().any(removed)
    }

    fn author(&self) -> Option<String> {
        let author = self.element.child("author");
        let name = author.and_then(|author| field(author, "name")).or_else(|| field(self.element, "creator"));
        if let Some(name) = name {
            return person(&name);
        }
        // RSS: "a@b.org (Name)". WordPress: "By: Name".
        let address = author.and_then(Element::line);
        if let Some((_, name)) = address.as_deref().and_then(|text| text.strip_suffix(')')?.split_once('(')) {
            return person(name);
        }
        let title = plain(&raw(self.element, "title"))?;
        let (by, name) = title.split_once(':')?;
        if by.trim().chars().count() <= 4 { person(name) } else { None }
    }
}

/// Plain text as equivalent markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>")
}

/// Quotations in Discourse name the quoted post. Their heading with the name and picture of its author is skipped.
fn quoting(element: Element<'_>) -> Treat {
    if element.name() == "aside" && element.has_class("quote") {
        return Treat::Quote(element.attr("data-post").map(str::to_owned));
    }
    let title = element.name() == "div" && element.has_class("title");
    if title && element.parent().is_some_and(|parent| parent.has_class("quote")) {
        Treat::Skip
    } else {
        plainly(element)
    }
}

/// The address of an Atom link with this relation. A link without `rel` leads to the page.
fn link<'a>(element: Element<'a>, rel: &str) -> Option<&'a str> {
    let is = |link: &Element<'_>| link.local() == "link" && link.attr("rel").unwrap_or("alternate") == rel;
    element.children().find(is).and_then(|link| link.attr("href"))
}

/// Whether an id or address belongs to a comment and not to a page: `#comment-12`, `#c12`, `#post-3`, `t1_abc`.
fn is_comment_id(text: &str) -> bool {
    let is_numbered = text.rsplit_once('#').is_some_and(|(_, fragment)| {
        let name = fragment.trim_end_matches(|c: char| c.is_ascii_digit());
        fragment.len() > name.len()
            && ["comment", "c", "post", "p", "reply"].contains(&name.trim_end_matches(['-', '_']))
    });
    is_numbered || text.starts_with("t1_") || text.contains("showComment=") || text.contains("/comments/default/")
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// The id of a comment without the prefix that all ids of the feed have.
fn short(id: &str) -> &str {
    let blogger = id.strip_prefix("tag:blogger.com,").and_then(|rest| rest.rsplit_once(".post-"));
    let related = id.rsplit_once("/comments/default/");
    comment_number(id).or_else(|| blogger.or(related).and_then(|(_, number)| digits(number))).unwrap_or(id)
}

/// The address of the topic of a Discourse post, and the number of the post in it. Ids end in `-post-TOPIC-NUMBER` or
/// `-post-ID`, addresses in `#post_NUMBER` or `/t/TITLE/TOPIC/NUMBER`.
fn discourse(name: &str, link: &str) -> Option<(String, String)> {
    let (_, numbers) = name.rsplit_once("-post-")?;
    let (first, second) = numbers.split_once('-').map_or((numbers, None), |(topic, number)| (topic, Some(number)));
    digits(first)?;
    let (page, fragment) = link.split_once('#').unwrap_or((link, ""));
    let (topic, last) = page.trim_end_matches('/').rsplit_once('/')?;
    let has_number = digits(last).is_some() && topic.rsplit('/').next().and_then(digits).is_some();
    let page = if has_number { topic } else { page };
    let number = second.or(fragment.strip_prefix("post_")).or(has_number.then_some(last));
    Some((page.to_owned(), digits(number?)?.to_owned()))
}

/// How WordPress writes *In reply to* before the name of the author of the other comment.
static IN_REPLY: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.in_reply_to));

/// The number of the comment that the first line says is answered, and the length of that line in bytes. The line is
/// *In reply to*, a link to a comment, and a full stop.
fn in_reply_to(markup: &str, text: &str) -> Option<(String, usize)> {
    let start = text.get(..text.floor_char_boundary(32)).unwrap_or(text).to_lowercase();
    let prefix = IN_REPLY.iter().find(|prefix| start.starts_with(**prefix))?;
    // Cut before parsing: the line is short, but the comment may be long.
    let head = markup.get(..markup.floor_char_boundary(2000)).unwrap_or(markup);
    let tree = html(head);
    let link = tree.root().find(|element| element.name() == "a")?;
    let answered = link.attr("href").and_then(comment_number)?;
    let name = link.line().unwrap_or_default();
    let after_name = text.get(prefix.len()..)?.trim_start().strip_prefix(name.as_str())?;
    let body = after_name.trim_start().strip_prefix('.')?;
    Some((answered.to_owned(), text.len() - body.trim_start().len()))
}

/// Words without their first `length` bytes.
fn without_start(words: &Words, length: usize) -> Words {
    let text = words.text.get(length..).unwrap_or_default().to_owned();
    let quotes = words.quotes.iter().filter(|quote| quote.span.start >= length);
    let quotes = quotes.map(|quote| Quote {
        span: Span::new(quote.span.start - length, quote.span.end - length),
        to: quote.to.clone(),
    });
    Words { quotes: quotes.collect(), text }
}

/// Groups the entries by page, oldest first. `is_titled`: whether the title of the feed says that it holds comments.
fn threads(channel: Element<'_>, mut entries: Vec<Entry<'_>>, is_titled: bool) -> Vec<Thread> {
    let first = entries.iter().find_map(|entry| entry.time.as_deref());
    let last = entries.iter().rev().find_map(|entry| entry.time.as_deref());
    if first > last {
        entries.reverse();
    }
    let mut groups = Groups::default();
    let names: BTreeSet<String> = entries.iter().map(|entry| entry.name.clone()).collect();
    let ids: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    for entry in &entries {
        let index = groups.add();
        groups.tie(index, &format!("id:{}", entry.name));
        if let Some((name, _)) = entry.answers.as_ref().filter(|(name, _)| name.contains(':')) {
            groups.tie(index, &format!("id:{name}"));
        }
        groups.tie(index, entry.page.as_deref().unwrap_or(""));
    }
    let mut pages: BTreeMap<usize, Vec<Entry<'_>>> = BTreeMap::new();
    for (index, entry) in entries.into_iter().enumerate() {
        pages.entry(groups.first(index)).or_default().push(entry);
    }
    let is_single = pages.len() == 1;
    let mut threads: Vec<Thread> = Vec::new();
    for (index, entries) in pages.into_values().enumerate() {
        let page = entries.iter().find_map(|entry| entry.page.clone());
        let title = if is_single { subject(channel) } else { None };
        let title = title.or_else(|| entries.first().and_then(title_of));
        let comments = entries.into_iter().map(|entry| comment_from(entry, is_titled, &names, &ids)).collect();
        let id = page.clone().unwrap_or_else(|| format!("feed-{}", index + 1));
        let mut thread = Thread { id, title, key: page, comments, ..Thread::default() };
        if is_single {
            add_stub(channel, &mut thread);
        }
        threads.push(thread);
    }
    threads
}

fn comment_from(entry: Entry<'_>, is_titled: bool, names: &BTreeSet<String>, ids: &BTreeSet<String>) -> Comment {
    let is_deleted = entry.is_deleted();
    let is_reply = entry.is_comment || entry.answers.is_some() || is_titled;
    let is_opening = !is_reply || entry.name.contains("-post-") && entry.id == "1";
    // An entry that answers something other than a comment answers the page itself, which is not in the feed.
    let parent =
        entry.answers.as_ref().filter(|(name, id)| names.contains(name) || ids.contains(id) || is_comment_id(name));
    let [published, updated] = ["published", "updated"].map(|name| field(entry.element, name));
    let is_edited = published.zip(updated).is_some_and(|(one, two)| one.get(..19) != two.get(..19));
    let kind = match (is_deleted, is_opening) {
        (true, _) => Kind::Deleted,
        (_, true) => Kind::Post,
        _ => Kind::Comment,
    };
    let parent = parent.map(|(_, id)| id.clone());
    let author = entry.author();
    let words = if is_deleted { Words::default() } else { entry.words };
    Comment {
        id: entry.id,
        kind,
        parent,
        author,
        time: entry.time,
        text: words.text,
        quotes: words.quotes,
        marks: marks([(Mark::Edited, is_edited)]),
        origin: Origin { span: Some(entry.element.span()), ..Origin::default() },
        ..Comment::default()
    }
}

/// The title of the page, from the title of the feed of its comments: *Comments on: TITLE*.
fn subject(channel: Element<'_>) -> Option<String> {
    let title = plain(&raw(channel, "title"))?;
    if !is_about_comments(&title) {
        return Some(title);
    }
    title.split_once(':').map(|(_, subject)| subject.trim().to_owned()).filter(|subject| !subject.is_empty())
}

/// The title of the page, from the title of an entry: *Comment on TITLE by NAME*, or the title of a topic.
fn title_of(entry: &Entry<'_>) -> Option<String> {
    let title = plain(&raw(entry.element, "title"))?;
    if !is_about_comments(&title) {
        return entry.name.contains("-post-").then_some(title);
    }
    let by = entry.author()?;
    let (before_by, _) = title.strip_suffix(by.as_str())?.trim_end().rsplit_once(' ')?;
    let words: Vec<&str> = before_by.split_whitespace().skip(2).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Adds a stub for the comments on later pages of a Blogger feed, which says how many there are.
fn add_stub(channel: Element<'_>, thread: &mut Thread) {
    let number = |name: &str| field(channel, name).and_then(|text| text.parse::<usize>().ok());
    let Some(total) = number("totalResults").filter(|_| is_about_comments(&raw(channel, "title"))) else { return };
    thread.announced = Some(total);
    let seen = number("startIndex").unwrap_or(1).max(1) - 1 + thread.comments.len();
    if total > seen && link(channel, "next").is_some() {
        thread.comments.push(stub(None, Some(total - seen)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_names_the_parent_is_not_text() {
        let markup = "<p>En réponse à <a href=\"https://a.org/x/#comment-12\">Jean D.</a>.</p><p>Oui.</p>";
        let words = fragment_with(markup, Lines::Joined, quoting);
        let (answered, length) = in_reply_to(markup, &words.text).unwrap();
        assert_eq!((answered.as_str(), without_start(&words, length).text.as_str()), ("12", "Oui."));
        let markup = "<p>In reply to <a href='https://b.org/'>the study</a>. No.</p>";
        assert_eq!(in_reply_to(markup, &fragment_with(markup, Lines::Joined, quoting).text), None);
        let markup = "<p>In reply to <a href='https://b.org/#comment-3'>Ann</a>, who is wrong: no.</p>";
        assert_eq!(in_reply_to(markup, &fragment_with(markup, Lines::Joined, quoting).text), None);
    }

    #[test]
    fn discourse_posts_have_a_number_in_their_topic() {
        for (name, link) in [
            ("d.org-post-519-13", "https://d.org/t/a-title/519/13"),
            ("d.org-post-20170", "https://d.org/t/a-title/519#post_13"),
            ("d.org-post-20170", "https://d.org/t/a-title/519/13"),
        ] {
            let (topic, number) = discourse(name, link).unwrap();
            assert_eq!((topic.as_str(), number.as_str()), ("https://d.org/t/a-title/519", "13"), "{link}");
        }
        assert_eq!(discourse("https://blog.org/my-post-about", "https://blog.org/my-post-about"), None);
    }
}
