//! The words of a language that sources print around comments: pages, pastes, mails, talk pages, chats, tables.

use super::words::{List, Spaced};

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
    /// Words for a day near today, alone or before the time of day: `yesterday`.
    pub near_days: List,
    /// What follows a number in the shortest relative times, `3h` or `2 d`, as regular expressions without groups.
    pub short_units: List,
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
    /// What pages write next to the name of an author, and is no part of it: *OP*, *not verified*.
    pub badges: List,
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

/// What talk pages of wikis put around comments.
#[derive(Debug)]
pub struct Talk {
    /// Links in brackets after the name of a signature.
    pub links: List,
    /// Names of the namespaces of users and of their talk pages, with spaces.
    pub user_spaces: List,
    /// Pages that list the contributions of a user, as links name them.
    pub contributions: List,
    /// Names of the namespaces of talk pages, which begin the title of a page.
    pub page_spaces: List,
    /// Templates that sign for somebody, by their names.
    pub unsigned_templates: List,
    /// What these templates write before the name.
    pub unsigned: List,
    /// Templates that move a comment back to the margin though it answers the one above.
    pub outdents: List,
    /// Links that answer a comment.
    pub reply: List,
    /// Links that edit a section.
    pub edit: List,
    /// Titles of the table of contents.
    pub contents: List,
    /// How the line below a heading begins that says when somebody last wrote there.
    pub latest: List,
    /// Links that subscribe to a section.
    pub subscribe: List,
    /// How lines below the comments begin that belong to the page.
    pub footers: List,
    /// Templates that address the users they name.
    pub mentions: List,
    /// Templates that quote.
    pub quotes: List,
    /// Namespaces of pictures and categories, whose links show no words.
    pub file_spaces: List,
}

/// What chats and transcripts put around messages.
#[derive(Debug)]
pub struct Chats {
    /// What is written for a picture, a video or another file that is not in the export, as the whole text.
    pub omitted: List,
    /// What follows the name of a file that is in the export.
    pub attached: List,
    /// What is written for a message that was deleted, as the whole text without a full stop.
    pub deleted: List,
    /// What marks a message that was edited, without angle brackets.
    pub edited: List,
    /// A part of the notice that opens a chat. Its speaker, if it has one, is the title of the chat.
    pub encrypted: List,
    /// The word before the name of who writes, in chats of meetings.
    pub from: List,
    /// The word before the name of who is addressed, in chats of meetings.
    pub to: List,
    /// What precedes the words or the name that a message answers.
    pub replying: List,
    /// What reports a reaction to a message, in chats of meetings.
    pub reacted: List,
    /// How the line begins with which a program ends the transcript of a meeting.
    pub ended: List,
    /// The side of an argument that is for what it answers, before a colon in exports of debates.
    pub pro: List,
    /// The side of one that is against it.
    pub con: List,
    /// Words with a colon at the beginning of a line that name no speaker.
    pub no_speakers: List,
}

/// What the headers and cells of tables say.
#[derive(Debug)]
pub struct Tables {
    /// Headers, by letters and digits only, folded. Each group goes right behind a header that programs export, and is
    /// tried after it. Headers that programs export in English are in `read::format::csv::column`.
    pub headers: &'static [Headers],
    /// Keys of lists of replies in JSON, by letters and digits only, folded. Those in English are in
    /// `read::format::any_json::keys`, as are those of the next three.
    pub reply_lists: Spaced,
    /// Keys of lists of comments in JSON.
    pub comment_lists: Spaced,
    /// Keys of objects in JSON that hold the article or post next to its comments.
    pub opening_objects: Spaced,
    /// Keys of objects in JSON that hold who wrote something.
    pub people: Spaced,
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
    /// What headers are made of.
    pub parts: HeaderParts,
}

/// The words that headers of tables are made of, such as `comment` and `author` in `comment_author`, folded. A header of
/// these words alone is understood.
#[derive(Debug)]
pub struct HeaderParts {
    /// Names of a comment.
    pub comment: Spaced,
    /// Names of a reply to a comment.
    pub reply: Spaced,
    /// Those of them that are plurals: a cell may hold several.
    pub replies: Spaced,
    /// Names of what is discussed: post, article, video, debate.
    pub opening: Spaced,
    /// Names of what a comment answers: parent.
    pub above: Spaced,
    /// *To* in *reply to*.
    pub toward: Spaced,
    /// *By* in *posted by*.
    pub by: Spaced,
    /// Names of people.
    pub author: Spaced,
    /// Dates, times, and verbs that go with them.
    pub time: Spaced,
    /// Names of texts.
    pub text: Spaced,
    /// Names of ids and numbers.
    pub id: Spaced,
    /// Names of titles.
    pub title: Spaced,
    /// Words that add nothing inside a header: *of*, *the*.
    pub glue: Spaced,
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
