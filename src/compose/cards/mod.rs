//! Flashcards, one kind a file.
//!
//! Every kind proposes drafts; the gate refuses what it doubts; [`select()`] takes the best of the
//! rest, spread over the talk.

mod abbreviation;
mod antecedent;
mod cause;
mod contrast;
mod definition;
pub(crate) mod draft;
mod function;
mod lead;
pub(crate) mod list;
mod number;
mod parts;
mod point;
mod question;
pub(crate) mod score;
mod select;
mod subject;
mod talk;
mod term;
#[cfg(test)]
mod tests;

use draft::{Checked, Draft};
use select::{Candidate, select};
use talk::Talk;

use rayon::iter::Either;
use rayon::prelude::*;

use super::gate::{card_rules, refuse};
use super::identity;
use super::learning::{Example, Wanted};
use super::options::Options;
use super::plain;
use super::study_set::{Card, CardKind, Dropped, Evidence, Face};
use crate::analyze::{Analysis, is_taken_back};
use crate::restore::Script;

/// Words a minute where the source has no times.
const PACE: f64 = 150.0;
/// The score that a card needs of which a rule doubts that it is good.
const DOUBTED: f64 = 0.3;

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
        if !script.language.is_english() {
            return Self::plain(script, analysis);
        }
        let talk = Talk::new(script, analysis);
        let mut proposals =
            Self { candidates: Vec::new(), dropped: Vec::new(), minutes: minutes(script, analysis) };
        (proposals.candidates, proposals.dropped) =
            drafts(&talk, term::TRIED).into_par_iter().partition_map(|draft| {
                let checked = match pass(&talk, look(&talk, draft)) {
                    Either::Left(checked) => checked,
                    Either::Right(dropped) => return Either::Right(dropped),
                };
                let topic = talk.topics[checked.draft.sentences.start];
                let mut score = score::score(&talk, &checked);
                if abbreviation::asks(&checked.draft.face) {
                    score = score.max(abbreviation::SCORE);
                }
                if score < DOUBTED
                    && let Some((rule, why)) = refuse(&card_rules::DOUBTS, &checked)
                {
                    let why = format!("{why}, and its score {score:.2} is below {DOUBTED:.2}");
                    return Either::Right(drop(&checked, rule, why));
                }
                Either::Left(Candidate { checked, topic, score })
            });
        rayon::join(|| proposals.keep_best(), || std::mem::drop(talk));
        proposals
    }

    /// Gaps that need no grammar; what of the gate needs none looks at them, too.
    fn plain(script: &Script, analysis: &Analysis) -> Self {
        let mut proposals =
            Self { candidates: Vec::new(), dropped: Vec::new(), minutes: minutes(script, analysis) };
        for gap in plain::gaps(script, analysis) {
            let draft = Draft {
                kind: gap.kind,
                face: Face::Cloze { before: gap.before, after: gap.after, hint: None },
                answer: gap.answer,
                sentences: gap.sentence..gap.sentence + 1,
                asked: None,
                fit: gap.score,
                judged: None,
            };
            let context = analysis.topics[gap.topic].title.clone();
            let checked = Checked::new(draft, script.text(gap.sentence..gap.sentence + 1), None, context);
            match refuse(&card_rules::OF_ANY_LANGUAGE, &checked) {
                Some((rule, why)) => proposals.dropped.push(drop(&checked, rule, why)),
                None => proposals.candidates.push(Candidate { checked, topic: gap.topic, score: gap.score }),
            }
        }
        proposals.keep_best();
        proposals
    }

    /// An id is the kind and the evidence, so the best of those that share them stays.
    fn keep_best(&mut self) {
        let place = |candidate: &Candidate| {
            let draft = &candidate.checked.draft;
            (draft.sentences.start, draft.kind, draft.sentences.end)
        };
        self.candidates.sort_by(|a, b| place(a).cmp(&place(b)).then(b.score.total_cmp(&a.score)));
        self.candidates.dedup_by(|a, b| place(a) == place(b));
    }

    /// Chooses the cards within a budget, in the order of the talk, and says what was refused and why.
    pub(crate) fn choose(&self, script: &Script, options: &Options) -> (Vec<Card>, Vec<Dropped>) {
        let (taken, refused) = select(&self.candidates, &self.minutes, options);
        let mut dropped = self.dropped.clone();
        dropped.extend(
            refused.into_iter().map(|(index, rule, why)| drop(&self.candidates[index].checked, rule, why)),
        );
        dropped.sort_by(|a, b| (a.sentence, &a.kind, &a.text).cmp(&(b.sentence, &b.kind, &b.text)));
        let chosen: Vec<&Candidate> = taken.into_iter().map(|index| &self.candidates[index]).collect();
        let cards = chosen
            .iter()
            .map(|candidate| {
                let mut card = finish(script, candidate);
                card.lead = card.lead.filter(|lead| !lead::tells(lead, candidate, &chosen));
                card
            })
            .collect();
        (cards, dropped)
    }
}

