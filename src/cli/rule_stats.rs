//! `palabre rules stats`, `coverage` and `test`: try rules and their lists on a corpus.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::ExitCode;

use super::args::{CoverageArgs, InputArgs, RuleStatsArgs, TestArgs};
use super::formats::table;
use super::input::Inputs;
use super::output::Target;
use super::packs;
use super::plan::Intake;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Failure};
use crate::link::Part;
use crate::measure::coverage::{Coverage, coverage, findings};
use crate::measure::lists::lists;
use crate::pipeline;
use crate::rule::{Matcher, suggestion};
use crate::span::Span;

/// Runs `palabre rules stats`.
///
/// # Errors
/// When a pack or the corpus cannot be read.
pub fn run(args: RuleStatsArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let InputArgs { inputs, reading } = args.input;
    let intake = Intake::new(inputs, reading);
    let inputs = Inputs::new(&intake)?;
    let packs = packs::load(&intake.packs, report)?;
    let threads = inputs.threads(report)?;
    let coverage = coverage(&threads, &packs.codebook.matcher);
    report.notes(findings(&coverage));
    let output = if args.cues { cue_table(&coverage) } else { rule_table(&coverage) };
    Target::Stdout.write(output.as_bytes())?;
    Ok(ExitCode::from(u8::from(coverage.iter().all(|rule| rule.read == 0))))
}

/// Runs `palabre rules coverage`.
///
/// # Errors
/// When a pack or the corpus cannot be read, or no pack has the id asked for.
pub fn coverage_of_lists(args: CoverageArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let InputArgs { inputs, reading } = args.input;
    let intake = Intake::new(inputs, reading);
    let inputs = Inputs::new(&intake)?;
    let packs = packs::load(&intake.packs, report)?;
    if let Some(id) = args.pack.as_deref().filter(|id| packs.codebook.matcher.packs.iter().all(|pack| pack.id != *id)) {
        let known: Vec<&str> = packs.codebook.matcher.packs.iter().map(|pack| pack.id.as_str()).collect();
        let message = format!("no pack is called `{id}`; there are {}", known.join(", "));
        return Err(Diagnostic::error("unknown-pack", message).into());
    }
    let threads = inputs.threads(report)?;
    let lists = lists(&threads, &packs.codebook.matcher, args.pack.as_deref());
    let silent = lists.iter().filter(|list| list.read > 0 && list.comments == 0).count();
    let rows = lists.iter().filter(|list| list.comments > 0).map(|list| {
        let most: Vec<String> = list.most.iter().map(|(words, count)| format!("{words} {count}")).collect();
        let counts = [list.read, list.comments, list.phrases].map(|count| count.to_string());
        let mut row = vec![list.name.to_string()];
        row.extend(counts);
        row.extend([percent(list.comments, list.read), most.join(", ")]);
        row
    });
    let columns = ["list", "different comments", "found in", "phrases found", "share", "most often"];
    let mut output = table(&columns, rows);
    if silent > 0 {
        let _ = writeln!(output, "\n{silent} lists are found nowhere");
    }
    Target::Stdout.write(output.as_bytes())?;
    Ok(ExitCode::from(u8::from(lists.iter().all(|list| list.comments == 0))))
}

