//! Privacy: names leave the parts before they reach the map, and with it every output.
//!
//! In: parts as they were read. Out: the same parts with pseudonyms, and with names, handles, e-mail and IP addresses
//! masked inside texts. A masked character has as many bytes as the one it hides, so that every span stays right in
//! bytes and in scalar values. A pseudonym is not anonymity: quoted text stays searchable.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Part;
use crate::span::Span;

/// How authors are named in outputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authors {
    /// `Author 1`, `Author 2`, … by order of appearance.
    #[default]
    Pseudonym,
    /// As the source names them; texts are left as they are.
    Keep,
    /// Not at all.
    None,
}

/// Shortest name, in characters, that is masked inside texts: shorter ones are words or initials too often.
const SHORTEST: usize = 3;

/// Names authors across a whole collection: the same name gets the same pseudonym in every thread, and threads may come
/// one by one.
#[derive(Debug, Default)]
pub struct Privacy {
    authors: Authors,
    numbers: FxHashMap<String, usize>,
}

impl Privacy {
    /// Nobody named yet.
    pub fn new(authors: Authors) -> Self {
        Self { authors, numbers: FxHashMap::default() }
    }

    /// Replaces the authors of some threads and masks, in all their titles and texts, the names known from them.
    ///
    /// Names are masked as whole words, case-sensitively, also where a name is an ordinary word: showing one would break
    /// the promise, hiding one costs a word. Names of threads that come in another call are not known here, so a caller
    /// that holds all threads passes them together. Linear in the texts for names that do not repeat each other.
    pub fn apply(&mut self, parts: &mut [Part]) {
        if self.authors == Authors::Keep {
            return;
        }
        let masker =
            Masker::new(parts.iter().flat_map(|part| &part.thread.comments).filter_map(|c| c.author.as_deref()));
        for part in parts {
            if let Some(title) = &mut part.thread.title {
                masker.mask(title);
            }
            for comment in &mut part.thread.comments {
                masker.mask(&mut comment.text);
                comment.author = comment.author.take().and_then(|author| self.name(&author));
            }
        }
    }

    fn name(&mut self, author: &str) -> Option<String> {
        let author = author.trim();
        if self.authors == Authors::None || author.is_empty() {
            return None;
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(author.to_owned()).or_insert(next);
        Some(format!("Author {number}"))
    }
}

/// Finds and hides names in texts.
enum Masker {
    /// Nobody is known.
    Nobody,
    /// By these names.
    Names(AhoCorasick),
    /// There are more names than an automaton can hold (2³¹ states): hiding all words keeps the promise.
    Everything,
}

impl Masker {
    fn new<'a>(authors: impl Iterator<Item = &'a str>) -> Self {
        let mut seen = FxHashSet::default();
        let mut names: Vec<&str> = authors.flat_map(forms).filter(|name| seen.insert(*name)).collect();
        names.sort_unstable();
        // Every match is wanted, overlapping ones too: behind "Ann" in "Ann Leeds" may stand the longer "Ann Lee".
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&names);
        match automaton {
            _ if names.is_empty() => Masker::Nobody,
            Ok(automaton) => Masker::Names(automaton),
            Err(_) => Masker::Everything,
        }
    }

    fn mask(&self, text: &mut String) {
        let mut hidden = addresses(text);
        match self {
            Masker::Nobody => {}
            Masker::Names(names) => {
                let found = names.find_overlapping_iter(text.as_str());
                let spans = found.map(|found| Span::new(found.start(), found.end()));
                hidden.extend(spans.filter(|span| is_word(text, *span)));
            }
            Masker::Everything => hidden.push(Span::new(0, text.len())),
        }
        if hidden.is_empty() {
            return;
        }
        hidden.sort_unstable();
        let mut masked = String::with_capacity(text.len());
        let mut done = 0;
        for span in hidden {
            let start = span.start.max(done);
            if start >= span.end {
                continue;
            }
            masked.push_str(text.get(done..start).unwrap_or_default());
            masked.extend(text.get(start..span.end).unwrap_or_default().chars().map(mask_of));
            done = span.end;
        }
        masked.push_str(text.get(done..).unwrap_or_default());
        *text = masked;
    }
}

/// The strings that name an author: the whole of it, without the mark of a handle, without an address behind it.
fn forms(author: &str) -> impl Iterator<Item = &str> {
    let author = author.trim();
    let bare = author.trim_start_matches("/u/").trim_start_matches("u/").trim_start_matches('@');
    let before = author.split(['<', '(']).next().unwrap_or(author).trim();
    [author, bare, before].into_iter().filter(|name| name.chars().nth(SHORTEST - 1).is_some())
}

/// A character of the same length in bytes that hides another; spaces stay, so that lines still wrap.
fn mask_of(hidden: char) -> char {
    match (hidden, hidden.len_utf8()) {
        (' ' | '\n' | '\t', _) => hidden,
        (_, 1) => '*',
        (_, 2) => '·',
        (_, 3) => '•',
        _ => '🞄',
    }
}

/// Whether the words of a span stand for themselves: no letter or digit goes on where one ends. Scripts that write
/// without spaces have no such edges, so there every occurrence counts.
fn is_word(text: &str, span: Span) -> bool {
    let joined = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| is_letter(a) && is_letter(b));
    let inside = span.of(text);
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    !joined(before, inside.chars().next()) && !joined(inside.chars().next_back(), after)
}

/// A letter or digit of a script with spaces between words. Beyond these blocks (Thai, Lao, Khmer; kana, Han, Hangul)
/// a neighbour does not tell whether a word goes on.
fn is_letter(c: char) -> bool {
    let spaceless = matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{20000}'..='\u{3FFFF}');
    c.is_alphanumeric() && !spaceless
}

/// E-mail addresses, handles (`@name`) and IPv4 addresses of a text, in order of kind. Each kind is one pass.
fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let local = text.get(..at).map_or(at, |before| before.trim_end_matches(is_local).len());
        let rest = text.get(at + 1..).unwrap_or_default();
        let domain = rest.find(|c| !is_domain(c)).map_or(rest, |end| rest.get(..end).unwrap_or_default());
        let domain = domain.trim_end_matches(['.', '-']);
        let end = at + 1 + domain.len();
        if local < at && domain.contains('.') {
            found.push(Span::new(local, end));
        } else if local == at && domain.chars().nth(SHORTEST - 1).is_some() {
            let handle = rest.find(|c| !is_domain(c) && c != '_').unwrap_or(rest.len());
            let handle = rest.get(..handle).unwrap_or_default().trim_end_matches(['.', '-']);
            found.push(Span::new(at + 1, at + 1 + handle.len()));
        }
    }
    found.extend(numbers(text));
    found
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn is_domain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-')
}

/// Four numbers up to 255 with dots between and nothing more around: an IPv4 address.
fn numbers(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !(c.is_ascii_digit() || c == '.')) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let word = (start, word);
        let mut fields = word.1.split('.');
        let all = fields.by_ref().take(4).filter(|field| field.len() <= 3 && field.parse::<u8>().is_ok()).count();
        if all == 4 && fields.next().is_none() {
            found.push(Span::new(word.0, word.0 + word.1.len()));
        }
    }
    found
}
