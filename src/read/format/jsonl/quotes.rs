//! The quotations in a comment: those its line gives, and those its text marks as mail does.

use crate::schema::Scalar;
use crate::schema::native::NativeQuote;
use crate::sort::Order as _;
use crate::span::{Scalars, Span};
use crate::thread::Quote;

/// The quotations that a line gives, in order. Those outside its text are dropped.
pub(super) fn given_quotes(quotes: Vec<NativeQuote<'_>>, text: &str) -> Vec<Quote> {
    let scalars = Scalars::new(text);
    let mut quotes: Vec<Quote> = quotes
        .into_iter()
        .map(|quote| Quote {
            span: Span::new(scalars.to_byte(quote.start), scalars.to_byte(quote.end)),
            to: quote.to.map(Scalar::into_string),
        })
        .filter(|quote| !quote.span.is_empty())
        .collect();
    quotes.order_by_key(|quote| quote.span);
    quotes
}

/// Lines that begin with `>` repeat somebody else's words, as in mail; consecutive lines are one quotation.
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
