//! Holds the code to the design: who may import whom, how long a file may be, what may not stand in `src`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Modules that everyone may import and that import only each other.
const BASE: [&str; 12] = [
    "span",
    "limit",
    "diagnostic",
    "parallel",
    "sort",
    "lang",
    "place",
    "text",
    "thread",
    "union_find",
    "ids",
    "schema",
];

/// The stages in the order of the data. Each may import those before it.
const STAGES: [&str; 9] = ["read", "tag", "link", "privacy", "graph", "filter", "issue", "layout", "write"];

/// Longest file of `src`, in lines.
const LONGEST: usize = 500;

/// Words and phrases that `docs/style.md` replaces, and how often `src` may still contain each. Lower a number when you
/// can; never raise one.
const TRANSLATED: [(&str, usize); 19] = [
    ("stands", 15),
    ("stand", 10),
    ("tells", 1),
    ("told", 2),
    ("hangs on", 2),
    ("hang on", 1),
    ("hung", 0),
    ("of its own", 13),
    ("of one's own", 0),
    ("beside", 7),
    ("so many", 3),
    ("so much", 0),
    ("as far as", 0),
    ("anew", 0),
    ("whoever", 2),
    ("whatever", 14),
    ("at hand", 0),
    ("nothing but", 0),
    ("said", 33),
];

/// How often `src` may still skip a value that a table lacks: `if let Some(slot) = table.get_mut(key)`.
const SILENT_SKIPS: usize = 10;

/// How many groups of files inside one room may import each other in a circle.
const CIRCLES: usize = 7;

/// What may not stand in `src` outside tests, and why.
const FORBIDDEN: [(&str, &str); 9] = [
    (".unwrap()", "panics"),
    (".expect(", "panics"),
    ("panic!(", "panics"),
    ("todo!(", "unfinished"),
    ("unimplemented!(", "unfinished"),
    ("unreachable!(", "panics"),
    ("dbg!(", "left over"),
    (" println!(", "a closed pipe makes it panic"),
    (" print!(", "a closed pipe makes it panic"),
];

/// One file of `src`.
struct Source {
    /// Its path below `src`, with `/`.
    path: String,
    /// Its whole text.
    text: String,
}

impl Source {
    /// All of them, in order of path.
    fn all() -> Vec<Source> {
        let mut files = Vec::new();
        let mut folders = vec![root().join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let name = path.strip_prefix(root().join("src")).unwrap().to_str().unwrap().replace('\\', "/");
                    files.push(Source { path: name, text: fs::read_to_string(&path).unwrap() });
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(files.len() > 20, "the sources were not found");
        files
    }

    /// The module it belongs to: `write` for `write/svg.rs`.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Its lines outside tests and comments, with their numbers. Tests stand at the end of a file, or in a file of
    /// their own called `tests.rs`.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.ends_with("tests.rs");
        self.text
            .lines()
            .enumerate()
            .take_while(move |(_, line)| !is_test && line.trim() != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(at, line)| (at + 1, line))
    }

