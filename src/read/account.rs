//! The account of a plain text: where each of its lines went.
//!
//! In: the decoded source and the threads that a reader made of it. Out: an [`Account`]. It is made from the words alone,
//! not from what the reader says of itself: a line whose words are in no comment, no article and no name is *unread*.

use std::fmt;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Diagnostic;
use crate::lang;
use crate::span::Span;
use crate::text::fnv1a;
use crate::thread::{Comment, Thread};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Article,
    Comment,
    Quotation,
    /// The name of an author, a time, a title.
    Byline,
    /// The source's own words: links to reply, counters, notices.
    Furniture,
    Unread,
}

/// Every fate with its name in the account.
const FATES: [(Fate, &str); 6] = [
    (Fate::Article, "article"),
    (Fate::Comment, "comments"),
    (Fate::Quotation, "quotations"),
    (Fate::Byline, "names and times"),
    (Fate::Furniture, "furniture"),
    (Fate::Unread, "unread"),
];

/// The least share of the text that is worth a warning if it is unread.
const MUCH: f64 = 0.1;

/// The least number of unread lines in a row that count as lost text. A page has a menu, a foot and a form, which the
/// reader may leave out without a word.
const LOST_LINES: usize = 3;

/// The least number of words of an unread line that may be somebody's text.
const LOST_WORDS: usize = 6;

/// The most ranges of lines that a message names.
const NAMED: usize = 5;

/// The fewest digits of a date or a clock time.
const DATE_DIGITS: usize = 3;

/// Words of a text that are compared: the beginning, since a reader may cut or join what follows.
const COMPARED_WORDS: usize = 5;

/// Where the lines of a plain text went.
#[derive(Debug)]
pub(super) struct Account {
    /// The bytes of each fate, in the order of [`FATES`].
    bytes: [usize; FATES.len()],
    /// The lines that are unread, from 1, end exclusive, and how many of the lines in each range look like text.
    unread: Vec<(Range<usize>, usize)>,
}

impl Account {
    /// The account of a source. Linear in the source and the threads.
    pub(super) fn of(source: &str, threads: &[Thread]) -> Self {
        let mut known = Known::of(threads);
        let lines: Vec<Ends> = source.lines().map(Ends::of).collect();
        known.runs.extend(lines.iter().flat_map(|ends| [(ends.head, None), (ends.tail, None)]));
        threads.iter().flat_map(|thread| &thread.comments).for_each(|comment| known.learn(comment));
        let mut account = Account { bytes: [0; FATES.len()], unread: Vec::new() };
        let lines = source.lines().zip(&lines).enumerate();
        for (index, (line, ends)) in lines.filter(|(_, (line, _))| !line.trim().is_empty()) {
            let fate = known.fate(line, ends);
            let slot = FATES.iter().position(|(other, _)| *other == fate).unwrap_or_default();
            crate::place::update(&mut account.bytes, slot, |bytes| *bytes += line.len());
            if fate == Fate::Unread {
                let is_text = usize::from(ends.words >= LOST_WORDS);
                match account.unread.last_mut().filter(|(range, _)| range.end == index + 1) {
                    Some((range, texts)) => (range.end, *texts) = (index + 2, *texts + is_text),
                    None => account.unread.push((index + 1..index + 2, is_text)),
                }
            }
        }
        account
    }

    /// A note that says where all bytes went.
    pub(super) fn note(&self) -> Diagnostic {
        let note = Diagnostic::note("account", format!("of the text, {self}"));
        if self.unread.is_empty() { note } else { note.help(format!("unread: {}", ranges(&self.unread))) }
    }

