//! Cards of small talks, and a look at those of large ones.

use std::collections::BTreeSet;

use super::*;
use crate::restore::{Glossary, Options as Restoring, restore};

fn study(text: &str) -> (Script, Analysis) {
    let glossary = std::env::var("CRIB_GLOSSARY").unwrap_or_default();
    let entries: Vec<(String, Vec<String>)> = glossary
        .split(';')
        .filter_map(|entry| entry.split_once('='))
        .map(|(right, heard)| (right.to_owned(), heard.split(',').map(str::to_owned).collect()))
        .collect();
    let glossary = Glossary::new(entries.iter().map(|(right, heard)| (right.as_str(), heard.as_slice())));
    let options = Restoring { glossary, ..Restoring::default() };
    let script = restore(crate::read::testing::transcript(text), &options);
    let analysis = crate::analyze::analyze(&script, &crate::analyze::Options::default());
    (script, analysis)
}

const REFERENCE: &str = include_str!("../../../tests/fixtures/sample/lighthouses.reference.txt");

#[test]
fn ids_are_unique_and_answers_are_in_the_evidence() {
    let (script, analysis) = study(REFERENCE);
    let (cards, _) = cards(&script, &analysis, &Options::default());
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
    let (script, analysis) = study(REFERENCE);
    let options = Options { max_cards: Some(3), per_topic: Some(1), ..Options::default() };
    let (cards, dropped) = cards(&script, &analysis, &options);
    assert_eq!(cards.len(), 3);
    let topics: BTreeSet<usize> = cards.iter().map(|card| card.evidence.topic).collect();
    assert_eq!(topics.len(), 3);
    assert!(dropped.iter().any(|dropped| dropped.rule == "C23"));
}
