//! Groups of flags that several commands share: what to read, where to write, how to draw.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};

use crate::cli::formats;
use crate::cli::values::{announced, column, field, layout_help, layout_long_help, scale};
use crate::layout::{Arrangement, Setting};
use crate::link::Mode;
use crate::privacy::Authors;
use crate::read::{Announced, Named};
use crate::text::Ui;
use crate::write::{Csv, Drawing, Palette, Paper, Texts};

/// What to read, and how.
#[derive(Clone, Debug, Default, Args)]
pub struct InputArgs {
    /// Files, directories (every readable thread in them) or `-`; standard input by default
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// How to read them.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How to read inputs and make a map of them.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Reading")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line, and none excludes another")]
pub struct ReadingArgs {
    /// Read as this format instead of detecting it (see `palabre formats`)
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(formats::reader_names()))]
    pub from: Option<String>,
    /// The article, if the input contains only comments
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub article: Option<PathBuf>,
    /// Say which column of a table is which, such as `parent=Reply_To`; repeatable
    #[arg(long, value_name = "NAME=HEADER", value_parser = column)]
    #[arg(
        long_help = "Say which column of a table is which, such as `--column parent=Reply_To --column text=Avis`. The \
                       names are id, parent, author, time, text, thread, title, votes, kind, relation and lang. HEADER \
                       can also be the number of a column, from 1"
    )]
    pub column: Vec<Named>,
    /// Say which key of JSON is what, such as `parent=reply_to`; repeatable
    #[arg(long, value_name = "NAME=KEY", value_parser = field)]
    #[arg(
        long_help = "Say which key of JSON is what, such as `--field text=body --field author=user.name`. The names are those \
                       of --column. A key inside an object is written with dots"
    )]
    pub field: Vec<Named>,
    /// How many comments there are, instead of the number on the page: a number or `any`
    #[arg(long, value_name = "N", value_parser = announced, allow_negative_numbers = true)]
    pub comments: Option<Announced>,
    /// Repair text that was decoded twice (`Ã©` for `é`)
    #[arg(long)]
    pub mend_encoding: bool,
    /// Keep unknown fields of native JSON Lines in the output, under `extra`
    #[arg(long)]
    pub keep_fields: bool,
    /// Where links come from: auto, given or inferred
    #[arg(long, value_enum, value_name = "MODE", default_value = "auto", hide_possible_values = true)]
    #[arg(long_help = "Where links come from: auto (keep given links, infer missing ones), given (infer nothing) or \
                       inferred (ignore given links)")]
    pub links: Mode,
    /// Add a rule pack
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rules: Vec<PathBuf>,
    /// Leave out the built-in rule packs
    #[arg(long)]
    pub no_default_rules: bool,
    /// How to name authors: pseudonym, keep or none
    #[arg(long, value_enum, value_name = "HOW", default_value = "pseudonym", hide_possible_values = true)]
    #[arg(
        long_help = "How to name authors: pseudonym (by order of appearance, with names masked in texts too), keep or \
                       none"
    )]
    pub authors: Authors,
    /// Mask this word everywhere in texts, such as `Rose`; repeatable
    #[arg(long, value_name = "WORD")]
    #[arg(long_help = "Mask this word everywhere in texts, titles and ids, such as `--mask Rose` or `--mask \"Jean \
                       Dupont\"`, also where it is an ordinary word")]
    pub mask: Vec<String>,
    /// Leave this name in texts, because it is a word there, such as `Rose`; repeatable
    #[arg(long, value_name = "WORD")]
    #[arg(
        long_help = "Leave this name in texts, because it is a word there, such as `--unmask Rose`. After an @ it is \
                       masked all the same"
    )]
    pub unmask: Vec<String>,
    /// Write the web addresses of comments too, which may name people
    #[arg(long)]
    pub urls: bool,
}

/// Where the output goes.
#[derive(Debug, Default, Args)]
pub struct OutputArgs {
    /// Write to this file, or to one file for each thread in this directory (`DIR/`); `-` is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// How much of the texts to write: full, excerpt or none
    #[arg(long, value_enum, value_name = "HOW", default_value = "full", hide_possible_values = true)]
    pub texts: Texts,
    /// How to write CSV: plain or excel (byte order mark; semicolons and decimal commas with --ui fr)
    #[arg(long, value_enum, value_name = "HOW", default_value = "plain", hide_possible_values = true)]
    pub csv: Csv,
}

/// How a picture looks.
#[derive(Clone, Copy, Debug, Args)]
pub struct PictureArgs {
    /// How to arrange a picture; the help lists the rows of [`crate::layout::LAYOUTS`].
    #[arg(long, value_enum, value_name = "LAYOUT", default_value = "auto", hide_possible_values = true)]
    #[arg(help = layout_help(), long_help = layout_long_help())]
    pub layout: Arrangement,
    /// The language of captions, legends and reports: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    pub ui: Ui,
    /// The colours: okabe (safe for colour-blind readers), grey (for print) or dark
    #[arg(long, value_enum, value_name = "NAME", default_value = "okabe", hide_possible_values = true)]
    pub palette: Palette,
    /// The size of a PNG: how many pixels make one pixel of the picture at 100 %
    #[arg(long, value_name = "X", default_value_t = 2.0, value_parser = scale)]
    pub scale: f64,
    /// The pages of a PDF: a4, a3 or picture (one page as large as the picture); by default a4 where it stays readable
    #[arg(long, value_enum, value_name = "SIZE", hide_possible_values = true)]
    pub paper: Option<Paper>,
}

impl PictureArgs {
    /// The flags that `layout` obeys.
    pub fn setting(&self) -> Setting {
        Setting { ui: self.ui, ..Setting::from(self.layout) }
    }

    /// The flags that the writers obey.
    pub fn drawing(&self) -> Drawing {
        Drawing { palette: self.palette, scale: self.scale, paper: self.paper }
    }
}
