//! A thread as it was read: an article or opening post, and comments in order. Nothing here is inferred.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lang;
pub use crate::lang::Lang;
use crate::span::Span;

/// What one entry of a thread is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The text that is discussed.
    Article,
    /// The opening post, or a proposal: what top-level comments answer.
    Post,
    /// A comment.
    #[default]
    Comment,
    /// A comment whose text is gone; it keeps its place.
    Deleted,
    /// A link from another site, listed among the comments.
    Pingback,
    /// A comment that others answer but that was not in the input.
    Missing,
    /// "Load more": comments that the source held back.
    Stub,
}

impl Kind {
    /// Every kind with its name, as read and written.
    pub const ALL: [(Kind, &'static str); 7] = [
        (Kind::Article, "article"),
        (Kind::Post, "post"),
        (Kind::Comment, "comment"),
        (Kind::Deleted, "deleted"),
        (Kind::Pingback, "pingback"),
        (Kind::Missing, "missing"),
        (Kind::Stub, "stub"),
    ];

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Kind> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// Whether it opens a thread: comments take it up, but it is never attacked in the sense of the semantics.
    pub fn is_opening(self) -> bool {
        matches!(self, Kind::Article | Kind::Post)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::ALL.iter().find(|(kind, _)| kind == self).map_or("comment", |(_, name)| name))
    }
}

/// What a reply does to what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Speaks against it.
    Rebuttal,
    /// Puts a fact or figure of it right: an attack as well.
    Correction,
    /// Agrees with it or backs it.
    Support,
    /// Asks about it.
    Question,
    /// Answers a question it asks.
    Answer,
    /// Adds to it.
    Elaboration,
    /// Neutral or unknown: the abstention.
    Reply,
}

impl Relation {
    /// Every relation, in the order of all tables and outputs.
    pub const ALL: [Relation; 7] = [
        Relation::Rebuttal,
        Relation::Correction,
        Relation::Support,
        Relation::Question,
        Relation::Answer,
        Relation::Elaboration,
        Relation::Reply,
    ];

    /// Its name in rules, flags and outputs.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Rebuttal => "rebuttal",
            Relation::Correction => "correction",
            Relation::Support => "support",
            Relation::Question => "question",
            Relation::Answer => "answer",
            Relation::Elaboration => "elaboration",
            Relation::Reply => "reply",
        }
    }

    /// The relation of that name.
    pub fn named(name: &str) -> Option<Relation> {
        Self::ALL.into_iter().find(|relation| relation.name() == name)
    }

    /// Its place in [`Relation::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether it is an attack: a rebuttal or a correction.
    pub fn is_attack(self) -> bool {
        matches!(self, Relation::Rebuttal | Relation::Correction)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A stretch of a comment's text that repeats somebody else's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Where it stands in the comment's text.
    pub span: Span,
    /// Whom it quotes, as an id of the thread, where the source says so.
    pub to: Option<String>,
}

/// What a source says about a comment besides its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Its author changed it after it was posted.
    Edited,
    /// It is kept at the top of the thread.
    Pinned,
    /// A moderator, the site's staff or the author of the article wrote it in that role.
    Moderator,
    /// The source shows it folded: disliked, off topic, or hidden by a moderator.
    Hidden,
    /// The source holds it for spam.
    Spam,
    /// It waits for a moderator.
    Pending,
    /// A moderator took its words away; without this, a deleted comment is its author's doing, as far as is known.
    Removed,
    /// The source marks it as the answer that was accepted or featured.
    Featured,
}

impl Mark {
    /// Every mark with its name, as read and written.
    pub const ALL: [(Mark, &'static str); 8] = [
        (Mark::Edited, "edited"),
        (Mark::Pinned, "pinned"),
        (Mark::Moderator, "moderator"),
        (Mark::Hidden, "hidden"),
        (Mark::Spam, "spam"),
        (Mark::Pending, "pending"),
        (Mark::Removed, "removed"),
        (Mark::Featured, "featured"),
    ];

    /// The mark of that name.
    pub fn named(name: &str) -> Option<Mark> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(mark, _)| *mark)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(mark, _)| *mark == self).map_or("edited", |(_, name)| name)
    }
}

