//! What the values of a column look like: names, times, numbers, texts, ids.
//!
//! In comes a column of a [`Sheet`]; out comes its [`Profile`], made from at most [`SAMPLE`] rows. It decides whether a
//! column can hold what its header says, and what a column without a known header may hold.

use std::collections::HashSet;

use super::cell::{self, TimeStyle};
use super::packed;
use super::sheet::Sheet;
use crate::read::when;

/// How many rows are examined, evenly spread. Chosen by hand: enough for shares.
const SAMPLE: usize = 400;

/// How many cells are read as times: reading one is slow.
const TIMES: usize = 40;

/// Longest name of a person, in characters.
const LONGEST_NAME: usize = 60;

/// What the values of a column look like. Shares are those of cells that hold something.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Profile {
    /// How many rows were examined.
    pub(super) rows: usize,
    /// How many of their cells hold something.
    pub(super) filled: usize,
    /// How many different values there are.
    pub(super) different: usize,
    /// Characters of a cell on average.
    pub(super) chars: f64,
    /// Words of a cell on average.
    pub(super) words: f64,
    /// The share of cells that are numbers.
    pub(super) numbers: f64,
    /// The share of cells that are web addresses.
    pub(super) urls: f64,
    /// The share of cells with a letter.
    pub(super) letters: f64,
    /// The share of cells that end as sentences do, or have four words or more.
    pub(super) sentences: f64,
    /// The share of cells that are too long for a name.
    pub(super) long: f64,
    /// The share of cells with white space.
    pub(super) spaced: f64,
    /// The share of cells that are names of two or three capitalised words, or begin with `@`.
    pub(super) names: f64,
}

/// Every row that is examined.
pub(super) fn sample(sheet: &Sheet<'_>) -> impl Iterator<Item = usize> + use<> {
    let step = sheet.rows.len().div_ceil(SAMPLE).max(1);
    (0..sheet.rows.len()).step_by(step)
}

impl Profile {
    /// The profile of a column.
    pub(super) fn of(sheet: &Sheet<'_>, column: usize) -> Self {
        let mut profile = Profile::default();
        let mut seen: HashSet<String> = HashSet::new();
        for row in sample(sheet) {
            profile.rows += 1;
            let Some(row) = sheet.rows.get(row) else { continue };
            let cell = sheet.cell(row, column);
            let Some(content) = cell::content(&cell) else { continue };
            let content = &*packed::inner(content, &packed::NAME);
            profile.filled += 1;
            profile.chars += content.chars().count() as f64;
            let words = words(content);
            profile.words += words;
            let is_url = content.starts_with("http");
            profile.numbers += f64::from(u8::from(is_number(content)));
            profile.urls += f64::from(u8::from(is_url));
            let has_letters = content.contains(char::is_alphabetic);
            profile.letters += f64::from(u8::from(has_letters && !is_url));
            let ends = content.trim_end_matches(['"', '»', ')', '”']).ends_with(['.', '!', '?', '…', '。', '！', '？']);
            profile.sentences +=
                f64::from(u8::from(!is_url && has_letters && (words >= 4.0 || (ends && words >= 1.0))));
            profile.long += f64::from(u8::from(content.chars().count() > LONGEST_NAME || content.contains('\n')));
            profile.spaced += f64::from(u8::from(content.contains(char::is_whitespace)));
            profile.names += f64::from(u8::from(is_name(content)));
            seen.insert(content.to_owned());
        }
        profile.different = seen.len();
        let filled = profile.filled.max(1) as f64;
        for share in [
            &mut profile.chars,
            &mut profile.words,
            &mut profile.numbers,
            &mut profile.urls,
            &mut profile.letters,
            &mut profile.sentences,
            &mut profile.long,
            &mut profile.spaced,
            &mut profile.names,
        ] {
            *share /= filled;
        }
        profile
    }

    /// Whether its cells can be names of people or their ids.
    pub(super) fn can_be_people(&self) -> bool {
        self.filled > 0 && self.urls < 0.5 && self.long < 0.2 && self.sentences < 0.6
    }