    /// The modules of the crate that its code names, each with the line of the first mention.
    fn imports(&self) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        let code: Vec<_> = self.code().collect();
        let text: String = code.iter().fold(String::new(), |mut text, (_, line)| {
            writeln!(text, "{line}").unwrap();
            text
        });
        let line_of = |at: usize| code[text[..at].matches('\n').count()].0;
        // How many folders deep the module stands: one `super` leads out of a file of a stage's folder only where
        // the file is the folder's `mod.rs`.
        let depth = self.path.matches('/').count() + usize::from(!self.path.ends_with("mod.rs"));
        let mut paths = vec!["crate::".to_owned(), "palabre::".to_owned()];
        if self.path != "lib.rs" && self.path != "main.rs" {
            paths.push("super::".repeat(depth));
        }
        for prefix in paths {
            for (at, _) in text.match_indices(&prefix) {
                // `super::super::x` holds `super::x` too; only the whole path counts.
                if text[..at].ends_with("super::") || text[..at].ends_with(|char: char| char.is_alphanumeric()) {
                    continue;
                }
                for name in heads(&text[at + prefix.len()..]) {
                    if name != "super" {
                        found.entry(name).or_insert_with(|| line_of(at));
                    }
                }
            }
        }
        found
    }

    /// The files whose items its code names, by their number in `files`, which is sorted by module path.
    fn imported_files(&self, files: &BTreeMap<String, usize>) -> BTreeSet<usize> {
        let text: String = self.code().flat_map(|(_, line)| [line, "\n"]).collect();
        let own = module_path(&self.path);
        let mut found = BTreeSet::new();
        for (prefix, base) in
            [("crate::", Some(String::new())), ("super::", parent(&own)), ("self::", Some(own.clone()))]
        {
            let Some(base) = base else { continue };
            for (start, _) in text.match_indices(prefix) {
                let inside = text[..start].ends_with(|char: char| char.is_alphanumeric() || char == ':' || char == '_');
                if inside {
                    continue;
                }
                let (mut base, mut rest) = (base.clone(), &text[start + prefix.len()..]);
                while let Some(above) = rest.strip_prefix("super::") {
                    rest = above;
                    base = parent(&base).unwrap_or_default();
                }
                for path in paths(rest) {
                    let full = if base.is_empty() { path } else { format!("{base}::{path}") };
                    // The longest prefix that is a file holds the item.
                    let mut module = full.as_str();
                    loop {
                        if let Some(&index) = files.get(module) {
                            found.insert(index);
                            break;
                        }
                        match module.rfind("::") {
                            Some(end) => module = &module[..end],
                            None => break,
                        }
                    }
                }
            }
        }
        found
    }
}

/// The module around a module: `a` for `a::b`, none for the root.
fn parent(module: &str) -> Option<String> {
    match module.rfind("::") {
        Some(end) => Some(module[..end].to_owned()),
        None => (!module.is_empty()).then(String::new),
    }
}

/// All paths of a use tree: `a::b` and `a::c::d` for `a::{b, c::d}`.
fn paths(tree: &str) -> Vec<String> {
    let is_part = |char: char| char.is_alphanumeric() || char == '_' || char == ':';
    let head: String = tree.chars().take_while(|char| is_part(*char)).collect();
    let rest = &tree[head.len()..];
    let head = head.trim_end_matches(':').to_owned();
    let Some(group) = rest.strip_prefix('{') else { return vec![head] };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, char) in group.char_indices() {
        if char == '{' {
            depth += 1;
        } else if (char == ',' && depth == 0) || char == '}' {
            if depth == 0 {
                for inner in paths(group[start..at].trim()) {
                    found.push(if head.is_empty() { inner } else { format!("{head}::{inner}") });
                }
                start = at + 1;
                if char == '}' {
                    break;
                }
            } else {
                depth -= 1;
            }
        }
    }
    found
}

/// The first names of the paths that begin here: `read` for `read::Thread`, both of `{read::x, tag}`.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut heads = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                heads.push(name(group[start..at].trim_start()));
                start = at + 1;
                if char == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The modules that a module may import, itself among them; `None` for those that may import all.
fn allowed(module: &str) -> Option<BTreeSet<&str>> {
    let mut allowed: BTreeSet<&str> = BASE.into_iter().chain([module]).collect();
    if let Some(place) = STAGES.iter().position(|stage| *stage == module) {
        allowed.extend(&STAGES[..place]);
        allowed.insert("rule");
        if module == "write" {
            allowed.remove("read");
        }
    } else if module == "pipeline" {
        allowed.extend(STAGES);
        allowed.insert("rule");
    } else if module == "measure" {
        allowed.extend(STAGES);
        allowed.extend(["rule", "pipeline"]);
    } else if !BASE.contains(&module) && module != "rule" {
        return None;
    }
    Some(allowed)
}

