//! One element of a comment → evidence for the author's name, the text, the time, votes or a mark.

use super::classes::{author_rank, is_date, role, text_rank};
use super::find::Marked;
use super::parts::Parts;
use crate::read::markup::Element;
use crate::thread::Mark;

impl<'a> Parts<'a> {
    /// Adds the marks that the classes of the comment's own element give.
    pub(super) fn mark_by_class(&mut self, element: Element<'a>) {
        for class in element.classes() {
            self.marks.extend(match class {
                "bypostauthor" => Some(Mark::Moderator),
                "unapproved" => Some(Mark::Pending),
                "featured" => Some(Mark::Featured),
                "buried" => Some(Mark::Hidden),
                "sticky" | "wpd-sticky-comment" | "wc-sticky-comment" => Some(Mark::Pinned),
                _ => role(class),
            });
        }
    }

    /// Adds an inner element as a candidate for every part that it may be.
    pub(super) fn take(&mut self, element: Element<'a>, name: &'a str, class: &'a str, marked: &Marked<'a>) {
        let is_quoted = |element: Element<'a>| {
            let within = |outer: &Element<'a>| outer.place() > marked.element.place();
            element.ancestors().take_while(within).any(|outer| matches!(outer.name(), "blockquote" | "p" | "q"))
        };
        match name {
            "time" => self.offer_time(0, element),
            "abbr" if element.attr("title").is_some() => self.offer_time(1, element),
            "small" => self.offer_time(3, element),
            "cite" if !is_quoted(element) => self.offer_author(6, element),
            "h3" | "h4" | "h5" | "h6" | "strong" | "b" if self.text.is_none() && !is_quoted(element) => {
                self.offer_author(8, element);
            }
            "img" if class.contains("avatar") => self.offer_author(9, element),
            _ => {}
        }
        for word in class.split_ascii_whitespace() {
            if let Some(rank) = author_rank(word) {
                self.offer_author(rank, element);
            }
            if let Some(rank) = text_rank(word) {
                self.offer_text(rank, element);
            }
            if is_date(word) {
                self.offer_time(if word.contains("meta") { 2 } else { 1 }, element);
            }
            match word {
                "comment-reply-link" | "wc-reply-button" | "wpd-reply-button" | "wp-block-comment-reply-link" => {
                    self.can_be_answered = true;
                }
                "comment-awaiting-moderation" => self.marks.push(Mark::Pending),
                "wpd-comment-last-edited" | "wc-comment-last-edited" => self.marks.push(Mark::Edited),
                "wpdiscuz-readmore" => self.is_cut = true,
                "wc-vote-result" | "wpd-vote-result" => self.vote(element, word, class),
                _ => self.marks.extend(role(word)),
            }
        }
    }

    /// wpDiscuz shows the difference of the votes, or both numbers.
    fn vote(&mut self, element: Element<'a>, word: &str, class: &str) {
        let Some(count) = element.line().and_then(|line| line.trim_start_matches('+').parse::<i64>().ok()) else {
            return;
        };
        let is_dislike = class.split_ascii_whitespace().any(|other| other.strip_prefix(word) == Some("-dislike"));
        self.add(if is_dislike { -count.abs() } else { count });
    }

    /// The plug-in Comment Rating counts in `karma-12-up` and `karma-12-down`.
    pub(super) fn vote_by_id(&mut self, element: Element<'a>, id: &str) {
        let Some(suffix) = id.strip_prefix("karma-") else { return };
        let Some(count) = element.line().and_then(|line| line.parse::<i64>().ok()) else { return };
        if suffix.ends_with("-up") {
            self.add(count.abs());
        } else if suffix.ends_with("-down") {
            self.add(-count.abs());
        }
    }

    fn add(&mut self, votes: i64) {
        self.votes = Some(self.votes.unwrap_or(0).saturating_add(votes));
    }
}
