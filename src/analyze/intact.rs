//! Is a sentence intact: nothing in it misheard, missing, cut off or run into another?
//!
//! A logistic regression over what restoring left undecided and what is judged of the sentence, learned from sentences that readers
//! marked, of typed text, of captions, and of captions in which words were misheard on purpose (`training/analyze`, `intact`).

use std::sync::LazyLock;

use super::judge::{self, Judgement};
use super::linear::Linear;
use crate::restore::{Script, Sentence};

/// Names of the features, in order.
pub(super) const NAMES: [&str; 9] =
    ["words", "ends", "marks", "case", "case_most", "edits", "edits_most", "unknown", "judge_sound"];

static MODEL: LazyLock<Linear<{ NAMES.len() }>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/intact.tsv"), &NAMES));

/// Log-odds that a sentence is intact, by sentence; 0 in languages that no model has restored.
pub(super) fn intact(script: &Script, judged: &[Judgement]) -> Vec<f64> {
    if !script.language.is_english() {
        return vec![0.0; script.sentences.len()];
    }
    let of = |(sentence, judged)| MODEL.log_odds(&features(sentence, judged));
    script.sentences.iter().zip(judged).map(of).collect()
}

/// What it depends on.
pub(super) fn features(sentence: &Sentence, judged: &Judgement) -> [f64; NAMES.len()] {
    let doubt = &sentence.doubt;
    [
        libm::log(sentence.tokens.len().max(1) as f64),
        doubt.ends.into(),
        doubt.marks.into(),
        doubt.case.into(),
        doubt.case_most.into(),
        doubt.edits.into(),
        doubt.edits_most.into(),
        doubt.unknown.into(),
        judged[judge::SOUND],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restore::{Options, restore};

    #[test]
    fn doubts_what_makes_no_sense() {
        let intact = |text: &str| {
            let script = restore(crate::read::testing::transcript(text), &Options::default());
            let log_odds = intact(&script, &judge::judge(&script));
            log_odds.iter().sum::<f64>() / log_odds.len() as f64
        };
        let said =
            intact("we built a tall tower on the rock and it stood there for more than a hundred years");
        let misheard =
            intact("we billed a tall our on rock the end at stood fair for mourn a hunter deers they");
        assert!(said > misheard + 0.5, "{said} {misheard}");
    }
}
