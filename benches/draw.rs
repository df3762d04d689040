//! What a picture costs: how layout and drawing grow from 1,000 to 100,000 comments, and whole processes against
//! Graphviz on the same graphs in the same run. The graphs are those of `examples/random_map.rs`.
//!
//! `cargo bench --bench draw` measures growth. `cargo bench --bench draw -- --dot` compares with `dot -Tsvg` as well, at
//! 100, 1,000 and 5,000 comments; `dot` takes minutes for the last. Both sides read one file and write one SVG: `dot` a
//! DOT, palabre a map as JSON, so that its time to read it counts; the layout is `thread`, and `tree` is printed beside it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench prints and may stop"
)]

mod graph;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use graph::{Drawn, Graph};
use palabre::filter::View;
use palabre::layout::{Arrangement, layout};
use palabre::write::{RenderInput, svg};

/// Sizes over which growth is measured, in comments.
const SIZES: [usize; 5] = [1_000, 3_162, 10_000, 31_623, 100_000];

/// Greatest growth exponent from the first to the last of them.
const GROWTH: f64 = 1.1;

/// How long 10,000 and 100,000 comments may take as whole processes.
const LIMITS: [(usize, Duration); 2] = [(10_000, Duration::from_millis(300)), (100_000, Duration::from_secs(3))];

/// Least ratio of the time of `dot` to ours, where all its edges constrain it (replies outward, as trees are drawn), and
/// where cross links do not. With all lines toward what is answered `dot` is some three times quicker; that is printed too.
const RATIOS: [(usize, f64, Option<f64>); 3] = [(100, 3.0, None), (1_000, 50.0, None), (5_000, 1_000.0, Some(100.0))];

/// How long `dot` may take before it is stopped.
const PATIENCE: Duration = Duration::from_mins(3);

/// How long the picture of one comment of 50 MB may take: its text must not be measured whole.
const LONG: Duration = Duration::from_millis(100);

fn main() {
    growth();
    long_texts();
    let folder = std::env::temp_dir().join(format!("palabre-draw-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    processes(&folder);
    if std::env::args().any(|argument| argument == "--dot") {
        against(&folder);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The shortest of several runs: what else the machine does only ever adds to it.
fn shortest(rounds: usize, mut run: impl FnMut()) -> Duration {
    let once = |()| {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    std::iter::repeat_n((), rounds).map(once).min().unwrap()
}

fn growth() {
    for arrangement in [Arrangement::Thread, Arrangement::Tree, Arrangement::Icicle, Arrangement::Matrix] {
        let mut times = Vec::new();
        for size in SIZES {
            let map = Graph::random(size).map();
            let view = View::whole(&map);
            let mut bytes = 0;
            let time = shortest(if size > 20_000 { 5 } else { 15 }, || {
                let scene = layout(&view, arrangement);
                bytes = svg::write(&RenderInput { scene: Some(&scene), ..RenderInput::new(&view) }).unwrap().len();
            });
            println!("{} {size}: layout and SVG {:.1} ms, {bytes} bytes", arrangement.name(), time.as_secs_f64() * 1e3);
            times.push(time.as_secs_f64());
        }
        let steps = libm::log(SIZES[SIZES.len() - 1] as f64 / SIZES[0] as f64);
        let exponent = libm::log(times[times.len() - 1] / times[0]) / steps;
        println!("{}: growth exponent {exponent:.3} (at most {GROWTH})", arrangement.name());
    }
}

/// Pictures of one comment whose text is far longer than its card.
fn long_texts() {
    for piece in ["palabre ", "a", "e\u{301}", "\u{301}", "\u{200d}", "  "] {
        let mut map = Graph::random(1).map();
        for node in map.graph.node_weights_mut() {
            node.comment.text = piece.repeat(50_000_000 / piece.len());
        }
        let view = View::whole(&map);
        for arrangement in [Arrangement::Thread, Arrangement::Tree, Arrangement::Icicle] {
            let time = shortest(3, || {
                let scene = layout(&view, arrangement);
                svg::write(&RenderInput { scene: Some(&scene), ..RenderInput::new(&view) }).unwrap();
            });
            let (name, took) = (arrangement.name(), time.as_secs_f64() * 1e3);
            println!("{name}, 50 MB of {piece:?}: {took:.1} ms (at most {})", LONG.as_millis());
        }
    }
}

fn processes(folder: &Path) {
    for (size, most) in LIMITS {
        let input = folder.join(format!("{size}.json"));
        std::fs::write(&input, Graph::random(size).json()).unwrap();
        for layout in ["thread", "tree", "icicle"] {
            let time = palabre(&input, layout, 5);
            println!(
                "{size} as a process, {layout}: {:.0} ms (at most {})",
                time.as_secs_f64() * 1e3,
                most.as_millis()
            );
        }
    }
}

fn against(folder: &Path) {
    for (size, ratio, free) in RATIOS {
        let graph = Graph::random(size);
        let (input, dot) = (folder.join("map.json"), folder.join("map.dot"));
        std::fs::write(&input, graph.json()).unwrap();
        let rounds = if size > 1_000 { 1 } else { 3 };
        let (thread, tree) = (palabre(&input, "thread", 7), palabre(&input, "tree", 7));
        for (drawn, least) in [(Drawn::Toward, None), (Drawn::Outward, Some(ratio)), (Drawn::Free, free)] {
            std::fs::write(&dot, graph.dot(drawn)).unwrap();
            let output = folder.join("dot.svg");
            // Graphviz takes minutes for the largest: a second round would tell nothing new.
            let rounds = if size > 1_000 { 1 } else { rounds };
            let mut ended = true;
            let peer = shortest(rounds, || {
                let mut command = Command::new("timeout");
                command.arg(PATIENCE.as_secs().to_string()).args(["dot", "-Tsvg"]).arg(&dot).arg("-o").arg(&output);
                ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success();
            });
            let of = |ours: Duration| peer.as_secs_f64() / ours.as_secs_f64();
            println!(
                "{size}, {drawn:?}: dot {}{:.3} s, palabre thread {:.4} s ({:.1} times), tree {:.4} s ({:.1} times){}",
                if ended { "" } else { "stopped after " },
                peer.as_secs_f64(),
                thread.as_secs_f64(),
                of(thread),
                tree.as_secs_f64(),
                of(tree),
                least.map_or(String::new(), |least| format!(" (at least {least})")),
            );
        }
    }
}

fn palabre(input: &Path, layout: &str, rounds: usize) -> Duration {
    let output = input.with_extension("svg");
    shortest(rounds, || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_palabre"));
        run(command.args(["map", "-q", "-f", "svg", "--layout", layout, "-o"]).arg(&output).arg(input));
    })
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}
