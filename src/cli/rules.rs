//! `palabre rules`: lists, shows, checks, tries and fits rule packs.

use std::fmt::Write;
use std::process::ExitCode;

use super::args::RulesAction;
use super::formats::table;
use super::message::Console;
use super::output::Target;
use super::packs::{self, Packs};
use super::plan::PackChoice;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Failure, Warned};
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
            Ok(if packs.codebook.matcher.rules.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
        }
        RulesAction::Show { id, rules } => {
            let packs = packs::compile(&PackChoice { files: rules, built_in: true }, &mut report)?;
            Target::Stdout.write(show(&id, &packs)?.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        RulesAction::New(args) => super::rule_new::run(&args),
        RulesAction::Suggest(args) => super::suggest::run(args, &mut report),
        RulesAction::Test(args) => super::rule_stats::test(args, &mut report),
        RulesAction::Coverage(args) => super::rule_stats::coverage_of_lists(args, &mut report),
        RulesAction::Import(args) => super::dictionary::import(&args, &mut report),
        RulesAction::Export(args) => super::dictionary::export(&args, &mut report),
        RulesAction::Stats(args) => super::rule_stats::run(args, &mut report),
        RulesAction::Fit(args) => super::fit::run(&args, &mut report),
        RulesAction::Check { files } => {
            // Packs on disk may use lexicons of the built-in packs, so those are always loaded.
            let count = if files.is_empty() { BUILTIN.len() } else { files.len() };
            let packs = packs::compile(&PackChoice { files, built_in: true }, &mut report)?;
            let new = packs.texts.get(packs.texts.len() - count..).unwrap_or_default();
            for diagnostic in rule::lint(&packs.texts) {
                let name = diagnostic.source.clone().unwrap_or_default();
                if let Some((name, text)) = new.iter().find(|(known, _)| *known == name) {
                    let warned = Warned { value: (), diagnostics: vec![diagnostic] };
                    report.take_from(warned, name, Some(text));
                }
            }
            let (output, holds) = check(&packs, new);
            Target::Stdout.write(output.as_bytes())?;
            Ok(ExitCode::from(u8::from(!holds)))
        }
    }
}

/// Every rule with the label it gives and its number of cues and examples.
fn list(packs: &Packs) -> String {
    let rows = packs.codebook.matcher.rules.iter().map(|rule| {
        let cells = [&*rule.name, rule.kind.name(), &*rule.label].map(str::to_owned);
        let counts = [rule.terms.len(), rule.hits.len(), rule.misses.len()].map(|count| count.to_string());
        cells.into_iter().chain(counts).collect()
    });
    table(&["rule", "kind", "gives", "cues", "hits", "misses"], rows)
}

/// A rule as its pack has it, ready to be copied. For a label: what it means and every rule that gives it.
fn show(id: &str, packs: &Packs) -> Result<String, Failure> {
    let mut output = String::new();
    if let Some(label) = packs.codebook.matcher.label(id) {
        let axis = label.axis.as_ref().map_or(String::new(), |axis| format!(", axis {axis}"));
        let _ = writeln!(output, "# {}{axis}\n#   en  {}\n#   fr  {}", label.name, label.en, label.fr);
        for (name, note) in ["includes", "excludes", "clear", "border"].iter().zip(&label.notes) {
            if let Some(note) = note {
                let _ = writeln!(output, "# {name}\n#   en  {}\n#   fr  {}", note.en, note.fr);
            }
        }
        if let Some(contrary) = &label.contrary {
            let between =
                if label.exhaustive { "rejecting one means holding the other" } else { "a comment may hold neither" };
            let _ = writeln!(output, "# contrary {contrary}; {between}");
        }
    }
    for (name, text) in &packs.texts {
        let pack = Pack::parse(text, name)?;
        for rule in &pack.rule {
            let own = rule.id.get_ref();
            let gives = rule.label.as_ref().unwrap_or(own);
            let name = format!("{}.{own}", pack.header.id);
            // Evidence names a cue group of a rule. Show the rule.
            let is_cue_of = || id.strip_prefix(&name).is_some_and(|cue| cue.starts_with('.'));
            if *id == name || gives == id || is_cue_of() {
                let block = block(text, Span::from(rule.id.span()));
                let _ = writeln!(output, "\n# {}.{own} in {name}\n{}", pack.header.id, block.of(text).trim_end());
            }
        }
    }
    if output.is_empty() {
        let help = "`palabre rules list` lists the rules and what they give";
        return Err(Diagnostic::error("unknown-rule", format!("no rule and no label is called `{id}`"))
            .help(help)
            .into());
    }
    Ok(output.trim_start().to_owned())
}

/// The lines of the rule whose name is at `id` in the text of a pack: from its `[[rule]]` to the next table that does not
/// belong to it.
fn block(text: &str, id: Span) -> Span {
    const HEAD: &str = "[[rule]]";
    let start = text.get(..id.start).and_then(|before| before.rfind(HEAD)).unwrap_or(0);
    let mut end = start;
    for (number, line) in text.get(start..).unwrap_or("").split_inclusive('\n').enumerate() {
        let belongs = line.starts_with("[rule.") || line.starts_with("[[rule.");
        if number > 0 && line.starts_with('[') && !belongs {
            break;
        }
        end += line.len();
    }
    Span::new(start, end)
}

/// Runs the examples of these packs. Returns the examples that fail, the known gaps and a line of counts, and whether every
/// example holds that must.
fn check(packs: &Packs, new: &[(String, String)]) -> (String, bool) {
    let mut output = String::new();
    let (mut held, mut failed, mut gaps) = (0, 0, 0);
    let mut rules = 0;
    let new: Vec<String> = new.iter().filter_map(|(name, text)| packs::id(text, name)).collect();
    for (place, pack) in packs.codebook.matcher.packs.iter().enumerate().filter(|(_, pack)| new.contains(&pack.id)) {
        rules += packs.codebook.matcher.rules.iter().filter(|rule| rule.pack == place).count();
        for outcome in check::check(&packs.codebook, &format!("{}.", pack.id)) {
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
            let _ = writeln!(output, "{} {verdict} (P {:.2}): {}", outcome.rule, outcome.p, outcome.text);
        }
    }
    let _ = writeln!(output, "{rules} rules · {held} examples hold · {failed} fail · {gaps} known gaps");
    (output, failed == 0)
}
