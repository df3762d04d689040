//! Colours of positions and relations. They are safe for colour-blind readers, and nothing is shown by colour alone.
//!
//! The hues are those of Okabe and Ito (2008). For words they are darkened until their contrast with white is 4.5 : 1
//! (WCAG 2.1, 1.4.3), and lightened on a dark ground.

use anstyle::AnsiColor;

use super::input::Palette;
use crate::link::grade::rounded;
use crate::text::fnv1a;
use crate::thread::Relation;

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// How one position is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// Bars and underlines.
    pub bar: Rgb,
    /// Words on white.
    pub light: Rgb,
    /// Words on the dark card.
    pub dark: Rgb,
    /// Without hue: the shade of the bar, from 0 (black) to 255 (white).
    grey: u8,
    /// Without hue: the lengths of the dashes and gaps of the bar in pixels, as SVG writes them; empty if it is solid.
    dashes: &'static str,
    /// On a terminal: one of the sixteen colours, whose shades the user of the terminal chose.
    ansi: AnsiColor,
}

/// Cards, on a light and on a dark ground.
pub const CARD: [Rgb; 2] = [[0xff, 0xff, 0xff], [0x1c, 0x23, 0x30]];
/// The ground around the cards.
pub const PAGE: [Rgb; 2] = [[0xf8, 0xfa, 0xfc], [0x11, 0x16, 0x1f]];
/// Text.
pub const TEXT: [Rgb; 2] = [[0x1f, 0x29, 0x33], [0xe5, 0xe9, 0xf0]];
/// Forms, captions and other small words.
pub const SMALL: [Rgb; 2] = [[0x5a, 0x66, 0x75], [0xa3, 0xb0, 0xc2]];
/// The outline of cards.
pub const OUTLINE: [Rgb; 2] = [[0xcb, 0xd5, 0xe1], [0x3a, 0x47, 0x5c]];
/// Lines of plain replies, and the bar of a comment without a position.
pub const PLAIN: [Rgb; 2] = [[0x94, 0xa0, 0xb0], [0x6b, 0x7a, 0x90]];
/// The bar of articles and claims.
pub const SUBJECT: [Rgb; 2] = [[0x33, 0x41, 0x55], [0xcb, 0xd5, 0xe1]];

/// The built-in positions, by name.
const BUILT_IN: [(&str, Ink); 5] = [
    ("liberal-economics", ink(0x00_72_b2, 0x00_6a_a6, 0x5c_b8_ec, (0x26, ""), AnsiColor::Blue)),
    ("interventionist-economics", ink(0xa0_2c_4a, 0x98_28_45, 0xf0_85_a2, (0x26, "8 3"), AnsiColor::Red)),
    ("skeptic", ink(0xd5_5e_00, 0xb3_4d_00, 0xff_94_45, (0x4d, "2.5 2.5"), AnsiColor::Yellow)),
    ("hypothesis", ink(0x8e_44_ad, 0x85_3d_a3, 0xcf_98_e6, (0x73, "12 3 2 3"), AnsiColor::Magenta)),
    ("endorsing", ink(0x00_9e_73, 0x00_76_56, 0x3d_cc_a3, (0x99, ""), AnsiColor::Green)),
];

/// The other positions share these, by a hash of the name, so that a label looks the same in every picture.
const OTHERS: [Ink; 6] = [
    ink(0x56_b4_e9, 0x1b_6e_9f, 0x86_cd_f5, (0x59, ""), AnsiColor::Cyan),
    ink(0xe6_9f_00, 0x8a_5f_00, 0xf0_b9_3a, (0x73, "5 2"), AnsiColor::Cyan),
    ink(0xcc_79_a7, 0xa3_44_7a, 0xe3_a0_c5, (0x26, "1.5 3.5"), AnsiColor::Cyan),
    ink(0x6b_8e_23, 0x52_6e_17, 0xa9_cc_5e, (0x59, "14 3"), AnsiColor::Cyan),
    ink(0x7f_5a_3c, 0x78_54_37, 0xcf_a6_83, (0x8c, "4 4"), AnsiColor::Cyan),
    ink(0x4b_5f_c9, 0x46_59_bf, 0xa0_ae_f5, (0x26, "9 2 2 2 2 2"), AnsiColor::Cyan),
];

