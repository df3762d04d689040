//! `palabre rules`: lists, shows and checks rule packs.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::args::RulesAction;
use super::message::{Console, Failure};
use super::output::Target;
use super::packs;
use super::plan::PackChoice;
use crate::diagnostic::Diagnostic;
use crate::measure::check::check;
use crate::rule::{Example, Matcher, Rule};

/// Runs `palabre rules`.
///
/// # Errors
/// When a pack cannot be read or does not compile, or nothing has the name asked for.
pub fn run(action: RulesAction, console: &Console) -> Result<ExitCode, Failure> {
    match action {
        RulesAction::List { rules, no_default_rules } => {
            let choice = PackChoice { files: rules, built_in: !no_default_rules };
            print(&list(&packs::load(&choice, console)?.matcher))
        }
        RulesAction::Show { id, rules } => {
            let choice = PackChoice { files: rules, built_in: true };
            let matcher = packs::load(&choice, console)?.matcher;
            let shown = show(&matcher, &id).ok_or_else(|| {
                let help = "`palabre rules list` names the rules and labels";
                Diagnostic::error("unknown-rule", format!("no rule and no label is called `{id}`")).help(help)
            })?;
            print(&shown)
        }
        RulesAction::Check { files } => {
            // A user's pack may lean on the lexicons of the built-in ones, whose examples were run when they were made.
            let own = files.len();
            let choice = PackChoice { files, built_in: true };
            examples(&packs::load(&choice, console)?.matcher, own)
        }
    }
}

/// A line a rule, by label.
fn list(matcher: &Matcher) -> String {
    let mut out = String::new();
    let mut rules: Vec<&Rule> = matcher.rules.iter().collect();
    rules.sort_by(|a, b| (a.kind as u8, &a.label, &a.name).cmp(&(b.kind as u8, &b.label, &b.name)));
    for rule in rules {
        let kind = format!("{:?}", rule.kind).to_lowercase();
        let (cues, hits, misses) = (rule.terms.len(), rule.hits.len(), rule.misses.len());
        let _ = writeln!(
            out,
            "{kind:<9} {:<26} {:<32} {cues:>3} cues  {hits:>2} hits  {misses:>2} misses",
            rule.label, rule.name
        );
    }
    out
}

/// A rule in full, or the codebook entry of a label.
fn show(matcher: &Matcher, id: &str) -> Option<String> {
    let mut out = String::new();
    if let Some(label) = matcher.label(id) {
        let axis = label.axis.as_ref().map_or(String::new(), |axis| format!(", axis {axis}"));
        let _ = writeln!(out, "{} ({:?}{axis})\n  en  {}\n  fr  {}", label.name, label.kind, label.en, label.fr);
    }
    for rule in matcher.rules.iter().filter(|rule| &*rule.name == id || &*rule.label == id) {
        let _ = writeln!(
            out,
            "\n{}  gives {}  bias {:+.2}  threshold {:.2}",
            rule.name, rule.label, rule.bias, rule.threshold
        );
        for term in &rule.terms {
            let _ = writeln!(out, "  {:+6.2}  {}", term.weight, term.name);
        }
        for term in &rule.unless {
            let _ = writeln!(out, "  unless  {}", term.name);
        }
        for (what, examples) in [("hits", &rule.hits), ("misses", &rule.misses), ("todo", &rule.todo)] {
            for example in examples {
                let text = match example {
                    Example::Text(text) => text.clone(),
                    Example::Pair { parent, reply } => format!("{parent} ← {reply}"),
                };
                let _ = writeln!(out, "  {what:<6}  {text}");
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Runs the examples of the last `own` packs, or of all where `own` is 0. 1 where one fails.
fn examples(matcher: &Matcher, own: usize) -> Result<ExitCode, Failure> {
    let first = if own == 0 { 0 } else { matcher.packs.len().saturating_sub(own) };
    let mut out = String::new();
    let (mut held, mut failed, mut todo) = (0, 0, 0);
    for pack in matcher.packs.iter().skip(first) {
        for outcome in check(matcher, &format!("{}.", pack.id)) {
            if outcome.holds() {
                held += 1;
            } else if outcome.todo {
                todo += 1;
                let _ = writeln!(out, "todo  {} does not fire yet ({:.2}): {}", outcome.rule, outcome.p, outcome.text);
            } else {
                failed += 1;
                let not = if outcome.should { "" } else { " not" };
                let _ = writeln!(out, "FAIL  {} should{not} fire ({:.2}): {}", outcome.rule, outcome.p, outcome.text);
            }
        }
    }
    let _ = writeln!(out, "{held} examples hold, {failed} fail, {todo} to do");
    Target::Stdout.write(out.as_bytes())?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn print(text: &str) -> Result<ExitCode, Failure> {
    Target::Stdout.write(text.as_bytes()).map(|()| ExitCode::SUCCESS)
}
