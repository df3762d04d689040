//! `palabre rules fit`: fits the weights of a pack to gold files.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::args::FitArgs;
use super::output::{Protected, Target};
use super::packs;
use super::plan::PackChoice;
use super::report::Report;
use super::source::Input;
use crate::diagnostic::{Diagnostic, Failure};
use crate::measure::fit::{Fitted, FittedRelations, Options, fit_pack, fit_relations};
use crate::measure::gold::Gold;
use crate::rule::{self, Refit};

/// Runs `palabre rules fit`.
///
/// # Errors
/// When the pack or a gold file cannot be read, or the pack cannot be written.
pub fn run(args: &FitArgs, report: &mut Report<'_>) -> Result<ExitCode, Failure> {
    let options = options(args)?;
    let built_in = packs::compile(&PackChoice { files: Vec::new(), built_in: true }, report)?;
    let known = built_in.codebook.matcher.packs.iter().position(|pack| pack.id == args.pack);
    let (packs, place, text) = if let Some(place) = known {
        let text = built_in.texts.get(place).cloned();
        (built_in, place, text)
    } else {
        let choice = PackChoice { files: vec![PathBuf::from(&args.pack)], built_in: true };
        let packs = packs::compile(&choice, report)?;
        let text = packs.texts.last().cloned();
        let id = text.as_ref().and_then(|(name, text)| packs::id(text, name));
        let place =
            packs.codebook.matcher.packs.iter().position(|pack| Some(&pack.id) == id.as_ref()).unwrap_or_default();
        (packs, place, text)
    };
    let mut gold = Vec::with_capacity(args.gold.len());
    for path in &args.gold {
        let text = Input::Path(path.clone()).text()?;
        let parsed = Gold::parse(&text);
        let bad = |error: crate::measure::gold::GoldError| {
            Diagnostic::error("bad-gold", error.to_string()).within(path.display().to_string())
        };
        gold.push(parsed.map_err(bad)?);
    }
    let fitted = fit_pack(&packs.codebook, place, &gold, options);
    let relations = fit_relations(&packs.codebook, place, &gold, options);
    let mut output = String::new();
    for rule in &fitted {
        let _ = writeln!(output, "{rule}");
    }
    if let Some(relations) = &relations {
        let _ = writeln!(output, "{relations}");
    }
    if fitted.is_empty() && relations.is_none() {
        let help = "a rule needs ten comments with its label and ten without, relations need 50 replies, in the language of the pack";
        let message = format!("there is not enough gold for any rule of {}", args.pack);
        return Err(Diagnostic::error("too-little-gold", message).help(help).into());
    }
    if let (Some(path), Some((name, text))) = (&args.output, &text) {
        let pack = rule::rewrite(text, name, &refits(&fitted, relations.as_ref()))?;
        let target = Target::File(path.clone());
        let pack_file = PathBuf::from(&args.pack);
        let inputs: Vec<Input> = args.gold.iter().chain([&pack_file]).map(|path| Input::Path(path.clone())).collect();
        target.refuse(&Protected::new(&inputs))?;
        target.write(pack.as_bytes())?;
    }
    Target::Stdout.write(output.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The new numbers of the rules, each with the name that the rule has in its pack.
fn refits(fitted: &[Fitted], relations: Option<&FittedRelations>) -> Vec<Refit> {
    let id = |rule: &str| rule.rsplit('.').next().unwrap_or_default().to_owned();
    let labels = fitted.iter().filter(|rule| rule.is_fitted).map(|rule| Refit {
        id: id(&rule.rule),
        bias: rule.bias[1],
        threshold: Some(rule.threshold[1]),
        weights: rule.terms.iter().map(|term| (term.term, term.weight[1])).collect(),
    });
    let relations = relations.iter().flat_map(|fitted| &fitted.rules).map(|rule| Refit {
        id: id(&rule.rule),
        bias: rule.bias[1],
        threshold: None,
        weights: rule.terms.iter().map(|(term, _, weight, _)| (*term, weight[1])).collect(),
    });
    labels.chain(relations).collect()
}

/// The options of the fit, checked.
fn options(args: &FitArgs) -> Result<Options, Failure> {
    if !(args.strength > 0.0 && args.strength.is_finite()) {
        let message = format!("--strength {}: it must be a number above 0", args.strength);
        return Err(Diagnostic::error("bad-strength", message).into());
    }
    if args.precision.is_some_and(|least| !(0.0..1.0).contains(&least)) {
        return Err(Diagnostic::error("bad-precision", "--precision: it must be at least 0 and below 1").into());
    }
    Ok(Options {
        strength: args.strength,
        free_signs: args.free_signs,
        precision: args.precision,
        proposals: args.proposals,
    })
}
