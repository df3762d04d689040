//! Titles of comments → the first line of their text.

use crate::thread::Comment;

/// Puts the subject of a comment before its text, unless the program derived the subject from the text, or it only
/// repeats one of the `known` titles: that of the page, or of the comment that is answered.
pub(super) fn prepend(comment: &mut Comment, subject: &str, known: &[&str]) {
    let bare = bare(subject);
    let flat = comment.text.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    if bare.is_empty() || flat.starts_with(bare) || known.iter().any(|title| same(title, bare)) {
        return;
    }
    let subject = subject.trim_start_matches(['>', ' ', '»']);
    let shift = subject.len() + 1;
    comment.text.insert_str(0, &format!("{subject}\n"));
    for quote in &mut comment.quotes {
        quote.span.start += shift;
        quote.span.end += shift;
    }
}

/// A subject without the marks of a reply, and without an ellipsis.
fn bare(subject: &str) -> &str {
    let mut bare = subject.trim_start_matches(['>', ' ', '»']).trim_end_matches(['.', '…', ' ']);
    for mark in ["Re:", "RE:", "re:", "Re :", "RE :", "AW:", "Aw:"] {
        bare = bare.strip_prefix(mark).map_or(bare, str::trim_start);
    }
    bare
}

/// Whether two titles are the same, or one begins with the other.
fn same(title: &str, bare_subject: &str) -> bool {
    let title = bare(title);
    !title.is_empty() && (title.starts_with(bare_subject) || title == bare_subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_kept_if_it_says_more_than_the_text_and_the_page() {
        let with = |subject: &str| {
            let mut comment = Comment { text: "Oui, mais où ?".into(), ..Comment::default() };
            prepend(&mut comment, subject, &["Le bus de nuit"]);
            comment.text
        };
        assert_eq!(with("À Marseille"), "À Marseille\nOui, mais où ?");
        for same in ["Oui, mais…", "Le bus de nuit", "> Le bus de nuit", "Re: Le bus de nuit", " "] {
            assert_eq!(with(same), "Oui, mais où ?", "{same}");
        }
    }
}
