//! `stats`, `explain` and `eval`: the pipeline, and a measure of the map.

use std::collections::BTreeSet;
use std::process::ExitCode;

use super::input::{Inputs, Material};
use super::message::Console;
use super::output::Target;
use super::packs;
use super::plan::{EvalPlan, ExplainPlan, StatsPlan};
use super::report::Report;
use super::values::MeasureFormat;
use crate::diagnostic::{Diagnostic, Failure};
use crate::filter::Folds;
use crate::graph::ArgumentMap;
use crate::issue;
use crate::link::Part;
use crate::measure::eval as evaluation;
use crate::measure::eval::mistakes::surest_mistakes;
use crate::measure::explain::{Request, explain as explain_comment, places_of};
use crate::measure::flip as flips;
use crate::measure::gold::Gold;
use crate::measure::stats::Stats;
use crate::pipeline::{self, Settings};
use crate::privacy::{Authors, Private};
use crate::read::{self, Options};
use crate::rule::{Codebook, Kind};
use crate::text::Ui;
use crate::thread::Thread;

/// `palabre stats`
///
/// # Errors
/// When nothing can be counted or written.
pub fn stats(plan: &StatsPlan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let inputs = Inputs::new(&plan.intake)?;
    let codebook = packs::load(&plan.intake.packs, &mut report)?.codebook;
    let map = match inputs.material(&mut report)? {
        Material::Map(map) => ArgumentMap { names: codebook.names.clone(), ..*map },
        Material::Threads(threads) => {
            let parts = pipeline::parts(threads, &codebook, &plan.intake.settings, &mut report.diagnostics);
            let parts = report.take_shown(parts);
            report.take(pipeline::map_of(parts, &codebook))
        }
    };
    let (view, noticed) = issue::view(&map, &plan.filters, Folds::Never);
    let counts = noticed.kept;
    report.notes(noticed.diagnostics(&plan.filters));
    report.notes(plan.filters.unfolded("`palabre stats`"));
    let stats = Stats { by_author: plan.by_author, ui: plan.ui, ..Stats::of(&view, &report.diagnostics) };
    let output = match plan.format {
        MeasureFormat::Text => stats.text(&view),
        MeasureFormat::Json => stats.json(&view),
    };
    plan.target.write(output.as_bytes())?;
    report.count(counts);
    Ok(report.end())
}

/// `palabre explain`
///
/// # Errors
/// When the input cannot be read, or no comment has the given id.
pub fn explain(plan: &ExplainPlan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let inputs = Inputs::new(&plan.intake)?;
    if plan.question.segments {
        let mut pages = Vec::new();
        for input in &plan.intake.inputs {
            pages.extend(inputs.segments(input, plan.ui)?);
        }
        if pages.is_empty() {
            console.error(&Diagnostic::note("marked", "this format marks its comments, so nothing was split"));
        }
        return print(&pages);
    }
    let codebook = packs::load(&plan.intake.packs, &mut report)?.codebook;
    if let Some(label) = &plan.question.why_not {
        check_label(label, &codebook)?;
    }
    let threads = inputs.threads(&mut report)?;
    let parts = pipeline::parts(threads, &codebook, &plan.intake.settings, &mut report.diagnostics);
    let parts = report.take_shown(parts);
    if let Some(id) = &plan.question.flip {
        return flip(id, parts, (&codebook, plan.ui), &mut report);
    }
    let (from, to) = match plan.question.link.as_deref() {
        Some([from, to]) => (Some(from), Some(to)),
        _ => (plan.question.comment.as_ref(), None),
    };
    let find_places = |id: &String| {
        let places = places_of(&parts, id);
        if places.is_empty() { Err(no_comment(id, &parts)) } else { Ok(places) }
    };
    let from = from.map(find_places).transpose()?;
    let link_to = to.map(|id| find_places(id).map(|places| (id.clone(), places))).transpose()?;
    let request = Request { why_not: plan.question.why_not.clone(), link_to, ui: plan.ui };
    // Only the map knows what a comment inherits. Warnings about its repairs are not part of the answer and not shown.
    let map = pipeline::map_of(parts.without_readings(), &codebook).value;
    let mut pages = Vec::new();
    for (thread, part) in parts.iter().enumerate() {
        for (place, comment) in part.thread.comments.iter().enumerate() {
            if from.as_ref().map_or(!comment.kind.is_opening(), |from| from.contains(&(thread, place))) {
                pages.extend(explain_comment((part, thread), &map, &codebook.matcher, place, &request));
            }
        }
    }
    print(&pages)
}

