//! The page in a real Chromium, its placing on random maps, its types checked, and its built files compared with their
//! sources.
//!
//! The cases are in `tests/peers/page.test.mjs` and `tests/peers/page/`; the pages that they open are written here, by the
//! binary. Screenshots of every look are left in the target folder: look at them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::run::palabre;
use crate::peers;

/// Comments of the large page.
const MANY: usize = 10_000;

/// The folder of the pages and pictures.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a page and returns its path.
fn page(name: &str, input: &str, more: &[&str]) -> String {
    let path = folder().join(format!("{name}.html"));
    let path = path.to_str().unwrap().to_owned();
    let mut command = palabre();
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["map", input, "-f", "html", "-q", "-o", &path]).args(more);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    path
}

/// Writes a thread in native JSON Lines and returns its path.
fn thread(name: &str, lines: impl IntoIterator<Item = Value>) -> String {
    let path = folder().join(format!("{name}.jsonl"));
    let text = lines.into_iter().fold(String::new(), |mut text, line| {
        writeln!(text, "{line}").unwrap();
        text
    });
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A discussion with authors, both sides, a concession and an agreement of opponents: id, kind, author, what it answers and
/// how, text.
const FORUM: &str = "\
p | post | mayor |  |  | The ferry should run at night: 40 percent of the shifts end after ten.
a1 | comment | ann | p | rebuttal | I doubt that. The figures are wrong, because the survey asked commuters only.
a2 | comment | ben | p | rebuttal | Nonsense, nobody would take it; I don't believe a word of this.
a3 | comment | cleo | p | support | I agree, because I end at eleven and the bridge is closed then.
a4 | comment | ann | p | rebuttal | And who would pay? The state must not subsidise every boat.
a5 | comment | dan | a1 | rebuttal | You are wrong: the survey asked the hospital too, see https://example.org/survey.
a6 | comment | ann | a5 | support | You are right, I had not seen that. Fair point.
a7 | comment | eve | a2 | question | What makes you so sure, have you asked anybody?
a8 | comment | cleo | a4 | rebuttal | If taxes pay for the road at night, why not for the ferry?
a9 | comment | fred | a4 | support | Exactly. A free market would find a price for the night.
b1 | comment | gil | a8 | reply | The road was closed last winter, by the way.
b2 | comment | ben | a8 | rebuttal | Not the same thing at all, roads are used by everybody.
b3 | comment | hal | a3 | support | Same here.
b4 | comment | ida | | | Perhaps the night shifts could share a boat, if the hospital agrees.";

fn forum() -> String {
    let lines = FORUM.lines().enumerate().map(|(at, line)| {
        let [id, kind, author, parent, relation, text] =
            <[&str; 6]>::try_from(line.splitn(6, '|').map(str::trim).collect::<Vec<_>>()).unwrap();
        let mut line = json!({"thread": "ferry", "id": id, "kind": kind, "author": author, "lang": "en", "text": text,
            "time": format!("2025-01-28T{:02}:00:00Z", 8 + at)});
        if !parent.is_empty() {
            line["parent"] = json!(parent);
            line["relation"] = json!(relation);
        }
        line
    });
    thread("forum", lines)
}

/// Two discussions that argue: sides that can be read, an exchange of two people, votes of both kinds, days, and a question
/// that nobody answers.
fn sides() -> String {
    const VOTES: [i32; 6] = [5, -2, 0, 9, 3, 1];
    let line = |thread: &str, id: String, author: &str, parent: &str, relation: &str, text: &str, at: usize| {
        let mut line = json!({"thread": thread, "id": id, "kind": "comment", "author": author, "lang": "en", "text": text,
            "parent": parent, "time": format!("2025-01-{:02}T{:02}:00:00Z", 28 + at / 12, 8 + at % 12),
            "votes": VOTES[at % VOTES.len()]});
        if !relation.is_empty() {
            line["relation"] = json!(relation);
        }
        line
    };
    let post = |thread: &str, text: &str| {
        json!({"thread": thread, "id": format!("{thread}0"), "kind": "post", "author": "mayor", "lang": "en", "text": text,
            "time": "2025-01-28T07:00:00Z"})
    };
    let mut lines = vec![post("ferry", "The ferry should run at night, because the hospital works at night.")];
    let people = ["ann", "ben", "cleo", "dan", "eve", "fred", "gil", "hal"];
    for (at, author) in people.into_iter().enumerate() {
        let (relation, text) = if at % 2 == 0 {
            (
                "rebuttal",
                "No, this is wrong, because the survey asked commuters only and nobody would take it at night.",
            )
        } else {
            ("support", "I agree, because the bridge is closed at night and forty percent of the shifts end after ten.")
        };
        lines.push(line("ferry", format!("f{at}"), author, "ferry0", relation, text, at));
    }
    // Ann and Ben do not stop.
    for (at, author) in ["ben", "ann", "ben", "ann"].into_iter().enumerate() {
        let parent = if at == 0 { "f0".to_owned() } else { format!("g{}", at - 1) };
        let text = "You are wrong, that is simply not what the figures say.";
        lines.push(line("ferry", format!("g{at}"), author, &parent, "rebuttal", text, 8 + at));
    }
    lines.push(line("ferry", "q".to_owned(), "ida", "f1", "question", "Who asked the hospital, and when?", 13));
    lines.push(line("ferry", "u".to_owned(), "jo", "f2", "", "Not sure about that survey. I doubt the figures.", 14));
    lines.push(line("ferry", "v".to_owned(), "kim", "f3", "", "That seems about right to me, more or less.", 15));
    lines.push(post("bridge", "Should the bridge be painted red?"));
    lines.push(line("bridge", "r0".to_owned(), "lou", "bridge0", "", "It was green when I was young.", 16));
    thread("sides", lines)
}

/// Texts that would be markup, code, formulas or disguise anywhere else.
fn hostile() -> String {
    let texts = [
        "</script><script>window.pwned=1</script> I doubt it, this is a lie.",
        "<img src=x onerror=\"window.pwned=1\"> <svg onload=window.pwned=1> <iframe src=javascript:window.pwned=1>",
        "javascript:window.pwned=1 <a href=\"javascript:window.pwned=1\">click</a> data:text/html,<script>window.pwned=1</script>",
        "=HYPERLINK(\"http://evil.example\",\"x\") is what I doubt.",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\u{202e}desrever si siht\u{202c} and \u{2066}isolated\u{2069} and \u{200f}marked",
        "a\u{0}b\u{1}c\u{7f} NUL and kin \u{fffe} \u{2028} \u{2029} end",
        "🎭👩‍👩‍👧‍👦𝕬 Frankly I doubt that, it is a lie 🎭 and I am skeptical, I don't believe it.",
        "--> <!-- ]]> <![CDATA[ &lt;b&gt; &amp; ${window.pwned=1} {{7*7}} `x`",
        "<style>*{display:none}</style><base href=http://evil.example/><meta http-equiv=refresh content=0>",
        "",
        "e\u{301}\u{301}\u{301}\u{301} combining Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ script",
    ];
    let opening = json!({"thread": "<script>window.pwned=1</script>", "id": "h0", "kind": "post", "lang": "en",
        "author": "<b onmouseover=window.pwned=1>", "text": "Is this safe? </script><script>window.pwned=1</script>"});
    let lines = texts.into_iter().map(str::to_owned).chain(["W".repeat(20_000), "lorem ipsum ".repeat(3_000)]);
    let lines = lines.enumerate().map(|(at, text)| {
        json!({"thread": "<script>window.pwned=1</script>", "id": format!("h{}", at + 1), "lang": "en", "text": text,
            "parent": format!("h{at}"), "author": format!("\"><script>window.pwned={at}</script>"), "time": "<i>now</i>"})
    });
    thread("hostile", std::iter::once(opening).chain(lines))
}

/// A large thread: a random tree with words that the rules know.
fn big() -> String {
    const WORDS: [&str; 12] = [
        "I doubt that this is true.",
        "You are wrong.",
        "Exactly right.",
        "Free markets would lower the price of water.",
        "Perhaps it would rain.",
        "The state must regulate prices.",
        "Because the pipes leak, 40 percent is lost.",
        "See https://example.org for the figures.",
        "What do you mean?",
        "I have worked there for ten years.",
        "Nonsense!",
        "The water mark of last year was higher.",
    ];
    // A sum of the usual constants, so that the thread is the same everywhere.
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let post =
        json!({"thread": "t", "id": "c0", "kind": "post", "lang": "en", "text": "Should the city own the water?"});
    let lines: Vec<Value> = (1..=MANY)
        .map(|at| {
            let parent = if next(100) < 15 { 0 } else { at - 1 - next(at.min(60)) };
            let text: Vec<&str> = (0..2 + next(4)).map(|_| WORDS[next(WORDS.len())]).collect();
            json!({"thread": "t", "id": format!("c{at}"), "parent": format!("c{parent}"), "lang": "en",
                "author": format!("u{}", next(400)), "text": text.join(" ")})
        })
        .collect();
    thread("big", std::iter::once(post).chain(lines))
}

#[test]
fn the_page_works_in_chromium() {
    let pages = json!({
        "seed": page("seed", "seeds/deepseek.txt", &[]),
        "french": page("french", "seeds/deepseek.txt", &["--ui", "fr"]),
        "calm": page("calm", "seeds/threads/07-sugar-tax.txt", &[]),
        "forum": page("forum", &forum(), &[]),
        "sides": page("sides", &sides(), &[]),
        "hostile": page("hostile", &hostile(), &["--authors", "keep"]),
        "big": page("big", &big(), &[]),
        "bare": page("bare", &forum(), &["--texts", "none", "--authors", "none"]),
        "short": page("short", "seeds/deepseek.txt", &["--texts", "excerpt"]),
    });
    let shots = folder().join("shots");
    let Some(answer) = peers::node("page.test.mjs", true, &json!({"pages": pages, "shots": shots})) else { return };
    for (name, figure) in answer["figures"].as_object().unwrap() {
        eprintln!("{name}: {figure}");
    }
    eprintln!("screenshots: {}", shots.display());
    let cases = answer["cases"].as_array().unwrap();
    assert!(cases.len() > 20, "only {} cases ran", cases.len());
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{}: {}", case["name"].as_str()?, case["error"].as_str()?)))
        .collect();
    assert!(failed.is_empty(), "{} of {} cases failed:\n{}", failed.len(), cases.len(), failed.join("\n\n"));
}

/// Runs a program of the Node packages; `None` where they are missing.
fn tool(arguments: &[&str]) -> Option<()> {
    if !peers::script("node_modules").is_dir() {
        peers::missing("the Node packages of tests/peers (`npm ci --ignore-scripts` there)");
        return None;
    }
    let mut command = Command::new("node");
    command.current_dir(peers::script("")).args(arguments);
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
    Some(())
}

#[test]
fn the_types_of_the_page_hold() {
    tool(&["node_modules/typescript/bin/tsc", "-p", "../../src/write/page/web"]);
}

#[test]
fn the_sources_of_the_page_are_formatted() {
    let sources = ["../../src/write/page/web/**/*.js", "*.mjs", "page/*.mjs"];
    let check = ["node_modules/prettier/bin/prettier.cjs", "--config", ".prettierrc.json", "--check"];
    tool(&[&check[..], &sources[..]].concat());
}

#[test]
fn the_picture_is_placed_without_overlap() {
    tool(&["test-place.mjs"]);
}

#[test]
fn what_the_panels_work_out_is_right() {
    tool(&["test-panels.mjs"]);
}

#[test]
fn the_built_page_is_what_its_sources_give() {
    tool(&["build-page.mjs", "--check"]);
}
