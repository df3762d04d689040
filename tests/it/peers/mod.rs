//! What palabre writes, read by the programs it is written for: Mermaid in a browser, networkx, CSV readers, Markdown.
//!
//! Where such a program is not installed, a test says so and passes; with `PALABRE_PEERS=required`, as `.ci/run` sets it,
//! it fails. Scripts of the peers are in `tests/peers/`: each reads JSON from its standard input and writes JSON, so that
//! one process judges many cases.

mod graphml;
mod markdown;
mod mermaid;
mod table;

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

/// Runs a script of `tests/peers/` with Python and hands it JSON. `None` where Python or one of the modules it needs is
/// missing.
pub fn python(name: &str, needs: &[&str], input: &Value) -> Option<Value> {
    let python = std::env::var("PALABRE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    for module in needs {
        let found = Command::new(&python).args(["-c", &format!("import {module}")]).output();
        if !found.is_ok_and(|output| output.status.success()) {
            missing(&format!("the Python module {module}"));
            return None;
        }
    }
    let mut command = Command::new(python);
    command.arg(script(name));
    talk(command, "Python", input)
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

/// What the command writes for these arguments.
fn palabre(arguments: &[&str]) -> String {
    let output = crate::run::palabre().arg("-q").args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The given document and the sample threads.
fn seeds() -> Vec<String> {
    let mut paths = vec!["seeds/deepseek.txt".to_owned(), "seeds/native.jsonl".to_owned()];
    let threads = std::fs::read_dir("seeds/threads").unwrap().map(|entry| entry.unwrap().path());
    paths.extend(threads.map(|path| path.to_str().unwrap().to_owned()));
    paths.sort();
    assert!(paths.len() > 5);
    paths
}

/// Texts that try to become something else, one thing each.
const HOSTILE: [&str; 44] = [
    "\"]; click n0 \"javascript:alert(1)\"",
    "end",
    "subgraph x\nend",
    "%%{init: {'securityLevel': 'loose'}}%%",
    "%% a comment",
    "`**bold**`",
    "\"`**bold** [x](javascript:alert(1))`\"",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "</p></div></foreignObject></svg><script>alert(1)</script>",
    "#quot; #35; #lt;b#gt; &lt;b&gt; &#60;",
    "ﬂ°°60¶ß ﬂ°lt¶ß",
    "style x:y#a;b classDef z:#q;",
    "linkStyle default stroke:red; classDef n0 fill:#f00;",
    "fa:fa-car fab:fa-github",
    "$$x^2$$ and $y$",
    "1. one\n2. two",
    "- a\n- b\n+ c\n* d",
    "# heading\n## another",
    "> quote",
    "a\n===\nb\n---\n***",
    "```\ncode\n```",
    "    indented code",
    "\tindented code",
    "![x](https://example.com/a.png)",
    "[x](https://example.com \"t\") [y][1] [^1]\n\n[1]: https://example.com\n[^1]: note",
    "www.example.com https://example.com/a_b_c ftp://example.com <https://example.com> mail@example.com",
    "@somebody #12 a/b#3 :smile: [[wiki]] ![[embed]] ==mark== ~~gone~~ ^up^ ~down~ {{tag}} {.class}",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- [ ] task\n- [x] done",
    "a  \nb\\\nc\\",
    "=1+1",
    "+33 1 23",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://example.com\",\"x\")",
    "\u{0}\u{1b}[31m\u{202e}x\u{2066}\u{fffe}\u{85}",
    "]]> <![CDATA[ <!-- --> <?pi?> <!DOCTYPE x>",
    "ünïcödé 👩‍👩‍👧 العربية 日本語 e\u{301}\u{301}",
    "<!-- a comment --> &copy; &amp;amp; <b>x</b> <br> <br/>",
];

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
