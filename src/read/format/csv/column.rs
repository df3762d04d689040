//! What a column of a table can hold, and the headers that show it.
//!
//! One table, [`COLUMNS`], has the names that `--column` takes and the headers that programs export, in English. The
//! headers of other languages are in their [`Tables`](crate::lang::Tables). Headers are compared by letters and digits
//! only, accents folded; `header` takes them apart.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::header::Head;
use crate::lang;
use crate::sort::Order as _;

/// What a column holds. The user can name the first eleven with `--column`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The id of a comment.
    Id,
    /// The id of the comment that it answers.
    Parent,
    /// Its author.
    Author,
    /// When it was written.
    Time,
    /// Its text.
    Text,
    /// The thread it belongs to.
    Thread,
    /// The title of the thread.
    Title,
    /// Votes for it minus votes against it.
    Votes,
    /// Whether it is an article, a post, a comment, a reply.
    Kind,
    /// Its relation to the comment that it answers.
    Relation,
    /// Its language.
    Lang,
    /// Whom it answers.
    Addressee,
    /// Its number in an outline, such as `1_2`.
    Outline,
    /// The first name of its author.
    Given,
    /// The last name of its author.
    Family,
    /// The organisation that wrote it.
    Organization,
    /// The time of day, where the date has its own column.
    Clock,
    /// Votes for it.
    For,
    /// Votes against it.
    Against,
    /// How deep it is nested.
    Depth,
    /// What a moderator decided about it.
    State,
    /// The text of the article or post that it is about.
    Article,
    /// Whether it answers the comment before it.
    Reply,
    /// Whether its text is gone.
    Deleted,
    /// Whether its author changed it.
    Edited,
    /// Whether it is pinned.
    Pinned,
    /// Whether it was chosen as the best answer.
    Featured,
    /// Whether the site's staff wrote it.
    Moderator,
    /// Whether it is collapsed or hidden.
    Hidden,
    /// Whether it is held for spam.
    Spam,
}

/// One row of [`COLUMNS`].
struct Known {
    column: Column,
    /// Its name, for `--column` and for the lists of languages.
    name: &'static str,
    /// Whether `--column` takes the name.
    by_hand: bool,
    /// The headers that programs export, the surest first, separated by spaces.
    headers: &'static str,
}

