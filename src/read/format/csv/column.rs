//! What the columns of a table may be, and by which headers they are known.
//!
//! One table, [`COLUMNS`]: the names that `--column` takes, and the headers that exports use in four languages, the surer
//! first. Headers are compared by their letters and digits alone, accents folded; of `snippet.textOriginal` the whole is
//! tried, then the last part.

use crate::text::fold::fold;

/// What a column holds. The first eleven can be named by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The id of a comment.
    Id,
    /// What it answers.
    Parent,
    /// Who wrote it.
    Author,
    /// When.
    Time,
    /// What it says.
    Text,
    /// The thread it belongs to.
    Thread,
    /// The title of the thread.
    Title,
    /// Votes for it less votes against it.
    Votes,
    /// Whether it is an article, a post, a comment, a reply.
    Kind,
    /// What it does to what it answers.
    Relation,
    /// Its language.
    Lang,
    /// The time of day, where the date stands in a column of its own.
    Clock,
    /// Votes for it.
    For,
    /// Votes against it.
    Against,
    /// How deep it stands.
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
    /// Whether it is kept at the top.
    Pinned,
    /// Whether it was chosen as the best.
    Featured,
    /// Whether the site's staff wrote it.
    Moderator,
    /// Whether it is folded away.
    Hidden,
    /// Whether it is held for spam.
    Spam,
}

/// One row of [`COLUMNS`].
struct Known {
    column: Column,
    /// Its name for `--column`; empty where it cannot be named by hand.
    name: &'static str,
    /// The headers it is known by, the surer first, parted by spaces.
    headers: &'static str,
}

