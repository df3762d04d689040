//! The paste: [`plain`] finds the article and the comments of a copied page, [`segment`] cuts lines without marks.

pub mod plain;
pub mod segment;
