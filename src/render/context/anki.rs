//! How the cards go into Anki, as templates see it.

use serde::{Deserialize, Serialize};

use super::{Facts, name_of};
use crate::render::apkg::{BASIC, CLOZE};

/// Names of the two note types that `cards.csv` is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteTypes {
    /// For questions.
    pub basic: String,
    /// For sentences with a gap.
    pub cloze: String,
}

/// The names in an English Anki.
impl Default for NoteTypes {
    fn default() -> Self {
        Self { basic: "Basic".to_owned(), cloze: "Cloze".to_owned() }
    }
}

/// What an import does with notes that are in Anki already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum OnMatch {
    /// They stay as they are; only new notes are added.
    Keep,
    /// They get the new text where the card has changed.
    #[default]
    Update,
}

/// How the cards go into Anki.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "documented in templates/README.md")]
pub struct AnkiView {
    pub basic: String,
    pub cloze: String,
    pub own: bool,
    pub on_match: String,
}

impl AnkiView {
    pub(in crate::render) fn new(facts: &Facts) -> Self {
        let NoteTypes { basic, cloze } = facts.note_types.clone();
        Self { own: basic == BASIC && cloze == CLOZE, basic, cloze, on_match: name_of(facts.on_match) }
    }
}

impl Default for AnkiView {
    fn default() -> Self {
        Self::new(&Facts::default())
    }
}
