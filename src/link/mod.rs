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
mod order;
mod pair;
mod part;
mod quantity;
mod relation;
mod score;
mod shared;
pub(crate) mod stem;
mod targets;
mod trials;
mod turns;

use self::added::added;
use self::ctx::Ctx;
use self::index::Index;
pub use self::links::{Added, Link, LinkEvidence, Links, Mode, PlacedLink};
pub use self::part::Part;
use self::relation::Weighing;
use self::targets::targets;
pub use self::trials::{LinkTrials, TableTrial, Trial, link_trials, relation_trials, table_trials};
use crate::parallel;
use crate::rule::{Matcher, Tone};
use crate::tag::Tagged;
use crate::thread::Thread;

/// Links each comment of a thread to what it answers, and decides how it answers. `tagged` must be the tags of this thread.
pub fn link(thread: &Thread, tagged: &Tagged, matcher: &Matcher, mode: Mode) -> Links {
    let ctx = Ctx { thread, tagged, matcher, index: &Index::new(thread, tagged) };
    let choices = targets(ctx, mode);
    let weighings = parallel::map(&choices, |_, (from, choice)| Weighing::new(ctx, *from, choice));
    // Only what a comment answers first says how the thread speaks, and adds to what the comment holds.
    let is_first = |index: usize| {
        let [this, previous] = [Some(index), index.checked_sub(1)].map(|at| at.and_then(|at| choices.get(at)));
        previous.is_none_or(|(previous, _)| this.is_none_or(|(this, _)| this != previous))
    };
    let mut tone = Tone::default();
    for (_, weighing) in weighings.iter().enumerate().filter(|(index, _)| is_first(*index)) {
        weighing.sound(&mut tone);
    }
    let related = parallel::map(&weighings, |index, weighing| {
        let (link, pair) = weighing.relate(ctx, &tone);
        let added = if is_first(index) { added(ctx, pair, &link) } else { Vec::new() };
        (link, added)
    });
    let mut links = Links::default();
    for (link, added) in related {
        links.added.extend(added);
        links.links.push(link);
    }
    links
}
