//! WordPress exports (WXR): `wp:comment` inside `item`, any version, matched by local names since the namespace of real
//! files is any of three versions with either scheme.
//!
//! In comes a whole site, out goes one thread for each item that has comments: the item is the article, named by its
//! address. Addresses of mail, network and web that the export holds for every comment are not read. Comments that were
//! thrown away stay as deleted ones, without their words: the site shows them to nobody, and others may answer them.

use std::collections::BTreeMap;

use super::address::bare as address;
use super::common::answer_opening;
use super::common::left_out;
use super::export::{broken, field, person, plain, raw, root};
use crate::diagnostic::Diagnostic;
use crate::read::format::reader::Reading;
use crate::read::markup::{Element, Lines, fragment};
use crate::read::{error::ReadError, options::Options, source::Source, when};
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// What shops and plug-ins keep among the comments: records of machines, never shown on a page.
const RECORDS: [&str; 4] = ["order_note", "webhook_delivery", "action_log", "scheduled-action"];

/// How many items may stand one inside the other: none do, but end tags may be missing. It keeps reading linear.
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

/// One thread for each item with comments.
///
/// # Errors
/// Never: an export without comments gives no thread, and says so.
#[expect(clippy::unnecessary_wraps, reason = "readers of other formats refuse")]
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    let (mut silent, mut records, mut deep) = (0, 0, 0);
    // Where the items end in which the next one stands.
    let mut open: Vec<usize> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let items = root(source).into_iter().flat_map(Element::descendants).filter(|element| element.local() == "item");
    for (place, item) in items.enumerate() {
        while open.pop_if(|end| *end <= item.place()).is_some() {}
        open.push(item.end());
        if open.len() > NESTED {
            deep += 1;
            continue;
        }
        let mut comments = Vec::new();
        for element in item.children().filter(|child| is_comment(*child)) {
            if RECORDS.contains(&field(element, "comment_type").unwrap_or_default().as_str()) {
                records += 1;
            } else {
                comments.push(comment(element));
            }
        }
        if comments.is_empty() {
            silent += 1;
            continue;
        }
        let mut thread = thread(item, comments, place);
        // Items without an address of their own share that of the site.
        let count = taken.entry(thread.id.clone()).or_insert(0_usize);
        *count += 1;
        if *count > 1 {
            thread.id = format!("{}~{count}", thread.id);
        }
        reading.threads.push(thread);
    }
    reading.diagnostics.extend(left_out(silent, "items", "nobody commented on them"));
    reading.diagnostics.extend(left_out(deep, "items", "they stand too deep inside others"));
    reading.diagnostics.extend(left_out(records, "records of a shop", "they are no comments"));
    let thrown =
        reading.threads.iter().flat_map(|thread| &thread.comments).filter(|comment| comment.kind == Kind::Deleted);
    let thrown = thrown.count();
    if thrown > 0 {
        let message = format!("the words of {thrown} comments left out: they lie in the trash of the site");
        reading.diagnostics.push(Diagnostic::note("left-out", message));
    }
    reading.diagnostics.extend(broken(source));
    Ok(reading)
}

fn is_comment(element: Element<'_>) -> bool {
    element.local() == "comment" && element.child("comment_id").or(element.child("comment_content")).is_some()
}

fn thread(item: Element<'_>, comments: Vec<Comment>, place: usize) -> Thread {
    let link = field(item, "link").and_then(|link| address(&link));
    let number = field(item, "post_id");
    let title = plain(&entities_once(&raw(item, "title")));
    let content = item.children().find(|child| child.name().ends_with("content:encoded")).map(Element::text);
    let body = fragment(&shortcodes_off(&content.unwrap_or_default()), Lines::Kept);
    let text = if body.text.is_empty() { title.clone().unwrap_or_default() } else { body.text };
    let article = Comment {
        kind: Kind::Article,
        author: field(item, "creator").and_then(|name| person(&name)),
        time: time(item, "post_date"),
        text,
        quotes: body.quotes,
        origin: origin(item),
        ..Comment::default()
    };
    let id = link.clone().or_else(|| number.map(|number| format!("post-{number}")));
    let id = id.unwrap_or_else(|| format!("item-{}", place + 1));
    let comments = std::iter::once(article).chain(comments).collect();
    let mut thread = Thread { id, title, key: link, comments, ..Thread::default() };
    answer_opening(&mut thread);
    thread
}

fn comment(element: Element<'_>) -> Comment {
    let status = field(element, "comment_approved").unwrap_or_default();
    let words = fragment(&entities_once(&raw(element, "comment_content")), Lines::Kept);
    let kind = match field(element, "comment_type").unwrap_or_default().as_str() {
        _ if status == "trash" => Kind::Deleted,
        "pingback" | "trackback" => Kind::Pingback,
        _ => Kind::Comment,
    };
    let marks = match status.as_str() {
        "0" | "hold" => vec![Mark::Pending],
        "spam" => vec![Mark::Spam],
        "trash" => vec![Mark::Removed],
        // The article was thrown away with all its comments: nothing is said about this one.
        "post-trashed" => vec![Mark::Hidden],
        _ => Vec::new(),
    };
    let (text, quotes) = if kind == Kind::Deleted { Default::default() } else { (words.text, words.quotes) };
    Comment {
        id: field(element, "comment_id").unwrap_or_default(),
        kind,
        parent: field(element, "comment_parent").filter(|parent| parent != "0"),
        author: person(&entities_once(&raw(element, "comment_author"))),
        time: time(element, "comment_date"),
        text,
        quotes,
        marks,
        origin: origin(element),
        ..Comment::default()
    }
}

/// The time in UTC; where the export has only zeros for it, that of the site's clock, of which the zone is not known.
fn time(element: Element<'_>, name: &str) -> Option<String> {
    let utc = field(element, &format!("{name}_gmt")).and_then(|text| when::iso(&text, true));
    utc.or_else(|| field(element, name).and_then(|text| when::iso(&text, false)))
}

fn origin(element: Element<'_>) -> Origin {
    Origin { span: Some(element.span()), ..Origin::default() }
}

/// Entities that were escaped twice on the way into the export, such as `&amp;#8217;`. What somebody wrote about markup,
/// `&amp;lt;`, stays.
fn entities_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&amp;") {
        out.push_str(before);
        let name =
            after.get(..after.len().min(12)).or_else(|| after.get(..after.floor_char_boundary(12))).unwrap_or("");
        let twice = name.split_once(';').is_some_and(|(name, _)| {
            let word = name.strip_prefix('#').unwrap_or(name);
            !["lt", "gt", "amp"].contains(&name)
                && !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        out.push_str(if twice { "&" } else { "&amp;" });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Shortcodes such as `[gallery ids="1,2"]` and `[/caption]` are instructions to the site, not words. Only those that
/// look like nothing else are taken off: a closing one, or one with a value.
fn shortcodes_off(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
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
        rest = code.map_or(after, |inside| after.get(inside.len() + 1..).unwrap_or_default());
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_escaped_twice_are_escaped_once() {
        assert_eq!(
            entities_once("l&amp;#8217;été &amp;eacute; &amp;lt;b&amp;gt; R&amp;D &amp; &amp;"),
            "l&#8217;été &eacute; &amp;lt;b&amp;gt; R&amp;D &amp; &amp;"
        );
    }

    #[test]
    fn shortcodes_are_no_words() {
        assert_eq!(
            shortcodes_off("a [gallery ids=\"1\"] b [caption id=\"x\"]c[/caption] [sic] [1] [d"),
            "a  b c [sic] [1] [d"
        );
    }
}
