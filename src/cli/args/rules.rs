//! The arguments of `palabre rules` and its actions.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::groups::InputArgs;
use crate::cli::values::lang;
use crate::measure::dictionary::Format as Dictionary;
use crate::thread::Lang;

/// `palabre rules`
#[derive(Debug, Args)]
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
    /// Compile and lint packs and run every example in them; the built-in packs by default
    Check {
        /// The packs
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
    /// Write a commented pack to start from; with --axis one for a question with two sides
    New(NewArgs),
    /// Propose words that one side of your threads uses and the other does not
    Suggest(SuggestArgs),
    /// Show where one rule fires in a thread, and by which words
    Test(TestArgs),
    /// Try rules on a corpus: how often each fires, with which others, and against its contrary
    Stats(RuleStatsArgs),
    /// Count on how many different comments each list of phrases is found, and by which phrases
    Coverage(CoverageArgs),
    /// Make a pack of a dictionary: LIWC .dic, quanteda or Lexicoder YAML, or a table of words
    Import(ImportArgs),
    /// Write the lists of a pack as a dictionary
    Export(ExportArgs),
    /// Fit the weights of a pack to gold files, evaluate them on held-out threads, and propose cues
    Fit(FitArgs),
}

/// `palabre rules new`
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The file to write; it must not exist yet
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The labels of the two sides, such as `pro-nuclear,anti-nuclear`
    #[arg(long, value_name = "FOR,AGAINST", value_delimiter = ',')]
    pub axis: Vec<String>,
    /// What the question is about, such as `nuclear`; with --axis
    #[arg(long, value_name = "NAME", requires = "axis")]
    pub topic: Option<String>,
    /// Words by which an article is about it, such as `nuclear,reactor{,s}`; with --axis
    #[arg(long, value_name = "WORDS", requires = "axis", value_delimiter = ';')]
    pub about: Vec<String>,
    /// The language of the comments, such as `fr`
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = lang)]
    pub lang: Lang,
}

/// `palabre rules suggest`
#[derive(Debug, Args)]
pub struct SuggestArgs {
    /// The threads.
    #[command(flatten)]
    pub input: InputArgs,
    /// Your pack: phrases that it has are not proposed
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub pack: Option<PathBuf>,
    /// Ask for each phrase whether to add it to this topic of the pack
    #[arg(long, value_name = "TOPIC", requires = "pack")]
    pub add_to: Option<String>,
    /// How many phrases to propose for each side
    #[arg(long, value_name = "N", default_value_t = 15)]
    pub count: usize,
}

/// `palabre rules test`
#[derive(Debug, Args)]
pub struct TestArgs {
    /// The rule, such as `fr.skeptic`, or a label
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The threads.
    #[command(flatten)]
    pub input: InputArgs,
}

/// `palabre rules coverage`
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// The corpus.
    #[command(flatten)]
    pub input: InputArgs,
    /// Only the lists of this pack, such as `fr`
    #[arg(long, value_name = "ID")]
    pub pack: Option<String>,
}

/// `palabre rules import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The dictionary
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Its format, instead of detecting it
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<Dictionary>,
    /// The id of the pack; the name of the file by default
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The language of the phrases, such as `fr`; any language by default
    #[arg(long, value_name = "LANG", value_parser = lang)]
    pub lang: Option<Lang>,
    /// Only this category; repeatable
    #[arg(long, value_name = "CATEGORY")]
    pub only: Vec<String>,
    /// Write the pack to this file; standard output by default
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// `palabre rules export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The pack: a file, or the id of a built-in pack, such as `en`
    #[arg(value_name = "FILE or ID")]
    pub pack: String,
    /// The format of the dictionary
    #[arg(short, long, value_name = "FORMAT", default_value = "dic")]
    pub format: Dictionary,
    /// Write it to this file; standard output by default
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// `palabre rules stats`
#[derive(Debug, Args)]
pub struct RuleStatsArgs {
    /// The corpus.
    #[command(flatten)]
    pub input: InputArgs,
    /// Count every cue instead of every rule
    #[arg(long, help_heading = "Writing")]
    pub cues: bool,
}

/// `palabre rules fit`
#[derive(Debug, Args)]
pub struct FitArgs {
    /// Gold files, as JSON Lines
    #[arg(value_name = "GOLD", required = true, value_hint = ValueHint::FilePath)]
    pub gold: Vec<PathBuf>,
    /// The pack to fit: a file, or the id of a built-in pack, such as `en`
    #[arg(long, value_name = "FILE or ID", required = true)]
    pub pack: String,
    /// Write the fitted pack to this file; by default only the report is made
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// How strongly to pull weights towards those of the pack: N counts as much as 4N comments
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    pub strength: f64,
    /// Let weights change their sign
    #[arg(long)]
    pub free_signs: bool,
    /// Set thresholds for this precision on held-out threads
    #[arg(long, value_name = "P")]
    pub precision: Option<f64>,
    /// How many cues to propose for each rule and direction
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub proposals: usize,
}
