//! Compiles the built-in rule packs ahead of time, with the code that compiles packs from disk. The program then starts
//! in a millisecond: it does not read some 70 KB of TOML and build a trie of thousands of phrases.
//!
//! A pack that does not compile stops the build with its diagnostics. `rule::builtin` reads the result.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    clippy::struct_field_names,
    reason = "the build script uses only a part of these modules, and exports none"
)]

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
    let (matcher, diagnostics) = rule::load(true, &[]);
    if !diagnostics.is_empty() {
        return Err(format!("the built-in packs do not compile: {diagnostics:#?}").into());
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("packs.postcard");
    std::fs::write(out, postcard::to_stdvec(&matcher)?)?;
    println!("cargo::rustc-cfg=packs_compiled");
    Ok(())
}
