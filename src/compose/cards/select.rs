//! Chooses among the cards that passed: the best first, spread over the talk, none twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::draft::{Checked, stems, stems_of};
use crate::compose::options::Options;
use crate::compose::study_set::CardKind;

/// A card that passed the rules, with what choosing needs.
pub(super) struct Candidate {
    /// The card.
    pub(super) checked: Checked,
    /// Index of its topic.
    pub(super) topic: usize,
    /// How good it is, 0 to 1.
    pub(super) score: f64,
}

/// Cards a minute at most, by default (C23: 3 to 8 in ten minutes).
const A_MINUTE: f64 = 0.8;
/// Cards a minute that are wanted even if they score less, down to a floor: somebody who asks for cards wants some.
const FEW: f64 = 0.2;
const FLOOR: f64 = 0.12;
/// Cards of a talk at least allowed, however short it is.
const AT_LEAST: usize = 6;
/// Cards this alike are one card (C17).
const ALIKE: f64 = 0.7;
/// So are cards with the same answer that share so many further words: `We started in [2013]`, `We started the company in [2013] to ...`.
const SHARED: usize = 3;
/// Cards of a talk with the same answer at most, and one in a topic: more teach to guess it.
const SAME_ANSWER: usize = 2;
/// The least score by default.
const SCORE: f64 = 0.35;
/// The least score of a question for what a term means: of these readers kept half, twice as many as the score tells.
const DEFINED: f64 = 0.2;
/// How much a card loses for each that was already chosen from its topic, relative to the topic's
/// fair share: coverage before quality where quality is near.
const CROWDING: f64 = 0.05;

/// Why a candidate wasn't chosen: the rule and the reason.
pub(super) type Refused = (usize, &'static str, String);

/// Chooses. `minutes` is the length of each topic. Returns the indices chosen, in the order of the
/// talk, and why each other was not.
pub(super) fn select(
    candidates: &[Candidate],
    minutes: &[f64],
    options: &Options,
) -> (Vec<usize>, Vec<Refused>) {
    let all: f64 = minutes.iter().sum();
    let budget = options.max_cards.unwrap_or(((all * A_MINUTE).round() as usize).max(AT_LEAST));
    let few = (all * FEW).ceil() as usize;
    let least = options.min_score.unwrap_or(SCORE);
    let floor = options.min_score.unwrap_or(FLOOR);
    let fair: Vec<f64> = minutes.iter().map(|part| (part / all.max(1.0) * budget as f64).max(1.0)).collect();
    let mut refused: Vec<Refused> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.score < floor {
            refused.push((index, "score", format!("its score {:.2} is below {floor:.2}", candidate.score)));
        } else {
            open.push(index);
        }
    }
    let marks: Vec<Marks<'_>> = candidates.iter().map(Marks::new).collect();
    let mut taken: Vec<usize> = Vec::new();
    let mut by_topic: BTreeMap<usize, usize> = BTreeMap::new();
    while taken.len() < budget && !open.is_empty() {
        let worth = |index: usize| {
            let topic = candidates[index].topic;
            let crowd = by_topic.get(&topic).copied().unwrap_or(0) as f64 / fair[topic];
            candidates[index].score - CROWDING * crowd
        };
        let place = (0..open.len())
            .max_by(|&a, &b| worth(open[a]).total_cmp(&worth(open[b])).then(open[b].cmp(&open[a])))
            .expect("the loop runs only while some are open");
        let index = open.remove(place);
        let topic = candidates[index].topic;
        let fills_up = taken.len() < few;
        let least = match candidates[index].checked.draft.kind {
            CardKind::Definition if options.min_score.is_none() => DEFINED,
            _ => least,
        };
        if !fills_up && candidates[index].score < least {
            refused.push((
                index,
                "score",
                format!("its score {:.2} is below {least:.2}", candidates[index].score),
            ));
            continue;
        }
        let count = by_topic.get(&topic).copied().unwrap_or(0);
        let most = options.per_topic.unwrap_or(((fair[topic] * 2.0).ceil() as usize).max(2));
        if count >= most {
            refused.push((index, "C23", "the topic has enough cards".to_owned()));
            continue;
        }
        let same: Vec<usize> =
            taken.iter().copied().filter(|&other| marks[index].answer == marks[other].answer).collect();
        if same.len() >= SAME_ANSWER || same.iter().any(|&other| candidates[other].topic == topic) {
            refused.push((index, "C17", "other cards have the same answer".to_owned()));
            continue;
        }
        if let Some(reason) = taken.iter().find_map(|&other| marks[index].clash(&marks[other])) {
            refused.push((index, "C17", reason));
            continue;
        }
        by_topic.insert(topic, count + 1);
        taken.push(index);
    }
    refused.extend(open.into_iter().map(|index| (index, "C23", "the talk has enough cards".to_owned())));
    taken.sort_by_key(|&index| {
        (candidates[index].checked.draft.sentences.start, candidates[index].checked.draft.kind)
    });
    refused.sort_by_key(|refusal| refusal.0);
    (taken, refused)
}

/// What cards are compared by, made once for each.
struct Marks<'a> {
    sentences: &'a Range<usize>,
    /// The front in lower case.
    front: String,
    /// The stems of the answer.
    answer: BTreeSet<String>,
    /// The stems of what the card shows and hides.
    words: BTreeSet<String>,
}

impl<'a> Marks<'a> {
    fn new(candidate: &'a Candidate) -> Self {
        let checked = &candidate.checked;
        let answer = stems(&checked.answer);
        let mut words = stems_of(&checked.visible);
        words.extend(answer.iter().cloned());
        Self { sentences: &checked.draft.sentences, front: checked.text().to_lowercase(), answer, words }
    }

    /// Why two cards can't be in one deck (C17, C18).
    fn clash(&self, other: &Self) -> Option<String> {
        let (one, two) = (self.sentences, other.sentences);
        if one.start < two.end && two.start < one.end {
            return Some("another card is made from the same sentence".to_owned());
        }
        if self.front == other.front {
            return Some("another card has the same front".to_owned());
        }
        let common = self.words.intersection(&other.words).count();
        let either = self.words.len() + other.words.len() - common;
        let same = self.answer == other.answer && common >= self.answer.len() + SHARED;
        (same || common as f64 >= ALIKE * either as f64)
            .then(|| "another card says nearly the same".to_owned())
    }
}
