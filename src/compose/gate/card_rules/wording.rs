//! How fronts and answers are worded.

use crate::compose::cards::draft::Checked;
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;

/// Words of a front at most, and of a question at most.
const FRONT: usize = 35;
const QUESTION: usize = 25;
/// Words of an answer at most, and of a definition at most (Wozniak's minimum information principle).
const ANSWER: usize = 15;
const DEFINITION: usize = 25;

/// C2: an answer is short.
pub(super) fn has_a_long_answer(card: &Checked) -> Option<String> {
    let most = if card.draft.kind == CardKind::Definition { DEFINITION } else { ANSWER };
    let words = card.answer.len();
    (words > most).then(|| format!("the answer has {words} words, more than {most}"))
}

/// C3: a front is neither a keyword nor a paragraph.
pub(super) fn has_the_wrong_length(card: &Checked) -> Option<String> {
    let words = card.shown.len();
    let (least, most) = match (card.is_cloze(), card.draft.kind) {
        (true, _) => (6, FRONT),
        // "What is dovetailing?"
        (false, CardKind::Definition | CardKind::Question) => (3, QUESTION),
        (false, _) => (5, QUESTION),
    };
    (!(least..=most).contains(&words)).then(|| format!("the front has {words} words"))
}

/// C4: one question is asked.
pub(super) fn asks_twice(card: &Checked) -> Option<String> {
    const WORDS: Words = Words::new("are can could did do does how is was were what when where why");
    let Face::Question { front } = &card.draft.face else { return None };
    if front.matches('?').count() > 1 || front.contains(';') {
        return Some("more than one question".to_owned());
    }
    card.shown
        .words
        .windows(2)
        .any(|pair| pair[0].is(&["and", "or"]) && WORDS.has(&pair[1].key))
        .then(|| "a second question is joined".to_owned())
}

/// C5: a question ends like one.
pub(super) fn has_no_question_mark(card: &Checked) -> Option<String> {
    match &card.draft.face {
        Face::Question { front } if !front.ends_with('?') => Some("no question mark at the end".to_owned()),
        _ => None,
    }
}

/// C6: a question can't be answered by yes or no, nor by choosing between two things it names.
pub(super) fn asks_yes_or_no(card: &Checked) -> Option<String> {
    const OPENINGS: Words = Words::new(
        "am are aren't can can't could did didn't do does doesn't don't had has have is isn't may
        might must shall should was wasn't were will won't would",
    );
    let Face::Question { .. } = &card.draft.face else { return None };
    let first = card.shown.words.first()?;
    if OPENINGS.has(&first.key) {
        return Some("a question for yes or no".to_owned());
    }
    (card.answer.len() == 1 && card.answer.words[0].is(&["yes", "no", "true", "false", "yeah", "nope"]))
        .then(|| "the answer is yes or no".to_owned())
}

/// C8: nothing of the noise of conversation is left.
pub(super) fn has_residue(card: &Checked) -> Option<String> {
    const NOISE: [&[&str]; 8] = [
        &["um"],
        &["uh"],
        &["er"],
        &["you", "know"],
        &["i", "mean"],
        &["kind", "of", "like"],
        &["sort", "of", "like"],
        &["blah"],
    ];
    const OPENINGS: Words = Words::new("and anyway but oh ok okay right so well yeah");
    for part in [&card.shown, &card.answer] {
        if let Some(noise) = NOISE.iter().find(|noise| part.find(0..part.len(), noise).is_some()) {
            return Some(format!("`{}` is left in it", noise.join(" ")));
        }
        if part.words.iter().any(|word| word.text.contains(['[', ']', '♪']) || word.text.contains(">>")) {
            return Some("a caption's mark is left in it".to_owned());
        }
    }
    let first = card.shown.words.first()?;
    OPENINGS.has(&first.key).then(|| format!("`{}` at the beginning", first.bare()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cloze, question};
    use super::*;

    #[test]
    fn c2() {
        assert_eq!(
            has_a_long_answer(&question("Why did they replace the tower?", "The rock was gone")),
            None
        );
        let long = "because the sea was eating away all of the rock that it had stood on for a hundred years";
        assert!(has_a_long_answer(&question("Why did they replace the tower?", long)).is_some());
    }

    #[test]
    fn c3() {
        assert_eq!(has_the_wrong_length(&question("Why did they replace it?", "Age")), None);
        assert!(has_the_wrong_length(&question("Why that?", "Age")).is_some());
    }

    #[test]
    fn c4() {
        assert_eq!(asks_twice(&question("What holds salt and sand together?", "Lime")), None);
        assert!(asks_twice(&question("What is lime and where is it found?", "Rock")).is_some());
    }

    #[test]
    fn c5() {
        assert_eq!(has_no_question_mark(&question("What is lime?", "Rock")), None);
        assert!(has_no_question_mark(&question("What is lime", "Rock")).is_some());
        assert_eq!(has_no_question_mark(&cloze("Lime is [rock].")), None);
    }

    #[test]
    fn c6() {
        assert_eq!(asks_yes_or_no(&question("What is lime?", "Rock")), None);
        assert!(asks_yes_or_no(&question("Is lime a rock?", "It is")).is_some());
        assert!(asks_yes_or_no(&question("What about lime as a rock?", "Yes")).is_some());
    }

    #[test]
    fn c8() {
        assert_eq!(has_residue(&question("What is lime?", "Rock")), None);
        assert!(has_residue(&question("So what is lime?", "Rock")).is_some());
        assert!(has_residue(&question("What is lime?", "Rock, you know, stone")).is_some());
    }
}
