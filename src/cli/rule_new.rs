//! `palabre rules new`: writes a pack to start from.

use std::process::ExitCode;

use super::args::NewArgs;
use super::output::Target;
use crate::diagnostic::{Diagnostic, Failure};

/// The pack that `rules new` writes. A test checks that it is sound.
pub const SKELETON: &str = include_str!("skeleton.toml");

/// The pack that `rules new --axis` writes, with names in capitals in place of what was typed.
const SIDES: &str = include_str!("sides.toml");

/// Runs `palabre rules new`. An existing file is never replaced.
///
/// # Errors
/// When the file exists or cannot be written, or the axis has not two sides.
pub fn run(args: &NewArgs) -> Result<ExitCode, Failure> {
    if args.file.exists() {
        let help = "choose another name, or remove the file";
        let name = args.file.display().to_string();
        return Err(Diagnostic::error("exists", "already exists").within(name).help(help).into());
    }
    let text = match args.axis.as_slice() {
        [] => SKELETON.to_owned(),
        [plus, minus] => sides(args, &plain(plus)?, &plain(minus)?)?,
        _ => return Err(bad("--axis takes two labels, such as `--axis for,against`")),
    };
    Target::File(args.file.clone()).write(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The pack for a question with two sides.
fn sides(args: &NewArgs, plus: &str, minus: &str) -> Result<String, Failure> {
    if plus == minus {
        return Err(bad("the two sides of --axis have the same name"));
    }
    let stem = args.file.file_stem().map_or_else(|| "mine".to_owned(), |stem| stem.to_string_lossy().to_lowercase());
    let topic = plain(args.topic.as_deref().unwrap_or("topic"))?;
    let about = if args.about.is_empty() { vec![topic.replace('-', " ")] } else { args.about.clone() };
    let about: Vec<String> = about.iter().map(|words| quoted(words.trim())).collect();
    let typed = [
        ("PACK", plain(&stem)?),
        ("PLUS", plus.to_owned()),
        ("MINUS", minus.to_owned()),
        ("TOPIC", topic),
        ("ABOUT", about.join(", ")),
        ("LANG", args.lang.to_string()),
    ];
    Ok(typed.iter().fold(SIDES.to_owned(), |text, (name, typed)| text.replace(name, typed)))
}

/// A name as packs have them: small letters, digits and hyphens.
fn plain(typed: &str) -> Result<String, Failure> {
    let parts: Vec<String> = typed
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    if parts.is_empty() { Err(bad(&format!("`{typed}` has no letter or digit"))) } else { Ok(parts.join("-")) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn bad(message: &str) -> Failure {
    Diagnostic::error("bad-name", message).into()
}
