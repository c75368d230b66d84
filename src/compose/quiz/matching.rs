//! Matching: claims with their reasons, terms with what they mean.

use std::collections::BTreeSet;

use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

use super::{Material, Scored};
use crate::analyze::stem;
use crate::compose::clause::{capitalised, is_stop};
use crate::compose::identity;
use crate::compose::study_set::{Bloom, Card, CardKind, Choice, Face, Form, Pair, QuizItem, Tier};

/// Pairs of a question, fewest and most.
const PAIRS: std::ops::RangeInclusive<usize> = 3..=4;
/// Words of an answer.
const ANSWER: std::ops::RangeInclusive<usize> = 3..=16;

/// One question of reasons and one of meanings, where the talk has three pairs that can't be confused.
pub(super) fn items(material: &Material<'_>, rng: &mut ChaCha8Rng) -> Vec<Scored> {
    let kinds = [
        (CardKind::Cause, "Match each question with the reason that was given.", Bloom::Understand),
        (CardKind::Definition, "Match each question with the answer that was given.", Bloom::Remember),
    ];
    kinds.iter().filter_map(|&(kind, stem, bloom)| item(material, kind, stem, bloom, rng)).collect()
}

fn item(
    material: &Material<'_>,
    kind: CardKind,
    stem: &str,
    bloom: Bloom,
    rng: &mut ChaCha8Rng,
) -> Option<Scored> {
    let mut cards: Vec<(&Card, &str)> = material
        .cards
        .iter()
        .filter(|card| card.kind == kind && ANSWER.contains(&card.answer.split(' ').count()))
        .filter_map(|card| match &card.face {
            Face::Question { front } => Some((card, front.as_str())),
            Face::Cloze { .. } => None,
        })
        .collect();
    cards.sort_by(|a, b| {
        b.0.score.total_cmp(&a.0.score).then(a.0.evidence.sentences.start.cmp(&b.0.evidence.sentences.start))
    });
    let mut taken: Vec<(&Card, &str)> = Vec::new();
    for (card, front) in cards {
        let apart = |&(other, asked): &(&Card, &str)| {
            content(asked).is_disjoint(&content(front))
                && content(&other.answer).is_disjoint(&content(&card.answer))
                && content(asked).is_disjoint(&content(&card.answer))
                && content(front).is_disjoint(&content(&other.answer))
        };
        // An answer that repeats a word of its question needs no talk to be found.
        let telling = !content(front).is_disjoint(&content(&card.answer));
        if !telling && taken.iter().all(apart) {
            taken.push((card, front));
        }
        if taken.len() == *PAIRS.end() {
            break;
        }
    }
    if taken.len() < *PAIRS.start() {
        return None;
    }
    let score = taken.iter().map(|(card, _)| card.score).sum::<f64>() / taken.len() as f64;
    taken.sort_by_key(|(card, _)| card.evidence.sentences.start);
    let mut shown: Vec<usize> = (0..taken.len()).collect();
    shown.shuffle(rng);
    if shown.is_sorted() {
        shown.rotate_left(1);
    }
    let pair = |&(card, front): &(&Card, &str)| Pair {
        asked: front.to_owned(),
        answer: Choice { text: capitalised(&card.answer), sentence: material.pool.answering(card) },
    };
    let first = &taken[0].0.evidence;
    let item = QuizItem {
        id: identity::id("matching", material.script, first.sentences.clone()),
        tier: Tier::Factual,
        bloom,
        stem: stem.to_owned(),
        form: Form::Matching { pairs: taken.iter().map(pair).collect(), shown },
        evidence: first.clone(),
        against: None,
        minutes: 3,
    };
    Some((score + super::factual::SAYABLE + super::factual::CHOICE, item))
}

fn content(text: &str) -> BTreeSet<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty() && !is_stop(word))
        .map(|word| stem(&word))
        .collect()
}
