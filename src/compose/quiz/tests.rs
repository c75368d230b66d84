//! The quiz of a small talk.

use std::collections::BTreeSet;

use super::*;
use crate::compose::study_set::Tier;
use crate::compose::testing::sample;

#[test]
fn has_all_tiers_in_order() {
    let (script, analysis) = sample();
    let proposals = Proposals::new(&script, &analysis);
    let (quiz, _) = quiz(&script, &analysis, &proposals, &Options::default());
    assert!(quiz.items.len() >= 5, "{}", quiz.items.len());
    let tiers: Vec<Tier> = quiz.items.iter().map(|item| item.tier).collect();
    assert!(tiers.is_sorted());
    for tier in [Tier::Factual, Tier::Interpretive, Tier::Evaluative] {
        assert!(tiers.contains(&tier), "{tier:?}");
    }
    let ids: BTreeSet<&str> = quiz.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids.len(), quiz.items.len());
}

#[test]
fn is_the_same_for_the_same_seed() {
    let (script, analysis) = sample();
    let proposals = Proposals::new(&script, &analysis);
    let of = |seed| {
        format!("{:?}", quiz(&script, &analysis, &proposals, &Options { seed, ..Options::default() }).0.items)
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}
