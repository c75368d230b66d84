//! Decides what stands after every word, how it is written, and where speakers change.
//!
//! Where the source is punctuated, its marks are trusted; the rest is the model's, with pauses and
//! marks of the source as evidence.

use super::model::decode::{self, Evidence};
use super::model::speakers::{self, Role, Voice, Voices};
use super::model::{self, Scores};
use super::pieces::{Piece, Place};
use super::terms;
use crate::read::Millis;

pub(super) use super::model::decode::Mark;

/// What is decided about one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decision {
    /// What follows it.
    pub(super) mark: Mark,
    /// A new speaker starts here.
    pub(super) turn: bool,
    /// The source punctuates and capitalises here, and is trusted.
    pub(super) trusted: bool,
    /// The model's scores; `None` for words that cleaning took out.
    pub(super) scores: Option<Scores>,
}

/// A stretch counts as punctuated when this many words around a place hold at least
/// [`MARKS_IN_WINDOW`] sentence ends: the longest sentences that people type stay below 60 words.
const WINDOW: usize = 121;
const MARKS_IN_WINDOW: usize = 2;

/// What is decided about the whole text.
pub(super) struct Marks {
    /// By piece; dropped pieces get no mark and no turn of their own.
    pub(super) decisions: Vec<Decision>,
    /// Who speaks, by piece, where the source doesn't say and the words tell two roles apart. A dropped
    /// piece has the role of what follows.
    pub(super) voices: Option<Vec<Voice>>,
}

/// Decides for every piece. `speakers_known`: the source labels speakers or marks every change.
pub(super) fn decide(pieces: &[Piece], speakers_known: bool) -> Marks {
    let trusted = punctuated(pieces);
    let mut decisions: Vec<Decision> = trusted
        .into_iter()
        .map(|trusted| Decision { mark: Mark::None, turn: false, trusted, scores: None })
        .collect();
    let kept: Vec<usize> = (0..pieces.len()).filter(|&at| !pieces[at].dropped).collect();
    let keys: Vec<String> = kept.iter().map(|&at| pieces[at].key()).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let scores = model::score(&keys);
    let evidence: Vec<Evidence> = (0..kept.len())
        .map(|index| {
            let (piece, next) = (&pieces[kept[index]], kept.get(index + 1).map(|&at| &pieces[at]));
            let settled = decisions[kept[index]].trusted;
            Evidence {
                mark_bias: if settled { settle(piece, next) } else { likely(next.map(|next| &next.before)) },
                turn_bias: turn_bias(&piece.before, speakers_known),
            }
        })
        .collect();
    let mut decided = decode::decode(&scores, &evidence);
    let open: Vec<bool> =
        kept.iter().map(|&at| !decisions[at].trusted && pieces[at].suffix.is_empty()).collect();
    terms::join(&keys, &open, &mut decided);
    for ((&at, scores), decided) in kept.iter().zip(&scores).zip(&decided) {
        decisions[at].mark = decided.mark;
        decisions[at].turn = decided.turn;
        decisions[at].scores = Some(*scores);
    }
    let voices = match speakers::assign(&scores, &decided, &evidence) {
        Voices::Two(voices) if !speakers_known => Some(over_all(pieces.len(), &kept, &voices)),
        _ => None,
    };
    if let Some(voices) = &voices {
        for at in 1..pieces.len() {
            decisions[at].turn = voices[at].role != voices[at - 1].role;
        }
    }
    Marks { decisions, voices }
}

/// The voices of the kept pieces for all pieces.
fn over_all(pieces: usize, kept: &[usize], voices: &[Voice]) -> Vec<Voice> {
    let mut all = Vec::with_capacity(pieces);
    for (&at, &voice) in kept.iter().zip(voices) {
        all.resize(at + 1, voice);
    }
    all.resize(pieces, voices.last().copied().unwrap_or(Voice { role: Role::Guest, odds: 0.0 }));
    all
}

/// For every piece, whether the source is punctuated around it.
pub(super) fn punctuated(pieces: &[Piece]) -> Vec<bool> {
    let mut before = vec![0usize; pieces.len() + 1];
    for (at, piece) in pieces.iter().enumerate() {
        before[at + 1] = before[at] + usize::from(piece.end_mark().is_some());
    }
    let half = WINDOW / 2;
    (0..pieces.len())
        .map(|at| {
            let (from, to) = (at.saturating_sub(half), (at + half + 1).min(pieces.len()));
            let needed = if pieces.len() <= half { 1 } else { MARKS_IN_WINDOW };
            before[to] - before[from] >= needed
        })
        .collect()
}

