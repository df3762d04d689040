//! The signs of single lines, from which the cues between two lines are computed. Each line is read once.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::echo::echoes;
use super::habit::{Habit, capitals, commas, spacing};
use super::quote::{copies, open_quotations};
use super::words;
use crate::limit;

/// How many bytes at the beginning and end of a line are read as its opening and closing.
const EDGE_BYTES: usize = 160;

/// The signs of one line.
#[allow(clippy::struct_excessive_bools, reason = "each is a plain fact about the line, asked for by its own cue")]
#[derive(Clone, Debug, Default)]
pub struct Signs {
    /// Characters, capped at [`limit::COMPARED_BYTES`].
    pub length: usize,
    /// The opening, folded: lower case, straight apostrophes.
    pub opening: String,
    /// The closing, folded in the same way.
    pub closing: String,
    /// The first character.
    pub first: char,
    /// The last character that is not a closing bracket or quotation mark.
    pub last: char,
    /// The very last character.
    pub very_last: char,
    /// Words of the opening sentence, folded.
    pub opening_words: Vec<String>,
    /// Number with which a list item begins.
    pub item: Option<usize>,
    /// Whether it begins as an item of any list.
    pub listed: bool,
    /// Whether it is only a web address.
    pub url: bool,
    /// Whether it is completely inside quotation marks, or begins with `>`.
    pub quoted: bool,
    /// Whether it begins with an opening quotation mark.
    pub quotes_first: bool,
    /// The earliest earlier line whose own words it repeats inside quotation marks.
    pub echoes: Option<usize>,
    /// The latest earlier line whose word or two it repeats inside quotation marks.
    pub echoes_word: Option<usize>,
    /// Whether it repeats words of the article inside quotation marks.
    pub quotes_article: bool,
    /// The words that it puts inside quotation marks, hashed like topics.
    pub quoted_words: Vec<u64>,
    /// Whether an earlier line begins with the same 40 characters.
    pub repeats: bool,
    /// Whether the last quotation of nearby lines is only a few lines back.
    pub chained: bool,
    /// Whether a quotation from an earlier line is still open at its beginning.
    pub inside_quotation: bool,
    /// Whether it ends with the close of such a quotation.
    pub ends_quotation: bool,
    /// The earlier line that has all its words in a row: a quotation without marks.
    pub copies: Option<usize>,
    /// Whether the last such copy is only a few lines back and copies words a little before.
    pub copies_on: bool,
    /// The number of sentences.
    pub sentences: usize,
    /// Whether it has a question mark outside brackets.
    pub asks: bool,
    /// Uses the polite second person.
    pub polite: bool,
    /// Uses the familiar second person.
    pub familiar: bool,
    /// Uses any second person.
    pub second: bool,
    /// Uses the first person singular.
    pub first_person: bool,
    /// Space before `? ! : ;` (one) or none (other).
    pub spacing: Habit,
    /// Curly apostrophes (one) or straight (other).
    pub apostrophe: Habit,
    /// `…` (one) or `...` (other).
    pub ellipsis: Habit,
    /// Guillemets (one) or other marks (other).
    pub marks: Habit,
    /// Sentences begin with a capital (one) or not (other).
    pub capitals: Habit,
    /// A space after every comma (one) or one missing (other).
    pub commas: Habit,
    /// A word of four letters or more in capitals.
    pub shouts: bool,
    /// A smiley or emoji anywhere.
    pub smiles: bool,
    /// Words that show a topic, hashed, with their rarity on the page in [0, 1]; sorted by hash.
    pub topics: Vec<(u64, f32)>,
}

/// The signs of all lines of a page. `article` are the lines of the article, which may be quoted.
pub fn signs(lines: &[&str], article: &[&str]) -> Vec<Signs> {
    let mut all: Vec<Signs> = lines.iter().map(|line| of_line(line)).collect();
    topics(lines, &mut all);
    echoes(lines, article, &mut all);
    repeats(lines, &mut all);
    open_quotations(lines, &mut all);
    copies(lines, &mut all);
    all
}

/// How many characters two lines must share at their beginning to count as posted twice.
const REPEATED: usize = 40;

fn repeats(lines: &[&str], all: &mut [Signs]) {
    let mut seen = HashSet::new();
    for (line, signs) in lines.iter().zip(all) {
        let start: String = line.chars().take(REPEATED).collect();
        signs.repeats = start.chars().count() == REPEATED && !seen.insert(hash(&start));
    }
}

/// The first bytes of a text, cut at a character.
pub fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The last bytes of a text, cut at a character.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// Lower case with straight apostrophes and plain spaces.
fn fold(text: &str) -> String {
    let straight = |c: char| match c {
        '’' | 'ʼ' | '‘' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    };
    text.chars().flat_map(char::to_lowercase).map(straight).collect()
}

