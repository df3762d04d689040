//! The limits of the program in one place: what it refuses or cuts, where, and why.

/// Largest input read into memory, in bytes, or largest thread where threads are read one by one (`tag` of formats
/// with one comment a line); a paste or a page beyond this is a mistake.
pub const INPUT_BYTES: usize = 4 << 30;

/// Largest number of cells (lines × announced comments) of the exact table that cuts a paste; beyond it a penalty found
/// by bisection takes its place, with a diagnostic. 10⁷ cells of 5 bytes are 50 MB.
pub const SEGMENT_CELLS: usize = 10_000_000;

/// Longest quotation, in tokens, that a pair of quotation marks can enclose: a mark left open must not swallow the
/// rest of a comment.
pub const QUOTE_TOKENS: usize = 60;

/// How many earlier comments are weighed as what a comment answers. Replies in forums reach back 40 comments in 99 % of
/// cases (measured on forum threads with known parents); the window keeps linking linear.
pub const LINK_WINDOW: usize = 64;

/// How many sentences of an article or post are weighed one by one as what a comment takes up; those further on count only
/// as part of the whole. News articles have 20 to 60, so that this cuts books alone, and a reply costs at most so many sums.
pub const OPENING_SENTENCES: usize = 512;

/// Bytes of a comment that are weighed for links and drawn in pictures; the rest is tagged but not compared.
pub const COMPARED_BYTES: usize = 64 << 10;

/// Longest DOT label in bytes: Graphviz reads at most 16 KiB of a quoted string.
pub const DOT_LABEL_BYTES: usize = 16_000;

/// Size limit of a compiled regular expression of a rule pack, in bytes; see the `regex` crate on untrusted patterns.
pub const REGEX_BYTES: usize = 1 << 20;

/// Longest regular expression of a rule pack, in bytes.
pub const REGEX_PATTERN_BYTES: usize = 1 << 10;

/// Largest rule pack file, in bytes.
pub const PACK_BYTES: usize = 16 << 20;

/// Most phrases one cue may expand to through `{a,b}` alternation.
pub const EXPANSION: usize = 4_096;

/// The longest phrase of a pack, in bytes: no cue is a paragraph.
pub const PHRASE_BYTES: usize = 400;

/// The most words a phrase of a pack may have; bounds how far back a near phrase is looked for.
pub const PHRASE_WORDS: usize = 16;

/// Most phrases a lexicon may hold, those it includes among them: a million is a dictionary of any language.
pub const LEXICON_PHRASES: usize = 1 << 20;

/// How many open elements of an HTML page are kept one inside the other; what stands deeper becomes a sibling, as in
/// browsers (Blink and `WebKit` stop at 512). Pages of real threads nest a hundred.
pub const MARKUP_DEPTH: usize = 512;

/// How many times its size a packed input may expand to, beyond [`UNPACKED_BYTES`]: text packs ten to twenty times, logs
/// fifty; bombs a thousand times and more.
pub const UNPACKED_RATIO: u64 = 200;

/// Bytes that any packed input may expand to.
pub const UNPACKED_BYTES: u64 = 64 << 20;

/// The largest window of a Zstandard file, in bytes: that of the dumps of Reddit (`zstd --long=31`).
pub const ZSTD_WINDOW: u64 = 2 << 30;

/// How many bytes into a quoted field of a table its closing quote is looked for before the quote counts as one that
/// nobody closed; no comment is so long.
pub const FIELD_BYTES: usize = 1 << 20;

/// How many lines into a quoted field of a table its closing quote is looked for.
pub const FIELD_LINES: usize = 1_000;

/// Most pixels of a raster picture: some 300 comments at twice the size. Beyond, viewers give up, and drawing takes longer
/// than ten seconds.
pub const PICTURE_PIXELS: u64 = 100_000_000;

/// Most bytes of a picture as SVG that is set in fonts for pixels or paper: some 6,000 comments. Every letter of it is held
/// as a glyph with its place, which takes a hundred times its byte.
pub const SET_BYTES: usize = 16 << 20;

/// The longest side of a page of a PDF in points: what readers of the format accept (ISO 32000-1, annex C).
pub const PAGE_POINTS: f64 = 14_400.0;
