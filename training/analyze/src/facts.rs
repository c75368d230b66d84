//! How many of the facts that experts made cards of are found: a card from a sentence that supports the expert's, and
//! one that says the expert's answer, too.

use std::collections::BTreeSet;
use std::ops::Range;

use cribsheet::analyze::{self, analyze, stem};
use cribsheet::compose::{self, compose, learning};

use crate::document::{Condition, Document};

/// What an expert made a card of, in a script.
pub struct Fact {
    /// The sentences that support it.
    pub support: BTreeSet<usize>,
    pub answer: String,
}

/// A card of ours: its sentences, and all that is read on it.
struct Ours {
    sentences: Range<usize>,
    text: String,
}

/// The share of the words of an expert's answer that a card has to say, in any form.
const SAYS: f64 = 0.5;

pub fn print(documents: &[Document]) {
    println!(
        "| input | expert cards | a card could be made of their sentences | that says the answer | is made by default | that says the answer |\n|---|--:|--:|--:|--:|--:|"
    );
    for (condition, name) in [(Condition::Typed, "typed"), (Condition::Captions, "captions")] {
        let (mut all, mut shares) = (0, [0; 4]);
        for document in documents.iter().filter(|document| document.measuring) {
            let example = document.example(condition);
            let analysis = analyze(&example.script, &analyze::Options::default());
            let possible: Vec<Ours> = learning::card_features(&example.script, &analysis)
                .into_iter()
                .map(|card| Ours {
                    sentences: card.sentence..card.sentence + 1,
                    text: format!("{} {}", card.quote, card.answer),
                })
                .collect();
            let made: Vec<Ours> = compose(&example.script, &analysis, &compose::Options::default())
                .cards
                .into_iter()
                .map(|card| Ours {
                    text: format!("{} {}", example.script.text(card.evidence.sentences.clone()), card.answer),
                    sentences: card.evidence.sentences,
                })
                .collect();
            for fact in &example.facts {
                all += 1;
                for (at, cards) in [&possible, &made].into_iter().enumerate() {
                    let of_it = || {
                        cards
                            .iter()
                            .filter(|card| card.sentences.clone().any(|at| fact.support.contains(&at)))
                    };
                    shares[2 * at] += usize::from(of_it().next().is_some());
                    shares[2 * at + 1] += usize::from(of_it().any(|card| says(&card.text, &fact.answer)));
                }
            }
        }
        let cells = shares.map(|count| format!("{:.2}", f64::from(count as u32) / f64::from(all.max(1))));
        println!("| {name} | {all} | {} |", cells.join(" | "));
    }
}

fn says(text: &str, answer: &str) -> bool {
    let stems = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| word.len() > 2 || word.chars().any(|c| c.is_ascii_digit()))
            .map(stem)
            .collect()
    };
    let (text, answer) = (stems(text), stems(answer));
    let said = answer.intersection(&text).count();
    said as f64 >= SAYS * answer.len().max(1) as f64
}
