//! The built-in packs, and how they and packs from disk are loaded.

use std::collections::BTreeSet;
use std::path::Path;

use super::compile::Compiler;
use super::labels;
use super::matcher::Matcher;
use super::order::order;
use super::pack::Pack;
use crate::diagnostic::Diagnostic;

/// The built-in packs: name and text. A new language is one folder and a row here for each of its packs.
pub const BUILTIN: &[(&str, &str)] = &[
    ("rules/core.toml", include_str!("../../rules/core.toml")),
    ("rules/fr/core.toml", include_str!("../../rules/fr/core.toml")),
    ("rules/en/core.toml", include_str!("../../rules/en/core.toml")),
    ("rules/fr/economy.toml", include_str!("../../rules/fr/economy.toml")),
    ("rules/en/economy.toml", include_str!("../../rules/en/economy.toml")),
    ("rules/en/policy.toml", include_str!("../../rules/en/policy.toml")),
    ("rules/fr/relations.toml", include_str!("../../rules/fr/relations.toml")),
    ("rules/en/relations.toml", include_str!("../../rules/en/relations.toml")),
    ("rules/fr/links.toml", include_str!("../../rules/fr/links.toml")),
    ("rules/en/links.toml", include_str!("../../rules/en/links.toml")),
];

/// The built-in tables of weighted words: name and text. A pack names the one that belongs to it.
pub const TABLES: &[(&str, &str)] = &[
    ("rules/relations.tsv", include_str!("../../rules/relations.tsv")),
    ("fr/relations.tsv", include_str!("../../rules/fr/relations.tsv")),
    ("en/relations.tsv", include_str!("../../rules/en/relations.tsv")),
];

/// The built-in packs as the build script compiled them, without the examples of their rules.
#[cfg(packs_compiled)]
pub fn builtin() -> Matcher {
    let compiled = include_bytes!(concat!(env!("OUT_DIR"), "/packs.postcard"));
    // The build script wrote it with the same types, and a test compares the two. If it could not be read, the packs
    // are still available as text.
    postcard::from_bytes(compiled).unwrap_or_else(|_| load(true, &[]).0)
}

/// Compiles packs: the built-in ones if `defaults`, then the given ones, each as a name for messages and a text. A
/// given pack replaces the built-in one with the same id: that is how a fitted copy is used. A name that ends like that of a
/// built-in table (`en/relations.tsv`) replaces the table.
pub fn load(defaults: bool, packs: &[(String, String)]) -> (Matcher, Vec<Diagnostic>) {
    let built_in = BUILTIN.iter().filter(|_| defaults).copied();
    let is_table = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "tsv");
    let given = packs.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let given_tables: Vec<(&str, &str)> = given.clone().filter(|(name, _)| is_table(name)).collect();
    let given = given.filter(|(name, _)| !is_table(name));
    let mut diagnostics = Vec::new();
    let mut parsed: Vec<(Pack, &str, &str)> = Vec::new();
    let mut built_in_count = 0;
    for (index, (name, text)) in built_in.chain(given).enumerate() {
        match Pack::parse(text, name) {
            Ok(pack) => {
                let id = &pack.header.id;
                let replaced = parsed.iter_mut().take(built_in_count).find(|(known, ..)| known.header.id == *id);
                match replaced {
                    Some(place) => *place = (pack, text, name),
                    None => parsed.push((pack, text, name)),
                }
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
        if defaults && index + 1 == BUILTIN.len() {
            built_in_count = parsed.len();
        }
    }
    let mut compiler = Compiler::default();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for (pack, text, name) in order(parsed, &mut diagnostics) {
        let mut tables: Vec<(&str, &str)> = Vec::new();
        for wanted in &pack.header.tables {
            let given = given_tables.iter().position(|(name, _)| Path::new(name).ends_with(wanted));
            used.extend(given);
            let table =
                given.and_then(|at| given_tables.get(at)).or_else(|| TABLES.iter().find(|(name, _)| name == wanted));
            match table {
                Some(table) => tables.push(*table),
                None => diagnostics.push(
                    Diagnostic::error("unknown-table", format!("there is no table `{wanted}`"))
                        .within(name)
                        .help("give it with --rules, as a file whose name ends like this"),
                ),
            }
        }
        compiler.add(&pack, text, name, &tables);
    }
    for (_, (name, _)) in given_tables.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        let message = "no pack asks for this table: its name must end like one of their `tables`".to_owned();
        diagnostics.push(Diagnostic::error("unused-table", message).within(*name));
    }
    let (matcher, more) = compiler.finish();
    diagnostics.extend(more);
    // A pack with a mistake lacks rules: then the mistake is reported, not its consequences.
    if diagnostics.is_empty() {
        diagnostics.extend(labels::missing(&matcher));
    }
    (matcher, diagnostics)
}
