//! Messages on standard error: what happened, where, and the remedy, drawn by `annotate-snippets`.
//!
//! Errors are always shown. Warnings are shown unless `-q` is given, in a pipe too, because a log should say what was
//! repaired or left out. Notes and the summary are shown on a terminal only.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::AutoStream;

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;

/// How many diagnostics with the same code are shown; the others are only counted. A broken dump has one on each line.
const SHOWN_PER_CODE: usize = 3;

/// Longest line of a source that is shown, in bytes. Of longer lines only the number is shown. Pasted articles have one
/// paragraph on each line, which is rarely longer than this.
const SHOWN_LINE_BYTES: usize = 4_096;

/// Fallback width in columns when the terminal's is unknown: the traditional width of terminals.
const COLUMNS: usize = 80;

/// Flags of every command.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct ConsoleArgs {
    /// Print errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(long_help = "When to use colours: auto (on a terminal, unless NO_COLOR is set), always or never")]
    pub color: clap::ColorChoice,
}

/// How messages are shown.
#[derive(Clone, Debug)]
pub struct Console {
    quiet: bool,
    color: anstream::ColorChoice,
    /// Whether standard error is a terminal.
    watched: bool,
    /// Whether standard output is a terminal.
    pub on_terminal: bool,
    /// Width of the terminal in columns.
    pub columns: usize,
    /// Height of the terminal in lines, if it is known.
    pub rows: Option<usize>,
}

impl Console {
    /// A console as the flags and the terminal ask for it.
    pub fn new(args: ConsoleArgs) -> Self {
        let color = match args.color {
            clap::ColorChoice::Auto => anstream::ColorChoice::Auto,
            clap::ColorChoice::Always => anstream::ColorChoice::Always,
            clap::ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let size = terminal_size::terminal_size();
        Self {
            quiet: args.quiet,
            color,
            watched: io::stderr().is_terminal(),
            on_terminal: io::stdout().is_terminal(),
            columns: size.map_or(COLUMNS, |(width, _)| usize::from(width.0)),
            rows: size.map(|(_, height)| usize::from(height.0)),
        }
    }

    /// Whether to colour an output. Files are coloured only with `--color always`.
    pub fn colors(&self, on_stdout: bool) -> bool {
        let choice = match self.color {
            anstream::ColorChoice::Auto if on_stdout => AutoStream::choice(&io::stdout()),
            choice => choice,
        };
        matches!(choice, anstream::ColorChoice::Always | anstream::ColorChoice::AlwaysAnsi)
    }

    /// Shows an error.
    pub fn error(&self, failure: &Diagnostic) {
        self.print(&render(failure, None));
    }

    /// Shows diagnostics. `source` is the text they are about, if it is available.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], source: Option<&str>) {
        let mut counts = BTreeMap::<&str, usize>::new();
        for diagnostic in diagnostics.iter().filter(|diagnostic| self.shows(diagnostic.severity)) {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= SHOWN_PER_CODE {
                self.print(&render(diagnostic, source));
            }
        }
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > SHOWN_PER_CODE) {
            self.print(&format!("and {} more: {code} (`map -f json` lists them all)", count - SHOWN_PER_CODE));
        }
    }

    /// Shows the last line of a run, on a terminal only.
    pub fn summary(&self, line: &str) {
        if !self.quiet && self.watched {
            self.print(line);
        }
    }

    fn shows(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => true,
            Severity::Warning => !self.quiet,
            Severity::Note => !self.quiet && self.watched,
        }
    }

    /// Writes to standard error. Errors are ignored, because there is no other place to report them.
    fn print(&self, message: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.color);
        let _ = writeln!(stream, "{message}");
    }
}

