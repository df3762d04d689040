//! `palabre rules`: lists, shows, checks and fits rule packs.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use super::args::RulesAction;
use super::formats::table;
use super::message::{Console, Failure};
use super::output::Target;
use super::packs::{self, Packs};
use super::plan::PackChoice;
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::measure::check;
use crate::rule::{self, BUILTIN, Pack};
use crate::span::Span;

/// Runs `palabre rules`.
///
/// # Errors
/// When a pack cannot be read or has a mistake, or no rule has the name asked for.
pub fn run(action: RulesAction, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    match action {
        RulesAction::List { rules, no_default_rules } => {
            let choice = PackChoice { files: rules, built_in: !no_default_rules };
            let packs = packs::compile(&choice, &mut report)?;
            Target::Stdout.write(list(&packs).as_bytes())?;
            Ok(if packs.matcher.rules.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
        }
        RulesAction::Show { id, rules } => {
            let packs = packs::compile(&PackChoice { files: rules, built_in: true }, &mut report)?;
            Target::Stdout.write(show(&id, &packs)?.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        RulesAction::New { file } => new(&file),
        RulesAction::Stats(args) => super::corpus::run(args, &mut report),
        RulesAction::Fit(args) => super::fit::run(&args, &mut report),
        RulesAction::Check { files } => {
            // Packs on disk may use the lexicons of the built-in ones, so those are loaded either way.
            let count = if files.is_empty() { BUILTIN.len() } else { files.len() };
            let packs = packs::compile(&PackChoice { files, built_in: true }, &mut report)?;
            let new = packs.texts.get(packs.texts.len() - count..).unwrap_or_default();
            for diagnostic in rule::lint(&packs.texts) {
                let name = diagnostic.source.clone().unwrap_or_default();
                if let Some((name, text)) = new.iter().find(|(known, _)| *known == name) {
                    report.take_from(((), vec![diagnostic]), name, Some(text));
                }
            }
            let (words, sound) = check(&packs, new);
            Target::Stdout.write(words.as_bytes())?;
            Ok(ExitCode::from(u8::from(!sound)))
        }
    }
}

/// Writes the pack to start from; a file that is there is somebody's work and stays.
fn new(file: &Path) -> Result<ExitCode, Failure> {
    if file.exists() {
        let help = "choose another name, or remove the file";
        return Err(Diagnostic::error("exists", "is there already")
            .within(file.display().to_string())
            .help(help)
            .into());
    }
    Target::File(file.to_path_buf()).write(SKELETON.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The pack that `rules new` writes; a test holds it to be sound.
pub const SKELETON: &str = include_str!("skeleton.toml");

/// Every rule with what it gives and how much proof it brings.
fn list(packs: &Packs) -> String {
    let rows = packs.matcher.rules.iter().map(|rule| {
        let cells = [&*rule.name, rule.kind.name(), &*rule.label].map(str::to_owned);
        let counts = [rule.terms.len(), rule.hits.len(), rule.misses.len()].map(|count| count.to_string());
        cells.into_iter().chain(counts).collect()
    });
    table(&["rule", "kind", "gives", "cues", "hits", "misses"], rows)
}

/// A rule as it is written in its pack, so that it can be copied; for a label, what it means and every rule for it.
fn show(id: &str, packs: &Packs) -> Result<String, Failure> {
    let mut words = String::new();
    if let Some(label) = packs.matcher.label(id) {
        let axis = label.axis.as_ref().map_or(String::new(), |axis| format!(", axis {axis}"));
        let _ = writeln!(words, "# {}{axis}\n#   en  {}\n#   fr  {}", label.name, label.en, label.fr);
        for (name, note) in ["includes", "excludes", "clear", "border"].iter().zip(&label.notes) {
            if let Some(note) = note {
                let _ = writeln!(words, "# {name}\n#   en  {}\n#   fr  {}", note.en, note.fr);
            }
        }
        if let Some(contrary) = &label.contrary {
            let between =
                if label.exhaustive { "who says no to the one holds the other" } else { "one may hold neither" };
            let _ = writeln!(words, "# contrary {contrary}; {between}");
        }
    }
    for (name, text) in &packs.texts {
        let pack = Pack::parse(text, name)?;
        for rule in &pack.rule {
            let own = rule.id.get_ref();
            let gives = rule.label.as_ref().unwrap_or(own);
            let name = format!("{}.{own}", pack.header.id);
            // Evidence names a cue group of a rule; its rule is what can be shown.
            let is_cue_of = || id.strip_prefix(&name).is_some_and(|cue| cue.starts_with('.'));
            if *id == name || gives == id || is_cue_of() {
                let block = block(text, Span::from(rule.id.span()));
                let _ = writeln!(words, "\n# {}.{own} in {name}\n{}", pack.header.id, block.of(text).trim_end());
            }
        }
    }
    if words.is_empty() {
        let help = "`palabre rules list` lists the rules and what they give";
        return Err(Diagnostic::error("unknown-rule", format!("no rule and no label is called `{id}`"))
            .help(help)
            .into());
    }
    Ok(words.trim_start().to_owned())
}

/// The lines of a pack that make up the rule whose name stands at `id`: from its `[[rule]]` to the next table that is
/// not part of it.
fn block(text: &str, id: Span) -> Span {
    const HEAD: &str = "[[rule]]";
    let start = text.get(..id.start).and_then(|before| before.rfind(HEAD)).unwrap_or(0);
    let mut end = start;
    for (number, line) in text.get(start..).unwrap_or("").split_inclusive('\n').enumerate() {
        let part_of_it = line.starts_with("[rule.") || line.starts_with("[[rule.");
        if number > 0 && line.starts_with('[') && !part_of_it {
            break;
        }
        end += line.len();
    }
    Span::new(start, end)
}

/// Runs the examples of the packs from that place on: what fails, the known gaps, a line of counts; and whether all
/// that must hold does.
fn check(packs: &Packs, new: &[(String, String)]) -> (String, bool) {
    let mut words = String::new();
    let (mut held, mut failed, mut gaps) = (0, 0, 0);
    let mut rules = 0;
    let new: Vec<String> = new.iter().filter_map(|(name, text)| packs::id(text, name)).collect();
    for (place, pack) in packs.matcher.packs.iter().enumerate().filter(|(_, pack)| new.contains(&pack.id)) {
        rules += packs.matcher.rules.iter().filter(|rule| rule.pack == place).count();
        for outcome in check::check(&packs.matcher, &format!("{}.", pack.id)) {
            let verdict = match (outcome.holds(), outcome.todo) {
                (true, _) => {
                    held += 1;
                    continue;
                }
                (false, true) => {
                    gaps += 1;
                    "does not fire yet"
                }
                (false, false) => {
                    failed += 1;
                    if outcome.should { "should fire" } else { "should not fire" }
                }
            };
            let _ = writeln!(words, "{} {verdict} (P {:.2}): {}", outcome.rule, outcome.p, outcome.text);
        }
    }
    let _ = writeln!(words, "{rules} rules · {held} examples hold · {failed} fail · {gaps} known gaps");
    (words, failed == 0)
}