const fn ink(bar: u32, light: u32, dark: u32, (grey, dashes): (u8, &'static str), ansi: AnsiColor) -> Ink {
    Ink { bar: rgb(bar), light: rgb(light), dark: rgb(dark), grey, dashes, ansi }
}

const fn rgb(code: u32) -> Rgb {
    [(code >> 16) as u8, (code >> 8 & 0xFF) as u8, (code & 0xFF) as u8]
}

/// How a position is drawn.
pub fn position(label: &str) -> Ink {
    let [first, ..] = OTHERS;
    match BUILT_IN.iter().find(|(name, _)| *name == label) {
        Some((_, ink)) => *ink,
        None => OTHERS.get((hash(label) % OTHERS.len() as u64) as usize).copied().unwrap_or(first),
    }
}

/// FNV-1a, which is the same on every machine and in every version.
fn hash(label: &str) -> u64 {
    fnv1a(label.bytes().map(u64::from))
}

/// The full hue of a relation, on a light and on a dark ground.
pub fn relation(relation: Relation) -> [Rgb; 2] {
    match relation {
        Relation::Rebuttal | Relation::Correction => [rgb(0xb3_24_2f), rgb(0xf4_7c_82)],
        Relation::Support => [rgb(0x1d_74_4a), rgb(0x5f_cf_98)],
        Relation::Question => [rgb(0x6a_4f_b5), rgb(0xb3_a0_f0)],
        Relation::Answer | Relation::Elaboration => [rgb(0x3f_5f_80), rgb(0x8f_b2_d6)],
        Relation::Reply => PLAIN,
    }
}

/// The colour of a position on a terminal.
pub fn ansi(label: &str) -> AnsiColor {
    position(label).ansi
}

/// How many steps of hue a relation has.
pub const STEPS: usize = 4;

/// The step of hue for P(relation) as it is written, from 1 (at one half and below) to [`STEPS`].
pub fn step(p: f64) -> usize {
    let part = ((rounded(p) - 0.5) * 2.0).clamp(0.0, 0.999);
    1 + (part * STEPS as f64) as usize
}

/// The colour of a relation at a step, between grey and its full hue. The weakest still has half of the hue.
pub fn shade(kind: Relation, step: usize) -> [Rgb; 2] {
    let share = 4 + 4 * (step.clamp(1, STEPS) - 1) / (STEPS - 1);
    let full = relation(kind);
    let mix = |plain: Rgb, full: Rgb| {
        let mut out = [0; 3];
        for (out, (plain, full)) in out.iter_mut().zip(plain.into_iter().zip(full)) {
            *out = ((usize::from(plain) * (8 - share) + usize::from(full) * share) / 8) as u8;
        }
        out
    };
    let ([plain_light, plain_dark], [light, dark]) = (PLAIN, full);
    [mix(plain_light, light), mix(plain_dark, dark)]
}

/// A colour as `#rrggbb`.
pub fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A trace of a colour on a card, for fills behind text.
pub fn tint(colour: Rgb, card: Rgb) -> Rgb {
    let mut out = card;
    for (out, part) in out.iter_mut().zip(colour) {
        *out = ((usize::from(*out) * 13 + usize::from(part)) / 14) as u8;
    }
    out
}

/// The variant of every colour that a picture uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// On a light ground.
    Light,
    /// On a dark ground.
    Dark,
    /// Without hue, on a light ground.
    Grey,
}

impl Tone {
    /// The tone of a palette. [`Palette::Okabe`] also has a dark one, for viewers that prefer it.
    pub fn of(palette: Palette) -> Self {
        match palette {
            Palette::Okabe => Tone::Light,
            Palette::Grey => Tone::Grey,
            Palette::Dark => Tone::Dark,
        }
    }

    /// The colour of this tone, from a pair for light and dark.
    pub fn pick(self, [light, dark]: [Rgb; 2]) -> Rgb {
        match self {
            Tone::Light => light,
            Tone::Dark => dark,
            Tone::Grey => grey(light),
        }
    }

    /// The colour of the bar of a position.
    pub fn bar(self, label: &str) -> Rgb {
        let ink = position(label);
        match self {
            Tone::Light => ink.bar,
            Tone::Dark => ink.dark,
            Tone::Grey => [ink.grey; 3],
        }
    }

    /// The colour of the name of a position.
    pub fn word(self, label: &str) -> Rgb {
        let ink = position(label);
        match self {
            Tone::Light => ink.light,
            Tone::Dark => ink.dark,
            Tone::Grey => self.pick(TEXT),
        }
    }
}

/// The grey of the same brightness (Rec. 709).
fn grey([r, g, b]: Rgb) -> Rgb {
    let part = |value: u8, weight: usize| usize::from(value) * weight;
    let value = ((part(r, 2_126) + part(g, 7_152) + part(b, 722) + 5_000) / 10_000) as u8;
    [value; 3]
}

/// The colour of the bar of a position in grey, and its dashes and gaps in pixels, as SVG writes them; no dashes make a
/// solid bar.
pub fn texture(label: &str) -> (Rgb, &'static str) {
    let ink = position(label);
    ([ink.grey; 3], ink.dashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Rgb) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_have_enough_contrast() {
        for ink in BUILT_IN.iter().map(|(_, ink)| ink).chain(&OTHERS) {
            assert!(contrast(ink.light, CARD[0]) >= 4.5, "{ink:x?}: {}", contrast(ink.light, CARD[0]));
            assert!(contrast(ink.dark, CARD[1]) >= 4.5, "{ink:x?}: {}", contrast(ink.dark, CARD[1]));
            assert!(contrast(ink.bar, CARD[0]) >= 1.9, "{ink:x?}");
        }
        for kind in Relation::ALL {
            if kind != Relation::Reply {
                let [light, dark] = relation(kind);
                assert!(contrast(light, PAGE[0]) >= 4.5 && contrast(dark, PAGE[1]) >= 4.5, "{kind}");
            }
        }
        for (mode, page) in PAGE.into_iter().enumerate() {
            assert!(contrast(SMALL[mode], page) >= 4.5 && contrast(TEXT[mode], CARD[mode]) >= 7.0);
        }
    }

    #[test]
    fn positions_look_different_and_stay_the_same() {
        assert_eq!((position("skeptic").bar, ansi("skeptic")), ([0xd5, 0x5e, 0x00], AnsiColor::Yellow));
        assert_eq!((position("made-up").bar, ansi("made-up")), ([0xcc, 0x79, 0xa7], AnsiColor::Cyan));
        for (index, (_, ink)) in BUILT_IN.iter().enumerate() {
            for (_, other) in BUILT_IN.iter().skip(index + 1) {
                assert!(other.bar != ink.bar && other.ansi != ink.ansi);
                assert!((other.grey, other.dashes) != (ink.grey, ink.dashes));
            }
        }
    }

    #[test]
    fn a_sure_relation_has_its_full_hue() {
        assert_eq!(shade(Relation::Rebuttal, step(1.0)), relation(Relation::Rebuttal));
        assert_ne!(shade(Relation::Rebuttal, step(0.5)), relation(Relation::Rebuttal));
        assert!(step(f64::NAN) >= 1 && step(-3.0) == 1 && step(9.0) == STEPS);
    }
}
