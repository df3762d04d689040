//! Headers of a table → what they may mean, and of what.
//!
//! In comes a header; out comes its [`Head`]: whose property it names (`post_author` is not `comment_author`), and how
//! surely it means a column. A header is looked up as a whole, then without the words of its scope, then by its part
//! after the last dot or slash. Last, it is understood if every word of it is one of
//! [`HeaderParts`](crate::lang::HeaderParts), as in `Posted By User` or `Date et heure du commentaire`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::column::{Column, headers, is_exact};
use crate::lang;
use crate::text::fold::fold;

/// Longer headers are sentences, in bytes.
const LONGEST: usize = 80;

/// How much less sure a header is than any of the step before.
const STEP: usize = 1_000;

/// Within the last step, the id of an author is less sure than a name.
const BY_ID: usize = 500;

/// The shortest word that may begin a compound, as in `Kommentartext`.
const SHORTEST_PART: usize = 4;

/// Whose property a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The header does not say.
    Plain,
    /// The comment's.
    Comment,
    /// A reply's, with one more than its number among the replies of a row; 0 if it has none.
    Reply(u16),
    /// Of what is discussed.
    Opening,
    /// Of what the comment answers.
    Above,
}

/// What a word of a header can mean, as bits.
mod bit {
    pub const COMMENT: u16 = 1;
    pub const REPLY: u16 = 1 << 1;
    pub const OPENING: u16 = 1 << 2;
    pub const ABOVE: u16 = 1 << 3;
    pub const TOWARD: u16 = 1 << 4;
    pub const BY: u16 = 1 << 5;
    pub const AUTHOR: u16 = 1 << 6;
    pub const TIME: u16 = 1 << 7;
    pub const TEXT: u16 = 1 << 8;
    pub const ID: u16 = 1 << 9;
    pub const TITLE: u16 = 1 << 10;
    pub const GLUE: u16 = 1 << 11;
    /// Words that say whose property it is.
    pub const SCOPES: u16 = COMMENT | REPLY | OPENING | ABOVE;
    /// Words that say what it is.
    pub const ROLES: u16 = AUTHOR | TIME | TEXT | ID | TITLE;
}

/// Every word of [`HeaderParts`](crate::lang::HeaderParts) with what it can mean.
static WORDS: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, u16> = HashMap::new();
    for parts in lang::all().map(|words| &words.tables.parts) {
        for (list, bits) in [
            (parts.comment, bit::COMMENT),
            (parts.reply, bit::REPLY),
            (parts.opening, bit::OPENING),
            (parts.above, bit::ABOVE),
            (parts.toward, bit::TOWARD),
            (parts.by, bit::BY),
            (parts.author, bit::AUTHOR),
            (parts.time, bit::TIME),
            (parts.text, bit::TEXT),
            (parts.id, bit::ID),
            (parts.title, bit::TITLE),
            (parts.glue, bit::GLUE),
        ] {
            list.split_whitespace().for_each(|word| *words.entry(word).or_default() |= bits);
        }
    }
    words
});

/// A header, taken apart.
#[derive(Clone, Debug)]
pub struct Head {
    /// Whose property it names.
    pub scope: Scope,
    /// Whether one of its words names people, for the report of what was not read.
    pub names_people: bool,
    whole: String,
    base: String,
    part: Option<String>,
    by_words: Option<(Column, usize)>,
}

impl Head {
    /// Takes a header apart.
    pub fn of(header: &str) -> Self {
        let whole = letters(header);
        let part = header.rsplit(['.', '/']).next().filter(|part| part.len() < header.len()).map(letters);
        let words = if header.len() <= LONGEST { words(header) } else { Vec::new() };
        let scope = scope(&words);
        let kept = words.iter().skip_while(|(_, bits)| bits & (bit::SCOPES | bit::GLUE) != 0 && scope != Scope::Plain);
        let base = kept.map(|(word, _)| word.as_str()).collect();
        let any = |wanted: u16| words.iter().any(|(_, bits)| bits & wanted != 0);
        Head { scope, names_people: any(bit::AUTHOR), whole, base, part, by_words: by_words(&words, scope) }
    }

