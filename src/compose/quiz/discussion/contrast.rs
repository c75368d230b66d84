//! Two statements about the same thing, set against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use crate::analyze::{rarity, stem};
use crate::compose::clause::is_stop;
use crate::restore::{Script, key};

/// Words of both statements at most: both are read out.
const LONGEST: usize = 44;
/// The least rarity of a word that both share.
const SPECIFIC: f64 = 0.4;
/// A word in more statements than this is what the whole talk is about.
const COMMON: usize = 12;
/// Sentences between them: what follows at once goes on with the same thought.
const APART: usize = 6;
/// How much more two statements give than one, for each thing they share beyond the first.
const TWO: f64 = 0.05;
const SHARED: f64 = 0.02;

/// The statements, and every pair of them that speaks of the same thing in different ways.
pub(crate) fn with_contrasts(statements: &[Candidate]) -> Vec<Candidate> {
    let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        for word in special(&statement.statement) {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for places in by_word.values().filter(|places| places.len() <= COMMON) {
        for (at, &one) in places.iter().enumerate() {
            for &other in &places[at + 1..] {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    let pairs = shared.into_iter().filter_map(|((one, other), shared)| {
        let (one, other) = (&statements[one], &statements[other]);
        let length = one.statement.split(' ').count() + other.statement.split(' ').count();
        let apart = one.evidence.sentences.end + APART <= other.evidence.sentences.start;
        let differ = denies(&one.statement) != denies(&other.statement);
        let score = f64::midpoint(one.score, other.score) + TWO + SHARED * (shared - 1) as f64;
        (apart && differ && length <= LONGEST).then(|| Candidate {
            score,
            against: Some(Box::new(other.clone())),
            ..one.clone()
        })
    });
    statements.iter().cloned().chain(pairs).collect()
}

/// Both statements with those who say them, then the question.
pub(super) fn both(script: &Script, one: &Candidate, other: &Candidate, question: &str) -> String {
    let name = |sentence| {
        script.attributed_to(sentence).filter(|speaker| speaker.named).map(|speaker| &speaker.name)
    };
    match (name(one.sentence), name(other.sentence)) {
        (Some(first), Some(second)) if first != second => {
            format!("{first}: “{}” {second}: “{}” {question}", one.statement, other.statement)
        }
        _ => format!("“{}” And later: “{}” {question}", one.statement, other.statement),
    }
}

/// The stems of words that say what a statement is about.
fn special(statement: &str) -> BTreeSet<String> {
    statement
        .split_whitespace()
        .map(|word| key(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|word| !word.is_empty() && !is_stop(word))
        .map(|word| stem(&word))
        .filter(|stem| rarity(stem) >= SPECIFIC)
        .collect()
}

/// Whether a statement says no, or speaks of what goes wrong: two that differ in this pull apart.
fn denies(statement: &str) -> bool {
    const DENIALS: [&str; 22] = [
        "not",
        "no",
        "never",
        "nobody",
        "nothing",
        "none",
        "without",
        "hard",
        "harder",
        "difficult",
        "problem",
        "problems",
        "risk",
        "risks",
        "wrong",
        "worse",
        "worst",
        "bad",
        "fail",
        "fails",
        "lack",
        "cannot",
    ];
    statement.split_whitespace().any(|word| {
        let word = key(word.trim_matches(|c: char| !c.is_alphanumeric()));
        DENIALS.contains(&word.as_str()) || word.ends_with("n't")
    })
}
