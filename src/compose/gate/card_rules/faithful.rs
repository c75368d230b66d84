//! Whether a card says what was said.

use crate::analyze::stem;
use crate::compose::cards::draft::{Checked, stems_of};
use crate::compose::clause::Clause;
use crate::compose::spoken::{contains, letters};
use crate::compose::study_set::{CardKind, Face};

/// Words that a question may have and its evidence not: question words, do-support, and those
/// with which definitions are asked.
const ASKING: [&str; 8] = ["mean", "means", "refer", "refers", "stand", "stands", "term", "called"];

/// C1: the answer is a part of the evidence, and so is everything that is shown.
pub(super) fn is_not_in_the_talk(card: &Checked) -> Option<String> {
    let evidence = letters(&card.evidence);
    if !contains(&evidence, &letters(&card.draft.answer)) {
        return Some("the answer isn't a part of what was said".to_owned());
    }
    match &card.draft.face {
        Face::Cloze { before, after, .. } => {
            // Two sentences are shown without the residue that may stand between them.
            let whole = format!("{before}{}{after}", card.draft.answer);
            let said = whole.split_inclusive(". ").all(|sentence| contains(&evidence, &letters(sentence)));
            (!said).then(|| "the sentence isn't what was said".to_owned())
        }
        Face::Question { .. } => {
            let mut said = stems_of(&card.evidence);
            if let Some(asked) = &card.asked {
                said.extend(stems_of(asked));
            }
            // A base form may differ from the stem of its past: "lost", "lose".
            let known = |word: &str| {
                said.contains(&stem(word))
                    || ASKING.contains(&word)
                    || crate::compose::clause::verb::past_of(word).any(|past| said.contains(&stem(past)))
            };
            card.shown.words[frame(&card.shown)..]
                .iter()
                .filter(|word| !crate::compose::clause::is_stop(&word.key))
                .find(|word| word.key.chars().any(char::is_alphanumeric) && !known(&word.key))
                .map(|word| format!("`{}` wasn't said there", word.bare()))
        }
    }
}

/// "What does NAME think ...": those words say whose opinion is asked for, and needn't be said.
fn frame(front: &Clause) -> usize {
    let asks =
        front.words.len() > 1 && front.words[0].is(&["what"]) && front.words[1].is(&["does", "do", "did"]);
    let verb = front.words.iter().position(|word| word.is(&["think", "say"]));
    verb.filter(|_| asks).map_or(0, |at| at + 1)
}

/// Words that make a claim less than a fact.
const HEDGES: [&[&str]; 33] = [
    &["i", "think"],
    &["i", "guess"],
    &["i", "believe"],
    &["i", "suppose"],
    &["i", "suspect"],
    &["i", "hope"],
    &["i", "expect"],
    &["i", "feel"],
    &["i", "assume"],
    &["we", "think"],
    &["maybe"],
    &["perhaps"],
    &["probably"],
    &["possibly"],
    &["might"],
    &["seems"],
    &["seem"],
    &["supposedly"],
    &["allegedly"],
    &["apparently"],
    &["arguably"],
    &["presumably"],
    &["i'm", "not", "sure"],
    &["not", "sure"],
    &["don't", "know"],
    &["people", "say"],
    &["people", "think"],
    &["they", "say"],
    &["could", "be"],
    &["in", "my", "opinion"],
    &["i'd", "say"],
    &["i", "would", "say"],
    &["if"],
];

/// C21: a claim that was hedged keeps its hedge. A gap leaves the sentence as it is, so only what
/// was cut from its ends counts; in a question the hedge has to be in front or answer.
pub(super) fn drops_a_hedge(card: &Checked) -> Option<String> {
    // The host's own question is answered in the guest's own words.
    if card.draft.kind == CardKind::Question {
        return None;
    }
    let evidence: Vec<String> = Clause::keys(&card.evidence).collect();
    let evidence = bearing(card, &evidence);
    let hedged = |hedge: &[&str]| evidence.windows(hedge.len()).any(|keys| keys == hedge);
    let shows = |clause: &Clause, hedge: &[&str]| clause.find(0..clause.len(), hedge).is_some();
    // "What does NAME think ..." is the hedge.
    let asked_as_opinion = card.shown.words[..frame(&card.shown)].iter().any(|word| word.is(&["think"]));
    HEDGES
        .iter()
        .filter(|hedge| !(asked_as_opinion && hedge[0] == "i"))
        .find(|hedge| hedged(hedge) && !shows(&card.shown, hedge) && !shows(&card.answer, hedge))
        .map(|hedge| format!("`{}` was said and isn't shown", hedge.join(" ")))
}

/// The words of the evidence that bear on what is shown: from a little before to a little after what the card takes
/// from it, for hedges also follow ("..., I think"). What a speaker doubts in another clause is something else.
fn bearing<'a>(card: &Checked, evidence: &'a [String]) -> &'a [String] {
    const AROUND: usize = 5;
    let place = |part: &Clause| {
        let length = part.len();
        let taken = |keys: &[String]| keys.iter().eq(part.words.iter().map(|word| &word.key));
        let start = evidence.windows(length.max(1)).position(taken)?;
        Some(start..start + length)
    };
    let used = match &card.draft.face {
        Face::Cloze { .. } => place(&card.shown),
        Face::Question { .. } => None,
    };
    let Some(used) = used else { return evidence };
    // "..., which I think for such a model is a lot": a clause of its own.
    let another = |key: &String| {
        ["which", "who", "where", "but", "and", "so", "because", "although", "though"].contains(&key.as_str())
    };
    let start = used.start.saturating_sub(AROUND);
    let end = (used.end..(used.end + AROUND).min(evidence.len()))
        .find(|&at| another(&evidence[at]))
        .unwrap_or((used.end + AROUND).min(evidence.len()));
    &evidence[start..end]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cloze, question};
    use super::*;

    fn with(mut card: Checked, evidence: &str) -> Checked {
        card.evidence = evidence.to_owned();
        card
    }

    #[test]
    fn c1() {
        let said = "The mirrors lost light because the polish wore off.";
        let card = question("Why did the mirrors lose light?", "Because the polish wore off");
        assert_eq!(is_not_in_the_talk(&with(card.clone(), said)), None);
        assert!(is_not_in_the_talk(&with(card, "The mirrors lost light because of the polish.")).is_some());
        let card = question("Why did the lamps lose light?", "Because the polish wore off");
        assert!(is_not_in_the_talk(&with(card, said)).is_some());
        assert!(is_not_in_the_talk(&with(cloze("The mirrors lost [light]."), said)).is_none());
        assert!(is_not_in_the_talk(&with(cloze("The mirrors lost [all light]."), said)).is_some());
    }

    #[test]
    fn c21() {
        let card = question("Why did the mirrors lose light?", "Because the polish wore off");
        assert_eq!(drops_a_hedge(&card), None);
        let said = "I think the mirrors lost light because the polish wore off.";
        assert!(drops_a_hedge(&with(card, said)).is_some());
        let card = cloze("The mirrors lost half of the [light].");
        let said = "The mirrors lost half of the light, I think.";
        assert!(drops_a_hedge(&with(card.clone(), said)).is_some());
        let said = "The mirrors lost half of the light, which I think is a lot.";
        assert_eq!(drops_a_hedge(&with(card, said)), None);
    }
}
