//! WordPress exports (WXR): `wp:comment` inside `item`, of any version. Elements are matched by local name, since real
//! files use any of three namespaces, with either scheme.
//!
//! In comes a whole site, out goes one thread for each item that has comments. The item is the article, and its address
//! the id. The export holds e-mail, network and web addresses of every author; they are not read. Comments in the trash
//! are kept as deleted and without text: the site shows them to nobody, but others may answer them.

use std::collections::BTreeMap;

use super::address::bare as address;
use super::common::{answer_opening, is_url, left_out};
use super::export::{broken, field, person, plain, raw, root};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, fragment};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// Comment types in which shops and plug-ins keep their records, which no page shows.
const RECORDS: [&str; 4] = ["order_note", "webhook_delivery", "action_log", "scheduled-action"];

/// Comment types of reactions that other sites send without words of their own (Webmention).
const REACTIONS: [&str; 11] =
    ["like", "repost", "favorite", "favourite", "bookmark", "follow", "rsvp", "tag", "read", "listen", "watch"];

/// How deep items may be nested. They never are, but end tags may be missing. The limit keeps reading linear.
const NESTED: usize = 64;

/// Whether it is RSS with elements of the export format.
pub fn detect(source: &Source<'_>) -> bool {
    let Some(rss) = root(source).filter(|root| root.local() == "rss") else { return false };
    let declared = rss.attributes().any(|(name, value)| {
        name.starts_with("xmlns")
            && value.split_once("://").is_some_and(|(_, rest)| rest.starts_with("wordpress.org/export/1."))
    });
    declared
        || rss.descendants().any(|element| match element.local() {
            "wxr_version" => true,
            "comment" => element.child("comment_id").is_some(),
            _ => false,
        })
}

/// Reads one thread for each item with comments. An export without comments gives no thread.
///
/// # Errors
/// Never.
#[expect(clippy::unnecessary_wraps, reason = "readers of other formats refuse")]
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    let (mut without_comments, mut records, mut reactions, mut too_deep) = (0, 0, 0, 0);
    // The ends of the items that contain the current one.
    let mut open: Vec<usize> = Vec::new();
    let mut id_counts: BTreeMap<String, usize> = BTreeMap::new();
    let items = root(source).into_iter().flat_map(Element::descendants).filter(|element| element.local() == "item");
    for (index, item) in items.enumerate() {
        while open.pop_if(|end| *end <= item.place()).is_some() {}
        open.push(item.end());
        if open.len() > NESTED {
            too_deep += 1;
            continue;
        }
        let mut comments = Vec::new();
        for element in item.children().filter(|child| is_comment(*child)) {
            let kind = field(element, "comment_type").unwrap_or_default();
            if RECORDS.contains(&kind.as_str()) {
                records += 1;
            } else if REACTIONS.contains(&kind.as_str()) {
                reactions += 1;
            } else {
                comments.push(comment_from(element));
            }
        }
        if comments.is_empty() {
            without_comments += 1;
            continue;
        }
        let mut thread = thread(item, comments, index);
        // Items without an address have that of the site.
        let count = id_counts.entry(thread.id.clone()).or_insert(0_usize);
        *count += 1;
        if *count > 1 {
            thread.id = format!("{}~{count}", thread.id);
        }
        reading.threads.push(thread);
    }
    reading.diagnostics.extend(left_out(without_comments, "items", "nobody commented on them"));
    reading.diagnostics.extend(left_out(too_deep, "items", "they stand too deep inside others"));
    reading.diagnostics.extend(left_out(records, "records of a shop", "they are no comments"));
    reading.diagnostics.extend(left_out(reactions, "reactions of other sites", "they have no words"));
    let comments = reading.threads.iter().flat_map(|thread| &thread.comments);
    let in_trash = comments.filter(|comment| comment.kind == Kind::Deleted).count();
    if in_trash > 0 {
        let message = format!("the words of {in_trash} comments left out: they lie in the trash of the site");
        reading.diagnostics.push(Diagnostic::note("left-out", message));
    }
    reading.diagnostics.extend(broken(source));
    Ok(reading)
}

fn is_comment(element: Element<'_>) -> bool {
    element.local() == "comment" && element.child("comment_id").or(element.child("comment_content")).is_some()
}

fn thread(item: Element<'_>, comments: Vec<Comment>, index: usize) -> Thread {
    let link = field(item, "link").and_then(|link| address(&link));
    let number = field(item, "post_id");
    let title = plain(&unescaped_once(&raw(item, "title")));
    let content = item.children().find(|child| child.name().ends_with("content:encoded")).map(Element::text);
    let body = fragment(&without_shortcodes(&content.unwrap_or_default()), Lines::Kept);
    let text = if body.text.is_empty() { title.clone().unwrap_or_default() } else { body.text };
    let article = Comment {
        kind: Kind::Article,
        author: field(item, "creator").and_then(|name| person(&name)),
        time: time(item, "post_date"),
        text,
        url: field(item, "link").filter(|url| is_url(url)),
        quotes: body.quotes,
        origin: origin(item),
        ..Comment::default()
    };
    let id = link.clone().or_else(|| number.map(|number| format!("post-{number}")));
    let id = id.unwrap_or_else(|| format!("item-{}", index + 1));
    let comments = std::iter::once(article).chain(comments).collect();
    let mut thread = Thread { id, title, key: link, comments, ..Thread::default() };
    answer_opening(&mut thread);
    thread
}

