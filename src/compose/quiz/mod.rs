//! The quiz for a discussion group: what was said, what it means, what the group thinks of it.
//!
//! Factual questions are made of what the flashcards of the talk would ask, discussion questions of its
//! strongest passages. Three parts in the proportions of Shared Inquiry (Great Books Foundation).

mod discussion;
mod distractors;
mod factual;
mod plan;
#[cfg(test)]
mod tests;
mod turn;

use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;

use super::cards::Proposals;
use super::gate::{self, quiz::Checked, refuse};
use super::options::Options;
use super::study_set::{Dropped, Form, Quiz, QuizItem};
use crate::analyze::Analysis;
use crate::restore::Script;

/// Makes the quiz of a talk and says what was refused and why.
pub(crate) fn quiz(
    script: &Script,
    analysis: &Analysis,
    proposals: &Proposals,
    options: &Options,
) -> (Quiz, Vec<Dropped>) {
    let mut rng = ChaCha8Rng::seed_from_u64(options.seed);
    let mut dropped = Vec::new();
    let mut pass = |items: Vec<QuizItem>| -> Vec<QuizItem> {
        let mut passed = Vec::new();
        for item in items {
            let checked = Checked::new(script, &item);
            match refuse(&gate::quiz::RULES, &checked) {
                Some((rule, why)) => dropped.push(drop(&item, rule, why)),
                None => passed.push(item),
            }
        }
        passed
    };
    let (scores, factual): (Vec<f64>, Vec<QuizItem>) =
        factual::items(script, analysis, proposals).into_iter().unzip();
    let scores: std::collections::BTreeMap<String, f64> =
        factual.iter().map(|item| item.id.clone()).zip(scores).collect();
    let factual = pass(factual);
    let discussion = discussion::candidates(script, analysis);
    let wanted = plan::Wanted::new(script, options.questions, factual.len(), discussion.len());
    let mut items = plan::choose_factual(analysis, factual, &scores, wanted.factual, &mut rng);
    plan::balance_keys(&mut items, &mut rng);
    let talk =
        discussion::items(script, analysis, &discussion, (wanted.interpretive, wanted.evaluative), &mut rng);
    items.extend(pass(talk));
    items.sort_by(|a, b| {
        a.tier.cmp(&b.tier).then(a.evidence.sentences.start.cmp(&b.evidence.sentences.start))
    });
    (Quiz { seed: options.seed, items }, dropped)
}

fn drop(item: &QuizItem, rule: &'static str, why: String) -> Dropped {
    let (kind, answer) = match &item.form {
        Form::MultipleChoice { options, key } => ("multiple_choice", options[*key].text.clone()),
        Form::ShortAnswer { key } => ("short_answer", key.clone()),
        Form::Discussion { .. } => ("discussion", String::new()),
    };
    Dropped {
        what: "quiz",
        kind: kind.to_owned(),
        text: item.stem.clone(),
        answer,
        rule,
        why,
        sentence: item.evidence.sentences.start,
    }
}
