//! What was found of a comment → its author's name and its words, without the furniture of the page.

use super::find::{Found, number};
use super::parts::Parts;
use super::signs::{is_date, is_furniture};
use crate::read::format::names;
use crate::read::markup::{Element, Lines, Treat, Words, plainly, words};

impl<'a> Parts<'a> {
    /// The author's name: that of the surest sign that gives one.
    pub(super) fn author(&mut self, found: &Found<'a>) -> Option<String> {
        self.authors.sort_by_key(|(rank, element)| (*rank, element.place()));
        let named = self.authors.iter().find_map(|(_, element)| name_in(*element));
        let login = || found.element.classes().find_map(|class| class.strip_prefix("comment-author-"));
        named.or_else(|| login().map(str::to_owned))
    }

    /// The words of the comment, without the furniture of the page.
    pub(super) fn words(&self, found: &Found<'a>) -> Words {
        let within = self.text.map_or(found.element, |(_, element)| element);
        let author = self.authors.iter().find(|(_, element)| name_in(*element).is_some()).map(|(_, element)| *element);
        let own = self.number;
        let said = words(within, Lines::Joined, |element| {
            let is_own_link = || {
                let anchor = element.attr("href").and_then(|href| href.rsplit_once('#')).map(|(_, anchor)| anchor);
                element.name() == "a" && own.is_some() && anchor.and_then(number) == own
            };
            let is_date = || self.times.iter().any(|(rank, time)| *rank < 3 && *time == element);
            let is_unsaid = element.place() >= found.until || author == Some(element);
            if is_unsaid || is_furniture(element) || is_date() || is_own_link() {
                return Treat::Skip;
            }
            plainly(element)
        });
        without_says(said)
    }
}

/// The name in an element, without the words around it; nothing where it holds none.
fn name_in(element: Element<'_>) -> Option<String> {
    if element.name() == "img" {
        return element.attr("alt").map(names::bare).filter(|name| !name.is_empty() && !is_picture(name));
    }
    // The name is a link where the author has an address; themes put badges beside it.
    let link = element.find(|inner| inner.name() == "a" && inner.has_class("url"));
    let line = |element: Element<'_>, spans: bool| {
        let said = words(element, Lines::Joined, |inner| {
            let beside = inner.name() == "span" && !spans || is_furniture(inner) || is_date_element(inner);
            if beside { Treat::Skip } else { plainly(inner) }
        });
        let first = said.text.lines().find(|line| !line.trim().is_empty()).map(names::bare);
        first.filter(|name| !name.is_empty())
    };
    let link = link.and_then(|link| line(link, true));
    let name = link.or_else(|| line(element, false)).or_else(|| line(element, true))?;
    // A name of many words is no name.
    (name.chars().count() <= 80).then_some(name)
}

fn is_date_element(element: Element<'_>) -> bool {
    element.name() == "time" || element.classes().any(is_date)
}

fn is_picture(alt: &str) -> bool {
    let alt = alt.to_lowercase();
    ["avatar", "gravatar", "profil", "photo", "bild", "image"].iter().any(|word| alt.contains(word))
}

/// Words that begin with what is left of *NAME says:* lose that line.
fn without_says(mut said: Words) -> Words {
    let Some((first, _)) = said.text.split_once('\n') else { return said };
    let bare = first.trim_end_matches([':', '…', ' ']).to_lowercase();
    if first.len() <= 16 && first.ends_with([':', '…']) && names::SAYS.contains(&bare.as_str()) {
        let cut = first.len() + 1;
        said.text.drain(..cut);
        let shorter = said.text.trim_start().len();
        let more = said.text.len() - shorter;
        said.text.drain(..more);
        for quote in &mut said.quotes {
            quote.span.start = quote.span.start.saturating_sub(cut + more);
            quote.span.end = quote.span.end.saturating_sub(cut + more);
        }
    }
    said
}
