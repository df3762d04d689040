//! `stats`, `explain` and `eval`: the pipeline up to the map, then a measure of it.

use std::collections::BTreeSet;
use std::process::ExitCode;

use super::input::{self, Material};
use super::message::{Console, Failure};
use super::output::Target;
use super::packs;
use super::plan::{EvalPlan, ExplainPlan, Intake, StatsPlan};
use super::report::Report;
use super::run::parts;
use super::values::MeasureFormat;
use crate::diagnostic::Diagnostic;
use crate::filter::{self, Folds};
use crate::graph::privacy::Privacy;
use crate::graph::{PackInfo, Part, graph};
use crate::measure::eval as evaluation;
use crate::measure::eval::mistakes::surest_mistakes;
use crate::measure::explain::{Request, explain as explained, meant};
use crate::measure::flip as flips;
use crate::measure::gold::Gold;
use crate::measure::stats::Stats;
use crate::rule::{Kind, Matcher};

/// `palabre stats`
///
/// # Errors
/// When nothing can be counted or written.
pub fn stats(plan: &StatsPlan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let packs = packs::load(&plan.intake.packs, &mut report)?;
    let map = match input::material(&plan.intake, &mut report)? {
        Material::Map(map) => *map,
        Material::Threads(threads) => {
            let mut parts = parts(threads, &plan.intake, &packs, &mut report);
            Privacy::new(plan.intake.authors).apply(&mut parts, &mut report.diagnostics);
            report.take(graph(parts, packs.infos))
        }
    };
    let (view, noticed) = filter::view(&map, &plan.filters, Folds::Never);
    let counts = noticed.kept;
    report.take(((), noticed.diagnostics(&plan.filters)));
    report.take(((), plan.filters.unfolded("`palabre stats`").into_iter().collect()));
    let stats = Stats::of(&view, &report.diagnostics);
    let words = match plan.format {
        MeasureFormat::Text => stats.text(&view),
        MeasureFormat::Json => stats.json(&view),
    };
    plan.target.write(words.as_bytes())?;
    report.count(counts);
    Ok(report.end())
}

/// `palabre explain`
///
/// # Errors
/// When the input cannot be read, or no comment has the id asked for.
pub fn explain(plan: &ExplainPlan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    if plan.question.segments {
        let mut pages = Vec::new();
        for input in &plan.intake.inputs {
            pages.extend(input::segments(input, &plan.intake.reading)?);
        }
        if pages.is_empty() {
            console.error(&Diagnostic::note("marked", "this format marks its comments, so nothing was cut"));
        }
        return finish(&pages);
    }
    let packs = packs::load(&plan.intake.packs, &mut report)?;
    if let Some(label) = &plan.question.why_not {
        known_label(label, &packs.matcher)?;
    }
    let threads = input::threads(&plan.intake, &mut report)?;
    let mut parts = parts(threads, &plan.intake, &packs, &mut report);
    Privacy::new(plan.intake.authors).apply(&mut parts, &mut report.diagnostics);
    if let Some(id) = &plan.question.flip {
        return flip(id, parts, packs.infos, &mut report);
    }
    let (from, to) = match plan.question.link.as_deref() {
        Some([from, to]) => (Some(from), Some(to)),
        _ => (plan.question.comment.as_ref(), None),
    };
    let found = |id: &String| {
        let places = meant(&parts, id);
        if places.is_empty() { Err(no_comment(id, &parts)) } else { Ok(places) }
    };
    let from = from.map(found).transpose()?;
    let link_to = to.map(|id| found(id).map(|places| (id.clone(), places))).transpose()?;
    let request = Request { why_not: plan.question.why_not.clone(), link_to };
    // What a comment takes over is told by the map alone. What had to be repaired for it is no part of the answer.
    let (map, _) = graph(parts.iter().map(Part::without_readings).collect(), packs.infos);
    let mut pages = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        for (at, comment) in part.thread.comments.iter().enumerate() {
            if from.as_ref().map_or(!comment.kind.is_opening(), |from| from.contains(&(number, at))) {
                pages.extend(explained((part, number), &map, &packs.matcher, at, &request));
            }
        }
    }
    finish(&pages)
}

