//! HTML and XML → a [`Tree`] of elements, and elements → plain text.
//!
//! In comes decoded text in HTML or XML, complete, cut off or broken. Out comes a flat tree in document order, in which
//! readers find elements by name, class and attribute. Nothing here knows a site. Every text that people wrote becomes
//! plain text in one function, [`words`], whatever format it is from.

mod grow;
mod html;
mod rules;
mod sums;
mod tree;
mod words;
mod xml;

pub use html::html;
pub use sums::Lengths;
pub use tree::{Element, Tree};
pub use words::{Lines, Treat, Words, fragment, fragment_with, plainly, words};
pub use xml::xml;
