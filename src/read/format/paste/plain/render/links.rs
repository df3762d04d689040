//! The numbers that Lynx writes before every link: `[12]Reply`.

use super::Rendered;
use crate::span::Span;

/// Fewest links that make a page of Lynx; a text may have a few footnotes.
const FEWEST: usize = 20;

/// The number of the last link, if the numbers in square brackets run from 1 up without a gap.
pub fn last(source: &str) -> Option<usize> {
    let mut next = 1;
    for piece in source.split('[').skip(1) {
        if number(piece).is_some_and(|(number, _)| number == next) {
            next += 1;
        }
    }
    (next > FEWEST).then(|| next - 1)
}

/// The number before a closing bracket, and what follows.
fn number(piece: &str) -> Option<(usize, &str)> {
    let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
    let rest = piece.get(digits..)?.strip_prefix(']')?;
    Some((piece.get(..digits)?.parse().ok()?, rest))
}

/// The text without the numbers up to the last.
pub fn render(source: &str, last: usize) -> Rendered {
    let mut rendered = Rendered::default();
    let mut start = 0;
    for (index, line) in source.split('\n').enumerate() {
        let mut pieces = line.split('[');
        let mut bare = pieces.next().unwrap_or("").to_owned();
        for piece in pieces {
            if let Some((_, rest)) = number(piece).filter(|(number, _)| *number <= last) {
                bare.push_str(rest);
            } else {
                bare.push('[');
                bare.push_str(piece);
            }
        }
        rendered.push(&bare, Span::new(start, start + line.len()), index + 1);
        start += line.len() + 1;
    }
    rendered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_run_are_links() {
        let links: Vec<String> = (1..=25).map(|n| format!("[{n}]Link\nHe cites [3] and [note].\n")).collect();
        let source = links.concat();
        let found = last(&source);
        assert_eq!(found, Some(25));
        let rendered = render(&source, 25);
        assert!(rendered.text.starts_with("Link\nHe cites  and [note].\nLink"), "{}", rendered.text);
        assert_eq!(last("a [1] b [2] c [3]"), None);
    }
}
