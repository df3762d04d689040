//! The line that announces the comments: `8 commentaires`, `Comments (12)`, `Kommentare`, `41 thoughts on “…”`.
//!
//! A counter is alone on its line and has one of the forms below. In an article, "the 12 comments of the minister surprised
//! us" has words on both sides that no form allows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::line::Line;
use crate::lang;

/// How unusual the number of a weak word may be, as the natural logarithm of lines per comment above the usual six. With more
/// than twenty lines per comment, *3 answers to …* is a heading of the article.
const WEAK_ODD: f64 = 1.2;

/// Longest counter line, in bytes. It may quote a title.
const COUNTER_BYTES: usize = 300;

/// A counter line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The index of the line.
    pub line: usize,
    /// The number it announces; `None` for a heading such as `Commentaires`.
    pub announced: Option<usize>,
    /// Whether its word always means comments; *answers* and *reactions* may head anything.
    pub strong: bool,
}

/// Declares lists, each the field of that name of [`lang::Counters`] in all languages, the longest entries first.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $field:ident;)*) => {
        $($(#[$doc])* static $name: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| lang::longest_first(|words| words.counters.$field));)*
    };
}

lists! {
    /// Words that always mean comments.
    STRONG = strong;
    /// Words that introduce comments on many sites but have other uses.
    WEAK = weak;
    /// Words that introduce comments without a number.
    HEADS = heads;
    /// What may precede the number.
    BEFORE = before_number;
    /// What may precede the word where the number follows it.
    BEFORE_WORD = before_word;
    /// What may precede a heading without a number.
    BEFORE_HEAD = before_head;
    /// Whose comments a heading announces.
    WHOSE = whose;
    /// What may follow the counted word.
    STATE = state;
    /// Prepositions between the counted word and what was commented on, as blog engines write them.
    ABOUT = about;
    /// Words for one.
    ONE = one;
    /// Words for none.
    NONE = none;
}

/// Most digits of a number without separators; longer numbers are no counts.
const DIGITS: usize = 7;

/// Reads one line as a counter: its number, if it has one, and whether its word is a strong one.
pub fn read(text: &str) -> Option<(Option<usize>, bool)> {
    if text.len() > COUNTER_BYTES {
        return None;
    }
    // Decorations: markdown, bullets, an emoji before, a link to the form behind.
    let bare = text.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | ')' | '“' | '”' | '«' | '»' | '"' | '„' | '’')
    });
    let bare = bare.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let bare = bare.split(" | ").next().unwrap_or(&bare).trim_end_matches([':', '.', ' ']).to_lowercase();
    number_first(&bare).or_else(|| word_first(&bare)).map(|(number, strong)| (Some(number), strong)).or_else(|| {
        let mut heads = optional(&bare, &BEFORE_HEAD).filter_map(|rest| starts(rest, &HEADS).next());
        heads.any(|rest| rest.is_empty() || WHOSE.contains(&rest)).then_some((None, true))
    })
}

/// `8 commentaires`, `il y a 8 commentaires sur …`, `no comments yet`.
fn number_first(line: &str) -> Option<(usize, bool)> {
    optional(line, &BEFORE).find_map(|rest| {
        let (number, rest) = number(rest)?;
        counted(rest.strip_prefix(' ')?).find_map(|(strong, rest)| {
            let ends =
                optional(rest, &STATE).any(|rest| rest.is_empty() || starts(rest, &ABOUT).any(|of| !of.is_empty()));
            ends.then_some((number, strong))
        })
    })
}

/// `Comments (12)`, `Commentaires : 8`.
fn word_first(line: &str) -> Option<(usize, bool)> {
    optional(line, &BEFORE_WORD).find_map(|rest| {
        counted(rest).find_map(|(strong, rest)| {
            let joint = rest.trim_start_matches(' ');
            let figures = joint.trim_start_matches(['(', '[', ':', '–', '—', '|', '-']).trim_start_matches(' ');
            // At most one mark separates the word from its number, and something must.
            let marks =
                joint.chars().count() - joint.trim_start_matches(['(', '[', ':', '–', '—', '|', '-']).chars().count();
            if marks > 1 || figures.len() == rest.len() {
                return None;
            }
            let figures = figures.strip_suffix([')', ']']).unwrap_or(figures);
            let is_number = figures.starts_with(|c: char| c.is_ascii_digit())
                && figures.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ','));
            is_number.then(|| digits(figures).map(|number| (number, strong))).flatten()
        })
    })
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// The remaining line after each of the beginnings that it has.
fn starts<'t>(line: &'t str, beginnings: &'static [&'static str]) -> impl Iterator<Item = &'t str> {
    beginnings.iter().filter_map(move |beginning| line.strip_prefix(beginning))
}