/// Runs `palabre rules test`.
///
/// # Errors
/// When a pack or the input cannot be read, or no rule or label has the name.
pub fn test(args: TestArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let InputArgs { inputs, reading } = args.input;
    let intake = Intake::new(inputs, reading);
    let inputs = Inputs::new(&intake)?;
    let packs = packs::load(&intake.packs, report)?;
    let rules = &packs.codebook.matcher.rules;
    let labels: BTreeSet<&str> = rules
        .iter()
        .filter(|rule| *rule.name == *args.rule || *rule.label == *args.rule)
        .map(|rule| &*rule.label)
        .collect();
    if labels.is_empty() {
        let known = rules.iter().map(|rule| &*rule.name);
        let message = format!("no rule and no label is called `{}`{}", args.rule, suggestion(&args.rule, known));
        return Err(Diagnostic::error("unknown-rule", message).into());
    }
    let threads = inputs.threads(report)?;
    let parts = pipeline::parts(threads, &packs.codebook, &intake.settings, &mut report.diagnostics);
    let parts = report.take(parts);
    let mut output = String::new();
    let (mut comments, mut given) = (0, 0);
    for part in parts.iter() {
        for (comment, tagged) in part.thread.comments.iter().zip(&part.tagged.comments) {
            comments += usize::from(!comment.kind.is_opening());
            let found = tagged.tags.positions.iter().chain(&tagged.tags.forms);
            for label in found.filter(|label| labels.contains(&*label.name)) {
                given += 1;
                let _ = writeln!(output, "{}  {} {:.2}", comment.id, label.name, label.score);
                for evidence in &label.evidence {
                    let shown = around(&comment.text, evidence.span);
                    let _ = writeln!(output, "    {:+.2}  {}  {shown}", evidence.share, evidence.rule);
                }
            }
        }
    }
    let _ = writeln!(output, "{given} of {comments} comments");
    output.push_str(&topics_note(&packs.codebook.matcher, &labels, &parts));
    Target::Stdout.write(output.as_bytes())?;
    Ok(ExitCode::from(u8::from(given == 0)))
}

/// A sentence if words of the rules count only below an article about one of their topics, and some threads have none.
fn topics_note(matcher: &Matcher, labels: &BTreeSet<&str>, parts: &[Part]) -> String {
    let terms = matcher.rules.iter().filter(|rule| labels.contains(&*rule.label)).flat_map(|rule| &rule.terms);
    let places: BTreeSet<usize> = terms.filter_map(|term| term.topic).collect();
    let known: BTreeSet<&str> =
        places.iter().filter_map(|place| matcher.topics.get(*place)).map(|topic| topic.id.as_str()).collect();
    let is_about = |part: &&Part| {
        let mut readings = part.tagged.comments.iter().map(|tagged| &tagged.reading);
        readings.any(|reading| matcher.topics_of(reading).any(|topic| known.contains(topic.id.as_str())))
    };
    let without = parts.len() - parts.iter().filter(is_about).count();
    if known.is_empty() || without == 0 {
        return String::new();
    }
    let names: Vec<&str> = known.into_iter().collect();
    format!(
        "In {without} of {} threads the article or first post is about none of the topics ({}), so their words do not count \
         there. It is about a topic if its `about` words bring 1.5 points: 1 for each word, 0.5 for each repetition.\n",
        parts.len(),
        names.join(", ")
    )
}

/// A find with some thirty characters on each side, between `[` and `]`, on one line.
fn around(text: &str, span: Span) -> String {
    let start = text.floor_char_boundary(span.start.saturating_sub(30));
    let end = text.ceil_char_boundary((span.end + 30).min(text.len()));
    let parts =
        [text.get(start..span.start), Some("["), text.get(span.start..span.end), Some("]"), text.get(span.end..end)];
    let line: String = parts.into_iter().flatten().collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rule_table(coverage: &[Coverage]) -> String {
    let rows = coverage.iter().filter(|rule| rule.read > 0).map(|rule| {
        let overlap = rule.overlap.as_ref().map_or(String::new(), |(other, share)| format!("{other} {share:.2}"));
        vec![
            rule.rule.to_string(),
            rule.read.to_string(),
            rule.fires.to_string(),
            percent(rule.fires, rule.read),
            rule.conflicts.to_string(),
            overlap,
        ]
    });
    table(&["rule", "read", "fires on", "share", "with its contrary", "most often with (Jaccard)"], rows)
}

fn cue_table(coverage: &[Coverage]) -> String {
    let rows = coverage.iter().filter(|rule| rule.read > 0).flat_map(|rule| {
        rule.cues.iter().map(|(name, count)| vec![name.to_string(), count.to_string(), percent(*count, rule.read)])
    });
    table(&["cue", "found in", "share"], rows)
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
