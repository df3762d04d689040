//! Quotations in mails → the messages that they repeat.
//!
//! Mails do not name the quoted message, but its words show it: six words in a row that another message has as its
//! author's own. One pass over all words finds them. A quotation without such words gets no message.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::thread::Comment;

/// How many words in a row must agree. Five still agree by chance (*I do not think that*), and programs that quote
/// parts of sentences break longer runs.
const RUN: usize = 6;

/// Sets the quoted comment of every quotation whose words are found.
pub(super) fn name_quoted(comments: &mut [Comment]) {
    if comments.iter().all(|comment| comment.quotes.is_empty()) {
        return;
    }
    let mut authored: FxHashMap<u64, usize> = FxHashMap::default();
    for (at, comment) in comments.iter().enumerate().filter(|(_, comment)| !comment.id.is_empty()) {
        let mut start = 0;
        for quote in &comment.quotes {
            learn(comment.text.get(start..quote.span.start).unwrap_or_default(), at, &mut authored);
            start = quote.span.end;
        }
        learn(comment.text.get(start..).unwrap_or_default(), at, &mut authored);
    }
    let ids: Vec<String> = comments.iter().map(|comment| comment.id.clone()).collect();
    for (at, comment) in comments.iter_mut().enumerate() {
        for quote in comment.quotes.iter_mut().filter(|quote| quote.to.is_none()) {
            let text = quote.span.of(&comment.text);
            // Lines quoted once come before lines that they quote in turn; HTML has no such marks.
            let once = |line: &&str| line.trim_start_matches(['>', ' ']).len() + 2 >= line.len();
            let found = runs(text.lines().filter(once)).chain(runs(text.lines()));
            let other = |run: u64| authored.get(&run).copied().filter(|other| *other != at);
            quote.to = found.into_iter().find_map(other).and_then(|other| ids.get(other).cloned());
        }
    }
}

/// Records the runs of a text as those of the comment at an index, unless an earlier comment has them.
fn learn(text: &str, at: usize, authored: &mut FxHashMap<u64, usize>) {
    for run in runs(text.lines()) {
        authored.entry(run).or_insert(at);
    }
}

/// A hash for each run of words in some lines, without quotation marks and punctuation.
fn runs<'t>(lines: impl Iterator<Item = &'t str>) -> impl Iterator<Item = u64> {
    let words = lines.flat_map(str::split_whitespace).filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut hasher = FxHasher::default();
        hasher.write(word.to_lowercase().as_bytes());
        (!word.is_empty()).then(|| hasher.finish())
    });
    let mut window: std::collections::VecDeque<u64> = std::collections::VecDeque::with_capacity(RUN);
    words.filter_map(move |word| {
        if window.len() == RUN {
            window.pop_front();
        }
        window.push_back(word);
        (window.len() == RUN).then(|| {
            let mut hasher = FxHasher::default();
            for word in &window {
                hasher.write_u64(*word);
            }
            hasher.finish()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::thread::Quote;

    #[test]
    fn a_quotation_names_the_message_of_its_words() {
        let first = "I do not think that the ferry should run at night.";
        let reply = "> I do not think that the ferry\n> should run\n\nWhy not, with so many people on it?";
        let last =
            "A wrote:\n>> I do not think that the ferry should run\n> Why not, with so many people on it?\n\nOk.";
        let nobody = "> one two three four five six seven\nx";
        let comment = |id: &str, text: &str, end: usize| Comment {
            id: id.into(),
            text: text.into(),
            quotes: (end > 0).then(|| Quote { span: Span::new(0, end), to: None }).into_iter().collect(),
            ..Comment::default()
        };
        let ends = [0, reply.find("\n\n").unwrap(), last.find("\n\n").unwrap(), nobody.find('\n').unwrap()];
        let mut comments: Vec<Comment> = ["a", "b", "c", "d"]
            .iter()
            .zip([first, reply, last, nobody])
            .zip(ends)
            .map(|((id, text), end)| comment(id, text, end))
            .collect();
        name_quoted(&mut comments);
        let to: Vec<_> = comments.iter().skip(1).map(|comment| comment.quotes[0].to.as_deref()).collect();
        assert_eq!(to, [Some("a"), Some("b"), None]);
    }
}
