//! The typed arguments → plans: inputs, formats, packs and filters, resolved before anything is read.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::args::{
    EvalArgs, ExplainArgs, InputArgs, MapArgs, OutputArgs, QuestionArgs, ReadingArgs, StatsArgs, TagArgs,
};
use super::message::Console;
use super::output::{Protected, Target, TargetParts};
use super::source::Input;
use super::values::MeasureFormat;
use crate::diagnostic::{Diagnostic, Failure};
use crate::filter::Filters;
use crate::layout::{Arrangement, Setting};
use crate::link::{Mode, Part};
use crate::pipeline::{Rendering, Settings};
use crate::privacy::{Naming, Private};
use crate::read::{Announced, Options};
use crate::text::Ui;
use crate::write::{self, Drawing, Refusal, Verb, Writer};

/// What to read and how to make an argument map of it.
#[derive(Debug)]
pub struct Intake {
    /// What to read, in order.
    pub inputs: Vec<Input>,
    /// The article, if the inputs contain only comments.
    pub article: Option<Input>,
    /// How to read the inputs. The article is added when it is read.
    pub reading: Options,
    /// Which rule packs to load.
    pub packs: PackChoice,
    /// Where links come from and how authors are named.
    pub settings: Settings,
}

/// Which rule packs to load.
#[derive(Clone, Debug)]
pub struct PackChoice {
    /// Packs on disk, loaded after the built-in ones.
    pub files: Vec<PathBuf>,
    /// Whether the built-in packs are loaded.
    pub built_in: bool,
}

impl Default for PackChoice {
    fn default() -> Self {
        Self { files: Vec::new(), built_in: true }
    }
}

impl Intake {
    /// Resolves the typed inputs; without any, standard input is read.
    pub fn new(inputs: Vec<PathBuf>, args: ReadingArgs) -> Self {
        let reading = Options {
            from: args.from,
            comments: args.comments.unwrap_or(Announced::AsWritten),
            mend_encoding: args.mend_encoding,
            account: false,
            keep_fields: args.keep_fields,
            columns: args.column,
            fields: args.field,
            ..Options::default()
        };
        let mut inputs: Vec<Input> = inputs.into_iter().map(Input::of).collect();
        if inputs.is_empty() {
            inputs.push(Input::Stdin);
        }
        Self {
            inputs,
            article: args.article.map(Input::of),
            reading,
            packs: PackChoice { files: args.rules, built_in: !args.no_default_rules },
            settings: Settings {
                links: args.links,
                naming: Naming {
                    authors: args.authors,
                    ui: Ui::default(),
                    mask: args.mask,
                    unmask: args.unmask,
                    urls: args.urls,
                },
            },
        }
    }

    /// The same, with masked names in this language.
    pub fn speaking(mut self, ui: Ui) -> Self {
        self.settings.naming.ui = ui;
        self
    }

    /// Whether a map that palabre wrote can be shown as it is. Otherwise its threads are read and tagged again, because a
    /// flag asks for other links or other rules.
    pub fn accepts_maps(&self) -> bool {
        self.settings.links == Mode::Auto && self.packs.built_in && self.packs.files.is_empty()
    }
}

/// The plan of `palabre map` and `palabre tag`.
#[derive(Debug)]
pub struct Plan {
    /// How to make the map.
    pub intake: Intake,
    /// How to render it.
    pub rendering: Rendering,
    /// Where to write.
    pub target: Target,
    /// The files that the output must not replace.
    pub protected: Protected,
}

impl Plan {
    /// The plan of `palabre map`.
    ///
    /// # Errors
    /// When the output format is unknown, a filter value is invalid, or the output would replace an input.
    pub fn map(args: MapArgs, console: &Console) -> Result<Self, Failure> {
        let default = if console.on_terminal { "text" } else { "dot" };
        let filters = args.filters.resolve(args.input.reading.authors)?;
        let shown = (filters, args.picture.setting(), args.picture.drawing());
        // Who only looks sees one screen; who names a format or a file gets all of it.
        let is_look = console.on_terminal && args.format.is_none() && args.output.output.is_none();
        let mut plan = Self::new(Verb::Map, args.input, &args.output, args.format.as_deref(), default, shown, console)?;
        plan.rendering.by_author = args.by_author;
        plan.rendering.rows = console.rows.filter(|_| is_look);
        Ok(plan)
    }

