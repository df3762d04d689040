//! A pack for one's own question, from the first file to the figure; and dictionaries of other programs.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use tempfile::TempDir;

use super::run::palabre;

/// The output of a run in a folder, and its exit code.
fn run(folder: &TempDir, arguments: &[&str], typed: &str) -> (String, String, i32) {
    let mut child = palabre()
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// A thread in which one side speaks of bread and the other of noise.
fn thread() -> String {
    let mut lines = vec![
        r#"{"id":"p","kind":"post","author":"Mayor","text":"We propose a market on the square on Sundays."}"#
            .to_owned(),
    ];
    for at in 0..8 {
        lines.push(format!(
            r#"{{"id":"f{at}","parent":"p","author":"F{at}","text":"Yes, I agree, good idea: fresh bread and honey on Sundays, number {at}."}}"#
        ));
        lines.push(format!(
            r#"{{"id":"n{at}","parent":"p","author":"N{at}","text":"No, I disagree, a bad idea: the noise and the vans from six, number {at}."}}"#
        ));
    }
    lines.join("\n") + "\n"
}

#[test]
fn a_question_of_ones_own_becomes_a_pack_that_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thread.jsonl"), thread()).unwrap();
    let new = [
        "rules",
        "new",
        "lane.toml",
        "--axis",
        "pro-market,anti-market",
        "--topic",
        "market",
        "--about",
        "market{,s};square",
    ];
    let (_, found, code) = run(&folder, &new, "");
    assert_eq!(code, 0, "{found}");
    let (_, found, code) = run(&folder, &["rules", "check", "lane.toml"], "");
    assert_eq!(code, 0, "{found}");
    assert!(!found.contains("error"), "{found}");

    let (proposed, found, code) = run(&folder, &["rules", "suggest", "thread.jsonl", "--pack", "lane.toml"], "");
    assert_eq!(code, 0, "{found}");
    let has = |side: &str, word: &str| {
        proposed.lines().any(|line| line.contains(&format!("| {side}")) && line.contains(word))
    };
    assert!(has("for", "honey") || has("for", "bread"), "{proposed}");
    assert!(has("against", "noise") || has("against", "vans"), "{proposed}");
    assert!(!proposed.contains("F1") && !proposed.contains("N1"), "{proposed}");

    let answers = "y\n".repeat(60);
    let asked = ["rules", "suggest", "thread.jsonl", "--pack", "lane.toml", "--add-to", "market"];
    let (_, found, code) = run(&folder, &asked, &answers);
    assert_eq!(code, 0, "{found}");
    let pack = fs::read_to_string(folder.path().join("lane.toml")).unwrap();
    assert!(pack.contains("# Words that show a side in any thread."), "comments stay: {pack}");
    let (_, again, code) =
        run(&folder, &["rules", "suggest", "thread.jsonl", "--pack", "lane.toml", "--add-to", "nothing"], "y\n");
    assert_eq!(code, 2, "{again}");
    assert!(again.contains("there is no topic `nothing`") || again.contains("no phrase"), "{again}");

    let (tried, _, code) = run(&folder, &["rules", "test", "pro-market", "thread.jsonl", "--rules", "lane.toml"], "");
    assert_eq!(code, 0, "{tried}");
    assert!(tried.contains("8 of 16 comments") && tried.contains('['), "{tried}");

    fs::write(folder.path().join("other.jsonl"), thread().replace("market on the square", "walk")).unwrap();
    let (tried, _, code) = run(&folder, &["rules", "test", "pro-market", "other.jsonl", "--rules", "lane.toml"], "");
    assert!(code == 1 && tried.contains("about none of the topics (market)"), "{tried}");

    let (lists, _, code) =
        run(&folder, &["rules", "coverage", "thread.jsonl", "--rules", "lane.toml", "--pack", "lane"], "");
    assert_eq!(code, 0, "{lists}");
    assert!(lists.contains("lane.pro-market.topic.market"), "{lists}");

    let mut gold = "id,kind,text,label\np,article,We propose a market on the square on Sundays.,\n".to_owned();
    for at in 0..12 {
        writeln!(gold, "f{at},comment,Honey and fresh bread at last {at}.,pro-market").unwrap();
        writeln!(gold, "n{at},comment,The noise of the vans at six {at}.,anti-market").unwrap();
    }
    fs::write(folder.path().join("gold.csv"), gold).unwrap();
    let (figures, found, code) = run(&folder, &["rules", "fit", "gold.csv", "--pack", "lane.toml"], "");
    assert_eq!(code, 0, "{found}");
    assert!(figures.contains("of ten that it marks 10 are right; it finds 10 of ten"), "{figures}");
}

#[test]
fn an_axis_needs_two_different_names_and_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    for (axis, wrong) in [("one", "takes two labels"), ("a,a", "the same name"), ("a,!", "no letter or digit")] {
        let (_, found, code) = run(&folder, &["rules", "new", "x.toml", "--axis", axis], "");
        assert_eq!(code, 2, "{axis}");
        assert!(found.contains(wrong), "{axis}: {found}");
        assert!(!folder.path().join("x.toml").exists());
    }
    let (_, found, code) = run(&folder, &["rules", "new", "x.toml", "--topic", "t"], "");
    assert_eq!(code, 2, "{found}");
}

#[test]
fn a_dictionary_becomes_a_pack_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("mood.dic"), "%\n1\tjoy\n2\tfear\n%\nglad*\t1\nhoney\t1\nthe\t1\nafraid\t2\na*b\t2\n").unwrap();
    let (_, found, code) = run(&folder, &["rules", "import", "mood.dic", "--lang", "en", "-o", "mood.toml"], "");
    assert_eq!(code, 0, "{found}");
    assert!(found.contains("`fear: a*b` has `*` elsewhere") && found.contains("say little alone: the"), "{found}");
    fs::write(path("thread.jsonl"), thread()).unwrap();
    let (lists, _, _) =
        run(&folder, &["rules", "coverage", "thread.jsonl", "--rules", "mood.toml", "--pack", "mood"], "");
    assert!(lists.contains("honey 8"), "{lists}");
    for format in ["dic", "yaml", "csv"] {
        let (written, found, code) = run(&folder, &["rules", "export", "mood.toml", "-f", format, "-o", "back"], "");
        assert_eq!((code, written.as_str()), (0, ""), "{found}");
        let (pack, found, code) =
            run(&folder, &["rules", "import", "back", "--from", format, "--id", "mood", "--lang", "en"], "");
        assert_eq!(code, 0, "{found}");
        let first = fs::read_to_string(path("mood.toml")).unwrap();
        let lists = |pack: &str| {
            let inner = pack.split("[lexicon]").nth(1).unwrap().split("[[label]]").next().unwrap().to_owned();
            let mut lists: Vec<String> = inner
                .split(']')
                .map(|list| {
                    let mut words: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
                    words.sort_unstable();
                    words.join(" ")
                })
                .collect();
            lists.sort();
            lists
        };
        assert_eq!(lists(&pack), lists(&first), "{format}");
    }
    // A pack is never replaced by its own export, nor a dictionary by its pack.
    let (_, found, code) = run(&folder, &["rules", "export", "mood.toml", "-o", "mood.toml"], "");
    assert_eq!(code, 2, "{found}");
    let (_, found, code) = run(&folder, &["rules", "import", "mood.dic", "-o", "mood.dic"], "");
    assert_eq!(code, 2, "{found}");
    let (_, found, code) = run(&folder, &["rules", "import", "mood.dic", "--only", "anger"], "");
    assert_eq!(code, 2);
    assert!(found.contains("there are joy, fear"), "{found}");
}
