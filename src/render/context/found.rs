//! What is said about a subject as templates see it.

use serde::Serialize;

use super::talk::Talk;
use super::topic::{PassageView, passage_view};
use crate::analyze::{Analysis, Found};
use crate::restore::Script;

/// What is said about a subject that the person named.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
#[non_exhaustive]
pub struct FoundView {
    pub subject: String,
    pub passages: Vec<PassageView>,
    pub nearest: Vec<usize>,
}

impl FoundView {
    /// Gathers what was found.
    pub fn new(script: &Script, analysis: &Analysis, subject: &str, found: &Found) -> Self {
        let talk = Talk::new(script, analysis);
        Self {
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            passages: found.passages.iter().map(|passage| passage_view(&talk, passage)).collect(),
            nearest: found.nearest.clone(),
        }
    }
}