/// Every column. A header may stand in several rows; the row that comes first takes it, unless it has a surer one.
const COLUMNS: &[Known] = &[
    Known {
        column: Column::Text,
        name: "text",
        headers: "commentbody commenttext commentcontent textoriginal body bodytext text comment commentaire \
                  texteducommentaire textecommentaire commentaires texte contenu contenuducommentaire comentario \
                  textodelcomentario texto mensaje contenido kommentar kommentartext beitrag inhalt nachricht message \
                  messagetext commentmessage content contents utterance statement avis opinion argument reaction reponse \
                  corps textdisplay fulltext selftext tweet comments commentary remark remarque posttext description",
    },
    Known {
        column: Column::Id,
        name: "id",
        headers: "commentid cid commid comid idcommentaire commentaireid identifiantcommentaire idducommentaire \
                  kommentarid comentarioid idcomentario idkommentar reactionid replyid responseid statementid \
                  argumentid tweetid utteranceid messageid msgid objectid documentid id identifiant identificador \
                  kennung ident guid uuid postnumber postid commentno numerocommentaire numero num no nr row rowid \
                  rownumber ligne zeile fila index unnamed0 n",
    },
    Known {
        column: Column::Parent,
        name: "parent",
        headers: "parentid parentcommentid commentparent commentparentid parentcomment parent parentcid parentmessageid \
                  parentpostid parentstatementid replyto replytoid replytocommentid replytocomment inreplyto inreplytoid \
                  inreplytocommentid inreplytostatusid inreplytotweetid inreplytomessageid replytopostnumber repliedto \
                  repliedtoid replyingto responseto answerto idparent idduparent commentaireparent idcommentaireparent \
                  reponsea enreponsea reponda parentnumero antwortauf antwortaufid elternid idpadre padre \
                  comentariopadre respuestaa enrespuestaa",
    },
    Known {
        column: Column::Author,
        name: "author",
        headers: "author authorname authorfullname commentauthor username userdisplayname displayname authordisplayname \
                  authorusername screenname userscreenname nickname pseudo pseudonyme auteur nomauteur nomdelauteur \
                  pseudoauteur utilisateur nomdutilisateur nomutilisateur autor verfasser benutzer benutzername nutzer \
                  nutzername usuario nombredeusuario nombreusuario fromname sendername sender commentername commenter \
                  speaker user by poster postedby writer contributor submittername login handle profilename \
                  nameclicktoviewprofile uniqueid name nom nombre from authorid userid authorchannelid fromid profileid \
                  speakerid iduser idauteur iddelauteur auteurid idutilisateur idautor participantid organizationname uid",
    },
    Known {
        column: Column::Time,
        name: "time",
        headers: "createdutc createdat createdtime created creationdate creationtime createdate createddate \
                  commentcreatedat commentcreatedtime publishedat publishedtime publisheddate publishtime publishdate \
                  publicationdate posteddate postedat posttime postdate postcreated commentdate commentdategmt \
                  commenttime commentedat commentedon timestamp datetime dateheure dateetheure epoch unixtime \
                  submittedat submissiondate receiveddate datecreation datedecreation datepublication \
                  datedepublication dateducommentaire creation creele creea publiele publiea posteele date datum \
                  erstelltam erstellt veroffentlichtam zeitstempel fecha fechahora fechadecreacion fechacreacion \
                  fechadepublicacion fechapublicacion creadoel publicado time zeit approvedate publishedtimetext \
                  timetext relativetime",
    },
    Known {
        column: Column::Title,
        name: "title",
        headers: "threadtitle articletitle posttitle storytitle videotitle submissiontitle headline articleheadline \
                  conversationtitle topictitle titrearticle titredelarticle titreduarticle title titre \
                  titel uberschrift schlagzeile titulo titular subject objet betreff asunto",
    },
    Known {
        column: Column::Thread,
        name: "thread",
        headers: "threadid thread conversationid conversation discussionid discussion articleid storyid assetid \
                  submissionid linkid topicid videoid questionid proposalid petitionid debateid postid mediaid \
                  publicationid idarticle idartikel artikelid idarticulo articuloid filid fildediscussion fil hilo \
                  rootid commentondocumentid docketid shortcode articleurl storyurl videourl posturl pageurl asseturl \
                  threadurl urlarticle urldelarticle artikelurl url link lien enlace article artikel articulo story \
                  video topic sujet tema thema post proposal debat debate question",
    },
    Known {
        column: Column::Article,
        name: "",
        headers: "articletext articlebody articlecontent postbody postcontent postmessage storytext submissiontext \
                  textearticle textedelarticle artikeltext textoarticulo questiontext proposaltext proposalbody",
    },
    Known {
        column: Column::Votes,
        name: "votes",
        headers: "score netvotes netscore votes votecount votescount nbvotes points karma puntos punkte votos \
                  commentscore bewertung",
    },
    Known {
        column: Column::For,
        name: "",
        headers: "likes likecount likescount commentlikes commentlikecount upvotes upvotecount ups votesfor agrees \
                  agreecount totalagrees recommendations recommandations recommends jaime jaimes nbjaime nblikes \
                  nombredejaime votespour favoritecount favouritescount thumbsup megusta gefalltmir diggcount \
                  reactions reactioncount reactionscount",
    },
    Known {
        column: Column::Against,
        name: "",
        headers: "dislikes dislikecount downvotes downvotecount downs votesagainst disagrees disagreecount \
                  totaldisagrees votescontre thumbsdown jenaimepas nomegusta votosencontra",
    },
    Known {
        column: Column::Kind,
        name: "kind",
        headers: "kind type commenttype recordtype contenttype objecttype posttype nature typedecontenu typ tipo",
    },
    Known {
        column: Column::Relation,
        name: "relation",
        headers: "relation relationtype alignment side argumenttype procontra pourcontre prokontra favorcontra",
    },
    Known {
        column: Column::Lang,
        name: "lang",
        headers: "lang language languagecode locale langue sprache idioma lengua",
    },
    Known {
        column: Column::Depth,
        name: "",
        headers: "depth commentdepth level nestinglevel commentlevel niveau profondeur tiefe ebene profundidad nivel",
    },
    Known {
        column: Column::State,
        name: "",
        headers: "status commentstatus statut moderationstatus moderationstate state etat estado commentapproved approved \
                  moderated",
    },
    Known { column: Column::Reply, name: "", headers: "isreply reply estunereponse isresponse" },
    Known {
        column: Column::Deleted,
        name: "",
        headers: "deleted isdeleted deletedat removed isremoved supprime estsupprime geloscht eliminado trashed iswithdrawn",
    },
    Known { column: Column::Edited, name: "", headers: "edited isedited modifie bearbeitet editado" },
    Known { column: Column::Pinned, name: "", headers: "pinned ispinned stickied epingle angeheftet fijado" },
    Known {
        column: Column::Featured,
        name: "",
        headers: "featured isfeatured editorsselection editorspick isaccepted",
    },
    Known {
        column: Column::Moderator,
        name: "",
        headers: "ismoderator isstaff distinguished authorisuploader moderator",
    },
    Known { column: Column::Hidden, name: "", headers: "hidden ishidden collapsed isminimized masque" },
    Known { column: Column::Spam, name: "", headers: "spam isspam" },
    // Of two columns `date` and `time` the second is the time of day.
    Known { column: Column::Clock, name: "", headers: "heure uhrzeit hora hour timeofday time" },
];

