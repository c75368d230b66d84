//! What readers would say of a sentence: worth keeping, clear without the rest, to be read aloud, to be argued about, worth a card.
//!
//! A small network reads its words. It was taught by a large one (knowledge distillation: Hinton, Vinyals and Dean 2015, "Distilling the
//! Knowledge in a Neural Network"), which had learned from readers' marks; see `training/judge`.

mod network;
mod weights;

use rayon::prelude::*;

use super::vectors::Vector;
use crate::language::Language;
use crate::restore::{Script, Sentence};
use weights::Weights;

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
pub(super) const ALONE: usize = 0;
/// Where `judge_clear` is.
pub(super) const CLEAR: usize = 3;
/// Where `judge_sound` is.
pub(super) const SOUND: usize = 8;

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

/// It learned English; in other languages nothing is said of any sentence.
fn of_tokens(language: Language, tokens: &[&str]) -> Judgement {
    if language.is_english() { network::judge(Weights::embedded(), tokens) } else { [0.0; HEADS] }
}

/// Reads the weights, which is else done when they are needed first.
pub(super) fn load() {
    Weights::embedded();
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
        let cases: Vec<(&str, Vec<f64>)> = include_str!("parity.tsv")
            .lines()
            .map(|line| {
                let (text, expected) = line.split_once('\t').expect("a sentence and numbers");
                (text, expected.split('\t').map(|number| number.parse().expect("a number")).collect())
            })
            .collect();
        assert!(cases.len() >= 8);
        for (text, expected) in cases {
            let tokens: Vec<&str> = text.split(' ').collect();
            let judged = network::judge(Weights::embedded(), &tokens);
            assert_eq!(expected.len(), HEADS);
            for (name, (judged, expected)) in NAMES.iter().zip(judged.iter().zip(expected)) {
                assert!((judged - expected).abs() < 0.05, "{name} of {text}: {judged} and not {expected}");
            }
        }
    }

    #[test]
    fn the_file_says_what_it_is() {
        for key in ["date", "training-data", "licences", "made"] {
            let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(": "));
            assert!(Weights::embedded().header.lines().any(begins), "{key}");
        }
    }

    #[test]
    fn the_file_answers_the_questions() {
        let asked: Vec<String> = Weights::embedded()
            .header
            .lines()
            .find_map(|line| line.strip_prefix("heads: "))
            .map_or_else(Vec::new, |heads| heads.split(' ').map(|head| format!("judge_{head}")).collect());
        assert_eq!(asked, NAMES);
        assert_eq!([NAMES[ALONE], NAMES[CLEAR], NAMES[SOUND]], ["judge_alone", "judge_clear", "judge_sound"]);
    }

    #[test]
    fn tells_what_says_something_from_what_does_not() {
        let judged = |text: &str| {
            let tokens: Vec<&str> = text.split(' ').collect();
            network::judge(Weights::embedded(), &tokens)
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
