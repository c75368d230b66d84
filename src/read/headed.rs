//! What text forms with a header above each paragraph have in common.

use super::builder::Builder;
use super::lines::filled_lines;
use super::millis::Millis;
use super::raw::RawCue;
use super::text;

/// A header: who speaks, since when, and text on the same line.
pub(super) struct Header<'a> {
    /// The name as written.
    pub(super) name: &'a str,
    /// The time.
    pub(super) start: Option<Millis>,
    /// What follows on the line.
    pub(super) rest: &'a str,
}

/// Reads lines from the byte `from` on, each with the name of the last header; the first line after a header has its time.
pub(super) fn read<'a>(
    text: &'a str,
    from: usize,
    header: fn(&'a str) -> Option<Header<'a>>,
    builder: &mut Builder<'a>,
) {
    builder.prose = true;
    let mut speaker = None;
    let mut start = None;
    let mut after_header = false;
    for line in filled_lines(text).filter(|line| line.span().start >= from) {
        let mut words = line.text;
        if let Some(found) = header(line.text) {
            speaker = text::name(found.name).or(speaker);
            start = found.start;
            words = found.rest;
            after_header = true;
        }
        if !words.trim().is_empty() {
            let cue = RawCue::new(words, line.span()).times(start.take(), None).speaker(speaker.clone());
            builder.push(cue.paragraph(std::mem::take(&mut after_header)));
        }
    }
}