/// A diagnostic as text with colour codes. The stream strips them if colours are off.
pub fn render(diagnostic: &Diagnostic, source: Option<&str>) -> String {
    let level = match diagnostic.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(clean(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let name = diagnostic.source.as_deref().map(clean_line);
    let excerpt = diagnostic.span.and_then(|span| Excerpt::new(source?, span));
    let path = name.as_deref().unwrap_or("input");
    match (&excerpt, &name) {
        (Some(Excerpt { text: Some((text, span)), line }), _) => {
            let mark = AnnotationKind::Primary.span(span.start..span.end);
            let snippet = Snippet::source(text.as_ref()).path(path).line_start(*line).annotation(mark);
            group = group.element(snippet);
        }
        (Some(Excerpt { text: None, line }), _) => group = group.element(Origin::path(path).line(*line)),
        (None, Some(name)) => group = group.element(Origin::path(name.as_str())),
        (None, None) => {}
    }
    if let Some(about) = &diagnostic.about {
        group = group.element(Level::NOTE.message(format!("in {}", clean_line(about))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    if let Some(aside) = &diagnostic.aside {
        group = group.element(Level::NOTE.message(clean(aside)));
    }
    Renderer::styled().render(&[group])
}

/// The line of a source that a span points at.
struct Excerpt<'s> {
    /// The first line of the span, and the span in that line; `None` if the line is too long to show.
    text: Option<(Cow<'s, str>, Span)>,
    /// The number of that line, from 1.
    line: usize,
}

impl<'s> Excerpt<'s> {
    /// `None` if the span does not fit the source, because the renderer does not accept such spans.
    fn new(source: &'s str, span: Span) -> Option<Self> {
        source.get(span.start..span.end)?;
        let start = source.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        let line = 1 + source.get(..start)?.bytes().filter(|&byte| byte == b'\n').count();
        // The first line of a longer span is enough to find the place.
        let end = start + source.get(start..)?.find('\n').unwrap_or(source.len() - start);
        if end - start > SHOWN_LINE_BYTES {
            return Some(Self { text: None, line });
        }
        let text = without_c1(source.get(start..end)?.trim_end_matches('\r'));
        let span = Span::new(span.start - start, span.end.min(start + text.len()) - start);
        Some(Self { text: Some((text, span)), line })
    }
}

/// Replaces C1 control characters by a character of the same length in UTF-8. Some terminals obey them like ESC, and the
/// renderer replaces only the C0 controls.
fn without_c1(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_c1) {
        return Cow::Owned(text.chars().map(|char| if is_c1(char) { '·' } else { char }).collect());
    }
    Cow::Borrowed(text)
}

fn is_c1(char: char) -> bool {
    ('\u{80}'..='\u{9F}').contains(&char)
}

/// Text that is safe for a terminal: it cannot move the cursor, change colours or reverse the direction of writing.
fn clean(text: &str) -> String {
    let unsafe_char = |char: char| {
        char.is_control() && char != '\n'
            || matches!(char, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|char| if unsafe_char(char) { '\u{FFFD}' } else { char }).collect()
}

/// As [`clean`], for a name: it cannot start a new line that looks like a message.
fn clean_line(name: &str) -> String {
    clean(name).replace('\n', "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(diagnostic: &Diagnostic, source: Option<&str>) -> String {
        anstream::adapter::strip_str(&render(diagnostic, source)).to_string()
    }

    #[test]
    fn a_message_says_what_where_and_the_remedy() {
        let source = "un\n8 commentaires, dit-on\ndeux\n";
        let diagnostic = Diagnostic::warning("count-mismatch", "8 comments announced, 1 found")
            .within("été.txt")
            .at(Span::new(3, 17))
            .help("give the number with --comments");
        let expected = "\
warning[count-mismatch]: 8 comments announced, 1 found
 --> été.txt:2:1
  |
2 | 8 commentaires, dit-on
  | ^^^^^^^^^^^^^^
  |
  = help: give the number with --comments";
        assert_eq!(plain(&diagnostic, Some(source)), expected);
    }

    #[test]
    fn a_span_that_does_not_fit_costs_only_the_excerpt() {
        let diagnostic = Diagnostic::note("x", "y").within("f").at(Span::new(1, 99));
        assert_eq!(plain(&diagnostic, Some("é")), "note[x]: y\n--> f");
    }

    #[test]
    fn a_span_over_several_lines_or_at_the_end_is_drawn() {
        for (start, end) in [(0, 7), (3, 3), (8, 8), (2, 4), (3, 4)] {
            let diagnostic = Diagnostic::note("x", "y").at(Span::new(start, end));
            assert!(plain(&diagnostic, Some("un\r\ndeux")).contains("input:"), "{start}..{end}");
        }
    }

    #[test]
    fn a_very_long_line_is_named_but_not_drawn() {
        let source = format!("a\n{}", "b".repeat(SHOWN_LINE_BYTES + 1));
        let diagnostic = Diagnostic::note("x", "y").within("f").at(Span::new(5, 6));
        assert_eq!(plain(&diagnostic, Some(&source)), "note[x]: y\n--> f:2");
    }

    #[test]
    fn a_name_cannot_pass_for_a_message() {
        let diagnostic = Diagnostic::error("x", "y").within("a\nerror: b").about("c\nd");
        assert_eq!(plain(&diagnostic, None), "error[x]: y\n--> a\u{FFFD}error: b\n = note: in c\u{FFFD}d");
    }

    #[test]
    fn nothing_in_a_message_commands_the_terminal() {
        let evil = "a\u{1b}[2Jb\u{9b}2Jc\u{202e}d";
        let diagnostic = Diagnostic::error("x", evil).within(evil).about(evil).help(evil).at(Span::new(0, 1));
        let drawn = plain(&diagnostic, Some(evil));
        assert!(!drawn.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{drawn:?}");
    }
}
