//! What the typed arguments mean: inputs, formats, packs and filters, resolved before anything is read.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::args::{
    EvalArgs, ExplainArgs, InputArgs, MapArgs, OutputArgs, QuestionArgs, ReadingArgs, StatsArgs, TagArgs,
};
use super::input::{self, Input};
use super::message::{Console, Failure};
use super::output::{Protected, Target};
use super::values::MeasureFormat;
use crate::diagnostic::Diagnostic;
use crate::filter::{Filters, View};
use crate::graph::Part;
use crate::graph::privacy::Authors;
use crate::layout::{Arrangement, Scene, Setting};
use crate::link::Mode;
use crate::read::{Announced, Options};
use crate::write::{self, Drawing, Refusal, Sheet, Texts, Verb, Writer};

/// What it takes to make an argument map.
#[derive(Debug)]
pub struct Intake {
    /// What to read, in order.
    pub inputs: Vec<Input>,
    /// How to read it.
    pub reading: Options,
    /// Which packs tag it.
    pub packs: PackChoice,
    /// Where links come from.
    pub links: Mode,
    /// How authors are named.
    pub authors: Authors,
}

/// Which rule packs to load.
#[derive(Clone, Debug)]
pub struct PackChoice {
    /// Packs on disk, after the built-in ones.
    pub files: Vec<PathBuf>,
    /// Whether the built-in packs are loaded.
    pub built_in: bool,
}

impl Default for PackChoice {
    fn default() -> Self {
        Self { files: Vec::new(), built_in: true }
    }
}

/// What `palabre map` and `palabre tag` mean.
#[derive(Debug)]
pub struct Plan {
    /// How to make the map.
    pub intake: Intake,
    /// What of it to show.
    pub filters: Filters,
    /// How to lay a picture out, and in which language its words are.
    pub setting: Setting,
    /// How to draw it.
    pub drawing: Drawing,
    /// The output format.
    pub writer: &'static Writer,
    /// How much text to write.
    pub texts: Texts,
    /// Whether to colour it (terminal text only).
    pub color: bool,
    /// Its width in columns (terminal text only).
    pub columns: usize,
    /// Where it goes.
    pub target: Target,
    /// What it must not replace.
    pub protected: Protected,
}

/// What `palabre stats` means.
#[derive(Debug)]
pub struct StatsPlan {
    /// How to make the map.
    pub intake: Intake,
    /// What of it to count.
    pub filters: Filters,
    /// For reading or for programs.
    pub format: MeasureFormat,
    /// Where it goes.
    pub target: Target,
}

/// What `palabre explain` means.
#[derive(Debug)]
pub struct ExplainPlan {
    /// How to make the map.
    pub intake: Intake,
    /// What to explain.
    pub question: QuestionArgs,
}

/// What `palabre eval` means.
#[derive(Debug)]
pub struct EvalPlan {
    /// The gold.
    pub gold: Input,
    /// Whether the map is made of the gold's own texts rather than of an input.
    pub own_texts: bool,
    /// How to make the map.
    pub intake: Intake,
    /// Whether figures have intervals.
    pub intervals: bool,
    /// How many mistakes of every label are listed.
    pub mistakes: Option<usize>,
    /// For reading or for programs.
    pub format: MeasureFormat,
}

impl Plan {
    /// What `palabre map` means.
    ///
    /// # Errors
    /// When the output format is unknown, a filter value does not fit, or the article cannot be read.
    pub fn map(args: MapArgs, console: &Console) -> Result<Self, Failure> {
        let default = if console.on_terminal { "text" } else { "dot" };
        let filters = args.filters.resolve(args.input.reading.authors.into())?;
        Self::new(
            Verb::Map,
            args.input,
            &args.output,
            args.format.as_deref(),
            default,
            (filters, args.picture.setting(), args.picture.drawing()),
            console,
        )
    }

    /// What `palabre tag` means.
    ///
    /// # Errors
    /// As [`Plan::map`].
    pub fn tag(args: TagArgs, console: &Console) -> Result<Self, Failure> {
        let filters = args.filters.resolve(args.input.reading.authors.into())?;
        let shown = (filters, Arrangement::Auto.into(), Drawing::default());
        Self::new(Verb::Tag, args.input, &args.output, args.format.as_deref(), "jsonl", shown, console)
    }

    /// The sheets to write; see [`Target::sheets`].
    ///
    /// # Errors
    /// As there.
    pub fn sheets(&self, parts: Vec<Part>) -> Result<Vec<(Target, Vec<Part>)>, Failure> {
        let extension = self.writer.extensions.first().copied().unwrap_or(self.writer.name);
        self.target.sheets(parts, extension, &self.protected)
    }

    /// Whether what is written can be folded: a map can, but neither a table of everybody nor the page, which folds and
    /// unfolds as its reader likes.
    pub fn folds(&self) -> bool {
        let table = self.writer.scene && self.setting.arrangement == Arrangement::Matrix;
        self.filters.fold() && self.writer.verb == Verb::Map && self.writer.name != "html" && !table
    }

    /// What to tell who asked for folding in vain.
    pub fn unfolded(&self) -> Option<Diagnostic> {
        if self.folds() {
            return None;
        }
        self.filters.unfolded(match (self.writer.verb, self.writer.name) {
            (Verb::Tag, _) => "`palabre tag`",
            (Verb::Map, "html") => "the page has a folding of its own and",
            (Verb::Map, _) => "the matrix counts everybody and",
        })
    }

