//! What is written is what it says it is: well-formed SVG, DOT that Graphviz accepts, a tree that no terminal obeys.

use std::io::Write as _;
use std::process::{Command, Stdio};

use palabre::filter::View;
use palabre::layout::{Setting, layout};
use palabre::tag::TaggedComment;
use palabre::text::Ui;
use palabre::thread::Kind;
use palabre::write::{Drawing, Palette, RenderInput, Texts, dot, svg, text};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::maps::{self, Maker};
use super::{sheet, svg_of};

/// The elements and attributes that a picture may have.
const ELEMENTS: [&str; 9] = ["svg", "title", "desc", "style", "g", "rect", "path", "circle", "text"];
const ATTRIBUTES: [&str; 21] = [
    "xmlns",
    "xml:lang",
    "lang",
    "role",
    "aria-labelledby",
    "width",
    "height",
    "viewBox",
    "id",
    "class",
    "transform",
    "rx",
    "x",
    "y",
    "d",
    "r",
    "cx",
    "cy",
    "stroke-width",
    "text-decoration",
    "opacity",
];

/// A strict reader of the XML that pictures use: elements, attributes in double quotes, five entities, character data.
fn check_xml(text: &str) -> Result<(), String> {
    let mut rest = text;
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let allowed = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let data = |words: &str| -> Result<(), String> {
        if let Some(bad) =
            words.chars().find(|c| !allowed(*c) || matches!(c, '<' | '>' | '"' | '\u{202e}' | '\u{7f}'..='\u{9f}'))
        {
            return Err(format!("{bad:?} in {words:?}"));
        }
        for part in words.split('&').skip(1) {
            if !["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|entity| part.starts_with(entity)) {
                return Err(format!("bare & in {words:?}"));
            }
        }
        Ok(())
    };
    while let Some(at) = rest.find('<') {
        if open.last() == Some(&"style") {
            // The style sheet is fixed text and class names.
            if rest[..at].contains('&') {
                return Err("& in the style".into());
            }
        } else {
            data(&rest[..at])?;
        }
        rest = &rest[at + 1..];
        let end = rest.find('>').ok_or("an open tag")?;
        let (tag, after) = rest.split_at(end);
        rest = &after[1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}>"));
            }
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) && name != "tspan" {
            return Err(format!("<{name}>"));
        }
        let mut seen = Vec::new();
        while !attributes.trim_start().is_empty() {
            let (key, value) = attributes.trim_start().split_once("=\"").ok_or_else(|| format!("{attributes:?}"))?;
            let (value, left) = value.split_once('"').ok_or_else(|| format!("{attributes:?}"))?;
            if !ATTRIBUTES.contains(&key) || seen.contains(&key) {
                return Err(format!("attribute {key}"));
            }
            seen.push(key);
            data(value)?;
            if key == "id" && !ids.insert(value.to_owned()) {
                return Err(format!("id {value} twice"));
            }
            if value.contains("NaN") || value.contains("inf ") {
                return Err(format!("{key}={value}"));
            }
            attributes = left;
        }
        if !empty {
            open.push(name);
        }
    }
    if !open.is_empty() || !rest.trim().is_empty() {
        return Err(format!("left open: {open:?}"));
    }
    Ok(())
}

