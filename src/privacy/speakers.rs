//! Speakers in texts whose authors are not known: labels such as `Rose:` at the beginning of lines, and signatures.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::ordinary::{Ordinary, ordinary};
use super::words::words;
use crate::lang;
use crate::text::fold;

/// Longest label of a speaker, in bytes, and its largest number of words. Chosen by hand.
const LABEL_BYTES: usize = 40;
const LABEL_WORDS: usize = 4;

/// This many speakers are many voices. Fewer may be headings.
const VOICES: usize = 2;

/// Words before a colon that name no speaker, folded.
static HEADINGS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let fields = lang::all().flat_map(|words| {
        let mail = &words.mail;
        let lists = [
            mail.from_fields,
            mail.sent_fields,
            mail.date_fields,
            mail.to_fields,
            mail.subject_fields,
            mail.other_fields,
        ];
        lists.into_iter().flatten().copied().chain(words.names.headings.split_whitespace())
    });
    fields.map(fold::fold).collect()
});

/// The speakers of texts, in order of appearance; none if there are not many voices. A label counts if it occurs twice,
/// or if it is no ordinary word and two others do.
pub(super) fn speakers(texts: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut lines = 0;
    for text in texts {
        for line in text.lines() {
            lines += 1;
            if let Some(label) = label(line) {
                counts.entry(label).or_insert((0, lines)).0 += 1;
            }
        }
        if let Some(name) = signature(text) {
            counts.entry(name).or_insert((0, lines)).0 += 1;
        }
    }
    let repeated = counts.values().filter(|(count, _)| *count > 1).count();
    let is_name = |label: &str| {
        words(label).any(|word| ordinary(&fold::fold(label.get(word).unwrap_or_default())) == Ordinary::No)
    };
    let mut speakers: Vec<(usize, &str)> = counts
        .iter()
        .filter(|(label, (count, _))| *count > 1 || (repeated >= VOICES && is_name(label)))
        .map(|(label, (_, line))| (*line, *label))
        .collect();
    if repeated < VOICES {
        // Everybody may speak once: then at least one more label is needed, and all must look like names.
        speakers =
            counts.iter().filter(|(label, _)| is_name(label)).map(|(label, (_, line))| (*line, *label)).collect();
        if speakers.len() <= VOICES {
            return Vec::new();
        }
    }
    speakers.sort_unstable();
    speakers.into_iter().map(|(_, label)| label.to_owned()).collect()
}

/// The label of a line such as `[12:03] Rose: yes`.
fn label(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>' || c == '*');
    let line = match line.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or(line, |(_, rest)| rest.trim_start()),
        None => line,
    };
    let (label, rest) = line.split_once(':')?;
    let label = label.trim_end_matches([' ', '\u{A0}', '*']);
    let is_spaced = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with('*');
    (is_spaced && is_name(label)).then_some(label)
}

/// The name in the last line of a text such as `— Rose`.
fn signature(text: &str) -> Option<&str> {
    let last = text.trim_end().rsplit('\n').next()?;
    let name = last.trim_start().strip_prefix(['—', '–', '-'])?.trim_start_matches(['-', ' ']);
    (is_name(name) && text.trim_end().contains('\n')).then_some(name)
}

/// Whether a text may be a name: a few words, the first of which has a capital or is a handle.
fn is_name(label: &str) -> bool {
    let mut all = words(label);
    let Some(first) = all.next() else { return false };
    let first = label.get(first).unwrap_or_default();
    let starts = label.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '~');
    let is_joined = label.chars().all(|c| c.is_alphanumeric() || " _-.'’@~\u{300}\u{301}\u{308}".contains(c));
    let heads = HEADINGS.contains(&fold::fold(first));
    label.len() <= LABEL_BYTES
        && starts
        && is_joined
        && !heads
        && first.chars().nth(1).is_some()
        && all.count() < LABEL_WORDS
        && ordinary(&fold::fold(first)) != Ordinary::Grammar
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<String> {
        speakers(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn labels_of_several_voices_are_speakers() {
        assert_eq!(found(&["Solène: oui\nBart Dune: non\nSolène: si"]), [""; 0], "one voice alone is repeated");
        assert_eq!(found(&["Solène: oui\nBart Dune: non\nSolène: si\nBart Dune: ah"]), ["Solène", "Bart Dune"]);
        assert_eq!(found(&["[09:01] Solène: oui", "Bart : non", "Rolf: doch"]), ["Solène", "Bart", "Rolf"]);
        assert_eq!(found(&["Note: x\nSource: y\nNote: z\nSource: w"]), [""; 0]);
        assert_eq!(found(&["Il faut voir: non\nhttp://x.org\n12:03 oui"]), [""; 0]);
    }
}
