//! C17: no two cards are one card, or one question with two answers.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::card::Note;
use crate::compose::cards::draft::{stems, stems_of};
use crate::compose::spoken::letters;
use crate::diagnostics::Severity;

/// Cards this alike are one card.
const ALIKE: f64 = 0.7;
/// In larger decks only the same fronts are found: near ones would take the square of the cards.
const MOST: usize = 3000;

/// A card as it is compared.
struct Seen<'n> {
    note: &'n Note,
    front: String,
    answer: String,
    words: BTreeSet<u32>,
}

/// Compares every card with those before it.
pub(super) fn check(notes: &[Note], findings: &mut Vec<Finding>) {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut number = |stem: String| {
        let next = numbers.len() as u32;
        *numbers.entry(stem).or_insert(next)
    };
    let seen: Vec<Seen<'_>> = notes
        .iter()
        .flat_map(|note| note.cards.iter().map(move |card| (note, card)))
        .map(|(note, card)| Seen {
            note,
            front: letters(&card.text()),
            answer: letters(&card.draft.answer),
            words: stems_of(&card.visible).into_iter().chain(stems(&card.answer)).map(&mut number).collect(),
        })
        .collect();
    let mut fronts: BTreeMap<&str, &Seen<'_>> = BTreeMap::new();
    for (at, card) in seen.iter().enumerate() {
        if let Some(first) = fronts.get(card.front.as_str()) {
            let line = first.note.line;
            let (severity, why) = if first.answer == card.answer {
                (Severity::Warning, format!("line {line} is the same card"))
            } else {
                (Severity::Error, format!("line {line} asks the same and has another answer"))
            };
            findings.push(card.note.finding(severity, "C17", why));
            continue;
        }
        fronts.insert(&card.front, card);
        // Gaps of one note are alike by nature.
        let near = seen[..at].iter().find(|other| {
            seen.len() <= MOST && other.note.line != card.note.line && alike(&other.words, &card.words)
        });
        if let Some(other) = near {
            let why = format!("line {} says nearly the same", other.note.line);
            findings.push(card.note.finding(Severity::Warning, "C17", why));
        }
    }
}

fn alike(one: &BTreeSet<u32>, two: &BTreeSet<u32>) -> bool {
    let common = one.intersection(two).count();
    common > 0 && common as f64 >= ALIKE * (one.len() + two.len() - common) as f64
}
