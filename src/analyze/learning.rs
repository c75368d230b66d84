//! What `training/analyze` needs of this stage: features with their names, and the measured parts.
//! Not part of the library's interface.

use std::ops::Range;

use super::tagger::{self, Pos};
use super::vocabulary::Vocabulary;
use super::{boundary, salience};
use crate::restore::Script;

pub use super::boundary::NAMES as BOUNDARY_NAMES;
pub use super::salience::NAMES as SALIENCE_NAMES;

/// The features of a topic boundary before each sentence.
pub fn boundary_features(script: &Script) -> Vec<Vec<f64>> {
    let (_, vocabulary) = prepared(script);
    boundary::features(script, &vocabulary).iter().map(|features| features.to_vec()).collect()
}

/// The features of each sentence's salience, given the topics.
pub fn salience_features(script: &Script, topics: &[Range<usize>]) -> Vec<Vec<f64>> {
    let (tags, vocabulary) = prepared(script);
    salience::features(script, &tags, &vocabulary, topics).iter().map(|features| features.to_vec()).collect()
}

fn prepared(script: &Script) -> (Vec<Vec<Pos>>, Vocabulary) {
    let tags: Vec<Vec<Pos>> = script.sentences.iter().map(tagger::tag).collect();
    let vocabulary = Vocabulary::new(script, &tags);
    (tags, vocabulary)
}
