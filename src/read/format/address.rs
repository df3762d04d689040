//! Addresses of pages in one canonical form, so that pages, exports and feeds of one thread have the same key.
//!
//! In comes an address as a source writes it, or the page itself; out comes the canonical form, or a part of it.

use crate::read::markup::Tree;

/// Parameters of an address that do not identify the page: how a visitor came to it, which part of it is shown and how,
/// or a position on it.
const IGNORED: [&str; 24] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "share",
    "ref",
    "source",
    "amp",
    "m",
    "sid",
    "sort",
    "order",
    "mode",
    "page",
    "start",
    "cpage",
    "commentPage",
    "replytocom",
    "showComment",
    "comment",
    "comments",
    "cid",
];

/// An address without scheme, `www.`, default port, fragment, trailing slash, `index` file, page number and [`IGNORED`]
/// parameters; the other parameters are sorted. For a copy in the Web Archive, the address of the original. `None` if
/// it is not a web address.
pub(super) fn bare(address: &str) -> Option<String> {
    let address = address.trim();
    let address = match address.rfind("http") {
        Some(start) if start > 0 && address.contains("web.archive.org/web/") => address.get(start..)?,
        _ => address,
    };
    let host = host(address)?;
    let without_fragment = without_scheme(address)?.split('#').next()?;
    let (location, query) = without_fragment.split_once('?').unwrap_or((without_fragment, ""));
    let path = location.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or(path);
    let path = if ["index.html", "index.htm", "index.php"].contains(&file) {
        path.strip_suffix(file).unwrap_or(path).trim_end_matches('/')
    } else {
        first_page(path)
    };
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or(pair);
            !name.is_empty() && !name.starts_with("utm_") && !IGNORED.contains(&name)
        })
        .collect();
    kept.sort_unstable();
    let mut bare = host;
    for (mark, part) in [('/', path), ('?', kept.join("&").as_str())] {
        if !part.is_empty() {
            bare.push(mark);
            bare.push_str(part);
        }
    }
    Some(bare)
}

/// What follows the scheme of a web address. A page may leave the scheme out.
fn without_scheme(address: &str) -> Option<&str> {
    let head = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let scheme = ["https://", "http://", "//"].into_iter().find(|scheme| head.starts_with(scheme))?;
    address.get(scheme.len()..)
}

/// The host of an address, in lower case, without user name, `www.` and default port.
pub(super) fn host(address: &str) -> Option<String> {
    let host = without_scheme(address.trim())?.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let host = host.rsplit_once('@').map_or(host.as_str(), |(_, host)| host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    (!host.is_empty() && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

/// A path without a page number: `/page-2`, `/page/2`, `/comment-page-2`, `/seite-2`.
fn first_page(path: &str) -> &str {
    let Some((before, last)) = path.rsplit_once('/') else { return path };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_named =
        ["comment-page-", "page-", "seite-"].iter().any(|word| last.strip_prefix(word).is_some_and(is_number));
    if is_named { before } else { before.strip_suffix("/page").filter(|_| is_number(last)).unwrap_or(path) }
}

/// The value of a parameter in an address, unless it is empty.
pub(super) fn parameter<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let query = address.split_once('?')?.1.split('#').next()?;
    let value = query.split(['&', ';']).find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    value.filter(|value| !value.is_empty())
}

/// The number of the page of comments that an address requests.
pub(super) fn page_of(address: &str) -> Option<usize> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let by_path = path.rsplit('/').find_map(|part| part.strip_prefix("comment-page-")?.parse().ok());
    by_path.or_else(|| parameter(address, "cpage").or_else(|| parameter(address, "commentPage"))?.parse().ok())
}

/// The address that a page gives itself: for search engines, for sharing, or as a short link. The address of the whole
/// site does not count.
pub(super) fn of_page(tree: &Tree) -> Option<&str> {
    let (mut canonical, mut shared, mut short): (Option<&str>, Option<&str>, Option<&str>) = (None, None, None);
    for element in tree.elements() {
        let (slot, address) = match element.name() {
            "link" if element.has_word("rel", "canonical") => (&mut canonical, element.attr("href")),
            "meta" if element.attr("property") == Some("og:url") => (&mut shared, element.attr("content")),
            "link" if element.has_word("rel", "shortlink") => (&mut short, element.attr("href")),
            _ => continue,
        };
        let is_of_page = |address: &&str| bare(address).is_some_and(|bare| bare.contains(['/', '?']));
        *slot = slot.or(address.map(str::trim).filter(is_of_page));
    }
    canonical.or(shared).or(short)
}

/// The key of the thread on a page: the canonical form of its address.
pub(super) fn key(tree: &Tree) -> Option<String> {
    of_page(tree).and_then(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    #[test]
    fn all_spellings_of_an_address_have_one_form() {
        for address in [
            "https://blog.example.org/2025/05/tram/",
            "http://www.blog.example.org/2025/05/tram",
            "HTTP://Blog.Example.org:80/2025/05/tram/index.html#comment-12",
            "https://blog.example.org/2025/05/tram/?utm_source=x&fbclid=2&replytocom=7#respond",
            "//blog.example.org/2025/05/tram",
            "https://blog.example.org/2025/05/tram/comment-page-2/#comment-12",
            "https://blog.example.org/2025/05/tram?cpage=2&m=1#comment-7",
            "https://blog.example.org/2025/05/tram/page/3/",
            "https://blog.example.org/2025/05/tram/page-2?sort=new",
            "https://web.archive.org/web/20170602182735/http://www.blog.example.org/2025/05/tram/",
        ] {
            assert_eq!(bare(address).as_deref(), Some("blog.example.org/2025/05/tram"), "{address}");
        }
        assert_eq!(bare("http://a.org/?b=2&a=1&page=3").as_deref(), Some("a.org?a=1&b=2"));
        assert_eq!(bare("https://a.example?t=12&page=2#x").as_deref(), Some("a.example?t=12"));
        assert_eq!(bare("http://a.org/?page_id=4").as_deref(), Some("a.org?page_id=4"), "names are compared whole");
        for no in ["", "tram", "mailto:a@b.c", "http://", "é", "/local/path", "?cpage=2"] {
            assert_eq!(bare(no), None, "{no}");
        }
        assert_eq!(bare("https://é").as_deref(), Some("é"));
    }

    #[test]
    fn the_address_of_the_site_is_not_that_of_the_page() {
        let page = "<meta property=og:url content='https://a.example/x'><link rel=canonical href='https://a.example/'>";
        assert_eq!(key(&html(page)).as_deref(), Some("a.example/x"));
        assert_eq!(key(&html("<link rel=canonical href='https://example.org/'>")), None);
    }
}
