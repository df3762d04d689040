//! Pages with their pictures in one file, MHTML: `.mhtml`, `.mht`. Chrome, Edge, Opera and Internet Explorer save them,
//! Firefox with an extension, Word as *single file web page*.
//!
//! An archive has the form of a mail whose first part is the page. It is distinguished from a mail by the line that
//! names the browser or the address of the page, or, where both are missing, by a first part with an address.

use super::Content;
use super::page::{Page, join, markup};
use crate::read::error::ReadError;
use crate::read::format::mail::parts::{MailPart, parts};

/// How many bytes are examined: the header, and the header of the first part.
const HEAD_BYTES: usize = 64 << 10;

/// Whether bytes are an archive.
pub(super) fn detect(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default().trim_ascii_start();
    // Most inputs do not even begin with a header, and this is called for each.
    if head.starts_with(b"<") || head.starts_with(b"{") || head.starts_with(b"[") {
        return false;
    }
    let (header, parts) = parts(head);
    let Some(kind) = header.raw("content-type").map(|kind| kind.to_ascii_lowercase()) else { return false };
    let is_related = kind.starts_with("multipart/related");
    if !is_related && !kind.starts_with("text/html") && !kind.starts_with("multipart/alternative") {
        return false;
    }
    let is_saved = header.has("snapshot-content-location")
        || header.raw("from").is_some_and(|from| from.to_ascii_lowercase().contains("saved by "));
    let is_mail = ["to", "received", "delivered-to", "in-reply-to", "return-path"].iter().any(|name| header.has(name));
    let has_address = || {
        header.raw("content-location").is_some()
            || parts.first().is_some_and(|part| part.field("content-location").is_some())
    };
    is_saved || is_related && !is_mail && !header.has("to") && has_address() && first_page(&parts).is_some()
}

/// Takes out the page.
pub(super) fn open(bytes: &[u8]) -> Result<Content, ReadError> {
    let (header, parts) = parts(bytes);
    let Some(main) = first_page(&parts) else {
        return Err(ReadError::Unusable {
            what: "a web archive (MHTML)",
            why: "no page is in it".to_owned(),
            help: "save the page again as \"complete page\" (.html)",
        });
    };
    let whole = header.raw("snapshot-content-location").or_else(|| header.raw("content-location"));
    let page = |part: &MailPart<'_>| Page {
        text: markup(&part.bytes(), part.parameter("charset").as_deref()),
        address: part.field("content-location"),
    };
    let mut first = parts.get(main).map_or(Page { text: String::new(), address: None }, page);
    first.address = whole.filter(|address| address.starts_with("http")).or(first.address);
    let later = parts.iter().skip(main + 1);
    let frames: Vec<Page> = later.filter(|part| is_page(part)).map(page).collect();
    let others = parts.len().saturating_sub(1 + frames.len());
    Ok(join("a web archive (MHTML)", &first, frames, others))
}

/// The index of the page, which is the first part in HTML.
fn first_page(parts: &[MailPart<'_>]) -> Option<usize> {
    parts.iter().position(is_page)
}

fn is_page(part: &MailPart<'_>) -> bool {
    matches!(part.kind().as_str(), "text/html" | "application/xhtml+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(archive: &str) -> String {
        assert!(detect(archive.as_bytes()), "{archive}");
        String::from_utf8(open(archive.as_bytes()).unwrap().bytes).unwrap()
    }

    #[test]
    fn archives_of_browsers_are_opened() {
        let chrome = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/b\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n----b--\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/b\r\n\r\n<p class=3D\"x\">=C3=A9t=\r\n=C3=A9</p>\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\nContent-Type: text/html\r\n\r\n<p>frame</p>\r\n----b----\r\n";
        let text = opened(chrome);
        assert!(
            text.starts_with("<!-- saved from url=(0019)https://a.example/b -->\n<p class=\"x\">été</p>"),
            "{text}"
        );
        assert!(text.contains("<p>frame</p>"));
        let explorer = "From: \"Saved by Windows Internet Explorer 8\"\nSubject: x\nContent-Type: text/html;\n\tcharset=\"windows-1252\"\nContent-Transfer-Encoding: base64\nContent-Location: file://C:\\a.htm\nX-MimeOLE: Produced By Microsoft MimeOLE\n\nPHA+6XTpPC9wPg==\n";
        assert_eq!(opened(explorer), "<p>été</p>");
        let word = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"n\"\n\n--n\nContent-Location: file:///C:/a.htm\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset=\"us-ascii\"\n\n<p>a=3Db\n--n--\n";
        assert_eq!(opened(word), "<p>a=b");
    }

    #[test]
    fn mails_are_no_archives() {
        for mail in [
            "From: a@b.example\nTo: c@d.example\nContent-Type: multipart/related; boundary=n\n\n--n\nContent-Type: text/html\nContent-Location: x\n\n<p>a\n--n--\n",
            "From: a@b.example\nSubject: Saved by the bell\nContent-Type: text/html\n\n<p>a",
            "Content-Type: multipart/related; boundary=n\n\n--n\nContent-Type: text/plain\n\na\n--n--\n",
            "",
            "no header",
        ] {
            assert!(!detect(mail.as_bytes()), "{mail}");
        }
    }

    #[test]
    fn an_archive_without_a_page_is_refused() {
        let archive = "From: <Saved by Blink>\nContent-Type: multipart/related; boundary=n\n\n--n\nContent-Type: image/png\n\na\n--n--\n";
        assert!(detect(archive.as_bytes()));
        assert!(open(archive.as_bytes()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_archive_is_survived(body in "(--n(--)?|\n|Content-(Type|Location|ID): |text/html|image/png|=3D|=\n|<p>|x| ){0,40}") {
            let archive = format!("From: <Saved by Blink>\nContent-Type: multipart/related; boundary=n\n{body}");
            let _ = detect(archive.as_bytes());
            let _ = open(archive.as_bytes());
        }
    }
}
