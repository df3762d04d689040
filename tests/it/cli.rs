//! The command line as a user meets it: exit codes, pipes, files, messages.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use tempfile::TempDir;

use super::run::{messages as stderr, palabre, run};

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/deepseek.txt");

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/gold/deepseek.jsonl");

fn code(output: &Output) -> i32 {
    output.status.code().expect("ended by a signal")
}

/// A folder with the seed in it.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let seed = folder.path().join("seed.txt");
    fs::copy(SEED, &seed).unwrap();
    (folder, seed)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What stands in a folder, apart from the seed.
fn others(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "seed.txt").collect();
    names.sort();
    names
}

#[test]
fn written_is_0() {
    let output = run(&[SEED, "-f", "json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(!output.stdout.is_empty());
    assert_eq!(stderr(&output), "", "messages are for terminals");
}

#[test]
fn nothing_found_is_1() {
    let output = palabre().args(["map", "-"]).output().unwrap();
    assert_eq!(code(&output), 1, "{}", stderr(&output));
}

#[test]
fn errors_are_2_and_say_where() {
    for args in [&["nope.txt"][..], &["tag", "nope.txt"], &["stats", "nope.txt"], &["explain", "nope.txt"]] {
        let output = run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains("no such file"), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("nope.txt"), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn a_command_mistyped_is_no_riddle() {
    let output = run(&["tga", SEED]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("`palabre --help` lists them"), "{}", stderr(&output));
}

#[test]
fn a_flag_or_format_mistyped_is_guessed() {
    for (typed, guess) in [
        (["map", "--positon", "skeptic"], "--position"),
        (["map", "--format", "svgg"], "svg"),
        (["map", "--from", "txt"], "text"),
    ] {
        let output = run(&typed);
        assert_eq!(code(&output), 2, "{typed:?}");
        assert!(stderr(&output).contains("similar"), "{}", stderr(&output));
        assert!(stderr(&output).contains(guess), "{}", stderr(&output));
    }
}

#[test]
fn an_unknown_extension_is_refused_before_anything_is_read() {
    let (folder, seed) = folder();
    let output = run(&[text(&seed), "-o", text(&folder.path().join("map.docx"))]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains(".svg"), "{}", stderr(&output));
    assert_eq!(others(folder.path()), [""; 0]);
}

#[test]
fn standard_input_is_read_where_no_input_is_named() {
    let from_file = run(&["-f", "text", SEED]);
    for args in [&["-f", "text"][..], &["map", "-f", "text", "-"], &["-q", "-f", "text", "-o", "-"]] {
        let output = palabre().args(args).stdin(fs::File::open(SEED).unwrap()).output().unwrap();
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
        // Only the caption differs: it names the file, and is broken into lines elsewhere without that name.
        let words = |output: &Output| {
            let drawn = String::from_utf8_lossy(&output.stdout).replace("deepseek.txt · ", "");
            drawn.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words(&output), words(&from_file), "{args:?}");
    }
}

#[test]
fn one_unreadable_input_costs_no_other() {
    let (folder, seed) = folder();
    let map = folder.path().join("map.json");
    let output = run(&["nope.txt", text(&seed), "-o", text(&map)]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("nope.txt"));
    assert!(fs::metadata(&map).unwrap().len() > 0, "the others are still mapped");
}

#[test]
fn nothing_is_written_where_nothing_could_be_read() {
    let (folder, _) = folder();
    let output = run(&["nope.txt", "nor-this.txt", "-o", text(&folder.path().join("map.json"))]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("nope.txt") && stderr(&output).contains("nor-this.txt"));
    assert_eq!(others(folder.path()), [""; 0]);
}

#[test]
fn a_folder_gets_one_file_for_each_thread() {
    let (folder, seed) = folder();
    let lines = ["{\"thread\":\"a\",\"text\":\"One.\"}", "{\"thread\":\"../b\",\"text\":\"Two.\"}"].join("\n");
    let other = folder.path().join("threads.jsonl");
    fs::write(&other, lines).unwrap();
    let maps = folder.path().join("maps");
    let output = run(&[text(&seed), text(&other), "-f", "json", "-o", &format!("{}/", text(&maps))]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(others(&maps).len(), 3, "{:?}", others(&maps));
    assert_eq!(others(folder.path()), ["maps", "threads.jsonl"]);
}

#[test]
fn a_directory_is_every_readable_thread_in_it() {
    let (folder, _) = folder();
    fs::create_dir(folder.path().join("more")).unwrap();
    fs::copy(SEED, folder.path().join("more/again.txt")).unwrap();
    fs::write(folder.path().join(".hidden"), "nothing to see").unwrap();
    let maps = tempfile::tempdir().unwrap();
    let output = run(&[text(folder.path()), "-f", "json", "-o", text(maps.path())]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(others(maps.path()).len(), 2, "{:?}", others(maps.path()));
    let empty = tempfile::tempdir().unwrap();
    let output = run(&[text(empty.path())]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no thread to read"), "{}", stderr(&output));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [&[SEED, "-f", "json"][..], &["formats"], &["--help"], &["map", "--help"], &["man"]] {
        let mut child = palabre().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "{args:?}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
    }
}

#[test]
fn the_old_file_is_kept_where_the_new_one_cannot_be_written() {
    let (folder, seed) = folder();
    let output = run(&[text(&seed), "-o", text(&folder.path().join("no/map.svg"))]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("its directory does not exist"), "{}", stderr(&output));
    assert_eq!(others(folder.path()), [""; 0]);
}

#[test]
fn an_input_is_never_replaced() {
    let (folder, seed) = folder();
    let link = folder.path().join("link.txt");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&seed, &link).unwrap();
    #[cfg(not(unix))]
    fs::copy(&seed, &link).unwrap();
    for (input, output) in [(&seed, &seed), (&link, &seed), (&seed, &link), (&folder.path().to_path_buf(), &seed)] {
        let output = run(&[text(input), "-f", "text", "-o", text(output)]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("is also an input"), "{}", stderr(&output));
    }
    assert_eq!(fs::read(&seed).unwrap(), fs::read(SEED).unwrap());
    let output = run(&[text(&seed), "-f", "text", "-o", text(folder.path())]);
    assert_eq!(code(&output), if others(folder.path()).len() > 1 { 0 } else { 2 }, "{}", stderr(&output));
    assert_eq!(fs::read(&seed).unwrap(), fs::read(SEED).unwrap(), "a folder is no way around");
}

#[test]
fn the_same_command_writes_the_same_bytes() {
    for format in ["dot", "svg", "json", "text"] {
        let once = run(&["map", SEED, "-f", format]).stdout;
        assert_eq!(once, run(&["map", SEED, "-f", format]).stdout, "{format}");
    }
}

#[test]
fn colours_follow_the_flag() {
    let colored = |args: &[&str]| stderr(&run(args)).contains('\u{1b}');
    assert!(!colored(&["nope.txt"]), "not in a pipe");
    assert!(colored(&["nope.txt", "--color", "always"]));
    assert!(!colored(&["nope.txt", "--color", "never"]));
}

#[test]
fn completions_and_manual_are_made_for_every_shell_and_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert_eq!(code(&output), 0, "{shell}");
        assert!(String::from_utf8(output.stdout).unwrap().contains("min-confidence"), "{shell}");
    }
    for command in ["map", "tag", "stats", "explain", "eval", "rules"] {
        let output = run(&["man", command]);
        assert_eq!(code(&output), 0, "{command}");
        assert!(output.stdout.starts_with(b".ie"), "{command}");
    }
    assert_eq!(code(&run(&["man", "nope"])), 2);
}

#[test]
fn a_broken_pack_is_located_and_stops_everything() {
    let (folder, seed) = folder();
    let pack = folder.path().join("mine.toml");
    let head = "format = 1\n[pack]\nid = \"mine\"\nversion = \"1\"\nlang = [\"fr\"]\n\n";
    fs::write(&pack, format!("{head}[[rule]]\nid = \"x\"\nkind = \"positon\"\nbias = -2.0\n")).unwrap();
    let map = folder.path().join("map.json");
    for args in [&["rules", "check", text(&pack)][..], &[text(&seed), "--rules", text(&pack), "-o", text(&map)]] {
        let output = run(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains("mine.toml:9:8"), "{}", stderr(&output));
        assert!(stderr(&output).contains("`position`"), "{}", stderr(&output));
    }
    assert!(!map.exists());
}

#[test]
fn a_pack_is_added_checked_and_shown() {
    let (folder, seed) = folder();
    let pack = folder.path().join("mine.toml");
    let rule = |miss: &str| {
        format!(
            "format = 1\n[pack]\nid = \"mine\"\nversion = \"1\"\nlang = [\"fr\"]\n\n\
             [[label]]\nid = \"automobile\"\nkind = \"position\"\nen = \"Speaks of cars.\"\nfr = \"Parle d’autos.\"\n\n\
             [[rule]]\nid = \"auto\"\nkind = \"position\"\nlabel = \"automobile\"\nbias = -2.0\n\
             cue = [{{ name = \"car\", any = [\"automobiles\"], w = 4.0 }}]\n\
             hits = [\"Le prix des automobiles.\"]\nmisses = [\"{miss}\"]\n"
        )
    };
    fs::write(&pack, rule("Le prix des automobiles.")).unwrap();
    let output = run(&["rules", "check", text(&pack)]);
    assert_eq!(code(&output), 1, "an example that fails\n{}", stderr(&output));
    assert!(String::from_utf8(output.stdout).unwrap().contains("mine.auto should not fire"));

    fs::write(&pack, rule("Le prix du pain.")).unwrap();
    let output = run(&["rules", "check", text(&pack)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let output = run(&["rules", "show", "mine.auto", "--rules", text(&pack)]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("[[rule]]\nid = \"auto\""));
    let output = run(&["tag", text(&seed), "--rules", text(&pack), "--position", "automobile"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let records = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        records.matches("\"label\":\"automobile\"").count(),
        1,
        "one comment speaks of cars:
{records}"
    );
}

#[test]
fn measures_speak_of_the_thread() {
    for (args, word) in [
        (&["stats", SEED][..], "comments"),
        (&["stats", SEED], "are not the public"),
        (&["stats", SEED, "-f", "json"], "palabre.stats/1"),
        (&["explain", SEED, "--comment", "c2"], "c2"),
        (&["explain", SEED, "--link", "c2", "c1"], "c1"),
        (&["explain", SEED, "--link", "#4", "article#1"], "→ article"),
        (&["explain", SEED, "--link", "4", "1"], "no link to 1; it answers article"),
        (&["explain", SEED, "--link", "#1", "2"], "no link to 2; it answers article, and c2 answers it"),
        (&["map", SEED, "-f", "json", "--focus", "#2"], "\"c1\""),
        (&["map", SEED, "-f", "json", "--reaches", "1"], "\"c2\""),
        (&["explain", SEED, "--comment", "c3", "--why-not", "skeptic"], "skeptic"),
        (&["explain", SEED, "--segments"], "8 announced"),
        (&["explain", SEED, "--flip", "#1"], "if it is an attack"),
        (&["explain", SEED, "--flip", "article#1"], "article has no status"),
        (&["eval", GOLD], "8 found"),
        (&["eval", GOLD, SEED, "-f", "json"], "\"cuts\": {"),
    ] {
        let output = run(args);
        assert_eq!(code(&output), 0, "{args:?}: {}", stderr(&output));
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(word), "{args:?} says nothing of {word}:\n{said}");
    }
}

#[test]
fn a_name_that_nothing_has_is_said_with_those_there_are() {
    for args in [&["explain", SEED, "--link", "c2", "c99"][..], &["explain", SEED, "--flip", "c99"]] {
        let output = run(args);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("`c99`") && stderr(&output).contains("c1, c2, c3"), "{}", stderr(&output));
    }
    let output = run(&["explain", SEED, "--comment", "c2", "--why-not", "sceptic"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("`sceptic`") && stderr(&output).contains("skeptic"), "{}", stderr(&output));
    let output = run(&["rules", "show", "nothing"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("rules list"), "{}", stderr(&output));
}

#[test]
fn what_one_person_holds_is_gathered_only_with_names() {
    let native = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/native.jsonl");
    for command in ["map", "tag", "stats"] {
        let output = run(&[command, native, "--author", "Ada"]);
        assert_eq!(code(&output), 2, "{command}");
        assert!(stderr(&output).contains("--authors keep"), "{}", stderr(&output));
        assert_eq!(code(&run(&[command, native, "--author", "Ada", "--authors", "keep"])), 0, "{command}");
    }
    for args in
        [&["map", native, "-f", "json"][..], &["map", native, "-f", "dot"], &["tag", native], &["explain", native]]
    {
        let said = String::from_utf8(run(args).stdout).unwrap();
        for name in ["Ada", "Ben", "Chloé"] {
            assert!(!said.contains(name), "{args:?} names {name}");
        }
    }
}

#[test]
fn an_article_that_is_not_used_is_said() {
    let (folder, seed) = folder();
    let article = folder.path().join("article.txt");
    fs::write(&article, "Another article.").unwrap();
    let output = run(&["map", text(&seed), "--article", text(&article)]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("article-unused"), "{}", stderr(&output));
    fs::write(&seed, "He said that taxes are too low.\n").unwrap();
    let output = run(&["map", text(&seed), "--article", text(&article), "-f", "json"]);
    assert!(String::from_utf8(output.stdout.clone()).unwrap().contains("Another article."));
    assert!(!stderr(&output).contains("article-unused"), "{}", stderr(&output));
}

#[test]
fn warnings_are_said_in_a_pipe_too_unless_quiet() {
    let short = "{\"id\":\"a\",\"parent\":\"gone\",\"text\":\"One.\"}\n";
    let (folder, _) = folder();
    let file = folder.path().join("short.jsonl");
    fs::write(&file, short).unwrap();
    let output = run(&["map", text(&file), "-f", "json"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("warning["), "{}", stderr(&output));
    let output = run(&["map", "-q", text(&file), "-f", "json"]);
    assert_eq!(stderr(&output), "");
}

/// Set `BLESS=1` to write the tables again.
#[test]
fn the_tables_of_formats_and_filters_are_those_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let mut page = fs::read_to_string(&path).unwrap();
    for (name, table) in palabre::cli::format_tables() {
        let (open, close) = (format!("<!-- table: {name} -->\n\n"), format!("\n<!-- end: {name} -->"));
        let start = page.find(&open).unwrap_or_else(|| panic!("docs/formats.md has no {open}")) + open.len();
        let end = start + page[start..].find(&close).unwrap_or_else(|| panic!("docs/formats.md has no {close}"));
        if std::env::var_os("BLESS").is_some() {
            page.replace_range(start..end, &table);
        } else {
            assert_eq!(&page[start..end], table, "docs/formats.md is stale: run BLESS=1 cargo test");
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, page).unwrap();
    }
}

/// Runs every `palabre` line of the README and the guide, with the seed as `thread.txt`. Of a line with a pipe, the part
/// before it is run.
#[test]
fn every_command_of_the_readme_and_the_guide_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = ["README.md", "docs/guide.md"].map(|page| fs::read_to_string(root.join(page)).unwrap());
    let (folder, seed) = folder();
    fs::rename(seed, folder.path().join("thread.txt")).unwrap();
    fs::create_dir(folder.path().join("threads")).unwrap();
    fs::copy(SEED, folder.path().join("threads/one.txt")).unwrap();
    fs::create_dir(folder.path().join("forum")).unwrap();
    for (seed, name) in [
        ("wordpress-fr.html", "page.html"),
        ("wordpress-fr.html", "page-1.html"),
        ("blogger.html", "page-2.html"),
        ("jsonl.jsonl", "forum/one.jsonl"),
        ("csv.csv", "survey.csv"),
    ] {
        fs::copy(Path::new("seeds/formats").join(seed), folder.path().join(name)).unwrap();
    }
    let dump = fs::read("seeds/formats/jsonl.jsonl").unwrap();
    let packed = ruzstd::encoding::compress_to_vec(dump.as_slice(), ruzstd::encoding::CompressionLevel::Fastest);
    fs::write(folder.path().join("dump.ndjson.zst"), packed).unwrap();
    // Every second part between fences is code.
    let blocks = pages.iter().flat_map(|page| page.split("```").skip(1).step_by(2));
    let lines = blocks.filter_map(|block| block.strip_prefix("sh\n")).flat_map(str::lines);
    let lines: Vec<_> = lines.filter(|line| line.starts_with("palabre ")).collect();
    assert!(lines.len() > 30, "the commands were not found");
    for line in lines.into_iter().filter(|line| !line.contains("mine.toml")) {
        let typed = line.split(['#', '|']).next().unwrap();
        let output = palabre().args(typed.split_whitespace().skip(1)).current_dir(folder.path()).output().unwrap();
        // A filter may leave nothing of the seed.
        assert!(code(&output) < 2, "{line}\n{}", stderr(&output));
    }
}

/// What only Unix has: links, permissions, devices, pipes with names.
#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_link_is_kept_and_the_file_behind_it_replaced() {
        let (folder, seed) = folder();
        let file = folder.path().join("real.json");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.json");
        symlink("real.json", &link).unwrap();
        assert_eq!(code(&run(&[text(&seed), "-o", text(&link)])), 0);
        assert!(link.is_symlink());
        assert_ne!(fs::read(&file).unwrap(), b"old");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640, "permissions are kept");
    }

    #[test]
    fn a_link_to_nothing_yet_is_followed() {
        let (folder, seed) = folder();
        let link = folder.path().join("link.json");
        symlink("real.json", &link).unwrap();
        assert_eq!(code(&run(&[text(&seed), "-o", text(&link)])), 0);
        assert!(link.is_symlink() && folder.path().join("real.json").is_file());
    }

    #[test]
    fn a_new_file_gets_the_permissions_of_any_new_file() {
        let (folder, seed) = folder();
        let (ours, theirs) = (folder.path().join("map.json"), folder.path().join("other"));
        fs::write(&theirs, "").unwrap();
        assert_eq!(code(&run(&[text(&seed), "-o", text(&ours)])), 0);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&theirs));
        assert_eq!(others(folder.path()), ["map.json", "other"], "no temporary file is left");
    }

    #[test]
    fn a_full_disk_is_an_error() {
        if !Path::new("/dev/full").exists() {
            eprintln!("skipped: there is no /dev/full here");
            return;
        }
        let output = run(&[SEED, "-f", "json", "-o", "/dev/full"]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("cannot be written: no space left"), "{}", stderr(&output));
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = palabre().args([SEED, "-f", "json"]).stdout(full).output().unwrap();
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("standard output"), "{}", stderr(&output));
    }

    #[test]
    fn a_device_is_written_as_it_stands() {
        let plain = run(&[SEED, "-f", "json"]).stdout;
        assert_eq!(run(&[SEED, "-f", "json", "-o", "/dev/stdout"]).stdout, plain);
        assert_eq!(code(&run(&[SEED, "-f", "json", "-o", "/dev/null"])), 0);
        assert!(!Path::new("/dev/null").is_file());
    }

    #[test]
    fn what_the_shell_opened_is_not_cut_off() {
        let (folder, seed) = folder();
        let file = folder.path().join("log.json");
        fs::write(&file, "kept\n").unwrap();
        let mut log = fs::OpenOptions::new().append(true).open(&file).unwrap();
        let output = palabre().args([text(&seed), "-f", "json"]).stdout(log.try_clone().unwrap()).status().unwrap();
        assert!(output.success());
        log.write_all(b"after\n").unwrap();
        let written = fs::read_to_string(&file).unwrap();
        assert!(written.starts_with("kept\n") && written.ends_with("after\n"));
    }
}
