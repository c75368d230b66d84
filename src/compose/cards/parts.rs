//! The parts of a sentence that can be used alone, and where clauses end.

use std::ops::Range;

use crate::analyze::Pos;
use crate::compose::clause::{Clause, Word};
use crate::compose::words::Words;

/// The part of a sentence that can be used alone, and whether it can: the whole without its residue,
/// or the longest of its clauses that is sound.
pub(super) fn usable_part(clause: &Clause) -> (Range<usize>, bool) {
    match sound_parts(clause).into_iter().next() {
        Some(part) => (part, true),
        None => (clause.core(0..clause.len()), false),
    }
}

/// The parts of a sentence that can be used alone, the longest first; none overlaps another. Where none is sound by its verbs,
/// those of which nothing is plainly wrong: readers keep as many of the cards made of them.
pub(super) fn sound_parts(clause: &Clause) -> Vec<Range<usize>> {
    let sound = parts(clause, |range| clause.flaw(range).is_none());
    if sound.is_empty() { parts(clause, |range| clause.fault(range).is_none()) } else { sound }
}

fn parts(clause: &Clause, is_sentence: impl Fn(Range<usize>) -> bool) -> Vec<Range<usize>> {
    let core = clause.core(0..clause.len());
    if core.len() < 2 {
        return Vec::new();
    }
    let sound = |range: &Range<usize>| {
        range.len() > 1 && is_sentence(range.clone()) && clause.dangling(range.clone()).is_none()
    };
    if sound(&core) {
        return vec![core];
    }
    let (mut starts, mut ends) = (vec![core.start], vec![core.end]);
    let mut joint = clause_end(clause, core.start, core.end);
    while joint < core.end {
        let word = &clause.words[joint];
        // "X, but only ..." without its end would say more than was said.
        if !word.is(&["but", "although", "though"]) && !breaks_off(&clause.words[joint - 1]) {
            ends.push(joint);
        }
        let filler = word.is(&["like"]) && word.pauses();
        let supposed = clause.supposes(core.start..joint);
        if !supposed && (filler || !word.is(&["which", "because", "although", "though", "whereas", "like"])) {
            starts.push(clause.core(joint..core.end).start);
        }
        joint = clause_end(clause, joint, core.end);
    }
    starts.extend(cleft(clause, &core));
    let mut found: Vec<Range<usize>> = starts
        .iter()
        .flat_map(|&start| ends.iter().filter(move |&&end| start < end).map(move |&end| start..end))
        .map(|range| clause.core(range))
        .filter(|range| sound(range))
        .collect();
    found.sort_by_key(|range| (std::cmp::Reverse(range.len()), range.start));
    let mut parts: Vec<Range<usize>> = Vec::new();
    for range in found {
        if parts.iter().all(|part| range.end <= part.start || part.end <= range.start) {
            parts.push(range);
        }
    }
    parts
}

/// Where what is said begins behind "one of the things we saw is that".
fn cleft(clause: &Clause, core: &Range<usize>) -> Option<usize> {
    const HEADS: Words = Words::new("fact lesson point result thing things truth upshot");
    /// Words before the copula at most.
    const REACH: usize = 18;
    let head = core.clone().take(8).find(|&at| HEADS.has(&clause.words[at].key))?;
    (head + 1..core.end.min(head + REACH)).find_map(|at| {
        if clause.has(at, &["is", "that"]) {
            return Some(at + 2);
        }
        let goes_on =
            clause.has(at, &["is"]) && at + 4 < core.end && clause.words[at + 1].is(&["in", "with", "for"]);
        goes_on.then_some(at + 1)
    })
}

/// The end of what can be an answer that starts at `from`: the first place where a new clause is
/// joined on, or `end`.
pub(super) fn clause_end(clause: &Clause, from: usize, end: usize) -> usize {
    for at in from + 1..end {
        let word = &clause.words[at];
        let pause = clause.words[at - 1].pauses();
        let Some(next) = clause.words[..end].get(at + 1) else { break };
        if breaks_off(&clause.words[at - 1]) {
            return at;
        }
        let subject = next.pos == Pos::Pronoun && !next.is(&["what", "that", "which", "who"])
            || next.is(&["that's", "there's", "it's", "then", "there"]);
        if word.is(&["and", "but", "so", "or"]) && (subject || pause && starts_clause(clause, at + 1, end)) {
            return at;
        }
        if word.is(&["because", "although", "though", "whereas", "which", "right", "like"]) && pause {
            return at;
        }
        // "..., it's like" joined by a comma only.
        if pause && word.pos == Pos::Pronoun && word.key.contains('\'') {
            return at;
        }
        if pause && matches!(word.key.as_str(), "i" | "you" | "we" | "they" | "he" | "she" | "it") {
            return at;
        }
    }
    end
}

/// Whether the speaker broke off after a word and began anew.
fn breaks_off(word: &Word) -> bool {
    word.text.ends_with(['-', '–', '—'])
}

/// Whether a subject and its verb start at `at`.
fn starts_clause(clause: &Clause, at: usize, end: usize) -> bool {
    clause.noun_phrase(at, end).is_some_and(|phrase| {
        phrase.end < end
            && (clause.words[phrase.end].pos == Pos::Auxiliary || clause.is_finite(phrase.end, &(at..end)))
    }) || clause.words[at].pos == Pos::Verb
}
