//! The lines of a talk page: which are headings, which belong to the page, and how far the others are indented.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::sure_names;
use crate::lang;
use crate::read::format::chat::{Line, lines};
use crate::read::format::moment::is_space;
use crate::read::format::signature::Signature;

/// Longest heading that is only recognised by its shape, in bytes and words.
const HEADING_BYTES: usize = 100;
const HEADING_WORDS: usize = 12;

/// How many lines below the line about the latest comment count comments and people.
const COUNTS: usize = 3;

/// Declares lists, each the field of that name of [`lang::Talk`] in all languages.
macro_rules! lists {
    ($($name:ident = $field:ident;)*) => {
        $(static $name: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::longest_first(|words| words.talk.$field));)*
    };
}

lists! {
    SPACES = page_spaces;
    EDIT = edit;
    CONTENTS = contents;
    LATEST = latest;
    SUBSCRIBE = subscribe;
    FOOTERS = footers;
    OUTDENTS = outdents;
}

static GREETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.cues.greets));

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading; `opens`: of a section, not of a part of one.
    Heading {
        /// Its words.
        title: String,
        /// Whether a thread begins here.
        opens: bool,
    },
    /// A line of the page that nobody wrote as a comment.
    Furniture,
    /// Words of a comment.
    Text {
        /// How far it is indented.
        depth: usize,
        /// How many bytes of the line are marks of indentation.
        prefix: usize,
        /// Whether it was moved back to the margin although it answers the comment above.
        is_outdented: bool,
    },
}

/// The lines of a page with what they are.
pub(super) struct Layout<'t> {
    /// All lines.
    pub lines: Vec<Line<'t>>,
    /// What each is.
    pub roles: Vec<Role>,
    /// The signature that ends each.
    pub signed: Vec<Option<Signature>>,
    /// Whether it is the source of a page.
    pub is_wikitext: bool,
    /// Whether its first line is the title of a talk page.
    pub has_title: bool,
    /// That title.
    pub title: Option<String>,
}

impl<'t> Layout<'t> {
    /// Recognises the lines of a text.
    pub(super) fn of(text: &'t str) -> Self {
        let lines: Vec<Line<'t>> = lines(text).collect();
        let is_wiki = |signature: &Signature| signature.is_wiki && signature.author.is_some();
        let mut signed: Vec<Option<Signature>> =
            lines.iter().map(|line| Signature::at_end(line.text).filter(is_wiki)).collect();
        let names = sure_names(signed.iter().flatten());
        for (line, signature) in lines.iter().zip(&mut signed) {
            if let Some(signature) = signature {
                signature.settle(line.text, &names);
            }
        }
        let is_wikitext = lines.iter().any(|line| level(line.text).is_some())
            || text.contains("[[") && text.contains("]]")
            || text.contains("{{");
        let first = lines.iter().find(|line| !line.is_blank()).map(|line| line.text);
        let title = first.filter(|first| first.len() <= 200).and_then(page_title).map(str::to_owned);
        let mut layout = Layout { lines, roles: Vec::new(), signed, is_wikitext, has_title: title.is_some(), title };
        layout.roles = if is_wikitext { layout.source_roles() } else { layout.shown_roles() };
        layout
    }

    /// The signatures, in order.
    pub(super) fn signatures(&self) -> impl Iterator<Item = &Signature> {
        self.signed.iter().flatten()
    }

