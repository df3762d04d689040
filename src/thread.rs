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
    /// The text under discussion.
    Article,
    /// The opening post, or a proposal. Top-level comments answer it.
    Post,
    /// A comment.
    #[default]
    Comment,
    /// A comment whose text is gone. It stays in the thread because others may answer it.
    Deleted,
    /// A link from another site, listed among the comments.
    Pingback,
    /// A comment that is answered but was not in the input.
    Missing,
    /// "Load more": comments that the source did not include.
    Stub,
}

impl Kind {
    /// Every kind with its name in inputs and outputs.
    pub const ALL: [(Kind, &'static str); 7] = [
        (Kind::Article, "article"),
        (Kind::Post, "post"),
        (Kind::Comment, "comment"),
        (Kind::Deleted, "deleted"),
        (Kind::Pingback, "pingback"),
        (Kind::Missing, "missing"),
        (Kind::Stub, "stub"),
    ];

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Kind> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// Whether pictures number it: `#3`.
    pub fn is_numbered(self) -> bool {
        matches!(self, Kind::Comment | Kind::Deleted | Kind::Pingback)
    }

    /// Whether it opens a thread. Comments answer it, but it is never attacked in the sense of the argument semantics.
    pub fn is_opening(self) -> bool {
        matches!(self, Kind::Article | Kind::Post)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::ALL.iter().find(|(kind, _)| kind == self).map_or("comment", |(_, name)| name))
    }
}

/// The relation of a reply to the comment, post or article that it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Argues against it.
    Rebuttal,
    /// Corrects a fact or figure in it. This is an attack as well.
    Correction,
    /// Agrees with it or gives reasons for it.
    Support,
    /// Asks about it.
    Question,
    /// Answers a question it asks.
    Answer,
    /// Adds to it.
    Elaboration,
    /// Neutral, or unknown.
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

    /// Its name in rules, options and outputs.
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

    /// The relation with this name.
    pub fn named(name: &str) -> Option<Relation> {
        Self::ALL.into_iter().find(|relation| relation.name() == name)
    }

    /// Its index in [`Relation::ALL`].
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

/// A part of a comment's text that repeats someone else's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its place in the comment's text.
    pub span: Span,
    /// The id of the comment that it quotes, if the source says so.
    pub to: Option<String>,
}

/// A fact that the source states about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Its author changed it after posting it.
    Edited,
    /// It is pinned to the top of the thread.
    Pinned,
    /// A moderator, the site's staff or the author of the article wrote it in that role.
    Moderator,
    /// The source shows it collapsed: disliked, off topic, or hidden by a moderator.
    Hidden,
    /// The source treats it as spam.
    Spam,
    /// It is waiting for moderation.
    Pending,
    /// A moderator removed its text. A deleted comment without this mark was probably deleted by its author.
    Removed,
    /// The source marks it as the accepted or featured answer.
    Featured,
}

impl Mark {
    /// Every mark with its name in inputs and outputs.
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

    /// The mark with this name.
    pub fn named(name: &str) -> Option<Mark> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(mark, _)| *mark)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(mark, _)| *mark == self).map_or("edited", |(_, name)| name)
    }
}

/// The place of a comment in its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Its bytes in the decoded source.
    pub span: Option<Span>,
    /// Its lines in the source, counted from 1, end exclusive.
    pub lines: Option<Range<usize>>,
}

