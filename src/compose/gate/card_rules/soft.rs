//! What makes a card worse and isn't reason enough to drop it.

use crate::compose::cards::draft::Checked;
use crate::compose::study_set::CardKind;

/// Words of an answer from which on it is hard to say by heart, and of a definition.
const ANSWER: usize = 8;
const DEFINITION: usize = 15;
/// Words of a front that are read in one go.
const FRONT: usize = 20;

/// C2: an answer is a few words.
pub(super) fn has_a_lengthy_answer(card: &Checked) -> Option<String> {
    let most = if card.draft.kind == CardKind::Definition { DEFINITION } else { ANSWER };
    let words = card.answer.len();
    (words > most).then(|| format!("the answer has {words} words, better {most} at most"))
}

/// C3: a question is short.
pub(super) fn has_a_lengthy_question(card: &Checked) -> Option<String> {
    let words = card.shown.len();
    (!card.is_cloze() && words > FRONT)
        .then(|| format!("the front has {words} words, better {FRONT} at most"))
}

/// C22: who "I" is, only the talk tells.
pub(super) fn speaks_in_the_first_person(card: &Checked) -> Option<String> {
    if !card.is_cloze() {
        return None;
    }
    let own = card.shown.words.iter().find(|word| {
        let head = word.key.split('\'').next().unwrap_or_default();
        matches!(head, "i" | "my" | "me" | "mine" | "myself")
    });
    own.map(|word| format!("`{}` isn't known without the talk", word.bare()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cloze, question};
    use super::*;

    #[test]
    fn c2() {
        assert_eq!(has_a_lengthy_answer(&question("Why did the tower fall?", "The rock was gone")), None);
        let long = "because the sea had eaten away all of the rock";
        assert!(has_a_lengthy_answer(&question("Why did the tower fall?", long)).is_some());
    }

    #[test]
    fn c3() {
        assert_eq!(has_a_lengthy_question(&question("Why did the tower fall?", "Age")), None);
        let long = format!("Why did the tower {}fall?", "that stood there ".repeat(6));
        assert!(has_a_lengthy_question(&question(&long, "Age")).is_some());
    }

    #[test]
    fn c22() {
        assert_eq!(speaks_in_the_first_person(&cloze("The tower fell off the [rock].")), None);
        assert!(speaks_in_the_first_person(&cloze("I've seen it fall off the [rock].")).is_some());
    }
}
