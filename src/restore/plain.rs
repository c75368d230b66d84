//! Sentences and turns by what the source itself says: for languages that the model hasn't learnt.

use super::marks::{Decision, Mark, Marks, punctuated};
use super::pieces::Piece;
use crate::read::Millis;

/// Silence that ends a stretch of talk which has no marks.
const PAUSE: Millis = Millis(800);
/// The shortest and the longest stretch that is made where nothing but smaller pauses and lines tells, in words.
const SHORTEST: usize = 8;
const LONGEST: usize = 30;

/// Decides for every piece: where the source is punctuated by its marks; elsewhere by turns, paragraphs, sounds and
/// pauses, and where those are far apart by the longest silence there is.
pub(super) fn decide(pieces: &[Piece]) -> Marks {
    let trusted = punctuated(pieces);
    let mut decisions: Vec<Decision> = trusted
        .into_iter()
        .map(|trusted| Decision { mark: Mark::None, turn: false, trusted, scores: None })
        .collect();
    for at in 0..pieces.len() {
        let next = pieces.get(at + 1).map(|next| &next.before);
        let breaks = next.is_none_or(|next| next.turn || next.paragraph);
        decisions[at].mark = match pieces[at].end_mark() {
            Some('?') => Mark::Question,
            Some(_) => Mark::Stop,
            None if breaks => Mark::Stop,
            None => Mark::None,
        };
        let silent = next.is_some_and(|next| next.sound.is_some() || next.pause >= Some(PAUSE));
        if decisions[at].mark == Mark::None && !decisions[at].trusted && silent {
            decisions[at].mark = Mark::Stop;
        }
    }
    let mut start = 0;
    for at in 0..pieces.len() {
        if decisions[at].mark == Mark::None && !decisions[at].trusted && at + 1 - start == LONGEST {
            let end = longest_silence(pieces, start + SHORTEST..at + 1);
            decisions[end].mark = Mark::Stop;
            start = end + 1;
        } else if decisions[at].mark != Mark::None || decisions[at].trusted {
            start = at + 1;
        }
    }
    Marks { decisions, voices: None }
}

/// The piece before the longest silence, the last one where there is none.
fn longest_silence(pieces: &[Piece], range: std::ops::Range<usize>) -> usize {
    let silence = |at: usize| pieces.get(at + 1).and_then(|next| next.before.pause).unwrap_or_default();
    range.max_by_key(|&at| (silence(at), at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Options, SentenceKind, restore};
    use crate::read::testing::transcript;

    fn sentences(text: &str) -> Vec<String> {
        let script = restore(transcript(text), &Options::default());
        script.sentences.iter().map(super::super::Sentence::text).collect()
    }

    #[test]
    fn trusts_the_marks_of_other_languages() {
        let spanish = "¿Cómo se construyó el faro que está en la roca? Con mucho cuidado y con las piedras de la isla. ¡Y nadie lo creía!";
        assert_eq!(
            sentences(spanish),
            [
                "¿Cómo se construyó el faro que está en la roca?",
                "Con mucho cuidado y con las piedras de la isla.",
                "¡Y nadie lo creía!"
            ]
        );
        let french =
            "Il répétait « la mer est plus forte que nous » et il est parti. Est-ce que tu le crois ?";
        assert_eq!(
            sentences(french),
            [
                "Il répétait «\u{a0}la mer est plus forte que nous\u{a0}» et il est parti.",
                "Est-ce que tu le crois\u{a0}?"
            ]
        );
        let arabic = restore(
            transcript("كيف بنيت المنارة على الصخرة؟ بنيت بالحجر من الجزيرة في ثلاث سنوات."),
            &Options::default(),
        );
        assert_eq!(arabic.sentences[0].kind, SentenceKind::Question);
        assert_eq!(arabic.sentences.len(), 2);
    }

    #[test]
    fn writes_japanese_without_spaces() {
        let japanese = "灯台は海の上の岩に建てられました。\nフレネルのレンズは1823年に\nパリで作られました。";
        assert_eq!(
            sentences(japanese),
            ["灯台は海の上の岩に建てられました。", "フレネルのレンズは1823年にパリで作られました。"]
        );
    }

    #[test]
    fn cuts_what_has_no_marks_and_adds_none() {
        let words =
            "el faro se construyó sobre una roca que el mar cubría dos veces al día y nadie creía en él ";
        let sentences = sentences(&words.repeat(5));
        assert!(sentences.len() > 2 && sentences.iter().all(|text| text.split(' ').count() <= 30));
        assert!(
            sentences.iter().all(|text| text.chars().all(|c| c.is_lowercase() || c == ' ')),
            "{sentences:?}"
        );
    }
}
