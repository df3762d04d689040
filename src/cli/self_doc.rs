//! What the program prints about itself: formats, completions and manual pages, all generated from the definitions that
//! the program runs on.

use std::process::ExitCode;

use super::output::Target;
use super::{definition, formats};
use crate::diagnostic::{Diagnostic, Failure};

/// `palabre formats`
///
/// # Errors
/// When standard output cannot be written.
pub fn formats() -> Result<ExitCode, Failure> {
    let tables: Vec<String> = formats::tables().into_iter().map(|(_, table)| table).collect();
    print(tables.join("\n").as_bytes())
}

/// `palabre completions`
///
/// # Errors
/// When standard output cannot be written.
pub fn completions(shell: clap_complete::Shell) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "palabre", &mut script);
    print(&script)
}

/// `palabre man`: the manual page of the program or of one command.
///
/// # Errors
/// When there is no such command, or standard output cannot be written.
pub fn man(command: Option<&str>) -> Result<ExitCode, Failure> {
    let mut definition = definition();
    definition.build();
    let page = match command {
        None => definition,
        Some(name) => {
            let command = definition.find_subcommand(name).cloned();
            let command = command.ok_or_else(|| {
                let help = "`palabre --help` lists the commands";
                Diagnostic::error("usage", format!("no command is called `{name}`")).help(help)
            })?;
            command.version(env!("CARGO_PKG_VERSION"))
        }
    };
    let mut roff = Vec::new();
    let rendered = clap_mangen::Man::new(page).source(concat!("palabre ", env!("CARGO_PKG_VERSION"))).render(&mut roff);
    rendered.map_err(|error| Diagnostic::error("output", error.to_string()))?;
    print(&roff)
}

fn print(bytes: &[u8]) -> Result<ExitCode, Failure> {
    Target::Stdout.write(bytes).map(|()| ExitCode::SUCCESS)
}
