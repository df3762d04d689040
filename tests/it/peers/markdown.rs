//! The `md` writer, read by the Markdown of GitHub (`cmark-gfm`) and by marked.

use std::process::Command;

use palabre::filter::View;
use palabre::graph::ArgumentMap;
use palabre::text::Ui;
use palabre::thread::{Kind, Relation};
use palabre::write::{RenderInput, Texts, escape, markdown};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{HOSTILE, node, palabre, run, seeds};
use crate::draw::maps::{self, Maker};

/// What a report is made of, as marked names it: no link, no picture, no HTML.
const MARKED: [&str; 13] = [
    "blockquote",
    "code",
    "codespan",
    "em",
    "escape",
    "heading",
    "list",
    "list_item",
    "paragraph",
    "space",
    "strong",
    "table",
    "text",
];

/// The same as `cmark-gfm` names it.
const CMARK: [&str; 17] = [
    "block_quote",
    "code",
    "code_block",
    "document",
    "emph",
    "heading",
    "item",
    "list",
    "paragraph",
    "softbreak",
    "strong",
    "table",
    "table_cell",
    "table_header",
    "table_row",
    "text",
    "tasklist",
];

fn of(map: &ArgumentMap, ui: Ui) -> String {
    String::from_utf8(markdown::write(&RenderInput { ui, ..RenderInput::new(&View::whole(map)) }).unwrap()).unwrap()
}

/// Reads documents with marked and checks that they hold nothing active.
fn marked(documents: &[String]) -> Option<Vec<Value>> {
    let found = node("markdown.mjs", false, &json!(documents))?;
    let found = found.as_array().unwrap().clone();
    for (finding, document) in found.iter().zip(documents) {
        for name in finding["types"].as_array().unwrap() {
            assert!(MARKED.contains(&name.as_str().unwrap()), "{name}\n{document}");
        }
    }
    Some(found)
}

