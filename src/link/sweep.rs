//! Fills a [`Sheet`]: what a reply shares with the comments just before it is found by following its words back, for all
//! of them at once; what else it may answer is looked at pair by pair.

use super::doc::{Doc, Stem};
use super::index::{Index, NOBODY};
use super::pair::{OPENING, PHRASE_FLOOR, Parts, is_same_number, name_span, overlap, pair, quoted_stems};
use super::sheet::Sheet;
use super::weigh::beyond;
use crate::limit::LINK_WINDOW;
use crate::rule::{PairFeature, PairValues};
use crate::tag::Tagged;
use crate::thread::{Kind, Thread};

/// Comments just before a reply, a bit each, the last one first.
type Bits = u64;

const _: () = assert!(LINK_WINDOW <= Bits::BITS as usize, "a window has a bit for every comment");

/// Facts that are found for all candidates at once, where they hold of any.
const SWEPT: [PairFeature; 17] = [
    PairFeature::Cited,
    PairFeature::QuotedEcho,
    PairFeature::SharedWords,
    PairFeature::SharedPhrase,
    PairFeature::SharedNumber,
    PairFeature::OpeningEcho,
    PairFeature::Named,
    PairFeature::SameAuthor,
    PairFeature::Anonymous,
    PairFeature::AsksQuestion,
    PairFeature::Previous,
    PairFeature::Distance,
    PairFeature::Article,
    PairFeature::Post,
    PairFeature::FirstComment,
    PairFeature::Denied,
    PairFeature::Shorter,
];

/// A reply before the comments of its window.
struct Sweep<'a> {
    thread: &'a Thread,
    tagged: &'a Tagged,
    index: &'a Index,
    from: usize,
    doc: &'a Doc,
    /// The window: the first comment of it, and its row.
    low: usize,
    first: usize,
    /// In which comments of the window every content stem of the reply stands.
    shared: Vec<Bits>,
}

/// The candidates of a reply and what is known of them, as far as some rules ask for it: `wanted` is what they weigh.
///
/// `room` is what an earlier sheet left; whatever it holds is gone.
pub fn sweep(
    thread: &Thread,
    tagged: &Tagged,
    index: &Index,
    from: usize,
    wanted: &[PairFeature],
    room: Vec<f64>,
) -> Sheet {
    let Some(doc) = index.docs.get(from) else { return Sheet::default() };
    let sources = tagged.readings.get(from).map_or_else(Vec::new, |reading| index.sources(from, reading));
    let beyond = beyond(thread, index, &sources, from);
    let low = from.saturating_sub(LINK_WINDOW);
    let mut places: Vec<usize> = beyond.iter().copied().filter(|place| *place < low).collect();
    let first = places.len();
    places.extend(low..from);
    places.extend(beyond.iter().copied().filter(|place| *place >= from));
    let mut sheet = Sheet::new(places, room);
    let mut sweep = Sweep { thread, tagged, index, from, doc, low, first, shared: Vec::new() };
    sweep.words(&mut sheet);
    sweep.rare(&mut sheet);
    sweep.numbers(&mut sheet);
    sweep.people(&mut sheet);
    sweep.places(&mut sheet);
    let best = sources.iter().map(|(_, count)| *count).max().unwrap_or(0);
    for (place, _) in sources.iter().filter(|(_, count)| *count * 2 >= best) {
        sweep.set(&mut sheet, PairFeature::Cited, *place, 1.0);
    }
    let window = first..first + (from - low);
    let pairwise: Vec<PairFeature> = wanted.iter().copied().filter(|feature| !SWEPT.contains(feature)).collect();
    for row in 0..sheet.places.len() {
        let features = if window.contains(&row) { pairwise.as_slice() } else { wanted };
        let Some(place) = sheet.places.get(row).copied().filter(|_| !features.is_empty()) else { continue };
        let pair = pair(thread, tagged, index, from, place);
        for feature in features {
            sheet.set(*feature, row, pair.get(*feature));
        }
    }
    sheet.dead = Index::within(&index.silent, low..from).iter().filter(|at| !beyond.contains(at)).copied().collect();
    sheet
}

