//! What somebody holds something to be: "(I think) X is going to be Y", asked with the speaker's name.
//! Opinions stay opinions: the front says whose they are.

use std::ops::Range;

use super::draft::Draft;
use super::talk::{Line, Talk, clause_end};
use crate::analyze::{Pos, rarity, stem};
use crate::compose::clause::{capitalised, is_stop};
use crate::compose::study_set::{CardKind, Face};
use crate::compose::words::Words;
use crate::restore::Role;

/// The least rank of a sentence among all of the talk.
const RANK: f64 = 0.1;
/// The least times that a subject of one word is said in the talk.
const SAID: usize = 3;
/// Words of the answer.
const ANSWER: std::ops::RangeInclusive<usize> = 2..=14;
/// How rare in speech at large one word of the subject must be.
const SPECIFIC: f64 = 0.2;

/// Nouns that only the talk fills.
const EMPTY: Words = Words::new(
    "answer bit case conversation day example fact guy half idea kind lot lots moment one other others part person piece \
     point question rest reason something sort story stuff thing things time today tomorrow way weekend whole year",
);

/// How a complement doesn't begin.
const NO_COMPLEMENT: Words = Words::new(
    "are be because been doing getting going gonna how if i it just like no not so that then there these this those to trying very was we were what \
     when where which who why you",
);

/// Drafts of all claims of speakers who are known.
pub(super) fn drafts(talk: &Talk<'_>) -> Vec<Draft> {
    talk.lines
        .iter()
        .filter(|line| line.sound && line.rank >= RANK)
        .filter_map(|line| draft(talk, line))
        .collect()
}

fn draft(talk: &Talk<'_>, line: &Line) -> Option<Draft> {
    let clause = &line.clause;
    let who = speaker(talk, line)?;
    let claim = clause.claim(&line.core);
    let subject = clause.long_noun_phrase(claim, line.core.end)?;
    // A word said once or twice that begins a sentence is often no noun at all.
    let said_seldom = subject.len() == 1 && talk.said(&clause.words[subject.start]) < SAID;
    if said_seldom || !is_specific(line, &subject) {
        return None;
    }
    let verb = verb(line, subject.end)?;
    let end = clause_end(clause, verb.end, line.core.end);
    let complement = verb.end..end;
    if !is_complement(line, &complement) {
        return None;
    }
    let opinion = claim > line.core.start;
    let verb_text = clause.text(verb);
    let front = format!(
        "What does {who} {} {} {verb_text}?",
        if opinion { "think" } else { "say" },
        clause.text(subject.clone())
    );
    Some(Draft {
        kind: CardKind::Claim,
        face: Face::Question { front },
        answer: capitalised(&clause.text(complement)),
        sentences: line.sentences.clone(),
        asked: None,
        fit: if subject.len() > 1 { 0.75 } else { 0.65 },
    })
}

/// Who makes the claim; the host's own views are not what a talk is heard for.
fn speaker(talk: &Talk<'_>, line: &Line) -> Option<String> {
    let speaker = talk.script.speaker_of(line.sentence)?;
    match (speaker.role, speaker.named) {
        (Role::Host, _) => None,
        (_, true) => Some(speaker.name.clone()),
        (Role::Guest, false) => Some("the guest".to_owned()),
        _ => None,
    }
}

/// Whether the subject says by itself what it is about.
fn is_specific(line: &Line, subject: &Range<usize>) -> bool {
    let words = &line.clause.words[subject.clone()];
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let pointing = first.pos == Pos::Pronoun
        || first.is(&[
            "all", "another", "any", "both", "each", "every", "her", "his", "its", "my", "no", "one",
            "other", "our", "some", "such", "that", "their", "these", "this", "those", "your",
        ]);
    last.pos.is_nominal()
        && !pointing
        && words.len() <= 8
        && !words.iter().any(|word| word.pauses() || EMPTY.has(&word.key))
        && words
            .iter()
            .any(|word| word.pos.is_nominal() && !is_stop(&word.key) && rarity(&stem(&word.key)) >= SPECIFIC)
}

/// The copula after the subject with its auxiliaries: "is", "will be", "is going to be", "should be".
fn verb(line: &Line, start: usize) -> Option<Range<usize>> {
    let (clause, end) = (&line.clause, line.core.end);
    let first = clause.words[..end].get(start)?;
    let long = |length: usize| (start + length < end).then_some(start..start + length);
    if first.is(&["is", "are", "was", "were"]) {
        if clause.has(start + 1, &["going", "to", "be"]) {
            return long(4);
        }
        return long(1);
    }
    let modal = first.is(&["can", "could", "may", "might", "must", "should", "will", "would"]);
    let perfect = first.is(&["has", "have", "had"]) && clause.has(start + 1, &["been"]);
    if perfect || modal && clause.has(start + 1, &["be"]) {
        return long(2);
    }
    // "will probably be": the hedge stays in the question.
    (modal
        && clause.words.get(start + 1).is_some_and(|word| word.pos == Pos::Adverb)
        && clause.has(start + 2, &["be"]))
    .then(|| long(3))
    .flatten()
}

/// Whether what follows the verb says something that can be learnt.
fn is_complement(line: &Line, range: &Range<usize>) -> bool {
    let clause = &line.clause;
    if !ANSWER.contains(&range.len()) {
        return false;
    }
    let first = &clause.words[range.start];
    let doing = first.pos == Pos::Verb && (first.key.ends_with("ing") || first.key.ends_with("ed"));
    !NO_COMPLEMENT.has(&first.key)
        && first.pos != Pos::Adverb
        && !doing
        && clause.content(range.clone()) >= 1
        && clause.dangling(range.clone()).is_none()
        && !clause.ends_open(range)
        && !clause.words[range.clone()]
            .iter()
            .any(|word| word.is(&["i", "me", "my", "it", "he", "she", "they", "them"]))
}