/// The line, and the remaining line after each of the beginnings that it has.
fn optional<'t>(line: &'t str, beginnings: &'static [&'static str]) -> impl Iterator<Item = &'t str> {
    std::iter::once(line).chain(starts(line, beginnings))
}

/// The strong and weak words that the line begins with: whether each is strong, and the remaining line after it.
fn counted(line: &str) -> impl Iterator<Item = (bool, &str)> {
    let strong = starts(line, &STRONG).map(|rest| (true, rest));
    let words = strong.chain(starts(line, &WEAK).map(|rest| (false, rest)));
    words.filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
}

/// The number at the beginning of a line, and the remaining line: digits, with or without thousands separators, or a word for
/// none or one.
fn number(line: &str) -> Option<(usize, &str)> {
    let first = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    if first > 0 {
        let mut end = first;
        while let Some(rest) = line.get(end..).filter(|_| first <= 3) {
            let group = rest.strip_prefix([' ', '.', ',', '\'', '’']).unwrap_or_default();
            let is_group = group.len() >= 3 && group.bytes().take(3).all(|byte| byte.is_ascii_digit());
            if !is_group || group.as_bytes().get(3).is_some_and(u8::is_ascii_digit) {
                break;
            }
            end += rest.len() - group.len() + 3;
        }
        if first > DIGITS {
            return None;
        }
        return Some((digits(line.get(..end)?)?, line.get(end..)?));
    }
    let worded = |words: &'static [&'static str], number: usize| starts(line, words).map(move |rest| (number, rest));
    worded(&NONE, 0).chain(worded(&ONE, 1)).find(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
}

