//! `palabre rules suggest`: proposes words of each side, and adds those that are accepted to a pack.

use std::io::{BufRead, Write as _};
use std::path::Path;
use std::process::ExitCode;

use super::args::{InputArgs, SuggestArgs};
use super::formats::table;
use super::input::Inputs;
use super::output::Target;
use super::packs;
use super::plan::Intake;
use super::report::Report;
use super::source::Input;
use crate::diagnostic::{Diagnostic, Failure};
use crate::issue::Side as IssueSide;
use crate::measure::suggest::{Own, Suggested, Suggestions, suggest};
use crate::pipeline;
use crate::rule::{self, Pack, ScaleEntry, Side};

/// Runs `palabre rules suggest`.
///
/// # Errors
/// When a pack or a thread cannot be read, or the pack cannot be written.
pub fn run(args: SuggestArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let InputArgs { inputs, mut reading } = args.input;
    if let Some(pack) = args.pack.clone().filter(|pack| !reading.rules.contains(pack)) {
        reading.rules.push(pack);
    }
    let intake = Intake::new(inputs, reading);
    let asks = args.add_to.is_some();
    if asks && intake.inputs.contains(&Input::Stdin) {
        let help = "give the threads as files; standard input is for your answers";
        return Err(Diagnostic::error("bad-input", "--add-to asks, so threads cannot come from standard input")
            .help(help)
            .into());
    }
    let inputs = Inputs::new(&intake)?;
    let packs = packs::load(&intake.packs, report)?;
    let text = args.pack.as_ref().map(|pack| Input::Path(pack.clone()).text()).transpose()?;
    let own = args.pack.as_ref().zip(text.as_ref()).map(|(pack, text)| Pack::parse(text, &pack.display().to_string()));
    let own = own.transpose()?.map(|pack| own_pack(&pack));
    let threads = inputs.threads(report)?;
    let parts = report.take(pipeline::parts(threads, &packs.codebook, &intake.settings, &mut Vec::new()));
    let map = report.take(pipeline::map_of(parts, &packs.codebook));
    let found = suggest(&map, &packs.codebook.matcher, own.as_ref(), args.count);
    if found.found.is_empty() {
        let [fors, againsts] = found.sides;
        let message =
            format!("{fors} comments are for and {againsts} against; no phrase of two authors is on one side only");
        report.note(Diagnostic::warning("no-suggestion", message).help("give more threads about the same question"));
        return Ok(ExitCode::from(1));
    }
    if let (Some(pack), Some(text), Some(topic)) = (&args.pack, text, &args.add_to) {
        return ask(&found, pack, text, topic);
    }
    Target::Stdout.write(show(&found).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What is known of the pack: *for* is the side `plus` of its scale.
fn own_pack(pack: &Pack) -> Own {
    let sides = |scale: &ScaleEntry| [(scale.plus.clone(), IssueSide::For), (scale.minus.clone(), IssueSide::Against)];
    Own { id: pack.header.id.clone(), sides: pack.scale.iter().flat_map(sides).collect() }
}

/// The proposals as a table.
fn show(found: &Suggestions) -> String {
    let rows = found.found.iter().map(|phrase| {
        let counts = [phrase.support, phrase.against, phrase.authors].map(|count| count.to_string());
        let mut row = vec![phrase.side.name().to_owned(), format!("{:.1}", phrase.z), phrase.words.clone()];
        row.extend(counts);
        row.push(phrase.example.clone());
        row
    });
    let [fors, againsts] = found.sides;
    let titles: Vec<String> = found.issues.iter().take(3).map(|title| format!("“{}”", short(title))).collect();
    let compared = format!(
        "\n{fors} comments for and {againsts} against {}; {} not placed. Sides are found by rules: read each proposal before \
         you take it.\n",
        titles.join(", "),
        found.unplaced
    );
    table(&["side", "z", "words", "for", "against", "authors", "example"], rows) + &compared
}

/// The first words of a title.
fn short(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let first = words.get(..12.min(words.len())).unwrap_or_default().join(" ");
    if words.len() > 12 { format!("{first}…") } else { first }
}

/// Asks for each proposal whether it is taken, and writes the pack after each yes. The side *for* is the side `plus` of the scale.
fn ask(found: &Suggestions, pack: &Path, mut text: String, topic: &str) -> Result<ExitCode, Failure> {
    let name = pack.display().to_string();
    let mut out = std::io::stderr();
    let mut answers = std::io::stdin().lock().lines();
    let mut taken = 0;
    for title in found.issues.iter().take(3) {
        let _ = writeln!(out, "“For” and “against” are about: {}", short(title));
    }
    for phrase in &found.found {
        let _ = write!(
            out,
            "{}\nTake “{}” as a word of those {}? [y, n, o for the other side, q to stop] ",
            line(phrase),
            phrase.words,
            phrase.side.name()
        );
        let _ = out.flush();
        let answer = answers.next().and_then(Result::ok).unwrap_or_else(|| "q".to_owned());
        let side = match answer.trim().to_lowercase().as_str() {
            "y" | "yes" | "oui" => phrase.side,
            "o" | "other" => phrase.side.other(),
            "q" | "quit" => break,
            _ => continue,
        };
        let side = if side == IssueSide::For { Side::Plus } else { Side::Minus };
        let changed = rule::add_to_topic(&text, &name, topic, side, &phrase.words)?;
        text = changed.ok_or_else(|| {
            Diagnostic::error("unknown-topic", format!("there is no topic `{topic}`")).within(name.clone())
        })?;
        Target::File(pack.to_path_buf()).write(text.as_bytes())?;
        taken += 1;
    }
    let _ = writeln!(out, "\n{taken} of {} phrases taken into {name}", found.found.len());
    Ok(ExitCode::SUCCESS)
}

/// Where a phrase was found.
fn line(phrase: &Suggested) -> String {
    format!("\n{} for, {} against, {} authors: {}", phrase.support, phrase.against, phrase.authors, phrase.example)
}