    /// A warning if much of the text is in no comment.
    pub(super) fn warning(&self) -> Option<Diagnostic> {
        let total: usize = self.bytes.iter().sum();
        let unread = self.bytes.last().copied().unwrap_or_default();
        let lost: Vec<(Range<usize>, usize)> =
            self.unread.iter().filter(|(_, texts)| *texts >= LOST_LINES).cloned().collect();
        let lines: usize = lost.iter().map(|(range, _)| range.len()).sum();
        if lost.is_empty() || (unread as f64) < MUCH * total as f64 {
            return None;
        }
        let share = unread * 100 / total.max(1);
        let message =
            format!("{lines} lines ({share} % of the text) were left out: they seem to be neither article nor comment");
        let help = format!(
            "unread: {}; if they are comments, say how many there are with --comments N, or name the format with --from",
            ranges(&lost)
        );
        Some(Diagnostic::warning("unread-lines", message).help(help))
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: usize = self.bytes.iter().sum();
        let parts = FATES.iter().zip(&self.bytes).filter(|(_, bytes)| **bytes > 0);
        for (index, ((_, name), bytes)) in parts.enumerate() {
            let share = (*bytes as f64 * 100.0 / total.max(1) as f64).round();
            write!(f, "{}{share} % {name}", if index > 0 { ", " } else { "" })?;
        }
        if total == 0 { f.write_str("nothing to account for") } else { Ok(()) }
    }
}

/// Ranges of lines as words: `lines 3–5, 9`.
fn ranges(unread: &[(Range<usize>, usize)]) -> String {
    let shown = unread.iter().take(NAMED).map(|(range, _)| {
        let last = range.end - 1;
        if range.start == last { last.to_string() } else { format!("{}–{last}", range.start) }
    });
    let more = if unread.len() > NAMED { format!(" and {} more places", unread.len() - NAMED) } else { String::new() };
    format!("lines {}{more}", shown.collect::<Vec<_>>().join(", "))
}

/// The first and the last words of a line, at most [`COMPARED_WORDS`] each, as hashes, and how many words it has.
#[derive(Debug)]
struct Ends {
    head: u64,
    tail: u64,
    words: usize,
}

impl Ends {
    fn of(line: &str) -> Self {
        let words: Vec<u64> = words(line).map(hash).collect();
        let run = |run: Option<&[u64]>| fnv1a(run.unwrap_or_default().iter().copied());
        Ends {
            head: run(words.get(..words.len().min(COMPARED_WORDS))),
            tail: run(words.get(words.len().saturating_sub(COMPARED_WORDS)..)),
            words: words.len(),
        }
    }
}

/// What the threads hold: the words of texts, names and times.
#[derive(Debug, Default)]
struct Known {
    /// For each run of words that a line begins or ends with: whose text has it.
    runs: FxHashMap<u64, Option<Fate>>,
    /// The words of names and titles.
    bylines: FxHashSet<u64>,
    /// Words of links to reply and of counters.
    furniture: FxHashSet<u64>,
}

impl Known {
    /// The names, titles and furniture. The runs are still to be learnt.
    fn of(threads: &[Thread]) -> Self {
        let mut known = Known::default();
        let titles = threads.iter().filter_map(|thread| thread.title.as_deref());
        let comments = threads.iter().flat_map(|thread| &thread.comments);
        for name in titles.chain(comments.filter_map(|comment| comment.author.as_deref())) {
            known.bylines.extend(words(name).map(hash));
        }
        let actions = lang::merged(|words| words.pages.actions);
        let counters = [lang::merged(|words| words.counters.strong), lang::merged(|words| words.counters.weak)];
        for action in actions.into_iter().chain(counters.into_iter().flatten()) {
            known.furniture.extend(words(action).map(hash));
        }
        known
    }

