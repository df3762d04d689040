//! The line that announces the comments: `8 commentaires`, `Comments (12)`, `Kommentare`, `41 thoughts on “…”`.
//!
//! A counter stands alone on its line and is built by one of the forms below; an article that says "the 12 comments of
//! the minister surprised us" has words on both sides that no form allows.

use std::collections::BTreeMap;

use super::line::Line;
use super::pattern::{Pattern, compile_lower};

/// How odd the number of a weak word may be, in the natural logarithm of lines per comment beyond the ordinary: beyond
/// twenty lines a comment, *3 answers to …* is a heading of the article.
const WEAK_ODD: f64 = 1.2;

/// Longest counter line, in bytes; titles are quoted in it.
const COUNTER_BYTES: usize = 300;

/// What a counter line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Its place among the lines.
    pub line: usize,
    /// The number it announces; `None` for a heading such as `Commentaires`.
    pub announced: Option<usize>,
    /// Whether its word always means comments; *answers* and *reactions* may head anything.
    pub strong: bool,
}

/// Words that mean comments, in the languages whose pages are pasted most.
const STRONG: &str = "commentaires?|comments?|kommentare?n?|comentarios?|comentários?|commenti|reacties|leserkommentare?|user comments?|reader comments?";

/// Words that head a thread on many sites but have other uses.
const WEAK: &str = "réflexions?|réactions?|réponses?|avis|contributions?|thoughts?|responses?|replies|reactions?|opinions?|antworten?|gedanken?|ergänzungen?|reaktionen?|beiträge?|meinung(?:en)?|respuestas?|pensamientos?|opiniones|reacciones|respostas?|messages?|posts?|discussions?";

/// What may stand before the number.
const BEFORE: &str = r"(?:il y a (?:déjà )?|voir les |afficher les |lire les |tous les |les |vos |actuellement |there (?:are|is) |view all |show all |show |read all |all |now |bisher |alle |es gibt |se han publicado |hay |ver (?:los )?|mostrar (?:los )?|todos los |los )?";

/// What may stand behind the counted word: what was commented on, in the forms of the common blog engines.
const BEHIND: &str = r"(?:\s+(?:so far|yet|published|posted|pour l['’]instant|publiés?|anzeigen|lesen|bisher|publicados?|hasta ahora))?(?:\s+(?:sur|à|au sujet de|à propos de|pour|on|to|about|for|zu|zum|zur|über|auf|en|a|sobre|para|de)\s+.+)?";

/// A number, with thousands separators, or a word for none or one.
const NUMBER: &str = r"(?P<n>[0-9]{1,3}(?:[ .,'’\u{a0}\u{202f}][0-9]{3})+|[0-9]{1,7}|no|aucun|aucune|pas de|pas encore de|keine?|sin|ningún|no hay|un|une|one|a|ein|eine|uno|una|sem|nessun|0)";

/// Parts of the counted words.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "comment", "komment", "coment", "commenti", "reactie", "réflexion", "réaction", "réponse", "avis", "contribution",
    "thought", "response", "replies", "reaction", "opinion", "antwort", "gedanke", "ergänzung", "reaktion", "beiträge",
    "meinung", "respuesta", "pensamiento", "reaccion", "resposta", "message", "post", "discussion",
];

static NUMBER_FIRST: Pattern = Pattern::new(COUNTED, || {
    compile_lower(&format!(r"^{BEFORE}{NUMBER}[\s\u{{a0}}\u{{202f}}]+(?:(?P<s>{STRONG})|(?P<w>{WEAK})){BEHIND}$"))
});

static WORD_FIRST: Pattern = Pattern::new(COUNTED, || {
    compile_lower(&format!(
        r"^(?:les |vos |tous les |all |alle |los |die |show |view )?(?:(?P<s>{STRONG})|(?P<w>{WEAK}))[\s\u{{a0}}]*(?:[(\[:–—|-][\s\u{{a0}}]*|[\s\u{{a0}}])(?P<n>[0-9][0-9 .,\u{{a0}}\u{{202f}}]*)[)\]]?$"
    ))
});

static HEADING: Pattern = Pattern::new(COUNTED, || {
    compile_lower(
        r"^(?:(?:les|vos|tous les|derniers|the|all|latest|die|alle|los|todos los) )?(?P<s>commentaires|comments|kommentare|comentarios|comentários)(?: (?:des lecteurs|des internautes|des abonnés|from readers|of readers|unserer leser|der leser|de los lectores))?$",
    )
});

/// Reads one line as a counter.
pub fn read(text: &str) -> Option<(Option<usize>, bool)> {
    if text.len() > COUNTER_BYTES {
        return None;
    }
    // Decorations: markdown, bullets, an emoji before, a link to the form behind.
    let bare = text.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | ')' | '“' | '”' | '«' | '»' | '"' | '„' | '’')
    });
    let bare = bare.split([' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let bare = bare.split(" | ").next().unwrap_or(&bare).trim_end_matches([':', '.', ' ']).to_lowercase();
    if let Some(found) = NUMBER_FIRST.captures(&bare).or_else(|| WORD_FIRST.captures(&bare)) {
        let strong = found.name("s").is_some();
        return Some((Some(number(found.name("n")?.as_str())), strong));
    }
    HEADING.captures(&bare).map(|_| (None, true))
}

/// The number a counter spells; words for one are 1, words for none are 0.
fn number(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if let Ok(number) = digits.parse() {
        return number;
    }
    match text.to_lowercase().as_str() {
        "un" | "une" | "one" | "a" | "ein" | "eine" | "uno" | "una" => 1,
        _ => 0,
    }
}

/// Chooses the counter of a page among all lines that look like one.
///
/// A strong word beats a weak one, a number beats a bare heading, and a number that the lines below can hold beats one
/// that they cannot. Pages say their number twice (under the title and above the comments): of those that say the same
/// number the last one counts; of different numbers the one whose comments would have the most ordinary length, between
/// one and six lines.
pub fn choose(source: &str, lines: &[Line]) -> Option<Counter> {
    let mut found: Vec<Counter> = lines
        .iter()
        .enumerate()
        .filter_map(|(line, at)| {
            let (announced, strong) = read(at.of(source))?;
            Some(Counter { line, announced, strong })
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
    let ranked: Vec<((bool, bool, f64), Counter)> = found.drain(..).map(|counter| (rank(&counter), counter)).collect();
    // The last line that says each number, where it still fits.
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