/// Whether a character is a quotation mark.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„' | '‟' | '‹' | '›')
}

/// Whether a character is an emoji or a symbol used as one.
pub fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x27BF)
}

fn has_smiley(text: &str) -> bool {
    text.chars().any(is_emoji)
        || [":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", "^^", "xD", "XD", ":p", ":P", "<3", ";-P"]
            .iter()
            .any(|face| text.contains(face))
}

/// The words of a text, folded, without their apostrophes: `l'été` gives `l` and `été`.
pub fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn of_line(line: &str) -> Signs {
    let compared = head(line, limit::COMPARED_BYTES);
    let opening = fold(head(line, EDGE_BYTES));
    let end = tail(line, EDGE_BYTES);
    let first = line.chars().next().unwrap_or(' ');
    let very_last = end.chars().next_back().unwrap_or(' ');
    let last = end
        .trim_end_matches(|c: char| is_mark(c) || matches!(c, ')' | ']' | ' ' | '\u{a0}' | '*' | '_'))
        .chars()
        .next_back();
    let all: HashSet<String> = words_of(compared).collect();
    let any = |list: &[&str]| list.iter().any(|word| all.contains(*word));
    let familiar = any(&words::FAMILIAR);
    let ambiguous = words::FAMILIAR_WITH.iter().any(|(word, company)| all.contains(*word) && any(company));
    let (item, listed) = item(line);
    let quotes_first = is_mark(first) || first == '>';
    let closed = is_mark(very_last)
        || (end.trim_end_matches(['.', '!', '?', '…', ' ', ',']).chars().next_back().is_some_and(is_mark)
            && first != '>');
    // One pair of marks is around everything: no early closing mark with many words after it.
    let quoted = first == '>' || (is_mark(first) && closed && unbroken(compared));
    Signs {
        length: compared.chars().count(),
        opening_words: words_of(&opening).take(14).collect(),
        closing: fold(end),
        first,
        last: last.unwrap_or(very_last),
        very_last,
        item,
        listed,
        url: is_url(line),
        quoted,
        quotes_first,
        sentences: sentences(compared),
        asks: asks(compared),
        polite: any(&words::POLITE) || imperative(&all),
        familiar: familiar || ambiguous,
        second: any(&words::SECOND_PERSON) || imperative(&all) || ambiguous,
        first_person: any(&words::FIRST_PERSON),
        spacing: spacing(compared),
        apostrophe: Habit::of(compared.contains('’'), compared.contains('\'')),
        ellipsis: Habit::of(compared.contains('…'), compared.contains("...")),
        marks: Habit::of(compared.contains(['«', '»']), compared.contains(['"', '“', '„'])),
        capitals: capitals(compared),
        commas: commas(compared),
        shouts: shouts(compared),
        smiles: has_smiley(compared),
        opening,
        // Signs that depend on other lines are set later.
        ..Signs::default()
    }
}

/// Whether one of the words looks like a polite imperative: French verbs end in *-ez* then, and so do a few other
/// words.
fn imperative(all: &HashSet<String>) -> bool {
    let ends = |word: &str| words::IMPERATIVE_ENDINGS.iter().any(|ending| word.ends_with(ending));
    all.iter().any(|word| word.len() >= 5 && ends(word) && !words::NO_IMPERATIVES.contains(&word.as_str()))
}

/// Whether the quotation that opens a line closes only at its end.
fn unbroken(line: &str) -> bool {
    let closers = ['»', '”', '"', '“'];
    let inside = line.get(line.chars().next().map_or(0, char::len_utf8)..).unwrap_or("");
    let Some(at) = inside.find(closers) else { return false };
    let mut depth = 1_i32;
    for (position, c) in inside.char_indices() {
        match c {
            '«' => depth += 1,
            '»' if position < inside.len() => {
                depth -= 1;
                if depth <= 0 {
                    return inside.get(position..).is_none_or(|rest| rest.chars().count() <= 6);
                }
            }
            _ => {}
        }
    }
    inside.get(at..).is_none_or(|rest| rest.chars().count() <= 6)
}

/// `1)`, `2.`, `3/`, `a)`, `-`, `•`, `*`: the number, and whether it is a list at all.
fn item(line: &str) -> (Option<usize>, bool) {
    let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
    let after = line.get(digits.len()..).unwrap_or("");
    if !digits.is_empty() && digits.len() <= 2 && after.starts_with([')', '.', '/', '°']) {
        let numbered = after.chars().nth(1).is_none_or(|c| !c.is_ascii_digit());
        return (digits.parse().ok().filter(|_| numbered), numbered);
    }
    let bullet = ["- ", "– ", "— ", "• ", "* ", "→ ", "=> ", "-> "].iter().any(|mark| line.starts_with(mark));
    let lettered = line.len() > 2 && line.starts_with(|c: char| c.is_ascii_lowercase()) && line.get(1..2) == Some(")");
    let dashed = line.starts_with('-') && line.chars().nth(1).is_some_and(char::is_alphabetic);
    (None, bullet || lettered || dashed)
}

