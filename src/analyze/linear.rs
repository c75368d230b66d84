//! Linear models over named features: what `training/` learns and this crate applies.

use std::collections::BTreeMap;

use super::vectors::Vector;

/// The weights of a logistic regression, or of a choice among alternatives, over `N` features.
pub(crate) struct Linear<const N: usize> {
    bias: f64,
    weights: [f64; N],
}

impl<const N: usize> Linear<N> {
    /// Reads a table of `name<TAB>weight` lines with a `bias` line; lines with `#` are its header.
    ///
    /// # Panics
    ///
    /// When the table's names are not those of the features: the table in the crate is made for them,
    /// and a test reads it.
    pub(crate) fn from_table(table: &str, names: &[impl AsRef<str>; N]) -> Self {
        let rows: BTreeMap<&str, f64> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, weight)| (name, weight.parse().expect("weights are numbers")))
            .collect();
        let weight = |name: &str| *rows.get(name).expect("the table has every feature");
        Self { bias: weight("bias"), weights: std::array::from_fn(|at| weight(names[at].as_ref())) }
    }

    /// The log-odds of the features.
    pub(crate) fn log_odds(&self, features: &[f64; N]) -> f64 {
        self.bias + self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum::<f64>()
    }
}

/// The names of `N` features: those with a name, and, if these are fewer, the numbers of a vector.
pub(crate) fn names<const N: usize>(named: &[&[&str]]) -> [String; N] {
    let named = named.concat();
    std::array::from_fn(|at| match named.get(at) {
        Some(name) => (*name).to_owned(),
        None => format!("meaning_{}", at - named.len()),
    })
}

/// The values of `N` features: the named ones, and the numbers of the direction of a vector.
pub(crate) fn values<const N: usize>(named: &[&[f64]], meaning: &Vector) -> [f64; N] {
    let (named, meaning) = (named.concat(), meaning.direction());
    std::array::from_fn(|at| match named.get(at) {
        Some(value) => *value,
        None => f64::from(meaning[at - named.len()]),
    })
}

/// A yes or no as a feature.
pub(crate) fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// Turns log-odds into a probability.
pub(crate) fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}
