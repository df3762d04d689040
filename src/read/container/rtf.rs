//! Rich text (RTF) of Word, `WordPad`, `TextEdit` and others → its text.
//!
//! In come the bytes, out comes the text with a line for each paragraph: letters in any encoding that a font names,
//! `\u` escapes, tabs and line ends. Pictures, tables of fonts and styles, headers, footers, notes, deleted and hidden
//! text are left out. Groups are kept on a stack of bounded depth, and every byte is looked at once.

use encoding_rs::Encoding;

use super::Content;
use crate::read::error::ReadError;

/// How many groups may be open. Real files have twenty; text in deeper groups counts as in the last one.
const DEPTH: usize = 1_000;

/// The most bytes of a control word. The specification allows 32 letters and ten digits.
const WORD_BYTES: usize = 48;

/// Groups whose content is no text of the document.
const SKIPPED: [&[u8]; 42] = [
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"objdata",
    b"header",
    b"headerl",
    b"headerr",
    b"headerf",
    b"footer",
    b"footerl",
    b"footerr",
    b"footerf",
    b"footnote",
    b"annotation",
    b"fldinst",
    b"nonshppict",
    b"listtable",
    b"listoverridetable",
    b"rsidtbl",
    b"xmlnstbl",
    b"themedata",
    b"colorschememapping",
    b"datastore",
    b"latentstyles",
    b"generator",
    b"bkmkstart",
    b"bkmkend",
    b"revtbl",
    b"filetbl",
    b"pgdsctbl",
    b"tc",
    b"xe",
    b"template",
    b"ftnsep",
    b"ftnsepc",
    b"aftnsep",
    b"listpicture",
    b"private",
    b"atnid",
    b"atnauthor",
];

/// The encodings of the code pages that `\ansicpg` names.
const PAGES: [(i32, &str); 18] = [
    (874, "windows-874"),
    (932, "shift_jis"),
    (936, "gbk"),
    (949, "euc-kr"),
    (950, "big5"),
    (866, "ibm866"),
    (1250, "windows-1250"),
    (1251, "windows-1251"),
    (1252, "windows-1252"),
    (1253, "windows-1253"),
    (1254, "windows-1254"),
    (1255, "windows-1255"),
    (1256, "windows-1256"),
    (1257, "windows-1257"),
    (1258, "windows-1258"),
    (10_000, "macintosh"),
    (10_007, "x-mac-cyrillic"),
    (65_001, "utf-8"),
];

/// The code pages of the character sets that fonts name with `\fcharset`.
const CHARSETS: [(i32, i32); 16] = [
    (0, 1252),
    (77, 10_000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
    (256, 65_001),
];

/// Characters that control words name.
const NAMED: [(&[u8], &str); 22] = [
    (b"par", "\n"),
    (b"line", "\n"),
    (b"sect", "\n"),
    (b"page", "\n"),
    (b"row", "\n"),
    (b"nestrow", "\n"),
    (b"tab", "\t"),
    (b"cell", "\t"),
    (b"nestcell", "\t"),
    (b"emdash", "—"),
    (b"endash", "–"),
    (b"lquote", "‘"),
    (b"rquote", "’"),
    (b"ldblquote", "“"),
    (b"rdblquote", "”"),
    (b"bullet", "•"),
    (b"emspace", " "),
    (b"enspace", " "),
    (b"qmspace", " "),
    (b"softline", "\n"),
    (b"softpage", "\n"),
    (b"column", "\n"),
];

/// Whether bytes begin like rich text.
pub(super) fn detect(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().get(..64).unwrap_or(bytes.trim_ascii_start()).to_ascii_lowercase().starts_with(b"{\\rtf")
}

/// The text of a file. A file that is cut off gives what comes before the cut.
///
/// # Errors
/// None: anything that follows the beginning of rich text can be read.
#[allow(clippy::unnecessary_wraps, reason = "the table of containers has one type for all")]
pub(super) fn open(bytes: &[u8]) -> Result<Content, ReadError> {
    Ok(Content { bytes: text(bytes).into_bytes(), ..Content::default() })
}

/// What a group changes and its end restores.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Whether its text is left out.
    is_skipped: bool,
    /// Whether the text is hidden or deleted.
    is_hidden: bool,
    /// How many characters follow a `\u` escape for programs that do not know it.
    fallback: usize,
    /// The encoding of escaped bytes.
    encoding: &'static Encoding,
    /// Whether it is the table of fonts.
    is_fonts: bool,
}

/// The reading of a file.
struct Reader {
    out: String,
    /// Escaped bytes that are not decoded yet: an encoding may have two for a letter.
    bytes: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
    groups: Vec<Group>,
    /// How many more groups are open than `groups` holds.
    deeper: usize,
    /// How many characters are still to be skipped after a `\u` escape.
    skip: usize,
    /// The encodings of fonts, by their number.
    fonts: std::collections::HashMap<i32, &'static Encoding>,
    /// The font that the table of fonts describes.
    font: i32,
    /// The encoding where no font names one.
    default: &'static Encoding,
}