    /// Learns which of the wanted runs a text has.
    fn learn(&mut self, comment: &Comment) {
        let mut recent: Vec<u64> = Vec::with_capacity(COMPARED_WORDS);
        let mut quotes: Vec<Span> = comment.quotes.iter().map(|quote| quote.span).collect();
        quotes.sort_unstable();
        let mut quotes = quotes.into_iter().peekable();
        for (word, at) in words_with_places(&comment.text) {
            while quotes.next_if(|quote| quote.end <= at).is_some() {}
            let is_quoted = quotes.peek().is_some_and(|quote| quote.start <= at);
            let fate = match (comment.kind.is_opening(), is_quoted) {
                (true, _) => Fate::Article,
                (false, true) => Fate::Quotation,
                (false, false) => Fate::Comment,
            };
            if recent.len() == COMPARED_WORDS {
                recent.remove(0);
            }
            recent.push(hash(word));
            for start in 0..recent.len() {
                let run = fnv1a(recent.get(start..).unwrap_or_default().iter().copied());
                self.runs.entry(run).and_modify(|known| {
                    known.get_or_insert(fate);
                });
            }
        }
    }

    /// What became of a line: its first or last words are in a text, or it is a name, a time, a link to reply.
    fn fate(&self, line: &str, ends: &Ends) -> Fate {
        let run = |run: u64| self.runs.get(&run).copied().flatten();
        let has = |known: &FxHashSet<u64>| words(line).any(|word| known.contains(&hash(word)));
        let is_short = ends.words < LOST_WORDS;
        if ends.words == 0 {
            return Fate::Furniture;
        }
        if is_short && has(&self.bylines) && run(ends.head).is_none() {
            return Fate::Byline;
        }
        let digits = line.chars().filter(char::is_ascii_digit).count();
        run(ends.tail).or_else(|| run(ends.head)).unwrap_or_else(|| {
            if ends.words <= 2 * LOST_WORDS && (has(&self.bylines) || digits >= DATE_DIGITS) {
                Fate::Byline
            } else if is_short
                && words(line).filter(|word| self.furniture.contains(&hash(word))).count() * 2 > ends.words
            {
                Fate::Furniture
            } else {
                Fate::Unread
            }
        })
    }
}

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The same, each with its first byte.
fn words_with_places(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let base = text.as_ptr() as usize;
    words(text).map(move |word| (word, word.as_ptr() as usize - base))
}

fn hash(word: &str) -> u64 {
    fnv1a(word.chars().flat_map(char::to_lowercase).map(u64::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thread::Kind;

    fn comment(kind: Kind, author: &str, text: &str) -> Comment {
        Comment { kind, author: Some(author.to_owned()), text: text.to_owned(), ..Comment::default() }
    }

    fn threads() -> Vec<Thread> {
        let comments = vec![
            comment(Kind::Article, "", "The bridge closes in May. It was built in 1931."),
            comment(Kind::Comment, "Odile", "Who asked us about it, may I ask?"),
        ];
        vec![Thread { comments, ..Thread::default() }]
    }

    #[test]
    fn every_line_has_one_fate() {
        let source = "The bridge closes in May.\nIt was built in 1931.\n\nOdile\n3 May 2024\nWho asked us\nabout it, may I ask?\nReply\nSomething else entirely";
        let account = Account::of(source, &threads());
        let total: usize = source.lines().map(str::len).sum();
        assert_eq!(account.bytes.iter().sum::<usize>(), total);
        assert_eq!(
            account.to_string(),
            "38 % article, 26 % comments, 12 % names and times, 4 % furniture, 19 % unread"
        );
        assert_eq!(account.unread, [(9..10, 0)]);
        assert_eq!(account.warning(), None, "one line of a page's own is not lost text");
    }

    #[test]
    fn dropped_comments_are_noticed() {
        let lost = "I drive there every single day.\n".repeat(4);
        let source = format!("Odile\nWho asked us about it, may I ask?\n{lost}");
        let warning = Account::of(&source, &threads()).warning().unwrap();
        assert!(warning.message.starts_with("4 lines (7"), "{}", warning.message);
        assert!(warning.help.unwrap().starts_with("unread: lines 3–6;"));
    }

    #[test]
    fn what_comes_after_a_name_and_a_time_is_the_comment() {
        let source = "[10:12] Odile: Who asked us about it, may I ask?";
        assert_eq!(Account::of(source, &threads()).to_string(), "100 % comments");
    }
}