    /// Whether its cells are texts, even if rows repeat them.
    pub(super) fn is_prose_of_some(&self) -> bool {
        Profile { different: self.filled, ..*self }.is_prose()
    }

    /// Whether its cells are what people wrote.
    pub(super) fn is_prose(&self) -> bool {
        self.filled > 0
            && self.letters > 0.6
            && self.numbers < 0.2
            && (self.words >= 3.0 || (self.words >= 1.5 && self.sentences >= 0.5))
            && self.different * 2 >= self.filled.min(self.rows)
    }
}

/// How the cells of a column read as times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    /// Instants: with a zone, or counts of seconds.
    Instant,
    /// A date and the time of day.
    Clock,
    /// Dates.
    Date,
    /// Words such as `2 weeks ago`.
    Words,
    /// No times.
    #[default]
    Nothing,
}

/// How most cells of a column read as times.
pub(super) fn precision(sheet: &Sheet<'_>, column: usize) -> Precision {
    let mut counts = [0_usize; 5];
    let mut all = 0;
    let sampled: Vec<_> =
        sheet.rows.iter().step_by(sheet.rows.len().div_ceil(TIMES).max(1)).map(|row| sheet.cell(row, column)).collect();
    let style = TimeStyle::of(sampled.iter().map(AsRef::as_ref));
    for cell in &sampled {
        let Some(content) = cell::content(cell) else { continue };
        all += 1;
        crate::place::update(&mut counts, precision_of(content, style) as usize, |count| *count += 1);
    }
    let [instants, clocks, dates, words, _] = counts;
    if all == 0 || (instants + clocks + dates + words) * 5 < all * 4 {
        return Precision::Nothing;
    }
    let most = instants.max(clocks).max(dates).max(words);
    match most {
        most if most == words => Precision::Words,
        most if most == instants => Precision::Instant,
        most if most == clocks => Precision::Clock,
        _ => Precision::Date,
    }
}

fn precision_of(content: &str, style: TimeStyle) -> Precision {
    let Some(time) = style.read(content, None) else { return Precision::Nothing };
    if when::iso(&time, false).is_none() {
        // A relative time has a number and a word; anything else with both has more letters than that.
        let is_short = content.chars().count() <= 24 && content.contains(|c: char| c.is_ascii_digit());
        let is_relative = is_short && crate::read::format::paste::plain::stamp::read(content).is_some();
        return if is_relative { Precision::Words } else { Precision::Nothing };
    }
    match time.get(10..) {
        None | Some("") => Precision::Date,
        Some(clock) if clock.contains(['Z', '+']) || clock.rfind('-').is_some() => Precision::Instant,
        Some(_) => Precision::Clock,
    }
}

/// Words of a cell. Chinese and Japanese have no spaces: two characters are a word there.
fn words(content: &str) -> f64 {
    let without_spaces =
        content.chars().filter(|c| matches!(*c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')).count();
    content.split_whitespace().count() as f64 + without_spaces as f64 / 2.0
}

/// Whether a cell is a number, with a decimal comma or a point, or a percentage.
fn is_number(content: &str) -> bool {
    content.parse::<f64>().is_ok()
        || (content.bytes().any(|byte| byte.is_ascii_digit())
            && content
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'-' | b'+' | b'%' | b'E')))
}

/// Whether a cell is a name: `@anna`, `Anna Keller`, `M. de la Tour`.
fn is_name(content: &str) -> bool {
    if content.chars().count() > LONGEST_NAME || content.contains('\n') {
        return false;
    }
    if let Some(handle) = content.strip_prefix(['@']) {
        return !handle.is_empty() && !handle.contains(char::is_whitespace);
    }
    let words: Vec<&str> = content.split_whitespace().collect();
    let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=4).contains(&words.len())
        && words.iter().filter(|word| is_capital(word)).count() * 2 >= words.len()
        && words.first().is_some_and(is_capital)
        && words.last().is_some_and(is_capital)
        && !content.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '!' | '?' | ':' | ';'))
}