    /// The plan of `palabre tag`.
    ///
    /// # Errors
    /// As [`Plan::map`].
    pub fn tag(args: TagArgs, console: &Console) -> Result<Self, Failure> {
        let filters = args.filters.resolve(args.input.reading.authors)?;
        let setting = Setting { ui: args.ui, ..Setting::from(Arrangement::Auto) };
        let shown = (filters, setting, Drawing::default());
        Self::new(Verb::Tag, args.input, &args.output, args.format.as_deref(), "jsonl", shown, console)
    }

    fn new(
        verb: Verb,
        input: InputArgs,
        output: &OutputArgs,
        format: Option<&str>,
        default: &str,
        (filters, setting, drawing): (Filters, Setting, Drawing),
        console: &Console,
    ) -> Result<Self, Failure> {
        let target = Target::of(output.output.as_deref());
        let writer = writer(verb, format, &target, default)?;
        let mut intake = Intake::new(input.inputs, input.reading);
        intake.settings.naming.ui = setting.ui;
        let protected = Protected::new(&intake.inputs);
        target.refuse(&protected)?;
        let color = console.colors(matches!(target, Target::Stdout));
        let (texts, csv, columns) = (output.texts, output.csv, console.columns);
        let rendering =
            Rendering { writer, filters, setting, drawing, texts, csv, color, columns, rows: None, by_author: false };
        Ok(Self { intake, rendering, target, protected })
    }

    /// The outputs to write, each with the parts in it; see [`Target::targets`].
    ///
    /// # Errors
    /// As there.
    pub fn targets(&self, parts: Private<Vec<Part>>) -> Result<Vec<TargetParts>, Failure> {
        let writer = self.rendering.writer;
        let extension = writer.extensions.first().copied().unwrap_or(writer.name);
        self.target.targets(parts, extension, &self.protected)
    }

    /// The failure for a writer that refused.
    pub fn refused(&self, refusal: &Refusal) -> Failure {
        Diagnostic::error("format", refusal.to_string()).within(self.target.name()).into()
    }
}

/// The plan of `palabre stats`.
#[derive(Debug)]
pub struct StatsPlan {
    /// How to make the map.
    pub intake: Intake,
    /// Which part of it to count.
    pub filters: Filters,
    /// For people or for programs.
    pub format: MeasureFormat,
    /// Whether to name who is on which side.
    pub by_author: bool,
    /// The language of the text.
    pub ui: Ui,
    /// Where to write.
    pub target: Target,
}

impl StatsPlan {
    /// Resolves the arguments.
    ///
    /// # Errors
    /// When a filter value is invalid, or the output would replace an input.
    pub fn new(args: StatsArgs) -> Result<Self, Failure> {
        let target = Target::of(args.output.as_deref());
        let filters = args.filters.resolve(args.input.reading.authors)?;
        let intake = Intake::new(args.input.inputs, args.input.reading).speaking(args.ui);
        target.refuse(&Protected::new(&intake.inputs))?;
        let is_json = args.output.as_deref().and_then(Path::extension).is_some_and(|extension| extension == "json");
        let by_extension = if is_json { MeasureFormat::Json } else { MeasureFormat::Text };
        let format = args.format.unwrap_or(by_extension);
        Ok(Self { intake, filters, format, by_author: args.by_author, ui: args.ui, target })
    }
}

/// The plan of `palabre explain`.
#[derive(Debug)]
pub struct ExplainPlan {
    /// How to make the map.
    pub intake: Intake,
    /// What to explain.
    pub question: QuestionArgs,
    /// The language of the text.
    pub ui: Ui,
}

impl From<ExplainArgs> for ExplainPlan {
    fn from(args: ExplainArgs) -> Self {
        let intake = Intake::new(args.input.into_iter().collect(), args.reading).speaking(args.ui);
        Self { intake, question: args.question, ui: args.ui }
    }
}

