//! What a single cell of a table says: nothing, an id, a number, a yes, a side, a time.
//!
//! The words that cells use are in [`Tables`](crate::lang::Tables), a list for each language.

use std::sync::LazyLock;

use crate::lang::{self, List, Words};
use crate::read::format::paste::plain::stamp;
use crate::read::when;
use crate::thread::{Kind, Mark, Relation};

/// What data frames, databases and spreadsheets write into an empty cell.
const NOTHING: [&str; 13] =
    ["", "nan", "null", "none", "na", "n/a", "<na>", "\\n", "#n/a", "nil", "undefined", "-", "#null!"];

/// Words of one meaning in all languages, and the codes that tools write for them.
struct Meaning(LazyLock<Vec<&'static str>>);

impl Meaning {
    const fn new(words: fn() -> Vec<&'static str>) -> Self {
        Meaning(LazyLock::new(words))
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word)
    }
}

/// The words of a list in all languages, and some codes.
fn words(list: fn(&'static Words) -> List, codes: List) -> Vec<&'static str> {
    let mut words = lang::merged(list);
    words.extend(codes);
    words
}

static YES: Meaning =
    Meaning::new(|| words(|words| words.tables.yes, &["1", "1.0", "x", "moderator", "admin", "staff"]));
static NO: Meaning = Meaning::new(|| words(|words| words.tables.no, &["0", "0.0"]));
static SUPPORT: Meaning = Meaning::new(|| words(|words| words.tables.support, &["1", "1.0", "+1"]));
static ATTACK: Meaning = Meaning::new(|| words(|words| words.tables.attack, &["-1", "-1.0"]));
static NEUTRAL: Meaning = Meaning::new(|| words(|words| words.tables.neutral, &["0", "0.0"]));
static SHOWN: Meaning = Meaning::new(|| words(|words| words.tables.shown, &["1", "1.0"]));
static PENDING: Meaning = Meaning::new(|| words(|words| words.tables.pending, &["0", "0.0"]));
static HIDDEN: Meaning = Meaning::new(|| words(|words| words.tables.hidden, &["-1", "-1.0"]));
static DELETED: Meaning = Meaning::new(|| words(|words| words.tables.deleted, &[]));
static REMOVED: Meaning = Meaning::new(|| words(|words| words.tables.removed, &[]));
static DELETED_TEXT: Meaning = Meaning::new(|| words(|words| words.pages.deleted, &[]));
static REMOVED_TEXT: Meaning = Meaning::new(|| words(|words| words.pages.removed, &[]));
static ARTICLES: Meaning = Meaning::new(|| words(|words| words.tables.articles, &[]));
// Reddit calls posts t3 and comments t1.
static POSTS: Meaning = Meaning::new(|| words(|words| words.tables.posts, &["t3"]));
static COMMENTS: Meaning = Meaning::new(|| words(|words| words.tables.comments, &["t1"]));
static REPLIES: Meaning = Meaning::new(|| words(|words| words.tables.replies, &[]));

/// A cell without what spreadsheets put around it (`="0123"`) and without white space at its ends. `None` if it is
/// empty or holds a word for nothing.
pub fn content(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let cell = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell).trim();
    // The longest of these words has nine bytes.
    let is_nothing = cell.len() <= 9 && NOTHING.contains(&cell.to_ascii_lowercase().as_str());
    (!is_nothing).then_some(cell)
}

/// The whole number that a float in a cell means. Data frames and spreadsheets write the ids of a column with gaps as
/// floats: `25000000.0`, `2.5e7`, `2,5E+07`. `None` for anything else, and for an id so long that a float lost digits.
pub fn whole(cell: &str) -> Option<String> {
    // A float holds every whole number up to 2^53.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let shape = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'e' | b'E' | b'+'));
    if !shape || !cell.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let value: f64 = cell.replace(',', ".").parse().ok()?;
    (value.fract() == 0.0 && value < EXACT).then(|| format!("{value:.0}"))
}

/// Whether a cell consists of digits.
pub fn is_figures(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// An id without its prefix: `t1_`, `comment-`, `#`.
pub fn bare_id(cell: &str) -> &str {
    let cell = cell.strip_prefix('#').unwrap_or(cell);
    let bare = ["t1_", "comment-", "comment_"].into_iter().find_map(|prefix| cell.strip_prefix(prefix));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(cell)
}

/// A count of votes: `12`, `12.0`, `1 204`, `1,204`, `1.2K`.
pub fn count(cell: &str) -> Option<i64> {
    let cell = content(cell)?;
    let (figures, times) = match cell.as_bytes().last()? {
        b'k' | b'K' => (cell.get(..cell.len() - 1)?, 1e3),
        b'm' | b'M' => (cell.get(..cell.len() - 1)?, 1e6),
        _ => (cell, 1.0),
    };
    let figures: String = figures.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let value: f64 = match figures.parse() {
        Ok(value) => value,
        // A comma before three digits separates thousands; any other is the decimal mark.
        Err(_) if figures.rsplit(',').next().is_some_and(|last| last.len() == 3) => {
            figures.replace(',', "").parse().ok()?
        }
        Err(_) => figures.replace(',', ".").parse().ok()?,
    };
    let value = libm::round(value * times);
    (value.abs() < 1e15).then_some(value as i64)
}

/// Whether a cell says yes. A time says it too: when the comment was deleted or edited.
pub fn is_yes(cell: &str) -> bool {
    let Some(cell) = content(cell) else { return false };
    let word = cell.to_lowercase();
    if NO.has(&word) || YES.has(&word) {
        return !NO.has(&word);
    }
    word.len() >= 8 && word.contains(|c: char| c.is_ascii_digit())
}

/// The side that a cell takes on what its row answers.
///
/// # Errors
/// When it is a word that names no side.
pub fn side(cell: &str) -> Result<Option<Relation>, ()> {
    let Some(cell) = content(cell) else { return Ok(None) };
    let word = cell.to_lowercase();
    match Relation::named(&word) {
        Some(relation) => Ok(Some(relation)),
        None if SUPPORT.has(&word) => Ok(Some(Relation::Support)),
        None if ATTACK.has(&word) => Ok(Some(Relation::Rebuttal)),
        None if NEUTRAL.has(&word) => Ok(None),
        None => Err(()),
    }
}

/// What moderators decided about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing worth a mark.
    Shown,
    /// It has a mark.
    Marked(Mark),
    /// Its text is gone; `true` if a moderator removed it.
    Gone(bool),
}

/// The state that a cell names; `None` if it is not known.
pub fn state(cell: &str) -> Option<State> {
    let Some(cell) = content(cell) else { return Some(State::Shown) };
    let word = cell.to_lowercase();
    match word.as_str() {
        word if SHOWN.has(word) => Some(State::Shown),
        word if PENDING.has(word) => Some(State::Marked(Mark::Pending)),
        word if HIDDEN.has(word) => Some(State::Marked(Mark::Hidden)),
        "spam" => Some(State::Marked(Mark::Spam)),
        word if DELETED.has(word) => Some(State::Gone(false)),
        word if REMOVED.has(word) => Some(State::Gone(true)),
        _ => None,
    }
}

/// Whether a text is only a placeholder for a text that is gone: `Some(true)` if a moderator removed it.
pub fn gone(text: &str) -> Option<bool> {
    let text = text.trim();
    if DELETED_TEXT.has(text) {
        return Some(false);
    }
    REMOVED_TEXT.has(text).then_some(true)
}

/// The kind that a cell names, and whether the row is a reply to another comment.
pub fn kind(cell: &str) -> Option<(Kind, bool)> {
    let word = content(cell)?.to_lowercase();
    match word.as_str() {
        word if ARTICLES.has(word) => Some((Kind::Article, false)),
        word if POSTS.has(word) => Some((Kind::Post, false)),
        word if COMMENTS.has(word) => Some((Kind::Comment, false)),
        word if REPLIES.has(word) => Some((Kind::Comment, true)),
        word => Some((Kind::named(word)?, false)),
    }
}

/// How the times of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeStyle {
    /// Whether numeric dates put the month before the day.
    pub month_first: bool,
    /// Whether times are days since the end of 1899, as spreadsheets count them.
    pub serial: bool,
}

