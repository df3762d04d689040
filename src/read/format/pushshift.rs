//! Dumps of Reddit, one comment or post a line: Pushshift and Arctic Shift, and what their interfaces give as a list.
//!
//! Comments and posts may be mixed, and those of many threads: a thread is what has one `link_id`. Types drift from year to
//! year (`created_utc` is a number, a number with a fraction or a string, `edited` a time or a truth value, `parent_id` a
//! number or null for a while), and strings may hold halves of characters: a line that the strict parser refuses is read by
//! the lenient one. Whether a text is escaped is told line by line (see [`super::markdown`]), since dumps mix sources.

use serde::Deserialize;

use super::common::cut_off;
use super::markdown;
use super::reddit::bare;
use crate::read::json::{Json, Value};
use crate::read::loose::Loose;
use crate::read::stream::line_format::{Found, Line, LineFormat};
use crate::read::stream::lines::{self, Gathering};
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin, Thread};

/// The dump, line by line.
pub(in crate::read) const LINES: LineFormat = LineFormat {
    name: "pushshift",
    comment,
    follows: false,
    finish,
    unusable: |lines, first| ReadError::Unusable {
        what: "a dump of Reddit",
        why: format!("not one of {lines} lines can be read as a comment or post ({first})"),
        help: "each line must be one JSON object with an \"id\" and a \"body\" or a \"title\"",
    },
    help: "the other lines are used; each must be one JSON object with an \"id\" and a \"body\" or a \"title\"",
};

/// Whether most of the first lines, or of the items of a list, are comments or posts of Reddit without an envelope.
pub fn detect(source: &Source<'_>) -> bool {
    if !source.text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    if source.has_mostly(is_row) {
        return true;
    }
    document(source).is_some_and(|list| list.items().next().is_some_and(is_row))
        || source.json().and_then(Json::root).is_some_and(is_row)
}

/// The list of records, where the input is one document.
fn document<'s>(source: &'s Source<'_>) -> Option<Value<'s>> {
    let root = source.json()?.root()?;
    if root.is_array() { Some(root) } else { root.get("data").filter(|data| data.is_array()) }
}

/// Whether it is a comment or post of Reddit.
fn is_row(value: Value<'_>) -> bool {
    let string = |name: &str| value.get(name).and_then(Value::str);
    let starts = |name: &str, with: &str| string(name).is_some_and(|text| text.starts_with(with));
    let is_timed = value.get("created_utc").is_some_and(|time| time.is_number() || time.is_string());
    let is_comment = string("body").is_some() && (starts("link_id", "t3_") || starts("parent_id", "t3_"));
    let is_post = string("title").is_some()
        && is_timed
        && (string("selftext").is_some()
            || value.get("is_self").is_some_and(Value::is_bool)
            || starts("permalink", "/r/"));
    value.get("id").is_some_and(|id| id.is_string() || id.is_number()) && (is_comment || is_post)
}

/// Reads it.
///
/// # Errors
/// When there are lines, and not one of them can be read.
pub fn read(source: &Source<'_>, options: &Options) -> Result<Reading, ReadError> {
    let is_list = source.text.trim_start().starts_with('[');
    let is_wrapped = || document(source).is_some_and(|list| list.items().next().is_some_and(is_row));
    if !is_list && !is_wrapped() {
        return lines::read(source, options, &LINES);
    }
    let (Some(json), Some(list)) = (source.json(), document(source)) else { return Ok(Reading::default()) };
    let mut gathering = Gathering::default();
    for (at, item) in list.items().enumerate() {
        if let Ok(Some(found)) = Row::of(item).found(item.span(), None, at + 1) {
            gathering.take(found);
        }
    }
    let diagnostics = cut_off(json.broken, source.text).into_iter().collect();
    Ok(Reading { threads: gathering.threads(&LINES), diagnostics })
}

fn finish(thread: &mut Thread) {
    thread.key = (!thread.id.is_empty()).then(|| format!("reddit/{}", thread.id));
}

