//! The `palabre` command. Everything it does lives in the library; see [`palabre::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    palabre::cli::main()
}
