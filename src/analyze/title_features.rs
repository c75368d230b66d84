//! What speaks for a title of a topic: its phrases, how they go together, and where they are said.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::keyphrases::{self, Candidate, by_topic};
use super::linear::{Linear, flag};
use super::phrases::Phrase;
use super::titles::{PAIRED, Title};
use crate::restore::{Role, Script, SentenceKind};

/// How many features a title has.
pub(super) const FEATURES: usize = 2 * PHRASE + PAIR + COVER;
/// Of a phrase: as a keyphrase, its places among the others, its form.
const PHRASE: usize = keyphrases::FEATURES + PLACED.len() + FORM.len();
/// Of two phrases together.
const PAIR: usize = PAIR_NAMES.len();
/// Of what is said of it where.
const COVER: usize = COVER_NAMES.len();

/// Those features of a keyphrase by which it is also placed among the others of the topic.
const PLACED: [&str; 5] = ["count", "rarity_count", "near_topic", "near_own", "near_opening"];
const FORM: [&str; 5] = ["in_questions", "in_topics", "capital", "nominal", "letters"];
const PAIR_NAMES: [&str; 6] = ["pair", "together", "close", "one_name", "adds", "apart"];
const COVER_NAMES: [&str; 3] = ["share", "by_host", "first"];

/// The names of the features, in order.
pub(super) static NAMES: LazyLock<[String; FEATURES]> = LazyLock::new(|| {
    let placed = PLACED.map(|name| format!("place_{name}"));
    let phrase: Vec<&str> =
        keyphrases::NAMES.into_iter().chain(placed.iter().map(String::as_str)).chain(FORM).collect();
    let least: Vec<String> = phrase.iter().map(|name| format!("least_{name}")).collect();
    let all: Vec<&str> = phrase
        .iter()
        .copied()
        .chain(least.iter().map(String::as_str))
        .chain(PAIR_NAMES)
        .chain(COVER_NAMES)
        .collect();
    std::array::from_fn(|at| all[at].to_owned())
});

/// A choice among the titles of a topic (a conditional logit), learned from titles that readers marked.
pub(super) static MODEL: LazyLock<Linear<FEATURES>> =
    LazyLock::new(|| Linear::from_table(include_str!("weights/title.tsv"), &NAMES));

/// What speaks for each title.
pub(super) fn features(
    script: &Script,
    topics: &[Range<usize>],
    at: usize,
    ranked: &[Candidate<'_>],
    titles: &[Title],
) -> Vec<[f64; FEATURES]> {
    let topic = &topics[at];
    let used = titles.iter().map(|title| title.second.unwrap_or(title.first) + 1).max().unwrap_or(0);
    let places: Vec<BTreeSet<usize>> = ranked[..used]
        .iter()
        .map(|candidate| candidate.phrase.sentences.iter().copied().filter(|at| topic.contains(at)).collect())
        .collect();
    let singles: Vec<[f64; PHRASE]> =
        (0..used).map(|rank| phrase_features(script, topics, at, ranked, rank, &places[rank])).collect();
    titles
        .iter()
        .map(|title| {
            let first = title.first;
            let mut covered = places[first].clone();
            let mut pair = [0.0; PAIR];
            let (mut mean, mut least) = (singles[first], [0.0; PHRASE]);
            if let Some(second) = title.second {
                covered.extend(&places[second]);
                mean = std::array::from_fn(|at| f64::midpoint(singles[first][at], singles[second][at]));
                least = std::array::from_fn(|at| singles[first][at].min(singles[second][at]));
                let phrases = [ranked[first].phrase, ranked[second].phrase];
                pair = pair_features(phrases, [&places[first], &places[second]], second - first);
            }
            // Or by somebody of whom one doesn't know.
            let by_host =
                |at: &usize| script.speaker_of(*at).is_none_or(|speaker| speaker.role != Role::Guest);
            let cover = [
                covered.len() as f64 / topic.len() as f64,
                flag(covered.iter().any(by_host)),
                flag(covered.first().is_some_and(|at| at - topic.start < 4)),
            ];
            let all = [&mean[..], &least, &pair, &cover].concat();
            std::array::from_fn(|at| all[at])
        })
        .collect()
}

/// What speaks for the phrase at a rank, which is said `here`, as a title or half of one.
fn phrase_features(
    script: &Script,
    topics: &[Range<usize>],
    at: usize,
    ranked: &[Candidate<'_>],
    rank: usize,
    here: &BTreeSet<usize>,
) -> [f64; PHRASE] {
    const NOMINAL: [&str; 4] = ["ing", "tion", "ment", "ity"];
    let candidate = &ranked[rank];
    let phrase = candidate.phrase;
    // One over the number of phrases up to this one, in the order of a feature.
    let place = |feature: usize| {
        let value = candidate.features[feature];
        let before = ranked.iter().filter(|other| other.features[feature] > value).count();
        1.0 / (1 + before) as f64
    };
    let questions = here.iter().filter(|&&at| script.sentences[at].kind == SentenceKind::Question).count();
    let counts = by_topic(phrase, topics);
    let elsewhere = counts.iter().enumerate().filter(|(other, count)| *other != at && **count > 0.0).count();
    let lower = phrase.text.to_lowercase();
    let form = [
        questions as f64 / (here.len().max(1) as f64).sqrt(),
        elsewhere as f64 / (topics.len() - 1).max(1) as f64,
        flag(phrase.text.starts_with(char::is_uppercase)),
        flag(NOMINAL.iter().any(|end| lower.ends_with(end))),
        phrase.text.chars().count() as f64 / 20.0,
    ];
    let placed = PLACED.map(|name| {
        place(keyphrases::NAMES.iter().position(|other| *other == name).expect("it is one of them"))
    });
    let all = [&candidate.features[..], &placed, &form].concat();
    std::array::from_fn(|at| all[at])
}

/// What speaks for two phrases together, which are so many places `apart` among the phrases of the topic.
fn pair_features([a, b]: [&Phrase; 2], places: [&BTreeSet<usize>; 2], apart: usize) -> [f64; PAIR] {
    let both = places[0].intersection(places[1]).count() as f64;
    let fewer = places[0].len().min(places[1].len()).max(1) as f64;
    let more = places[0].len().max(places[1].len()).max(1) as f64;
    let near = |at: &&usize| places[1].range(at.saturating_sub(1)..=**at + 1).next().is_some();
    [
        1.0,
        both / fewer,
        places[0].iter().filter(near).count() as f64 / places[0].len().max(1) as f64,
        flag(a.is_name != b.is_name),
        places[0].union(places[1]).count() as f64 / more - 1.0,
        apart as f64 / PAIRED as f64,
    ]
}