/// Every column. If a header is in several rows, the first row takes it, unless that row finds a surer header.
const COLUMNS: &[Known] = &[
    Known {
        column: Column::Text,
        name: "text",
        by_hand: true,
        headers: "commentbody commenttext commentcontent textoriginal body bodytext text comment message \
                  messagetext commentmessage content contents utterance statement opinion argument reaction \
                  textdisplay fulltext selftext tweet comments commentary remark posttext description",
    },
    Known {
        column: Column::Id,
        name: "id",
        by_hand: true,
        headers: "commentid cid commid comid reactionid replyid responseid statementid argumentid tweetid \
                  utteranceid messageid msgid commentcounter objectid documentid id ident guid uuid postnumber postid commentno \
                  num no nr row rowid rownumber index unnamed0 n",
    },
    Known {
        column: Column::Parent,
        name: "parent",
        by_hand: true,
        headers: "parentid parentcommentid commentparent commentparentid parentcomment parent parentcid \
                  parentmessageid parentpostid parentstatementid parentcommentuuid replyto replytoid replytocommentid replytocomment \
                  inreplyto inreplytoid inreplytocommentid inreplytostatusid inreplytotweetid inreplytomessageid \
                  replytopostnumber repliedto repliedtoid replyingto responseto answerto repliestoid replytocid \
                  isreplyto inreplytocomment quotedpostid references referencedtweetsrepliedtoid answers",
    },
    Known {
        column: Column::Author,
        name: "author",
        by_hand: true,
        headers: "author authorname authorfullname commentauthor username userdisplayname displayname \
                  authordisplayname authorusername screenname userscreenname nickname fromname sendername sender \
                  commentername commenter speaker user by poster postedby writer contributor submittername login \
                  handle profilename nameclicktoviewprofile uniqueid name from authorid userid authorchannelid \
                  fromid profileid speakerid iduser participantid uid postby",
    },
    Known {
        column: Column::Time,
        name: "time",
        by_hand: true,
        headers: "createdutc createdat createdtime created creationdate creationtime createdate createddate \
                  commentcreatedat commentcreatedtime publishedat publishedtime publisheddate publishtime \
                  publishdate publicationdate posteddate postedat posttime postdate postcreated commentdate \
                  commentdategmt commenttime commentedat commentedon timestamp datetime epoch unixtime submittedat \
                  submissiondate receiveddate date time commdate createtimeiso createtime at approvedate publishedtimetext timetext relativetime",
    },
    Known {
        column: Column::Title,
        name: "title",
        by_hand: true,
        headers: "threadtitle articletitle posttitle storytitle videotitle submissiontitle headline \
                  articleheadline conversationtitle topictitle title subject",
    },
    Known {
        column: Column::Thread,
        name: "thread",
        by_hand: true,
        headers: "threadid thread conversationid conversation discussionid discussion articleid storyid assetid \
                  submissionid linkid topicid videoid questionid proposalid petitionid debateid postid mediaid \
                  publicationid rootid commentondocumentid docketid commentpostid urlid submittedvideourl videoweburl shortcode articleurl storyurl videourl posturl \
                  pageurl asseturl threadurl url link article story video topic post proposal debate question",
    },
    Known {
        column: Column::Article,
        name: "article",
        by_hand: false,
        headers: "articletext articlebody articlecontent postbody postcontent postmessage storytext submissiontext \
                  questiontext proposaltext proposalbody",
    },
    Known {
        column: Column::Votes,
        name: "votes",
        by_hand: true,
        headers: "score netvotes netscore votes votecount votescount nbvotes points karma commentscore",
    },
    Known {
        column: Column::For,
        name: "for",
        by_hand: false,
        headers: "likes likecount likescount commentlikes commentlikecount upvotes upvotecount ups votesfor agrees \
                  agreecount totalagrees recommendations recommends favoritecount favouritescount thumbsup \
                  diggcount thumbsupcount reactions reactioncount reactionscount",
    },
    Known {
        column: Column::Against,
        name: "against",
        by_hand: false,
        headers: "dislikes dislikecount downvotes downvotecount downs votesagainst disagrees disagreecount \
                  totaldisagrees thumbsdown",
    },
    Known {
        column: Column::Kind,
        name: "kind",
        by_hand: true,
        headers: "kind type commenttype recordtype contenttype objecttype posttype nature",
    },
    Known {
        column: Column::Relation,
        name: "relation",
        by_hand: true,
        headers: "relation relationtype alignment side argumenttype procontra",
    },
    Known { column: Column::Lang, name: "lang", by_hand: true, headers: "lang language languagecode locale" },
    Known {
        column: Column::Depth,
        name: "depth",
        by_hand: false,
        headers: "depth commentdepth threadingdepth level nestinglevel commentlevel",
    },
    Known {
        column: Column::State,
        name: "state",
        by_hand: false,
        headers: "status commentstatus moderationstatus moderationstate state commentapproved approved moderated",
    },
    Known { column: Column::Reply, name: "reply", by_hand: false, headers: "isreply reply isresponse" },
    Known {
        column: Column::Deleted,
        name: "deleted",
        by_hand: false,
        headers: "deleted isdeleted deletedat removed isremoved trashed iswithdrawn",
    },
    Known { column: Column::Edited, name: "edited", by_hand: false, headers: "edited isedited" },
    Known { column: Column::Pinned, name: "pinned", by_hand: false, headers: "pinned ispinned stickied" },
    Known {
        column: Column::Featured,
        name: "featured",
        by_hand: false,
        headers: "featured isfeatured editorsselection editorspick isaccepted",
    },
    Known {
        column: Column::Moderator,
        name: "moderator",
        by_hand: false,
        headers: "ismoderator isstaff distinguished authorisuploader moderator",
    },
    Known { column: Column::Hidden, name: "hidden", by_hand: false, headers: "hidden ishidden collapsed isminimized" },
    Known { column: Column::Spam, name: "spam", by_hand: false, headers: "spam isspam" },
    Known {
        column: Column::Addressee,
        name: "addressee",
        by_hand: false,
        headers: "parentuserdisplayname parentauthor parentauthorname parentusername replytouser replytousername \
                  replytoname replytoauthor inreplytoscreenname inreplytousername inreplytouser inreplytouserid \
                  isreplytoname replyingtousername targetuser",
    },
    Known { column: Column::Outline, name: "outline", by_hand: false, headers: "structure outline outlinenumber" },
    Known { column: Column::Given, name: "given", by_hand: false, headers: "firstname givenname forename" },
    Known { column: Column::Family, name: "family", by_hand: false, headers: "lastname familyname surname" },
    Known {
        column: Column::Organization,
        name: "organization",
        by_hand: false,
        headers: "organizationname organisationname organization organisation",
    },
    // Of two columns `date` and `time` the second is the time of day.
    Known { column: Column::Clock, name: "clock", by_hand: false, headers: "hour timeofday time" },
];

