//! The HTML of Hacker News → words with their quotations.

use crate::read::format::jsonl::mail_quotes;
use crate::read::markup::{Element, Lines, Treat, Words, fragment_with, plainly};
use crate::thread::Quote;

/// The words of a comment. Readers there quote by `>` before a paragraph, or by setting it in italics; code is set in
/// `<pre>`, where `>` means nothing.
pub fn words(html: &str) -> Words {
    let mut words = fragment_with(html, Lines::Joined, treat);
    if words.text.contains('>') && !html.contains("<pre") {
        words.quotes.extend(mail_quotes(&words.text));
        words.quotes.sort_by_key(|quote| quote.span);
        // A quotation inside another is part of it.
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

/// Whether an element is all of a paragraph, and not all of the comment.
fn is_paragraph(element: Element<'_>) -> bool {
    let Some(holder) = element.parent() else { return false };
    let is_same = |text: &str| text.trim().len() == element.text().trim().len();
    if holder.name() == "p" {
        return is_same(&holder.text());
    }
    // The first paragraph ends where the first `<p>` begins; what stands after it has its own words.
    let (first, rest): (Vec<_>, Vec<_>) = holder.children().partition(|child| child.name() != "p");
    let said: usize = rest.iter().map(|paragraph| paragraph.text().len()).sum();
    let own = holder.text();
    first.first() == Some(&element) && said > 0 && own.get(..own.len() - said).is_some_and(is_same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(html: &str) -> Vec<String> {
        let said = words(html);
        said.quotes.iter().map(|quote| quote.span.of(&said.text).to_owned()).collect()
    }

    #[test]
    fn both_ways_to_quote_are_known() {
        assert_eq!(quoted("&gt; one<p>no<p>&gt; two <i>three</i><p>so"), ["> one", "> two three"]);
        assert_eq!(quoted("<i>one</i><p>no, <i>never</i><p><i>two</i><p>so"), ["one", "two"]);
        assert_eq!(quoted("<p><i>&gt; one</i></p><p>no</p>"), ["> one"]);
    }

    #[test]
    fn stress_and_code_are_no_quotations() {
        assert_eq!(quoted("I <i>never</i> said so<p>no"), [""; 0]);
        assert_eq!(quoted("<i>all of it</i>"), [""; 0]);
        assert_eq!(quoted("try<p><pre><code>&gt; ls\n&gt; cd</code></pre>"), [""; 0]);
    }
}
