//! Features of a window that come from words: shared words, phrases, quotations, negations and numbers.

use super::window::{Bits, Window};
use crate::link::feature_table::FeatureTable;
use crate::link::quantity::{Quantity, share_number};
use crate::link::shared::{OPENING_TOKENS, RARE, Sides, cosine, overlap, phrase_rarity, quoted_words};
use crate::link::stem::Stem;
use crate::place;
use crate::rule::{PairFeature, PairValues};

impl Window<'_> {
    /// The comments of the window that have a content stem of the reply; `None` for other stems.
    fn having(&self, stem: Stem) -> Option<Bits> {
        self.with_stem.get(self.doc.content_index(stem)?).copied()
    }

    /// Rare words and phrases that the reply shares with the comments. Fills [`Window::with_stem`], which the other
    /// functions read.
    pub(super) fn shared_words(&mut self, table: &mut FeatureTable) {
        // By bit.
        let mut totals = [0.0; Bits::BITS as usize];
        let mut squares = [0.0; Bits::BITS as usize];
        let mut last_uses = [0.0_f64; Bits::BITS as usize];
        let mut opening = [0.0_f64; Bits::BITS as usize];
        // The comments that share at least one stem, at least two, and one of the reply's opening.
        let (mut once, mut twice, mut early, mut last): (Bits, Bits, Bits, Bits) = (0, 0, 0, 0);
        self.with_stem.reserve_exact(self.doc.content.len());
        for (index, word) in self.doc.content.iter().enumerate() {
            let rarity = self.ctx.index.rarity(word.stem);
            let is_opening = word.token < OPENING_TOKENS;
            let mut bits = 0;
            let earlier = self.ctx.index.earlier_uses.before(self.from, index);
            for place in earlier.take_while(|place| *place >= self.low) {
                let bit = self.from.index() - 1 - place.index();
                if bits == 0 && rarity >= RARE {
                    last |= 1 << bit;
                    place::update(&mut last_uses, bit, |known| *known = known.max(rarity));
                }
                bits |= 1 << bit;
                place::update(&mut squares, bit, |squares| *squares += rarity * rarity);
                place::update(&mut totals, bit, |total| *total += rarity);
                if is_opening {
                    place::update(&mut opening, bit, |known| *known = known.max(rarity));
                }
            }
            twice |= once & bits;
            once |= bits;
            if is_opening {
                early |= bits;
            }
            self.with_stem.push(bits);
        }
        if once != 0 {
            let column = self.column(table, PairFeature::SharedWords);
            // The last comment of the window has the first bit.
            for (value, total) in column.iter_mut().rev().zip(totals).filter(|(_, total)| *total > 0.0) {
                *value = overlap(total);
            }
        }
        if once != 0 {
            let reply = self.ctx.index.facts.at(self.from).norm;
            let rows = self.facts().iter().rev().zip(squares);
            let column = self.column(table, PairFeature::Cosine);
            for (value, (facts, squares)) in column.iter_mut().rev().zip(rows).filter(|(_, row)| row.1 > 0.0) {
                *value = cosine(squares, reply, facts.norm);
            }
        }
        if last != 0 {
            let column = self.column(table, PairFeature::LastUse);
            column.iter_mut().rev().zip(last_uses).for_each(|(value, rarity)| *value = rarity);
        }
        if early != 0 {
            let column = self.column(table, PairFeature::OpeningEcho);
            column.iter_mut().rev().zip(opening).for_each(|(value, rarity)| *value = rarity);
        }
        if twice != 0 {
            self.shared_phrases(table, twice);
        }
    }

    /// The rarest phrase that the reply shares with each of some comments: those that share two stems with it.
    fn shared_phrases(&self, table: &mut FeatureTable, among: Bits) {
        for phrase in &self.doc.phrases {
            let [first, second] = [phrase.stems.0, phrase.stems.1].map(|stem| self.having(stem).unwrap_or(0));
            for place in self.places(first & second & among) {
                if let Some(row) = self.row(place).filter(|_| self.ctx.doc(place).phrase_of(phrase.stems).is_some()) {
                    table.raise(PairFeature::SharedPhrase, row, phrase_rarity(self.ctx, phrase.stems));
                }
            }
        }
    }

    /// Few replies quote a few words or deny something, so the comments that may have these words are compared one by
    /// one.
    pub(super) fn quotations_and_negations(&self, table: &mut FeatureTable) {
        let prose = &self.ctx.reading(self.from).prose;
        let mut bits: Bits = 0;
        for quotation in &prose.quotations {
            let having = quoted_words(self.doc, quotation).iter().filter_map(|word| self.having(word.stem));
            bits |= having.reduce(|all, bits| all & bits).unwrap_or(0);
        }
        for negation in &prose.negations {
            for word in self.doc.words_in(negation.scope.clone()) {
                bits |= self.having(word.stem).unwrap_or(0);
            }
        }
        for place in self.places(bits) {
            let mut values = PairValues::default();
            let sides = Sides::new(self.ctx, self.from, place);
            sides.quoted_echo(&mut values);
            sides.denied(&mut values);
            for feature in [PairFeature::QuotedEcho, PairFeature::Denied] {
                self.set(table, feature, place, values.get(feature));
            }
        }
    }

    /// Numbers that the reply shares with the comments.
    pub(super) fn numbers(&self, table: &mut FeatureTable) {
        if !self.doc.quantities.iter().any(Quantity::is_distinctive) {
            return;
        }
        for place in self.low.up_to(self.from) {
            if share_number(&self.doc.quantities, &self.ctx.doc(place).quantities) {
                self.set(table, PairFeature::SharedNumber, place, 1.0);
            }
        }
    }
}