fn is_url(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && !line.contains(char::is_whitespace)
}

fn shouts(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() >= 4 && word.chars().all(char::is_uppercase))
}

/// Whether there is a question mark outside brackets. One inside is an aside and not a question to another author.
fn asks(line: &str) -> bool {
    let mut depth = 0_usize;
    line.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '?' && depth == 0
    })
}

/// Ends of sentences: `.`, `!`, `?` or `…` before white space or the end.
fn sentences(line: &str) -> usize {
    let mut count = 0;
    let mut ended = false;
    for c in line.chars() {
        count += usize::from(ended && c.is_whitespace());
        ended = matches!(c, '.' | '!' | '?' | '…');
    }
    count + usize::from(ended)
}

/// The hash of a word.
pub fn hash(word: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish()
}

/// The words of a text that show a topic, hashed. Words with the same first six letters count as one: `hypothèse` and
/// `hypothèses` are one topic.
pub fn topics_of(text: &str) -> impl Iterator<Item = u64> + '_ {
    words_of(text)
        .filter(|word| word.chars().count() >= 4 && !words::COMMON.contains(&word.as_str()))
        .map(|word| hash(&word.chars().take(6).collect::<String>()))
}

/// Sets the topics of every line with their rarity on the page.
fn topics(lines: &[&str], all: &mut [Signs]) {
    let mut spread: HashMap<u64, u32> = HashMap::new();
    for (line, signs) in lines.iter().zip(all.iter_mut()) {
        let mut topics: Vec<u64> = topics_of(head(line, limit::COMPARED_BYTES)).collect();
        topics.sort_unstable();
        topics.dedup();
        for topic in &topics {
            *spread.entry(*topic).or_insert(0) += 1;
        }
        signs.topics = topics.into_iter().map(|topic| (topic, 0.0)).collect();
    }
    let most = f64::from(u32::try_from(lines.len().max(2)).unwrap_or(u32::MAX));
    for signs in all {
        for (topic, rarity) in &mut signs.topics {
            let lines_with = f64::from(spread.get(topic).copied().unwrap_or(1));
            *rarity = (libm::log(most / lines_with) / libm::log(most)) as f32;
        }
    }
}

/// The sum of the rarities of the topics that two lines share.
pub fn shared(a: &Signs, b: &Signs) -> f64 {
    let (mut i, mut j) = (a.topics.iter().peekable(), b.topics.iter().peekable());
    let mut sum = 0.0;
    while let (Some((left, rarity)), Some((right, _))) = (i.peek(), j.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => _ = i.next(),
            std::cmp::Ordering::Greater => _ = j.next(),
            std::cmp::Ordering::Equal => {
                sum += f64::from(*rarity);
                i.next();
                j.next();
            }
        }
    }
    sum
}

/// Whether a topic before byte `end` of the opening of `b` occurs in `a`.
pub fn shares_opening(a: &Signs, b: &Signs, end: usize) -> bool {
    topics_of(b.opening.get(..end).unwrap_or("")).any(|topic| has_topic(a, topic))
}

/// Whether a topic occurs in a line.
pub fn has_topic(signs: &Signs, topic: u64) -> bool {
    signs.topics.binary_search_by_key(&topic, |(topic, _)| *topic).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs_of(lines: &[&str]) -> Vec<Signs> {
        signs(lines, &[])
    }

    #[test]
    fn a_quotation_finds_its_source() {
        let all = signs_of(&[
            "Je pense que la mer est belle en hiver.",
            "Rien à voir.",
            "« la mer est belle en hiver » : ah bon ?",
            "« la mer est belle en hiver »",
        ]);
        assert_eq!(all[2].echoes, Some(0));
        assert!(!all[2].quoted && all[3].quoted);
        assert_eq!(all[1].echoes, None);
        assert!(all[3].chained);
    }

    #[test]
    fn habits_are_seen() {
        let line = &signs_of(&["Oui,bien sûr ! C’est vrai… non ? ok. d'accord"])[0];
        assert_eq!(line.spacing, Habit::One);
        assert_eq!(line.apostrophe, Habit::Mixed);
        assert_eq!(line.commas, Habit::Other, "a single comma, tight");
        assert_eq!(line.capitals, Habit::Mixed);
        assert!(line.capitals.agrees(Habit::Mixed) || !line.capitals.clashes(Habit::One));
    }

    #[test]
    fn rare_words_in_common_count_most() {
        let all = signs_of(&["hypothèse solide", "beaucoup d'hypothèses", "beaucoup de choses", "beaucoup de bruit"]);
        assert!(shared(&all[0], &all[1]) > shared(&all[2], &all[3]));
    }
}
