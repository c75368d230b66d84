//! What an abbreviation stands for, where its words are said beside it: "a DAO (decentralized autonomous organization)", "unspent transaction outputs,
//! or UTXOs" (Schwartz and Hearst 2003, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text").

use std::ops::Range;

use super::draft::Draft;
use super::talk::{Line, Talk};
use crate::compose::clause::{Clause, Word};
use crate::compose::study_set::{CardKind, Face};

/// Letters of an abbreviation at least, so that no two words are taken for one by chance.
const LETTERS: usize = 3;
/// How a question for it ends.
const STANDS_FOR: &str = " stand for?";
/// The score of such a card at least: what an abbreviation stands for is worth knowing whatever sentence says it, and the score judges the sentence.
pub(super) const SCORE: f64 = 0.4;
/// How well such a card fits its kind.
const FIT: f64 = 0.8;
/// Words that an abbreviation may leave out.
const SMALL: [&str; 9] = ["a", "and", "for", "in", "of", "on", "the", "to", "with"];

/// Drafts of all abbreviations.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.all().flat_map(|line| (line.core.clone()).filter_map(|at| spelled(line, at))).collect()
}

/// Whether a card asks what something stands for.
pub(super) fn asks(face: &Face) -> bool {
    matches!(face, Face::Question { front } if front.ends_with(STANDS_FOR))
}

fn spelled(line: &Line, at: usize) -> Option<Draft> {
    let clause = &line.clause;
    let word = &clause.words[at];
    let letters = letters(word.bare())?;
    let after = || {
        let start = at + 1 + usize::from(clause.words.get(at + 1)?.is(&["or"]));
        let opens = word.pauses() || start > at + 1 || clause.words.get(start)?.text.starts_with('(');
        opens.then(|| words_of(clause, start..line.core.end, &letters)).flatten()
    };
    let before = || {
        let end = at - usize::from(clause.words.get(at.checked_sub(1)?)?.is(&["or"]));
        let opens = end < at || word.text.starts_with('(') || clause.words.get(end.checked_sub(1)?)?.pauses();
        let starts = (line.core.start..end).rev().take(2 * letters.len());
        let found =
            starts.filter_map(|start| words_of(clause, start..end, &letters)).find(|words| words.end == end);
        opens.then_some(found).flatten()
    };
    let words = after().or_else(before)?;
    Some(Draft {
        kind: CardKind::Definition,
        face: Face::Question {
            front: format!("What does {}{STANDS_FOR}", word.bare().trim_end_matches('s')),
        },
        answer: clause.text(words).trim_matches(['(', ')']).to_owned(),
        sentences: line.sentences.clone(),
        asked: None,
        fit: FIT,
        judged: None,
    })
}

/// The letters of "UTXOs".
fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.strip_suffix('s').unwrap_or(word).chars().collect();
    (letters.len() >= LETTERS && letters.iter().all(char::is_ascii_uppercase)).then_some(letters)
}

/// The words at the beginning of a range that begin with these letters, one after the other.
fn words_of(clause: &Clause, range: Range<usize>, letters: &[char]) -> Option<Range<usize>> {
    let start = range.start;
    let mut left = letters;
    for at in range {
        let word = &clause.words[at];
        for part in word.bare().split('-').filter(|part| !part.is_empty()) {
            let initial = part.chars().next().map(|c| c.to_ascii_uppercase());
            match left.split_first() {
                Some((letter, rest)) if initial == Some(*letter) => left = rest,
                _ if at > start && word.is(&SMALL) => {}
                _ => return None,
            }
        }
        if left.is_empty() {
            let says = |word: &Word| word.key.chars().filter(|c| c.is_alphabetic()).count() > 1;
            return clause.words[start..=at].iter().any(says).then_some(start..at + 1);
        }
        if word.pauses() && !word.text.ends_with(',') {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_words_of_an_abbreviation() {
        let found = |text: &str, abbreviation: &str| {
            let clause = Clause::parse(text);
            let letters = letters(abbreviation)?;
            (0..clause.len())
                .find_map(|at| words_of(&clause, at..clause.len(), &letters))
                .map(|words| clause.text(words))
        };
        assert_eq!(found("the board of lamp keepers and", "BLK").as_deref(), Some("board of lamp keepers"));
        assert_eq!(found("some low-power lamp is lit", "LPLs").as_deref(), Some("low-power lamp"));
        assert_eq!(found("a lamp is lit", "LPL"), None);
        assert_eq!(found("light a lamp", "LL"), None, "too short");
    }
}
