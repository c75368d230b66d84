//! Where the subject may change: evidence at the start of every sentence.
//!
//! The features are discourse markers and turn-taking (who starts, what was asked, how long the
//! answer before was) and cohesion in windows of three sizes, as in M. A. Hearst (1997), "TextTiling", of
//! words and of what they mean; their weights are learned from annotated transcripts, see `training/analyze`.

use std::ops::Range;
use std::sync::LazyLock;

use super::linear::{Linear, flag, sigmoid};
use super::segment::{self, Size};
use super::vectors::{self, Vector};
use super::vocabulary::{Bag, Vocabulary};
use crate::read::Sound;
use crate::restore::{Role, Script, Sentence, SentenceKind, key};

/// How many features a place has.
pub(super) const FEATURES: usize = 29;

/// The names of the features, in order.
pub(super) const NAMES: [&str; FEATURES] = [
    "turn_start",
    "host_turn",
    "turn_asks",
    "sentence_asks",
    "asks_soon",
    "cue_phrase",
    "cue_soon",
    "opener",
    "previous_turn_length",
    "previous_four_length",
    "turn_length",
    "paragraph_sound",
    "pause",
    "unlike_6",
    "unlike_15",
    "unlike_35",
    "valley_15",
    "new_words",
    "new_names",
    "continues",
    "dangles",
    "short_before",
    "formula",
    "first_host_cue",
    "meaning_3",
    "meaning_6_valley",
    "meaning_15_valley",
    "after_question",
    "replies",
];

static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/boundary.tsv"), &NAMES));

/// The evidence for a boundary at every sentence start of a talk.
pub(crate) struct Boundaries {
    /// By sentence: the log-odds that a topic starts with it.
    log_odds: Vec<f64>,
    /// By sentence: how many words it has.
    words: Vec<usize>,
}

impl Boundaries {
    pub(crate) fn new(script: &Script, vocabulary: &Vocabulary) -> Self {
        Self {
            log_odds: features(script, vocabulary).iter().map(|features| MODEL.log_odds(features)).collect(),
            words: script.sentences.iter().map(|sentence| sentence.words.len()).collect(),
        }
    }

    /// The probability that an annotator would let a topic start with a sentence; `None` for the first
    /// one, with which nothing else ends.
    pub(crate) fn strength(&self, at: usize) -> Option<f64> {
        (at > 0).then(|| sigmoid(self.log_odds[at]))
    }

    /// How many words some sentences have.
    pub(crate) fn words(&self, sentences: &Range<usize>) -> usize {
        self.words[sentences.clone()].iter().sum()
    }

    /// Cuts some sentences where the evidence is best for parts of this size.
    pub(crate) fn cut(&self, sentences: Range<usize>, size: Size) -> Vec<Range<usize>> {
        let starts = segment::cut(&self.log_odds[sentences.clone()], &self.words[sentences.clone()], size);
        let starts: Vec<usize> = starts.into_iter().map(|start| sentences.start + start).collect();
        let ends = starts.iter().skip(1).copied().chain([sentences.end]);
        starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
    }
}

/// Windows in sentences over which vocabulary is compared.
const WINDOWS: [usize; 3] = [6, 15, 35];

/// How a host says that the subject changes.
const CUES: [&str; 41] = [
    "a little bit about",
    "another thing",
    "another topic",
    "another question",
    "change the subject",
    "curious about",
    "first question",
    "going back to",
    "i want to ask",
    "i want to go back",
    "i want to talk",
    "i wanted to ask",
    "i wanted to talk",
    "i'd like to ask",
    "i'd like to talk",
    "i'd love to",
    "last question",
    "let me ask",
    "let's dive",
    "let's get into",
    "let's go back",
    "let's move",
    "let's start",
    "let's switch",
    "let's talk",
    "move on",
    "moving on",
    "next question",
    "next thing",
    "on the topic of",
    "one more thing",
    "our next",
    "speaking of",
    "switch gears",
    "take a question",
    "talk to me about",
    "tell me about",
    "tell us",
    "the question of",
    "to go back to",
    "which brings",
];

