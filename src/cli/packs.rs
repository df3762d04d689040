//! Loads the rule packs that a plan asks for.

use std::path::Path;
use std::sync::Arc;

use super::input::{self, Input};
use super::message::Failure;
use super::plan::PackChoice;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::PackInfo;
use crate::rule::{self, BUILTIN, Matcher, Pack, RuleInfo};

/// Loaded packs: what tags, and what outputs say about it.
#[derive(Debug)]
pub struct Packs {
    /// All of them, compiled.
    pub matcher: Matcher,
    /// Id, version and checksum of each, in the order of loading.
    pub infos: Vec<PackInfo>,
    /// Every rule that can fire.
    pub rules: Arc<[RuleInfo]>,
    /// Their texts by the name that messages call them, in the order of loading; only [`compile`] keeps them.
    pub texts: Vec<(String, String)>,
}

/// The packs to tag with: the built-in ones as the build compiled them, or, with others, all of them compiled anew.
///
/// # Errors
/// As [`compile`].
pub fn load(choice: &PackChoice, report: &mut Report<'_>) -> Result<Packs, Failure> {
    if choice.built_in && choice.files.is_empty() {
        let matcher = rule::builtin();
        return Ok(packs(matcher, Vec::new()));
    }
    compile(choice, report)
}

/// Compiles the built-in packs, unless they are left out, and those on disk after them, with the examples of all rules.
///
/// # Errors
/// When a pack cannot be read, or has a mistake: a map made with half of the rules that were asked for would look like
/// one made with all of them.
pub fn compile(choice: &PackChoice, report: &mut Report<'_>) -> Result<Packs, Failure> {
    let mut files = Vec::with_capacity(choice.files.len());
    for path in &choice.files {
        files.push((path.display().to_string(), utf8(path)?));
    }
    let (matcher, found) = rule::load(choice.built_in, &files);
    let replaced: Vec<String> = files.iter().filter_map(|(name, text)| id(text, name)).collect();
    let stays = |name: &str, text: &str| choice.built_in && id(text, name).is_none_or(|id| !replaced.contains(&id));
    let built_in = BUILTIN.iter().filter(|(name, text)| stays(name, text));
    let texts: Vec<_> = built_in.map(|&(name, text)| (name.to_owned(), text.to_owned())).chain(files).collect();
    let broken = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    for diagnostic in found {
        let name = diagnostic.source.clone().unwrap_or_default();
        let text = texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
        report.take_from(((), vec![diagnostic]), &name, text);
    }
    if broken {
        return Err(Diagnostic::error("bad-packs", "a rule pack has mistakes, so no rule was used").into());
    }
    Ok(packs(matcher, texts))
}

fn packs(matcher: Matcher, texts: Vec<(String, String)>) -> Packs {
    Packs { infos: infos(&matcher), rules: matcher.infos().into(), matcher, texts }
}

/// The id of a pack, if it is one.
pub fn id(text: &str, name: &str) -> Option<String> {
    Pack::parse(text, name).ok().map(|pack| pack.header.id)
}

/// What outputs say about the packs of a matcher.
fn infos(matcher: &Matcher) -> Vec<PackInfo> {
    let info = |pack: &rule::PackId| PackInfo {
        id: pack.id.clone(),
        version: pack.version.clone(),
        sha256: pack.sha256.clone(),
    };
    matcher.packs.iter().map(info).collect()
}

/// The text of a pack. TOML is UTF-8; a guess at another encoding could change what a rule looks for.
fn utf8(path: &Path) -> Result<String, Failure> {
    let bytes = input::bytes(&Input::Path(path.to_path_buf()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("not UTF-8 at byte {at}, on line {line}");
        let help = "save the pack as UTF-8";
        Diagnostic::error("not-utf8", message).within(path.display().to_string()).help(help).into()
    })
}
