//! True or false: a statement of the talk, as it was said or with a wrong number or name in it, to be
//! put right by the group.

use rand::RngExt as _;
use rand::rngs::ChaCha8Rng;

use super::factual::{Missing, SAYABLE, choices, sort, worth};
use super::{Material, Scored};
use crate::analyze::stem;
use crate::compose::clause::{Clause, Word, capitalised};
use crate::compose::identity;
use crate::compose::study_set::{Bloom, Card, CardKind, Choice, Face, Form, QuizItem, Tier};
use crate::compose::words::Words;

/// Words of a statement at most: the group hears it once.
const LONGEST: usize = 26;
/// How often the statement is false: a false one asks for more.
const FALSE: f64 = 0.6;

/// Every statement in which another number or name of the talk could stand. Other words are left to
/// multiple choice: a wrong one makes nonsense of the sentence, and nonsense is no question.
pub(super) fn items(material: &Material<'_>, rng: &mut ChaCha8Rng) -> Vec<Scored> {
    let mut found = Vec::new();
    for card in material.cards.iter().filter(|card| card.kind != CardKind::List) {
        let Face::Cloze { before, after, .. } = &card.face else { continue };
        let kind = sort(&material.pool, card);
        if kind == Missing::Term || kind == Missing::Name && is_said_once(material, card) {
            continue;
        }
        let Some(worth) = worth(material.analysis, card) else { continue };
        let Form::MultipleChoice { options, key } =
            choices(&material.pool, card, kind, &format!("{before} {after}"), before)
        else {
            continue;
        };
        let wrong: Vec<Choice> =
            options.into_iter().enumerate().filter(|(at, _)| *at != key).map(|(_, option)| option).collect();
        let is_false = rng.random_bool(FALSE);
        let swapped = is_false.then(|| wrong[rng.random_range(0..wrong.len())].clone());
        let shown = swapped.as_ref().map_or(card.answer.as_str(), |choice| choice.text.as_str());
        let statement = capitalised(format!("{before}{shown}{after}").trim());
        let said = format!("{before}{}{after}", card.answer);
        let words = statement.split(' ').count();
        let refused = words > LONGEST
            || begins_elsewhere(&statement)
            || statement.contains(['“', '”', '"', '?'])
            || !says_so(&material.script.text(card.evidence.sentences.clone()), &said);
        if refused {
            continue;
        }
        let item = QuizItem {
            id: identity::id("true_false", material.script, card.evidence.sentences.clone()),
            tier: Tier::Factual,
            bloom: Bloom::Remember,
            stem: format!("True or false? If it is false, put it right: “{statement}”"),
            form: Form::TrueFalse { key: card.answer.clone(), swapped },
            evidence: card.evidence.clone(),
            against: None,
            minutes: 1,
        };
        found.push((worth + SAYABLE, item));
    }
    found
}

/// Whether a word of what a card hides is said nowhere else: captions may have misheard it.
pub(super) fn is_said_once(material: &Material<'_>, card: &Card) -> bool {
    let said = |word: &Word| material.analysis.stems.get(&stem(&word.key)).copied().unwrap_or(0);
    Clause::parse(&card.answer).words.iter().any(|word| word.pos.is_nominal() && said(word) < 2)
}

/// Whether a statement, in the words of the talk, is one, and is said to be so: "imagine if Amazon lost" doesn't say that it did, and "based on a
/// flawless supply chain" nothing.
fn says_so(quote: &str, said: &str) -> bool {
    const SUPPOSED: Words = Words::new("assume if imagine pretend say suppose supposing unless");
    /// By so many words the statement is found in the quote.
    const FIRST: usize = 3;
    let clause = Clause::parse(said);
    let whole = 0..clause.len();
    let quote = Clause::parse(quote);
    let first = &clause.words[..clause.len().min(FIRST)];
    let begins = |words: &[Word]| words.iter().zip(first).all(|(quoted, said)| quoted.key == said.key);
    let Some(start) = quote.words.windows(first.len().max(1)).position(begins) else { return false };
    // In the same sentence.
    let before = quote.words[..start].iter().rev().take_while(|word| !word.text.ends_with(['.', '?', '!']));
    clause.states(&whole)
        && clause.flaw(whole).is_none()
        && !before.into_iter().any(|word| SUPPOSED.has(&word.key))
}

/// Whether a pronoun comes before anything happens: "Over 300 feet, it was one of the wonders".
fn begins_elsewhere(statement: &str) -> bool {
    let clause = Clause::parse(statement);
    let first = clause.finite(0..clause.len()).unwrap_or(clause.len());
    clause.words[..first].iter().any(|word| {
        word.is(&["it", "its", "he", "his", "she", "her", "they", "their", "this", "these"])
            || word.key.contains('\'')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_what_is_said_to_be_so() {
        let says = |quote: &str, statement: &str| says_so(quote, statement);
        assert!(says("The company lost the race in 1901.", "The company lost the race in 1901."));
        assert!(!says(
            "Well, imagine they came along, and the company lost the race in 1901.",
            "The company lost the race in 1901."
        ));
        assert!(says(
            "If you say so. The company lost the race in 1901.",
            "The company lost the race in 1901."
        ));
        assert!(!says("In 1901, based on a chain of lamps.", "In 1901, based on a chain of lamps."));
    }
}
