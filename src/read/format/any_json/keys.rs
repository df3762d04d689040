//! The names of keys: what each is usually for.
//!
//! The names that tables have are in `csv::column`, with those of other languages in [`Tables`](crate::lang::Tables). Here
//! are the names that occur in JSON only. All are compared by letters and digits, accents folded.

use crate::lang;
use crate::read::format::csv::{Column, headers, letters};

/// The path that means the key of a record in an object whose keys are ids.
pub(super) const KEY: &str = "(key)";

/// Names of one role that only JSON has: those tried before the names of tables, and those tried after them.
struct Extra {
    role: Column,
    before: &'static str,
    after: &'static str,
}

const EXTRA: [Extra; 8] = [
    Extra {
        role: Column::Text,
        before: "commentplain messageplain textplain plaintext rawtext textraw fulltext",
        after: "msg commentraw rawmessage contentrendered contenttext contentplain contentraw contenthtml contentbody bodyhtml \
                bodyplain bodyraw bodymarkdown bodyview textcontent textdisplay texttext rendered raw markdown html messagehtml \
                texthtml commenthtml note notes post reply answer question review snippet quote words value",
    },
    Extra { role: Column::Id, before: "", after: "shortid eventid uid key pk permalink ts no number seq" },
    Extra {
        role: Column::Parent,
        before: "replytomessageid messagereferencemessageid referencemessageid",
        after: "respondingto respondsto responds inresponseto pid ppid tmid threadts reply replyof replyid isreplyto \
                replytarget parentpost parentmessage parentmsg parentmsgid parentreply parentreplyid parentnode answers answerof ref \
                refid references referenceid reference replycommentid targetcommentid tocommentid rootid rootcommentid \
                quotedid quoteid upid ancestor ancestorid",
    },
    Extra {
        role: Column::Author,
        before: "",
        after: "userrealname usernick userfullname username userlogin nick realname fullname fromusername creator createdby \
                submittedby owner ownername membername member account accountname actor author_id person persona profile \
                commentinguser commentingusername submitteruser fromuser respondent participant sentby writtenby who pseudonym sourcename alias role \
                useridentifier agent",
    },
    Extra {
        role: Column::Time,
        before: "",
        after: "ts sent sentat sentdate senttime createat createdon createdtimestamp datecreated dategmt datetimeutc posted \
                postedon timestampms timestampseconds createtime ctime isodate dateunixtime published publishedon when at \
                epochms epochseconds written writtenat utc lastmodified modified updated updatedat updatedtime edittime",
    },
    Extra {
        role: Column::For,
        before: "",
        after: "reactionscount likesnumber likers upvote positivevotes votesup plus heartcount favorites",
    },
    Extra {
        role: Column::Thread,
        before: "",
        after: "convid dialogid dialogueid dialog dialogue chatid chat roomid room channelid channel groupid pageid newsid awemeid \
                discussionkey threadkey rootpostid",
    },
    Extra { role: Column::Title, before: "", after: "name topicname channelname pagetitle" },
];

/// Objects that hold who wrote something.
const PEOPLE: &str = "author user from sender owner member creator by account profile commenter poster fromuser actor u writer \
                      submitter commentinguser submitteruser createdby person speaker participant channelowner userinfo \
                      userprofile userdata authordata attributedto respondent identity";

/// The members of such an object that name the person, the best first.
const NAMES: &str = "name displayname fullname realname username screenname login nickname nick handle pseudo firstname \
                     preferredusername acct title value email key id uid userid";

/// Objects that only wrap a record.
const WRAPPERS: &str = "data node comment snippet attributes fields message content source toplevelcommentsnippet \
                        toplevelcomment item value record tweet legacy properties post object entry result body text note \
                        details commentdata payload";

/// Objects that hold what a comment answers.
const ANSWERED: &str = "parent parentcomment replyto inreplyto replytomessage reference messagereference reply quoted \
                        respondingto inresponseto replyingto responseto quote quotedmessage";

