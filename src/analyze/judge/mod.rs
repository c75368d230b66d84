//! What readers would say of a sentence: worth keeping, clear without the rest, to be read aloud, to be argued about, worth a card; and of a
//! card that hides some of its words.
//!
//! A small network for each reads the words. Both learned from readers' marks and from a large one that had learned from these (knowledge distillation: Hinton, Vinyals
//! and Dean 2015, "Distilling the Knowledge in a Neural Network"). The one for cards reads a text once and judges any of its spans, as mentions are judged by Lee, He,
//! Lewis and Zettlemoyer 2017, "End-to-end Neural Coreference Resolution"; see `training/judge`.

mod network;
mod weights;

use std::ops::Range;

use rayon::prelude::*;

use super::vectors::Vector;
use crate::language::Language;
use crate::restore::{Script, Sentence};
use network::Spans;
use weights::{Gaps, Sentences};

/// How many questions it answers.
pub(crate) const HEADS: usize = NAMES.len();

/// The questions, in the order of the answers. Some were asked of whatever this crate had made of talks (statements, passages, cards), others of
/// sentences as such.
pub(crate) const NAMES: [&str; 10] = [
    // Is it understood by itself? (of passages)
    "judge_alone",
    // Can it be read aloud as it stands? (of statements)
    "judge_aloud",
    // Is a card of it kept?
    "judge_card",
    // Is it understood by itself?
    "judge_clear",
    // Could a group dispute or apply it?
    "judge_debated",
    // Does it state something definite that one could want to know months later?
    "judge_fact",
    // Does it belong into a student's notes?
    "judge_kept",
    // Did an annotator keep it, or make a card of it?
    "judge_salience",
    // Can it be read aloud as it stands?
    "judge_sound",
    // Could a group talk about it for ten minutes? (of statements)
    "judge_talk",
];

/// Where `judge_alone` is among the answers.
pub(crate) const ALONE: usize = 0;
/// Where `judge_card` is.
const CARD: usize = 2;
/// Where `judge_clear` is.
pub(super) const CLEAR: usize = 3;
/// Where `judge_debated` is.
pub(super) const DEBATED: usize = 4;
/// Where `judge_kept` is.
pub(super) const KEPT: usize = 6;
/// Where `judge_sound` is.
pub(crate) const SOUND: usize = 8;

/// Log-odds of a yes to every question.
pub(crate) type Judgement = [f64; HEADS];

/// Judges every sentence.
pub(super) fn judge(script: &Script) -> Vec<Judgement> {
    let of_sentence = |sentence: &Sentence| {
        let tokens: Vec<&str> = sentence.tokens.iter().map(|token| token.text.as_str()).collect();
        of_tokens(script.language, &tokens)
    };
    script.sentences.par_iter().map(of_sentence).collect()
}

/// Judges a text, of which it reads the first 64 words.
pub(crate) fn judge_text(language: Language, text: &str) -> Judgement {
    of_tokens(language, &text.split_whitespace().collect::<Vec<_>>())
}

/// An English text of which a card could hide any words.
pub(crate) struct Hideable(Spans);

impl Hideable {
    /// Reads the first 64 words.
    pub(crate) fn new(tokens: &[&str]) -> Self {
        Self(Spans::new(Gaps::get(), tokens))
    }

    /// Log-odds that a card is kept that hides these words.
    pub(crate) fn without(&self, hidden: Range<usize>) -> f64 {
        self.0.hidden(Gaps::get(), hidden)
    }
}

/// Log-odds that an English card is kept of which the words in brackets are hidden.
pub(crate) fn judge_card(text: &str) -> f64 {
    let hidden = in_brackets(text);
    let whole = text.replace(['[', ']'], "");
    Hideable::new(&whole.split_whitespace().collect::<Vec<_>>()).without(hidden)
}

/// The words from one that has a bracket to the one that has the other.
fn in_brackets(text: &str) -> Range<usize> {
    let at = |bracket: char| text.split_whitespace().position(|token| token.contains(bracket));
    at('[').zip(at(']')).map_or(0..0, |(first, last)| first..last + 1)
}

/// It learned English; in other languages nothing is said of any sentence.
fn of_tokens(language: Language, tokens: &[&str]) -> Judgement {
    if language.is_english() { network::judge(Sentences::get(), tokens) } else { [0.0; HEADS] }
}

