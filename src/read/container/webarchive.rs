//! Web archives of Safari (`.webarchive`): property lists, binary or in XML, with the page as the main resource.

use super::Content;
use super::page::{Page, join, markup};
use super::plist::{List, MAGIC, Value};
use crate::read::error::ReadError;
use crate::read::format::mail::parts::base64;
use crate::read::markup::{Element, xml};

const WHAT: &str = "a web archive of Safari";

/// How many bytes of a property list in XML are examined.
const HEAD_BYTES: usize = 4 << 10;

/// How many frames are opened. Pages with advertisements have about 20.
const FRAMES: usize = 64;

/// Whether bytes are an archive: a binary property list with the key of a main resource, or one in XML.
pub(super) fn detect(bytes: &[u8]) -> bool {
    if bytes.starts_with(MAGIC) {
        return true;
    }
    let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    head.trim_ascii_start().starts_with(b"<?xml") && has(b"<plist") && has(b"<key>WebMainResource</key>")
}

/// Takes out the page.
pub(super) fn open(bytes: &[u8]) -> Result<Content, ReadError> {
    let content = if bytes.starts_with(MAGIC) { binary(bytes) } else { in_xml(bytes) };
    content.ok_or_else(|| ReadError::Unusable {
        what: "a property list",
        why: "no page is in it, as in a web archive of Safari".to_owned(),
        help: "open the page in a browser and save it as \"page source\" or \"complete page\" (.html)",
    })
}

fn binary(bytes: &[u8]) -> Option<Content> {
    let (list, root) = List::of(bytes)?;
    let root = list.value(root);
    let main = page(root)?;
    let subframes = |archive: Value<'_, '_>| archive.get("WebSubframeArchives").map_or(0, Value::len);
    let mut frames = Vec::new();
    let mut others = root.get("WebSubresources").map_or(0, Value::len);
    // Frames may hold frames, and a hostile list may hold itself.
    let mut pending: Vec<Value<'_, '_>> =
        root.get("WebSubframeArchives").map(|frames| frames.items(FRAMES)).unwrap_or_default();
    let mut opened = 0;
    pending.reverse();
    while let Some(frame) = pending.pop() {
        opened += 1;
        if opened > FRAMES {
            break;
        }
        frames.extend(page(frame));
        others += frame.get("WebSubresources").map_or(0, Value::len);
        if subframes(frame) > 0 {
            pending.extend(frame.get("WebSubframeArchives").map(|inner| inner.items(FRAMES)).unwrap_or_default());
        }
    }
    Some(join(WHAT, &main, frames, others))
}

/// The main resource of an archive or of a frame, if it is a page.
fn page(archive: Value<'_, '_>) -> Option<Page> {
    let resource = archive.get("WebMainResource")?;
    let text = |key: &str| resource.get(key).and_then(Value::text);
    let kind = text("WebResourceMIMEType").unwrap_or_else(|| "text/html".to_owned());
    let is_page = kind.contains("html");
    let bytes = resource.get("WebResourceData")?.data().filter(|_| is_page)?;
    Some(Page { text: markup(bytes, text("WebResourceTextEncodingName").as_deref()), address: text("WebResourceURL") })
}

fn in_xml(bytes: &[u8]) -> Option<Content> {
    let text = String::from_utf8_lossy(bytes);
    let tree = xml(&text);
    let root = tree.root().find_name("plist")?.child("dict")?;
    let resource = value(root, "WebMainResource")?;
    let field = |key: &str| value(resource, key).and_then(Element::line);
    let bytes = base64(value(resource, "WebResourceData")?.text().as_bytes());
    let main = Page {
        text: markup(&bytes, field("WebResourceTextEncodingName").as_deref()),
        address: field("WebResourceURL"),
    };
    let others = value(root, "WebSubresources").map_or(0, |list| list.children().count());
    (!main.text.is_empty()).then(|| join(WHAT, &main, Vec::new(), others))
}

/// The value after a key of a dictionary.
fn value<'a>(dictionary: Element<'a>, key: &str) -> Option<Element<'a>> {
    let mut children = dictionary.children();
    children.find(|child| child.name() == "key" && child.line().as_deref() == Some(key))?;
    children.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list from objects that are already written; the first is the outermost.
    fn list(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let mut offsets = Vec::new();
        for object in objects {
            offsets.extend((bytes.len() as u16).to_be_bytes());
            bytes.extend(object);
        }
        let table = bytes.len() as u64;
        bytes.extend(offsets);
        bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
        bytes.extend((objects.len() as u64).to_be_bytes());
        bytes.extend(0_u64.to_be_bytes());
        bytes.extend(table.to_be_bytes());
        bytes
    }

    fn sized(kind: u8, content: &[u8], length: usize) -> Vec<u8> {
        let mut object =
            if length < 15 { vec![kind << 4 | length as u8] } else { vec![kind << 4 | 0xF, 0x10, length as u8] };
        object.extend(content);
        object
    }

    fn word(text: &str) -> Vec<u8> {
        sized(0x5, text.as_bytes(), text.len())
    }

    fn archive() -> Vec<u8> {
        let page = "<p>\u{e9}t\u{e9}</p>";
        let wide: Vec<u8> = "https://a.example/é".encode_utf16().flat_map(u16::to_be_bytes).collect();
        list(&[
            vec![0xD1, 1, 2],
            word("WebMainResource"),
            vec![0xD3, 3, 4, 5, 6, 7, 8],
            word("WebResourceData"),
            word("WebResourceMIMEType"),
            word("WebResourceURL"),
            sized(0x4, page.as_bytes(), page.len()),
            word("text/html"),
            sized(0x6, &wide, wide.len() / 2),
        ])
    }

    #[test]
    fn a_binary_archive_is_opened() {
        let bytes = archive();
        assert!(detect(&bytes));
        let text = String::from_utf8(open(&bytes).unwrap().bytes).unwrap();
        assert!(text.ends_with("<p>été</p>") && text.contains("https://a.example/é"), "{text}");
    }

    #[test]
    fn an_archive_in_xml_is_opened() {
        let bytes = b"<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>PHA+w6k8L3A+</data><key>WebResourceURL</key><string>https://a.example/</string></dict></dict></plist>";
        assert!(detect(bytes));
        let text = String::from_utf8(open(bytes).unwrap().bytes).unwrap();
        assert!(text.ends_with("<p>é</p>"), "{text}");
    }

    #[test]
    fn a_list_without_a_page_is_refused() {
        let bytes = list(&[vec![0xD1, 1, 1], word("Other")]);
        assert!(detect(&bytes) && open(&bytes).is_err());
        assert!(open(MAGIC).is_err());
    }

    proptest::proptest! {
        #[test]
        fn damage_is_survived(places in proptest::collection::vec((0_usize..400, proptest::num::u8::ANY), 1..8)) {
            let mut bytes = archive();
            for (place, byte) in places {
                let length = bytes.len();
                bytes[place % length] = byte;
            }
            let _ = open(&bytes);
        }
    }
}
