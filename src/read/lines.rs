//! Lines with their places.

use std::ops::Range;

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// The byte where it starts.
    pub(super) start: usize,
}

impl Line<'_> {
    /// Where the line is in the text.
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Whether there is nothing to see in the line.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let here = start;
        start += line.len() + 1;
        Line { text: line, start: here }
    })
}

/// The lines that are not blank.
pub(super) fn filled_lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    lines(text).filter(|line| !line.is_blank())
}