/// The number formed by the digits of a text.
fn digits(text: &str) -> Option<usize> {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Shortest line that a program may have broken, in bytes.
const BROKEN: usize = 40;

/// Reads a counter with a number whose title was broken over two lines.
fn wrapped(source: &str, text: &str, next: &Line) -> Option<(Option<usize>, bool)> {
    let is_broken = next.gap == 0
        && text.len() >= BROKEN
        && text.trim_start_matches(['#', ' ']).starts_with(|c: char| c.is_ascii_digit());
    if !is_broken || text.len() > COUNTER_BYTES {
        return None;
    }
    read(&format!("{text} {}", next.of(source))).filter(|(announced, _)| announced.is_some())
}

/// Chooses the counter of a page among all lines that look like one.
///
/// A strong word beats a weak one, a number beats a heading without one, and a number of comments for which there are enough
/// lines below beats one for which there are not. Pages may give their number twice, below the title and above the comments:
/// of lines with the same number the last one counts. Of different numbers, that one counts whose comments would have the most
/// usual length, between one and six lines.
pub fn choose(source: &str, lines: &[Line]) -> Option<Counter> {
    let mut counters: Vec<Counter> = lines
        .iter()
        .enumerate()
        .filter_map(|(line, at)| {
            let text = at.of(source);
            let (announced, strong) = read(text).or_else(|| wrapped(source, text, lines.get(line + 1)?))?;
            // The end of a sentence may be alone on its line: *my earlier comments.*
            let is_end = announced.is_none() && at.gap == 0 && text.starts_with(char::is_lowercase);
            (!is_end).then_some(Counter { line, announced, strong })
        })
        .collect();
    let below = |counter: &Counter| lines.len() - counter.line - 1;
    let rank = |counter: &Counter| {
        let fits = counter.announced.is_none_or(|count| below(counter) >= count);
        let odd = match counter.announced {
            Some(0) => f64::from(u8::from(below(counter) > 0)) * 3.0,
            Some(count) => {
                let each = below(counter) as f64 / count as f64;
                f64::max(0.0, libm::log(each / 6.0)) + f64::max(0.0, -libm::log(each.max(1e-9)))
            }
            None => 2.0,
        };
        (counter.strong, fits, odd)
    };
    let ranked: Vec<((bool, bool, f64), Counter)> =
        counters.drain(..).map(|counter| (rank(&counter), counter)).collect();
    // The last line with each number, if the number fits there.
    let last: BTreeMap<Option<usize>, usize> =
        ranked.iter().filter(|((_, fits, _), _)| *fits).map(|(_, counter)| (counter.announced, counter.line)).collect();
    let again = |counter: &Counter| last.get(&counter.announced).is_some_and(|line| *line > counter.line);
    ranked
        .iter()
        .filter(|((strong, fits, odd), counter)| (*strong || (*fits && *odd < WEAK_ODD)) && !again(counter))
        .min_by(|(a, x), (b, y)| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.total_cmp(&b.2)).then(x.line.cmp(&y.line)))
        .map(|(_, counter)| *counter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_four_languages_are_read() {
        for (line, number, strong) in [
            ("8 commentaires", 8, true),
            ("1 commentaire", 1, true),
            ("Commentaires (8)", 8, true),
            ("Commentaires : 8", 8, true),
            ("Aucun commentaire", 0, true),
            ("0 commentaires", 0, true),
            ("Il y a 12 commentaires", 12, true),
            ("12 commentaires sur “La mer”", 12, true),
            ("91 réflexions sur “ Arguments (2) « Tu es trop vive, cela nuit » ”", 91, false),
            ("62 réflexions au sujet de « L’humour est une arme »", 62, false),
            ("3 réponses à Titre", 3, false),
            ("Vos réactions (60)", 60, false),
            ("12 Comments", 12, true),
            ("1,204 Comments", 1204, true),
            ("1 204 commentaires", 1204, true),
            ("💬 12 comments so far", 12, true),
            ("Comments (12)", 12, true),
            ("No comments", 0, true),
            ("No comments yet", 0, true),
            ("One comment", 1, true),
            ("View all 12 comments", 12, true),
            ("41 thoughts on “La fabrique à machos”", 41, false),
            ("20 responses to Title", 20, false),
            ("## 12 Comments", 12, true),
            ("Kommentare (3)", 3, true),
            ("3 Kommentare", 3, true),
            ("Ein Kommentar", 1, true),
            ("Keine Kommentare", 0, true),
            ("3 Kommentare zu „Titel“", 3, true),
            ("91 Ergänzungen", 91, false),
            ("5 Gedanken zu „Titel“", 5, false),
            ("5 comentarios", 5, true),
            ("Comentarios (5)", 5, true),
            ("Se han publicado 11 comentarios", 11, true),
            ("Sin comentarios", 0, true),
            ("2 comentarios en “Título”", 2, true),
            ("4 respuestas a «Título»", 4, false),
            ("8 commentaires | Laisser un commentaire", 8, true),
            ("Comments 12", 12, true),
            ("12 Kommentare zu diesem Artikel", 12, true),
            ("Comentarios: 5", 5, true),
        ] {
            assert_eq!(read(line), Some((Some(number), strong)), "{line}");
        }
        for line in ["Commentaires", "Comments:", "KOMMENTARE", "Comentarios", "Les commentaires des lecteurs"] {
            assert_eq!(read(line), Some((None, true)), "{line}");
        }
    }

    #[test]
    fn sentences_are_not_counters() {
        for line in [
            "Les 8 commentaires du ministre ont surpris.",
            "Il a reçu 200 réponses en une heure, ce qui est un record.",
            "Nous avons lu les commentaires de 12 lecteurs et voici ce que nous en pensons",
            "No comment was made by the ministry about the 3 responses.",
            "Keine Kommentare mehr von ihm, sagte sie.",
            "8",
            "J’ai lu 3 commentaires",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    fn chosen(source: &str) -> Option<(usize, Option<usize>)> {
        choose(source, &super::super::line::lines(source)).map(|counter| (counter.line, counter.announced))
    }

    #[test]
    fn the_counter_above_the_comments_is_chosen() {
        assert_eq!(chosen("Titre\n2 commentaires\nTexte\n2 commentaires\nA\nB"), Some((3, Some(2))));
        assert_eq!(chosen("Titre\n3 réponses\nTexte\nSuite\n2 commentaires\nA\nB"), Some((4, Some(2))));
        assert_eq!(chosen("Texte\n8 commentaires\nA\nB\nC"), Some((1, Some(8))));
        assert_eq!(chosen("Texte\nSuite"), None);
        assert_eq!(chosen("Se han publicado 2 comentarios\nA\nB\nSe han publicado 2 comentarios"), Some((0, Some(2))));
    }
}