impl TimeStyle {
    /// The style that fits all cells. The month is first if some second number cannot be a month and every first one
    /// can. If every number can be a month, it is first if only then the rows are in the order of their times.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        let (mut by_day, mut by_month) = (Order::default(), Order::default());
        let (mut serial, mut filled) = (0_usize, 0_usize);
        for cell in cells {
            filled += usize::from(content(cell).is_some());
            serial += usize::from(serial_days(cell).is_some());
            let Some((first, second, year, _)) = figures(cell) else { continue };
            day_first |= first > 12;
            month_first |= second > 12;
            by_day.add((year, second, first));
            by_month.add((year, first, second));
        }
        let by_order = !day_first && !month_first && by_month.is_kept() && !by_day.is_kept();
        TimeStyle { month_first: (month_first && !day_first) || by_order, serial: filled > 0 && serial == filled }
    }

    /// A time as RFC 3339 or a prefix of it; the cell unchanged if it cannot be read. `clock` is the cell of another
    /// column with the time of day.
    pub fn read(self, cell: &str, clock: Option<&str>) -> Option<String> {
        let joined = clock.and_then(content).map(|clock| format!("{} {clock}", cell.trim()));
        let cell = content(joined.as_deref().unwrap_or(cell))?;
        if let Some(days) = serial_days(cell).filter(|_| self.serial) {
            return when::epoch(&((days - EPOCH_DAYS) * 86_400.0 + 0.5).to_string())
                .map(|time| time.trim_end_matches('Z').to_owned());
        }
        if cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+')) {
            // Smaller numbers are years, ranks or ages; as seconds they would be before 1973.
            return cell
                .parse::<f64>()
                .ok()
                .filter(|count| *count >= 1e8)
                .and_then(|_| when::epoch(cell))
                .or_else(|| Some(cell.to_owned()));
        }
        if let Some(time) = when::iso(cell, cell.ends_with("UTC")) {
            return Some(time);
        }
        if let Some(time) = when::mail(cell).or_else(|| scripted(cell)) {
            return Some(time);
        }
        let ordered = figures(cell)
            .filter(|(first, second, ..)| self.month_first && *first <= 12 && *second <= 31)
            .map(|(month, day, year, rest)| format!("{year:04}-{month:02}-{day:02}{rest}"));
        let stamp = stamp::read(ordered.as_deref().unwrap_or(cell));
        // If words remain around the time, the cell is not only a time and stays as it is.
        Some(
            stamp
                .filter(|stamp| !stamp.rest.contains(char::is_alphabetic))
                .map_or_else(|| cell.to_owned(), |stamp| stamp.time),
        )
    }
}

