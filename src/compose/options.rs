//! What the person may set about study items.

/// Settings of composing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Chooses among items that are equally good, and orders the quiz.
    pub seed: u64,
    /// The most cards for the whole talk; by default its length decides.
    pub max_cards: Option<usize>,
    /// The most cards for one topic; by default its length decides.
    pub per_topic: Option<usize>,
    /// The least score of a card, 0 to 1.
    pub min_score: Option<f64>,
    /// How many questions the quiz has; by default the length of the talk decides.
    pub questions: Option<usize>,
}
