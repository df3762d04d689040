//! Replaced words in a text → the new text, and where every other place of it is now.
//!
//! Pseudonyms are longer or shorter than the names they replace, so every place that was noted in the old text must
//! move. [`Moved`] is made once for each text, and everything that notes places asks it: see
//! [`move_spans`](super::HasThread::move_spans).

use crate::span::Span;

/// A part of a text and what is written in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replacement {
    /// The bytes that are replaced.
    pub(super) span: Span,
    /// The words in their place.
    pub(super) by: String,
}

/// Where the places of one text are after some of its words were replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// For each replacement, in order: its span in the old text and in the new one.
    edits: Vec<(Span, Span)>,
}

impl Moved {
    /// Replaces parts of a text. They are in order and do not overlap. Linear.
    pub(super) fn replace(text: &mut String, replacements: &[Replacement]) -> Self {
        if replacements.is_empty() {
            return Self::default();
        }
        let mut edits = Vec::with_capacity(replacements.len());
        let mut new = String::with_capacity(text.len() + 16 * replacements.len());
        let mut copied = 0;
        for Replacement { span, by } in replacements {
            new.push_str(text.get(copied..span.start).unwrap_or_default());
            let start = new.len();
            new.push_str(by);
            edits.push((*span, Span::new(start, new.len())));
            copied = span.end;
        }
        new.push_str(text.get(copied..).unwrap_or_default());
        *text = new;
        Self { edits }
    }

    /// Whether nothing was replaced, so that every place is where it was.
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// Where a span is now. A span that touches replaced words covers all that is written in their place, because their
    /// letters have no places of their own any more.
    pub fn of(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start(span.start);
            return Span::new(at, at);
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// Moves a span in place.
    pub fn shift(&self, span: &mut Span) {
        *span = self.of(*span);
    }

    fn start(&self, at: usize) -> usize {
        match self.before(at) {
            Some((old, new)) if at < old.end => new.start,
            edit => shifted(at, edit),
        }
    }

    fn end(&self, at: usize) -> usize {
        match self.before(at) {
            // Nothing of the replaced words is covered.
            Some((old, new)) if at == old.start => new.start,
            Some((old, new)) if at < old.end => new.end,
            edit => shifted(at, edit),
        }
    }

    /// The last replacement that begins at or before a byte.
    fn before(&self, at: usize) -> Option<(Span, Span)> {
        let count = self.edits.partition_point(|(old, _)| old.start <= at);
        self.edits.get(count.checked_sub(1)?).copied()
    }
}

/// Where a byte behind a replacement is now.
fn shifted(at: usize, edit: Option<(Span, Span)>) -> usize {
    edit.map_or(at, |(old, new)| new.end + (at - old.end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Moved spans are on character boundaries, cover the words they covered, and widen to whole replacements.
        #[test]
        fn moved_spans_cover_the_same_words(
            pieces in prop::collection::vec(("[a-zé🦀 ]{1,6}", prop::option::of("[A-Zü 0-9]{0,9}")), 1..12),
            start in any::<prop::sample::Index>(),
            end in any::<prop::sample::Index>(),
        ) {
            let (mut text, mut replacements, mut expected) = (String::new(), Vec::new(), String::new());
            for (old, new) in &pieces {
                let begin = text.len();
                text.push_str(old);
                if let Some(by) = new {
                    replacements.push(Replacement { span: Span::new(begin, text.len()), by: by.clone() });
                }
                expected.push_str(new.as_ref().unwrap_or(old));
            }
            let old_text = text.clone();
            let moved = Moved::replace(&mut text, &replacements);
            prop_assert_eq!(&text, &expected);
            let bounds: Vec<usize> =
                old_text.char_indices().map(|(at, _)| at).chain([old_text.len()]).collect();
            let (a, b) = (bounds[start.index(bounds.len())], bounds[end.index(bounds.len())]);
            let span = Span::new(a.min(b), a.max(b));
            let new = moved.of(span);
            prop_assert!(text.is_char_boundary(new.start) && text.is_char_boundary(new.end) && new.end <= text.len());
            if span.is_empty() {
                prop_assert!(new.is_empty());
            } else {
                // What the span covers outside the replaced words, with each touched replacement whole.
                let mut wanted = String::new();
                let mut at = span.start;
                for Replacement { span: edit, by } in &replacements {
                    if edit.overlaps(span) {
                        wanted.push_str(old_text.get(at..edit.start).unwrap_or_default());
                        wanted.push_str(by);
                        at = edit.end;
                    }
                }
                wanted.push_str(old_text.get(at..span.end).unwrap_or_default());
                prop_assert_eq!(new.of(&text), wanted);
            }
        }
    }
}
