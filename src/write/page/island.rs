//! What the page is given: the types of its data island.
//!
//! The types of `web/model.js` are generated from these structs and their comments. This is not a format for other
//! programs: they read `map -f json`. Offsets are UTF-16 code units of the text, because JavaScript slices by them.

use std::borrow::Cow;

use serde::Serialize;

use super::disputes::DisputesData;
use super::geometry::Geometry;
use super::issues::IssuesData;

/// Words that show a label: the place of the rule, the first code unit, one past the last.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(extend("labels" = ["rule", "start", "end"])))]
pub(super) struct Words(pub(super) usize, pub(super) usize, pub(super) usize);

/// A position or form: its place in the list, its score, who gave it, the node it was inherited from, the words.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(rename = "Label", extend("labels" = ["label", "score", "by", "from", "words"]))
)]
pub(super) struct LabelData(
    pub(super) usize,
    pub(super) f64,
    pub(super) &'static str,
    pub(super) Option<usize>,
    pub(super) Vec<Words>,
);

/// Words that show a link: the place of the rule, the words of the reply, the words of what it answers.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(extend("labels" = ["rule", "own", "other"])))]
pub(super) struct LinkWords(pub(super) usize, pub(super) Option<(usize, usize)>, pub(super) Option<(usize, usize)>);

/// A side: the number of the issue that it is part of, less one; `for` or `against`; the probability of that side.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Placed", extend("labels" = ["issue", "side", "p"])))]
pub(super) struct PlacedData(pub(super) usize, pub(super) &'static str, pub(super) f64);

/// A position with its colours.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PositionData {
    pub(super) name: String,
    pub(super) axis: Option<String>,
    /// The colour of its bar.
    pub(super) bar: String,
    /// The colour of its words on light.
    pub(super) light: String,
    /// The colour of its words on dark.
    pub(super) dark: String,
}

/// A relation with its sign and its colours.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RelationData {
    pub(super) name: &'static str,
    pub(super) sign: &'static str,
    pub(super) light: String,
    pub(super) dark: String,
}

/// A thread.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ThreadData<'v> {
    pub(super) id: &'v str,
    pub(super) title: Option<&'v str>,
    pub(super) source: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'v str>,
    pub(super) announced: Option<usize>,
    pub(super) read: usize,
}

/// A rule pack.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PackData<'v> {
    pub(super) id: &'v str,
    pub(super) version: &'v str,
}

/// How many replies of each kind an article, post or claim has, and from how many authors.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TakenUpData {
    pub(super) rebuttal: usize,
    pub(super) correction: usize,
    pub(super) support: usize,
    pub(super) question: usize,
    pub(super) authors: usize,
}

/// A node.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "MapNode"))]
pub(super) struct NodeData<'v> {
    pub(super) id: &'v str,
    /// `#4`, `Article`, `Claim 2`
    pub(super) name: String,
    /// article, post, claim, comment, deleted, pingback, missing, stub
    pub(super) kind: String,
    pub(super) thread: usize,
    /// levels above it in the forest
    pub(super) depth: usize,
    /// the node above it in the forest
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<usize>,
    /// the edge to that node
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) edge: Option<usize>,
    /// the place of its author in the list
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time: Option<&'v str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lang: Option<String>,
    pub(super) text: Cow<'v, str>,
    /// the place of its status in the list
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) strength: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) positions: Vec<LabelData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) forms: Vec<LabelData>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) quotes: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) taken: Option<TakenUpData>,
    /// kept only as context
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) faded: bool,
    /// what was folded away here before the page was made, in words
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) folded: Option<String>,
    /// comments that the source held back here
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) held: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) votes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'v str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<&'static str>,
    /// its side on the main issue that it is part of, if it is sure enough
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) placed: Option<PlacedData>,
}

/// An edge.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "MapEdge"))]
pub(super) struct EdgeData {
    pub(super) from: usize,
    pub(super) to: usize,
    /// the place of its relation in the list; absent: the claim `from` is part of `to`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) relation: Option<usize>,
    /// the claim that the reply takes up
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<usize>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) given: bool,
    /// P(link)
    pub(super) confidence: f64,
    /// P(relation | link)
    pub(super) p: f64,
    /// how sure its verb may be, if it is not sure: 1 it seems so, 0 perhaps
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) grade: Option<usize>,
    /// P(it answers this, and in this way); absent: 1
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sure: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) undercut: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) reasoned: bool,
    /// the words of what it answers that are taken up
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) anchor: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<LinkWords>,
}

/// A loaded rule.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct RuleData<'v> {
    /// pack and rule; evidence names it, or it and a cue after a further dot
    pub(super) id: &'v str,
    pub(super) kind: &'static str,
    pub(super) label: &'v str,
    pub(super) about: Option<&'v str>,
    pub(super) pack: &'v str,
}

/// What people see in place of the id of a label.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "LabelName", extend("labels" = ["id", "name"])))]
pub(super) struct LabelNameData<'v>(pub(super) &'v str, pub(super) &'v str);

/// Something the program noticed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct NoticeData<'v> {
    pub(super) severity: String,
    pub(super) message: &'v str,
}

/// Everything the page knows.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Island"))]
pub struct Page<'v> {
    pub(super) schema: &'static str,
    pub(super) generator: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["en", "fr"])))]
    pub(super) ui: &'static str,
    pub(super) geometry: Geometry,
    pub(super) title: String,
    pub(super) caption: Vec<String>,
    pub(super) filters: &'v [String],
    pub(super) packs: Vec<PackData<'v>>,
    pub(super) live: bool,
    pub(super) threads: Vec<ThreadData<'v>>,
    pub(super) authors: Vec<&'v str>,
    pub(super) positions: Vec<PositionData>,
    pub(super) forms: Vec<String>,
    pub(super) relations: Vec<RelationData>,
    pub(super) statuses: Vec<&'static str>,
    /// what people see in place of the ids of labels, in the language of the page
    pub(super) label_names: Vec<LabelNameData<'v>>,
    /// names that evidence has: pack, rule and cue
    pub(super) rules: Vec<String>,
    /// every loaded rule that could have fired, whether it did or not
    pub(super) rule_info: Vec<RuleData<'v>>,
    pub(super) nodes: Vec<NodeData<'v>>,
    pub(super) edges: Vec<EdgeData>,
    pub(super) issues: IssuesData,
    pub(super) disputes: DisputesData,
    pub(super) notices: Vec<NoticeData<'v>>,
}
