//! The words that the cues of [`super::cue`] look for: those of all languages together, as each language lists them in
//! its [`Cues`](lang::Cues). All are in lower case with straight apostrophes.

use std::sync::LazyLock;

use crate::lang::{self, List};

/// Declares lists, each the field of that name of [`lang::Cues`] in all languages.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $field:ident;)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Vec<&'static str>> =
            LazyLock::new(|| lang::merged(|words| words.cues.$field));)*
    };
}

lists! {
    /// Continue a thought of the same author.
    CONTINUES = continues;
    /// Conjunctions.
    JOINS = joins;
    /// Introduce an addition below a signature.
    POSTSCRIPTS = postscripts;
    /// Greetings.
    GREETS = greets;
    /// Thanks and praise.
    THANKS = thanks;
    /// Thanks that close a comment as well.
    CLOSING_THANKS = closing_thanks;
    /// Assent, dissent and other answers.
    ANSWERS = answers;
    /// The second person.
    SECOND_PERSON = second_person;
    /// The polite form of the second person.
    POLITE = polite;
    /// The familiar form of the second person.
    FAMILIAR = familiar;
    /// Endings of polite imperatives.
    IMPERATIVE_ENDINGS = imperative_endings;
    /// Words that end so and are no imperatives.
    NO_IMPERATIVES = no_imperatives;
    /// The first person singular.
    FIRST_PERSON = first_person;
    /// The first person plural.
    WE = we;
    /// Names of what is discussed, and of its author.
    THE_ARTICLE = the_article;
    /// Closing formulas.
    CLOSES = closes;
    /// Words that are too common to show a topic.
    COMMON = common;
    /// Give a reason.
    GROUNDS = grounds;
    /// Refer to the line above.
    POINTS_BACK = points_back;
    /// Add to the line above.
    ADDS = adds;
    /// Remarks of authors on their own words.
    SELF_REMARKS = self_remarks;
    /// A blog passes the article on.
    REBLOGS = reblogs;
    /// Conditions.
    CONDITIONS = conditions;
    /// Announce what the author is going to say.
    ANNOUNCES = announces;
}

/// Familiar forms that are words of another language too, each with words of which the line must hold one.
pub static FAMILIAR_WITH: LazyLock<Vec<(&'static str, List)>> =
    LazyLock::new(|| lang::all().flat_map(|words| words.cues.familiar_with).copied().collect());
