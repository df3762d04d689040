//! What saved pages of blogs and newspapers have in common, whatever program made them: a title, an article, an
//! announced number of comments, links to more comments.
//!
//! In comes the tree of a page and the place where its comments begin, out come those parts, each only if the page
//! leaves no doubt about it.

mod announced;
mod article;
mod boilerplate;
mod byline;
mod candidate;
mod pages;
mod title;

pub(super) use announced::announced;
pub(super) use article::article;
pub(super) use pages::other_pages;
pub(super) use title::title;
