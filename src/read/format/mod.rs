//! The input formats: one module each, and one table of them.
//!
//! In comes a decoded [`Source`], out go its threads as they stand there, flat and in order; ids and parents are settled
//! afterwards, once for all formats, by [`super::resolve`]. What formats have in common stands in [`common`].

mod askbot;
mod bluesky;
mod comentario;
pub mod common;
mod coral;
mod decidim;
mod discourse;
mod facebook;
mod github;
mod isso;
mod lemmy;
mod mastodon;
pub mod members;
mod remark42;
mod stackexchange;

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
    // Documents in JSON that have a shape of their own. Backups of Remark42 are lines that native JSON Lines would take.
    Reader {
        name: "discourse",
        about: "Discourse: topics, pages of posts and latest posts of its API",
        detect: discourse::detect,
        read: discourse::read,
    },
    Reader {
        name: "mastodon",
        about: "Mastodon: the context of a status, with or without the status",
        detect: mastodon::detect,
        read: mastodon::read,
    },
    Reader {
        name: "bluesky",
        about: "Bluesky: threads of posts, nested or flat",
        detect: bluesky::detect,
        read: bluesky::read,
    },
    Reader {
        name: "lemmy",
        about: "Lemmy: lists of comments, with or without their post",
        detect: lemmy::detect,
        read: lemmy::read,
    },
    Reader {
        name: "github",
        about: "GitHub: issues, pull requests and discussions with their comments, of both its APIs",
        detect: github::detect,
        read: github::read,
    },
    Reader {
        name: "stackexchange",
        about: "Stack Exchange: questions with answers and comments of its API",
        detect: stackexchange::detect,
        read: stackexchange::read,
    },
    Reader {
        name: "askbot",
        about: "Askbot: the comments on a question or an answer",
        detect: askbot::detect,
        read: askbot::read,
    },
    Reader {
        name: "isso",
        about: "Isso: files for its import, and answers of its API",
        detect: isso::detect,
        read: isso::read,
    },
    Reader {
        name: "remark42",
        about: "Remark42: trees and lists of comments, and backups",
        detect: remark42::detect,
        read: remark42::read,
    },
    Reader {
        name: "comentario",
        about: "Comentario and Commento: exports of a site",
        detect: comentario::detect,
        read: comentario::read,
    },
    Reader {
        name: "coral",
        about: "Coral (Talk): stories with comments, of its API and its database, by its published schema",
        detect: coral::detect,
        read: coral::read,
    },
    Reader {
        name: "facebook",
        about: "Facebook: posts and comments of the Graph API, by its published schema",
        detect: facebook::detect,
        read: facebook::read,
    },
    Reader {
        name: "decidim",
        about: "Decidim: comments of its open data and its API, with their alignment, by its published schema",
        detect: decidim::detect,
        read: decidim::read,
    },
    Reader {
        name: "jsonl",
        about: "native JSON Lines, one comment per line",
        detect: jsonl::detect,
        read: jsonl::read,
    },
    Reader {
        name: "text",
        about: "a paste: article, a line such as \"8 comments\", and comments as bare lines or as select-all gives them",
        detect: |source| foreign::structured(source.text).is_none(),
        read: plain::read,
    },
];
