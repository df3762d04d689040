//! Known people and a text, id or thread → the same with pseudonyms in place of everything that identifies one of them.

use indexmap::IndexSet;
use rustc_hash::{FxHashMap, FxHashSet};

use super::census::Census;
use super::contact::contacts;
use super::moves::{Moved, Replacement};
use super::names::{Entry, Found, Names, Strength, is_handle};
use super::ordinary::Ordinary;
use super::pseudonym::{Mark, Pseudonyms, pseudonym};
use super::sense::Occurrence;
use super::tally::Tally;
use super::{Authors, HasThread, Naming};
use crate::ids::Taken;
use crate::parallel;
use crate::sort::Order as _;
use crate::span::Span;
use crate::text::Ui;
use crate::thread::{Kind, Thread};

/// From this number of comments on that write a name in another sense, it is an ordinary word of the collection. Chosen
/// by hand: two people may share a slip, three show a habit.
const HABIT: usize = 3;

/// Finds and replaces everything that identifies a person in texts and ids.
#[derive(Debug, Default)]
pub(crate) struct Masker {
    pub(super) names: Names,
    /// The entries that the collection writes in another sense.
    others: FxHashSet<usize>,
    authors: Authors,
    ui: Ui,
    urls: bool,
}

/// What is known of the text that is masked.
#[derive(Clone, Copy, Debug)]
struct Context<'c> {
    /// The entries that the title or the article of the thread names.
    spared: &'c FxHashSet<usize>,
    /// The numbers of the authors of the thread.
    present: &'c FxHashSet<usize>,
    kind: Text,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Title,
    Article,
    Comment,
    /// A message of the program, which puts names between quotation marks.
    Message,
}

/// What is found at a place of a text.
#[derive(Clone, Copy, Debug)]
enum Finding {
    /// A known name: its entry.
    Name(usize),
    /// A handle that may be unknown.
    Handle,
    /// Anything else that identifies somebody.
    Contact(Mark),
}

impl Masker {
    /// A masker that knows the people of a census, who get their pseudonyms in this order.
    pub(crate) fn new(naming: &Naming, census: &Census, pseudonyms: &mut Pseudonyms) -> Self {
        let people: Vec<(&str, usize)> = census.people().map(|person| (person, pseudonyms.number(person))).collect();
        let names = Names::new(people.into_iter(), &naming.mask, &naming.unmask);
        let mut masker =
            Self { names, others: FxHashSet::default(), authors: naming.authors, ui: naming.ui, urls: naming.urls };
        masker.others = masker.habits(census.sample());
        masker
    }

    /// The names that at least [`HABIT`] of these comments write in another sense.
    fn habits(&self, sample: &[String]) -> FxHashSet<usize> {
        if self.names.is_empty() {
            return FxHashSet::default();
        }
        // For each name whether the comment writes it in lower case, and whether signs show another sense.
        let seen = parallel::map(sample, |_, text| {
            let mut seen: FxHashMap<usize, bool> = FxHashMap::default();
            for found in self.names.find(text) {
                let Some(entry) = self.weak(found) else { continue };
                let place = Occurrence::new(text, found.span, entry.capital, entry.ordinary, false);
                let is_lower = found.span.of(text).starts_with(char::is_lowercase);
                let is_other = place.is_other();
                if (is_lower || is_other) && !place.is_addressed(false, false) {
                    *seen.entry(found.entry).or_default() |= is_other;
                }
            }
            let mut seen: Vec<(usize, bool)> = seen.into_iter().collect();
            seen.sort_unstable();
            seen
        });
        let mut counts: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
        for (entry, is_shown) in seen.into_iter().flatten() {
            let count = counts.entry(entry).or_default();
            count.0 += 1;
            count.1 += usize::from(is_shown);
        }
        // Small letters alone say little, because many people write names so: an article must show another sense once.
        counts.into_iter().filter(|(_, (all, shown))| *all >= HABIT && *shown > 0).map(|(entry, _)| entry).collect()
    }

