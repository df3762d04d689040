//! One utterance of a corpus, from a line or from a list → a comment, with the id of its conversation if it names one.

use serde::Deserialize;

use super::time::time;
use crate::read::format::markdown;
use crate::read::json::{Loose, Value};
use crate::read::stream::line_format::Found;
use crate::schema::native::NativeRecord;
use crate::span::Span;
use crate::thread::{Comment, Kind, Mark, Origin};

/// One utterance. Other fields are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Utterance<'a> {
    #[serde(borrow)]
    id: Loose<'a>,
    #[serde(borrow)]
    conversation_id: Loose<'a>,
    #[serde(borrow)]
    root: Loose<'a>,
    #[serde(borrow)]
    pub(super) text: Loose<'a>,
    #[serde(borrow)]
    speaker: Loose<'a>,
    #[serde(borrow)]
    user: Loose<'a>,
    #[serde(borrow, rename = "reply-to")]
    reply_to: Loose<'a>,
    #[serde(borrow, rename = "reply_to")]
    reply_to_old: Loose<'a>,
    #[serde(borrow)]
    timestamp: Loose<'a>,
    #[serde(borrow)]
    pub(super) meta: Option<Meta<'a>>,
}

/// What corpora of forums add.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Meta<'a> {
    #[serde(borrow)]
    score: Loose<'a>,
    #[serde(borrow)]
    stickied: Loose<'a>,
    #[serde(borrow)]
    subreddit: Loose<'a>,
    #[serde(borrow)]
    title: Loose<'a>,
    #[serde(borrow)]
    pub(super) palabre: Option<NativeRecord<'a>>,
    pub(super) palabre_opening: bool,
}

impl<'a> From<Value<'a>> for Utterance<'a> {
    fn from(value: Value<'a>) -> Self {
        let mut utterance = Utterance::default();
        for member in value.values() {
            let field = match &*member.name() {
                "id" => &mut utterance.id,
                "conversation_id" => &mut utterance.conversation_id,
                "root" => &mut utterance.root,
                "text" => &mut utterance.text,
                "speaker" => &mut utterance.speaker,
                "user" => &mut utterance.user,
                "reply-to" => &mut utterance.reply_to,
                "reply_to" => &mut utterance.reply_to_old,
                "timestamp" => &mut utterance.timestamp,
                "meta" => {
                    let field = |name: &str| Loose::of(member.get(name));
                    utterance.meta = Some(Meta {
                        score: field("score"),
                        stickied: field("stickied"),
                        subreddit: field("subreddit"),
                        title: field("title"),
                        palabre: None,
                        palabre_opening: member.flag("palabre_opening"),
                    });
                    continue;
                }
                _ => continue,
            };
            *field = Loose::of(Some(member));
        }
        utterance
    }
}

impl Utterance<'_> {
    /// The comment of the utterance. `line` is the number of its line, if it has one.
    ///
    /// # Errors
    /// When it has no id, or neither text nor speaker.
    pub(super) fn into_found(self, span: Span, line: Option<usize>) -> Result<Found, String> {
        let id = self.id.into_name().ok_or("it has no \"id\"")?;
        if self.text.is_nothing() && self.speaker.is_nothing() && self.user.is_nothing() {
            return Err("it has no \"text\" and no \"speaker\"".to_owned());
        }
        let meta = self.meta.unwrap_or_default();
        let is_forum = !meta.subreddit.is_nothing();
        let text = self.text.str().unwrap_or_default();
        // Only Reddit escapes its texts.
        let is_escaped = is_forum && markdown::escaped_by_text(text) == Some(true);
        let words = markdown::words(text, is_escaped);
        let gone = markdown::gone(&words.text);
        let parent = self.reply_to.into_name().or_else(|| self.reply_to_old.into_name()).filter(|parent| *parent != id);
        let thread = self.conversation_id.into_name().or_else(|| self.root.into_name());
        let is_post = parent.is_none() && (is_forum || meta.title.str().is_some());
        let mut marks: Vec<Mark> = gone.flatten().into_iter().collect();
        marks.extend(meta.stickied.is_yes().then_some(Mark::Pinned));
        marks.sort_unstable();
        let title = meta.title.str().map(|title| markdown::plain(title, is_escaped));
        let title = title.filter(|title| is_post && !title.is_empty());
        let kind = match gone {
            _ if is_post => Kind::Post,
            Some(_) => Kind::Deleted,
            None => Kind::Comment,
        };
        let (text, quotes) = if gone.is_some() { (String::new(), Vec::new()) } else { (words.text, words.quotes) };
        let comment = Comment {
            id,
            kind,
            parent,
            author: self.speaker.into_name().or_else(|| self.user.into_name()),
            time: time(&self.timestamp),
            text,
            quotes,
            votes: meta.score.whole(),
            marks,
            origin: Origin { span: Some(span), lines: line.map(|line| line..line + 1) },
            ..Comment::default()
        };
        Ok(Found { thread: thread.unwrap_or_default(), title, announced: None, comment, notes: Vec::new() })
    }
}
