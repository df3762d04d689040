//! What of a comment can be quoted: its own sentences, whole, those that show what it does first.

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use super::manner::is_own_word;
use super::own_words::prose_of;
use super::subject::unwrapped;
use crate::filter::View;
use crate::span::Span;

/// Fewest own words of a sentence that is worth quoting: *I do not think so* has five.
const FEWEST: usize = 5;

/// Most bytes of a comment that are read for a quotation.
const READ: usize = 20_000;

/// The own sentences of a comment in reading order, with the mark that closes each, and the index of the one to begin a
/// quotation with: the first that shows what the comment does to what it answers, else the first of five words. Quoted
/// lines, greetings and sentences of links are left out. Linear in the first 20,000 bytes of the text.
pub fn sentences(view: &View<'_>, comment: NodeIndex) -> (Vec<Span>, usize) {
    let Some(node) = view.node(comment) else { return (Vec::new(), 0) };
    let text = node.comment.text.as_str();
    let text = text.get(..text.floor_char_boundary(READ)).unwrap_or(text);
    let prose = prose_of(node, text);
    let links = view.map.graph.edges_directed(comment, Direction::Outgoing).filter_map(|edge| edge.weight().link());
    let shown: Vec<Span> = links.flat_map(|link| &link.evidence).filter_map(|evidence| evidence.from).collect();
    let mut found = Vec::new();
    let (mut first, mut telling) = (None, None);
    for sentence in unwrapped(&prose, text) {
        let tokens = prose.tokens.get(sentence.clone()).unwrap_or_default();
        let own = tokens.iter().filter(|token| is_own_word(token)).count();
        if own == 0 || own * 2 < tokens.len() || sentence.end <= prose.address {
            continue;
        }
        let span = closed(text, prose.span(sentence));
        if own >= FEWEST {
            first = first.or(Some(found.len()));
            if telling.is_none() && shown.iter().any(|words| words.overlaps(span)) {
                telling = Some(found.len());
            }
        }
        found.push(span);
    }
    (found, telling.or(first).unwrap_or(0))
}

/// A sentence with the marks that close it.
fn closed(text: &str, words: Span) -> Span {
    let rest = text.get(words.end..).unwrap_or_default();
    let marks = rest.find(|mark: char| !".?!…)]»”\"".contains(mark)).unwrap_or(rest.len());
    Span::new(words.start, words.end + marks)
}

/// The clauses of a sentence that fit: where its longest beginning ends that is whole and no longer than `fits` allows, if
/// that leaves a third of it. `fits` is asked of longer beginnings first.
pub fn clause(sentence: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
    let ends = sentence.char_indices().filter(|(at, mark)| {
        let after = sentence.get(at + mark.len_utf8()..).unwrap_or_default();
        ",;:—–".contains(*mark) && after.starts_with(char::is_whitespace)
    });
    let ends: Vec<usize> = ends.map(|(at, _)| at).filter(|at| at * 3 >= sentence.len()).collect();
    // Within brackets and quotation marks there is no whole clause.
    let is_open = |words: &&str| {
        [('(', ')'), ('“', '”'), ('«', '»'), ('[', ']')]
            .iter()
            .any(|(open, close)| words.matches(*open).count() > words.matches(*close).count())
            || words.matches('"').count() % 2 == 1
    };
    let words = ends.into_iter().rev().filter_map(|at| sentence.get(..at)).map(str::trim_end);
    let mut whole = words.filter(|words| !is_open(words));
    whole.find(|words| fits(words))
}

#[cfg(test)]
mod tests {
    use super::clause;

    #[test]
    fn a_clause_is_whole_or_there_is_none() {
        let short = |most: usize| move |words: &str| words.len() <= most;
        let sentence = "I read the report, all of it, and it says nothing about wages";
        assert_eq!(clause(sentence, short(60)), Some("I read the report, all of it"));
        assert_eq!(clause(sentence, short(20)), None);
        assert_eq!(clause("It is late (for me, at least, and for you), so go", short(40)), None);
        assert_eq!(clause("one clause without an end", short(10)), None);
    }
}