fn text(bytes: &[u8]) -> String {
    let group = Group {
        is_skipped: false,
        is_hidden: false,
        fallback: 1,
        encoding: encoding_rs::WINDOWS_1252,
        is_fonts: false,
    };
    let mut reader = Reader {
        out: String::with_capacity(bytes.len() / 2),
        bytes: Vec::new(),
        high: None,
        groups: vec![group],
        deeper: 0,
        skip: 0,
        fonts: std::collections::HashMap::new(),
        font: 0,
        default: encoding_rs::WINDOWS_1252,
    };
    reader.read(bytes);
    reader.flush();
    reader.out
}

impl Reader {
    fn read(&mut self, bytes: &[u8]) {
        let mut at = 0;
        // Whether the current group has begun and nothing in it decided yet what it is.
        let mut is_star = false;
        while let Some(byte) = bytes.get(at).copied() {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.begin();
                    (is_star, self.skip) = (false, 0);
                }
                b'}' => {
                    self.flush();
                    self.end();
                    (is_star, self.skip) = (false, 0);
                }
                b'\r' | b'\n' | 0 => {}
                b'\\' => {
                    let next = bytes.get(at).copied();
                    match next {
                        Some(b'\'') => {
                            let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
                            if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
                                self.byte((high * 16 + low) as u8);
                                at += 3;
                            } else {
                                at += 1;
                            }
                        }
                        Some(b'*') => {
                            is_star = true;
                            at += 1;
                        }
                        Some(letter) if letter.is_ascii_alphabetic() => {
                            let (word, value, length) = control(bytes.get(at..).unwrap_or_default());
                            at += length;
                            if word == b"bin" {
                                at = at
                                    .saturating_add(usize::try_from(value.unwrap_or(0)).unwrap_or(0))
                                    .min(bytes.len());
                            } else {
                                self.word(word, value, is_star);
                            }
                            is_star = false;
                        }
                        Some(symbol) => {
                            at += 1;
                            match symbol {
                                b'~' => self.char(' '),
                                b'_' => self.char('-'),
                                b'\n' | b'\r' => self.push("\n"),
                                b'\\' | b'{' | b'}' => self.char(char::from(symbol)),
                                _ => {}
                            }
                        }
                        None => {}
                    }
                }
                // Some programs write letters unescaped, in the encoding of the font.
                byte => self.byte(byte),
            }
        }
    }

    fn begin(&mut self) {
        match self.groups.last().copied() {
            Some(group) if self.groups.len() < DEPTH => self.groups.push(group),
            _ => self.deeper += 1,
        }
    }

    fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if self.groups.len() > 1 {
            self.groups.pop();
        }
    }

    /// The innermost group.
    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn is_silent(&self) -> bool {
        self.groups.last().is_some_and(|group| group.is_skipped || group.is_hidden)
    }

    /// Takes a control word with its number.
    fn word(&mut self, word: &[u8], value: Option<i32>, is_star: bool) {
        let fallback = self.groups.last().map_or(1, |group| group.fallback);
        if word == b"u" {
            self.unicode(value.unwrap_or(0));
            self.skip = fallback;
            return;
        }
        self.flush();
        if self.skip > 0 && NAMED.iter().any(|(name, _)| *name == word) {
            self.skip -= 1;
            return;
        }
        self.skip = 0;
        let is_on = value != Some(0);
        if let Some((_, text)) = NAMED.iter().find(|(name, _)| *name == word) {
            self.push(text);
            return;
        }
        let (fonts, default) = (&self.fonts, self.default);
        let encoding = match word {
            b"f" => fonts.get(&value.unwrap_or(0)).copied().or(Some(default)),
            b"ansicpg" => value.and_then(page),
            b"mac" => page(10_000),
            _ => None,
        };
        if word == b"ansicpg" || word == b"mac" {
            self.default = encoding.unwrap_or(self.default);
        }
        let is_in_fonts = self.groups.last().is_some_and(|group| group.is_fonts);
        if is_in_fonts {
            match word {
                b"f" => self.font = value.unwrap_or(0),
                b"fcharset" => {
                    let page = CHARSETS
                        .iter()
                        .find(|(charset, _)| Some(*charset) == value)
                        .and_then(|(_, number)| page(*number));
                    // The character set 0 is the one of the file.
                    let page = if value == Some(0) { Some(self.default) } else { page };
                    if let Some(page) = page {
                        self.fonts.insert(self.font, page);
                    }
                }
                _ => {}
            }
        }
        let is_skipped = is_star || SKIPPED.contains(&word);
        if let Some(group) = self.group() {
            group.encoding = encoding.unwrap_or(group.encoding);
            match word {
                b"uc" => group.fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(8),
                b"v" | b"deleted" => group.is_hidden = is_on,
                b"plain" => group.is_hidden = false,
                b"fonttbl" => group.is_fonts = true,
                _ => {}
            }
            group.is_skipped |= is_skipped;
        }
    }

    /// Takes a `\u` escape: a UTF-16 unit, negative beyond 32767.
    fn unicode(&mut self, value: i32) {
        self.flush_bytes();
        let unit = value as u16;
        let c = match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => char::decode_utf16([high, unit]).next().and_then(Result::ok),
            (_, unit) => char::from_u32(u32::from(unit)),
        };
        let c = c.unwrap_or('\u{FFFD}');
        if !self.is_silent() {
            self.out.push(if c == '\0' { '\u{FFFD}' } else { c });
        }
    }

    /// Takes a byte of text.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.is_silent() {
            self.bytes.push(byte);
        }
    }

    /// Takes a character that a control symbol names.
    fn char(&mut self, c: char) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.is_silent() {
            self.flush();
            self.out.push(c);
        }
    }

    fn push(&mut self, text: &str) {
        self.flush();
        if !self.is_silent() {
            self.out.push_str(text);
        }
    }

    fn flush(&mut self) {
        self.high = None;
        self.flush_bytes();
    }

    /// Decodes the escaped bytes.
    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let encoding = self.groups.last().map_or(encoding_rs::WINDOWS_1252, |group| group.encoding);
        let (text, _) = encoding.decode_without_bom_handling(&self.bytes);
        self.out.push_str(&text);
        self.bytes.clear();
    }
}

