//! Where typists open and close quotation marks.

use std::ops::Range;

use crate::restore::Script;

/// How many quotation marks stand before each sentence.
pub(super) struct Marks(Vec<usize>);

impl Marks {
    pub(super) fn new(script: &Script) -> Self {
        let mut before = Vec::with_capacity(script.sentences.len() + 1);
        let mut marks = 0;
        for sentence in &script.sentences {
            before.push(marks);
            marks += sentence
                .tokens
                .iter()
                .map(|token| token.text.matches(['"', '“', '”']).count())
                .sum::<usize>();
        }
        before.push(marks);
        Self(before)
    }

    /// Whether all that open within some sentences close there.
    fn close(&self, sentences: Range<usize>) -> bool {
        (self.0[sentences.end] - self.0[sentences.start]).is_multiple_of(2)
    }

    /// Whether quotation marks are left open by a passage, or it begins inside of some, as far as its turn closes them.
    pub(super) fn are_cut(&self, turn: &Range<usize>, passage: &Range<usize>) -> bool {
        !self.close(passage.clone()) || self.close(turn.clone()) && !self.close(turn.start..passage.start)
    }
}
