//! Which came first? Subjects of the talk, to be put in the order in which they came up.

use std::collections::BTreeSet;

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

use super::{Material, Scored};
use crate::analyze::{TopicKind, rarity, stem};
use crate::compose::identity;
use crate::compose::study_set::{Bloom, Choice, Evidence, Form, QuizItem, Tier};

/// Subjects to be ordered.
const SUBJECTS: usize = 4;
/// How often a topic names its subject at least; a single word may be misheard a few times.
const NAMED: usize = 3;
const NAMED_BY_ONE_WORD: usize = 5;
/// How telling its rarest word is at least.
const SPECIFIC: f64 = 0.45;
/// How good such a question is, on the scale of cards: one is welcome, after the better ones.
const SCORE: f64 = 0.75;

/// At most one question: subjects from all parts of the talk, each of which comes up in one topic only.
pub(super) fn items(material: &Material<'_>, rng: &mut ChaCha8Rng) -> Vec<Scored> {
    let content = &material.pool.content;
    let mut subjects: Vec<(usize, Choice)> = Vec::new();
    for (index, topic) in material.analysis.topics.iter().enumerate() {
        if topic.kind != TopicKind::Content {
            continue;
        }
        let only_here = |phrase: &&String| {
            let stems: Vec<String> =
                phrase.split_whitespace().map(|word| stem(&crate::restore::key(word))).collect();
            let has = |sentence: &usize| stems.iter().all(|stem| content[*sentence].contains(stem));
            let special = stems.iter().map(|stem| rarity(stem)).fold(0.0, f64::max);
            let least = if stems.len() > 1 { NAMED } else { NAMED_BY_ONE_WORD };
            let here = topic.sentences.clone().filter(has).count();
            let everywhere = || (0..content.len()).filter(has).count();
            special >= SPECIFIC && here >= least && here == everywhere()
        };
        // Two words say more than one.
        let phrases = topic.keyphrases.iter().filter(|phrase| phrase.contains(' '));
        let phrase = phrases.chain(&topic.keyphrases).find(only_here);
        let Some(phrase) = phrase else { continue };
        let words: BTreeSet<String> =
            phrase.split_whitespace().map(|word| stem(&crate::restore::key(word))).collect();
        let sentence = topic.sentences.clone().find(|&at| words.is_subset(&content[at]));
        subjects.extend(sentence.map(|sentence| (index, Choice { text: phrase.clone(), sentence })));
    }
    if subjects.len() < SUBJECTS {
        return Vec::new();
    }
    let picked: Vec<(usize, Choice)> =
        (0..SUBJECTS).map(|at| subjects[at * (subjects.len() - 1) / (SUBJECTS - 1)].clone()).collect();
    let mut order: Vec<usize> = (0..SUBJECTS).collect();
    order.shuffle(rng);
    if order.is_sorted() {
        order.rotate_left(1);
    }
    let options: Vec<Choice> = order.iter().map(|&at| picked[at].1.clone()).collect();
    let key = (0..SUBJECTS).filter_map(|at| order.iter().position(|&other| other == at)).collect();
    let (topic, first) = (picked[0].0, picked[0].1.sentence);
    let evidence = Evidence { sentences: first..first + 1, topic };
    let item = QuizItem {
        id: identity::id("ordering", material.script, evidence.sentences.clone()),
        tier: Tier::Factual,
        bloom: Bloom::Remember,
        stem: "In which order did the talk come to these subjects?".to_owned(),
        form: Form::Ordering { options, key },
        evidence,
        against: None,
        minutes: 2,
    };
    vec![(SCORE, item)]
}
