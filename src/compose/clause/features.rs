//! What the learned scores of cards and of statements see of the words of a clause.

use super::{Clause, is_content};
use crate::analyze::{Pos, flag, rarity, stem};
use crate::compose::words::Words;

/// How many features a clause has.
pub(crate) const FEATURES: usize = NAMES.len();

/// How many numbers of the direction of what is said the scores look at: the first are those that differ most among
/// sentences, and with all of them a few thousand marks are learned by heart.
pub(crate) const MEANING: usize = 64;

/// Their names, in order.
pub(crate) const NAMES: [&str; 27] = [
    "words",
    "long",
    "short",
    "content",
    "rarity",
    "names",
    "numbers",
    "first_the",
    "first_name",
    "first_pronoun",
    "first_plural",
    "first_gerund",
    "we",
    "i",
    "you",
    "third_person",
    "past",
    "defines",
    "reasons",
    "contrasts",
    "modal",
    "loose",
    "judges",
    "condition",
    "quantifies",
    "commas",
    "bare_definites",
];

impl Clause {
    /// The features of the whole clause.
    pub(crate) fn features(&self) -> [f64; FEATURES] {
        const WE: Words = Words::new("our ours us we we'd we'll we're we've");
        const I: Words = Words::new("i i'd i'll i'm i've me mine my myself");
        const YOU: Words = Words::new("you you'd you'll you're you've your");
        const THIRD: Words = Words::new(
            "he he's her him his it it'll it's its she she's their them they they'll they're they've",
        );
        const LOOSE: Words = Words::new(
            "actually basically definitely gonna guys just kinda kind literally maybe pretty probably really some \
             somebody someone something somewhere sort stuff thing things totally wanna whatever",
        );
        const PAST: Words = Words::new("did had said was went were");
        const DEFINES: Words =
            Words::new("called define defined definition essentially mean means refers stands");
        const REASONS: Words = Words::new("because cause reason so that's therefore why");
        const CONTRASTS: Words = Words::new("although but instead not rather than whereas without");
        const MODAL: Words = Words::new("can could may might must should will would");
        const JUDGES: Words = Words::new(
            "bad best better cost dangerous difficult easier good great hard harder important matters necessary need \
             needs only powerful problem risk should value worse worst worth wrong",
        );
        const CONDITION: Words = Words::new("if unless when whenever");
        const QUANTIFIES: Words =
            Words::new("all always any every everybody everyone most never no nobody none");

        let words = &self.words;
        let opening = words.get(self.claim(&(0..words.len()))).or(words.first());
        let starts = |pos: Pos| opening.is_some_and(|word| word.pos == pos);
        let ends = |end: &str| opening.is_some_and(|word| word.key.ends_with(end));
        let count = |list: Words| words.iter().filter(|word| list.has(&word.key)).count() as f64;
        let any = |list: Words| flag(words.iter().any(|word| list.has(&word.key)));
        let content: Vec<f64> =
            words.iter().filter(|word| is_content(word)).map(|word| rarity(&stem(&word.key))).collect();
        [
            words.len() as f64 / 10.0,
            flag(words.len() > 22),
            flag(words.len() < 9),
            content.len() as f64 / 10.0,
            content.iter().sum::<f64>() / content.len().max(1) as f64,
            flag(words.iter().any(|word| word.pos == Pos::Name)),
            flag(words.iter().any(|word| word.pos == Pos::Number)),
            flag(opening.is_some_and(|word| word.is(&["the"]))),
            flag(starts(Pos::Name)),
            flag(starts(Pos::Pronoun)),
            flag(starts(Pos::Noun) && ends("s")),
            flag(starts(Pos::Verb) && ends("ing")),
            any(WE),
            any(I),
            any(YOU),
            count(THIRD).min(3.0),
            any(PAST),
            any(DEFINES),
            any(REASONS),
            any(CONTRASTS),
            any(MODAL),
            count(LOOSE).min(3.0),
            count(JUDGES).min(3.0),
            any(CONDITION),
            any(QUANTIFIES),
            words.iter().filter(|word| word.text.ends_with(',')).count().min(4) as f64,
            self.bare_definites() as f64 / content.len().max(1) as f64,
        ]
    }

    /// How many nouns have "the" and nothing else that says which: "the project", "the division".
    pub(crate) fn bare_definites(&self) -> usize {
        let words = &self.words;
        (0..words.len())
            .filter(|&at| {
                let which = |word: &super::Word| {
                    word.pos.is_nominal() || word.is(&["of", "that", "in", "for", "which", "who", "with"])
                };
                words[at].is(&["the"])
                    && words.get(at + 1).is_some_and(|word| word.pos == Pos::Noun)
                    && (words[at + 1].pauses() || !words.get(at + 2).is_some_and(which))
            })
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_the_words_are() {
        let features =
            Clause::parse("The keepers should never leave the tower if we can help it.").features();
        let of = |name: &str| features[NAMES.iter().position(|other| *other == name).unwrap()];
        for name in ["first_the", "we", "modal", "judges", "condition", "quantifies"] {
            assert!(of(name) > 0.0, "{name}");
        }
        for name in ["i", "you", "numbers", "first_pronoun", "past"] {
            assert!(of(name).abs() < f64::EPSILON, "{name}");
        }
        assert!(of("bare_definites") > 0.0);
    }
}
