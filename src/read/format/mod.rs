//! The input formats: one module each, and one table of them.
//!
//! In comes a decoded [`Source`], out go its threads as they stand there, flat and in order; ids and parents are settled
//! afterwards, once for all formats, by [`super::resolve`]. What formats have in common stands in [`common`].

pub mod common;
pub mod page;

use super::{Options, ReadError, Source, foreign, jsonl, plain};
use crate::diagnostic::Diagnostic;
use crate::thread::Thread;

/// What one reader makes of a decoded source.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its threads, in order; ids may still be missing or double.
    pub threads: Vec<Thread>,
    /// What was noticed, and what was left out and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// An input format. Adding one is a module, a row in [`READERS`] and a seed under `seeds/formats/`.
pub struct Reader {
    /// Its name for `--from`.
    pub name: &'static str,
    /// One line for help and tables.
    pub about: &'static str,
    /// Whether a decoded source is in this format, by its structure and types, never by one key or by a file's name.
    pub detect: fn(&Source<'_>) -> bool,
    /// Reads it.
    ///
    /// # Errors
    /// When nothing in it can be used.
    pub read: fn(&Source<'_>, &Options) -> Result<Reading, ReadError>,
}

/// Every input format, in the order in which they are tried; the paste takes what no other one knows.
pub const READERS: &[Reader] = &[
    Reader {
        name: "jsonl",
        about: "native JSON Lines, one comment per line",
        detect: jsonl::detect,
        read: jsonl::read,
    },
    Reader {
        name: "hackernews-page",
        about: "pages of Hacker News, since 2012",
        detect: page::hackernews::detect,
        read: page::hackernews::read,
    },
    Reader {
        name: "reddit-page",
        about: "pages of Reddit: old.reddit.com, and those of today by what is published about them",
        detect: page::reddit::detect,
        read: page::reddit::read,
    },
    Reader {
        name: "discourse-page",
        about: "topics of Discourse as it gives them to crawlers",
        detect: page::discourse::detect,
        read: page::discourse::read,
    },
    Reader {
        name: "stackexchange-page",
        about: "questions and answers: Stack Exchange, Askbot",
        detect: page::stackexchange::detect,
        read: page::stackexchange::read,
    },
    Reader {
        name: "github-page",
        about: "issues and pull requests of GitHub",
        detect: page::github::detect,
        read: page::github::read,
    },
    Reader {
        name: "gmail-page",
        about: "conversations of Gmail, saved as a page",
        detect: page::gmail::detect,
        read: page::gmail::read,
    },
    Reader {
        name: "forum-page",
        about: "bulletin boards: XenForo; WoltLab and phpBB by their published templates",
        detect: page::forum::detect,
        read: page::forum::read,
    },
    // Behind the sites and programs, whose pages use these names too and say more in their own way.
    Reader {
        name: "schema-org",
        about: "pages with comments by schema.org or SIOC: microdata, RDFa (Drupal), JSON-LD",
        detect: page::schema::detect,
        read: page::schema::read,
    },
    // Last of the pages, since it goes by nothing but classes.
    Reader {
        name: "comment-list",
        about: "pages with a plain list of comments, each with an id, an author and a text",
        detect: page::list::detect,
        read: page::list::read,
    },
    Reader {
        name: "text",
        about: "a paste: article, a line such as \"8 comments\", and comments as bare lines or as select-all gives them",
        detect: |source| foreign::structured(source.text).is_none(),
        read: plain::read,
    },
];
