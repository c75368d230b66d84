//! The rules for flashcards, C1 to C24 of the published criteria that one card can be checked for.
//!
//! C17, C18 and C23 are about cards together: see [`select`](crate::compose::cards). C19 and C20 are about what is printed beside a card;
//! for anyone's deck [`lint`](crate::check::lint) checks all of them.

mod cloze;
mod fairness;
mod faithful;
mod safety;
mod soft;
mod standing;
#[cfg(test)]
pub(crate) mod testing;
mod wording;

use super::Rule;
use crate::compose::cards::draft::Checked;

/// The rules that a card has to keep, hardest first.
pub(crate) const RULES: [Rule<Checked>; 27] = [
    Rule { id: "C24", check: safety::breaks_anki },
    Rule { id: "C1", check: faithful::is_not_in_the_talk },
    Rule { id: "C21", check: faithful::drops_a_hedge },
    Rule { id: "C5", check: wording::has_no_question_mark },
    Rule { id: "C4", check: wording::asks_twice },
    Rule { id: "C6", check: wording::asks_yes_or_no },
    Rule { id: "C8", check: wording::has_residue },
    Rule { id: "C8", check: cloze::breaks_off },
    Rule { id: "C3", check: wording::has_the_wrong_length },
    Rule { id: "C2", check: wording::has_a_long_answer },
    Rule { id: "C7", check: standing::points_outside },
    Rule { id: "C22", check: standing::is_asked_in_the_first_person },
    Rule { id: "C9", check: standing::speaks_of_the_recording },
    Rule { id: "C10", check: standing::has_relative_time },
    Rule { id: "C16", check: standing::has_no_context },
    Rule { id: "C11", check: fairness::gives_the_answer_away },
    Rule { id: "C11", check: fairness::is_told_by_the_small_print },
    Rule { id: "C15", check: fairness::asks_for_a_list },
    Rule { id: "C12", check: cloze::hides_the_wrong_words },
    Rule { id: "C12", check: cloze::hides_half_a_name },
    Rule { id: "C12", check: cloze::hides_the_addressed },
    Rule { id: "C12", check: cloze::hides_one_of_several },
    Rule { id: "C12", check: cloze::hides_what_is_denied },
    Rule { id: "C12", check: cloze::hides_too_much },
    Rule { id: "C13", check: cloze::shows_too_little },
    Rule { id: "C13", check: cloze::shows_what_it_hides },
    Rule { id: "C14", check: cloze::has_several_gaps },
];

/// Those of them that look at no words of English.
pub(crate) const OF_ANY_LANGUAGE: [Rule<Checked>; 2] =
    [Rule { id: "C24", check: safety::breaks_anki }, Rule { id: "C14", check: cloze::has_several_gaps }];

/// The rules that need to know what is shown before a card.
pub(crate) const WITH_LEAD: [Rule<Checked>; 1] = [Rule { id: "C7", check: standing::begins_outside }];

/// The rules that a program often applies wrongly: of cards that break one of them readers kept as many as of others that score as well
/// (`tests/quality/CARDS.md`).
pub(crate) const DOUBTS: [Rule<Checked>; 3] = [
    Rule { id: "C7", check: standing::may_point_outside },
    Rule { id: "C11", check: fairness::hides_what_the_talk_is_about },
    Rule { id: "C13", check: cloze::shows_little },
];

/// The rules that a card should keep: `crib lint` warns where it doesn't.
pub(crate) const SOFT: [Rule<Checked>; 3] = [
    Rule { id: "C2", check: soft::has_a_lengthy_answer },
    Rule { id: "C3", check: soft::has_a_lengthy_question },
    Rule { id: "C22", check: soft::speaks_in_the_first_person },
];
