//! The end of the article on a page without a counter line.
//!
//! Every line gets log-odds of sounding like a comment rather than an article. They are set by hand: articles talk about
//! things, at length; comments talk to somebody, in the first person. The split that makes all lines together most likely
//! wins. If none is clearly better than *all article*, there are no comments.

use std::sync::LazyLock;

use super::super::segment::{head, is_emoji};
use crate::lang;

/// How much likelier a split must be than an article without comments, in log-odds: about 7 to 1.
const MARGIN: f64 = 2.0;

/// Most log-odds of a line: one strange line must not decide for the page.
const MOST: f64 = 2.0;

/// How many bytes of a line are read.
const HEARD: usize = 2_000;

/// Words that show an article or a comment, and what they add to the log-odds of a comment.
static VOICES: LazyLock<[(f64, Vec<&'static str>); 5]> = LazyLock::new(|| {
    [
        (1.2, lang::merged(|words| words.voices.greet)),
        (0.9, lang::merged(|words| words.voices.address)),
        (0.7, lang::merged(|words| words.voices.speak)),
        (1.0, lang::merged(|words| words.voices.discuss)),
        (-0.9, lang::merged(|words| words.voices.report)),
    ]
});

/// The number of lines, from the first, that are the article; all of them if nothing clearly sounds like a comment. At least
/// `least` lines must remain for comments.
pub fn end(texts: &[&str], least: usize) -> usize {
    let voices: Vec<f64> = texts.iter().map(|text| voice(text)).collect();
    let whole: f64 = -voices.iter().sum::<f64>();
    if texts.len() < 2 && least == 0 {
        return texts.len();
    }
    // A single last line is the end of the article more often than a comment.
    let last = texts.len().saturating_sub(if least > 0 { least } else { 2 });
    // A page without the article is rarer than one with it.
    // longer one.
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

/// Whether a text holds a word or phrase. Words in the text have spaces around them. A word that ends with an
/// apostrophe is the beginning of one: `j'`.
fn holds(padded: &str, word: &str) -> bool {
    if word.ends_with('\'') { padded.contains(&format!(" {word}")) } else { padded.contains(&format!(" {word} ")) }
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
        .filter(|(_, words)| words.iter().any(|word| holds(&padded, word)))
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