fn comment_from(element: Element<'_>) -> Comment {
    let status = field(element, "comment_approved").unwrap_or_default();
    let words = fragment(&unescaped_once(&raw(element, "comment_content")), Lines::Kept);
    let kind = match field(element, "comment_type").unwrap_or_default().as_str() {
        _ if status == "trash" => Kind::Deleted,
        "pingback" | "trackback" => Kind::Pingback,
        _ => Kind::Comment,
    };
    let marks = match status.as_str() {
        "0" | "hold" => vec![Mark::Pending],
        "spam" => vec![Mark::Spam],
        "trash" => vec![Mark::Removed],
        // The whole article is in the trash; nobody judged this comment.
        "post-trashed" => vec![Mark::Hidden],
        _ => Vec::new(),
    };
    let (text, quotes) = if kind == Kind::Deleted { Default::default() } else { (words.text, words.quotes) };
    Comment {
        id: field(element, "comment_id").unwrap_or_default(),
        kind,
        parent: field(element, "comment_parent").filter(|parent| parent != "0"),
        author: person(&unescaped_once(&raw(element, "comment_author"))),
        time: time(element, "comment_date"),
        text,
        quotes,
        marks,
        origin: origin(element),
        ..Comment::default()
    }
}

/// The time in UTC. If the export has only zeros for it, the local time of the site, whose zone is unknown.
fn time(element: Element<'_>, name: &str) -> Option<String> {
    let utc = field(element, &format!("{name}_gmt")).and_then(|text| when::iso(&text, true));
    utc.or_else(|| field(element, name).and_then(|text| when::iso(&text, false)))
}

fn origin(element: Element<'_>) -> Origin {
    Origin { span: Some(element.span()), ..Origin::default() }
}

/// Unescapes entities that the export escaped twice, such as `&amp;#8217;`. Text about markup, such as `&amp;lt;`,
/// stays.
fn unescaped_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some((before, after)) = remaining.split_once("&amp;") {
        out.push_str(before);
        let name =
            after.get(..after.len().min(12)).or_else(|| after.get(..after.floor_char_boundary(12))).unwrap_or("");
        let is_double = name.split_once(';').is_some_and(|(name, _)| {
            let word = name.strip_prefix('#').unwrap_or(name);
            !["lt", "gt", "amp"].contains(&name)
                && !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        out.push_str(if is_double { "&" } else { "&amp;" });
        remaining = after;
    }
    out.push_str(remaining);
    out
}

/// Removes shortcodes such as `[gallery ids="1,2"]` and `[/caption]`, which are instructions to the site. Only those
/// that cannot be anything else are removed: closing ones, and ones with a value.
fn without_shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut remaining = text;
    while let Some((before, after)) = remaining.split_once('[') {
        out.push_str(before);
        let window = after.get(..after.floor_char_boundary(400)).unwrap_or(after);
        let code = window.split_once(']').map(|(inside, _)| inside).filter(|inside| {
            let name = inside.strip_prefix('/').unwrap_or(inside);
            let word = name.split(|c: char| !(c.is_ascii_lowercase() || c == '_' || c == '-')).next().unwrap_or("");
            !word.is_empty()
                && !inside.contains('[')
                && (inside.starts_with('/') && word.len() == name.len() || inside.contains("=\""))
        });
        if code.is_none() {
            out.push('[');
        }
        remaining = code.map_or(after, |inside| after.get(inside.len() + 1..).unwrap_or_default());
    }
    out.push_str(remaining);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likes_of_other_sites_are_no_comments() {
        let comment = |kind: &str| {
            format!(
                "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>x</wp:comment_content><wp:comment_type>{kind}</wp:comment_type></wp:comment>"
            )
        };
        let comments: String = ["comment", "like", "webmention", "repost"].map(comment).concat();
        let text = format!(
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><title>T</title>{comments}</item></channel></rss>"
        );
        let reading = read(&Source::new(&text), &Options::default()).unwrap();
        let kinds: Vec<Kind> = reading.threads[0].comments.iter().map(|comment| comment.kind).collect();
        assert_eq!(kinds, [Kind::Article, Kind::Comment, Kind::Comment]);
        assert_eq!(reading.diagnostics[0].message, "2 reactions of other sites left out: they have no words");
    }

    #[test]
    fn entities_escaped_twice_are_escaped_once() {
        assert_eq!(
            unescaped_once("l&amp;#8217;été &amp;eacute; &amp;lt;b&amp;gt; R&amp;D &amp; &amp;"),
            "l&#8217;été &eacute; &amp;lt;b&amp;gt; R&amp;D &amp; &amp;"
        );
    }

    #[test]
    fn shortcodes_are_removed() {
        assert_eq!(
            without_shortcodes("a [gallery ids=\"1\"] b [caption id=\"x\"]c[/caption] [sic] [1] [d"),
            "a  b c [sic] [1] [d"
        );
    }
}
