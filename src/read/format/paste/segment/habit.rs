//! Habits of typing, which distinguish authors.
//!
//! In comes a line, out comes its way of each habit, if it shows one. Over a page, it computes how rare each way is: a habit
//! of every line shows nothing.

use super::named::named;
use super::signs::is_emoji;
use super::word::Flags;

named! {
    /// A habit that a line shows in one of two ways, or not at all. The meaning is that of the first way.
    Habit {
        Spacing = "space-before-marks", "puts a space before ? ! ;";
        Colon = "space-before-colon", "puts a space before a colon";
        NoBreak = "no-break-space", "uses no-break spaces before high marks";
        Apostrophe = "curly-apostrophe", "uses curly apostrophes";
        Ellipsis = "one-ellipsis", "writes an ellipsis as one character";
        TwoDots = "two-dots", "writes two dots for an ellipsis";
        Dots = "dots", "uses an ellipsis";
        Guillemets = "guillemets", "quotes with guillemets";
        CurlyQuotes = "curly-quotes", "quotes with curly marks rather than straight ones";
        Capitals = "capitals", "begins sentences with a capital";
        FirstCapital = "first-capital", "begins with a capital";
        Commas = "comma-space", "puts a space after a comma";
        SpaceComma = "space-before-comma", "puts a space before a comma";
        TightStop = "no-space-after-stop", "puts no space after a full stop";
        EndStop = "end-stop", "ends with a stop";
        Accents = "accents", "writes accents";
        Hasty = "hasty-words", "uses the short forms of hasty typing";
        Shouts = "shouting", "writes words in capitals";
        Repeated = "repeated-marks", "repeats ! or ?";
        Exclaims = "exclamation-mark", "uses exclamation marks";
        Asks = "question-mark", "uses question marks";
        Smiles = "smiley", "uses smileys";
        Emoji = "emoji", "uses emoji";
        Brackets = "brackets", "uses brackets";
        Semicolon = "semicolon", "uses semicolons";
        LongDash = "long-dash", "uses long dashes rather than hyphens between words";
        Markup = "markup", "uses marks of formatting";
        TwoSpaces = "two-spaces", "puts two spaces somewhere";
        Links = "web-address", "gives web addresses";
        Contractions = "contractions", "contracts verbs";
        SmallI = "small-pronoun", "writes the pronoun I in lower case";
        Negation = "full-negation", "writes both words of a negation";
        Inclusive = "inclusive-spelling", "spells for both genders";
    }
}

/// The number of habits.
pub const HABITS: usize = Habit::ALL.len();

/// The way of a line in every habit: 1 for the first way, -1 for the other, 0 if it does not show.
pub type Ways = [i8; HABITS];

/// How rare each way of each habit is on a page, among the lines that show the habit: the other way, and the first.
#[derive(Clone, Debug)]
pub struct Rarity([[f64; 2]; HABITS]);

/// The most that one habit in common counts.
const RAREST: f64 = 2.5;

impl Rarity {
    /// Counts the habits of a page.
    pub fn of<'w>(all: impl Iterator<Item = &'w Ways>) -> Self {
        let mut counts = [[0_u32; 2]; HABITS];
        for ways in all {
            for ([other, first], way) in counts.iter_mut().zip(ways) {
                *other += u32::from(*way < 0);
                *first += u32::from(*way > 0);
            }
        }
        Rarity(counts.map(|[other, first]| {
            let shown = f64::from(other + first) + 1.0;
            [other, first].map(|some| if some > 0 { libm::log(shown / f64::from(some)).min(RAREST) } else { 0.0 })
        }))
    }

    /// How much it means that two lines agree in a habit.
    pub fn agreement(&self, habit: Habit, way: i8) -> f64 {
        let [other, first] = self.0.get(habit as usize).copied().unwrap_or_default();
        if way > 0 { first } else { other }
    }
}

