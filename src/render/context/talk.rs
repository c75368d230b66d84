//! The talk and the lookups that every view needs.

use std::ops::Range;

use super::rounded;
use crate::analyze::Analysis;
use crate::compose::identity;
use crate::read::Millis;
use crate::render::link::link_to;
use crate::restore::{Role, Script, SentenceKind};

/// A script with its analysis.
pub(super) struct Talk<'a> {
    pub(super) script: &'a Script,
    pub(super) analysis: &'a Analysis,
}

/// Where in the talk something is.
pub(super) struct Place {
    pub(super) sentences: [usize; 2],
    pub(super) words: [usize; 2],
    pub(super) start: Option<Millis>,
    pub(super) end: Option<Millis>,
    pub(super) url: Option<String>,
    pub(super) speaker: Option<usize>,
    pub(super) speaker_name: Option<String>,
}

impl<'a> Talk<'a> {
    pub(super) fn new(script: &'a Script, analysis: &'a Analysis) -> Self {
        Self { script, analysis }
    }

    /// The readable text of some sentences.
    pub(super) fn text(&self, sentences: Range<usize>) -> String {
        self.script.text(sentences)
    }

    /// Where some sentences are; a range that is empty is the place of the sentence it starts at.
    pub(super) fn place(&self, sentences: Range<usize>) -> Place {
        let all = &self.script.sentences;
        let inside = &all[sentences.clone()];
        let start = (sentences.start < all.len()).then(|| self.script.started(sentences.start)).flatten();
        let speaker = self.script.attributed(sentences.clone());
        let first_word = all.get(sentences.start).map_or(self.script.words.len(), |s| s.words.start);
        Place {
            words: [first_word, inside.last().map_or(first_word, |sentence| sentence.words.end)],
            start,
            end: inside.iter().rev().find_map(|sentence| sentence.end),
            url: self.script.source.url.as_deref().and_then(|url| link_to(url, start?)),
            speaker,
            speaker_name: speaker.and_then(|id| self.script.speakers.get(id)).map(|s| s.name.clone()),
            sentences: [sentences.start, sentences.end],
        }
    }

    /// What part of all words some are, 0 to 1.
    pub(super) fn share(&self, [start, end]: [usize; 2]) -> f64 {
        rounded((end - start) as f64 / self.script.words.len().max(1) as f64)
    }

    /// The id of a passage.
    pub(super) fn passage_id(&self, sentences: Range<usize>) -> String {
        format!("p{}", identity::id("passage", self.script, sentences))
    }
}

pub(super) fn seconds(time: Option<Millis>) -> Option<f64> {
    time.map(Millis::seconds)
}

pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Host => "host",
        Role::Guest => "guest",
        Role::Other => "other",
    }
}

pub(super) fn kind_name(kind: SentenceKind) -> &'static str {
    match kind {
        SentenceKind::Statement => "statement",
        SentenceKind::Question => "question",
        SentenceKind::Fragment => "fragment",
    }
}
