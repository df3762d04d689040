//! The quotations in a comment: those its line gives, and those its text shows in the manner of mail.

use super::record::Quoted;
use super::scalar::Scalar;
use crate::span::{Scalars, Span};
use crate::thread::Quote;

/// The quotations a line gives, as far as they lie in its text, in order.
pub(super) fn given_quotes(quotes: Vec<Quoted<'_>>, text: &str) -> Vec<Quote> {
    let scalars = Scalars::new(text);
    let mut quotes: Vec<Quote> = quotes
        .into_iter()
        .map(|quoted| Quote {
            span: Span::new(scalars.to_byte(quoted.start), scalars.to_byte(quoted.end)),
            to: quoted.to.map(Scalar::into_text),
        })
        .filter(|quote| !quote.span.is_empty())
        .collect();
    quotes.sort_by_key(|quote| quote.span);
    quotes
}

/// Lines that begin with `>`, in the manner of mail, repeat somebody else's words; a run of them is one quotation.
pub fn mail_quotes(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    if !text.contains('>') {
        return quotes;
    }
    let mut start = 0;
    let mut open = false;
    for line in text.split('\n') {
        let end = start + line.len();
        if line.trim_start().starts_with('>') {
            match quotes.last_mut() {
                Some(last) if open => last.span.end = end,
                _ => quotes.push(Quote { span: Span::new(start, end), to: None }),
            }
            open = true;
        } else {
            open = false;
        }
        start = end + 1;
    }
    quotes
}
