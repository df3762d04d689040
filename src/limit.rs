//! All limits of the program: what it refuses or cuts, where, and why.

/// Largest input that is read into memory, in bytes. Where threads are streamed (`tag` on formats with one comment a
/// line) it limits each thread. A larger paste or page is a mistake.
pub const INPUT_BYTES: usize = 4 << 30;

/// Largest table (lines × announced comments, in cells) for the exact cut of a paste. Beyond it, a penalty found by
/// bisection replaces the table, with a diagnostic. 10⁷ cells of 5 bytes are 50 MB.
pub const SEGMENT_CELLS: usize = 10_000_000;

/// Longest quotation, in tokens, that a pair of quotation marks can enclose. A mark that is never closed must not
/// swallow the rest of a comment.
pub const QUOTE_TOKENS: usize = 60;

/// How many earlier comments are candidates for what a comment answers. In forums, 99 % of replies reach back at most
/// 40 comments (measured on forum threads with known parents). The window keeps linking linear.
pub const LINK_WINDOW: usize = 64;

/// How many sentences of an article or post are compared with a comment one by one; later ones count only as part of
/// the whole. News articles have 20 to 60 sentences, so only books reach the limit. It bounds the work per reply.
pub const OPENING_SENTENCES: usize = 512;

/// How many bytes of a comment are compared for links and drawn in pictures. The remaining text is tagged only.
pub const COMPARED_BYTES: usize = 64 << 10;

/// Longest DOT label, in bytes: Graphviz reads at most 16 KiB of a quoted string.
pub const DOT_LABEL_BYTES: usize = 16_000;

/// Largest compiled regular expression of a rule pack, in bytes. See the `regex` crate on untrusted patterns.
pub const REGEX_BYTES: usize = 1 << 20;

/// Longest regular expression of a rule pack, in bytes.
pub const REGEX_PATTERN_BYTES: usize = 1 << 10;

/// Largest rule pack file, in bytes.
pub const PACK_BYTES: usize = 16 << 20;

/// Most phrases one cue may expand to through `{a,b}` alternation.
pub const EXPANSION: usize = 4_096;

/// Longest phrase of a pack, in bytes: no cue is a paragraph.
pub const PHRASE_BYTES: usize = 400;

/// Most words in a phrase of a pack. It bounds how far back the search for a near phrase goes.
pub const PHRASE_WORDS: usize = 16;

/// Most phrases in a lexicon, including the lexicons that it includes. A million phrases are a dictionary of any
/// language.
pub const LEXICON_PHRASES: usize = 1 << 20;

/// Deepest nesting of elements in an HTML page. Deeper elements become siblings, as in browsers (Blink and `WebKit`
/// stop at 512). Pages of real threads nest a hundred.
pub const MARKUP_DEPTH: usize = 512;

/// How many times its size a compressed input may expand to, beyond [`UNPACKED_BYTES`]. Text expands ten to twenty
/// times, logs fifty times, bombs a thousand times and more.
pub const UNPACKED_RATIO: u64 = 200;

/// How many bytes any compressed input may expand to.
pub const UNPACKED_BYTES: u64 = 64 << 20;

/// Largest window of a Zstandard file, in bytes: the dumps of Reddit use it (`zstd --long=31`).
pub const ZSTD_WINDOW: u64 = 2 << 30;

/// How many bytes of a quoted field of a table are searched for the closing quote. If there is none, the quote counts
/// as never closed: no comment is this long.
pub const FIELD_BYTES: usize = 1 << 20;

/// How many lines of a quoted field of a table are searched for the closing quote.
pub const FIELD_LINES: usize = 1_000;

/// Most pixels of a raster picture: about 300 comments at twice the normal size. Viewers fail on larger ones, and
/// drawing takes longer than ten seconds.
pub const PICTURE_PIXELS: u64 = 100_000_000;

/// Largest SVG, in bytes, that is converted to PNG or PDF: about 6,000 comments. Every letter becomes a glyph with its
/// place, which takes a hundred bytes.
pub const SET_BYTES: usize = 16 << 20;

/// Longest side of a PDF page, in points, that readers accept (ISO 32000-1, annex C).
pub const PAGE_POINTS: f64 = 14_400.0;