/// The ways that the characters of a line show.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a line")]
struct Marks {
    spaced: u32,
    tight: u32,
    colon_spaced: u32,
    colon_tight: u32,
    no_break: bool,
    curly: u32,
    straight: u32,
    ellipsis: u32,
    dots: u32,
    two_dots: u32,
    guillemets: u32,
    curly_quotes: u32,
    straight_quotes: u32,
    upper: u32,
    lower: u32,
    comma_spaced: u32,
    comma_tight: u32,
    space_comma: bool,
    tight_stop: bool,
    repeated: bool,
    exclaims: bool,
    asks: bool,
    emoji: bool,
    bracket: bool,
    semicolon: bool,
    dash: i8,
    markup: bool,
    two_spaces: bool,
    shouts: bool,
    inclusive: bool,
}

/// Words of this many capitals are shouted.
const SHOUTED: u32 = 4;

/// An ending for both genders needs a word of at least this many letters before it.
const GENDERED: u32 = 3;

impl Marks {
    fn of(line: &str) -> Marks {
        let mut found = Marks::default();
        let (mut before, mut two_before) = (' ', ' ');
        // A sentence begins with the next letter, once there is a space.
        let (mut ended, mut spaced) = (true, true);
        // Letters of the word so far, and whether all are capitals; full stops in a row.
        let (mut letters, mut capitals, mut stops) = (0_u32, true, 0_u32);
        let mut rest = line.chars();
        while let Some(c) = rest.next() {
            let mut ahead = rest.clone();
            let (next, after_next) = (ahead.next().unwrap_or('\n'), ahead.next().unwrap_or('\n'));
            if stops > 0 && c != '.' {
                found.two_dots += u32::from(stops == 2);
                found.dots += u32::from(stops > 2);
                stops = 0;
            }
            if c.is_alphabetic() {
                if ended && spaced {
                    found.upper += u32::from(c.is_uppercase());
                    found.lower += u32::from(c.is_lowercase());
                }
                ended = false;
                letters += 1;
                capitals &= c.is_uppercase();
                found.shouts |= capitals && letters >= SHOUTED && !next.is_alphabetic();
            } else {
                found.mark(c, before, two_before, (next, after_next));
                found.inclusive |= letters >= GENDERED && for_both(c, rest.as_str());
                letters = 0;
                capitals = true;
                stops += u32::from(c == '.');
                match c {
                    '.' | '!' | '?' | '…' => (ended, spaced) = (true, false),
                    c if c.is_whitespace() => {
                        spaced = true;
                        found.two_spaces |= before == ' ' && c == ' ';
                    }
                    c => ended &= is_quotation_mark(c),
                }
            }
            (two_before, before) = (before, c);
        }
        found.two_dots += u32::from(stops == 2);
        found.dots += u32::from(stops > 2);
        found
    }

    /// Counts one character that is no letter.
    fn mark(&mut self, c: char, before: char, two_before: char, (next, after_next): (char, char)) {
        match c {
            '!' | '?' | ';' => {
                self.spaced += u32::from(before.is_whitespace());
                self.tight += u32::from(before.is_alphanumeric());
                self.repeated |= c != ';' && matches!(before, '!' | '?');
                self.exclaims |= c == '!';
                self.asks |= c == '?';
                self.semicolon |= c == ';';
            }
            // A colon before a bracket or letter is a smiley or an address.
            ':' if !next.is_alphanumeric() && !matches!(next, ')' | '(' | '/' | '-' | '|') => {
                self.colon_spaced += u32::from(before.is_whitespace());
                self.colon_tight += u32::from(before.is_alphabetic());
            }
            '\u{a0}' | '\u{202f}' => self.no_break = true,
            '’' => self.curly += 1,
            '\'' => self.straight += 1,
            '…' => self.ellipsis += 1,
            '.' => {
                self.tight_stop |= next.is_alphabetic() && after_next.is_alphabetic();
            }
            '«' | '»' => self.guillemets += 1,
            '“' | '”' | '„' => self.curly_quotes += 1,
            '"' => self.straight_quotes += 1,
            ',' => {
                self.comma_spaced += u32::from(next.is_whitespace() && next != '\n');
                self.comma_tight += u32::from(next.is_alphabetic());
                self.space_comma |= before.is_whitespace() && two_before.is_alphabetic();
            }
            '(' => self.bracket = true,
            '*' => self.markup |= next.is_alphanumeric(),
            '_' => self.markup |= !before.is_alphanumeric() && next.is_alphabetic(),
            '[' => {
                self.markup |=
                    matches!(next, '/' | 'b' | 'i' | 'q') && matches!(after_next, ']' | 'b' | 'i' | 'q' | 'u');
            }
            c if is_emoji(c) => self.emoji = true,
            _ => {}
        }
        if before == ' ' && next == ' ' {
            match c {
                '–' | '—' => self.dash = 1,
                '-' if self.dash == 0 => self.dash = -1,
                _ => {}
            }
        }
    }
}