impl Column {
    /// All of them.
    pub(super) fn all() -> impl Iterator<Item = Column> {
        COLUMNS.iter().map(|known| known.column)
    }

    /// The column of that name for `--column`.
    pub fn named(name: &str) -> Option<Column> {
        COLUMNS.iter().find(|known| known.by_hand && known.name == name).map(|known| known.column)
    }

    /// Every name that `--column` takes, in the order of the help.
    pub fn names() -> Vec<&'static str> {
        let mut named: Vec<_> = COLUMNS.iter().filter(|known| known.by_hand).collect();
        named.order_by_key(|known| known.column);
        named.into_iter().map(|known| known.name).collect()
    }

    /// Its name for `--column`, or *mark* if that does not take it.
    pub fn name(self) -> &'static str {
        match COLUMNS.iter().find(|known| known.column == self) {
            Some(known) if known.by_hand => known.name,
            _ => "mark",
        }
    }
}

/// The headers of every column in all languages, the surest first. Those of a language follow the header that it names.
static HEADERS: LazyLock<Vec<(Column, Vec<&'static str>)>> = LazyLock::new(|| {
    let merged = |known: &Known| {
        let mut headers = Vec::new();
        for header in known.headers.split_whitespace() {
            headers.push(header);
            let follow = lang::all().flat_map(|words| words.tables.headers);
            let follow = follow.filter(|list| list.column == known.name && list.after == header);
            headers.extend(follow.flat_map(|list| list.names.split_whitespace()));
        }
        (known.column, headers)
    };
    COLUMNS.iter().map(merged).collect()
});

/// Every header that is listed for any column.
static EXACT: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| HEADERS.iter().flat_map(|(_, headers)| headers.iter().copied()).collect());

/// Whether a header, by its letters, is listed for any column.
pub(super) fn is_exact(letters: &str) -> bool {
    EXACT.contains(letters)
}

/// The headers of a column in all languages, the surest first, by their letters.
pub fn headers(column: Column) -> &'static [&'static str] {
    HEADERS.iter().find(|(known, _)| *known == column).map_or(&[], |(_, headers)| headers)
}

/// The places of the headers that may be this column, the surest first.
pub(super) fn candidates(column: Column, heads: &[Head]) -> Vec<usize> {
    let mut ranked: Vec<(usize, usize)> =
        heads.iter().enumerate().filter_map(|(place, head)| Some((head.rank(column)?, place))).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, place)| place).collect()
}

/// Whether a header names a column of texts.
pub(super) fn names_text(header: &[String]) -> bool {
    header.iter().any(|cell| Head::of(cell).rank(Column::Text).is_some())
}

