//! Whether a card can be understood months later.

use crate::compose::cards::draft::Checked;
use crate::compose::clause::Clause;

/// C7: no word of a question or of its answer points at something that the card doesn't show. What the answer points at may be in the front.
pub(super) fn points_outside(card: &Checked) -> Option<String> {
    if card.is_cloze() {
        return None; // see below
    }
    // In "What is that?" the question word is what is asked about, not what is pointed at.
    let shown = &card.shown;
    if let Some(word) = shown.dangling(0..shown.len()) {
        return Some(pointing(word));
    }
    let both = Clause { words: shown.words.iter().chain(&card.answer.words).cloned().collect() };
    both.dangling(0..both.len())
        .map(|word| format!("`{word}` in the answer points at something that isn't there"))
}

/// C7: a sentence with a gap doesn't begin with a word that points at something which isn't shown before it.
pub(super) fn begins_outside(card: &Checked) -> Option<String> {
    let begins = card.is_cloze() && card.lead.is_none();
    begins.then(|| card.shown.dangling(0..1)).flatten().map(pointing)
}

/// C7: no word of a sentence with a gap points at something that isn't in it, as far as a program can tell.
pub(super) fn may_point_outside(card: &Checked) -> Option<String> {
    card.is_cloze().then(|| card.shown.dangling(0..card.shown.len())).flatten().map(pointing)
}

fn pointing(word: &str) -> String {
    format!("`{word}` points at something that isn't there")
}

/// C9: a card doesn't speak of the recording it came from.
pub(super) fn speaks_of_the_recording(card: &Checked) -> Option<String> {
    const PHRASES: [&[&str]; 22] = [
        &["this", "episode"],
        &["this", "video"],
        &["this", "podcast"],
        &["this", "show"],
        &["the", "show"],
        &["this", "conversation"],
        &["the", "podcast"],
        &["the", "episode"],
        &["the", "video"],
        &["the", "speaker"],
        &["the", "text"],
        &["this", "talk"],
        &["my", "talk"],
        &["this", "interview"],
        &["show", "notes"],
        &["this", "call"],
        &["listeners"],
        &["our", "sponsor"],
        &["we'll", "talk"],
        &["we", "talked"],
        &["this", "slide"],
        &["next", "slide"],
    ];
    PHRASES
        .iter()
        .find(|phrase| card.shown.find(0..card.shown.len(), phrase).is_some())
        .map(|phrase| format!("speaks of the recording: `{}`", phrase.join(" ")))
}

/// C10: no time that is told from the day of the recording.
pub(super) fn has_relative_time(card: &Checked) -> Option<String> {
    const TIMES: [&[&str]; 27] = [
        &["today"],
        &["yesterday"],
        &["tomorrow"],
        &["tonight"],
        &["currently"],
        &["recently"],
        &["nowadays"],
        &["right", "now"],
        &["last", "year"],
        &["last", "week"],
        &["last", "month"],
        &["last", "night"],
        &["next", "year"],
        &["next", "week"],
        &["next", "month"],
        &["this", "year"],
        &["this", "week"],
        &["this", "month"],
        &["this", "morning"],
        &["this", "afternoon"],
        &["these", "days"],
        &["years", "ago"],
        &["year", "ago"],
        &["months", "ago"],
        &["weeks", "ago"],
        &["days", "ago"],
        &["at", "the", "moment"],
    ];
    [&card.shown, &card.answer]
        .iter()
        .find_map(|part| TIMES.iter().find(|time| part.find(0..part.len(), time).is_some()))
        .map(|time| format!("`{}` depends on the day of the recording", time.join(" ")))
}

/// C22: a question doesn't ask for what "we" or "I" did or think: who that is, only the talk tells.
pub(super) fn is_asked_in_the_first_person(card: &Checked) -> Option<String> {
    if card.is_cloze() {
        return None;
    }
    let own = card.answer.words.iter().find(|word| {
        let head = word.key.split('\'').next().unwrap_or_default();
        matches!(head, "i" | "my" | "me" | "mine" | "myself")
    });
    if let Some(word) = own {
        return Some(format!("`{}` in the answer isn't known without the talk", word.bare()));
    }
    card.shown
        .words
        .iter()
        .find(|word| {
            let head = word.key.split('\'').next().unwrap_or_default();
            matches!(head, "i" | "we" | "us" | "our" | "ours" | "my" | "me" | "mine" | "myself" | "ourselves")
        })
        .map(|word| format!("`{}` isn't known without the talk", word.bare()))
}

/// C16: the card says what it is about.
pub(super) fn has_no_context(card: &Checked) -> Option<String> {
    card.context.trim().is_empty().then(|| "no topic to show with it".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cloze, question};
    use super::*;
    use crate::compose::study_set::Lead;

    #[test]
    fn c7() {
        assert_eq!(
            points_outside(&question("Why does a lens stay thin?", "Because it is cut into rings")),
            None
        );
        assert!(points_outside(&question("Why does it stay thin?", "Because of the rings")).is_some());
        assert!(points_outside(&question("Why is mercury good?", "Because he liked friction")).is_some());
        assert!(begins_outside(&cloze("They smashed the [work].")).is_some());
        let lead = Lead { sentence: 0, text: "The keepers were angry.".to_owned() };
        assert_eq!(begins_outside(&Checked { lead: Some(lead), ..cloze("They smashed the [work].") }), None);
        let inside = cloze("In the tower they smashed the [work].");
        assert_eq!(begins_outside(&inside), None);
        assert!(may_point_outside(&inside).is_some());
    }

    #[test]
    fn c22() {
        assert_eq!(is_asked_in_the_first_person(&question("Why do lenses stay thin?", "We cut them")), None);
        assert!(
            is_asked_in_the_first_person(&question("Why do our lenses stay thin?", "They are cut")).is_some()
        );
    }

    #[test]
    fn c9() {
        assert_eq!(speaks_of_the_recording(&cloze("The tower is on the [rock].")), None);
        assert!(speaks_of_the_recording(&cloze("The tower of this episode is on the [rock].")).is_some());
    }

    #[test]
    fn c10() {
        assert_eq!(has_relative_time(&cloze("In 1903 the tower fell off the [rock].")), None);
        assert!(has_relative_time(&cloze("Last year the tower fell off the [rock].")).is_some());
    }

    #[test]
    fn c16() {
        let mut card = cloze("In 1903 the tower fell off the [rock].");
        assert_eq!(has_no_context(&card), None);
        card.context.clear();
        assert!(has_no_context(&card).is_some());
    }
}
