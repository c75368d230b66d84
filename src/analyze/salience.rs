//! How much every sentence is worth keeping.
//!
//! A logistic regression over surface, position, discourse and centrality features, what a network judges of the sentence and the
//! direction of its meaning, learned from
//! transcripts in which readers marked what a good student would keep; see `training/analyze`.

use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::judge::{self, HEADS, Judgement};
use super::linear::{self, Linear, flag, sigmoid};
use super::tagger::{Pos, keys};
use super::vectors::DIMENSIONS;
use super::vocabulary::{Bag, Vocabulary};
use crate::restore::{Role, Script, SentenceKind};

/// How many features a sentence has: those with a name, what is judged of it and of what is around it, and the numbers of its vector.
pub(super) const FEATURES: usize = NAMED + HEADS + AROUND.len() * HEADS + DIMENSIONS;
const NAMED: usize = NAMED_FEATURES.len();

/// The names of the features, in order.
pub(super) static NAMES: LazyLock<[String; FEATURES]> = LazyLock::new(|| {
    let around = AROUND.iter().flat_map(|place| judge::NAMES.map(|name| format!("{place}{name}")));
    let around: Vec<String> = around.collect();
    let around: Vec<&str> = around.iter().map(String::as_str).collect();
    linear::names(&[&NAMED_FEATURES, &judge::NAMES, &around])
});

/// What is around a sentence: its neighbours, and the means of its turn and its topic. Readers keep what stands out from these, and
/// two or three sentences together.
const AROUND: [&str; 4] = ["before_", "after_", "turn_", "topic_"];

const NAMED_FEATURES: [&str; 40] = [
    "log_length",
    "readable_length",
    "too_long",
    "question",
    "fragment",
    "first_in_turn",
    "last_in_turn",
    "place_in_turn",
    "log_turn",
    "host",
    "guest",
    "after_question",
    "soon_after_question",
    "reason",
    "contrast",
    "definition",
    "claim",
    "weight",
    "number",
    "future",
    "condition",
    "general",
    "past",
    "first_person",
    "second_person",
    "hedge",
    "dangles",
    "connects",
    "near_topic",
    "near_talk",
    "rarity",
    "content_density",
    "novelty",
    "name",
    "filler",
    "place_in_topic",
    "place_in_talk",
    "formula",
    "listing",
    "subject_known",
];

static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/salience.tsv"), &NAMES));

/// The probability, by sentence, that a reader would keep it; 0 for fragments.
pub(crate) fn salience(
    script: &Script,
    tags: &[Vec<Pos>],
    vocabulary: &Vocabulary,
    judged: &[Judgement],
    topics: &[Range<usize>],
) -> Vec<f64> {
    let features = features(script, tags, vocabulary, judged, topics);
    let scores = script.sentences.iter().zip(&features).map(|(sentence, features)| {
        if sentence.kind == SentenceKind::Fragment { 0.0 } else { sigmoid(MODEL.log_odds(features)) }
    });
    scores.collect()
}

const REASONS: &[&str] = &[
    "because",
    "so that",
    "the reason",
    "that's why",
    "which is why",
    "therefore",
    "as a result",
    "due to",
    "in order to",
    "leads to",
    "which means",
];
const CONTRASTS: &[&str] = &[
    "but",
    "rather than",
    "instead",
    "whereas",
    "however",
    "although",
    "even though",
    "as opposed",
    "on the other hand",
    "not just",
    "difference",
    "versus",
    "than",
];
const DEFINITIONS: &[&str] = &[
    "is a",
    "is an",
    "is the",
    "are the",
    "means",
    "is called",
    "we call",
    "called",
    "refers to",
    "stands for",
    "known as",
    "basically",
    "essentially",
    "defined",
    "which is",
];
const CLAIMS: &[&str] = &[
    "i think",
    "i believe",
    "i'm convinced",
    "in my view",
    "in my opinion",
    "i would argue",
    "i've learned",
    "we believe",
    "we need to",
    "should",
    "must",
    "have to",
];
const WEIGHTY: &[&str] = &[
    "important",
    "key",
    "critical",
    "the most",
    "the best",
    "biggest",
    "fundamental",
    "the point",
    "the thing is",
    "the problem",
    "challenge",
    "goal",
    "matters",
    "essential",
    "crucial",
    "the idea",
    "advantage",
    "benefit",
    "the only",
    "main",
];
const FUTURE: &[&str] = &["will", "going to", "gonna", "in the future", "we'll", "i'll", "it'll", "they'll"];
const CONDITIONS: &[&str] = &["if", "unless", "when you", "as long as", "whenever", "every time"];
const GENERAL: &[&str] = &[
    "people",
    "everyone",
    "every",
    "always",
    "never",
    "all",
    "most",
    "any",
    "often",
    "usually",
    "generally",
    "typically",
    "anyone",
    "nobody",
];
const PAST: &[&str] =
    &["was", "were", "had", "did", "said", "went", "got", "came", "thought", "told", "remember"];
