//! Where the article ends on a page that does not say it.
//!
//! Without a counter line every line is asked whether it sounds like an article or like a comment (log-odds, set by
//! hand from what the two are: articles speak about things, at length; comments speak to somebody, as somebody). The
//! split that makes the whole likeliest wins; where none is clearly better than *all article*, there are no comments.

use super::super::segment::{head, is_emoji};

/// How much likelier a split must be than an article without comments, in log-odds: about 7 to 1.
const MARGIN: f64 = 2.0;

/// How much a line may weigh, in log-odds: one strange line must not outvote a page.
const MOST: f64 = 2.0;

/// Bytes of a line that are listened to.
const HEARD: usize = 2_000;

/// What a line sounds like: words that show it, and what they add to the log-odds of a comment.
const VOICES: &[(f64, &[&str])] = &[
    // Talk to somebody.
    (
        1.2,
        &[
            "merci",
            "bravo",
            "bonjour",
            "salut",
            "hello",
            "thanks",
            "thank you",
            "danke",
            "gracias",
            "hallo",
            "hola",
            "cordialement",
            "lol",
            "mdr",
            "haha",
        ],
    ),
    (
        0.9,
        &[
            "vous", "votre", "tu", "toi", "you", "your", "du", "dein", "usted", "oui", "yes", "yeah", "nein", "sí",
            "d'accord",
        ],
    ),
    // Speak as somebody.
    (0.7, &["je", "j'ai", "moi", "mon avis", "i", "i'm", "my", "ich", "mir", "yo", "creo", "imho"]),
    // Speak about the article.
    (
        1.0,
        &[
            "cet article",
            "votre article",
            "l'auteur",
            "this article",
            "the author",
            "the article",
            "der artikel",
            "este artículo",
            "ce billet",
        ],
    ),
    // Report.
    (
        -0.9,
        &[
            "selon",
            "according to",
            "laut",
            "según",
            "a déclaré",
            "said in a statement",
            "told reporters",
            "a annoncé",
            "rapporte",
            "porte-parole",
            "spokesman",
            "spokesperson",
            "sprecher",
            "portavoz",
        ],
    ),
];

/// The number of lines, from the first, that are the article; all of them where nothing sounds like a comment clearly
/// enough. `least` is how many lines must be left for comments.
pub fn end(texts: &[&str], least: usize) -> usize {
    let voices: Vec<f64> = texts.iter().map(|text| voice(text)).collect();
    let whole: f64 = -voices.iter().sum::<f64>();
    if texts.len() < 2 && least == 0 {
        return texts.len();
    }
    // A lone last line is the article's own end more often than a lone comment.
    let last = texts.len().saturating_sub(if least > 0 { least } else { 2 });
    // A page of comments only is rarer than one with its article, and an article of one or two lines rarer than a longer one.
    let (mut best, mut most) = (texts.len(), whole + if least > 0 { f64::NEG_INFINITY } else { MARGIN });
    let mut score = -whole - 1.0;
    for at in 0..=last {
        if score > most {
            (best, most) = (at, score);
        }
        score -= 2.0 * voices.get(at).copied().unwrap_or(0.0);
        score += if at == 0 { 1.0 } else { 0.0 };
    }
    best
}

/// Log-odds that a line is a comment rather than part of an article.
fn voice(text: &str) -> f64 {
    let heard = head(text, HEARD).to_lowercase().replace('’', "'");
    let padded: String = std::iter::once(' ')
        .chain(heard.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }))
        .chain([' '])
        .collect();
    let words: f64 = VOICES
        .iter()
        .filter(|(_, words)| {
            words
                .iter()
                .any(|word| padded.contains(&format!(" {word} ")) || (*word == "j'ai" && padded.contains(" j'")))
        })
        .map(|(weight, _)| weight)
        .sum();
    let length = match text.len() {
        0..60 => 0.3,
        60..250 => 0.2,
        250..600 => -0.5,
        _ => -1.2,
    };
    let loud = if heard.contains("!!") || heard.contains("??") || heard.contains("?!") { 0.8 } else { 0.0 };
    let smile = if text.chars().any(is_emoji) || [":)", ";)", ":-)", ";-)", "^^"].iter().any(|face| text.contains(face))
    {
        1.2
    } else {
        0.0
    };
    let small = if text.starts_with(char::is_lowercase) { 0.6 } else { 0.0 };
    let loose = if text.contains('!') { 0.4 } else { 0.0 };
    (words + length + loud + smile + small + loose - 0.4).clamp(-MOST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "Le gouvernement a annoncé lundi une hausse de la taxe sur les carburants, selon le ministère, qui précise que la mesure s'appliquera à partir de janvier dans tout le pays, et que les recettes serviront à financer les transports publics des régions, où les besoins sont les plus grands d'après les élus locaux.";

    #[test]
    fn comments_begin_where_the_voice_changes() {
        let texts = [
            REPORT,
            REPORT,
            "Bravo pour cet article !",
            "Je ne suis pas d'accord avec vous.",
            "Merci, moi non plus !!",
        ];
        assert_eq!(end(&texts, 0), 2);
    }

    #[test]
    fn an_article_alone_stays_one() {
        assert_eq!(end(&[REPORT, REPORT, REPORT], 0), 3);
        assert_eq!(end(&[REPORT], 0), 1);
    }

    #[test]
    fn comments_alone_are_comments() {
        assert_eq!(end(&["Merci !", "Je suis d'accord avec vous", "tu rigoles ??"], 0), 0);
    }
}
