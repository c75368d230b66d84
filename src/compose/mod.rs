//! Makes study items out of passages and passes them through the gate.

pub(crate) mod cards;
pub(crate) mod clause;
pub(crate) mod gate;
pub mod identity;
#[doc(hidden)]
pub mod learning;
pub(crate) mod opening;
mod options;
mod plain;
pub(crate) mod quiz;
pub(crate) mod spoken;
mod study_set;
#[cfg(test)]
mod testing;
mod words;

pub use options::{Levels, Mix, Options};
pub use study_set::{
    Bloom, Card, CardKind, Choice, Dropped, Evidence, Face, Form, Lead, Note, Pair, Quiz, QuizItem, StudySet,
    Tier,
};

use cards::Proposals;

use crate::analyze::Analysis;
use crate::restore::Script;

/// Makes the study items of a talk.
pub fn compose(script: &Script, analysis: &Analysis, options: &Options) -> StudySet {
    let english = script.language.is_english();
    let (proposals, said) = rayon::join(
        || Proposals::new(script, analysis),
        || english.then(|| quiz::Said::new(script, analysis)),
    );
    let ((cards, mut dropped), (quiz, editions, refused)) = rayon::join(
        || proposals.choose(script, options),
        || {
            if let Some(said) = said {
                return quiz::quizzes(script, analysis, &proposals, said, options);
            }
            let everything = Options {
                max_cards: Some(usize::MAX),
                per_topic: Some(usize::MAX),
                min_score: Some(0.0),
                ..Options::default()
            };
            let (quiz, editions) =
                plain::quizzes(script, analysis, &proposals.choose(script, &everything).0, options);
            (quiz, editions, Vec::new())
        },
    );
    dropped.extend(refused);
    StudySet { cards, quiz, editions, dropped }
}
