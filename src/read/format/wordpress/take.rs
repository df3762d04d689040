//! One element of a comment → what it may be: the author's name, the words, the time, votes, a mark.

use super::find::Found;
use super::parts::Parts;
use super::signs::{author_rank, is_date, role, text_rank};
use crate::read::markup::Element;
use crate::thread::Mark;

impl<'a> Parts<'a> {
    /// What the classes of the comment's own element say.
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

    /// What one element inside may be.
    pub(super) fn take(&mut self, element: Element<'a>, name: &'a str, class: &'a str, found: &Found<'a>) {
        let quoted = |element: Element<'a>| {
            let within = |outer: &Element<'a>| outer.place() > found.element.place();
            element.ancestors().take_while(within).any(|outer| matches!(outer.name(), "blockquote" | "p" | "q"))
        };
        match name {
            "time" => self.offer_time(0, element),
            "abbr" if element.attr("title").is_some() => self.offer_time(1, element),
            "small" => self.offer_time(3, element),
            "cite" if !quoted(element) => self.offer_author(6, element),
            "h3" | "h4" | "h5" | "h6" | "strong" | "b" if self.text.is_none() && !quoted(element) => {
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

    /// wpDiscuz shows the difference of votes, or both of them.
    fn vote(&mut self, element: Element<'a>, word: &str, class: &str) {
        let Some(count) = element.line().and_then(|line| line.trim_start_matches('+').parse::<i64>().ok()) else {
            return;
        };
        let against = class.split_ascii_whitespace().any(|other| other.strip_prefix(word) == Some("-dislike"));
        self.add(if against { -count.abs() } else { count });
    }

    /// The plug-in Comment Rating counts in `karma-12-up` and `karma-12-down`.
    pub(super) fn vote_by_id(&mut self, element: Element<'a>, id: &str) {
        let Some(rest) = id.strip_prefix("karma-") else { return };
        let Some(count) = element.line().and_then(|line| line.parse::<i64>().ok()) else { return };
        if rest.ends_with("-up") {
            self.add(count.abs());
        } else if rest.ends_with("-down") {
            self.add(-count.abs());
        }
    }

    fn add(&mut self, votes: i64) {
        self.votes = Some(self.votes.unwrap_or(0).saturating_add(votes));
    }
}
