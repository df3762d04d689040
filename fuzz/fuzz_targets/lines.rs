//! Any text as each format whose structure is in its lines: chats, transcripts, talk pages, keyed blocks, outlines.

#![no_main]

use libfuzzer_sys::fuzz_target;
use palabre::read::{Options, read};

const READERS: [&str; 7] = ["chat", "transcript", "subtitles", "talk", "movable-type", "outline", "sigtop"];

fuzz_target!(|text: &str| {
    for reader in READERS {
        let options = Options { from: Some(reader.to_owned()), ..Options::default() };
        let Ok((threads, _)) = read(text.as_bytes(), &options) else { continue };
        for comment in threads.iter().flat_map(|thread| &thread.comments) {
            assert!(comment.origin.span.is_none_or(|span| span.start <= span.end));
            assert!(comment.quotes.iter().all(|quote| comment.text.get(quote.span.start..quote.span.end).is_some()));
        }
    }
});
