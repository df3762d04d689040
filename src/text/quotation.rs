//! Quotations: words between paired marks, `>` lines, and quotes the source marked.

use super::token::{Flags, Token};
use crate::limit::QUOTE_TOKENS;
use crate::span::Span;

/// How many tokens make a quotation somebody else's words rather than a word held up with tweezers. A title or a term
/// has up to seven (measured on French and English comments: 95 % of paired marks enclose seven tokens or fewer).
pub const CITED_TOKENS: usize = 8;

/// Words between a pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// First token inside.
    pub first: usize,
    /// One past the last token inside.
    pub end: usize,
    /// The raw bytes inside the marks.
    pub span: Span,
}

impl Quotation {
    /// How many tokens it encloses.
    pub fn len(&self) -> usize {
        self.end - self.first
    }

    /// Whether it encloses nothing.
    pub fn is_empty(&self) -> bool {
        self.first == self.end
    }
}

/// Pairs the marks of a text, flags the tokens inside, and flags the tokens of `cited` stretches.
///
/// A mark that stays open past [`QUOTE_TOKENS`] tokens encloses nothing. Linear in the tokens.
pub fn quotations(tokens: &mut [Token], text: &str, cited: &[Span]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, token) in tokens.iter().enumerate() {
        if !token.flags.has(Flags::OPENS) && !token.flags.has(Flags::CLOSES) {
            continue;
        }
        let mark = token.span().of(text);
        let too_far = open.is_some_and(|from| at - from > QUOTE_TOKENS);
        match open {
            Some(from) if !too_far && closes(tokens.get(from).map_or("", |t| t.span().of(text)), mark) => {
                if at > from + 1 {
                    let span = Span::new(tokens.get(from).map_or(0, |token| token.end as usize), token.start as usize);
                    found.push(Quotation { first: from + 1, end: at, span });
                }
                open = None;
            }
            _ if token.flags.has(Flags::OPENS) => open = Some(at),
            _ => {}
        }
    }
    for quotation in &found {
        let flag = quotation.len() >= CITED_TOKENS;
        for token in tokens.get_mut(quotation.first..quotation.end).unwrap_or_default() {
            token.flags.set(Flags::QUOTED);
            if flag {
                token.flags.set(Flags::CITED);
            }
        }
    }
    let mut cited = cited.iter().copied().chain(mail_quotes(text)).collect::<Vec<_>>();
    cited.sort_unstable();
    let mut next = 0;
    for span in cited {
        next = next.max(tokens.partition_point(|token| (token.start as usize) < span.start));
        while let Some(token) = tokens.get_mut(next).filter(|token| (token.start as usize) < span.end) {
            token.flags.set(Flags::CITED);
            next += 1;
        }
    }
    found
}

/// Whether `mark` closes what `open` opened. Straight marks close straight ones; `„` is closed by `“` or `”`.
fn closes(open: &str, mark: &str) -> bool {
    matches!((open, mark), ("“" | "‟" | "\"", "”") | ("\"" | "“", "\"") | ("„", "“" | "”") | ("«", "»") | ("‹", "›"))
}

/// Lines that begin with `>`, as in mail.
fn mail_quotes(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    let lines = if text.contains('>') { text } else { "" };
    lines.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        line.trim_start().starts_with('>').then_some(span)
    })
}
