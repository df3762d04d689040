//! What was typed. These types mirror the command line and decide nothing; [`super::plan`] says what they mean.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args as Group, Parser, Subcommand, ValueHint};

use super::filters::FilterArgs;
use super::formats;
use super::values::{
    AuthorsArg, LayoutArg, LinksArg, MeasureFormat, PaletteArg, PaperArg, TextsArg, UiArg, announced, column, scale,
};
use crate::layout::{Arrangement, Setting};
use crate::read::{Announced, Named};
use crate::write::{Drawing, Verb};

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
  palabre tag dump.jsonl --relation rebuttal | jq .id";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  palabre explain thread.txt --comment c2    why c2 has its labels and links
  palabre explain thread.txt --link c2 c1    why c2 answers c1, and how
  palabre explain thread.txt --comment c3 --why-not skeptic
  palabre explain thread.txt --segments      why the paste was cut into these comments
  palabre explain thread.txt --flip c1       what would change whether c1 stands";

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
  palabre view thread.txt --rules mine.toml  a workbench for rules: save the pack, and the page follows
  palabre view threads/ --port 8080          every thread in a directory, always at the same port

Only this machine can reach the page, and only by the whole address, which is another at each start. Nothing can be
changed through it. Ctrl-C ends it. A mistake in an input or a pack is shown, and the last good map stays.";

const TOP_NOTES: &str = "\
`palabre FILE` is `palabre map FILE`. `palabre COMMAND --help` shows examples and every flag.

Exit status:
  0  written
  1  ran well, nothing found: no comment, an empty view, an example that fails
  2  error";

/// Turns a comment thread into an argument map: who holds what, who answers whom, and the words that show it.
#[derive(Debug, Parser)]
#[command(name = "palabre", version, max_term_width = 100, after_help = TOP_NOTES)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Args {
    /// How to speak to the user.
    #[command(flatten)]
    pub console: ConsoleArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// Every name that can stand where the command stands; anything else there is an input of `map`.
    const COMMANDS: [&'static str; 13] = [
        "map",
        "tag",
        "stats",
        "explain",
        "read",
        "convert",
        "view",
        "eval",
        "rules",
        "formats",
        "completions",
        "man",
        "help",
    ];

    /// Puts the default command where none was typed, so that `palabre FILE` is `palabre map FILE`.
    ///
    /// Only the two flags that every command knows may stand before the command. `waiting` says that standard input
    /// is a terminal: then a bare `palabre` asks for help rather than for a thread.
    pub fn with_default_command(mut typed: Vec<OsString>, waiting: bool) -> Vec<OsString> {
        let mut at = 1;
        while let Some(word) = typed.get(at).and_then(|word| word.to_str()) {
            match word {
                "-q" | "--quiet" => at += 1,
                "--color" => at += 2,
                _ if word.starts_with("--color=") => at += 1,
                _ => break,
            }
        }
        let at = at.min(typed.len());
        let known = match typed.get(at).map(|word| word.to_string_lossy()) {
            Some(word) => Self::COMMANDS.contains(&&*word) || matches!(&*word, "-h" | "--help" | "-V" | "--version"),
            None => waiting && typed.len() <= 1,
        };
        if !known && !typed.is_empty() {
            typed.insert(at, OsString::from("map"));
        }
        typed
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Draw the argument map of one or several threads (the default command)
    Map(MapArgs),
    /// Write one record for each comment: its positions, forms and links
    Tag(TagArgs),
    /// Count and measure
    Stats(StatsArgs),
    /// Say why a label or a link is there, or is not: the words underlined, the rules named
    Explain(ExplainArgs),
    /// Show what was understood of an input, before anything is inferred
    Read(ReadArgs),
    /// Write what was read as native JSON Lines, or as a ConvoKit corpus
    Convert(ConvertArgs),
    /// Serve the page of the map on this machine; it follows the inputs and rule packs
    View(ViewArgs),
    /// Compare with gold: precision, recall and F1 of positions, forms, relations and links
    Eval(EvalArgs),
    /// List, show and check rule packs
    Rules(RulesArgs),
    /// List the formats that are read and written
    Formats,
    /// Print the completions of a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or that of one command
    Man {
        /// The command
        command: Option<String>,
    },
}