    fn weak(&self, found: Found) -> Option<&Entry> {
        self.names.entries.get(found.entry).filter(|entry| entry.strength == Strength::Weak)
    }

    /// Masks the title, texts, unknown fields and comment ids of a thread, and says where the places of each text are
    /// now. The result depends on no other thread.
    pub(super) fn mask_thread(&self, thread: &mut Thread, pseudonyms: &Pseudonyms) -> (Vec<Moved>, Tally) {
        self.rename_comments(thread);
        self.mask_texts(thread, pseudonyms)
    }

    /// As [`Masker::mask_thread`], without the ids.
    pub(crate) fn mask_texts(&self, thread: &mut Thread, pseudonyms: &Pseudonyms) -> (Vec<Moved>, Tally) {
        let mut tally = Tally::default();
        let present: FxHashSet<usize> =
            thread.comments.iter().filter_map(|comment| pseudonyms.known(comment.person()?)).collect();
        let spared = self.spared(thread, pseudonyms);
        let context = Context { spared: &spared, present: &present, kind: Text::Title };
        if let Some(title) = &mut thread.title {
            self.replace(title, context, &mut tally);
        }
        let masked = parallel::map(&thread.comments, |_, comment| {
            let kind = if comment.kind == Kind::Article { Text::Article } else { Text::Comment };
            let mut tally = Tally::default();
            (self.replacements(&comment.text, Context { kind, ..context }, &mut tally), tally)
        });
        let mut moves = Vec::with_capacity(masked.len());
        for (comment, (replacements, more)) in thread.comments.iter_mut().zip(masked) {
            moves.push(Moved::replace(&mut comment.text, &replacements));
            tally.add(more);
            comment.url =
                comment.url.take().filter(|url| self.urls || (comment.kind.is_opening() && !self.is_telling_url(url)));
            for value in comment.extra.values_mut() {
                self.replace(value, Context { kind: Text::Message, ..context }, &mut Tally::default());
            }
        }
        (moves, tally)
    }

    /// The names that the title or the article of a thread means in another sense, or whose bearers are its subject.
    /// Its own author is not.
    fn spared(&self, thread: &Thread, pseudonyms: &Pseudonyms) -> FxHashSet<usize> {
        let mut spared = FxHashSet::default();
        let opening = thread.comments.iter().filter(|comment| comment.kind.is_opening());
        let own: Vec<usize> = opening.filter_map(|comment| pseudonyms.known(comment.person()?)).collect();
        let articles = thread.comments.iter().filter(|comment| comment.kind == Kind::Article);
        let texts =
            thread.title.iter().map(|title| (title, true)).chain(articles.map(|article| (&article.text, false)));
        for (text, is_title) in texts {
            for found in self.names.find(text) {
                let Some(entry) = self.names.entries.get(found.entry) else { continue };
                let place = Occurrence::new(text, found.span, entry.capital, entry.ordinary, is_title);
                let is_own = entry.people.iter().any(|person| own.contains(person));
                if entry.strength != Strength::Certain
                    && !is_own
                    && !place.is_greeted()
                    && (is_title || !place.is_alone())
                {
                    spared.insert(found.entry);
                }
            }
        }
        spared
    }

    /// Masks a text that belongs to no thread, such as a message of the program.
    pub(crate) fn mask(&self, text: &mut String) {
        let nobody = FxHashSet::default();
        let context = Context { spared: &nobody, present: &nobody, kind: Text::Message };
        self.replace(text, context, &mut Tally::default());
    }

    fn replace(&self, text: &mut String, context: Context<'_>, tally: &mut Tally) -> Moved {
        let replacements = self.replacements(text, context, tally);
        Moved::replace(text, &replacements)
    }

