//! The values of flags: how the types of the stages are typed on the command line.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::layout::Arrangement;
use crate::link::Mode;
use crate::measure::dictionary::Format as Dictionary;
use crate::privacy::Authors;
use crate::read::{Announced, Column, Named};
use crate::rule;
use crate::text::Ui;
use crate::thread::Lang;
use crate::write::{Csv, Palette, Paper, Texts};

/// Makes a type of a stage the value of a flag: its variants, the name of each, and its help in completions.
macro_rules! flag_values {
    ($type:ty: $($variant:ident = $name:literal, $help:literal;)+) => {
        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                &[$(Self::$variant),+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(match self {
                    $(Self::$variant => PossibleValue::new($name).help($help),)+
                })
            }
        }
    };
}

flag_values! { Mode:
    Auto = "auto", "Keep given links, infer missing ones";
    Given = "given", "Infer nothing";
    Inferred = "inferred", "Ignore given links";
}

flag_values! { Authors:
    Pseudonym = "pseudonym", "By order of appearance";
    Keep = "keep", "As the source names them";
    None = "none", "Not at all";
}

flag_values! { Texts:
    Full = "full", "All of each text";
    Excerpt = "excerpt", "The first words";
    None = "none", "No texts";
}

flag_values! { Dictionary:
    Dic = "dic", "LIWC";
    Yaml = "yaml", "quanteda and Lexicoder";
    Csv = "csv", "Words, categories and weights";
}

flag_values! { Csv:
    Plain = "plain", "Commas, no byte order mark: for programs";
    Excel = "excel", "For spreadsheets";
}

/// Values of `--layout`: the rows of [`crate::layout::LAYOUTS`], and `auto`.
impl ValueEnum for Arrangement {
    fn value_variants<'a>() -> &'a [Self] {
        &Arrangement::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

/// The help of `--layout`: the names.
pub fn layout_help() -> String {
    layouts(|layout| layout.name().to_owned())
}

/// The long help of `--layout`: each name with a few words.
pub fn layout_long_help() -> String {
    layouts(|layout| format!("{} ({})", layout.name(), layout.about()))
}

fn layouts(describe: impl Fn(Arrangement) -> String) -> String {
    let mut out = String::from("How to arrange a picture: auto (by size)");
    let [_, layouts @ .., last] = Arrangement::ALL;
    for layout in layouts {
        out.push_str(", ");
        out.push_str(&describe(layout));
    }
    out + " or " + &describe(last)
}

flag_values! { Ui:
    En = "en", "English";
    Fr = "fr", "French";
}

flag_values! { Palette:
    Okabe = "okabe", "Safe for colour-blind readers";
    Grey = "grey", "Greys, for print";
    Dark = "dark", "Light on dark";
}

flag_values! { Paper:
    A4 = "a4", "210 × 297 mm";
    A3 = "a3", "297 × 420 mm";
    Picture = "picture", "one page as large as the picture";
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

/// Parses the value of `--scale`.
///
/// # Errors
/// When it is not a number from 0.1 to 16: smaller pictures show nothing, larger ones exceed the resolution of printers.
pub fn scale(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(number) if (0.1..=16.0).contains(&number) => Ok(number),
        _ => Err("give a number from 0.1 to 16".to_owned()),
    }
}

/// Parses the value of `--comments`.
///
/// # Errors
/// When it is neither a number above 0 nor `any`.
pub fn announced(typed: &str) -> Result<Announced, String> {
    match typed {
        "any" => Ok(Announced::Any),
        _ => match typed.parse() {
            Ok(0) | Err(_) => Err("give a number from 1 on, or `any`".to_owned()),
            Ok(number) => Ok(Announced::Exactly(number)),
        },
    }
}

/// Parses the value of `--column`.
///
/// # Errors
/// When it is not of the form `NAME=HEADER`, or no column has that name.
pub fn column(typed: &str) -> Result<Named, String> {
    named(typed, "column", "NAME=HEADER, such as parent=Reply_To")
}

/// Parses the value of `--field`.
///
/// # Errors
/// When it is not of the form `NAME=KEY`, or no field has that name.
pub fn field(typed: &str) -> Result<Named, String> {
    named(typed, "field", "NAME=KEY, such as parent=reply_to")
}

/// A name of a column or field and what it is called in the input. `what` is one of the two, `form` shows how it is typed.
fn named(typed: &str, what: &str, form: &str) -> Result<Named, String> {
    let names = Column::names();
    let Some((name, header)) = typed.split_once('=').filter(|(_, header)| !header.trim().is_empty()) else {
        return Err(format!("give {form}; the names are {}", names.join(", ")));
    };
    let Some(column) = Column::named(name.trim()) else {
        let suggestion = rule::suggestion(name, names.iter().copied());
        let then = if suggestion.is_empty() { "; there" } else { " There" };
        return Err(format!("no {what} is called `{name}`{suggestion}{then} are {}", names.join(", ")));
    };
    Ok(Named { column, header: header.trim().to_owned() })
}

/// A language by its code, such as `fr`.
pub fn lang(typed: &str) -> Result<Lang, String> {
    Lang::parse(typed).ok_or_else(|| format!("`{typed}` is no code of a language; such codes are `fr`, `en`, `de`"))
}
