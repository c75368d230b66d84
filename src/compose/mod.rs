//! Makes study items out of passages and passes them through the gate.

mod cards;
mod clause;
mod gate;
pub mod identity;
mod options;
mod quiz;
mod study_set;
mod words;

pub use options::Options;
pub use study_set::{
    Bloom, Card, CardKind, Choice, Dropped, Evidence, Face, Form, Quiz, QuizItem, StudySet, Tier,
};

use crate::analyze::Analysis;
use crate::restore::Script;

/// Makes the study items of a talk.
pub fn compose(script: &Script, analysis: &Analysis, options: &Options) -> StudySet {
    let (cards, mut dropped) = cards::cards(script, analysis, options);
    let (quiz, refused) = quiz::quiz(script, analysis, options);
    dropped.extend(refused);
    StudySet { cards, quiz, dropped }
}