/// Objects in a document that are what its comments answer, or that name the thread.
const OPENINGS: &str = "article post story submission video topic question thread page news proposal debate discussion \
                        conversation chat petition issue";

/// Keys of lists that hold replies to the object that has the list, wherever it is.
const REPLIES: &str = "replies reply children childs responses response subcomments nestedcomments nested childcomments \
                       commentreplies replycomments subreplies kids descendants followups \
                       replieslist replylist childrencomments";

/// Keys of lists that hold comments, or replies to the object that has the list.
const COMMENTS: &str = "comments comment commentsfull commentlist commentslist answers messages posts notes thread \
                        conversation discussion reviews entries statuses tweets opinions utterances contributions chat items \
                        results data rows records edges nodes";

/// Keys of lists whose objects are no comments, even with a text.
const ACCESSORIES: &str = "hashtags urls attachments mentions usermentions reactions media tags entities edits history labels \
                           users links options badges files images embeds fields blocks elements sentences tones annotations \
                           symbols photos videos emojis emoji awards categories errors warnings choices polloptions flairs \
                           authorflairrichtext linkflairrichtext richtext segments tokens words quotes textentities captions facets \
                           votes likes participants members authors people changes details customfields versions revisions";

/// Whether a list of words, or one of those of a language, has this word.
fn is_named(list: &str, word: &str, of: fn(&lang::Words) -> lang::Spaced) -> bool {
    has(list, word) || lang::all().any(|words| has(of(words), word))
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

fn place(list: &str, word: &str) -> Option<usize> {
    list.split_whitespace().position(|known| known == word)
}

/// Whether a list under this key holds replies.
pub(in crate::read::format) fn is_replies(key: &str) -> bool {
    is_named(REPLIES, &letters(key), |words| words.tables.reply_lists)
}

/// Whether a list under this key holds comments or replies.
pub(super) fn is_comments(key: &str) -> bool {
    is_replies(key) || is_named(COMMENTS, &letters(key), |words| words.tables.comment_lists)
}

/// Whether a list under this key holds comments on something, rather than answers.
pub(super) fn is_comment_list(key: &str) -> bool {
    letters(key).starts_with("comment") || lang::all().any(|words| has(words.tables.comment_lists, &letters(key)))
}

/// Whether a list under this key holds something else than comments.
pub(super) fn is_accessory(key: &str) -> bool {
    has(ACCESSORIES, &letters(key))
}

/// How far a name is down the list of a role, 0 for the surest.
fn rank_of(role: Column, word: &str) -> Option<usize> {
    // Names of tables follow those that only JSON has and that are surer.
    const TABLES: usize = 100;
    const AFTER: usize = 1_000;
    let extra = EXTRA.iter().find(|extra| extra.role == role);
    let before = extra.and_then(|extra| place(extra.before, word));
    let table = || Some(headers(role).iter().position(|known| *known == word)? + TABLES);
    let after = || Some(extra.and_then(|extra| place(extra.after, word))? + AFTER);
    before.or_else(table).or_else(after)
}

/// How sure it is that a path has a role, 0 for the surest; `None` if its name does not say so.
pub(in crate::read::format) fn rank(role: Column, path: &str) -> Option<usize> {
    // A member of an object is less sure than a member of the record.
    const INSIDE: usize = 10_000;
    if path == KEY {
        return (role == Column::Id).then_some(INSIDE);
    }
    let Some((heads, last)) = path.rsplit_once('.') else { return rank_of(role, &letters(path)) };
    let heads: Vec<String> = heads.split('.').map(letters).collect();
    let last = letters(last);
    let whole = letters(path);
    let nearest = heads.last().map(String::as_str).unwrap_or_default();
    let is_wrapped = heads.iter().all(|head| has(WRAPPERS, head));
    let of_people = |head: &str| has(PEOPLE, head) || lang::all().any(|words| has(words.tables.people, head));
    let is_person = of_people(nearest) && heads.iter().all(|head| has(WRAPPERS, head) || of_people(head));
    let is_known = matches!(role, Column::Text | Column::Title | Column::Thread) && heads.len() == 1;
    match role {
        Column::Author if is_person => {
            let head = rank_of(role, nearest).unwrap_or(INSIDE);
            // A name in another language is a name of the author too.
            Some(head + place(NAMES, &last).or_else(|| rank_of(role, &last).map(|_| NAMES.len()))?)
        }
        Column::Parent if has(ANSWERED, nearest) => {
            let is_id = ["id", "messageid", "commentid", "shortid", "postid", "eventid", "uri", "url", "no"]
                .contains(&last.as_str());
            is_id.then(|| rank_of(role, nearest).unwrap_or(INSIDE))
        }
        _ if heads.iter().any(|head| of_people(head) && !has(WRAPPERS, head)) => None,
        Column::Thread if heads.len() == 1 && rank_of(role, nearest).is_some() => {
            let is_name = ["id", "url", "slug", "link", "uri"].contains(&last.as_str());
            is_name.then(|| INSIDE + rank_of(role, nearest).unwrap_or_default())
        }
        Column::Author if !is_wrapped => None,
        _ if is_wrapped => rank_of(role, &whole).or_else(|| Some(rank_of(role, &last)? + INSIDE)),
        _ if is_known => rank_of(role, &whole),
        _ => None,
    }
}

/// How sure it is that a member of an object next to the list of comments has a role for the whole thread.
pub(super) fn rank_of_opening(role: Column, path: &str) -> Option<usize> {
    // Such members are the last that are tried.
    const OUTSIDE: usize = 100_000;
    let (head, inside) = path.split_once('.')?;
    let head = letters(head);
    let is_opening = is_named(OPENINGS, &head, |words| words.tables.opening_objects);
    Some(rank(role, inside).filter(|_| is_opening)? + OUTSIDE)
}

/// Whether a name hints at a role that no list gives it.
pub(super) fn hints(role: Column, path: &str) -> bool {
    const AUTHORS: &str = "user author name sender poster writer speaker nick owner creator person login";
    const TIMES: &str = "time date created posted published stamp when moment";
    const PARENTS: &str = "parent reply replies answer respon inreply refer quoted";
    // Shorter names of tables are parts of many words.
    const SHORTEST: usize = 4;
    let hints = match role {
        Column::Author => AUTHORS,
        Column::Time => TIMES,
        Column::Parent => PARENTS,
        _ => return false,
    };
    let whole = letters(path);
    let known = headers(role).iter().copied().filter(|name| name.len() >= SHORTEST);
    hints.split_whitespace().chain(known).any(|hint| whole.contains(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_the_roles_that_their_names_say() {
        for (role, path) in [
            (Column::Text, "text"),
            (Column::Text, "comment_text"),
            (Column::Text, "contenu"),
            (Column::Text, "kommentar"),
            (Column::Text, "content.rendered"),
            (Column::Text, "node.body"),
            (Column::Author, "user.screen_name"),
            (Column::Author, "author"),
            (Column::Author, "pseudo"),
            (Column::Author, "fromUser.displayName"),
            (Column::Author, "commenting_user"),
            (Column::Author, "comment.author.name"),
            (Column::Time, "created_at"),
            (Column::Time, "publié_le"),
            (Column::Time, "ts"),
            (Column::Parent, "inReplyTo"),
            (Column::Parent, "thread_ts"),
            (Column::Parent, "responding_to"),
            (Column::Parent, "reply_to.id"),
            (Column::Thread, "article_id"),
            (Column::Thread, "post.id"),
        ] {
            assert!(rank(role, path).is_some(), "{role:?} {path}");
        }
        for (role, path) in [
            (Column::Id, "author.id"),
            (Column::Time, "user.created_at"),
            (Column::Author, "channel.name"),
            (Column::Text, "user.description"),
            (Column::Id, "attachment.id"),
            (Column::Author, "colour"),
        ] {
            assert_eq!(rank(role, path), None, "{role:?} {path}");
        }
    }
}