impl Column {
    /// The column of that name for `--column`.
    pub fn named(name: &str) -> Option<Column> {
        COLUMNS.iter().find(|known| !known.name.is_empty() && known.name == name).map(|known| known.column)
    }

    /// Every name that `--column` takes, in the order of the help.
    pub fn names() -> Vec<&'static str> {
        let mut named: Vec<_> = COLUMNS.iter().filter(|known| !known.name.is_empty()).collect();
        named.sort_by_key(|known| known.column);
        named.into_iter().map(|known| known.name).collect()
    }

    /// Its name; of one that cannot be named by hand, a word for it.
    pub fn name(self) -> &'static str {
        match COLUMNS.iter().find(|known| known.column == self) {
            Some(known) if !known.name.is_empty() => known.name,
            _ => "mark",
        }
    }
}

/// What of a header is compared: its letters and digits, folded.
pub fn letters(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How sure a header is as a known one: its place in a list of them, 0 the surest; `None` where it is not in it.
fn place(header: &str, headers: &str) -> Option<usize> {
    // The part after the last dot or slash, as in `author/name`, says less than the whole.
    const BY_PART: usize = 1_000;
    let whole = letters(header);
    if whole.is_empty() {
        // Data frames write their row numbers under an empty header.
        return headers.split_whitespace().position(|known| known == "unnamed0");
    }
    let at = |name: &str| headers.split_whitespace().position(|known| known == name);
    let part = || {
        header.rsplit(['.', '/']).next().filter(|part| part.len() < header.len()).and_then(|part| at(&letters(part)))
    };
    at(&whole).or_else(|| Some(part()? + BY_PART))
}

/// The places of the headers that may be this column, the surest first.
pub fn candidates(column: Column, header: &[String]) -> Vec<usize> {
    let Some(known) = COLUMNS.iter().find(|known| known.column == column) else { return Vec::new() };
    let mut found: Vec<(usize, usize)> = header
        .iter()
        .enumerate()
        .filter(|(_, cell)| column == Column::Id || !cell.trim().is_empty())
        .filter_map(|(at, cell)| Some((place(cell, known.headers)?, at)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// How much a header says: nothing without a column for the text and another that comments have.
pub fn told(header: &[String]) -> usize {
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
    let texts = candidates(Column::Text, header);
    let mut others: Vec<usize> = OTHERS.iter().flat_map(|column| candidates(*column, header)).collect();
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
        candidates(column, &cells).first().map(|at| cells[*at].clone())
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
        assert_eq!(told(&header("id,author,date")), 0);
        assert_eq!(told(&header("Le texte, l'id, la date")), 0);
        assert_eq!(told(&header("commentaire")), 0);
        assert_eq!(told(&header("id,texte")), 1);
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
            assert!(headers.iter().all(|header| letters(header) == **header), "{headers:?}");
            assert_eq!(headers.len(), count, "a header stands twice for {:?}", known.column);
        }
    }
}
