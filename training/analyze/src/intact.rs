//! Which sentences are garbled, as readers marked them (`training/judge/marks`).

use std::collections::BTreeMap;
use std::path::Path;

use cribsheet::analyze::learning::{INTACT_NAMES, intact_features};
use rayon::prelude::*;

use crate::drawn::{self, Drawn};
use crate::logistic::{Row, fit};
use crate::marks::hash;

const SENTENCES: &str = include_str!("../../judge/marks/sentences.tsv");
const MISHEARD: &str = include_str!("../../judge/marks/misheard.tsv");

/// Captions as YouTube made them, of which there is one transcript; only measured by.
const REAL: &str = "interview-autocaptions";
/// How intact a sentence is that has a stumble which nobody minds.
const ORAL: f64 = 0.8;

/// How much a misheard sentence counts beside another. They are fewer, and what is most like real captions.
const MISHEARD_WEIGHT: f64 = 5.0;

/// A marked sentence.
struct Marked {
    measuring: bool,
    real: bool,
    row: Row,
}

/// Learns `intact.tsv` from the documents of a folder, `drawn.jsonl` and `misheard.jsonl`, and prints how well it and what is judged of the sentence alone rank
/// those that measure.
pub fn learn(data: &Path) {
    let sound = |letters: &str| if &letters[2..3] == "y" { 1.0 } else { 0.0 };
    let printable = |letter: &str| match letter {
        "c" => 1.0,
        "o" => ORAL,
        _ => 0.0,
    };
    let drawn = marked(&drawn::load(&data.join("drawn.jsonl")), SENTENCES, 1.0, sound);
    let misheard = marked(&drawn::load(&data.join("misheard.jsonl")), MISHEARD, MISHEARD_WEIGHT, printable);
    let learning = drawn.iter().chain(&misheard).filter(|one| !one.measuring);
    let rows: Vec<Row> = learning.map(|one| one.row.clone()).collect();
    let weights = fit(&rows, |_| crate::MARKS_RIDGE);
    println!("| | marked | intact | AUC of *sound* | AUC |\n|---|--:|--:|--:|--:|");
    let (real, made): (Vec<&Marked>, Vec<&Marked>) =
        misheard.iter().filter(|one| one.measuring).partition(|one| one.real);
    let drawn: Vec<&Marked> = drawn.iter().filter(|one| one.measuring).collect();
    for (what, marked) in
        [("typed text and stripped captions", drawn), ("misheard on purpose", made), ("real captions", real)]
    {
        let good: Vec<bool> = marked.iter().map(|one| one.row.target > 0.5).collect();
        let judged: Vec<f64> = marked.iter().map(|one| *one.row.features.last().expect("features")).collect();
        let learned: Vec<f64> =
            marked.iter().map(|one| crate::log_odds(&weights, &one.row.features)).collect();
        let share = good.iter().filter(|good| **good).count() as f64 / good.len() as f64;
        println!(
            "| {what} | {} | {share:.2} | {:.3} | {:.3} |",
            marked.len(),
            auc(&good, &judged),
            auc(&good, &learned)
        );
    }
    crate::write("analyze/weights/intact.tsv", SOURCE, INTACT_NAMES, &weights);
}

const SOURCE: &str = "marks of readers on sentences of 880 transcripts of the corpora in NOTICE and of 420 in which words were misheard on purpose, those with CRC-32(id) % 10 != 0";

/// The marked sentences of documents, by what is marked of them.
fn marked(
    documents: &[Drawn],
    table: &'static str,
    weight: f64,
    target: impl Fn(&str) -> f64 + Sync,
) -> Vec<Marked> {
    let mut marks: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for [document, hash, letters] in drawn::rows(table) {
        marks.entry(document).or_default().insert(hash, letters);
    }
    let found: Vec<Vec<Marked>> = documents
        .par_iter()
        .filter_map(|document| Some((document, marks.get(document.id.as_str())?)))
        .map(|(document, marks)| {
            let script = document.restored();
            let features = intact_features(&script);
            let sentences = script.sentences.iter().zip(features);
            let real = document.id == REAL;
            // The misheard ones are drawn from those that teach elsewhere.
            let drawn = table == MISHEARD && crc32fast::hash(document.id.as_bytes()) % 7 == 3;
            let measuring = real || drawn || document.part() == 0;
            sentences
                .filter_map(|(sentence, features)| {
                    let letters = marks.get(hash(&sentence.text()).as_str())?;
                    let row = Row { features, target: target(letters), weight };
                    Some(Marked { measuring, real, row })
                })
                .collect()
        })
        .collect();
    let found: Vec<Marked> = found.into_iter().flatten().collect();
    eprintln!("{} of {} marked sentences are still made", found.len(), drawn::rows(table).count());
    found
}

/// The chance that one that is good has a higher score than one that isn't.
fn auc(good: &[bool], scores: &[f64]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (_, high) in good.iter().zip(scores).filter(|(good, _)| **good) {
        for (_, low) in good.iter().zip(scores).filter(|(good, _)| !**good) {
            right += f64::midpoint(f64::from(u8::from(high > low)), f64::from(u8::from(high >= low)));
            pairs += 1.0;
        }
    }
    right / pairs
}
