//! `rules coverage`: on how many different comments each list of phrases is found, and by which phrases.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::parallel;
use crate::rule::{Matcher, TermKind};
use crate::sort::Order as _;
use crate::text::fold;
use crate::thread::Thread;

/// How many phrases of a list are named.
const NAMED: usize = 5;

/// How one list of phrases is found in a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct ListUse {
    /// Its name in evidence: `fr.skeptic.deceit`.
    pub name: Arc<str>,
    /// Different comments in a language that its pack reads. Equal texts are one comment.
    pub read: usize,
    /// Of these, comments with a phrase of the list.
    pub comments: usize,
    /// How many different words are found for it.
    pub phrases: usize,
    /// The most frequent of these, each with its number of comments.
    pub most: Vec<(String, usize)>,
}

/// The use of every list of the packs, or of the pack with this id, in the order of the rules.
pub fn lists(threads: &[Thread], matcher: &Matcher, pack: Option<&str>) -> Vec<ListUse> {
    let mut texts = BTreeSet::new();
    let comments: Vec<_> = threads
        .iter()
        .flat_map(|thread| &thread.comments)
        .filter(|comment| !comment.kind.is_opening() && texts.insert(fold::fold(&comment.text)))
        .collect();
    let readings = parallel::map(&comments, |_, comment| {
        let cited: Vec<_> = comment.quotes.iter().map(|quote| quote.span).collect();
        let reading = matcher.read(&comment.text, &cited);
        let lang = comment.lang.or(reading.prose.lang);
        (reading, lang)
    });
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for rule in &matcher.rules {
        let is_asked = matcher.packs.get(rule.pack).is_some_and(|of| pack.is_none_or(|pack| of.id == pack));
        for term in rule.terms.iter().filter(|_| is_asked) {
            let TermKind::Lexicon(lexicon) = term.kind else { continue };
            if !seen.insert((lexicon, rule.pack)) {
                continue;
            }
            let (mut read, mut found) = (0, 0);
            let mut phrases: BTreeMap<String, usize> = BTreeMap::new();
            for (comment, (reading, lang)) in comments.iter().zip(&readings) {
                if !matcher.reads(rule, *lang) {
                    continue;
                }
                read += 1;
                let words: BTreeSet<String> = reading
                    .hits
                    .iter()
                    .filter(|hit| hit.lexicon == lexicon)
                    .map(|hit| fold::fold(reading.prose.span(hit.first as usize..hit.end as usize).of(&comment.text)))
                    .collect();
                found += usize::from(!words.is_empty());
                for words in words {
                    *phrases.entry(words).or_default() += 1;
                }
            }
            let count = phrases.len();
            let mut most: Vec<(String, usize)> = phrases.into_iter().collect();
            most.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            most.truncate(NAMED);
            out.push(ListUse { name: term.name.clone(), read, comments: found, phrases: count, most });
        }
    }
    out
}
