//! What a link rule makes of many candidates of one reply: all that the reply says is looked up once, and what is left is
//! a sum of products for every candidate.

use super::evaluate::{Forms, Look};
use super::feature::PairFeature;
use super::matcher::{Reading, Rule, TermKind};
use super::pack::Unit;

/// A term that a reply does not rule out, with all that the reply says of it.
#[derive(Clone, Copy, Debug)]
struct Product {
    weight: f64,
    /// What multiplies it.
    with: Option<PairFeature>,
    value: Value,
}

/// What the weight of a term is multiplied by.
#[derive(Clone, Copy, Debug)]
enum Value {
    /// What was found in the reply.
    Found(f64),
    /// A fact about the pair.
    Pair(PairFeature),
}

/// A rule as far as the reply decides it: its bias and what is added for a candidate.
#[derive(Clone, Debug)]
pub struct Sum {
    bias: f64,
    products: Vec<Product>,
}

impl Rule {
    /// What is left of the rule once the reply is known; `None` where the candidate decides which sentence counts.
    pub fn of_reply(&self, reading: &Reading, text: &str, forms: Forms<'_>) -> Option<Sum> {
        if self.within != Unit::Comment && reading.prose.sentences.len() > 1 {
            return None;
        }
        let look = Look { reading, text, pair: None, forms };
        let products = self.terms.iter().filter(|term| look.may_fire(&term.kind)).filter_map(|term| {
            let value = match &term.kind {
                TermKind::Pair(feature) => Value::Pair(*feature),
                _ => Value::Found(look.found(term, None)?),
            };
            Some(Product { weight: term.weight, with: term.with, value })
        });
        Some(Sum { bias: self.bias, products: products.collect() })
    }
}

impl Sum {
    /// The facts about the pair that it needs.
    pub fn features(&self) -> impl Iterator<Item = PairFeature> {
        self.products.iter().flat_map(|product| {
            let value = match product.value {
                Value::Pair(feature) => Some(feature),
                Value::Found(_) => None,
            };
            product.with.into_iter().chain(value)
        })
    }

    /// The log-odds of one candidate, of whom `fact` tells the facts: to the bit those of [`Rule::weigh`], since the
    /// numbers are multiplied and added in the same order.
    pub fn log_odds(&self, fact: impl Fn(PairFeature) -> f64) -> f64 {
        self.products.iter().fold(self.bias, |sum, product| {
            let factor = product.weight * product.with.map_or(1.0, &fact);
            sum + factor
                * match product.value {
                    Value::Found(value) => value,
                    Value::Pair(feature) => fact(feature),
                }
        })
    }

    /// The log-odds of as many candidates as `sums` has places. `facts` tells a fact of all of them, `None` where it
    /// holds of none.
    pub fn all<'a>(&self, sums: &mut [f64], facts: impl Fn(PairFeature) -> Option<&'a [f64]>) {
        sums.fill(self.bias);
        for Product { weight, with, value } in &self.products {
            let factors = match with.map(&facts) {
                Some(None) => continue,
                factors => factors.flatten(),
            };
            match (factors, value) {
                (None, Value::Found(value)) => sums.iter_mut().for_each(|sum| *sum += weight * value),
                (Some(factors), Value::Found(value)) => {
                    sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += weight * factor * value);
                }
                (factors, Value::Pair(feature)) => {
                    let Some(values) = facts(*feature) else { continue };
                    match factors {
                        None => sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += weight * value),
                        Some(factors) => {
                            let both = factors.iter().zip(values);
                            sums.iter_mut().zip(both).for_each(|(sum, (factor, value))| {
                                *sum += weight * factor * value;
                            });
                        }
                    }
                }
            }
        }
    }
}
