//! The arguments of each command, but for those of `rules`, with the examples of its help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueHint};

use super::groups::{InputArgs, OutputArgs, PictureArgs, ReadingArgs};
use crate::cli::filters::FilterArgs;
use crate::cli::formats;
use crate::cli::values::MeasureFormat;
use crate::text::Ui;
use crate::write::Verb;

const MAP_EXAMPLES: &str = "\
Examples:
  palabre thread.txt                         the map as a tree, in the terminal
  palabre thread.txt -o map.svg              as a picture
  palabre thread.txt -o map.pdf --paper a4   for print, and --ui fr in French
  palabre map a.txt b.txt -o maps/ -f svg    one picture for each thread
  palabre map thread.txt --position skeptic --context -o skeptics.svg";

const TAG_EXAMPLES: &str = "\
Examples:
  palabre tag thread.txt                     one JSON record for each comment
  palabre tag thread.txt -o tags.csv         for a spreadsheet
  palabre tag thread.txt -o tags.csv --csv excel --ui fr
                                             for one that opens it with a double click, in French
  palabre tag dump.jsonl --relation rebuttal | jq .id";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  palabre explain thread.txt --comment c2    why c2 has its labels and links
  palabre explain thread.txt --link c2 c1    why c2 answers c1, and how
  palabre explain thread.txt --comment c3 --why-not skeptic
  palabre explain thread.txt --segments      why the paste was split into these comments
  palabre explain thread.txt --flip c1       what would change whether c1 is accepted";

const READ_EXAMPLES: &str = "\
Examples:
  palabre read page.html                     which format, how many comments, what is missing
  palabre read forum/ -f json                the same for programs, of every file in a directory";

const CONVERT_EXAMPLES: &str = "\
Examples:
  palabre convert page.html -o thread.jsonl  as native JSON Lines
  palabre convert page-1.html page-2.html --authors keep -o thread.jsonl
  palabre convert forum/ -o corpus/          as a ConvoKit corpus

Authors get pseudonyms unless --authors keep is given.";

const VIEW_EXAMPLES: &str = "\
Examples:
  palabre view thread.txt                    prints an address: open it in a browser
  palabre view thread.txt --rules mine.toml  a workbench for rules: save the pack, and the page updates
  palabre view threads/ --port 8080          every thread in a directory, always on the same port

Only this machine can reach the page, and only by the full address, which changes at every start. The page cannot change
anything. Ctrl-C stops the server. If an input or a pack has a mistake, the page shows it and keeps the last good map.";

/// `palabre map`
#[derive(Debug, Args)]
#[command(after_long_help = MAP_EXAMPLES)]
pub struct MapArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where to write.
    #[command(flatten, next_help_heading = "Writing")]
    pub output: OutputArgs,
    /// The output format; by default that of the extension of -o, or a tree on a terminal and DOT in a pipe
    #[arg(short, long, value_name = "FORMAT", help_heading = "Writing")]
    #[arg(value_parser = PossibleValuesParser::new(formats::writer_names(Verb::Map)))]
    pub format: Option<String>,
    /// Name who is on which side of each issue, where that can be read (md only); otherwise sides are only counted
    #[arg(long, help_heading = "Writing")]
    pub by_author: bool,
    /// How to draw.
    #[command(flatten, next_help_heading = "Pictures")]
    pub picture: PictureArgs,
    /// What to show.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre tag`
