//! Runs the program, with none of the caller's environment that could change what it prints.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// The program's path.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_palabre");

/// The program, ready for arguments. It reads nothing from standard input.
pub fn palabre() -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    palabre().args(arguments).output().unwrap()
}

/// Runs the program to its end with `input` as its standard input.
pub fn run_with_input(arguments: &[&str], input: &str) -> Output {
    let mut command = palabre();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that writes before it has read all of its input would block on a full pipe.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

/// What the program writes to standard output. Panics with its messages unless it exits with 0.
pub fn written(arguments: &[&str]) -> Vec<u8> {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", messages(&output));
    output.stdout
}

/// As [`written`], as text.
pub fn text(arguments: &[&str]) -> String {
    String::from_utf8(written(arguments)).unwrap()
}

/// What the program wrote to standard error.
pub fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Data outside the repository, or `None` after saying so: a fresh clone does not have it.
pub fn shared(path: &str) -> Option<std::path::PathBuf> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    // Straight to the terminal: the test harness hides what a passing test prints.
    let _ = writeln!(std::io::stderr(), "skipped: a test of ../shared/{} (not here)", path.display());
    None
}