/// Flags that every command knows.
#[derive(Clone, Copy, Debug, Group)]
pub struct ConsoleArgs {
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(long_help = "When to use colours: auto (on a terminal, unless NO_COLOR is set), always or never")]
    pub color: clap::ColorChoice,
}

/// What to read, and how to understand it.
#[derive(Clone, Debug, Default, Group)]
pub struct InputArgs {
    /// Files, directories (every readable thread in them) or `-`; none means standard input
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// How to understand it.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How to understand what is read.
#[derive(Clone, Debug, Default, Group)]
#[command(next_help_heading = "Reading")]
pub struct ReadingArgs {
    /// Read as this format instead of detecting it (see `palabre formats`)
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(formats::reader_names()))]
    pub from: Option<String>,
    /// The article, where the input holds only comments
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub article: Option<PathBuf>,
    /// Name a column of a table by hand, such as `parent=Reply_To`; may be repeated
    #[arg(long, value_name = "NAME=HEADER", value_parser = column)]
    #[arg(
        long_help = "Name a column of a table by hand, such as `--column parent=Reply_To --column text=Avis`; the names are \
                       id, parent, author, time, text, thread, title, votes, kind, relation and lang, and HEADER may be the \
                       number of a column, from 1"
    )]
    pub column: Vec<Named>,
    /// How many comments there are, whatever the page announces: a number or `any`
    #[arg(long, value_name = "N", value_parser = announced, allow_negative_numbers = true)]
    pub comments: Option<Announced>,
    /// Put right text that was decoded twice (`Ã©` for `é`)
    #[arg(long)]
    pub mend_encoding: bool,
    /// Hand through the fields of native JSON Lines that mean nothing here, under `extra`
    #[arg(long)]
    pub keep_fields: bool,
    /// Where links come from
    #[arg(long, value_name = "MODE", default_value = "auto", hide_possible_values = true)]
    #[arg(
        long_help = "Where links come from: auto (given ones kept, missing ones inferred), given (infer nothing) or \
                       inferred (given ones ignored)"
    )]
    pub links: LinksArg,
    /// Add a rule pack
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rules: Vec<PathBuf>,
    /// Leave out the built-in rule packs
    #[arg(long)]
    pub no_default_rules: bool,
    /// How to name authors
    #[arg(long, value_name = "HOW", default_value = "pseudonym", hide_possible_values = true)]
    #[arg(long_help = "How to name authors: pseudonym (by order of appearance, names masked in texts too), keep or \
                       none")]
    pub authors: AuthorsArg,
}

/// Where the output goes.
#[derive(Debug, Default, Group)]
pub struct OutputArgs {
    /// Write to this file, or to one file for each thread in this directory (`DIR/`); `-` is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// How much of the texts to write: full, excerpt or none
    #[arg(long, value_name = "HOW", default_value = "full", hide_possible_values = true)]
    pub texts: TextsArg,
}

/// How a picture looks.
#[derive(Clone, Copy, Debug, Group)]
pub struct PictureArgs {
    /// How to arrange a picture: auto (by size), tree, thread, icicle or matrix
    #[arg(long, value_name = "LAYOUT", default_value = "auto", hide_possible_values = true)]
    #[arg(
        long_help = "How to arrange a picture: auto (by size), tree (left to right), thread (indented, in reading order), \
                       icicle (a bar for each comment, as wide as what hangs on it) or matrix (which positions answer which)"
    )]
    pub layout: LayoutArg,
    /// The language of captions, legends and reports: en or fr
    #[arg(long, value_name = "LANG", default_value = "en", hide_possible_values = true)]
    pub ui: UiArg,
    /// The colours: okabe (safe for colour-blind readers), grey (for print) or dark
    #[arg(long, value_name = "NAME", default_value = "okabe", hide_possible_values = true)]
    pub palette: PaletteArg,
    /// Pixels of a PNG for one pixel of the picture at 100 %
    #[arg(long, value_name = "X", default_value_t = 2.0, value_parser = scale)]
    pub scale: f64,
    /// The paper of a PDF: a4 or a3; else one page as large as the picture
    #[arg(long, value_name = "SIZE", hide_possible_values = true)]
    pub paper: Option<PaperArg>,
}

