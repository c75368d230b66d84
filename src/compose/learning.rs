//! What `training/analyze` needs of this stage: cards and statements with the features of their scores.
//! Not part of the library's interface.

use super::{cards, quiz};
use crate::analyze::Analysis;
use crate::restore::Script;

/// Names of the features of [`card_features`].
pub fn card_names() -> &'static [String] {
    &*cards::score::NAMES
}

/// Every card that could be made of a talk, as what it shows with `[...]` for a gap, its answer, and
/// its features.
pub fn card_features(script: &Script, analysis: &Analysis) -> Vec<(String, String, Vec<f64>)> {
    cards::rows(script, analysis)
}

/// Names of the features of [`statement_features`].
pub fn statement_names() -> &'static [String] {
    &*quiz::discussion::score::NAMES
}

/// Every statement of a talk that a group might talk about, with its features.
pub fn statement_features(script: &Script, analysis: &Analysis) -> Vec<(String, Vec<f64>)> {
    quiz::discussion::rows(script, analysis)
}