    /// Writes a view in the planned format.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, view: &View<'_>, scene: Option<&Scene>, found: &[Diagnostic]) -> Result<Vec<u8>, Failure> {
        let Self { texts, color, columns, drawing, setting: Setting { ui, .. }, .. } = *self;
        let sheet = Sheet { view, scene, diagnostics: found, texts, color, columns, ui, drawing, live: false };
        let refused = |refusal: Refusal| Diagnostic::error("format", refusal.to_string()).within(self.target.name());
        (self.writer.write)(&sheet).map_err(|refusal| refused(refusal).into())
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
        let intake = Intake::new(input.inputs, input.reading)?;
        let protected = Protected::new(&intake.inputs);
        target.refuse(&protected)?;
        let texts = output.texts.into();
        let color = console.colors(matches!(target, Target::Stdout));
        let columns = console.columns;
        Ok(Self { intake, filters, setting, drawing, writer, texts, color, columns, target, protected })
    }
}

impl StatsPlan {
    /// What `palabre stats` means.
    ///
    /// # Errors
    /// As [`Plan::map`].
    pub fn new(args: StatsArgs) -> Result<Self, Failure> {
        let target = Target::of(args.output.as_deref());
        let filters = args.filters.resolve(args.input.reading.authors.into())?;
        let intake = Intake::new(args.input.inputs, args.input.reading)?;
        target.refuse(&Protected::new(&intake.inputs))?;
        let is_json = args.output.as_deref().and_then(Path::extension).is_some_and(|extension| extension == "json");
        let by_extension = if is_json { MeasureFormat::Json } else { MeasureFormat::Text };
        Ok(Self { intake, filters, format: args.format.unwrap_or(by_extension), target })
    }
}

impl ExplainPlan {
    /// What `palabre explain` means.
    ///
    /// # Errors
    /// When the article cannot be read.
    pub fn new(args: ExplainArgs) -> Result<Self, Failure> {
        let intake = Intake::new(args.input.into_iter().collect(), args.reading)?;
        Ok(Self { intake, question: args.question })
    }
}

impl EvalPlan {
    /// What `palabre eval` means.
    ///
    /// # Errors
    /// When the article cannot be read.
    pub fn new(args: EvalArgs) -> Result<Self, Failure> {
        let own_texts = args.input.is_none();
        let intake = Intake::new(args.input.into_iter().collect(), args.reading)?;
        let (intervals, mistakes) = (args.ci, args.mistakes);
        Ok(Self { gold: Input::of(args.gold), own_texts, intake, intervals, mistakes, format: args.format })
    }
}

impl Intake {
    /// What is to be read, from what was typed.
    ///
    /// # Errors
    /// When the article cannot be read.
    pub fn new(inputs: Vec<PathBuf>, args: ReadingArgs) -> Result<Self, Failure> {
        let article = args.article.map(|path| input::text(&Input::of(path))).transpose()?;
        let reading = Options {
            from: args.from,
            comments: args.comments.unwrap_or(Announced::AsWritten),
            article,
            mend_encoding: args.mend_encoding,
            keep_fields: args.keep_fields,
            columns: args.column,
            ..Options::default()
        };
        let mut inputs: Vec<Input> = inputs.into_iter().map(Input::of).collect();
        if inputs.is_empty() {
            inputs.push(Input::Stdin);
        }
        let packs = PackChoice { files: args.rules, built_in: !args.no_default_rules };
        Ok(Self { inputs, reading, packs, links: args.links.into(), authors: args.authors.into() })
    }
}

impl Intake {
    /// Whether nothing is asked for that needs the threads of a map rather than the map itself.
    pub fn is_plain(&self) -> bool {
        self.links == Mode::Auto && self.packs.built_in && self.packs.files.is_empty()
    }
}

/// The output format: the one named, else the one that the extension chooses, else the default of the command.
///
/// A name that ends in an extension no writer knows is refused rather than filled with a format the user did not
/// ask for; a name without extension gets the default.
fn writer(verb: Verb, format: Option<&str>, target: &Target, default: &str) -> Result<&'static Writer, Failure> {
    if let Some(name) = format {
        return write::named(verb, name)
            .ok_or_else(|| Diagnostic::error("format", format!("no writer is called `{name}`")).into());
    }
    let extension = match target {
        Target::File(path) => path.extension().and_then(OsStr::to_str),
        Target::Stdout | Target::Folder(_) => None,
    };
    let fallback = || write::named(verb, default);
    match extension {
        None => {
            fallback().ok_or_else(|| Diagnostic::error("format", format!("no writer is called `{default}`")).into())
        }
        Some(extension) => {
            write::by_extension(verb, extension).ok_or_else(|| unknown_extension(verb, extension, target))
        }
    }
}

/// Says which extensions are known, and where the one typed would have worked.
fn unknown_extension(verb: Verb, extension: &str, target: &Target) -> Failure {
    let (command, other, elsewhere) = match verb {
        Verb::Map => ("map", Verb::Tag, "tag"),
        Verb::Tag => ("tag", Verb::Map, "map"),
    };
    let help = if write::by_extension(other, extension).is_some() {
        format!("`palabre {elsewhere}` writes it")
    } else {
        let known: Vec<_> =
            write::WRITERS.iter().filter(|writer| writer.verb == verb).flat_map(|writer| writer.extensions).collect();
        let known: Vec<_> = known.into_iter().map(|extension| format!(".{extension}")).collect();
        format!("known extensions are {}; or name the format with -f", known.join(" "))
    };
    let message = format!("`palabre {command}` writes no format with the extension `.{extension}`");
    Diagnostic::error("format", message).within(target.name()).help(help).into()
}

/// The name of a file without its folder, as it may appear in outputs: a path would tell where the user keeps it.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
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
    fn an_unknown_extension_is_refused_with_a_way_out() {
        assert!(chosen(Verb::Map, None, Some("x.docx")).is_err_and(|help| help.contains(".svg")));
        assert!(chosen(Verb::Tag, None, Some("x.svg")).is_err_and(|help| help.contains("palabre map")));
    }
}
