//! `palabre rules import` and `palabre rules export`: dictionaries of other programs as packs, and back.

use std::path::Path;
use std::process::ExitCode;

use super::args::{ExportArgs, ImportArgs};
use super::output::{Protected, Target};
use super::packs;
use super::plan::PackChoice;
use super::report::Report;
use super::source::Input;
use crate::diagnostic::{Diagnostic, Failure};
use crate::measure::dictionary::{Dictionary, Format, of_pack, to_pack};
use crate::rule::Pack;
use crate::text::function;
use crate::text::lang::is_of;
use crate::thread::Lang;

/// How many entries that are left out are named.
const NAMED: usize = 5;

/// Runs `palabre rules import`.
///
/// # Errors
/// When the dictionary cannot be read or the pack cannot be written.
pub fn import(args: &ImportArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let name = args.file.display().to_string();
    let input = Input::of(args.file.clone());
    let text = input.text()?;
    let format = args.from.unwrap_or_else(|| Format::of(&name, &text));
    let parsed = Dictionary::parse(&text, format);
    let mut dictionary =
        parsed.map_err(|error| Diagnostic::error("bad-dictionary", error.to_string()).within(name.clone()))?;
    if !args.only.is_empty() {
        let known: Vec<String> = dictionary.categories.iter().map(|category| category.name.clone()).collect();
        if let Some(unknown) = args.only.iter().find(|asked| !known.contains(asked)) {
            let message = format!("no category is called `{unknown}`; there are {}", known.join(", "));
            return Err(Diagnostic::error("bad-dictionary", message).within(name).into());
        }
        dictionary.categories.retain(|category| args.only.contains(&category.name));
    }
    let file =
        Path::new(&name).file_stem().map_or_else(|| "words".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let id = args.id.clone().unwrap_or_else(|| plain(&file));
    let pack = to_pack(&dictionary, &id, args.lang, &file);
    report.notes(left_out(&dictionary, &name));
    report.notes(function_words(&dictionary, args.lang));
    let target = Target::of(args.output.as_deref());
    target.refuse(&Protected::new(&[input]))?;
    target.write(pack.as_bytes())?;
    let phrases: usize = dictionary.categories.iter().map(|category| category.phrases.len()).sum();
    let message = format!("{} categories, {phrases} phrases", dictionary.categories.len());
    let help = "write three `hits` and three `misses` for each rule, then run `palabre rules check` on the pack";
    report.note(Diagnostic::note("imported", message).help(help));
    Ok(ExitCode::SUCCESS)
}

/// Runs `palabre rules export`.
///
/// # Errors
/// When there is no such pack, or the dictionary cannot be written.
pub fn export(args: &ExportArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let built_in = packs::compile(&PackChoice { files: Vec::new(), built_in: true }, report)?;
    let place = built_in.codebook.matcher.packs.iter().position(|pack| pack.id == args.pack);
    let (name, text) = match place.and_then(|place| built_in.texts.get(place)) {
        Some(known) => known.clone(),
        None => (args.pack.clone(), Input::of(args.pack.clone().into()).text()?),
    };
    let dictionary = of_pack(&Pack::parse(&text, &name)?);
    report.notes(left_out(&dictionary, &name));
    let target = Target::of(args.output.as_deref());
    target.refuse(&Protected::new(&[Input::of(args.pack.clone().into())]))?;
    target.write(dictionary.write(args.format).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// A note with what was not taken over, and why.
fn left_out(dictionary: &Dictionary, name: &str) -> Option<Diagnostic> {
    let named = dictionary.left_out.iter().take(NAMED).map(|(entry, why)| format!("`{entry}` {why}"));
    let named: Vec<String> = named.collect();
    let count = dictionary.left_out.len();
    let more = if count > NAMED { format!("; and {} more", count - NAMED) } else { String::new() };
    let message = format!("{count} entries are left out: {}{more}", named.join("; "));
    (count > 0).then(|| Diagnostic::warning("left-out", message).within(name))
}

/// A note with the words that nearly every comment has: a list that holds them is found everywhere.
fn function_words(dictionary: &Dictionary, lang: Option<Lang>) -> Option<Diagnostic> {
    let phrases = dictionary.categories.iter().flat_map(|category| &category.phrases);
    let is_common = |phrase: &str| {
        let function = function::function(phrase);
        lang.map_or(function.votes != 0, |lang| is_of(function, lang))
    };
    let mut found: Vec<&str> = phrases.map(|(phrase, _)| phrase.as_str()).filter(|phrase| is_common(phrase)).collect();
    found.sort_unstable();
    found.dedup();
    let shown = found.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    let message = format!("{} words are in nearly every comment and say little alone: {shown}", found.len());
    (!found.is_empty()).then(|| Diagnostic::warning("function-word", message))
}

/// A name as the id of a pack: small letters, digits and hyphens.
fn plain(name: &str) -> String {
    let parts: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    if parts.is_empty() { "words".to_owned() } else { parts.join("-") }
}
