//! Loads the rule packs that a plan asks for.

use std::path::Path;

use super::input::{self, Input};
use super::message::{Console, Failure};
use super::plan::PackChoice;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::PackInfo;
use crate::rule::{self, Matcher};

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
/// When a pack cannot be read or does not compile; what is wrong with it has been shown by then.
pub fn load(choice: &PackChoice, console: &Console) -> Result<Packs, Failure> {
    let mut texts = Vec::new();
    for path in &choice.files {
        texts.push((path.display().to_string(), text(path)?));
    }
    let (matcher, found) = rule::load(choice.built_in, &texts);
    for (name, text) in &texts {
        let of_pack: Vec<Diagnostic> = found.iter().filter(|d| d.source.as_ref() == Some(name)).cloned().collect();
        console.diagnostics(&of_pack, Some(text.as_bytes()));
    }
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    if errors > 0 {
        let message = format!("the rule packs do not compile: {errors} error{}", if errors == 1 { "" } else { "s" });
        let help = "`palabre rules check FILE` checks a pack and runs its examples";
        return Err(Diagnostic::error("bad-packs", message).help(help).into());
    }
    let infos = matcher.packs.iter().map(|pack| PackInfo {
        id: pack.id.clone(),
        version: pack.version.clone(),
        sha256: pack.sha256.clone(),
    });
    Ok(Packs { infos: infos.collect(), matcher })
}

fn text(path: &Path) -> Result<String, Failure> {
    input::text(&Input::of(path.to_owned()))
}
