//! What was typed. These types mirror the command line and decide nothing; [`super::plan`] resolves them.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use self::commands::{
    ConvertArgs, EvalArgs, ExplainArgs, MapArgs, QuestionArgs, ReadArgs, StatsArgs, TagArgs, ViewArgs,
};
pub use self::groups::{InputArgs, OutputArgs, ReadingArgs};
pub use self::rules::{
    CoverageArgs, ExportArgs, FitArgs, ImportArgs, NewArgs, RuleStatsArgs, RulesAction, RulesArgs, SuggestArgs,
    TestArgs,
};
use super::message::ConsoleArgs;

mod commands;
mod groups;
mod rules;

const NOTES: &str = "\
`palabre FILE` is `palabre map FILE`. `palabre COMMAND --help` shows examples and every flag.

Exit status:
  0  written
  1  ran well, nothing found: no comment, an empty view, an example that fails
  2  error";

/// Turns a comment thread into an argument map: who holds what, who answers whom, and the words that show it.
#[derive(Debug, Parser)]
#[command(name = "palabre", version, max_term_width = 100, after_help = NOTES)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Args {
    /// How to print messages.
    #[command(flatten)]
    pub console: ConsoleArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// Inserts the default command if none was typed, so that `palabre FILE` is `palabre map FILE`.
    ///
    /// Only the two flags of every command may come before the command. `on_terminal` says that standard input is a
    /// terminal: then `palabre` without arguments asks for help and does not wait for a thread.
    pub fn with_default_command(mut typed: Vec<OsString>, on_terminal: bool) -> Vec<OsString> {
        let mut index = 1;
        while let Some(word) = typed.get(index).and_then(|word| word.to_str()) {
            match word {
                "-q" | "--quiet" => index += 1,
                "--color" => index += 2,
                _ if word.starts_with("--color=") => index += 1,
                _ => break,
            }
        }
        let index = index.min(typed.len());
        let has_command = match typed.get(index).map(|word| word.to_string_lossy()) {
            Some(word) => {
                Command::has_subcommand(&word) || matches!(&*word, "help" | "-h" | "--help" | "-V" | "--version")
            }
            None => on_terminal && typed.len() <= 1,
        };
        if !has_command && !typed.is_empty() {
            typed.insert(index, OsString::from("map"));
        }
        typed
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Draw the argument map of one or more threads (the default command)
    Map(MapArgs),
    /// Write one record for each comment: its positions, forms and links
    Tag(TagArgs),
    /// Say what is at stake and who is on which side; count comments, positions and links
    Stats(StatsArgs),
    /// Explain why a label or a link was given or not: the words underlined, the rules named
    Explain(ExplainArgs),
    /// Show what was read from an input, before anything is inferred
    Read(ReadArgs),
    /// Write what was read as native JSON Lines or as a ConvoKit corpus
    Convert(ConvertArgs),
    /// Serve the page of the map on this machine, and update it when an input or a rule pack changes
    View(ViewArgs),
    /// Compare with a gold standard: precision, recall and F1 of positions, forms, relations and links
    Eval(EvalArgs),
    /// List, show, check and fit rule packs
    Rules(RulesArgs),
    /// List the input formats, output formats and filters
    Formats,
    /// Print the completion script of a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of one command
    Man {
        /// The command
        command: Option<String>,
    },
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
    fn no_command_is_taken_for_a_file() {
        let definition = Args::command();
        let names = definition.get_subcommands().map(clap::Command::get_name).chain(["help"]);
        for name in names {
            assert_eq!(completed(&format!("palabre {name}")), format!("palabre {name}"));
        }
    }

    #[test]
    fn a_file_in_the_place_of_the_command_is_mapped() {
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
