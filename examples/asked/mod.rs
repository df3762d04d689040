//! What the examples that dump evidence are asked: threads from standard input, and the packs of their arguments.

use std::io::Read as _;

use palabre::read::{Options, read};
use palabre::rule::{Codebook, load};
use palabre::thread::Thread;

/// The built-in packs and tables, with those that the arguments name in their places, and the threads of native JSON Lines on
/// standard input.
pub fn asked() -> (Codebook, Vec<Thread>) {
    let packs: Vec<(String, String)> =
        std::env::args().skip(1).map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).collect();
    let (matcher, diagnostics) = load(true, &packs);
    assert!(diagnostics.is_empty(), "{:#?}", diagnostics.iter().take(5).collect::<Vec<_>>());
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).unwrap();
    let (threads, _) = read(&input, &Options { from: Some("jsonl".to_owned()), ..Options::default() }).unwrap();
    (Codebook::from(matcher), threads)
}
