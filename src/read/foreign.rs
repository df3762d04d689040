//! Structured formats without a reader. They are recognised so that markup is never mistaken for comments.
//!
//! In comes the raw input or its decoded text, out goes the name of the format and advice for the user.

/// A format without a reader: its name with an article, and what the user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its name, with an article.
    pub what: &'static str,
    /// What to do instead.
    pub help: &'static str,
}

const PASTE: &str = "open it, select the article and its comments, paste them into a text file and read that";
const CONVERT: &str = "convert it to JSON Lines, one object with a \"text\" per comment (\"id\", \"parent\", \"author\", \"time\" where known)";
const BODY: &str = "take the answer out of it and read that";
const UNPACK: &str = "unpack or export it as text first";

const PDF: &str = "open it, select all, copy it and paste it into a text file, or run pdftotext on it";
const OLE: &str = "save a message as .eml or as text, a document as .docx or plain text, a table as CSV";

/// The first bytes of files that are not text.
const MAGIC: [(&[u8], Foreign); 11] = [
    (b"\x89PNG\r\n", Foreign { what: "a PNG picture", help: UNPACK }),
    (b"\xFF\xD8\xFF", Foreign { what: "a JPEG picture", help: UNPACK }),
    (b"GIF8", Foreign { what: "a GIF picture", help: UNPACK }),
    (b"%PDF-", Foreign { what: "a PDF document", help: PDF }),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        Foreign { what: "an Outlook message (.msg) or a document of an old Office program (OLE)", help: OLE },
    ),
    (b"Rar!\x1A\x07", Foreign { what: "a RAR archive", help: UNPACK }),
    (b"PK\x03\x04", Foreign { what: "a ZIP archive or office document", help: UNPACK }),
    (b"\x1F\x8B\x08", Foreign { what: "a gzip archive", help: UNPACK }),
    (b"\x28\xB5\x2F\xFD", Foreign { what: "a zstd archive", help: UNPACK }),
    (b"7z\xBC\xAF\x27\x1C", Foreign { what: "a 7-Zip archive", help: UNPACK }),
    (b"\x7FELF", Foreign { what: "a program", help: UNPACK }),
];

/// How many bytes of the source are examined: the beginning shows the format.
const HEAD_BYTES: usize = 16 << 10;

/// The format of bytes that are not text.
pub fn binary(bytes: &[u8]) -> Option<Foreign> {
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, foreign)| *foreign)
}

/// Whether a source is a page or a fragment of one.
pub fn is_page(text: &str) -> bool {
    structured(text).is_some_and(|foreign| foreign.what == PAGE)
}

const PAGE: &str = "an HTML page";

/// The structured format of a text; `None` if it can be a paste.
pub fn structured(text: &str) -> Option<Foreign> {
    let mut end = text.len().min(HEAD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?.trim_start();
    markup(head).or_else(|| json(head)).or_else(|| recording(head)).or_else(|| mail(head))
}

fn markup(head: &str) -> Option<Foreign> {
    let lower = head.get(..head.len().min(4096)).unwrap_or(head).to_ascii_lowercase();
    let after = lower.strip_prefix('<')?;
    let is_markup =
        after.starts_with(['!', '?']) || (after.starts_with(|c: char| c.is_ascii_alphabetic()) && lower.contains('>'));
    if !is_markup {
        return None;
    }
    let has = |tags: &[&str]| tags.iter().any(|tag| lower.contains(tag));
    // Feeds and exports in XML hold fragments of pages.
    let is_xml = ["<?xml", "<rss", "<feed", "<disqus"].iter().any(|start| lower.starts_with(start));
    if has(&["<html", "<!doctype html"]) || !is_xml && has(&["<body", "<div", "<article", "<p>", "<li", "<span"]) {
        Some(Foreign { what: PAGE, help: PASTE })
    } else if lower.starts_with("<?xml")
        || lower.starts_with("<!doctype")
        || lower.contains("</")
        || lower.contains("/>")
    {
        Some(Foreign { what: "an XML document", help: CONVERT })
    } else {
        None
    }
}

/// A JSON object or array: a quoted key with its colon, or a bracket before another value.
fn json(head: &str) -> Option<Foreign> {
    let squeezed: String = head.chars().filter(|c| !c.is_whitespace()).take(400).collect();
    let keyed = |rest: &str| {
        rest.strip_prefix('"').and_then(|rest| rest.split_once('"')).is_some_and(|(_, after)| after.starts_with(':'))
    };
    let object = squeezed.strip_prefix('{').is_some_and(|rest| rest.starts_with('}') || keyed(rest));
    let array = squeezed.strip_prefix('[').is_some_and(|rest| {
        rest.strip_prefix('{').is_some_and(|rest| rest.starts_with('}') || keyed(rest)) || is_values(head)
    });
    if object && squeezed.contains("\"palabre/") {
        return Some(Foreign { what: "a map written by palabre", help: "read the thread it was made from" });
    }
    if object && squeezed.contains("\"palabre.tag/") {
        return Some(Foreign { what: "the output of `palabre tag`", help: "read the thread it was made from" });
    }
    (object || array).then_some(Foreign { what: "JSON of another kind", help: CONVERT })
}

/// Whether a text is JSON values one after the other, the last of which may be cut off. A paste may begin with a bracket
/// as well: that of an image, of a link or of a note.
fn is_values(head: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(head).into_iter::<serde::de::IgnoredAny>();
    values.all(|value| value.map_or_else(|error| error.is_eof(), |_| true))
}

/// Responses of a site that the tests of a program keep: exchanges in YAML (VCR), exchanges with scheme, method and
/// host on separate lines (`PyGithub`), or snapshots. They contain threads, but reading them as a paste would give
/// nonsense.
fn recording(head: &str) -> Option<Foreign> {
    let mut lines = head.lines().map(str::trim_end);
    let (first, second, third) = (lines.next()?, lines.next()?, lines.next()?);
    let is_vcr = first == "interactions:" && second.trim_start().starts_with("- request:");
    let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
    let is_host = third.contains('.') && !third.contains(char::is_whitespace);
    if is_vcr || (matches!(first, "http" | "https") && methods.contains(&second) && is_host) {
        return Some(Foreign { what: "a recorded HTTP exchange", help: BODY });
    }
    let is_snapshot = first.starts_with("// ") && first.contains(" Snapshot v") && head.contains("exports[");
    is_snapshot.then_some(Foreign { what: "a snapshot of a test", help: BODY })
}

/// Header names that open a mail or a news article, in lower case.
const MAIL_HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "return-path",
    "received",
    "delivered-to",
    "mime-version",
    "content-type",
    "path",
    "newsgroups",
    "references",
    "in-reply-to",
];

