//! Decides what each comment answers: given targets are kept, others are chosen among the candidates.
//!
//! What two texts say of each other does not depend on other links, so it is scored on all cores. What a comment answers
//! also depends on what the comments before it answer, so the choice runs in reading order. Candidates are many, so the
//! two alternate block by block.

use super::answered::Answered;
use super::bounds::{Bound, Siblings, addressed};
use super::choose::{Choice, choose, choose_within};
use super::ctx::Ctx;
use super::feature_table::BufferPool;
use super::given::Given;
use super::links::Mode;
use super::score::{Scored, score};
use super::turns::Near;
use crate::parallel;
use crate::place::Place;

/// How many comments are scored at once: enough for all cores, few enough that their candidates fit into memory.
const BLOCK: usize = 1_024;

/// What the source or the texts say about the target of one comment.
enum Target<'a> {
    /// The source gives these, the parent first.
    Given(Vec<Place>),
    /// It is one of a few comments. The source may give further ones.
    Bound(Bound, Box<Scored<'a>>, Vec<Place>),
    /// It must be chosen among these.
    Open(Box<Scored<'a>>),
}

/// The links of all comments: the reply and its choice, by reply, the first choice of each first.
pub fn targets(ctx: Ctx<'_>, mode: Mode) -> Vec<(Place, Choice)> {
    let mut targets = Targets {
        ctx,
        mode,
        given: Given::of(ctx.thread),
        siblings: if mode == Mode::Auto { Siblings::of(ctx.thread) } else { Siblings::default() },
        answered: Answered::none(ctx.thread.comments.len()),
        buffers: BufferPool::default(),
        choices: Vec::new(),
    };
    let places = || Place::new(0).up_to(Place::new(ctx.thread.comments.len()));
    if mode != Mode::Inferred {
        // A parent may come after its children; no inferred link may run against that.
        for from in places() {
            for to in targets.given.targets(from) {
                targets.answered.attach(from, to);
            }
        }
    }
    let replies: Vec<Place> = places().filter(|place| !ctx.comment(*place).kind.is_opening()).collect();
    targets.choices.reserve(replies.len());
    for block in replies.chunks(BLOCK) {
        let found = parallel::map(block, |_, from| targets.find(*from));
        for (from, target) in block.iter().zip(found) {
            if let Some(target) = target {
                targets.decide(*from, target);
            }
        }
    }
    targets.choices
}

struct Targets<'a> {
    ctx: Ctx<'a>,
    mode: Mode,
    given: Given<'a>,
    siblings: Siblings<'a>,
    answered: Answered,
    buffers: BufferPool,
    choices: Vec<(Place, Choice)>,
}

impl<'a> Targets<'a> {
    /// What the source or the texts say about the target of a comment; `None` if it has none.
    fn find(&self, from: Place) -> Option<Target<'a>> {
        let comment = self.ctx.comment(from);
        if self.mode != Mode::Inferred {
            let given = self.given.targets(from);
            let parent = given.first().filter(|_| comment.parent.is_some());
            if let Some(bound) = parent.and_then(|parent| self.siblings.bound(self.ctx, from, *parent)) {
                let quoted = given.get(1..).unwrap_or_default().to_vec();
                return Some(Target::Bound(bound, self.scored(from), quoted));
            }
            if !given.is_empty() {
                return Some(Target::Given(given));
            }
            // A parent that was not read is no reason to look for another.
            if comment.parent.is_some() || self.mode == Mode::Given {
                return None;
            }
        }
        let has_text = !comment.text.trim().is_empty();
        has_text.then(|| match addressed(self.ctx, from) {
            Some(bound) => Target::Bound(bound, self.scored(from), Vec::new()),
            None => Target::Open(self.scored(from)),
        })
    }

    fn scored(&self, from: Place) -> Box<Scored<'a>> {
        Box::new(score(self.ctx, from, &self.buffers))
    }

    /// Decides what a comment answers, once all comments before it are decided.
    fn decide(&mut self, from: Place, target: Target<'a>) {
        let choices = match target {
            Target::Given(targets) => self.given_choices(from, &targets),
            Target::Bound(bound, scored, quoted) => {
                let chosen = choose_within(self.ctx, &mut self.answered, from, *scored, &bound, &self.buffers);
                let quoted = quoted.into_iter().filter(|to| chosen.is_none_or(|choice| choice.to != *to));
                // Given links come before inferred ones.
                let quoted: Vec<Place> = quoted.collect();
                self.given_choices(from, &quoted).into_iter().chain(chosen).collect()
            }
            Target::Open(scored) => choose(self.ctx, &mut self.answered, from, *scored, &self.buffers),
        };
        for (rank, choice) in choices.iter().enumerate() {
            if rank == 0 {
                self.answered.record(self.ctx, from, choice.to);
            } else {
                self.answered.attach(from, choice.to);
            }
        }
        self.choices.extend(choices.into_iter().map(|choice| (from, choice)));
    }

    /// The given links of a comment.
    fn given_choices(&self, from: Place, targets: &[Place]) -> Vec<Choice> {
        let chain = self.answered.chain(from);
        let turns = |to| self.answered.turns(self.ctx, &chain, Near::default(), (from, to));
        let given = |to: &Place| Choice { to: *to, confidence: 1.0, given: true, turns: turns(*to), name: None };
        targets.iter().map(given).collect()
    }
}
