//! Whom the comments of a marked page answer, where their first words say so: `@NAME`, `#3` on a page with numbers, or words of
//! an earlier comment below a line with the name of its author. Such repeated words are a quotation.

use std::collections::BTreeMap;

use crate::span::Span;
use crate::text::fold;

/// Longest line that says whose words follow, in words. Sentences are longer.
const HEAD: usize = 14;

/// Longest name, in words.
const NAME: usize = 5;

/// How many earlier comments of one author are looked at, the nearest first.
const LOOKED_AT: usize = 50;

/// Shortest quoted line, in letters. Shorter ones are found anywhere.
const QUOTED: usize = 8;

/// One comment.
#[derive(Clone, Copy, Debug)]
pub struct Posted<'t> {
    /// Its author.
    pub author: Option<&'t str>,
    /// Its number on the page.
    pub number: Option<u32>,
    /// Its text, its lines one below the other.
    pub text: &'t str,
}

/// What a comment answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The comment that it answers, by its place.
    pub to: Option<usize>,
    /// The words of another in it, with the line that says whose they are.
    pub quote: Option<Span>,
}

/// What each comment answers by its words.
pub fn answers(comments: &[Posted<'_>]) -> Vec<Answer> {
    let texts: Vec<String> = comments.iter().map(|comment| plain(comment.text)).collect();
    let mut by_author: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_number: BTreeMap<u32, usize> = BTreeMap::new();
    let mut out = Vec::with_capacity(comments.len());
    for (at, comment) in comments.iter().enumerate() {
        let quoted = quoted(comment.text, &by_author, &texts);
        let own =
            quoted.map_or(comment.text, |(_, span)| comment.text.get(span.end..).unwrap_or_default().trim_start());
        let addressed = || numbered(own, &by_number).or_else(|| named(own, &by_author));
        out.push(Answer { to: quoted.map(|(to, _)| to).or_else(addressed), quote: quoted.map(|(_, span)| span) });
        if let Some(author) = comment.author {
            by_author.entry(plain(author)).or_default().push(at);
        }
        if let Some(number) = comment.number {
            by_number.insert(number, at);
        }
    }
    out
}

/// A text folded, with single spaces between its words and no signs at their ends.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The comment of the number at the beginning of a text: `#3`, `@3`, `@#3`.
fn numbered(text: &str, by_number: &BTreeMap<u32, usize>) -> Option<usize> {
    let rest = text.trim_start_matches('@').trim_start_matches('#');
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_marked = text.len() > rest.len() && !rest.get(digits..)?.starts_with(char::is_alphanumeric);
    let number = rest.get(..digits)?.parse().ok().filter(|_| is_marked)?;
    by_number.get(&number).copied()
}

/// The last comment of the author whose name is at the beginning of a text, behind `@`, or whole if it is of several words.
fn named(text: &str, by_author: &BTreeMap<String, Vec<usize>>) -> Option<usize> {
    let line = text.lines().next()?;
    let (least, line) = line.strip_prefix('@').map_or((2, line), |line| (1, line));
    let all: Vec<String> = line.split_whitespace().take(NAME + 1).map(plain).collect();
    let longest = NAME.min(all.len().saturating_sub(least - 1));
    let words = all.get(..longest)?;
    let names = (least..=words.len()).rev().filter_map(|length| Some(words.get(..length)?.join(" ")));
    names.filter_map(|name| by_author.get(&name)).find_map(|places| places.last().copied())
}

/// The author's comment whose words a text repeats, and these words: a line that has the name of the author, perhaps below a
/// label such as `Quote:`, and below it lines that the comment has. Own words must follow.
fn quoted(text: &str, by_author: &BTreeMap<String, Vec<usize>>, texts: &[String]) -> Option<(usize, Span)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        lines.push((plain(line), Span::new(start, start + line.len())));
        start += line.len() + 1;
    }
    for head in 0..lines.len() {
        let (line, span) = lines.get(head)?;
        let Some(places) = author_in(line, by_author) else { continue };
        let is_label =
            |(words, at): &&(String, Span)| words.split(' ').count() <= 2 && at.of(text).trim_end().ends_with(':');
        let label = head.checked_sub(1).and_then(|above| lines.get(above)).filter(is_label);
        let start = label.map_or(span.start, |(_, at)| at.start);
        for place in places.iter().rev().take(LOOKED_AT) {
            let posted = texts.get(*place)?;
            let is_theirs = |(line, _): &&(String, Span)| posted.contains(line.as_str());
            let below = lines.get(head + 1..)?;
            let quoted = below.iter().take_while(is_theirs).count();
            let letters: usize = below.iter().take(quoted).map(|(line, _)| line.len()).sum();
            if letters >= QUOTED && quoted < below.len() {
                let end = below.get(quoted.checked_sub(1)?).map(|(_, at)| at.end)?;
                return Some((*place, Span::new(start, end)));
            }
        }
    }
    None
}

/// The comments of an author whose name is in a short line.
fn author_in<'a>(line: &str, by_author: &'a BTreeMap<String, Vec<usize>>) -> Option<&'a Vec<usize>> {
    let words: Vec<&str> = line.split(' ').collect();
    if words.len() > HEAD {
        return None;
    }
    let mut runs = (1..=NAME).rev().flat_map(|length| words.windows(length).map(|run| run.join(" ")));
    runs.find_map(|name| by_author.get(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted<'t>(author: &'t str, text: &'t str) -> Posted<'t> {
        Posted { author: Some(author), number: None, text }
    }

    #[test]
    fn names_numbers_and_repeated_words_say_whom_a_comment_answers() {
        let comments = [
            posted("ISOLDE", "Blech kann man abwischen."),
            posted("Herbert K.", "@Isolde: Eiche auch."),
            posted("Ann", "Herbert K. schrieb:\nEiche auch.\nBlech bleibt Blech."),
            posted("Bo", "Zitat:\nOriginal von Isolde\nBlech kann man abwischen.\nNein."),
            posted("Ann", "@Bob Nein. Isolde hat es gesagt."),
            posted("Ann", "Isolde sagt es.\nUnd ich auch, lange danach."),
            posted("Dee", "So war es.\nIsolde schrieb:\nBlech kann man abwischen.\nUnd jetzt rostet es."),
            posted("Cy", "Herbert K. das stimmt."),
            posted("Cy", "Herbert K."),
        ];
        let found = answers(&comments);
        let to: Vec<Option<usize>> = found.iter().map(|answer| answer.to).collect();
        assert_eq!(to, [None, Some(0), Some(1), Some(0), None, None, Some(0), Some(1), None]);
        let own = |at: usize| &comments[at].text[found[at].quote.unwrap().end..];
        assert_eq!(&comments[6].text[..found[6].quote.unwrap().start], "So war es.\n");
        assert_eq!((own(2), own(3)), ("\nBlech bleibt Blech.", "\nNein."));
    }

    #[test]
    fn numbers_count_on_a_page_that_has_them() {
        let numbered = |number, text| Posted { author: Some("A"), number: Some(number), text };
        let comments = [
            numbered(1, "Uno."),
            numbered(2, "#1 Dos."),
            numbered(3, "@2, tres"),
            numbered(4, "#1er"),
            numbered(5, "2 más"),
        ];
        let to: Vec<Option<usize>> = answers(&comments).iter().map(|answer| answer.to).collect();
        assert_eq!(to, [None, Some(0), Some(1), None, None]);
    }
}
