//! Hostile input: a file per hazard in `seeds/hostile/`, and what becomes of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use palabre::read::{Options, ReadError, decode, decoded, read};
use palabre::thread::Thread;

use super::run::{PROGRAM, palabre};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new("seeds/hostile").join(name)).unwrap()
}

fn threads(name: &str) -> (Vec<Thread>, Vec<&'static str>) {
    let (threads, diagnostics) = read(&bytes(name), &Options::default()).unwrap();
    (threads, diagnostics.iter().map(|found| found.code).collect())
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir("seeds/hostile").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Runs the program with at most 2 GiB of address space, where the shell can limit it.
fn limited(args: &[&str], path: &Path) -> Output {
    if cfg!(not(target_os = "linux")) {
        return palabre().args(args).arg(path).output().unwrap();
    }
    let script = "ulimit -v 2097152; exec \"$0\" \"$@\"";
    Command::new("sh").args(["-c", script, PROGRAM]).args(args).arg(path).output().unwrap()
}

#[test]
fn every_hostile_file_ends_in_order_and_in_bounded_memory() {
    for path in files() {
        for verb in ["map", "read", "convert", "stats"] {
            let output = limited(&[verb, "--color", "never"], &path);
            let told = String::from_utf8_lossy(&output.stderr);
            // No code at all is a signal: an abort, or the limit of the memory.
            assert!(
                matches!(output.status.code(), Some(0..=2)),
                "{verb} {}: {:?} {told}",
                path.display(),
                output.status
            );
            assert!(!told.contains("panicked"), "{verb} {}: {told}", path.display());
            if output.status.code() == Some(2) {
                assert!(told.contains("error"), "{verb} {}: {told}", path.display());
            }
        }
    }
}

#[test]
fn packed_files_that_lie_are_refused() {
    let refused = |name: &str| match read(&bytes(name), &Options::default()) {
        Err(ReadError::Packed { why }) => why,
        other => panic!("{name}: {other:?}"),
    };
    assert!(refused("zeros.gz").contains("200 times"));
    for name in ["cut.gz", "declared-length.gz"] {
        assert!(!refused(name).is_empty());
    }
    let nested = read(&bytes("nested.gz"), &Options::default()).unwrap_err().to_string();
    assert!(nested.contains("gzip archive"), "{nested}");
}

#[test]
fn entities_of_a_document_are_never_expanded_or_fetched() {
    for name in ["bomb.xml", "external-entity.xml"] {
        match read(&bytes(name), &Options::default()) {
            Err(error) => assert!(!error.to_string().contains("root:"), "{name}: {error}"),
            Ok((threads, _)) => {
                let said: usize = threads.iter().flat_map(|thread| &thread.comments).map(|c| c.text.len()).sum();
                assert!(said < 10_000, "{name}: {said}");
            }
        }
    }
}

#[test]
fn cycles_and_double_ids_lose_no_comment() {
    let (read, _) = threads("cycle.jsonl");
    assert_eq!(read[0].comments.len(), 5);
    let (read, codes) = threads("double-ids.jsonl");
    let ids: Vec<&str> = read[0].comments.iter().map(|comment| comment.id.as_str()).collect();
    assert_eq!(ids, ["a", "a~3", "a~2", "b"]);
    assert_eq!(codes, ["duplicate-id"]);
}

#[test]
fn text_that_was_decoded_twice_is_reported_and_put_right_when_asked() {
    let (read, codes) = threads("mojibake.txt");
    assert!(codes.contains(&"decoded-twice"), "{codes:?}");
    assert!(read[0].comments.iter().any(|comment| comment.text.contains("dÃ©jÃ")), "never unasked");
    let options = Options { mend_encoding: true, ..Options::default() };
    let mended = decoded(&bytes("mojibake.txt"), &options).unwrap();
    assert!(mended.text.contains("C’est déjà ça, l’été à Nîmes."), "{}", mended.text);
    assert!(mended.diagnostics.is_empty());
}

#[test]
fn a_declared_encoding_is_used() {
    assert!(decode(&bytes("declared-latin2.html")).text.contains("Zażółć gęślą jaźń"));
}
