//! Who said it? For talks of at least three people who are known by name.

use std::collections::BTreeMap;

use rand::rngs::ChaCha8Rng;

use super::{Material, Scored};
use crate::compose::identity;
use crate::compose::study_set::{Bloom, Choice, Form, QuizItem, Tier};

/// What a speaker has to say of the talk to be an option, as a share of its sentences.
const HEARD: f64 = 0.04;
/// Options at least, and at most.
const OPTIONS: std::ops::RangeInclusive<usize> = 3..=4;
/// The least score of a statement that somebody may be remembered for.
const STRIKING: f64 = 0.3;

/// What it is worth more as a question than as a statement, on the scale of cards.
const WELCOME: f64 = 0.5;
/// Words of a sentence that says something.
const TELLING: usize = 8;

/// Every striking statement of a speaker who has a name, with the other speakers to choose from.
pub(super) fn items(material: &Material<'_>, _: &mut ChaCha8Rng) -> Vec<Scored> {
    let script = material.script;
    let speaker = |sentence: usize| script.attributed(sentence..sentence + 1);
    // By speaker: the first sentence that says something, and how many there are.
    let mut heard: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, sentence) in script.sentences.iter().enumerate() {
        let Some(id) = speaker(at) else { continue };
        match heard.get_mut(&id) {
            Some((_, count)) => *count += 1,
            // What is shown of somebody else isn't "Hello."
            None if sentence.tokens.len() >= TELLING => drop(heard.insert(id, (at, 1))),
            None => {}
        }
    }
    let least = HEARD * script.sentences.len() as f64;
    let name = |id: usize| script.speakers[id].name.as_str();
    heard.retain(|&id, (_, count)| {
        let speaker = &script.speakers[id];
        let proper = name(id).split(' ').all(|word| word.starts_with(char::is_uppercase));
        // "The journalist" may be many.
        let person = speaker.called().is_some_and(|called| called == speaker.name);
        person && proper && *count as f64 >= least
    });
    if heard.len() < *OPTIONS.start() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for candidate in material.statements {
        let Some(said_by) = speaker(candidate.sentence).filter(|id| heard.contains_key(id)) else { continue };
        let telling =
            heard.keys().any(|&id| name(id).split(' ').any(|part| candidate.statement.contains(part)));
        if telling || candidate.score < STRIKING {
            continue;
        }
        // Those who speak most are the likeliest.
        let mut others: Vec<(usize, usize, usize)> = heard
            .iter()
            .filter(|(id, _)| **id != said_by)
            .map(|(&id, &(first, count))| (usize::MAX - count, id, first))
            .collect();
        others.sort_unstable();
        others.truncate(OPTIONS.end() - 1);
        let choice = |id: usize, sentence| Choice { text: name(id).to_owned(), sentence };
        let mut options = vec![choice(said_by, candidate.sentence)];
        options.extend(others.into_iter().map(|(_, id, first)| choice(id, first)));
        let item = QuizItem {
            id: identity::id("who", script, candidate.sentence..candidate.sentence + 1),
            tier: Tier::Factual,
            bloom: Bloom::Remember,
            stem: format!("Who said this? “{}”", candidate.statement),
            form: Form::MultipleChoice { options, key: 0 },
            evidence: crate::compose::study_set::Evidence {
                sentences: candidate.sentence..candidate.sentence + 1,
                topic: candidate.evidence.topic,
            },
            against: None,
            minutes: 1,
        };
        found.push((candidate.score + WELCOME, item));
    }
    found
}
