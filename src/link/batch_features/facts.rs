//! Features of a window that come from facts about the comments: authors, distances, lengths, questions, kinds.

use super::window::Window;
use crate::link::feature_table::FeatureTable;
use crate::link::index::{Facts, NOBODY, is_later, within};
use crate::link::names::name_span;
use crate::link::shared::Sides;
use crate::rule::{PairFeature, PairValues};
use crate::thread::Kind;

/// What articles and posts do not have.
const CLEARED: [PairFeature; 7] = [
    PairFeature::Previous,
    PairFeature::Distance,
    PairFeature::Anonymous,
    PairFeature::Brief,
    PairFeature::Later,
    PairFeature::Comment,
    PairFeature::Cosine,
];

impl Window<'_> {
    /// The facts about the comments of the window, in order.
    pub(super) fn facts(&self) -> &[Facts] {
        self.ctx.index.facts.range(self.low..self.from)
    }

    /// Who wrote the comments, and whom the reply names.
    pub(super) fn authors(&self, table: &mut FeatureTable) {
        let reply = self.ctx.index.facts.at(self.from);
        let facts = self.facts();
        if facts.iter().any(|facts| facts.author == reply.author) {
            let feature = if reply.author == NOBODY { PairFeature::Anonymous } else { PairFeature::SameAuthor };
            let same =
                self.column(table, feature).iter_mut().zip(facts).filter(|(_, facts)| facts.author == reply.author);
            same.for_each(|(value, _)| *value = 1.0);
        }
        if reply.author == NOBODY || !reply.may_name_author {
            return;
        }
        let text = &self.ctx.comment(self.from).text;
        for (place, facts) in self.low.up_to(self.from).zip(facts) {
            let is_other = facts.author != NOBODY && facts.author != reply.author;
            if is_other && facts.author_stem.is_some_and(|stem| self.doc.has(stem)) {
                let author = self.ctx.comment(place).author.as_deref();
                if author.and_then(|author| name_span(author, text)).is_some() {
                    self.set(table, PairFeature::Named, place, 1.0);
                }
            }
        }
    }

    /// How far back the comments are, how long they are, and whether they ask.
    pub(super) fn distances_and_sizes(&self, table: &mut FeatureTable) {
        let facts = self.facts();
        let distances = self.ctx.index.log_distances.iter().skip(1);
        for (value, distance) in self.column(table, PairFeature::Distance).iter_mut().rev().zip(distances) {
            *value = *distance;
        }
        if facts.iter().any(|facts| facts.asks) {
            let column = self.column(table, PairFeature::AsksQuestion);
            column.iter_mut().zip(facts).filter(|(_, facts)| facts.asks).for_each(|(value, _)| *value = 1.0);
        }
        let size = self.ctx.index.facts.at(self.from).size;
        let column = self.column(table, PairFeature::Shorter);
        for (value, facts) in column.iter_mut().zip(facts).filter(|(_, facts)| facts.size > size) {
            *value = libm::log(facts.size / size).max(0.0);
        }
        if facts.iter().any(|facts| facts.is_brief) {
            let column = self.column(table, PairFeature::Brief);
            column.iter_mut().zip(facts).for_each(|(value, facts)| *value = f64::from(u8::from(facts.is_brief)));
        }
        let reply = self.ctx.index.facts.at(self.from);
        if facts.iter().any(|target| is_later(reply, target)) {
            let column = self.column(table, PairFeature::Later);
            column
                .iter_mut()
                .zip(facts)
                .for_each(|(value, target)| *value = f64::from(u8::from(is_later(reply, target))));
        }
        if reply.is_newcomer {
            self.column(table, PairFeature::Newcomer).fill(1.0);
        }
        if reply.log_tokens > 0.0 {
            self.column(table, PairFeature::Length).fill(reply.log_tokens);
        }
        self.column(table, PairFeature::Comment).fill(1.0);
        if let Some(previous) = self.from.previous() {
            self.set(table, PairFeature::Previous, previous, 1.0);
        }
        if let Some(first) = self.ctx.index.first {
            self.set(table, PairFeature::FirstComment, first, 1.0);
        }
    }

    /// Corrects the features of articles and posts in the window, which have no distance and share sentences.
    pub(super) fn openings(&self, table: &mut FeatureTable) {
        for opening in within(&self.ctx.index.openings, self.low..self.from) {
            let Some(row) = self.row(*opening) else { continue };
            for feature in CLEARED {
                table.clear(feature, row);
            }
            let is_article = self.ctx.comment(*opening).kind == Kind::Article;
            table.set(if is_article { PairFeature::Article } else { PairFeature::Post }, row, 1.0);
            if table.get(PairFeature::SharedWords, row) > 0.0 {
                let mut values = PairValues::default();
                Sides::new(self.ctx, self.from, *opening).shared_words(&mut values);
                table.clear(PairFeature::SharedWords, row);
                table.set(PairFeature::SharedWords, row, values.get(PairFeature::SharedWords));
            }
        }
    }
}