/// A mailbox, which begins with a `From ` line and a header; or a mail, which begins with three headers.
fn mail(head: &str) -> Option<Foreign> {
    let is_header = |line: &str| {
        line.split_once(": ").is_some_and(|(name, _)| {
            let name = name.to_ascii_lowercase();
            MAIL_HEADERS.contains(&name.as_str()) || name.starts_with("x-")
        })
    };
    let mut lines = head.lines();
    let first = lines.next()?;
    let is_mailbox = first.starts_with("From ") && lines.clone().next().is_some_and(is_header);
    let is_mail = is_header(first) && lines.by_ref().take(2).filter(|line| is_header(line)).count() == 2;
    (is_mailbox || is_mail).then_some(Foreign { what: "a mailbox or mail", help: CONVERT })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_formats_are_named() {
        for (source, what) in [
            ("<!DOCTYPE html>\n<html><body>x</body></html>", "an HTML page"),
            ("  <div class=a>\n<p>8 commentaires</p>", "an HTML page"),
            ("<?xml version='1.0'?><rss></rss>", "an XML document"),
            ("<rss><channel><description><p>Hello</p></description></channel></rss>", "an XML document"),
            ("{\n \"comments\": [", "JSON of another kind"),
            ("[{\"body\": 1}]", "JSON of another kind"),
            ("{\"schema\":\"palabre/1\"}", "a map written by palabre"),
            ("From a@b Sat Jan  3 01:05:34 1996\nFrom: a@b\n\nHi", "a mailbox or mail"),
            ("interactions:\n- request:\n    body: null\n", "a recorded HTTP exchange"),
            ("https\nGET\napi.example.org\nNone\n/x\n", "a recorded HTTP exchange"),
            ("// Vitest Snapshot v1, https://vitest.dev\n\nexports[`a 1`] = `\n", "a snapshot of a test"),
        ] {
            assert_eq!(structured(source).map(|foreign| foreign.what), Some(what), "{source}");
        }
    }

    #[test]
    fn a_paste_is_not_taken_for_markup() {
        for source in [
            "« Une révolution »\n8 commentaires\n<3 <3 trop bien",
            "<3 trop bien\nmerci",
            "[Mise à jour] Le texte\n2 commentaires\nA\nB",
            "[][1]Accueil\n2 commentaires\nA\nB",
            "[[Accueil]]\n2 commentaires\nA\nB",
            "[ [logo] ](/) Le texte\n2 commentaires\nA\nB",
            "[]\n2 commentaires\nA\nB",
            "{sic} il a dit ça, l'auteur, le texte\nbon",
            "From here on, comments: two\nOne: no",
            "Le texte, l'id, la date\nOui, non",
            "interactions:\nelles sont rares\nmais vives",
            "https\nGET a life\napi.example.org",
            "",
        ] {
            assert_eq!(structured(source), None, "{source}");
        }
    }
}
