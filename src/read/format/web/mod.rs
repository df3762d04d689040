//! What saved pages of blogs and newspapers have in common, whatever made them: a title, an article, a line that counts
//! the comments, links to more of them.
//!
//! In comes the tree of a page and the place where its comments begin, out come those parts, each only where the page
//! leaves no doubt about it.

mod announced;
mod article;
mod beside;
mod byline;
mod candidate;
mod pages;
mod title;

pub(super) use announced::announced;
pub(super) use article::article;
pub(super) use pages::other_pages;
pub(super) use title::title;