#[test]
fn every_module_has_its_place_in_the_design() {
    let known: BTreeSet<_> =
        BASE.iter().chain(&STAGES).copied().chain(["rule", "pipeline", "measure", "cli", "lib", "main"]).collect();
    for source in Source::all() {
        assert!(known.contains(source.module()), "src/{} belongs to no stage of the design", source.path);
    }
}

#[test]
fn imports_follow_the_way_of_the_data() {
    let mut wrong = String::new();
    for source in Source::all() {
        let Some(allowed) = allowed(source.module()) else { continue };
        for (module, line) in source.imports() {
            if !allowed.contains(module.as_str()) {
                writeln!(wrong, "src/{}:{line} imports `{module}`", source.path).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the table of the design:\n{wrong}");
}

#[test]
fn nobody_imports_the_command_line() {
    for source in Source::all() {
        if !matches!(source.module(), "cli" | "main") {
            assert!(!source.imports().contains_key("cli"), "src/{} imports `cli`", source.path);
        }
    }
}

#[test]
fn the_reading_of_imports_sees_every_form() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let names = |source: &Source| source.imports().into_keys().collect::<Vec<_>>();
    let text =
        "use crate::{read::{self, A}, tag};\nlet x = crate::link::f();\n// crate::cli\n#[cfg(test)]\nuse crate::cli;";
    assert_eq!(names(&source("write/x.rs", text)), ["link", "read", "tag"]);
    let text = "use super::escape;\nuse super::super::cli;\nuse super::super::{layout, graph::{a, b}};";
    assert_eq!(names(&source("write/x.rs", text)), ["cli", "graph", "layout"]);
    assert_eq!(names(&source("write/mod.rs", "use super::cli;")), ["cli"]);
    assert_eq!(names(&source("read/format/paste/segment/cut.rs", "use super::super::plain;")), [""; 0]);
    assert_eq!(source("a/b.rs", "\n\nuse crate::cli;").imports()["cli"], 3);
    let files: BTreeMap<String, usize> = ["read", "read::json", "read::json::value", "tag"]
        .iter()
        .enumerate()
        .map(|(at, name)| ((*name).to_owned(), at))
        .collect();
    let text = "use crate::{read::json::{Scan, value::Value}, tag::Tags};\nuse super::super::read;";
    let found: Vec<usize> = source("link/pair.rs", text).imported_files(&files).into_iter().collect();
    assert_eq!(found, [0, 1, 2, 3]);
    assert_eq!(module_path("read/json/mod.rs"), "read::json");
}

#[test]
fn files_are_rooms_one_can_know() {
    let mut sizes: Vec<(usize, String)> =
        Source::all().into_iter().map(|source| (source.text.lines().count(), source.path)).collect();
    sizes.sort();
    let (longest, path) = sizes.last().unwrap();
    assert!(*longest <= LONGEST, "src/{path} has {longest} lines; split it by meaning");
    let at = |share: usize| sizes[(sizes.len() - 1) * share / 100].0;
    assert!(at(50) <= 150, "the median file has {} lines", at(50));
    assert!(at(90) <= 350, "one file in ten has more than {} lines", at(90));
}

#[test]
fn the_code_is_written_in_plain_english() {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let texts: Vec<String> = Source::all().into_iter().map(|source| source.text.to_lowercase()).collect();
    let mut wrong = String::new();
    for (phrase, most) in TRANSLATED {
        let count: usize = texts
            .iter()
            .flat_map(|text| text.match_indices(phrase).map(move |(start, _)| (text, start)))
            .filter(|(text, start)| {
                !text[..*start].ends_with(is_word) && !text[start + phrase.len()..].starts_with(is_word)
            })
            .count();
        if count > most {
            writeln!(wrong, "src contains {phrase:?} {count} times, at most {most} are left; see docs/style.md")
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_missing_value_is_noticed() {
    let skips = |line: &str| line.contains("if let Some(") && line.contains("get_mut");
    let found: Vec<String> = Source::all()
        .iter()
        .flat_map(|source| {
            source.code().filter(|(_, line)| skips(line)).map(|(line, _)| format!("{}:{line}", source.path))
        })
        .collect();
    assert!(
        found.len() <= SILENT_SKIPS,
        "use a table of `src/place.rs`, which notices a wrong key:\n{}",
        found.join("\n")
    );
}

#[test]
fn a_contract_is_written_once() {
    for words in ["\"palabre/1\"", "\"palabre.tag/1\""] {
        let places: Vec<String> = Source::all()
            .iter()
            .flat_map(|source| {
                source
                    .code()
                    .filter(|(_, line)| line.contains(words))
                    .map(|(line, _)| format!("{}:{line}", source.path))
            })
            .collect();
        assert!(places.len() == 1 && places[0].starts_with("schema/"), "{words} is in {places:?}");
    }
    for source in Source::all() {
        for (line, code) in source.code() {
            // Looking a row up by a name that the user typed is fine; comparing it with a fixed name is not.
            let asks = ["==", "!="]
                .iter()
                .any(|sign| ["reader", "writer"].iter().any(|row| code.contains(&format!("{row}.name {sign} \""))));
            assert!(!asks, "src/{}:{line} asks a row for its name: give the table a flag", source.path);
        }
    }
}

#[test]
fn files_do_not_import_each_other_in_circles() {
    let sources = Source::all();
    let files: BTreeMap<String, usize> =
        sources.iter().enumerate().map(|(index, source)| (module_path(&source.path), index)).collect();
    let mut graph = petgraph::graph::DiGraph::<usize, ()>::new();
    let nodes: Vec<_> = (0..sources.len()).map(|index| graph.add_node(index)).collect();
    for (index, source) in sources.iter().enumerate() {
        for target in source.imported_files(&files) {
            // A folder's `mod.rs` declares its files and re-exports from them, so the two always know each other.
            let (a, b) = (module_path(&source.path), module_path(&sources[target].path));
            let is_family = a.starts_with(&format!("{b}::")) || b.starts_with(&format!("{a}::"));
            if target != index && !is_family {
                graph.update_edge(nodes[index], nodes[target], ());
            }
        }
    }
    let circles: Vec<Vec<&str>> = petgraph::algo::tarjan_scc(&graph)
        .into_iter()
        .filter(|group| group.len() > 1)
        .map(|group| group.into_iter().map(|node| &*sources[graph[node]].path).collect())
        .collect();
    let rooms =
        |circle: &[&str]| circle.iter().map(|path| path.split('/').next().unwrap()).collect::<BTreeSet<_>>().len();
    for circle in &circles {
        assert_eq!(rooms(circle), 1, "a circle runs through several rooms: {circle:?}");
    }
    assert!(circles.len() <= CIRCLES, "{} circles:\n{circles:#?}", circles.len());
}

/// `read::format::csv` for `read/format/csv/mod.rs`.
fn module_path(path: &str) -> String {
    let path = path.strip_suffix(".rs").unwrap();
    path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
}

#[test]
fn nothing_in_src_panics_or_is_left_over() {
    let mut wrong = String::new();
    for source in Source::all() {
        for (line, code) in source.code() {
            for (word, why) in FORBIDDEN {
                if code.contains(word) {
                    writeln!(wrong, "src/{}:{line} {word} ({why})", source.path).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What opens a connection or listens for one, and what runs another program. Addresses are only numbers, and texts hold
/// some that are masked.
const OUTSIDE: [&str; 11] = [
    "net::{",
    "net::*",
    "rustix::net",
    "ToSocketAddrs",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "UnixStream",
    "UnixListener",
    "UnixDatagram",
    "process::Command",
];

#[test]
fn the_live_page_alone_listens_and_nothing_connects_or_runs_a_program() {
    let mut wrong = String::new();
    let mut listens = false;
    for source in Source::all() {
        for (line, code) in source.code() {
            let server = source.path == "cli/view/http.rs";
            listens |= server && code.contains("TcpListener::bind((Ipv4Addr::LOCALHOST, port))");
            let grouped = code.contains("std::process::{") && code.contains("Command");
            let connects = [".connect(", "::connect(", "::connect_timeout("].iter().any(|word| code.contains(word));
            let outside = OUTSIDE.iter().any(|word| (word.contains("Command") || !server) && code.contains(word));
            if grouped || connects || outside {
                writeln!(wrong, "src/{}:{line} {}", source.path, code.trim()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(listens, "the server listens on this machine only");
}

#[test]
fn pictures_and_graphs_write_no_markup_by_hand() {
    let is_markup = |line: &str| line.contains("\"<") || line.contains("</") || line.contains("/>");
    let files = Source::all();
    let files =
        files.iter().filter(|file| file.path.starts_with("write/svg/") || file.path.starts_with("write/graphml/"));
    let mut seen = 0;
    for file in files {
        seen += 1;
        for (number, line) in file.code() {
            assert!(!is_markup(line), "{}:{number}: `write/xml.rs` writes markup: {line}", file.path);
        }
    }
    assert!(seen > 5, "the writers were not found");
}

#[test]
fn every_file_says_what_it_is() {
    for source in Source::all() {
        assert!(source.text.starts_with("//! "), "src/{} has no module header", source.path);
    }
}

#[test]
fn no_path_of_a_machine_is_in_the_project() {
    let mut folders = vec![root().to_path_buf()];
    let skipped = ["target", ".git", "seeds", "graphs", "proptest-regressions", "node_modules"];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if skipped.contains(&name) || path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            // Put together here, so that this file does not name them.
            for place in ["work", "root", "home", "Users", "farm"].map(|place| format!("/{place}/")) {
                for (at, _) in text.match_indices(&place) {
                    let inside_a_path =
                        text[..at].ends_with(|char: char| char.is_alphanumeric() || "_.-/".contains(char));
                    assert!(inside_a_path, "{} names {place}", path.display());
                }
            }
        }
    }
}

#[test]
fn every_reader_has_a_seed() {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let folders = ["seeds", "seeds/formats"].map(|folder| fs::read_dir(root().join(folder)).unwrap());
    for entry in folders.into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = palabre::read::decode(&fs::read(path).unwrap()).text;
            // The first one that knows it reads it.
            known.extend(
                palabre::read::READERS
                    .iter()
                    .find(|reader| (reader.detect)(&palabre::read::Source::new(&text)))
                    .map(|reader| reader.name),
            );
        }
    }
    for reader in palabre::read::READERS {
        assert!(known.contains(reader.name), "seeds/ holds no sample for the reader `{}`", reader.name);
    }
}

#[test]
fn every_writer_has_a_golden_file() {
    let graphs = root().join("graphs");
    if !graphs.is_dir() {
        eprintln!("skipped: there is no graphs/ yet");
        return;
    }
    let names: Vec<String> =
        fs::read_dir(graphs).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    for writer in palabre::write::WRITERS {
        // Two commands may write formats with the same name, so the gallery's commands decide, not the extensions.
        let verb = match writer.verb {
            palabre::write::Verb::Map => "map ",
            palabre::write::Verb::Tag => "tag ",
        };
        let format = format!(" -f {}", writer.name);
        let made = super::gallery::graphs()
            .filter(|(_, graph)| graph.command.starts_with(verb) && graph.command.ends_with(&format))
            .any(|(_, graph)| names.iter().any(|name| name == graph.file));
        assert!(made, "graphs/ holds no output of the writer `{}` of `palabre {verb}`", writer.name);
    }
}
