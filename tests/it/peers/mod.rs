//! What palabre writes, read by the programs it is written for: Mermaid in a browser, networkx, CSV readers, Markdown.
//!
//! Where such a program is not installed, a test says so and passes; with `PALABRE_PEERS=required`, as `.ci/run` sets it,
//! it fails. Scripts of the peers are in `tests/peers/`: each reads JSON from its standard input and writes JSON, so that
//! one process judges many cases.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The names of Chromium, the likeliest first; `PALABRE_CHROMIUM` (a path) comes before them.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Says that a peer is not there, and fails where peers are required.
pub fn missing(what: &str) {
    assert!(
        std::env::var("PALABRE_PEERS").as_deref() != Ok("required"),
        "{what} must be installed where PALABRE_PEERS=required"
    );
    eprintln!("skipped: {what} is not installed");
}

/// A file of `tests/peers/`.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(name)
}

/// Runs a script of `tests/peers/` with Node and hands it JSON. `None` where Node, its packages (`npm ci` in
/// `tests/peers`) or, where the script needs one, the browser is missing.
pub fn node(name: &str, needs_browser: bool, input: &Value) -> Option<Value> {
    if !script("node_modules").is_dir() {
        missing("the Node packages of tests/peers (`npm ci --ignore-scripts` there)");
        return None;
    }
    let mut command = Command::new("node");
    if needs_browser {
        let Some(browser) = browser() else {
            missing("Chromium");
            return None;
        };
        command.env("PALABRE_CHROMIUM", browser);
    }
    command.arg(script(name));
    talk(command, "Node", input)
}

/// Runs a program that reads and writes JSON; `None` where it is not installed.
fn talk(command: Command, what: &str, input: &Value) -> Option<Value> {
    let answer = run(command, what, input.to_string().as_bytes())?;
    Some(serde_json::from_slice(&answer).unwrap_or_else(|error| panic!("{error}: {}", lossy(&answer))))
}

/// Runs a program to its end and returns what it wrote; `None` where it is not installed.
pub fn run(mut command: Command, what: &str, input: &[u8]) -> Option<Vec<u8>> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        missing(what);
        return None;
    };
    let (mut pipe, input) = (child.stdin.take().unwrap(), input.to_vec());
    let feeder = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", lossy(&output.stderr));
    feeder.join().unwrap().unwrap();
    Some(output.stdout)
}

/// The path of the browser, if there is one.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("PALABRE_CHROMIUM").map(PathBuf::from);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let known = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    named.into_iter().chain(known).find(|path| path.is_file())
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
