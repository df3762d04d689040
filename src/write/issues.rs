//! Issues as the records of [`crate::schema::issue`], for `map -f json` and `stats -f json`.

use petgraph::graph::NodeIndex;

use super::input::Texts;
use super::record::{carried, rounded};
use crate::filter::View;
use crate::issue::{Issue, Party, Side};
use crate::schema::Text;
use crate::schema::issue::{IssueRecord, PartyRecord, SidesRecord};
use crate::span::Scalars;

/// Writes an issue of a view.
pub fn record<'v>(view: &'v View<'_>, issue: &'v Issue, texts: Texts) -> IssueRecord<'v> {
    let id = |node: &NodeIndex| view.node(*node).map(|node| Text::from(node.id.as_str()));
    let ids = |nodes: &[NodeIndex]| -> Vec<Text<'v>> { nodes.iter().filter_map(id).collect() };
    let party = |party: &'v Party| PartyRecord {
        authors: party.authors,
        clear: party.clear,
        comments: ids(&party.comments),
        best: party.voices.first().and_then(id),
    };
    let text = view.node(issue.node).map_or("", |node| node.comment.text.as_str());
    let place = issue.words.map(|words| Scalars::new(text).of(words));
    let subject = if texts == Texts::None { &[] } else { issue.subject.as_slice() };
    IssueRecord {
        id: issue.id.as_str().into(),
        thread: view.map.threads.get(issue.thread).map_or("", |thread| &thread.id).into(),
        node: id(&issue.node).unwrap_or_default(),
        start: place.map(|(start, _)| start),
        end: place.map(|(_, end)| end),
        title: carried(&issue.title, texts).map(Text::from),
        subject: subject.iter().map(|word| word.as_str().into()).collect(),
        sides: SidesRecord { support: party(issue.party(Side::For)), against: party(issue.party(Side::Against)) },
        unplaced: ids(&issue.unplaced),
        unplaced_authors: issue.unplaced_authors,
        open: ids(&issue.open),
        conceded: ids(&issue.conceded),
        last: issue.last.as_ref().and_then(id),
        sure: rounded(issue.sure),
        readable: issue.is_clear(),
        links: issue.links,
        decided: issue.decided,
        camps: issue.camps,
        authors_known: issue.authors_known,
    }
}
