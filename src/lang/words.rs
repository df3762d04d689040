//! What there is to say about one language: [`Words`], which every language fills completely.
//!
//! Nothing here has a default, so a field that a new language forgets does not compile. A language that has no word for
//! something gives an empty list. Unless a field says otherwise, words are in lower case with straight apostrophes, and
//! their order does not matter. *Folded* means: lower case, without accents, ligatures written as two letters.

use super::source_words::{Chats, Counters, Mail, Pages, Tables, Talk, Times};

/// Some words or phrases.
pub type List = &'static [&'static str];

/// Some single words, separated by white space.
pub type Spaced = &'static str;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// Function words, folded: they show the language of a comment and carry no topic. A word that two languages share
    /// is in both lists.
    pub function_words: Spaced,
    /// Abbreviations, folded, after which a full stop ends no sentence.
    pub abbreviations: List,
    /// Number words, folded and singular, that are used without figures often enough to matter.
    pub numbers: &'static [(&'static str, f64)],
    /// How plural and feminine forms end.
    pub endings: Endings,
    /// How the language says no.
    pub negation: Negation,
    /// How a post asks for a yes or a no, or proposes something. `None` where `tag::proposal` has no grammar for the
    /// language: posts in it then propose nothing.
    pub proposals: Option<&'static Proposals>,
    /// By which words a line of a paste begins or continues a comment.
    pub cues: Cues,
    /// How articles and comments sound.
    pub voices: Voices,
    /// How pages print dates and times.
    pub times: Times,
    /// How pages announce the number of their comments.
    pub counters: Counters,
    /// What pages put around comments.
    pub pages: Pages,
    /// What programs put into mails.
    pub mail: Mail,
    /// What talk pages of wikis put around comments.
    pub talk: Talk,
    /// What chats and transcripts put around messages.
    pub chats: Chats,
    /// What the cells and headers of tables say.
    pub tables: Tables,
    /// How people are addressed, and which of their names are words too.
    pub names: Names,
}

/// How comments address people by name, and what shows that a word that is also a name is no name. Folded, with spaces in
/// place of apostrophes and hyphens.
#[derive(Debug)]
pub struct Names {
    /// Words right before the name of somebody who is greeted, thanked, answered or agreed with, besides the greetings
    /// and thanks of [`Cues`]: `reply to`, `comme le dit`.
    pub calls: List,
    /// Words before a name that a verb of `says` follows: `as` in `as Rose says`.
    pub cites: Spaced,
    /// Verbs after that name, in one or two words.
    pub says: List,
    /// Titles before a name: `mr`.
    pub titles: Spaced,
    /// Prepositions before the name of somebody whom a title is for or by.
    pub in_titles: Spaced,
    /// Words right before a noun that is no name: `the`. Articles that people also put before names are left out.
    pub determiners: Spaced,
    /// Words right before a verb, so that what follows in lower case is no name: `i` in `i hope`.
    pub before_verbs: Spaced,
    /// Prepositions before a place and hardly ever before a person.
    pub before_places: Spaced,
    /// Pronouns and the like that people choose as pen names: `nobody`.
    pub pronouns: Spaced,
    /// Given names, family names and pen names that are also words, months or places.
    pub also_words: Spaced,
    /// Words before a colon at the beginning of a line that name no speaker: `note`.
    pub headings: Spaced,
    /// Words of postal addresses: `street`.
    pub streets: Spaced,
    /// How wikis call the space of pages about their users.
    pub user_pages: List,
}

/// Endings of words, folded, that are removed before two words are compared.
#[derive(Debug)]
pub struct Endings {
    /// Plurals that change the stem: the ending and what replaces it.
    pub irregular: &'static [(&'static str, &'static str)],
    /// Endings that are removed, each at most once, in this order.
    pub regular: List,
}

/// Words with a part in negation, folded. A word has one part only.
#[derive(Debug)]
pub struct Negation {
    /// Negate only together with one of `halves`: `ne`.
    pub particles: Spaced,
    /// The second half of a negation in two words: `pas`.
    pub halves: Spaced,
    /// Negate alone: `not`, `never`, `nicht`.
    pub whole: Spaced,
    /// The end of a contraction, `t` in `don't`: negates after one of `auxiliaries`.
    pub contracted: Spaced,
    /// The beginning of a contraction: `don` in `don't`.
    pub auxiliaries: Spaced,
    /// End the scope of a negation: `but`, `because`.
    pub stops: Spaced,
    /// After a particle they mean *only*, not a negation: `que` in `ne … que`.
    pub only: Spaced,
    /// Words after which a half negates without its particle: `est` in `c'est pas`.
    pub verbs: Spaced,
}

