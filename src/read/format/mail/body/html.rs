//! HTML of a message → its lines, with the quotations that mail programs mark.

use super::Line;
use crate::read::markup::{Element, Lines, Treat, fragment_with, plainly};

/// Classes of quotations. Replies can be inside `div.gmail_quote`, so only its `blockquote` counts.
const QUOTES: [&str; 6] =
    ["gmail_attr", "yahoo_quoted", "moz-cite-prefix", "moz-forward-container", "protonmail_quote", "tutanota_quote"];

/// Ids of quotations: of Outlook, and of Yahoo with a number behind it. Outlook on the web marks only the header
/// fields (`divRplyFwdMsg`); they are recognised as text, with what is below them.
const QUOTE_IDS: [&str; 3] = ["mail-editor-reference-message-container", "yahoo_quoted", "OLK_SRC_BODY_SECTION"];

/// Classes of signatures.
const SIGNATURES: [&str; 5] = [
    "gmail_signature",
    "moz-signature",
    "protonmail_signature_block",
    "gmail_signature_prefix",
    "ms-outlook-mobile-signature",
];

/// Ids of signatures.
const SIGNATURE_IDS: [&str; 3] = ["Signature", "ms-outlook-mobile-signature", "AppleMailSignature"];

/// The lines of a text.
pub(super) fn of_html(markup: &str) -> Vec<Line> {
    let words = fragment_with(markup, Lines::Joined, treat);
    let mut at = 0;
    let mut quotes = words.quotes.iter().peekable();
    let mut lines = Vec::new();
    for line in words.text.split('\n') {
        while quotes.next_if(|quote| quote.span.end <= at).is_some() {}
        let is_quoted = quotes.peek().is_some_and(|quote| quote.span.start <= at) && !line.is_empty();
        lines.push(Line { is_quoted: is_quoted || line.starts_with('>'), ..Line::own(line.to_owned()) });
        at += line.len() + 1;
    }
    lines
}

/// How mail programs mark quotations and signatures in HTML. Outlook on the web puts `x_` before the ids and classes of
/// what it quotes.
fn treat(element: Element<'_>) -> Treat {
    let bare = |name: &str| name.trim_start_matches("x_").to_owned();
    let has_class = |known: &[&str]| element.classes().any(|class| known.contains(&bare(class).as_str()));
    let has_id = |known: &[&str]| element.id().is_some_and(|id| known.iter().any(|known| bare(id).starts_with(known)));
    if has_class(&QUOTES) || has_id(&QUOTE_IDS) || element.attr("data-marker") == Some("__QUOTED_TEXT__") {
        return Treat::Quote(None);
    }
    // A bar at the left marks a quotation where programs use no `blockquote`.
    let is_ruled =
        element.attr("style").is_some_and(|style| style.to_ascii_lowercase().replace(' ', "").contains("border-left:"));
    if element.name() == "div"
        && is_ruled
        && !element.attr("style").is_some_and(|style| style.contains("border-left:none"))
    {
        return Treat::Quote(None);
    }
    if has_class(&SIGNATURES) || has_id(&SIGNATURE_IDS) || element.name() == "style" {
        return Treat::Skip;
    }
    plainly(element)
}

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{html, own};

    #[test]
    fn programs_mark_quotations_in_html() {
        for markup in [
            "<div>No.</div><div class=gmail_quote><div class=gmail_attr>On Monday, A wrote:</div><blockquote class=gmail_quote>yes</blockquote></div>",
            "<div>No.</div><div class=gmail_quote>On Tue, 3 Mar 2021 at 10:22, A B <a@b.org> wrote:<br><blockquote>yes</blockquote></div>",
            "No.<br><div class=moz-cite-prefix>On 3/3/21 10:22, A wrote:<br></div><blockquote type=cite><p>yes</p></blockquote>",
            "<div>No.</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg><b>From:</b> A &lt;a@b.org&gt;<br><b>Sent:</b> Monday<br><b>To:</b> B<br><b>Subject:</b> x</div><div><p>yes</p></div>",
            "<p class=MsoNormal>No.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Von:</b> A &lt;a@b.org&gt;<br><b>Gesendet:</b> Montag<br><b>An:</b> B<br><b>Betreff:</b> x</p></div><p>yes</p>",
            "<div>No.</div><div id=yahoo_quoted_123 class=yahoo_quoted><div>On Monday, March 3, 2021, 10:22:11 AM, A wrote:</div><div>yes</div></div>",
            "<div>No.</div><div style='border-left: 2px solid blue'>yes</div>",
            "No.<div data-marker='__HEADERS__'><b>De: </b>A &lt;a@b.fr&gt;<br><b>À: </b>B<br><b>Objet: </b>x</div><div data-marker='__QUOTED_TEXT__'>yes</div>",
            "<div>No.</div><div>---------- Forwarded message ---------<br>From: A<br>Date: Mon</div>yes",
            "<div>No.</div><div id=Signature>B, Head of Ferries</div><div class=gmail_signature>B</div>",
        ] {
            assert_eq!(own(&html(markup)), "No.", "{markup}");
        }
    }

    #[test]
    fn replies_between_quotations_are_own_words() {
        let markup = "<div class=gmail_quote><div class=gmail_attr>On Monday, A wrote:</div><blockquote class=gmail_quote>one</blockquote><div>No.</div><blockquote class=gmail_quote>two</blockquote><div>Yes.</div></div>";
        assert_eq!(own(&html(markup)), "No.\nYes.");
    }
}
