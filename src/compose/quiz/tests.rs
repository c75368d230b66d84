//! The quiz of a small talk, and a look at those of large ones.

use std::collections::BTreeSet;

use super::*;
use crate::compose::study_set::Tier;
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
fn has_all_tiers_in_order() {
    let (script, analysis) = study(REFERENCE);
    let (quiz, _) = quiz(&script, &analysis, &Options::default());
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
    let (script, analysis) = study(REFERENCE);
    let of =
        |seed| format!("{:?}", quiz(&script, &analysis, &Options { seed, ..Options::default() }).0.items);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

/// Prints the quizzes of the files named in `CRIB_QUIZ`: a look at what is made, no test.
#[test]
#[ignore = "prints for a reader"]
fn show() {
    for path in std::env::var("CRIB_QUIZ").unwrap_or_default().split(':') {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let (script, analysis) = study(&text);
        let started = std::time::Instant::now();
        let (quiz, dropped) = quiz(&script, &analysis, &Options::default());
        println!("=== {path}: {} items, {} ms", quiz.items.len(), started.elapsed().as_millis());
        let topics: Vec<&str> = analysis.topics.iter().map(|topic| topic.title.as_str()).collect();
        println!("    topics: {}", topics.join(" | "));
        for item in &quiz.items {
            println!("\n[{:?} {:?} T{}] {}", item.tier, item.bloom, item.evidence.topic, item.stem);
            match &item.form {
                Form::MultipleChoice { options, key } => {
                    for (at, option) in options.iter().enumerate() {
                        println!("   {} {}", if at == *key { "*" } else { "-" }, option.text);
                    }
                }
                Form::ShortAnswer { key } => println!("   = {key}"),
                Form::Discussion { follow_ups } => {
                    for follow_up in follow_ups {
                        println!("   ~ {follow_up}");
                    }
                }
            }
            let quote: Vec<String> =
                item.evidence.sentences.clone().map(|at| script.sentences[at].text()).collect();
            println!("   > {}", quote.join(" "));
        }
        if std::env::var("CRIB_DROPPED").is_ok() {
            for dropped in &dropped {
                println!(
                    "x {} {} [{}] | {} ({})",
                    dropped.rule, dropped.text, dropped.answer, dropped.kind, dropped.why
                );
            }
        }
    }
}
