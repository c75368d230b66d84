//! Cards of small talks, and a look at those of large ones.

use std::collections::BTreeSet;

use super::*;
use crate::compose::study_set::Face;
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

/// Prints the cards of the files named in `CRIB_CARDS`: a look at what is made, no test.
#[test]
#[ignore = "prints for a reader"]
fn show() {
    for path in std::env::var("CRIB_CARDS").unwrap_or_default().split(':') {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let (script, analysis) = study(&text);
        if std::env::var("CRIB_FLAWS").is_ok() {
            let talk = Talk::new(&script, &analysis);
            for line in talk.lines.iter().filter(|line| !line.sound) {
                let why = line.clause.flaw(line.core.clone()).map_or_else(
                    || format!("dangling {}", line.clause.dangling(line.core.clone()).unwrap_or_default()),
                    str::to_owned,
                );
                println!("! {:.2} {why}: {}", line.rank, line.clause.text(line.core.clone()));
            }
        }
        if std::env::var("CRIB_SOUND").is_ok() {
            let talk = Talk::new(&script, &analysis);
            for line in talk.lines.iter().filter(|line| line.sound) {
                println!(
                    "+ {:.2} {:.2} {}: {}",
                    line.rank,
                    line.general,
                    if line.clause.states(&line.core) { "states" } else { "-" },
                    line.clause.text(line.core.clone())
                );
            }
        }
        let started = std::time::Instant::now();
        let (cards, dropped) = cards(&script, &analysis, &Options::default());
        println!(
            "\n## {path}: {} cards of {} words, {:?}",
            cards.len(),
            script.words.len(),
            started.elapsed()
        );
        for card in &cards {
            let topic = &analysis.topics[card.evidence.topic].title;
            println!("\n{:?} {:.2} [{topic}]", card.kind, card.score);
            match &card.face {
                Face::Question { front } => println!("  Q {front}\n  A {}", card.answer),
                Face::Cloze { before, after, hint } => {
                    println!(
                        "  C {before}{{{{{}{}}}}}{after}",
                        card.answer,
                        hint.as_ref().map_or(String::new(), |hint| format!("::{hint}"))
                    );
                }
            }
            if std::env::var("CRIB_QUOTES").is_ok() {
                for at in card.evidence.sentences.clone() {
                    println!("  > {}", script.sentences[at].text());
                }
            }
        }
        if std::env::var("CRIB_DROPPED").is_ok() {
            for dropped in dropped {
                println!(
                    "- {} {}: {} | {} | {}",
                    dropped.rule, dropped.kind, dropped.text, dropped.answer, dropped.why
                );
            }
        }
    }
}
