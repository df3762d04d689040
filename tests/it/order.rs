//! The same bytes on one thread of the machine and on two, and for the lines of a thread in any order, where they say
//! their place in it.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use super::run::palabre;

/// More comments than are worked off in one piece, so that two threads share them.
const COMMENTS: usize = 1_500;

fn lines() -> Vec<String> {
    let texts = [
        "I disagree, the ferry has never been cheaper than the bridge.",
        "Exactly, well said.",
        "Who says that? The bridge costs 40 millions.",
        "Non, le pont est déjà trop cher, mieux vaut un bac.",
        "Le bac est gratuit, c’est bien vu.",
        "Maybe they simply forgot to count the ferry.",
    ];
    let line = |at: usize| {
        let mut line = json!({
            "thread": "t", "id": format!("c{at}"), "ordinal": at, "author": format!("Author {}", at % 37),
            "text": format!("{} ({at})", texts[(at * 7 + at / 5) % texts.len()]),
        });
        // A third say what they answer, some of them comments that come later.
        if at % 3 == 1 {
            line["parent"] = json!(format!("c{}", (at * 13) % COMMENTS));
        }
        line.to_string()
    };
    (0..COMMENTS).map(line).collect()
}

fn output(lines: &[String], threads: &str, arguments: &[&str]) -> Vec<u8> {
    let mut command = palabre();
    command.args(arguments).arg("-").env("RAYON_NUM_THREADS", threads);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n");
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(output.status.code(), Some(0));
    output.stdout
}

#[test]
fn neither_threads_nor_the_order_of_lines_that_say_theirs_change_a_byte() {
    let lines = lines();
    let mut shuffled = lines.clone();
    // 7 has no divisor in common with their number, so every line is there once.
    shuffled = (0..COMMENTS).map(|at| std::mem::take(&mut shuffled[(at * 7 + 3) % COMMENTS])).collect();
    assert_ne!(lines, shuffled);
    for arguments in [&["tag"][..], &["map", "-f", "json"], &["stats"]] {
        let one = output(&lines, "1", arguments);
        assert!(one.len() > 500, "{arguments:?}");
        assert!(one == output(&lines, "2", arguments), "{arguments:?} on two threads");
        assert!(one == output(&shuffled, "2", arguments), "{arguments:?} of shuffled lines");
    }
}
