//! Questions with one answer in the talk: those that its flashcards ask.

use super::distractors::{Pool, Wanted};
use crate::analyze::Analysis;
use crate::compose::options::Options;
use crate::compose::study_set::{Bloom, Card, CardKind, Choice, Face, Form, QuizItem, Tier};
use crate::compose::{cards, identity};
use crate::restore::Script;

/// What stands for the missing words in a stem.
const GAP: &str = "(…)";

/// Every factual item that the talk carries, in its order: multiple choice where the talk has good
/// distractors, else a short answer.
pub(super) fn items(script: &Script, analysis: &Analysis) -> Vec<QuizItem> {
    let mut everything = Options::default();
    everything.max_cards = Some(usize::MAX);
    everything.per_topic = Some(usize::MAX);
    let (cards, _) = cards::cards(script, analysis, &everything);
    let pool = Pool::new(script, analysis);
    cards.iter().map(|card| item(script, &pool, card)).collect()
}

fn item(script: &Script, pool: &Pool, card: &Card) -> QuizItem {
    let kind = sort(card);
    let (stem, form) = match (&card.face, kind) {
        (Face::Question { front }, _) => (front.clone(), Form::ShortAnswer { key: card.answer.clone() }),
        (Face::Cloze { before, after, .. }, kind) => {
            let statement = format!("{before}{GAP}{after}");
            let form = choices(pool, card, kind, &format!("{before} {after}"), before);
            (format!("{} “{}”", kind.lead(&form), statement.trim()), form)
        }
    };
    let bloom = match (&form, card.kind) {
        (_, CardKind::Cause) => Bloom::Understand,
        (Form::ShortAnswer { .. }, CardKind::Definition | CardKind::Question) => Bloom::Understand,
        _ => Bloom::Remember,
    };
    QuizItem {
        id: identity::id("quiz", script, card.evidence.sentences.clone()),
        tier: Tier::Factual,
        bloom,
        stem,
        form,
        evidence: card.evidence.clone(),
        minutes: 1,
    }
}

/// What kind of words are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Year,
    Number,
    Name,
    Term,
}

impl Missing {
    /// The question that introduces the statement.
    fn lead(self, form: &Form) -> &'static str {
        let choice = matches!(form, Form::MultipleChoice { .. });
        match (self, choice) {
            (Self::Year, _) => "Which year belongs in this statement?",
            (Self::Number, _) => "Which number belongs in this statement?",
            (Self::Name, _) => "Which name belongs in this statement?",
            (Self::Term, true) => "Which of these belongs in this statement?",
            (Self::Term, false) => "Which words are missing in this statement?",
        }
    }
}

fn sort(card: &Card) -> Missing {
    let year = matches!(&card.face, Face::Cloze { hint: Some(hint), .. } if hint == "year");
    if year {
        Missing::Year
    } else if card.kind == CardKind::Number {
        Missing::Number
    } else if is_name(card) {
        Missing::Name
    } else {
        Missing::Term
    }
}

/// Whether the hidden words are written as a name where a capital says something: not at the beginning.
fn is_name(card: &Card) -> bool {
    let Face::Cloze { before, .. } = &card.face else { return false };
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    !before.trim().is_empty() && card.answer.split(' ').all(capital)
}

fn choices(pool: &Pool, card: &Card, kind: Missing, visible: &str, before: &str) -> Form {
    let wanted = match kind {
        Missing::Year | Missing::Number => Wanted::Number,
        Missing::Name => Wanted::Name,
        Missing::Term => Wanted::Term,
    };
    let distractors = pool.distractors(card, wanted, visible, before);
    if distractors.len() < 2 {
        return Form::ShortAnswer { key: card.answer.clone() };
    }
    let right = Choice { text: card.answer.clone(), sentence: card.evidence.sentences.start };
    let mut options = distractors;
    options.insert(0, right);
    Form::MultipleChoice { options, key: 0 }
}