/// The word lists of a grammar in `tag::proposal`, folded. A grammar that has no use for a list leaves it empty.
#[derive(Debug)]
pub struct Proposals {
    /// Whole questions that only invite answers to the one before, separated by bars; at most six words each.
    pub invitations: &'static str,
    /// Words before the sentence proper: `et`, `so`.
    pub leads: Spaced,
    /// Words of questions that are put to readers. A long post may end in any other question and mean no.
    pub to_readers: Spaced,
    /// Question words that ask for more than yes or no.
    pub asking: Spaced,
    /// Question words only at the beginning of a clause; elsewhere they join clauses.
    pub tying: Spaced,
    /// Prepositions before a question word: `à qui`, `depuis quand`.
    pub prepositions: Spaced,
    /// Verbs of questions that ask readers for their position: `do you support`.
    pub standing: Spaced,
    /// What readers are asked to be: `are you in favour`.
    pub stood: Spaced,
    /// After one of these a yes opposes what follows.
    pub against: Spaced,
    /// Verbs and adverbs right after the subject that turn a yes into a no.
    pub turning: Spaced,
    /// Subjects of questions that ask for help and not for a position.
    pub anyone: Spaced,
    /// Pronouns that follow their verb in a question.
    pub subjects: Spaced,
    /// Verbs that can open a question.
    pub auxiliaries: Spaced,
    /// Words after *or* that make a question a choice between two things.
    pub choices: Spaced,
    /// Words that announce a proposal before a colon.
    pub announcing: Spaced,
    /// Verbs that command at the beginning of a sentence.
    pub commands: Spaced,
    /// Words that look like commands and are not.
    pub no_commands: Spaced,
    /// What follows a command.
    pub determiners: Spaced,
    /// Verbs after which *one must* is only a turn of phrase: `il faut dire`.
    pub parentheses: Spaced,
    /// Infinitives that no ending shows.
    pub infinitives: Spaced,
    /// Endings that only infinitives have.
    pub infinitive_endings: Spaced,
    /// Words that look like infinitives and are not.
    pub no_infinitives: Spaced,
}

/// The words that the cues of pasted text look for: function words and formulas of conversation, not topics.
#[derive(Debug)]
pub struct Cues {
    /// Continue a thought of the same author.
    pub continues: List,
    /// Conjunctions: they continue a thought, but a reply begins with them as well.
    pub joins: List,
    /// Introduce an addition below a signature.
    pub postscripts: List,
    /// Greetings.
    pub greets: List,
    /// Words before the name of somebody who is addressed: *to*, *dear*, titles.
    pub to_somebody: List,
    /// Thanks and praise, which open a reply.
    pub thanks: List,
    /// The thanks that close a comment as well, alone or before a name.
    pub closing_thanks: List,
    /// Assent, dissent and other answers.
    pub answers: List,
    /// Pronouns and verbs of the second person.
    pub second_person: List,
    /// The polite form of the second person.
    pub polite: List,
    /// The familiar form of the second person.
    pub familiar: List,
    /// A familiar form that is a word of another language too, each with words of which the line must hold one.
    pub familiar_with: &'static [(&'static str, List)],
    /// Endings of polite imperatives of five bytes or more.
    pub imperative_endings: List,
    /// Words that end so and are no imperatives.
    pub no_imperatives: List,
    /// The first person singular.
    pub first_person: List,
    /// The first person plural.
    pub we: List,
    /// Names of what is discussed, and of its author.
    pub the_article: List,
    /// Closing formulas.
    pub closes: List,
    /// Words of four letters or more that are too common to show a topic.
    pub common: List,
    /// Give a reason: after a question they answer it, elsewhere they continue a thought.
    pub grounds: List,
    /// Pronouns and the like that refer to the line above.
    pub points_back: List,
    /// Add to the line above, anywhere in a sentence.
    pub adds: List,
    /// Remarks of authors on their own words.
    pub self_remarks: List,
    /// How a blog says that it passes the article on.
    pub reblogs: List,
    /// Conditions.
    pub conditions: List,
    /// Announce what the author is going to say.
    pub announces: List,
    /// Give an opinion as one's own.
    pub opines: List,
    /// Ask.
    pub asks: List,
    /// Tell what happened to the author.
    pub recounts: List,
    /// Speak to or of the reader with the first word.
    pub refers: List,
    /// Take up the words of somebody.
    pub takes_up: List,
    /// Grant a point.
    pub concedes: List,
    /// Count points.
    pub enumerates: List,
    /// Exclaim, laugh or sigh.
    pub exclaims: List,
    /// Add something by the way.
    pub by_the_way: List,
    /// Say farewell on a line of their own, with or without a name.
    pub signs_off: List,
    /// The third person, male.
    pub he: List,
    /// The third person, female.
    pub she: List,
    /// The third person plural.
    pub they: List,
    /// People in general.
    pub anybody: List,
    /// Short forms of hasty typing.
    pub hasty: List,
    /// Words that have an accent, written without it.
    pub unaccented: List,
    /// Contractions, as they are written in full in the same language.
    pub uncontracted: &'static [(&'static str, &'static str)],
    /// Contractions.
    pub contracted: List,
    /// A pronoun that is written as a capital, each with words of which the line must hold one.
    pub capital_pronouns: &'static [(&'static str, List)],
}

/// Whole words and phrases that an article or a comment is recognised by. One that ends with an apostrophe is the
/// beginning of a word: `j'`.
#[derive(Debug)]
pub struct Voices {
    /// Talk to somebody: greetings, thanks, laughter.
    pub greet: List,
    /// The second person, yes and no.
    pub address: List,
    /// The first person.
    pub speak: List,
    /// Talk about the article.
    pub discuss: List,
    /// Report, as articles do.
    pub report: List,
}
