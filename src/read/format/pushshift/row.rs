//! One record of a dump → a comment or a post, with what it says about its thread.

use serde::Deserialize;

use crate::read::format::markdown;
use crate::read::format::reddit::url_of;
use crate::read::format::reddit::without_kind;
use crate::read::json::{Loose, Value};
use crate::read::stream::line_format::Found;
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin};

/// One record. Other fields are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Row<'a> {
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
    permalink: Loose<'a>,
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

/// What Arctic Shift adds about the fate of a comment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Meta<'a> {
    #[serde(borrow)]
    removal_type: Loose<'a>,
    #[serde(borrow)]
    is_edited: Loose<'a>,
}

impl<'a> From<Value<'a>> for Row<'a> {
    fn from(value: Value<'a>) -> Self {
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
                "permalink" => &mut row.permalink,
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
}

impl Row<'_> {
    /// The comment or post of the record. `line` is the number of its line, if it has one; `position` is its position
    /// among all records.
    ///
    /// # Errors
    /// When it has no text or no id.
    pub(super) fn into_found(mut self, span: Span, line: Option<usize>, position: usize) -> Result<Found, String> {
        let is_comment = self.body.str().is_some();
        if !is_comment && self.title.str().is_none() {
            return Err("it has no \"body\" and no \"title\"".to_owned());
        }
        let id = name(std::mem::take(&mut self.id)).ok_or_else(|| format!("record {position} has no \"id\""))?;
        let is_escaped = self.is_escaped();
        let base = Comment {
            id,
            author: std::mem::take(&mut self.author).into_name(),
            time: self.created_utc.epoch(),
            votes: self.score.whole().filter(|_| !self.score_hidden.is_yes()),
            url: self.permalink.str().and_then(url_of),
            origin: Origin { span: Some(span), lines: line.map(|line| line..line + 1) },
            ..Comment::default()
        };
        Ok(if is_comment { self.into_comment(base, is_escaped) } else { self.into_post(base, is_escaped) })
    }

    fn into_comment(mut self, base: Comment, is_escaped: bool) -> Found {
        let words = markdown::words(self.body.str().unwrap_or_default(), is_escaped);
        let gone = markdown::gone(&words.text);
        let marks = self.marks(gone);
        let is_post_id = |id: &Loose<'_>| id.str().is_some_and(|id| id.trim().starts_with("t3_"));
        let (link, parent) = (std::mem::take(&mut self.link_id), std::mem::take(&mut self.parent_id));
        let by_parent = if is_post_id(&parent) { name(parent.clone()) } else { None };
        let thread = name(link).or(by_parent).unwrap_or_default();
        // For some months of 2022, `parent_id` was null for comments that answer the post.
        let parent = name(parent).or_else(|| (!thread.is_empty()).then(|| thread.clone()));
        let (text, quotes, kind) = match gone {
            Some(_) => (String::new(), Vec::new(), Kind::Deleted),
            None => (words.text, words.quotes, Kind::Comment),
        };
        let comment = Comment { kind, parent, text, quotes, marks, ..base };
        Found { thread, title: None, announced: None, comment, notes: Vec::new() }
    }

    fn into_post(self, base: Comment, is_escaped: bool) -> Found {
        let words = markdown::words(self.selftext.str().unwrap_or_default(), is_escaped);
        let title = markdown::plain(self.title.str().unwrap_or_default(), is_escaped);
        let gone = markdown::gone(&words.text);
        let marks = self.marks(gone);
        // For a link, or a post whose text is gone, the title is the whole text.
        let (text, quotes) = if gone.is_some() || words.text.is_empty() {
            (title.clone(), Vec::new())
        } else {
            (words.text, words.quotes)
        };
        let announced = self.num_comments.whole().and_then(|count| usize::try_from(count).ok());
        let comment = Comment { kind: Kind::Post, text, quotes, marks, ..base };
        let title = Some(title).filter(|title| !title.is_empty());
        Found { thread: comment.id.clone(), title, announced, comment, notes: Vec::new() }
    }

    /// Whether its texts are escaped: its HTML shows it, or an unescaped character in the texts themselves.
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
        // "deleted" and "author" mean that the author deleted it; any other value is a moderator, a bot or the site.
        let is_removed = removal.is_some_and(|by| !matches!(by, "" | "deleted" | "author"));
        let is_edited = self.edited.is_yes() || meta.is_some_and(|meta| meta.is_edited.is_yes());
        let is_official = matches!(self.distinguished.str(), Some("moderator" | "admin"));
        let mut marks: Vec<Mark> = gone.flatten().into_iter().collect();
        marks.extend(is_edited.then_some(Mark::Edited));
        marks.extend(self.stickied.is_yes().then_some(Mark::Pinned));
        marks.extend(is_official.then_some(Mark::Moderator));
        // An archive may have kept a text that was removed later.
        marks.extend(is_removed.then_some(if gone.is_some() { Mark::Removed } else { Mark::Hidden }));
        marks.extend((self.collapsed.is_yes() && gone.is_none()).then_some(Mark::Hidden));
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// An id without its kind. Ids that were numbers for a while are converted to base 36.
fn name(id: Loose<'_>) -> Option<String> {
    if let Loose::Whole(number) = id {
        return u64::try_from(number).ok().map(base36);
    }
    let id = id.into_name()?;
    let name = without_kind(&id);
    if name.is_empty() {
        None
    } else if name.len() == id.len() {
        Some(id)
    } else {
        Some(name.to_owned())
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

    #[test]
    fn numbers_for_ids_are_in_base_36() {
        let text = r#"{"id":"j2","link_id":"t3_zz","parent_id":42066043487,"body":"x","created_utc":1672531200}"#;
        let row: Row<'_> = serde_json::from_str(text).unwrap();
        let found = row.into_found(Span::default(), None, 1).unwrap();
        assert_eq!(found.comment.parent.as_deref(), Some("jbp1avz"));
        assert_eq!(base36(42_066_043_487), "jbp1avz");
        assert_eq!((base36(0), base36(36)), ("0".to_owned(), "10".to_owned()));
    }
}