impl Sweep<'_> {
    /// The row of a comment of the window.
    fn row(&self, place: usize) -> Option<usize> {
        (self.low..self.from).contains(&place).then(|| place - self.low + self.first)
    }

    fn set(&self, sheet: &mut Sheet, feature: PairFeature, place: usize, value: f64) {
        if let Some(row) = self.row(place) {
            sheet.set(feature, row, value);
        }
    }

    /// The rows of the window in a column.
    fn column<'s>(&self, sheet: &'s mut Sheet, feature: PairFeature) -> &'s mut [f64] {
        let window = self.first..self.first + (self.from - self.low);
        sheet.column_mut(feature).get_mut(window).unwrap_or_default()
    }

    /// The comments of some bits.
    fn of(&self, mut bits: Bits) -> impl Iterator<Item = usize> + use<> {
        let from = self.from;
        std::iter::from_fn(move || {
            let bit = bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
            (bit < Bits::BITS).then(|| from - 1 - bit as usize)
        })
    }

    /// In which comments of the window a stem of the reply stands; `None` for one that means nothing.
    fn bits(&self, stem: Stem) -> Option<Bits> {
        let at = self.doc.content.binary_search_by_key(&stem, |(stem, _)| *stem).ok()?;
        self.shared.get(at).copied()
    }

    /// Rare words, and pairs of words, that both have.
    fn words(&mut self, sheet: &mut Sheet) {
        // By the bits of their comments.
        let mut totals = [0.0; Bits::BITS as usize];
        let mut opening = [0.0_f64; Bits::BITS as usize];
        let (mut once, mut twice, mut early): (Bits, Bits, Bits) = (0, 0, 0);
        self.shared.reserve_exact(self.doc.content.len());
        for (which, (stem, at)) in self.doc.content.iter().enumerate() {
            let rarity = self.index.rarity(*stem);
            let mut bits = 0;
            let near = |entry: &super::chain::Entry| entry.doc as usize >= self.low;
            for entry in self.index.chain.back(self.from, which).take_while(near) {
                let bit = self.from - 1 - entry.doc as usize;
                bits |= 1 << bit;
                if let Some(total) = totals.get_mut(bit) {
                    *total += rarity;
                }
                if *at < OPENING
                    && let Some(known) = opening.get_mut(bit)
                {
                    *known = known.max(rarity);
                }
            }
            twice |= once & bits;
            once |= bits;
            if *at < OPENING {
                early |= bits;
            }
            self.shared.push(bits);
        }
        for (feature, bits, values) in
            [(PairFeature::SharedWords, once, &totals), (PairFeature::OpeningEcho, early, &opening)]
        {
            if bits == 0 {
                continue;
            }
            let column = self.column(sheet, feature);
            // The last comment of the window has the first bit.
            for (value, slot) in values.iter().zip(column.iter_mut().rev()).filter(|(value, _)| **value > 0.0) {
                *slot = if feature == PairFeature::SharedWords { overlap(*value) } else { *value };
            }
        }
        if twice != 0 {
            self.phrases(twice, sheet);
        }
    }

    /// Two content words in the same order, close to each other, in both: among the comments that share two words.
    fn phrases(&self, among: Bits, sheet: &mut Sheet) {
        for (x, y, ..) in &self.doc.pairs {
            let Some(bits) = self.bits(*x).map(|bits| bits & among).filter(|bits| *bits != 0) else { continue };
            let bits = bits & self.bits(*y).unwrap_or(0);
            for place in self.of(bits) {
                if self.index.docs.get(place).is_some_and(|theirs| theirs.pair_of(*x, *y).is_some()) {
                    let rarity = self.index.rarity(*x).min(self.index.rarity(*y)).max(PHRASE_FLOOR);
                    self.row(place).into_iter().for_each(|row| sheet.raise(PairFeature::SharedPhrase, row, rarity));
                }
            }
        }
    }

    /// What few replies have, a few quoted words or a negation, is looked for pair by pair where it may be found.
    fn rare(&self, sheet: &mut Sheet) {
        let Some(reading) = self.tagged.readings.get(self.from) else { return };
        let mut bits: Bits = 0;
        for quotation in &reading.prose.quotations {
            let mut known = quoted_stems(self.doc, quotation).iter().filter_map(|(stem, _)| self.bits(*stem));
            bits |= known.next().map_or(0, |first| known.fold(first, |all, bits| all & bits));
        }
        for negation in &reading.prose.negations {
            for (stem, _) in self.doc.words(negation.scope.clone()) {
                bits |= self.bits(*stem).unwrap_or(0);
            }
        }
        for place in self.of(bits) {
            let Some(parts) = Parts::new(self.thread, self.tagged, self.index, self.from, place) else { continue };
            let mut values = PairValues::default();
            parts.quoted(&mut values);
            parts.denied(&mut values);
            for feature in [PairFeature::QuotedEcho, PairFeature::Denied] {
                self.set(sheet, feature, place, values.get(feature));
            }
        }
    }

    /// Numbers that both give.
    fn numbers(&self, sheet: &mut Sheet) {
        if !self.doc.quantities.iter().any(super::quantity::Quantity::tells) {
            return;
        }
        for place in self.low..self.from {
            let Some(theirs) = self.index.docs.get(place).filter(|doc| !doc.quantities.is_empty()) else { continue };
            if is_same_number(self.doc, theirs) {
                self.set(sheet, PairFeature::SharedNumber, place, 1.0);
            }
        }
    }

    /// Who wrote the comments, and whom the reply names.
    fn people(&self, sheet: &mut Sheet) {
        let Some(own) = self.index.people.get(self.from).copied() else { return };
        let known = self.index.people.get(self.low..self.from).unwrap_or_default();
        if known.contains(&own) {
            let feature = if own == NOBODY { PairFeature::Anonymous } else { PairFeature::SameAuthor };
            for (slot, _) in self.column(sheet, feature).iter_mut().zip(known).filter(|(_, author)| **author == own) {
                *slot = 1.0;
            }
        }
        if own == NOBODY || !self.doc.names {
            return;
        }
        let Some(reply) = self.thread.comments.get(self.from) else { return };
        for (place, author) in (self.low..self.from).zip(known) {
            let name = self.index.names.get(place).copied().flatten();
            if *author != NOBODY && *author != own && name.is_some_and(|name| self.doc.token_of(name).is_some()) {
                let author = self.thread.comments.get(place).and_then(|comment| comment.author.as_deref());
                if author.and_then(|author| name_span(author, &reply.text)).is_some() {
                    self.set(sheet, PairFeature::Named, place, 1.0);
                }
            }
        }
    }

    /// Where the comments stand, what they are, how long, and whether they ask.
    fn places(&self, sheet: &mut Sheet) {
        let distances = self.index.distances.get(1..=self.from - self.low).unwrap_or_default();
        for (slot, distance) in self.column(sheet, PairFeature::Distance).iter_mut().rev().zip(distances) {
            *slot = *distance;
        }
        let asking = self.index.asking.get(self.low..self.from).unwrap_or_default();
        if asking.contains(&1.0) {
            let column = self.column(sheet, PairFeature::AsksQuestion);
            column.iter_mut().zip(asking).for_each(|(slot, asks)| *slot = *asks);
        }
        let sizes = self.index.sizes.get(self.low..self.from).unwrap_or_default();
        let own = self.index.sizes.get(self.from).copied().unwrap_or(1.0);
        for (slot, size) in
            self.column(sheet, PairFeature::Shorter).iter_mut().zip(sizes).filter(|(_, size)| **size > own)
        {
            *slot = libm::log(size / own).max(0.0);
        }
        if let Some(before) = self.from.checked_sub(1) {
            self.set(sheet, PairFeature::Previous, before, 1.0);
        }
        if let Some(first) = self.index.first {
            self.set(sheet, PairFeature::FirstComment, first, 1.0);
        }
        for opening in Index::within(&self.index.openings, self.low..self.from) {
            let Some((row, comment)) = self.row(*opening).zip(self.thread.comments.get(*opening)) else { continue };
            for feature in [PairFeature::Previous, PairFeature::Distance, PairFeature::Anonymous] {
                sheet.clear(feature, row);
            }
            let feature = if comment.kind == Kind::Article { PairFeature::Article } else { PairFeature::Post };
            sheet.set(feature, row, 1.0);
            // What it shares is what its best sentence does, which the words of a window do not tell.
            if sheet.get(PairFeature::SharedWords, row) > 0.0
                && let Some(parts) = Parts::new(self.thread, self.tagged, self.index, self.from, *opening)
            {
                let mut values = PairValues::default();
                parts.shared(&mut values);
                sheet.clear(PairFeature::SharedWords, row);
                sheet.set(PairFeature::SharedWords, row, values.get(PairFeature::SharedWords));
            }
        }
    }
}