    /// How far down the list of a column the header is, 0 for the surest; `None` if it does not mean that column.
    pub fn rank(&self, column: Column) -> Option<usize> {
        let known = headers(column);
        let position = |name: &str| known.iter().position(|header| *header == name);
        if self.whole.is_empty() {
            // Data frames write their row numbers under an empty header.
            return position("unnamed0");
        }
        if let Some(place) = position(&self.whole) {
            return Some(place);
        }
        // `post_id` is the id of the comment if `post_text` is its text, and `reply` may be a flag or a text.
        let is_open = match self.scope {
            Scope::Opening => matches!(column, Column::Id | Column::Text),
            Scope::Reply(_) => column == Column::Text,
            _ => false,
        };
        if !is_open && is_exact(&self.whole) {
            return None;
        }
        let base = || position(&self.base).filter(|_| self.scope != Scope::Plain).map(|place| place + STEP);
        let part = || self.part.as_deref().and_then(position).map(|place| place + 2 * STEP);
        let by_words = || self.by_words.filter(|(named, _)| *named == column).map(|(_, more)| more + 3 * STEP);
        base().or_else(part).or_else(by_words)
    }

    /// Whether the whole header is listed for a column.
    pub fn is_exact(&self, column: Column) -> bool {
        headers(column).contains(&self.whole.as_str())
    }

    /// Whether it means any column.
    pub fn is_known(&self) -> bool {
        Column::all().any(|column| self.rank(column).is_some())
    }
}

