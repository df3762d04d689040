//! What the values of one key look like over all records: their types, how many differ, how long they are.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::read::format::csv::cell;
use crate::read::json::Value;
use crate::read::resolve::means_top;
use crate::read::when;

/// Longest text that may be a date. The longest known form, that of JavaScript, has 62 characters.
const DATE_CHARS: usize = 64;

/// Longest name of a person that is usual. Chosen by hand.
const NAME_CHARS: usize = 60;

/// The values of one key.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// The key; keys of objects inside an object are joined by dots.
    pub(super) path: String,
    /// Values that hold something: no null, no blank string, no empty list.
    pub(super) filled: usize,
    /// Strings among them.
    pub(super) strings: usize,
    /// Numbers among them.
    pub(super) numbers: usize,
    /// Truths among them.
    pub(super) truths: usize,
    /// Lists of strings, or of pieces of one text.
    pub(super) rich: usize,
    /// Characters of all strings.
    pub(super) chars: usize,
    /// Strings with white space inside.
    pub(super) spaced: usize,
    /// Strings longer than a name.
    pub(super) long: usize,
    /// Addresses.
    pub(super) addresses: usize,
    /// Dates, and counts of seconds since 1970.
    pub(super) times: usize,
    /// Hashes of all values but those that mean *top level*.
    pub(super) distinct: FxHashSet<u64>,
    /// Hashes of all values without a fragment, where a value is an address.
    pub(super) stems: FxHashSet<u64>,
    /// Numbers of an outline: `1.2.1`, `1-2`, `1_2_1.`
    pub(super) outlines: usize,
    /// Hashes of the numbers above them in the outline.
    pub(super) above: FxHashSet<u64>,
    /// How many values there are, those that mean *top level* not counted.
    pub(super) named: usize,
}

/// The hash of a scalar: ids are compared by it.
pub(super) fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl Slot {
    /// Takes note of one value.
    pub(super) fn add(&mut self, value: Value<'_>) {
        if value.is_bool() {
            self.filled += 1;
            self.truths += 1;
            return;
        }
        let Some(text) = value.scalar() else { return };
        self.filled += 1;
        if !means_top(&text) {
            self.named += 1;
            self.distinct.insert(hash(&text));
            self.stems.insert(hash(stem(&text)));
        }
        if value.is_number() {
            self.numbers += 1;
            self.times += usize::from(is_count(&text));
            return;
        }
        self.strings += 1;
        if let Some(above) = above(&text) {
            self.outlines += 1;
            self.above.insert(hash(above));
        }
        let chars = text.chars().count();
        self.chars += chars;
        self.long += usize::from(chars > NAME_CHARS);
        self.addresses += usize::from(text.starts_with("http://") || text.starts_with("https://"));
        self.spaced += usize::from(text.contains(char::is_whitespace));
        self.times += usize::from(chars <= DATE_CHARS && is_time(&text));
    }

    /// Takes note of the key of a record.
    pub(super) fn add_key(&mut self, key: &str) {
        self.filled += 1;
        self.named += 1;
        self.strings += 1;
        self.chars += key.chars().count();
        self.distinct.insert(hash(key));
    }

    /// Takes note of a text in pieces.
    pub(super) fn add_rich(&mut self, chars: usize) {
        self.filled += 1;
        self.rich += 1;
        self.chars += chars;
    }

    /// Whether at least this share of its values, in percent, pass.
    pub(super) fn mostly(&self, passing: usize, percent: usize) -> bool {
        self.filled > 0 && passing * 100 >= self.filled * percent
    }

    /// Whether its values can be texts that people wrote.
    pub(super) fn may_be_text(&self) -> bool {
        self.mostly(self.strings + self.rich, 90) && !self.mostly(self.times, 80) && !self.mostly(self.addresses, 90)
    }

    /// Whether its values are sentences.
    pub(super) fn is_prose(&self) -> bool {
        self.may_be_text() && self.mostly(self.spaced + self.rich, 60) && self.chars >= 20 * self.filled
    }

    /// Whether its values can name people.
    pub(super) fn may_be_name(&self) -> bool {
        let is_id = self.numbers > 0 && self.named > 0;
        let is_text = self.strings > 0
            && self.mostly(self.strings, 90)
            && !self.mostly(self.long, 30)
            && !self.mostly(self.times, 60)
            && !self.mostly(self.addresses, 60);
        is_id || is_text
    }

    /// Whether its values are times.
    pub(super) fn is_time(&self) -> bool {
        self.mostly(self.times, 80)
    }

    /// Whether every value is another one, repeated records aside.
    pub(super) fn is_unique(&self) -> bool {
        self.named > 0 && self.distinct.len() * 20 >= self.named * 19
    }

    /// How many of its different values are values of another key.
    pub(super) fn within(&self, other: &Slot) -> usize {
        self.distinct.intersection(&other.distinct).count()
    }

    /// Whether its values are the numbers of an outline: nearly all have a number above them, which is a value too.
    pub(super) fn is_outline(&self) -> bool {
        let met = self.above.intersection(&self.distinct).count();
        self.is_unique()
            && self.outlines >= 3
            && self.outlines * 10 >= self.filled * 8
            && met > 0
            && (met + 1) * 10 >= self.above.len() * 9
    }

    /// Whether it holds one value only, in several records.
    pub(super) fn is_constant(&self) -> bool {
        self.distinct.len() <= 1 && self.filled >= 3
    }
}

/// The number above a number of an outline: `1.2.` for `1.2.1.`, `1_2` for `1_2_1`. `None` for anything else.
pub(super) fn above(text: &str) -> Option<&str> {
    let closed = text.ends_with('.');
    let body = text.strip_suffix('.').unwrap_or(text);
    let is_outline = body.len() < 100
        && body
            .split(['.', '-', '_'])
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let end = body.rfind(['.', '-', '_']).filter(|_| is_outline)?;
    text.get(..if closed { end + 1 } else { end })
}

/// An address without its fragment; any other text as it is.
pub(super) fn stem(text: &str) -> &str {
    if text.starts_with("http") { text.split('#').next().unwrap_or(text) } else { text }
}

/// Whether a number is a count of seconds, milliseconds, microseconds or nanoseconds since 1970, after 1990 and before 2100.
fn is_count(text: &str) -> bool {
    seconds(text).is_some()
}

/// The seconds since 1970 that a count means, in whichever unit it is.
fn seconds(text: &str) -> Option<f64> {
    let count: f64 = text.parse().ok()?;
    [1.0, 1e3, 1e6, 1e9].into_iter().map(|unit| count / unit).find(|seconds| (6.3e8..4.1e9).contains(seconds))
}

fn is_time(text: &str) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return text.len() >= 9 && is_count(text);
    }
    text.contains(|c: char| c.is_ascii_digit())
        && (when::iso(text, false).is_some() || time(text, cell::TimeStyle::default()).is_some_and(|time| time != text))
}

/// A time in any form that is known, as RFC 3339; any other text unchanged.
pub(in crate::read::format) fn time(text: &str, style: cell::TimeStyle) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() >= 9 {
        return Some(
            seconds(text).and_then(|seconds| when::epoch(&seconds.to_string())).unwrap_or_else(|| text.to_owned()),
        );
    }
    if text.len() > 10
        && let Some(time) = when::iso(text, text.ends_with("UTC"))
    {
        return Some(time);
    }
    style.read(text, None)
}