    /// What to replace in a text, in order and without overlaps.
    fn replacements(&self, text: &str, context: Context<'_>, tally: &mut Tally) -> Vec<Replacement> {
        let mut findings: Vec<(Span, Finding)> = contacts(text, context.kind == Text::Comment)
            .into_iter()
            .map(|(span, mark)| (span, mark.map_or(Finding::Handle, Finding::Contact)))
            .collect();
        for found in self.names.find(text) {
            if self.is_meant(text, found, context, tally) {
                findings.push((found.span, Finding::Name(found.entry)));
            }
        }
        findings.order_by_key(|(span, _)| *span);
        let mut replacements: Vec<Replacement> = Vec::new();
        let mut findings = findings.into_iter().filter(|(span, _)| !span.is_empty()).peekable();
        let mut copied = 0;
        while let Some((span, finding)) = findings.next() {
            let mut group = vec![(span, finding)];
            let mut whole = span;
            while let Some(next) = findings.next_if(|(next, _)| next.start < whole.end) {
                whole = whole.join(next.0);
                group.push(next);
            }
            let whole = Span::new(whole.start.max(copied), self.end_of(&group, whole));
            if whole.is_empty() {
                continue;
            }
            let by = self.label(text, whole, &group, context, tally);
            copied = whole.end;
            replacements.push(Replacement { span: whole, by });
        }
        replacements
    }

    /// Where a group of overlapping findings ends. A handle with more words than the name of a known person ends with the
    /// name, since the words after it belong to the sentence.
    fn end_of(&self, group: &[(Span, Finding)], whole: Span) -> usize {
        let is_handle = group.iter().all(|(_, finding)| !matches!(finding, Finding::Contact(_)));
        let known = group.iter().filter(|(_, finding)| match finding {
            Finding::Name(entry) => self.names.entries.get(*entry).is_some_and(|entry| !entry.is_part),
            _ => false,
        });
        let end = known.filter(|(span, _)| span.start == whole.start).map(|(span, _)| span.end).max();
        let last =
            group.iter().filter(|(_, finding)| matches!(finding, Finding::Name(_))).map(|(span, _)| span.end).max();
        end.max(last.filter(|_| end.is_some())).filter(|_| is_handle).unwrap_or(whole.end)
    }

    /// What is written in place of overlapping findings.
    fn label(
        &self,
        text: &str,
        whole: Span,
        group: &[(Span, Finding)],
        context: Context<'_>,
        tally: &mut Tally,
    ) -> String {
        let contact = group.iter().filter_map(|(span, finding)| match finding {
            Finding::Contact(mark) => Some((span.len(), *mark)),
            _ => None,
        });
        if let Some((_, mark)) = contact.max() {
            tally.contacts += 1;
            return mark.text(self.ui).to_owned();
        }
        let name = group.iter().filter_map(|(span, finding)| match finding {
            Finding::Name(entry) => Some((span.len(), *entry)),
            _ => None,
        });
        let Some((_, index)) = name.max_by_key(|(length, entry)| (*length, std::cmp::Reverse(*entry))) else {
            tally.contacts += 1;
            return Mark::Name.text(self.ui).to_owned();
        };
        tally.masked(index);
        let person = self.names.entries.get(index).and_then(|entry| one_of(&entry.people, context.present));
        match person {
            Some(number) if self.authors != Authors::None && !is_in_link(text, whole.start) => {
                pseudonym(number, self.ui)
            }
            _ => Mark::Name.text(self.ui).to_owned(),
        }
    }

    /// Whether a name means its bearer at a place of a text.
    fn is_meant(&self, text: &str, found: Found, context: Context<'_>, tally: &mut Tally) -> bool {
        let Some(entry) = self.names.entries.get(found.entry) else { return true };
        if entry.strength == Strength::Certain {
            return true;
        }
        if entry.is_handle && is_handle(found.span.of(text)) {
            return true;
        }
        let is_spared = context.spared.contains(&found.entry);
        let is_title = context.kind == Text::Title;
        let place = Occurrence::new(text, found.span, entry.capital, entry.ordinary, is_title);
        let is_meant = if entry.strength == Strength::Full {
            !is_spared || place.is_greeted()
        } else if place.is_handle() {
            true
        } else {
            let is_word = entry.ordinary != Ordinary::No
                || is_spared
                || self.others.contains(&found.entry)
                || self.names.is_phrase(text, found);
            let is_plain = !is_word && !place.is_other();
            is_plain || place.is_addressed(is_word, is_spared) || (context.kind == Text::Message && place.is_quoted())
        };
        if !is_meant && context.kind != Text::Message {
            tally.left(found.entry, found.span.of(text));
        }
        is_meant
    }

