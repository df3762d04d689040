//! `graphs/` is what the code writes. `BLESS=1 cargo test` writes it anew; read the difference before you commit it.

use std::path::Path;

use super::gallery::{graphs, index, readme};
use super::run::written;

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
    let outputs = graphs().map(|(room, graph)| (graph.file, written(&graph.arguments(room))));
    let pages = [("index.html", index().into_bytes()), ("README.md", readme().into_bytes())];
    for (name, written) in outputs.chain(pages) {
        let path = folder.join(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &written).unwrap();
        } else if !std::fs::read(&path).is_ok_and(|kept| same(name, &kept, &written)) {
            stale.push(format!("graphs/{name} is not what the code writes"));
        }
    }
    assert!(stale.is_empty(), "{}\nRun `BLESS=1 cargo test` and read the difference.", stale.join("\n"));
}

#[test]
fn every_graph_in_the_folder_is_written_by_a_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = ["index.html", "README.md"].contains(&&*name) || graphs().any(|(_, graph)| graph.file == name);
        assert!(known, "no row of the gallery writes graphs/{name}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (room, graph) in graphs() {
        let arguments = graph.arguments(room);
        assert_eq!(written(&arguments), written(&arguments), "{arguments:?}");
    }
}
