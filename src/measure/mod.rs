//! Measures over the products of the stages: what was read, stats, eval, explain, how pastes were cut, the examples of the rules.

pub mod calibration;
pub mod check;
pub mod coverage;
pub mod dispute;
pub mod eval;
pub mod explain;
pub mod fit;
pub mod flip;
pub mod gold;
pub mod reading;
pub mod segments;
pub mod stats;
mod words;
