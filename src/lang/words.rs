//! What there is to say about one language: [`Words`], which every language fills completely.
//!
//! Nothing here has a default, so a field that a new language forgets does not compile. A language that has no word for
//! something gives an empty list. Unless a field says otherwise, words are in lower case with straight apostrophes, and
//! their order does not matter. *Folded* means: lower case, without accents, ligatures written as two letters.

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
    /// What the cells and headers of tables say.
    pub tables: Tables,
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

/// How pages print dates and times.
#[derive(Debug)]
pub struct Times {
    /// The names of each month, January first, whole and abbreviated. No name may be a name of another month in any
    /// other language.
    pub months: [List; 12],
    /// Weekdays, whole and abbreviated.
    pub weekdays: List,
    /// Words before a date: `le`, `on`.
    pub before_date: List,
    /// Words before the name of the month: `of`, `de`.
    pub before_month: List,
    /// Words before the year: `del`.
    pub before_year: List,
    /// What follows the number of a day: `er`, `th`.
    pub ordinals: List,
    /// Words between the date and the time of day (`à`, `at`), as regular expressions without groups.
    pub before_clock: List,
    /// Words after the time of day: `uhr`.
    pub after_clock: List,
    /// Whether dates put the month before the day: `May 31, 2016`.
    pub month_first: bool,
    /// Relative times (`3 days ago`), as regular expressions without groups.
    pub ago: List,
    /// Parts of words, one of which every match of `ago` holds.
    pub ago_hints: List,
}

/// The line that announces the comments: `8 commentaires`, `Comments (12)`.
#[derive(Debug)]
pub struct Counters {
    /// Words that always mean comments.
    pub strong: List,
    /// Words that introduce comments on many sites but have other uses.
    pub weak: List,
    /// Words that introduce comments without a number.
    pub heads: List,
    /// What may precede the number, with the space after it.
    pub before_number: List,
    /// What may precede the word where the number follows it, with the space after it.
    pub before_word: List,
    /// What may precede a heading without a number, with the space after it.
    pub before_head: List,
    /// Whose comments a heading announces, with the space before it.
    pub whose: List,
    /// What may follow the word, with the space before it.
    pub state: List,
    /// Prepositions between the word and what the comments are about, with the spaces around them.
    pub about: List,
    /// Words for one.
    pub one: List,
    /// Words for none.
    pub none: List,
}

/// What pages and their programs put around comments.
#[derive(Debug)]
pub struct Pages {
    /// Links and buttons below comments (*Reply*, *Like*), as regular expressions without groups.
    pub actions: List,
    /// Parts of words, one of which every match of `actions` holds.
    pub action_hints: List,
    /// How forms and notices begin.
    pub forms: List,
    /// Names of pingbacks.
    pub pingbacks: List,
    /// Words between the name of a pingback and its source.
    pub pingback_from: List,
    /// *Says* after a name in a line of pasted text, as regular expressions without groups.
    pub says: List,
    /// Parts of words, one of which every match of `says` holds.
    pub says_hints: List,
    /// *Says* after the name of an author, before a colon or an ellipsis.
    pub said: List,
    /// Words before the name of an author on one line with a date: `by`.
    pub before_name: List,
    /// Words between a name and a date.
    pub name_to_date: List,
    /// Words between *says* and a date.
    pub says_to_date: List,
    /// How WordPress says *In reply to* before the name of another author.
    pub in_reply_to: List,
    /// Beginnings of the titles of feeds of comments.
    pub feed_titles: List,
    /// What a program or theme puts before the number in the id of a comment.
    pub id_prefixes: List,
    /// Words in the classes and ids that programs give to comments. None is a part of a common word for something else.
    pub comment_classes: List,
    /// Links below a comment to answer or report it.
    pub reply_links: List,
    /// Classes that mark a reply where replies are not nested.
    pub reply_classes: List,
    /// What sources show as author once the account or the comment is gone, without brackets; at most 30 bytes.
    pub nobody: List,
    /// What programs say in brackets after the name of an author without an account.
    pub unverified: List,
    /// Texts, as written, of comments that their author deleted.
    pub deleted: List,
    /// Texts, as written, of comments that a moderator removed.
    pub removed: List,
}

/// What mail programs and mailing lists put into messages.
#[derive(Debug)]
pub struct Mail {
    /// Verbs of the line that says who wrote the quotation below.
    pub wrote: List,
    /// How that line begins if it begins with a date: `on`, `le`.
    pub wrote_begins: List,
    /// How that line begins if it has no verb after the name: `quoting`.
    pub quotes_of: List,
    /// The reader, as the one who wrote the quotation: `you`.
    pub wrote_you: List,
    /// The author, as the one who wrote: a sentence with one of these is prose.
    pub wrote_self: List,
    /// Titles of a whole message below, as regular expressions without groups.
    pub originals: List,
    /// Titles that some programs write without hyphens around them, without the colon at their end.
    pub forwarded: List,
    /// Names of the header field with the sender of a whole message below.
    pub from_fields: List,
    /// Names of the field with its date that only mails have: `sent`.
    pub sent_fields: List,
    /// Names of the field with its date that other texts have too: `date`.
    pub date_fields: List,
    /// Names of the field with its recipients.
    pub to_fields: List,
    /// Names of the field with its subject.
    pub subject_fields: List,
    /// Names of further fields.
    pub other_fields: List,
    /// What precedes the subject of a reply or of a forwarded message, without its colon, as regular expressions.
    pub subject_prefixes: List,
    /// Words that show the footer of a mailing list.
    pub list_footer: List,
    /// How the line begins that names the device or program, as regular expressions without groups.
    pub sent_with: List,
    /// Closing formulas above the name of the author and their contact data.
    pub signs: List,
    /// Beginnings of the paragraphs that offices add below or above a message, as regular expressions without groups.
    pub disclaimers: List,
}

/// What the headers and cells of tables say.
#[derive(Debug)]
pub struct Tables {
    /// Headers, by letters and digits only, folded. Each group goes right behind a header that programs export, and is
    /// tried after it. Headers that programs export in English are in `read::format::csv::column`.
    pub headers: &'static [Headers],
    /// Yes.
    pub yes: List,
    /// No.
    pub no: List,
    /// In favour of what is answered.
    pub support: List,
    /// Against what is answered.
    pub attack: List,
    /// Neither.
    pub neutral: List,
    /// Names of articles.
    pub articles: List,
    /// Names of opening posts.
    pub posts: List,
    /// Names of comments.
    pub comments: List,
    /// Names of replies.
    pub replies: List,
    /// Moderation: shown to everybody.
    pub shown: List,
    /// Moderation: not decided yet.
    pub pending: List,
    /// Moderation: hidden.
    pub hidden: List,
    /// Moderation: deleted by its author, according to the source.
    pub deleted: List,
    /// Moderation: removed by a moderator.
    pub removed: List,
}

/// Headers of one column of a table.
#[derive(Debug)]
pub struct Headers {
    /// The header that they follow, as `read::format::csv::column` lists it. The same word may be in the lists of two
    /// columns, so the column is named too.
    pub after: &'static str,
    /// The name of the column there.
    pub column: &'static str,
    /// The headers.
    pub names: Spaced,
}
