//! The quiz for a discussion group: what was said, what it means, what the group thinks of it.
//!
//! Factual questions are made of what the flashcards of the talk would ask, discussion questions of its
//! strongest statements. Three parts in the proportions of Shared Inquiry (Great Books Foundation).

pub(crate) mod discussion;
mod distractors;
mod factual;
mod matching;
mod numbers;
mod ordering;
mod plan;
mod recall;
#[cfg(test)]
mod tests;
mod truth;
mod turn;
mod who;

use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;

use super::cards::Proposals;
use super::gate::{self, quiz::Checked, refuse};
use super::options::Options;
use super::study_set::{Card, Dropped, Form, Note, Quiz, QuizItem};
use crate::analyze::Analysis;
use crate::restore::Script;
use discussion::Candidate;
use distractors::Pool;

/// What factual questions are made of; each form has a file of its own.
struct Material<'a> {
    script: &'a Script,
    analysis: &'a Analysis,
    /// Every card that passed its gate.
    cards: Vec<Card>,
    /// Wrong options.
    pool: Pool,
    /// Statements that stand alone.
    statements: &'a [Candidate],
}

/// The score of cards at least that questions are made of.
const LEAST: f64 = 0.12;

/// A question with how good it is thought to be.
type Scored = (f64, QuizItem);

/// What a quiz is made of besides the cards.
pub(crate) struct Said {
    statements: Vec<Candidate>,
    pool: Pool,
}

impl Said {
    /// Looks through a talk.
    pub(crate) fn new(script: &Script, analysis: &Analysis) -> Self {
        let (statements, pool) =
            rayon::join(|| discussion::candidates(script, analysis), || Pool::new(script, analysis));
        Self { statements, pool }
    }
}

/// Makes the quiz of a talk and its further editions, and says what was refused and why.
pub(crate) fn quizzes(
    script: &Script,
    analysis: &Analysis,
    proposals: &Proposals,
    said: Said,
    options: &Options,
) -> (Quiz, Vec<Quiz>, Vec<Dropped>) {
    let Said { mut statements, pool } = said;
    discussion::keep_worth_asking(&mut statements, script, options);
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
    let everything = Options {
        max_cards: Some(usize::MAX),
        per_topic: Some(usize::MAX),
        min_score: Some(LEAST),
        ..Options::default()
    };
    let (cards, _) = proposals.choose(script, &everything);
    let material = Material { script, analysis, cards, pool, statements: &statements };
    let mut gate = Gate { script, content: Arc::new(material.pool.content.clone()), dropped: Vec::new() };

    let makers = [factual::items, recall::items, truth::items, who::items, matching::items, ordering::items];
    let factual: Vec<Scored> = makers
        .iter()
        .flat_map(|make| make(&material, &mut rng))
        .filter(|(_, item)| options.levels.has(item.bloom))
        .collect();
    let factual: Vec<Scored> = factual.into_iter().filter(|(_, item)| gate.passes(item)).collect();
    let prompts: Vec<Candidate> = discussion::with_contrasts(&statements)
        .into_iter()
        .filter(|prompt| prompt.tiers(options.levels) != (false, false))
        .collect();

    let editions = 1 + options.further_editions;
    let wanted = plan::Wanted::new(script, options, factual.len(), &prompts);
    let prompts =
        discussion::choose(analysis, &prompts, (wanted.interpretive + wanted.evaluative) * editions);
    // The group's edition prints the passages that will be talked about, and so the answers in them.
    let printed = |item: &QuizItem| {
        item.sources().iter().any(|&sentence| prompts.iter().any(|prompt| prompt.reads_out(sentence)))
    };
    let factual = factual.into_iter().filter(|(_, item)| !printed(item)).collect();
    let chosen =
        plan::choose_factual(analysis, factual, wanted.factual * editions, &mut rng, |item, rule, why| {
            gate.refuse(item, rule, why);
        });
    let is_choice = |item: &QuizItem| matches!(item.form, Form::MultipleChoice { .. });
    let factual = plan::deal(&chosen, editions, wanted.factual, is_choice);
    let prompts = plan::deal(&prompts, editions, wanted.interpretive + wanted.evaluative, |_| false);

    let mut quizzes: Vec<Quiz> = factual
        .into_iter()
        .zip(prompts)
        .map(|(mut items, prompts)| {
            plan::balance_keys(&mut items, &mut rng);
            let talk = discussion::items(script, &prompts, wanted.evaluative, options.levels, &mut rng);
            items.extend(talk.into_iter().filter(|item| gate.passes(item)));
            items.sort_by(|a, b| {
                a.tier.cmp(&b.tier).then(a.evidence.sentences.start.cmp(&b.evidence.sentences.start))
            });
            if let Some(minutes) = options.minutes {
                plan::fit(&mut items, minutes);
            }
            let notes = gate::quiz::whole::NOTES
                .iter()
                .filter_map(|rule| {
                    let whole =
                        gate::quiz::whole::Whole { analysis, items: &items, minutes: options.minutes };
                    (rule.check)(&whole).map(|why| Note { rule: rule.id, why })
                })
                .collect();
            Quiz { seed: options.seed, items, notes }
        })
        .collect();
    let further = quizzes.split_off(1);
    (quizzes.remove(0), further, gate.dropped)
}

/// The gate with what it compares items with, and what it refused.
struct Gate<'a> {
    script: &'a Script,
    content: Arc<Vec<std::collections::BTreeSet<String>>>,
    dropped: Vec<Dropped>,
}

impl Gate<'_> {
    fn passes(&mut self, item: &QuizItem) -> bool {
        let checked = Checked::new(self.script, Arc::clone(&self.content), item);
        let Some((rule, why)) = refuse(&gate::quiz::RULES, &checked) else { return true };
        self.refuse(item, rule, why);
        false
    }

    fn refuse(&mut self, item: &QuizItem, rule: &'static str, why: String) {
        self.dropped.push(Dropped {
            what: "quiz",
            kind: item.form.name().to_owned(),
            text: item.stem.clone(),
            answer: item.form.key().unwrap_or_default(),
            rule,
            why,
            sentence: item.evidence.sentences.start,
        });
    }
}
