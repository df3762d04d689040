//! The filter flags of `map`, `tag` and `stats`, made from one table.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::message::Failure;
use crate::diagnostic::Diagnostic;
use crate::filter::Filters;

/// One filter flag.
#[derive(Clone, Copy, Debug)]
pub struct FilterFlag {
    /// Its name, without dashes.
    pub name: &'static str,
    /// The name of its value; `None` for a switch.
    pub value: Option<&'static str>,
    /// What it keeps, in a few words.
    pub about: &'static str,
}

const fn flag(name: &'static str, value: Option<&'static str>, about: &'static str) -> FilterFlag {
    FilterFlag { name, value, about }
}

/// Every filter flag, in the order of help texts.
pub const FILTERS: &[FilterFlag] = &[
    flag("position", Some("LABEL"), "comments that hold this position"),
    flag("form", Some("LABEL"), "comments of this form (irony, question, …)"),
    flag("relation", Some("LABEL"), "links of this relation (rebuttal, support, …)"),
    flag("author", Some("NAME"), "comments of this author (with --authors keep)"),
    flag("lang", Some("CODE"), "comments in this language"),
    flag("thread", Some("ID"), "this thread"),
    flag("since", Some("DATE"), "comments from this date on"),
    flag("until", Some("DATE"), "comments up to this date"),
    flag("grep", Some("REGEX"), "comments whose text matches"),
    flag("status", Some("STATUS"), "comments that stand so: unchallenged, defended, challenged, undecided"),
    flag("focus", Some("ID"), "this comment and what is near it"),
    flag("radius", Some("N"), "how near: that many links (with --focus)"),
    flag("reaches", Some("ID"), "comments that answer this one, directly or through others"),
    flag("depth", Some("N"), "comments at most that many replies away from the article"),
    flag("min-score", Some("X"), "labels with at least this probability"),
    flag("min-confidence", Some("X"), "links with at least this probability"),
    flag("given", None, "links that the source gives"),
    flag("inferred", None, "links that palabre inferred"),
    flag("context", None, "keep the ancestors of what matches too, drawn faded"),
];

/// The filters that were typed, in the order of the table, repeated ones in the order typed.
#[derive(Clone, Debug, Default)]
pub struct FilterArgs {
    /// Name and value; the value of a switch is empty.
    pub typed: Vec<(&'static str, String)>,
}

impl FilterArgs {
    /// What they mean together.
    ///
    /// # Errors
    /// When a value does not fit its filter.
    pub fn resolve(&self) -> Result<Filters, Failure> {
        match self.typed.first() {
            None => Ok(Filters::default()),
            Some((name, _)) => {
                Err(Diagnostic::error("filter", format!("the filter --{name} is not part of this build yet")).into())
            }
        }
    }
}

impl clap::Args for FilterArgs {
    fn augment_args(command: Command) -> Command {
        FILTERS.iter().fold(command, |command, flag| command.arg(arg(flag)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut typed = Vec::new();
        for flag in FILTERS {
            if flag.value.is_some() {
                let values = matches.get_many::<String>(flag.name).into_iter().flatten();
                typed.extend(values.map(|value| (flag.name, value.clone())));
            } else if matches.get_flag(flag.name) {
                typed.push((flag.name, String::new()));
            }
        }
        Ok(Self { typed })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The argument of one filter. Filters fill a page, so `-h` leaves them to `--help`.
fn arg(flag: &FilterFlag) -> Arg {
    let arg = Arg::new(flag.name)
        .long(flag.name)
        .help(flag.about)
        .help_heading("Filters (different ones combine by AND, repeated ones by OR; `not:VALUE` negates)")
        .hide_short_help(true);
    match flag.value {
        Some(value) => arg.value_name(value).action(ArgAction::Append),
        None => arg.action(ArgAction::SetTrue),
    }
}
