//! Measures text with the advances of Liberation Sans.
//!
//! Liberation Sans has the widths of Arial and Helvetica, so boxes fit wherever one of them is installed. Pairs are not
//! kerned: the sum of advances is never narrower than the drawn text, and at most 2 % wider.
//! `tests/measure/advances.py` makes the tables and documents their format.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::clean::{self, Clusters, Shown};

/// What to measure in: one of the two weights of the font that pictures use, or terminal cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Text.
    Regular,
    /// Heads and badges.
    Bold,
    /// Terminal cells: an em is one cell.
    Cells,
}

const REGULAR: &[u8] = include_bytes!("metrics/liberation-sans-regular.adv");
const BOLD: &[u8] = include_bytes!("metrics/liberation-sans-bold.adv");

/// Font units per em.
const EM: f64 = 2048.0;
/// Blocks of 64 code points in the index. The tables end below U+3000, where wide scripts begin.
const INDEX: usize = 192;
/// Width of an emoji in ems, whichever font draws it: the widest common emoji fonts take 1.37.
const EMOJI: f64 = 1.4;
/// Width in ems of a character that the font lacks: the mean of the scripts that other fonts draw instead, rounded up,
/// because a box that is too wide is a smaller fault than text that leaves it.
const UNKNOWN: f64 = 0.7;

/// The width of one cluster in ems, as it is shown.
pub fn cluster(cluster: &str, weight: Weight) -> f64 {
    let mut chars = cluster.chars();
    let (Some(first), rest) = (chars.next(), chars.as_str()) else { return 0.0 };
    if weight == Weight::Cells {
        return cells(cluster, first) as f64;
    }
    if rest.is_empty() {
        return character(first, weight);
    }
    if is_pictorial(first) || rest.contains(['\u{fe0f}', '\u{20e3}']) {
        return EMOJI;
    }
    let sum: f64 = cluster.chars().take(12).map(|part| character(part, weight)).sum();
    // A Hangul syllable of several letters is one square.
    if ('\u{1100}'..='\u{11ff}').contains(&first) { sum.min(1.0) } else { sum }
}

/// The width of one cluster in cells of a terminal, as it is shown.
fn cells(cluster: &str, first: char) -> usize {
    if matches!(first, ' '..='~') && cluster.len() == 1 {
        return 1;
    }
    let mut shown = String::new();
    clean::push_cluster(&mut shown, cluster);
    shown.width()
}

/// The width of a one-line text in pixels.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    Clusters::new(text, 0).map(|(_, part)| cluster(part, weight)).sum::<f64>() * size
}

/// The longest prefix of a one-line text that is at most `most` pixels wide, with `…` if text was cut.
pub fn fit(text: &str, size: f64, weight: Weight, most: f64) -> String {
    let dots = cluster("…", weight) * size;
    let (mut used, mut end, mut all) = (0.0, 0, true);
    for (at, part) in Clusters::new(text, 0) {
        used += cluster(part, weight) * size;
        if used > most {
            all = false;
            break;
        }
        if used + dots <= most {
            end = at + part.len();
        }
    }
    if all { text.to_owned() } else { format!("{}…", text.get(..end).unwrap_or("").trim_end()) }
}

/// The width of a character in ems, as it is shown.
fn character(character: char, weight: Weight) -> f64 {
    match clean::shown(character) {
        Shown::Same => {}
        Shown::Nothing => return 0.0,
        Shown::Space => return advance(' ', weight).unwrap_or(0.0),
        // ⟨U+202E⟩: eight characters, none wider than this.
        Shown::Code => return 8.0 * UNKNOWN,
    }
    match character.width().unwrap_or(0) {
        0 => 0.0,
        _ if is_pictorial(character) => EMOJI,
        columns => advance(character, weight).unwrap_or(match character {
            // Symbols that most systems draw as emoji, with or without a selector.
            '\u{2600}'..='\u{27bf}' | '\u{2b50}'..='\u{2b55}' => EMOJI,
            _ if columns > 1 => 1.0,
            _ => UNKNOWN,
        }),
    }
}

/// Whether a character is drawn from an emoji font.
fn is_pictorial(character: char) -> bool {
    ('\u{1f000}'..='\u{1faff}').contains(&character)
        || (('\u{2300}'..='\u{2bff}').contains(&character) && character.encode_utf8(&mut [0; 4]).width() > 1)
}

/// The advance of the font in ems, if the font has the character.
fn advance(character: char, weight: Weight) -> Option<f64> {
    let table = match weight {
        Weight::Regular => REGULAR,
        Weight::Bold => BOLD,
        Weight::Cells => return None,
    };
    let code = character as usize;
    let block = usize::from(*table.get(..INDEX)?.get(code / 64)?).checked_sub(1)?;
    let at = INDEX + (block * 64 + code % 64) * 2;
    let units = u16::from_le_bytes([*table.get(at)?, *table.get(at + 1)?]);
    (units != u16::MAX).then_some(f64::from(units) / EM)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "the same division of the same whole numbers")]
mod tests {
    use super::*;

    #[test]
    fn advances_are_those_of_the_font() {
        // From the font itself: a is 1139 units wide, i 455, W 1933; in bold, a is 1139 and i 569.
        assert_eq!(cluster("a", Weight::Regular), 1139.0 / EM);
        assert_eq!(cluster("i", Weight::Regular), 455.0 / EM);
        assert_eq!(cluster("W", Weight::Regular), 1933.0 / EM);
        assert_eq!(cluster("i", Weight::Bold), 569.0 / EM);
        assert!((width("iii", 100.0, Weight::Regular) - 66.65).abs() < 0.01);
    }

    #[test]
    fn clusters_have_the_width_of_what_is_seen() {
        assert_eq!(cluster("e\u{301}", Weight::Regular), cluster("e", Weight::Regular));
        assert_eq!(cluster("漢", Weight::Regular), 1.0);
        for emoji in ["🦀", "👨‍👩‍👧", "🇫🇷", "❤️", "1️⃣"] {
            assert_eq!(cluster(emoji, Weight::Regular), EMOJI, "{emoji}");
        }
        assert_eq!(width("\u{0}\u{200b}", 10.0, Weight::Bold), 0.0);
    }

    #[test]
    fn a_label_is_cut_with_dots() {
        assert_eq!(fit("short", 13.0, Weight::Bold, 100.0), "short");
        let cut = fit("liberal-economics", 13.0, Weight::Bold, 60.0);
        assert!(cut.ends_with('…') && width(&cut, 13.0, Weight::Bold) <= 60.0, "{cut}");
        assert_eq!(fit("word", 13.0, Weight::Bold, 0.0), "…");
    }
}
