//! Makes study items out of passages and passes them through the gate.

mod gate;
pub mod identity;
mod study_set;

pub use study_set::{
    Bloom, Card, CardKind, Choice, Dropped, Evidence, Face, Form, Quiz, QuizItem, StudySet, Tier,
};
