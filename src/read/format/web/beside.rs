//! What stands in an article and does not belong to it.
//!
//! In comes an element of a page; out comes whether it is a bar of links, an advertisement or the like.

use crate::read::markup::Element;

/// What does not belong to an article although it stands in it, by the beginnings of classes and ids.
#[rustfmt::skip]
const BESIDE: [&str; 63] = [
    "share", "sharing", "social", "sd-", "jp-", "related", "yarpp", "addtoany", "a2a_", "heateor", "addthis", "author-box",
    "author-bio", "about-author", "authorbox", "bmg-author", "post-navigation", "navigation", "nav-", "post-tags", "tags",
    "tag-links", "post-meta", "entry-meta", "entry-footer", "entry-header", "post-footer", "post-header", "newsletter",
    "mc4wp", "subscribe", "adsbygoogle", "advert", "ad-", "page-links", "pagelink", "printfriendly", "screen-reader",
    "wpcnt", "ssba", "essb", "mashsb", "swp_", "crp_", "toc_", "ez-toc", "lwptoc", "wp-block-latest", "wp-block-button",
    "sfsi", "et_social", "kk-star", "post-ratings", "wpulike", "breadcrumb", "comments", "respond", "donat",
    "shariff", "cats", "byline", "btn", "button",
];

/// Whether an element is no part of the article that it stands in.
pub(super) fn is_beside(element: Element<'_>) -> bool {
    if matches!(element.name(), "nav" | "aside" | "footer" | "header" | "ins") {
        return true;
    }
    // `class` lists may be long and are written by anybody; the beginnings are few.
    let words = element.classes().chain(element.id());
    let beside = |word: &str| {
        BESIDE.iter().any(|start| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
            || ["byline", "post-head", "postmeta", "post-meta", "entry-meta"].iter().any(|part| word.contains(part))
    };
    words.into_iter().any(beside)
}
