//! Raw cues to cues: the only place where the text of a format becomes words.

use std::ops::Range;

use super::error::ReadError;
use super::labels::Census;
use super::order;
use super::parts::Parts;
use super::raw::RawCue;
use super::text;
use super::tokens::{self, Habits};
use super::transcript::{Chapter, ChapterStart, Cue};
use super::warnings::Warnings;
use crate::diagnostics::Diagnostic;
use crate::language::is_unspaced;

/// The most words, and the most cues: a hundred hours of talk have 900,000 words. It bounds what a file can cost.
const MOST: usize = 1_000_000;

/// How `Name:` at the start of a line is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum LabelPolicy {
    /// As a speaker, when the file as a whole has speakers.
    #[default]
    Look,
    /// As a speaker.
    Force,
    /// As words: the format has another place for speakers, or none.
    Ignore,
}

/// Collects what a format reader finds.
#[derive(Debug, Default)]
pub(super) struct Builder<'a> {
    /// How labels are taken.
    pub(super) labels: LabelPolicy,
    /// The text is prose, in which square brackets may be part of the text.
    pub(super) prose: bool,
    /// The title that the file has.
    pub(super) title: Option<String>,
    /// The link that the file has.
    pub(super) url: Option<String>,
    cues: Vec<RawCue<'a>>,
    chapters: Vec<Chapter>,
    warnings: Warnings,
}

/// What comes out: cues, chapters and warnings.
#[derive(Debug)]
pub(super) struct Built {
    /// The cues.
    pub(super) cues: Vec<Cue>,
    /// Chapters that the file names.
    pub(super) chapters: Vec<Chapter>,
    /// What was forgiven.
    pub(super) warnings: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    /// Adds a cue; those that are far too many are only noted.
    pub(super) fn push(&mut self, cue: RawCue<'a>) {
        if self.cues.len() <= MOST {
            self.cues.push(cue);
        }
    }

    /// Adds a chapter that starts at a time, or else at the next cue.
    pub(super) fn chapter(&mut self, start: Option<super::Millis>, title: &str) {
        let start = start.map_or(ChapterStart::Cue(self.cues.len()), ChapterStart::Time);
        self.chapters.extend(text::one_line(title).map(|title| Chapter::new(start, title)));
    }

    /// Adds a warning about a place.
    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>, at: Range<usize>) {
        self.warnings.push(Diagnostic::warning(code, message).at(at));
    }

    /// Whether no cue was found yet.
    pub(super) fn is_empty(&self) -> bool {
        self.cues.is_empty()
    }

    /// Makes words of the text and brings the times in order.
    ///
    /// # Errors
    ///
    /// [`ReadError::TooLong`] when there are more words or cues than any talk has.
    pub(super) fn finish(mut self) -> Result<Built, ReadError> {
        let texts: Vec<Vec<String>> = self
            .cues
            .iter()
            .map(|cue| cue.pieces.iter().map(|piece| text::clean(&piece.text)).collect())
            .collect();
        let words: usize = texts.iter().flatten().map(|text| text.split_whitespace().count()).sum();
        if self.cues.len() > MOST || words > MOST {
            return Err(ReadError::TooLong);
        }
        let habits = self.habits(&texts);
        if habits.unspaced && unspaced(&texts).0 > MOST {
            return Err(ReadError::TooLong);
        }
        order::check(&mut self.cues, &mut self.warnings);
        let mut parts = Parts::default();
        let mut first_parts = Vec::with_capacity(self.cues.len());
        for (cue, texts) in self.cues.iter().zip(&texts) {
            first_parts.push(parts.next_index());
            parts.add(cue, texts, &habits, &mut self.warnings);
        }
        first_parts.push(parts.next_index());
        let cues = parts.finish();
        for chapter in &mut self.chapters {
            if let ChapterStart::Cue(raw) = chapter.start {
                chapter.start = ChapterStart::Cue(first_parts[raw].min(cues.len().saturating_sub(1)));
            }
        }
        Ok(Built { cues, chapters: self.chapters, warnings: self.warnings.finish() })
    }

    fn habits(&self, texts: &[Vec<String>]) -> Habits {
        let mut census = Census::default();
        let mut dashes = 0;
        for (cue, texts) in self.cues.iter().zip(texts) {
            let whole = texts.concat();
            for line in whole.lines().map(str::trim).filter(|line| !line.is_empty()) {
                dashes += usize::from(tokens::dialogue_dash(line).is_some());
                if cue.speaker.is_none() && self.labels != LabelPolicy::Ignore {
                    census.add(line);
                }
            }
        }
        let labels = census.decide(self.labels == LabelPolicy::Force);
        Habits { labels, dashes: dashes > 1, captions: !self.prose, unspaced: is_mostly_unspaced(texts) }
    }
}

/// How many letters are of scripts without spaces, and how many there are.
fn unspaced(texts: &[Vec<String>]) -> (usize, usize) {
    let letters = texts.iter().flatten().flat_map(|text| text.chars()).filter(|c| c.is_alphabetic());
    letters.fold((0, 0), |(unspaced, all), c| (unspaced + usize::from(is_unspaced(c)), all + 1))
}

/// Whether the text has no spaces between its words; a Japanese name in an English talk doesn't make it so.
fn is_mostly_unspaced(texts: &[Vec<String>]) -> bool {
    let (unspaced, all) = unspaced(texts);
    3 * unspaced > all
}
