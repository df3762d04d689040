//! Chats and transcripts: messages that begin with a time and a name on a line of plain text.
//!
//! [`head`] reads the head of one line, [`scan`] decides which form the heads of a source have and cuts it into turns,
//! [`message`] makes comments of them. `chat` reads heads with a time (`WhatsApp`, Signal, Telegram, Discord, IRC,
//! Zoom, Teams), [`transcript`] heads that are a name and a colon only, [`subtitles`] the cues of recordings. Parents are known
//! only where a message says what it answers.

mod detect;
mod head;
mod line;
mod message;
mod notice;
mod scan;
mod speaker;
pub mod subtitles;
pub mod transcript;

pub use detect::detect;
pub(in crate::read::format) use line::{Line, lines};

use super::reader::Reading;
use crate::read::{error::ReadError, options::Options, source::Source};

/// The name before a colon at the beginning of a text, if it looks like the name of a speaker, and where the words begin.
pub(super) fn speaker_of(text: &str) -> Option<(&str, usize)> {
    scan::bare_head(text).filter(|(name, _)| speaker::look(name).is_some())
}

/// Reads a chat whose messages begin with a time as one thread.
///
/// # Errors
/// When no line begins with a time and a name.
pub fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let Some(script) = scan::script(source.text) else {
        let why = "no line begins with a time and a name".to_owned();
        return Err(ReadError::Unusable {
            what: "a chat",
            why,
            help: "export it again as text, or read it with --from text",
        });
    };
    let (thread, diagnostics) = message::thread(&script);
    Ok(Reading { threads: vec![thread], diagnostics })
}

#[cfg(test)]
mod tests;
