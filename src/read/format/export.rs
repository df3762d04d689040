//! What the readers of exports and feeds in XML do alike: fields, names of people, addresses of pages.

use std::collections::BTreeMap;

use super::common;
use crate::diagnostic::Diagnostic;
use crate::read::Source;
use crate::read::markup::{Element, Lines, fragment};

/// The outermost element of a document in XML; `None` where there is none.
pub fn root<'a>(source: &'a Source<'_>) -> Option<Element<'a>> {
    source.xml()?.root().children().next()
}

/// The text of a child with this name, with or without prefix, on one line; nothing where it is empty.
pub fn field(element: Element<'_>, name: &str) -> Option<String> {
    element.child(name).and_then(Element::line)
}

/// The text of a child with this name, as it stands, without white space at its ends.
pub fn raw(element: Element<'_>, name: &str) -> String {
    element.child(name).map(|child| child.text().trim().to_owned()).unwrap_or_default()
}

/// A field that holds a fragment of HTML, such as a title with entities, on one line.
pub fn plain(text: &str) -> Option<String> {
    let words = fragment(text, Lines::Joined).text;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The name of a person from a field of an export. Where it is an e-mail address, only what stands before the `@` is
/// kept: the address is never stored.
pub fn person(text: &str) -> Option<String> {
    let name = plain(text)?;
    if name.contains(' ') {
        return Some(name);
    }
    match name.split_once('@') {
        Some((local, domain)) if !local.is_empty() && domain.contains('.') => Some(local.to_owned()),
        _ => Some(name),
    }
}

/// Parameters of addresses that say how somebody came to a page, or where on it he is, not which page it is.
const WAYS: [&str; 13] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "replytocom",
    "cpage",
    "share",
    "ref",
    "source",
    "showComment",
    "amp",
];

/// The address of a page in the one form that all its spellings have in common: without scheme, `www.`, fragment, trailing
/// slash, `index` file, campaign parameters; the others sorted. `None` for what is no address of the web.
pub fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let rest = match (scheme.starts_with("https://"), scheme.starts_with("http://"), scheme.starts_with("//")) {
        (true, ..) => url.get(8..)?,
        (_, true, _) => url.get(7..)?,
        (.., true) => url.get(2..)?,
        _ => return None,
    };
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    if host.is_empty() || host.contains(char::is_whitespace) {
        return None;
    }
    let path = path.trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or(path);
    let path = if ["index.html", "index.htm", "index.php"].contains(&file) {
        path.strip_suffix(file).unwrap_or(path).trim_end_matches('/')
    } else {
        path
    };
    // One page of the comments on an article, as WordPress divides them.
    let page = path.rsplit_once('/').filter(|(_, last)| {
        last.strip_prefix("comment-page-").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let path = page.map_or(path, |(article, _)| article);
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or(pair);
            !name.is_empty() && !name.starts_with("utm_") && !WAYS.contains(&name)
        })
        .collect();
    kept.sort_unstable();
    let mut out = host.to_owned();
    if !path.is_empty() {
        out.push('/');
        out.push_str(path);
    }
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    Some(out)
}

/// The number behind `#comment-` in an address or an id; the prefixes of the themes are the same everywhere.
pub fn comment_number(text: &str) -> Option<&str> {
    let (_, after) = text.rsplit_once("#comment-")?;
    (!after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit())).then_some(after)
}

/// What a document has to say about itself besides its comments: where it breaks off.
pub fn broken(source: &Source<'_>) -> Option<Diagnostic> {
    common::cut_off(source.xml().and_then(|tree| tree.broken), source.text)
}

/// Groups that share a key, found without looking at any pair twice: each thing names its keys, and things with a key in
/// common, directly or through others, end in one group.
#[derive(Debug, Default)]
pub struct Groups {
    parent: Vec<usize>,
    keys: BTreeMap<String, usize>,
}

impl Groups {
    /// A new thing in a group of its own.
    pub fn add(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    /// The first thing of the group that this one belongs to.
    pub fn first(&mut self, at: usize) -> usize {
        let mut root = at;
        while let Some(next) = self.parent.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        let mut here = at;
        while let Some(next) = self.parent.get_mut(here).filter(|next| **next != root) {
            here = std::mem::replace(next, root);
        }
        root
    }

    /// Puts a thing together with all others of this key.
    pub fn tie(&mut self, at: usize, key: &str) {
        match self.keys.get(key) {
            Some(other) => {
                let (one, two) = (self.first(*other), self.first(at));
                // The earlier one stands for both, so that the order of groups is that of their first things.
                if let Some(slot) = self.parent.get_mut(one.max(two)) {
                    *slot = one.min(two);
                }
            }
            None => {
                self.keys.insert(key.to_owned(), at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_are_one() {
        let one = "blog.example.org/2025/05/tram";
        for url in [
            "https://blog.example.org/2025/05/tram/",
            "http://www.blog.example.org/2025/05/tram",
            "HTTP://Blog.Example.org:80/2025/05/tram/index.html#comment-12",
            "https://blog.example.org/2025/05/tram/?utm_source=x&fbclid=2&replytocom=7#respond",
            "//blog.example.org/2025/05/tram",
            "https://blog.example.org/2025/05/tram/comment-page-2/#comment-12",
        ] {
            assert_eq!(address(url).as_deref(), Some(one), "{url}");
        }
        assert_eq!(address("http://a.org/?b=2&a=1").as_deref(), Some("a.org?a=1&b=2"));
        assert_eq!(address("http://a.org/?p=4").as_deref(), Some("a.org?p=4"));
        for no in ["", "tram", "mailto:a@b.c", "http://", "é", "https://é"] {
            assert_eq!(address(no), if no == "https://é" { Some("é".into()) } else { None }, "{no}");
        }
    }

    #[test]
    fn names_are_plain_and_no_addresses() {
        assert_eq!(person("O&#039;Neill <o@x.org>").as_deref(), Some("O'Neill"));
        assert_eq!(person("jeanne@example.org").as_deref(), Some("jeanne"));
        assert_eq!(person("@jeanne").as_deref(), Some("@jeanne"));
        assert_eq!(person(" "), None);
    }

    #[test]
    fn groups_grow_together_in_any_order() {
        let mut groups = Groups::default();
        for keys in [["a", "b"], ["c", "d"], ["e", "e"], ["d", "a"]] {
            let at = groups.add();
            for key in keys {
                groups.tie(at, key);
            }
        }
        let firsts: Vec<usize> = (0..4).map(|at| groups.first(at)).collect();
        assert_eq!(firsts, [0, 0, 2, 0]);
    }
}