/// What typists write with a capital only where a sentence begins.
const CAPITAL: [&str; 26] = [
    "also", "and", "as", "at", "because", "but", "for", "he", "however", "if", "in", "it", "it's", "now",
    "so", "that", "that's", "the", "then", "there", "these", "they", "this", "we", "when", "you",
];

/// What such a capital says for the end of a sentence before it, in log-odds. Titles have them, too: "Gone With the Wind".
const BEGINS: f32 = 1.0;

/// The mark of a trusted source, as evidence that settles it.
fn settle(piece: &Piece, next: Option<&Piece>) -> [f32; 4] {
    const NEVER: f32 = f32::NEG_INFINITY;
    // "We are living with the virus However, we think": the typist forgot the mark.
    let forgotten = |next: &Piece| {
        piece.suffix.is_empty()
            && next.prefix.is_empty()
            && next.core.starts_with(char::is_uppercase)
            && next.core.chars().skip(1).all(|c| !c.is_uppercase())
            && CAPITAL.binary_search(&next.key().as_str()).is_ok()
    };
    match piece.end_mark() {
        Some('?') => [NEVER, NEVER, NEVER, 0.0],
        Some(_) => [NEVER, NEVER, 0.0, NEVER],
        None if next.is_some_and(|next| next.before.turn || next.before.paragraph) => {
            [NEVER, NEVER, 0.0, NEVER]
        }
        None if next.is_some_and(forgotten) => [0.0, NEVER, BEGINS, BEGINS],
        // Commas are the source's own: they stay in the token's text.
        None => [0.0, NEVER, NEVER, NEVER],
    }
}

/// What the place after a word says about its mark, in log-odds against no mark. The pauses' worth was
/// judged by eye on timed captions: speakers breathe at sentence ends, but not only there.
fn likely(next: Option<&Place>) -> [f32; 4] {
    let Some(place) = next else { return [0.0; 4] };
    if place.turn {
        return [f32::NEG_INFINITY, f32::NEG_INFINITY, 0.0, 0.0];
    }
    let silence = match place.pause {
        Some(Millis(1200..)) => 3.0,
        Some(Millis(600..)) => 2.0,
        Some(Millis(300..)) => 0.7,
        Some(_) => -0.4,
        None => 0.0,
    };
    let end = silence
        + if place.paragraph || place.sound.is_some() { 3.0 } else { 0.0 }
        + if place.filler { 0.3 } else { 0.0 };
    [0.0, 0.0, end, end]
}

/// What the source says about a change of speaker at a word, in log-odds.
fn turn_bias(place: &Place, speakers_known: bool) -> f32 {
    if place.turn {
        f32::INFINITY
    } else if speakers_known {
        f32::NEG_INFINITY
    } else {
        match place.pause {
            Some(Millis(600..)) => 0.5,
            Some(_) => -0.3,
            None => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::*;
    use crate::read::Cue;

    fn marked(text: &str) -> String {
        let (_, pieces) = pieces(&[Cue::spoken(None, text)]);
        let decisions = decide(&pieces, false).decisions;
        let words: Vec<String> = pieces
            .iter()
            .zip(decisions)
            .map(|(piece, decision)| match decision.mark {
                Mark::None => piece.core.clone(),
                Mark::Comma => piece.core.clone() + ",",
                Mark::Stop => piece.core.clone() + ".",
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
    fn ends_sentences_where_a_typist_forgot_to() {
        let text = "It came early. We are all living with the virus However, we think that it will end. Yes.";
        assert!(marked(text).contains("the virus. However"), "{}", marked(text));
        let title = "It was late. We all went to see The Wind in the Tower that year. Yes.";
        assert!(marked(title).contains("to see The Wind in the Tower that year."), "{}", marked(title));
    }

    #[test]
    fn ends_sentences_of_bare_captions() {
        let text = "we built a very large tower on the rock in the sea that year and nobody believed in it do you think the board had too much power";
        let marked = marked(text);
        assert!(marked.contains("believed in it. do you think"), "{marked}");
        assert!(marked.ends_with("power?"), "{marked}");
    }
}
