//! What `training/analyze` needs of this stage: cards and statements with the features of their scores.
//! Not part of the library's interface.

use super::{cards, quiz};
use crate::analyze::Analysis;
use crate::restore::Script;

/// Names of the features of [`card_features`].
pub fn card_names() -> &'static [String] {
    &*cards::score::NAMES
}

/// A card that could be made of a talk.
pub struct Example {
    /// What it shows, with `[...]` for a gap.
    pub front: String,
    /// Its answer.
    pub answer: String,
    /// Front and answer as one text, with the answer in brackets.
    pub text: String,
    /// What was said.
    pub quote: String,
    /// The title of its topic.
    pub topic: String,
    /// The sentence that is shown before it.
    pub lead: Option<String>,
    /// The first sentence of the quote, by number in the script.
    pub sentence: usize,
    /// The features of its score.
    pub features: Vec<f64>,
}

/// Every card that could be made of a talk.
pub fn card_features(script: &Script, analysis: &Analysis) -> Vec<Example> {
    cards::examples(script, analysis, None)
}

/// Tells by front and answer whether a card is wanted.
pub type Wanted<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Of more cards than could be made those whose front and answer are `wanted`.
pub fn card_features_of(script: &Script, analysis: &Analysis, wanted: Wanted<'_>) -> Vec<Example> {
    cards::examples(script, analysis, Some(wanted))
}

/// Names of the features of [`statement_features`].
pub fn statement_names() -> &'static [String] {
    &*quiz::discussion::score::NAMES
}

/// Every statement of a talk that a group might talk about, with its features.
pub fn statement_features(script: &Script, analysis: &Analysis) -> Vec<(String, Vec<f64>)> {
    quiz::discussion::rows(script, analysis)
}
