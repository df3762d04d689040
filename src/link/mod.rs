//! Stage `link`: [`Thread`] and [`Tagged`] → [`Links`].
//!
//! Decides what each comment answers (given by the source, or inferred among earlier comments and the article) and how
//! (rebuttal, support, question, …), with confidence and evidence on both ends. Adds the labels that need a second text.

mod added;
mod addressed;
mod anchor;
mod answered;
mod batch_features;
mod bounds;
mod candidates;
mod choose;
mod citations;
mod ctx;
mod doc;
mod doc_builder;
mod earlier_uses;
mod feature_table;
mod given;
pub mod grade;
mod index;
mod links;
mod names;
mod pair;
mod part;
mod quantity;
mod relation;
mod score;
mod shared;
pub(crate) mod stem;
mod targets;
mod trials;

use self::added::added;
use self::ctx::Ctx;
use self::index::Index;
pub use self::links::{Added, Link, LinkEvidence, Links, Mode, PlacedLink};
pub use self::part::Part;
use self::relation::relate;
use self::targets::targets;
pub use self::trials::{Trial, link_trials, relation_trials};
use crate::parallel;
use crate::rule::Matcher;
use crate::tag::Tagged;
use crate::thread::Thread;

/// Links each comment of a thread to what it answers, and decides how it answers. `tagged` must be the tags of this thread.
pub fn link(thread: &Thread, tagged: &Tagged, matcher: &Matcher, mode: Mode) -> Links {
    let ctx = Ctx { thread, tagged, matcher, index: &Index::new(thread, tagged) };
    let choices = targets(ctx, mode);
    let related = parallel::map(&choices, |index, (from, choice)| {
        let (link, pair) = relate(ctx, *from, choice);
        let previous = index.checked_sub(1).and_then(|previous| choices.get(previous));
        // Only what a comment answers first adds to what it holds.
        let is_first = previous.is_none_or(|(other, _)| other != from);
        let added = if is_first { added(ctx, pair, &link) } else { Vec::new() };
        (link, added)
    });
    let mut links = Links::default();
    for (link, added) in related {
        links.added.extend(added);
        links.links.push(link);
    }
    links
}
