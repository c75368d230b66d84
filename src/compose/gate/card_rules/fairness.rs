//! Whether a card asks for one thing that has to be known.

use crate::compose::cards::draft::{Checked, stems, stems_of};
use crate::compose::study_set::{CardKind, Face};

/// Share of the answer's words that the front may say.
const GIVEN_AWAY: f64 = 0.5;

/// C11: the front doesn't say the answer.
pub(super) fn gives_the_answer_away(card: &Checked) -> Option<String> {
    if card.is_cloze() {
        return None; // C13 is stricter
    }
    let answer = stems(&card.answer);
    if answer.is_empty() {
        return Some("the answer says nothing".to_owned());
    }
    let front = stems_of(&card.visible);
    let given = answer.intersection(&front).count();
    (given as f64 > GIVEN_AWAY * answer.len() as f64).then(|| "the front says most of the answer".to_owned())
}

/// C11: the title of the talk and the name of who speaks, which stand on the card, don't say the answer.
pub(super) fn is_told_by_the_small_print(card: &Checked) -> Option<String> {
    let answer = stems(&card.answer);
    let told = card.small_print.iter().any(|shown| answer.is_subset(&stems_of(shown)));
    (told && !answer.is_empty()).then(|| "the title or the speaker's name says the answer".to_owned())
}

/// C11: who knows what the talk is about doesn't know the answer, unless he is told what that is: "`[Envoy]` is a proxy".
pub(super) fn hides_what_the_talk_is_about(card: &Checked) -> Option<String> {
    let Face::Cloze { before, after, .. } = &card.draft.face else { return None };
    let after: Vec<&str> = after.split_whitespace().collect();
    let defines = before.split_whitespace().count() <= 1
        && matches!(
            after.as_slice(),
            ["is" | "are" | "was" | "were", "a" | "an" | "the" | "what" | "where" | "when", ..]
        );
    (card.is_subject && !defines).then(|| "the answer is what the whole talk is about".to_owned())
}

/// C15: an answer isn't a list (Wozniak: avoid sets).
pub(super) fn asks_for_a_list(card: &Checked) -> Option<String> {
    if card.draft.kind == CardKind::List {
        return None; // one item at a time
    }
    let items = card.draft.answer.matches(", ").count() + card.draft.answer.matches("; ").count();
    let short = card.answer.len() <= 6 * (items + 1);
    (items >= 2 && short && card.answer.words.iter().any(|word| word.is(&["and", "or"])) || items >= 3)
        .then(|| "the answer is a list".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cloze, question};
    use super::*;

    #[test]
    fn c11() {
        assert_eq!(
            gives_the_answer_away(&question("Why do lenses stay thin?", "The glass is cut into rings")),
            None
        );
        assert!(
            gives_the_answer_away(&question("Why do thin lenses stay thin?", "They are thin lenses"))
                .is_some()
        );
    }

    #[test]
    fn c11_of_the_small_print() {
        let told = |text: &str| {
            let small_print =
                vec!["The Changelog 418: Envoy, with Matt Klein".to_owned(), "Ada Byron".to_owned()];
            is_told_by_the_small_print(&Checked { small_print, ..cloze(text) }).is_some()
        };
        assert!(told("The proxy that Lyft wrote is called [Envoy]."));
        assert!(!told("The proxy that Lyft wrote is called [Envoy Mobile]."));
        assert!(told("The proxy of Lyft was written by [Ada Byron]."), "who says it herself");
        assert_eq!(is_told_by_the_small_print(&cloze("The proxy is called [Envoy].")), None);
    }

    #[test]
    fn c11_of_what_the_talk_is_about() {
        let told =
            |text: &str| hides_what_the_talk_is_about(&Checked { is_subject: true, ..cloze(text) }).is_some();
        assert!(told("Every developer at the firm was using [Envoy]."));
        assert!(!told("[Envoy] is a proxy that stands beside every service."));
        assert_eq!(hides_what_the_talk_is_about(&cloze("Every developer was using [Envoy].")), None);
    }

    #[test]
    fn c15() {
        assert_eq!(asks_for_a_list(&question("What did people burn?", "Coal, mostly")), None);
        assert!(asks_for_a_list(&question("What did people burn?", "Coal, wood, and candles")).is_some());
    }
}