/// The plan of `palabre eval`.
#[derive(Debug)]
pub struct EvalPlan {
    /// The gold standard.
    pub gold: Input,
    /// Whether to make the map of the texts in the gold standard and not of an input.
    pub own_texts: bool,
    /// How to make the map.
    pub intake: Intake,
    /// Whether figures get intervals.
    pub intervals: bool,
    /// How many mistakes of each label to list.
    pub mistakes: Option<usize>,
    /// For people or for programs.
    pub format: MeasureFormat,
    /// The language of the text.
    pub ui: Ui,
}

impl From<EvalArgs> for EvalPlan {
    fn from(args: EvalArgs) -> Self {
        Self {
            gold: Input::of(args.gold),
            own_texts: args.input.is_none(),
            intake: Intake::new(args.input.into_iter().collect(), args.reading),
            intervals: args.ci,
            mistakes: args.mistakes,
            format: args.format,
            ui: args.ui,
        }
    }
}

/// The output format: the one that was named, or the one of the extension, or the default of the command.
///
/// An extension that no writer knows is refused, because the user did not ask for the default. A name without an
/// extension gets the default.
fn writer(verb: Verb, format: Option<&str>, target: &Target, default: &str) -> Result<&'static Writer, Failure> {
    let named = |name: &str| {
        write::named(verb, name)
            .ok_or_else(|| Diagnostic::error("format", format!("no writer is called `{name}`")).into())
    };
    if let Some(name) = format {
        return named(name);
    }
    let extension = match target {
        Target::File(path) => path.extension().and_then(OsStr::to_str),
        Target::Stdout | Target::Folder(_) => None,
    };
    match extension {
        None => named(default),
        Some(extension) => {
            write::by_extension(verb, extension).ok_or_else(|| unknown_extension(verb, extension, target))
        }
    }
}

/// Reports an unknown extension, with the command that knows it or the extensions that are known.
fn unknown_extension(verb: Verb, extension: &str, target: &Target) -> Failure {
    let (command, other_verb, other_command) = match verb {
        Verb::Map => ("map", Verb::Tag, "tag"),
        Verb::Tag => ("tag", Verb::Map, "map"),
    };
    let help = if write::by_extension(other_verb, extension).is_some() {
        format!("`palabre {other_command}` writes it")
    } else {
        let writers = write::WRITERS.iter().filter(|writer| writer.verb == verb);
        let known: Vec<_> =
            writers.flat_map(|writer| writer.extensions).map(|extension| format!(".{extension}")).collect();
        format!("known extensions are {}; or name the format with -f", known.join(" "))
    };
    let message = format!("`palabre {command}` writes no format with the extension `.{extension}`");
    Diagnostic::error("format", message).within(target.name()).help(help).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(verb: Verb, format: Option<&str>, output: Option<&str>) -> Result<&'static str, String> {
        let target = Target::of(output.map(Path::new));
        writer(verb, format, &target, if verb == Verb::Map { "dot" } else { "jsonl" })
            .map(|writer| writer.name)
            .map_err(|failure| failure.help.unwrap_or_default())
    }

    #[test]
    fn the_format_is_named_or_chosen_by_extension_or_the_default() {
        assert_eq!(chosen(Verb::Map, None, None), Ok("dot"));
        assert_eq!(chosen(Verb::Map, None, Some("x.SVG")), Ok("svg"));
        assert_eq!(chosen(Verb::Map, Some("json"), Some("x.svg")), Ok("json"));
        assert_eq!(chosen(Verb::Map, None, Some("-")), Ok("dot"));
        assert_eq!(chosen(Verb::Map, None, Some("plain")), Ok("dot"));
        assert_eq!(chosen(Verb::Tag, None, Some("x.csv")), Ok("csv"));
    }

    #[test]
    fn an_unknown_extension_is_refused_with_help() {
        assert!(chosen(Verb::Map, None, Some("x.docx")).is_err_and(|help| help.contains(".svg")));
        assert!(chosen(Verb::Tag, None, Some("x.svg")).is_err_and(|help| help.contains("palabre map")));
    }
}