/// Whether an ending for both genders follows: `.e.s`, `-e-`, `(e)s`, `·e`.
fn for_both(mark: char, rest: &str) -> bool {
    let mut rest = rest.chars();
    let joins = |c: char| matches!(c, '.' | '-' | '·' | '/' | '•');
    if rest.next() != Some('e') {
        return false;
    }
    match (mark, rest.next()) {
        ('(', Some(')')) => true,
        (mark, Some('s')) if joins(mark) => rest.next().is_none_or(|c| !c.is_alphanumeric()),
        (mark, Some(c)) if joins(mark) => {
            // `-e` before a hyphen, or before nothing after a dot in the middle: `engagé-e-s`, `tous·te`, `élu.e`.
            joins(c) || (!c.is_alphanumeric() && mark != '/')
        }
        (mark, None) => joins(mark) && mark != '/',
        _ => false,
    }
}

/// Whether a character is a quotation mark.
pub fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '‟' | '‹' | '›')
}

/// The place of the last smiley of characters in a text, in bytes.
pub fn smiley(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let ends = |index: usize| matches!(at(index), b' ' | b'.' | b',' | b'!' | b'\n') || at(index) >= 0x80;
    let mut found = None;
    for (index, byte) in bytes.iter().enumerate() {
        let is_face = match byte {
            b'^' => at(index + 1) == b'^',
            b'<' => at(index + 1) == b'3',
            b':' | b';' | b'=' | b'8' | b'x' | b'X' => {
                let before = index.checked_sub(1).map_or(b' ', at);
                let alone = !(matches!(byte, b'8' | b'x' | b'X') && (before.is_ascii_alphanumeric() || before >= 0x80));
                let mouth = index + if at(index + 1) == b'-' { 2 } else { 1 };
                let mut end = mouth;
                while matches!(at(end), b')' | b'(' | b'D' | b'p' | b'P' | b'd' | b'o' | b'|' | b'/' | b'\\')
                    && end < mouth + 9
                {
                    end += 1;
                }
                alone && end > mouth && ends(end)
            }
            _ => false,
        };
        if is_face {
            found = Some(index);
        }
    }
    found
}