const HEDGES: &[&str] = &[
    "maybe",
    "probably",
    "kind of",
    "sort of",
    "i guess",
    "i don't know",
    "might",
    "perhaps",
    "i'm not sure",
    "or something",
    "or whatever",
    "stuff",
    "things like that",
];
const FORMULAS: &[&str] = &[
    "sponsor",
    "brought to you",
    "check out",
    "thank you",
    "thanks",
    "welcome",
    "listening",
    "subscribe",
    "episode",
    "hello",
    "hey",
    "podcast",
    "my name is",
    "show notes",
    "laughs",
];
const LISTING: &[&str] = &[
    "first",
    "second",
    "third",
    "for example",
    "for instance",
    "such as",
    "one of the",
    "two",
    "three",
    "both",
    "number of",
    "another",
];

/// The features of every sentence.
pub(super) fn features(
    script: &Script,
    tags: &[Vec<Pos>],
    vocabulary: &Vocabulary,
    judged: &[Judgement],
    topics: &[Range<usize>],
) -> Vec<[f64; FEATURES]> {
    let mut talk = Bag::new(vocabulary);
    (0..script.sentences.len()).for_each(|sentence| talk.add(sentence));
    let first = first_said(vocabulary, topics);
    let turns: Vec<Judgement> =
        script.turns.iter().map(|turn| judge::mean(&judged[turn.sentences.clone()])).collect();
    let of_topic = |topic: &Range<usize>| {
        let mean = judge::mean(&judged[topic.clone()]);
        let mut topic_bag = Bag::new(vocabulary);
        topic.clone().for_each(|sentence| topic_bag.add(sentence));
        let mut one = Bag::new(vocabulary);
        let features = topic.clone().map(|at| {
            one.clear();
            one.add(at);
            let near = [one.cosine(&topic_bag), one.cosine(&talk)];
            let named = of_sentence(script, tags, vocabulary, topic, at, &first, near);
            let beside = |at: Option<usize>| at.and_then(|at| judged.get(at)).unwrap_or(&[0.0; HEADS]);
            let (before, after) = (beside(at.checked_sub(1)), beside(at.checked_add(1)));
            let turn = &turns[script.sentences[at].turn];
            linear::values(&[&named, &judged[at], before, after, turn, &mean], &vocabulary.meaning[at])
        });
        features.collect::<Vec<[f64; FEATURES]>>()
    };
    topics.par_iter().flat_map_iter(of_topic).collect()
}

/// The sentence in which each stem is first said.
fn first_said(vocabulary: &Vocabulary, topics: &[Range<usize>]) -> Vec<usize> {
    let mut first = vec![usize::MAX; vocabulary.len()];
    for at in topics.iter().cloned().flatten() {
        for &id in &vocabulary.sentences[at] {
            first[id] = first[id].min(at);
        }
    }
    first
}

