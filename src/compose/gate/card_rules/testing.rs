//! Cards for the tests of the rules.

use std::ops::Range;

use crate::compose::cards::draft::{Checked, Draft};
use crate::compose::study_set::{CardKind, Face};

const ONE: Range<usize> = 0..1;

/// A question card whose evidence says all that is in it.
pub(crate) fn question(front: &str, answer: &str) -> Checked {
    let draft = Draft {
        kind: CardKind::Cause,
        face: Face::Question { front: front.to_owned() },
        answer: answer.to_owned(),
        sentences: ONE,
        asked: None,
        fit: 1.0,
        judged: None,
    };
    Checked::new(draft, format!("{front} {answer}"), None, "Lenses".to_owned())
}

/// A cloze card from a sentence with the answer in brackets.
pub(crate) fn cloze(text: &str) -> Checked {
    let (before, rest) = text.split_once('[').unwrap();
    let (answer, after) = rest.split_once(']').unwrap();
    let draft = Draft {
        kind: CardKind::Term,
        face: Face::Cloze { before: before.to_owned(), after: after.to_owned(), hint: None },
        answer: answer.to_owned(),
        sentences: ONE,
        asked: None,
        fit: 1.0,
        judged: None,
    };
    Checked::new(draft, text.replace(['[', ']'], ""), None, "Lenses".to_owned())
}