impl PictureArgs {
    /// What that means to the layout.
    pub fn setting(&self) -> Setting {
        Setting { ui: self.ui.into(), ..Setting::from(Arrangement::from(self.layout)) }
    }

    /// What that means to the writers.
    pub fn drawing(&self) -> Drawing {
        Drawing { palette: self.palette.into(), scale: self.scale, paper: self.paper.map(Into::into) }
    }
}

/// `palabre map`
#[derive(Debug, Group)]
#[command(after_long_help = MAP_EXAMPLES)]
pub struct MapArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where to write.
    #[command(flatten, next_help_heading = "Writing")]
    pub output: OutputArgs,
    /// The output format; else by the extension of -o, else a tree on a terminal and DOT on a pipe
    #[arg(short, long, value_name = "FORMAT", help_heading = "Writing")]
    #[arg(value_parser = PossibleValuesParser::new(formats::writer_names(Verb::Map)))]
    pub format: Option<String>,
    /// How to draw.
    #[command(flatten, next_help_heading = "Pictures")]
    pub picture: PictureArgs,
    /// What to show.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre tag`
#[derive(Debug, Group)]
#[command(after_long_help = TAG_EXAMPLES)]
pub struct TagArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Where to write.
    #[command(flatten, next_help_heading = "Writing")]
    pub output: OutputArgs,
    /// The output format; else by the extension of -o, else JSON Lines
    #[arg(short, long, value_name = "FORMAT", help_heading = "Writing")]
    #[arg(value_parser = PossibleValuesParser::new(formats::writer_names(Verb::Tag)))]
    pub format: Option<String>,
    /// What to show.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre stats`
#[derive(Debug, Group)]
pub struct StatsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Write to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Writing")]
    pub output: Option<PathBuf>,
    /// The output format; else JSON where -o ends in `.json`, else text
    #[arg(short, long, value_name = "FORMAT", help_heading = "Writing")]
    pub format: Option<MeasureFormat>,
    /// What to count.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre explain`
#[derive(Debug, Group)]
#[command(after_long_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArgs {
    /// What to read; none means standard input
    #[arg(value_name = "INPUT", value_hint = ValueHint::FilePath)]
    pub input: Option<PathBuf>,
    /// How to understand it.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// What to explain.
    #[command(flatten, next_help_heading = "What to explain (all comments by default)")]
    pub question: QuestionArgs,
}

/// What to explain.
#[derive(Clone, Debug, Default, Group)]
pub struct QuestionArgs {
    /// The labels and links of this comment
    #[arg(long, value_name = "ID")]
    pub comment: Option<String>,
    /// Why the first comment answers the second, and how
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"], conflicts_with_all = ["comment", "why_not"])]
    pub link: Option<Vec<String>>,
    /// What this label lacked
    #[arg(long, value_name = "LABEL")]
    pub why_not: Option<String>,
    /// How the text was cut into comments, and the nearest rivals of that cut
    #[arg(long, conflicts_with_all = ["comment", "link", "why_not"])]
    pub segments: bool,
    /// Which single uncertain link would change whether this comment stands
    #[arg(long, value_name = "ID", conflicts_with_all = ["comment", "link", "why_not", "segments"])]
    pub flip: Option<String>,
}

/// `palabre read`
#[derive(Debug, Group)]
#[command(after_long_help = READ_EXAMPLES)]
pub struct ReadArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The output format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Writing")]
    pub format: MeasureFormat,
}

/// `palabre convert`
#[derive(Debug, Group)]
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
#[derive(Debug, Group)]
#[command(after_long_help = VIEW_EXAMPLES)]
pub struct ViewArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The port to serve on; else any that is free
    #[arg(long, value_name = "N", help_heading = "Serving")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// The language of the page: en or fr
    #[arg(long, value_name = "LANG", default_value = "en", hide_possible_values = true, help_heading = "Serving")]
    pub ui: UiArg,
    /// What to show.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// `palabre eval`
