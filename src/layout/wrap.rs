//! Wraps text into lines of measured width: greedily, at words if possible, else at clusters.
//!
//! French rules hold: no line begins with `?`, `!`, `:`, `;` or `»`, none ends with `«`, whatever kind of space is next
//! to them.

use super::clean::{Clusters, head, push_cluster};
use super::metrics::{self, Weight};
use crate::limit::COMPARED_BYTES;
use crate::span::Span;

/// The column that text is wrapped into.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its width in pixels.
    pub width: f64,
    /// The size of the font in pixels.
    pub size: f64,
    /// Its weight.
    pub weight: Weight,
    /// Most lines; the remaining text is cut with `…`.
    pub most: usize,
    /// Whether line breaks in the text count as spaces.
    pub flow: bool,
}

/// One wrapped line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The bytes of the text it shows, without spaces at either end.
    pub span: Span,
    /// Whether it ends with `…` because text was cut after it.
    pub cut: bool,
}

/// What a cluster means to the wrapper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A space to break at.
    Space,
    /// A line break.
    End,
    /// Anything else, including non-breaking spaces.
    Word,
}

/// Wraps a text. It reads only the first 64 KiB, and of these no more than the lines hold.
pub fn wrap(text: &str, column: &Column) -> Vec<Row> {
    let head = head(text, COMPARED_BYTES);
    let mut rows = Vec::new();
    let mut at = skip_space(head, 0);
    while at < head.len() && rows.len() < column.most {
        let (end, next) = row(head, at, column);
        let next = skip_space(head, next);
        rows.push(Row { span: Span::new(at, end), cut: false });
        at = next;
    }
    let left = at < head.len() || head.len() < text.len();
    if let Some(last) = rows.last_mut().filter(|_| left) {
        last.cut = true;
        last.span.end = shorten(head, last.span, column);
    }
    rows
}

/// Breaks one line from `start`: returns where its words end and where the next line begins.
fn row(text: &str, start: usize, column: &Column) -> (usize, usize) {
    let most = column.width / column.size;
    let (mut used, mut end, mut after_space) = (0.0, start, false);
    // The last place to break: where the words before it end, and where the words after it begin.
    let mut last: Option<(usize, usize)> = None;
    let mut before = None;
    for (at, cluster) in Clusters::new(text, start) {
        let next = at + cluster.len();
        let first = cluster.chars().next().unwrap_or(' ');
        // A space with a mark on it looks like a letter.
        let bare = cluster.chars().all(is_space);
        match if bare { part(text, next, first, before, column.flow) } else { Part::Word } {
            Part::End => return (end, next),
            Part::Space => {
                last = Some((end, next));
                // Several spaces are drawn as one.
                used += if after_space { 0.0 } else { metrics::cluster(" ", column.weight) };
                after_space = true;
            }
            Part::Word => {
                let wide = ems(cluster, column.weight);
                // The tolerance absorbs rounding in the sum of many advances.
                if used + wide > most + 1e-5 && end > start {
                    return last.unwrap_or((end, at));
                }
                used += wide;
                end = next;
                after_space = false;
                if breaks_after(text, next, first, before) {
                    last = Some((end, end));
                }
                before = Some(first);
            }
        }
    }
    (end, text.len())
}

/// Classifies the cluster that begins with `first` and ends before `next`.
fn part(text: &str, next: usize, first: char, before: Option<char>, flow: bool) -> Part {
    if matches!(first, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') && !flow {
        return Part::End;
    }
    if !is_space(first) {
        return Part::Word;
    }
    // Looks past at most eight spaces, or a text of spaces would take quadratic time.
    let after = text.get(next..).and_then(|rest| rest.chars().take(8).find(|after| !is_space(*after)));
    if before == Some('«') || after.is_some_and(|after| "?!:;»%".contains(after)) { Part::Word } else { Part::Space }
}

/// Whether a line may end after this character although no space follows.
fn breaks_after(text: &str, next: usize, first: char, before: Option<char>) -> bool {
    let after = text.get(next..).and_then(|rest| rest.chars().next());
    match first {
        '-' | '\u{2010}' => before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic),
        '–' | '—' | '\u{200b}' => after.is_some_and(char::is_alphanumeric),
        // Chinese and Japanese break between any two characters, but not before closing ones.
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{ffef}' => {
            !"（「『《〈【〔".contains(first)
                && !after.is_some_and(|after| "。、，．！？）」』》〉】〕ー：；".contains(after))
        }
        _ => false,
    }
}

/// Whether a line may break at the character, which is then not drawn.
fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// The width of a cluster as drawn: spaces of any width are drawn as ordinary ones.
fn ems(cluster: &str, weight: Weight) -> f64 {
    metrics::cluster(if cluster.chars().all(is_space) { " " } else { cluster }, weight)
}

/// The first byte at or after `at` that is not a space.
fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    text.len() - rest.trim_start_matches(is_space).len()
}

/// Where the last line must end so that `…` fits behind it: after a word if that costs less than a third of the line.
fn shorten(text: &str, span: Span, column: &Column) -> usize {
    let most = column.width / column.size - metrics::cluster("…", column.weight);
    let (mut used, mut end, mut word) = (0.0, span.start, span.start);
    for (at, cluster) in Clusters::new(text, span.start) {
        if at >= span.end {
            word = end;
            break;
        }
        let space = cluster.starts_with(char::is_whitespace);
        if space && end == at && used > most * 0.67 {
            word = at;
        }
        used += ems(cluster, column.weight);
        if used > most {
            break;
        }
        end = at + cluster.len();
    }
    let end = if end >= span.end { span.end } else { end.min(if word > span.start { word } else { end }) };
    let kept = text.get(span.start..end).unwrap_or("");
    span.start + kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:.…".contains(c)).len()
}

