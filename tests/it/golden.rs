//! `graphs/` is what the code writes. `BLESS=1 cargo test` writes it anew; read the difference before you commit it.

use std::path::Path;
use std::process::Command;

/// Every committed output: its file in `graphs/`, and the command that writes it.
const GRAPHS: &[(&str, &[&str])] = &[
    ("deepseek.dot", &["map", "seeds/deepseek.txt", "-f", "dot"]),
    ("deepseek-tree.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--layout", "tree"]),
    ("deepseek-thread.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--layout", "thread"]),
    ("deepseek.html", &["map", "seeds/deepseek.txt", "-f", "html"]),
    ("deepseek-icicle.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--layout", "icicle"]),
    ("deepseek-matrix.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--layout", "matrix"]),
    (
        "sugar-tax-strongest.svg",
        &["map", "seeds/threads/07-sugar-tax.txt", "-f", "svg", "--layout", "thread", "--max-nodes", "8"],
    ),
    ("deepseek.json", &["map", "seeds/deepseek.txt", "-f", "json"]),
    ("deepseek.txt", &["map", "seeds/deepseek.txt", "-f", "text"]),
    ("deepseek.jsonl", &["tag", "seeds/deepseek.txt", "-f", "jsonl"]),
    ("deepseek.csv", &["tag", "seeds/deepseek.txt", "-f", "csv"]),
    ("deepseek.mmd", &["map", "seeds/deepseek.txt", "-f", "mermaid"]),
    ("deepseek.graphml", &["map", "seeds/deepseek.txt", "-f", "graphml"]),
    ("deepseek-map.csv", &["map", "seeds/deepseek.txt", "-f", "csv"]),
    ("deepseek-report.md", &["map", "seeds/deepseek.txt", "-f", "md"]),
    ("deepseek-rapport.md", &["map", "seeds/deepseek.txt", "-f", "md", "--ui", "fr"]),
    ("deepseek-skeptics.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--position", "skeptic", "--context"]),
    ("deepseek-fr.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--ui", "fr"]),
    ("deepseek-grey.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--palette", "grey"]),
    ("deepseek-dark.svg", &["map", "seeds/deepseek.txt", "-f", "svg", "--palette", "dark"]),
    #[cfg(feature = "raster")]
    ("deepseek.png", &["map", "seeds/deepseek.txt", "-f", "png", "--scale", "1"]),
    #[cfg(feature = "pdf")]
    ("deepseek.pdf", &["map", "seeds/deepseek.txt", "-f", "pdf", "--paper", "a4", "--layout", "thread", "--ui", "fr"]),
    ("sugar-tax-thread.svg", &["map", "seeds/threads/07-sugar-tax.txt", "-f", "svg", "--layout", "thread"]),
    ("sugar-tax.json", &["map", "seeds/threads/07-sugar-tax.txt", "-f", "json"]),
];

fn run(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_palabre")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Whether an output is what was committed: byte for byte, but for pixels, whose last bits are those of the machine's
/// arithmetic. Of these, one in a thousand may differ by more than 8 of 255.
fn same(name: &str, kept: &[u8], written: &[u8]) -> bool {
    #[cfg(feature = "raster")]
    if Path::new(name).extension().is_some_and(|extension| extension == "png") {
        return super::draw::pixels::differing(kept, written, 8).is_some_and(|share| share < 0.001);
    }
    let _ = name;
    kept == written
}

#[test]
fn graphs_are_what_the_code_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs");
    let mut stale = Vec::new();
    for (name, arguments) in GRAPHS {
        let written = run(arguments);
        let path = folder.join(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &written).unwrap();
        } else if !std::fs::read(&path).is_ok_and(|kept| same(name, &kept, &written)) {
            stale.push(format!("graphs/{name} is not what `palabre {}` writes", arguments.join(" ")));
        }
    }
    assert!(stale.is_empty(), "{}\nRun `BLESS=1 cargo test` and read the difference.", stale.join("\n"));
}

#[test]
fn every_graph_in_the_folder_is_written_by_a_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(GRAPHS.iter().any(|(known, _)| *known == name), "no row of the test writes graphs/{name}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (_, arguments) in GRAPHS {
        assert_eq!(run(arguments), run(arguments), "{arguments:?}");
    }
}
