//! Quotations: words between paired marks, `>` lines, and quotes the source marked.

use super::token::{Flags, Token};
use crate::limit::QUOTE_TOKENS;
use crate::span::Span;

/// Quotations of at least this many tokens count as someone else's words; shorter ones are titles, terms or scare
/// quotes. Measured on French and English comments: 95 % of paired marks enclose seven tokens or fewer.
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

/// Pairs the quotation marks of a text and flags the tokens between them; flags the tokens of the `cited` parts as
/// well.
///
/// A mark that is not closed within [`QUOTE_TOKENS`] tokens encloses nothing. Linear in the tokens.
pub fn quotations(tokens: &mut [Token], text: &str, cited: &[Span]) -> Vec<Quotation> {
    let mut quotations = Vec::new();
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
                    quotations.push(Quotation { first: from + 1, end: at, span });
                }
                open = None;
            }
            _ if token.flags.has(Flags::OPENS) => open = Some(at),
            _ => {}
        }
    }
    for quotation in &quotations {
        let is_cited = quotation.len() >= CITED_TOKENS;
        for token in tokens.get_mut(quotation.first..quotation.end).unwrap_or_default() {
            token.flags.set(Flags::QUOTED);
            if is_cited {
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
    quotations
}

/// Whether the mark `mark` closes the quotation that `open` opened. Straight marks close straight ones; `„` is closed
/// by `“` or `”`.
fn closes(open: &str, mark: &str) -> bool {
    matches!((open, mark), ("“" | "‟" | "\"", "”") | ("\"" | "“", "\"") | ("„", "“" | "”") | ("«", "»") | ("‹", "›"))
}

/// The lines that begin with `>`, as in mail.
fn mail_quotes(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    let lines = if text.contains('>') { text } else { "" };
    lines.split_inclusive('\n').filter_map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        line.trim_start().starts_with('>').then_some(span)
    })
}