/// Phrases of introductions, advertisements and goodbyes.
const FORMULAS: [&str; 18] = [
    "brought to you",
    "check out",
    "coming up",
    "for listening",
    "for watching",
    "following is a conversation",
    "free trial",
    "join us",
    "joined by",
    "my guest",
    "promo code",
    "sponsor",
    "subscribe",
    "thank you so much for",
    "thanks for coming",
    "today we",
    "welcome back",
    "welcome to",
];

/// Whether a sentence, lower-cased, says that the subject changes.
pub(super) fn is_cue(text: &str) -> bool {
    CUES.iter().any(|cue| text.contains(cue))
}

/// The features of every sentence start, by sentence.
pub(super) fn features(script: &Script, vocabulary: &Vocabulary) -> Vec<[f64; FEATURES]> {
    let unlike: Vec<Vec<f64>> = WINDOWS.iter().map(|&window| dissimilarity(vocabulary, window)).collect();
    let sums = vectors::sums(&vocabulary.meaning);
    let shifts = [3, 6, 15].map(|window| shift(&sums, window));
    let (new_words, new_names) = novelty(vocabulary);
    // The phrases are English: elsewhere they say nothing.
    let text = |sentence: &Sentence| {
        if script.language.is_english() { key(&sentence.text()) } else { String::new() }
    };
    let texts: Vec<String> = script.sentences.iter().map(text).collect();
    let cues: Vec<bool> = texts.iter().map(|text| is_cue(text)).collect();
    let lengths: Vec<f64> =
        script.turns.iter().map(|turn| turn_words(script, turn.sentences.clone())).collect();
    (0..script.sentences.len())
        .map(|at| {
            let sentence = &script.sentences[at];
            let turn = &script.turns[sentence.turn];
            let starts = turn.sentences.start == at;
            let host = script.speaker_of(at).is_some_and(|speaker| speaker.role == Role::Host);
            let asks = |range: Range<usize>| {
                script.sentences[range.start..range.end.min(script.sentences.len())]
                    .iter()
                    .any(|sentence| sentence.kind == SentenceKind::Question)
            };
            let turn_asks = starts && asks(turn.sentences.clone());
            let before = &lengths[sentence.turn.saturating_sub(4)..sentence.turn];
            let soon = (at + 3).min(turn.sentences.end);
            let cue_soon = cues[at..soon].iter().any(|cue| *cue);
            let pause =
                at.checked_sub(1).and_then(|last| Some(sentence.start?.since(script.sentences[last].end?)));
            [
                flag(starts),
                flag(starts && host),
                flag(turn_asks),
                flag(sentence.kind == SentenceKind::Question),
                flag(asks(at..at + 4)),
                flag(cues[at]),
                flag(cue_soon),
                flag(opens(&texts[at])),
                if starts { libm::log1p(before.last().copied().unwrap_or(0.0)) / 5.0 } else { 0.0 },
                if starts { libm::log1p(before.iter().sum()) / 5.0 } else { 0.0 },
                if starts { libm::log1p(lengths[sentence.turn]) / 5.0 } else { 0.0 },
                flag(matches!(sentence.sound, Some(Sound::Music | Sound::Applause))),
                pause.map_or(0.0, |pause| (pause.seconds() / 2.0).min(2.0)),
                unlike[0][at],
                unlike[1][at],
                unlike[2][at],
                valley(&unlike[1], at),
                new_words[at],
                new_names[at],
                continues(vocabulary, at),
                flag(dangles(&texts[at])),
                flag(at > 0 && script.sentences[at - 1].kind == SentenceKind::Fragment),
                flag(FORMULAS.iter().any(|formula| texts[at].contains(formula))),
                flag(starts && cue_soon && turn_asks),
                shifts[0][at],
                valley(&shifts[1], at),
                valley(&shifts[2], at),
                flag(at > 0 && asks(at - 1..at)),
                flag(starts && at > 0 && asks(at.saturating_sub(2)..at)),
            ]
        })
        .collect()
}

fn turn_words(script: &Script, sentences: Range<usize>) -> f64 {
    script.sentences[sentences].iter().map(|sentence| sentence.words.len() as f64).sum()
}

