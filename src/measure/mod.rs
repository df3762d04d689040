//! Measures of the products of the stages: what was read, counts, evaluation, explanations, how pastes were split, and the
//! examples of rules.

pub mod calibration;
pub mod check;
pub mod coverage;
pub mod dictionary;
pub mod dispute;
pub mod eval;
pub mod explain;
pub mod fit;
pub mod flip;
pub mod gold;
pub mod issue;
pub mod lists;
pub mod reading;
pub mod segments;
pub mod stats;
pub mod suggest;
mod words;