/// The ways of a line. `flags` are those of its words.
pub fn ways(line: &str, flags: &Flags, has_link: bool) -> Ways {
    let marks = Marks::of(line);
    let two = |first: bool, other: bool| if first { 1 } else { -i8::from(other) };
    let shown = |shown: bool| i8::from(shown);
    let more = |first: u32, other: u32| if first + other == 0 { 0 } else { two(first > 0 && first >= other, true) };
    let dots = marks.dots + marks.two_dots;
    let end = line.trim_end_matches(|c: char| is_quotation_mark(c) || c == ')' || c.is_whitespace());
    let first = line.chars().find(|c| c.is_alphabetic());
    let mut ways = [0; HABITS];
    let mut put = |habit: Habit, way: i8| {
        crate::place::set(&mut ways, habit as usize, way);
    };
    put(Habit::Spacing, more(marks.spaced, marks.tight));
    put(Habit::Colon, more(marks.colon_spaced, marks.colon_tight));
    put(Habit::NoBreak, if marks.spaced + marks.colon_spaced > 0 { two(marks.no_break, true) } else { 0 });
    put(Habit::Apostrophe, if marks.curly + marks.straight > 0 { two(marks.curly > marks.straight, true) } else { 0 });
    put(Habit::Ellipsis, more(marks.ellipsis, dots));
    put(Habit::TwoDots, shown(marks.two_dots > 0));
    put(Habit::Dots, shown(marks.ellipsis + marks.dots > 0));
    put(Habit::Guillemets, more(marks.guillemets, marks.curly_quotes + marks.straight_quotes));
    put(
        Habit::CurlyQuotes,
        if marks.curly_quotes + marks.straight_quotes > 0 {
            two(marks.curly_quotes > marks.straight_quotes, true)
        } else {
            0
        },
    );
    put(Habit::Capitals, more(marks.upper, marks.lower));
    put(Habit::FirstCapital, first.map_or(0, |c| two(c.is_uppercase(), true)));
    put(Habit::Commas, two(marks.comma_spaced > 0 && marks.comma_tight == 0, marks.comma_tight > 0));
    put(Habit::SpaceComma, shown(marks.space_comma));
    put(Habit::TightStop, shown(marks.tight_stop && !has_link));
    put(Habit::EndStop, two(end.ends_with(['.', '!', '?', '…']), true));
    put(Habit::Accents, flags.accents());
    put(Habit::Hasty, shown(flags.hasty));
    put(Habit::Shouts, shown(marks.shouts));
    put(Habit::Repeated, shown(marks.repeated));
    put(Habit::Exclaims, shown(marks.exclaims));
    put(Habit::Asks, shown(marks.asks));
    put(Habit::Smiles, shown(marks.emoji || smiley(line).is_some()));
    put(Habit::Emoji, shown(marks.emoji));
    put(Habit::Brackets, shown(marks.bracket));
    put(Habit::Semicolon, shown(marks.semicolon));
    put(Habit::LongDash, marks.dash);
    put(Habit::Markup, shown(marks.markup));
    put(Habit::TwoSpaces, shown(marks.two_spaces));
    put(Habit::Links, shown(has_link));
    put(Habit::Contractions, two(flags.contracted, flags.uncontracted));
    put(Habit::SmallI, two(flags.small_pronoun, flags.capital_pronoun));
    put(Habit::Negation, two(flags.full_negation, flags.short_negation));
    put(Habit::Inclusive, shown(marks.inclusive));
    ways
}

#[cfg(test)]
mod tests {
    use super::super::word::tests::flags;
    use super::*;

    fn way(line: &str, habit: Habit) -> i8 {
        ways(line, &flags(line), false)[habit as usize]
    }

    #[test]
    fn habits_are_seen() {
        assert_eq!(way("Ah bon ?", Habit::Spacing), 1);
        assert_eq!(way("Ah bon?", Habit::Spacing), -1);
        assert_eq!(way("Ah bon", Habit::Spacing), 0);
        assert_eq!(way("C’est vrai", Habit::Apostrophe), 1);
        assert_eq!(way("Oui,bien sûr", Habit::Commas), -1);
        assert_eq!(way("oui... enfin", Habit::Ellipsis), -1);
        assert_eq!(way("les engagé-e-s", Habit::Inclusive), 1);
        assert_eq!(way("un·e élu·e", Habit::Inclusive), 1);
        assert_eq!(way("élu. et puis", Habit::Inclusive), 0);
        assert_eq!(way("je ne sais pas", Habit::Negation), 1);
        assert_eq!(way("je sais pas", Habit::Negation), -1);
        assert_eq!(way("tres bien", Habit::Accents), -1);
        assert_eq!(way("i think the sea is cold", Habit::SmallI), 1);
        assert_eq!(way("bien vu ;-)", Habit::Smiles), 1);
        assert_eq!(way("max) et", Habit::Smiles), 0);
    }
}
