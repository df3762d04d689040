//! A page and the place of its first comment → the number of comments that the page announces.

use crate::read::format::paste::plain::counter;
use crate::read::markup::{Element, Tree};

/// How many elements before the first comment are searched for the announcement.
const COUNTER_ELEMENTS: usize = 400;

/// How many nodes the announcement may have.
const COUNTER_NODES: usize = 24;

/// The number of comments that the page announces above its first comment (`12 réflexions sur …`, `43 Comments`), in a
/// heading or in an element that is named after comments.
pub(in crate::read::format) fn announced(tree: &Tree, first: usize) -> Option<usize> {
    let mut weak = None;
    let before: Vec<Element<'_>> = tree.elements().take_while(|element| element.place() < first).collect();
    // In a page without comments, everything is searched.
    let limit = if first == usize::MAX { before.len() } else { COUNTER_ELEMENTS };
    for element in before.iter().rev().take(limit) {
        let is_about_comments = |class: &str| {
            let class = class.to_ascii_lowercase();
            ["comment", "kommentar", "coment", "reponse", "response"].iter().any(|word| class.contains(word))
        };
        let is_named = element.classes().chain(element.id()).any(is_about_comments);
        let is_heading = matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let is_bubble = element.has_class("wpd-cc-value");
        let is_line = element.end() <= first && element.end() - element.place() <= COUNTER_NODES;
        if !is_line || !(is_named || is_heading || is_bubble) {
            continue;
        }
        let Some(line) = element.line() else { continue };
        if element.has_class("wpd-thread-info")
            && let Some(count) = element.attr("data-comments-count").and_then(|count| count.parse().ok())
        {
            return Some(count);
        }
        if is_bubble && let Ok(count) = line.parse() {
            return Some(count);
        }
        match counter::read(&line) {
            Some((Some(count), strong)) if strong || is_named || is_heading => return Some(count),
            // A bare number: `<span class="comments-count">12</span>`.
            _ if is_named && weak.is_none() => {
                weak = line.parse().ok().filter(|_| element.classes().any(|class| class.contains("count")));
            }
            _ => {}
        }
    }
    weak
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::html;

    #[test]
    fn announcements_above_the_comments_are_read() {
        for (page, count) in [
            ("<div id=comments><h2>12 réflexions sur «&nbsp;La mer&nbsp;»</h2><ol>", Some(12)),
            ("<h3 class=comments-title>43 Comments</h3>", Some(43)),
            ("<h2>2 Antworten</h2>", Some(2)),
            ("<h2>Vos réactions (60)</h2>", Some(60)),
            ("<h3>Kommentare: 10</h3>", Some(10)),
            ("<h3>Les 1\u{202f}204 commentaires</h3>", Some(1204)),
            ("<h3>10 choses que nos commentaires disent</h3>", None),
            ("<h3>Le 8 mai, un commentaire</h3>", None),
            ("<p>12 comments</p>", None),
            ("<span class=comments-count>7</span>", Some(7)),
        ] {
            assert_eq!(announced(&html(page), usize::MAX), count, "{page}");
        }
    }
}
