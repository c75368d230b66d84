//! What restoring left undecided about a sentence.
//!
//! Where a word was misheard, or a sentence is cut in the wrong place, no mark, case or cut fits well, and the model spreads what it
//! believes. So its own uncertainty tells what is garbled (as a translator's tells where it fails: Fomicheva and others 2020,
//! "Unsupervised Quality Estimation for Neural Machine Translation").

use super::model::Scores;
use super::model::decode::log_add;

/// How undecided the restoration of a sentence was; all zero where no model read it, as in other languages than English.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Doubt {
    /// Sentence ends that the model expects between its words, 0 and more.
    pub ends: f32,
    /// Entropy of the mark after a word, in nats, on average.
    pub marks: f32,
    /// Entropy of a word's case, in nats, on average.
    pub case: f32,
    /// The same of the word that is least sure.
    pub case_most: f32,
    /// Log-odds that a word should be taken out, on average.
    pub edits: f32,
    /// The same of the word that is likeliest to.
    pub edits_most: f32,
    /// Words that the model never learnt.
    pub unknown: f32,
}

impl Doubt {
    /// Of a sentence's words: what the model says, and whether it knows them.
    pub(super) fn of<'a>(words: impl Iterator<Item = (&'a Scores, bool)>) -> Self {
        let mut doubt = Self { edits_most: f32::NEG_INFINITY, ..Self::default() };
        let (mut count, mut last) = (0.0, 0.0);
        for (scores, known) in words {
            let [none, comma, stop, question] = scores.mark;
            // What ends the sentence is no doubt about it.
            doubt.ends += last;
            last = log_add(0.0, log_add(stop, question) - log_add(none, comma));
            let case = entropy(scores.case);
            doubt.marks += entropy(scores.mark);
            doubt.case += case;
            doubt.case_most = doubt.case_most.max(case);
            doubt.edits += scores.edit;
            doubt.edits_most = doubt.edits_most.max(scores.edit);
            doubt.unknown += f32::from(u8::from(!known));
            count += 1.0;
        }
        if count == 0.0 {
            return Self::default();
        }
        for sum in [&mut doubt.marks, &mut doubt.case, &mut doubt.edits] {
            *sum /= count;
        }
        doubt
    }
}

/// Entropy of the distribution that these log-odds stand for, in nats.
fn entropy<const N: usize>(scores: [f32; N]) -> f32 {
    let most = scores.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let weights = scores.map(|score| libm::expf(score - most));
    let all: f32 = weights.iter().sum();
    let mean: f32 = weights.iter().zip(scores).map(|(weight, score)| weight * (score - most)).sum();
    libm::logf(all) - mean / all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_is_greatest_where_all_is_alike() {
        assert!((entropy([0.0; 4]) - 4.0_f32.ln()).abs() < 1e-6);
        assert!((entropy([5.0; 2]) - 2.0_f32.ln()).abs() < 1e-6);
        assert!(entropy([40.0, 0.0, 0.0]) < 1e-6);
    }

    #[test]
    fn the_end_of_a_sentence_is_no_doubt() {
        let scores = |mark| Scores { mark, case: [9.0, 0.0, 0.0], turn: 0.0, role_host: 0.0, edit: -2.0 };
        let (on, ends) = (scores([9.0, 0.0, 0.0, 0.0]), scores([0.0, 0.0, 9.0, 0.0]));
        let sure = Doubt::of([(&on, true), (&ends, true)].into_iter());
        let cut = Doubt::of([(&ends, true), (&ends, false)].into_iter());
        assert!(sure.ends < 0.01 && cut.ends > 5.0);
        assert_eq!((sure.unknown, cut.unknown, sure.edits, sure.edits_most), (0.0, 1.0, -2.0, -2.0));
        assert_eq!(Doubt::of([].into_iter()), Doubt::default());
    }
}