    /// Whether any line is a heading.
    pub(super) fn has_headings(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Heading { .. }))
    }

    /// The roles of lines in wikitext: headings have equals signs, indentation has colons and the like.
    fn source_roles(&self) -> Vec<Role> {
        let opening = self.lines.iter().filter_map(|line| level(line.text)).map(|(level, _)| level.max(2)).min();
        let role = |line: &Line<'_>| {
            if let Some((level, title)) = level(line.text) {
                let title = super::wikitext::plain(title).trim_matches(is_space).to_owned();
                return Role::Heading { title, opens: level <= opening.unwrap_or(2) };
            }
            let marks = line.text.len() - line.text.trim_start_matches([':', '*', '#', ';']).len();
            let text = line.text.get(marks..).unwrap_or("");
            let prefix = line.text.len() - text.trim_start_matches(is_space).len();
            Role::Text { depth: marks, prefix, is_outdented: is_outdent(text) }
        };
        let mut roles: Vec<Role> = self.lines.iter().map(role).collect();
        // Templates and notes above the first heading belong to the page, unless somebody signed below them.
        let first = self.lines.iter().position(|line| level(line.text).is_some()).unwrap_or(0);
        let last_signed = self.signed.iter().take(first).rposition(Option::is_some).map_or(0, |index| index + 1);
        for index in last_signed..first {
            if let (Some(role), Some(line)) = (roles.get_mut(index), self.lines.get(index))
                && !line.is_blank()
            {
                *role = Role::Furniture;
            }
        }
        for (line, role) in self.lines.iter().zip(&mut roles) {
            let is_category = line.text.starts_with("[[")
                && line.text.ends_with("]]")
                && super::wikitext::plain(line.text).is_empty();
            let is_comment = line.text.starts_with("<!--") && line.text.ends_with("-->");
            if (is_category || is_comment) && matches!(role, Role::Text { .. }) {
                *role = Role::Furniture;
            }
        }
        roles
    }

    /// The roles of lines as a browser shows them: headings are short lines below a signature, or have links to edit
    /// them, or are in the table of contents.
    fn shown_roles(&self) -> Vec<Role> {
        let steps: BTreeSet<usize> =
            self.lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).collect();
        let depth = |indent: usize| steps.iter().take_while(|step| **step < indent).count();
        let has_edit = self.lines.iter().any(|line| without_edit(line.text).is_some());
        let contents = self.contents();
        let mut roles = Vec::with_capacity(self.lines.len());
        let mut counts = 0;
        // Whether the line above ends a comment or belongs to the page.
        let mut is_free = true;
        let mut first = true;
        for (index, line) in self.lines.iter().enumerate() {
            let text = line.text;
            let is_signed = self.signed.get(index).is_some_and(Option::is_some);
            let lower = text.to_lowercase().replace('’', "'");
            let is_latest = LATEST
                .iter()
                .any(|words| lower.strip_prefix(*words).is_some_and(|rest| rest.trim_start().starts_with(':')));
            let is_count =
                counts > 0 && text.starts_with(|c: char| c.is_numeric()) && text.split(is_space).count() <= 5;
            let bare = lower.trim_matches(['[', ']']);
            let is_link = SUBSCRIBE.contains(&bare) || EDIT.contains(&bare);
            let is_footer = FOOTERS.iter().any(|words| lower.starts_with(words)) && !is_signed;
            let is_title = first && self.has_title;
            let role = if line.is_blank() {
                Role::Text { depth: 0, prefix: 0, is_outdented: false }
            } else if is_title || is_latest || is_count || is_link || is_footer || contents.lines.contains(&index) {
                counts = if is_latest { COUNTS } else { counts.saturating_sub(1) };
                Role::Furniture
            } else if let Some(title) = without_edit(text).filter(|_| !is_signed) {
                Role::Heading { title: title.to_owned(), opens: true }
            } else if !is_signed
                && is_free
                && (contents.titles.contains(text)
                    || !has_edit && is_heading(text) && line.indent == 0 && self.is_followed(index))
            {
                Role::Heading { title: text.to_owned(), opens: true }
            } else {
                Role::Text { depth: depth(line.indent), prefix: 0, is_outdented: is_outdent(text) }
            };
            if !line.is_blank() {
                first = false;
                is_free = is_signed || !matches!(role, Role::Text { .. });
            }
            roles.push(role);
        }
        roles
    }

    /// Whether words follow a line that are not indented less.
    fn is_followed(&self, index: usize) -> bool {
        self.lines.get(index + 1..).unwrap_or_default().iter().any(|line| !line.is_blank())
    }

    /// The table of contents: its lines, and the titles in it.
    fn contents(&self) -> Contents {
        let mut contents = Contents::default();
        let is_start = |line: &Line<'_>| {
            let lower = line.text.to_lowercase();
            CONTENTS.contains(&lower.trim_matches(['[', ']']).split('[').next().unwrap_or("").trim_matches(is_space))
        };
        let Some(start) = self.lines.iter().position(is_start) else { return contents };
        contents.lines.insert(start);
        for (index, line) in self.lines.iter().enumerate().skip(start + 1) {
            if line.is_blank() {
                continue;
            }
            let numbered = line.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            if numbered.len() == line.text.len() || self.signed.get(index).is_some_and(Option::is_some) {
                break;
            }
            contents.lines.insert(index);
            contents.titles.insert(numbered.trim_matches(is_space).to_owned());
        }
        contents
    }
}

/// A table of contents.
#[derive(Default)]
struct Contents {
    lines: BTreeSet<usize>,
    titles: BTreeSet<String>,
}

/// The level and the words of a heading in wikitext.
fn level(line: &str) -> Option<(usize, &str)> {
    let level = line.len() - line.trim_start_matches('=').len();
    let inside = line.strip_prefix("=").and_then(|rest| rest.strip_suffix('='))?;
    let end = line.len() - line.trim_end_matches('=').len();
    let title = inside.trim_matches('=').trim_matches(is_space);
    ((1..=6).contains(&level) && end == level && !title.is_empty()).then_some((level, title))
}

/// The title of a page in a namespace of talk pages, without the namespace.
fn page_title(line: &str) -> Option<&str> {
    let (space, title) = line.split_once(':')?;
    let space = space.trim_matches(is_space).to_lowercase();
    let is_talk = SPACES.contains(&space.as_str()) || space.ends_with(" talk") || space.starts_with("discussion ");
    let title = title.trim_matches(is_space);
    (is_talk && !title.is_empty() && title.len() <= 150 && !title.ends_with('.')).then_some(title)
}

/// A heading without the links that edit it: `Title [edit | edit source]`, `Title[modifier le code]`.
fn without_edit(line: &str) -> Option<&str> {
    let inside = line.strip_suffix(']')?;
    let (title, links) = inside.rsplit_once('[')?;
    let is_edit = links.split('|').all(|link| EDIT.contains(&link.trim_matches(is_space).to_lowercase().as_str()));
    let title = title.trim_matches(is_space);
    (is_edit && !title.is_empty() && title.len() <= 250).then_some(title)
}

/// Whether a line below a signature has the shape of a heading: short, no sentence, no greeting.
fn is_heading(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.len() <= HEADING_BYTES
        && line.split(is_space).count() <= HEADING_WORDS
        && !line.ends_with(['.', '!', '?', '…', ',', ';', ':', ')', '"', '»'])
        && line.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase() || matches!(c, '«' | '"'))
        && !GREETS.contains(&lower.as_str())
}

/// Whether a text begins with the mark of a comment that was moved back to the margin.
fn is_outdent(text: &str) -> bool {
    let text = text.trim_start_matches(is_space);
    let name = text.strip_prefix("{{").and_then(|inside| inside.split(['|', '}']).next());
    name.is_some_and(|name| OUTDENTS.contains(&name.trim().to_lowercase().as_str()))
        || text.starts_with(['┌', '├', '└'])
}
