//! Cards of small talks.

use std::collections::BTreeSet;

use super::*;
use crate::compose::testing::sample;

#[test]
fn ids_are_unique_and_answers_are_in_the_evidence() {
    let (script, analysis) = sample();
    let (cards, _) = Proposals::new(&script, &analysis).choose(&script, &Options::default());
    assert!(cards.len() >= 6, "{}", cards.len());
    let ids: BTreeSet<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids.len(), cards.len());
    for card in &cards {
        let evidence: Vec<String> =
            card.evidence.sentences.clone().map(|at| script.sentences[at].text().to_lowercase()).collect();
        assert!(evidence.join(" ").contains(&card.answer.to_lowercase()), "{card:?}");
    }
}

#[test]
fn selection_keeps_its_budget() {
    let (script, analysis) = sample();
    let options = Options { max_cards: Some(3), per_topic: Some(1), ..Options::default() };
    let (cards, dropped) = Proposals::new(&script, &analysis).choose(&script, &options);
    assert_eq!(cards.len(), 3);
    let topics: BTreeSet<usize> = cards.iter().map(|card| card.evidence.topic).collect();
    assert_eq!(topics.len(), 3);
    assert!(dropped.iter().any(|dropped| dropped.rule == "C23"));
}
