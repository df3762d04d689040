//! A link rule and one reply → a sum of products for each candidate. What depends on the reply alone is computed once.

use super::evaluate::{Forms, Look};
use super::feature::PairFeature;
use super::matcher::{Reading, Rule, TermKind};
use super::pack::Unit;

/// A term that may fire for a reply, with the part of its value that the reply decides.
#[derive(Clone, Copy, Debug)]
struct Product {
    weight: f64,
    /// The feature that multiplies it.
    with: Option<PairFeature>,
    value: Value,
}

/// The factor of the weight of a term.
#[derive(Clone, Copy, Debug)]
enum Value {
    /// What the reply contains.
    Found(f64),
    /// A feature of the pair.
    Pair(PairFeature),
}

/// A rule for one reply: its bias, and the products that are added for a candidate.
#[derive(Clone, Debug)]
pub struct Sum {
    bias: f64,
    products: Vec<Product>,
}

impl Rule {
    /// The rule for this reply; `None` if the candidate decides which sentence counts.
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
    /// The features of the pair that it needs.
    pub fn features(&self) -> impl Iterator<Item = PairFeature> {
        self.products.iter().flat_map(|product| {
            let value = match product.value {
                Value::Pair(feature) => Some(feature),
                Value::Found(_) => None,
            };
            product.with.into_iter().chain(value)
        })
    }

    /// The log-odds of one candidate. `fact` gives the value of a feature of the pair. The result equals that of
    /// [`Rule::weigh`] to the bit, since the numbers are multiplied and added in the same order.
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

    /// The log-odds of one candidate for each place of `sums`. `facts` gives the values of a feature for all of them,
    /// or `None` if it is zero for all.
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
