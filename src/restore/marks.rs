//! Decides what stands after every word and where speakers change.
//!
//! Where the source is punctuated, its marks are trusted; the rest is decided here from pauses and
//! from the words with which sentences of speech begin.

use super::pieces::Piece;
use crate::read::Millis;

/// What follows a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// The sentence ends.
    Period,
    /// The sentence ends and asks.
    Question,
}

/// What is decided about one word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Decision {
    /// What follows it.
    pub(super) mark: Mark,
    /// A new speaker starts here.
    pub(super) turn: bool,
    /// The source punctuates and capitalises here, and is trusted.
    pub(super) trusted: bool,
}

/// A stretch counts as punctuated when this many words around a place hold at least
/// [`MARKS_IN_WINDOW`] sentence ends: the longest sentences that people type stay below 60 words.
const WINDOW: usize = 121;
const MARKS_IN_WINDOW: usize = 2;

/// Silence that ends a sentence by itself, and silence that makes an end likely.
const LONG_PAUSE: Millis = Millis(900);
const PAUSE: Millis = Millis(350);

/// Decides for every piece; dropped pieces get no mark.
pub(super) fn decide(pieces: &[Piece]) -> Vec<Decision> {
    let trusted = punctuated(pieces);
    let mut decisions: Vec<Decision> = pieces
        .iter()
        .zip(trusted)
        .map(|(piece, trusted)| Decision { mark: Mark::None, turn: piece.before.turn, trusted })
        .collect();
    let kept: Vec<usize> = (0..pieces.len()).filter(|&at| !pieces[at].dropped).collect();
    for &at in &kept {
        if decisions[at].trusted {
            decisions[at].mark = match pieces[at].end_mark() {
                Some('?') => Mark::Question,
                Some(_) => Mark::Period,
                None => Mark::None,
            };
        }
    }
    split_untrusted(pieces, &kept, &mut decisions);
    decisions
}

/// For every piece, whether the source is punctuated around it.
fn punctuated(pieces: &[Piece]) -> Vec<bool> {
    let mut before = vec![0usize; pieces.len() + 1];
    for (at, piece) in pieces.iter().enumerate() {
        before[at + 1] = before[at] + usize::from(piece.end_mark().is_some());
    }
    let half = WINDOW / 2;
    let marks = before[pieces.len()];
    (0..pieces.len())
        .map(|at| {
            let (from, to) = (at.saturating_sub(half), (at + half + 1).min(pieces.len()));
            let needed = if pieces.len() <= half { 1 } else { MARKS_IN_WINDOW };
            before[to] - before[from] >= needed && marks > 0
        })
        .collect()
}

/// Cuts stretches without marks into sentences: at each candidate place, evidence is weighed
/// against the length of the sentence so far.
fn split_untrusted(pieces: &[Piece], kept: &[usize], decisions: &mut [Decision]) {
    let mut start = 0;
    for index in 1..=kept.len() {
        let last = kept[index - 1];
        if decisions[last].mark != Mark::None {
            start = index;
            continue;
        }
        let next = kept.get(index).copied();
        let forced = next.is_none_or(|next| decisions[next].turn || pieces[next].before.sound.is_some());
        if decisions[last].trusted && !forced {
            continue;
        }
        let length = index - start;
        let ends = forced
            || next.is_some_and(|next| {
                let after: Vec<String> =
                    kept[index..kept.len().min(index + 3)].iter().map(|&at| pieces[at].key()).collect();
                evidence(&pieces[last].key(), &after, pieces[next].before.pause, pieces[next].before.filler)
                    + patience(length)
                    > 0.0
            });
        if ends {
            let words: Vec<String> = kept[start..index].iter().map(|&at| pieces[at].key()).collect();
            decisions[last].mark = if asks(&words) { Mark::Question } else { Mark::Period };
            start = index;
        }
    }
}

