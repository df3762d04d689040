//! The HTML of Hacker News → plain text with its quotations.

use crate::read::format::jsonl::mail_quotes;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, plainly};
use crate::sort::Order as _;
use crate::thread::Quote;

/// The text of a comment. Its users quote by putting `>` before a paragraph, or by setting a paragraph in italics. In
/// `<pre>`, which is code, `>` means nothing.
pub fn words(html: &str) -> Words {
    let mut words = fragment_with(html, Lines::Joined, treat);
    if words.text.contains('>') && !html.contains("<pre") {
        words.quotes.extend(mail_quotes(&words.text));
        words.quotes.order_by_key(|quote| quote.span);
        // Merge a quotation with the one that contains it.
        let mut quotes: Vec<Quote> = Vec::new();
        for quote in words.quotes {
            match quotes.last_mut() {
                Some(last) if quote.span.start < last.span.end => last.span.end = last.span.end.max(quote.span.end),
                _ => quotes.push(quote),
            }
        }
        words.quotes = quotes;
    }
    words
}

fn treat(element: Element<'_>) -> Treat {
    let is_quote = element.name() == "i" && is_paragraph(element);
    if is_quote { Treat::Quote(None) } else { plainly(element) }
}

/// Whether an element is a whole paragraph, but not the whole comment.
fn is_paragraph(element: Element<'_>) -> bool {
    let Some(parent) = element.parent() else { return false };
    let is_whole = |text: &str| text.trim().len() == element.text().trim().len();
    if parent.name() == "p" {
        return is_whole(&parent.text());
    }
    // The first paragraph has no `<p>`. It ends where the first `<p>` begins.
    let (first, others): (Vec<_>, Vec<_>) = parent.children().partition(|child| child.name() != "p");
    let length_of_others: usize = others.iter().map(|paragraph| paragraph.text().len()).sum();
    let text = parent.text();
    let first_paragraph = text.get(..text.len() - length_of_others);
    first.first() == Some(&element) && length_of_others > 0 && first_paragraph.is_some_and(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(html: &str) -> Vec<String> {
        let words = words(html);
        words.quotes.iter().map(|quote| quote.span.of(&words.text).to_owned()).collect()
    }

    #[test]
    fn both_ways_to_quote_are_recognised() {
        assert_eq!(quoted("&gt; one<p>no<p>&gt; two <i>three</i><p>so"), ["> one", "> two three"]);
        assert_eq!(quoted("<i>one</i><p>no, <i>never</i><p><i>two</i><p>so"), ["one", "two"]);
        assert_eq!(quoted("<p><i>&gt; one</i></p><p>no</p>"), ["> one"]);
    }

    #[test]
    fn emphasis_and_code_are_not_quotations() {
        assert_eq!(quoted("I <i>never</i> said so<p>no"), [""; 0]);
        assert_eq!(quoted("<i>all of it</i>"), [""; 0]);
        assert_eq!(quoted("try<p><pre><code>&gt; ls\n&gt; cd</code></pre>"), [""; 0]);
    }
}