/// A draft with what is shown before it, if it passes the rules of the gate, or else why it doesn't.
fn pass(talk: &Talk<'_>, checked: Checked) -> Either<Checked, Dropped> {
    if let Some((rule, why)) = refuse(&card_rules::RULES, &checked) {
        return Either::Right(drop(&checked, rule, why));
    }
    if checked.draft.sentences.clone().any(|at| is_taken_back(talk.script, at)) {
        return Either::Right(drop(&checked, "C1", "it is taken back, or can't be said".to_owned()));
    }
    let checked = Checked { lead: lead::of(talk, &checked), ..checked };
    match refuse(&card_rules::WITH_LEAD, &checked) {
        Some((rule, why)) => Either::Right(drop(&checked, rule, why)),
        None => Either::Left(checked),
    }
}

/// Puts beside a draft what the gate compares it with.
fn look(talk: &Talk<'_>, draft: Draft) -> Checked {
    let text = |sentence: usize| talk.script.sentences[sentence].text();
    let evidence: Vec<String> = draft.sentences.clone().map(text).collect();
    let asked = draft.asked.map(text);
    let context = talk.analysis.topics[talk.topics[draft.sentences.start]].title.clone();
    let speaker = talk.script.attributed_to(draft.sentences.start).filter(|speaker| speaker.named);
    let small_print = [talk.script.source.shown_title()]
        .into_iter()
        .chain(speaker.map(|speaker| speaker.name.clone()))
        .collect();
    let checked = Checked::new(draft, evidence.join(" "), asked, context);
    Checked { small_print, is_subject: talk.is_subject(&checked.answer), ..checked }
}

/// Cards that might be made, of every kind, and so many gaps of a sentence for terms.
fn drafts(talk: &Talk<'_>, terms: usize) -> Vec<Draft> {
    let makers: [fn(&Talk<'_>) -> Vec<Draft>; 9] = [
        abbreviation::drafts,
        question::drafts,
        definition::drafts,
        cause::drafts,
        contrast::drafts,
        point::drafts,
        function::drafts,
        list::drafts,
        number::drafts,
    ];
    let others = || makers.into_par_iter().flat_map_iter(|make| make(talk)).collect::<Vec<Draft>>();
    let (mut drafts, others) = rayon::join(|| term::drafts(talk, terms), others);
    drafts.extend(others);
    drafts.sort_by(|a, b| {
        (a.sentences.start, a.kind, a.sentences.end)
            .cmp(&(b.sentences.start, b.kind, b.sentences.end))
            .then(b.fit.total_cmp(&a.fit))
    });
    drafts
}

/// Cards that pass the gate, with the features of their scores: what `training/analyze` learns from. Either all, or of more gaps in a sentence than are
/// tried those whose front and answer are `wanted`.
pub(crate) fn examples(script: &Script, analysis: &Analysis, wanted: Option<Wanted<'_>>) -> Vec<Example> {
    const MORE: usize = 20;
    let talk = Talk::new(script, analysis);
    let is_wanted =
        |checked: &Checked| wanted.is_none_or(|wanted| wanted(&checked.text(), &checked.draft.answer));
    drafts(&talk, if wanted.is_some() { MORE } else { term::TRIED })
        .into_iter()
        .map(|draft| look(&talk, draft))
        .filter(is_wanted)
        .filter_map(|checked| pass(&talk, checked).left())
        .map(|checked| Example {
            front: checked.text(),
            text: checked.answered(),
            features: score::features(&talk, &checked).to_vec(),
            quote: checked.evidence,
            topic: checked.context,
            lead: checked.lead.map(|lead| lead.text),
            sentence: checked.draft.sentences.start,
            answer: checked.draft.answer,
        })
        .collect()
}

/// How long each topic is, in minutes; what is left out counts nothing.
fn minutes(script: &Script, analysis: &Analysis) -> Vec<f64> {
    // Japanese and Chinese words are cut about twice as fine as English ones.
    let pace = if script.language.is_unspaced() { 2.0 * PACE } else { PACE };
    analysis
        .topics
        .iter()
        .map(|topic| {
            if topic.left_out.is_some() {
                return 0.0;
            }
            let sentences = &script.sentences[topic.sentences.clone()];
            let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
            words as f64 / pace
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
        lead: candidate.checked.lead.clone(),
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
        CardKind::Contrast => "contrast",
        CardKind::Point => "point",
        CardKind::Function => "function",
        CardKind::List => "list",
        CardKind::Number => "number",
        CardKind::Term => "term",
    }
}
