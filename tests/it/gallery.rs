//! The gallery: every committed output in `graphs/`, by the thread it is of, and the index page that shows them.

use std::fmt::Write as _;

/// One thread of the gallery.
pub struct Room {
    /// What the thread is.
    pub title: &'static str,
    /// Where it is.
    pub input: &'static str,
    /// What was made of it.
    pub graphs: &'static [Graph],
}

/// One output: its file in `graphs/`, the command that writes it (`IN` stands for the thread), and what it shows.
pub struct Graph {
    pub file: &'static str,
    pub command: &'static str,
    pub about: &'static str,
}

const fn graph(file: &'static str, command: &'static str, about: &'static str) -> Graph {
    Graph { file, command, about }
}

/// Every room, in the order of the index.
pub const ROOMS: &[Room] = &[
    Room {
        title: "A French article on DeepSeek and its eight comments",
        input: "seeds/deepseek.txt",
        graphs: &[
            graph("deepseek-tree.svg", "map IN --layout tree -f svg", "Tree: who answers whom, by depth of reply."),
            graph("deepseek-thread.svg", "map IN --layout thread -f svg", "Thread: in reading order, to be read."),
            graph(
                "deepseek-icicle.svg",
                "map IN --layout icicle -f svg",
                "Icicle: a row for each depth, for thousands.",
            ),
            graph("deepseek-matrix.svg", "map IN --layout matrix -f svg", "Matrix: which position rebuts which."),
            graph(
                "deepseek-skeptics.svg",
                "map IN --position skeptic --context -f svg",
                "One position, and what it answers.",
            ),
            graph("deepseek-fr.svg", "map IN --ui fr -f svg", "The same tree for French readers."),
            graph("deepseek-grey.svg", "map IN --palette grey -f svg", "Without colour, for print."),
            graph("deepseek-dark.svg", "map IN --palette dark -f svg", "In the dark, for projectors."),
            #[cfg(feature = "raster")]
            graph("deepseek.png", "map IN --scale 1 -f png", "As pixels."),
            #[cfg(feature = "pdf")]
            graph("deepseek.pdf", "map IN --paper a4 --layout thread --ui fr -f pdf", "For print, on A4."),
            graph("deepseek.html", "map IN -f html", "The page to explore it in."),
            graph("deepseek-report.md", "map IN -f md", "The report for a desk."),
            graph("deepseek-rapport.md", "map IN --ui fr -f md", "The report in French."),
            graph("deepseek.txt", "map IN -f text", "The tree of a terminal."),
            graph("deepseek.dot", "map IN -f dot", "Graphviz DOT."),
            graph("deepseek.mmd", "map IN -f mermaid", "A Mermaid flowchart."),
            graph("deepseek.graphml", "map IN -f graphml", "GraphML for networkx and Gephi."),
            graph("deepseek-map.csv", "map IN -f csv", "Nodes and edges for a spreadsheet."),
            graph("deepseek.json", "map IN -f json", "The whole map for programs."),
            graph("deepseek.jsonl", "tag IN -f jsonl", "A record for each comment, for programs."),
            graph("deepseek.csv", "tag IN -f csv", "A row for each comment, for a spreadsheet."),
        ],
    },
    Room {
        title: "A school street in a French town, 85 comments (made for this project)",
        input: "seeds/threads/11-rue-des-tanneurs.jsonl",
        graphs: &[
            graph(
                "rue-des-tanneurs.svg",
                "map IN --ui fr --max-nodes 16 -f svg",
                "Its strongest sixteen; the rest is counted where it hangs.",
            ),
            graph("rue-des-tanneurs-icicle.svg", "map IN --ui fr --layout icicle -f svg", "All of it at a glance."),
            graph("rue-des-tanneurs-rapport.md", "map IN --ui fr -f md", "The report, in French."),
        ],
    },
    Room {
        title: "A four-day week in an English hospital trust, 143 comments (made for this project)",
        input: "seeds/threads/12-four-day-week.jsonl",
        graphs: &[
            graph("four-day-week.html", "map IN -f html", "The page to explore it in."),
            graph("four-day-week-thread.svg", "map IN --layout thread -f svg", "All of it, to be read."),
            graph("four-day-week-icicle.svg", "map IN --layout icicle -f svg", "All of it at a glance."),
            graph(
                "four-day-week-matrix.svg",
                "map IN --layout matrix -f svg",
                "Which position rebuts which, in distinct authors.",
            ),
            graph(
                "four-day-week-subthreads.svg",
                "map IN --collapse subthread --layout thread -f svg",
                "Its subthreads, folded.",
            ),
            graph("four-day-week-report.md", "map IN -f md", "The report for a desk."),
        ],
    },
    Room {
        title: "A sugar tax and ten comments (made for this project)",
        input: "seeds/threads/07-sugar-tax.txt",
        graphs: &[
            graph(
                "sugar-tax-thread.svg",
                "map IN --layout thread -f svg",
                "A paste without any mark of who answers whom.",
            ),
            graph("sugar-tax-strongest.svg", "map IN --layout thread --max-nodes 8 -f svg", "Its strongest eight."),
            graph("sugar-tax.json", "map IN -f json", "The whole map for programs."),
        ],
    },
];

