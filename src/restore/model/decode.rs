//! From scores to sentences and turns: the best way to cut the whole text, by dynamic programming.

use super::Scores;

/// The mark after a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// No mark.
    None,
    /// A comma.
    Comma,
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
}

/// What is decided for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The mark after the word.
    pub mark: Mark,
    /// Whether another speaker starts at this word; always so at the first word.
    pub turn: bool,
}

/// What the caller knows about a word apart from the words: pauses, `>>`, labels, marks that the source had.
///
/// Log-odds to add to the model's; infinities settle a question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Evidence {
    /// Added to [`Scores::mark`].
    pub mark_bias: [f32; 4],
    /// Added to [`Scores::turn`].
    pub turn_bias: f32,
}

/// Where decisions are cut. Values that give the best F1 on 1 % of the training documents, half of them made noisy
/// (`training/restore/calibrate.py`).
mod threshold {
    /// Added to the log-odds of a sentence end.
    pub(super) const END: f32 = 0.3;
    /// Added to the log-odds of a question among ends.
    pub(super) const QUESTION: f32 = 0.2;
    /// Added to the log-odds of a comma among the other words.
    pub(super) const COMMA: f32 = 0.4;
    /// Added to the log-odds of a turn.
    pub(super) const TURN: f32 = 0.8;
    /// Words from which on a sentence is long.
    pub(super) const LONG_FROM: usize = 40;
    /// What each further word costs.
    pub(super) const LONG_EACH: f32 = -0.03;
    /// Words that a sentence has at most.
    pub(super) const LONGEST: usize = 100;
}

#[cfg(test)]
pub(super) const TURN: f32 = threshold::TURN;

/// Decides marks and turns of the whole text; `evidence` is empty or has an entry for every word.
///
/// A sentence has at most a hundred words, a turn starts only where a sentence does, and the last word ends one.
pub fn decode(scores: &[Scores], evidence: &[Evidence]) -> Vec<Decision> {
    let evidence_at = |at: usize| evidence.get(at).copied().unwrap_or_default();
    let marks: Vec<[f32; 4]> = (scores.iter().enumerate())
        .map(|(at, scores)| {
            let bias = evidence_at(at).mark_bias;
            std::array::from_fn(|i| scores.mark[i] + bias[i])
        })
        .collect();
    let turn = |at: usize| scores[at].turn + evidence_at(at).turn_bias + threshold::TURN;
    let mut decisions: Vec<Decision> = (marks.iter())
        .map(|m| Decision {
            mark: if m[1] - m[0] + threshold::COMMA > 0.0 { Mark::Comma } else { Mark::None },
            turn: false,
        })
        .collect();
    let gain = |at: usize| {
        let m = marks[at];
        let next = if at + 1 < scores.len() { turn(at + 1).max(0.0) } else { 0.0 };
        log_add(m[2], m[3]) - log_add(m[0], m[1]) + threshold::END + next
    };
    let mut end = scores.len();
    let starts = best_starts(scores.len(), gain);
    while end > 0 {
        let m = marks[end - 1];
        decisions[end - 1].mark =
            if m[3] - m[2] + threshold::QUESTION > 0.0 { Mark::Question } else { Mark::Stop };
        end = starts[end];
        decisions[end].turn = end == 0 || turn(end) > 0.0;
    }
    decisions
}

/// For every number of words, where the last sentence of the best cut of that many words starts.
fn best_starts(words: usize, gain: impl Fn(usize) -> f32) -> Vec<usize> {
    let worth: Vec<f64> = (0..=threshold::LONGEST).map(|words| length_worth(words).into()).collect();
    let mut best = vec![0.0f64; words + 1];
    let mut starts = vec![0; words + 1];
    for end in 1..=words {
        let low = end.saturating_sub(threshold::LONGEST);
        let mut chosen = f64::NEG_INFINITY;
        for start in low..end {
            let value = best[start] + worth[end - start];
            if value > chosen {
                (chosen, starts[end]) = (value, start);
            }
        }
        // Far below anything the model says, and far above what would swallow the sums.
        best[end] = chosen + f64::from(gain(end - 1).clamp(-1e4, 1e4));
    }
    starts
}

fn length_worth(words: usize) -> f32 {
    threshold::LONG_EACH * words.saturating_sub(threshold::LONG_FROM) as f32
}

/// Logarithm of the sum of two numbers given as logarithms.
pub(in crate::restore) fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high.is_infinite() { high } else { high + libm::log1pf(libm::expf(low - high)) }
}