/// Reads the weights, which is else done when they are needed first.
pub(super) fn load() {
    Sentences::get();
    Gaps::get();
}

/// How much speaks for learning what a sentence says, in log-odds: that it is kept, clear and sound, and that cards of its like are kept.
pub(crate) fn promise(judged: &Judgement) -> f64 {
    const ASKED: [usize; 4] = [CARD, CLEAR, KEPT, SOUND];
    ASKED.iter().map(|&head| judged[head]).sum::<f64>() / ASKED.len() as f64
}

/// What is said of several sentences together: the means.
pub(crate) fn mean(judged: &[Judgement]) -> Judgement {
    std::array::from_fn(|head| judged.iter().map(|one| one[head]).sum::<f64>() / judged.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of our own with what `training/judge/student.py` says of them.
    #[test]
    fn judges_as_the_one_that_was_trained() {
        let rows = |table: &'static str, least: usize| {
            assert!(table.lines().count() >= least);
            table.lines().map(|line| {
                let (text, expected) = line.split_once('\t').expect("a sentence and numbers");
                let numbers = expected.split('\t').map(|number| number.parse().expect("a number"));
                (text, numbers.collect::<Vec<f64>>())
            })
        };
        for (text, expected) in rows(include_str!("judge.parity.tsv"), 8) {
            let judged = network::judge(Sentences::get(), &text.split(' ').collect::<Vec<_>>());
            assert_eq!(expected.len(), HEADS);
            for (name, (judged, expected)) in NAMES.iter().zip(judged.iter().zip(expected)) {
                assert!((judged - expected).abs() < 0.05, "{name} of {text}: {judged} and not {expected}");
            }
        }
        for (text, expected) in rows(include_str!("cards.parity.tsv"), 6) {
            let judged = judge_card(text);
            assert!((judged - expected[0]).abs() < 0.05, "{text}: {judged} and not {expected:?}");
        }
    }

    #[test]
    fn the_files_say_what_they_are() {
        let header = Sentences::get().encoder.header;
        for header in [header, Gaps::get().encoder.header] {
            for key in ["date", "training-data", "licences", "made"] {
                let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(": "));
                assert!(header.lines().any(begins), "{key}");
            }
        }
        let asked: Vec<String> = header
            .lines()
            .find_map(|line| line.strip_prefix("heads: "))
            .map_or_else(Vec::new, |heads| heads.split(' ').map(|head| format!("judge_{head}")).collect());
        assert_eq!(asked, NAMES);
        let named = [ALONE, CARD, CLEAR, KEPT, SOUND].map(|at| NAMES[at]);
        assert_eq!(named, ["judge_alone", "judge_card", "judge_clear", "judge_kept", "judge_sound"]);
    }

    #[test]
    fn tells_what_a_card_should_hide() {
        let rare = judge_card(
            "A lighthouse lens bends the light of a small lamp with [glass prisms] that throw it twenty miles.",
        );
        let plain = judge_card(
            "A lighthouse lens bends the light of a small lamp with glass prisms that throw it twenty [miles].",
        );
        assert!(rare > plain, "{rare} and {plain}");
    }

    #[test]
    fn tells_what_says_something_from_what_does_not() {
        let judged = |text: &str| {
            let tokens: Vec<&str> = text.split(' ').collect();
            network::judge(Sentences::get(), &tokens)
        };
        let good = judged(
            "A lighthouse lens bends the light of a small lamp into a beam that reaches twenty miles.",
        );
        let chat = judged("Yeah, and then he was like, okay, let's just do that one.");
        let opinion =
            judged("I think keepers should never have been replaced, because a machine notices nothing.");
        let more = |head: &str, one: &Judgement, other: &Judgement| {
            let at = NAMES.iter().position(|name| *name == head).expect("a head");
            assert!(one[at] > other[at] + 1.0, "{head}: {} and {}", one[at], other[at]);
        };
        for head in
            ["judge_alone", "judge_aloud", "judge_clear", "judge_fact", "judge_kept", "judge_salience"]
        {
            more(head, &good, &chat);
        }
        for head in ["judge_debated", "judge_talk"] {
            more(head, &opinion, &good);
        }
    }
}