impl Graph {
    /// Its command, word by word.
    pub fn arguments(&self, room: &Room) -> Vec<&'static str> {
        self.command.split(' ').map(|word| if word == "IN" { room.input } else { word }).collect()
    }

    /// Whether a browser shows it as a picture.
    fn is_picture(&self) -> bool {
        [".svg", ".png"].iter().any(|extension| self.file.ends_with(extension))
    }
}

/// Every output with its room.
pub fn graphs() -> impl Iterator<Item = (&'static Room, &'static Graph)> {
    ROOMS.iter().flat_map(|room| room.graphs.iter().map(move |graph| (room, graph)))
}

/// The index page: pictures as pictures, everything else by name, each with the command that writes it. It opens from
/// disk, and runs and loads nothing but the pictures beside it.
pub fn index() -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>palabre: the gallery</title>\n<style>\n\
         :root{color-scheme:light dark}\n\
         body{margin:0 auto;max-width:1200px;padding:24px;font:15px/1.5 \"Liberation Sans\",Arimo,Arial,Helvetica,sans-serif}\n\
         h2{margin:48px 0 12px}\n\
         .pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(340px,100%),1fr));gap:20px}\n\
         figure{margin:0;border:1px solid #94a0b066;border-radius:8px;overflow:hidden}\n\
         figure img{display:block;width:100%;height:300px;object-fit:cover;object-position:top left}\n\
         figcaption{padding:10px 14px;border-top:1px solid #94a0b066}\n\
         code{font-size:12px;overflow-wrap:anywhere}\n</style>\n\
         <h1>The gallery</h1>\n<p>What palabre makes of four threads, each with the command that writes it. \
         The tests write every file here and compare it with what is committed.</p>\n",
    );
    for room in ROOMS {
        let _ = write!(out, "<h2>{}</h2>\n<p><code>{}</code></p>\n<div class=\"pictures\">\n", room.title, room.input);
        for graph in room.graphs.iter().filter(|graph| graph.is_picture()) {
            let Graph { file, about, .. } = graph;
            let _ = writeln!(
                out,
                "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"{about}\" loading=\"lazy\"></a>\
                 <figcaption>{about}<br><code>{}</code></figcaption></figure>",
                command(room, graph)
            );
        }
        out.push_str("</div>\n<ul>\n");
        for graph in room.graphs.iter().filter(|graph| !graph.is_picture()) {
            let Graph { file, about, .. } = graph;
            let _ =
                writeln!(out, "<li><a href=\"{file}\">{file}</a>: {about} <code>{}</code></li>", command(room, graph));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</html>\n");
    out
}

/// The same for readers of the folder in a forge.
pub fn readme() -> String {
    let mut out = String::from(
        "# The gallery\n\nWhat palabre makes of four threads, each with the command that writes it. The tests write every file here \
         and compare it\nwith what is committed; `index.html` shows the pictures side by side.\n",
    );
    for room in ROOMS {
        let _ = write!(out, "\n## {}\n\n", room.title);
        for graph in room.graphs {
            let _ = writeln!(out, "- [{0}]({0}): {1} `{2}`", graph.file, graph.about, command(room, graph));
        }
    }
    out
}

fn command(room: &Room, graph: &Graph) -> String {
    format!("palabre {}", graph.arguments(room).join(" "))
}