/// What one line says.
fn comment(line: &Line<'_>) -> Result<Option<Found>, String> {
    match serde_json::from_str::<Row<'_>>(line.text) {
        Ok(row) => row.found(line.span, Some(line.number), line.number),
        Err(error) => {
            let json = Json::parse(line.text.trim());
            match json.root().filter(|root| root.is_object() && json.broken.is_none()) {
                Some(root) => Row::of(root).found(line.span, Some(line.number), line.number),
                None => Err(error.to_string().replace(" at line 1 column ", " at column ")),
            }
        }
    }
}

/// One record. Unknown fields are dropped.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Row<'a> {
    #[serde(borrow)]
    id: Loose<'a>,
    #[serde(borrow)]
    link_id: Loose<'a>,
    #[serde(borrow)]
    parent_id: Loose<'a>,
    #[serde(borrow)]
    author: Loose<'a>,
    #[serde(borrow)]
    created_utc: Loose<'a>,
    #[serde(borrow)]
    body: Loose<'a>,
    #[serde(borrow)]
    body_html: Loose<'a>,
    #[serde(borrow)]
    title: Loose<'a>,
    #[serde(borrow)]
    selftext: Loose<'a>,
    #[serde(borrow)]
    selftext_html: Loose<'a>,
    #[serde(borrow)]
    score: Loose<'a>,
    #[serde(borrow)]
    score_hidden: Loose<'a>,
    #[serde(borrow)]
    edited: Loose<'a>,
    #[serde(borrow)]
    distinguished: Loose<'a>,
    #[serde(borrow)]
    stickied: Loose<'a>,
    #[serde(borrow)]
    collapsed: Loose<'a>,
    #[serde(borrow)]
    num_comments: Loose<'a>,
    #[serde(borrow)]
    removed_by_category: Loose<'a>,
    #[serde(borrow, rename = "_meta")]
    meta: Option<Meta<'a>>,
}

/// What Arctic Shift says about what became of a comment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Meta<'a> {
    #[serde(borrow)]
    removal_type: Loose<'a>,
    #[serde(borrow)]
    is_edited: Loose<'a>,
}

impl<'a> Row<'a> {
    /// The same from a document.
    fn of(value: Value<'a>) -> Self {
        let mut row = Row::default();
        for member in value.values() {
            let field = match &*member.name() {
                "id" => &mut row.id,
                "link_id" => &mut row.link_id,
                "parent_id" => &mut row.parent_id,
                "author" => &mut row.author,
                "created_utc" => &mut row.created_utc,
                "body" => &mut row.body,
                "body_html" => &mut row.body_html,
                "title" => &mut row.title,
                "selftext" => &mut row.selftext,
                "selftext_html" => &mut row.selftext_html,
                "score" => &mut row.score,
                "score_hidden" => &mut row.score_hidden,
                "edited" => &mut row.edited,
                "distinguished" => &mut row.distinguished,
                "stickied" => &mut row.stickied,
                "collapsed" => &mut row.collapsed,
                "num_comments" => &mut row.num_comments,
                "removed_by_category" => &mut row.removed_by_category,
                "_meta" => {
                    let field = |name: &str| Loose::of(member.get(name));
                    row.meta = Some(Meta { removal_type: field("removal_type"), is_edited: field("is_edited") });
                    continue;
                }
                _ => continue,
            };
            *field = Loose::of(Some(member));
        }
        row
    }

    /// What the record says; `number` is its line, where it has one, `place` its place among all.
    fn found(mut self, span: Span, number: Option<usize>, place: usize) -> Result<Option<Found>, String> {
        let is_comment = self.body.str().is_some();
        if !is_comment && self.title.str().is_none() {
            return Err("it has no \"body\" and no \"title\"".to_owned());
        }
        let id = std::mem::take(&mut self.id);
        let id = named(id).ok_or_else(|| format!("record {place} has no \"id\""))?;
        let is_escaped = self.is_escaped();
        let origin = Origin { span: Some(span), lines: number.map(|number| number..number + 1) };
        let base = Comment {
            author: std::mem::take(&mut self.author).into_name(),
            time: self.created_utc.epoch(),
            votes: self.score.whole().filter(|_| !self.score_hidden.is_yes()),
            origin,
            ..Comment::default()
        };
        let found = if is_comment { self.comment(id, base, is_escaped) } else { self.post(id, base, is_escaped) };
        Ok(Some(found))
    }