/// `palabre explain --flip`: the links that decide whether the comments with this id are accepted.
fn flip(
    id: &str,
    parts: Private<Vec<Part>>,
    (codebook, ui): (&Codebook, Ui),
    report: &mut Report<'_>,
) -> Result<ExitCode, Failure> {
    let places = places_of(&parts, id);
    if places.is_empty() {
        return Err(no_comment(id, &parts));
    }
    // The map may change ids but keeps places.
    let map = report.take(pipeline::map_of(parts, codebook));
    let nodes = places.into_iter().filter_map(|(thread, place)| map.at(thread, place));
    let pages: Vec<String> = nodes.map(|node| flips::text(&map, node, ui)).collect();
    print(&pages)
}

/// Prints pages. The exit code is 1 if there are none.
fn print(pages: &[String]) -> Result<ExitCode, Failure> {
    Target::Stdout.write(pages.join("\n").as_bytes())?;
    Ok(ExitCode::from(u8::from(pages.is_empty())))
}

/// Refuses a label that no rule gives, and lists the labels that rules give.
fn check_label(label: &str, codebook: &Codebook) -> Result<(), Failure> {
    let rules = codebook.matcher.rules.iter().filter(|rule| matches!(rule.kind, Kind::Position | Kind::Form));
    let known: BTreeSet<&str> = rules.map(|rule| &*rule.label).collect();
    if known.contains(label) {
        return Ok(());
    }
    let help = format!("known labels: {}", known.into_iter().collect::<Vec<_>>().join(", "));
    Err(Diagnostic::error("unknown-label", format!("--why-not: no rule gives `{label}`")).help(help).into())
}

/// Reports that no comment has this id, with some ids that exist.
fn no_comment(id: &str, parts: &[Part]) -> Failure {
    // One line of ids is enough to show what they look like.
    let ids = parts.iter().flat_map(|part| &part.thread.comments).map(|comment| comment.id.as_str());
    let ids: Vec<_> = ids.take(12).collect();
    let help = format!("there are {}, …; `palabre tag` lists them all", ids.join(", "));
    Diagnostic::error("unknown-comment", format!("no comment has the id `{id}`")).help(help).into()
}

/// `palabre eval`
///
/// # Errors
/// When the gold standard or the input cannot be read.
pub fn eval(plan: &EvalPlan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let inputs = Inputs::new(&plan.intake)?;
    let text = plan.gold.text()?;
    let gold = Gold::parse(&text);
    let gold = gold.map_err(|error| Diagnostic::error("bad-gold", error.to_string()).within(plan.gold.name()))?;
    let codebook = packs::load(&plan.intake.packs, &mut report)?.codebook;
    let threads = if plan.own_texts {
        own_texts(&text, &plan.intake.reading, &mut report)?
    } else {
        inputs.threads(&mut report)?
    };
    // Names stay, because the gold standard is matched by its texts. Only --mistakes prints texts, and only to someone
    // who has the gold standard.
    let settings = Settings { naming: Authors::Keep.into(), ..plan.intake.settings.clone() };
    let parts = pipeline::parts(threads, &codebook, &settings, &mut []).value;
    let map = report.take(pipeline::map_of(parts, &codebook));
    let mut evaluation = evaluation::eval(&map, &gold, !plan.own_texts);
    if plan.intervals {
        evaluation = evaluation.with_intervals();
    }
    evaluation.mistakes = plan.mistakes.map(|most| surest_mistakes(&map, &gold, !plan.own_texts, most));
    let output = match plan.format {
        MeasureFormat::Text => evaluation.text(plan.ui),
        MeasureFormat::Json => serde_json::to_string_pretty(&evaluation)
            .map_err(|error| Diagnostic::error("format", error.to_string()))
            .map(|json| json + "\n")?,
    };
    Target::Stdout.write(output.as_bytes())?;
    Ok(if evaluation.total.matched == 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The threads in a gold file. It is native JSON Lines, except for the line that says what is annotated.
fn own_texts(gold: &str, reading: &Options, report: &mut Report<'_>) -> Result<Vec<Thread>, Failure> {
    let is_comment = |line: &&str| {
        serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.get("annotated").is_none())
    };
    let lines: Vec<&str> = gold.lines().filter(is_comment).collect();
    let options = Options { from: Some("jsonl".to_owned()), ..reading.clone() };
    let read = read::read(lines.join("\n").as_bytes(), &options);
    Ok(report.take(read.map_err(|error| Diagnostic::error("bad-gold", error.to_string()))?))
}
