//! Any text as a map that was written before.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = palabre::graph::restore(text, palabre::privacy::Authors::Pseudonym);
});
