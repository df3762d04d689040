//! Compiles the built-in rule packs ahead of time, with the very code that compiles packs from disk: the program then
//! starts in a millisecond instead of reading some 70 KB of TOML and growing a trie of thousands of phrases.
//!
//! A pack that does not compile stops the build with the messages of the compiler. `rule::builtin` reads the result.
#![allow(dead_code, unused_imports, missing_docs, reason = "only a part of these modules serves here")]

use std::path::PathBuf;

#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/lang/mod.rs"]
mod lang;
#[path = "src/limit.rs"]
mod limit;
#[path = "src/rule/mod.rs"]
mod rule;
#[path = "src/span.rs"]
mod span;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/thread.rs"]
mod thread;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for input in
        ["build.rs", "rules", "src/lang", "src/rule", "src/text", "src/span.rs", "src/thread.rs", "src/limit.rs"]
    {
        println!("cargo::rerun-if-changed={input}");
    }
    let (matcher, found) = rule::load(true, &[]);
    if !found.is_empty() {
        return Err(format!("the built-in packs do not compile: {found:#?}").into());
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("packs.postcard");
    std::fs::write(out, postcard::to_stdvec(&matcher)?)?;
    println!("cargo::rustc-cfg=packs_compiled");
    Ok(())
}
