//! The library as a stranger uses it: `palabre::map` and `palabre::render` give what the command writes.

use std::fs;
use std::path::Path;

use palabre::read::{Options, read};
use palabre::{Codebook, Settings};

#[test]
fn the_library_gives_what_the_command_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = fs::read(root.join("seeds/deepseek.txt")).unwrap();
    let threads = read(&bytes, &Options { source: Some("deepseek.txt".to_owned()), ..Options::default() }).unwrap();
    let map = palabre::map(threads, &Codebook::builtin(), &Settings::default());
    for (format, name) in [("json", "json"), ("dot", "dot"), ("mermaid", "mmd"), ("graphml", "graphml")] {
        let expected = fs::read(root.join("graphs/deepseek").with_extension(name)).unwrap();
        let rendered = palabre::render(&map, format).unwrap();
        assert_eq!(String::from_utf8_lossy(&rendered), String::from_utf8_lossy(&expected), "{format}");
    }
    let refusal = palabre::render(&map, "docx").unwrap_err();
    assert_eq!(refusal.to_string(), "no writer is called `docx`");
}
