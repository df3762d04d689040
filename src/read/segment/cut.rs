//! stub
/// Mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// a
    #[default]
    Free,
    /// b
    Announced,
    /// c
    Penalty,
}
/// Cut.
pub struct Cut {
    /// a
    pub cuts: Vec<usize>,
    /// b
    pub mode: Mode,
}
/// Cuts.
pub fn cut(odds: &[f64], announced: Option<usize>) -> Cut {
    let _ = announced;
    let mut cuts = vec![0];
    cuts.extend(odds.iter().enumerate().filter(|(_, o)| **o < 0.0).map(|(i, _)| i + 1));
    Cut { cuts, mode: Mode::Free }
}
