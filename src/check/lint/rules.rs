//! Rules for what is written in the file, and for the deck as a whole.

use std::collections::BTreeMap;

use super::card::Note;
use super::{Deck, Finding};
use crate::diagnostics::Severity;

/// Gaps of one note at most (C14).
const GAPS: usize = 5;
/// Cards in ten minutes (C23).
const DENSITY: std::ops::RangeInclusive<f64> = 3.0..=8.0;

/// C14 and C24: gaps, and what Anki wouldn't import.
pub(super) fn of_a_note(note: &Note, findings: &mut Vec<Finding>) {
    let mut add = |severity, rule, why: &str| findings.push(note.finding(severity, rule, why.to_owned()));
    if note.is_comment {
        add(Severity::Error, "C24", "Anki drops a line that begins with `#`: quote the field");
    }
    if note.front.is_empty() {
        add(Severity::Error, "C24", "the first field is empty");
    } else if note.cards.is_empty() {
        add(Severity::Error, "C24", "there is no answer");
    }
    if note.gaps.is_empty() && note.front.contains("{{c") {
        add(Severity::Error, "C24", "a gap is opened and isn't one: `{{c1::text}}`");
    }
    if note.gaps.iter().any(|gap| gap.number == 0) {
        add(Severity::Error, "C24", "gaps are counted from 1: Anki makes no card of `{{c0::`");
    }
    if note.gaps.iter().any(|gap| gap.text.trim().is_empty()) {
        add(Severity::Error, "C24", "a gap hides nothing");
    }
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    for gap in &note.gaps {
        *numbers.entry(gap.number).or_default() += 1;
    }
    if note.gaps.len() > GAPS {
        add(Severity::Error, "C14", "too many gaps: learn them one by one");
    } else if numbers.values().any(|&count| count > 2) {
        add(Severity::Warning, "C14", "one card hides several things: number the gaps `c1`, `c2` …");
    }
}

/// C16, C19 and C24: what all cards of a file lack, and GUIDs that are there twice.
pub(super) fn of_a_deck(deck: &Deck, notes: &[Note], findings: &mut Vec<Finding>) {
    let Some(first) = notes.first() else { return };
    let mut add = |line, severity, rule, why: String| {
        findings.push(Finding { line, severity, rule, why, front: String::new() });
    };
    if !deck.has_headers && first.front.starts_with("tags:") {
        let why = "Anki takes a first line that begins with `tags:` for a header".to_owned();
        add(first.line, Severity::Error, "C24", why);
    }
    if !notes.iter().any(|note| note.has_context) {
        let why = "no deck, field or small print says what the cards are about".to_owned();
        add(first.line, Severity::Warning, "C16", why);
    }
    if !notes.iter().any(|note| note.has_source) {
        add(first.line, Severity::Warning, "C19", "no card says where it is from".to_owned());
    }
    let mut guids: BTreeMap<&str, usize> = BTreeMap::new();
    for note in notes {
        let Some(guid) = &note.guid else { continue };
        if let Some(line) = guids.get(guid.as_str()) {
            let why = format!("the GUID `{guid}` is that of line {line}: Anki adds both, and updates either");
            add(note.line, Severity::Error, "C24", why);
        } else {
            guids.insert(guid, note.line);
        }
    }
}

/// C23: as many cards as a talk of that length has.
pub(super) fn of_density(notes: usize, minutes: f64, findings: &mut Vec<Finding>) {
    let density = notes as f64 / minutes.max(1.0) * 10.0;
    if notes > 0 && !DENSITY.contains(&density) {
        let why = format!("{density:.1} cards in ten minutes, better 3 to 8");
        findings.push(Finding {
            line: 1,
            severity: Severity::Warning,
            rule: "C23",
            why,
            front: String::new(),
        });
    }
}
