//! The command line: `args` (what was typed) → `plan` (what it means) → `run` and the other commands.
//!
//! It opens files, calls the library and prints what happened; everything else is in the library. Exit codes are 0
//! (written), 1 (ran well, nothing found) and 2 (error). `palabre --help` documents them and tests check them.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Args, Command};
use self::message::Console;
use self::plan::{Plan, StatsPlan};
use crate::diagnostic::Failure;

mod args;
mod atomic_file;
mod dictionary;
mod filters;
mod fit;
mod formats;
mod input;
mod measures;
mod message;
mod output;
mod packs;
mod plan;
mod read_commands;
mod report;
mod rule_new;
mod rule_stats;
mod rules;
mod run;
mod self_doc;
mod source;
mod stream;
mod suggest;
mod values;
mod view;

pub use formats::tables as format_tables;
pub use rule_new::SKELETON as PACK_SKELETON;

/// Runs the program.
pub fn main() -> ExitCode {
    let on_terminal = std::io::IsTerminal::is_terminal(&std::io::stdin());
    let args = match Args::try_parse_from(Args::with_default_command(std::env::args_os().collect(), on_terminal)) {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let console = Console::new(args.console);
    let result = dispatch(args.command, &console);
    if let Some(internal) = report::missed_lookups() {
        console.diagnostics(&[internal], None);
    }
    match result {
        Ok(code) => code,
        Err(failure) => {
            console.error(&failure);
            ExitCode::from(2)
        }
    }
}

/// The definition of the command line, for completions, the manual and tests.
pub fn definition() -> clap::Command {
    Args::command()
}

fn dispatch(command: Command, console: &Console) -> Result<ExitCode, Failure> {
    match command {
        Command::Map(args) => run::run(&Plan::map(args, console)?, console),
        Command::Tag(args) => run::run(&Plan::tag(args, console)?, console),
        Command::Stats(args) => measures::stats(&StatsPlan::new(args)?, console),
        Command::Explain(args) => measures::explain(&args.into(), console),
        Command::Read(args) => read_commands::read(args, console),
        Command::Convert(args) => read_commands::convert(args, console),
        Command::View(args) => view::run(args, console),
        Command::Eval(args) => measures::eval(&args.into(), console),
        Command::Rules(args) => rules::run(args.action, console),
        Command::Formats => self_doc::formats(),
        Command::Completions { shell } => self_doc::completions(shell),
        Command::Man { command } => self_doc::man(command.as_deref()),
    }
}

/// Prints help, the version or a usage error. A reader who closes the pipe early (`palabre --help | head`) causes no error.
fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
