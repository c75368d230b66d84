//! What was answered? Questions of the talk itself, as far as somebody's answer to them can be read out.

use rand::rngs::ChaCha8Rng;

use super::{Material, Scored};
use crate::compose::identity;
use crate::compose::opening::without_opening;
use crate::compose::study_set::{Bloom, Evidence, Form, QuizItem, Tier};
use crate::restore::{Sentence, Speaker};

/// How good a pair of question and answer must be, and how much that counts.
const LEAST: f64 = 0.9;
const COUNTS: f64 = 0.15;
/// What a question is worth as one, on the scale of cards: less than one for a fact that has as good sentences.
const WORTH: f64 = 0.3;
/// Words of a question that is heard and kept in mind, and of an answer that says something.
const ASKED: std::ops::RangeInclusive<usize> = 5..=30;
const ANSWERED: std::ops::RangeInclusive<usize> = 6..=70;

/// Every question of the talk that was answered well.
pub(super) fn items(material: &Material<'_>, _: &mut ChaCha8Rng) -> Vec<Scored> {
    let script = material.script;
    let words = |sentences: &std::ops::Range<usize>| -> usize {
        script.sentences[sentences.clone()].iter().map(|sentence| sentence.tokens.len()).sum()
    };
    let topics = material.analysis.topics.iter().enumerate().filter(|(_, topic)| topic.left_out.is_none());
    let pairs = topics.flat_map(|(at, topic)| topic.questions.iter().map(move |asked| (at, asked)));
    pairs
        .filter_map(|(topic, asked)| {
            let answer = asked.answer.clone()?;
            // What leans on the sentence before is too long to be kept in mind, and who doesn't know has no answer.
            let fits = asked.score >= LEAST
                && asked.question.len() == 1
                && !evades(&script.sentences[answer.start].text())
                && ASKED.contains(&words(&asked.question))
                && ANSWERED.contains(&words(&answer));
            let who = script.attributed_to(answer.start).and_then(Speaker::called);
            let lead = match who {
                Some(who) => format!("What did {who} answer to this?"),
                None => "What was the answer to this?".to_owned(),
            };
            let question: Vec<String> =
                script.sentences[asked.question.clone()].iter().map(Sentence::text).collect();
            let item = QuizItem {
                id: identity::id("recall", script, answer.clone()),
                tier: Tier::Factual,
                bloom: Bloom::Remember,
                stem: format!("{lead} “{}”", without_opening(&question.join(" "))),
                form: Form::Recall,
                evidence: Evidence { sentences: answer, topic },
                against: None,
                minutes: 1,
            };
            fits.then_some((WORTH + COUNTS * asked.score, item))
        })
        .collect()
}

/// Whether somebody says that he can't answer.
fn evades(answer: &str) -> bool {
    const EVASIONS: [&str; 7] = [
        "i haven't",
        "i don't know",
        "i'm not sure",
        "i am not sure",
        "not going to",
        "won't comment",
        "no comment",
    ];
    let answer = answer.to_lowercase().replace('’', "'");
    EVASIONS.iter().any(|evasion| answer.contains(evasion))
}
