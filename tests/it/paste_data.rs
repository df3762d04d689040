//! Measures on real pastes that stay outside the project; skipped, with a line that says so, where they are absent.

use std::fmt::Write as _;
use std::path::Path;

use palabre::read::segment::{Row, boundaries};

/// Writes the cues that hold at every boundary of the pages in `PALABRE_CUES_FROM` (pairs `NAME.txt` and `NAME.starts`,
/// the lines that begin a comment) to `PALABRE_CUES_TO`; `tests/measure/fit_cuts.py` runs it and fits the weights.
#[test]
#[ignore = "a tool for fitting, not a test"]
fn dump_cues() {
    let (Ok(from), Ok(to)) = (std::env::var("PALABRE_CUES_FROM"), std::env::var("PALABRE_CUES_TO")) else { return };
    let mut out = String::new();
    let mut names: Vec<_> = std::fs::read_dir(Path::new(&from)).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in names.iter().filter(|path| path.extension().is_some_and(|kind| kind == "lines")) {
        let text = std::fs::read_to_string(path).unwrap();
        let rows: Vec<Row<'_>> = text.lines().map(|text| Row { text, gap: 0, parted: false }).collect();
        let starts = std::fs::read_to_string(path.with_extension("starts")).unwrap();
        let starts: Vec<usize> = starts.split_whitespace().map(|word| word.parse().unwrap()).collect();
        for (at, cues) in boundaries_units(&rows).into_iter().enumerate() {
            let merged = u8::from(!starts.contains(&(at + 1)));
            write!(out, "{}\t{}\t{merged}", path.file_stem().unwrap().to_string_lossy(), at + 1).unwrap();
            for (name, value) in cues {
                write!(out, "\t{name}={value}").unwrap();
            }
            out.push('\n');
        }
    }
    std::fs::write(to, out).unwrap();
}

/// Cue values rather than weights.
fn boundaries_units(rows: &[Row<'_>]) -> Vec<Vec<(&'static str, f64)>> {
    boundaries(rows).into_iter().map(|cues| cues.into_iter().map(|cue| (cue.name, cue.value)).collect()).collect()
}
