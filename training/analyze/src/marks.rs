//! Cards and statements that readers marked, to learn from and to measure by.
//!
//! `marks/*.tsv` have a line for each: document, hash of its text (which is the corpora's), mark, objection.

use std::collections::BTreeMap;

use cribsheet::analyze::{self, analyze};
use cribsheet::compose::learning;

use crate::document::{Condition, Document};
use crate::logistic::Row;

const CARDS: &str = include_str!("../marks/cards.tsv");
const STATEMENTS: &str = include_str!("../marks/statements.tsv");

/// What is worth that one edit would make good: a card, a statement.
const CARD_TO_FIX: f64 = 0.35;
const STATEMENT_TO_FIX: f64 = 0.5;

/// Something that was marked.
pub struct Marked {
    pub measuring: bool,
    /// Index of the document.
    pub document: usize,
    pub mark: &'static str,
    pub features: Vec<f64>,
    /// 1 for `keep`, 0 for `drop`.
    pub worth: f64,
}

impl Marked {
    pub fn row(&self) -> Row {
        Row { features: self.features.clone(), target: self.worth, weight: 1.0 }
    }
}

/// The marked cards and the marked statements, each text once.
pub fn marked(documents: &[Document]) -> [Vec<Marked>; 2] {
    let (mut cards, mut statements) =
        (Marks::new(CARDS, CARD_TO_FIX), Marks::new(STATEMENTS, STATEMENT_TO_FIX));
    for (at, document) in documents.iter().enumerate() {
        for condition in [Condition::Typed, Condition::Captions] {
            let script = document.example(condition).script;
            let analysis = analyze(&script, &analyze::Options::default());
            for card in learning::card_features(&script, &analysis) {
                cards.find(at, document, &format!("{}\t{}", card.front, card.answer), card.features);
            }
            for (text, features) in learning::statement_features(&script, &analysis) {
                statements.find(at, document, &text, features);
            }
        }
    }
    [cards.done("cards"), statements.done("statements")]
}

struct Marks {
    open: BTreeMap<(&'static str, &'static str), &'static str>,
    all: usize,
    to_fix: f64,
    found: Vec<Marked>,
}

impl Marks {
    fn new(table: &'static str, to_fix: f64) -> Self {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let open: BTreeMap<_, _> = lines
            .map(|line| {
                let fields: Vec<&str> = line.split('\t').collect();
                ((fields[0], fields[1]), fields[2])
            })
            .collect();
        Self { all: open.len(), open, to_fix, found: Vec::new() }
    }

    fn find(&mut self, at: usize, document: &Document, text: &str, features: Vec<f64>) {
        let hash = hash(text);
        let key = self.open.keys().find(|key| key.1 == hash && key.0 == document.name).copied();
        let Some(mark) = key.and_then(|key| self.open.remove(&key)) else { return };
        let worth = match mark {
            "keep" => 1.0,
            "fix" => self.to_fix,
            _ => 0.0,
        };
        self.found.push(Marked { measuring: document.measuring, document: at, mark, features, worth });
    }

    fn done(self, what: &str) -> Vec<Marked> {
        eprintln!("{} of {} marked {what} are still made", self.found.len(), self.all);
        self.found
    }
}

/// Prints every card that could be made of the documents, one JSON object a line: what a sheet for readers is drawn from.
pub fn print_cards(documents: &[Document]) {
    for document in documents {
        for condition in [Condition::Typed, Condition::Captions] {
            let script = document.example(condition).script;
            let analysis = analyze(&script, &analyze::Options::default());
            for card in learning::card_features(&script, &analysis) {
                let line = serde_json::json!({
                    "document": document.name,
                    "measuring": document.measuring,
                    "typed": matches!(condition, Condition::Typed),
                    "hash": hash(&format!("{}\t{}", card.front, card.answer)),
                    "sentence": card.sentence,
                    "topic": card.topic,
                    "lead": card.lead,
                    "front": card.front,
                    "answer": card.answer,
                    "quote": card.quote,
                    "features": card.features,
                });
                println!("{line}");
            }
        }
    }
}

/// FNV-1a.
fn hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// How well scores find what was kept among what is measured: its share among the best fifth of every document and
/// among all, the same without what was dropped, and the chance that one that wasn't dropped has a higher
/// score than one that was (AUC).
pub fn measure(marked: &[Marked], score: impl Fn(&[f64]) -> f64) -> String {
    let mut by_document: BTreeMap<usize, Vec<(f64, &str)>> = BTreeMap::new();
    for one in marked.iter().filter(|one| one.measuring) {
        by_document.entry(one.document).or_default().push((score(&one.features), one.mark));
    }
    let (mut best, mut all): (Vec<&str>, Vec<(f64, &str)>) = Default::default();
    for mut document in by_document.into_values() {
        document.sort_by(|a, b| b.0.total_cmp(&a.0));
        best.extend(document.iter().take(document.len().div_ceil(5)).map(|(_, mark)| *mark));
        all.extend(document);
    }
    let share = |marks: &[&str], test: fn(&str) -> bool| {
        marks.iter().filter(|mark| test(mark)).count() as f64 / marks.len().max(1) as f64
    };
    let marks: Vec<&str> = all.iter().map(|(_, mark)| *mark).collect();
    let (good, bad): (Vec<(f64, &str)>, Vec<_>) = all.iter().copied().partition(|(_, mark)| *mark != "drop");
    let wins: usize = good.iter().map(|good| bad.iter().filter(|bad| bad.0 < good.0).count()).sum();
    format!(
        "{} | {:.2} | {:.2} | {:.2} | {:.2} | {:.3}",
        marks.len(),
        share(&marks, |mark| mark == "keep"),
        share(&best, |mark| mark == "keep"),
        share(&marks, |mark| mark != "drop"),
        share(&best, |mark| mark != "drop"),
        wins as f64 / (good.len() * bad.len()).max(1) as f64,
    )
}