    fn comment(mut self, id: String, base: Comment, is_escaped: bool) -> Found {
        let words = markdown::words(self.body.str().unwrap_or_default(), is_escaped);
        let gone = markdown::gone(&words.text);
        let marks = self.marks(gone);
        let is_post = |id: &Loose<'_>| id.str().is_some_and(|id| id.trim().starts_with("t3_"));
        let (link, parent) = (std::mem::take(&mut self.link_id), std::mem::take(&mut self.parent_id));
        let by_parent = if is_post(&parent) { named(parent.clone()) } else { None };
        let thread = named(link).or(by_parent).unwrap_or_default();
        // For some months of 2022 the parent was null where it was the post.
        let parent = named(parent).or_else(|| (!thread.is_empty()).then(|| thread.clone()));
        let (text, quotes, kind) = match gone {
            Some(_) => (String::new(), Vec::new(), Kind::Deleted),
            None => (words.text, words.quotes, Kind::Comment),
        };
        let comment = Comment { id, kind, parent, text, quotes, marks, ..base };
        Found { thread, title: None, announced: None, comment, notes: Vec::new() }
    }

    fn post(self, id: String, base: Comment, is_escaped: bool) -> Found {
        let words = markdown::words(self.selftext.str().unwrap_or_default(), is_escaped);
        let title = markdown::plain(self.title.str().unwrap_or_default(), is_escaped);
        let gone = markdown::gone(&words.text);
        let marks = self.marks(gone);
        // Of a link, and of a post whose text is gone, the title is all that is said.
        let (text, quotes) = if gone.is_some() || words.text.is_empty() {
            (title.clone(), Vec::new())
        } else {
            (words.text, words.quotes)
        };
        let announced = self.num_comments.whole().and_then(|count| usize::try_from(count).ok());
        let comment = Comment { id: id.clone(), kind: Kind::Post, text, quotes, marks, ..base };
        Found {
            thread: id,
            title: Some(title).filter(|title| !title.is_empty()),
            announced,
            comment,
            notes: Vec::new(),
        }
    }

    /// Whether its texts are escaped: its HTML tells, or a bare character in the texts themselves.
    fn is_escaped(&self) -> bool {
        let htmls = [&self.body_html, &self.selftext_html];
        let by_html = htmls.into_iter().find_map(|html| markdown::escaped_by_html(html.str()?));
        let mut texts = [&self.body, &self.selftext, &self.title].into_iter().filter_map(Loose::str);
        by_html.unwrap_or_else(|| !texts.any(|text| markdown::escaped_by_text(text) == Some(false)))
    }

