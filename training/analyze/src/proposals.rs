//! Every card and every statement that could be made of documents that nobody annotated.

use std::path::Path;

use cribsheet::compose::learning;
use rayon::prelude::*;

use crate::drawn::{self, Drawn};

/// Prints `{"id", "card"}` and `{"id", "statement"}`, each once a document; a card has its answer in brackets. `file` has documents as `crib stream` reads
/// them.
pub fn print(file: &Path) {
    let printed: Vec<String> = drawn::load(file).par_iter().map(proposals).collect();
    printed.iter().for_each(|lines| print!("{lines}"));
}

fn proposals(document: &Drawn) -> String {
    let (script, analysis) = document.analyzed();
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