fn of_sentence(
    script: &Script,
    tags: &[Vec<Pos>],
    vocabulary: &Vocabulary,
    topic: &Range<usize>,
    at: usize,
    first: &[usize],
    [near_topic, near_talk]: [f64; 2],
) -> [f64; NAMED] {
    let sentence = &script.sentences[at];
    let turn = &script.turns[sentence.turn];
    let turn_words = script.sentences[turn.sentences.end - 1].words.end
        - script.sentences[turn.sentences.start].words.start;
    let role = script.speaker_of(at).map_or(Role::Other, |speaker| speaker.role);
    let words = keys(sentence);
    let text = words.join(" ");
    let rests: Vec<&str> =
        text.match_indices(' ').map(|(at, _)| &text[at + 1..]).chain([text.as_str()]).collect();
    let count = words.len() as f64;
    let content = &vocabulary.sentences[at];
    let has = |phrases: &[&str]| flag(phrases.iter().any(|phrase| contains_words(&rests, phrase)));
    let share =
        |of: &[&str]| words.iter().filter(|word| of.contains(&word.as_str())).count() as f64 / count.max(1.0);
    let question = |sentence: usize| script.sentences[sentence].kind == SentenceKind::Question;
    let before = at.saturating_sub(3)..at;
    let nominal = |pos: &Pos| pos.is_nominal();
    [
        libm::log1p(count) / 3.0,
        flag((8..=32).contains(&words.len())),
        (count - 35.0).clamp(0.0, 40.0) / 20.0,
        flag(sentence.kind == SentenceKind::Question),
        flag(sentence.kind == SentenceKind::Fragment),
        flag(at == turn.sentences.start),
        flag(at + 1 == turn.sentences.end),
        (at - turn.sentences.start) as f64 / turn.sentences.len() as f64,
        libm::log1p(turn_words as f64) / 5.0,
        flag(role == Role::Host),
        flag(role == Role::Guest),
        flag(turn.sentences.start > 0 && question(turn.sentences.start - 1)),
        flag(before.clone().any(question)),
        has(REASONS),
        has(CONTRASTS),
        has(DEFINITIONS),
        has(CLAIMS),
        has(WEIGHTY),
        (tags[at].iter().filter(|pos| **pos == Pos::Number).count() as f64).min(3.0) / 3.0,
        has(FUTURE),
        has(CONDITIONS),
        share(GENERAL) * 10.0,
        share(PAST) * 10.0,
        share(&["i", "i'm", "i've", "me", "my", "i'd", "i'll"]) * 5.0,
        share(&["you", "your", "you're", "you've"]) * 5.0,
        has(HEDGES),
        flag(words.first().is_some_and(|word| {
            matches!(
                word.as_str(),
                "it" | "it's"
                    | "that"
                    | "that's"
                    | "they"
                    | "he"
                    | "she"
                    | "this"
                    | "those"
                    | "these"
                    | "they're"
                    | "there's"
            )
        })),
        flag(words.first().is_some_and(|word| {
            matches!(
                word.as_str(),
                "and" | "but" | "so" | "because" | "or" | "well" | "yeah" | "like" | "now"
            )
        })),
        near_topic,
        near_talk,
        content.iter().map(|&id| vocabulary.rarity[id]).sum::<f64>() / (content.len().max(1) as f64),
        content.len() as f64 / count.max(1.0),
        content.iter().filter(|&&id| first[id] == at).count() as f64 / (content.len().max(1) as f64),
        flag(tags[at].contains(&Pos::Name)),
        1.0 - count / (sentence.words.len().max(1) as f64),
        (at - topic.start) as f64 / topic.len() as f64,
        at as f64 / script.sentences.len() as f64,
        has(FORMULAS),
        has(LISTING),
        flag(tags[at].iter().take(4).any(nominal)),
    ]
}

/// Whether a text has a phrase as whole words, by what of it begins with each of its words.
fn contains_words(rests: &[&str], phrase: &str) -> bool {
    // Most are told apart by their first letter.
    let letter = phrase.as_bytes().first();
    rests.iter().any(|rest| {
        rest.as_bytes().first() == letter
            && rest.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}