    #[allow(clippy::option_option, reason = "whether its text is gone, and whether that has a mark")]
    fn marks(&self, gone: Option<Option<Mark>>) -> Vec<Mark> {
        let meta = self.meta.as_ref();
        let removal = meta.and_then(|meta| meta.removal_type.str()).or(self.removed_by_category.str());
        // "deleted" and "author" are the author's own doing; all others are a moderator, a robot of his, or the site.
        let is_removed = removal.is_some_and(|by| !matches!(by, "" | "deleted" | "author"));
        let mut marks: Vec<Mark> = gone.flatten().into_iter().collect();
        marks
            .extend((self.edited.is_yes() || meta.is_some_and(|meta| meta.is_edited.is_yes())).then_some(Mark::Edited));
        marks.extend(self.stickied.is_yes().then_some(Mark::Pinned));
        let is_official = matches!(self.distinguished.str(), Some("moderator" | "admin"));
        marks.extend(is_official.then_some(Mark::Moderator));
        // An archive may have kept the words that were taken away.
        marks.extend(is_removed.then_some(if gone.is_some() { Mark::Removed } else { Mark::Hidden }));
        marks.extend((self.collapsed.is_yes() && gone.is_none()).then_some(Mark::Hidden));
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// An id without its kind. Those that were numbers for a while are the same in base 36.
fn named(id: Loose<'_>) -> Option<String> {
    if let Loose::Whole(number) = id {
        return u64::try_from(number).ok().map(base36);
    }
    let id = id.into_name()?;
    let bare = bare(&id);
    if bare.is_empty() {
        None
    } else if bare.len() == id.len() {
        Some(id)
    } else {
        Some(bare.to_owned())
    }
}

/// A number as Reddit writes it in its ids.
fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Reading {
        let source = Source::new(text);
        assert!(detect(&source), "{text}");
        read(&source, &Options::default()).unwrap()
    }

    #[test]
    fn types_of_every_year_are_read_alike() {
        let lines = [
            r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","author":"a","body":"x","created_utc":1420070400,"edited":false,"score":2}"#,
            r#"{"id":"c1","link_id":"t3_p","parent_id":null,"author":"a","body":"x","created_utc":"1420070400","edited":0,"score":"2"}"#,
            r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","author":"a","body":"x","created_utc":1420070400.0,"score":2.0}"#,
        ];
        let read: Vec<Comment> = lines.iter().map(|line| reading(line).threads.remove(0).comments.remove(0)).collect();
        let wanted = Comment {
            id: "c1".into(),
            parent: Some("p".into()),
            author: Some("a".into()),
            text: "x".into(),
            time: Some("2015-01-01T00:00:00Z".into()),
            votes: Some(2),
            ..Comment::default()
        };
        for comment in read {
            assert_eq!(Comment { origin: Origin::default(), ..comment }, wanted);
        }
    }

    #[test]
    fn numbers_for_ids_are_in_base_36() {
        let text = r#"{"id":"j2","link_id":"t3_zz","parent_id":42066043487,"body":"x","created_utc":1672531200}"#;
        let reading = reading(text);
        assert_eq!(reading.threads[0].comments[0].parent.as_deref(), Some(&*base36(42_066_043_487)));
        assert_eq!(base36(42_066_043_487), "jbp1avz");
        assert_eq!((base36(0), base36(36)), ("0".to_owned(), "10".to_owned()));
    }

    #[test]
    fn halves_of_characters_cost_only_themselves() {
        let text = r#"{"id":"a","link_id":"t3_p","parent_id":"t3_p","body":"x \ud83d y","created_utc":1,"_meta":7}"#;
        let reading = reading(text);
        assert_eq!(reading.threads[0].comments[0].text, "x \u{FFFD} y");
        assert_eq!(reading.threads[0].comments[0].origin.lines, Some(1..2));
        assert!(reading.diagnostics.is_empty());
    }

    #[test]
    fn a_post_comes_first_wherever_its_line_stands() {
        let text = concat!(
            r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","body":"x","created_utc":1}"#,
            "\n",
            r#"{"id":"p","title":"A &amp; B","selftext":"[removed]","is_self":true,"created_utc":1,"num_comments":1}"#,
        );
        let thread = &reading(text).threads[0];
        assert_eq!((thread.title.as_deref(), thread.announced), (Some("A & B"), Some(1)));
        assert_eq!(thread.key.as_deref(), Some("reddit/p"));
        let first = &thread.comments[0];
        assert_eq!((first.kind, &*first.text, &*first.marks), (Kind::Post, "A & B", &[Mark::Removed][..]));
    }

    #[test]
    fn lists_are_read_as_lines_are() {
        let row = r#"{"id":"c1","link_id":"t3_p","parent_id":"t3_p","body":"&gt; x","created_utc":1}"#;
        for text in
            [format!("[{row}]"), format!("{{\"data\":[{row}],\"error\":null}}"), format!("{{\"data\": [\n{row}")]
        {
            let reading = reading(&text);
            assert_eq!(reading.threads[0].comments[0].text, "> x", "{text}");
            assert_eq!(reading.threads[0].comments[0].quotes.len(), 1, "{text}");
        }
    }
}
