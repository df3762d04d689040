//! Parts of a message that its author did not write for it.
//!
//! In come the lines of a message; out come the lines without signatures, PGP seals and footers of mailing lists.

use std::sync::LazyLock;

use super::Line;
use crate::lang;

/// Words that show the footer of a mailing list.
static LIST_FOOTER: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.mail.list_footer));

/// The lines without the signature under `-- `, PGP seals, and the footers of mailing lists.
pub(super) fn without_furniture(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut inside = Inside::Text;
    let mut footer = Footer::of(&lines);
    for (at, line) in lines.into_iter().enumerate() {
        if line.is_quoted {
            if inside != Inside::Text {
                // The omitted lines were separate from the quotation.
                out.push(Line { text: String::new(), is_quoted: false });
            }
            inside = Inside::Text;
        } else if line.text == "-- " || line.text == "--" && inside == Inside::Text && !out.is_empty() {
            inside = Inside::Signature;
        } else if line.text.starts_with("-----BEGIN PGP SIGNED MESSAGE") {
            inside = Inside::Armour;
            continue;
        } else if line.text.starts_with("-----BEGIN PGP ") {
            inside = Inside::Seal;
        } else if line.text.starts_with("-----END PGP ") {
            inside = Inside::Text;
            continue;
        } else if line.text.is_empty() && inside == Inside::Armour {
            inside = Inside::Text;
        }
        if inside == Inside::Text && !footer.holds(at) {
            out.push(line);
        }
    }
    out
}

/// Which part of the message a line is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// The text.
    Text,
    /// Under `-- `, up to a quotation or the end.
    Signature,
    /// The fields above a signed text.
    Armour,
    /// A seal or a key.
    Seal,
}

/// The index of the line at which the footer of a mailing list begins.
struct Footer(usize);

impl Footer {
    /// Finds a line of underscores or hyphens and then at most six lines to the end, one of which names the list or
    /// gives its address.
    fn of(lines: &[Line]) -> Footer {
        let end = lines.iter().rposition(|line| !line.text.is_empty() && !line.is_quoted).map_or(0, |at| at + 1);
        let tail = lines.get(end.saturating_sub(8)..end).unwrap_or_default();
        let bar =
            |line: &Line| line.text.len() >= 20 && line.text.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'='));
        let start = tail.iter().rposition(bar).filter(|at| {
            let rest = tail.get(at + 1..).unwrap_or_default();
            rest.iter().any(|line| {
                let text = line.text.to_lowercase();
                LIST_FOOTER.iter().any(|word| text.contains(word))
            })
        });
        Footer(start.map_or(usize::MAX, |at| end - tail.len() + at))
    }

    fn holds(&mut self, at: usize) -> bool {
        at >= self.0
    }
}

#[cfg(test)]
mod tests {
    use crate::read::format::mail::body::tests::{parts, plain};

    #[test]
    fn signatures_footers_and_seals_are_left_out() {
        assert_eq!(plain("Yes.\n-- \nAnn\nAcme\n").text, "Yes.");
        let words = plain("Yes.\n-- \nAnn\n\nOn Monday, B wrote:\n> no\n");
        assert_eq!((words.text.as_str(), parts(&words).len()), ("Yes.\n\nOn Monday, B wrote:\n> no", 1));
        assert_eq!(plain("Yes.\n\n____________________\nfoo mailing list\nhttp://x/listinfo/foo\n").text, "Yes.");
        assert_eq!(
            plain("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nYes.\n-----BEGIN PGP SIGNATURE-----\nxyz\n-----END PGP SIGNATURE-----\n").text,
            "Yes."
        );
    }
}
