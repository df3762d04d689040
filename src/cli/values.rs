//! The values that flags take, and what they mean to the stages.

use clap::ValueEnum;

use crate::graph::privacy::Authors;
use crate::layout::Arrangement;
use crate::link::Mode;
use crate::read::{Announced, Column, Named};
use crate::rule;
use crate::text::Ui;
use crate::write::{Palette, Paper, Texts};

/// Values of `--links`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum LinksArg {
    /// Given ones kept, missing ones inferred
    #[default]
    Auto,
    /// Infer nothing
    Given,
    /// Ignore given ones
    Inferred,
}

impl From<LinksArg> for Mode {
    fn from(typed: LinksArg) -> Self {
        match typed {
            LinksArg::Auto => Mode::Auto,
            LinksArg::Given => Mode::Given,
            LinksArg::Inferred => Mode::Inferred,
        }
    }
}

/// Values of `--authors`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AuthorsArg {
    /// By order of appearance
    #[default]
    Pseudonym,
    /// As the source names them
    Keep,
    /// Not at all
    None,
}

impl From<AuthorsArg> for Authors {
    fn from(typed: AuthorsArg) -> Self {
        match typed {
            AuthorsArg::Pseudonym => Authors::Pseudonym,
            AuthorsArg::Keep => Authors::Keep,
            AuthorsArg::None => Authors::None,
        }
    }
}

/// Values of `--texts`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum TextsArg {
    /// All of each text
    #[default]
    Full,
    /// The first words
    Excerpt,
    /// None of it
    None,
}

impl From<TextsArg> for Texts {
    fn from(typed: TextsArg) -> Self {
        match typed {
            TextsArg::Full => Texts::Full,
            TextsArg::Excerpt => Texts::Excerpt,
            TextsArg::None => Texts::None,
        }
    }
}

/// Values of `--layout`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum LayoutArg {
    /// By size: a tree, a thread or an icicle
    #[default]
    Auto,
    /// Left to right
    Tree,
    /// Indented, in reading order
    Thread,
    /// One bar for each comment, as wide as what hangs on it
    Icicle,
    /// Positions by positions
    Matrix,
}

impl From<LayoutArg> for Arrangement {
    fn from(typed: LayoutArg) -> Self {
        match typed {
            LayoutArg::Auto => Arrangement::Auto,
            LayoutArg::Tree => Arrangement::Tree,
            LayoutArg::Thread => Arrangement::Thread,
            LayoutArg::Icicle => Arrangement::Icicle,
            LayoutArg::Matrix => Arrangement::Matrix,
        }
    }
}

/// Values of `--ui`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum UiArg {
    /// English
    #[default]
    En,
    /// French
    Fr,
}

impl From<UiArg> for Ui {
    fn from(typed: UiArg) -> Self {
        match typed {
            UiArg::En => Ui::En,
            UiArg::Fr => Ui::Fr,
        }
    }
}

/// Values of `--palette`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum PaletteArg {
    /// Safe for colour-blind readers
    #[default]
    Okabe,
    /// Greys, for print
    Grey,
    /// Light on dark
    Dark,
}

impl From<PaletteArg> for Palette {
    fn from(typed: PaletteArg) -> Self {
        match typed {
            PaletteArg::Okabe => Palette::Okabe,
            PaletteArg::Grey => Palette::Grey,
            PaletteArg::Dark => Palette::Dark,
        }
    }
}

/// Values of `--paper`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PaperArg {
    /// 210 × 297 mm
    A4,
    /// 297 × 420 mm
    A3,
}

impl From<PaperArg> for Paper {
    fn from(typed: PaperArg) -> Self {
        match typed {
            PaperArg::A4 => Paper::A4,
            PaperArg::A3 => Paper::A3,
        }
    }
}

/// Reads the value of `--scale`.
///
/// # Errors
/// When it is not a number from 0.1 to 16: smaller shows nothing, larger is more than any printer resolves.
pub fn scale(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(number) if (0.1..=16.0).contains(&number) => Ok(number),
        _ => Err("give a number from 0.1 to 16".to_owned()),
    }
}

/// Values of `-f` of the commands that measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MeasureFormat {
    /// For reading
    #[default]
    Text,
    /// For programs
    Json,
}

/// Reads the value of `--comments`.
///
/// # Errors
/// When it is neither a number nor `any`.
pub fn announced(typed: &str) -> Result<Announced, String> {
    match typed {
        "any" => Ok(Announced::Any),
        _ => match typed.parse() {
            Ok(0) | Err(_) => Err("give a number from 1 on, or `any`".to_owned()),
            Ok(number) => Ok(Announced::Exactly(number)),
        },
    }
}

/// Reads the value of `--column`.
///
/// # Errors
/// When it is not of the form `NAME=HEADER`, or no column has that name.
pub fn column(typed: &str) -> Result<Named, String> {
    let names = Column::names();
    let Some((name, header)) = typed.split_once('=').filter(|(_, header)| !header.trim().is_empty()) else {
        return Err(format!("give NAME=HEADER, such as parent=Reply_To; the names are {}", names.join(", ")));
    };
    let Some(column) = Column::named(name.trim()) else {
        let meant = rule::suggestion(name, names.iter().copied());
        let then = if meant.is_empty() { "; there" } else { " There" };
        return Err(format!("no column is called `{name}`{meant}{then} are {}", names.join(", ")));
    };
    Ok(Named { column, header: header.trim().to_owned() })
}
