//! The input formats: one module each. [`reader`] says what a reader is, [`readers`] lists them all.
//!
//! In comes a decoded [`Source`](crate::read::Source), out go its threads as the source has them, flat and in order. Ids
//! and parents are settled afterwards, once for all formats, by [`resolve`](crate::read::resolve). What formats have in
//! common is in [`common`].

mod address;
mod askbot;
mod blogger;
mod bluesky;
mod comentario;
mod commentless;
pub mod common;
pub mod convokit;
mod coral;
pub mod csv;
mod decidim;
mod discourse;
mod disqus;
mod export;
mod facebook;
mod feed;
mod github;
pub mod hackernews;
mod isso;
pub(in crate::read) mod jsonl;
mod lemmy;
mod mail;
pub mod markdown;
mod mastodon;
pub mod members;
mod names;
pub mod page;
mod palabre_map;
pub mod paste;
pub mod pushshift;
pub mod reader;
pub mod readers;
pub mod reddit;
mod remark42;
mod stackexchange;
mod stackexchange_dump;
mod web;
mod wordpress;
mod wxr;
pub mod youtube;
