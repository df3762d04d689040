//! Names of authors as pages display them → plain names.

use std::sync::LazyLock;

use crate::lang;

/// What pages write after a name, before a colon or an ellipsis.
pub(super) static SAYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.pages.said));

/// A name without *says:* and the like, and without the domain of an e-mail address.
pub(super) fn bare(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let unmarked = name.trim_end_matches([':', '…', '.', ',', ' ', '|', '·']);
    let marks = name.get(unmarked.len()..).unwrap_or("");
    let mut bare = name.as_str();
    if marks.contains([':', '…']) || marks.contains("..") {
        bare = unmarked;
        let ends =
            |says: &&&str| unmarked.to_lowercase().strip_suffix(**says).is_some_and(|before| before.ends_with(' '));
        let says = SAYS.iter().filter(ends).max_by_key(|says| says.len());
        if let Some(before) = says.and_then(|says| unmarked.get(..unmarked.len().checked_sub(says.len())?)) {
            bare = before;
        }
    }
    without_mail(bare.trim().trim_start_matches("Posted by ")).to_owned()
}

/// A name without the domain of an e-mail address: the part before the `@`.
pub(super) fn without_mail(name: &str) -> &str {
    match name.split_once('@') {
        Some((before, after)) if !before.is_empty() && after.contains('.') && !after.contains(' ') => before.trim_end(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_words_that_pages_add() {
        for (name, expected) in [
            ("Ann says:", "Ann"),
            ("Cremdemarrons a dit…", "Cremdemarrons"),
            ("Ramón dijo:", "Ramón"),
            ("Zoé dit\u{a0}:", "Zoé"),
            ("Bernd sagt:", "Bernd"),
            ("Anonymous said...", "Anonymous"),
            ("J. R.", "J. R."),
            ("Jean qui dit", "Jean qui dit"),
            ("dit:", "dit"),
            ("zoe@example.org", "zoe"),
            ("@zoe", "@zoe"),
        ] {
            assert_eq!(bare(name), expected, "{name}");
        }
    }
}
