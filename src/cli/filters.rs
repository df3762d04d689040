//! The filter flags of `map`, `tag` and `stats`, made from [`FILTERS`].

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::diagnostic::{Diagnostic, Failure};
use crate::filter::{Applies, FILTERS, FilterSpec, Filters};
use crate::privacy::Authors;

/// The filters that were typed, in the order of the table; repeated ones in the order typed.
#[derive(Clone, Debug, Default)]
pub struct FilterArgs {
    /// Row and value; the value of a switch is empty.
    pub typed: Vec<(&'static FilterSpec, String)>,
}

impl FilterArgs {
    /// What they mean together.
    ///
    /// # Errors
    /// If a value does not fit its filter, or if a filter needs the names of authors and the user did not ask for names:
    /// what one person holds is put together only for those who ask.
    pub fn resolve(&self, authors: Authors) -> Result<Filters, Failure> {
        let mut filters = Filters::default();
        if authors != Authors::Keep
            && let Some((row, _)) = self.typed.iter().find(|(row, _)| row.needs_names)
        {
            let message = format!("--{} gathers what one person holds, so it needs the names", row.name);
            return Err(Diagnostic::error("filter", message).help("add --authors keep, if you may").into());
        }
        for (row, value) in &self.typed {
            filters.add(row.name, value).map_err(|error| {
                let help = "`palabre map --help` explains the filters";
                Diagnostic::error("filter", error.to_string()).help(help)
            })?;
        }
        Ok(filters)
    }
}

impl clap::Args for FilterArgs {
    fn augment_args(command: Command) -> Command {
        FILTERS.iter().fold(command, |command, filter| command.arg(arg(filter)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut typed = Vec::new();
        for filter in FILTERS {
            if filter.value.is_some() {
                let values = matches.get_many::<String>(filter.name).into_iter().flatten();
                typed.extend(values.map(|value| (filter, value.clone())));
            } else if matches.get_flag(filter.name) {
                typed.push((filter, String::new()));
            }
        }
        Ok(Self { typed })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The heading of a group of filters in the help.
pub fn heading(applies: Applies) -> &'static str {
    match applies {
        Applies::Comments(_) => {
            "Filters, which comments (different ones combine by AND, repeated ones by OR; `not:VALUE` negates)"
        }
        Applies::Links(_) => "Filters, which links (with one of these, a comment stays only as an end of a kept link)",
        Applies::View => "Filters, how the others count",
        Applies::Folds => "Folding, for maps that are too large (nothing is lost: what is left out is counted)",
    }
}

/// The argument of one filter. Filters fill a page, so `-h` leaves them to `--help`.
fn arg(filter: &FilterSpec) -> Arg {
    let arg = Arg::new(filter.name)
        .long(filter.name)
        .help(filter.about)
        .help_heading(heading(filter.applies))
        .hide_short_help(true);
    match filter.value {
        Some(value) => arg.value_name(value).action(ArgAction::Append),
        None => arg.action(ArgAction::SetTrue),
    }
}
