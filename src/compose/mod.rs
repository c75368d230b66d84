//! Makes study items out of passages and passes them through the gate.

mod cards;
mod clause;
mod gate;
pub mod identity;
mod options;
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
    let (cards, dropped) = cards::cards(script, analysis, options);
    StudySet { cards, quiz: Quiz { seed: options.seed, items: Vec::new() }, dropped }
}
