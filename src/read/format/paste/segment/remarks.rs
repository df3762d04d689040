//! What the user has to know of a cut: how right it should be, and what would make it better.

use super::{Mode, Segmentation, Wanted};
use crate::diagnostic::Diagnostic;

/// Below this expected F1 the user is asked for marks or the number. On threads whose comments are known, one page in ten
/// is below it, and the F1 of these is 0.57.
const POOR: f64 = 0.60;

/// From this expected F1 on there is nothing to remark.
const SURE: f64 = 0.995;

/// What there is to say about a cut.
pub fn remarks(cut: &Segmentation, wanted: Wanted, lines: usize) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    let comments = cut.cuts.len();
    if let (Wanted::Exactly(count), None) = (wanted, wanted.possible(lines)) {
        let why = if count == 0 { "there is a line that is no article".to_owned() } else { lines_can(lines) };
        remarks.push(
            Diagnostic::warning(
                "comments-refused",
                format!("{count} comments are asked for, but {why}; the words of the lines decide instead"),
            )
            .help("check the number, or give --article FILE if comments were taken for the article"),
        );
    }
    if cut.mode == Mode::Penalty {
        remarks.push(Diagnostic::note(
            "long-paste",
            format!("{lines} lines are too many for the exact cut; a penalty per comment took its place"),
        ));
    }
    if lines < 2 || cut.expected_f1 >= SURE {
        return remarks;
    }
    let percent = (cut.expected_f1 * 100.0).round();
    let into = if comments == 1 { "one comment".to_owned() } else { format!("{comments} comments") };
    let mut message = format!(
        "no name or date parts the comments; their words cut {lines} lines into {into}, of which about {percent} % should \
         begin in the right place"
    );
    if let (Some(count), doubtful) = (wanted.possible(lines), cut.doubtful())
        && comments > count
        && doubtful > 0
    {
        let many = if doubtful == 1 { "one beginning is".to_owned() } else { format!("{doubtful} beginnings are") };
        message = format!("{message} ({many} doubtful; --comments {count} makes exactly {count})");
    }
    remarks.push(if cut.expected_f1 < POOR {
        Diagnostic::warning("unmarked-paste", message).help(if wanted == Wanted::Unknown {
            "copy the page with its names and dates, or say how many comments there are with --comments N; `palabre explain \
             FILE --segments` shows why each line begins a comment"
        } else {
            "copy the page with its names and dates; `palabre explain FILE --segments` shows why each line begins a comment"
        })
    } else {
        Diagnostic::note("unmarked-paste", message).help(if wanted == Wanted::Unknown {
            "--comments N says how many there are; `palabre explain FILE --segments` shows each"
        } else {
            "`palabre explain FILE --segments` shows each"
        })
    });
    remarks
}

fn lines_can(lines: usize) -> String {
    match lines {
        0 => "no line is left for them".to_owned(),
        1 => "only one line can begin a comment".to_owned(),
        lines => format!("only {lines} lines can begin a comment"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(comments: usize, expected_f1: f64) -> Segmentation {
        Segmentation { cuts: (0..comments).collect(), expected_f1, ..Segmentation::default() }
    }

    fn codes(remarks: &[Diagnostic]) -> Vec<&str> {
        remarks.iter().map(|remark| remark.code).collect()
    }

    #[test]
    fn a_poor_cut_is_a_warning_and_a_sure_one_is_silent() {
        let of = |expected_f1| remarks(&cut(3, expected_f1), Wanted::Announced(3), 9);
        assert!(of(1.0).is_empty());
        assert_eq!(codes(&of(0.8)), ["unmarked-paste"]);
        assert!(of(0.8)[0].message.contains("80 %"));
        assert_ne!(of(0.8)[0].severity, of(0.5)[0].severity);
        assert!(remarks(&cut(1, 0.5), Wanted::Unknown, 1).is_empty());
    }

    #[test]
    fn an_impossible_number_is_refused_with_the_reason() {
        let refused = remarks(&cut(3, 1.0), Wanted::Exactly(12), 9);
        assert_eq!(codes(&refused), ["comments-refused"]);
        assert!(refused[0].message.contains("only 9 lines"));
        assert!(remarks(&cut(3, 1.0), Wanted::Exactly(9), 9).is_empty());
        assert!(remarks(&cut(3, 1.0), Wanted::Announced(12), 9).is_empty());
    }
}
