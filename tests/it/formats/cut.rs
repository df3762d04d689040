//! Files that are cut off: what comes before the cut is still read.

use std::collections::BTreeMap;
use std::path::Path;

use palabre::read::{Options, READERS, Source, decode, read};
use palabre::thread::{Comment, Kind};

use super::files;

/// Readers whose comments are not final until the whole source is read, and why.
const EXEMPT: [(&str, &str); 4] = [
    ("json", "which keys hold ids and texts depends on all records"),
    ("unknown-page", "which blocks of a page are its comments depends on all of them"),
    ("text", "where a paste is cut into comments depends on all of its lines"),
    ("csv", "which columns hold ids and texts depends on all of its rows"),
];

/// How many cuts of each sample are checked.
const CUTS: usize = 15;

/// The texts of the comments of a source, by id. Stubs and missing comments have none.
fn texts(comments: impl Iterator<Item = Comment>) -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for comment in comments {
        texts.entry(comment.id).or_default().push(comment.text);
    }
    texts
}

fn comments(text: &str, from: &str) -> Option<Vec<Comment>> {
    let options = Options { from: Some(from.to_owned()), ..Options::default() };
    let (threads, _) = read(text.as_bytes(), &options).ok()?;
    Some(threads.into_iter().flat_map(|thread| thread.comments).collect())
}

fn detected(text: &str) -> Option<&'static str> {
    let source = Source::new(text);
    READERS.iter().find(|reader| (reader.detect)(&source)).map(|reader| reader.name)
}

#[test]
fn comments_before_a_cut_are_read() {
    let mut checked: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lost = Vec::new();
    for path in files(Path::new("seeds/formats")) {
        let bytes = std::fs::read(&path).unwrap();
        let text = decode(&bytes).text;
        let Some(reader) = detected(&text) else { continue };
        let Some(whole) = comments(&text, reader) else { continue };
        // Mail decodes its bytes itself; spans of other encodings do not refer to this text.
        if EXEMPT.iter().any(|(name, _)| *name == reader) || text.as_bytes() != bytes {
            continue;
        }
        let step = (text.len() / CUTS).max(1);
        for cut in (0..text.len()).step_by(step) {
            let cut = text.floor_char_boundary(cut);
            // A short beginning may be in another format.
            if detected(&text[..cut]) != Some(reader) {
                continue;
            }
            let before = texts(comments(&text[..cut], reader).into_iter().flatten());
            // The last comment before the cut may be incomplete: its span can be that of its text or of its author alone.
            let starts = || whole.iter().filter_map(|comment| Some(comment.origin.span?.start));
            let last = starts().filter(|start| *start < cut).max().unwrap_or_default();
            for comment in &whole {
                let is_before = comment.origin.span.is_some_and(|span| span.end < cut && span.start < last);
                // An opening without comments is not a thread yet.
                if !is_before || comment.kind.is_opening() || matches!(comment.kind, Kind::Stub | Kind::Missing) {
                    continue;
                }
                *checked.entry(reader).or_default() += 1;
                if !before.get(&comment.id).is_some_and(|texts| texts.contains(&comment.text)) {
                    lost.push(format!("{} cut at {cut}: {} is lost, {:?}", path.display(), comment.id, comment.kind));
                    break;
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} cuts lose comments:\n{}", lost.len(), lost.join("\n"));
    // The samples of some readers have too few comments for a cut between two of them.
    let unchecked: Vec<&str> =
        READERS.iter().map(|reader| reader.name).filter(|name| !checked.contains_key(name)).collect();
    assert!(3 * checked.len() >= 2 * READERS.len(), "no cut of a sample of these readers was checked: {unchecked:?}");
}

#[test]
fn a_sample_cut_at_any_byte_is_read_or_refused_with_a_reason() {
    for path in files(Path::new("seeds/formats")) {
        let bytes = std::fs::read(&path).unwrap();
        // Every byte of a small sample, and about two hundred positions of a large one.
        let step = (bytes.len() / 200).max(1);
        for cut in (0..bytes.len()).step_by(step) {
            if let Err(error) = read(&bytes[..cut], &Options::default()) {
                assert!(error.to_string().len() > 20, "{} cut at {cut}: {error}", path.display());
            }
        }
    }
}
