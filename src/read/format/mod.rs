//! The input formats, one module each. [`reader`] defines what a reader is; [`readers`] lists all of them.
//!
//! In comes a decoded [`Source`](crate::read::Source), out go its threads, flat and in the order of the source. Ids and
//! parents are settled later, for all formats, by [`resolve`](crate::read::resolve). [`common`] has what formats share.

mod address;
mod any_json;
mod askbot;
mod blogger;
mod bluesky;
mod body;
mod chat;
mod comentario;
mod commentless;
pub mod common;
pub mod convokit;
mod coral;
pub mod csv;
mod decidim;
mod dialect;
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
pub(in crate::read) mod mail;
pub mod markdown;
mod mastodon;
pub mod moment;
mod movable_type;
mod names;
pub mod outline;
mod outline_text;
pub mod page;
mod palabre_map;
pub mod paste;
pub mod pushshift;
pub mod reader;
pub mod readers;
mod records;
pub mod reddit;
mod remark42;
pub mod signature;
mod sigtop;
mod stackexchange;
mod stackexchange_dump;
mod talk;
mod threads_by_id;
mod walk;
mod web;
mod wordpress;
mod wxr;
mod yaml;
pub mod youtube;
