//! Flashcards, one kind a file.
//!
//! Every kind proposes drafts; the gate refuses what it doubts; [`select()`] takes the best of the
//! rest, spread over the talk.

mod cause;
mod claim;
mod contrast;
mod definition;
pub(crate) mod draft;
mod function;
mod number;
mod parts;
mod point;
mod question;
mod select;
mod talk;
mod term;
#[cfg(test)]
mod tests;

use draft::{Checked, Draft};
use select::{Candidate, select};
use talk::Talk;

use super::gate::{card_rules, refuse};
use super::identity;
use super::options::Options;
use super::study_set::{Card, CardKind, Dropped, Evidence};
use crate::analyze::Analysis;
use crate::restore::Script;

/// Words a minute where the source has no times.
const PACE: f64 = 150.0;
/// How much of a card's score is the salience of its evidence, and how much how well it fits its
/// kind; the rest is how far it holds outside the talk.
const SALIENCE: f64 = 0.35;
const FIT: f64 = 0.4;

/// Everything that a talk could be asked for: the drafts that passed the gate, with their scores.
pub(crate) struct Proposals {
    candidates: Vec<Candidate>,
    dropped: Vec<Dropped>,
    /// How long each topic is.
    minutes: Vec<f64>,
}

impl Proposals {
    /// Drafts cards of every kind and lets the gate judge them.
    pub(crate) fn new(script: &Script, analysis: &Analysis) -> Self {
        let talk = Talk::new(script, analysis);
        let makers = [
            question::drafts,
            definition::drafts,
            cause::drafts,
            claim::drafts,
            contrast::drafts,
            point::drafts,
            function::drafts,
            number::drafts,
            term::drafts,
        ];
        let mut drafts: Vec<Draft> = makers.iter().flat_map(|make| make(&talk)).collect();
        // An id is the kind and the evidence, so the better of two that share them stays.
        drafts.sort_by(|a, b| {
            (a.kind, a.sentences.start, a.sentences.end)
                .cmp(&(b.kind, b.sentences.start, b.sentences.end))
                .then(b.fit.total_cmp(&a.fit))
        });
        drafts.dedup_by(|a, b| a.kind == b.kind && a.sentences == b.sentences);
        drafts.sort_by_key(|draft| (draft.sentences.start, draft.kind));

        let mut proposals = Self { candidates: Vec::new(), dropped: Vec::new(), minutes: minutes(&talk) };
        for draft in drafts {
            let checked = look(&talk, draft);
            if let Some((rule, why)) = refuse(&card_rules::RULES, &checked) {
                proposals.dropped.push(drop(&checked, rule, why));
            } else {
                let score = score(&talk, &checked.draft);
                let topic = talk.topics[checked.draft.sentences.start];
                proposals.candidates.push(Candidate { checked, topic, score });
            }
        }
        proposals
    }

    /// Chooses the cards within a budget, in the order of the talk, and says what was refused and why.
    pub(crate) fn choose(&self, script: &Script, options: &Options) -> (Vec<Card>, Vec<Dropped>) {
        let (taken, refused) = select(&self.candidates, &self.minutes, options);
        let mut dropped = self.dropped.clone();
        dropped.extend(
            refused.into_iter().map(|(index, rule, why)| drop(&self.candidates[index].checked, rule, why)),
        );
        dropped.sort_by(|a, b| (a.sentence, &a.kind, &a.text).cmp(&(b.sentence, &b.kind, &b.text)));
        let cards = taken.into_iter().map(|index| finish(script, &self.candidates[index])).collect();
        (cards, dropped)
    }
}

/// Puts beside a draft what the gate compares it with.
fn look(talk: &Talk<'_>, draft: Draft) -> Checked {
    let text = |sentence: usize| talk.script.sentences[sentence].text();
    let evidence: Vec<String> = draft.sentences.clone().map(text).collect();
    let asked = draft.asked.map(text);
    let context = talk.analysis.topics[talk.topics[draft.sentences.start]].title.clone();
    Checked::new(draft, evidence.join(" "), asked, context)
}

/// How good a draft is, 0 to 1: the salience of its evidence, how well it fits its kind, and how far
/// what it says holds outside the talk.
fn score(talk: &Talk<'_>, draft: &Draft) -> f64 {
    let first = talk.lines.partition_point(|line| line.sentence < draft.sentences.start);
    let lines = talk.lines[first..].iter().take_while(|line| line.sentence < draft.sentences.end);
    let (rank, general) = lines
        .fold((0.0_f64, 1.0_f64), |(rank, general), line| (rank.max(line.rank), general.min(line.general)));
    SALIENCE * rank + FIT * draft.fit + (1.0 - SALIENCE - FIT) * general
}

/// How long each topic is, in minutes; what is left out counts nothing.
fn minutes(talk: &Talk<'_>) -> Vec<f64> {
    talk.analysis
        .topics
        .iter()
        .map(|topic| {
            if topic.left_out.is_some() {
                return 0.0;
            }
            let sentences = &talk.script.sentences[topic.sentences.clone()];
            let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
            words as f64 / PACE
        })
        .collect()
}

fn finish(script: &Script, candidate: &Candidate) -> Card {
    let draft = &candidate.checked.draft;
    Card {
        id: identity::id(name(draft.kind), script, draft.sentences.clone()),
        kind: draft.kind,
        face: draft.face.clone(),
        answer: draft.answer.clone(),
        evidence: Evidence { sentences: draft.sentences.clone(), topic: candidate.topic },
        score: candidate.score,
    }
}

fn drop(checked: &Checked, rule: &'static str, why: String) -> Dropped {
    Dropped {
        what: "card",
        kind: name(checked.draft.kind).to_owned(),
        text: checked.text(),
        answer: checked.draft.answer.clone(),
        rule,
        why,
        sentence: checked.draft.sentences.start,
    }
}

/// The kind as it goes into ids and `analysis.json`.
fn name(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Question => "question",
        CardKind::Definition => "definition",
        CardKind::Cause => "cause",
        CardKind::Claim => "claim",
        CardKind::Contrast => "contrast",
        CardKind::Point => "point",
        CardKind::Function => "function",
        CardKind::Number => "number",
        CardKind::Term => "term",
    }
}