/// How much speaks for a sentence end between the word `before` and the words `after`.
fn evidence(before: &str, after: &[String], pause: Option<Millis>, filler: bool) -> f64 {
    const OPEN: [&str; 60] = [
        "a", "about", "an", "and", "any", "are", "as", "at", "be", "because", "been", "but", "by", "can",
        "could", "every", "for", "from", "has", "have", "he", "her", "his", "i", "i'm", "if", "in", "into",
        "is", "it's", "its", "like", "my", "not", "of", "on", "or", "our", "she", "should", "so", "some",
        "than", "that's", "the", "their", "they", "to", "was", "we", "were", "what", "when", "which", "who",
        "will", "with", "would", "you", "your",
    ];
    if OPEN.binary_search(&before).is_ok() {
        return -4.0;
    }
    let pair = (after[0].as_str(), after.get(1).map_or("", String::as_str));
    let starter = match pair {
        (
            "do" | "did" | "does" | "can" | "could" | "would" | "are" | "is" | "have",
            "you" | "we" | "they" | "there",
        ) => 1.6,
        (
            "what" | "how" | "why" | "where" | "who",
            "do" | "did" | "does" | "is" | "are" | "was" | "would" | "about",
        ) => 1.6,
        ("i", "think" | "mean" | "don't" | "was" | "would" | "feel" | "guess" | "believe" | "do") => 1.0,
        (
            "and" | "but" | "so",
            "i" | "then" | "we" | "it" | "that" | "you" | "they" | "so" | "the" | "there's" | "it's",
        ) => 1.1,
        ("yeah" | "well" | "okay" | "right" | "now" | "yes", _) => 1.0,
        (
            "it's" | "that's" | "there's" | "we're" | "they're" | "we" | "it" | "they" | "there" | "this"
            | "he" | "she",
            _,
        ) => 0.6,
        ("but" | "so", _) => 0.5,
        ("and" | "i" | "you" | "the" | "if" | "because", _) => 0.1,
        _ => -0.8,
    };
    let silence = match pause {
        Some(pause) if pause >= LONG_PAUSE => 3.0,
        Some(pause) if pause >= PAUSE => 1.2,
        Some(_) => -0.8,
        None => 0.0,
    };
    starter + silence + if filler { 0.4 } else { 0.0 }
}

/// The pull towards an end after `length` words: transcribed speech has a median of 11 words a
/// sentence, and nine in ten stay below 30 (measured on podcasts typed by people).
fn patience(length: usize) -> f64 {
    (length as f64 - 16.0) * 0.09
}

/// Whether a sentence asks, judged by how it begins.
fn asks(words: &[String]) -> bool {
    const LEADS: [&str; 8] = ["and", "but", "no", "okay", "so", "well", "yeah", "now"];
    const AUXILIARIES: [&str; 17] = [
        "are", "can", "could", "did", "didn't", "do", "does", "doesn't", "don't", "has", "have", "is",
        "should", "was", "were", "will", "would",
    ];
    const SUBJECTS: [&str; 11] =
        ["he", "i", "it", "she", "that", "the", "there", "they", "this", "we", "you"];
    let rest: Vec<&str> =
        words.iter().map(String::as_str).skip_while(|word| LEADS.contains(word)).take(4).collect();
    match rest.as_slice() {
        [aux, subject, ..] if AUXILIARIES.contains(aux) && SUBJECTS.contains(subject) => true,
        ["how" | "what" | "why" | "where" | "who" | "when", "about", ..] => true,
        [
            "how" | "what" | "why" | "where" | "when" | "who" | "which" | "what's" | "who's" | "how's",
            rest @ ..,
        ] => {
            words.iter().any(|word| word == "what's") && rest.len() > 1
                || rest.iter().any(|word| AUXILIARIES.contains(word) || *word == "are")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use crate::read::{Cue, Word};

    fn marked(text: &str) -> String {
        let cue = Cue { words: text.split_whitespace().map(Word::new).collect(), ..Cue::default() };
        let (_, pieces) = pieces(&[cue]);
        let decisions = decide(&pieces);
        let words: Vec<String> = pieces
            .iter()
            .zip(decisions)
            .map(|(piece, decision)| match decision.mark {
                Mark::None => piece.core.clone(),
                Mark::Period => piece.core.clone() + ".",
                Mark::Question => piece.core.clone() + "?",
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn trusts_the_marks_of_the_source() {
        assert_eq!(marked("It works. Does it, Dr. No? Yes!"), "It works. Does it Dr No? Yes.");
    }

    #[test]
    fn ends_sentences_of_bare_captions() {
        let text = "we built a very large tower on the rock in the sea that year and nobody believed in it do you think the board had too much power";
        assert_eq!(
            marked(text),
            "we built a very large tower on the rock in the sea that year and nobody believed in it. do you think the board had too much power?"
        );
    }
}
