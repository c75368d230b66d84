//! Conditions, and whether what follows from them is said.

use std::ops::Range;

use super::Clause;
use crate::analyze::Pos;

impl Clause {
    /// Whether a range supposes something and doesn't say yet what follows from it: "if more power is needed", to which "and you are paid
    /// for it" still belongs.
    pub(crate) fn supposes(&self, range: Range<usize>) -> bool {
        const SUPPOSING: [&str; 6] = ["if", "imagine", "suppose", "supposing", "unless", "whether"];
        let last = range.clone().rev().find(|&at| self.words[at].is(&SUPPOSING));
        last.is_some_and(|at| {
            let rest = at + 1..range.end;
            rest.clone().filter(|&at| self.is_finite(at, &rest)).count() < 2
        })
    }

    /// Whether a range is a condition that only "and" goes on from: "if a user buys it and they don't have any channels".
    pub(super) fn only_supposes(&self, range: &Range<usize>) -> bool {
        const OPENING: [&str; 9] =
            ["although", "because", "given", "if", "though", "unless", "when", "whereas", "while"];
        const JOINING: [&str; 16] = [
            "and", "as", "because", "since", "but", "how", "if", "or", "than", "that", "unless", "what",
            "when", "where", "which", "who",
        ];
        let start = (range.start..range.end.min(range.start + 2))
            .find(|&at| !self.words[at].is(&["and", "but", "especially", "even", "only", "so"]))
            .map(|at| at + usize::from(self.has(at, &["now", "that"])))
            .filter(|&at| {
                self.words[at].is(&OPENING) || at > range.start && self.has(at - 1, &["now", "that"])
            });
        let Some(start) = start else { return false };
        let rest = start + 1..range.end;
        let finite: Vec<usize> = rest.clone().filter(|&at| self.is_finite(at, &rest)).collect();
        let main = |pair: &[usize]| {
            let between = &self.words[pair[0] + 1..pair[1]];
            let joins = between.iter().any(|word| word.is(&JOINING));
            // "..., because most of it is": a comma before another part of the condition.
            let pauses =
                (pair[0]..pair[1] - 1).any(|at| self.words[at].pauses() && !self.words[at + 1].is(&JOINING));
            pair[1] > pair[0] + 1 && (!joins || pauses && !between.iter().any(|word| word.is(&["and", "or"])))
        };
        // Where the tagger takes the main verb for a noun, a comma and a subject tell.
        let resumes = |at: usize| {
            self.words[at - 1].pauses()
                && !self.words[at].is(&JOINING)
                && matches!(self.words[at].pos, Pos::Pronoun | Pos::Determiner | Pos::Noun | Pos::Name)
        };
        !finite.windows(2).any(main) && !(start + 3..range.end).any(resumes)
    }

    /// Whether a range ends with a condition of something that isn't said any more: "they can be spent once, and if someone spends them twice."
    pub(super) fn supposes_at_the_end(&self, range: &Range<usize>) -> bool {
        const OPENING: [&str; 4] = ["because", "if", "unless", "when"];
        let opens = |at: usize| self.words[at].is(&["and", "but", "so"]) && self.words[at + 1].is(&OPENING);
        let Some(at) = (range.start + 1..range.end.saturating_sub(2)).rev().find(|&at| opens(at)) else {
            return false;
        };
        // "when it rains and when it snows"
        let again = self.words[range.start..at].iter().any(|word| word.key == self.words[at + 1].key);
        !again && self.only_supposes(&(at + 1..range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a text has a condition without what follows from it.
    fn lacks(text: &str) -> bool {
        let clause = Clause::parse(text);
        let core = clause.core(0..clause.len());
        clause.only_supposes(&core) || clause.supposes_at_the_end(&core)
    }

    #[test]
    fn knows_conditions_without_a_consequence() {
        for text in [
            "But if a keeper buys oil and he doesn't have any lamps.",
            "You can sell lamps that are lit once, and if somebody tries to light them twice.",
            "Even if you light the lamp at noon, basically burning all the oil.",
            "The last step will be the lens, but because that last step is such a big step.",
            "Now that they found what the price is from the north to the south.",
            "If the prices of the oil are not right, because most of the value is in a lamp, which has its own price.",
            "Especially when they use the lamp of the tower.",
        ] {
            assert!(lacks(text), "{text}");
        }
    }

    #[test]
    fn lets_conditions_with_one_be() {
        for text in [
            "If a keeper buys oil and he trims the wick, you will see the lamp all night.",
            "Even if it rains, the lamp burns all night.",
            "The keeper goes home when it rains and when it snows.",
            "The lamp is lit at dusk, and if it rains, the keeper stays in the tower.",
            "Now that they found the price, the keepers buy oil.",
        ] {
            assert!(!lacks(text), "{text}");
        }
    }
}