/// The days from the end of 1899, where spreadsheets begin to count, to 1970.
const EPOCH_DAYS: f64 = 25_569.0;

/// A count of days of a spreadsheet, between 1995 and 2064: other numbers are more likely to be something else.
fn serial_days(cell: &str) -> Option<f64> {
    let cell = content(cell)?;
    let days: f64 = cell.replace(',', ".").parse().ok()?;
    (cell.len() >= 5 && (34_700.0..60_000.0).contains(&days)).then_some(days)
}

/// Whether dates are in order, from the first to the last or back.
#[derive(Default)]
struct Order {
    last: Option<(u32, u32, u32)>,
    rises: usize,
    falls: usize,
}

impl Order {
    fn add(&mut self, date: (u32, u32, u32)) {
        if let Some(last) = self.last {
            self.rises += usize::from(date > last);
            self.falls += usize::from(date < last);
        }
        self.last = Some(date);
    }

    /// At least three steps in one direction and none in the other.
    fn is_kept(&self) -> bool {
        const STEPS: usize = 3;
        (self.rises >= STEPS && self.falls == 0) || (self.falls >= STEPS && self.rises == 0)
    }
}

/// Two numbers and a year, separated by `/`, `.` or `-`, and the text after them.
fn figures(cell: &str) -> Option<(u32, u32, u32, &str)> {
    let cell = cell.trim();
    let end = cell.find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '.' | '-'))).unwrap_or(cell.len());
    let (date, rest) = cell.split_at(end);
    let mut parts = date.split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() > 2 || second.len() > 2 || !matches!(year.len(), 2 | 4) || parts.next().is_some() {
        return None;
    }
    let year: u32 = year.parse().ok()?;
    Some((first.parse().ok()?, second.parse().ok()?, if year < 100 { 2000 + year } else { year }, rest))
}