/// One entry of a thread: the article, a post, or a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its id, unique within the thread once the thread is read.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The id that it answers according to the source. There may be no comment with this id.
    pub parent: Option<String>,
    /// Its author, as the source names them. This string leaves the program only if the user asks for it.
    pub author: Option<String>,
    /// The time it was written: RFC 3339 or a prefix of it, as precise as the source, or the source's own words.
    pub time: Option<String>,
    /// Its language, if the source states it.
    pub lang: Option<Lang>,
    /// Its plain text, including quotes.
    pub text: String,
    /// The parts of the text that the source marks as quotations.
    pub quotes: Vec<Quote>,
    /// Its relation to its parent, if the source states it.
    pub relation: Option<Relation>,
    /// Whether the source nests no deeper than this comment. If so, it may in fact answer one of its siblings.
    pub capped: bool,
    /// For a [`Kind::Stub`]: how many comments the source did not include there, if it says so.
    pub held: Option<usize>,
    /// Its number in the thread, if the source states it.
    pub ordinal: Option<i64>,
    /// Votes for it minus votes against it, if the source states them.
    pub votes: Option<i64>,
    /// Its web address, if the source gives one. It may name a person, so that the stage `privacy` keeps the addresses of
    /// comments only if the user asks for them.
    pub url: Option<String>,
    /// Other facts that the source states, in the order of [`Mark`], each once.
    pub marks: Vec<Mark>,
    /// Fields of the source that palabre does not interpret, each with its value as JSON. Most readers drop them.
    pub extra: BTreeMap<String, String>,
    /// Its place in the source.
    pub origin: Origin,
}

/// What sources show as author once the account or the comment is gone, in lower case without brackets. Two comments
/// with one of these may be by two people.
static NOBODY: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.nobody));

impl Comment {
    /// The author, if the source names a person. `None` also if it only says that the author is gone (`[deleted]`).
    pub fn person(&self) -> Option<&str> {
        let author = self.author.as_deref().map(str::trim).filter(|author| !author.is_empty())?;
        // No placeholder is longer than 32 bytes, brackets included, so longer names are not looked up.
        let is_gone = author.len() <= 32 && {
            let bare = author.trim_matches(['[', ']', '(', ')', '<', '>']).to_lowercase();
            NOBODY.contains(&bare.as_str())
        };
        (!is_gone).then_some(author)
    }
}

/// A thread: the article or post under discussion, if it was given, then comments in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Its id, unique within a collection.
    pub id: String,
    /// Its title, if it has one.
    pub title: Option<String>,
    /// What identifies this thread in all its pages and files, such as its address, or its number with the name of the
    /// site. Files with the same key are joined. `None` if the source has nothing of this kind.
    pub key: Option<String>,
    /// The name of the source, if any: a file name without its folder.
    pub source: Option<String>,
    /// The name of the format that it was read from; empty if it was not read from a source.
    pub format: &'static str,
    /// How many comments the source announces.
    pub announced: Option<usize>,
    /// The article, post and comments.
    pub comments: Vec<Comment>,
}

impl Thread {
    /// The index of the article or opening post, which top-level comments answer.
    pub fn opening(&self) -> Option<usize> {
        self.comments.iter().position(|comment| comment.kind.is_opening())
    }

    /// The web address of the thread: the address of its article or opening post.
    pub fn url(&self) -> Option<&str> {
        self.comments.get(self.opening()?)?.url.as_deref()
    }
}

/// Whether a text is a web address that outputs may link.
pub fn is_url(text: &str) -> bool {
    let is_clean = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"".contains(c);
    (text.starts_with("https://") || text.starts_with("http://")) && text.chars().all(is_clean)
}

/// A comment that the user may mean by what they typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// The one with this id.
    Id(String),
    /// The one that pictures show as `#3`: the third comment of its thread, deleted ones and pingbacks counted.
    Number(usize),
}

/// What the user may mean by what they typed, the likeliest first; the first that exists is meant. `#3` is the number
/// that pictures show, unless a comment has exactly that id. `3` is an id, then `c3`, the id of the third comment of a
/// page, then the number.
pub fn spellings(typed: &str) -> Vec<Spelling> {
    let shown = typed.strip_prefix('#').unwrap_or(typed);
    let number = shown.parse::<usize>().ok().filter(|_| shown.bytes().all(|byte| byte.is_ascii_digit()));
    let mut all = vec![Spelling::Id(typed.to_owned())];
    if shown == typed {
        all.extend(number.map(|_| Spelling::Id(format!("c{shown}"))));
        all.extend(number.map(Spelling::Number));
    } else if !shown.is_empty() {
        all.extend(number.map(Spelling::Number));
        all.push(Spelling::Id(shown.to_owned()));
        all.extend(number.map(|_| Spelling::Id(format!("c{shown}"))));
    }
    all
}
