//! What is disputed, as the page opens with it: places of nodes and counts, no text.

use serde::Serialize;

use super::data::Places;
use crate::dispute::{Camp, Side};
use crate::filter::View;

/// Most disputes, concessions and bridges of a page, each: more than anybody reads, and the page has the whole map.
const CAP: usize = 200;

/// One side: how many comments, how many distinct authors, and its best comment.
#[derive(Serialize)]
struct CampData {
    comments: usize,
    authors: usize,
    best: Option<usize>,
    reasoned: bool,
}

/// How it ended: the last comment, and whose side it is on.
#[derive(Serialize)]
struct EndData {
    node: Option<usize>,
    side: Option<&'static str>,
}

#[derive(Serialize)]
struct DisputeData {
    target: Option<usize>,
    against: CampData,
    #[serde(rename = "for")]
    support: CampData,
    authors: usize,
    known: bool,
    open: Vec<usize>,
    end: EndData,
}

#[derive(Serialize)]
struct ConcessionData {
    comment: Option<usize>,
    rebuttal: Option<usize>,
    conceding: Option<usize>,
    own: bool,
}

#[derive(Serialize)]
struct BridgeData {
    from: Option<usize>,
    to: Option<usize>,
    holds: String,
    against: String,
}

/// All of it; at most [`CAP`] entries a list, with how many there are in all.
#[derive(Serialize)]
pub struct DisputesData {
    known: bool,
    count: usize,
    list: Vec<DisputeData>,
    concessions: Vec<ConcessionData>,
    bridges: Vec<BridgeData>,
}

impl DisputesData {
    /// The disputes of a view, by places in the page's list of nodes.
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
        let concessions = found.concessions.iter().take(CAP).map(|concession| ConcessionData {
            comment: places.get(concession.comment),
            rebuttal: places.get(concession.rebuttal),
            conceding: places.get(concession.conceding),
            own: concession.by_author,
        });
        let bridges = found.bridges.iter().take(CAP).map(|bridge| BridgeData {
            from: places.get(bridge.from),
            to: places.get(bridge.to),
            holds: bridge.holds.to_string(),
            against: bridge.against.to_string(),
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
