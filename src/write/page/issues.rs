//! The issues with which the page opens: what is at stake, in the words of the thread, and who is on which side.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::super::input::Texts;
use super::super::record::{carried, rounded};
use super::data::Places;
use super::island::PlacedData;
use crate::filter::View;
use crate::issue::{Issue, Party, Side};

/// The most issues of a page: more than anybody reads.
const CAP: usize = 100;

/// One side of an issue: distinct authors, how many of them clearly, what they wrote, and their best comments.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PartyData {
    authors: usize,
    /// how many of them are clearly on this side
    clear: usize,
    comments: Vec<usize>,
    /// the best reasoned comments that are clearly on this side, best first
    voices: Vec<usize>,
}

/// What is at stake, and who is on which side.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about an issue")]
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct IssueData {
    id: String,
    thread: usize,
    /// whether it is the main issue of its thread
    main: bool,
    /// what is at stake: an article, a post, a claim or a comment
    node: Option<usize>,
    /// its words, or the title of the thread; empty without texts
    title: String,
    /// words that recur among its authors
    subject: Vec<String>,
    #[serde(rename = "for")]
    support: PartyData,
    against: PartyData,
    unplaced: Vec<usize>,
    unplaced_authors: usize,
    /// rebuttals that nobody answered
    open: Vec<usize>,
    /// comments that seem to give ground
    conceded: Vec<usize>,
    last: Option<usize>,
    /// the expected share of authors on the right side
    sure: f64,
    /// whether for and against can be read
    readable: bool,
    /// whether sides are deduced also from answers between others
    camps: bool,
    /// whether authors are known
    known: bool,
}

/// All issues. The list has at most 100 entries; `count` is the number of issues in all.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IssuesData {
    count: usize,
    list: Vec<IssueData>,
}

impl IssuesData {
    /// The issues of a view, with nodes as indices into the page's list.
    pub fn of(view: &View<'_>, places: &Places, texts: Texts) -> Self {
        let found = view.issues();
        let list = found.list.iter().take(CAP).map(|issue| entry(issue, places, texts)).collect();
        Self { count: found.list.len(), list }
    }
}

fn entry(issue: &Issue, places: &Places, texts: Texts) -> IssueData {
    let all = |nodes: &[NodeIndex]| -> Vec<usize> { nodes.iter().filter_map(|node| places.get(*node)).collect() };
    let party = |party: &Party| PartyData {
        authors: party.authors,
        clear: party.clear,
        comments: all(&party.comments),
        voices: all(&party.voices),
    };
    IssueData {
        id: issue.id.clone(),
        thread: issue.thread,
        main: issue.is_main,
        node: places.get(issue.node),
        title: carried(&issue.title, texts).unwrap_or_default().into_owned(),
        subject: if texts == Texts::None { Vec::new() } else { issue.subject.clone() },
        support: party(issue.party(Side::For)),
        against: party(issue.party(Side::Against)),
        unplaced: all(&issue.unplaced),
        unplaced_authors: issue.unplaced_authors,
        open: all(&issue.open),
        conceded: all(&issue.conceded),
        last: issue.last.and_then(|node| places.get(node)),
        sure: rounded(issue.sure),
        readable: issue.is_clear(),
        camps: issue.camps,
        known: issue.authors_known,
    }
}

/// The side of a node on the main issue that it is part of.
pub(super) fn placed(view: &View<'_>, node: NodeIndex) -> Option<PlacedData> {
    let placement = view.issues().placement(node)?;
    let side = placement.side?;
    Some(PlacedData(placement.issue, side.name(), rounded(placement.side_p()?)))
}