#[derive(Debug, Args)]
#[command(after_long_help = TAG_EXAMPLES)]
pub struct TagArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where to write.
    #[command(flatten, next_help_heading = "Writing")]
    pub output: OutputArgs,
    /// The output format; by default that of the extension of -o, or JSON Lines
    #[arg(short, long, value_name = "FORMAT", help_heading = "Writing")]
    #[arg(value_parser = PossibleValuesParser::new(formats::writer_names(Verb::Tag)))]
    pub format: Option<String>,
    /// The language of the spreadsheet for --csv excel: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    #[arg(help_heading = "Writing")]
    pub ui: Ui,
    /// What to show.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Write to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Writing")]
    pub output: Option<PathBuf>,
    /// The output format; by default JSON if -o ends in `.json`, or text
    #[arg(short, long, value_name = "FORMAT", help_heading = "Writing")]
    pub format: Option<MeasureFormat>,
    /// Name who is on which side of each issue, where that can be read; otherwise sides are only counted
    #[arg(long, help_heading = "Writing")]
    pub by_author: bool,
    /// The language of what is written for people: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    #[arg(help_heading = "Writing")]
    pub ui: Ui,
    /// What to count.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre explain`
#[derive(Debug, Args)]
#[command(after_long_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArgs {
    /// What to read; standard input by default
    #[arg(value_name = "INPUT", value_hint = ValueHint::FilePath)]
    pub input: Option<PathBuf>,
    /// How to read it.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// The language of what is written for people: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    #[arg(help_heading = "Writing")]
    pub ui: Ui,
    /// What to explain.
    #[command(flatten, next_help_heading = "What to explain (all comments by default)")]
    pub question: QuestionArgs,
}

/// What to explain.
#[derive(Clone, Debug, Default, Args)]
pub struct QuestionArgs {
    /// The labels and links of this comment
    #[arg(long, value_name = "ID")]
    pub comment: Option<String>,
    /// Why the first comment answers the second, and how
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], conflicts_with_all = ["comment", "why_not"])]
    pub link: Option<Vec<String>>,
    /// Why this label was not given
    #[arg(long, value_name = "LABEL")]
    pub why_not: Option<String>,
    /// How the text was split into comments, and the best alternatives
    #[arg(long, conflicts_with_all = ["comment", "link", "why_not"])]
    pub segments: bool,
    /// Which single uncertain link would change whether this comment is accepted
    #[arg(long, value_name = "ID", conflicts_with_all = ["comment", "link", "why_not", "segments"])]
    pub flip: Option<String>,
}

/// `palabre read`
#[derive(Debug, Args)]
#[command(after_long_help = READ_EXAMPLES)]
pub struct ReadArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The output format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Writing")]
    pub format: MeasureFormat,
    /// The language of what is written for people: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    #[arg(help_heading = "Writing")]
    pub ui: Ui,
}

/// `palabre convert`
#[derive(Debug, Args)]
#[command(after_long_help = CONVERT_EXAMPLES)]
pub struct ConvertArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Write to this file, or a ConvoKit corpus to this directory (`DIR/`); `-` is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath, help_heading = "Writing")]
    pub output: Option<PathBuf>,
}

/// `palabre view`
#[derive(Debug, Args)]
#[command(after_long_help = VIEW_EXAMPLES)]
pub struct ViewArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The port to serve on; any free port by default
    #[arg(long, value_name = "N", help_heading = "Serving")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// The language of the page: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    #[arg(help_heading = "Serving")]
    pub ui: Ui,
    /// What to show.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre eval`
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// The gold standard, as JSON Lines
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub gold: PathBuf,
    /// What to compare with it; the texts in the gold standard by default
    #[arg(value_name = "INPUT", value_hint = ValueHint::FilePath)]
    pub input: Option<PathBuf>,
    /// How to read it.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Add 95 % intervals, from 1000 resamples of whole threads: how much the figures depend on the threads in the gold
    #[arg(long, help_heading = "Writing")]
    pub ci: bool,
    /// List the N mistakes of each label that the rules were surest of, with the words behind them; this quotes texts
    #[arg(long, value_name = "N", help_heading = "Writing")]
    pub mistakes: Option<usize>,
    /// The output format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Writing")]
    pub format: MeasureFormat,
    /// The language of what is written for people: en or fr
    #[arg(long, value_enum, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    #[arg(help_heading = "Writing")]
    pub ui: Ui,
}