#[derive(Debug, Group)]
pub struct EvalArgs {
    /// The gold, as JSON Lines
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub gold: PathBuf,
    /// What to compare with it; none means the gold's own texts
    #[arg(value_name = "INPUT", value_hint = ValueHint::FilePath)]
    pub input: Option<PathBuf>,
    /// How to understand it.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Add 95 % intervals, from 1000 draws of whole threads: how much the figures hang on the threads in the gold
    #[arg(long, help_heading = "Writing")]
    pub ci: bool,
    /// List the surest N mistakes of every label, with the words that made them; they quote the texts
    #[arg(long, value_name = "N", help_heading = "Writing")]
    pub mistakes: Option<usize>,
    /// The output format
    #[arg(short, long, value_name = "FORMAT", default_value = "text", help_heading = "Writing")]
    pub format: MeasureFormat,
}

/// `palabre rules`
#[derive(Debug, Group)]
pub struct RulesArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub action: RulesAction,
}

/// What to do with rule packs.
#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// List the rules of the loaded packs
    List {
        /// Add a rule pack
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        rules: Vec<PathBuf>,
        /// Leave out the built-in rule packs
        #[arg(long)]
        no_default_rules: bool,
    },
    /// Show one rule: its cues, its weights and its examples
    Show {
        /// The rule, such as `fr.skeptic`
        id: String,
        /// Add a rule pack
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        rules: Vec<PathBuf>,
    },
    /// Compile and lint packs and run every example in them; none means the built-in ones
    Check {
        /// The packs
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
    /// Write a commented pack to start from
    New {
        /// Where; must not exist
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Try rules on a corpus: how often each fires, with which others, and against its contrary
    Stats(CorpusArgs),
    /// Fit the weights of a pack to gold files, judge them on threads left out, and propose cues
    Fit(FitArgs),
}

/// `palabre rules stats`
#[derive(Debug, Group)]
pub struct CorpusArgs {
    /// The corpus.
    #[command(flatten)]
    pub input: InputArgs,
    /// Count every cue instead of every rule
    #[arg(long, help_heading = "Writing")]
    pub cues: bool,
}

/// `palabre rules fit`
#[derive(Debug, Group)]
pub struct FitArgs {
    /// Gold files, as JSON Lines
    #[arg(value_name = "GOLD", required = true, value_hint = ValueHint::FilePath)]
    pub gold: Vec<PathBuf>,
    /// The pack to fit: a file, or the id of a built-in one, such as `en`
    #[arg(long, value_name = "FILE or ID", required = true)]
    pub pack: String,
    /// Write the fitted pack to this file; without it only the report is made
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// How strongly weights are held to those of the pack: N counts like four times N comments
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub strength: f64,
    /// Let weights change their sign
    #[arg(long)]
    pub free_signs: bool,
    /// Set thresholds so that this share of what is said is right on threads left out
    #[arg(long, value_name = "P")]
    pub precision: Option<f64>,
    /// How many cues to propose, for each rule and side
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub proposals: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn completed(typed: &str) -> String {
        let typed = typed.split(' ').map(OsString::from).collect();
        let words = Args::with_default_command(typed, true);
        words.iter().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_command_is_known_by_name() {
        let command = Args::command();
        let names: Vec<_> = command.get_subcommands().map(clap::Command::get_name).chain(["help"]).collect();
        assert_eq!(names, Args::COMMANDS);
    }

    #[test]
    fn a_file_where_the_command_stands_is_mapped() {
        assert_eq!(completed("palabre x.txt -o y.svg"), "palabre map x.txt -o y.svg");
        assert_eq!(completed("palabre -o y.svg x.txt"), "palabre map -o y.svg x.txt");
        assert_eq!(completed("palabre -q --color never x.txt"), "palabre -q --color never map x.txt");
        assert_eq!(completed("palabre --color"), "palabre --color map");
        assert_eq!(completed("palabre -"), "palabre map -");
        assert_eq!(completed("palabre -q"), "palabre -q map");
        for unchanged in ["palabre tag x", "palabre -q tag x", "palabre --help", "palabre help map", "palabre"] {
            assert_eq!(completed(unchanged), unchanged);
        }
        assert_eq!(Args::with_default_command(vec!["palabre".into()], false).len(), 2, "a pipe is a thread");
    }
}