/// Runs Graphviz on a graph; `None` where it is not installed.
fn graphviz(graph: &[u8], format: &str) -> Option<Result<Vec<u8>, String>> {
    let mut command = Command::new("dot");
    command.arg(format!("-T{format}")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        assert!(std::env::var_os("CI").is_none(), "Graphviz must be installed where CI is set");
        eprintln!("skipped: `dot` of Graphviz is not installed");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    let graph = graph.to_vec();
    let feeder = std::thread::spawn(move || input.write_all(&graph));
    let output = child.wait_with_output().expect("an end");
    feeder.join().expect("a thread").expect("all of it is read");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    // Where a font is missing Pango says so; that is no fault of the graph.
    let real: Vec<&str> = errors.lines().filter(|line| line.contains("rror") && !line.contains("Pango")).collect();
    Some(if output.status.success() && real.is_empty() { Ok(output.stdout) } else { Err(errors) })
}

#[test]
fn the_check_is_strict() {
    assert!(check_xml("<svg><g id=\"a\"/></svg>").is_ok());
    for bad in [
        "<svg>",
        "<svg>&</svg>",
        "<svg>a\"b</svg>",
        "<svg><g x=\"<\"/></svg>",
        "<svg>\u{0}</svg>",
        "<script/>",
        "<svg onload=\"a\"/>",
        "<svg id=\"a\"><g id=\"a\"/></svg>",
    ] {
        assert!(check_xml(bad).is_err(), "{bad}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn svg_is_well_formed(seed in any::<u64>(), size in 0usize..12, texts in super::texts()) {
        let map = maps::random(seed, size, &texts);
        let mut view = View::whole(&map);
        view.filters = texts;
        view.faded.as_mut_slice().fill(true);
        let palette = [Palette::Okabe, Palette::Grey, Palette::Dark][size % 3];
        let ui = [Ui::En, Ui::Fr][size % 2];
        for arrangement in super::ALL {
            let scene = layout(&view, Setting { ui, ..arrangement.into() });
            let drawing = Drawing { palette, ..Drawing::default() };
            let sheet = RenderInput { ui, drawing, ..sheet(&view, Some(&scene)) };
            let picture = String::from_utf8(svg::write(&sheet).unwrap()).unwrap();
            if let Err(error) = check_xml(&picture) { prop_assert!(false, "{error}\n{picture}"); }
        }
    }

    #[test]
    fn terminals_are_told_nothing(seed in any::<u64>(), size in 0usize..12, texts in super::texts(), columns in 0usize..200) {
        let map = maps::random(seed, size, &texts);
        let view = View::whole(&map);
        let plain = text::write(&RenderInput { columns, ..sheet(&view, None) }).unwrap();
        let plain = String::from_utf8(plain).unwrap();
        prop_assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{plain:?}");
        let turn = '\u{202e}';
        prop_assert!(!plain.contains(turn));
        let coloured = text::write(&RenderInput { color: true, columns, ..sheet(&view, None) }).unwrap();
        let coloured = String::from_utf8(coloured).unwrap();
        // Only colours: every escape sequence ends with m.
        for part in coloured.split('\u{1b}').skip(1) {
            let end = part.find(|c: char| !matches!(c, '[' | ';' | '0'..='9'));
            prop_assert_eq!(end.and_then(|end| part[end..].chars().next()), Some('m'));
        }
    }
}

proptest! {
    // Each case is a process.
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn graphviz_accepts_every_dot(seed in any::<u64>(), size in 1usize..8, texts in super::texts()) {
        let map = maps::random(seed, size, &texts);
        let mut view = View::whole(&map);
        view.filters = texts;
        let graph = dot::write(&sheet(&view, None)).unwrap();
        if let Some(Err(error)) = graphviz(&graph, "dot") { prop_assert!(false, "{error}\n{}", String::from_utf8_lossy(&graph)); }
    }
}

#[test]
fn graphviz_shows_text_as_it_is() {
    let mut make = Maker::new(None);
    make.add(Kind::Comment, "\"\\<>&\\N{} &eacute; \\l \u{0}end");
    let view = View::whole(&make.map);
    let graph = dot::write(&sheet(&view, None)).unwrap();
    let Some(answer) = graphviz(&graph, "svg") else { return };
    let picture = String::from_utf8(answer.expect("accepted")).unwrap();
    let picture = picture.replace("&#160;", " ").replace("&#45;", "-");
    assert!(picture.contains("&quot;\\&lt;&gt;&amp;\\N{} &amp;eacute; \\l end</text>"), "{picture}");
    assert!(picture.contains("id=\"n0\" class=\"node comment unchallenged\""), "{picture}");
}

#[test]
fn a_hidden_text_is_in_no_picture() {
    let map = maps::seed();
    let view = View::whole(&map);
    for arrangement in super::ALL {
        let scene = layout(&view, arrangement);
        let sheet = RenderInput { texts: Texts::None, ..sheet(&view, Some(&scene)) };
        for write in [svg::write, dot::write, text::write] {
            let out = String::from_utf8(write(&sheet).unwrap()).unwrap();
            for words in ["pipotent", "carreau", "inférieur"] {
                assert!(!out.contains(words), "{words}");
            }
        }
    }
}

#[test]
fn the_same_map_is_the_same_bytes() {
    let make = || {
        let map = maps::random(5, 60, &["one".into(), "two words".into()]);
        let view = View::whole(&map);
        (
            super::ALL.map(|arrangement| svg_of(&view, arrangement)),
            dot::write(&sheet(&view, None)).unwrap(),
            text::write(&sheet(&view, None)).unwrap(),
        )
    };
    assert_eq!(make(), make());
}

#[test]
fn headings_are_wrapped_to_the_width_of_the_terminal() {
    let mut part = crate::parts::discussion();
    for TaggedComment { tags, .. } in &mut part.tagged.comments {
        let forms = ["concession", "hedge", "quotation", "echo", "reason", "experience"];
        tags.forms = forms.map(|name| crate::parts::label(name, 0.9, "x", "x")).to_vec();
    }
    let map = crate::parts::map(part);
    let view = View::whole(&map);
    let written = |columns, color| {
        let text = text::write(&RenderInput { columns, color, texts: Texts::None, ..sheet(&view, None) }).unwrap();
        String::from_utf8(text).unwrap()
    };
    let words = |text: &str| -> Vec<String> {
        let guides = |word: &&str| !word.chars().all(|c| "│├└─".contains(c));
        text.split_whitespace().filter(guides).map(str::to_owned).collect()
    };
    let whole = written(1_000, false);
    assert!(whole.lines().any(|line| line.width() > 100), "there is something to wrap:\n{whole}");
    for columns in [44, 60, 80] {
        let text = written(columns, false);
        assert!(text.lines().all(|line| line.width() <= columns && !line.ends_with(' ')), "{columns}:\n{text}");
        assert_eq!(words(&text), words(&whole));
        let coloured = written(columns, true);
        let bare: String = coloured
            .split('\u{1b}')
            .map(|part| part.trim_start_matches(|c| "[;0123456789".contains(c)))
            .map(|part| part.strip_prefix('m').unwrap_or(part))
            .collect();
        assert_eq!(words(&bare), words(&whole));
    }
}
