//! Which elements inside an article do not belong to it: bars of links, advertisements and the like.

use crate::read::markup::Element;

/// Prefixes of the classes and ids of such elements.
#[rustfmt::skip]
const PREFIXES: [&str; 63] = [
    "share", "sharing", "social", "sd-", "jp-", "related", "yarpp", "addtoany", "a2a_", "heateor", "addthis", "author-box",
    "author-bio", "about-author", "authorbox", "bmg-author", "post-navigation", "navigation", "nav-", "post-tags", "tags",
    "tag-links", "post-meta", "entry-meta", "entry-footer", "entry-header", "post-footer", "post-header", "newsletter",
    "mc4wp", "subscribe", "adsbygoogle", "advert", "ad-", "page-links", "pagelink", "printfriendly", "screen-reader",
    "wpcnt", "ssba", "essb", "mashsb", "swp_", "crp_", "toc_", "ez-toc", "lwptoc", "wp-block-latest", "wp-block-button",
    "sfsi", "et_social", "kk-star", "post-ratings", "wpulike", "breadcrumb", "comments", "respond", "donat",
    "shariff", "cats", "byline", "btn", "button",
];

/// Whether an element does not belong to the article around it.
pub(super) fn is_boilerplate(element: Element<'_>) -> bool {
    if matches!(element.name(), "nav" | "aside" | "footer" | "header" | "ins") {
        return true;
    }
    // Lists of classes may be long, because anybody can write them. The prefixes are few.
    let words = element.classes().chain(element.id());
    let is_boilerplate = |word: &str| {
        PREFIXES.iter().any(|start| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
            || ["byline", "post-head", "postmeta", "post-meta", "entry-meta"].iter().any(|part| word.contains(part))
    };
    words.into_iter().any(is_boilerplate)
}
