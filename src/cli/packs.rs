//! Loads the rule packs that a plan names.

use std::path::Path;

use super::plan::PackChoice;
use super::report::Report;
use super::source::Input;
use crate::diagnostic::{Diagnostic, Failure, Severity, Warned};
use crate::rule::{self, BUILTIN, Codebook, Pack};

/// Loaded packs.
#[derive(Debug)]
pub struct Packs {
    /// All of them, compiled.
    pub codebook: Codebook,
    /// Their texts with their names in messages, in the order of loading. Only [`compile`] keeps them.
    pub texts: Vec<(String, String)>,
}

/// Loads the packs to tag with: the built-in packs as the build compiled them, or, with packs on disk, all of them
/// compiled now.
///
/// # Errors
/// As [`compile`].
pub fn load(choice: &PackChoice, report: &mut Report<'_>) -> Result<Packs, Failure> {
    if choice.built_in && choice.files.is_empty() {
        return Ok(Packs { codebook: Codebook::builtin(), texts: Vec::new() });
    }
    compile(choice, report)
}

/// Compiles the built-in packs, unless they are left out, and then those on disk, with the examples of all rules.
///
/// # Errors
/// When a pack cannot be read, or has a mistake: a map made with half of the rules would look like one made with all.
pub fn compile(choice: &PackChoice, report: &mut Report<'_>) -> Result<Packs, Failure> {
    let mut files = Vec::with_capacity(choice.files.len());
    for path in &choice.files {
        files.push((path.display().to_string(), utf8(path)?));
    }
    let (matcher, diagnostics) = rule::load(choice.built_in, &files);
    let replaced: Vec<String> = files.iter().filter_map(|(name, text)| id(text, name)).collect();
    let stays = |name: &str, text: &str| choice.built_in && id(text, name).is_none_or(|id| !replaced.contains(&id));
    let built_in = BUILTIN.iter().filter(|(name, text)| stays(name, text));
    let texts: Vec<_> = built_in.map(|&(name, text)| (name.to_owned(), text.to_owned())).chain(files).collect();
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    for diagnostic in diagnostics {
        let name = diagnostic.source.clone().unwrap_or_default();
        let text = texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
        report.take_from(Warned { value: (), diagnostics: vec![diagnostic] }, &name, text);
    }
    if has_errors {
        return Err(Diagnostic::error("bad-packs", "a rule pack has mistakes, so no rule was used").into());
    }
    Ok(Packs { codebook: matcher.into(), texts })
}

/// The id in the header of a pack, if the pack can be parsed.
pub fn id(text: &str, name: &str) -> Option<String> {
    Pack::parse(text, name).ok().map(|pack| pack.header.id)
}

/// The text of a pack. TOML is UTF-8; guessing another encoding could change what a rule looks for.
fn utf8(path: &Path) -> Result<String, Failure> {
    let bytes = Input::Path(path.to_path_buf()).bytes()?;
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("not UTF-8 at byte {offset}, on line {line}");
        let help = "save the pack as UTF-8";
        Diagnostic::error("not-utf8", message).within(path.display().to_string()).help(help).into()
    })
}