/// Reads a document as GitHub does and checks that it holds nothing active. Returns its texts, one after the other.
fn cmark(document: &str) -> Option<String> {
    let mut command = Command::new("cmark-gfm");
    for extension in ["footnotes", "table", "strikethrough", "autolink", "tasklist"] {
        command.args(["-e", extension]);
    }
    command.args(["-t", "xml"]);
    let tree = String::from_utf8(run(command, "cmark-gfm", document.as_bytes())?).unwrap();
    // What stands in a block of code may go over several lines.
    let mut parts = tree.split("<code_block");
    let mut rest = parts.next().unwrap().to_owned();
    for part in parts {
        rest.push_str("<code_block>");
        rest.push_str(part.split_once("</code_block>").unwrap().1);
    }
    let mut said = String::new();
    for line in rest.lines().skip(2) {
        let tag = line.trim_start().trim_start_matches(['<', '/']);
        let name = tag.split([' ', '>', '/']).next().unwrap();
        assert!(CMARK.contains(&name), "{name}: {line}\n{document}");
        if name == "text" || name == "code" {
            let text = tag.split_once('>').map_or("", |(_, text)| text);
            said += text.strip_suffix("</text>").or(text.strip_suffix("</code>")).unwrap_or(text);
        } else {
            said.push(' ');
        }
    }
    Some(said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// A text without spaces and without the joiners that keep addresses from becoming links.
fn bare(text: &str) -> String {
    palabre::layout::clean::line(text).replace('\u{2060}', "").split_whitespace().collect()
}

fn any_texts() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let mut all: Vec<String> = HOSTILE.iter().flat_map(|text| text.lines().map(str::to_owned)).collect();
    for _ in 0..100 {
        all.extend(crate::draw::texts().new_tree(&mut runner).unwrap().current());
    }
    let marks = proptest::string::string_regex("[-!\"#$%&'()*+,./:;<=>?@\\[\\]\\\\^_`{|}~ a1w]{1,24}").unwrap();
    all.extend((0..2_000).map(|_| marks.new_tree(&mut runner).unwrap().current()));
    all.retain(|text| !bare(text).is_empty());
    all
}

#[test]
fn a_line_of_any_text_stays_text() {
    let texts = any_texts();
    let lines: Vec<String> = texts.iter().map(|text| escape::markdown(text)).collect();
    let each = |make: &dyn Fn(&String) -> String| lines.iter().map(make).collect::<Vec<_>>().concat();
    let quotes = each(&|line| format!("> {line}\n\nx\n\n"));
    let items = each(&|line| format!("- **a** {line} *b*\n"));
    let cells = each(&|line| format!("| {line} | 1 |\n"));
    let documents = [quotes, items, format!("| a | b |\n| --- | --- |\n{cells}"), lines.join("\n\n")];
    let whole: String = texts.iter().map(|text| bare(text)).collect();
    for document in &documents {
        let Some(said) = cmark(document) else { break };
        let mut said = bare(&said);
        for text in &texts {
            let at =
                said.find(&bare(text)).unwrap_or_else(|| panic!("{text:?} is not in {}", &said[..said.len().min(300)]));
            assert!(at < 12, "{text:?} stands {at} bytes on: {:?}", &said[..at + 20]);
            said = said.split_off(at + bare(text).len());
        }
    }
    let Some(found) = marked(&documents) else { return };
    let quoted: Vec<String> =
        found[0]["quotes"].as_array().unwrap().iter().map(|quote| bare(&quote.to_string())).collect();
    assert_eq!(quoted.len(), texts.len());
    let said: String =
        found[0]["quotes"].as_array().unwrap().iter().map(|quote| bare(quote[0].as_str().unwrap())).collect();
    assert_eq!(said, whole);
}

#[test]
fn reports_of_the_seeds_hold_nothing_active() {
    let mut documents = Vec::new();
    for path in seeds() {
        for ui in ["en", "fr"] {
            documents.push(palabre(&["map", &path, "-f", "md", "--ui", ui]));
        }
    }
    documents.push(palabre(&["map", "seeds/formats", "-f", "md", "--authors", "keep"]));
    for document in &documents {
        cmark(document);
    }
    let Some(found) = marked(&documents) else { return };
    let at = seeds().iter().position(|path| path == "seeds/deepseek.txt").unwrap();
    let headings = |at: usize| -> Vec<String> {
        found[at]["headings"].as_array().unwrap().iter().map(|heading| heading.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        headings(2 * at)[..5],
        [
            "Report: « Une révolution copernicienne »",
            "What is at stake",
            "1. “Une révolution copernicienne”",
            "Rebuttals to which no answer was found",
            "Figures"
        ]
    );
    assert_eq!(
        headings(2 * at + 1)[..4],
        [
            "Rapport\u{a0}: « Une révolution copernicienne »",
            "Ce qui est en jeu",
            "1. «\u{a0}Une révolution copernicienne\u{a0}»",
            "Réfutations dont la réponse n’a pas été trouvée"
        ]
    );
    // What nobody answered is quoted whole.
    let quotes = found[2 * at]["quotes"].to_string();
    assert!(quotes.contains("en prenant le chemin le plus long…"), "{quotes}");
}

#[test]
fn a_report_of_any_texts_holds_nothing_active() {
    let mut documents = Vec::new();
    for text in HOSTILE {
        let mut make = Maker::new(Some(text));
        let post = make.add(Kind::Post, text);
        let comments: Vec<_> = (0..8).map(|_| make.add(Kind::Comment, text)).collect();
        for (at, relation) in Relation::ALL.into_iter().enumerate() {
            make.link(comments[at], post, relation, 0.6, 0.6).anchor = Some(palabre::span::Span::new(0, text.len()));
        }
        make.link(comments[7], comments[0], Relation::Support, 0.9, 0.9);
        make.holds(comments[0], text, 0.55, &[]);
        make.form(comments[7], text);
        for node in comments {
            make.map.graph[node].comment.author = Some(text.to_owned());
            make.map.graph[node].comment.time = Some(text.to_owned());
            make.map.graph[node].id = format!("{text}{}", node.index());
        }
        let mut view = View::whole(&make.map);
        view.filters = vec![text.to_owned()];
        let diagnostics = [palabre::diagnostic::Diagnostic::warning("x", text).about(text)];
        for (ui, texts) in [(Ui::En, Texts::Full), (Ui::Fr, Texts::Excerpt), (Ui::Fr, Texts::None)] {
            let sheet = RenderInput { ui, texts, diagnostics: &diagnostics, ..RenderInput::new(&view) };
            documents.push(String::from_utf8(markdown::write(&sheet).unwrap()).unwrap());
        }
    }
    let mut runner = TestRunner::deterministic();
    for seed in 0..20 {
        let texts = crate::draw::texts().new_tree(&mut runner).unwrap().current();
        documents.push(of(&maps::random(seed, 60, &texts), Ui::En));
    }
    documents.push(of(&ArgumentMap::default(), Ui::Fr));
    for document in &documents {
        if cmark(document).is_none() {
            break;
        }
    }
    marked(&documents);
}

#[test]
fn a_report_quotes_no_hidden_text_and_counts_no_position_by_person() {
    let mut map = maps::seed();
    for (number, node) in map.graph.node_weights_mut().enumerate() {
        node.comment.author = node.is_comment().then(|| format!("Somebody{number}"));
    }
    let view = View::whole(&map);
    let report =
        String::from_utf8(markdown::write(&RenderInput { texts: Texts::None, ..RenderInput::new(&view) }).unwrap())
            .unwrap();
    for words in ["pipotent", "carreau", "inférieur", "copernicienne"] {
        assert!(!report.contains(words), "{words}:\n{report}");
    }
    let full = of(&map, Ui::En);
    let figures = full.split("## Figures").nth(1).unwrap().split("## ").next().unwrap();
    assert!(figures.contains("| position | comments | which |") && !figures.contains("Somebody"), "{figures}");
}

#[test]
fn a_report_of_a_large_map_is_short_beside_it() {
    let map = maps::random(3, 3_000, &["Some words of a comment.".to_owned()]);
    let report = of(&map, Ui::En);
    assert!(report.len() < 120_000, "{}", report.len());
    assert!(report.contains("more, in `palabre map -f json`"));
}
