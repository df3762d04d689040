//! The disputes that the page shows when it opens: places of nodes and counts, no text.

use serde::Serialize;

use super::data::Places;
use crate::filter::View;
use crate::issue::{Camp, Side};

/// The most disputes, concessions and bridges of a page: more than anybody reads, and the page has the whole map.
const CAP: usize = 200;

/// One side: how many comments, how many distinct authors, and its best comment.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CampData {
    comments: usize,
    authors: usize,
    best: Option<usize>,
    reasoned: bool,
}

/// How a dispute ended: the last comment, and the side it is on.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EndData {
    node: Option<usize>,
    side: Option<&'static str>,
}

/// A dispute about one node.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DisputeData {
    target: Option<usize>,
    against: CampData,
    #[serde(rename = "for")]
    support: CampData,
    authors: usize,
    /// whether authors are known
    known: bool,
    /// attacks that are unchallenged or defended
    open: Vec<usize>,
    end: EndData,
}

/// A comment that was rebutted, and one that concedes to the rebuttal; `own`: the author of the first wrote it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ConcessionData {
    comment: usize,
    rebuttal: usize,
    conceding: usize,
    own: bool,
}

/// A comment that supports one with a contrary position.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BridgeData {
    from: usize,
    to: usize,
    holds: String,
    against: String,
}

/// All disputes. A list has at most 200 entries; `count` is the number of disputes in all.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DisputesData {
    known: bool,
    count: usize,
    list: Vec<DisputeData>,
    concessions: Vec<ConcessionData>,
    bridges: Vec<BridgeData>,
}

impl DisputesData {
    /// The disputes of a view, with nodes as indices into the page's list.
    pub fn of(view: &View<'_>, places: &Places) -> Self {
        let found = view.disputes();
        let camp = |camp: &Camp| CampData {
            comments: camp.comments,
            authors: camp.authors,
            best: places.get(camp.best),
            reasoned: camp.reasoned,
        };
        let list = found.list.iter().take(CAP).map(|dispute| DisputeData {
            target: places.get(dispute.target),
            against: camp(&dispute.against),
            support: camp(&dispute.support),
            authors: dispute.authors,
            known: dispute.authors_known,
            open: dispute.open.iter().filter_map(|node| places.get(*node)).collect(),
            end: EndData { node: places.get(dispute.end.comment), side: dispute.end.side.map(Side::name) },
        });
        let concessions = found.concessions.iter().take(CAP).filter_map(|concession| {
            Some(ConcessionData {
                comment: places.get(concession.comment)?,
                rebuttal: places.get(concession.rebuttal)?,
                conceding: places.get(concession.conceding)?,
                own: concession.by_author,
            })
        });
        let bridges = found.bridges.iter().take(CAP).filter_map(|bridge| {
            Some(BridgeData {
                from: places.get(bridge.from)?,
                to: places.get(bridge.to)?,
                holds: bridge.holds.to_string(),
                against: bridge.against.to_string(),
            })
        });
        DisputesData {
            known: found.authors_known,
            count: found.list.len(),
            list: list.collect(),
            concessions: concessions.collect(),
            bridges: bridges.collect(),
        }
    }
}
