//! Learns and measures the analyze stage.
//!
//! ```text
//! cargo run --manifest-path training/analyze/Cargo.toml -- learn ../shared/labels    # writes src/analyze/weights/*.tsv
//! cargo run --manifest-path training/analyze/Cargo.toml -- evaluate ../shared/labels # prints the first table of RESULTS.md
//! cargo run --manifest-path training/analyze/Cargo.toml -- queries ../shared/corpora # and the second
//! ```
//! Documents whose id has a CRC-32 divisible by 4 are for measuring only.

mod document;
mod logistic;
mod measure;
mod queries;

use std::path::{Path, PathBuf};

use cribsheet::analyze::{learning, stem};
use document::{Condition, Document};
use logistic::{Row, fit};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, folder] = arguments.as_slice() else {
        eprintln!("usage: learn LABELS | evaluate LABELS | queries CORPORA");
        std::process::exit(2);
    };
    let folder = Path::new(folder);
    let documents = || document::load(folder);
    match command.as_str() {
        "learn" => learn(&documents()),
        "evaluate" => measure::print(&documents()),
        "queries" => queries::print(folder),
        other => {
            eprintln!("unknown command `{other}`");
            std::process::exit(2);
        }
    }
}

/// Ridge penalty: the annotations are few, the features overlap.
const RIDGE: f64 = 3.0;
/// Penalty of the numbers of a vector, which are many and small.
const MEANING_RIDGE: f64 = 15.0;

fn learn(documents: &[Document]) {
    let (mut boundary, mut salience, mut phrase): (Vec<Row>, Vec<Row>, Vec<Row>) = Default::default();
    for document in documents.iter().filter(|document| !document.measuring) {
        // Learned from text as typed and from text stripped like captions: users have both.
        for condition in [Condition::Typed, Condition::Captions] {
            let example = document.example(condition);
            for (at, features) in learning::boundary_features(&example.script).into_iter().enumerate().skip(1)
            {
                boundary.push(Row { features, target: example.starts_topic(at), weight: 1.0 });
            }
            for (topic, candidates) in
                learning::phrase_features(&example.script, &example.topics).into_iter().enumerate()
            {
                let gold = example.gold_stems(topic);
                for (text, features) in candidates {
                    let stems: Vec<String> = text.split(' ').map(stem).collect();
                    let right =
                        stems.iter().filter(|stem| gold.contains(stem)).count() as f64 / stems.len() as f64;
                    phrase.push(Row { features, target: right, weight: 1.0 });
                }
            }
            let features = learning::salience_features(&example.script, &example.topics);
            for (at, features) in features.into_iter().enumerate() {
                if example.is_content(at) {
                    salience.push(Row { features, target: example.worth(at), weight: 1.0 });
                }
            }
        }
    }
    write("boundary", learning::BOUNDARY_NAMES, &fit(&boundary, |_| RIDGE));
    write("phrase", learning::PHRASE_NAMES, &fit(&phrase, |_| RIDGE));
    let names = learning::salience_names();
    let ridge = |at: usize| if names[at].starts_with("meaning_") { MEANING_RIDGE } else { RIDGE };
    write("salience", names, &fit(&salience, ridge));
}

fn write(name: &str, features: &[impl AsRef<str>], weights: &[f64]) {
    let mut table = String::from(
        "# source: 90 annotated transcripts (texts of the corpora in NOTICE), those with CRC-32(id) % 4 != 0\n\
         # version: 2026-11-24\n# licence: CC BY-SA 4.0\n# how made: training/analyze learn\n",
    );
    for (name, weight) in std::iter::once("bias").chain(features.iter().map(AsRef::as_ref)).zip(weights) {
        table.push_str(&format!("{name}\t{weight:.4}\n"));
    }
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../src/analyze/weights/{name}.tsv"));
    std::fs::write(&path, table).expect("the weights folder is writable");
    println!("{} written", path.display());
}
