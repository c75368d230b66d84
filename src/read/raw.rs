//! What a format reader hands to the [builder](super::builder): cues whose text is not yet undone.

use std::borrow::Cow;
use std::ops::Range;

use super::millis::Millis;

/// A stretch of text that the format times, or all the text of a cue.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece<'a> {
    /// The text with its entities and tags, and with the white space that parts it from its neighbours.
    pub(super) text: Cow<'a, str>,
    /// When it starts.
    pub(super) start: Option<Millis>,
    /// When it ends.
    pub(super) end: Option<Millis>,
    /// The recogniser's confidence, 0 to 1.
    pub(super) confidence: Option<f32>,
    /// Who speaks from here on, where it changes inside a cue.
    pub(super) voice: Option<String>,
}

impl<'a> Piece<'a> {
    /// Text without times of its own.
    pub(super) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text with the times of a word.
    pub(super) fn timed(text: impl Into<Cow<'a, str>>, start: Option<Millis>, end: Option<Millis>) -> Self {
        Self { text: text.into(), start, end, ..Self::default() }
    }

    /// Sets the confidence.
    pub(super) fn confidence(mut self, confidence: Option<f64>) -> Self {
        self.confidence = confidence.filter(|c| (0.0..=1.0).contains(c)).map(|c| c as f32);
        self
    }
}

/// A cue as the format has it.
#[derive(Debug, Clone, Default)]
pub(super) struct RawCue<'a> {
    /// When it starts.
    pub(super) start: Option<Millis>,
    /// When it ends.
    pub(super) end: Option<Millis>,
    /// Who speaks, where the format has a place of its own for it.
    pub(super) speaker: Option<String>,
    /// An empty line comes before it, in prose.
    pub(super) paragraph: bool,
    /// The text.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Its place in the decoded text.
    pub(super) at: Range<usize>,
}

impl<'a> RawCue<'a> {
    /// A cue at a place, with text and nothing else.
    pub(super) fn new(text: impl Into<Cow<'a, str>>, at: Range<usize>) -> Self {
        Self { pieces: vec![Piece::new(text)], at, ..Self::default() }
    }

    /// A cue made of pieces.
    pub(super) fn of(pieces: Vec<Piece<'a>>, at: Range<usize>) -> Self {
        Self { pieces, at, ..Self::default() }
    }

    /// Adds text as markup readers find it, in bits that belong together: an entity may be cut in two.
    pub(super) fn push_text(&mut self, text: &'a str) {
        match self.pieces.last_mut() {
            Some(last) if last.start.is_none() && last.voice.is_none() => last.text.to_mut().push_str(text),
            _ => self.pieces.push(Piece::new(text)),
        }
    }

    /// Sets when it starts and ends.
    pub(super) fn times(mut self, start: Option<Millis>, end: Option<Millis>) -> Self {
        (self.start, self.end) = (start, end);
        self
    }

    /// Sets who speaks.
    pub(super) fn speaker(mut self, speaker: Option<String>) -> Self {
        self.speaker = speaker;
        self
    }

    /// Sets whether a paragraph starts here.
    pub(super) fn paragraph(mut self, paragraph: bool) -> Self {
        self.paragraph = paragraph;
        self
    }
}
