//! Authors named in a text.

use crate::span::Span;

/// The first bytes of a reply, in which a name counts: people are addressed there, and a long text need not be searched.
const NAMING_BYTES: usize = 1024;

/// The shortest name that counts, in characters: shorter ones are also words.
const SHORTEST_NAME: usize = 3;

/// Where a reply names an author, with or without `@`: the name as a whole word, letter for letter.
pub fn name_span(author: &str, text: &str) -> Option<Span> {
    let name = author.trim();
    if name.chars().count() < SHORTEST_NAME {
        return None;
    }
    let head = text.get(..text.floor_char_boundary(NAMING_BYTES))?;
    let start = head.find(name)?;
    let end = start + name.len();
    let is_boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_word = is_boundary(head.get(..start)?.chars().next_back()) && is_boundary(head.get(end..)?.chars().next());
    is_word.then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_word_of_at_least_three_letters() {
        let start = |author, text| name_span(author, text).map(|span| span.start);
        assert_eq!(start("Odile", "Et Odile ?"), Some(3));
        assert_eq!(start(" Odile ", "@Odile non"), Some(1));
        assert_eq!(start("Odile", "Odilette"), None);
        assert_eq!(start("Jo", "Jo a dit"), None);
        assert_eq!(start("Odile", &format!("{} Odile", "é".repeat(512))), None);
    }
}
