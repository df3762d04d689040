//! The parts of a comment → its author's name and its text, without the boilerplate of the page.

use super::classes::{is_date, is_furniture};
use super::find::{Marked, number};
use super::parts::Parts;
use crate::read::format::names;
use crate::read::markup::{Element, Lines, Treat, Words, plainly, words};
use crate::sort::Order as _;

impl<'a> Parts<'a> {
    /// The author's name, from the most reliable element that has one.
    pub(super) fn author(&mut self, marked: &Marked<'a>) -> Option<String> {
        self.authors.order_by_key(|(rank, element)| (*rank, element.place()));
        let name = self.authors.iter().find_map(|(_, element)| name_in(*element));
        let login = || marked.element.classes().find_map(|class| class.strip_prefix("comment-author-"));
        name.or_else(|| login().map(str::to_owned))
    }

    /// The text of the comment, without the boilerplate of the page.
    pub(super) fn words(&self, marked: &Marked<'a>) -> Words {
        let container = self.text.map_or(marked.element, |(_, element)| element);
        let author = self.authors.iter().find(|(_, element)| name_in(*element).is_some()).map(|(_, element)| *element);
        let own_number = self.number;
        let words = words(container, Lines::Joined, |element| {
            let is_own_link = || {
                let anchor = element.attr("href").and_then(|href| href.rsplit_once('#')).map(|(_, anchor)| anchor);
                element.name() == "a" && own_number.is_some() && anchor.and_then(number) == own_number
            };
            let is_date = || self.times.iter().any(|(rank, time)| *rank < 3 && *time == element);
            let is_other = element.place() >= marked.until || author == Some(element);
            if is_other || is_furniture(element) || is_date() || is_own_link() {
                return Treat::Skip;
            }
            plainly(element)
        });
        without_says(words)
    }
}

/// The name in an element, without the words around it.
fn name_in(element: Element<'_>) -> Option<String> {
    if element.name() == "img" {
        return element.attr("alt").map(names::bare).filter(|name| !name.is_empty() && !is_picture(name));
    }
    // The name is a link if the author has a website; themes put badges next to it.
    let link = element.find(|inner| inner.name() == "a" && inner.has_class("url"));
    let line = |element: Element<'_>, with_spans: bool| {
        let words = words(element, Lines::Joined, |inner| {
            let is_badge = inner.name() == "span" && !with_spans || is_furniture(inner) || is_date_element(inner);
            if is_badge { Treat::Skip } else { plainly(inner) }
        });
        let first = words.text.lines().find(|line| !line.trim().is_empty()).map(names::bare);
        first.filter(|name| !name.is_empty())
    };
    let link = link.and_then(|link| line(link, true));
    let name = link.or_else(|| line(element, false)).or_else(|| line(element, true))?;
    // Anything longer is not a name.
    (name.chars().count() <= 80).then_some(name)
}

fn is_date_element(element: Element<'_>) -> bool {
    element.name() == "time" || element.classes().any(is_date)
}

fn is_picture(alt: &str) -> bool {
    let alt = alt.to_lowercase();
    ["avatar", "gravatar", "profil", "photo", "bild", "image"].iter().any(|word| alt.contains(word))
}

/// Removes a first line that is the rest of *NAME says:*.
fn without_says(mut words: Words) -> Words {
    let Some((first, _)) = words.text.split_once('\n') else { return words };
    let bare = first.trim_end_matches([':', '…', ' ']).to_lowercase();
    if first.len() <= 16 && first.ends_with([':', '…']) && names::SAYS.contains(&bare.as_str()) {
        let after_line = words.text.get(first.len() + 1..).unwrap_or_default();
        let removed = words.text.len() - after_line.trim_start().len();
        words.text.drain(..removed);
        for quote in &mut words.quotes {
            quote.span.start = quote.span.start.saturating_sub(removed);
            quote.span.end = quote.span.end.saturating_sub(removed);
        }
    }
    words
}
