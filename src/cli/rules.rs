//! `palabre rules`: lists, shows and checks rule packs.

use std::fmt::Write;
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
use crate::rule::{BUILTIN, Kind, Pack};
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
            let packs = packs::load(&choice, &mut report)?;
            Target::Stdout.write(list(&packs).as_bytes())?;
            Ok(if packs.matcher.rules.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
        }
        RulesAction::Show { id, rules } => {
            let packs = packs::load(&PackChoice { files: rules, built_in: true }, &mut report)?;
            Target::Stdout.write(show(&id, &packs)?.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        RulesAction::Check { files } => {
            // Packs on disk may use the lexicons of the built-in ones, so those are loaded either way.
            let only_new = !files.is_empty();
            let packs = packs::load(&PackChoice { files, built_in: true }, &mut report)?;
            let (words, sound) = check(&packs, if only_new { BUILTIN.len() } else { 0 });
            Target::Stdout.write(words.as_bytes())?;
            Ok(ExitCode::from(u8::from(!sound)))
        }
    }
}

/// Every rule with what it gives and how much proof it brings.
fn list(packs: &Packs) -> String {
    let rows = packs.matcher.rules.iter().map(|rule| {
        let kind = match rule.kind {
            Kind::Position => "position",
            Kind::Form => "form",
            Kind::Relation => "relation",
            Kind::Link => "link",
        };
        let cells = [&*rule.name, kind, &*rule.label].map(str::to_owned);
        let counts = [rule.terms.len(), rule.hits.len(), rule.misses.len()].map(|count| count.to_string());
        cells.into_iter().chain(counts).collect()
    });
    table(&["rule", "kind", "gives", "cues", "hits", "misses"], rows)
}

/// A rule as it is written in its pack, so that it can be copied.
fn show(id: &str, packs: &Packs) -> Result<String, Failure> {
    for (name, text) in &packs.texts {
        let pack = Pack::parse(text, name)?;
        let Some(rest) = id.strip_prefix(&pack.pack.id).and_then(|rest| rest.strip_prefix('.')) else { continue };
        if let Some(rule) = pack.rule.iter().find(|rule| rule.id.get_ref() == rest) {
            let block = block(text, Span::from(rule.id.span()));
            return Ok(format!("# {name}\n{}\n", block.of(text).trim_end()));
        }
    }
    let help = "`palabre rules list` lists the rules";
    Err(Diagnostic::error("id", format!("no rule is called `{id}`")).help(help).into())
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
fn check(packs: &Packs, from: usize) -> (String, bool) {
    let mut words = String::new();
    let (mut held, mut failed, mut gaps, mut rules) = (0, 0, 0, 0);
    let new = packs.matcher.rules.iter().filter(|rule| rule.pack >= from);
    for rule in new {
        rules += 1;
        for outcome in check::check_rule(&packs.matcher, rule) {
            let verb = if outcome.should { "should fire" } else { "should not fire" };
            match (outcome.holds(), outcome.todo) {
                (true, _) => held += 1,
                (false, true) => gaps += 1,
                (false, false) => {
                    failed += 1;
                    let _ = writeln!(words, "{} {verb} (P {:.2}): {}", outcome.rule, outcome.p, outcome.text);
                }
            }
        }
    }
    let _ = writeln!(words, "{rules} rules · {held} examples hold · {failed} fail · {gaps} known gaps");
    (words, failed == 0)
}