    /// Whether the address of a thread names a person.
    pub(crate) fn is_telling_url(&self, url: &str) -> bool {
        // The account before an issue is that of a project.
        let is_project =
            ["/issues/", "/pull/", "/discussions/", "/merge_requests/"].iter().any(|part| url.contains(part));
        self.names.names(url) || (!is_project && !contacts(url, false).is_empty())
    }

    /// Whether an id identifies a person: it contains a letter and either a whole name or an address.
    pub(crate) fn is_telling(&self, id: &str) -> bool {
        id.chars().any(char::is_alphabetic)
            && (self.names.names(id) || id.contains('@') || !contacts(id, false).is_empty())
    }

    /// Whether the id of a thread, as the source gives it, identifies a person. Names that the user gave to files stay.
    pub(crate) fn is_telling_thread(&self, id: &str, source: Option<&str>) -> bool {
        !source.is_some_and(|source| source.starts_with(id)) && self.is_telling(id)
    }

    /// Gives neutral ids to threads whose ids identify a person.
    pub(super) fn rename_threads<T: HasThread>(&self, items: &mut [T]) {
        let telling = |thread: &Thread| self.is_telling_thread(&thread.id, thread.source.as_deref());
        if !items.iter().any(|item| telling(item.thread())) {
            return;
        }
        let mut taken: Taken = items.iter().map(|item| item.thread().id.as_str()).collect();
        for item in items.iter_mut().filter(|item| telling(item.thread())) {
            item.thread_mut().id = taken.numbered("t", 1);
        }
    }

    /// Gives neutral ids to comments whose ids identify a person, and updates the parents and quotes that name them.
    fn rename_comments(&self, thread: &mut Thread) {
        let ids = thread.comments.iter().flat_map(|c| std::iter::once(c.id.as_str()).chain(c.parent.as_deref()));
        let quoted = thread.comments.iter().flat_map(|c| &c.quotes).filter_map(|quote| quote.to.as_deref());
        let named = ids.chain(quoted);
        let telling: IndexSet<&str> = named.clone().filter(|id| self.is_telling(id)).collect();
        if telling.is_empty() {
            return;
        }
        // Parents that were not read count too: a new id must not turn a reply to one into a reply to somebody else.
        let mut taken: Taken = named.collect();
        let neutral: FxHashMap<String, String> =
            telling.into_iter().map(|id| (id.to_owned(), taken.numbered("x", 1))).collect();
        let replace = |id: &mut String| {
            if let Some(replacement) = neutral.get(id.as_str()) {
                id.clone_from(replacement);
            }
        };
        for comment in &mut thread.comments {
            replace(&mut comment.id);
            comment.parent.iter_mut().for_each(replace);
            comment.quotes.iter_mut().filter_map(|quote| quote.to.as_mut()).for_each(replace);
        }
    }
}

/// The one person of several who is meant: the only one, or the only one who writes in the thread.
fn one_of(people: &[usize], present: &FxHashSet<usize>) -> Option<usize> {
    if let [only] = people {
        return Some(*only);
    }
    let mut here = people.iter().filter(|person| present.contains(person));
    here.next().copied().filter(|_| here.next().is_none())
}

/// Longest web address that is looked at, in bytes. Chosen by hand.
const LINK_BYTES: usize = 256;

/// Whether a place of a text is inside a web address, where a pseudonym with a space would cut it in two.
fn is_in_link(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(LINK_BYTES));
    let before = text.get(from..at).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || "<>\"()«»".contains(c)).next().unwrap_or_default();
    word.contains("://") || word.starts_with("www.")
}

/// Hides addresses, handles, profile links and telephone numbers in a text whose authors are not known.
pub fn without_contacts(text: &str) -> String {
    let mut text = text.to_owned();
    Masker::default().mask(&mut text);
    text
}
