//! Pages and documents in markup → a [`Tree`] of elements, and elements → plain words.
//!
//! In comes decoded text in HTML or XML, whole, cut off or broken; out comes a flat tree in document order, of which
//! readers ask for elements by name, class and attribute. Nothing here knows a site. One routine, [`words`], makes plain
//! text of what people wrote, whatever format it came in.

mod grow;
mod html;
mod rules;
mod tree;
mod words;
mod xml;

pub use html::html;
pub use tree::{Element, Tree};
pub use words::{Lines, Treat, Words, fragment, fragment_with, plainly, words};
pub use xml::xml;
