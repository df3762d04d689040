//! The arguments of `palabre rules` and its actions.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::groups::InputArgs;

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
    /// Write a commented pack to start from
    New {
        /// The file to write; it must not exist yet
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Try rules on a corpus: how often each fires, with which others, and against its contrary
    Stats(RuleStatsArgs),
    /// Fit the weights of a pack to gold files, evaluate them on held-out threads, and propose cues
    Fit(FitArgs),
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
