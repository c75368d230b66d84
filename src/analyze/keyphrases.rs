//! Keyphrases of topics: how well a phrase says what a topic is about.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::linear::{Linear, flag, sigmoid};
use super::phrases::Phrase;
use super::spelling::Spellings;
use super::stems::stem;
use super::vectors::Vector;
use super::vocabulary::Vocabulary;
use crate::restore::{Role, Script};

/// Most keyphrases of a topic.
const KEYPHRASES: usize = 5;

/// How many sentences at the start of a topic say what it is about: the host's question.
const OPENING: usize = 6;

/// What topics are named from.
pub(super) struct Said<'a> {
    pub(super) script: &'a Script,
    pub(super) vocabulary: &'a Vocabulary,
    /// Of every sentence.
    pub(super) salience: &'a [f64],
    pub(super) phrases: &'a [Phrase],
    pub(super) spellings: &'a Spellings,
}

/// A phrase that is said in a topic.
pub(super) struct Candidate<'a> {
    pub(super) phrase: &'a Phrase,
    /// How often it is said there.
    pub(super) here: f64,
    /// How well it says what the topic is about, 0 to 1: a logistic regression over how often a phrase is said here and
    /// elsewhere, how rare it is at large, where it is said, and how salient the sentences are that say it.
    pub(super) score: f64,
    /// What the score is of.
    pub(super) features: [f64; FEATURES],
}

/// The phrases of every topic, the best first.
pub(super) fn ranked<'a>(said: &Said<'a>, topics: &[Range<usize>]) -> Vec<Vec<Candidate<'a>>> {
    let mut topics = candidates(said, topics);
    for candidates in &mut topics {
        candidates.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.phrase.sentences[0].cmp(&b.phrase.sentences[0]))
                .then_with(|| a.phrase.text.cmp(&b.phrase.text))
        });
    }
    topics
}

/// How often a phrase is said in each topic.
pub(super) fn by_topic(phrase: &Phrase, topics: &[Range<usize>]) -> Vec<f64> {
    let mut counts = vec![0.0; topics.len()];
    let mut topic = 0;
    for &sentence in &phrase.sentences {
        while topic + 1 < topics.len() && sentence >= topics[topic].end {
            topic += 1;
        }
        if topics.get(topic).is_some_and(|topic| topic.contains(&sentence)) {
            counts[topic] += 1.0;
        }
    }
    counts
}

/// How many features a phrase has in a topic.
pub(super) const FEATURES: usize = 20;

/// The names of the features, in order.
pub(super) const NAMES: [&str; FEATURES] = [
    "count",
    "count_elsewhere",
    "focus",
    "rarity",
    "rarity_count",
    "asked",
    "in_opening",
    "one_word",
    "three_words",
    "four_words",
    "name",
    "reach",
    "sentences",
    "said_once",
    "first_half",
    "near_topic",
    "near_own",
    "near_opening",
    "salient",
    "salience",
];

static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/phrase.tsv"), &NAMES));

/// What speaks for a phrase as the name of a topic in which it is said `here` times.
fn features(
    script: &Script,
    phrase: &Phrase,
    here: f64,
    sentences: &Range<usize>,
    meaning: &Meaning,
    ranks: &[f64],
) -> [f64; FEATURES] {
    let elsewhere = phrase.sentences.len() as f64 - here;
    let places: Vec<usize> = phrase.sentences.iter().copied().filter(|at| sentences.contains(at)).collect();
    let opening = places.iter().find(|&&at| at < sentences.start + OPENING);
    let asked =
        opening.is_some_and(|&at| script.speaker_of(at).is_none_or(|speaker| speaker.role != Role::Guest));
    let (first, last) = (places.first().copied().unwrap_or(0), places.last().copied().unwrap_or(0));
    let length = sentences.len() as f64;
    let own = Vector::of_text(&phrase.text);
    [
        libm::log1p(here),
        libm::log1p(elsewhere),
        here / (here + elsewhere),
        phrase.rarity,
        phrase.rarity * libm::log1p(here),
        flag(asked),
        flag(opening.is_some()),
        flag(phrase.words == 1),
        flag(phrase.words == 3),
        flag(phrase.words > 3),
        flag(phrase.is_name),
        (last - first) as f64 / length,
        20.0 * places.len() as f64 / (length + 20.0),
        flag(here < 2.0),
        flag(first < sentences.start + sentences.len() / 2),
        own.cosine(&meaning.topic),
        own.cosine(&meaning.own),
        own.cosine(&meaning.opening),
        places.iter().map(|&at| ranks[at - sentences.start]).fold(0.0, f64::max),
        places.iter().map(|&at| ranks[at - sentences.start]).sum::<f64>() / places.len() as f64,
    ]
}

