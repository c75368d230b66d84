//! The quiz of a small talk.

use std::collections::BTreeSet;

use super::*;
use crate::compose::options::Levels;
use crate::compose::study_set::{Bloom, Tier};
use crate::compose::testing::sample;

/// The editions of the sample's quiz.
fn made(options: &Options) -> Vec<Quiz> {
    let (script, analysis) = sample();
    let proposals = Proposals::new(&script, &analysis);
    let said = Said::new(&script, &analysis);
    let (quiz, editions, _) = quizzes(&script, &analysis, &proposals, said, options);
    std::iter::once(quiz).chain(editions).collect()
}

fn one(options: &Options) -> Quiz {
    made(options).remove(0)
}

#[test]
fn has_all_tiers_in_order() {
    let quiz = one(&Options::default());
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
    let of = |seed| format!("{:?}", one(&Options { seed, ..Options::default() }).items);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn asks_what_was_answered() {
    let text = "Ann: How do you tune the thick bass strings of an old concert piano?\n\
        Bob: You start with the lowest string and turn its pin with a good wrench, because the others lean on its pitch.\n\
        Ann: Do you think that cold rooms change the pitch of the strings?\n\
        Bob: I don't know about cold rooms and pianos, nobody has measured it.\n";
    let script =
        crate::restore::restore(crate::read::testing::transcript(text), &crate::restore::Options::default());
    let analysis =
        crate::analyze::analyze(&script, &crate::analyze::Options { topics: Some(1), ..Default::default() });
    let said = Said::new(&script, &analysis);
    let material = Material {
        script: &script,
        analysis: &analysis,
        cards: Vec::new(),
        pool: said.pool,
        statements: &said.statements,
    };
    let items = recall::items(&material, &mut ChaCha8Rng::seed_from_u64(0));
    let stems: Vec<&str> = items.iter().map(|(_, item)| item.stem.as_str()).collect();
    let asked = "How do you tune the thick bass strings of an old concert piano?";
    assert_eq!(stems, [format!("What did Bob answer to this? “{asked}”")]);
}

#[test]
fn follows_mix_and_level() {
    let facts = one(&Options { mix: "1/0/0".parse().unwrap(), ..Options::default() });
    assert!(!facts.items.is_empty());
    assert!(facts.items.iter().all(|item| item.tier == Tier::Factual));
    for bloom in
        [Bloom::Remember, Bloom::Understand, Bloom::Apply, Bloom::Analyse, Bloom::Evaluate, Bloom::Create]
    {
        let levels = Levels::new(&[bloom]).unwrap();
        let quiz = one(&Options { levels, ..Options::default() });
        assert!(!quiz.items.is_empty(), "{bloom:?}");
        assert!(quiz.items.iter().all(|item| item.bloom == bloom), "{bloom:?}");
    }
}

#[test]
fn fits_the_meeting() {
    for minutes in [5, 20, 45] {
        let quiz = one(&Options { minutes: Some(minutes), ..Options::default() });
        let sum: u32 = quiz.items.iter().map(|item| item.minutes).sum();
        assert!(sum <= minutes, "{sum} of {minutes}");
        assert_eq!(quiz.notes.iter().any(|note| note.rule == "D8"), sum != minutes);
    }
    let short = one(&Options { minutes: Some(20), ..Options::default() });
    assert_eq!(short.items.iter().map(|item| item.minutes).sum::<u32>(), 20);
}

#[test]
fn editions_share_no_multiple_choice() {
    let editions = made(&Options { further_editions: 1, questions: Some(6), ..Options::default() });
    let choices = |quiz: &Quiz| -> BTreeSet<String> {
        let choices = quiz.items.iter().filter(|item| matches!(item.form, Form::MultipleChoice { .. }));
        choices.map(|item| item.id.clone()).collect()
    };
    assert_eq!(editions.len(), 2);
    assert!(choices(&editions[0]).is_disjoint(&choices(&editions[1])));
    assert!(!editions[1].items.is_empty());
}