/// A time as JavaScript and Twitter print it: `Wed Jan 15 2020 10:33:42 GMT+0000 (Coordinated Universal Time)`,
/// `Wed Oct 10 20:19:24 +0000 2018`.
fn scripted(cell: &str) -> Option<String> {
    let words: Vec<&str> = cell.split_whitespace().take(6).collect();
    let [_, month, day, third, fourth, fifth] = words.as_slice() else { return None };
    let (year, clock, zone) = match () {
        () if third.contains(':') => (fifth, third, fourth),
        () => (third, fourth, fifth),
    };
    let zone = zone.strip_prefix("GMT").unwrap_or(zone);
    when::mail(&format!("{day} {month} {year} {clock} {zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_many_spellings() {
        for cell in ["", " ", "nan", "NaN", "NULL", "None", "\\N", "<NA>", "=\"\""] {
            assert_eq!(content(cell), None, "{cell}");
        }
        assert_eq!(content("=\"0123\""), Some("0123"));
        assert_eq!(content(" No "), Some("No"));
    }

    #[test]
    fn floats_of_data_frames_are_whole_numbers() {
        for (cell, wanted) in [("25000000.0", "25000000"), ("2.5e7", "25000000"), ("2,5E+07", "25000000"), ("7", "7")] {
            assert_eq!(whole(cell).as_deref(), Some(wanted), "{cell}");
        }
        for cell in ["1.5", "c12", "1.2345678901234567e18", "2.1.3", ""] {
            assert_eq!(whole(cell), None, "{cell}");
        }
    }

    #[test]
    fn counts_come_with_marks_for_thousands() {
        for (cell, wanted) in
            [("12", 12), ("-3", -3), ("12.0", 12), ("1 204", 1204), ("1,204", 1204), ("1.2K", 1200), ("1,2 k", 1200)]
        {
            assert_eq!(count(cell), Some(wanted), "{cell}");
        }
        assert_eq!(count("many"), None);
    }

    #[test]
    fn times_are_read_in_the_style_of_their_column() {
        let french = TimeStyle::of(["03/04/2021 10:15", "25/12/2021"].into_iter());
        let american = TimeStyle::of(["03/04/2021 10:15", "12/25/2021"].into_iter());
        assert_eq!(french.read("03/04/2021 10:15", None).as_deref(), Some("2021-04-03T10:15"));
        assert_eq!(american.read("03/04/2021 10:15", None).as_deref(), Some("2021-03-04T10:15"));
        for (cell, wanted) in [
            ("1609459200", "2021-01-01T00:00:00Z"),
            ("1609459200000", "2021-01-01T00:00:00Z"),
            ("1.6094592e9", "2021-01-01T00:00:00Z"),
            ("2021-01-01 10:15:00", "2021-01-01T10:15:00"),
            ("2021-01-01 10:15:00 UTC", "2021-01-01T10:15:00Z"),
            ("le 1er janvier 2021 à 10h15", "2021-01-01T10:15"),
            ("Fri Jan 01 2021 10:15:00 GMT+0000 (Coordinated Universal Time)", "2021-01-01T10:15:00Z"),
            ("Fri Jan 01 10:15:00 +0000 2021", "2021-01-01T10:15:00Z"),
            ("Fri, 01 Jan 2021 10:15:00 +0000", "2021-01-01T10:15:00Z"),
            ("2 weeks ago", "2 weeks ago"),
            ("2021", "2021"),
            ("soon", "soon"),
        ] {
            assert_eq!(french.read(cell, None).as_deref(), Some(wanted), "{cell}");
        }
        assert_eq!(french.read("01/01/2021", Some("10:15")).as_deref(), Some("2021-01-01T10:15"));
        assert_eq!(french.read("nan", None), None);
    }
}
