//! Counts how often the lines of cross links cross other lines, which is what a reader has to untangle.

use petgraph::graph::EdgeIndex;

use super::{EdgePath, Point};

/// One straight segment of a line.
struct Stretch {
    edge: EdgeIndex,
    cross: bool,
    low: Point,
    high: Point,
}

/// Counts the crossings in which at least one line is a cross link. Lines that only touch do not cross. Quadratic in
/// the number of segments, so only for small pictures and for tests.
pub fn crossings(edge_paths: &[EdgePath]) -> usize {
    let (mut level, mut upright): (Vec<Stretch>, Vec<Stretch>) = (Vec::new(), Vec::new());
    for path in edge_paths {
        for (a, b) in path.points.iter().zip(path.points.iter().skip(1)) {
            let low = Point::new(a.x.min(b.x), a.y.min(b.y));
            let high = Point::new(a.x.max(b.x), a.y.max(b.y));
            let stretch = Stretch { edge: path.edge, cross: !path.primary, low, high };
            if high.y - low.y > high.x - low.x { &mut upright } else { &mut level }.push(stretch);
        }
    }
    let clear = 0.5;
    let meet = |a: &Stretch, b: &Stretch| {
        a.edge != b.edge
            && (a.cross || b.cross)
            && a.low.x + clear < b.low.x
            && b.low.x < a.high.x - clear
            && b.low.y + clear < a.low.y
            && a.low.y < b.high.y - clear
    };
    level.iter().map(|a| upright.iter().filter(|b| meet(a, b)).count()).sum()
}