/// A part of a line that is drawn alike, with its width in ems.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The text to draw.
    pub text: String,
    /// Its width in ems.
    pub ems: f64,
    /// The mark of the spans that cover it.
    pub mark: Option<usize>,
}

/// Splits a line where marks begin and end. Marks must be sorted by start and not overlap. `from` is the first that may
/// reach into this line; it is advanced.
pub fn stretches(text: &str, row: Row, weight: Weight, marks: &[(Span, usize)], from: &mut usize) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut spaced = false;
    for (at, cluster) in Clusters::new(text, row.span.start) {
        if at >= row.span.end {
            break;
        }
        while marks.get(*from).is_some_and(|(span, _)| span.end <= at) {
            *from += 1;
        }
        let mark = marks.get(*from).filter(|(span, _)| span.start <= at).map(|(_, mark)| *mark);
        let space = cluster.chars().all(is_space);
        if space && spaced {
            continue;
        }
        spaced = space;
        if out.last().is_none_or(|last| last.mark != mark) {
            out.push(Stretch { text: String::new(), ems: 0.0, mark });
        }
        if let Some(last) = out.last_mut() {
            if space {
                last.text.push(' ');
                last.ems += metrics::cluster(" ", weight);
            } else {
                push_cluster(&mut last.text, cluster);
                last.ems += ems(cluster, weight);
            }
        }
    }
    if row.cut {
        if out.last().is_none_or(|last| last.mark.is_some()) {
            out.push(Stretch { text: String::new(), ems: 0.0, mark: None });
        }
        if let Some(last) = out.last_mut() {
            last.text.push('…');
            last.ems += metrics::cluster("…", weight);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(width: f64, most: usize) -> Column {
        Column { width, size: 14.0, weight: Weight::Regular, most, flow: false }
    }

    fn lines(text: &str, column: &Column) -> Vec<String> {
        let rows = wrap(text, column);
        rows.iter()
            .map(|row| stretches(text, *row, column.weight, &[], &mut 0).into_iter().map(|part| part.text).collect())
            .collect()
    }

    #[test]
    fn french_marks_stay_with_their_words() {
        let text = "Ravi d’apprendre que « oui » ! Et vous ? Non : jamais ; et 20 % de plus".repeat(3);
        for width in 40..240 {
            let lines = lines(&text, &column(f64::from(width), 99));
            if width >= 100 {
                for line in &lines {
                    assert!(!line.starts_with(['?', '!', ':', ';', '»', '%']), "{width}: {line}");
                    assert!(!line.ends_with('«'), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_cut_ends_with_dots_and_long_texts_are_not_measured_whole() {
        let text = "palabre ".repeat(6_000_000);
        let lines = lines(&text, &column(300.0, 2));
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with("palabre…"), "{lines:?}");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "(\\PC|[ a-z«»!?\\-’\n\u{301}\u{202e}é漢🦀👍🏽\u{200d}]){0,200}", width in 1.0..300.0) {
            let column = column(width, usize::MAX);
            let rows = wrap(&text, &column);
            let mut at = 0;
            for row in &rows {
                prop_assert!(!row.cut);
                prop_assert!(text[at..row.span.start].chars().all(is_space), "lost before {row:?}");
                at = row.span.end;
                let wide: f64 = stretches(&text, *row, Weight::Regular, &[], &mut 0).iter().map(|s| s.ems * 14.0).sum();
                let drawn = Clusters::new(&text[..row.span.end], row.span.start).filter(|(_, c)| metrics::cluster(c, Weight::Regular) > 0.0);
                prop_assert!(wide <= width + 0.01 || drawn.count() == 1, "{wide} > {width} in {:?}", row.span.of(&text));
            }
            prop_assert!(text[at..].chars().all(is_space));
        }

        #[test]
        fn a_cut_line_fits_too(text in "\\PC{0,300}", width in 20.0..300.0, most in 1usize..4) {
            let column = column(width, most);
            for row in wrap(&text, &column) {
                let wide: f64 = stretches(&text, row, Weight::Regular, &[], &mut 0).iter().map(|s| s.ems * 14.0).sum();
                prop_assert!(wide <= width + 0.01 || row.span.of(&text).chars().count() < 12, "{wide}");
            }
        }

        #[test]
        fn marks_split_lines_without_changing_them(text in "[a-z é]{0,80}", a in 0usize..40, b in 0usize..40) {
            let (a, b) = (head(&text, a.min(b)).len(), head(&text, a.max(b)).len());
            let column = column(90.0, 99);
            let mut from = 0;
            for row in wrap(&text, &column) {
                let marked = stretches(&text, row, Weight::Regular, &[(Span::new(a, b), 7)], &mut from);
                let plain: String = stretches(&text, row, Weight::Regular, &[], &mut 0).into_iter().map(|s| s.text).collect();
                prop_assert_eq!(marked.into_iter().map(|s| s.text).collect::<String>(), plain);
            }
        }
    }
}
