//! What `training/analyze` needs of this stage: features with their names, and the measured parts.
//! Not part of the library's interface.

use std::ops::Range;

use super::judge::{self, Judgement};
use super::keyphrases::{self, Said};
use super::spelling::Spellings;
use super::tagger::{self, Pos};
use super::vocabulary::Vocabulary;
use super::{boundary, intact, passages, phrases, reading, salience, title_features, titles};
use crate::restore::Script;

/// Names of the features of [`boundary_features`].
pub const BOUNDARY_NAMES: &[&str] = &boundary::NAMES;
/// Names of the features of [`salience_features`].
pub fn salience_names() -> &'static [String] {
    &*salience::NAMES
}
/// Names of the features of [`intact_features`].
pub const INTACT_NAMES: &[&str] = &intact::NAMES;
/// Names of the features of [`phrase_features`].
pub const PHRASE_NAMES: &[&str] = &keyphrases::NAMES;
/// Names of the features of [`title_features()`].
pub fn title_names() -> &'static [String] {
    &*title_features::NAMES
}

/// The features of a topic boundary before each sentence.
pub fn boundary_features(script: &Script) -> Vec<Vec<f64>> {
    let (_, vocabulary, _) = prepared(script);
    boundary::features(script, &vocabulary).iter().map(|features| features.to_vec()).collect()
}

/// The features of each sentence's salience, given the topics.
pub fn salience_features(script: &Script, topics: &[Range<usize>]) -> Vec<Vec<f64>> {
    let (tags, vocabulary, judged) = prepared(script);
    salience::features(script, &tags, &vocabulary, &judged, topics)
        .iter()
        .map(|features| features.to_vec())
        .collect()
}

/// What tells whether each sentence is intact.
pub fn intact_features(script: &Script) -> Vec<Vec<f64>> {
    let judged = judge::judge(script);
    script.sentences.iter().zip(&judged).map(|(one, judged)| intact::features(one, judged).to_vec()).collect()
}

fn prepared(script: &Script) -> (Vec<Vec<Pos>>, Vocabulary, Vec<Judgement>) {
    let tags: Vec<Vec<Pos>> =
        script.sentences.iter().map(|sentence| tagger::tag_in(script.language, sentence)).collect();
    let vocabulary = Vocabulary::new(script, &tags);
    (tags, vocabulary, judge::judge(script))
}

/// The phrases that might name each topic, with their features.
pub fn phrase_features(script: &Script, topics: &[Range<usize>]) -> Vec<Vec<(String, Vec<f64>)>> {
    named(script, topics, |said| {
        let row = |candidate: &keyphrases::Candidate<'_>| {
            (candidate.phrase.text.clone(), candidate.features.to_vec())
        };
        keyphrases::ranked(said, topics).iter().map(|topic| topic.iter().map(row).collect()).collect()
    })
}

/// What topics are named from, given the topics.
fn named<T>(script: &Script, topics: &[Range<usize>], see: impl FnOnce(&Said<'_>) -> T) -> T {
    let (tags, vocabulary, judged) = prepared(script);
    see(&Said {
        script,
        vocabulary: &vocabulary,
        salience: &salience::salience(script, &tags, &vocabulary, &judged, topics),
        phrases: &phrases::phrases(script, &tags),
        spellings: &Spellings::new(script),
    })
}

/// Names of the features of [`passage_features`].
pub fn passage_names() -> &'static [String] {
    &*reading::NAMES
}

/// A passage that a topic could have: the sentence that is the heart of it, all its sentences, and its features.
pub type PassageRow = (usize, Range<usize>, Vec<f64>);

/// The passages that each topic could have, with the features of how they read.
pub fn passage_features(script: &Script, salience: &[f64], topics: &[Range<usize>]) -> Vec<Vec<PassageRow>> {
    let (tags, _, judged) = prepared(script);
    let intact = intact::intact(script, &judged);
    let said = reading::Said { script, tags: &tags, judged: &judged, intact: &intact, salience };
    topics.iter().map(|topic| passages::rows(&said, topic)).collect()
}

/// The titles that each topic could have, with their features.
pub fn title_features(script: &Script, topics: &[Range<usize>]) -> Vec<Vec<(String, Vec<f64>)>> {
    named(script, topics, |said| titles::rows(said, topics))
}