/// Where a comment stood in its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Bytes of the decoded source.
    pub span: Option<Span>,
    /// Lines of the source, from 1, end exclusive.
    pub lines: Option<Range<usize>>,
}

/// One entry of a thread: the article, a post, or a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its id, unique within the thread after reading.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The id it answers according to the source; it may name nothing that was read.
    pub parent: Option<String>,
    /// Who wrote it, as the source says. It leaves the program only when the user asks.
    pub author: Option<String>,
    /// When, as RFC 3339 or a prefix of it (the precision the source has), or the source's own words.
    pub time: Option<String>,
    /// Its language, if the source says so.
    pub lang: Option<Lang>,
    /// Its plain text, quotes included.
    pub text: String,
    /// The parts of the text that are quotations by the source's own marks.
    pub quotes: Vec<Quote>,
    /// How it relates to its parent, if the source says so.
    pub relation: Option<Relation>,
    /// Whether the source nests no deeper than this comment, so that what it answers may be a sibling of it.
    pub capped: bool,
    /// Of a [`Kind::Stub`], how many comments the source held back there, if it says so.
    pub held: Option<usize>,
    /// Its place in the thread, if the source says so.
    pub ordinal: Option<i64>,
    /// Votes for it less votes against it, if the source says so.
    pub votes: Option<i64>,
    /// What else the source says about it, in the order of [`Mark`], each once.
    pub marks: Vec<Mark>,
    /// Fields of the source that mean nothing to the program, where they are kept, each with its value as JSON.
    pub extra: BTreeMap<String, String>,
    /// Where it came from.
    pub origin: Origin,
}

/// What sources show as author once the account or the comment is gone, in lower case without brackets. Two comments
/// with one of these may be by two people.
static NOBODY: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.nobody));

impl Comment {
    /// Who wrote it, where that tells a person: `None` too where the source says only that the author is gone
    /// (`[deleted]`).
    pub fn person(&self) -> Option<&str> {
        let author = self.author.as_deref().map(str::trim).filter(|author| !author.is_empty())?;
        // The longest of them, in brackets, has so many bytes: nothing longer need be looked at.
        let gone = author.len() <= 32 && {
            let bare = author.trim_matches(['[', ']', '(', ')', '<', '>']).to_lowercase();
            NOBODY.contains(&bare.as_str())
        };
        (!gone).then_some(author)
    }
}

/// A thread: what is discussed first (if it was given), then comments in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Its id, unique within a collection.
    pub id: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// What all pages and files of this thread have in common and no other thread has, such as its address or its number
    /// with the name of the site; files are joined by it. `None` where the source has nothing of the kind.
    pub key: Option<String>,
    /// The name of the source (a file name without its folder), if any.
    pub source: Option<String>,
    /// The name of the format it was read from; empty where it was not read.
    pub format: &'static str,
    /// How many comments the source announces.
    pub announced: Option<usize>,
    /// Article, post and comments.
    pub comments: Vec<Comment>,
}

impl Thread {
    /// The place of the article or opening post: what top-level comments answer.
    pub fn opening(&self) -> Option<usize> {
        self.comments.iter().position(|comment| comment.kind.is_opening())
    }
}

/// The ids that somebody who types a name may mean, the likeliest first: the name itself, then what pictures write as `#3`
/// without its sign, then the number that a comment of a page has in `c3`. The first that something has is meant.
pub fn spellings(typed: &str) -> Vec<String> {
    let shown = typed.strip_prefix('#').unwrap_or(typed);
    let is_number = !shown.is_empty() && shown.bytes().all(|byte| byte.is_ascii_digit());
    let mut all = vec![typed.to_owned()];
    all.extend((shown != typed && !shown.is_empty()).then(|| shown.to_owned()));
    all.extend(is_number.then(|| format!("c{shown}")));
    all
}
