//! Page numbers, addresses and titles that a browser prints at the top and bottom of every page.

use std::collections::BTreeMap;

use super::super::furniture::is_action;
use super::Rendered;
use crate::place::set;
use crate::span::Span;

/// Longest line that can be printed at the edge of a page, in bytes. It may hold an address and a title.
const EDGE: usize = 400;

/// How many lines next to a page number are looked at: an address, a date and a title, with a blank line each.
const NEAR: usize = 8;

/// The text without the edges of its printed pages; `None` if it has no page numbers that run.
pub fn render(source: &str) -> Option<Rendered> {
    let lines: Vec<&str> = source.split('\n').collect();
    let numbers: Vec<(usize, usize, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| page_number(line).map(|(page, pages)| (at, page, pages)))
        .collect();
    let (_, _, pages) = *numbers.last()?;
    let run: Vec<(usize, usize)> =
        numbers.iter().filter(|(_, _, of)| *of == pages).map(|(at, page, _)| (*at, *page)).collect();
    // Every number once, in order. The user may have copied some pages only.
    let runs = run.iter().zip(run.iter().skip(1)).all(|((_, page), (_, next))| *next == page + 1);
    if run.len() < 2 || !runs {
        return None;
    }
    let edge = edges(&lines, &run);
    let mut rendered = Rendered::default();
    let mut start = 0;
    for (index, (line, is_edge)) in lines.iter().zip(&edge).enumerate() {
        if !is_edge {
            rendered.push(line, Span::new(start, start + line.len()), index + 1);
        }
        start += line.len() + 1;
    }
    Some(rendered)
}

/// For every line, whether it is printed at the edge of a page or is a blank line next to that.
fn edges(lines: &[&str], run: &[(usize, usize)]) -> Vec<bool> {
    let mut near: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // The first page begins with an edge too.
    for at in std::iter::once(0).chain(run.iter().map(|(at, _)| *at)) {
        for close in at.saturating_sub(NEAR)..(at + NEAR + 1).min(lines.len()) {
            let line = lines.get(close).map_or("", |line| line.trim());
            if line.is_empty() || page_number(line).is_some() || line.len() > EDGE || is_action(line) {
                continue;
            }
            let found = near.entry(line).or_default();
            if found.last() != Some(&close) {
                found.push(close);
            }
        }
    }
    // The first page has no edge of another page above it, the last none below.
    let least = ((run.len() - 1) * 7).div_ceil(10).max(2);
    near.retain(|_, found| found.len() >= least);
    let text = |at: usize| lines.get(at).map(|line| line.trim());
    let is_part = |at: &usize| text(*at).is_some_and(|line| line.is_empty() || near.contains_key(line));
    // What is printed at the edges is next to the numbers, without a line of the text between.
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let above = run.iter().flat_map(|(at, _)| (0..*at).rev().take(NEAR).take_while(is_part));
    let below = run.iter().flat_map(|(at, _)| (at + 1..lines.len()).take(NEAR).take_while(is_part));
    for line in above.chain(below).filter_map(text).filter(|line| !line.is_empty()) {
        *next.entry(line).or_insert(0) += 1;
    }
    let mut edge = vec![false; lines.len()];
    for (at, _) in run {
        set(&mut edge, *at, true);
    }
    for (line, found) in &near {
        if next.get(line).is_some_and(|count| *count * 2 >= least) {
            for at in found {
                set(&mut edge, *at, true);
            }
        }
    }
    let blank: Vec<bool> = lines.iter().map(|line| line.trim().is_empty()).collect();
    let mut above = false;
    for (is_edge, is_blank) in edge.iter_mut().zip(&blank) {
        *is_edge |= above && *is_blank;
        above = *is_edge;
    }
    let mut below = false;
    for (is_edge, is_blank) in edge.iter_mut().zip(&blank).rev() {
        *is_edge |= below && *is_blank;
        below = *is_edge;
    }
    edge
}

/// A page number and the number of pages: `3/20`, alone or behind an address, or `Page 3 of 20` in any language.
fn page_number(line: &str) -> Option<(usize, usize)> {
    let line = line.trim();
    if line.len() > EDGE || !line.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.parse::<usize>().ok().filter(|number| (1..10_000).contains(number));
    let (page, pages) = match words.as_slice() {
        [word, page, of, pages] if word.starts_with(char::is_alphabetic) && of.chars().all(char::is_alphabetic) => {
            (number(page)?, number(pages)?)
        }
        [.., last] if words.len() == 1 || line.contains("://") => {
            let (page, pages) = last.split_once('/')?;
            (number(page)?, number(pages)?)
        }
        _ => return None,
    };
    (page <= pages).then_some((page, pages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_of_pages_are_left_out() {
        let source = "Begin\n\nOne.\n\nhttps://a.example/x\n\n1/3\n\n\u{c}11/28/26, 2:03 AM\n\nTitle | Site\n\nTwo.\nhttps://a.example/x\n2/3\n\u{c}11/28/26, 2:03 AM\nTitle | Site\nThree.\nhttps://a.example/x 3/3\n";
        let text = render(source).map(|rendered| rendered.text).unwrap_or_default();
        assert_eq!(text, "Begin\n\nOne.\nTwo.\nThree.");
        let source = "Eins.\nSeite 1 von 2\nZwei.\nSeite 2 von 2";
        assert_eq!(render(source).map(|rendered| rendered.text).as_deref(), Some("Eins.\nZwei."));
        assert!(render("3/4\nder Leute\n1/2\nauch").is_none());
    }
}
