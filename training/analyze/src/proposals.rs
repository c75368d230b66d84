//! Every card and every statement that could be made of documents that nobody annotated.

use std::io::{BufRead as _, BufReader};
use std::path::Path;

use cribsheet::analyze::{Options, analyze};
use cribsheet::compose::learning;
use cribsheet::read::{ReadOptions, read};
use cribsheet::restore::{self, restore};
use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
}

/// Prints `{"id", "card"}` and `{"id", "statement"}`, each once a document; a card has its answer in brackets. `file` has documents as `crib stream` reads
/// them.
pub fn print(file: &Path) {
    let lines = BufReader::new(std::fs::File::open(file).expect("the documents are there")).lines();
    let documents: Vec<Document> = lines
        .map(|line| serde_json::from_str(&line.expect("readable")).expect("a document with id and text"))
        .collect();
    let printed: Vec<String> = documents.par_iter().map(proposals).collect();
    printed.iter().for_each(|lines| print!("{lines}"));
}

fn proposals(document: &Document) -> String {
    let transcript = read(&document.text, &ReadOptions::default()).expect("a transcript").output;
    let script = restore(transcript, &restore::Options::default());
    let analysis = analyze(&script, &Options::default());
    let cards = learning::card_features(&script, &analysis).into_iter().map(|card| ("card", card.text));
    let statements = learning::statement_features(&script, &analysis);
    let statements = statements.into_iter().map(|(text, _)| ("statement", text));
    let mut proposals: Vec<(&str, String)> = cards.chain(statements).collect();
    proposals.sort();
    proposals.dedup();
    proposals
        .into_iter()
        .map(|(kind, text)| format!("{}\n", serde_json::json!({ "id": document.id, kind: text })))
        .collect()
}
