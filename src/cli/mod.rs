//! The command line: [`args`] (what was typed) → [`plan`] (what it means) → [`run`].
//!
//! It holds no logic of its own: it opens files, calls the stages in their order, and says what happened. Exit codes
//! are 0 (written), 1 (ran well, nothing found) and 2 (error), in `palabre --help` and tested.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Args, Command};
use self::message::{Console, Failure};
use self::plan::{EvalPlan, ExplainPlan, Plan, StatsPlan};

pub mod args;
pub mod aside;
pub mod corpus;
pub mod filters;
pub mod fit;
pub mod formats;
pub mod input;
pub mod measures;
pub mod message;
pub mod output;
pub mod packs;
pub mod paper;
pub mod plan;
pub mod reading;
pub mod report;
pub mod rules;
pub mod run;
pub mod stream;
pub mod values;
pub mod view;

/// Runs the program.
pub fn main() -> ExitCode {
    let waiting = std::io::IsTerminal::is_terminal(&std::io::stdin());
    let args = match Args::try_parse_from(Args::with_default_command(std::env::args_os().collect(), waiting)) {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let console = Console::new(args.console);
    match dispatch(args.command, &console) {
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
        Command::Explain(args) => measures::explain(&ExplainPlan::new(args)?, console),
        Command::Read(args) => reading::read(args, console),
        Command::Convert(args) => reading::convert(args, console),
        Command::View(args) => view::run(args, console),
        Command::Eval(args) => measures::eval(&EvalPlan::new(args)?, console),
        Command::Rules(args) => rules::run(args.action, console),
        Command::Formats => paper::formats(),
        Command::Completions { shell } => paper::completions(shell),
        Command::Man { command } => paper::man(command.as_deref()),
    }
}

/// Shows help, the version or a usage error. Help that nobody reads to its end (`palabre --help | head`) is no error.
fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
