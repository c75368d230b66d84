//! Gives words their capitals back.

use std::collections::BTreeMap;

use super::pieces::{Piece, key};

/// How the source writes each word where it doesn't begin a line, by lower-cased word.
pub(super) struct CaseTable {
    forms: BTreeMap<String, Counts>,
}

#[derive(Default)]
struct Counts {
    all: usize,
    capitalised: usize,
    /// The most frequent spelling with a capital in it.
    spellings: BTreeMap<String, usize>,
}

/// Share of a word's uses that must be capitalised for the capital to be believed: automatic
/// captions capitalise ordinary words at random, and names more often than not.
const BELIEVED: f64 = 0.6;

impl CaseTable {
    /// Counts how the pieces are written.
    pub(super) fn new(pieces: &[Piece]) -> Self {
        let mut forms: BTreeMap<String, Counts> = BTreeMap::new();
        for piece in pieces {
            let counts = forms.entry(key(&piece.core)).or_default();
            counts.all += 1;
            if piece.core.chars().any(char::is_uppercase) {
                counts.capitalised += 1;
                *counts.spellings.entry(piece.core.clone()).or_default() += 1;
            }
        }
        Self { forms }
    }

    /// The spelling of a word inside a sentence.
    pub(super) fn spelling(&self, core: &str) -> String {
        let lower = key(core);
        if lower == "i" || lower.starts_with("i'") {
            return format!("I{}", &core[1..]);
        }
        let Some(counts) = self.forms.get(&lower) else { return core.to_owned() };
        if (counts.capitalised as f64) < BELIEVED * counts.all as f64 || is_common(&lower) {
            return core.to_lowercase();
        }
        counts
            .spellings
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))
            .map_or_else(|| core.to_owned(), |(spelling, _)| spelling.clone())
    }
}

/// Words that are never names, whatever captions make of them.
fn is_common(lower: &str) -> bool {
    stop_words::get(stop_words::Language::English).iter().any(|word| *word == lower)
        || ["like", "maybe", "really", "think", "know", "people", "yeah", "well", "okay"].contains(&lower)
}

/// The word with a capital first letter, for the beginning of a sentence.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        // A word with a capital further on (iPhone, eBPF) is spelled that way everywhere.
        Some(first) if !chars.clone().any(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}
