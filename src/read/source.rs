//! A decoded source, as the readers are asked about it.

/// How much of a source is looked at to tell its format: one shows itself at its beginning. Pages of HTML carry long
/// heads of scripts and styles before anything is said, so markup is given four times as much.
const HEAD_BYTES: usize = 64 << 10;
const MARKUP_HEAD_BYTES: usize = 256 << 10;

/// The decoded text of one input. Detection must rest on its head alone, so that a file cut off behind it is still told.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    /// All of it: no byte order mark, lines ended by `\n` alone, no NUL.
    pub text: &'t str,
}

impl<'t> Source<'t> {
    /// What the readers are asked about.
    pub fn new(text: &'t str) -> Self {
        Source { text }
    }

    /// The part on which detection rests, without leading white space.
    pub fn head(&self) -> &'t str {
        let text = self.text.trim_start();
        let limit = if text.starts_with('<') { MARKUP_HEAD_BYTES } else { HEAD_BYTES };
        text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
    }
}
