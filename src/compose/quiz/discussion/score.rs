//! How likely it is that a group can talk about a statement for ten minutes.
//!
//! A logistic regression over what the statement does, how it is worded and where it stands, learned from statements
//! that readers marked (`training/analyze`, `marks-statements.tsv`).

use std::sync::LazyLock;

use super::act::Act;
use super::stand;
use super::statement::Statement;
use crate::analyze::{Analysis, Linear, Vector, names, sigmoid, values};
use crate::compose::clause::features::{self, flag};
use crate::restore::{Role, Script};

/// How many features a statement has: its own, those of its words, and the direction of what it says.
pub(crate) const FEATURES: usize = OWN + features::FEATURES + features::MEANING;
const OWN: usize = OWN_NAMES.len();

/// Their names, in order.
pub(crate) static NAMES: LazyLock<[String; FEATURES]> =
    LazyLock::new(|| names(&[&OWN_NAMES, &features::NAMES]));

const OWN_NAMES: [&str; 18] = [
    "demands",
    "predicts",
    "worries",
    "conditions",
    "contrasts_act",
    "generalises",
    "reasons_act",
    "believes",
    "standing",
    "stand",
    "salience",
    "key_passage",
    "whole",
    "host",
    "named_speaker",
    "typed",
    "named_term",
    "term_words",
];

static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("score.tsv"), &NAMES));

/// The probability that a group can talk about it, where one that needs an edit counts half.
pub(super) fn score(script: &Script, analysis: &Analysis, statement: &Statement) -> f64 {
    sigmoid(MODEL.log_odds(&features(script, analysis, statement)))
}

/// What the score looks at.
pub(super) fn features(script: &Script, analysis: &Analysis, statement: &Statement) -> [f64; FEATURES] {
    let Statement { topic, sentence, clause, act, term, standing, whole, .. } = statement;
    let speaker = script.speaker_of(*sentence);
    let does = |other: Act| flag(*act == other);
    let passages = &analysis.topics[*topic].passages;
    let own = [
        does(Act::Demands),
        does(Act::Predicts),
        does(Act::Worries),
        does(Act::Conditions),
        does(Act::Contrasts),
        does(Act::Generalises),
        does(Act::Reasons),
        does(Act::Believes),
        *standing,
        stand::worth(clause),
        analysis.salience[*sentence],
        flag(passages.iter().any(|passage| passage.sentences.contains(sentence))),
        flag(*whole),
        flag(speaker.is_some_and(|speaker| speaker.role == Role::Host)),
        flag(speaker.is_some_and(|speaker| speaker.named)),
        flag(script.is_typed(*sentence)),
        flag(term.contains(char::is_uppercase)),
        term.split(' ').count() as f64 / 3.0,
    ];
    values(&[&own, &clause.features()], &Vector::of_text(&statement.text))
}
