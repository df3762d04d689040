//! Words of diagrams and reports in both languages, and the first words of a text. Plain text; each writer escapes it.

use petgraph::graph::NodeIndex;

use crate::layout::clean::{Clusters, push_cluster};
use crate::layout::words::Names;
pub use crate::layout::words::{authors, comments, counted};
use crate::text::Ui;
use crate::thread::Relation;

/// A name with its article, as the object of a verb: `the article`, `claim 2`, `#4`.
pub fn object(names: &Names, node: NodeIndex, ui: Ui) -> String {
    let name = names.get(node);
    match ui {
        Ui::En if name == "article" || name == "post" => format!("the {name}"),
        Ui::Fr if name.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("l’{name}"),
        Ui::Fr if name.starts_with("message") => format!("le {name}"),
        Ui::Fr if name.starts_with("suite") => format!("la {name}"),
        _ => name.to_owned(),
    }
}

/// Makes the first letter a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// The name of a relation in a table: a plural noun.
pub fn relations(relation: Relation, ui: Ui) -> &'static str {
    match relation {
        Relation::Rebuttal => ui.pick("rebuttals", "réfutations"),
        Relation::Correction => ui.pick("corrections", "corrections"),
        Relation::Support => ui.pick("supports", "soutiens"),
        Relation::Question => ui.pick("questions", "questions"),
        Relation::Answer => ui.pick("answers", "réponses à une question"),
        Relation::Elaboration => ui.pick("elaborations", "compléments"),
        Relation::Reply => ui.pick("neutral or unclear replies", "réponses neutres ou incertaines"),
    }
}

/// `2 links`, `2 liens`.
pub fn links(count: usize, ui: Ui) -> String {
    counted(count, ui, ["link", "links"], ["lien", "liens"])
}

/// The first words of a text on one line, at most about `most` characters. The cut is marked with `…` and falls between
/// words unless the last word is long. Characters that cannot be shown are left out, as in every picture.
pub fn first_words(text: &str, most: usize) -> String {
    let mut out = String::new();
    // The number of characters so far, and the bytes and characters before the last space.
    let (mut count, mut space) = (0, None);
    let mut shown = String::new();
    for (_, cluster) in Clusters::new(text, 0) {
        shown.clear();
        push_cluster(&mut shown, cluster);
        if shown.chars().all(char::is_whitespace) {
            // An invisible character is not a space.
            if !shown.is_empty() && !out.is_empty() && !out.ends_with(' ') {
                space = Some((out.len(), count));
                out.push(' ');
                count += 1;
            }
            continue;
        }
        let more = shown.chars().count();
        if count + more > most {
            let near = space.filter(|(_, at)| count - at <= most / 4 + 1);
            out.truncate(near.map_or(out.len(), |(bytes, _)| bytes));
            out.truncate(out.trim_end().len());
            out.push('…');
            return out;
        }
        out.push_str(&shown);
        count += more;
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_end_between_words() {
        assert_eq!(first_words("  one\n\ttwo\u{0} three ", 99), "one two three");
        assert_eq!(first_words("one two three", 9), "one two…");
        assert_eq!(first_words("aaaaaaaaaaaaaaaaaaaa", 9), "aaaaaaaaa…");
        assert_eq!(first_words("", 9), "");
        assert_eq!(first_words("x", 0), "…");
        assert!(first_words(&"e\u{301}".repeat(1_000), 40).chars().count() <= 41);
    }

    #[test]
    fn zero_is_singular_in_french_only() {
        assert_eq!((comments(0, Ui::En), comments(0, Ui::Fr)), ("0 comments".into(), "0 commentaire".into()));
        assert_eq!((comments(1, Ui::En), comments(2, Ui::Fr)), ("1 comment".into(), "2 commentaires".into()));
    }
}