/// What a topic means.
struct Meaning {
    topic: Vector,
    /// What sets it apart from the whole talk.
    own: Vector,
    /// What its first sentences mean.
    opening: Vector,
}

impl Meaning {
    fn new(vocabulary: &Vocabulary, topic: &Range<usize>, talk: &Vector) -> Self {
        let here = sum(vocabulary, topic.clone());
        let mut own = here.clone();
        own.add(talk, -here.length() / talk.length().max(f32::MIN_POSITIVE));
        let opening = sum(vocabulary, topic.start..(topic.start + OPENING).min(topic.end));
        Self { topic: here, own, opening }
    }
}

/// What some sentences mean together.
pub(super) fn sum(vocabulary: &Vocabulary, sentences: Range<usize>) -> Vector {
    let mut sum = Vector::ZERO;
    vocabulary.meaning[sentences].iter().for_each(|sentence| sum.add(sentence, 1.0));
    sum
}

/// For each of some sentences, the share of them that are at most as salient.
fn ranks(salience: &[f64]) -> Vec<f64> {
    let mut sorted = salience.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = |value: &f64| sorted.partition_point(|other| other <= value) as f64 / sorted.len() as f64;
    salience.iter().map(rank).collect()
}

/// The candidates of every topic: a phrase and its features.
fn candidates<'a>(said: &Said<'a>, topics: &[Range<usize>]) -> Vec<Vec<Candidate<'a>>> {
    let Said { script, vocabulary, salience, phrases, .. } = said;
    let mut candidates: Vec<Vec<Candidate<'_>>> = topics.iter().map(|_| Vec::new()).collect();
    let talk = sum(vocabulary, 0..vocabulary.meaning.len());
    let meanings: Vec<Meaning> = topics.iter().map(|topic| Meaning::new(vocabulary, topic, &talk)).collect();
    let ranks: Vec<Vec<f64>> = topics.iter().map(|topic| ranks(&salience[topic.clone()])).collect();
    // Who speaks is no subject.
    let speakers: BTreeSet<String> = script
        .speakers
        .iter()
        .flat_map(|speaker| speaker.name.split_whitespace().map(stem).collect::<Vec<_>>())
        .collect();
    let is_subject = |phrase: &&Phrase| !phrase.text.split(' ').all(|word| speakers.contains(&stem(word)));
    for phrase in phrases.iter().filter(is_subject) {
        let counts = by_topic(phrase, topics);
        for (at, topic) in topics.iter().enumerate() {
            let here = counts[at];
            if here > 0.0 {
                let features = features(script, phrase, here, topic, &meanings[at], &ranks[at]);
                candidates[at].push(Candidate {
                    phrase,
                    here,
                    score: sigmoid(MODEL.log_odds(&features)),
                    features,
                });
            }
        }
    }
    candidates
}

/// The best phrases, without those that share a content word with a better one.
pub(super) fn distinct<'a>(ranked: &[Candidate<'a>]) -> Vec<&'a Phrase> {
    let mut chosen: Vec<&Phrase> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for Candidate { phrase, .. } in ranked {
        let stems: Vec<String> = phrase.text.split(' ').map(singular).collect();
        if stems.iter().all(|stem| !taken.contains(stem)) {
            taken.extend(stems);
            chosen.push(phrase);
            if chosen.len() == KEYPHRASES {
                break;
            }
        }
    }
    chosen
}

/// The stem of a word without the "s" of "TVs" and "menus", which the stemmer leaves; only for telling whether words are the same.
fn singular(word: &str) -> String {
    let stem = stem(word);
    stem.strip_suffix('s').map(str::to_owned).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_the_same_word() {
        for (one, more) in [("TV", "TVs"), ("menu", "menus"), ("lens", "lenses"), ("keeper", "keepers")] {
            assert_eq!(singular(one), singular(more));
        }
        assert_ne!(singular("menu"), singular("man"));
    }
}