/// One minus the cosine between the `window` sentences before and after each sentence start.
fn dissimilarity(vocabulary: &Vocabulary, window: usize) -> Vec<f64> {
    let sentences = vocabulary.sentences.len();
    let (mut before, mut after) = (Bag::new(vocabulary), Bag::new(vocabulary));
    (0..sentences)
        .map(|at| {
            before.clear();
            after.clear();
            (at.saturating_sub(window)..at).for_each(|sentence| before.add(sentence));
            (at..(at + window).min(sentences)).for_each(|sentence| after.add(sentence));
            1.0 - before.cosine(&after)
        })
        .collect()
}

/// One minus the cosine between what the `window` sentences before and after each sentence start mean;
/// `sums` are what the talk means up to each.
fn shift(sums: &[Vector], window: usize) -> Vec<f64> {
    let sentences = sums.len() - 1;
    let between = |from: usize, to: usize| sums[to].minus(&sums[from]);
    (0..sentences)
        .map(|at| {
            let before = between(at.saturating_sub(window), at);
            let after = between(at, (at + window).min(sentences));
            // Where no word is known nothing shifts.
            if before.length() * after.length() > 0.0 { 1.0 - before.cosine(&after) } else { 0.0 }
        })
        .collect()
}

/// How far a place stands out from its surroundings, as TextTiling's depth score.
fn valley(unlike: &[f64], at: usize) -> f64 {
    const REACH: usize = 12;
    let lowest = |range: &[f64]| range.iter().copied().fold(f64::INFINITY, f64::min);
    let left = lowest(&unlike[at.saturating_sub(REACH)..=at]);
    let right = lowest(&unlike[at..(at + REACH).min(unlike.len())]);
    2.0 * unlike[at] - left - right
}

/// The shares of content words, and the number of names, in the sentences that follow which weren't
/// said in the sentences before.
fn novelty(vocabulary: &Vocabulary) -> (Vec<f64>, Vec<f64>) {
    const MEMORY: usize = 80;
    const AHEAD: usize = 10;
    let sentences = vocabulary.sentences.len();
    let mut last_said: Vec<Option<usize>> = vec![None; vocabulary.len()];
    let mut new_words = Vec::with_capacity(sentences);
    let mut new_names = Vec::with_capacity(sentences);
    for at in 0..sentences {
        let (mut all, mut new, mut names) = (0.0, 0.0, 0.0);
        for &id in vocabulary.sentences[at..(at + AHEAD).min(sentences)].iter().flatten() {
            let weight = vocabulary.rarity[id];
            all += weight;
            if last_said[id].is_none_or(|last| last + MEMORY < at) {
                new += weight;
                names += f64::from(u8::from(vocabulary.is_name[id]));
            }
        }
        new_words.push(if all > 0.0 { new / all } else { 0.0 });
        new_names.push((names / 5.0_f64).min(1.0));
        for &id in &vocabulary.sentences[at] {
            last_said[id] = Some(at);
        }
    }
    (new_words, new_names)
}

/// The share of a sentence's content words that were just said.
fn continues(vocabulary: &Vocabulary, at: usize) -> f64 {
    const RECENT: usize = 5;
    let words = &vocabulary.sentences[at];
    if words.is_empty() {
        return 0.0;
    }
    let recent = &vocabulary.sentences[at.saturating_sub(RECENT)..at];
    let known = words.iter().filter(|id| recent.iter().any(|sentence| sentence.contains(id))).count();
    known as f64 / words.len() as f64
}

/// Whether a sentence opens as new subjects do.
fn opens(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or("");
    matches!(
        first,
        "so" | "okay" | "ok" | "now" | "alright" | "all" | "well" | "let's" | "anyway" | "cool" | "great"
    )
}

/// Whether a sentence leans on the one before.
fn dangles(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or("");
    matches!(
        first,
        "and"
            | "but"
            | "because"
            | "it"
            | "it's"
            | "that"
            | "that's"
            | "they"
            | "he"
            | "she"
            | "which"
            | "yeah"
            | "yes"
            | "no"
            | "right"
            | "exactly"
    )
}
