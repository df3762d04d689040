//! The address of a page, by which its thread is known.
//!
//! In comes the tree of a page, or an address; out comes the address that is the same for all pages and copies of one
//! thread, or a part of it.

use crate::read::markup::Tree;

/// The address of the page without what differs between copies and pages of one thread: scheme, `www.`, the number of
/// the page of comments, anchors, archives around it. `None` where the page does not tell it, or tells that of the site.
pub(in crate::read::format) fn key(tree: &Tree) -> Option<String> {
    address(tree).map(bare_address).filter(|key| key.split_once('/').is_some_and(|(_, path)| !path.is_empty()))
}

/// The address that a page gives itself.
pub(super) fn address(tree: &Tree) -> Option<&str> {
    let mut found: [Option<&str>; 3] = [None; 3];
    for element in tree.elements() {
        let (rank, address) = match element.name() {
            "link" if element.has_word("rel", "canonical") => (0, element.attr("href")),
            "meta" if element.attr("property") == Some("og:url") => (1, element.attr("content")),
            "link" if element.has_word("rel", "shortlink") => (2, element.attr("href")),
            _ => continue,
        };
        let address = address.map(str::trim).filter(|address| address.contains("//"));
        let address =
            address.filter(|address| bare_address(address).split_once('/').is_some_and(|(_, path)| !path.is_empty()));
        if let Some(slot) = found.get_mut(rank) {
            *slot = slot.or(address);
        }
    }
    found.into_iter().flatten().next()
}

/// An address as [`key`] has it.
pub(in crate::read::format) fn bare_address(address: &str) -> String {
    // An archive puts its own address before that of the page.
    let address = match address.rfind("http") {
        Some(at) if at > 0 && address.contains("web.archive.org/web/") => address.get(at..).unwrap_or(address),
        _ => address,
    };
    let address = address.split_once("//").map_or(address, |(_, rest)| rest);
    let address = address.split('#').next().unwrap_or(address);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = path.strip_prefix("www.").unwrap_or(path);
    let path = path.trim_end_matches('/');
    let path = match path.rsplit_once('/') {
        Some((before, last)) if page_in(last).is_some() => before,
        _ => path,
    };
    // What a query says beyond the number of a post is how it is shown.
    let query = query.split('&').find(|part| ["p=", "page_id=", "id="].iter().any(|name| part.starts_with(name)));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{}/{path}{query}", host.to_lowercase())
}

/// The number in `comment-page-3`.
fn page_in(part: &str) -> Option<usize> {
    part.strip_prefix("comment-page-")?.parse().ok()
}

/// The value of a parameter in an address.
pub(in crate::read::format) fn parameter<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next()?;
    query.split(['&', ';']).find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
}

/// The page of comments that an address asks for.
pub(super) fn page_of(address: &str) -> Option<usize> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let by_path = path.rsplit('/').find_map(page_in);
    by_path.or_else(|| parameter(address, "cpage").or_else(|| parameter(address, "commentPage"))?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    #[test]
    fn pages_and_copies_of_one_thread_have_one_key() {
        for address in [
            "https://www.example.org/2016/05/la-mer/",
            "http://example.org/2016/05/la-mer/comment-page-2/#comments",
            "https://EXAMPLE.org/2016/05/la-mer?cpage=2&m=1#comment-7",
            "https://web.archive.org/web/20170602182735/http://www.example.org/2016/05/la-mer/",
        ] {
            assert_eq!(bare_address(address), "example.org/2016/05/la-mer", "{address}");
        }
        assert_eq!(bare_address("https://example.org/?p=12&cpage=2"), "example.org/?p=12");
        assert_eq!(key(&html("<link rel=canonical href='https://example.org/'>")), None);
    }
}