/// `palabre explain --flip`: the links that decide whether the comments of that id stand.
fn flip(id: &str, parts: Vec<Part>, packs: Vec<PackInfo>, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let places = meant(&parts, id);
    if places.is_empty() {
        return Err(no_comment(id, &parts));
    }
    // The graph may give other ids, but keeps places.
    let map = report.take(graph(parts, packs));
    let pages: Vec<String> =
        places.into_iter().filter_map(|(thread, at)| Some(flips::text(&map, map.at(thread, at)?))).collect();
    finish(&pages)
}

/// Prints pages; 1 where there are none.
fn finish(pages: &[String]) -> Result<ExitCode, Failure> {
    Target::Stdout.write(pages.join("\n").as_bytes())?;
    Ok(ExitCode::from(u8::from(pages.is_empty())))
}

/// Refuses a label that no rule gives, and names those that are given.
fn known_label(label: &str, matcher: &Matcher) -> Result<(), Failure> {
    let given = matcher.rules.iter().filter(|rule| matches!(rule.kind, Kind::Position | Kind::Form));
    let known: BTreeSet<&str> = given.map(|rule| &*rule.label).collect();
    if known.contains(label) {
        return Ok(());
    }
    let help = format!("known labels: {}", known.into_iter().collect::<Vec<_>>().join(", "));
    Err(Diagnostic::error("unknown-label", format!("--why-not: no rule gives `{label}`")).help(help).into())
}

/// Says that there is no such comment, and which there are.
fn no_comment(id: &str, parts: &[Part]) -> Failure {
    // A line's worth of ids shows their shape; the rest is in the map.
    let ids = parts.iter().flat_map(|part| &part.thread.comments).map(|comment| comment.id.as_str());
    let ids: Vec<_> = ids.take(12).collect();
    let help = format!("there are {}, …; `palabre tag` lists them all", ids.join(", "));
    Diagnostic::error("unknown-comment", format!("no comment has the id `{id}`")).help(help).into()
}

/// `palabre eval`
///
/// # Errors
/// When the gold or the input cannot be read.
pub fn eval(plan: &EvalPlan, console: &Console) -> Result<ExitCode, Failure> {
    let mut report = Report::new(console);
    let text = input::text(&plan.gold)?;
    let gold = Gold::parse(&text);
    let gold = gold.map_err(|error| Diagnostic::error("bad-gold", error.to_string()).within(plan.gold.name()))?;
    let packs = packs::load(&plan.intake.packs, &mut report)?;
    let threads = if plan.own_texts {
        own_texts(&text, &plan.intake, &mut report)?
    } else {
        input::threads(&plan.intake, &mut report)?
    };
    // Texts stay as they are: the gold is matched by them, and none of them is printed but by --mistakes, for whoever has
    // the gold.
    let parts = parts(threads, &plan.intake, &packs, &mut report);
    let map = report.take(graph(parts, packs.infos));
    let mut evaluation = evaluation::eval(&map, &gold, !plan.own_texts);
    if plan.intervals {
        evaluation = evaluation.with_intervals();
    }
    evaluation.mistakes = plan.mistakes.map(|most| surest_mistakes(&map, &gold, !plan.own_texts, most));
    let words = match plan.format {
        MeasureFormat::Text => evaluation.to_string(),
        MeasureFormat::Json => serde_json::to_string_pretty(&evaluation)
            .map_err(|error| Diagnostic::error("format", error.to_string()))
            .map(|words| words + "\n")?,
    };
    Target::Stdout.write(words.as_bytes())?;
    Ok(if evaluation.total.matched == 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The threads that a gold file itself holds: it is native JSON Lines, but for the line that says what is annotated.
fn own_texts(gold: &str, intake: &Intake, report: &mut Report<'_>) -> Result<Vec<crate::thread::Thread>, Failure> {
    let is_comment = |line: &&str| {
        serde_json::from_str::<serde_json::Value>(line).is_ok_and(|value| value.get("annotated").is_none())
    };
    let lines: Vec<&str> = gold.lines().filter(is_comment).collect();
    let options = crate::read::Options { from: Some("jsonl".to_owned()), ..intake.reading.clone() };
    let read = crate::read::read(lines.join("\n").as_bytes(), &options);
    Ok(report.take(read.map_err(|error| Diagnostic::error("bad-gold", error.to_string()))?))
}
