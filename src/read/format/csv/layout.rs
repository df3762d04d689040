//! Tables with a known layout, recognised by a combination of headers that no other export has.
//!
//! Each has a row in [`LAYOUTS`]: the headers that identify it, what its columns hold, and which rules it follows. No
//! real export was available for these. They follow the published source code of the programs that write them:
//! Decidim's comment serialiser, Cap Collectif's export command, the Polis and the Facepager export. Those of a Google
//! account follow what its owners describe.

use super::column::Column;
use super::header::letters;

/// Which rules a table follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Any table of comments.
    Plain,
    /// Comments of a Decidim site: they answer a proposal or another comment, and are for or against it.
    Decidim,
    /// A consultation of Cap Collectif: proposals, versions of them, arguments and sources, row by row.
    CapCollectif,
    /// The same platform's export of 2015, with French headers.
    CapCollectif2015,
    /// Statements of a Polis conversation: they answer only its topic.
    Polis,
    /// Nodes that Facepager has fetched, level by level.
    Facepager,
    /// Votes of a Polis conversation, without texts.
    PolisVotes,
}

/// One row of [`LAYOUTS`].
pub struct Known {
    /// Its rules.
    pub layout: Layout,
    /// The headers that a table must have, by their letters.
    signature: &'static [&'static str],
    /// Columns and their headers, by letters. Other columns are found as in any table.
    columns: &'static [(Column, &'static str)],
}

/// The layouts, the more specific first.
const LAYOUTS: &[Known] = &[
    Known {
        layout: Layout::CapCollectif,
        signature: &["type", "contributionsid", "contributionsargumentsid", "contributionsargumentstype"],
        columns: &[(Column::Text, "contributionsbodytext")],
    },
    Known {
        layout: Layout::CapCollectif2015,
        signature: &["typedecontenu", "identifiant", "liea", "contenu"],
        columns: &[(Column::Text, "contenu")],
    },
    Known {
        layout: Layout::Decidim,
        signature: &["id", "alignment", "depth", "commentableid", "commentabletype"],
        columns: &[
            (Column::Id, "id"),
            (Column::Parent, "commentableid"),
            (Column::Text, "body"),
            (Column::Lang, "locale"),
            (Column::Author, "authorname"),
            (Column::Time, "createdat"),
            (Column::Relation, "alignment"),
            (Column::Thread, "rootcommentableurl"),
        ],
    },
    Known {
        layout: Layout::Polis,
        signature: &["commentid", "authorid", "agrees", "disagrees", "commentbody"],
        columns: &[
            (Column::Id, "commentid"),
            (Column::Author, "authorid"),
            (Column::Time, "timestamp"),
            (Column::Text, "commentbody"),
            (Column::For, "agrees"),
            (Column::Against, "disagrees"),
            (Column::State, "moderated"),
        ],
    },
    Known {
        layout: Layout::Polis,
        signature: &["commentid", "comment", "totalvotes", "totalagrees", "totaldisagrees"],
        columns: &[
            (Column::Id, "commentid"),
            (Column::Text, "comment"),
            (Column::For, "totalagrees"),
            (Column::Against, "totaldisagrees"),
        ],
    },
    // Comments of a Google account (YouTube): the channel is the author.
    Known {
        layout: Layout::Plain,
        signature: &["commentid", "channelid", "commentcreatetimestamp", "commenttext"],
        columns: &[
            (Column::Id, "commentid"),
            (Column::Author, "channelid"),
            (Column::Time, "commentcreatetimestamp"),
            (Column::Text, "commenttext"),
            (Column::Parent, "parentcommentid"),
            (Column::Thread, "videoid"),
        ],
    },
    Known { layout: Layout::PolisVotes, signature: &["commentid", "voterid", "vote"], columns: &[] },
    Known {
        layout: Layout::PolisVotes,
        signature: &["participant", "groupid", "nvotes", "nagree", "ndisagree"],
        columns: &[],
    },
    Known {
        layout: Layout::Facepager,
        signature: &["id", "parentid", "level", "objectid", "objecttype"],
        columns: &[(Column::Id, "id"), (Column::Parent, "parentid"), (Column::Depth, "level")],
    },
];

/// The layout of a header; `None` for a table without a special layout.
pub fn of(header: &[String]) -> Option<&'static Known> {
    let cells: Vec<String> = header.iter().map(|cell| letters(cell)).collect();
    let has = |name: &str| cells.iter().any(|cell| cell == name);
    LAYOUTS.iter().find(|known| known.signature.iter().all(|name| has(name)) && known.words(&cells))
}

impl Known {
    /// The places of the columns that it names.
    pub fn places(&self, header: &[String]) -> Vec<(Column, usize)> {
        let place = |name: &str| header.iter().position(|cell| letters(cell) == name);
        self.columns.iter().filter_map(|(column, name)| Some((*column, place(name)?))).collect()
    }

    /// The places of the headers that identify it.
    pub fn telling(&self, header: &[String]) -> Vec<usize> {
        let identifies = |cell: &String| self.signature.contains(&letters(cell).as_str());
        header.iter().enumerate().filter(|(_, cell)| identifies(cell)).map(|(at, _)| at).collect()
    }

    /// Whether a table has texts. Some versions of Decidim have a column for each language: `body/fr`, `body/ca`.
    fn words(&self, cells: &[String]) -> bool {
        self.layout != Layout::Decidim || cells.iter().any(|cell| cell.starts_with("body"))
    }
}
