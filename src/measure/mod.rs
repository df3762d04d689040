//! Measures over the products of the stages: stats, eval, explain.

pub mod stats;
