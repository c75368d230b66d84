//! Words with times and speakers, as transcription services give them, joined to cues.

use std::ops::Range;

use super::builder::Builder;
use super::millis::Millis;
use super::raw::{Piece, RawCue};

/// A word as a service gives it.
#[derive(Debug, Clone, Default)]
pub(super) struct TimedWord {
    /// The word with its punctuation.
    pub(super) text: String,
    /// When it starts.
    pub(super) start: Option<Millis>,
    /// When it ends.
    pub(super) end: Option<Millis>,
    /// The recogniser's confidence, 0 to 1.
    pub(super) confidence: Option<f64>,
    /// Who says it.
    pub(super) speaker: Option<String>,
    /// Its place in the text.
    pub(super) at: Range<usize>,
}

/// Longest cue that is made, in words, where nothing else ends it.
const LONGEST: usize = 60;

/// Adds the words as cues: a new one for every speaker and after every sentence.
pub(super) fn push(words: Vec<TimedWord>, builder: &mut Builder<'_>) {
    let mut rest = words.into_iter().peekable();
    while let Some(first) = rest.next() {
        let speaker = first.speaker.clone();
        let mut group = vec![first];
        while let Some(next) = rest.peek() {
            let ended =
                group.last().is_some_and(|last| last.text.ends_with(['.', '?', '!', '。', '？', '！', '؟']));
            if ended || next.speaker != speaker || group.len() == LONGEST {
                break;
            }
            group.extend(rest.next());
        }
        let at = group[0].at.start..group[group.len() - 1].at.end;
        let (start, end) = (group[0].start, group[group.len() - 1].end);
        let pieces = group.into_iter().map(|word| {
            Piece::timed(format!(" {}", word.text), word.start, word.end).confidence(word.confidence)
        });
        builder.push(RawCue::of(pieces.collect(), at).times(start, end).speaker(speaker));
    }
}

/// Joins punctuation to the word before it.
pub(super) fn attach(words: &mut [TimedWord], mark: &str) {
    if let Some(last) = words.last_mut() {
        last.text.push_str(mark.trim());
    }
}
