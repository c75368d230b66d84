//! The embedded restoration model: marks, case, turns and roles for words that have none.
//!
//! [`score`] reads lower-cased words and gives every word log-odds; [`decode`](decode::decode) makes sentences and
//! turns of them, with whatever pauses or labels the caller knows as evidence; [`speakers::assign`] decides who speaks.
//! `restore.weights` is made by `training/restore` and documented in [`weights`].
//!
//! All products are sums of integers, and the rest is single IEEE operations in a fixed order, so scores are the
//! same bytes on every CPU, run and number of threads.

pub mod decode;
mod edits;
mod mixed;
mod network;
mod recurrence;
pub mod speakers;
mod vocabulary;
pub mod weights;

pub use mixed::mixed_case;

use weights::Weights;

/// What the model believes about one word, before any decision; differences are natural-log odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// The mark after the word: none, comma, full stop, question mark.
    pub mark: [f32; 4],
    /// The word's own case, apart from where it stands: lower, Title, UPPER.
    pub case: [f32; 3],
    /// Log-odds that another speaker starts at this word.
    pub turn: f32,
    /// Log-odds that who says the word is the one who asks; add it up over a turn.
    pub role_host: f32,
    /// What speaks for taking the word out, in log-odds: it is begun, corrected or meant for nothing. See [`cuts`].
    pub edit: f32,
}

/// Scores every token; `tokens` are lower-cased words without punctuation at their edges.
///
/// Linear in length; memory beyond the result does not grow with it. Works window by window on all threads.
pub fn score(tokens: &[&str]) -> Vec<Scores> {
    network::score(Weights::embedded(), tokens)
}

/// Which words of a sentence a careful editor would take out, given their [`Scores::edit`], which may be lowered by how sure one wants to be.
pub fn cuts(scores: &[f32]) -> Vec<bool> {
    edits::runs(Weights::embedded().edits.links, scores)
}

/// Reads the weights, which is else done when they are needed first.
pub(crate) fn load() {
    Weights::embedded();
}

/// Whether a lower-cased word is one of those that the model learnt, 24,000 that are common in talks. Others are
/// names, rare terms, or misheard.
pub fn knows(word: &str) -> bool {
    Weights::embedded().vocabulary.row(&vocabulary::normal(word)) != vocabulary::UNKNOWN
}

#[cfg(test)]
mod tests;