/// The encoding of a code page.
fn page(number: i32) -> Option<&'static Encoding> {
    let (_, label) = PAGES.iter().find(|(page, _)| *page == number)?;
    Encoding::for_label(label.as_bytes())
}

/// A control word with its number, and how many bytes both take, including the space that ends them.
fn control(bytes: &[u8]) -> (&[u8], Option<i32>, usize) {
    let head = bytes.get(..bytes.len().min(WORD_BYTES)).unwrap_or_default();
    let letters = head.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_negative = head.get(letters) == Some(&b'-');
    let from = letters + usize::from(is_negative);
    let digits = head.get(from..).unwrap_or_default().iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(head.get(from..from + digits).unwrap_or_default())
        .ok()
        .and_then(|text| text.parse::<i32>().ok());
    let number = number.map(|number| if is_negative { -number } else { number });
    let end = if digits > 0 { from + digits } else { letters };
    let space = usize::from(head.get(end) == Some(&b' '));
    (head.get(..letters).unwrap_or_default(), number, end + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_any_encoding() {
        for (file, expected) in [
            (r"{\rtf1\ansi\ansicpg1252 d\'e9j\'e0 vu\par\par l\rquote autre\line fin}", "déjà vu\n\nl’autre\nfin"),
            (r"{\rtf1\ansi\uc1 l\u8217 ?\u233?t\u233\'e9}", "l’été"),
            (r"{\rtf1\ansi\uc2 a\u8217 ??b}", "a’b"),
            (r"{\rtf1\ansi\uc0 a\u8217 b}", "a’b"),
            (r"{\rtf1\ansi \u-10179 ?\u-8704 ?!}", "\u{1F600}!"),
            (r"{\rtf1\ansi\ansicpg1251 \'c4\'e0}", "Да"),
            (
                r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}\f0 oui \f1\'c4\'e0\f0  !}",
                "oui Да !",
            ),
            (r"{\rtf1\ansi\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
            (r"{\rtf1\mac\ansicpg10000 d\'8ej\'88}", "déjà"),
            (r"{\rtf1 a\{b\}c\\d\~e\_f\-g}", "a{b}c\\d e-fg"),
            (
                r"{\rtf1 {\*\generator Word;}{\info{\title T}}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} a{\v hidden}{\deleted gone}b}",
                "link ab",
            ),
            (r"{\rtf1 {\pict\wmetafile8 0102}{\header top}a\cell b\cell\row}", "a\tb\t\n"),
            ("{\\rtf1 a\\\nb\\\r\nc\nd}", "a\nb\ncd"),
            (r"{\rtf1 a{\b b", "ab"),
            ("{\\rtf1 a{\\pict\\bin3 }}}b}c", "ac"),
        ] {
            assert_eq!(text(file.as_bytes()), expected, "{file}");
        }
    }

    #[test]
    fn hostile_files_take_linear_time() {
        for part in ["{", "}", "\\u1 ", "\\'e9", "\\bin9999999999 ", "{\\fonttbl{\\f1\\fcharset2", "\\a", "\\"] {
            let _ = text(format!("{{\\rtf1 {}", part.repeat(100_000)).as_bytes());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(tail in proptest::collection::vec(proptest::num::u8::ANY, 0..200), words in "(\\\\(u|uc|f|bin|ansicpg|'|\\*|par|v)?-?[0-9]{0,11} ?|[{}a ]){0,60}") {
            let mut bytes = b"{\\rtf1".to_vec();
            bytes.extend(words.as_bytes());
            bytes.extend(tail);
            let _ = text(&bytes);
        }
    }
}