/// The parts of a header that are compared: its letters and digits, folded.
pub fn letters(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a header, folded, with what they can mean: `commentAuthor` and `comment author` are two words, `reply1`
/// is one and a number. Of a compound such as `Kommentartext` the parts are taken if both are known.
fn words(header: &str) -> Vec<(String, u16)> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = header.chars().collect();
    for (place, c) in chars.iter().copied().enumerate() {
        let before = place.checked_sub(1).and_then(|before| chars.get(before)).copied();
        let after = chars.get(place + 1).copied();
        let begins = before.is_some_and(|before| {
            (c.is_uppercase() && (before.is_lowercase() || before.is_numeric()))
                || (c.is_uppercase() && before.is_uppercase() && after.is_some_and(char::is_lowercase))
                || (c.is_numeric() != before.is_numeric())
        });
        if (begins || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
    }
    words.push(word);
    let mut known = Vec::new();
    for word in words.iter().map(|word| fold(word)).filter(|word| !word.is_empty()) {
        match WORDS.get(word.as_str()) {
            Some(bits) => known.push((word, *bits)),
            None => match compound(&word) {
                Some((first, second)) => known.extend([first, second]),
                None => known.push((word, 0)),
            },
        }
    }
    known
}

/// The two known parts of a word, the first of which says whose property it is.
fn compound(word: &str) -> Option<((String, u16), (String, u16))> {
    (SHORTEST_PART..word.len()).find_map(|end| {
        let (first, second) = (word.get(..end)?, word.get(end..)?);
        let scope = *WORDS.get(first)? & bit::SCOPES;
        // German joins two nouns with an s.
        let rest = [second, second.strip_prefix('s').unwrap_or(second)];
        let (rest, role) = rest.into_iter().find_map(|rest| Some((rest, *WORDS.get(rest)? & bit::ROLES)))?;
        (scope != 0 && role != 0).then(|| ((first.to_owned(), scope), (rest.to_owned(), role)))
    })
}

/// Whose property a header names.
fn scope(words: &[(String, u16)]) -> Scope {
    let place = |wanted: u16| words.iter().position(|(_, bits)| bits & wanted != 0);
    let number =
        || words.iter().find_map(|(word, _)| word.parse::<u16>().ok()).map_or(0, |number| number.saturating_add(1));
    if place(bit::ABOVE).is_some() {
        return Scope::Above;
    }
    if let Some(reply) = place(bit::REPLY) {
        let is_toward = words.iter().skip(reply + 1).any(|(_, bits)| bits & bit::TOWARD != 0);
        return if is_toward { Scope::Above } else { Scope::Reply(number()) };
    }
    if place(bit::COMMENT).is_some() {
        return Scope::Comment;
    }
    if place(bit::OPENING).is_some() { Scope::Opening } else { Scope::Plain }
}

/// The column that a header means if all its words are known, and how much less sure it is than others.
fn by_words(words: &[(String, u16)], scope: Scope) -> Option<(Column, usize)> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (first, bits) = words.first()?;
    // A title or a sentence may begin with an article; a header hardly does.
    if (*bits == bit::GLUE && scope != Scope::Above)
        || is_number(first)
        || words.iter().any(|(word, bits)| *bits == 0 && !is_number(word))
    {
        return None;
    }
    let says = |wanted: u16| {
        let mut roles = words.iter().filter(|(_, bits)| bits & bit::SCOPES == 0);
        roles.any(|(_, bits)| bits & wanted != 0)
    };
    let (people, times, texts) = (says(bit::AUTHOR), says(bit::TIME), says(bit::TEXT));
    let (ids, titles, by) = (says(bit::ID), says(bit::TITLE), says(bit::BY));
    // `number of comments` is a count.
    let counts = ids && words.iter().any(|(word, bits)| bits & (bit::COMMENT | bit::REPLY) != 0 && word.ends_with('s'));
    let people = people || by && scope != Scope::Above;
    let named = match (people, times, texts, ids, titles) {
        (true, _, false, ids, false) if by || !times => {
            let column = if scope == Scope::Above { Column::Addressee } else { Column::Author };
            (column, if ids { BY_ID } else { 0 })
        }
        (false, true, false, false, false) => (Column::Time, 0),
        (false, false, true, false, false) => (Column::Text, 0),
        (false, false, false, false, true) => (Column::Title, 0),
        (false, false, false, true, false) if !counts => match scope {
            Scope::Above => (Column::Parent, 0),
            Scope::Opening => (Column::Thread, 0),
            _ => (Column::Id, 0),
        },
        (false, false, false, false, false) => match scope {
            Scope::Above => (Column::Parent, 0),
            Scope::Comment | Scope::Reply(_) => (Column::Text, 0),
            Scope::Plain | Scope::Opening => return None,
        },
        _ => return None,
    };
    Some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_whose_property_it_is() {
        for (header, scope) in [
            ("Author", Scope::Plain),
            ("Comment author", Scope::Comment),
            ("commentAuthor", Scope::Comment),
            ("Kommentartext", Scope::Comment),
            ("reply_1_text", Scope::Reply(2)),
            ("réponse 2", Scope::Reply(3)),
            ("Reply Author Fullname", Scope::Reply(0)),
            ("replies/0/text", Scope::Reply(1)),
            ("post_author", Scope::Opening),
            ("debate_created_at", Scope::Opening),
            ("postdate", Scope::Opening),
            ("Parent Comment ID", Scope::Above),
            ("Réponse à", Scope::Above),
            ("parentUserDisplayName", Scope::Above),
            ("commented_user_name", Scope::Above),
        ] {
            assert_eq!(Head::of(header).scope, scope, "{header}");
        }
    }

    #[test]
    fn headers_of_known_words_are_understood() {
        for (header, column) in [
            ("Posted By User", Some(Column::Author)),
            ("Nom de l'auteur", Some(Column::Author)),
            ("Name des Verfassers", Some(Column::Author)),
            ("Nome utente", Some(Column::Author)),
            ("comment_by", Some(Column::Author)),
            ("Date et heure du commentaire", Some(Column::Time)),
            ("Data e ora", Some(Column::Time)),
            ("Fecha y hora", Some(Column::Time)),
            ("Geschrieben am", Some(Column::Time)),
            ("Texte du message", Some(Column::Text)),
            ("Testo del commento", Some(Column::Text)),
            ("Conteúdo do comentário", Some(Column::Text)),
            ("Numéro du commentaire", Some(Column::Id)),
            ("Número do comentário", Some(Column::Id)),
            ("Em resposta a", Some(Column::Parent)),
            ("In risposta a", Some(Column::Parent)),
            ("L'auteur", None),
            ("number of comments", None),
            ("user created at", None),
            ("author flair", None),
            ("reply to user name", Some(Column::Addressee)),
        ] {
            let head = Head::of(header);
            assert_eq!(head.by_words.map(|(column, _)| column), column, "{header}");
        }
    }
}
