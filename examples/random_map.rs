//! Prints a random discussion to draw: a reply tree with a quarter as many cross links and texts of three lines.
//!
//! ```sh
//! cargo run --release --example random_map -- 1000 json > map.json   # for palabre
//! cargo run --release --example random_map -- 1000 dot > map.dot     # the same for Graphviz
//! cargo run --release --example random_map -- 1000 dot-free > map.dot   # with cross links that move nothing
//! cargo run --release --example random_map -- 1000 dot-outward > map.dot   # with replies outward from the article
//! ```

use std::io::Write;

#[path = "../benches/graph/mod.rs"]
mod graph;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let graph = graph::Graph::random(count);
    let bytes = match arguments.next().as_deref() {
        Some("dot") => graph.dot(graph::Drawn::Toward).into_bytes(),
        Some("dot-outward") => graph.dot(graph::Drawn::Outward).into_bytes(),
        Some("dot-free") => graph.dot(graph::Drawn::Free).into_bytes(),
        _ => graph.json(),
    };
    std::io::stdout().lock().write_all(&bytes)
}