/// How many columns of comments a header names besides the text; 0 if it names no text.
pub fn known_columns(header: &[String]) -> usize {
    const OTHERS: [Column; 9] = [
        Column::Id,
        Column::Parent,
        Column::Author,
        Column::Time,
        Column::Thread,
        Column::Title,
        Column::Votes,
        Column::For,
        Column::Kind,
    ];
    let heads: Vec<Head> = header.iter().map(|cell| Head::of(cell)).collect();
    let texts = candidates(Column::Text, &heads);
    let mut others: Vec<usize> = OTHERS.iter().flat_map(|column| candidates(*column, &heads)).collect();
    others.sort_unstable();
    others.dedup();
    // The text must be another column than the rest.
    others.retain(|at| texts.first() != Some(at));
    if texts.is_empty() { 0 } else { others.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(cells: &str) -> Vec<String> {
        cells.split(',').map(str::to_owned).collect()
    }

    fn first(column: Column, cells: &str) -> Option<String> {
        let cells = header(cells);
        let heads: Vec<Head> = cells.iter().map(|cell| Head::of(cell)).collect();
        candidates(column, &heads).first().map(|at| cells[*at].clone())
    }

    #[test]
    fn headers_of_languages_follow_headers_that_exist() {
        for list in lang::all().flat_map(|words| words.tables.headers) {
            let known = COLUMNS.iter().find(|known| known.name == list.column);
            let known = known.unwrap_or_else(|| panic!("there is no column {}", list.column));
            let exists = known.headers.split_whitespace().any(|header| header == list.after);
            assert!(exists, "{} has no header {}", list.column, list.after);
        }
    }

    #[test]
    fn headers_of_four_languages_are_known() {
        for (cells, id, parent, author, time, text) in [
            ("id,parent_id,author,created_at,text", "id", "parent_id", "author", "created_at", "text"),
            (
                "commentID,parentID,userDisplayName,createDate,commentBody",
                "commentID",
                "parentID",
                "userDisplayName",
                "createDate",
                "commentBody",
            ),
            (
                "N°,Réponse à,Pseudo,Date de publication,Commentaire",
                "N°",
                "Réponse à",
                "Pseudo",
                "Date de publication",
                "Commentaire",
            ),
            (
                "Nr.,Antwort auf,Benutzername,Datum,Kommentar",
                "Nr.",
                "Antwort auf",
                "Benutzername",
                "Datum",
                "Kommentar",
            ),
            ("Id,En respuesta a,Usuario,Fecha,Comentario", "Id", "En respuesta a", "Usuario", "Fecha", "Comentario"),
            (
                "id,parentId,snippet.authorDisplayName,snippet.publishedAt,snippet.textOriginal",
                "id",
                "parentId",
                "snippet.authorDisplayName",
                "snippet.publishedAt",
                "snippet.textOriginal",
            ),
        ] {
            for (column, wanted) in [
                (Column::Id, id),
                (Column::Parent, parent),
                (Column::Author, author),
                (Column::Time, time),
                (Column::Text, text),
            ] {
                assert_eq!(first(column, cells).as_deref(), Some(wanted), "{column:?} of {cells}");
            }
        }
    }

    #[test]
    fn a_header_says_nothing_without_a_text() {
        assert_eq!(known_columns(&header("id,author,date")), 0);
        assert_eq!(known_columns(&header("Le texte, l'id, la date")), 0);
        assert_eq!(known_columns(&header("commentaire")), 0);
        assert_eq!(known_columns(&header("id,texte")), 1);
    }

    #[test]
    fn names_are_each_of_one_column() {
        for name in Column::names() {
            assert_eq!(Column::named(name).map(Column::name), Some(name));
        }
        assert_eq!(
            Column::names(),
            "id parent author time text thread title votes kind relation lang".split(' ').collect::<Vec<_>>()
        );
        for known in COLUMNS {
            let mut headers: Vec<_> = known.headers.split_whitespace().collect();
            let count = headers.len();
            headers.sort_unstable();
            headers.dedup();
            assert!(headers.iter().all(|header| super::super::header::letters(header) == **header), "{headers:?}");
            assert_eq!(headers.len(), count, "a header is listed twice for {:?}", known.column);
        }
    }
}
