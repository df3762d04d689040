//! Any text as a rule pack.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = palabre::rule::Pack::parse(text, "fuzz.toml");
});
