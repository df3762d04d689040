//! The command line: `Args` (what was typed) → `Plan` (what it means) → run.

use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
